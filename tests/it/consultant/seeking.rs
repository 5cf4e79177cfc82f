//! Those who wait are sought by coded wishes, hours, place, language, licence, travel and days waited, on the page and by programs.

use brobygger::{
    domain::{
        citizen::{Citizen, Wish},
        slot::HoursWindow,
        terms::{LanguageLevel, Transport},
    },
    store::reference_lists,
};
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::kit::{House, day};

fn lagerfolk(citizen: &mut Citizen) {
    citizen.name = brobygger::domain::citizen::PersonName::new("Lone".to_owned(), "Lager".to_owned());
    citizen.profile.wishes = vec![Wish { title: "Lagermedarbejder".to_owned(), occupation: Some("9334".to_owned()) }];
    citizen.profile.skills = vec!["betjene gaffeltruck".to_owned(), "egne ord".to_owned()];
    citizen.profile.hours = Some(HoursWindow { min: 10.0, max: 20.0 });
    citizen.profile.language = Some(LanguageLevel::B1);
    citizen.profile.licences = vec!["B".to_owned()];
    citizen.profile.transport = Some(Transport::Cykel);
    citizen.waiting_since = Some(day("2025-12-01"));
}

fn kontorfolk(citizen: &mut Citizen) {
    citizen.name = brobygger::domain::citizen::PersonName::new("Knud".to_owned(), "Kontor".to_owned());
    citizen.profile.wishes = vec![Wish { title: "Kontorassistent".to_owned(), occupation: Some("4110".to_owned()) }];
    citizen.profile.hours = Some(HoursWindow { min: 30.0, max: 37.0 });
    citizen.profile.transport = Some(Transport::Bil);
    citizen.postcode = Some("9990".to_owned());
    citizen.waiting_since = Some(day("2026-02-20"));
}

async fn two_who_wait(house: &House) {
    house.citizen_with(house.tenant, lagerfolk).await;
    house.citizen_with(house.tenant, kontorfolk).await;
}

/// What narrows the list to Lone, as the page and as the API say it.
const ONLY_LONE: [(&str, &str); 9] = [
    ("oenske=Lagermedarbejder", "wish=Lagermedarbejder"),
    ("disco=9334", "wish=93"),
    ("timer=15", "hours=15"),
    ("postnr=Holb%C3%A6k&km=10", "near=4300&radius_km=10"),
    ("sprog_niveau=A2", "language=A2"),
    ("koerekort=B", "licence=B"),
    ("transport=cykel", "transport=cykel"),
    ("ventet=60", "waiting_days=60"),
    ("kompetence=Betjene+gaffeltruck", "skill=betjene%20gaffeltruck"),
];

house_tests! {
    async fn each_filter_of_the_page_and_of_the_api_finds_who_fits(house) {
        two_who_wait(&house).await;
        house.write(house.tenant, async |work| {
            reference_lists::save_skill(work, "http://data.europa.eu/esco/skill/1", "betjene gaffeltruck", &[]).await.expect("a skill");
        }).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let (mut browser, program) = (house.visitor(&actor).await, house.program("job_consultant").await);
        for (page, call) in ONLY_LONE {
            let html = browser.get(&format!("/konsulent/borgere?{page}")).await.html;
            assert!(html.contains("Lone Lager") && !html.contains("Knud Kontor"), "{page}: {html}");
            let answer = program.send("GET", &format!("/api/v1/citizens?{call}"), &[("purpose", "match")], None).await.with(200);
            assert_eq!((&answer["total"], &answer["items"][0]["name"]), (&1.into(), &"Lone Lager".into()), "{call}");
        }
        let both = browser.get("/konsulent/borgere").await.html;
        assert!(both.contains("Lone Lager") && both.contains("Knud Kontor"), "{both}");
        let counted = program.send("GET", "/api/v1/citizens?facets=transport%7Cgroup", &[("purpose", "match")], None).await.with(200);
        assert_eq!(counted["facets"]["group"], serde_json::json!([{ "value": "dagpenge", "count": 2 }]));
        assert_eq!(counted["facets"]["transport"].as_array().map(Vec::len), Some(2));
    }

    async fn a_skill_counts_as_soon_as_the_list_is_imported_and_words_of_ones_own_never(house) {
        two_who_wait(&house).await;
        let program = house.program("job_consultant").await;
        let ask = async |skill: &str| {
            let path = format!("/api/v1/citizens?skill={skill}");
            program.send("GET", &path, &[("purpose", "match")], None).await.with(200)["total"].clone()
        };
        assert_eq!(ask("betjene%20gaffeltruck").await, 0);
        let list = house.file("skills.csv", "conceptUri;preferredLabel;altLabels\nhttp://data.europa.eu/esco/skill/1;betjene gaffeltruck;\n");
        assert_eq!(house.run(&["import", "skills", list.to_str().expect("a path")]).code, Some(0));
        assert_eq!(ask("betjene%20gaffeltruck").await, 1);
        assert_eq!(ask("egne%20ord").await, 0);
    }

    async fn a_protected_address_is_not_found_by_its_place(house) {
        house.citizen_with(house.tenant, |citizen| citizen.profile.protected = true).await;
        let program = house.program("job_consultant").await;
        let ask = async |what: &str| program.send("GET", &format!("/api/v1/citizens?{what}"), &[("purpose", "match")], None).await;
        assert_eq!(ask("near=4300&radius_km=50").await.with(200)["total"], 0);
        assert_eq!(ask("waiting_days=1").await.with(200)["total"], 1);
        assert_eq!(ask("language=dansk").await.problem(), (422, "invalid".to_owned()));
        let without = program.get("/api/v1/citizens?near=4300").await;
        assert_eq!(without.problem(), (400, "purpose_missing".to_owned()));
    }

    async fn only_who_is_shown_is_logged_and_nobody_for_the_counts(house) {
        two_who_wait(&house).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let mut browser = house.visitor(&actor).await;
        let count = async || entity::access_log::Entity::find().count(house.app.database.reading()).await.expect("a count");
        browser.get("/konsulent/borgere?oenske=Lagermedarbejder").await;
        assert_eq!(count().await, 1);
        browser.get("/konsulent/borgere?oenske=Noget+andet").await;
        assert_eq!(count().await, 1, "a mistake shows nobody");
        browser.get("/konsulent/borgere?venter=1").await;
        assert_eq!(count().await, 3, "the list logs those in it once");
        let row = entity::access_log::Entity::find().one(house.app.database.reading()).await.expect("read").expect("a row");
        assert_eq!((row.page.as_str(), row.purpose.as_str()), ("citizen.search", "match"));
    }

    async fn where_nobody_fits_the_page_says_what_helps(house) {
        two_who_wait(&house).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let mut browser = house.visitor(&actor).await;
        let none = browser.get("/konsulent/borgere?postnr=4300&km=5&timer=37").await.html;
        assert!(none.contains("Ingen, der venter, passer til det hele") && none.contains("km=100"), "{none}");
        let english = browser.get("/konsulent/borgere?timer=37&postnr=4300&sprog=en").await.html;
        assert!(english.contains("Nobody who waits fits all of it"), "{english}");
        let unread = browser.get("/konsulent/borgere?ventet=l%C3%A6nge&sprog=da").await.html;
        assert!(unread.contains("Skriv et antal dage"), "{unread}");
    }
}
