//! What the calendar does to agreements: a version comes into force on its first day, and both sides hear of the end (M18).

use std::collections::BTreeSet;

use serde_json::json;

use super::{Case, force::bring_into_force, send::speaks_for_company};
use crate::{
    base::clock::day_of,
    domain::{
        agreement::{AgreementVersion, EXPIRY_DAYS, VersionState, stage_due},
        company::AgreementState,
        event::Event,
        ids::{AccountId, AgreementVersionId},
        permission::Right,
        task::TaskKind,
    },
    store::{
        accounts, agreement_versions, contacts,
        scope::{Reader, Scope},
        tasks::{self, NewTask},
        work::{Subject, Work},
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::{Intention, Question},
    },
};

/// Most versions that one round sees to; the next round takes the others.
const AT_ONCE: u64 = 500;

/// A role that hears of an end besides the responsible consultant (`product.md`, M18).
const LEADER: &str = "team_leader";

/// What is due today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// Versions whose first day has come.
    pub begin: Vec<AgreementVersionId>,
    /// Versions of whose end somebody is to be told.
    pub remind: Vec<AgreementVersionId>,
}

/// Asks what the calendar has to do today.
#[derive(Clone, Copy, Debug)]
pub struct AgreementsDue;

impl Question for AgreementsDue {
    const NAME: &'static str = "agreement.due";
    const RIGHT: Right = Right::Housekeeping;
    type Answer = Due;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<Due, Failure> {
        let today = day_of(reader.at());
        let begin = agreement_versions::waiting_for_their_day(reader, today, AT_ONCE).await?;
        let ending = agreement_versions::untold_ends(reader, today, &EXPIRY_DAYS, AT_ONCE).await?;
        let is_new = |version: &&AgreementVersion| {
            stage_due(version.content.ends_on, today).is_some_and(|days| version.reminded.is_none_or(|told| told > days))
        };
        Ok(Due {
            begin: begin.iter().map(|version| version.id).collect(),
            remind: ending.iter().filter(is_new).map(|version| version.id).collect(),
        })
    }
}

/// Brings an approved version into force on its first day; where seats in use stand in the way, somebody is told.
#[derive(Clone, Copy, Debug)]
pub struct BringIntoForce {
    /// The version.
    pub version: AgreementVersionId,
    /// Seats in use stand in the way: only the consultant is told, once.
    pub only_tell: bool,
}

impl Intention for BringIntoForce {
    const NAME: &'static str = "agreement.bring_into_force";
    const RIGHT: Right = Right::Housekeeping;
    type Done = bool;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<bool, Failure> {
        let version = agreement_versions::find(work, self.version).await?.or_not_found()?;
        let mut case = Case::open(work, version.agreement).await?;
        let waits = version.standing.state == VersionState::Approved && version.in_force_at.is_none();
        if !waits || version.content.starts_on > day_of(work.at()) || case.agreement.state == AgreementState::Ended {
            return Ok(false);
        }
        if self.only_tell {
            let key = format!("agreement-quota:{}", version.id);
            tasks::add(work, &task(work, &case, (TaskKind::AgreementReturned, key)).await?).await?;
            work.leave_no_trace();
            return Ok(false);
        }
        bring_into_force(app, work, &mut case, version).await?;
        Ok(true)
    }
}

/// The responsible consultant sees to it, or whoever sees to the company where that person has left.
async fn task(work: &Work<'_>, case: &Case, (kind, key): (TaskKind, String)) -> Result<NewTask, Failure> {
    Ok(NewTask {
        kind,
        company: Some(case.agreement.company),
        subject: Some(case.agreement.id.0),
        assigned_to: case.assignee(work).await?,
        due_at: work.at(),
        note: Some(case.agreement.number.clone()),
        once_key: Some(key),
    })
}

/// Tells both sides that an agreement ends, once for each of the 60, 30 and 7 days, whichever node comes first.
#[derive(Clone, Copy, Debug)]
pub struct RemindOfEnd {
    /// The version in force.
    pub version: AgreementVersionId,
}

impl Intention for RemindOfEnd {
    const NAME: &'static str = "agreement.remind_of_end";
    const RIGHT: Right = Right::Housekeeping;
    type Done = usize;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<usize, Failure> {
        let version = agreement_versions::find(work, self.version).await?.or_not_found()?;
        let case = Case::open(work, version.agreement).await?;
        let follows = case.versions.iter().any(|other| other.number > version.number && other.standing.state == VersionState::Approved);
        let ends = version.is_in_force() && case.agreement.state == AgreementState::Active && !follows;
        let Some(days) = stage_due(version.content.ends_on, day_of(work.at())) else {
            work.leave_no_trace();
            return Ok(0);
        };
        // Marked also where another version follows, so that it is not looked at again and again.
        if !agreement_versions::remind(work, version.id, days).await? || !ends {
            work.leave_no_trace();
            return Ok(0);
        }
        tasks::done_about(work, TaskKind::AgreementExpires, case.agreement.id.0).await?;
        let key = format!("agreement-ends:{}:{days}", version.id);
        tasks::add(work, &task(work, &case, (TaskKind::AgreementExpires, key)).await?).await?;
        let told = tell(work, &case, version.id).await?;
        work.note(Subject::new("agreement", case.agreement.id), json!({ "days": days, "told": told }));
        Ok(told)
    }
}

async fn tell(work: &mut Work<'_>, case: &Case, version: AgreementVersionId) -> Result<usize, Failure> {
    let staff = staff(work, case.agreement.responsible).await?;
    let company = contacts::of_company(work, case.agreement.company).await?;
    let company: Vec<_> = company.iter().filter(|contact| speaks_for_company(contact)).map(|contact| contact.id).collect();
    for account in &staff {
        work.happened(Event::AgreementEndsForStaff { version, account: *account });
    }
    for contact in &company {
        work.happened(Event::AgreementEndsForCompany { version, contact: *contact });
    }
    Ok(staff.len() + company.len())
}

/// The responsible consultant and the leaders of the same team; without a consultant, every leader.
async fn staff(work: &Work<'_>, responsible: Option<AccountId>) -> Result<BTreeSet<AccountId>, Failure> {
    let all: Vec<accounts::Account> = accounts::all(work).await?.into_iter().filter(|one| one.disabled_at.is_none()).collect();
    let own = all.iter().find(|one| Some(one.id) == responsible);
    let leads = |one: &&accounts::Account| one.roles.iter().any(|role| role == LEADER) && own.is_none_or(|own| own.team == one.team);
    Ok(own.into_iter().chain(all.iter().filter(leads)).map(|one| one.id).collect())
}
