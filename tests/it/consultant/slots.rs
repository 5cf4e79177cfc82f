//! Slots: made, changed, paused, searched, and never with fewer seats than are in use.

use axum::http::StatusCode;
use brobygger::{
    domain::{ids::SlotId, placement::StateName, refusal::Refusal},
    use_cases::{
        failure::Failure,
        slots::{ChangeSlot, ConfirmSlotIsTrue, CreateSlot, OpenSlot, PauseSlot, TypedSlot},
    },
};

use crate::kit::{House, day};

fn typed(title: &str) -> TypedSlot {
    TypedSlot {
        title: title.to_owned(),
        forms: vec!["virksomhedspraktik".into(), "fleksjob".into()],
        seats: "2".into(),
        hours_min: "10".into(),
        hours_max: "20,5".into(),
        time_from: "08:00".into(),
        time_to: "13:30".into(),
        open_from: "2026-03-02".into(),
        demands: vec!["staaende".into()],
        offers: vec!["mentor".into()],
        ..TypedSlot::default()
    }
}

fn refused_fields(failure: Failure) -> Vec<&'static str> {
    let Failure::Refused(Refusal::Invalid { fields }) = failure else { panic!("refused for its fields: {failure}") };
    fields.iter().map(|field| field.field).collect()
}

async fn change(house: &House, slot: SlotId, change: impl FnOnce(&mut TypedSlot)) -> Result<(), Failure> {
    let actor = house.staff(&["company_consultant"]);
    let known = house.app.ask(&actor, &OpenSlot { slot }).await.expect("open").slot;
    let mut typed = TypedSlot::from(&known);
    change(&mut typed);
    house.app.carry_out(&actor, &ChangeSlot { slot, typed }).await
}

house_tests! {
    async fn a_slot_is_made_with_everything_that_was_typed(house) {
        let actor = house.staff(&["company_consultant"]);
        let place = house.place(house.tenant).await;
        let made = CreateSlot { workplace: place.workplace.id, typed: typed("Lager- og logistikmedarbejder") };
        let id = house.app.carry_out(&actor, &made).await.expect("made");
        let file = house.app.ask(&house.staff(&["caseworker"]), &OpenSlot { slot: id }).await.expect("open");
        let slot = file.slot;
        assert_eq!((slot.seats, slot.hours.map(|hours| (hours.min, hours.max)), slot.times.map(|times| (times.from, times.to))), (2, Some((10.0, 20.5)), Some((480, 810))));
        assert_eq!((slot.demands, slot.offers, slot.confirmed_on), (vec!["staaende".to_owned()], vec!["mentor".to_owned()], Some(day("2026-03-02"))));
        assert!(slot.occupation.is_some(), "a plain title tells its occupation");
        assert_eq!((file.free, file.weeks.len()), (2, 26));
        assert!(file.weeks.iter().all(|week| (week.free, week.held, week.taken) == (2, 0, 0)));
    }

    async fn what_does_not_fit_is_refused_at_its_field(house) {
        let actor = house.staff(&["company_consultant"]);
        let place = house.place(house.tenant).await;
        let attempt = async |wrong: fn(&mut TypedSlot)| {
            let mut typed = typed("Pedel");
            wrong(&mut typed);
            refused_fields(house.app.carry_out(&actor, &CreateSlot { workplace: place.workplace.id, typed }).await.expect_err("refused"))
        };
        assert_eq!(attempt(|slot| slot.forms.clear()).await, ["forms"]);
        assert_eq!(attempt(|slot| slot.hours_max = "38".into()).await, ["hours_max"]);
        assert_eq!(attempt(|slot| slot.hours_min = "10,25".into()).await, ["hours_min"]);
        assert_eq!(attempt(|slot| slot.time_to = String::new()).await, ["time_to"]);
        assert_eq!(attempt(|slot| slot.open_to = "2026-01-01".into()).await, ["open_to"]);
        assert_eq!(attempt(|slot| slot.demands = vec!["svaevning".into()]).await, ["demands"]);
        assert_eq!(attempt(|slot| slot.seats = "0".into()).await, ["seats"]);
        assert_eq!(attempt(|slot| slot.occupation = "troldmand".into()).await, ["occupation"]);
    }

    async fn free_text_about_people_is_refused_with_what_to_write_instead(house) {
        let (_, actor) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        let mut browser = house.visitor(&actor).await;
        let url = format!("/konsulent/pladser/ny?arbejdsplads={}", place.workplace.id);
        let form = |description| [("title", "Pedel"), ("forms", "fleksjob"), ("seats", "1"), ("open_from", "2026-03-02"), ("description", description)];
        let number = browser.post(&url, &form("Karl 010190-1234 har været her")).await;
        assert_eq!(number.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(number.html.contains("ligner et CPR-nummer"));
        let health = browser.post(&url, &form("God for folk med slidgigt")).await;
        assert_eq!(health.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(health.html.contains("nævner helbred"), "{}", health.html);
        let lifting = house.app.conditions.text("loeft_over_10kg", brobygger::domain::terms::Language::Da);
        assert!(health.html.contains(&format!("Vælg i stedet: ikke {lifting}")), "says what to choose instead: {}", health.html);
        assert!(browser.post(&url, &form("Fast makker og faste opgaver")).await.html.contains("Pladsen er oprettet"));
    }

    async fn seats_never_become_fewer_than_are_in_use(house) {
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 3).await;
        house.take_seat(&slot, 1, StateName::Agreed, ("2026-03-02", "2026-03-29")).await;
        house.take_seat(&slot, 3, StateName::Agreed, ("2026-03-16", "2026-04-12")).await;
        house.take_seat(&slot, 2, StateName::Agreed, ("2026-04-06", "2026-05-03")).await;
        let refused = change(&house, slot.id, |typed| typed.seats = "1".into()).await.expect_err("two are in use at once");
        assert!(matches!(refused, Failure::Refused(Refusal::SeatsInUse { in_use: 2 })));
        change(&house, slot.id, |typed| typed.seats = "2".into()).await.expect("two are enough");
        let file = house.app.ask(&house.staff(&["caseworker"]), &OpenSlot { slot: slot.id }).await.expect("open");
        assert!(file.holders.iter().all(|holder| holder.seat <= 2), "claims changed to seats that are there");
        assert_eq!(file.holders.len(), 3);
        assert_eq!((file.free, file.weeks[2].free, file.weeks[2].taken), (1, 0, 2));
        assert_eq!(file.holders[0].colleague.as_deref(), Some("jk.1"));
    }

    async fn pause_and_confirm_are_noted_and_stale_pages_refused(house) {
        let actor = house.staff(&["company_consultant"]);
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        house.app.carry_out(&actor, &PauseSlot { slot: slot.id, version: 1, paused: true }).await.expect("paused");
        house.wait(chrono::Duration::minutes(1));
        let late = house.app.carry_out(&actor, &ConfirmSlotIsTrue { slot: slot.id, version: 1 }).await.expect_err("stale");
        assert!(matches!(late, Failure::Refused(Refusal::Stale { current: 2 })));
        house.app.carry_out(&actor, &ConfirmSlotIsTrue { slot: slot.id, version: 2 }).await.expect("confirmed");
        let file = house.app.ask(&actor, &OpenSlot { slot: slot.id }).await.expect("open");
        assert_eq!((file.slot.paused, file.slot.confirmed_on), (true, Some(day("2026-03-02"))));
        assert_eq!(file.history[0].action, "slot.confirm_is_true");
    }

    async fn the_neighbours_slot_is_as_unknown_as_a_random_id(house) {
        let place = house.place(house.neighbour).await;
        let slot = house.slot(house.neighbour, &place, 1).await;
        let actor = house.staff(&["team_leader"]);
        let open = house.app.ask(&actor, &OpenSlot { slot: slot.id }).await.expect_err("not ours");
        let paused = house.app.carry_out(&actor, &PauseSlot { slot: slot.id, version: 1, paused: true }).await.expect_err("not ours");
        let made = house.app.carry_out(&actor, &CreateSlot { workplace: place.workplace.id, typed: typed("Pedel") }).await.expect_err("not ours");
        assert!([open, paused, made].iter().all(|failure| matches!(failure, Failure::NotFound)));
    }

    async fn a_new_slot_is_found_on_the_search_page_at_once(house) {
        let (_, actor) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        let made = CreateSlot { workplace: place.workplace.id, typed: typed("Truckfører på havnen") };
        let id = house.app.carry_out(&actor, &made).await.expect("made");
        let mut browser = house.visitor(&actor).await;
        let found = browser.get("/konsulent/pladser?q=truck&postnr=4300&km=10&timer=15&art=fleksjob&tilbyder=mentor").await;
        assert_eq!(found.status, StatusCode::OK);
        assert!(found.html.contains(&format!("/konsulent/pladser/{id}")), "{}", found.html);
        assert!(found.html.contains("Truckfører på havnen") && found.html.contains("2 af 2 fri"));
        let none = browser.get("/konsulent/pladser?q=astronaut&postnr=4300").await;
        assert!(none.html.contains("Ingen pladser passer") && none.html.contains("Søg inden for 100 km"));
        let avoided = browser.get("/konsulent/pladser?undgaa=staaende").await;
        assert!(!avoided.html.contains("Truckfører"));
    }

    async fn the_pages_of_a_slot_open_and_act(house) {
        let (_, actor) = house.account(house.tenant, "tl.henrik", &["team_leader"]).await;
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 2).await;
        house.take_seat(&slot, 1, StateName::Agreed, ("2026-03-02", "2026-03-29")).await;
        let mut browser = house.visitor(&actor).await;
        let url = format!("/konsulent/pladser/{}", slot.id);
        let page = browser.get(&url).await;
        assert!(page.html.contains("Lagermedarbejder") && page.html.contains("jk.1") && page.html.contains("/konsulent/forloeb/"));
        assert!(!page.html.contains("Kanarie"), "who the citizen is stands nowhere here");
        assert_eq!(browser.get(&format!("{url}/ret?sprog=en")).await.status, StatusCode::OK);
        let paused = browser.post(&format!("{url}/pause?sprog=da"), &[("version", "1"), ("paused", "true")]).await;
        assert!(paused.html.contains("Pladsen er på pause"));
        assert_eq!(browser.post(&format!("{url}/pause"), &[("version", "1"), ("paused", "false")]).await.status, StatusCode::CONFLICT);
        let still = browser.post(&format!("{url}/stadig-rigtig"), &[("version", "2")]).await;
        assert!(still.html.contains("bekræftet i dag"));
    }

    async fn a_new_place_without_a_workplace_leads_to_the_companies(house) {
        let (_, may_not) = house.account(house.tenant, "jk.ole", &["job_consultant"]).await;
        assert_eq!(house.visitor(&may_not).await.get("/konsulent/pladser/ny").await.status, StatusCode::FORBIDDEN);
        let (_, may) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let led = house.visitor(&may).await.get("/konsulent/pladser/ny").await;
        assert_eq!((led.status, led.url.as_str()), (StatusCode::OK, "/konsulent/virksomheder"));
        assert!(led.html.contains("Vælg først en arbejdsplads") && led.html.contains("alert-info"), "{}", led.html);
    }

    async fn a_job_consultant_goes_on_from_a_place_to_those_who_wait(house) {
        let (_, actor) = house.account(house.tenant, "jk.ole", &["job_consultant"]).await;
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        let page = house.visitor(&actor).await.get(&format!("/konsulent/pladser/{}", slot.id)).await;
        assert!(page.html.contains("Foreslå til en borger") && page.html.contains("href=\"/konsulent/borgere?venter=1\""), "{}", page.html);
    }

    async fn a_distance_counts_from_a_town_only_and_empty_facets_are_not_shown(house) {
        let (_, actor) = house.account(house.tenant, "jk.ole", &["job_consultant"]).await;
        let mut browser = house.visitor(&actor).await;
        let anywhere = browser.get("/konsulent/pladser?q=astronaut").await;
        assert!(anywhere.html.contains("name=\"km\" disabled") && !anywhere.html.contains("<fieldset class=\"facet\">"), "{}", anywhere.html);
        let near = browser.get("/konsulent/pladser?postnr=4300").await;
        assert!(near.html.contains("Afstand fra Holbæk") && !near.html.contains("name=\"km\" disabled"), "{}", near.html);
    }

    async fn a_search_without_a_word_lists_nothing(house) {
        let (_, actor) = house.account(house.tenant, "jk.ole", &["job_consultant"]).await;
        let place = house.place(house.tenant).await;
        let mut browser = house.visitor(&actor).await;
        let empty = browser.get("/konsulent/soeg?q=").await;
        assert!(empty.html.contains("Hvad leder du efter?") && !empty.html.contains(&place.company.name), "{}", empty.html);
        let word = place.company.name.split(' ').next().expect("a word");
        let found = browser.get(&format!("/konsulent/soeg?q={word}")).await;
        assert!(found.html.contains(&place.company.name) && found.html.contains("ingen pladser"), "{}", found.html);
    }

    async fn a_job_consultant_gets_no_form(house) {
        let (_, actor) = house.account(house.tenant, "jk.ole", &["job_consultant"]).await;
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        let mut browser = house.visitor(&actor).await;
        assert!(!browser.get(&format!("/konsulent/pladser/{}", slot.id)).await.html.contains("Ret pladsen"));
        assert_eq!(browser.get(&format!("/konsulent/pladser/{}/ret", slot.id)).await.status, StatusCode::FORBIDDEN);
    }
}
