//! The index follows the change log: it reads anew what has changed, at the latest when somebody searches.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use super::app::App;
use crate::{
    base::fault::Fault,
    domain::{
        citizen::Citizen,
        closure::Closure,
        company::{Company, Workplace},
        ids::{CitizenId, CompanyId, SlotId, TenantId, WorkplaceId},
        seats::Claim,
        slot::Slot,
    },
    search::{
        Search,
        engine::{Change, CitizenDocument, CitizenIndex, CitizenRebuild, IndexError, Position, SlotDocument, SlotIndex, SlotRebuild},
        project::{self, SlotParts},
    },
    store::{
        change_log::{self, Entry},
        citizens, claims, closures, companies,
        scope::{Reader, Scope},
        skills, slots, tenants, workplaces,
    },
};

/// Changes that are read at once.
const STRIDE: u64 = 500;
/// Rows that a rebuild reads at once; its memory is bounded by this.
const PAGE: u64 = 1_000;

fn index_fault(error: IndexError) -> Fault {
    Fault::new("the search index failed", error)
}

/// What a question hears while there is no index.
#[must_use]
pub fn being_rebuilt() -> Fault {
    Fault::plain("the search index is being rebuilt").passing().told_as("search_rebuilding")
}

/// The index's calls read and write files: they never run on the threads that serve requests.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Fault> + Send + 'static) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Fault::new("the search index was interrupted", error))?
}

/// Brings both indexes up to the change that is the latest now; an index that is not there, because its folder was new,
/// damaged or removed, is written anew first. For the background and the command line: it may take minutes.
///
/// # Errors
/// The database or the index fails; the index stays where it was and goes on later.
pub async fn catch_up(app: &App, tenant: TenantId) -> Result<(), Fault> {
    let both = match Both::there(app) {
        Some(both) => both,
        None => Both::written_anew(app).await?,
    };
    both.follow_to(app, tenant, latest_change(app, tenant).await?).await
}

/// The same for a question: cheap when nothing has changed (one row is read), and it never waits for a rebuild.
///
/// # Errors
/// [`being_rebuilt`] where there is no index; the database or the index fails.
pub async fn catch_up_at_once(app: &App, tenant: TenantId) -> Result<(), Fault> {
    let both = Both::there(app).ok_or_else(being_rebuilt)?;
    both.follow_to(app, tenant, latest_change(app, tenant).await?).await
}

/// Follows the change log up to a number, or a little farther; what is written meanwhile is left to the next one.
///
/// # Errors
/// [`being_rebuilt`] where there is no index; the database or the index fails.
pub async fn follow_to(app: &App, tenant: TenantId, number: u64) -> Result<(), Fault> {
    Both::there(app).ok_or_else(being_rebuilt)?.follow_to(app, tenant, number).await
}

async fn latest_change(app: &App, tenant: TenantId) -> Result<u64, Fault> {
    let reader = app.reader(tenant).await?;
    let latest = change_log::latest(&reader).await?;
    reader.end().await?;
    Ok(latest)
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

    /// How far both have followed.
    fn position(&self, tenant: TenantId) -> u64 {
        position(&self.slots.positions(), tenant).min(position(&self.citizens.positions(), tenant))
    }

    /// Reads strides until both have followed to the number; others may take their turn between two strides.
    async fn follow_to(&self, app: &App, tenant: TenantId, number: u64) -> Result<(), Fault> {
        while self.position(tenant) < number {
            self.take_stride(app, tenant, number).await?;
        }
        Ok(())
    }

    /// Reads one stride of changes, unless somebody else has done so meanwhile.
    async fn take_stride(&self, app: &App, tenant: TenantId, number: u64) -> Result<(), Fault> {
        let one_at_a_time = Arc::clone(&app.search.following).lock_owned().await;
        let from = self.position(tenant);
        if from >= number {
            return Ok(());
        }
        let reader = app.reader(tenant).await?;
        let entries = change_log::after(&reader, from, STRIDE).await?;
        let last = entries.last().map_or(number, |entry| entry.number);
        let slot_changes = slot_changes(app, &reader, &entries, last).await?;
        let citizen_changes = citizen_changes(app, &reader, &entries, last).await?;
        reader.end().await?;
        let at = Position { tenant: tenant.0, change_number: last };
        let (slots, citizens) = (self.slots.clone(), self.citizens.clone());
        blocking(move || {
            // Held until both are done, also where the request that asked for it has been given up.
            let _one_at_a_time = one_at_a_time;
            slots.apply(slot_changes, at).and_then(|()| citizens.apply(citizen_changes, at)).map_err(index_fault)
        })
        .await
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

/// The documents of some slots: five queries, however many they are.
async fn documents(app: &App, reader: &Reader<'_>, found: &[Slot], version: u64) -> Result<Vec<SlotDocument>, Fault> {
    let ids: Vec<SlotId> = found.iter().map(|slot| slot.id).collect();
    let places: BTreeSet<WorkplaceId> = found.iter().map(|slot| slot.workplace).collect();
    let firms: BTreeSet<CompanyId> = found.iter().map(|slot| slot.company).collect();
    let places: Vec<WorkplaceId> = places.into_iter().collect();
    let mut closed: HashMap<WorkplaceId, Vec<Closure>> = HashMap::new();
    for closure in closures::all_at(reader, &places).await? {
        closed.entry(closure.workplace).or_default().push(closure);
    }
    let by_place: HashMap<WorkplaceId, Workplace> =
        workplaces::some(reader, &places).await?.into_iter().map(|place| (place.id, place)).collect();
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
            closures: closed.get(&slot.workplace).map_or(&[], Vec::as_slice),
            version,
        };
        Some(project::slot_document(parts, &app.search.codes, &app.reference))
    };
    Ok(found.iter().filter_map(document).collect())
}

async fn citizen_changes(app: &App, reader: &Reader<'_>, entries: &[Entry], version: u64) -> Result<Vec<Change<CitizenDocument>>, Fault> {
    let touched: Vec<CitizenId> = ids_of(entries, "citizen").into_iter().map(CitizenId).collect();
    // A skill that has come into the official list, or gone from it, may be anybody's.
    let has_new_skills = entries.iter().any(|entry| entry.entity == "skill");
    let touched = if has_new_skills { everybody(reader).await? } else { citizens::some(reader, &touched).await? };
    let official = official_skills(reader, &touched).await?;
    let change = |citizen: &Citizen| match project::citizen_document(reader.tenant(), citizen, version, &app.search.codes, &official) {
        Some(document) => Change::Upsert(document),
        None => Change::Delete { tenant: reader.tenant().0, id: citizen.search.0, version },
    };
    Ok(touched.iter().map(change).collect())
}

async fn everybody(reader: &Reader<'_>) -> Result<Vec<Citizen>, Fault> {
    let mut all: Vec<Citizen> = Vec::new();
    loop {
        let page = citizens::page(reader, all.last().map(|citizen| citizen.id), PAGE).await?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}

/// Those of some citizens' skills that the official list has.
async fn official_skills(reader: &Reader<'_>, citizens: &[Citizen]) -> Result<HashSet<String>, Fault> {
    let words: BTreeSet<String> = citizens.iter().flat_map(|citizen| citizen.profile.skills.iter().cloned()).collect();
    let mut official = HashSet::new();
    for some in words.into_iter().collect::<Vec<_>>().chunks(usize::try_from(PAGE).unwrap_or(usize::MAX)) {
        official.extend(skills::known(reader, some).await?);
    }
    Ok(official)
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
    let search = Arc::clone(&app.search);
    let mut into = blocking(move || Rebuilding::begin(&search)).await?;
    let mut told = Told { progress, written: 0 };
    let mut positions = Vec::new();
    for tenant in tenants::all(&app.database).await? {
        let at;
        (into, at) = into.take_all(app, tenant.id, &mut told).await?;
        positions.push(at);
    }
    let search = Arc::clone(&app.search);
    blocking(move || into.finish(&search, &positions)).await
}

/// How many rows have been written, and who wants to know.
struct Told<'a> {
    progress: &'a (dyn Fn(u64) + Sync),
    written: u64,
}

impl Told<'_> {
    fn count(&mut self, rows: usize) {
        self.written += u64::try_from(rows).unwrap_or(0);
        (self.progress)(self.written);
    }
}

/// Both indexes while they are written; handed to the threads for files and back, a thousand rows at a time.
struct Rebuilding {
    slots: SlotRebuild,
    citizens: CitizenRebuild,
}

impl Rebuilding {
    fn begin(search: &Search) -> Result<Self, Fault> {
        let slots = SlotRebuild::begin(search.slots.folder()).map_err(index_fault)?;
        let citizens = CitizenRebuild::begin(search.citizens.folder()).map_err(index_fault)?;
        Ok(Self { slots, citizens })
    }

    /// Puts both in the place of the present ones.
    fn finish(self, search: &Search, positions: &[Position]) -> Result<(), Fault> {
        self.slots.finish(positions).map_err(index_fault)?;
        self.citizens.finish(positions).map_err(index_fault)?;
        search.slots.take_away();
        search.citizens.take_away();
        search.slots.reopen()?;
        search.citizens.reopen()
    }

    async fn add(mut self, slots: Vec<SlotDocument>, citizens: Vec<CitizenDocument>) -> Result<Self, Fault> {
        blocking(move || {
            slots.into_iter().try_for_each(|document| self.slots.add(document)).map_err(index_fault)?;
            citizens.into_iter().try_for_each(|document| self.citizens.add(document)).map_err(index_fault)?;
            Ok(self)
        })
        .await
    }

    /// Writes everything of one municipality; the position is taken first, so that later changes are followed again.
    async fn take_all(mut self, app: &App, tenant: TenantId, told: &mut Told<'_>) -> Result<(Self, Position), Fault> {
        let reader = app.reader(tenant).await?;
        let at = change_log::latest(&reader).await?;
        let mut after = None;
        loop {
            let page = slots::page(&reader, after, PAGE).await?;
            let Some(last) = page.last().map(|slot| slot.id) else { break };
            self = self.add(documents(app, &reader, &page, at).await?, Vec::new()).await?;
            after = Some(last);
            told.count(page.len());
        }
        self = self.take_citizens(app, &reader, at, told).await?;
        reader.end().await?;
        Ok((self, Position { tenant: tenant.0, change_number: at }))
    }

    async fn take_citizens(mut self, app: &App, reader: &Reader<'_>, at: u64, told: &mut Told<'_>) -> Result<Self, Fault> {
        let mut after = None;
        loop {
            let page = citizens::page(reader, after, PAGE).await?;
            let Some(last) = page.last().map(|citizen| citizen.id) else { return Ok(self) };
            let official = official_skills(reader, &page).await?;
            let document = |citizen: &Citizen| project::citizen_document(reader.tenant(), citizen, at, &app.search.codes, &official);
            self = self.add(Vec::new(), page.iter().filter_map(document).collect()).await?;
            after = Some(last);
            told.count(page.len());
        }
    }
}
