//! Citizens and slots as programs name them: by our id, or by the id of the municipality's own lists.

use uuid::Uuid;

use crate::{
    domain::{
        ids::{AccountId, CitizenId, PlacementId, SlotId},
        permission::Right,
    },
    store::{
        citizens, placements,
        scope::{Reader, Scope},
        slots,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Question,
    },
};

/// Finds out which citizen and which slot a program means; nothing of the citizen is told.
#[derive(Clone, Debug)]
pub struct WhoAndWhere {
    /// Our id or `borger_id`.
    pub citizen: String,
    /// Our id or `plads_id`.
    pub slot: String,
}

impl Question for WhoAndWhere {
    const NAME: &'static str = "placement.who_and_where";
    const RIGHT: Right = Right::Propose;
    type Answer = (CitizenId, SlotId);

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<Self::Answer, Failure> {
        Ok((citizen_named(reader, &self.citizen).await?, slot_named(reader, &self.slot).await?))
    }
}

/// Finds out which citizen or slot a list is to be about; nothing of the citizen is told.
#[derive(Clone, Debug)]
pub struct FilterBy {
    /// Our id or `borger_id`.
    pub citizen: Option<String>,
    /// Our id or `plads_id`.
    pub slot: Option<String>,
}

impl Question for FilterBy {
    const NAME: &'static str = "placement.filter_by";
    const RIGHT: Right = Right::SeeCitizens;
    type Answer = (Option<CitizenId>, Option<SlotId>);

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<Self::Answer, Failure> {
        let citizen = match &self.citizen {
            Some(named) => Some(citizen_named(reader, named).await?),
            None => None,
        };
        let slot = match &self.slot {
            Some(named) => Some(slot_named(reader, named).await?),
            None => None,
        };
        Ok((citizen, slot))
    }
}

/// Whose placement it is, for the citizen and for the staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Belongs {
    /// The citizen.
    pub citizen: CitizenId,
    /// Whether the asker proposed or confirmed it: following it up is then their task, and needs no stated purpose.
    pub is_mine: bool,
}

/// Finds out whose placement it is, so that a purpose can be asked for; nothing of the citizen is told.
#[derive(Clone, Copy, Debug)]
pub struct CitizenOf {
    /// Which placement.
    pub placement: PlacementId,
    /// Which member of staff asks.
    pub asker: Option<AccountId>,
}

impl Question for CitizenOf {
    const NAME: &'static str = "placement.citizen_of";
    const RIGHT: Right = Right::SeeCitizens;
    type Answer = Belongs;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<Belongs, Failure> {
        let placement = placements::find(reader, self.placement).await?.or_not_found()?.placement;
        let is_mine =
            Some(placement.proposed_by) == self.asker || (placement.confirmed_by.is_some() && placement.confirmed_by == self.asker);
        Ok(Belongs { citizen: placement.citizen, is_mine })
    }
}

/// Finds out which slot a program means.
#[derive(Clone, Debug)]
pub struct SlotNamed(pub String);

impl Question for SlotNamed {
    const NAME: &'static str = "slot.named";
    const RIGHT: Right = Right::SeeSlots;
    type Answer = SlotId;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<SlotId, Failure> {
        slot_named(reader, &self.0).await
    }
}

async fn citizen_named<S: Scope>(scope: &S, named: &str) -> Result<CitizenId, Failure> {
    if let Ok(id) = Uuid::parse_str(named)
        && let Some(citizen) = citizens::find(scope, CitizenId(id)).await?
    {
        return Ok(citizen.id);
    }
    Ok(citizens::by_external_id(scope, named).await?.or_not_found()?.id)
}

pub(super) async fn slot_named<S: Scope>(scope: &S, named: &str) -> Result<SlotId, Failure> {
    if let Ok(id) = Uuid::parse_str(named)
        && let Some(slot) = slots::find(scope, SlotId(id)).await?
    {
        return Ok(slot.id);
    }
    Ok(slots::by_external_id(scope, named).await?.or_not_found()?.id)
}
