//! Which companies of the demo play the parts of the story: chosen by facts, so that another seed finds its own.

use std::collections::{HashMap, HashSet};

use super::script::Part;
use crate::{
    demo::{Town, build::NotBuilt, companies, slots},
    domain::{
        numbers::{CvrNumber, NumberRefused},
        terms::Sector,
    },
    intake::rows::CompanyRow,
};

/// Companies and slots that are looked at, whatever the demo's size.
const LOOKED_AT: usize = 300;

/// To whom a part may be given.
struct Candidates {
    named: usize,
    companies: Vec<CompanyRow>,
    /// Found by their slots: in a large demo hardly any of the first companies has one.
    with_slots: Vec<CompanyRow>,
}

impl Candidates {
    fn of(town: &Town<'_>) -> Result<Self, NumberRefused> {
        let (named, all) = (town.demo.material.fixed.company.len(), town.counts.companies);
        let workplaces = (0..LOOKED_AT.min(town.counts.slots)).map(|slot| slots::slot_job(town, slot).workplace);
        let with_slots = workplaces.filter(|workplace| (named..all).contains(workplace));
        Ok(Self {
            named,
            companies: (0..LOOKED_AT.min(all)).map(|number| companies::row(town, number)).collect::<Result<_, _>>()?,
            with_slots: with_slots.map(|number| companies::row(town, number)).collect::<Result<_, _>>()?,
        })
    }

    fn find(&self, part: &Part, taken: &HashSet<&CvrNumber>) -> Option<&CompanyRow> {
        if let Some(place) = part.place {
            return self.companies.get(place);
        }
        let may = if part.slots { self.with_slots.as_slice() } else { self.companies.get(self.named..)? };
        may.iter().find(|row| !taken.contains(&row.cvr) && fits(part, row))
    }
}

fn fits(part: &Part, row: &CompanyRow) -> bool {
    let total = row.employees_total.map_or(0, |band| band.min);
    let [least, most] = part.employees.unwrap_or([0, u32::MAX]);
    row.sector == Some(Sector::Privat)
        && row.advertising_protected != Some(true)
        && (least..=most).contains(&total)
        && (!part.owned || row.consultant.is_some())
}

/// The company of each part; no company has two.
pub(super) fn cast<'script>(town: &Town<'_>, parts: &'script [Part]) -> Result<HashMap<&'script str, CvrNumber>, NotBuilt> {
    let candidates = Candidates::of(town)?;
    let (mut taken, mut cast) = (HashSet::new(), HashMap::new());
    for part in parts {
        let found = candidates.find(part, &taken);
        let row = found.ok_or_else(|| NotBuilt::untold(&part.name, "no company fits the part"))?;
        taken.insert(&row.cvr);
        cast.insert(part.name.as_str(), row.cvr.clone());
    }
    Ok(cast)
}
