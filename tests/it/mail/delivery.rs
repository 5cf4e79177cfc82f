//! Letters arrive: after the commit, once, in the recipient's language.

use brobygger::{
    domain::{event::Event, letter::LetterState, permission::Actor, terms::Language},
    mail::{demo_mailbox::DemoMailbox, postman::Postman},
    settings::MailTls,
    store::{
        contacts,
        outbox::{self, LeftOver},
        work::{Tools, Work},
    },
};

use brobygger::use_cases::portal_sign_in::AskSignInCode;
use chrono::Duration;

use crate::kit::{
    post::{post, postman},
    smtp::{Mode, Sink},
};

house_tests! {
    async fn the_company_hears_of_a_confirmed_placement(house) {
        let sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail(&sink);
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        let (placement, link) = house.asked(house.tenant, &slot, &place.contact).await;
        assert_eq!(sink.letters(), Vec::new());
        assert_eq!(post(&app, &postman(&app)).await.sent, 1);
        let letter = sink.only_letter();
        assert_eq!(Some(&letter.to), place.contact.email.as_ref());
        assert_eq!(letter.header("Subject").as_deref(), Some("Nyt forslag til jeres plads"));
        assert!(letter.header("Reply-To").expect("the consultant").contains("@kommune.example"));
        let address = format!("https://brobygger.example/virksomhed/forslag/{}", app.keys.link_token(link.0));
        assert_eq!(letter.readable().matches(&address).count(), 2);
        assert_eq!(house.letters(placement).await.first().map(|letter| letter.state), Some(LetterState::Sent));
        assert_eq!(outbox::left_over(&app.database).await.expect("counted"), LeftOver::default());
    }

    async fn a_transaction_that_is_taken_back_sends_nothing(house) {
        let sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail(&sink);
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        let (placement, link) = house.asked(house.tenant, &slot, &place.contact).await;
        post(&app, &postman(&app)).await;
        let actor = Actor::system(house.tenant);
        let tools = Tools { ids: app.ids.as_ref(), keys: &app.keys };
        let mut work = Work::begin(&app.database, &actor, app.now(), tools).await.expect("a transaction");
        work.happened(Event::PlacementOffered { placement, contact: place.contact.id, link });
        work.roll_back().await.expect("taken back");
        post(&app, &postman(&app)).await;
        assert_eq!(sink.letters().len(), 1);
    }

    async fn a_letter_speaks_the_recipients_language(house) {
        let sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail(&sink);
        let mut place = house.place(house.tenant).await;
        place.contact.language = Language::En;
        house.write(house.tenant, async |work| contacts::update(work, &place.contact).await.expect("changed")).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        house.asked(house.tenant, &slot, &place.contact).await;
        post(&app, &postman(&app)).await;
        let letter = sink.only_letter();
        assert_eq!(letter.header("Content-Language").as_deref(), Some("en"));
        assert!(letter.readable().contains("Hours a week: 15") && letter.readable().contains("9 March – 5 April 2026"));
    }

    async fn many_letters_go_over_one_connection(house) {
        let sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail(&sink);
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        for _ in 0..12 {
            house.asked(house.tenant, &slot, &place.contact).await;
        }
        assert_eq!(post(&app, &postman(&app)).await.sent, 12);
        assert_eq!(sink.connections(), 1);
    }

    async fn a_sign_in_code_goes_before_letters_that_may_wait(house) {
        let sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail(&sink);
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        for _ in 0..3 {
            house.asked(house.tenant, &slot, &place.contact).await;
        }
        house.wait(Duration::seconds(1));
        let email = place.contact.email.clone().expect("an address");
        let asked = AskSignInCode { email, browser: "browser".to_owned() };
        app.carry_out(&Actor::system(house.tenant), &asked).await.expect("asked");
        assert_eq!(post(&app, &postman(&app)).await.sent, 4);
        let subjects: Vec<_> = sink.letters().iter().filter_map(|letter| letter.header("Subject")).collect();
        assert_eq!(subjects.first().map(String::as_str), Some("Din kode til virksomhedsportalen"));
    }

    async fn four_postmen_send_each_letter_once(house) {
        let sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail(&sink);
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        for _ in 0..20 {
            house.asked(house.tenant, &slot, &place.contact).await;
        }
        let postmen = [postman(&app), postman(&app), postman(&app), postman(&app)];
        let [one, two, three, four] = &postmen;
        let done = tokio::join!(post(&app, one), post(&app, two), post(&app, three), post(&app, four));
        // A postman who found every letter in another's hands has gone home; what is left is seen to in the next round.
        let later = post(&app, one).await;
        assert_eq!(done.0.sent + done.1.sent + done.2.sent + done.3.sent + later.sent, 20);
        let mut ids = sink.message_ids();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!((ids.len(), sink.letters().len()), (20, 20));
    }

    async fn letters_go_over_tls_from_the_first_byte_where_it_is_set(house) {
        let sink = Sink::open(Mode::TlsAtOnce).await;
        let app = house.with_mail_tls(&sink, MailTls::Implicit);
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        house.asked(house.tenant, &slot, &place.contact).await;
        assert_eq!(post(&app, &postman(&app)).await.sent, 1);
    }

    async fn without_a_mail_server_letters_wait_and_the_demo_shows_them(house) {
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        let (placement, _) = house.asked(house.tenant, &slot, &place.contact).await;
        post(&house.app, &postman(&house.app)).await;
        assert_eq!(house.letters(placement).await.first().map(|letter| (letter.state, letter.tries)), Some((LetterState::Waiting, 0)));
        let mailbox = DemoMailbox::default();
        post(&house.app, &Postman::for_demo(mailbox.clone())).await;
        let letters = mailbox.letters();
        assert_eq!(letters.len(), 1);
        assert!(letters[0].text.contains("/virksomhed/forslag/"));
    }

    async fn the_neighbours_letters_carry_the_neighbours_name(house) {
        let sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail(&sink);
        let place = house.place(house.neighbour).await;
        let slot = house.slot(house.neighbour, &place, 1).await;
        house.asked(house.neighbour, &slot, &place.contact).await;
        post(&app, &postman(&app)).await;
        assert!(sink.only_letter().readable().contains("Nabokøbing Kommune"));
    }
}
