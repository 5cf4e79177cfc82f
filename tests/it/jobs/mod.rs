//! Work after the commit: nothing is dispatched twice, nothing stays behind.

use std::{collections::BTreeSet, sync::Arc};

use brobygger::{
    domain::{
        event::Event,
        ids::{PlacementId, TenantId},
        period::Period,
        placement::{HoursStep, StateName},
        reasons::CitizenAnswer,
        terms::{PlacementForm, Purpose},
    },
    jobs::{
        dispatch::dispatch,
        runner::{self, run_jobs_once},
        schedule,
    },
    store::{letters, outbox, placements, purge},
    use_cases::placements::{confirm::Confirm, propose::Propose, reserve::Reserve},
};
use chrono::Duration;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    EntityTrait,
};
use serde_json::json;
use tokio::sync::watch;

use crate::{
    kit::{
        House, day,
        post::{post, postman},
        smtp::{Mode, Received, Sink},
    },
    placements::stage::proposal,
};

/// A seat of a place is held for somebody in a municipality.
async fn reserved(house: &House, tenant: TenantId) -> PlacementId {
    let place = house.place(tenant).await;
    let slot = house.slot(tenant, &place, 1).await;
    let citizen = house.citizen(tenant).await;
    let (_, leader) = house.account(tenant, "tl.lone", &["team_leader"]).await;
    let period = Period { from: day("2026-03-23"), to: day("2026-04-19") };
    let placement = house.app.carry_out(&leader, &proposal(&citizen, &slot, period)).await.expect("proposed").placement;
    house.app.carry_out(&leader, &Reserve { placement }).await.expect("reserved");
    placement
}

house_tests! {
    async fn an_event_is_dispatched_once_by_however_many(house) {
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        let mut placements = Vec::new();
        for _ in 0..10 {
            placements.push(house.asked(house.tenant, &slot, &place.contact).await.0);
        }
        let app = &house.app;
        let counts = tokio::join!(dispatch(app), dispatch(app), dispatch(app), dispatch(app));
        let counts = [counts.0, counts.1, counts.2, counts.3].map(|count| count.expect("dispatched"));
        assert_eq!(counts.iter().sum::<usize>() + dispatch(app).await.expect("dispatched"), 10);
        for placement in placements {
            assert_eq!(house.letters(placement).await.len(), 1);
        }
    }

    async fn an_event_without_consequences_is_done_with(house) {
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        house.write(house.tenant, async |work| work.happened(Event::SlotChanged { slot: slot.id })).await;
        let round = run_jobs_once(&house.app, &postman(&house.app)).await.expect("jobs");
        assert_eq!((round.dispatched, round.post), (1, runner::Post::default()));
        assert_eq!(outbox::left_over(&house.app.database).await.expect("counted"), outbox::LeftOver::default());
    }

    async fn events_that_this_version_cannot_read_keep_no_other_waiting(house) {
        let event = |kind: &str, payload: serde_json::Value| entity::event::ActiveModel {
            tenant_id: Set(house.tenant.0),
            id: Set(house.app.ids.ordered(house.app.now())),
            kind: Set(kind.to_owned()),
            payload: Set(payload),
            happened_at: Set(house.app.now()),
            dispatched_at: Set(None),
        };
        let of_tomorrow = (0..250).map(|_| event("mail_read", json!({ "kind": "mail_read" })));
        let unreadable = (0..250).map(|_| event("slot_changed", json!({ "kind": "slot_changed", "places": 3 })));
        let rows: Vec<_> = of_tomorrow.chain(unreadable).collect();
        entity::event::Entity::insert_many(rows).exec_without_returning(house.app.database.writing()).await.expect("events");
        house.wait(Duration::seconds(1));
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        let (placement, _) = house.asked(house.tenant, &slot, &place.contact).await;
        assert_eq!(dispatch(&house.app).await.expect("dispatched"), 1);
        assert_eq!(house.letters(placement).await.len(), 1);
        assert_eq!(outbox::left_over(&house.app.database).await.expect("counted").events, 500, "they wait for their own version");
    }

    async fn a_municipality_that_fails_keeps_no_other_from_its_turn(house) {
        reserved(&house, house.tenant).await;
        let of_neighbour = reserved(&house, house.neighbour).await;
        house.wait(Duration::days(6));
        // Without its counter the first municipality can commit nothing.
        entity::change_counter::Entity::delete_by_id(house.tenant.0).exec(house.app.database.writing()).await.expect("broken");
        let chore = schedule::chores().into_iter().find(|chore| chore.name == "end_run_out").expect("the chore");
        assert!((chore.act)(&house.app).await.is_err(), "the fault is told");
        let reader = house.app.reader(house.neighbour).await.expect("a reader");
        let record = placements::find(&reader, of_neighbour).await.expect("read").expect("a placement");
        reader.end().await.expect("the reader ends");
        assert_eq!(record.placement.state, StateName::Proposed);
    }

    async fn a_thousand_events_are_dispatched_in_one_round(house) {
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        house.write(house.tenant, async |work| (0..1000).for_each(|_| work.happened(Event::SlotChanged { slot: slot.id }))).await;
        assert_eq!(dispatch(&house.app).await.expect("dispatched"), 1000);
    }

    async fn the_loops_send_what_is_committed_while_they_run(house) {
        let sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail(&sink);
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        let postman = postman(&app);
        let (stop, stopped) = watch::channel(false);
        let visitor = async {
            for _ in 0..5 {
                house.asked(house.tenant, &slot, &place.contact).await;
                app.committed.notify_waiters();
            }
            sink.has_received(5).await;
            stop.send(true).expect("heard");
        };
        tokio::join!(runner::run(&app, &postman, stopped), visitor);
        assert_eq!(sink.message_ids().into_iter().collect::<BTreeSet<_>>().len(), 5);
    }

    async fn a_letter_left_behind_by_a_dead_process_goes_when_the_next_one_starts(house) {
        let sink = Sink::open(Mode::Takes).await;
        let app = Arc::new(house.with_mail(&sink));
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        house.asked(house.tenant, &slot, &place.contact).await;
        dispatch(&app).await.expect("dispatched");
        letters::claim(&app.database, app.now(), app.now() + Duration::seconds(90)).await.expect("claimed").expect("a letter");
        if !app.database.is_sqlite() {
            // Another node may be at it, so its lease has to end.
            house.wait(Duration::seconds(90));
        }
        let (stop, stopped) = watch::channel(false);
        let postman = postman(&app);
        let visitor = async {
            sink.has_received(1).await;
            stop.send(true).expect("heard");
        };
        tokio::join!(runner::run(&app, &postman, stopped), visitor);
        assert_eq!(sink.letters().len(), 1);
    }

    async fn what_is_done_with_is_thrown_away_after_a_month(house) {
        let sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail(&sink);
        let place = house.place(house.tenant).await;
        let asked = brobygger::use_cases::portal_sign_in::AskSignInCode {
            email: place.contact.email.clone().expect("an address"),
            browser: "browser".to_owned(),
        };
        app.carry_out(&brobygger::domain::permission::Actor::system(house.tenant), &asked).await.expect("asked");
        assert_eq!(post(&app, &postman(&app)).await.sent, 1);
        house.wait(Duration::days(31));
        let round = run_jobs_once(&app, &postman(&app)).await.expect("jobs");
        assert_eq!(round.chores.get("purge"), Some(&2));
    }

    async fn sessions_and_links_that_ended_long_ago_are_thrown_away_and_those_in_use_stay(house) {
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        let (open, _) = house.asked(house.tenant, &slot, &place.contact).await;
        let (over, _) = house.asked(house.tenant, &slot, &place.contact).await;
        dispatch(&house.app).await.expect("dispatched");
        let (_, leader) = house.account(house.tenant, "tl.henrik", &["team_leader"]).await;
        house.visitor(&leader).await;
        let ended = entity::placement::ActiveModel {
            tenant_id: Unchanged(house.tenant.0),
            id: Unchanged(over.0),
            state: Set("declined".to_owned()),
            ..Default::default()
        };
        ended.update(house.app.database.writing()).await.expect("ended");
        house.wait(Duration::days(46));
        let gone = purge::purge(&house.app.database, house.app.now() - Duration::days(30)).await.expect("purged");
        // Two events, one link and one session.
        assert_eq!(gone, 4);
        let left = entity::link::Entity::find().all(house.app.database.reading()).await.expect("links");
        assert_eq!(left.iter().map(|link| link.placement_id).collect::<Vec<_>>(), [Some(open.0)]);
        house.visitor(&leader).await;
        assert_eq!(purge::purge(&house.app.database, house.app.now() - Duration::days(30)).await.expect("purged"), 0);
    }

    async fn a_question_that_nobody_answers_ends_by_itself_and_the_company_is_told(house) {
        let sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail(&sink);
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        let citizen = house.citizen(house.tenant).await;
        let (_, leader) = house.account(house.tenant, "tl.henrik", &["team_leader"]).await;
        let proposal = Propose {
            citizen: citizen.id,
            slot: slot.id,
            form: PlacementForm::Virksomhedspraktik,
            period: Period { from: day("2026-03-23"), to: day("2026-04-19") },
            weekly_hours: vec![HoursStep { from: day("2026-03-23"), hours: 15.0 }],
            purpose: Purpose::Afklaring,
            self_found: false,
            justifications: Vec::new(),
            function: Default::default(),
            matched: None,
        };
        let placement = app.carry_out(&leader, &proposal).await.expect("proposed").placement;
        let confirm = Confirm { placement, citizen_answer: Some(CitizenAnswer::Yes), statement: None, overrides: Vec::new(), reason: Some("Aftalt med borgeren".to_owned()), function: Default::default() };
        app.carry_out(&leader, &confirm).await.expect("confirmed");
        let postman = postman(&app);
        assert_eq!(post(&app, &postman).await.sent, 1);
        house.wait(Duration::days(15));
        let round = run_jobs_once(&app, &postman).await.expect("jobs");
        // Beside it the week's question whether the places are still right.
        assert_eq!((round.chores.get("end_run_out"), round.post.sent), (Some(&1), 2));
        let told = |letter: &Received| letter.readable().contains("Fristen for at svare på et forslag er udløbet");
        assert_eq!(sink.letters().iter().filter(|letter| told(letter)).count(), 1);
        let again = run_jobs_once(&app, &postman).await.expect("jobs");
        assert_eq!((again.chores.get("end_run_out"), again.dispatched, again.post.sent), (Some(&0), 0, 0));
    }
}
