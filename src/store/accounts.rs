//! Members of staff and their teams.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;
use uuid::Uuid;

use super::{columns, error::fault, saving, scope::Scope, work::Work};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{
        ids::{AccountId, TeamId},
        terms::Language,
    },
};

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Own id.
    pub id: AccountId,
    /// What is typed at sign-in.
    pub user_name: String,
    /// Name that colleagues and companies see.
    pub display_name: String,
    /// Work address.
    pub email: Option<String>,
    /// Work phone.
    pub phone: Option<String>,
    /// Stored words of the roles.
    pub roles: Vec<String>,
    /// Team.
    pub team: Option<TeamId>,
    /// Language of pages and letters.
    pub language: Language,
    /// Since when it may not sign in.
    pub disabled_at: Option<Moment>,
    /// Raised by each change.
    pub version: i32,
}

impl From<entity::account::Model> for Account {
    fn from(row: entity::account::Model) -> Self {
        Self {
            id: AccountId(row.id),
            user_name: row.user_name,
            display_name: row.display_name,
            email: row.email,
            phone: row.phone,
            roles: columns::words(&row.roles),
            team: row.team_id.map(TeamId),
            language: Language::parse(&row.language).unwrap_or(Language::Da),
            disabled_at: row.disabled_at,
            version: row.version,
        }
    }
}

/// One account.
///
/// # Errors
/// The database cannot be reached.
pub async fn find<S: Scope>(scope: &S, id: AccountId) -> Result<Option<Account>, Fault> {
    let row = entity::account::Entity::find_by_id((scope.tenant().0, id.0)).one(&scope.db()).await.map_err(fault)?;
    Ok(row.map(Account::from))
}

/// Several accounts at once, by id.
///
/// # Errors
/// The database cannot be reached.
pub async fn some<S: Scope>(scope: &S, ids: &[AccountId]) -> Result<Vec<Account>, Fault> {
    let rows = entity::account::Entity::find()
        .filter(entity::account::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::account::COLUMN.id.is_in(ids.iter().map(|id| id.0)))
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(Account::from).collect())
}

/// An account with its password hash, by the name typed at sign-in.
///
/// # Errors
/// The database cannot be reached.
pub async fn by_user_name<S: Scope>(scope: &S, user_name: &str) -> Result<Option<(Account, Option<String>)>, Fault> {
    let row = entity::account::Entity::find()
        .filter(entity::account::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::account::COLUMN.user_name.eq(user_name))
        .one(&scope.db())
        .await
        .map_err(fault)?;
    Ok(row.map(|row| {
        let hash = row.password_hash.clone();
        (Account::from(row), hash)
    }))
}

/// All accounts, by shown name.
///
/// # Errors
/// The database cannot be reached.
pub async fn all<S: Scope>(scope: &S) -> Result<Vec<Account>, Fault> {
    let rows = entity::account::Entity::find()
        .filter(entity::account::COLUMN.tenant_id.eq(scope.tenant().0))
        .order_by_asc(entity::account::Column::DisplayName)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(Account::from).collect())
}

fn columns(work: &Work<'_>, account: &Account) -> entity::account::ActiveModel {
    entity::account::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(account.id.0),
        user_name: Set(account.user_name.clone()),
        display_name: Set(account.display_name.clone()),
        email: Set(account.email.clone()),
        phone: Set(account.phone.clone()),
        roles: Set(json!(account.roles)),
        team_id: Set(account.team.map(Uuid::from)),
        language: Set(account.language.as_str().to_owned()),
        disabled_at: Set(account.disabled_at),
        version: Set(account.version),
        updated_at: Set(work.at()),
        ..Default::default()
    }
}

/// Adds an account; tells `false` when the user name is taken.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &Work<'_>, account: &Account, password_hash: Option<String>) -> Result<bool, Fault> {
    let mut row = columns(work, account);
    row.password_hash = Set(password_hash);
    row.created_at = Set(work.at());
    saving::insert(work, row).await
}

/// Changes an account and raises its version; tells `false` when the user name is taken.
///
/// # Errors
/// Somebody changed it meanwhile (may pass), or the database refuses.
pub async fn update(work: &Work<'_>, account: &Account) -> Result<bool, Fault> {
    let mut row = columns(work, account);
    row.version = Set(account.version + 1);
    saving::update(work, row, entity::account::COLUMN.version.eq(account.version)).await
}

/// Sets a new password hash.
///
/// # Errors
/// The database refuses.
pub async fn set_password(work: &Work<'_>, id: AccountId, password_hash: String) -> Result<(), Fault> {
    let row = entity::account::ActiveModel {
        tenant_id: Unchanged(work.tenant().0),
        id: Unchanged(id.0),
        password_hash: Set(Some(password_hash)),
        ..Default::default()
    };
    row.update(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// A team of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// Own id.
    pub id: TeamId,
    /// Name.
    pub name: String,
    /// Whether it is in use.
    pub active: bool,
    /// Raised by each change.
    pub version: i32,
}

impl From<entity::team::Model> for Team {
    fn from(row: entity::team::Model) -> Self {
        Self { id: TeamId(row.id), name: row.name, active: row.active, version: row.version }
    }
}

/// All teams, by name.
///
/// # Errors
/// The database cannot be reached.
pub async fn teams<S: Scope>(scope: &S) -> Result<Vec<Team>, Fault> {
    let rows = entity::team::Entity::find()
        .filter(entity::team::COLUMN.tenant_id.eq(scope.tenant().0))
        .order_by_asc(entity::team::Column::Name)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(Team::from).collect())
}

/// Adds or changes a team; tells `false` when the name is taken.
///
/// # Errors
/// The database refuses.
pub async fn save_team(work: &Work<'_>, team: &Team, is_new: bool) -> Result<bool, Fault> {
    let row = entity::team::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(team.id.0),
        name: Set(team.name.clone()),
        active: Set(team.active),
        version: Set(team.version + i32::from(!is_new)),
    };
    if is_new {
        return saving::insert(work, row).await;
    }
    saving::update(work, row, entity::team::COLUMN.version.eq(team.version)).await
}
