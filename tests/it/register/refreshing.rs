//! A night's look: what is taken over, what stays, and what becomes a task.

use brobygger::{
    domain::{
        company::{ColdMailRefused, Company, Workplace},
        ids::{CompanyId, WorkplaceId},
        register_news::{ChangeKind, Holds, RegisterField, Standing},
        task::TaskKind,
    },
    store::{companies, tasks, workplaces},
    use_cases::register::{
        look::{FromRegister, RegisterOf},
        refresh::Round,
        resolve::Decide,
        take_over::Taken,
    },
};
use chrono::Duration;
use serde_json::{Value, json};

use super::fake::{Fake, Mood, company, round, unit};
use crate::kit::{House, day};

const CVR: u64 = 99_000_007;
const P_NUMBER: u64 = 9_000_000_001;

async fn kept(house: &House, id: CompanyId) -> Company {
    let reader = house.app.reader(house.tenant).await.expect("a reader");
    let found = companies::find(&reader, id).await.expect("read").expect("a company");
    reader.end().await.expect("the reader ends");
    found
}

async fn kept_place(house: &House, id: WorkplaceId) -> Workplace {
    let reader = house.app.reader(house.tenant).await.expect("a reader");
    let found = workplaces::find(&reader, id).await.expect("read").expect("a workplace");
    reader.end().await.expect("the reader ends");
    found
}

async fn from_register(house: &House, company: CompanyId) -> FromRegister {
    house.app.ask(&house.staff(&["company_consultant"]), &RegisterOf { company }).await.expect("told")
}

async fn tasks_at(house: &House, company: CompanyId) -> Vec<TaskKind> {
    let reader = house.app.reader(house.tenant).await.expect("a reader");
    let found = tasks::open_at(&reader, company).await.expect("read");
    reader.end().await.expect("the reader ends");
    found.into_iter().map(|task| task.kind).collect()
}

fn with(mut document: Value, change: impl FnOnce(&mut Value)) -> Value {
    let root = if document["Vrvirksomhed"].is_null() { "VrproduktionsEnhed" } else { "Vrvirksomhed" };
    change(&mut document[root]);
    document
}

/// A day later.
fn next_night(house: &House) {
    house.wait(Duration::hours(24));
}

house_tests! {
    async fn an_empty_field_is_filled_and_a_typed_one_stays_with_the_registers_beside_it(house) {
        let (fake, place) = (Fake::open().await, house.place(house.tenant).await);
        let app = fake.of(&house);
        fake.says(company(CVR, "Nordhavn Logistik A/S"));
        fake.says(unit(P_NUMBER, CVR, "Nordhavn Lager"));
        let done = round(&app, &house).await;
        assert_eq!((done.companies, done.requests, done.trouble), (1, 2, None));
        let found = kept(&house, place.company.id).await;
        assert_eq!((found.name.as_str(), found.phone.as_deref()), ("Nordhavn Lager ApS", Some("12345678")));
        assert_eq!(found.relation.legal_form.as_deref(), Some("Anpartsselskab"));
        let from = from_register(&house, place.company.id).await;
        let differing: Vec<_> = from.differences.iter().map(|one| (one.field, one.says.as_str(), one.since)).collect();
        assert_eq!(differing, [(RegisterField::Name, "Nordhavn Logistik A/S", day("2026-03-02"))]);
        assert_eq!(from.employees, Some(("40-49".to_owned(), Some("2026-01".to_owned()))));
        assert_eq!(from.standing, Some(Standing::Active));
    }

    async fn a_look_that_brings_no_news_writes_nothing(house) {
        let (fake, place) = (Fake::open().await, house.place(house.tenant).await);
        let app = fake.of(&house);
        fake.says(company(CVR, "Nordhavn Logistik A/S"));
        fake.says(unit(P_NUMBER, CVR, "Nordhavn Lager"));
        round(&app, &house).await;
        let (first, shown) = (kept(&house, place.company.id).await, from_register(&house, place.company.id).await);
        assert_eq!(round(&app, &house).await, Round::default(), "everybody has had a turn tonight");
        next_night(&house);
        assert_eq!(round(&app, &house).await.taken, Taken::default());
        assert_eq!(kept(&house, place.company.id).await, first);
        let again = from_register(&house, place.company.id).await;
        assert_eq!((again.changes, again.differences), (shown.changes, shown.differences));
    }

    async fn what_came_from_the_register_follows_it_and_a_typed_value_is_asked_about_anew(house) {
        let (fake, place) = (Fake::open().await, house.place(house.tenant).await);
        let app = fake.of(&house);
        fake.says(company(CVR, "Nordhavn Logistik A/S"));
        fake.says(unit(P_NUMBER, CVR, "Nordhavn Lager"));
        round(&app, &house).await;
        let (_, actor) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let keep = Decide {
            company: place.company.id,
            workplace: None,
            field: RegisterField::Name,
            says: "Nordhavn Logistik A/S".to_owned(),
            holds: Holds::Ours,
        };
        house.app.carry_out(&actor, &keep).await.expect("kept");
        assert!(from_register(&house, place.company.id).await.differences[0].declined);
        next_night(&house);
        fake.says(with(company(CVR, "Nordhavn Gruppen A/S"), |one| one["telefonNummer"][0]["kontaktoplysning"] = json!("87654321")));
        let done = round(&app, &house).await;
        assert_eq!(done.taken, Taken { taken: 1, kept: 1 });
        let found = kept(&house, place.company.id).await;
        assert_eq!((found.name.as_str(), found.phone.as_deref()), ("Nordhavn Lager ApS", Some("87654321")));
        let difference = from_register(&house, place.company.id).await.differences.remove(0);
        assert!(!difference.declined && difference.says == "Nordhavn Gruppen A/S" && difference.since == day("2026-03-03"));
        assert!(house.app.carry_out(&actor, &keep).await.is_err(), "the page showed what the register said yesterday");
        house.wait(Duration::seconds(1));
        let take = Decide { says: "Nordhavn Gruppen A/S".to_owned(), holds: Holds::Theirs, ..keep };
        house.app.carry_out(&actor, &take).await.expect("taken");
        assert_eq!(kept(&house, place.company.id).await.name, "Nordhavn Gruppen A/S");
        let from = from_register(&house, place.company.id).await;
        assert_eq!((from.differences, from.changes[0].kind), (vec![], ChangeKind::Resolved));
    }

    async fn advertising_protection_holds_whatever_was_typed(house) {
        let (fake, place) = (Fake::open().await, house.place(house.tenant).await);
        let app = fake.of(&house);
        assert_eq!(place.company.may_be_written_to_cold(), Ok(()));
        fake.says(with(company(CVR, "Nordhavn Lager ApS"), |one| one["reklamebeskyttet"] = json!(true)));
        round(&app, &house).await;
        let found = kept(&house, place.company.id).await;
        assert_eq!(found.may_be_written_to_cold(), Err(ColdMailRefused::AdvertisingProtected));
    }

    async fn a_telephone_that_becomes_secret_leaves_and_one_that_was_typed_stays(house) {
        let (fake, place) = (Fake::open().await, house.place(house.tenant).await);
        let other = house.place_numbered(house.tenant, "99000015", "9000000002").await;
        let typed = Company { phone: Some("55443322".to_owned()), ..other.company.clone() };
        house.write(house.tenant, async |work| companies::update(work, &typed).await.expect("written")).await;
        let app = fake.of(&house);
        fake.says(company(CVR, "Nordhavn Lager ApS"));
        fake.says(company(99_000_015, "Nordhavn Lager ApS"));
        fake.says(unit(9_000_000_002, 99_000_015, "Nordhavn Lager"));
        round(&app, &house).await;
        next_night(&house);
        for cvr in [CVR, 99_000_015] {
            fake.says(with(company(cvr, "Nordhavn Lager ApS"), |one| one["telefonNummer"][0]["hemmelig"] = json!(true)));
        }
        round(&app, &house).await;
        assert_eq!(kept(&house, place.company.id).await.phone, None);
        assert_eq!(kept(&house, other.company.id).await.phone.as_deref(), Some("55443322"));
        assert_eq!(from_register(&house, other.company.id).await.differences, vec![]);
    }

    async fn a_bankrupt_company_with_places_is_closed_and_a_task_and_opens_again(house) {
        let (fake, place) = (Fake::open().await, house.place(house.tenant).await);
        house.slot(house.tenant, &place, 2).await;
        let app = fake.of(&house);
        fake.says(with(company(CVR, "Nordhavn Lager ApS"), |one| one["virksomhedMetadata"]["sammensatStatus"] = json!("UNDERKONKURS")));
        round(&app, &house).await;
        assert_eq!(kept(&house, place.company.id).await.closed_on, Some(day("2026-03-02")));
        assert_eq!(tasks_at(&house, place.company.id).await, [TaskKind::RegisterClosed]);
        let from = from_register(&house, place.company.id).await;
        assert_eq!(from.standing, Some(Standing::Bankrupt));
        assert!(from.changes.iter().any(|change| change.is_closing));
        next_night(&house);
        round(&app, &house).await;
        assert_eq!(tasks_at(&house, place.company.id).await.len(), 1, "once");
        next_night(&house);
        fake.says(company(CVR, "Nordhavn Lager ApS"));
        round(&app, &house).await;
        assert_eq!(kept(&house, place.company.id).await.closed_on, None);
    }

    async fn a_closed_workplace_without_places_is_no_task_and_has_the_registers_last_day(house) {
        let (fake, place) = (Fake::open().await, house.place(house.tenant).await);
        let app = fake.of(&house);
        fake.says(company(CVR, "Nordhavn Lager ApS"));
        fake.says(with(unit(P_NUMBER, CVR, "Nordhavn Lager"), |one| {
            one["produktionsEnhedMetadata"]["sammensatStatus"] = json!("Ophørt");
            one["livsforloeb"][0]["periode"]["gyldigTil"] = json!("2026-02-14");
        }));
        round(&app, &house).await;
        assert_eq!(kept_place(&house, place.workplace.id).await.closed_on, Some(day("2026-02-14")));
        assert_eq!(kept(&house, place.company.id).await.closed_on, None);
        assert_eq!(tasks_at(&house, place.company.id).await, []);
    }

    async fn a_workplace_with_another_owner_is_shown_and_never_moved(house) {
        let (fake, place) = (Fake::open().await, house.place(house.tenant).await);
        let app = fake.of(&house);
        fake.says(company(CVR, "Nordhavn Lager ApS"));
        fake.says(unit(P_NUMBER, 99_000_015, "Nordhavn Lager"));
        round(&app, &house).await;
        assert_eq!(kept_place(&house, place.workplace.id).await.company, place.company.id);
        let from = from_register(&house, place.company.id).await;
        let differing: Vec<_> = from.differences.iter().map(|one| (one.field, one.says.as_str(), one.can_be_used)).collect();
        assert_eq!(differing, [(RegisterField::Owner, "99000015", false)]);
    }

    async fn a_number_that_the_register_does_not_know_is_shown_and_closes_nothing(house) {
        let (fake, place) = (Fake::open().await, house.place(house.tenant).await);
        let app = fake.of(&house);
        assert_eq!(round(&app, &house).await.taken, Taken { taken: 0, kept: 2 });
        assert_eq!(kept(&house, place.company.id).await, place.company);
        assert_eq!(from_register(&house, place.company.id).await.standing, Some(Standing::Unknown));
    }

    async fn many_companies_take_their_turns_page_by_page_and_none_is_left_out(house) {
        let fake = Fake::open().await;
        let numbers = ["99000007", "99000015", "99000023", "99000031"];
        for (place, cvr) in numbers.iter().enumerate() {
            house.place_numbered(house.tenant, cvr, &format!("900000000{}", place + 1)).await;
            fake.says(company(cvr.parse().expect("a number"), "Nordhavn Lager ApS"));
        }
        let app = fake.of(&house);
        fake.is(Mood::Pages(2));
        let done = round(&app, &house).await;
        assert_eq!((done.companies, done.trouble), (4, None));
        assert_eq!(done.taken.taken, 8, "telephone and legal form of each");
        assert_eq!(fake.asked(), 3, "two pages of companies, one of workplaces");
    }

    async fn nobody_is_asked_by_day(house) {
        let fake = Fake::open().await;
        house.place(house.tenant).await;
        let mut app = fake.of(&house);
        app.settings = house.app.settings.clone();
        assert_eq!(round(&app, &house).await, Round::default());
        house.wait(Duration::hours(18));
        assert_eq!(round(&app, &house).await.companies, 1, "at two in the morning");
    }

    async fn the_neighbours_companies_are_looked_up_by_the_neighbour_only(house) {
        let fake = Fake::open().await;
        let theirs = house.place_numbered(house.neighbour, "99000007", "9000000001").await;
        let app = fake.of(&house);
        fake.says(company(CVR, "Nordhavn Logistik A/S"));
        assert_eq!(round(&app, &house).await, Round::default());
        let asked = house.app.ask(&house.staff(&["company_consultant"]), &RegisterOf { company: theirs.company.id }).await;
        assert!(crate::placements::stage::is_unknown(&asked));
    }
}
