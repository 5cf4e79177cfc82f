//! How many of the allowed places are filled at a company's own workplaces; counts only, never who.

use super::slots::reach;
use crate::{
    base::clock::day_of,
    domain::{
        permission::{Actor, Right, Who},
        rulebook::meter::RatioMeter,
    },
    store::{
        scope::{Reader, Scope},
        workplaces,
    },
    use_cases::{app::App, failure::Failure, intention::Question, ratio_meters},
};

/// The meter of one of the company's workplaces.
#[derive(Clone, Debug)]
pub struct OwnMeter {
    /// The workplace's name.
    pub workplace: String,
    /// Its meter; persons under the integration act are not told apart.
    pub meter: RatioMeter,
}

/// Asks for the meters of the company's own workplaces, by name.
#[derive(Clone, Debug)]
pub struct OwnMeters {
    who: Who,
}

impl OwnMeters {
    /// The meters of whoever asks.
    #[must_use]
    pub fn new(actor: &Actor) -> Self {
        Self { who: actor.who.clone() }
    }
}

impl Question for OwnMeters {
    const NAME: &'static str = "portal.meters";
    const RIGHT: Right = Right::UsePortal;
    type Answer = Vec<OwnMeter>;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<Vec<OwnMeter>, Failure> {
        let (company, only) = reach(&self.who)?;
        let mut own = workplaces::of_company(reader, company).await?;
        own.retain(|place| only.is_none_or(|only| only == place.id));
        let mut meters = ratio_meters::of_workplaces(app, reader, &own, day_of(reader.at())).await?;
        let meter = |place: crate::domain::company::Workplace| {
            let meter = meters.remove(&place.id)?;
            // Whom a law is about is not told to a company, not even as a count.
            Some(OwnMeter { workplace: place.name, meter: RatioMeter { under_integration_act: 0, ..meter } })
        };
        Ok(own.into_iter().filter_map(meter).collect())
    }
}
