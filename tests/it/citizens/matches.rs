//! The list of places for a citizen: judged, explained, within the wall.

use brobygger::{
    domain::{
        ids::{CitizenId, SlotId},
        permission::Actor,
        placement::StateName,
        rulebook::Verdict,
        slot::HoursWindow,
        terms::{LanguageLevel, LookPurpose, Transport},
    },
    intake::{InFile, Limits, Line, rows::CitizenRow},
    use_cases::{
        citizens::{ChangeProfile, CitizenKey, ProfileDetails},
        failure::Failure,
        imports::{self, TakeIn},
        matches::{ComparePlaces, ListOrder, MatchesFor, Proposal},
    },
};

use crate::kit::{House, day};

fn list(citizen: CitizenId, limit: usize) -> MatchesFor {
    MatchesFor { citizen: CitizenKey::from(citizen), limit, on: None, order: ListOrder::Score, purpose: LookPurpose::Match }
}

house_tests! {
    async fn a_place_that_fits_is_judged_until_the_laws_latest_end(house) {
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 2).await;
        let citizen = house.citizen_with(house.tenant, |citizen| citizen.legal.last_employer = Some("13585628".to_owned())).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let found = house.app.ask(&actor, &list(citizen.id, 20)).await.expect("a list");
        assert_eq!((found.matches.len(), found.blocked.len()), (1, 0));
        let best = &found.matches[0];
        assert_eq!((best.slot.id, best.free_seats, best.workplace.id), (slot.id, 2, place.workplace.id));
        assert_eq!(best.found.score, best.found.parts.iter().map(|part| part.points).sum::<u32>());
        let period = best.found.period.expect("a period");
        // Dagpenge: four weeks of virksomhedspraktik from the day of the list.
        assert_eq!((period.from, period.to), (day("2026-03-02"), Some(day("2026-03-29"))));
        assert_eq!(best.found.law.as_ref().map(|law| law.verdict), Some(Verdict::Ok), "{:#?}", best.found.law);
        assert_eq!(found.weights, house.app.weights.version);
        assert!(found.rule_set.is_some());
    }

    async fn a_full_place_is_judged_from_the_day_on_which_a_seat_is_free(house) {
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        house.take_seat(&slot, 1, StateName::Running, ("2026-02-01", "2026-03-15")).await;
        let citizen = house.citizen(house.tenant).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let found = house.app.ask(&actor, &list(citizen.id, 20)).await.expect("a list");
        let period = found.matches[0].found.period.expect("a period");
        assert_eq!(period.from, day("2026-03-16"));
    }

    async fn a_hard_criterion_blocks_and_names_the_nearest_change(house) {
        let place = house.place(house.tenant).await;
        house.slot_with(house.tenant, &place, |slot| slot.demands = vec!["loeft_over_20kg".to_owned()]).await;
        let citizen = house.citizen_with(house.tenant, |citizen| citizen.profile.avoids = vec!["loeft_over_10kg".to_owned()]).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let found = house.app.ask(&actor, &list(citizen.id, 20)).await.expect("a list");
        assert_eq!((found.matches.len(), found.blocked.len()), (0, 1));
        let change = found.blocked[0].found.nearest_change.as_ref().expect("a change");
        assert_eq!(change.text(brobygger::domain::terms::Language::Da), "passer, hvis løft over 20 kg ikke kræves");
    }

    async fn the_ratio_blocks_and_tells_when_a_place_opens(house) {
        let place = house.place(house.tenant).await;
        house.write(house.tenant, async |work| {
            let mut small = place.workplace.clone();
            small.ordinary = Some((1.0, Some(day("2026-02-01"))));
            brobygger::store::workplaces::update(work, &small).await.expect("a small workplace");
        }).await;
        let slot = house.slot(house.tenant, &place, 3).await;
        house.take_seat(&slot, 1, StateName::Running, ("2026-02-01", "2026-03-20")).await;
        let citizen = house.citizen(house.tenant).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let found = house.app.ask(&actor, &list(citizen.id, 20)).await.expect("a list");
        assert_eq!((found.matches.len(), found.blocked.len()), (0, 1), "{:#?}", found.matches.first().map(|one| &one.found.law));
        assert_eq!(found.blocked[0].found.law.as_ref().map(|law| law.verdict), Some(Verdict::Block));
    }

    async fn the_wall_stands_and_the_look_is_logged_once(house) {
        let next_door = house.place(house.neighbour).await;
        house.slot(house.neighbour, &next_door, 5).await;
        let citizen = house.citizen(house.tenant).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let found = house.app.ask(&actor, &list(citizen.id, 20)).await.expect("a list");
        assert!(found.matches.is_empty() && found.blocked.is_empty());
        let stranger = house.account(house.neighbour, "jk.nabo", &["job_consultant"]).await.1;
        assert!(matches!(house.app.ask(&stranger, &list(citizen.id, 20)).await, Err(Failure::NotFound)));
        use sea_orm::EntityTrait;
        let rows = entity::access_log::Entity::find().all(house.app.database.reading()).await.expect("the log");
        assert_eq!(rows.iter().map(|row| (row.citizen_id, row.page.as_str())).collect::<Vec<_>>(), vec![(citizen.id.0, "match.list")]);
    }

    async fn the_best_twenty_of_many_are_the_same_however_they_stand(house) {
        let place = house.place(house.tenant).await;
        for number in 0..45u32 {
            house.slot_with(house.tenant, &place, |slot| {
                slot.hours = Some(HoursWindow { min: f64::from(number % 30) + 1.0, max: 37.0 });
                slot.title = format!("Plads {number}");
            }).await;
        }
        let citizen = house.citizen(house.tenant).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let found = house.app.ask(&actor, &list(citizen.id, 20)).await.expect("a list");
        assert_eq!(found.matches.len(), 20);
        assert!(found.matches.is_sorted_by(|one, next| one.found.score >= next.found.score));
        let neutral = house.app.ask(&actor, &MatchesFor { order: ListOrder::Neutral, ..list(citizen.id, 20) }).await.expect("a list");
        let ids = |list: &[brobygger::use_cases::matches::Proposal]| list.iter().map(|one| one.slot.id).collect::<std::collections::BTreeSet<SlotId>>();
        assert_eq!(ids(&found.matches), ids(&neutral.matches));
        assert!(neutral.matches.is_sorted_by(|one, next| one.slot.title <= next.slot.title));
    }

    async fn two_places_are_compared_in_the_order_asked_for(house) {
        let place = house.place(house.tenant).await;
        let (one, other) = (house.slot(house.tenant, &place, 1).await, house.slot_with(house.tenant, &place, |slot| slot.hours = Some(HoursWindow { min: 30.0, max: 37.0 })).await);
        let citizen = house.citizen(house.tenant).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let compare = ComparePlaces { citizen: CitizenKey::from(citizen.id), slots: [other.id, one.id], on: None, purpose: LookPurpose::Match };
        let found = house.app.ask(&actor, &compare).await.expect("a comparison");
        assert_eq!(found.places.each_ref().map(|place| place.slot.id), [other.id, one.id]);
        assert!(found.places[0].found.is_blocked() && !found.places[1].found.is_blocked());
        let unknown = ComparePlaces { slots: [one.id, SlotId(house.app.ids.random())], ..compare };
        assert!(matches!(house.app.ask(&actor, &unknown).await, Err(Failure::NotFound)));
    }

    async fn the_same_profile_once_typed_and_once_imported_gets_the_same_list(house) {
        let place = house.place(house.tenant).await;
        house.slot(house.tenant, &place, 2).await;
        house.slot_with(house.tenant, &place, |slot| { slot.title = "Truckfører".to_owned(); slot.occupation = Some("8344".to_owned()); slot.demands = vec!["loeft_over_20kg".to_owned()]; }).await;
        house.slot_with(house.tenant, &place, |slot| { slot.title = "Butiksassistent".to_owned(); slot.occupation = Some("5223".to_owned()); slot.times = Some(brobygger::domain::slot::TimeWindow { from: 480, to: 780 }); }).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        import(&house, "borger_id;fornavn;efternavn;postnr;foedselsdato;maalgruppe;oensker;kompetencer;timer_min;timer_max;kan_fra;moedetid_fra;moedetid_til;transport;max_km;hensyn;sprog;koerekort\n\
            B-1;Tilde;Test;4300;1991-05-04;dagpenge;lagermedarbejder|Butiksassistent;pluk|pak;10;20,5;2026-03-09;08:00;13:00;kollektiv;25;ikke:loeft_over_10kg|behov:mentor;B1;B\n").await;
        let typed = house.citizen_with(house.tenant, |citizen| {
            citizen.legal = brobygger::domain::citizen::LegalSituation { birth_date: Some(day("1991-05-04")), target_group: Some("dagpenge".to_owned()), ..Default::default() };
            citizen.waiting_since = None;
            citizen.deadline = None;
        }).await;
        let details = ProfileDetails {
            wishes: vec!["lagermedarbejder".to_owned(), "Butiksassistent".to_owned()],
            skills: vec!["pluk".to_owned(), "pak".to_owned()],
            hours: (Some(10.0), Some(20.5)),
            days: (Some(day("2026-03-09")), None),
            times: (Some(480), Some(780)),
            transport: Some(Transport::Kollektiv),
            max_km: Some(25.0),
            avoids: vec!["loeft_over_10kg".to_owned()],
            needs: vec!["mentor".to_owned()],
            language: Some(LanguageLevel::B1),
            licences: vec!["B".to_owned()],
            postcode: Some("4300".to_owned()),
            ..ProfileDetails::default()
        };
        house.app.carry_out(&actor, &ChangeProfile { citizen: typed.id, version: 1, details }).await.expect("typed");
        let typed = house.app.ask(&actor, &list(typed.id, 20)).await.expect("a list");
        let imported = house.app.ask(&actor, &MatchesFor { citizen: CitizenKey::new("B-1"), ..list(CitizenId(house.app.ids.random()), 20) }).await.expect("a list");
        assert_eq!(typed.file.citizen.profile, imported.file.citizen.profile);
        let plain = |list: &[Proposal]| list.iter().map(|one| one.found.clone()).collect::<Vec<_>>();
        assert_eq!(plain(&typed.matches), plain(&imported.matches));
        assert_eq!(plain(&typed.blocked), plain(&imported.blocked));
        assert_eq!((typed.matches.len(), typed.blocked.len()), (2, 1));
    }
}

/// Takes a citizen list in.
async fn import(house: &House, csv: &str) {
    let lists = {
        let reader = house.app.reader(house.tenant).await.expect("a reader");
        imports::code_lists(&house.app, &reader).await.expect("the lists")
    };
    let mut file = InFile::from_bytes(csv.as_bytes().to_vec(), Limits::PRODUCT).expect("a file");
    let lines: Vec<Line<CitizenRow>> = file.lines(&lists).expect("lines").map(|line| line.expect("a good line")).collect();
    let taken = house.app.carry_out(&Actor::system(house.tenant), &TakeIn { lines: &lines }).await.expect("taken in");
    assert_eq!((taken.added, taken.complaints.len()), (1, 0));
}
