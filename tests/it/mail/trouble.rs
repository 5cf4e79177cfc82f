//! What goes wrong with a mail server loses nothing, delays nothing, and sends at most one letter more.

use brobygger::{
    domain::{
        event::Event,
        ids::PlacementId,
        letter::{LetterKind, LetterState},
    },
    jobs::runner,
    store::{contacts, letters, outbox},
};
use chrono::Duration;
use tokio::sync::watch;

use crate::kit::{
    House,
    post::{post, postman},
    smtp::{Mode, Sink},
};

async fn ask(house: &House) -> PlacementId {
    let place = house.place(house.tenant).await;
    let slot = house.slot(house.tenant, &place, 1).await;
    house.asked(house.tenant, &slot, &place.contact).await.0
}

async fn state(house: &House, placement: PlacementId) -> (LetterState, Option<String>) {
    let mut letters = house.letters(placement).await;
    assert_eq!(letters.len(), 1);
    let letter = letters.remove(0);
    (letter.state, letter.trouble)
}

house_tests! {
    async fn a_dead_server_loses_nothing_and_all_letters_go_when_it_lives_again(house) {
        let mut sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail(&sink);
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        let mut placements = Vec::new();
        for _ in 0..3 {
            placements.push(house.asked(house.tenant, &slot, &place.contact).await.0);
        }
        sink.die().await;
        let postman = postman(&app);
        let first = post(&app, &postman).await;
        assert_eq!((first.sent, first.put_back), (0, 1));
        for _ in 0..10 {
            house.wait(Duration::minutes(7));
            assert_eq!(post(&app, &postman).await.sent, 0);
        }
        sink.live().await;
        house.wait(Duration::seconds(31));
        assert_eq!(post(&app, &postman).await.sent, 3);
        assert_eq!(sink.letters().len(), 3);
        for placement in placements {
            assert_eq!(state(&house, placement).await.0, LetterState::Sent);
        }
    }

    async fn after_a_pause_a_company_hears_of_a_question_before_it_hears_that_it_is_gone(house) {
        let mut sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail(&sink);
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        let postman = postman(&app);
        sink.die().await;
        let (placement, _) = house.asked(house.tenant, &slot, &place.contact).await;
        post(&app, &postman).await;
        house.wait(Duration::seconds(10));
        let gone = Event::PlacementRetracted { placement, contact: Some(place.contact.id), reason: "withdrawn".to_owned() };
        house.write(house.tenant, async |work| work.happened(gone)).await;
        post(&app, &postman).await;
        sink.live().await;
        house.wait(Duration::seconds(31));
        assert_eq!(post(&app, &postman).await.sent, 2);
        let kinds: Vec<_> = house.letters(placement).await.iter().map(|letter| letter.kind).collect();
        assert_eq!(kinds, [LetterKind::NewProposal, LetterKind::ProposalGone]);
        let subjects: Vec<_> = sink.letters().iter().filter_map(|letter| letter.header("Subject")).collect();
        assert_eq!(subjects.first().map(String::as_str), Some("Nyt forslag til jeres plads"));
        assert_eq!(subjects.len(), 2);
    }

    async fn without_starttls_nothing_is_sent(house) {
        let sink = Sink::open(Mode::WithoutTls).await;
        let app = house.with_mail(&sink);
        let placement = ask(&house).await;
        let postman = postman(&app);
        post(&app, &postman).await;
        assert_eq!(state(&house, placement).await, (LetterState::Waiting, Some("server:no_starttls".to_owned())));
        assert!(sink.letters().is_empty());
        sink.now(Mode::Takes);
        house.wait(Duration::seconds(31));
        assert_eq!(post(&app, &postman).await.sent, 1);
    }

    async fn a_server_with_a_strangers_certificate_gets_nothing(house) {
        let sink = Sink::open(Mode::Takes).await;
        let stranger = Sink::open(Mode::Takes).await;
        let mut app = house.with_mail(&sink);
        let mut settings = brobygger::settings::Settings::clone(&app.settings);
        settings.mail.ca_file = Some(stranger.ca_file());
        app.settings = std::sync::Arc::new(settings);
        let placement = ask(&house).await;
        post(&app, &postman(&app)).await;
        assert_eq!(state(&house, placement).await, (LetterState::Waiting, Some("server:tls".to_owned())));
        assert!(sink.letters().is_empty());
    }

    async fn a_letter_that_is_refused_for_good_is_shown_as_failed(house) {
        let sink = Sink::open(Mode::Says(550)).await;
        let app = house.with_mail(&sink);
        let placement = ask(&house).await;
        let postman = postman(&app);
        assert_eq!(post(&app, &postman).await.failed, 1);
        assert_eq!(state(&house, placement).await, (LetterState::Failed, Some("smtp_550".to_owned())));
        sink.now(Mode::Takes);
        house.wait(Duration::days(2));
        assert_eq!(post(&app, &postman).await, runner::Post::default());
    }

    async fn a_letter_that_is_put_off_is_tried_again_after_longer_and_longer_times(house) {
        let sink = Sink::open(Mode::Says(450)).await;
        let app = house.with_mail(&sink);
        let placement = ask(&house).await;
        let postman = postman(&app);
        for minutes in [1, 5, 15, 60, 60] {
            assert_eq!(post(&app, &postman).await.put_back, 1);
            assert_eq!(state(&house, placement).await, (LetterState::Waiting, Some("smtp_450".to_owned())));
            house.wait(Duration::minutes(minutes) - Duration::seconds(1));
            assert_eq!(post(&app, &postman).await.put_back, 0);
            house.wait(Duration::seconds(1));
        }
        sink.now(Mode::Takes);
        assert_eq!(post(&app, &postman).await.sent, 1);
    }

    async fn a_server_that_is_busy_keeps_no_other_letter_from_going_later(house) {
        let sink = Sink::open(Mode::Greets(421)).await;
        let app = house.with_mail(&sink);
        let placement = ask(&house).await;
        let postman = postman(&app);
        post(&app, &postman).await;
        assert_eq!(state(&house, placement).await, (LetterState::Waiting, Some("server:smtp_421".to_owned())));
        sink.now(Mode::Takes);
        house.wait(Duration::seconds(31));
        assert_eq!(post(&app, &postman).await.sent, 1);
    }

    async fn a_server_that_hangs_up_after_the_text_gets_one_twin_at_most(house) {
        let sink = Sink::open(Mode::HangsUpAfterText).await;
        let app = house.with_mail(&sink);
        let placement = ask(&house).await;
        let postman = postman(&app);
        for _ in 0..20 {
            post(&app, &postman).await;
            house.wait(Duration::hours(1));
        }
        let ids = sink.message_ids();
        assert_eq!(ids.len(), 2);
        assert_eq!(ids.first(), ids.last());
        assert_eq!(state(&house, placement).await, (LetterState::Failed, Some("answer_lost".to_owned())));
    }

    async fn a_line_that_breaks_once_after_the_text_sends_the_same_mail_again(house) {
        let sink = Sink::open(Mode::HangsUpAfterText).await;
        let app = house.with_mail(&sink);
        let placement = ask(&house).await;
        let postman = postman(&app);
        post(&app, &postman).await;
        sink.now(Mode::Takes);
        house.wait(Duration::minutes(1));
        assert_eq!(post(&app, &postman).await.sent, 1);
        let letters = sink.letters();
        assert_eq!((letters.len(), &letters[0]), (2, &letters[1]));
        assert_eq!(state(&house, placement).await, (LetterState::Sent, None));
    }

    async fn a_process_that_dies_between_the_answer_and_the_note_sends_the_same_mail_once_more(house) {
        let sink = Sink::open(Mode::Slow).await;
        let app = house.with_mail(&sink);
        let placement = ask(&house).await;
        {
            let first = postman(&app);
            let dying = runner::run_jobs_once(&app, &first);
            tokio::select! {
                _ = dying => panic!("the server does not answer"),
                () = sink.has_received(1) => {}
            }
        }
        assert_eq!(state(&house, placement).await.0, LetterState::Sending);
        sink.now(Mode::Takes);
        let second = postman(&app);
        assert_eq!(post(&app, &second).await.sent, 0);
        house.wait(Duration::seconds(90));
        assert_eq!(post(&app, &second).await.sent, 1);
        let letters = sink.letters();
        assert_eq!((letters.len(), &letters[0]), (2, &letters[1]));
        house.wait(Duration::days(1));
        assert_eq!(post(&app, &second).await.sent, 0);
    }

    async fn a_slow_server_delays_nothing_else(house) {
        let sink = Sink::open(Mode::Slow).await;
        let app = house.with_mail(&sink);
        ask(&house).await;
        let postman = postman(&app);
        let (stop, stopped) = watch::channel(false);
        let other_work = async {
            sink.has_received(1).await;
            let place = house.place_numbered(house.tenant, "99000015", "9000000002").await;
            let slot = house.slot(house.tenant, &place, 1).await;
            house.asked(house.tenant, &slot, &place.contact).await;
            app.committed.notify_waiters();
            while outbox::left_over(&app.database).await.expect("counted").events > 0 {
                tokio::task::yield_now().await;
            }
            assert_eq!(sink.letters().len(), 1);
            stop.send(true).expect("heard");
            sink.let_go();
        };
        tokio::join!(runner::run(&app, &postman, stopped), other_work);
        // The letter in the postman's hands was finished before the house was closed; the next one waits.
        assert_eq!(outbox::left_over(&app.database).await.expect("counted").letters, 1);
    }

    async fn a_postman_who_comes_back_too_late_changes_nothing(house) {
        ask(&house).await;
        brobygger::jobs::dispatch::dispatch(&house.app).await.expect("dispatched");
        let database = &house.app.database;
        let lease = Duration::seconds(90);
        let claim = async || letters::claim(database, house.app.now(), house.app.now() + lease).await.expect("claimed");
        let slow = claim().await.expect("a letter");
        assert_eq!(claim().await, None);
        house.wait(lease);
        let quick = claim().await.expect("the same letter");
        assert_eq!((quick.id, quick.tries), (slow.id, 2));
        let now = house.app.now();
        assert!(!letters::settle(database, &slow, &letters::Fate::Sent, now).await.expect("settled"));
        assert!(letters::settle(database, &quick, &letters::Fate::Sent, now).await.expect("settled"));
    }

    async fn a_contact_without_an_address_is_shown_as_a_failed_letter(house) {
        let sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail(&sink);
        let mut place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        let (placement, _) = house.asked(house.tenant, &slot, &place.contact).await;
        place.contact.email = None;
        house.write(house.tenant, async |work| contacts::update(work, &place.contact).await.expect("changed")).await;
        assert_eq!(post(&app, &postman(&app)).await.failed, 1);
        assert_eq!(state(&house, placement).await, (LetterState::Failed, Some("no_address".to_owned())));
    }
}
