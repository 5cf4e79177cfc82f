//! Versions of agreements.

use chrono::{Days, NaiveDate};
use entity::agreement_version::{ActiveModel, COLUMN, Column, Entity, Model};
use sea_orm::{ActiveValue::Set, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use serde_json::json;

use super::{error::fault, saving, scope::Scope, work::Work};
use crate::{
    base::fault::Fault,
    domain::{
        agreement::{AgreementVersion, Standing, VersionState, Voice},
        ids::{AccountId, AgreementId, AgreementVersionId, ContactId},
    },
};

/// Versions that one agreement shows at most.
const MOST: u64 = 200;

impl TryFrom<Model> for AgreementVersion {
    type Error = Fault;

    fn try_from(row: Model) -> Result<Self, Fault> {
        let unknown = || Fault::plain("an agreement's version is in no known state");
        let standing = Standing {
            state: VersionState::parse(&row.state).ok_or_else(unknown)?,
            company_agrees: row.company_agrees,
            voice: Voice::parse(&row.voice).ok_or_else(unknown)?,
        };
        Ok(Self {
            id: AgreementVersionId(row.id),
            agreement: AgreementId(row.agreement_id),
            number: row.number.unsigned_abs(),
            content: serde_json::from_value(row.content).map_err(|error| Fault::new("an agreement's content cannot be read", error))?,
            standing,
            sent_at: row.sent_at,
            company_yes: row.company_yes_at.zip(row.company_yes_by.map(ContactId)),
            paper: row.paper.and_then(|paper| serde_json::from_value(paper).ok()),
            representative: row.representative_id.map(ContactId),
            representative_yes: row.representative_yes_at,
            no_representative: row.no_representative,
            note: row.note,
            in_force_at: row.in_force_at,
            reminded: row.reminded.map(i32::unsigned_abs),
            written_by: row.written_by.map(AccountId),
            version: row.version,
        })
    }
}

/// One version.
///
/// # Errors
/// The database cannot be reached.
pub async fn find<S: Scope>(scope: &S, id: AgreementVersionId) -> Result<Option<AgreementVersion>, Fault> {
    let row = Entity::find_by_id((scope.tenant().0, id.0)).one(&scope.db()).await.map_err(fault)?;
    row.map(AgreementVersion::try_from).transpose()
}

/// The versions of an agreement, latest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_agreement<S: Scope>(scope: &S, agreement: AgreementId) -> Result<Vec<AgreementVersion>, Fault> {
    of_agreements(scope, &[agreement]).await
}

/// The versions of several agreements in one query, latest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_agreements<S: Scope>(scope: &S, agreements: &[AgreementId]) -> Result<Vec<AgreementVersion>, Fault> {
    if agreements.is_empty() {
        return Ok(Vec::new());
    }
    let most = MOST.saturating_mul(agreements.len() as u64);
    let rows = Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.agreement_id.is_in(agreements.iter().map(|id| id.0)))
        .order_by_desc(Column::Number)
        .order_by_desc(Column::Id)
        .limit(most)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    rows.into_iter().map(AgreementVersion::try_from).collect()
}

/// Approved versions whose first day has come and whose slots are not made yet, oldest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn waiting_for_their_day<S: Scope>(scope: &S, today: NaiveDate, limit: u64) -> Result<Vec<AgreementVersion>, Fault> {
    let rows = Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.state.eq(VersionState::Approved.as_str()))
        .filter(COLUMN.in_force_at.is_null())
        .filter(COLUMN.starts_on.lte(today))
        .order_by_asc(Column::StartsOn)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    rows.into_iter().map(AgreementVersion::try_from).collect()
}

/// Versions in force that end within one of so many days from a day on and of whose end nobody was told at that mark yet,
/// soonest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn untold_ends<S: Scope>(scope: &S, from: NaiveDate, marks: &[u32], limit: u64) -> Result<Vec<AgreementVersion>, Fault> {
    let untold = marks.iter().fold(Condition::any(), |any, mark| {
        let unmarked = Condition::any().add(COLUMN.reminded.is_null()).add(COLUMN.reminded.gt(i32::try_from(*mark).unwrap_or(i32::MAX)));
        any.add(Condition::all().add(COLUMN.ends_on.lte(from + Days::new(u64::from(*mark)))).add(unmarked))
    });
    let rows = Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.state.eq(VersionState::Approved.as_str()))
        .filter(COLUMN.in_force_at.is_not_null())
        .filter(COLUMN.ends_on.gte(from))
        .filter(untold)
        .order_by_asc(Column::EndsOn)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    rows.into_iter().map(AgreementVersion::try_from).collect()
}

fn row(work: &Work<'_>, version: &AgreementVersion) -> ActiveModel {
    ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(version.id.0),
        agreement_id: Set(version.agreement.0),
        number: Set(i32::try_from(version.number).unwrap_or(i32::MAX)),
        content: Set(json!(version.content)),
        state: Set(version.standing.state.to_string()),
        company_agrees: Set(version.standing.company_agrees),
        voice: Set(version.standing.voice.to_string()),
        sent_at: Set(version.sent_at),
        company_yes_at: Set(version.company_yes.map(|(at, _)| at)),
        company_yes_by: Set(version.company_yes.map(|(_, by)| by.0)),
        paper: Set(version.paper.as_ref().map(|paper| json!(paper))),
        representative_id: Set(version.representative.map(|id| id.0)),
        representative_yes_at: Set(version.representative_yes),
        no_representative: Set(version.no_representative.clone()),
        note: Set(version.note.clone()),
        in_force_at: Set(version.in_force_at),
        starts_on: Set(version.content.starts_on),
        ends_on: Set(version.content.ends_on),
        reminded: Set(version.reminded.map(|days| i32::try_from(days).unwrap_or(i32::MAX))),
        written_by: Set(version.written_by.map(|id| id.0)),
        version: Set(version.version),
        updated_at: Set(work.at()),
        ..Default::default()
    }
}

/// Adds a version; tells `false` when its number is taken.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &Work<'_>, version: &AgreementVersion) -> Result<bool, Fault> {
    let mut row = row(work, version);
    row.created_at = Set(work.at());
    saving::insert(work, row).await
}

/// Changes a version and raises its count of changes.
///
/// # Errors
/// Somebody changed it meanwhile (may pass), or the database refuses.
pub async fn update(work: &Work<'_>, version: &AgreementVersion) -> Result<(), Fault> {
    let mut row = row(work, version);
    row.version = Set(version.version + 1);
    saving::update_numbered(work, row, COLUMN.version.eq(version.version)).await
}

/// Notes that the reminder of a stage was sent; `false` where this stage or a later one was noted already.
///
/// # Errors
/// The database refuses.
pub async fn remind(work: &Work<'_>, id: AgreementVersionId, days: u32) -> Result<bool, Fault> {
    let days = i32::try_from(days).unwrap_or(i32::MAX);
    let done = Entity::update_many()
        .col_expr(Column::Reminded, Expr::value(days))
        .filter(COLUMN.tenant_id.eq(work.tenant().0))
        .filter(COLUMN.id.eq(id.0))
        .filter(COLUMN.reminded.is_null().or(COLUMN.reminded.gt(days)))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(done.rows_affected == 1)
}
