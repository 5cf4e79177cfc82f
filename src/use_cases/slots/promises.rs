//! What a slot has promised from today on stays kept when its seats, or the seats that it keeps for some groups, change.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::{
    domain::{
        ids::{CitizenId, PlacementId},
        period::Period,
        refusal::Refusal,
        rulebook::{RuleBook, is_kept_for},
        seats::{Claim, SeatLedger},
        slot::Slot,
    },
    store::{citizens, claims, placements, work::Work},
    use_cases::{app::App, failure::Failure},
};

/// Sees to it that a changed slot is enough for what is promised from today on; claims on higher numbers move down.
///
/// # Errors
/// [`Refusal::SeatsInUse`] with how many are, [`Refusal::KeptSeatsInUse`] with how many citizens of other groups sit there;
/// then nothing was moved.
pub(in crate::use_cases) async fn keep_promises(app: &App, work: &Work<'_>, before: &Slot, after: &Slot) -> Result<(), Failure> {
    let is_kept_otherwise = before.reserved_for != after.reserved_for || before.kept_seats() != after.kept_seats();
    if after.seats >= before.seats && !is_kept_otherwise {
        return Ok(());
    }
    let today = app.clock.today();
    let coming = Period { from: today, to: NaiveDate::MAX };
    let own = claims::of_slot(work, before.id).await?;
    let moved = moved_down(before, after.seats, &own, today)?;
    let mut changed: Vec<Claim> = Vec::new();
    let is_known = before.reserved_for == after.reserved_for && before.kept_seats() > 0;
    let flags = if is_known { HashMap::new() } else { kept_for(app, work, after, &own, today).await? };
    let mut all = own;
    for claim in &mut all {
        let seat = moved.get(&claim.id.0).copied().unwrap_or(claim.seat);
        let for_reserved = flags.get(&claim.placement).copied().unwrap_or(claim.for_reserved);
        if (seat, for_reserved) != (claim.seat, claim.for_reserved) {
            (claim.seat, claim.for_reserved) = (seat, for_reserved);
            changed.push(claim.clone());
        }
    }
    let others = SeatLedger::new(after.seats, all).most_used_by_others(coming);
    // Fewer seats leave fewer for others, also where as many are kept as before.
    if after.kept_seats() > 0 && others > after.seats - after.kept_seats() {
        return Err(Refusal::KeptSeatsInUse { others }.into());
    }
    claims::reseat(work, &changed).await?;
    Ok(())
}

/// The new numbers of claims where only so many seats are left.
fn moved_down(before: &Slot, seats: u32, own: &[Claim], today: NaiveDate) -> Result<HashMap<uuid::Uuid, u32>, Refusal> {
    if seats >= before.seats {
        return Ok(HashMap::new());
    }
    let ledger = SeatLedger::new(before.seats, own.to_vec());
    let moved = ledger.moved_below(seats, today).ok_or_else(|| {
        let in_use = ledger.most_in_use(Period { from: today, to: NaiveDate::MAX });
        Refusal::SeatsInUse { in_use: in_use.max(seats + 1) }
    })?;
    Ok(moved.into_iter().map(|(id, seat)| (id.0, seat)).collect())
}

/// For whom of those who sit there from today on a seat of the changed slot is kept.
async fn kept_for(app: &App, work: &Work<'_>, slot: &Slot, own: &[Claim], today: NaiveDate) -> Result<HashMap<PlacementId, bool>, Failure> {
    let coming: Vec<PlacementId> = own.iter().filter(|claim| claim.period.to >= today).map(|claim| claim.placement).collect();
    let records = placements::some(work, &coming).await?;
    let sitting: Vec<CitizenId> = records.iter().map(|record| record.placement.citizen).collect();
    let groups: HashMap<CitizenId, Option<String>> =
        citizens::some(work, &sitting).await?.into_iter().map(|citizen| (citizen.id, citizen.legal.target_group)).collect();
    let rules = app.rules.of(work).await?;
    let kept = |citizen: &CitizenId, on| is_of_kept_group(&rules, slot, groups.get(citizen).and_then(Option::as_deref), on);
    Ok(records.iter().map(|record| &record.placement).map(|one| (one.id, kept(&one.citizen, one.period.from))).collect())
}

/// Whether seats of the slot are kept for citizens of a group, by the rules of a day.
pub(in crate::use_cases) fn is_of_kept_group(rules: &RuleBook, slot: &Slot, group: Option<&str>, on: NaiveDate) -> bool {
    group.is_some_and(|group| is_kept_for(&rules.on(on).target_groups, &slot.reserved_for, group, on))
}
