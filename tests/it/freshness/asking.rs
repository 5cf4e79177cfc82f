//! M10 and M11: who is asked when, once on however many nodes, and what the letters say.

use brobygger::{
    domain::{
        company::{Company, Contact},
        freshness::Said,
        permission::Actor,
        task::TaskKind,
    },
    jobs::{runner::run_jobs_once, schedule},
    search::criteria::SlotCriteria,
    store::{companies, contacts, slots, tasks},
    use_cases::{
        follow_index,
        freshness::{
            answer::AnswerForSlots,
            ask::{AskCompany, CompaniesToAsk},
            link::WantDigest,
        },
        slot_search::SearchSlots,
    },
};
use chrono::Duration;

use super::{ask, letters, now, path_in};
use crate::{
    kit::{
        House, Place, day,
        post::postman,
        smtp::{Mode, Sink},
    },
    placements::stage::{Stage, contact_of},
};

/// Subjects of letters, in order.
fn subjects(letters: &[crate::kit::smtp::Received]) -> Vec<String> {
    letters
        .iter()
        .map(|letter| letter.readable().split("Subject: ").nth(1).and_then(|rest| rest.lines().next()).unwrap_or_default().to_owned())
        .collect()
}

async fn confirmed_on(house: &House, place: &Place, day_text: Option<&str>) -> brobygger::domain::slot::Slot {
    house.slot_with(house.tenant, place, |slot| slot.confirmed_on = day_text.map(day)).await
}

async fn due(house: &House) -> usize {
    house.app.ask(&Actor::system(house.tenant), &CompaniesToAsk).await.expect("asked").len()
}

house_tests! {
    async fn a_contact_is_asked_on_monday_at_half_past_eight_and_once_a_week(house) {
        let sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail(&sink);
        let place = house.place(house.tenant).await;
        confirmed_on(&house, &place, Some("2026-02-16")).await;
        assert_eq!(letters(&sink, &app).await.len(), 0, "it is eight o'clock");
        house.wait(Duration::minutes(30));
        let first = letters(&sink, &app).await;
        assert_eq!(first.len(), 1);
        let text = first[0].readable();
        assert!(text.contains("- Nordhavn Lager: Lagermedarbejder") && !text.contains("i over en måned"), "{text}");
        let stop = format!("<https://brobygger.example{}/ugemail>", path_in(&first[0]));
        assert_eq!(first[0].header("List-Unsubscribe"), Some(stop));
        assert_eq!(first[0].header("List-Unsubscribe-Post").as_deref(), Some("List-Unsubscribe=One-Click"));
        house.wait(Duration::days(2));
        assert_eq!(letters(&sink, &app).await.len(), 1, "once a week");
        house.wait(Duration::days(5));
        assert_eq!(letters(&sink, &app).await.len(), 2, "next Monday");
    }

    async fn what_was_confirmed_within_two_weeks_is_not_asked_about(house) {
        let sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail(&sink);
        let place = house.place(house.tenant).await;
        confirmed_on(&house, &place, Some("2026-02-17")).await;
        house.wait(Duration::hours(2));
        assert_eq!(letters(&sink, &app).await.len(), 0);
    }

    async fn two_nodes_ask_once(house) {
        let place = house.place(house.tenant).await;
        confirmed_on(&house, &place, Some("2026-01-20")).await;
        house.wait(Duration::hours(1));
        assert_eq!(due(&house).await, 1);
        let system = Actor::system(house.tenant);
        let one = AskCompany { company: place.company.id };
        let (first, second) = tokio::join!(house.app.carry_out(&system, &one), house.app.carry_out(&system, &one));
        assert_eq!(first.expect("asked") + second.expect("asked"), 1);
        assert_eq!(due(&house).await, 0);
    }

    async fn who_has_answered_before_the_letter_goes_gets_none(house) {
        let stage = Stage::set(house, 1).await;
        let house = &stage.house;
        let sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail(&sink);
        confirmed_on(house, &stage.place, Some("2026-01-20")).await;
        house.wait(Duration::hours(1));
        assert_eq!(ask(house, &stage.place).await, 1);
        stage.act(&stage.contact, &AnswerForSlots { said: vec![] }).await.expect("all are right");
        assert_eq!(letters(&sink, &app).await.len(), 0);
    }

    async fn without_the_weekly_letter_the_reminders_of_thirty_and_sixty_days_come(house) {
        let sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail(&sink);
        let place = house.place(house.tenant).await;
        confirmed_on(&house, &place, Some("2026-02-02")).await;
        let contact = contact_of(&house, house.tenant, &place);
        house.app.carry_out(&contact, &WantDigest { wanted: false }).await.expect("stopped");
        house.wait(Duration::hours(1));
        let mut told = Vec::new();
        for days in 0..65 {
            let count = letters(&sink, &app).await.len();
            if told.last().is_none_or(|(_, last)| *last != count) {
                told.push((days, count));
            }
            house.wait(Duration::days(1));
        }
        // 4 March is the thirtieth day; 3 April the sixtieth, a holiday before Easter; 3 May the ninetieth, a Sunday.
        assert_eq!(told, [(0, 0), (2, 1), (36, 2), (63, 3)], "the last one tells that it has closed");
    }

    async fn after_ninety_days_contact_and_consultant_hear_once_and_one_click_opens_it_again(house) {
        let stage = Stage::set(house, 1).await;
        let house = &stage.house;
        let sink = Sink::open(Mode::Takes).await;
        let app = house.with_mail(&sink);
        let (account, _) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let company = Company { consultant: Some(account.id), ..stage.place.company.clone() };
        house.write(house.tenant, async |work| companies::update(work, &company).await.expect("a company")).await;
        let old = [confirmed_on(house, &stage.place, Some("2025-12-02")).await, confirmed_on(house, &stage.place, Some("2025-11-02")).await];
        house.wait(Duration::hours(1));
        let came = letters(&sink, &app).await;
        let mut to: Vec<String> = came.iter().map(|letter| letter.to.clone()).collect();
        to.sort();
        assert_eq!(to, ["karim@nordhavn-9000000001.example", "vk.bente@kommune.example"], "{:?}", subjects(&came));
        assert!(came.iter().all(|letter| letter.readable().contains("Lagermedarbejder")));
        let for_staff = came.iter().find(|letter| letter.to.starts_with("vk.")).expect("a letter").readable();
        assert!(for_staff.contains("/konsulent/pladser/uafklarede") && !for_staff.contains("List-Unsubscribe"), "{for_staff}");
        let reader = house.app.reader(house.tenant).await.expect("a reader");
        let found = tasks::open_of(&reader, Some(account.id), 10).await.expect("read");
        reader.end().await.expect("the reader ends");
        assert!(found.len() == 2 && found.iter().all(|task| task.kind == TaskKind::SlotClosed));
        house.wait(Duration::days(1));
        assert_eq!(letters(&sink, &app).await.len(), 2, "once for each staleness");
        let for_contact = came.iter().find(|letter| letter.to.starts_with("karim")).expect("a letter");
        let page = house.stranger().post(&path_in(for_contact), &[]).await;
        assert!(page.html.contains("I har svaret"), "{}", page.html);
        for slot in &old {
            assert_eq!(now(house, slot.id).await.confirmed_on, Some(day("2026-03-03")));
        }
        house.wait(Duration::days(91));
        let again = letters(&sink, &app).await;
        assert!(again.iter().filter(|letter| letter.to.starts_with("vk.")).count() == 2, "a new staleness is told anew: {:?}", subjects(&again));
    }

    async fn companies_that_want_nothing_now_are_not_asked(house) {
        let place = house.place(house.tenant).await;
        confirmed_on(&house, &place, Some("2025-11-01")).await;
        house.wait(Duration::hours(1));
        assert_eq!(due(&house).await, 1);
        let mut paused = place.company.clone();
        paused.relation.paused_until = Some(day("2026-03-02"));
        house.write(house.tenant, async |work| companies::update(work, &paused).await.expect("a company")).await;
        assert_eq!(due(&house).await, 0);
        house.wait(Duration::days(1));
        assert_eq!(due(&house).await, 1);
    }

    async fn a_slot_without_anybody_to_write_to_goes_to_its_consultant_alone(house) {
        let place = house.place(house.tenant).await;
        let silent = Contact { email: None, phone: Some("11 22 33 44".to_owned()), ..place.contact.clone() };
        house.write(house.tenant, async |work| contacts::update(work, &silent).await.expect("a contact")).await;
        let slot = confirmed_on(&house, &place, Some("2025-11-01")).await;
        house.wait(Duration::hours(1));
        assert_eq!(ask(&house, &place).await, 0, "no letter");
        let reader = house.app.reader(house.tenant).await.expect("a reader");
        let found = tasks::open_at(&reader, place.company.id).await.expect("read");
        reader.end().await.expect("the reader ends");
        assert_eq!(found.iter().map(|task| task.subject).collect::<Vec<_>>(), [Some(slot.id.0)]);
    }

    async fn the_index_follows_what_a_company_says(house) {
        let stage = Stage::set(house, 1).await;
        let found = async || {
            let search = SearchSlots { criteria: SlotCriteria::everything() };
            follow_index::catch_up(&stage.house.app, stage.house.tenant).await.expect("followed");
            stage.house.app.ask(&stage.leader, &search).await.expect("found").total
        };
        assert_eq!(found().await, 1);
        stage.act(&stage.contact, &AnswerForSlots { said: vec![(stage.slot.id, Said::Taken)] }).await.expect("taken");
        assert_eq!(found().await, 0);
    }

    async fn the_chore_is_on_the_list_and_leaves_nothing_behind(house) {
        let place = house.place(house.tenant).await;
        let slot = confirmed_on(&house, &place, Some("2025-11-01")).await;
        assert!(schedule::chores().iter().any(|chore| chore.name == "ask_about_slots"));
        house.wait(Duration::hours(1));
        let round = run_jobs_once(&house.app, &postman(&house.app)).await.expect("jobs");
        assert_eq!(round.chores["ask_about_slots"], 1);
        assert_eq!(round.dispatched, 1);
        house.write(house.tenant, async |work| {
            let slot = slots::lock(work, slot.id).await.expect("read").expect("a slot");
            slots::update(work, &slot).await.expect("touched");
        })
        .await;
        let round = run_jobs_once(&house.app, &postman(&house.app)).await.expect("jobs");
        assert_eq!(round.chores["ask_about_slots"], 0);
    }
}
