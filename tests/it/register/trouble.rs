//! A register that is down, slow, or lies in its format leaves everything working, with a dated notice.

use std::time::Duration as Patience;

use brobygger::{
    domain::numbers::CvrNumber,
    gateway::cvr::{CompanyRegister, RegisterTrouble},
    store::register_state::RegisterState,
    use_cases::{
        app::App,
        register::{
            look::{RegisterHealth, worst_state},
            refresh::{self, Round},
        },
    },
};
use chrono::Duration;
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use super::fake::{Fake, Mood, company, round, unit};
use crate::kit::{House, first_morning};

async fn state(app: &App, house: &House) -> RegisterState {
    app.ask(&house.staff(&["company_consultant"]), &RegisterHealth).await.expect("told")
}

fn hits(source: &Value) -> Value {
    json!({ "timed_out": false, "hits": { "total": 1, "hits": [{ "_source": source }] } })
}

/// Everything a register can answer instead of what it was asked for.
fn lies() -> Vec<(&'static str, ResponseTemplate, RegisterTrouble)> {
    let ok = || ResponseTemplate::new(200);
    let mut wrong = company(99_000_007, "Nordhavn Lager ApS");
    wrong["Vrvirksomhed"]["navne"] = json!("Nordhavn");
    let mut partial = hits(&company(99_000_007, "Nordhavn Lager ApS"));
    partial["_shards"] = json!({ "failed": 2 });
    let mut late = hits(&company(99_000_007, "Nordhavn Lager ApS"));
    late["timed_out"] = json!(true);
    vec![
        ("down", ResponseTemplate::new(503), RegisterTrouble::Down),
        ("access", ResponseTemplate::new(403), RegisterTrouble::AccessRefused),
        ("quota", ResponseTemplate::new(429), RegisterTrouble::QuotaUsed),
        ("gone", ResponseTemplate::new(404).set_body_string("index_not_found"), RegisterTrouble::Strange),
        ("html", ok().set_body_string("<html>Vedligehold</html>"), RegisterTrouble::Strange),
        ("empty", ok(), RegisterTrouble::Strange),
        ("truncated", ok().set_body_string("{\"hits\":{\"total\":1,\"hits\":[{\"_source\":{\"Vrvirk"), RegisterTrouble::Strange),
        ("huge", ok().set_body_string(" ".repeat(17 * 1024 * 1024)), RegisterTrouble::Strange),
        ("wrong types", ok().set_body_json(hits(&wrong)), RegisterTrouble::Strange),
        ("another company", ok().set_body_json(hits(&company(99_000_015, "Anden ApS"))), RegisterTrouble::Strange),
        ("a workplace", ok().set_body_json(hits(&unit(9_000_000_001, 99_000_007, "Lager"))), RegisterTrouble::Strange),
        ("fewer than it counts", ok().set_body_json(json!({ "hits": { "total": 3, "hits": [] } })), RegisterTrouble::Strange),
        ("some shards failed", ok().set_body_json(partial), RegisterTrouble::Down),
        ("gave up itself", ok().set_body_json(late), RegisterTrouble::Slow),
    ]
}

house_tests! {
    async fn whatever_the_register_answers_nothing_is_changed_and_the_trouble_is_dated(house) {
        let place = house.place(house.tenant).await;
        for (what, answer, expected) in lies() {
            let fake = Fake::open().await;
            fake.is(Mood::Answers(answer));
            let app = fake.of(&house);
            assert_eq!(round(&app, &house).await.trouble, Some(expected), "{what}");
            assert_eq!(state(&app, &house).await.trouble, Some((expected.as_str().to_owned(), app.now())), "{what}");
            let reader = app.reader(house.tenant).await.expect("a reader");
            let found = brobygger::store::companies::find(&reader, place.company.id).await.expect("read").expect("a company");
            reader.end().await.expect("the reader ends");
            assert_eq!(found, place.company, "{what}");
            house.wait(Duration::hours(24));
        }
    }

    async fn a_register_in_trouble_rests_an_hour_and_goes_on_where_it_stopped(house) {
        let fake = Fake::open().await;
        for (cvr, p_number) in [("99000007", "9000000001"), ("99000015", "9000000002")] {
            house.place_numbered(house.tenant, cvr, p_number).await;
            fake.says(company(cvr.parse().expect("a number"), "Nordhavn Lager ApS"));
        }
        let app = fake.of(&house);
        fake.is(Mood::Answers(ResponseTemplate::new(503)));
        assert_eq!(round(&app, &house).await.trouble, Some(RegisterTrouble::Down));
        house.wait(Duration::minutes(59));
        assert_eq!((round(&app, &house).await, fake.asked()), (Round::default(), 1), "it is left alone");
        house.wait(Duration::minutes(1));
        assert_eq!(round(&app, &house).await.trouble, Some(RegisterTrouble::Down));
        let troubled = state(&app, &house).await;
        assert_eq!((troubled.trouble_since, troubled.troubles, troubled.good_at), (Some(first_morning()), 2, None));
        assert!(worst_state(&app).await.expect("told").trouble.is_some());
        house.wait(Duration::hours(1));
        fake.is(Mood::Well);
        let companies = [round(&app, &house).await.companies, round(&app, &house).await.companies];
        assert_eq!(companies, [1, 1], "one to see whether it is well, then the rest");
        assert_eq!(state(&app, &house).await, RegisterState { good_at: Some(app.now()), ..RegisterState::default() });
    }

    async fn one_bad_document_spoils_no_other(house) {
        let (fake, good) = (Fake::open().await, house.place(house.tenant).await);
        house.place_numbered(house.tenant, "99000015", "9000000002").await;
        let mut bad = company(99_000_015, "Anden ApS");
        bad["Vrvirksomhed"]["beliggenhedsadresse"] = json!({ "vejnavn": 7 });
        fake.says(bad);
        fake.says(company(99_000_007, "Nordhavn Lager ApS"));
        let app = fake.of(&house);
        let done = round(&app, &house).await;
        assert_eq!((done.companies, done.trouble), (2, None));
        let reader = app.reader(house.tenant).await.expect("a reader");
        let found = brobygger::store::companies::find(&reader, good.company.id).await.expect("read").expect("a company");
        reader.end().await.expect("the reader ends");
        assert_eq!(found.phone.as_deref(), Some("12345678"));
        assert_eq!(round(&app, &house).await, Round::default(), "the bad one waits for the next night");
    }

    async fn a_slow_register_is_left_alone_after_its_time(house) {
        let fake = Fake::open().await;
        let place = house.place(house.tenant).await;
        fake.is(Mood::Answers(ResponseTemplate::new(200).set_delay(Patience::from_secs(60))));
        let app = fake.with_patience(&house, Patience::from_millis(100));
        assert_eq!(app.register.look_up(&CvrNumber::parse("99000007").expect("valid")).await, Err(RegisterTrouble::Slow));
        let actor = house.staff(&["company_consultant"]);
        let slow: &dyn CompanyRegister = app.register.as_ref();
        assert_eq!(slow.at_once(), 100);
        fake.is(Mood::Answers(ResponseTemplate::new(408)));
        let answer = refresh::now(&app, &actor, place.company.id).await.expect("an answer");
        assert_eq!(answer, Err(RegisterTrouble::Slow));
        assert_eq!(state(&app, &house).await.trouble.map(|(word, _)| word), Some("slow".to_owned()));
    }

    async fn a_house_without_a_register_asks_nobody(house) {
        let place = house.place(house.tenant).await;
        let mut app = Fake::open().await.of(&house);
        app.register = std::sync::Arc::new(brobygger::gateway::cvr::NoRegister);
        assert_eq!(round(&app, &house).await, Round::default());
        let actor = house.staff(&["company_consultant"]);
        assert_eq!(refresh::now(&app, &actor, place.company.id).await.expect("an answer"), Err(RegisterTrouble::Off));
        assert_eq!(state(&app, &house).await, RegisterState::default());
    }
}
