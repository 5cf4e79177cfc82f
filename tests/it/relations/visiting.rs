//! A visit: what stands in the brief, and one form that makes entry, willingness, places and task, once.

use brobygger::{
    domain::{
        contact_log::ContactKind,
        ids::CompanyId,
        permission::Actor,
        task::TaskKind,
        willingness::{SaidAt, Willing, Willingness},
    },
    search::criteria::SlotCriteria,
    store::{slots, tasks, willingness},
    use_cases::{
        contact_log::Logged,
        failure::Failure,
        follow_index,
        slot_search::SearchSlots,
        visits::{RecordVisit, TypedVisit},
    },
};

use super::{TypedEntry, call, company, log, read, refused};
use crate::kit::{House, Place, day};

fn visit(key: &str) -> TypedVisit {
    let text = str::to_owned;
    TypedVisit {
        client_key: text(key),
        note: text("Vist rundt på lageret. Vil gerne have to mere."),
        far: text("yes"),
        groups: vec![String::new(), text("fleksjobvisiteret=perhaps")],
        slot_title: vec![text("Lagermedarbejder"), text("Truckfører"), String::new()],
        slot_kind: vec![text("loentilskud"), text("virksomhedspraktik"), text("virksomhedspraktik")],
        slot_seats: vec![text("2"), String::new(), String::new()],
        next_weeks: text("6"),
        next_step: text("Ring om de to"),
        ..TypedVisit::default()
    }
}

const KEY: &str = "0191e2a0-0000-7000-8000-000000000003";

async fn send(house: &House, actor: &Actor, company: CompanyId, typed: TypedVisit) -> Result<Logged, Failure> {
    house.app.carry_out(actor, &RecordVisit { company, typed }).await
}

async fn made(house: &House, place: &Place) -> (usize, usize, usize) {
    let reader = house.app.reader(house.tenant).await.expect("a reader");
    let slots = slots::at_workplace(&reader, place.workplace.id).await.expect("slots").len();
    let tasks = tasks::open_at(&reader, place.company.id).await.expect("tasks").len();
    let said = willingness::of_companies(&reader, &[place.company.id]).await.expect("said");
    reader.end().await.expect("the reader ends");
    (slots, tasks, said.get(&place.company.id).map_or(0, Vec::len))
}

house_tests! {
    async fn one_form_makes_entry_willingness_places_and_the_next_contact(house) {
        let (_, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        send(&house, &bente, place.company.id, visit(KEY)).await.expect("recorded");
        let page = read(&house, &bente, place.company.id).await;
        assert_eq!((page.total, page.lines[0].entry.kind), (1, ContactKind::Visit));
        assert_eq!(company(&house, place.company.id).await.relation.last_contact_on, Some(day("2026-03-02")));
        let reader = house.app.reader(house.tenant).await.expect("a reader");
        let mut slots = slots::at_workplace(&reader, place.workplace.id).await.expect("slots");
        slots.sort_by(|one, other| one.title.cmp(&other.title));
        let told: Vec<_> = slots.iter().map(|slot| (slot.title.as_str(), slot.forms[0].as_str(), slot.seats, slot.confirmed_on)).collect();
        let today = Some(day("2026-03-02"));
        assert_eq!(told, [("Lagermedarbejder", "loentilskud", 2, today), ("Truckfører", "virksomhedspraktik", 1, today)]);
        let task = &tasks::open_at(&reader, place.company.id).await.expect("tasks")[0];
        assert_eq!((task.kind, task.note.as_deref()), (TaskKind::NextContact, Some("Ring om de to")));
        assert_eq!(brobygger::base::clock::day_of(task.due_at), day("2026-04-13"));
        let said = willingness::of_companies(&reader, &[place.company.id]).await.expect("said").remove(&place.company.id).expect("some");
        let said: Vec<_> = said.iter().map(|one| (one.topic.as_str(), one.answer)).collect();
        let expected = [("fleksjobvisiteret", Willing::Perhaps), ("kh_aktivitetsparat", Willing::Yes), ("ung_aktivitetsparat", Willing::Yes)];
        assert_eq!(said, expected);
    }

    async fn a_note_that_comes_late_tells_nothing_against_what_was_said_since(house) {
        let (_, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        let since = Willingness {
            topic: "fleksjobvisiteret".to_owned(),
            answer: Willing::No,
            said_on: day("2026-03-01"),
            source: SaidAt::Call,
            by: None,
        };
        house.write(house.tenant, async |work| willingness::put(work, place.company.id, &since).await.expect("said")).await;
        let late = TypedVisit { on: "2026-02-25".to_owned(), ..visit(KEY) };
        send(&house, &bente, place.company.id, late).await.expect("recorded");
        let reader = house.app.reader(house.tenant).await.expect("a reader");
        let said = willingness::of_companies(&reader, &[place.company.id]).await.expect("said").remove(&place.company.id).expect("some");
        reader.end().await.expect("the reader ends");
        let about = |topic: &str| said.iter().find(|one| one.topic == topic).map(|one| one.answer);
        assert_eq!((about("fleksjobvisiteret"), about("kh_aktivitetsparat")), (Some(Willing::No), Some(Willing::Yes)));
    }

    async fn new_places_are_searched_as_soon_as_the_index_has_followed(house) {
        let (_, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        send(&house, &bente, place.company.id, visit(KEY)).await.expect("recorded");
        follow_index::catch_up(&house.app, house.tenant).await.expect("the index follows");
        let criteria = SlotCriteria { text: "truckfører".to_owned(), ..SlotCriteria::everything() };
        let found = house.app.ask(&bente, &SearchSlots { criteria }).await.expect("hits");
        assert_eq!(found.total, 1);
    }

    async fn the_same_visit_sent_again_is_answered_alike_and_makes_nothing_more(house) {
        let (_, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        let first = send(&house, &bente, place.company.id, visit(KEY)).await.expect("recorded");
        let before = made(&house, &place).await;
        house.wait(chrono::Duration::days(3));
        let again = send(&house, &bente, place.company.id, visit(KEY)).await.expect("answered");
        assert_eq!((again.entry, again.again, made(&house, &place).await), (first.entry, true, before));
        assert_eq!(before, (2, 1, 3));
        assert_eq!(read(&house, &bente, place.company.id).await.total, 1, "the contact counts once");
    }

    async fn a_refused_place_leaves_nothing_of_the_visit_behind(house) {
        let (_, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        let wrong = TypedVisit { slot_seats: vec!["2".to_owned(), "0".to_owned()], ..visit(KEY) };
        assert_eq!(refused(send(&house, &bente, place.company.id, wrong).await.expect_err("no seats")), [("slot_seats", "slot-seats-invalid")]);
        assert_eq!(made(&house, &place).await, (0, 0, 0));
        assert_eq!(read(&house, &bente, place.company.id).await.total, 0);
        send(&house, &bente, place.company.id, visit(KEY)).await.expect("the mended form goes under its own key");
    }

    async fn who_may_not_make_places_may_still_write_the_visit(house) {
        let (_, ole) = house.account(house.tenant, "Ole", &["job_consultant"]).await;
        let place = house.place(house.tenant).await;
        let failure = send(&house, &ole, place.company.id, visit(KEY)).await.expect_err("no right");
        assert!(matches!(failure, Failure::Denied(_)), "{failure}");
        let plain = TypedVisit { slot_title: Vec::new(), ..visit(KEY) };
        send(&house, &ole, place.company.id, plain).await.expect("recorded");
        assert_eq!(made(&house, &place).await, (0, 1, 3));
    }

    async fn the_brief_tells_what_to_know_on_one_page(house) {
        let (_, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        house.slot(house.tenant, &place, 2).await;
        log(&house, &bente, place.company.id, TypedEntry { next_on: "2026-03-09".to_owned(), ..call("Vil se en kandidat") }).await;
        send(&house, &bente, place.company.id, visit(KEY)).await.expect("recorded");
        let page = house.visitor(&bente).await.get(&format!("/konsulent/virksomheder/{}/besoeg", place.company.id)).await;
        for words in ["Havnevej 1", "Karim Eksempel", "Vil se en kandidat", "Lagermedarbejder", "Ring om de to", "Fleksjobvisiterede: Måske", "Rimelighed"] {
            assert!(page.html.contains(words), "{words}: {}", page.html);
        }
    }

    async fn a_form_that_a_script_sends_gets_the_way_on_and_one_of_another_person_nothing(house) {
        let (_, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        let url = format!("/konsulent/virksomheder/{}/besoeg", place.company.id);
        let mut browser = house.visitor(&bente).await;
        let refused = browser.post(&url, &[("note", "Fint besøg"), ("person", "en-anden")]).await;
        assert_eq!((refused.status.as_u16(), read(&house, &bente, place.company.id).await.total), (422, 0));
        let answer = browser.post_only(&url, &[("note", "Fint besøg"), ("client_key", KEY)]).await;
        assert_eq!(answer.status, 303);
        assert_eq!(read(&house, &bente, place.company.id).await.total, 1);
    }
}
