//! How the house is: database, index, disk, letters that wait.

use uuid::Uuid;

use super::app::App;
use crate::{
    base::fault::Fault,
    domain::ids::TenantId,
    store::{change_log, letters, scope::Reader, tenants},
};

/// Changes that the index may be behind before the house is not ready.
const MOST_LAG: u64 = 5_000;

/// The parts of the house that a watcher asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// Whether the database answers.
    pub database: bool,
    /// Changes that the index has not read yet, the worst municipality's; none while it is absent.
    pub index_lag: Option<u64>,
    /// Whether the data folder takes files.
    pub disk: bool,
}

impl Health {
    /// Whether the index answers, and from near the present.
    #[must_use]
    pub fn index(&self) -> bool {
        self.index_lag.is_some_and(|lag| lag <= MOST_LAG)
    }

    /// Whether requests can be served.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.database && self.index() && self.disk
    }
}

/// Looks at all parts; never fails.
pub async fn of(app: &App) -> Health {
    let lag = index_lag(app).await;
    Health { database: lag.is_ok(), index_lag: lag.ok().flatten(), disk: disk_takes_files(app).await }
}

/// How many changes the index is behind; none while there is no index.
///
/// # Errors
/// The database cannot be reached.
pub async fn index_lag(app: &App) -> Result<Option<u64>, Fault> {
    let mut worst = 0;
    for tenant in tenants::all(&app.database).await? {
        let reader = app.reader(tenant.id).await?;
        let latest = latest(&reader).await;
        reader.end().await?;
        worst = worst.max(latest?.saturating_sub(position(app, tenant.id)));
    }
    let has_index = app.search.slots.index().is_some() && app.search.citizens.index().is_some();
    Ok(has_index.then_some(worst))
}

async fn latest(reader: &Reader<'_>) -> Result<u64, Fault> {
    change_log::latest(reader).await
}

/// The change number up to which both indexes have followed.
fn position(app: &App, tenant: TenantId) -> u64 {
    let of_slots = app.search.slots.index().map(|index| index.positions());
    let of_citizens = app.search.citizens.index().map(|index| index.positions());
    let at = |positions: Option<Vec<crate::search::engine::Position>>| {
        positions.and_then(|all| all.into_iter().find(|one| one.tenant == tenant.0)).map_or(0, |one| one.change_number)
    };
    at(of_slots).min(at(of_citizens))
}

/// Letters that have not been sent and not been given up.
///
/// # Errors
/// The database cannot be reached.
pub async fn letters_waiting(app: &App) -> Result<u64, Fault> {
    letters::waiting(&app.database).await
}

/// Writes a file into the data folder and takes it away again.
async fn disk_takes_files(app: &App) -> bool {
    let file = app.settings.database.data.join(format!(".written-{}", name(app).simple()));
    let written = tokio::fs::write(&file, b"ok").await.is_ok();
    written && tokio::fs::remove_file(&file).await.is_ok()
}

fn name(app: &App) -> Uuid {
    app.ids.random()
}
