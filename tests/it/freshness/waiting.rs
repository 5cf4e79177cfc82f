//! Letters that can wait: not in the evening, not at the weekend, and one a day to each contact; the others go at once.

use std::sync::Arc;

use brobygger::{
    domain::{event::Event, ids::LinkId},
    settings::Settings,
    use_cases::app::App,
};
use chrono::Duration;

use super::{ask, letters, link};
use crate::kit::{
    House, Place, day,
    post::{post, postman},
    smtp::{Mode, Sink},
};

async fn old_slot(house: &House) -> Place {
    let place = house.place(house.tenant).await;
    house.slot_with(house.tenant, &place, |slot| slot.confirmed_on = Some(day("2026-01-20"))).await;
    place
}

async fn asked(house: &House, place: &Place, on_request: bool) -> LinkId {
    let link = link(house, place.contact.id).await;
    let event = Event::SlotsAsked { contact: place.contact.id, link, on_request };
    house.write(house.tenant, async |work| work.happened(event)).await;
    link
}

/// The house with the mail that a slot question goes to, at this many hours after Monday 08:00.
async fn at(house: &House, hours: i64) -> (Sink, App) {
    let sink = Sink::open(Mode::Takes).await;
    let app = house.with_mail(&sink);
    house.wait(Duration::hours(hours));
    (sink, app)
}

house_tests! {
    async fn what_is_written_on_friday_evening_goes_on_monday_morning(house) {
        let place = old_slot(&house).await;
        ask(&house, &place).await;
        let (sink, app) = at(&house, 4 * 24 + 10).await;
        asked(&house, &place, false).await;
        assert_eq!(letters(&sink, &app).await.len(), 0, "Friday at six");
        house.wait(Duration::hours(24));
        assert_eq!(letters(&sink, &app).await.len(), 0, "Saturday");
        house.wait(Duration::hours(36));
        assert_eq!(letters(&sink, &app).await.len(), 0, "Monday at six in the morning");
        house.wait(Duration::hours(1));
        assert_eq!(letters(&sink, &app).await.len(), 1, "Monday at seven");
    }

    async fn what_somebody_asked_for_goes_at_once_and_so_does_a_proposal(house) {
        let place = old_slot(&house).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        let (sink, app) = at(&house, 12).await;
        asked(&house, &place, true).await;
        assert_eq!(letters(&sink, &app).await.len(), 1, "eight in the evening");
        house.asked(house.tenant, &slot, &place.contact).await;
        assert_eq!(post(&app, &postman(&app)).await.sent, 1);
    }

    async fn a_second_letter_of_a_day_waits_for_the_next_one(house) {
        let place = old_slot(&house).await;
        let (sink, app) = at(&house, 0).await;
        asked(&house, &place, false).await;
        house.wait(Duration::seconds(1));
        asked(&house, &place, false).await;
        assert_eq!(letters(&sink, &app).await.len(), 1);
        house.wait(Duration::hours(22));
        assert_eq!(letters(&sink, &app).await.len(), 1, "Tuesday at six");
        house.wait(Duration::hours(1));
        assert_eq!(letters(&sink, &app).await.len(), 2, "Tuesday at seven");
    }

    async fn a_letter_whose_hour_has_passed_while_the_server_was_away_is_looked_at_again(house) {
        let place = old_slot(&house).await;
        let (mut sink, app) = at(&house, 8).await;
        asked(&house, &place, false).await;
        sink.die().await;
        let postman = postman(&app);
        post(&app, &postman).await;
        sink.live().await;
        house.wait(Duration::hours(2));
        post(&app, &postman).await;
        assert_eq!(sink.letters().len(), 0, "it is six in the evening");
        house.wait(Duration::hours(13));
        post(&app, &postman).await;
        assert_eq!(sink.letters().len(), 1);
    }

    async fn a_house_without_quiet_hours_sends_at_once(house) {
        let place = old_slot(&house).await;
        let (sink, app) = at(&house, 12).await;
        let mut settings = Settings::clone(&app.settings);
        settings.mail.quiet_hours = false;
        let app = App { settings: Arc::new(settings), ..app };
        asked(&house, &place, false).await;
        assert_eq!(letters(&sink, &app).await.len(), 2, "its own, and the question of the week");
    }

    async fn the_question_is_dropped_where_a_later_letter_tells_more(house) {
        let place = house.place(house.tenant).await;
        house.slot_with(house.tenant, &place, |slot| slot.confirmed_on = Some(day("2025-11-20"))).await;
        let (sink, app) = at(&house, 10).await;
        asked(&house, &place, false).await;
        let link = link(&house, place.contact.id).await;
        house.write(house.tenant, async |work| work.happened(Event::SlotsClosed { contact: place.contact.id, link })).await;
        house.wait(Duration::hours(16));
        letters(&sink, &app).await;
        house.wait(Duration::days(1));
        let came = letters(&sink, &app).await;
        assert!(!came.is_empty() && came.iter().all(|letter| letter.readable().contains("Derfor viser vi dem")), "{}", came.len());
    }
}
