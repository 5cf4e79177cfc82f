//! The six digits: mailed to the stored address, bound to a browser, used once, guessed at five times at most.

use brobygger::{
    base::secret::hash_of,
    domain::{
        ids::ContactId,
        permission::{Actor, Who},
        terms::Language,
    },
    store::{contacts, sessions},
    use_cases::{
        password_reset::AskPasswordReset,
        portal_sign_in::{AskSignInCode, AskStepUpCode, CodeAnswer, StepUp, UseSignInCode, with_code},
        sign_in::SessionToken,
    },
};
use chrono::Duration;
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::kit::{
    House, Place,
    post::{post, postman},
    smtp::{Mode, Sink},
};

const BROWSER: &str = "this browser";

async fn ask(house: &House, email: &str) {
    let asked = AskSignInCode { email: email.to_owned(), browser: BROWSER.to_owned() };
    house.app.carry_out(&Actor::system(house.tenant), &asked).await.expect("the same answer for everybody");
}

async fn use_code(house: &House, digits: &str, browser: &str) -> CodeAnswer<ContactId> {
    let typed = UseSignInCode { digits: digits.to_owned(), browser: browser.to_owned() };
    house.app.carry_out(&Actor::system(house.tenant), &typed).await.expect("an answer")
}

/// Sends the letters and reads the digits from the latest one that has any.
pub async fn mailed_digits(house: &House) -> String {
    let sink = Sink::open(Mode::Takes).await;
    let app = house.with_mail(&sink);
    post(&app, &postman(&app)).await;
    let letters = sink.letters();
    let digits_of =
        |text: String| text.lines().find(|line| line.len() == 6 && line.chars().all(|digit| digit.is_ascii_digit())).map(str::to_owned);
    let (letter, digits) =
        letters.iter().rev().find_map(|letter| Some((letter, digits_of(letter.readable())?))).expect("a letter with a code");
    assert!(!letter.header("Subject").expect("a subject").chars().any(|letter| letter.is_ascii_digit()));
    digits
}

fn wrong(digits: &str) -> String {
    if digits == "000000" { "000001".to_owned() } else { "000000".to_owned() }
}

async fn place(house: &House) -> (Place, String) {
    let place = house.place(house.tenant).await;
    let email = place.contact.email.clone().expect("an address");
    (place, email)
}

house_tests! {
    async fn the_mailed_code_signs_in_once(house) {
        let (place, email) = place(&house).await;
        ask(&house, &format!(" {} ", email.to_uppercase())).await;
        let digits = mailed_digits(&house).await;
        let typed = format!("{} {}", &digits[..3], &digits[3..]);
        assert_eq!(use_code(&house, &typed, BROWSER).await, CodeAnswer::Right(place.contact.id));
        assert_eq!(use_code(&house, &digits, BROWSER).await, CodeAnswer::Gone);
    }

    async fn a_code_works_in_no_other_browser(house) {
        let (place, email) = place(&house).await;
        ask(&house, &email).await;
        let digits = mailed_digits(&house).await;
        assert_eq!(use_code(&house, &digits, "another browser").await, CodeAnswer::Gone);
        assert_eq!(use_code(&house, &digits, BROWSER).await, CodeAnswer::Right(place.contact.id));
    }

    async fn a_code_works_for_ten_minutes(house) {
        let (_, email) = place(&house).await;
        ask(&house, &email).await;
        let digits = mailed_digits(&house).await;
        house.wait(Duration::minutes(10));
        assert_eq!(use_code(&house, &digits, BROWSER).await, CodeAnswer::Gone);
    }

    async fn five_wrong_guesses_end_a_code(house) {
        let (_, email) = place(&house).await;
        ask(&house, &email).await;
        let digits = mailed_digits(&house).await;
        for left in [4, 3, 2, 1, 0] {
            assert_eq!(use_code(&house, &wrong(&digits), BROWSER).await, CodeAnswer::Wrong { left });
        }
        assert_eq!(use_code(&house, &digits, BROWSER).await, CodeAnswer::Gone);
    }

    async fn parallel_guesses_are_all_counted(house) {
        let (_, email) = place(&house).await;
        ask(&house, &email).await;
        let digits = wrong(&mailed_digits(&house).await);
        let guess = || use_code(&house, &digits, BROWSER);
        let answers = tokio::join!(guess(), guess(), guess(), guess(), guess(), guess(), guess(), guess());
        let answers = [answers.0, answers.1, answers.2, answers.3, answers.4, answers.5, answers.6, answers.7];
        assert_eq!(answers.iter().filter(|answer| **answer == CodeAnswer::Gone).count(), 3);
    }

    async fn an_unknown_address_gets_the_same_answer_and_no_letter(house) {
        let (_, email) = place(&house).await;
        ask(&house, "ukendt@firma.example").await;
        let mut inactive = contacts::by_email(&house.app.reader(house.tenant).await.expect("a reader"), &email).await.expect("read").remove(0);
        inactive.active = false;
        house.write(house.tenant, async |work| contacts::update(work, &inactive).await.expect("changed")).await;
        ask(&house, &email).await;
        assert_eq!(brobygger::jobs::dispatch::dispatch(&house.app).await.expect("dispatched"), 0);
    }

    async fn the_neighbours_contact_gets_no_code_here(house) {
        let place = house.place(house.neighbour).await;
        ask(&house, place.contact.email.as_deref().expect("an address")).await;
        assert_eq!(brobygger::jobs::dispatch::dispatch(&house.app).await.expect("dispatched"), 0);
    }

    async fn strangers_who_knock_in_vain_do_not_fill_the_audit(house) {
        let (_, email) = place(&house).await;
        let audited = async || entity::audit::Entity::find().count(house.app.database.reading()).await.expect("counted");
        let before = audited().await;
        for number in 0..5 {
            ask(&house, &format!("ukendt{number}@firma.example")).await;
            let unknown = AskPasswordReset { user_name: format!("ukendt{number}") };
            house.app.carry_out(&Actor::system(house.tenant), &unknown).await.expect("the same answer for everybody");
            assert_eq!(use_code(&house, "000000", "no browser that asked").await, CodeAnswer::Gone);
        }
        assert_eq!(audited().await, before);
        ask(&house, &email).await;
        assert_eq!(audited().await, before + 1, "a code that was sent is known");
        let digits = mailed_digits(&house).await;
        assert_eq!(use_code(&house, &wrong(&digits), BROWSER).await, CodeAnswer::Wrong { left: 4 });
        assert_eq!(audited().await, before + 1);
        assert_eq!(use_code(&house, &wrong(&digits), BROWSER).await, CodeAnswer::Wrong { left: 3 });
        use_code(&house, &digits, BROWSER).await;
        assert_eq!(audited().await, before + 2);
    }

    async fn nobody_can_fill_a_mailbox_with_codes(house) {
        let (_, email) = place(&house).await;
        for _ in 0..9 {
            ask(&house, &email).await;
        }
        assert_eq!(brobygger::jobs::dispatch::dispatch(&house.app).await.expect("dispatched"), 5);
    }

    async fn a_code_that_has_run_out_is_not_mailed_any_more(house) {
        let (_, email) = place(&house).await;
        ask(&house, &email).await;
        house.wait(Duration::minutes(11));
        let sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail(&sink);
        assert_eq!(post(&app, &postman(&app)).await.failed, 1);
        assert!(sink.letters().is_empty());
    }

    async fn the_same_kind_of_code_steps_up_a_session(house) {
        let (place, email) = place(&house).await;
        assert_eq!(place.contact.language, Language::Da);
        ask(&house, &email).await;
        let digits = mailed_digits(&house).await;
        let typed = UseSignInCode { digits, browser: BROWSER.to_owned() };
        let CodeAnswer::Right(SessionToken(token)) = with_code(&house.app, house.tenant, &typed, "test").await.expect("an answer") else {
            panic!("signed in");
        };
        let session_hash = hash_of(token.as_bytes());
        let until = async || sessions::living(&house.app.database, &session_hash).await.expect("read").expect("a session").step_up_until;
        assert_eq!(until().await, Some(house.app.now() + Duration::minutes(15)));
        house.wait(Duration::minutes(20));
        let who = Who::Contact { contact: place.contact.id, company: place.company.id, workplace: None, stepped_up: false };
        let actor = Actor { who, ..house.staff(&["company"]) };
        house.app.carry_out(&actor, &AskStepUpCode { browser: BROWSER.to_owned() }).await.expect("asked");
        let step_up = StepUp { digits: mailed_digits(&house).await, browser: BROWSER.to_owned(), token: token.clone() };
        assert_eq!(house.app.carry_out(&actor, &step_up).await.expect("an answer"), CodeAnswer::Right(()));
        assert_eq!(until().await, Some(house.app.now() + Duration::minutes(15)));
    }
}
