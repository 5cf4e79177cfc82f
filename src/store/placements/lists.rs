//! Lists of placements: filtered, counted, page by page.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use sea_orm::{ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use uuid::Uuid;

use super::{Record, of_tenant, records, stored};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{
        ids::{AccountId, CitizenId, PlacementId, SlotId, WorkplaceId},
        placement::StateName,
    },
    store::{error::fault, scope::Scope},
};
/// Which placements a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of one slot.
    pub slot: Option<SlotId>,
    /// Of one citizen.
    pub citizen: Option<CitizenId>,
    /// In one of these states; empty = all.
    pub states: Vec<StateName>,
    /// At these workplaces; none = all.
    pub workplaces: Option<Vec<WorkplaceId>>,
    /// Only those of which the company has heard.
    pub reached_company: bool,
    /// Only those that this member of staff proposed or confirmed.
    pub responsible: Option<AccountId>,
    /// Only those that end on this day or before.
    pub ends_by: Option<NaiveDate>,
    /// Only those that start on this day or later.
    pub starts_from: Option<NaiveDate>,
    /// Only those that start before this day and have not ended then.
    pub across: Option<NaiveDate>,
}

fn filtered<S: Scope>(scope: &S, filter: &Filter) -> Select<entity::placement::Entity> {
    let mut query = of_tenant(scope);
    if let Some(slot) = filter.slot {
        query = query.filter(entity::placement::COLUMN.slot_id.eq(slot.0));
    }
    if let Some(citizen) = filter.citizen {
        query = query.filter(entity::placement::COLUMN.citizen_id.eq(citizen.0));
    }
    if !filter.states.is_empty() {
        query = query.filter(entity::placement::COLUMN.state.is_in(stored(filter.states.iter().copied())));
    }
    if let Some(workplaces) = &filter.workplaces {
        query = query.filter(entity::placement::COLUMN.workplace_id.is_in(workplaces.iter().map(|workplace| workplace.0)));
    }
    if filter.reached_company {
        query = query.filter(entity::placement::COLUMN.confirmed_at.is_not_null());
    }
    if let Some(account) = filter.responsible {
        let proposed = entity::placement::COLUMN.proposed_by.eq(account.0);
        query = query.filter(proposed.or(entity::placement::COLUMN.confirmed_by.eq(account.0)));
    }
    if let Some(day) = filter.ends_by {
        query = query.filter(entity::placement::COLUMN.ends_on.lte(day));
    }
    if let Some(day) = filter.starts_from {
        query = query.filter(entity::placement::COLUMN.starts_on.gte(day));
    }
    if let Some(day) = filter.across {
        query = query.filter(entity::placement::COLUMN.starts_on.lt(day)).filter(entity::placement::COLUMN.ends_on.gte(day));
    }
    query
}

/// Placements of a filter, newest first, after (older than) a place in the list, at most `limit`.
///
/// # Errors
/// The database cannot be reached.
pub async fn list<S: Scope>(scope: &S, filter: &Filter, after: Option<PlacementId>, limit: u64) -> Result<Vec<Record>, Fault> {
    let mut query = filtered(scope, filter);
    if let Some(after) = after {
        query = query.filter(entity::placement::COLUMN.id.lt(after.0));
    }
    records(query.order_by_desc(entity::placement::Column::Id).limit(limit).all(&scope.db()).await.map_err(fault)?)
}

/// The newest placement of each of some citizens, in one query.
///
/// # Errors
/// The database cannot be reached.
pub async fn newest_of<S: Scope>(scope: &S, citizens: &[CitizenId]) -> Result<HashMap<CitizenId, PlacementId>, Fault> {
    let rows: Vec<(Uuid, Uuid)> = of_tenant(scope)
        .select_only()
        .column(entity::placement::Column::CitizenId)
        .column(entity::placement::Column::Id)
        .filter(entity::placement::COLUMN.citizen_id.is_in(citizens.iter().map(|citizen| citizen.0)))
        .order_by_asc(entity::placement::Column::Id)
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(|(citizen, placement)| (CitizenId(citizen), PlacementId(placement))).collect())
}

/// Those of some workplaces at which a placement was ever agreed.
///
/// # Errors
/// The database cannot be reached.
pub async fn used_workplaces<S: Scope>(scope: &S, workplaces: &[WorkplaceId]) -> Result<HashSet<WorkplaceId>, Fault> {
    let agreed = [StateName::Agreed, StateName::Running, StateName::Completed, StateName::Interrupted];
    let rows: Vec<Uuid> = of_tenant(scope)
        .select_only()
        .column(entity::placement::Column::WorkplaceId)
        .distinct()
        .filter(entity::placement::COLUMN.workplace_id.is_in(workplaces.iter().map(|id| id.0)))
        .filter(entity::placement::COLUMN.state.is_in(stored(agreed)))
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(WorkplaceId).collect())
}

/// How many placements a filter has.
///
/// # Errors
/// The database cannot be reached.
pub async fn count<S: Scope>(scope: &S, filter: &Filter) -> Result<u64, Fault> {
    filtered(scope, filter).count(&scope.db()).await.map_err(fault)
}

/// How many placements a filter has in each state.
///
/// # Errors
/// The database cannot be reached.
pub async fn count_by_state<S: Scope>(scope: &S, filter: &Filter) -> Result<Vec<(StateName, u64)>, Fault> {
    let rows: Vec<(String, i64)> = filtered(scope, filter)
        .select_only()
        .column(entity::placement::Column::State)
        .column_as(entity::placement::COLUMN.id.count(), "count")
        .group_by(entity::placement::Column::State)
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().filter_map(|(state, count)| Some((StateName::parse(&state)?, count.unsigned_abs()))).collect())
}

/// How many proposals some workplaces have been sent since a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn sent_since<S: Scope>(scope: &S, workplaces: &[WorkplaceId], since: Moment) -> Result<u64, Fault> {
    let sent = of_tenant(scope)
        .filter(entity::placement::COLUMN.workplace_id.is_in(workplaces.iter().map(|workplace| workplace.0)))
        .filter(entity::placement::COLUMN.confirmed_at.gte(since));
    sent.count(&scope.db()).await.map_err(fault)
}
