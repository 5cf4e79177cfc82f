//! What matching asks of the seat ledger and the rule book, read for all places at once: six queries, however many places.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use chrono::NaiveDate;

use crate::{
    base::clock::day_of,
    domain::{
        citizen::Citizen,
        company::{Company, Workplace},
        ids::{CompanyId, SlotId, WorkplaceId},
        matching::{JudgedPeriod, Seeker, Surroundings},
        placement::NewFunction,
        rulebook::{
            Answer, Edition, Facts, FactsRefused, Known as Fact, RuleBook, Verdict,
            compiled::{self, PersonPart},
            facts::{HoursStep, Occupant},
            is_kept_for,
            situation::{self, Ground, Plan},
        },
        seats::SeatLedger,
        slot::Slot,
        terms::PlacementForm,
    },
    store::{
        citizens, companies, placements,
        scope::{Reader, Scope},
        workplaces,
    },
    use_cases::{app::App, failure::Failure, placements::tables::last_employers, slots::ledgers_of},
};

/// Everything known about the places of a list.
pub(super) struct Known {
    rules: Arc<RuleBook>,
    citizen: Citizen,
    slots: Vec<Slot>,
    ledgers: HashMap<SlotId, SeatLedger>,
    workplaces: HashMap<WorkplaceId, Workplace>,
    companies: HashMap<CompanyId, Company>,
    last_employer: Option<CompanyId>,
    occupants: HashMap<WorkplaceId, Vec<Occupant>>,
    /// What the law says of the citizen, for each edition of the rules and each kind that the places take; none where it
    /// refuses the facts.
    persons: HashMap<(Option<NaiveDate>, PlacementForm), PersonPart>,
    known_on: NaiveDate,
}

impl Known {
    /// Reads what is known; places of companies that have ceased or get no proposals are left out.
    pub async fn load(app: &App, reader: &Reader<'_>, citizen: &Citizen, slots: Vec<Slot>, on: NaiveDate) -> Result<Self, Failure> {
        let companies = companies_of(reader, &slots).await?;
        let is_open = |closed_on: Option<NaiveDate>| closed_on.is_none_or(|day| day > on);
        let places: BTreeSet<WorkplaceId> = slots.iter().map(|slot| slot.workplace).collect();
        let places: Vec<WorkplaceId> = places.into_iter().collect();
        let workplaces: HashMap<WorkplaceId, Workplace> =
            workplaces::some(reader, &places).await?.into_iter().map(|place| (place.id, place)).collect();
        let is_there = |slot: &Slot| {
            companies.get(&slot.company).is_some_and(|company| is_open(company.closed_on) && company.relation.bar_on(on).is_none())
                && workplaces.get(&slot.workplace).is_some_and(|place| is_open(place.closed_on))
        };
        let slots: Vec<Slot> = slots.into_iter().filter(is_there).collect();
        let rules = app.rules.of(reader).await?;
        Ok(Self {
            ledgers: {
                let seen = Seen { rules: &rules, group: citizen.legal.target_group.as_deref(), on };
                ledgers(reader, &slots, &seen).await?
            },
            citizen: citizen.clone(),
            occupants: occupants(reader, &places, on).await?,
            persons: persons(&rules, citizen, &slots, on),
            workplaces,
            last_employer: last_employers(reader, std::iter::once(&citizen.legal)).await?.into_values().next(),
            known_on: day_of(reader.at()),
            companies,
            slots,
            rules,
        })
    }

    /// Who seeks.
    pub fn seeker(&self) -> Seeker<'_> {
        Seeker { profile: &self.citizen.profile, target_group: self.citizen.legal.target_group.as_deref() }
    }

    /// The rules that the places are judged by.
    pub fn rules(&self) -> &RuleBook {
        &self.rules
    }

    /// The places of the list.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The claims on a slot.
    pub fn ledger(&self, slot: SlotId) -> Option<&SeatLedger> {
        self.ledgers.get(&slot)
    }

    /// A slot with its workplace and company.
    pub fn place(&self, id: SlotId) -> Option<(&Slot, &Workplace, &Company)> {
        let slot = self.slots.iter().find(|slot| slot.id == id)?;
        Some((slot, self.workplaces.get(&slot.workplace)?, self.companies.get(&slot.company)?))
    }

    fn person(&self, form: PlacementForm, from: NaiveDate) -> Option<&PersonPart> {
        self.persons.get(&(self.rules.edition_on(from).from, form))
    }

    /// What the rules would be asked of a placement there, of a kind and from a day on.
    pub fn facts(&self, slot: &Slot, form: PlacementForm, from: NaiveDate) -> Option<Facts> {
        let plan = plan(form, &JudgedPeriod { from, to: None, weekly_hours: None });
        Some(situation::facts(self.rules.on(from), &plan, &self.ground(slot)?))
    }

    fn ground<'g>(&'g self, slot: &'g Slot) -> Option<Ground<'g>> {
        Some(Ground {
            legal: &self.citizen.legal,
            slot,
            workplace: self.workplaces.get(&slot.workplace)?,
            company: self.companies.get(&slot.company)?,
            last_employer: self.last_employer,
            occupants: self.occupants.get(&slot.workplace).map_or(&[], Vec::as_slice),
            known_on: self.known_on,
        })
    }
}

impl Surroundings for Known {
    fn first_free(&self, slot: &Slot, from: NaiveDate) -> Option<NaiveDate> {
        match self.ledgers.get(&slot.id) {
            Some(ledger) => ledger.next_first_day(from, slot.open_from, slot.open_to),
            None => Some(from.max(slot.open_from)).filter(|_| slot.seats > 0),
        }
    }

    fn latest_end(&self, slot: &Slot, form: PlacementForm, from: NaiveDate) -> Option<NaiveDate> {
        let sector = self.workplaces.get(&slot.workplace)?.sector;
        self.person(form, from)?.latest_end(from, Fact::Is(sector.into()))
    }

    fn judge(&self, slot: &Slot, form: PlacementForm, period: &JudgedPeriod) -> Answer {
        let Some(ground) = self.ground(slot) else { return Answer::undecided("", "") };
        situation::verdict(&self.rules, &plan(form, period), &ground).unwrap_or_else(|refused| undecided(&refused))
    }

    fn verdict(&self, slot: &Slot, form: PlacementForm, period: &JudgedPeriod) -> Verdict {
        match (self.person(form, period.from), self.ground(slot)) {
            (Some(person), Some(ground)) => compiled::planned(self.rules.on(period.from), person, &plan(form, period), &ground),
            _ => Verdict::Unknown,
        }
    }
}

/// The citizen's part of the law's verdict, once for each kind that the places take.
fn persons(book: &RuleBook, citizen: &Citizen, slots: &[Slot], on: NaiveDate) -> HashMap<(Option<NaiveDate>, PlacementForm), PersonPart> {
    let forms: HashSet<PlacementForm> = slots.iter().flat_map(|slot| slot.forms.iter().copied()).collect();
    let open = JudgedPeriod { from: on, to: None, weekly_hours: None };
    let of_edition = |edition: &Edition| {
        let legal = book.known_to(edition, &citizen.legal);
        let part = |form: &PlacementForm| {
            let part = compiled::person_part(&edition.rules, &plan(*form, &open), &legal, on)?;
            Some(((edition.from, *form), part))
        };
        forms.iter().filter_map(part).collect::<Vec<_>>()
    };
    book.editions().flat_map(of_edition).collect()
}

/// What a match would be as a placement: found by the municipality, for a purpose that is agreed later.
fn plan(form: PlacementForm, period: &JudgedPeriod) -> Plan {
    Plan {
        form,
        from: period.from,
        to: Fact::or_nothing(period.to),
        weekly_hours: Fact::or_absent(period.weekly_hours.map(|hours| vec![HoursStep { from: period.from, hours }])),
        purpose: Fact::Absent,
        self_found: false,
        justifications: Vec::new(),
        function: NewFunction::default(),
        extends: None,
        person_agrees: None,
    }
}

fn undecided(refused: &FactsRefused) -> Answer {
    Answer::undecided(&format!("Reglerne kan ikke afgøres: {refused}"), &format!("The rules cannot be decided: {refused}"))
}

async fn companies_of(reader: &Reader<'_>, slots: &[Slot]) -> Result<HashMap<CompanyId, Company>, Failure> {
    let ids: BTreeSet<CompanyId> = slots.iter().map(|slot| slot.company).collect();
    let ids: Vec<CompanyId> = ids.into_iter().collect();
    Ok(companies::some(reader, &ids).await?.into_iter().map(|company| (company.id, company)).collect())
}

/// The ledger of every slot as the citizen sees it; a hold that has run out counts until the job ends it, as it does
/// everywhere.
async fn ledgers(reader: &Reader<'_>, slots: &[Slot], seen: &Seen<'_>) -> Result<HashMap<SlotId, SeatLedger>, Failure> {
    let mut ledgers = ledgers_of(reader, slots).await?;
    for slot in slots.iter().filter(|slot| slot.is_partly_reserved()) {
        if let Some(ledger) = ledgers.get_mut(&slot.id) {
            let groups = &seen.rules.on(seen.on).target_groups;
            *ledger = ledger.seen_by(seen.group.is_some_and(|group| is_kept_for(groups, &slot.reserved_for, group, seen.on)));
        }
    }
    Ok(ledgers)
}

/// Who looks at the ledgers.
struct Seen<'a> {
    rules: &'a RuleBook,
    group: Option<&'a str>,
    on: NaiveDate,
}

/// Who fills the ratio of some workplaces from a day on.
///
/// # Errors
/// The database cannot be reached.
pub(in crate::use_cases) async fn occupants(
    reader: &Reader<'_>,
    places: &[WorkplaceId],
    on: NaiveDate,
) -> Result<HashMap<WorkplaceId, Vec<Occupant>>, Failure> {
    let filling = placements::filling_some(reader, places, on).await?;
    let citizens: BTreeSet<_> = filling.iter().map(|placement| placement.citizen).collect();
    let citizens: Vec<_> = citizens.into_iter().collect();
    let acts = citizens::integration_acts(reader, &citizens).await?;
    let mut at: HashMap<WorkplaceId, Vec<Occupant>> = HashMap::new();
    for placement in &filling {
        at.entry(placement.workplace).or_default().push(situation::occupant(placement, acts.get(&placement.citizen).copied()));
    }
    Ok(at)
}
