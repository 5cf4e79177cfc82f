//! What is done by the clock, and how often.

use std::time::Duration;

use chrono::Duration as Span;
use futures_util::future::BoxFuture;

use super::round::Round;
use crate::{
    base::fault::Fault,
    domain::{ids::TenantId, permission::Actor},
    store::{enquiries, purge, tenants},
    use_cases::{
        agreements::{AgreementsDue, BringIntoForce, RemindOfEnd},
        app::App,
        companies::LookAtLadder,
        failure::Failure,
        freshness::ask::{AskCompany, CompaniesToAsk},
        placements::holds,
        register::room::{MeasureRoom, TellRoom},
        relations::dormancy::{OwnersToTell, TellOwner},
        rules::announce::{AnnounceChange, ChangesAhead},
    },
};

/// Does a piece of work and tells how many things it touched.
pub type Act = for<'a> fn(&'a App) -> BoxFuture<'a, Result<usize, Fault>>;

/// Work that is done again and again; doing it twice, or on two nodes at once, does no harm.
#[derive(Clone, Copy)]
pub struct Chore {
    /// Name in the log.
    pub name: &'static str,
    /// How often.
    pub every: Duration,
    /// The work.
    pub act: Act,
}

impl Chore {
    /// Whether people wait for it, so that it must not stand behind one that takes minutes.
    pub fn is_prompt(&self) -> bool {
        self.every <= Duration::from_secs(60)
    }
}

/// Days for which dispatched events and dead codes, links and sessions are kept.
const KEPT_DAYS: i64 = 30;

/// Days for which a closed enquiry keeps what was typed.
const ENQUIRY_DAYS: i64 = 365;

/// All chores.
#[must_use]
pub fn chores() -> Vec<Chore> {
    vec![
        Chore { name: "end_run_out", every: Duration::from_secs(10), act: end_run_out },
        Chore { name: "agreements_by_calendar", every: Duration::from_secs(600), act: agreements_by_calendar },
        Chore { name: "announce_rules", every: Duration::from_secs(3600), act: announce_rules },
        Chore { name: "ask_about_slots", every: Duration::from_secs(300), act: ask_about_slots },
        Chore { name: "tell_room", every: Duration::from_secs(3600), act: tell_room },
        Chore { name: "look_at_ladder", every: Duration::from_secs(24 * 3600), act: look_at_ladder },
        Chore { name: "tell_dormant", every: Duration::from_secs(3600), act: tell_dormant },
        Chore { name: "purge", every: Duration::from_secs(3600), act: throw_away },
        Chore { name: "forget_enquiries", every: Duration::from_secs(3600), act: forget_enquiries },
        Chore { name: "forget_quiet_tries", every: Duration::from_secs(60), act: forget_quiet_tries },
    ]
}

/// Holds on seats, and questions without an answer.
fn end_run_out(app: &App) -> BoxFuture<'_, Result<usize, Fault>> {
    Box::pin(async move {
        let mut round = Round::default();
        for tenant in tenants::all(&app.database).await? {
            round.count(holds::end_run_out(app, &Actor::system(tenant.id)).await.map_err(broken));
        }
        round.end()
    })
}

/// Agreements whose first day has come, and those of whose end both sides are told.
fn agreements_by_calendar(app: &App) -> BoxFuture<'_, Result<usize, Fault>> {
    Box::pin(async move {
        let mut round = Round::default();
        for tenant in tenants::all(&app.database).await? {
            let system = Actor::system(tenant.id);
            let due = app.ask(&system, &AgreementsDue).await.map_err(broken)?;
            for version in due.begin {
                let begun = match app.carry_out(&system, &BringIntoForce { version, only_tell: false }).await {
                    Err(Failure::Refused(_)) => app.carry_out(&system, &BringIntoForce { version, only_tell: true }).await,
                    begun => begun,
                };
                round.count(begun.map(usize::from).map_err(broken));
            }
            for version in due.remind {
                round.count(app.carry_out(&system, &RemindOfEnd { version }).await.map_err(broken));
            }
        }
        round.end()
    })
}

/// Changes of the rules that take effect within two weeks.
fn announce_rules(app: &App) -> BoxFuture<'_, Result<usize, Fault>> {
    Box::pin(async move {
        let mut round = Round::default();
        for tenant in tenants::all(&app.database).await? {
            let system = Actor::system(tenant.id);
            for day in app.ask(&system, &ChangesAhead).await.map_err(broken)? {
                round.count(app.carry_out(&system, &AnnounceChange { day }).await.map_err(broken));
            }
        }
        round.end()
    })
}

/// The weekly question about slots, reminders, and what closes by the calendar.
fn ask_about_slots(app: &App) -> BoxFuture<'_, Result<usize, Fault>> {
    Box::pin(async move {
        let mut round = Round::default();
        for tenant in tenants::all(&app.database).await? {
            let system = Actor::system(tenant.id);
            for company in app.ask(&system, &CompaniesToAsk).await.map_err(broken)? {
                round.count(app.carry_out(&system, &AskCompany { company }).await.map_err(broken));
            }
        }
        round.end()
    })
}

/// Workplaces that became full or have room again, measured once a day.
fn tell_room(app: &App) -> BoxFuture<'_, Result<usize, Fault>> {
    Box::pin(async move {
        let mut round = Round::default();
        for tenant in tenants::all(&app.database).await? {
            let (system, mut after) = (Actor::system(tenant.id), None);
            loop {
                let measured = app.ask(&system, &MeasureRoom { after }).await.map_err(broken)?;
                if !measured.rooms.is_empty() {
                    round.count(app.carry_out(&system, &TellRoom { rooms: measured.rooms }).await.map_err(broken));
                }
                after = measured.next;
                if after.is_none() {
                    break;
                }
            }
        }
        round.end()
    })
}

/// Which step of the ladder the facts speak for; the step itself is a person's.
fn look_at_ladder(app: &App) -> BoxFuture<'_, Result<usize, Fault>> {
    Box::pin(async move {
        let mut round = Round::default();
        for tenant in tenants::all(&app.database).await? {
            round.count(look_at_ladder_of(app, tenant.id).await.map_err(broken));
        }
        round.end()
    })
}

async fn look_at_ladder_of(app: &App, tenant: TenantId) -> Result<usize, Failure> {
    let (system, mut after, mut changed) = (Actor::system(tenant), None, 0);
    loop {
        let (last, count) = app.carry_out(&system, &LookAtLadder { after }).await?;
        changed += count;
        after = last;
        if after.is_none() {
            return Ok(changed);
        }
    }
}

/// Owners of companies with whom nobody was in contact for long; each dormancy once, however often it is looked.
fn tell_dormant(app: &App) -> BoxFuture<'_, Result<usize, Fault>> {
    Box::pin(async move {
        let mut round = Round::default();
        for tenant in tenants::all(&app.database).await? {
            let system = Actor::system(tenant.id);
            for owner in app.ask(&system, &OwnersToTell).await.map_err(broken)? {
                let told = app.carry_out(&system, &TellOwner { owner }).await.map_err(broken);
                round.count(told.map(|count| usize::try_from(count).unwrap_or(usize::MAX)));
            }
        }
        round.end()
    })
}

/// A chore has nobody to refuse it anything.
pub(super) fn broken(failure: Failure) -> Fault {
    match failure {
        Failure::Fault(fault) => fault,
        failure => Fault::new("a chore was refused", failure),
    }
}

fn throw_away(app: &App) -> BoxFuture<'_, Result<usize, Fault>> {
    Box::pin(async move {
        let gone = purge::purge(&app.database, app.now() - Span::days(KEPT_DAYS)).await?;
        Ok(usize::try_from(gone).unwrap_or(usize::MAX))
    })
}

/// What strangers typed in enquiries that were closed a year ago.
fn forget_enquiries(app: &App) -> BoxFuture<'_, Result<usize, Fault>> {
    Box::pin(async move {
        let gone = enquiries::forget(&app.database, app.now() - Span::days(ENQUIRY_DAYS)).await?;
        Ok(usize::try_from(gone).unwrap_or(usize::MAX))
    })
}

/// Names and addresses that nobody has tried to sign in with for a while.
fn forget_quiet_tries(app: &App) -> BoxFuture<'_, Result<usize, Fault>> {
    Box::pin(async move { Ok(app.guard.forget_quiet_ones()) })
}
