//! Compares the indexes with the database: who is in both, and whether each document was read after its latest change.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use super::{app::App, follow_index};
use crate::{
    base::fault::Fault,
    domain::ids::TenantId,
    search::engine::Checksum,
    store::{change_log, citizens, scope::Reader, slots},
};

/// Rows or changes that are read at once.
const PAGE: u64 = 2_000;

/// One index against the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// `slots` or `citizens`.
    pub index: &'static str,
    /// The municipality.
    pub tenant: TenantId,
    /// Count and checksum of the database's rows at their latest changes.
    pub database: Checksum,
    /// Count and checksum of the index's documents; a document that was read after its latest change counts as of that change.
    pub indexed: Checksum,
}

impl Compared {
    /// Whether both hold the same.
    #[must_use]
    pub fn is_equal(&self) -> bool {
        self.database == self.indexed
    }
}

/// Compares both indexes with the database, after they have followed the latest changes.
///
/// Cost: the whole change log is read once, and every slot and citizen.
///
/// # Errors
/// The database or an index cannot be read, or there is no index.
pub async fn compare(app: &App, tenant: TenantId) -> Result<[Compared; 2], Fault> {
    follow_index::catch_up(app, tenant).await?;
    let absent = || Fault::plain("there is no index: run brobygger reindex");
    let in_slots = app.search.slots.index().ok_or_else(absent)?.versions(tenant.0);
    let in_citizens = app.search.citizens.index().ok_or_else(absent)?.versions(tenant.0);
    let reader = app.reader(tenant).await?;
    let rows = Rows::read(&reader).await;
    reader.end().await?;
    let rows = rows?;
    let compared = |index, rows: &BTreeMap<Uuid, u64>, found: &[(Uuid, u64)]| Compared {
        index,
        tenant,
        database: sum(tenant, rows.iter().map(|(id, number)| (*id, *number))),
        indexed: sum(tenant, found.iter().map(|(id, read_at)| (*id, as_of(rows, *id, *read_at)))),
    };
    Ok([compared("slots", &rows.slots, &in_slots), compared("citizens", &rows.citizens, &in_citizens)])
}

/// The number of the latest change, where the document was read at it or later; else the older number, which then differs.
fn as_of(rows: &BTreeMap<Uuid, u64>, id: Uuid, read_at: u64) -> u64 {
    rows.get(&id).copied().filter(|latest| *latest <= read_at).unwrap_or(read_at)
}

fn sum(tenant: TenantId, documents: impl Iterator<Item = (Uuid, u64)>) -> Checksum {
    let mut sum = Checksum::default();
    documents.for_each(|(id, number)| sum.add(tenant.0, id, number));
    sum
}

/// What the indexes should hold, each with the number of its latest change.
struct Rows {
    slots: BTreeMap<Uuid, u64>,
    citizens: BTreeMap<Uuid, u64>,
}

impl Rows {
    async fn read(reader: &Reader<'_>) -> Result<Self, Fault> {
        let changed = latest_changes(reader).await?;
        Ok(Self { slots: slot_rows(reader, &changed).await?, citizens: citizen_rows(reader, &changed).await? })
    }
}

async fn latest_changes(reader: &Reader<'_>) -> Result<HashMap<Uuid, u64>, Fault> {
    let (mut changed, mut after) = (HashMap::new(), 0);
    loop {
        let entries = change_log::after(reader, after, PAGE).await?;
        let Some(last) = entries.last() else { return Ok(changed) };
        after = last.number;
        changed.extend(entries.into_iter().map(|entry| (entry.id, entry.number)));
    }
}

/// A change of a company or workplace is a change of its slots.
async fn slot_rows(reader: &Reader<'_>, changed: &HashMap<Uuid, u64>) -> Result<BTreeMap<Uuid, u64>, Fault> {
    let (mut rows, mut after) = (BTreeMap::new(), None);
    let number = |id: Uuid| changed.get(&id).copied().unwrap_or(0);
    loop {
        let page = slots::page(reader, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        rows.extend(page.iter().map(|slot| (slot.id.0, number(slot.id.0).max(number(slot.workplace.0)).max(number(slot.company.0)))));
    }
    Ok(rows)
}

async fn citizen_rows(reader: &Reader<'_>, changed: &HashMap<Uuid, u64>) -> Result<BTreeMap<Uuid, u64>, Fault> {
    let (mut rows, mut after) = (BTreeMap::new(), None);
    loop {
        let page = citizens::page(reader, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        let waiting = page.iter().filter(|citizen| citizen.waits_since().is_some());
        rows.extend(waiting.map(|citizen| (citizen.search.0, changed.get(&citizen.id.0).copied().unwrap_or(0))));
    }
    Ok(rows)
}
