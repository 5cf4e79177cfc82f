//! The law's view of a person and a place, from what is noted about them: the very code that decides in the product.

use super::*;
use crate::domain::{
    citizen::LegalSituation,
    company::{Address, Company, Workplace},
    ids::{CompanyId, SlotId, WorkplaceId},
    numbers::{CvrNumber, PNumber},
    placement::NewFunction,
    relation::Relation,
    rulebook::{
        Known, RuleBook,
        facts::HoursStep,
        situation::{self, Ground, Plan},
    },
    slot::Slot,
    terms::{LadderStep, PlacementForm, Purpose, Sector},
};
use crate::settings::rules::text::RuleText;

static BOOK: LazyLock<RuleBook> = LazyLock::new(|| {
    let rules = RuleText::of_program(None).and_then(|text| text.edition(None).map_err(|mut faults| faults.remove(0)));
    RuleBook::new(rules.unwrap(), Vec::new())
});

struct Place {
    company: Company,
    workplace: Workplace,
    slot: Slot,
}

fn place() -> Place {
    let (company, workplace) = (CompanyId(uuid::Uuid::from_u128(1)), WorkplaceId(uuid::Uuid::from_u128(2)));
    Place { company: a_company(company), workplace: a_workplace(workplace, company), slot: a_slot(workplace, company) }
}

fn a_company(id: CompanyId) -> Company {
    Company {
        id,
        cvr: CvrNumber::parse("13585628").unwrap(),
        name: "Nordhavn Lager ApS".to_owned(),
        sector: Sector::Privat,
        address: Address::default(),
        branch: None,
        employees: (None, None),
        employees_told: None,
        monthly_ordinary: Some(vec![40.0; 12]),
        phone: None,
        email: None,
        website: None,
        advertising_protected: None,
        ladder: LadderStep::Samarbejde,
        consultant: None,
        closed_on: None,
        relation: Relation::default(),
        version: 1,
    }
}

fn a_workplace(id: WorkplaceId, company: CompanyId) -> Workplace {
    Workplace {
        id,
        company,
        p_number: PNumber::parse("9000000001").unwrap(),
        name: "Nordhavn Lager".to_owned(),
        sector: Sector::Privat,
        address: Address::default(),
        branch: None,
        point: None,
        employees_total: Some(44),
        ordinary: Some((40.0, Some(day("2026-02-01")))),
        others: None,
        others_source: None,
        closed_on: None,
        version: 1,
    }
}

fn a_slot(workplace: WorkplaceId, company: CompanyId) -> Slot {
    Slot {
        id: SlotId(uuid::Uuid::from_u128(3)),
        external_id: None,
        workplace,
        company,
        agreement: None,
        contact: None,
        title: "Lagermedarbejder".to_owned(),
        description: String::new(),
        forms: vec![PlacementForm::Virksomhedspraktik],
        occupation: None,
        seats: 1,
        hours: None,
        times: None,
        open_from: day("2026-01-01"),
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
        sector: Sector::Privat,
        point: None,
        version: 1,
    }
}

impl Place {
    fn ground<'a>(&'a self, legal: &'a LegalSituation) -> Ground<'a> {
        Ground {
            legal,
            slot: &self.slot,
            workplace: &self.workplace,
            company: &self.company,
            last_employer: None,
            occupants: &[],
            known_on: day("2026-03-02"),
        }
    }
}

fn plan(form: PlacementForm) -> Plan {
    let from = day("2026-03-02");
    Plan {
        form,
        from,
        to: Known::Is(day("2026-03-15")),
        weekly_hours: Known::Is(vec![HoursStep { from, hours: 30.0 }]),
        purpose: Known::Is(Purpose::Afklaring),
        self_found: false,
        justifications: Vec::new(),
        function: NewFunction::default(),
        extends: None,
        person_agrees: Some(true),
    }
}

fn age(legal: &LegalSituation) -> Known<u32> {
    situation::facts(&RULES, &plan(PlacementForm::Virksomhedspraktik), &place().ground(legal)).person.age
}

/// A job-ready person of whom all is known but the age.
fn known(birth_year: i32) -> LegalSituation {
    LegalSituation {
        target_group: Some("dagpenge".to_owned()),
        birth_year: Some(birth_year),
        unemployed_since: Some(day("2025-12-01")),
        dimittendsats: Some(false),
        single_parent: Some(false),
        has_education: Some(true),
        jobparat: Some(true),
        integration_act: Some(false),
        currently_employed: Some(false),
        last_employer: Some("24256790".to_owned()),
        ..LegalSituation::default()
    }
}

#[test]
fn a_birth_year_alone_gives_no_age_near_a_limit() {
    let born = |year| LegalSituation { birth_year: Some(year), ..LegalSituation::default() };
    // 50 or 51, 24 or 25: the rules name 51 ("over 50") and 25.
    assert_eq!((age(&born(1975)), age(&born(2001))), (Known::Absent, Known::Absent));
    assert_eq!((age(&born(1974)), age(&born(1976))), (Known::Is(51), Known::Is(49)));
    let exact = LegalSituation { birth_date: Some(day("1975-03-02")), ..born(1975) };
    assert_eq!(age(&exact), Known::Is(51), "the birthday itself");
    assert_eq!(age(&LegalSituation::default()), Known::Absent);
}

#[test]
fn the_verdict_asks_for_an_age_only_where_a_limit_lies_between_the_two_that_a_birth_year_leaves() {
    let missing = |year| {
        let answer = situation::verdict(&BOOK, &plan(PlacementForm::Loentilskud), &place().ground(&known(year))).unwrap();
        answer.missing().contains(&"person.age")
    };
    assert_eq!((missing(1974), missing(1975), missing(1976)), (false, true, false));
}

#[test]
fn the_last_employer_is_known_by_any_number_of_the_company() {
    let place = place();
    let is_this = |employer: Option<&str>, company: Option<CompanyId>| {
        let legal = LegalSituation { last_employer: employer.map(str::to_owned), ..known(1990) };
        let ground = Ground { last_employer: company, ..place.ground(&legal) };
        let facts = situation::facts(&RULES, &plan(PlacementForm::Virksomhedspraktik), &ground);
        facts.previous_employment.value().unwrap().last_employer_is_this
    };
    assert_eq!((is_this(Some("13585628"), None), is_this(Some("9000000001"), None)), (Known::Is(true), Known::Is(true)));
    assert_eq!((is_this(Some("24256790"), None), is_this(None, None)), (Known::Is(false), Known::Absent));
    let other = CompanyId(uuid::Uuid::from_u128(9));
    assert_eq!(is_this(Some("9000000002"), Some(place.company.id)), Known::Is(true), "a sister unit");
    assert_eq!(is_this(Some("9000000002"), Some(other)), Known::Is(false), "another company's unit");
    assert_eq!(is_this(Some("9000000002"), None), Known::Absent, "a unit that the register does not know");
}

#[test]
fn only_the_same_words_are_the_same_function() {
    let same = |function: &str| {
        let legal = LegalSituation { last_function: Some(function.to_owned()), ..known(1990) };
        let facts = situation::facts(&RULES, &plan(PlacementForm::Virksomhedspraktik), &place().ground(&legal));
        facts.previous_employment.value().unwrap().same_function
    };
    assert_eq!((same("lagermedarbejder "), same("butiksassistent")), (Known::Is(true), Known::Absent));
}

#[test]
fn a_new_function_at_the_last_employer_is_asked_for_until_it_is_assessed_and_described() {
    let place = place();
    let sick = LegalSituation {
        target_group: Some("revalidend".to_owned()),
        last_employer: Some("13585628".to_owned()),
        last_function: Some("Butiksassistent".to_owned()),
        ..known(1990)
    };
    let judged = |justifications: &[&str], function: NewFunction| {
        let justifications = justifications.iter().map(|word| (*word).to_owned()).collect();
        let plan = Plan { justifications, function, ..plan(PlacementForm::Virksomhedspraktik) };
        let answer = situation::verdict(&BOOK, &plan, &place.ground(&sick)).unwrap();
        (verdict_of(&answer, "praktik-same-3"), RULES.asks_for_function(&answer))
    };
    let said = |same, difference_described| NewFunction { same, difference_described };
    let assessed = ["konkret_vurdering"];
    assert_eq!(judged(&[], said(None, None)), (Some(Verdict::Block), true));
    assert_eq!(judged(&assessed, said(None, None)), (Some(Verdict::Unknown), true));
    assert_eq!(judged(&assessed, said(Some(false), Some(false))), (Some(Verdict::Block), true));
    assert_eq!(judged(&assessed, said(Some(true), Some(true))), (Some(Verdict::Block), true));
    assert_eq!(judged(&assessed, said(Some(false), Some(true))), (Some(Verdict::Ok), false));
}
