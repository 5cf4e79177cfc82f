//! A municipality's own editions of the rules: drafts, those up for approval, those in force and those taken back.

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, Iterable, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::Expr,
};
use uuid::Uuid;

use super::{error::fault, saving, scope::Scope, work::Work};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{
        edition::{EditionState, RuleEdition, Signed},
        ids::{AccountId, EditionId},
    },
};

use entity::rule_edition::{ActiveModel, COLUMN, Column, Entity, Model};

fn signed(by: Option<Uuid>, at: Option<Moment>) -> Option<Signed> {
    Some(Signed { by: AccountId(by?), at: at? })
}

impl TryFrom<Model> for RuleEdition {
    type Error = Fault;

    fn try_from(row: Model) -> Result<Self, Fault> {
        Ok(Self {
            id: EditionId(row.id),
            name: row.name,
            valid_from: row.valid_from,
            hash: row.hash,
            state: EditionState::parse(&row.state).ok_or_else(|| Fault::plain("an edition's state is no word of its list"))?,
            made: Signed { by: AccountId(row.made_by), at: row.made_at },
            proposed: signed(row.proposed_by, row.proposed_at),
            approved: signed(row.approved_by, row.approved_at),
            withdrawn: signed(row.withdrawn_by, row.withdrawn_at),
            reason: row.reason,
            version: row.version,
        })
    }
}

fn columns(edition: &RuleEdition) -> ActiveModel {
    let by = |signed: Option<Signed>| Set(signed.map(|signed| signed.by.0));
    let at = |signed: Option<Signed>| Set(signed.map(|signed| signed.at));
    ActiveModel {
        name: Set(edition.name.clone()),
        valid_from: Set(edition.valid_from),
        hash: Set(edition.hash.clone()),
        state: Set(edition.state.as_str().to_owned()),
        made_by: Set(edition.made.by.0),
        made_at: Set(edition.made.at),
        proposed_by: by(edition.proposed),
        proposed_at: at(edition.proposed),
        approved_by: by(edition.approved),
        approved_at: at(edition.approved),
        withdrawn_by: by(edition.withdrawn),
        withdrawn_at: at(edition.withdrawn),
        reason: Set(edition.reason.clone()),
        version: Set(edition.version),
        ..Default::default()
    }
}

/// Adds an edition with its text.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &Work<'_>, edition: &RuleEdition, text: &str) -> Result<(), Fault> {
    let row = ActiveModel { tenant_id: Set(work.tenant().0), id: Set(edition.id.0), files: Set(text.to_owned()), ..columns(edition) };
    Entity::insert(row).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// Saves an edition that was read with the version before; its text too where one is given.
///
/// # Errors
/// Somebody was faster, or the database refuses.
pub async fn save(work: &Work<'_>, edition: &RuleEdition, text: Option<&str>) -> Result<(), Fault> {
    let read = edition.version;
    let mut row = ActiveModel { tenant_id: Unchanged(work.tenant().0), id: Unchanged(edition.id.0), ..columns(edition) };
    row.version = Set(read + 1);
    if let Some(text) = text {
        row.files = Set(text.to_owned());
    }
    saving::update_numbered(work, row, Column::Version.eq(read)).await
}

/// Throws a draft away as it was read.
///
/// # Errors
/// Somebody was faster, which may pass; or the database refuses.
pub async fn remove(work: &Work<'_>, edition: &RuleEdition) -> Result<(), Fault> {
    let one = Entity::delete_many()
        .filter(COLUMN.tenant_id.eq(work.tenant().0))
        .filter(COLUMN.id.eq(edition.id.0))
        .filter(COLUMN.state.eq(EditionState::Draft.as_str()))
        .filter(COLUMN.version.eq(edition.version));
    let done = one.exec(&work.db()).await.map_err(fault)?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Fault::plain("somebody else moved the edition meanwhile").passing()) }
}

/// All editions without their texts, the latest first day first.
///
/// # Errors
/// The database cannot be reached.
pub async fn all<S: Scope>(scope: &S) -> Result<Vec<RuleEdition>, Fault> {
    // A text is tens of kB, and a list shows none.
    let rows = Entity::find()
        .select_only()
        .columns(Column::iter().filter(|column| !matches!(column, Column::Files)))
        .expr_as(Expr::value(""), "files")
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .order_by_desc(Column::ValidFrom)
        .order_by_desc(Column::Id)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    rows.into_iter().map(RuleEdition::try_from).collect()
}

/// One edition with its text.
///
/// # Errors
/// The database cannot be reached.
pub async fn find<S: Scope>(scope: &S, id: EditionId) -> Result<Option<(RuleEdition, String)>, Fault> {
    let one = Entity::find().filter(COLUMN.tenant_id.eq(scope.tenant().0)).filter(COLUMN.id.eq(id.0));
    let row = one.one(&scope.db()).await.map_err(fault)?;
    row.map(|row| {
        let text = row.files.clone();
        RuleEdition::try_from(row).map(|edition| (edition, text))
    })
    .transpose()
}

/// Which editions are in force, by id, in the order in which they were approved: the stamp of a municipality's rule book.
///
/// # Errors
/// The database cannot be reached.
pub async fn stamp<S: Scope>(scope: &S) -> Result<Vec<Uuid>, Fault> {
    in_force(scope).into_tuple().all(&scope.db()).await.map_err(fault)
}

/// Id, first day and text of each edition in force, in the order in which they were approved.
///
/// # Errors
/// The database cannot be reached.
pub async fn published<S: Scope>(scope: &S) -> Result<Vec<(Uuid, NaiveDate, String)>, Fault> {
    let with_text = in_force(scope).column(Column::ValidFrom).column(Column::Files);
    with_text.into_tuple().all(&scope.db()).await.map_err(fault)
}

/// The ids of the editions in force, in the order in which they were approved.
fn in_force<S: Scope>(scope: &S) -> Select<Entity> {
    Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.state.eq(EditionState::Published.as_str()))
        .order_by_asc(Column::ApprovedAt)
        .order_by_asc(Column::Id)
}
