//! The loops that do what is due: woken by each commit of this process, and each second for those of others.

use std::{collections::BTreeMap, pin::pin, time::Duration};

use tokio::{
    sync::watch,
    time::{Instant, sleep},
};

pub use super::send_letter::Post;
use super::{
    dispatch,
    schedule::{Chore, broken, chores},
    send_letter::send_due,
};
use crate::{
    base::fault::Fault,
    mail::postman::Postman,
    store::{letters, tenants},
    use_cases::{app::App, register::refresh},
};

/// How long a loop sleeps when nobody wakes it.
const TICK: Duration = Duration::from_secs(1);

/// What a round has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Events whose consequences were written.
    pub dispatched: usize,
    /// Letters.
    pub post: Post,
    /// Things touched by each chore.
    pub chores: BTreeMap<&'static str, usize>,
}

/// Does everything that is due, once; for tests and the command line.
///
/// # Errors
/// The database refuses; what is not done stays due.
pub async fn run_jobs_once(app: &App, postman: &Postman) -> Result<Round, Fault> {
    let mut round = Round::default();
    for chore in chores() {
        round.chores.insert(chore.name, (chore.act)(app).await?);
    }
    round.dispatched = dispatch::dispatch(app).await?;
    round.post = send_due(app, postman, || true).await?;
    Ok(round)
}

/// Runs until `stop` turns true; a letter that is being handed over is finished first.
pub async fn run(app: &App, postman: &Postman, stop: watch::Receiver<bool>) {
    if app.database.is_sqlite() {
        // Nobody else writes here, so a letter that is still marked was left behind by the process before this one.
        report("letters left behind", letters::end_leases(&app.database, app.now()).await.map(drop));
    }
    // Each has a loop of its own: a slow mail server or register, or a Monday's questions to all companies, delays nothing else.
    let (prompt, patient) = chores().into_iter().partition(Chore::is_prompt);
    tokio::join!(
        keep_dispatching(app, stop.clone()),
        keep_doing(app, prompt, stop.clone()),
        keep_doing(app, patient, stop.clone()),
        keep_sending(app, postman, stop.clone()),
        keep_looking_up(app, stop),
    );
}

async fn keep_dispatching(app: &App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let mut woken = pin!(app.committed.notified());
        woken.as_mut().enable();
        match dispatch::dispatch(app).await {
            // The letters' loop hears of the new letters.
            Ok(count) if count > 0 => app.committed.notify_waiters(),
            outcome => report("dispatch", outcome.map(drop)),
        }
        tokio::select! {
            () = woken => {}
            () = sleep(TICK) => {}
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}

/// Does chores one after the other, each when its time has come.
async fn keep_doing(app: &App, chores: Vec<Chore>, mut stop: watch::Receiver<bool>) {
    let mut due: Vec<(Chore, Instant)> = chores.into_iter().map(|chore| (chore, Instant::now())).collect();
    while !*stop.borrow() {
        for (chore, next) in due.iter_mut().filter(|(_, next)| *next <= Instant::now()) {
            report(chore.name, (chore.act)(app).await.map(drop));
            *next = Instant::now() + chore.every;
        }
        tokio::select! {
            () = sleep(TICK) => {}
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}

async fn keep_sending(app: &App, postman: &Postman, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let mut woken = pin!(app.committed.notified());
        woken.as_mut().enable();
        let stopped = stop.clone();
        report("letters", send_due(app, postman, || !*stopped.borrow()).await.map(drop));
        tokio::select! {
            () = woken => {}
            () = sleep(TICK) => {}
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}

/// Looks companies up while it is their hour, as politely as the settings say.
async fn keep_looking_up(app: &App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let requests = match look_up_some(app).await {
            Ok(requests) => requests,
            Err(fault) => {
                report("look up", Err(fault));
                0
            }
        };
        let pause = if requests == 0 { PAUSE_BETWEEN_LOOKS } else { pause_after(requests, app.settings.cvr.requests_per_second) };
        tokio::select! {
            () = sleep(pause) => {}
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}

/// How long nobody looks whether companies are due again.
const PAUSE_BETWEEN_LOOKS: Duration = Duration::from_secs(30);

fn pause_after(requests: u32, per_second: u32) -> Duration {
    Duration::from_secs(1) * requests / per_second.max(1)
}

/// One round for each municipality; tells how often the register was asked.
async fn look_up_some(app: &App) -> Result<u32, Fault> {
    let mut requests = 0;
    for tenant in tenants::all(&app.database).await? {
        requests += refresh::round(app, tenant.id).await.map_err(broken)?.requests;
    }
    Ok(requests)
}

/// Says in the log what went wrong, with its causes and no personal data; the next round tries again.
fn report(what: &str, outcome: Result<(), Fault>) {
    let Err(fault) = outcome else { return };
    let cause = std::error::Error::source(&fault).map(ToString::to_string).unwrap_or_default();
    tracing::error!(job = what, passing = fault.passing, cause, "{fault}");
}
