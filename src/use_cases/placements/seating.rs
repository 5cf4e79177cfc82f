//! Gives and frees seats, under the workplace's lock; a seat that is promised on any day of the period is refused.

use chrono::NaiveDate;

use crate::{
    base::clock::Moment,
    domain::{
        ids::ClaimId,
        period::Period,
        placement::Placement,
        refusal::{FieldRefused, Holder, Refusal},
        seats::{Claim, ClosedDays, SeatLedger, Seating},
        slot::Slot,
    },
    store::{
        accounts, citizens, claims, closures, placements,
        scope::Scope,
        work::{Subject, Work},
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        slots,
    },
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

/// Refuses a slot that is paused, not open on every day of the period, or closed to somebody who comes then.
pub(super) async fn must_be_open<S: Scope>(scope: &S, slot: &Slot, period: Period) -> Result<(), Failure> {
    must_be_offered(slot, period)?;
    let closed = ClosedDays::of(slot, &closures::at_workplaces(scope, &[slot.workplace], period.from).await?);
    match closed.first_in(period).or_else(|| closed.holiday_on(period.from)) {
        Some(days) => Err(Refusal::ClosedThen { days }.into()),
        None => Ok(()),
    }
}

/// Refuses a slot that is paused, or not open or closed on a day by which somebody would stay longer.
pub(super) async fn must_stay_open<S: Scope>(scope: &S, slot: &Slot, period: Period, had_to: NaiveDate) -> Result<(), Failure> {
    must_be_offered(slot, period)?;
    let closed = ClosedDays::of(slot, &closures::at_workplaces(scope, &[slot.workplace], had_to).await?);
    let added = had_to.succ_opt().and_then(|day| Period::new(day, period.to));
    match added.and_then(|added| closed.first_in(added)) {
        Some(days) => Err(Refusal::ClosedThen { days }.into()),
        None => Ok(()),
    }
}

fn must_be_offered(slot: &Slot, period: Period) -> Result<(), Refusal> {
    let open = period.from >= slot.open_from && slot.open_to.is_none_or(|last| period.to <= last);
    if open && !slot.paused { Ok(()) } else { Err(Refusal::SlotClosed) }
}

/// Refuses a period that is over: nobody is placed in the past, and no company is asked about it.
pub(super) fn must_not_be_over(period: Period, today: NaiveDate) -> Option<FieldRefused> {
    (period.to < today).then(|| FieldRefused::new("ends_on", "ends-before-today"))
}

/// Promises the placement a seat for its period; keeps the seat that it has, where that covers the same days.
///
/// A seat that was promised to somebody as one of the groups for which seats are kept stays so.
pub(super) async fn give(app: &App, work: &mut Work<'_>, case: &Case, promise: Promise) -> Result<(), Failure> {
    let placement = &case.record.placement;
    let ledger = slots::ledger_of(work, &case.slot).await?;
    let own = ledger.claim_of(placement.id);
    let for_reserved = match own {
        Some(own) if own.for_reserved || own.period == placement.period => own.for_reserved,
        _ => is_of_kept_group(app, work, case).await?,
    };
    let others = ledger.without(placement.id);
    let seating = match own.filter(|claim| claim.period == placement.period) {
        Some(own) => Seating { seat: own.seat, moved: Vec::new() },
        None => match seat(&others.seen_by(for_reserved), own, placement.period) {
            Some(seating) => seating,
            None if seat(&others, own, placement.period).is_some() => return Err(Refusal::SeatsReserved.into()),
            None => return Err(Refusal::NoFreeSeat { holders: holders(work, &others, placement.period).await? }.into()),
        },
    };
    sit_down(work, placement, (&others, Seated { seating, for_reserved }), promise).await
}

/// A seat for somebody new, or for somebody who stays longer on what they have.
fn seat(others: &SeatLedger, own: Option<&Claim>, period: Period) -> Option<Seating> {
    match own.filter(|own| own.period.from == period.from && own.period.to < period.to) {
        Some(own) => others.longer_seat_for(period, own.period.to),
        None => others.seat_for(period),
    }
}

async fn is_of_kept_group(app: &App, work: &Work<'_>, case: &Case) -> Result<bool, Failure> {
    if case.slot.kept_seats() == 0 {
        return Ok(false);
    }
    let placement = &case.record.placement;
    let citizen = citizens::find(work, placement.citizen).await?.or_not_found()?;
    let rules = app.rules.of(work).await?;
    Ok(slots::is_of_kept_group(&rules, &case.slot, citizen.legal.target_group.as_deref(), placement.period.from))
}

/// Where somebody sits, and whether on a seat that is kept for their group.
struct Seated {
    seating: Seating,
    for_reserved: bool,
}

async fn sit_down(
    work: &mut Work<'_>,
    placement: &Placement,
    (others, seated): (&SeatLedger, Seated),
    promise: Promise,
) -> Result<(), Failure> {
    let Seated { seating, for_reserved } = seated;
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
        for_reserved,
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
