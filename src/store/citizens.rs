//! Citizens: the CPR number lies encrypted beside a keyed hash for look-up.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    EntityTrait, ExprTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::NullOrdering,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    columns,
    error::fault,
    placements, saving,
    scope::Scope,
    work::{Subject, Work},
};
use crate::{
    base::fault::Fault,
    domain::{
        citizen::{Citizen, LegalSituation, PersonName, Profile},
        ids::{AccountId, CitizenId, SearchId, TeamId},
        names::name_key,
        numbers::CprNumber,
        terms::{LanguageLevel, Transport},
    },
};

/// What the encrypted number is bound to.
fn cpr_place(id: Uuid) -> String {
    format!("citizen:cpr:{id}")
}

fn cpr<S: Scope>(scope: &S, row: &entity::citizen::Model) -> Result<Option<CprNumber>, Fault> {
    let Some(cipher) = &row.cpr_cipher else { return Ok(None) };
    let digits = scope.keys().open(cipher, &cpr_place(row.id))?;
    CprNumber::parse(&digits).map(Some).map_err(|error| Fault::new("a stored CPR number cannot be read", error))
}

fn profile(row: &entity::citizen::Model) -> Profile {
    Profile {
        wishes: serde_json::from_value(row.wishes.clone()).unwrap_or_default(),
        skills: columns::words(&row.skills),
        hours: columns::hours(row.hours_min, row.hours_max),
        can_from: row.can_from,
        can_to: row.can_to,
        times: columns::times(row.time_from, row.time_to),
        transport: row.transport.as_deref().and_then(Transport::parse),
        max_km: row.max_km,
        avoids: columns::words(&row.avoids),
        needs: columns::words(&row.needs),
        language: row.language_level.as_deref().and_then(LanguageLevel::parse),
        licences: columns::words(&row.licences),
        // The home's point follows from the postcode, which only the use cases can look up.
        home: None,
        protected: row.protected,
    }
}

fn legal(row: &entity::citizen::Model) -> LegalSituation {
    LegalSituation {
        target_group: row.target_group.clone(),
        birth_date: row.birth_date,
        birth_year: row.birth_year,
        unemployed_since: row.unemployed_since,
        dimittendsats: row.dimittendsats,
        single_parent: row.single_parent,
        has_education: row.has_education,
        jobparat: row.jobparat,
        aabenlyst_uddannelsesparat: row.aabenlyst_uddannelsesparat,
        arbejdspligt: row.arbejdspligt,
        integration_act: row.integration_act,
        group_granted_on: row.group_granted_on,
        currently_employed: row.currently_employed,
        last_employer: row.last_employer.clone(),
        last_function: row.last_function.clone(),
    }
}

fn thing<S: Scope>(scope: &S, row: entity::citizen::Model) -> Result<Citizen, Fault> {
    Ok(Citizen {
        id: CitizenId(row.id),
        search: SearchId(row.search_id),
        cpr: cpr(scope, &row)?,
        profile: profile(&row),
        legal: legal(&row),
        external_id: row.external_id,
        name: PersonName::new(row.given_name, row.family_name),
        postcode: row.postcode,
        benefit_since: row.benefit_since,
        waiting_since: row.waiting_since,
        has_place: row.has_place,
        deadline: row.deadline,
        team: row.team_id.map(TeamId),
        consultant: row.consultant_id.map(AccountId),
        version: row.version,
    })
}

fn of_tenant<S: Scope>(scope: &S) -> Select<entity::citizen::Entity> {
    entity::citizen::Entity::find().filter(entity::citizen::COLUMN.tenant_id.eq(scope.tenant().0))
}

async fn all<S: Scope>(scope: &S, query: Select<entity::citizen::Entity>) -> Result<Vec<Citizen>, Fault> {
    let rows = query.all(&scope.db()).await.map_err(fault)?;
    rows.into_iter().map(|row| thing(scope, row)).collect()
}

/// One citizen.
///
/// # Errors
/// The database cannot be reached.
pub async fn find<S: Scope>(scope: &S, id: CitizenId) -> Result<Option<Citizen>, Fault> {
    Ok(all(scope, of_tenant(scope).filter(entity::citizen::COLUMN.id.eq(id.0))).await?.pop())
}

/// One citizen by the id of the municipality's own list.
///
/// # Errors
/// The database cannot be reached.
pub async fn by_external_id<S: Scope>(scope: &S, external_id: &str) -> Result<Option<Citizen>, Fault> {
    Ok(all(scope, of_tenant(scope).filter(entity::citizen::COLUMN.external_id.eq(external_id))).await?.pop())
}

/// One citizen by CPR number.
///
/// # Errors
/// The database cannot be reached.
pub async fn by_cpr<S: Scope>(scope: &S, cpr: &CprNumber) -> Result<Option<Citizen>, Fault> {
    let index = scope.keys().blind_index("cpr", cpr.reveal());
    Ok(all(scope, of_tenant(scope).filter(entity::citizen::COLUMN.cpr_index.eq(index))).await?.pop())
}

/// Several citizens at once, in no order.
///
/// # Errors
/// The database cannot be reached.
pub async fn some<S: Scope>(scope: &S, ids: &[CitizenId]) -> Result<Vec<Citizen>, Fault> {
    all(scope, of_tenant(scope).filter(entity::citizen::COLUMN.id.is_in(ids.iter().map(|id| id.0)))).await
}

/// Several citizens by their random names in the citizen index, in no order.
///
/// # Errors
/// The database cannot be reached.
pub async fn found<S: Scope>(scope: &S, names: &[SearchId]) -> Result<Vec<Citizen>, Fault> {
    all(scope, of_tenant(scope).filter(entity::citizen::COLUMN.search_id.is_in(names.iter().map(|id| id.0)))).await
}

/// Which citizens a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those who wait for a place.
    pub waiting: bool,
    /// Only those with a deadline up to this day.
    pub deadline_to: Option<NaiveDate>,
    /// Only those of one job consultant.
    pub consultant: Option<AccountId>,
    /// Only those of one team.
    pub team: Option<TeamId>,
}

/// Those who wait: a place is asked for, and none is agreed or running.
fn waiting(query: Select<entity::citizen::Entity>) -> Select<entity::citizen::Entity> {
    query.filter(entity::citizen::COLUMN.waiting_since.is_not_null()).filter(entity::citizen::COLUMN.has_place.eq(false))
}

fn filtered<S: Scope>(scope: &S, filter: &Filter) -> Select<entity::citizen::Entity> {
    let mut query = of_tenant(scope);
    if filter.waiting {
        query = waiting(query);
    }
    if let Some(day) = filter.deadline_to {
        query = query.filter(entity::citizen::COLUMN.deadline.lte(day));
    }
    if let Some(consultant) = filter.consultant {
        query = query.filter(entity::citizen::COLUMN.consultant_id.eq(consultant.0));
    }
    if let Some(team) = filter.team {
        query = query.filter(entity::citizen::COLUMN.team_id.eq(team.0));
    }
    query
}

/// Those of a filter: who waits longest first, then by deadline; after a number of them.
///
/// # Errors
/// The database cannot be reached.
pub async fn list<S: Scope>(scope: &S, filter: &Filter, skip: u64, limit: u64) -> Result<Vec<Citizen>, Fault> {
    use entity::citizen::Column;
    let query = filtered(scope, filter)
        .order_by_asc(Column::HasPlace)
        .order_by_with_nulls(Column::WaitingSince, Order::Asc, NullOrdering::Last)
        .order_by_with_nulls(Column::Deadline, Order::Asc, NullOrdering::Last)
        .order_by_asc(Column::Id);
    all(scope, query.offset(skip).limit(limit)).await
}

/// The random names of those of a filter, each with the home postcode; none where the address is protected.
///
/// # Errors
/// The database cannot be reached.
pub async fn postcodes<S: Scope>(scope: &S, filter: &Filter) -> Result<Vec<(SearchId, Option<String>)>, Fault> {
    use entity::citizen::Column;
    let query = filtered(scope, filter).select_only().column(Column::SearchId).column(Column::Postcode).column(Column::Protected);
    let rows: Vec<(Uuid, Option<String>, bool)> = query.into_tuple().all(&scope.db()).await.map_err(fault)?;
    Ok(rows.into_iter().map(|(name, postcode, protected)| (SearchId(name), postcode.filter(|_| !protected))).collect())
}

/// How many citizens a filter has.
///
/// # Errors
/// The database cannot be reached.
pub async fn count<S: Scope>(scope: &S, filter: &Filter) -> Result<u64, Fault> {
    filtered(scope, filter).count(&scope.db()).await.map_err(fault)
}

/// Whether each of some citizens is under the integration act, where that is known; nothing else about them is read.
///
/// # Errors
/// The database cannot be reached.
pub async fn integration_acts<S: Scope>(scope: &S, ids: &[CitizenId]) -> Result<HashMap<CitizenId, bool>, Fault> {
    let rows: Vec<(Uuid, Option<bool>)> = of_tenant(scope)
        .select_only()
        .column(entity::citizen::Column::Id)
        .column(entity::citizen::Column::IntegrationAct)
        .filter(entity::citizen::COLUMN.id.is_in(ids.iter().map(|id| id.0)))
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().filter_map(|(id, act)| Some((CitizenId(id), act?))).collect())
}

/// Citizens whose family name, or a later word of the name, begins with what was typed, in the order of names.
///
/// # Errors
/// The database cannot be reached.
pub async fn named<S: Scope>(scope: &S, typed: &str, limit: u64) -> Result<Vec<Citizen>, Fault> {
    let key = name_key(typed);
    let column = entity::citizen::COLUMN.name_key;
    let query = of_tenant(scope)
        .filter(column.starts_with(key.as_str()).or(column.contains(format!(" {key}"))))
        .order_by_asc(entity::citizen::Column::NameKey)
        .limit(limit);
    all(scope, query).await
}

/// A page of all citizens in the order of their ids, after an id; for rebuilding the index in bounded memory.
///
/// # Errors
/// The database cannot be reached.
pub async fn page<S: Scope>(scope: &S, after: Option<CitizenId>, limit: u64) -> Result<Vec<Citizen>, Fault> {
    let mut query = of_tenant(scope).order_by_asc(entity::citizen::Column::Id);
    if let Some(after) = after {
        query = query.filter(entity::citizen::COLUMN.id.gt(after.0));
    }
    all(scope, query.limit(limit)).await
}

/// How many wait, and how many of them have a deadline up to a day.
///
/// # Errors
/// The database cannot be reached.
pub async fn waiting_counts<S: Scope>(scope: &S, deadline_to: NaiveDate) -> Result<(u64, u64), Fault> {
    let waiting = waiting(of_tenant(scope));
    let due = waiting.clone().filter(entity::citizen::COLUMN.deadline.lte(deadline_to));
    Ok((waiting.count(&scope.db()).await.map_err(fault)?, due.count(&scope.db()).await.map_err(fault)?))
}

fn profile_columns(row: &mut entity::citizen::ActiveModel, profile: &Profile) {
    row.wishes = Set(json!(profile.wishes));
    row.skills = Set(columns::list(&profile.skills));
    row.hours_min = Set(profile.hours.map(|hours| hours.min));
    row.hours_max = Set(profile.hours.map(|hours| hours.max));
    row.can_from = Set(profile.can_from);
    row.can_to = Set(profile.can_to);
    row.time_from = Set(profile.times.map(|times| i32::from(times.from)));
    row.time_to = Set(profile.times.map(|times| i32::from(times.to)));
    row.transport = Set(profile.transport.map(|transport| transport.to_string()));
    row.max_km = Set(profile.max_km);
    row.avoids = Set(columns::list(&profile.avoids));
    row.needs = Set(columns::list(&profile.needs));
    row.language_level = Set(profile.language.map(|level| level.to_string()));
    row.licences = Set(columns::list(&profile.licences));
    row.protected = Set(profile.protected);
}

fn legal_columns(row: &mut entity::citizen::ActiveModel, legal: &LegalSituation) {
    row.target_group = Set(legal.target_group.clone());
    row.birth_date = Set(legal.birth_date);
    row.birth_year = Set(legal.birth_year);
    row.unemployed_since = Set(legal.unemployed_since);
    row.dimittendsats = Set(legal.dimittendsats);
    row.single_parent = Set(legal.single_parent);
    row.has_education = Set(legal.has_education);
    row.jobparat = Set(legal.jobparat);
    row.aabenlyst_uddannelsesparat = Set(legal.aabenlyst_uddannelsesparat);
    row.arbejdspligt = Set(legal.arbejdspligt);
    row.integration_act = Set(legal.integration_act);
    row.group_granted_on = Set(legal.group_granted_on);
    row.currently_employed = Set(legal.currently_employed);
    row.last_employer = Set(legal.last_employer.clone());
    row.last_function = Set(legal.last_function.clone());
}

fn row(work: &Work<'_>, citizen: &Citizen) -> Result<entity::citizen::ActiveModel, Fault> {
    let sealed = |cpr: &CprNumber| work.keys().seal(cpr.reveal(), &cpr_place(citizen.id.0), work.ids());
    let mut row = entity::citizen::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(citizen.id.0),
        external_id: Set(citizen.external_id.clone()),
        search_id: Set(citizen.search.0),
        cpr_cipher: Set(citizen.cpr.as_ref().map(sealed).transpose()?),
        cpr_index: Set(citizen.cpr.as_ref().map(|cpr| work.keys().blind_index("cpr", cpr.reveal()))),
        given_name: Set(citizen.name.given().to_owned()),
        family_name: Set(citizen.name.family().to_owned()),
        name_key: Set(name_key(&format!("{} {}", citizen.name.family(), citizen.name.given()))),
        postcode: Set(citizen.postcode.clone()),
        benefit_since: Set(citizen.benefit_since),
        waiting_since: Set(citizen.waiting_since),
        deadline: Set(citizen.deadline),
        team_id: Set(citizen.team.map(|id| id.0)),
        consultant_id: Set(citizen.consultant.map(|id| id.0)),
        version: Set(citizen.version),
        updated_at: Set(work.at()),
        ..Default::default()
    };
    profile_columns(&mut row, &citizen.profile);
    legal_columns(&mut row, &citizen.legal);
    Ok(row)
}

/// Adds a citizen; tells `false` when the CPR number or `borger_id` is there already.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &mut Work<'_>, citizen: &Citizen) -> Result<bool, Fault> {
    let mut row = row(work, citizen)?;
    row.created_at = Set(work.at());
    work.changed(Subject::new("citizen", citizen.id));
    saving::insert(work, row).await
}

/// Changes a citizen and raises the version.
///
/// # Errors
/// Somebody changed it meanwhile (may pass), or the database refuses.
pub async fn update(work: &mut Work<'_>, citizen: &Citizen) -> Result<(), Fault> {
    let mut row = row(work, citizen)?;
    row.version = Set(citizen.version + 1);
    work.changed(Subject::new("citizen", citizen.id));
    saving::update_numbered(work, row, entity::citizen::COLUMN.version.eq(citizen.version)).await
}

/// Notes whether a placement of the citizen is agreed or running, from the placements as they now stand.
///
/// # Errors
/// The database refuses.
pub async fn note_places(work: &mut Work<'_>, id: CitizenId) -> Result<(), Fault> {
    let placed = placements::with_place(work, id).await?;
    let row = entity::citizen::ActiveModel {
        tenant_id: Unchanged(work.tenant().0),
        id: Unchanged(id.0),
        has_place: Set(placed),
        ..Default::default()
    };
    work.changed(Subject::new("citizen", id));
    row.update(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// Says since when a citizen awaits a place; none takes the citizen off the list.
///
/// # Errors
/// The database refuses.
pub async fn wait(work: &mut Work<'_>, id: CitizenId, since: Option<NaiveDate>) -> Result<(), Fault> {
    let row = entity::citizen::ActiveModel {
        tenant_id: Unchanged(work.tenant().0),
        id: Unchanged(id.0),
        waiting_since: Set(since),
        ..Default::default()
    };
    work.changed(Subject::new("citizen", id));
    row.update(&work.db()).await.map_err(fault)?;
    Ok(())
}
