//! Enquiries from the public form.

use entity::enquiry::{ActiveModel, COLUMN, Column, Entity, Model};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockType},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{database::Database, error::fault, saving, scope::Scope, work::Work};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{
        enquiry::{Enquiry, EnquiryEnd, EnquiryNumber, EnquiryState},
        ids::{AccountId, CompanyId, EnquiryId, TeamId},
        terms::Language,
    },
};

/// Where enquiries come in today.
const PUBLIC_FORM: &str = "public_form";

fn thing(row: Model) -> Result<Enquiry, Fault> {
    let state = EnquiryState::parse(&row.state).ok_or_else(|| Fault::plain("the state of an enquiry is not known"))?;
    Ok(Enquiry {
        id: EnquiryId(row.id),
        number: EnquiryNumber { year: row.year, serial: row.serial },
        state,
        offer: row.offer.and_then(|value| serde_json::from_value(value).ok()),
        language: Language::parse(&row.language).unwrap_or(Language::Da),
        company: row.company_id.map(CompanyId),
        assigned_to: row.assigned_to.map(AccountId),
        team: row.team_id.map(TeamId),
        due_at: row.due_at,
        answer: row.answer,
        end: row.end_reason.as_deref().and_then(EnquiryEnd::parse),
        came_at: row.created_at,
        closed_at: row.closed_at,
        version: row.version,
    })
}

/// The number of the next enquiry of a year; the municipality's row is locked by the caller.
///
/// # Errors
/// The database cannot be reached.
pub async fn next_number(work: &Work<'_>, year: i32) -> Result<EnquiryNumber, Fault> {
    let of_year = Entity::find().filter(COLUMN.tenant_id.eq(work.tenant().0)).filter(COLUMN.year.eq(year));
    let latest = of_year.order_by_desc(Column::Serial).one(&work.db()).await.map_err(fault)?;
    Ok(EnquiryNumber { year, serial: latest.map_or(0, |row| row.serial) + 1 })
}

/// The enquiry that came of a form, where it was sent before.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_form<S: Scope>(scope: &S, once_key: &str) -> Result<Option<Enquiry>, Fault> {
    let query = Entity::find().filter(COLUMN.tenant_id.eq(scope.tenant().0)).filter(COLUMN.once_key.eq(once_key));
    query.one(&scope.db()).await.map_err(fault)?.map(thing).transpose()
}

/// Adds an enquiry.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &Work<'_>, enquiry: &Enquiry, once_key: &str) -> Result<(), Fault> {
    let mut row = row(work, enquiry);
    row.year = Set(enquiry.number.year);
    row.serial = Set(enquiry.number.serial);
    row.offer = Set(enquiry.offer.as_ref().map(|offer| json!(offer)));
    row.language = Set(enquiry.language.to_string());
    row.source = Set(PUBLIC_FORM.to_owned());
    row.once_key = Set(once_key.to_owned());
    row.created_at = Set(enquiry.came_at);
    Entity::insert(row).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// What may change of an enquiry; what was typed stays as it came.
fn row(work: &Work<'_>, enquiry: &Enquiry) -> ActiveModel {
    ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(enquiry.id.0),
        state: Set(enquiry.state.to_string()),
        company_id: Set(enquiry.company.map(Uuid::from)),
        assigned_to: Set(enquiry.assigned_to.map(Uuid::from)),
        team_id: Set(enquiry.team.map(Uuid::from)),
        due_at: Set(enquiry.due_at),
        answer: Set(enquiry.answer.clone()),
        end_reason: Set(enquiry.end.map(|end| end.to_string())),
        closed_at: Set(enquiry.closed_at),
        version: Set(enquiry.version),
        ..Default::default()
    }
}

/// Changes an enquiry and raises its version.
///
/// # Errors
/// Somebody changed it meanwhile (may pass), or the database refuses.
pub async fn update(work: &Work<'_>, enquiry: &Enquiry) -> Result<(), Fault> {
    let mut row = row(work, enquiry);
    row.version = Set(enquiry.version + 1);
    saving::update_numbered(work, row, COLUMN.version.eq(enquiry.version)).await
}

/// One enquiry.
///
/// # Errors
/// The database cannot be reached.
pub async fn find<S: Scope>(scope: &S, id: EnquiryId) -> Result<Option<Enquiry>, Fault> {
    let row = Entity::find_by_id((scope.tenant().0, id.0)).one(&scope.db()).await.map_err(fault)?;
    row.map(thing).transpose()
}

/// One enquiry, locked until the transaction ends.
///
/// # Errors
/// The database cannot be reached.
pub async fn lock(work: &Work<'_>, id: EnquiryId) -> Result<Option<Enquiry>, Fault> {
    let query = Entity::find_by_id((work.tenant().0, id.0)).lock(LockType::NoKeyUpdate);
    query.one(&work.db()).await.map_err(fault)?.map(thing).transpose()
}

/// Which enquiries are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// In one of these states.
    pub states: Vec<EnquiryState>,
    /// Of one person, of a team while they are nobody's, and those that nobody was chosen for.
    pub of: Option<(AccountId, Option<TeamId>)>,
    /// Due before a moment.
    pub due_before: Option<Moment>,
}

impl Filter {
    fn condition<S: Scope>(&self, scope: &S) -> Condition {
        let mut all = Condition::all()
            .add(Column::TenantId.eq(scope.tenant().0))
            .add(Column::State.is_in(self.states.iter().map(|state| state.as_str())));
        if let Some((account, team)) = self.of {
            let teams = team.map(|team| Column::TeamId.eq(team.0));
            let of_nobody = Condition::any().add(Column::TeamId.is_null()).add_option(teams);
            let unassigned = Condition::all().add(Column::AssignedTo.is_null()).add(of_nobody);
            all = all.add(Condition::any().add(Column::AssignedTo.eq(account.0)).add(unassigned));
        }
        all.add_option(self.due_before.map(|moment| Column::DueAt.lt(moment)))
    }
}

/// A page of enquiries, the most urgent first; the page after one begins behind it.
///
/// # Errors
/// The database cannot be reached.
pub async fn list<S: Scope>(scope: &S, filter: &Filter, after: Option<&Enquiry>, limit: u64) -> Result<Vec<Enquiry>, Fault> {
    let behind = after.map(|last| {
        let same_moment = Condition::all().add(Column::DueAt.eq(last.due_at)).add(Column::Id.gt(last.id.0));
        Condition::any().add(Column::DueAt.gt(last.due_at)).add(same_moment)
    });
    let rows = Entity::find()
        .filter(filter.condition(scope).add_option(behind))
        .order_by_asc(Column::DueAt)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    rows.into_iter().map(thing).collect()
}

/// How many enquiries there are of a kind.
///
/// # Errors
/// The database cannot be reached.
pub async fn count<S: Scope>(scope: &S, filter: &Filter) -> Result<u64, Fault> {
    Entity::find().filter(filter.condition(scope)).count(&scope.db()).await.map_err(fault)
}

/// Forgets what was typed in enquiries that were closed before a moment; tells how many.
///
/// # Errors
/// The database refuses.
pub async fn forget(database: &Database, before: Moment) -> Result<u64, Fault> {
    let done = Entity::update_many()
        .col_expr(Column::Offer, Expr::value(None::<Value>))
        .col_expr(Column::Answer, Expr::value(None::<String>))
        .filter(Column::ClosedAt.lt(before))
        .filter(Column::Offer.is_not_null())
        .exec(database.writing())
        .await
        .map_err(fault)?;
    Ok(done.rows_affected)
}
