//! A version comes into force: each of its lines makes or changes its slot, and what it leaves out closes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::json;

use super::Case;
use crate::{
    base::clock::day_of,
    domain::{
        agreement::{AgreementContent, AgreementLine, AgreementStep, AgreementVersion, VersionState},
        company::{AgreementState, Workplace},
        ids::{SlotId, WorkplaceId},
        period::Period,
        refusal::Refusal,
        slot::Slot,
        task::TaskKind,
    },
    store::{
        agreement_versions, freshness,
        scope::Scope,
        slots, tasks,
        work::{Subject, Work},
        workplaces,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        slots::{keep_promises, ledgers_of},
    },
};

/// Sees to it that a content takes no seat away that is in use from today on.
///
/// # Errors
/// [`Refusal::SeatsInUse`] with how many are.
pub(super) async fn keep_quota<S: Scope>(scope: &S, case: &Case, content: &AgreementContent) -> Result<(), Failure> {
    let own: Vec<SlotId> = case.in_force().iter().flat_map(|version| &version.content.lines).map(|line| line.slot).collect();
    let from_today = Period { from: day_of(scope.at()), to: NaiveDate::MAX };
    let found = slots::some(scope, &own).await?;
    let ledgers = ledgers_of(scope, &found).await?;
    for slot in found {
        let promised = content.lines.iter().find(|line| line.slot == slot.id).map_or(0, |line| line.seats);
        let in_use = ledgers.get(&slot.id).map_or(0, |ledger| ledger.most_in_use(from_today));
        if promised < in_use {
            return Err(Refusal::SeatsInUse { in_use }.into());
        }
    }
    Ok(())
}

/// Keeps a version that has just been approved: in force at once where nothing else is, or its first day has come; otherwise
/// on its first day, with the slots that it goes on with already open until its end.
pub(super) async fn settle(app: &App, work: &mut Work<'_>, case: &mut Case, version: AgreementVersion) -> Result<(), Failure> {
    let waits = case.in_force().is_some() && version.content.starts_on > day_of(work.at());
    if !waits {
        return bring_into_force(app, work, case, version).await;
    }
    lock_places(work, case, &version.content).await?;
    keep_quota(work, case, &version.content).await?;
    for line in &version.content.lines {
        let Some(slot) = slots::lock(work, line.slot).await?.filter(|slot| line.seats >= slot.seats) else { continue };
        let open_to = later(slot.open_to, version.content.ends_on);
        slots::update(work, &Slot { open_to, ..slot }).await?;
    }
    case.keep(work, &version).await?;
    case.note(work, &version);
    Ok(())
}

/// The later of two last days; none is open-ended.
fn later(one: Option<NaiveDate>, other: Option<NaiveDate>) -> Option<NaiveDate> {
    one.zip(other).map(|(one, other)| one.max(other))
}

/// Makes and changes the slots of a version; the version before gives way.
pub(super) async fn bring_into_force(app: &App, work: &mut Work<'_>, case: &mut Case, version: AgreementVersion) -> Result<(), Failure> {
    // Counted under lock: nobody takes a seat between the count and the quota.
    let places = lock_places(work, case, &version.content).await?;
    keep_quota(work, case, &version.content).await?;
    let before = case.in_force().cloned();
    let reminded = before.as_ref().filter(|one| one.content.ends_on == version.content.ends_on).and_then(|one| one.reminded);
    for line in in_order(&version.content.lines) {
        let place = places.get(&line.workplace).or_not_found()?;
        put_slot(app, work, (case, &version.content), (line, place)).await?;
    }
    if let Some(before) = before.filter(|before| before.id != version.id) {
        let gone = before.content.lines.iter().filter(|line| !version.content.lines.iter().any(|other| other.slot == line.slot));
        let gone: Vec<AgreementLine> = gone.cloned().collect();
        close(app, work, &gone).await?;
        let standing = super::stepped(&before, AgreementStep::Replace)?;
        agreement_versions::update(work, &AgreementVersion { standing, ..before }).await?;
    }
    pass_over_older(work, case, version.number).await?;
    let version = AgreementVersion { in_force_at: Some(work.at()), reminded, ..version };
    case.agreement.show(&version.content);
    case.agreement.state = AgreementState::Active;
    case.keep(work, &version).await?;
    tasks::done_about(work, TaskKind::AgreementExpires, case.agreement.id.0).await?;
    case.note(work, &version);
    Ok(())
}

/// An older version that still waits for its day never comes into force after a newer one.
async fn pass_over_older(work: &Work<'_>, case: &Case, number: u32) -> Result<(), Failure> {
    let waits = |one: &&AgreementVersion| one.number < number && one.standing.state == VersionState::Approved && one.in_force_at.is_none();
    for one in case.versions.iter().filter(waits) {
        let standing = super::stepped(one, AgreementStep::Replace)?;
        agreement_versions::update(work, &AgreementVersion { standing, ..one.clone() }).await?;
    }
    Ok(())
}

/// Every workplace that has to do with it, locked in the order of ids, before any slot.
async fn lock_places(work: &Work<'_>, case: &Case, content: &AgreementContent) -> Result<BTreeMap<WorkplaceId, Workplace>, Failure> {
    let mut ids: BTreeSet<WorkplaceId> = content.workplaces();
    ids.extend(case.in_force().iter().flat_map(|version| version.content.workplaces()));
    let mut places = BTreeMap::new();
    for id in ids {
        workplaces::lock(work, id).await?.or_not_found()?;
        let own = workplaces::find(work, id).await?.filter(|place| place.company == case.agreement.company);
        places.insert(id, own.or_not_found()?);
    }
    Ok(places)
}

fn in_order(lines: &[AgreementLine]) -> Vec<&AgreementLine> {
    let mut lines: Vec<&AgreementLine> = lines.iter().collect();
    lines.sort_by_key(|line| (line.workplace, line.slot));
    lines
}

async fn put_slot(
    app: &App,
    work: &mut Work<'_>,
    (case, content): (&Case, &AgreementContent),
    (line, place): (&AgreementLine, &Workplace),
) -> Result<(), Failure> {
    let today = day_of(work.at());
    let said = |slot: Slot| Slot {
        agreement: Some(case.agreement.id),
        title: line.title.clone(),
        forms: line.forms.clone(),
        occupation: line.occupation.clone(),
        seats: line.seats,
        hours: line.hours,
        open_to: content.ends_on,
        reserved_for: line.reserved_for.clone(),
        reserved_seats: (line.reserved_seats > 0).then_some(line.reserved_seats),
        confirmed_on: Some(today),
        ..slot
    };
    match slots::lock(work, line.slot).await? {
        Some(slot) => {
            keep_promises(app, work, &slot, &said(slot.clone())).await?;
            // What the company kept back of the old quota is answered anew under the new one.
            freshness::keep_back(work, slot.id, None).await?;
            let goes_on = slot.open_to.is_none_or(|last| content.starts_on.pred_opt().is_none_or(|eve| last >= eve));
            let open_from = if goes_on { slot.open_from.min(content.starts_on) } else { content.starts_on };
            slots::update(work, &said(Slot { open_from, ..slot })).await?;
        }
        None => {
            let slot = said(Slot::unwritten(line.slot, place, content.starts_on));
            if !slots::insert(work, &slot).await? {
                return Err(Refusal::ExistsAlready { field: "title" }.into());
            }
        }
    }
    work.note(Subject::new("slot", line.slot), json!({ "seats": line.seats, "agreement": case.agreement.id }));
    Ok(())
}

/// Takes the slots of some lines out of what is offered from today on; what is agreed there goes on.
pub(super) async fn close(app: &App, work: &mut Work<'_>, lines: &[AgreementLine]) -> Result<(), Failure> {
    let yesterday = app.clock.today().pred_opt().unwrap_or_default();
    for line in in_order(lines) {
        workplaces::lock(work, line.workplace).await?.or_not_found()?;
    }
    for line in in_order(lines) {
        let Some(slot) = slots::lock(work, line.slot).await? else { continue };
        let open_to = Some(slot.open_to.map_or(yesterday, |last| last.min(yesterday)));
        let open_from = slot.open_from.min(yesterday);
        slots::update(work, &Slot { open_from, open_to, ..slot }).await?;
        work.note(Subject::new("slot", line.slot), json!({ "open_to": open_to }));
    }
    Ok(())
}
