//! Totals, facets, free seats and next free days equal a look at every row, for random places and random questions.

use std::collections::{BTreeMap, BTreeSet};

use brobygger::{
    domain::{
        closure::{Closure, ClosureReason},
        ids::SlotId,
        numbers::MunicipalityCode,
        slot::Slot,
        terms::{PlacementForm, Sector},
    },
    search::criteria::{Facet, SlotCriteria},
    store::change_log,
    use_cases::slot_search::{SearchSlots, SlotList},
};
use chrono::{Days, NaiveDate};

use super::town::{self, DEMANDS, Dice, FORMS, OCCUPATIONS, OFFERS, Row};
use crate::kit::{House, day};

const FACETS: [Facet; 7] = [Facet::Kind, Facet::Branch, Facet::Municipality, Facet::Occupation, Facet::Sector, Facet::Demand, Facet::Offer];

/// What lifting 20 kg brings with it, as the fixed list says.
fn broken_by(avoided: &str) -> &'static [&'static str] {
    match avoided {
        "loeft_over_5kg" => &["loeft_over_5kg", "loeft_over_20kg"],
        "loeft_over_20kg" => &["loeft_over_20kg"],
        "trapper" => &["trapper"],
        _ => &["nat"],
    }
}

/// How many of the seats are kept for the groups of the slot.
fn kept(slot: &Slot) -> u32 {
    if slot.reserved_for.is_empty() { 0 } else { slot.reserved_seats.unwrap_or(slot.seats).min(slot.seats) }
}

/// Whether some seats are kept and others are for all.
fn is_partly_kept(slot: &Slot) -> bool {
    kept(slot) > 0 && kept(slot) < slot.seats
}

fn free_on(row: &Row, asked: &SlotCriteria, day: NaiveDate) -> u32 {
    let slot = &row.slot;
    let is_open = slot.open_from <= day && slot.open_to.is_none_or(|last| day <= last);
    let shut = |closure: &Closure| closure.reason != ClosureReason::Holiday && closure.days.from <= day && day <= closure.days.to;
    if !is_open || row.closures.iter().any(shut) {
        return 0;
    }
    let on_the_day = || row.claims.iter().filter(|claim| claim.period.from <= day && day <= claim.period.to);
    let free = slot.seats - u32::try_from(on_the_day().count()).expect("small");
    let is_other = asked.group.as_ref().is_some_and(|group| !slot.reserved_for.contains(group));
    if !is_other || !is_partly_kept(slot) {
        return free;
    }
    let others = u32::try_from(on_the_day().filter(|claim| !claim.for_reserved).count()).expect("small");
    free.min((slot.seats - kept(slot)).saturating_sub(others))
}

fn free_seats(row: &Row, asked: &SlotCriteria, today: NaiveDate) -> u32 {
    let from = asked.free_from.unwrap_or(today);
    let to = asked.free_to.unwrap_or(from).max(from);
    from.iter_days().take_while(|day| *day <= to).map(|day| free_on(row, asked, day)).min().expect("a day")
}

fn next_free_on(row: &Row, asked: &SlotCriteria, today: NaiveDate) -> Option<NaiveDate> {
    today.iter_days().take(400).find(|day| free_on(row, asked, *day) > 0)
}

fn fits(row: &Row, asked: &SlotCriteria, today: NaiveDate) -> bool {
    let slot = &row.slot;
    let begins = |code: &str, wanted: &[String]| wanted.is_empty() || wanted.iter().any(|begin| code.starts_with(begin.as_str()));
    let has_period = asked.free_from.is_some() || asked.free_to.is_some();
    let municipality = row.place.workplace.address.municipality.as_deref().expect("known");
    let breaks = |demand: &String| asked.avoid.iter().any(|avoided| broken_by(avoided).contains(&demand.as_str()));
    [
        !slot.paused && row.place.company.closed_on.is_none(),
        slot.open_to.is_none_or(|last| last >= today),
        slot.confirmed_on.is_some_and(|said| today - said <= chrono::Duration::days(90)),
        asked.forms.is_empty() || asked.forms.iter().any(|form| slot.forms.contains(form)),
        begins(&row.branch, &asked.branches),
        begins(slot.occupation.as_deref().unwrap_or_default(), &asked.occupations),
        asked.municipalities.is_empty() || asked.municipalities.iter().any(|code| code.as_str() == municipality),
        asked.hours.is_none_or(|hours| slot.hours.is_some_and(|window| window.min <= hours && hours <= window.max)),
        !slot.demands.iter().any(breaks),
        asked.offers.iter().all(|offer| slot.offers.contains(offer)),
        asked.sector.is_none_or(|sector| slot.sector == sector),
        asked.group.as_ref().is_none_or(|group| kept(slot) == 0 || is_partly_kept(slot) || slot.reserved_for.contains(group)),
        !has_period || asked.include_full || free_seats(row, asked, today) > 0,
    ]
    .into_iter()
    .all(|holds| holds)
}

fn values(row: &Row, facet: Facet) -> Vec<String> {
    let slot = &row.slot;
    match facet {
        Facet::Kind => slot.forms.iter().map(PlacementForm::to_string).collect(),
        Facet::Branch => vec![row.branch.clone()],
        Facet::Municipality => row.place.workplace.address.municipality.iter().cloned().collect(),
        Facet::Occupation => slot.occupation.iter().cloned().collect(),
        Facet::Sector => vec![slot.sector.to_string()],
        Facet::Demand => slot.demands.clone(),
        Facet::Offer => slot.offers.clone(),
    }
}

fn question(dice: &mut Dice) -> SlotCriteria {
    let maybe = |dice: &mut Dice| dice.one_in(4);
    let free_from = dice.one_in(2).then(|| dice.day(0, 40));
    SlotCriteria {
        forms: FORMS.iter().copied().filter(|_| maybe(dice)).collect(),
        branches: if maybe(dice) { vec![dice.one_of(&["01", "0111", "47"]).to_owned()] } else { Vec::new() },
        occupations: if maybe(dice) { vec![dice.one_of(&OCCUPATIONS)[..2].to_owned()] } else { Vec::new() },
        municipalities: if maybe(dice) {
            vec![MunicipalityCode::parse(dice.one_of(&["0316", "0330"])).expect("a code")]
        } else {
            Vec::new()
        },
        hours: maybe(dice).then(|| dice.below(60) as f64 / 2.0 + 1.0),
        free_from,
        free_to: free_from.filter(|_| dice.one_in(2)).map(|from| from + Days::new(dice.below(30))),
        include_full: dice.one_in(3),
        avoid: if maybe(dice) { vec![dice.one_of(&DEMANDS).to_owned()] } else { Vec::new() },
        offers: if maybe(dice) { vec![dice.one_of(&OFFERS).to_owned()] } else { Vec::new() },
        sector: maybe(dice).then(|| dice.one_of(&[Sector::Privat, Sector::Offentlig])),
        group: maybe(dice).then(|| dice.one_of(&["dagpenge", "sygedagpenge"]).to_owned()),
        facets: FACETS.to_vec(),
        limit: 100,
        ..SlotCriteria::default()
    }
}

/// Every difference between an answer and a look at all rows.
fn differences(rows: &[Row], asked: &SlotCriteria, answer: &SlotList, today: NaiveDate) -> Vec<String> {
    let fitting: BTreeMap<SlotId, &Row> = rows.iter().filter(|row| fits(row, asked, today)).map(|row| (row.slot.id, row)).collect();
    let mut told = Vec::new();
    if answer.total != fitting.len() as u64 {
        told.push(format!("{} found, {} fit", answer.total, fitting.len()));
    }
    let found: BTreeSet<SlotId> = answer.hits.iter().map(|hit| hit.slot.id).collect();
    if answer.total <= 100 && found != fitting.keys().copied().collect() {
        told.push("other places".to_owned());
    }
    for hit in &answer.hits {
        let Some(row) = fitting.get(&hit.slot.id) else { continue };
        let expected = (free_seats(row, asked, today), next_free_on(row, asked, today));
        if (hit.free_seats, hit.next_free_on) != expected {
            told.push(format!("seats {:?} of {expected:?}", (hit.free_seats, hit.next_free_on)));
        }
    }
    for (facet, lines) in &answer.facets {
        let mut counted = BTreeMap::<String, u64>::new();
        fitting.values().flat_map(|row| values(row, *facet)).for_each(|value| *counted.entry(value).or_default() += 1);
        let given: BTreeMap<String, u64> = lines.iter().map(|line| (line.value.clone(), line.count)).collect();
        if given != counted {
            told.push(format!("{facet}: {given:?} of {counted:?}"));
        }
    }
    told
}

async fn ask(house: &House, criteria: &SlotCriteria) -> SlotList {
    let staff = house.staff(&["job_consultant"]);
    house.app.ask(&staff, &SearchSlots { criteria: criteria.clone() }).await.expect("an answer")
}

async fn latest(house: &House) -> u64 {
    let reader = house.app.reader(house.tenant).await.expect("a reader");
    change_log::latest(&reader).await.expect("a number")
}

house_tests! {
    async fn random_questions_get_what_a_look_at_every_row_gives(house) {
        let rows = town::build(&house, 1, 140).await;
        let mut dice = Dice::of(1_001);
        let mut found = 0;
        for _ in 0..150 {
            let asked = question(&mut dice);
            let answer = ask(&house, &asked).await;
            assert_eq!(answer.change_number, latest(&house).await);
            assert_eq!(differences(&rows, &asked, &answer, day("2026-03-02")), Vec::<String>::new(), "{asked:?}");
            found += answer.total;
        }
        assert!(found > 200, "the questions find something: {found}");
    }

    async fn the_calendar_alone_changes_the_answer_in_the_same_way(house) {
        let rows = town::build(&house, 7, 80).await;
        let mut dice = Dice::of(77);
        ask(&house, &SlotCriteria::everything()).await;
        let before = latest(&house).await;
        for days in [10, 20, 40] {
            house.wait(chrono::Duration::days(days));
            let today = house.app.clock.today();
            for _ in 0..30 {
                let asked = question(&mut dice);
                assert_eq!(differences(&rows, &asked, &ask(&house, &asked).await, today), Vec::<String>::new(), "{today} {asked:?}");
            }
        }
        assert_eq!(latest(&house).await, before);
    }

    async fn a_row_that_the_index_does_not_know_is_noticed(house) {
        let mut rows = town::build(&house, 3, 30).await;
        let asked = SlotCriteria { facets: FACETS.to_vec(), limit: 100, ..SlotCriteria::default() };
        let answer = ask(&house, &asked).await;
        let today = day("2026-03-02");
        assert_eq!(differences(&rows, &asked, &answer, today), Vec::<String>::new());
        let visible = rows.iter().position(|row| fits(row, &asked, today) && free_on(row, &asked, today) > 0).expect("one");
        rows[visible].slot.seats += 1;
        assert_eq!(differences(&rows, &asked, &answer, today).len(), 1);
        rows[visible].slot.paused = true;
        assert!(differences(&rows, &asked, &answer, today).len() > 2);
    }
}
