//! What the tables say of placements, for the law: read in one query a kind, however many placements there are.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use chrono::NaiveDate;

use super::law::{self, Circumstances};
use crate::{
    base::{clock::day_of, fault::Fault},
    domain::{
        citizen::{Citizen, LegalSituation},
        company::{Company, Workplace},
        ids::{CitizenId, CompanyId, SlotId, WorkplaceId},
        numbers::PNumber,
        placement::Placement,
        refusal::{FieldRefused, Refusal},
        rulebook::{
            Answer, Facts, Judgement, Known, RuleBook, RuleSet,
            facts::{HoursStep, Occupant},
            situation::{self, Ground, Plan},
        },
        slot::Slot,
    },
    store::{citizens, companies, placements, scope::Scope, slots, workplaces},
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
    },
};

/// All that belongs to some placements.
pub(in crate::use_cases) struct Tables {
    slots: HashMap<SlotId, Slot>,
    citizens: HashMap<CitizenId, Citizen>,
    workplaces: HashMap<WorkplaceId, Workplace>,
    companies: HashMap<CompanyId, Company>,
    last_employers: HashMap<String, CompanyId>,
    filling: Vec<Placement>,
    integration_acts: HashMap<CitizenId, bool>,
    book: Arc<RuleBook>,
    known_on: NaiveDate,
}

impl Tables {
    /// Reads all that belongs to some placements.
    pub async fn read<'a, S: Scope>(app: &App, scope: &S, placements: impl IntoIterator<Item = &'a Placement>) -> Result<Self, Failure> {
        let (mut slots, mut people, mut places, mut first) = (Vec::new(), Vec::new(), BTreeSet::new(), None);
        for placement in placements {
            slots.push(placement.slot);
            people.push(placement.citizen);
            places.insert(placement.workplace);
            first = first.into_iter().chain([placement.period.from]).min();
        }
        let places: Vec<WorkplaceId> = places.into_iter().collect();
        let slots = slots::some(scope, &slots).await?;
        let companies: Vec<CompanyId> = slots.iter().map(|slot| slot.company).collect();
        let people = citizens::some(scope, &people).await?;
        let filling = match first {
            Some(from) => placements::filling_some(scope, &places, from).await?,
            None => Vec::new(),
        };
        let fillers: Vec<CitizenId> = filling.iter().map(|other| other.citizen).collect();
        Ok(Self {
            slots: slots.into_iter().map(|slot| (slot.id, slot)).collect(),
            last_employers: last_employers(scope, people.iter().map(|citizen| &citizen.legal)).await?,
            citizens: people.into_iter().map(|citizen| (citizen.id, citizen)).collect(),
            workplaces: workplaces::some(scope, &places).await?.into_iter().map(|place| (place.id, place)).collect(),
            companies: companies::some(scope, &companies).await?.into_iter().map(|company| (company.id, company)).collect(),
            integration_acts: citizens::integration_acts(scope, &fillers).await?,
            filling,
            book: app.rules.of(scope).await?,
            known_on: day_of(scope.at()),
        })
    }

    /// The municipality's rule book.
    pub fn book(&self) -> &RuleBook {
        &self.book
    }

    /// The slot of a placement that was read.
    pub fn slot(&self, placement: &Placement) -> Result<&Slot, Failure> {
        self.slots.get(&placement.slot).or_not_found()
    }

    /// The citizen of a placement that was read.
    pub fn citizen(&self, placement: &Placement) -> Result<&Citizen, Failure> {
        self.citizens.get(&placement.citizen).or_not_found()
    }

    /// The law's answer on one of the placements that were read.
    pub fn judge(&self, placement: &Placement, circumstances: Circumstances<'_>) -> Result<Answer, Failure> {
        self.judgement(&self.book, placement, circumstances).map(|judgement| judgement.answer)
    }

    /// The same by a book of one's own choice, with facts and edition.
    pub fn judgement<'b>(
        &self,
        book: &'b RuleBook,
        placement: &Placement,
        circumstances: Circumstances<'_>,
    ) -> Result<Judgement<'b>, Failure> {
        let facts = self.facts(book.on(placement.period.from), placement, circumstances)?;
        book.judge(&facts).map_err(|refused| not_readable(&refused.to_string()))
    }

    /// What the tables say of one of the placements that were read, as the rules ask it.
    pub fn facts(&self, rules: &RuleSet, placement: &Placement, circumstances: Circumstances<'_>) -> Result<Facts, Failure> {
        let slot = self.slot(placement)?;
        let legal = &self.citizen(placement)?.legal;
        let occupants = self.occupants(placement);
        let ground = Ground {
            legal,
            slot,
            workplace: self.workplaces.get(&placement.workplace).or_not_found()?,
            company: self.companies.get(&slot.company).or_not_found()?,
            last_employer: legal.last_employer.as_ref().and_then(|number| self.last_employers.get(number)).copied(),
            occupants: &occupants,
            known_on: self.known_on,
        };
        Ok(situation::facts(rules, &plan_of(placement, circumstances), &ground))
    }

    /// Who else fills a place at the placement's workplace in its period.
    fn occupants(&self, placement: &Placement) -> Vec<Occupant> {
        let here = self.filling.iter().filter(|other| other.workplace == placement.workplace && other.period.overlaps(placement.period));
        let others = here.filter(|other| other.id != placement.id);
        others.map(|other| situation::occupant(other, self.integration_acts.get(&other.citizen).copied())).collect()
    }
}

/// The companies behind the P-numbers that last employers are known by, in one query.
pub(in crate::use_cases) async fn last_employers<'a, S: Scope>(
    scope: &S,
    situations: impl Iterator<Item = &'a LegalSituation>,
) -> Result<HashMap<String, CompanyId>, Fault> {
    let numbers: BTreeSet<&str> = situations.filter_map(|legal| legal.last_employer.as_deref()).collect();
    let numbers: Vec<PNumber> = numbers.into_iter().filter_map(|number| PNumber::parse(number).ok()).collect();
    let found = workplaces::with_p_numbers(scope, &numbers).await?;
    Ok(found.into_iter().map(|workplace| (workplace.p_number.to_string(), workplace.company)).collect())
}

fn plan_of(placement: &Placement, circumstances: Circumstances<'_>) -> Plan {
    let grounds = placement.justifications.iter().filter(|word| !law::is_override(word));
    Plan {
        form: placement.form,
        from: placement.period.from,
        to: Known::Is(placement.period.to),
        weekly_hours: Known::Is(placement.weekly_hours.iter().map(|step| HoursStep { from: step.from, hours: step.hours }).collect()),
        purpose: Known::Is(placement.purpose),
        self_found: placement.self_found,
        function: placement.function,
        justifications: grounds.chain(circumstances.overrides).cloned().collect(),
        extends: circumstances.extends,
        person_agrees: circumstances.person_agrees,
    }
}

fn not_readable(sentence: &str) -> Failure {
    let mut refused = FieldRefused::new("facts", "facts-refused");
    refused.advice = vec![sentence.to_owned()];
    Refusal::Invalid { fields: vec![refused] }.into()
}
