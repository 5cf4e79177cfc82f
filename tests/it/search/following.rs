//! The index follows: one's own write, another process' write, a folder that is gone; and it holds nothing about people.

use std::{path::Path, sync::Arc};

use brobygger::{
    domain::{
        citizen::{PersonName, Wish},
        numbers::CprNumber,
    },
    search::{Search, criteria::SlotCriteria},
    settings::{conditions, reference, rules},
    store::{companies, slots, work::Subject},
    use_cases::{
        app::App,
        citizen_search::SearchCitizens,
        failure::Failure,
        follow_index,
        slot_search::{SearchSlots, SlotList},
    },
};

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
};

use crate::kit::{House, day};

async fn found(house: &House, app: &App, text: &str) -> SlotList {
    let staff = house.staff(&["job_consultant"]);
    let criteria = SlotCriteria { text: text.to_owned(), ..SlotCriteria::everything() };
    app.ask(&staff, &SearchSlots { criteria }).await.expect("an answer")
}

/// The house as another process sees it: the same database, an index folder of its own.
fn another_process(house: &House, folder: &str) -> App {
    let reference = reference::load(None).expect("the lists are whole");
    let groups = rules::load(None).expect("the rules are whole").target_groups.iter().map(|group| group.head.id.clone()).collect();
    let codes = Search::codes(&conditions::embedded().expect("the conditions are whole"), groups);
    let search = Search::open(&house.home.folder().join(folder), uuid::Uuid::nil(), codes, &reference).expect("an index");
    App { search: Arc::new(search), committed: Arc::default(), ..house.app.clone() }
}

/// Every byte of every file of a folder, one behind the other.
pub fn bytes_of(folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        bytes.extend(if path.is_dir() { bytes_of(&path) } else { std::fs::read(&path).expect("a file") });
    }
    bytes
}

/// Whether a word stands in some bytes, as text in either width.
pub fn holds(bytes: &[u8], word: &str) -> bool {
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [word.as_bytes(), word.to_lowercase().as_bytes(), &wide].iter().any(|form| bytes.windows(form.len()).any(|part| part == *form))
}

house_tests! {
    async fn a_municipality_whose_rows_cannot_be_read_keeps_no_other_from_its_turn(house) {
        follow_index::make_ready(&house.app).await.expect("ready");
        let citizen = house.citizen_with(house.tenant, |citizen| citizen.cpr = CprNumber::parse("0104909995").ok()).await;
        let damaged = entity::citizen::ActiveModel {
            tenant_id: Unchanged(house.tenant.0),
            id: Unchanged(citizen.id.0),
            cpr_cipher: Set(Some(vec![0; 60])),
            ..Default::default()
        };
        damaged.update(house.app.database.writing()).await.expect("damaged");
        let place = house.place(house.neighbour).await;
        house.slot(house.neighbour, &place, 1).await;
        assert!(follow_index::catch_up_all(&house.app).await.is_err(), "the fault is told");
        let positions = house.app.search.slots.index().expect("an index").positions();
        let neighbour = positions.iter().find(|position| position.tenant == house.neighbour.0).expect("the neighbour's turn");
        assert_eq!(neighbour.change_number, 3);
    }

    async fn ones_own_write_is_found_by_the_next_question(house) {
        let place = house.place(house.tenant).await;
        assert_eq!(found(&house, &house.app, "hestepasser").await.total, 0);
        let mut slot = house.slot_with(house.tenant, &place, |slot| slot.title = "Hestepasser".to_owned()).await;
        assert_eq!(found(&house, &house.app, "hestepasser").await.total, 1);
        slot.title = "Gartner".to_owned();
        house.write(house.tenant, async |work| slots::update(work, &slot).await.expect("a slot")).await;
        assert_eq!(found(&house, &house.app, "hestepasser").await.total, 0);
        assert_eq!(found(&house, &house.app, "gartner").await.total, 1);
        let mut company = place.company.clone();
        company.name = "Solgaarden ApS".to_owned();
        house.write(house.tenant, async |work| companies::update(work, &company).await.expect("a company")).await;
        let other = companies_of(&house, "solgaarden").await;
        assert_eq!(other, ["Solgaarden ApS"]);
    }

    async fn a_question_follows_to_the_change_that_was_the_latest_and_no_farther(house) {
        let place = house.place(house.tenant).await;
        house.write(house.tenant, async |work| {
            for _ in 0..1_200 {
                work.changed(Subject { entity: "slot", id: house.app.ids.random() });
            }
        }).await;
        house.slot_with(house.tenant, &place, |slot| slot.title = "Hestepasser".to_owned()).await;
        let position = || house.app.search.slots.index().expect("an index").positions().first().map_or(0, |at| at.change_number);
        follow_index::follow_to(&house.app, house.tenant, 300).await.expect("followed");
        assert!((300..1_000).contains(&position()), "{}", position());
        follow_index::follow_to(&house.app, house.tenant, 200).await.expect("nothing to do");
        assert!((300..1_000).contains(&position()), "{}", position());
        let answer = found(&house, &house.app, "hestepasser").await;
        assert_eq!((answer.total, answer.change_number), (1, position()));
        assert!(position() > 1_200);
    }

    async fn a_question_that_meets_a_rebuild_says_so_at_once(house) {
        let other = another_process(&house, "fresh");
        let staff = house.staff(&["job_consultant"]);
        let question = SearchSlots { criteria: SlotCriteria::everything() };
        let Err(Failure::Fault(fault)) = other.ask(&staff, &question).await else { panic!("there is no index yet") };
        assert_eq!((fault.passing, fault.told), (true, Some("search_rebuilding")));
        let citizens = SearchCitizens { limit: 20, ..SearchCitizens::default() };
        assert!(matches!(other.ask(&staff, &citizens).await, Err(Failure::Fault(fault)) if fault.told == Some("search_rebuilding")));
        assert!(other.search.slots.index().is_none(), "a question writes no index");
        // The background's next round.
        follow_index::catch_up(&other, house.tenant).await.expect("caught up");
        assert_eq!(other.ask(&staff, &question).await.expect("an answer").total, 0);
    }

    async fn a_page_and_a_call_say_when_to_try_again(house) {
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let rebuilding = House { app: another_process(&house, "fresh"), ..house };
        let answer = rebuilding.program("job_consultant").await.get("/api/v1/slots").await;
        assert_eq!((answer.problem(), answer.headers["retry-after"].to_str().ok()), ((503, "search_rebuilding".to_owned()), Some("5")));
        let page = rebuilding.visitor(&actor).await.get("/konsulent/pladser").await;
        assert_eq!((page.status.as_u16(), page.headers["retry-after"].to_str().ok()), (503, Some("5")));
        assert!(page.html.contains("Søgning genopbygges"), "{}", page.html);
    }

    async fn another_process_finds_it_too(house) {
        let place = house.place(house.tenant).await;
        let other = another_process(&house, "another");
        follow_index::make_ready(&other).await.expect("ready");
        assert_eq!(found(&house, &other, "hestepasser").await.total, 0);
        let slot = house.slot_with(house.tenant, &place, |slot| slot.title = "Hestepasser".to_owned()).await;
        let answer = found(&house, &other, "hestepasser").await;
        assert_eq!((answer.total, answer.change_number), (1, found(&house, &house.app, "hestepasser").await.change_number));
        assert_eq!(answer.hits[0].slot.id, slot.id);
    }

    async fn a_folder_that_is_gone_is_rebuilt(house) {
        let place = house.place(house.tenant).await;
        house.slot_with(house.tenant, &place, |slot| slot.title = "Hestepasser".to_owned()).await;
        let first = another_process(&house, "another");
        follow_index::make_ready(&first).await.expect("ready");
        let before = found(&house, &first, "hestepasser").await;
        drop(first);
        std::fs::remove_dir_all(house.home.folder().join("another")).expect("removed");
        let second = another_process(&house, "another");
        follow_index::make_ready(&second).await.expect("ready");
        let after = found(&house, &second, "hestepasser").await;
        assert_eq!((after.total, after.change_number), (1, before.change_number));
    }

    async fn the_index_folders_say_nothing_about_people(house) {
        let place = house.place(house.tenant).await;
        house.slot_with(house.tenant, &place, |slot| slot.title = "Kanariepasser".to_owned()).await;
        let citizen = house.citizen_with(house.tenant, |citizen| {
            citizen.name = PersonName::new("Kanarietilde".to_owned(), "Kanarietest".to_owned());
            citizen.cpr = CprNumber::parse("0104909995").ok();
            citizen.external_id = Some("KANARIE-42".to_owned());
            citizen.legal.birth_date = Some(day("1990-04-01"));
            citizen.legal.last_function = Some("Kanariefunktion".to_owned());
            citizen.profile.wishes = vec![Wish { title: "Kanarieoenske".to_owned(), occupation: Some("4321".to_owned()) }];
            citizen.profile.skills = vec!["Kanariefaerdighed".to_owned()];
        }).await;
        let other = another_process(&house, "watched");
        follow_index::rebuild(&other, &|_| {}).await.expect("rebuilt");
        follow_index::catch_up(&other, house.tenant).await.expect("caught up");
        let staff = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let search = SearchCitizens { wishes: vec!["4321".to_owned()], limit: 20, ..SearchCitizens::default() };
        assert_eq!(other.ask(&staff, &search).await.expect("an answer").total, 1);
        drop(other);
        let (slots, citizens) = (bytes_of(&house.home.folder().join("watched/slots")), bytes_of(&house.home.folder().join("watched/citizens")));
        assert!(holds(&slots, "Kanariepasser"), "the search for bytes finds what is there");
        let id = citizen.id.0;
        for secret in ["Kanarietilde", "Kanarietest", "0104909995", "010490", "KANARIE-42", "Kanariefunktion", "Kanarieoenske", "Kanariefaerdighed", "1990-04-01"] {
            assert!(!holds(&slots, secret) && !holds(&citizens, secret), "{secret}");
        }
        for folder in [&slots, &citizens] {
            assert!(!folder.windows(16).any(|part| part == id.as_bytes()) && !holds(folder, &id.to_string()), "the citizen's own id");
        }
        assert!(!slots.windows(16).any(|part| part == citizen.search.0.as_bytes()), "a citizen in the slots' index");
    }
}

async fn companies_of(house: &House, text: &str) -> Vec<String> {
    found(house, &house.app, text).await.hits.into_iter().map(|hit| hit.company.name).collect()
}
