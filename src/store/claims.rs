//! Seat claims; whoever writes them holds the locks on workplace, slot and placement, taken in this order.

use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{error::fault, scope::Scope, work::Work};
use crate::{
    base::fault::Fault,
    domain::{
        ids::{ClaimId, PlacementId, SlotId, WorkplaceId},
        period::Period,
        seats::Claim,
    },
};

const HELD: &str = "held";
const TAKEN: &str = "taken";

impl From<entity::seat_claim::Model> for Claim {
    fn from(row: entity::seat_claim::Model) -> Self {
        Self {
            id: ClaimId(row.id),
            slot: SlotId(row.slot_id),
            workplace: WorkplaceId(row.workplace_id),
            placement: PlacementId(row.placement_id),
            seat: row.seat.unsigned_abs(),
            period: Period { from: row.starts_on, to: row.ends_on },
            for_reserved: row.for_reserved,
            taken: row.state == TAKEN,
            held_until: row.held_until,
        }
    }
}

fn row_of(work: &Work<'_>, claim: &Claim) -> entity::seat_claim::ActiveModel {
    entity::seat_claim::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(claim.id.0),
        slot_id: Set(claim.slot.0),
        workplace_id: Set(claim.workplace.0),
        placement_id: Set(claim.placement.0),
        seat: Set(i32::try_from(claim.seat).unwrap_or(i32::MAX)),
        starts_on: Set(claim.period.from),
        ends_on: Set(claim.period.to),
        for_reserved: Set(claim.for_reserved),
        state: Set(if claim.taken { TAKEN } else { HELD }.to_owned()),
        held_until: Set(claim.held_until),
        created_at: Set(work.at()),
    }
}

/// All claims on the seats of some slots, past ones too.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_slots<S: Scope>(scope: &S, slots: &[SlotId]) -> Result<Vec<Claim>, Fault> {
    let rows = entity::seat_claim::Entity::find()
        .filter(entity::seat_claim::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::seat_claim::COLUMN.slot_id.is_in(slots.iter().map(|slot| slot.0)))
        .order_by_asc(entity::seat_claim::Column::Id)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(Claim::from).collect())
}

/// All claims on one slot's seats, past ones too.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_slot<S: Scope>(scope: &S, slot: SlotId) -> Result<Vec<Claim>, Fault> {
    of_slots(scope, &[slot]).await
}

/// The claim of a placement.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_placement<S: Scope>(scope: &S, placement: PlacementId) -> Result<Option<Claim>, Fault> {
    let row = entity::seat_claim::Entity::find()
        .filter(entity::seat_claim::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::seat_claim::COLUMN.placement_id.eq(placement.0))
        .one(&scope.db())
        .await
        .map_err(fault)?;
    Ok(row.map(Claim::from))
}

/// Placements on a slot whose hold has run out by now.
///
/// # Errors
/// The database cannot be reached.
pub async fn run_out_on<S: Scope>(scope: &S, slot: SlotId) -> Result<Vec<PlacementId>, Fault> {
    let ids: Vec<Uuid> = entity::seat_claim::Entity::find()
        .select_only()
        .column(entity::seat_claim::Column::PlacementId)
        .filter(entity::seat_claim::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::seat_claim::COLUMN.slot_id.eq(slot.0))
        .filter(entity::seat_claim::COLUMN.held_until.lte(scope.at()))
        .order_by_asc(entity::seat_claim::Column::PlacementId)
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(ids.into_iter().map(PlacementId).collect())
}

/// The oldest claims of the municipality whose hold has run out by now, at most `limit`.
///
/// # Errors
/// The database cannot be reached.
pub async fn run_out<S: Scope>(scope: &S, limit: u64) -> Result<Vec<Claim>, Fault> {
    let rows = entity::seat_claim::Entity::find()
        .filter(entity::seat_claim::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::seat_claim::COLUMN.held_until.lte(scope.at()))
        .order_by_asc(entity::seat_claim::Column::HeldUntil)
        .limit(limit)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(Claim::from).collect())
}

/// Adds a claim.
///
/// # Errors
/// The database refuses; on PostgreSQL also when the seat is promised already (a passing fault).
pub async fn insert(work: &Work<'_>, claim: &Claim) -> Result<(), Fault> {
    entity::seat_claim::Entity::insert(row_of(work, claim)).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// Frees the seat of a placement, if it has one.
///
/// # Errors
/// The database refuses.
pub async fn free(work: &Work<'_>, placement: PlacementId) -> Result<(), Fault> {
    entity::seat_claim::Entity::delete_many()
        .filter(entity::seat_claim::COLUMN.tenant_id.eq(work.tenant().0))
        .filter(entity::seat_claim::COLUMN.placement_id.eq(placement.0))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(())
}

/// Gives claims other seat numbers; all leave their seats before the first sits down again, so that no two meet.
///
/// # Errors
/// The database refuses.
pub async fn reseat(work: &Work<'_>, claims: &[Claim]) -> Result<(), Fault> {
    if claims.is_empty() {
        return Ok(());
    }
    entity::seat_claim::Entity::delete_many()
        .filter(entity::seat_claim::COLUMN.tenant_id.eq(work.tenant().0))
        .filter(entity::seat_claim::COLUMN.id.is_in(claims.iter().map(|claim| claim.id.0)))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    let rows = claims.iter().map(|claim| row_of(work, claim));
    entity::seat_claim::Entity::insert_many(rows).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}
