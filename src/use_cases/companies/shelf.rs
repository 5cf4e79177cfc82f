//! The kartoteks of the municipalities in memory: built once, then kept current by the change log before each question.
//!
//! Memory: some 400 bytes a company ([`Kartotek::bytes`]); beyond [`MOST_COMPANIES`] in all, those longest unasked for go.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

use crate::{
    base::fault::Fault,
    domain::{
        company::{Agreement, Company, Workplace},
        ids::{CompanyId, SlotId, TenantId, WorkplaceId},
        kartotek::{Facts, Kartotek},
        seats::SeatLedger,
        slot::Slot,
        willingness::Willingness,
    },
    store::{
        agreements, change_log, companies,
        placements::used_workplaces,
        scope::{Reader, Scope},
        slots, willingness, workplaces,
    },
    use_cases::{app::App, slots::ledgers_of},
};

/// Companies read at once; the memory of a build is bounded by this.
const PAGE: u64 = 1_000;
/// Changes that are followed one by one; more of them are a new build.
const MOST_CHANGES: u64 = 5_000;
/// Most companies of all municipalities together: some 200 MB.
const MOST_COMPANIES: usize = 500_000;

/// One municipality's kartotek as of a change.
#[derive(Default)]
struct Filed {
    /// The change up to which it is right; none = not built.
    number: Option<u64>,
    kartotek: Kartotek,
}

/// A municipality's place on the shelf.
#[derive(Default)]
struct Place {
    filed: RwLock<Filed>,
    /// One at a time brings it forward.
    following: tokio::sync::Mutex<()>,
}

impl Place {
    fn read(&self) -> RwLockReadGuard<'_, Filed> {
        self.filed.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether nothing has changed since, and it is laid out for today.
    fn is_at(&self, latest: u64, app: &App) -> bool {
        let filed = self.read();
        filed.number == Some(latest) && filed.kartotek.is_of(app.clock.today())
    }

    fn write(&self) -> RwLockWriteGuard<'_, Filed> {
        self.filed.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// All kartoteks, the one asked for last at the end.
#[derive(Default)]
pub struct CompanyShelf {
    places: Mutex<Vec<(TenantId, Arc<Place>)>>,
}

impl CompanyShelf {
    fn place(&self, tenant: TenantId) -> Arc<Place> {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        let known = places.iter().position(|(of, _)| *of == tenant).map(|at| places.remove(at).1);
        let place = known.unwrap_or_default();
        places.push((tenant, Arc::clone(&place)));
        place
    }

    /// Lets go of what was longest unasked for while there is too much.
    fn make_room(&self) {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        while places.len() > 1 && places.iter().map(|(_, place)| place.read().kartotek.len()).sum::<usize>() > MOST_COMPANIES {
            places.remove(0);
        }
    }

    /// Brings a municipality's kartotek up to the latest change; cheap where nothing has changed (one row is read).
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn catch_up(&self, app: &App, tenant: TenantId) -> Result<(), Fault> {
        let place = self.place(tenant);
        let reader = app.reader(tenant).await?;
        let latest = change_log::latest(&reader).await?;
        reader.end().await?;
        if place.is_at(latest, app) {
            return Ok(());
        }
        // Nobody holds a connection while waiting here.
        let _one_at_a_time = place.following.lock().await;
        let reader = app.reader(tenant).await?;
        let brought = bring_forward(app, &reader, &place).await;
        reader.end().await?;
        brought?;
        self.make_room();
        Ok(())
    }

    /// Reads a municipality's kartotek as it was brought forward last.
    pub fn read<T>(&self, tenant: TenantId, ask: impl FnOnce(&Kartotek) -> T) -> T {
        ask(&self.place(tenant).read().kartotek)
    }
}

/// Everything is read in the reader's one state of the database, so that number and companies belong together.
async fn bring_forward(app: &App, reader: &Reader<'_>, place: &Place) -> Result<(), Fault> {
    let latest = change_log::latest(reader).await?;
    let known = place.read().number;
    match known {
        Some(number) if number == latest => {
            if !place.is_at(latest, app) {
                place.write().kartotek.order(app.clock.today());
            }
            Ok(())
        }
        Some(number) if number < latest && latest - number <= MOST_CHANGES => follow(app, reader, place, (number, latest)).await,
        _ => build(app, reader, place, latest).await,
    }
}

async fn build(app: &App, reader: &Reader<'_>, place: &Place, latest: u64) -> Result<(), Fault> {
    let mut fresh = Kartotek::default();
    let mut after = None;
    loop {
        let page = companies::page(reader, after, PAGE).await?;
        let Some(last) = page.last().map(|company| company.id) else { break };
        Material::of(reader, page).await?.put_into(&mut fresh, &HashSet::new(), app);
        after = Some(last);
    }
    fresh.order(app.clock.today());
    *place.write() = Filed { number: Some(latest), kartotek: fresh };
    Ok(())
}

async fn follow(app: &App, reader: &Reader<'_>, place: &Place, (number, latest): (u64, u64)) -> Result<(), Fault> {
    let entries = change_log::after(reader, number, MOST_CHANGES).await?;
    let touched = touched(reader, &entries).await?;
    let mut material = Vec::new();
    for some in touched.iter().copied().collect::<Vec<_>>().chunks(usize::try_from(PAGE).unwrap_or(usize::MAX)) {
        let mut found = companies::some(reader, some).await?;
        found.retain(|company| company.relation.merged_into.is_none());
        material.push(Material::of(reader, found).await?);
    }
    let mut filed = place.write();
    filed.kartotek.put(&touched, &[], app.clock.today());
    material.iter().for_each(|material| material.put_into(&mut filed.kartotek, &HashSet::new(), app));
    if !touched.is_empty() {
        filed.kartotek.order(app.clock.today());
    }
    filed.number = Some(latest);
    Ok(())
}

/// The companies that some changes are about: a change of a workplace or slot is a change of its company.
async fn touched<S: Scope>(scope: &S, entries: &[change_log::Entry]) -> Result<HashSet<CompanyId>, Fault> {
    let of =
        |entity: &str| -> BTreeSet<uuid::Uuid> { entries.iter().filter(|entry| entry.entity == entity).map(|entry| entry.id).collect() };
    let mut companies: HashSet<CompanyId> = of("company").into_iter().map(CompanyId).collect();
    let changed: Vec<SlotId> = of("slot").into_iter().map(SlotId).collect();
    let places: Vec<WorkplaceId> = of("workplace").into_iter().map(WorkplaceId).collect();
    if !changed.is_empty() {
        companies.extend(slots::some(scope, &changed).await?.iter().map(|slot| slot.company));
    }
    if !places.is_empty() {
        companies.extend(workplaces::some(scope, &places).await?.iter().map(|place| place.company));
    }
    Ok(companies)
}

/// Everything that the entries of some companies are made of: eight queries, however many they are.
struct Material {
    companies: Vec<Company>,
    workplaces: HashMap<CompanyId, Vec<Workplace>>,
    slots: HashMap<CompanyId, Vec<Slot>>,
    ledgers: HashMap<SlotId, SeatLedger>,
    agreements: HashMap<CompanyId, Vec<Agreement>>,
    said: HashMap<CompanyId, Vec<Willingness>>,
    used: HashSet<WorkplaceId>,
}

fn grouped<K: std::hash::Hash + Eq, T>(all: Vec<T>, key: impl Fn(&T) -> K) -> HashMap<K, Vec<T>> {
    all.into_iter().fold(HashMap::new(), |mut groups: HashMap<K, Vec<T>>, one| {
        groups.entry(key(&one)).or_default().push(one);
        groups
    })
}

impl Material {
    async fn of<S: Scope>(scope: &S, companies: Vec<Company>) -> Result<Self, Fault> {
        let ids: Vec<CompanyId> = companies.iter().map(|company| company.id).collect();
        let places = workplaces::of_companies(scope, &ids).await?;
        let place_ids: Vec<WorkplaceId> = places.iter().map(|place| place.id).collect();
        let slots = slots::at_workplaces(scope, &place_ids).await?;
        Ok(Self {
            ledgers: ledgers_of(scope, &slots).await?,
            agreements: grouped(agreements::of_companies(scope, &ids).await?, |agreement| agreement.company),
            said: willingness::of_companies(scope, &ids).await?,
            used: used_workplaces(scope, &place_ids).await?,
            slots: grouped(slots, |slot| slot.company),
            workplaces: grouped(places, |place| place.company),
            companies,
        })
    }

    fn put_into(&self, kartotek: &mut Kartotek, touched: &HashSet<CompanyId>, app: &App) {
        let facts: Vec<Facts<'_>> = self.companies.iter().map(|company| self.facts(company)).collect();
        kartotek.put(touched, &facts, app.clock.today());
    }

    fn facts<'a>(&'a self, company: &'a Company) -> Facts<'a> {
        let workplaces = self.workplaces.get(&company.id).map_or(&[][..], Vec::as_slice);
        let slots = self.slots.get(&company.id).into_iter().flatten();
        Facts {
            slots: slots.filter_map(|slot| Some((slot, self.ledgers.get(&slot.id)?))).collect(),
            agreements: self.agreements.get(&company.id).into_iter().flatten().collect(),
            said: self.said.get(&company.id).map_or(&[][..], Vec::as_slice),
            is_used: workplaces.iter().any(|place| self.used.contains(&place.id)),
            workplaces,
            company,
        }
    }
}
