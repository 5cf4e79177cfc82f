//! The verdict-only form as matching asks it, of a citizen and a place, against the full form of the same plan.

use brobygger::domain::{
    citizen::LegalSituation,
    company::{Address, Company, Workplace},
    ids::{CompanyId, SlotId, WorkplaceId},
    numbers::{CvrNumber, PNumber},
    placement::NewFunction,
    rulebook::{
        Known, Verdict, compiled,
        facts::{HoursStep, Occupant},
        situation::{self, Ground, Plan},
    },
    slot::Slot,
    terms::{LadderStep, PlacementForm, Sector},
};
use chrono::{Datelike, Days, NaiveDate};
use uuid::Uuid;

use crate::{
    RULES,
    generator::{Dice, Generator, any_start, end_after},
};

const CITIZENS: u64 = 250;
const PLACES_EACH: u64 = 40;
const CVR: &str = "10000009";
const P_NUMBER: &str = "9000000009";

/// What only a citizen's own file says; now and then of a group that no list has.
fn legal(generator: &Generator<'_>, dice: &mut Dice) -> LegalSituation {
    let person = generator.facts(dice).person;
    let born = NaiveDate::from_ymd_opt(1955, 1, 1).expect("a day") + Days::new(dice.below(55 * 365));
    let exact = dice.chance(70);
    let employers = [Some("12345678"), Some(CVR), Some(P_NUMBER), Some("9000000017"), None];
    LegalSituation {
        target_group: if dice.chance(2) { Some("andet".to_owned()) } else { person.target_group.value().cloned() },
        birth_date: exact.then_some(born),
        birth_year: dice.chance(90).then_some(born.year()),
        unemployed_since: person.unemployed_since.value().copied(),
        dimittendsats: person.dimittendsats.value().copied(),
        single_parent: person.single_parent.value().copied(),
        has_education: person.has_education.value().copied(),
        jobparat: person.jobparat.value().copied(),
        aabenlyst_uddannelsesparat: person.aabenlyst_uddannelsesparat.value().copied(),
        arbejdspligt: person.arbejdspligt.value().copied(),
        integration_act: person.integration_act.value().copied(),
        group_granted_on: person.group_granted_on.value().copied(),
        currently_employed: dice.pick(&[None, Some(false), Some(true)]),
        last_employer: dice.pick(&employers).map(str::to_owned),
        last_function: dice.pick(&[None, Some("Lagermedarbejder"), Some("kok")]).map(str::to_owned),
    }
}

fn plan(dice: &mut Dice, form: PlacementForm, start: NaiveDate) -> Plan {
    let hours = dice.pick(&[None, Some(30.0), Some(38.0)]).map(|hours| vec![HoursStep { from: start, hours }]);
    let end = end_after(dice, start);
    Plan {
        form,
        from: start,
        to: if dice.chance(90) { Known::Is(end) } else { Known::Nothing },
        weekly_hours: Known::or_absent(hours),
        purpose: Known::Absent,
        self_found: false,
        justifications: Vec::new(),
        function: NewFunction::default(),
        extends: None,
        person_agrees: None,
    }
}

struct Place {
    company: Company,
    workplace: Workplace,
    slot: Slot,
    occupants: Vec<Occupant>,
}

fn place(generator: &Generator<'_>, dice: &mut Dice) -> Place {
    let facts = generator.facts(dice).workplace;
    let figure = facts.ordinary_employees.value().copied().unwrap_or_default();
    let sector = dice.pick(&[Sector::Privat, Sector::Offentlig]);
    let (id, nobody) = (CompanyId(Uuid::from_u128(1)), Uuid::nil());
    let company = Company {
        id,
        cvr: CvrNumber::parse(CVR).expect("a CVR number"),
        name: String::new(),
        sector,
        address: Address::default(),
        branch: None,
        employees: (None, None),
        employees_told: None,
        monthly_ordinary: facts.monthly_ordinary.value().cloned(),
        phone: None,
        email: None,
        website: None,
        advertising_protected: None,
        ladder: LadderStep::Passiv,
        consultant: None,
        closed_on: None,
        relation: Default::default(),
        version: 1,
    };
    let workplace = Workplace {
        id: WorkplaceId(nobody),
        company: id,
        p_number: PNumber::parse(P_NUMBER).expect("a P-number"),
        name: String::new(),
        sector,
        address: Address::default(),
        branch: None,
        point: None,
        employees_total: facts.employees_total.value().and_then(|count| i32::try_from(*count).ok()),
        ordinary: figure.count.value().map(|count| (*count, figure.as_of.value().copied())),
        others: dice.pick(&[None, None, Some((1, None)), Some((4, None))]),
        others_source: None,
        closed_on: None,
        version: 1,
    };
    let slot = Slot {
        id: SlotId(nobody),
        external_id: None,
        workplace: workplace.id,
        company: id,
        agreement: None,
        contact: None,
        version: 1,
        title: "Lagermedarbejder".to_owned(),
        description: String::new(),
        forms: Vec::new(),
        occupation: None,
        seats: 1,
        hours: None,
        times: None,
        open_from: NaiveDate::default(),
        open_to: None,
        demands: Vec::new(),
        offers: Vec::new(),
        language: None,
        licences: Vec::new(),
        reserved_for: Vec::new(),
        reserved_seats: None,
        tasks: Vec::new(),
        confirmed_on: None,
        paused: false,
        sector,
        point: None,
    };
    Place { company, workplace, slot, occupants: facts.occupants.value().cloned().unwrap_or_default() }
}

#[test]
fn matching_gets_the_verdict_and_latest_end_of_the_full_form() {
    let mut seen = [0_u32; 4];
    for seed in 0..CITIZENS {
        let generator = Generator::of_seed(&RULES, seed);
        let mut dice = Dice::new(seed);
        let (legal, form) = (legal(&generator, &mut dice), dice.pick(PlacementForm::ALL));
        let since = any_start(&mut dice);
        let template = plan(&mut dice, form, since);
        let part = compiled::person_part(&RULES, &template, &legal, since);
        for _ in 0..PLACES_EACH {
            let place = place(&generator, &mut dice);
            let start = since + Days::new(dice.below(900));
            let plan = plan(&mut dice, form, start);
            let ground = Ground {
                legal: &legal,
                slot: &place.slot,
                workplace: &place.workplace,
                company: &place.company,
                last_employer: dice.pick(&[None, Some(CompanyId(Uuid::from_u128(1))), Some(CompanyId(Uuid::from_u128(2)))]),
                occupants: &place.occupants,
                known_on: start,
            };
            let facts = situation::facts(&RULES, &plan, &ground);
            let (full, latest_end) = (RULES.evaluate(&facts), RULES.latest_end(&facts));
            let Some(part) = &part else {
                assert!(full.is_err() && latest_end.is_err(), "seed {seed}: only refused facts have no part");
                continue;
            };
            let full = full.map_or(Verdict::Unknown, |answer| answer.verdict);
            assert_eq!(compiled::planned(&RULES, part, &plan, &ground), full, "seed {seed}: {plan:?}");
            assert_eq!(
                part.latest_end(start, Known::Is(place.workplace.sector.into())),
                latest_end.ok().flatten(),
                "seed {seed}: {plan:?}"
            );
            seen[full as usize] += 1;
        }
    }
    assert!(seen.iter().all(|count| *count > 50), "too few cases of some verdict: {seen:?}");
}
