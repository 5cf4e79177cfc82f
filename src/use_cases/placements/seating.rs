//! Gives and frees seats, under the workplace's lock; a seat that is promised on any day of the period is refused.

use chrono::NaiveDate;

use crate::{
    base::clock::Moment,
    domain::{
        ids::ClaimId,
        period::Period,
        placement::Placement,
        refusal::{FieldRefused, Holder, Refusal},
        seats::{Claim, SeatLedger, Seating},
        slot::Slot,
    },
    store::{
        accounts, claims, placements,
        scope::Scope,
        work::{Subject, Work},
    },
    use_cases::failure::Failure,
};

use super::case::Case;

/// How a seat is promised.
#[derive(Clone, Copy, Debug)]
pub(super) enum Promise {
    /// Held, until a moment or until somebody decides.
    Held(Option<Moment>),
    /// Taken by an agreement.
    Taken,
}

/// All claims on a slot's seats.
pub(super) async fn ledger<S: Scope>(scope: &S, slot: &Slot) -> Result<SeatLedger, Failure> {
    Ok(SeatLedger::new(slot.seats, claims::of_slot(scope, slot.id).await?))
}

/// Refuses a slot that is paused or not open on every day of the period.
pub(super) fn must_be_open(slot: &Slot, period: Period) -> Result<(), Refusal> {
    let open = period.from >= slot.open_from && slot.open_to.is_none_or(|last| period.to <= last);
    if open && !slot.paused { Ok(()) } else { Err(Refusal::SlotClosed) }
}

/// Refuses a period that is over: nobody is placed in the past, and no company is asked about it.
pub(super) fn must_not_be_over(period: Period, today: NaiveDate) -> Option<FieldRefused> {
    (period.to < today).then(|| FieldRefused::new("ends_on", "ends-before-today"))
}

/// Promises the placement a seat for its period; keeps the seat that it has, where that covers the same days.
pub(super) async fn give(work: &mut Work<'_>, case: &Case, promise: Promise) -> Result<(), Failure> {
    let placement = &case.record.placement;
    let ledger = ledger(work, &case.slot).await?;
    let own = ledger.claim_of(placement.id).filter(|claim| claim.period == placement.period).map(|claim| claim.seat);
    let others = ledger.without(placement.id);
    let seating = match own {
        Some(seat) => Seating { seat, moved: Vec::new() },
        None => match others.seat_for(placement.period) {
            Some(seating) => seating,
            None => return Err(Refusal::NoFreeSeat { holders: holders(work, &others, placement.period).await? }.into()),
        },
    };
    sit_down(work, placement, &others, seating, promise).await
}

async fn sit_down(
    work: &mut Work<'_>,
    placement: &Placement,
    others: &SeatLedger,
    seating: Seating,
    promise: Promise,
) -> Result<(), Failure> {
    claims::free(work, placement.id).await?;
    claims::reseat(work, &moved(others, &seating)).await?;
    let (taken, held_until) = match promise {
        Promise::Held(until) => (false, until),
        Promise::Taken => (true, None),
    };
    let claim = Claim {
        id: ClaimId(work.new_id()),
        slot: placement.slot,
        workplace: placement.workplace,
        placement: placement.id,
        seat: seating.seat,
        period: placement.period,
        for_reserved: false,
        taken,
        held_until,
    };
    claims::insert(work, &claim).await?;
    work.changed(Subject::new("slot", placement.slot));
    Ok(())
}

fn moved(others: &SeatLedger, seating: &Seating) -> Vec<Claim> {
    let new_seat = |claim: &Claim| seating.moved.iter().find(|(id, _)| *id == claim.id).map(|(_, seat)| *seat);
    others.claims().iter().filter_map(|claim| new_seat(claim).map(|seat| Claim { seat, ..claim.clone() })).collect()
}

/// Who holds seats in the period, by the colleagues' names; for staff only.
async fn holders(work: &Work<'_>, others: &SeatLedger, period: Period) -> Result<Vec<Holder>, Failure> {
    let mut holders = Vec::new();
    if !work.actor().is_inside() {
        return Ok(holders);
    }
    for claim in others.claims_in(period) {
        let Some(record) = placements::find(work, claim.placement).await? else { continue };
        let responsible = record.placement.confirmed_by.unwrap_or(record.placement.proposed_by);
        let name = accounts::find(work, responsible).await?.map(|account| account.display_name).unwrap_or_default();
        holders.push(Holder { name, until: claim.held_until, ends_on: claim.period.to });
    }
    Ok(holders)
}

/// Frees the placement's seat at once.
pub(super) async fn free(work: &mut Work<'_>, placement: &Placement) -> Result<(), Failure> {
    claims::free(work, placement.id).await?;
    work.changed(Subject::new("slot", placement.slot));
    Ok(())
}

/// Frees the placement's seat from the day after its last day.
pub(super) async fn free_after(work: &mut Work<'_>, placement: &Placement, last: NaiveDate) -> Result<(), Failure> {
    let Some(mut claim) = claims::of_placement(work, placement.id).await? else { return Ok(()) };
    claim.period.to = last.min(claim.period.to);
    claims::free(work, placement.id).await?;
    claims::insert(work, &claim).await?;
    work.changed(Subject::new("slot", placement.slot));
    Ok(())
}
