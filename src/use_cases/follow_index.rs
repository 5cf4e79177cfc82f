//! The index follows the change log: it reads anew what has changed, at the latest when somebody searches.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use super::app::App;
use crate::{
    base::fault::Fault,
    domain::{
        citizen::Citizen,
        company::{Company, Workplace},
        ids::{CitizenId, CompanyId, SlotId, TenantId, WorkplaceId},
        seats::Claim,
        slot::Slot,
    },
    search::{
        engine::{Change, CitizenDocument, CitizenIndex, CitizenRebuild, IndexError, Position, SlotDocument, SlotIndex, SlotRebuild},
        project::{self, SlotParts},
    },
    store::{
        change_log::{self, Entry},
        citizens, claims, companies,
        scope::{Reader, Scope},
        slots, tenants, workplaces,
    },
};

/// Changes that are read at once.
const STRIDE: u64 = 500;
/// Rows that a rebuild reads at once; its memory is bounded by this.
const PAGE: u64 = 1_000;

fn index_fault(error: IndexError) -> Fault {
    Fault::new("the search index failed", error)
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, IndexError> + Send + 'static) -> Result<T, Fault> {
    let done = tokio::task::spawn_blocking(work).await.map_err(|error| Fault::new("the search index was interrupted", error))?;
    done.map_err(index_fault)
}

/// Brings both indexes up to the municipality's latest change; cheap when nothing has changed (one row is read).
/// An index that is not there, because its folder was new, damaged or removed, is written anew first.
///
/// # Errors
/// The database or the index fails; the index stays where it was and goes on later.
pub async fn catch_up(app: &App, tenant: TenantId) -> Result<(), Fault> {
    let Both { slots, citizens } = match Both::there(app) {
        Some(both) => both,
        None => Both::written_anew(app).await?,
    };
    let reader = app.reader(tenant).await?;
    let latest = change_log::latest(&reader).await?;
    reader.end().await?;
    if position(&slots.positions(), tenant).min(position(&citizens.positions(), tenant)) >= latest {
        return Ok(());
    }
    let _one_at_a_time = app.search.following.lock().await;
    let both = Both { slots, citizens };
    while both.take_stride(app, tenant).await? {}
    Ok(())
}

/// Brings the indexes up to every municipality's latest change; one that fails keeps no other from it.
///
/// # Errors
/// The first that failed, after all had their turn.
pub async fn catch_up_all(app: &App) -> Result<(), Fault> {
    let mut outcome = Ok(());
    for tenant in tenants::all(&app.database).await? {
        // Only the first fault is told: what ails one municipality's index mostly ails the next one's too.
        outcome = outcome.and(catch_up(app, tenant.id).await);
    }
    outcome
}

fn position(positions: &[Position], tenant: TenantId) -> u64 {
    positions.iter().find(|position| position.tenant == tenant.0).map_or(0, |position| position.change_number)
}

/// The two indexes of a node.
struct Both {
    slots: Arc<SlotIndex>,
    citizens: Arc<CitizenIndex>,
}

impl Both {
    fn there(app: &App) -> Option<Self> {
        Some(Self { slots: app.search.slots.index()?, citizens: app.search.citizens.index()? })
    }

    async fn written_anew(app: &App) -> Result<Self, Fault> {
        let _one_at_a_time = app.search.following.lock().await;
        if Self::there(app).is_none() {
            write_anew(app, &|_| {}).await?;
        }
        Self::there(app).ok_or_else(|| Fault::plain("the search index is damaged again: is the disk full?"))
    }

    /// Reads one stride of changes; tells whether there may be more.
    async fn take_stride(&self, app: &App, tenant: TenantId) -> Result<bool, Fault> {
        let from = position(&self.slots.positions(), tenant).min(position(&self.citizens.positions(), tenant));
        let reader = app.reader(tenant).await?;
        let entries = change_log::after(&reader, from, STRIDE).await?;
        let Some(last) = entries.last().map(|entry| entry.number) else { return Ok(false) };
        let slot_changes = slot_changes(app, &reader, &entries, last).await?;
        let citizen_changes = citizen_changes(app, &reader, &entries, last).await?;
        reader.end().await?;
        let at = Position { tenant: tenant.0, change_number: last };
        let (slots, citizens) = (self.slots.clone(), self.citizens.clone());
        blocking(move || slots.apply(slot_changes, at).and_then(|()| citizens.apply(citizen_changes, at))).await?;
        Ok(true)
    }
}

fn ids_of(entries: &[Entry], entity: &str) -> BTreeSet<uuid::Uuid> {
    entries.iter().filter(|entry| entry.entity == entity).map(|entry| entry.id).collect()
}

/// A change of a company or workplace is a change of its slots.
async fn touched_slots<S: Scope>(scope: &S, entries: &[Entry]) -> Result<Vec<SlotId>, Fault> {
    let mut ids: BTreeSet<SlotId> = ids_of(entries, "slot").into_iter().map(SlotId).collect();
    let mut places: BTreeSet<WorkplaceId> = ids_of(entries, "workplace").into_iter().map(WorkplaceId).collect();
    let firms: Vec<CompanyId> = ids_of(entries, "company").into_iter().map(CompanyId).collect();
    places.extend(workplaces::ids_of_companies(scope, &firms).await?);
    ids.extend(slots::ids_at_workplaces(scope, &places.into_iter().collect::<Vec<_>>()).await?);
    Ok(ids.into_iter().collect())
}

async fn slot_changes(app: &App, reader: &Reader<'_>, entries: &[Entry], version: u64) -> Result<Vec<Change<SlotDocument>>, Fault> {
    let touched = touched_slots(reader, entries).await?;
    let found = slots::some(reader, &touched).await?;
    let there: BTreeSet<SlotId> = found.iter().map(|slot| slot.id).collect();
    let gone = touched.iter().filter(|id| !there.contains(id));
    let tenant = reader.tenant().0;
    let mut changes: Vec<_> = gone.map(|id| Change::Delete { tenant, id: id.0, version }).collect();
    changes.extend(documents(app, reader, &found, version).await?.into_iter().map(Change::Upsert));
    Ok(changes)
}

/// The documents of some slots: four queries, however many they are.
async fn documents(app: &App, reader: &Reader<'_>, found: &[Slot], version: u64) -> Result<Vec<SlotDocument>, Fault> {
    let ids: Vec<SlotId> = found.iter().map(|slot| slot.id).collect();
    let places: BTreeSet<WorkplaceId> = found.iter().map(|slot| slot.workplace).collect();
    let firms: BTreeSet<CompanyId> = found.iter().map(|slot| slot.company).collect();
    let by_place: HashMap<WorkplaceId, Workplace> =
        workplaces::some(reader, &places.into_iter().collect::<Vec<_>>()).await?.into_iter().map(|place| (place.id, place)).collect();
    let by_firm: HashMap<CompanyId, Company> =
        companies::some(reader, &firms.into_iter().collect::<Vec<_>>()).await?.into_iter().map(|firm| (firm.id, firm)).collect();
    let mut by_slot: HashMap<SlotId, Vec<Claim>> = HashMap::new();
    for claim in claims::of_slots(reader, &ids).await? {
        by_slot.entry(claim.slot).or_default().push(claim);
    }
    let document = |slot: &Slot| {
        let parts = SlotParts {
            tenant: reader.tenant(),
            slot,
            workplace: by_place.get(&slot.workplace)?,
            company: by_firm.get(&slot.company)?,
            claims: by_slot.get(&slot.id).cloned().unwrap_or_default(),
            version,
        };
        Some(project::slot_document(parts, &app.search.codes, &app.reference))
    };
    Ok(found.iter().filter_map(document).collect())
}

async fn citizen_changes(app: &App, reader: &Reader<'_>, entries: &[Entry], version: u64) -> Result<Vec<Change<CitizenDocument>>, Fault> {
    let touched: Vec<CitizenId> = ids_of(entries, "citizen").into_iter().map(CitizenId).collect();
    let change = |citizen: &Citizen| match project::citizen_document(reader.tenant(), citizen, version, &app.search.codes) {
        Some(document) => Change::Upsert(document),
        None => Change::Delete { tenant: reader.tenant().0, id: citizen.search.0, version },
    };
    Ok(citizens::some(reader, &touched).await?.iter().map(change).collect())
}

/// Rebuilds what must be rebuilt and catches up with the rest; for the start, before the doors open.
///
/// # Errors
/// The database or the index fails.
pub async fn make_ready(app: &App) -> Result<(), Fault> {
    if app.search.slots.index().is_none() || app.search.citizens.index().is_none() || is_ahead(app).await? {
        rebuild(app, &|_| {}).await?;
    }
    for tenant in tenants::all(&app.database).await? {
        catch_up(app, tenant.id).await?;
    }
    Ok(())
}

/// Whether the index knows of changes that the database does not: an older state of it has been restored.
async fn is_ahead(app: &App) -> Result<bool, Fault> {
    let Some(slots) = app.search.slots.index() else { return Ok(false) };
    for tenant in tenants::all(&app.database).await? {
        let reader = app.reader(tenant.id).await?;
        let latest = change_log::latest(&reader).await?;
        reader.end().await?;
        if position(&slots.positions(), tenant.id) > latest {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Writes both indexes anew beside the present ones and swaps them in; tells how many rows have been written.
///
/// Cost: five queries a thousand slots, memory for a thousand rows.
///
/// # Errors
/// The database or the index fails; the present index stays.
pub async fn rebuild(app: &App, progress: &(dyn Fn(u64) + Sync)) -> Result<(), Fault> {
    let _one_at_a_time = app.search.following.lock().await;
    write_anew(app, progress).await
}

/// The rebuild itself; whoever calls it holds the lock of followers.
async fn write_anew(app: &App, progress: &(dyn Fn(u64) + Sync)) -> Result<(), Fault> {
    if app.search.is_held_elsewhere() {
        return Err(Fault::plain("another server holds the search index: stop it first, or give this one a data folder of its own"));
    }
    let mut into = Rebuilding {
        slots: SlotRebuild::begin(app.search.slots.folder()).map_err(index_fault)?,
        citizens: CitizenRebuild::begin(app.search.citizens.folder()).map_err(index_fault)?,
        written: 0,
    };
    let mut positions = Vec::new();
    for tenant in tenants::all(&app.database).await? {
        positions.push(into.take_all(app, tenant.id, progress).await?);
    }
    into.slots.finish(&positions).map_err(index_fault)?;
    into.citizens.finish(&positions).map_err(index_fault)?;
    app.search.slots.take_away();
    app.search.citizens.take_away();
    app.search.slots.reopen()?;
    app.search.citizens.reopen()
}

struct Rebuilding {
    slots: SlotRebuild,
    citizens: CitizenRebuild,
    written: u64,
}

impl Rebuilding {
    /// Writes everything of one municipality; the position is taken first, so that later changes are followed again.
    async fn take_all(&mut self, app: &App, tenant: TenantId, progress: &(dyn Fn(u64) + Sync)) -> Result<Position, Fault> {
        let reader = app.reader(tenant).await?;
        let at = change_log::latest(&reader).await?;
        let mut after = None;
        loop {
            let page = slots::page(&reader, after, PAGE).await?;
            let Some(last) = page.last().map(|slot| slot.id) else { break };
            for document in documents(app, &reader, &page, at).await? {
                self.slots.add(document).map_err(index_fault)?;
            }
            after = Some(last);
            self.count(page.len(), progress);
        }
        self.take_citizens(app, &reader, at, progress).await?;
        reader.end().await?;
        Ok(Position { tenant: tenant.0, change_number: at })
    }

    async fn take_citizens(&mut self, app: &App, reader: &Reader<'_>, at: u64, progress: &(dyn Fn(u64) + Sync)) -> Result<(), Fault> {
        let mut after = None;
        loop {
            let page = citizens::page(reader, after, PAGE).await?;
            let Some(last) = page.last().map(|citizen| citizen.id) else { return Ok(()) };
            for document in page.iter().filter_map(|citizen| project::citizen_document(reader.tenant(), citizen, at, &app.search.codes)) {
                self.citizens.add(document).map_err(index_fault)?;
            }
            after = Some(last);
            self.count(page.len(), progress);
        }
    }

    fn count(&mut self, rows: usize, progress: &(dyn Fn(u64) + Sync)) {
        self.written += u64::try_from(rows).unwrap_or(0);
        progress(self.written);
    }
}
