//! "Er disse stadig ledige?", signed in and by the letter's link.

use axum::http::StatusCode;
use brobygger::{
    domain::{closure::ClosureReason, freshness::Said, ids::SlotId, placement::StateName, refusal::Refusal, slot::Slot, task::TaskKind},
    store::{accounts, closures, companies, freshness, tasks},
    use_cases::freshness::{
        answer::AnswerForSlots,
        own::{Door, HowOwnSlotsStand},
        undo::UndoAnswer,
    },
};
use chrono::Duration;

use super::{agreement, keeper, link, now};
use crate::{
    kit::{House, day},
    placements::stage::{Stage, contact_of, is_unknown, refusal},
};

fn said(slot: &Slot, said: Said) -> AnswerForSlots {
    AnswerForSlots { said: vec![(slot.id, said)] }
}

async fn pauses(house: &House, slot: &Slot) -> Vec<(String, String)> {
    let reader = house.app.reader(house.tenant).await.expect("a reader");
    let found = closures::at_workplaces(&reader, &[slot.workplace], day("2026-01-01")).await.expect("read");
    reader.end().await.expect("the reader ends");
    let own = found.iter().filter(|one| one.slot == Some(slot.id) && one.reason == ClosureReason::Pause);
    own.map(|one| (one.days.from.to_string(), one.days.to.to_string())).collect()
}

/// Whether the reasons of a refused answer are these, about whichever slots.
fn reasons(refused: &Refusal) -> Vec<&'static str> {
    match refused {
        Refusal::Invalid { fields } => fields.iter().map(|field| field.reason).collect(),
        other => panic!("not about slots: {other:?}"),
    }
}

house_tests! {
    async fn one_answer_confirms_all_and_changes_what_is_said(house) {
        let stage = Stage::set(house, 1).await;
        let house = &stage.house;
        let (taken, paused) = (house.slot(house.tenant, &stage.place, 1).await, house.slot(house.tenant, &stage.place, 1).await);
        let words = vec![(stage.slot.id, Said::AsItStands), (taken.id, Said::Taken), (paused.id, Said::PausedUntil(day("2026-04-12")))];
        let done = house.app.carry_out(&stage.contact, &AnswerForSlots { said: words }).await.expect("answered");
        assert_eq!((done.confirmed, done.changed), (3, 2));
        for slot in [&stage.slot, &taken, &paused] {
            assert_eq!(now(house, slot.id).await.confirmed_on, Some(day("2026-03-02")));
        }
        assert!(now(house, taken.id).await.paused && !now(house, paused.id).await.paused);
        assert_eq!(pauses(house, &paused).await, [("2026-03-02".to_owned(), "2026-04-12".to_owned())]);
        let longer = said(&paused, Said::PausedUntil(day("2026-05-01")));
        house.app.carry_out(&stage.contact, &longer).await.expect("longer");
        assert_eq!(pauses(house, &paused).await, [("2026-03-02".to_owned(), "2026-05-01".to_owned())]);
        house.app.carry_out(&stage.contact, &said(&paused, Said::Open { free: None })).await.expect("opened");
        assert_eq!(pauses(house, &paused).await, []);
    }

    async fn a_seat_in_use_cannot_be_set_free(house) {
        let stage = Stage::set(house, 1).await;
        stage.laid_in(StateName::Running).await;
        let refused = refusal(stage.act(&stage.contact, &said(&stage.slot, Said::Open { free: None })).await);
        assert_eq!(reasons(&refused), ["keep-in-use"]);
        assert_eq!(now(&stage.house, stage.slot.id).await.confirmed_on, Some(day("2026-02-20")), "nothing was written");
        let several = Stage { slot: stage.house.slot(stage.house.tenant, &stage.place, 3).await, ..stage };
        several.laid_in(StateName::Running).await;
        let refused = refusal(several.act(&several.contact, &said(&several.slot, Said::Open { free: Some(3) })).await);
        assert_eq!(reasons(&refused), ["keep-more-than-free"]);
    }

    async fn seats_that_a_company_keeps_back_come_again(house) {
        let stage = Stage::set(house, 3).await;
        stage.laid_in(StateName::Running).await;
        stage.act(&stage.contact, &said(&stage.slot, Said::Open { free: Some(1) })).await.expect("one is free");
        assert_eq!(now(&stage.house, stage.slot.id).await.seats, 2, "one in use and one free");
        let own = stage.house.app.ask(&stage.contact, &HowOwnSlotsStand::new(&stage.contact)).await.expect("own");
        assert_eq!(own.slots.iter().map(|slot| (slot.seats, slot.in_use, slot.free)).collect::<Vec<_>>(), [(3, 1, 1)]);
        stage.act(&stage.contact, &said(&stage.slot, Said::Open { free: Some(0) })).await.expect("none is free");
        assert_eq!(now(&stage.house, stage.slot.id).await.seats, 1);
        stage.act(&stage.contact, &said(&stage.slot, Said::Open { free: Some(2) })).await.expect("all are free again");
        assert_eq!(now(&stage.house, stage.slot.id).await.seats, 3);
        let refused = refusal(stage.act(&stage.contact, &said(&stage.slot, Said::Open { free: Some(3) })).await);
        assert_eq!(reasons(&refused), ["keep-more-than-free"], "never more than was promised");
    }

    async fn seats_that_are_promised_ahead_cannot_be_kept_back(house) {
        let stage = Stage::set(house, 2).await;
        for _ in 0..2 {
            let period = brobygger::domain::period::Period { from: day("2026-04-06"), to: day("2026-04-19") };
            let placement = stage.proposed_for_another(period).await;
            stage.reserve(placement).await.expect("reserved");
        }
        let refused = refusal(stage.act(&stage.contact, &said(&stage.slot, Said::Open { free: Some(1) })).await);
        assert_eq!(reasons(&refused), ["keep-less-than-in-use"]);
    }

    async fn a_pause_ends_after_today_and_within_a_year(house) {
        let stage = Stage::set(house, 1).await;
        for (last, reason) in [("2026-03-02", "keep-pause-not-ahead"), ("2027-06-01", "keep-pause-too-long")] {
            let refused = refusal(stage.act(&stage.contact, &said(&stage.slot, Said::PausedUntil(day(last)))).await);
            assert_eq!(reasons(&refused), [reason]);
        }
    }

    async fn an_answer_is_taken_back_exactly_and_only_for_ten_minutes(house) {
        let stage = Stage::set(house, 3).await;
        let house = &stage.house;
        stage.act(&stage.contact, &said(&stage.slot, Said::PausedUntil(day("2026-04-01")))).await.expect("paused");
        house.wait(Duration::days(1));
        let before = (now(house, stage.slot.id).await, pauses(house, &stage.slot).await);
        let done = stage.act(&stage.contact, &said(&stage.slot, Said::Open { free: Some(1) })).await.expect("opened");
        assert_eq!((now(house, stage.slot.id).await.seats, pauses(house, &stage.slot).await.len()), (1, 0));
        stage.act(&stage.contact, &UndoAnswer { answer: done.answer }).await.expect("taken back");
        let after = now(house, stage.slot.id).await;
        assert_eq!(Slot { version: before.0.version, ..after }, before.0);
        assert_eq!(pauses(house, &stage.slot).await, before.1);
        assert_eq!(refusal(stage.act(&stage.contact, &UndoAnswer { answer: done.answer }).await), Refusal::AlreadyAnswered);
        house.wait(Duration::seconds(1));
        let late = stage.act(&stage.contact, &said(&stage.slot, Said::Taken)).await.expect("answered");
        house.wait(Duration::minutes(11));
        assert_eq!(refusal(stage.act(&stage.contact, &UndoAnswer { answer: late.answer }).await), Refusal::Expired);
    }

    async fn what_somebody_else_changed_meanwhile_is_not_taken_back(house) {
        let stage = Stage::set(house, 1).await;
        let done = stage.act(&stage.contact, &said(&stage.slot, Said::Taken)).await.expect("answered");
        let version = now(&stage.house, stage.slot.id).await.version;
        let open = brobygger::use_cases::slots::PauseSlot { slot: stage.slot.id, version, paused: false };
        stage.act(&stage.leader, &open).await.expect("opened by the staff");
        assert!(matches!(refusal(stage.act(&stage.contact, &UndoAnswer { answer: done.answer }).await), Refusal::Stale { .. }));
    }

    async fn a_pause_that_was_ended_meanwhile_is_not_taken_back(house) {
        let stage = Stage::set(house, 1).await;
        let house = &stage.house;
        let done = stage.act(&stage.contact, &said(&stage.slot, Said::PausedUntil(day("2026-04-12")))).await.expect("paused");
        let reader = house.app.reader(house.tenant).await.expect("a reader");
        let pause = closures::at_workplaces(&reader, &[stage.slot.workplace], day("2026-03-02")).await.expect("read")[0].id;
        reader.end().await.expect("the reader ends");
        house.write(house.tenant, async |work| closures::delete(work, pause).await.expect("ended by the staff")).await;
        assert!(matches!(refusal(stage.act(&stage.contact, &UndoAnswer { answer: done.answer }).await), Refusal::Stale { .. }));
    }

    async fn the_substitute_hears_of_it_where_the_consultant_has_left(house) {
        let stage = Stage::set(house, 1).await;
        let house = &stage.house;
        let (mut bente, _) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let (bodil, _) = house.account(house.tenant, "vk.bodil", &["company_consultant"]).await;
        let mut company = brobygger::domain::company::Company { consultant: Some(bente.id), ..stage.place.company.clone() };
        company.relation.substitute = Some(bodil.id);
        house.write(house.tenant, async |work| companies::update(work, &company).await.expect("a company")).await;
        bente.disabled_at = Some(house.app.now());
        house.write(house.tenant, async |work| assert!(accounts::update(work, &bente).await.expect("an account"))).await;
        let agreement = agreement(house, &stage.place).await;
        let promised = house.slot_with(house.tenant, &stage.place, |slot| slot.agreement = Some(agreement)).await;
        stage.act(&stage.contact, &said(&promised, Said::Taken)).await.expect("taken");
        let reader = house.app.reader(house.tenant).await.expect("a reader");
        let told = tasks::open_of(&reader, Some(bodil.id), 10).await.expect("read");
        reader.end().await.expect("the reader ends");
        assert_eq!(told.into_iter().map(|task| task.kind).collect::<Vec<_>>(), [TaskKind::SlotClosed]);
    }

    async fn a_consultant_hears_of_a_slot_of_an_agreement_that_is_taken_out_of_use(house) {
        let stage = Stage::set(house, 1).await;
        let house = &stage.house;
        let (account, _) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let company = brobygger::domain::company::Company { consultant: Some(account.id), ..stage.place.company.clone() };
        house.write(house.tenant, async |work| companies::update(work, &company).await.expect("a company")).await;
        let agreement = agreement(house, &stage.place).await;
        let promised = house.slot_with(house.tenant, &stage.place, |slot| slot.agreement = Some(agreement)).await;
        let tasks = async || {
            let reader = house.app.reader(house.tenant).await.expect("a reader");
            let found = tasks::open_of(&reader, Some(account.id), 10).await.expect("read");
            reader.end().await.expect("the reader ends");
            found.into_iter().map(|task| (task.kind, task.subject)).collect::<Vec<_>>()
        };
        stage.act(&stage.contact, &said(&stage.slot, Said::Taken)).await.expect("a slot of its own");
        assert_eq!(tasks().await, []);
        house.wait(Duration::seconds(1));
        let done = stage.act(&stage.contact, &said(&promised, Said::Taken)).await.expect("a promised slot");
        assert_eq!(tasks().await, [(TaskKind::SlotClosed, Some(promised.id.0))]);
        stage.act(&stage.contact, &UndoAnswer { answer: done.answer }).await.expect("taken back");
        assert_eq!(tasks().await, []);
    }

    async fn a_link_answers_once_and_looking_uses_nothing_up(house) {
        let stage = Stage::set(house, 1).await;
        let house = &stage.house;
        let token = house.app.keys.link_token(link(house, stage.place.contact.id).await.0);
        let (url, mut browser) = (format!("/virksomhed/pladser/{token}"), house.stranger());
        for _ in 0..5 {
            let page = browser.get(&url).await;
            assert!(page.status == StatusCode::OK && page.html.contains("Bekræft pladsen"), "{}", page.html);
        }
        let (id, field) = (stage.slot.id.to_string(), format!("svar-{}", stage.slot.id));
        let form = [("plads", id.as_str()), (field.as_str(), "optaget")];
        let done = browser.post(&url, &form).await;
        assert!(done.html.contains("Tak. Pladserne er bekræftet i dag.") && done.html.contains("I har svaret"), "{}", done.html);
        assert!(done.html.contains("Fortryd") && done.html.contains("/virksomhed/log-ind") && done.html.contains("nyt-link"), "{}", done.html);
        assert!(now(house, stage.slot.id).await.paused);
        let again = browser.post(&url, &form).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        let answer = done.html.split("name=\"svar\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an undo").to_owned();
        let undone = browser.post(&format!("{url}/fortryd"), &[("svar", &answer)]).await;
        assert!(undone.html.contains("Svaret er fortrudt") && undone.html.contains("Bekræft pladsen"), "{}", undone.html);
        assert!(!now(house, stage.slot.id).await.paused);
    }

    async fn a_link_that_has_run_out_shows_no_slot_and_offers_a_new_one(house) {
        let stage = Stage::set(house, 1).await;
        let house = &stage.house;
        let token = house.app.keys.link_token(link(house, stage.place.contact.id).await.0);
        house.wait(Duration::days(15));
        let (url, mut browser) = (format!("/virksomhed/pladser/{token}"), house.stranger());
        let page = browser.get(&url).await.html;
        assert!(page.contains("nyt-link") && !page.contains("Lagermedarbejder"), "{page}");
        let asked = browser.post(&format!("{url}/nyt-link"), &[]).await;
        assert!(asked.status == StatusCode::OK, "{}", asked.html);
        assert_eq!(stage.events("slots_asked").await.len(), 1);
        browser.post(&format!("{url}/nyt-link"), &[]).await;
        assert_eq!(stage.events("slots_asked").await.len(), 1, "one is on its way");
    }

    async fn a_link_opens_nothing_but_its_own_contacts_slots(house) {
        let stage = Stage::set(house, 1).await;
        let house = &stage.house;
        let other = house.place_numbered(house.tenant, "99000015", "9000000002").await;
        let theirs = house.slot(house.tenant, &other, 1).await;
        let neighbour = house.place(house.neighbour).await;
        let across = house.slot(house.neighbour, &neighbour, 1).await;
        let holder = keeper(house, &stage.place).await;
        for slot in [theirs.id, across.id, SlotId(house.app.ids.random())] {
            let answer = house.app.carry_out(&holder, &AnswerForSlots { said: vec![(slot, Said::Taken)] }).await;
            assert!(is_unknown(&answer), "{answer:?}");
        }
        let own = house.app.ask(&holder, &HowOwnSlotsStand::new(&holder)).await.expect("own");
        assert_eq!((own.door, own.slots.iter().map(|slot| slot.slot).collect::<Vec<_>>()), (Door::Open, vec![stage.slot.id]));
        let others = contact_of(house, house.tenant, &other);
        let done = stage.act(&stage.contact, &said(&stage.slot, Said::Taken)).await.expect("answered");
        assert!(is_unknown(&house.app.carry_out(&others, &UndoAnswer { answer: done.answer }).await), "another's answer");
        let proposals = house.app.ask(&holder, &brobygger::use_cases::portal::slots::OwnSlots::new(&holder)).await;
        assert!(proposals.is_err(), "a link is no sign-in");
    }

    async fn a_contact_of_one_workplace_answers_for_no_other(house) {
        let stage = Stage::set(house, 1).await;
        let mut bound = stage.contact.clone();
        if let brobygger::domain::permission::Who::Contact { workplace, .. } = &mut bound.who {
            *workplace = Some(brobygger::domain::ids::WorkplaceId(stage.house.app.ids.random()));
        }
        assert!(is_unknown(&stage.act(&bound, &said(&stage.slot, Said::Taken)).await));
    }

    async fn the_form_says_at_the_slot_what_is_wrong_and_keeps_what_was_typed(house) {
        let stage = Stage::set(house, 2).await;
        stage.laid_in(StateName::Running).await;
        let mut browser = stage.house.visitor(&stage.contact).await;
        let page = browser.get("/virksomhed/pladser").await.html;
        assert!(page.contains("1 af 2 er i brug") && page.contains("Hvor mange er ledige nu? Højst 1"), "{page}");
        let (id, field, free) = (stage.slot.id.to_string(), format!("svar-{}", stage.slot.id), format!("ledige-{}", stage.slot.id));
        let form = [("plads", id.as_str()), (field.as_str(), "ledig"), (free.as_str(), "2")];
        let again = browser.post("/virksomhed/pladser", &form).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.html.contains("Lagermedarbejder: højst 1 kan være ledige, for resten er i brug."), "{}", again.html);
        assert!(again.html.contains("value=\"2\""), "what was typed stays");
        let form = [("plads", id.as_str()), (field.as_str(), "pause")];
        let again = browser.post("/virksomhed/pladser", &form).await.html;
        assert!(again.contains("vælg den sidste dag i pausen"), "{again}");
    }

    async fn what_was_not_touched_is_not_set_back(house) {
        let stage = Stage::set(house, 1).await;
        let mut browser = stage.house.visitor(&stage.contact).await;
        let (id, field, stood) = (stage.slot.id.to_string(), format!("svar-{}", stage.slot.id), format!("stod-{}", stage.slot.id));
        let version = stage.slot.version;
        let pause = brobygger::use_cases::slots::PauseSlot { slot: stage.slot.id, version, paused: true };
        stage.act(&stage.leader, &pause).await.expect("paused by the staff while the page was open");
        browser.post("/virksomhed/pladser", &[("plads", &id), (&field, "ledig"), (&stood, "ledig:")]).await;
        let slot = now(&stage.house, stage.slot.id).await;
        assert!(slot.paused && slot.confirmed_on == Some(day("2026-03-02")));
    }

    async fn the_weekly_mail_is_stopped_by_one_click_and_begun_again(house) {
        let stage = Stage::set(house, 1).await;
        let house = &stage.house;
        let token = house.app.keys.link_token(link(house, stage.place.contact.id).await.0);
        let (url, mut browser) = (format!("/virksomhed/pladser/{token}/ugemail"), house.stranger());
        assert!(browser.get(&url).await.html.contains("Vil I stoppe den ugentlige mail?"));
        let wants = async || {
            let reader = house.app.reader(house.tenant).await.expect("a reader");
            let who = freshness::who_want_the_digest(&reader, &[stage.place.company.id]).await.expect("read");
            reader.end().await.expect("the reader ends");
            who.contains(&stage.place.contact.id)
        };
        assert!(wants().await);
        let off = browser.post(&url, &[("List-Unsubscribe", "One-Click")]).await;
        assert!(off.html.contains("Den ugentlige mail er stoppet") && !wants().await, "{}", off.html);
        browser.post(&url, &[("oensket", "ja")]).await;
        assert!(wants().await);
    }
}
