//! What the register knows of a company besides what belongs to it: what it said, who was merged, what is counted.

use std::collections::HashMap;

use chrono::{Duration, NaiveDate};

use super::CompanyParts;
use crate::{
    base::{clock::day_of, fault::Fault},
    domain::{
        ids::{CompanyId, WorkplaceId},
        merge::UNDONE_WITHIN_DAYS,
        radar::Turnover,
        willingness::Willingness,
    },
    store::{
        companies, company_figures, company_merges,
        scope::{Reader, Scope},
        willingness,
    },
};

/// Another entry that turned out to be this company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absorbed {
    /// The other.
    pub company: CompanyId,
    /// Its name.
    pub name: String,
    /// Since when.
    pub on: NaiveDate,
    /// Whether it can be undone still.
    pub can_undo: bool,
}

/// What the register knows of a company besides.
#[derive(Clone, Debug, Default)]
pub struct Register {
    /// Whom it takes and what support it gives.
    pub willing: Vec<Willingness>,
    /// What began within twelve months, by workplace.
    pub turnover: HashMap<WorkplaceId, Turnover>,
    /// The company that this one turned out to be; the day tells since when.
    pub leads_to: Option<Absorbed>,
    /// Companies that turned out to be this one.
    pub absorbed: Vec<Absorbed>,
}

impl Register {
    pub(super) async fn read(reader: &Reader<'_>, parts: &CompanyParts) -> Result<Self, Fault> {
        let id = parts.company.id;
        let merged_in = company_merges::into(reader, id).await?;
        let standing = match parts.company.relation.merged_into {
            Some(_) => company_merges::standing(reader, id).await?,
            None => None,
        };
        let ids: Vec<CompanyId> = merged_in.iter().map(|merge| merge.gone).chain(standing.iter().map(|merge| merge.kept)).collect();
        let others = companies::some(reader, &ids).await?;
        let name = |id: CompanyId| others.iter().find(|one| one.id == id).map(|one| one.name.clone()).unwrap_or_default();
        let absorbed = |merge: &company_merges::Merge, company: CompanyId| Absorbed {
            company,
            name: name(company),
            on: day_of(merge.at),
            can_undo: merge.at + Duration::days(UNDONE_WITHIN_DAYS) >= reader.at(),
        };
        Ok(Self {
            leads_to: standing.iter().map(|merge| absorbed(merge, merge.kept)).next(),
            absorbed: merged_in.iter().map(|merge| absorbed(merge, merge.gone)).collect(),
            willing: willingness::of_companies(reader, &[id]).await?.remove(&id).unwrap_or_default(),
            turnover: turnover(reader, parts).await?,
        })
    }
}

async fn turnover(reader: &Reader<'_>, parts: &CompanyParts) -> Result<HashMap<WorkplaceId, Turnover>, Fault> {
    let places: Vec<WorkplaceId> = parts.workplaces.iter().map(|place| place.id).collect();
    let mut counted = company_figures::turnover(reader, &places).await?;
    for place in &parts.workplaces {
        if let Some(turnover) = counted.get_mut(&place.id) {
            turnover.ordinary = place.ordinary.map(|(count, _)| count);
        }
    }
    Ok(counted)
}
