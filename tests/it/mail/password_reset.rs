//! A forgotten password: a link for ten minutes, used by setting a password and by nothing else.

use brobygger::{
    base::password,
    domain::ids::SessionId,
    domain::{permission::Actor, refusal::Refusal},
    store::{
        accounts,
        sessions::{self, Session},
    },
    use_cases::{
        failure::Failure,
        password_reset::{self, AskPasswordReset},
    },
};
use chrono::Duration;

use crate::kit::{
    House,
    post::{post, postman},
    smtp::{Mode, Sink},
};

const NEW: &str = "en hest på taget";

async fn ask(house: &House, user_name: &str) {
    let asked = AskPasswordReset { user_name: user_name.to_owned() };
    house.app.carry_out(&Actor::system(house.tenant), &asked).await.expect("the same answer for everybody");
}

async fn mailed_token(house: &House) -> String {
    let sink = Sink::open(Mode::Takes).await;
    let app = house.with_mail(&sink);
    post(&app, &postman(&app)).await;
    let text = sink.only_letter().readable();
    let (_, rest) = text.split_once("https://brobygger.example/ny-adgangskode/").expect("a link");
    rest.split(char::is_whitespace).next().expect("a token").to_owned()
}

fn refusal(answer: Result<(), Failure>) -> Refusal {
    match answer {
        Err(Failure::Refused(refusal)) => refusal,
        other => panic!("a refusal was expected, not {other:?}"),
    }
}

house_tests! {
    async fn the_link_sets_a_password_once_and_ends_every_session(house) {
        let (account, _) = house.account(house.tenant, "mette", &["job_consultant"]).await;
        let session = Session {
            token_hash: b"mette's session".to_vec(),
            id: SessionId(house.app.ids.random()),
            tenant: house.tenant,
            account: Some(account.id),
            contact: None,
            last_seen_at: house.app.now(),
            ends_at: house.app.now() + Duration::hours(10),
            step_up_until: None,
            look: None,
        };
        house.write(house.tenant, async |work| sessions::insert(work, &session, "test").await.expect("a session")).await;
        ask(&house, " mette ").await;
        let token = mailed_token(&house).await;
        for _ in 0..50 {
            password_reset::open(&house.app, &token).await.expect("a scanner's visit changes nothing");
        }
        password_reset::set_password(&house.app, &token, NEW).await.expect("set");
        let reader = house.app.reader(house.tenant).await.expect("a reader");
        let (_, hash) = accounts::by_user_name(&reader, "mette").await.expect("read").expect("mette");
        assert!(password::verify(NEW, hash.as_deref()));
        assert_eq!(sessions::living(&house.app.database, &session.token_hash).await.expect("read"), None);
        assert_eq!(refusal(password_reset::set_password(&house.app, &token, NEW).await), Refusal::AlreadyAnswered);
    }

    async fn the_link_opens_for_ten_minutes(house) {
        house.account(house.tenant, "mette", &["job_consultant"]).await;
        ask(&house, "mette").await;
        let token = mailed_token(&house).await;
        house.wait(Duration::minutes(10));
        assert_eq!(refusal(password_reset::set_password(&house.app, &token, NEW).await), Refusal::Expired);
    }

    async fn a_weak_password_is_refused_and_the_link_stays(house) {
        house.account(house.tenant, "mette", &["job_consultant"]).await;
        ask(&house, "mette").await;
        let token = mailed_token(&house).await;
        let weak = refusal(password_reset::set_password(&house.app, &token, "Kommune2026!").await);
        assert_eq!(weak, Refusal::field("adgangskode", "password-too-common"));
        password_reset::set_password(&house.app, &token, NEW).await.expect("set");
    }

    async fn an_unknown_or_disabled_account_gets_the_same_answer_and_no_letter(house) {
        let (mut account, _) = house.account(house.tenant, "mette", &["job_consultant"]).await;
        account.disabled_at = Some(house.app.now());
        house.write(house.tenant, async |work| accounts::update(work, &account).await.expect("disabled")).await;
        ask(&house, "mette").await;
        ask(&house, "ukendt").await;
        assert_eq!(brobygger::jobs::dispatch::dispatch(&house.app).await.expect("dispatched"), 0);
    }

    async fn an_answer_link_sets_no_password(house) {
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        let (_, link) = house.asked(house.tenant, &slot, &place.contact).await;
        let token = house.app.keys.link_token(link.0);
        assert!(matches!(password_reset::set_password(&house.app, &token, NEW).await, Err(Failure::NotFound)));
    }

    async fn three_links_an_hour_are_enough(house) {
        house.account(house.tenant, "mette", &["job_consultant"]).await;
        for _ in 0..7 {
            ask(&house, "mette").await;
        }
        assert_eq!(brobygger::jobs::dispatch::dispatch(&house.app).await.expect("dispatched"), 3);
    }
}
