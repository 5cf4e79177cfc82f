//! Lists that members of staff saved under a name.

use chrono::Duration;
use sea_orm::{ActiveValue::Set, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::OnConflict};

use super::{error::fault, scope::Scope, work::Work};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::ids::{AccountId, SavedViewId, TeamId},
};

/// Most views that one person sees.
const MOST: u64 = 100;

/// A saved view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// Own id.
    pub id: SavedViewId,
    /// Whose.
    pub account: AccountId,
    /// The team that sees it too.
    pub team: Option<TeamId>,
    /// What it is called.
    pub name: String,
    /// What stands behind the question mark.
    pub query: String,
    /// When it was deleted.
    pub deleted_at: Option<Moment>,
}

impl From<entity::saved_view::Model> for SavedView {
    fn from(row: entity::saved_view::Model) -> Self {
        Self {
            id: SavedViewId(row.id),
            account: AccountId(row.account_id),
            team: row.team_id.map(TeamId),
            name: row.name,
            query: row.query,
            deleted_at: row.deleted_at,
        }
    }
}

/// The views that somebody sees: the own ones and those of the team, by name.
///
/// # Errors
/// The database cannot be reached.
pub async fn seen_by<S: Scope>(scope: &S, account: AccountId, team: Option<TeamId>) -> Result<Vec<SavedView>, Fault> {
    use entity::saved_view::{COLUMN, Column};
    let own = COLUMN.account_id.eq(account.0);
    let seen = match team {
        Some(team) => own.or(COLUMN.team_id.eq(team.0)),
        None => own,
    };
    let query = entity::saved_view::Entity::find().filter(COLUMN.tenant_id.eq(scope.tenant().0)).filter(COLUMN.deleted_at.is_null());
    let rows = query.filter(seen).order_by_asc(Column::Name).order_by_asc(Column::Id).limit(MOST).all(&scope.db()).await.map_err(fault)?;
    Ok(rows.into_iter().map(SavedView::from).collect())
}

/// How many views somebody has.
///
/// # Errors
/// The database cannot be reached.
pub async fn count_of<S: Scope>(scope: &S, account: AccountId) -> Result<u64, Fault> {
    use entity::saved_view::COLUMN;
    let query = entity::saved_view::Entity::find().filter(COLUMN.tenant_id.eq(scope.tenant().0)).filter(COLUMN.deleted_at.is_null());
    query.filter(COLUMN.account_id.eq(account.0)).count(&scope.db()).await.map_err(fault)
}

/// One view, deleted or not.
///
/// # Errors
/// The database cannot be reached.
pub async fn find<S: Scope>(scope: &S, id: SavedViewId) -> Result<Option<SavedView>, Fault> {
    let row = entity::saved_view::Entity::find_by_id((scope.tenant().0, id.0)).one(&scope.db()).await.map_err(fault)?;
    Ok(row.map(SavedView::from))
}

/// Adds a view, or puts what has changed.
///
/// # Errors
/// The database refuses.
pub async fn save(work: &Work<'_>, view: &SavedView) -> Result<(), Fault> {
    use entity::saved_view::Column;
    let row = entity::saved_view::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(view.id.0),
        account_id: Set(view.account.0),
        team_id: Set(view.team.map(|team| team.0)),
        name: Set(view.name.clone()),
        query: Set(view.query.clone()),
        created_at: Set(work.at()),
        deleted_at: Set(view.deleted_at),
    };
    let changed = [Column::TeamId, Column::Name, Column::Query, Column::DeletedAt];
    let replace = OnConflict::columns([Column::TenantId, Column::Id]).update_columns(changed).to_owned();
    entity::saved_view::Entity::insert(row).on_conflict(replace).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// Throws away somebody's views that were deleted more than a day ago; nobody asks for them back any more.
///
/// # Errors
/// The database refuses.
pub async fn throw_away(work: &Work<'_>, account: AccountId) -> Result<(), Fault> {
    use entity::{default_view, saved_view};
    let old = || saved_view::COLUMN.deleted_at.lt(work.at() - Duration::days(1)).and(saved_view::COLUMN.account_id.eq(account.0));
    let of_tenant = || saved_view::Entity::find().filter(saved_view::COLUMN.tenant_id.eq(work.tenant().0)).filter(old());
    let ids: Vec<uuid::Uuid> = of_tenant().all(&work.db()).await.map_err(fault)?.into_iter().map(|row| row.id).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let shown_first = default_view::Entity::delete_many().filter(default_view::COLUMN.tenant_id.eq(work.tenant().0));
    shown_first.filter(default_view::COLUMN.view_id.is_in(ids)).exec(&work.db()).await.map_err(fault)?;
    let gone = saved_view::Entity::delete_many().filter(saved_view::COLUMN.tenant_id.eq(work.tenant().0)).filter(old());
    gone.exec(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// The view with which somebody begins.
///
/// # Errors
/// The database cannot be reached.
pub async fn first_of<S: Scope>(scope: &S, account: AccountId) -> Result<Option<SavedViewId>, Fault> {
    let row = entity::default_view::Entity::find_by_id((scope.tenant().0, account.0)).one(&scope.db()).await.map_err(fault)?;
    Ok(row.map(|row| SavedViewId(row.view_id)))
}

/// Says with which view somebody begins; none = with all companies.
///
/// # Errors
/// The database refuses.
pub async fn begin_with(work: &Work<'_>, account: AccountId, view: Option<SavedViewId>) -> Result<(), Fault> {
    use entity::default_view::{ActiveModel, Column, Entity};
    let Some(view) = view else {
        Entity::delete_by_id((work.tenant().0, account.0)).exec(&work.db()).await.map_err(fault)?;
        return Ok(());
    };
    let row = ActiveModel { tenant_id: Set(work.tenant().0), account_id: Set(account.0), view_id: Set(view.0) };
    let replace = OnConflict::columns([Column::TenantId, Column::AccountId]).update_column(Column::ViewId).to_owned();
    Entity::insert(row).on_conflict(replace).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}
