//! The demo keeps what it promises: sizes, figures, journeys, and no real person.

use std::collections::{BTreeMap, HashSet};

use super::*;
use crate::{
    domain::{
        place::distance_km,
        rulebook::facts::Facts,
        terms::{PlacementForm, Sector, Transport},
    },
    settings::reference,
};

fn monday() -> NaiveDate {
    "2026-03-02".parse().expect("a date")
}

fn lists() -> Reference {
    reference::load(None).expect("the embedded lists")
}

struct Rows {
    companies: Vec<CompanyRow>,
    slots: Vec<SlotRow>,
    citizens: Vec<CitizenRow>,
}

fn rows(demo: &Demo<'_>) -> Rows {
    let town = demo.town(0).expect("the home municipality");
    Rows {
        companies: town.companies().collect::<Result<_, _>>().expect("companies"),
        slots: town.slots().collect::<Result<_, _>>().expect("slots"),
        citizens: town.citizens().collect::<Result<_, _>>().expect("citizens"),
    }
}

fn made(lists: &Reference, size: Size) -> Rows {
    rows(&Demo::new(lists, size, SEED, monday()).expect("material"))
}

#[test]
fn sizes_are_exact() {
    let lists = lists();
    for (size, citizens, companies, slots, waiting) in [(Size::S, 411, 300, 150, 12), (Size::M, 4112, 3000, 1500, 120)] {
        let rows = made(&lists, size);
        let cvr: HashSet<_> = rows.companies.iter().map(|row| row.cvr.clone()).collect();
        let p_numbers: HashSet<_> = rows.companies.iter().filter_map(|row| row.p_number.clone()).collect();
        let queue = rows.citizens.iter().filter(|row| row.waiting_since.is_some()).count();
        assert_eq!((rows.citizens.len(), cvr.len(), rows.slots.len(), queue), (citizens, companies, slots, waiting));
        assert_eq!(p_numbers.len(), rows.companies.len(), "each workplace has its own P-number");
        let ids: HashSet<_> = rows.citizens.iter().map(|row| row.external_id.clone()).collect();
        assert_eq!(ids.len(), citizens);
    }
}

#[test]
fn the_same_seed_gives_the_same_rows_and_another_seed_others() {
    let lists = lists();
    let (one, again) = (made(&lists, Size::S), made(&lists, Size::S));
    assert!(one.companies == again.companies && one.slots == again.slots && one.citizens == again.citizens);
    let other = rows(&Demo::new(&lists, Size::S, SEED + 1, monday()).expect("material"));
    assert!(one.companies != other.companies && one.slots != other.slots && one.citizens != other.citizens);
}

#[test]
fn numbers_lie_in_the_ranges_of_the_demo() {
    let rows = made(&lists(), Size::S);
    for row in &rows.companies {
        assert!(row.cvr.as_str().starts_with("99") && row.p_number.as_ref().is_some_and(|number| number.as_str().starts_with('9')));
    }
    let workplaces: HashSet<_> = rows.companies.iter().filter_map(|row| row.p_number.clone()).collect();
    assert!(rows.slots.iter().all(|slot| slot.p_number.as_ref().is_some_and(|number| workplaces.contains(number))));
    let numbers = demo_cvr_numbers();
    assert_eq!(numbers.first().map(CvrNumber::as_str), Some("99000007"));
    assert!(numbers.len() > 90_000, "{}", numbers.len());
}

#[test]
fn only_national_test_persons_have_a_cpr_number() {
    let lists = lists();
    let demo = Demo::new(&lists, Size::M, SEED, monday()).expect("material");
    let known: HashSet<_> = demo.material.test_persons.iter().map(|person| person.cpr.as_str()).collect();
    assert_eq!(known.len(), 30);
    let rows = rows(&demo);
    let with_cpr: Vec<_> = rows.citizens.iter().filter(|row| row.cpr.is_some()).collect();
    assert_eq!(with_cpr.len(), 21, "those of working age");
    for row in &rows.citizens {
        assert!(row.cpr.as_ref().is_none_or(|cpr| known.contains(cpr.reveal())));
        assert_eq!(row.legal.birth_date.is_some(), row.cpr.is_some());
        assert_eq!(row.legal.birth_year.is_some(), row.cpr.is_none());
    }
}

#[test]
fn target_groups_follow_the_figures_of_holbaek() {
    let rows = made(&lists(), Size::M);
    let mut groups: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &rows.citizens {
        *groups.entry(row.legal.target_group.as_deref().unwrap_or("none")).or_default() += 1;
    }
    let expected = [
        ("dagpenge", 820),
        ("fleksjobvisiteret", 945),
        ("jobafklaring", 100),
        ("kh_aktivitetsparat", 919),
        ("kh_jobparat", 325),
        ("ressourceforloeb", 154),
        ("sygedagpenge", 849),
    ];
    assert_eq!(groups, BTreeMap::from(expected));
    assert_eq!(rows.citizens.iter().filter(|row| row.legal.integration_act == Some(true)).count(), 228);
    let last_grant: NaiveDate = "2026-02-01".parse().expect("a date");
    let of_group = |code: &'static str| rows.citizens.iter().filter(move |row| row.legal.target_group.as_deref() == Some(code));
    assert!(of_group("ressourceforloeb").all(|row| row.legal.group_granted_on.is_some_and(|day| day < last_grant)));
}

#[test]
fn the_front_page_of_the_first_journey_comes_true() {
    let lists = lists();
    for (size, deadlines) in [(Size::S, 3), (Size::M, 30)] {
        let rows = made(&lists, size);
        let sunday: NaiveDate = "2026-03-08".parse().expect("a date");
        let urgent = rows.citizens.iter().filter(|row| row.deadline.is_some_and(|day| monday() <= day && day <= sunday));
        assert_eq!(urgent.count(), deadlines);
        let days = |row: &CitizenRow| row.waiting_since.map_or(-1, |since| (monday() - since).num_days());
        let mut waits: Vec<_> = rows.citizens.iter().map(days).collect();
        waits.sort_unstable_by(|one, other| other.cmp(one));
        assert_eq!(waits.first(), Some(&31));
        assert!(waits.get(1).is_some_and(|second| *second < 31), "one person waits longest");
        assert!(rows.citizens.iter().filter(|row| row.waiting_since.is_some()).all(|row| row.benefit_since < row.waiting_since));
    }
}

#[test]
fn the_person_who_waits_longest_has_five_fitting_places() {
    let lists = lists();
    for size in [Size::S, Size::M] {
        let rows = made(&lists, size);
        let person = rows.citizens.iter().max_by_key(|row| row.waiting_since.map(|since| monday() - since)).expect("somebody waits");
        assert_eq!((person.external_id.as_str(), person.avoids.as_slice()), ("B-00042", ["loeft_over_10kg".to_owned()].as_slice()));
        assert_eq!(
            (person.transport, person.hours_max, person.work_from, person.work_to),
            (Some(Transport::Kollektiv), Some(20.0), Some(480), Some(780))
        );
        assert!(person.legal.unemployed_since.is_some() && person.legal.last_employer.is_some() && person.cpr.is_none());
        let fitting: Vec<_> = rows.slots.iter().filter(|slot| fits(slot, person, &rows, &lists)).collect();
        assert!(fitting.len() >= 5, "{}", fitting.len());
        let nordhavn = PNumber::parse("9000000001").expect("ten digits");
        assert!(fitting.iter().any(|slot| slot.p_number.as_ref() == Some(&nordhavn)));
    }
}

/// Wished or neighbouring job, hours, times, lifting and distance.
fn fits(slot: &SlotRow, person: &CitizenRow, rows: &Rows, lists: &Reference) -> bool {
    let code = slot.occupation.as_deref().unwrap_or("");
    let mut wished = person.wishes.iter().filter_map(|wish| lists.job_titles.occupation_of(wish));
    wished.any(|wish| wish == code || lists.occupation_neighbours.are_near(wish, code))
        && slot.forms.contains(&PlacementForm::Virksomhedspraktik)
        && slot.hours_min <= person.hours_max
        && slot.work_from >= person.work_from
        && slot.work_to <= person.work_to
        && slot.reserved_for.is_empty()
        && !slot.demands.iter().any(|demand| demand == "loeft_over_10kg" || demand == "loeft_over_20kg")
        && lies_near_and_is_counted(slot, person, rows, lists)
}

fn lies_near_and_is_counted(slot: &SlotRow, person: &CitizenRow, rows: &Rows, lists: &Reference) -> bool {
    let area = |code: &Option<_>| code.as_ref().and_then(|code| lists.postcodes.find(code)).expect("a known postcode").point;
    let workplace = rows.companies.iter().find(|row| row.p_number == slot.p_number).expect("a workplace");
    person.max_km.is_some_and(|most| distance_km(area(&person.postcode), area(&workplace.postcode)) <= most)
        && workplace.ordinary_as_of.is_some_and(|day| (monday() - day).num_days() < 90)
}

#[test]
fn the_law_lets_the_person_who_waits_longest_into_nordhavn() {
    let rows = made(&lists(), Size::S);
    let person = rows.citizens.iter().find(|row| row.external_id.as_str() == "B-00042").expect("the person of the first journey");
    let nordhavn = rows.companies.first().expect("a company");
    let facts = serde_json::json!({
        "placement_type": "virksomhedspraktik", "sector": "private", "starts_on": "2026-03-09", "ends_on": "2026-04-05",
        "weekly_hours": [{ "from": "2026-03-09", "hours": person.hours_max }], "purpose": "afklaring",
        "person": { "target_group": person.legal.target_group, "age": 2026 - person.legal.birth_year.expect("a year") - 1,
            "unemployed_since": person.legal.unemployed_since, "dimittendsats": person.legal.dimittendsats, "single_parent": person.legal.single_parent,
            "has_education": person.legal.has_education, "jobparat": person.legal.jobparat, "arbejdspligt": person.legal.arbejdspligt,
            "aabenlyst_uddannelsesparat": person.legal.aabenlyst_uddannelsesparat, "integration_act": person.legal.integration_act,
            "group_granted_on": person.legal.group_granted_on, "self_found": false },
        "workplace": { "p_number": nordhavn.p_number, "monthly_ordinary": nordhavn.ordinary_12_months, "occupants": [],
            "ordinary_employees": { "count": nordhavn.ordinary_full_time, "method": "fte", "as_of": nordhavn.ordinary_as_of },
            "employees_total": nordhavn.employees_total.map(|band| band.min) },
        "previous_employment": { "last_employer_is_this": person.legal.last_employer == Some(nordhavn.cvr.to_string()),
            "same_function": false, "difference_described": false, "currently_employed": person.legal.currently_employed, "person_agrees": true },
    });
    let rules = crate::settings::rules::load(None).expect("the embedded rules");
    let answer = rules.evaluate(&Facts::read(&facts.to_string()).expect("facts")).expect("a verdict");
    assert_eq!(answer.verdict.as_str(), "ok", "{:?}", answer.findings);
}

#[test]
fn the_named_workplaces_and_people_are_there() {
    let lists = lists();
    let demo = Demo::new(&lists, Size::S, SEED, monday()).expect("material");
    let rows = rows(&demo);
    let nordhavn = rows.companies.first().expect("a company");
    assert_eq!(
        (nordhavn.name.as_str(), nordhavn.contact_email.as_deref()),
        ("Nordhavn Lager ApS", Some("vi.karim@nordhavn-lager.example"))
    );
    assert_eq!(nordhavn.p_number.as_ref().map(PNumber::as_str), Some("9000000001"));
    let solsikken = rows.companies.iter().find(|row| row.name == "Børnehuset Solsikken").expect("the unit");
    let town = demo.town(0).expect("home");
    assert_eq!(solsikken.p_number, town.first_unit().ok());
    assert_eq!(rows.companies.iter().find(|row| row.name == HOME_NAME).map(|row| &row.cvr), Some(&solsikken.cvr));
    let users: Vec<_> = demo.accounts().staff.iter().map(|account| account.user.as_str()).collect();
    assert!(["jk.mette", "jk.ole", "vk.bente", "tl.henrik", "adm.nina"].iter().all(|user| users.contains(user)));
    assert!(demo.accounts().contacts.iter().all(|contact| contact.email.ends_with(".example")));
    let addresses = rows.companies.iter().flat_map(|row| [&row.email, &row.contact_email]).flatten();
    assert!(addresses.into_iter().all(|address| address.ends_with(".example")));
}

#[test]
fn every_slot_is_described_in_thirty_to_eighty_words_without_health() {
    let lists = lists();
    for slot in made(&lists, Size::M).slots {
        let words = slot.description.split_whitespace().count();
        assert!((30..=80).contains(&words), "{words}: {}", slot.description);
        assert_eq!(lists.diagnosis_words.find(&slot.description), None);
        assert!(slot.occupation.is_some() && !slot.forms.is_empty() && slot.hours_min <= slot.hours_max && slot.work_from < slot.work_to);
    }
}

#[test]
fn most_places_are_fresh_and_jobs_are_unevenly_spread() {
    let rows = made(&lists(), Size::M);
    let fresh = rows.slots.iter().filter(|slot| slot.confirmed_on.is_some_and(|day| (monday() - day).num_days() <= 60)).count();
    assert!(fresh * 100 >= rows.slots.len() * 88 && fresh < rows.slots.len(), "{fresh}");
    let mut titles: BTreeMap<&str, usize> = BTreeMap::new();
    for slot in &rows.slots {
        *titles.entry(&slot.title).or_default() += 1;
    }
    assert!(titles.len() > 60, "{}", titles.len());
    assert!(titles.values().max().is_some_and(|most| *most > rows.slots.len() / 20));
    let of_sector = |row: &&CompanyRow| row.sector == Some(Sector::Offentlig);
    let public: HashSet<_> = rows.companies.iter().filter(of_sector).filter_map(|row| row.p_number.clone()).collect();
    let at_public = rows.slots.iter().filter(|slot| slot.p_number.as_ref().is_some_and(|number| public.contains(number)));
    let percent = at_public.count() * 100 / rows.slots.len();
    assert!((35..=50).contains(&percent), "Roskilde 2013: 42 percent, here {percent}");
}

#[test]
fn the_country_is_divided_among_98_municipalities() {
    let lists = lists();
    let demo = Demo::new(&lists, Size::Xl, SEED, monday()).expect("material");
    let towns: Vec<_> = demo.towns().collect();
    assert_eq!(towns.len(), 98);
    let sum = |of: fn(&Counts) -> usize| towns.iter().map(|town| of(&town.counts())).sum::<usize>();
    assert_eq!((sum(|one| one.citizens), sum(|one| one.companies), sum(|one| one.slots)), (500_000, 200_000, 100_000));
    let codes: HashSet<_> = towns.iter().map(|town| town.code().clone()).collect();
    assert_eq!(codes.len(), 98);
    let last = towns.last().expect("a town");
    assert!(last.companies().take(40).chain(last.companies().skip(last.counts().companies)).all(|row| row.is_ok()));
    let cvr: HashSet<_> = last.companies().filter_map(|row| row.ok().map(|row| row.cvr)).collect();
    assert_eq!(cvr.len(), last.counts().companies, "a CVR number comes once in a municipality");
    assert!(last.slots().take(40).all(|row| row.is_ok()));
    assert!(last.citizens().take(40).all(|row| row.is_ok_and(|row| row.cpr.is_none())));
}
