//! What the register says beside what we have, what changed, and how the register answers.

use std::collections::{HashMap, HashSet};

use chrono::{Duration, NaiveDate};
use uuid::Uuid;

use super::fields;
pub use crate::store::{register::Change, register_state::RegisterState};
use crate::{
    base::{
        clock::{Moment, day_of},
        fault::Fault,
    },
    domain::{
        company::{Company, Workplace},
        ids::{CompanyId, WorkplaceId},
        permission::Right,
        register_news::{self as news, ChangeKind, RegisterField, Standing},
    },
    store::{
        companies,
        register::{self, ChangeFilter, Said},
        register_state,
        scope::{Reader, Scope},
        slots, tenants, workplaces,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Question,
    },
};

/// Changes that a company's page shows.
const SHOWN: u64 = 10;

/// A field in which the register says something else than we do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which workplace; none = the company itself.
    pub workplace: Option<WorkplaceId>,
    /// Which field.
    pub field: RegisterField,
    /// Our value.
    pub ours: Option<String>,
    /// The register's.
    pub says: String,
    /// The month or day of a figure, where the register tells it.
    pub as_of: Option<String>,
    /// First day on which the register said so.
    pub since: NaiveDate,
    /// Whether somebody has looked at it and kept ours.
    pub declined: bool,
    /// Whether the register's value can become ours at the press of a button.
    pub can_be_used: bool,
}

/// What a company's page tells of the register.
#[derive(Clone, Debug)]
pub struct FromRegister {
    /// How the register answers.
    pub state: RegisterState,
    /// When the company was last looked up.
    pub looked_at: Option<Moment>,
    /// How the company stands there.
    pub standing: Option<Standing>,
    /// Since which day it has been seen so.
    pub standing_since: Option<NaiveDate>,
    /// Employees with the month or day of the figure.
    pub employees: Option<(String, Option<String>)>,
    /// Fields in which both sides differ.
    pub differences: Vec<Difference>,
    /// What changed, newest first.
    pub changes: Vec<Change>,
    /// Names of the workplaces.
    pub places: HashMap<WorkplaceId, String>,
}

/// What the register says of a company.
pub struct RegisterOf {
    /// Which.
    pub company: CompanyId,
}

impl Question for RegisterOf {
    const NAME: &'static str = "register.of_company";
    const RIGHT: Right = Right::SeeCompanies;
    type Answer = FromRegister;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<FromRegister, Failure> {
        let company = companies::find(reader, self.company).await?.or_not_found()?;
        let places = workplaces::of_company(reader, self.company).await?;
        let said = register::said_of(reader, &[self.company]).await?;
        let of = |field| said.get(&(company.id.0, field));
        let standing = of(RegisterField::Standing);
        Ok(FromRegister {
            state: register_state::state(reader).await?,
            looked_at: register_state::looked_up_at(reader, self.company).await?,
            standing: standing.and_then(|said| Standing::parse(&said.value)),
            standing_since: standing.map(|said| said.since),
            employees: of(RegisterField::Employees).map(|said| (said.value.clone(), said.as_of.clone())),
            differences: differences(&company, &places, &said),
            changes: register::changes_of(reader, self.company, SHOWN).await?,
            places: places.into_iter().map(|place| (place.id, place.name)).collect(),
        })
    }
}

fn differences(company: &Company, places: &[Workplace], said: &Said) -> Vec<Difference> {
    let mut all: Vec<Difference> = Vec::new();
    for field in RegisterField::ALL {
        let (ours, subject) = (news::of_company(company, *field), company.id.0);
        all.extend(difference(said, (subject, None), *field, ours));
    }
    for place in places {
        for field in RegisterField::ALL {
            let ours = news::of_workplace(place, company.cvr.as_str(), *field);
            all.extend(difference(said, (place.id.0, Some(place.id)), *field, ours));
        }
    }
    all
}

fn difference(
    said: &Said,
    (subject, workplace): (Uuid, Option<WorkplaceId>),
    field: RegisterField,
    ours: Option<String>,
) -> Option<Difference> {
    let says = said.get(&(subject, field))?;
    let is_over = |word: &str| Standing::parse(word).is_some_and(Standing::is_over);
    let agrees = match field {
        RegisterField::Standing => ours.as_deref().is_some_and(|ours| is_over(ours) == is_over(&says.value)) && says.value != "unknown",
        _ => ours.as_deref().is_some_and(|ours| news::same(field, ours, &says.value)),
    };
    let holds = workplace.is_none() || fields::fits_workplace(field, &says.value);
    let can_be_used = !matches!(field, RegisterField::Owner | RegisterField::Standing);
    (!agrees && holds).then(|| Difference {
        workplace,
        field,
        ours,
        says: says.value.clone(),
        as_of: says.as_of.clone(),
        since: says.since,
        declined: says.declined,
        can_be_used,
    })
}

/// What has changed in the register lately.
#[derive(Clone, Copy, Debug)]
pub struct ListChanges {
    /// Of this kind only.
    pub kind: Option<ChangeKind>,
    /// Those only that say that something has closed.
    pub closings: bool,
    /// Those too that somebody has marked as seen.
    pub seen_too: bool,
    /// So many days back.
    pub days: i64,
    /// From this place of the list on.
    pub from: u64,
    /// At most so many.
    pub limit: u64,
}

/// A change with the names of what it is about.
#[derive(Clone, Debug)]
pub struct ChangeRow {
    /// The change.
    pub change: Change,
    /// Name of the company.
    pub company: String,
    /// Name of the workplace.
    pub workplace: Option<String>,
    /// Whether open places lie there.
    pub has_open_places: bool,
}

/// A page of changes.
#[derive(Clone, Debug, Default)]
pub struct ChangeList {
    /// How many fit.
    pub total: u64,
    /// These of them: what has closed while places are open there before all else.
    pub rows: Vec<ChangeRow>,
    /// How the register answers.
    pub state: RegisterState,
}

impl Question for ListChanges {
    const NAME: &'static str = "register.changes";
    const RIGHT: Right = Right::SeeCompanies;
    type Answer = ChangeList;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<ChangeList, Failure> {
        let since = reader.at() - Duration::days(self.days);
        let filter = ChangeFilter { since, kind: self.kind, closings: self.closings, unseen: !self.seen_too };
        let found = register::changes(reader, &filter, self.from, self.limit).await?;
        let mut rows = named(reader, found).await?;
        // The order of the database holds within each group.
        rows.sort_by_key(|row| (!row.change.is_closing, !(row.change.is_closing && row.has_open_places)));
        Ok(ChangeList { total: register::count(reader, &filter).await?, rows, state: register_state::state(reader).await? })
    }
}

/// Names for all changes of a page in three queries.
async fn named(reader: &Reader<'_>, changes: Vec<Change>) -> Result<Vec<ChangeRow>, Fault> {
    let of_companies: HashSet<CompanyId> = changes.iter().map(|change| change.company).collect();
    let of_companies: Vec<CompanyId> = of_companies.into_iter().collect();
    let names: HashMap<CompanyId, String> =
        companies::some(reader, &of_companies).await?.into_iter().map(|company| (company.id, company.name)).collect();
    let places: HashMap<WorkplaceId, Workplace> =
        workplaces::of_companies(reader, &of_companies).await?.into_iter().map(|place| (place.id, place)).collect();
    let (today, ids) = (day_of(reader.at()), places.keys().copied().collect::<Vec<_>>());
    let open =
        slots::at_workplaces(reader, &ids).await?.into_iter().filter(|slot| !slot.paused && slot.open_to.is_none_or(|last| last >= today));
    let open: HashSet<(CompanyId, WorkplaceId)> = open.map(|slot| (slot.company, slot.workplace)).collect();
    let row = |change: Change| ChangeRow {
        company: names.get(&change.company).cloned().unwrap_or_default(),
        workplace: change.workplace.and_then(|id| places.get(&id)).map(|place| place.name.clone()),
        has_open_places: open.iter().any(|(company, place)| *company == change.company && change.workplace.is_none_or(|id| id == *place)),
        change,
    };
    Ok(changes.into_iter().map(row).collect())
}

/// How the register answers.
pub struct RegisterHealth;

impl Question for RegisterHealth {
    const NAME: &'static str = "register.health";
    const RIGHT: Right = Right::SeeCompanies;
    type Answer = RegisterState;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<RegisterState, Failure> {
        Ok(register_state::state(reader).await?)
    }
}

/// How the register answers the municipality that it answers worst; for whoever watches the house.
///
/// # Errors
/// The database cannot be reached.
pub async fn worst_state(app: &App) -> Result<RegisterState, Fault> {
    let mut worst = RegisterState::default();
    for tenant in tenants::all(&app.database).await? {
        let reader = app.reader(tenant.id).await?;
        let state = register_state::state(&reader).await;
        reader.end().await?;
        let state = state?;
        if state.trouble.is_some() || worst.trouble.is_none() && state.good_at > worst.good_at {
            worst = state;
        }
    }
    Ok(worst)
}
