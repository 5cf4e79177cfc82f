//! Placements: rows in, things out.

mod lists;
mod ratio;

use chrono::NaiveDate;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use serde_json::{Value, json};
use uuid::Uuid;

pub use lists::{Filter, count, count_by_state, list, newest_of, sent_since, used_workplaces};

use super::{columns::words, error::fault, scope::Scope, work::Work};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{
        ids::{AccountId, CitizenId, ContactId, PlacementId, SlotId, WorkplaceId},
        passed_over::PassedOver,
        period::Period,
        placement::{NewFunction, Placement, StateName},
        reasons::{CitizenAnswer, DeclineCode},
        terms::{PlacementForm, Purpose},
    },
};

pub use ratio::{filling, filling_some};

/// A placement with everything that was written down on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The placement.
    pub placement: Placement,
    /// When it was proposed.
    pub proposed_at: Moment,
    /// What the citizen said before it was confirmed.
    pub citizen_answer: Option<CitizenAnswer>,
    /// The citizen's short statement; stays inside.
    pub citizen_statement: Option<String>,
    /// Why a rule or an unknown fact was passed over.
    pub override_reason: Option<String>,
    /// Every decision that passed over a rule or an unknown fact, oldest first.
    pub passed_over: Vec<PassedOver>,
    /// When it was confirmed; the company knows of it from then on.
    pub confirmed_at: Option<Moment>,
    /// When the company answered.
    pub answered_at: Option<Moment>,
    /// Times that the company proposed for a first talk.
    pub meeting_times: Vec<Moment>,
    /// Why the company said no.
    pub decline_code: Option<DeclineCode>,
    /// The company's note to its no; stays inside.
    pub decline_note: Option<String>,
    /// Who agreed it.
    pub agreed_by: Option<AccountId>,
    /// When.
    pub agreed_at: Option<Moment>,
    /// The last day, where it ended otherwise than planned.
    pub ended_on: Option<NaiveDate>,
    /// The coded reason or outcome of its end.
    pub end_code: Option<String>,
    /// The law's answer at the latest decision.
    pub verdict: Value,
    /// The rule set that was used.
    pub rule_set: Option<String>,
    /// Parts of the score at the proposal.
    pub match_parts: Value,
    /// The version of the weights.
    pub weights_version: Option<String>,
}

impl Record {
    /// A fresh proposal.
    #[must_use]
    pub fn proposed(placement: Placement, at: Moment) -> Self {
        Self {
            placement,
            proposed_at: at,
            citizen_answer: None,
            citizen_statement: None,
            override_reason: None,
            passed_over: Vec::new(),
            confirmed_at: None,
            answered_at: None,
            meeting_times: Vec::new(),
            decline_code: None,
            decline_note: None,
            agreed_by: None,
            agreed_at: None,
            ended_on: None,
            end_code: None,
            verdict: Value::Null,
            rule_set: None,
            match_parts: json!([]),
            weights_version: None,
        }
    }

    /// Whether the company has ever heard of it.
    #[must_use]
    pub fn has_reached_company(&self) -> bool {
        self.confirmed_at.is_some()
    }
}

fn unreadable(column: &'static str) -> Fault {
    Fault::plain(format!("a placement's {column} is no word of its list"))
}

fn thing(row: &entity::placement::Model) -> Result<Placement, Fault> {
    Ok(Placement {
        id: PlacementId(row.id),
        citizen: CitizenId(row.citizen_id),
        slot: SlotId(row.slot_id),
        workplace: WorkplaceId(row.workplace_id),
        form: PlacementForm::parse(&row.form).ok_or_else(|| unreadable("form"))?,
        state: StateName::parse(&row.state).ok_or_else(|| unreadable("state"))?,
        period: Period { from: row.starts_on, to: row.ends_on },
        weekly_hours: serde_json::from_value(row.weekly_hours.clone()).map_err(|error| Fault::new("weekly hours cannot be read", error))?,
        purpose: Purpose::parse(&row.purpose).ok_or_else(|| unreadable("purpose"))?,
        self_found: row.self_found,
        justifications: words(&row.justifications),
        function: NewFunction { same: row.same_function, difference_described: row.difference_described },
        proposed_by: AccountId(row.proposed_by),
        held_until: row.held_until,
        answer_by: row.answer_by,
        confirmed_by: row.confirmed_by.map(AccountId),
        answered_by: row.answered_by.map(ContactId),
        version: row.version,
    })
}

impl TryFrom<entity::placement::Model> for Record {
    type Error = Fault;

    fn try_from(row: entity::placement::Model) -> Result<Self, Fault> {
        Ok(Self {
            placement: thing(&row)?,
            proposed_at: row.proposed_at,
            citizen_answer: row.citizen_answer.as_deref().and_then(CitizenAnswer::parse),
            citizen_statement: row.citizen_statement,
            override_reason: row.override_reason,
            passed_over: read_passed_over(row.passed_over)?,
            confirmed_at: row.confirmed_at,
            answered_at: row.answered_at,
            meeting_times: serde_json::from_value(row.meeting_times).unwrap_or_default(),
            decline_code: row.decline_code.as_deref().and_then(DeclineCode::parse),
            decline_note: row.decline_note,
            agreed_by: row.agreed_by.map(AccountId),
            agreed_at: row.agreed_at,
            ended_on: row.ended_on,
            end_code: row.end_code,
            verdict: row.verdict,
            rule_set: row.rule_set,
            match_parts: row.match_parts,
            weights_version: row.weights_version,
        })
    }
}

/// What was passed over is never read as nothing.
fn read_passed_over(column: Option<Value>) -> Result<Vec<PassedOver>, Fault> {
    column.map_or_else(|| Ok(Vec::new()), serde_json::from_value).map_err(|error| Fault::new("what was passed over cannot be read", error))
}

fn columns(work: &Work<'_>, record: &Record) -> entity::placement::ActiveModel {
    let placement = &record.placement;
    entity::placement::ActiveModel {
        tenant_id: Unchanged(work.tenant().0),
        id: Unchanged(placement.id.0),
        state: Set(placement.state.as_str().to_owned()),
        starts_on: Set(placement.period.from),
        ends_on: Set(placement.period.to),
        weekly_hours: Set(json!(placement.weekly_hours)),
        purpose: Set(placement.purpose.as_str().to_owned()),
        self_found: Set(placement.self_found),
        justifications: Set(json!(placement.justifications)),
        same_function: Set(placement.function.same),
        difference_described: Set(placement.function.difference_described),
        held_until: Set(placement.held_until),
        confirmed_by: Set(placement.confirmed_by.map(Uuid::from)),
        confirmed_at: Set(record.confirmed_at),
        answer_by: Set(placement.answer_by),
        citizen_answer: Set(record.citizen_answer.map(|answer| answer.as_str().to_owned())),
        citizen_statement: Set(record.citizen_statement.clone()),
        override_reason: Set(record.override_reason.clone()),
        passed_over: Set((!record.passed_over.is_empty()).then(|| json!(record.passed_over))),
        answered_by: Set(placement.answered_by.map(Uuid::from)),
        answered_at: Set(record.answered_at),
        meeting_times: Set(json!(record.meeting_times)),
        decline_code: Set(record.decline_code.map(|code| code.as_str().to_owned())),
        decline_note: Set(record.decline_note.clone()),
        agreed_by: Set(record.agreed_by.map(Uuid::from)),
        agreed_at: Set(record.agreed_at),
        ended_on: Set(record.ended_on),
        end_code: Set(record.end_code.clone()),
        verdict: Set(record.verdict.clone()),
        rule_set: Set(record.rule_set.clone()),
        match_parts: Set(record.match_parts.clone()),
        weights_version: Set(record.weights_version.clone()),
        version: Set(placement.version),
        updated_at: Set(work.at()),
        ..Default::default()
    }
}

fn whole_row(work: &Work<'_>, record: &Record) -> entity::placement::ActiveModel {
    let placement = &record.placement;
    entity::placement::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(placement.id.0),
        citizen_id: Set(placement.citizen.0),
        slot_id: Set(placement.slot.0),
        workplace_id: Set(placement.workplace.0),
        form: Set(placement.form.as_str().to_owned()),
        proposed_by: Set(placement.proposed_by.0),
        proposed_at: Set(record.proposed_at),
        created_at: Set(work.at()),
        ..columns(work, record)
    }
}

/// Adds placements.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &Work<'_>, records: &[Record]) -> Result<(), Fault> {
    let rows = records.iter().map(|record| whole_row(work, record));
    entity::placement::Entity::insert_many(rows).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// Writes a changed placement and raises its version.
///
/// # Errors
/// The database refuses.
pub async fn update(work: &Work<'_>, record: &mut Record) -> Result<(), Fault> {
    record.placement.version += 1;
    columns(work, record).update(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// One placement.
///
/// # Errors
/// The database cannot be reached.
pub async fn find<S: Scope>(scope: &S, id: PlacementId) -> Result<Option<Record>, Fault> {
    let row = entity::placement::Entity::find_by_id((scope.tenant().0, id.0)).one(&scope.db()).await.map_err(fault)?;
    row.map(Record::try_from).transpose()
}

/// One placement, locked until the transaction ends (after its workplace and slot, never before).
///
/// # Errors
/// The database cannot be reached.
pub async fn lock(work: &Work<'_>, id: PlacementId) -> Result<Option<Record>, Fault> {
    let query = entity::placement::Entity::find_by_id((work.tenant().0, id.0)).lock_exclusive();
    query.one(&work.db()).await.map_err(fault)?.map(Record::try_from).transpose()
}

fn of_tenant<S: Scope>(scope: &S) -> Select<entity::placement::Entity> {
    entity::placement::Entity::find().filter(entity::placement::COLUMN.tenant_id.eq(scope.tenant().0))
}

fn records(rows: Vec<entity::placement::Model>) -> Result<Vec<Record>, Fault> {
    rows.into_iter().map(Record::try_from).collect()
}

fn stored(states: impl IntoIterator<Item = StateName>) -> Vec<&'static str> {
    states.into_iter().map(StateName::as_str).collect()
}

/// Whether a placement of the citizen is agreed or running.
///
/// # Errors
/// The database cannot be reached.
pub async fn with_place<S: Scope>(scope: &S, citizen: CitizenId) -> Result<bool, Fault> {
    let taken = [StateName::Agreed, StateName::Running];
    let query = of_tenant(scope)
        .filter(entity::placement::COLUMN.citizen_id.eq(citizen.0))
        .filter(entity::placement::COLUMN.state.is_in(stored(taken)));
    Ok(query.count(&scope.db()).await.map_err(fault)? > 0)
}

/// A citizen's placements that may still become agreed.
///
/// # Errors
/// The database cannot be reached.
pub async fn open_of_citizen<S: Scope>(scope: &S, citizen: CitizenId) -> Result<Vec<Record>, Fault> {
    let open = stored(StateName::ALL.iter().copied().filter(|state| state.is_open()));
    let query = of_tenant(scope)
        .filter(entity::placement::COLUMN.citizen_id.eq(citizen.0))
        .filter(entity::placement::COLUMN.state.is_in(open))
        .order_by_asc(entity::placement::Column::Id);
    records(query.all(&scope.db()).await.map_err(fault)?)
}

/// Several placements at once, by id.
///
/// # Errors
/// The database cannot be reached.
pub async fn some<S: Scope>(scope: &S, ids: &[PlacementId]) -> Result<Vec<Record>, Fault> {
    let query = of_tenant(scope).filter(entity::placement::COLUMN.id.is_in(ids.iter().map(|id| id.0)));
    records(query.all(&scope.db()).await.map_err(fault)?)
}
