//! How the CVR register has answered, and whose turn it is to be looked up.

use sea_orm::{
    ActiveValue::Set,
    EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::{error::fault, scope::Scope, work::Work};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{ids::CompanyId, numbers::CvrNumber},
};

/// How the register has answered a municipality.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterState {
    /// Latest good answer.
    pub good_at: Option<Moment>,
    /// What the latest trouble was, and when; none = all is well.
    pub trouble: Option<(String, Moment)>,
    /// First trouble after the latest good answer.
    pub trouble_since: Option<Moment>,
    /// How many times in a row.
    pub troubles: u32,
    /// Not asked again before.
    pub rests_until: Option<Moment>,
    /// Somebody asks at present, and is given up then.
    pub asked_until: Option<Moment>,
}

fn state_of(row: entity::register_state::Model) -> RegisterState {
    RegisterState {
        good_at: row.good_at,
        trouble: row.trouble.zip(row.trouble_at),
        trouble_since: row.trouble_since,
        troubles: row.troubles.unsigned_abs(),
        rests_until: row.rests_until,
        asked_until: row.asked_until,
    }
}

/// How the register has answered.
///
/// # Errors
/// The database cannot be reached.
pub async fn state<S: Scope>(scope: &S) -> Result<RegisterState, Fault> {
    let row = entity::register_state::Entity::find_by_id(scope.tenant().0).one(&scope.db()).await.map_err(fault)?;
    Ok(row.map(state_of).unwrap_or_default())
}

/// Writes down how the register has answered.
///
/// # Errors
/// The database refuses.
pub async fn set_state(work: &Work<'_>, state: &RegisterState) -> Result<(), Fault> {
    use entity::register_state::Column;
    let (trouble, trouble_at) = state.trouble.clone().unzip();
    let row = entity::register_state::ActiveModel {
        tenant_id: Set(work.tenant().0),
        good_at: Set(state.good_at),
        trouble: Set(trouble),
        trouble_at: Set(trouble_at),
        trouble_since: Set(state.trouble_since),
        troubles: Set(i32::try_from(state.troubles).unwrap_or(i32::MAX)),
        rests_until: Set(state.rests_until),
        asked_until: Set(state.asked_until),
    };
    let all = [
        Column::GoodAt,
        Column::Trouble,
        Column::TroubleAt,
        Column::TroubleSince,
        Column::Troubles,
        Column::RestsUntil,
        Column::AskedUntil,
    ];
    let replace = OnConflict::column(Column::TenantId).update_columns(all).to_owned();
    entity::register_state::Entity::insert(row).on_conflict(replace).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// A company whose turn it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Which.
    pub company: CompanyId,
    /// Its CVR number.
    pub cvr: CvrNumber,
}

/// Companies that were not looked up since a moment, the longest ago first; those never looked up before all.
///
/// # Errors
/// The database cannot be reached.
pub async fn due<S: Scope>(scope: &S, since: Moment, limit: u64) -> Result<Vec<Due>, Fault> {
    use entity::company::{COLUMN, Column};
    let open = || entity::company::Entity::find().filter(COLUMN.tenant_id.eq(scope.tenant().0)).filter(COLUMN.merged_into_id.is_null());
    let columns = |all: sea_orm::Select<entity::company::Entity>| all.select_only().column(Column::Id).column(Column::Cvr);
    // Two questions, since the databases do not agree where an empty moment stands in an order.
    let never = columns(open().filter(COLUMN.register_checked_at.is_null()).order_by_asc(Column::Id).limit(limit));
    let mut found: Vec<(Uuid, String)> = never.into_tuple().all(&scope.db()).await.map_err(fault)?;
    if (found.len() as u64) < limit {
        let rest = limit - found.len() as u64;
        let earlier = open().filter(COLUMN.register_checked_at.lte(since)).order_by_asc(Column::RegisterCheckedAt).limit(rest);
        found.extend(columns(earlier).into_tuple::<(Uuid, String)>().all(&scope.db()).await.map_err(fault)?);
    }
    let due = |(id, cvr): (Uuid, String)| {
        let cvr = CvrNumber::parse(&cvr).map_err(|error| Fault::new("a stored CVR number cannot be read", error))?;
        Ok(Due { company: CompanyId(id), cvr })
    };
    found.into_iter().map(due).collect()
}

/// Notes that companies were looked up now; no change of the companies themselves, so their version stays.
///
/// # Errors
/// The database refuses.
pub async fn looked_up(work: &Work<'_>, companies: &[CompanyId]) -> Result<(), Fault> {
    use entity::company::{COLUMN, Column};
    entity::company::Entity::update_many()
        .col_expr(Column::RegisterCheckedAt, Expr::value(work.at()))
        .filter(COLUMN.tenant_id.eq(work.tenant().0))
        .filter(COLUMN.id.is_in(companies.iter().map(|id| id.0)))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(())
}

/// When a company was last looked up.
///
/// # Errors
/// The database cannot be reached.
pub async fn looked_up_at<S: Scope>(scope: &S, company: CompanyId) -> Result<Option<Moment>, Fault> {
    use entity::company::{COLUMN, Column};
    let found: Option<Option<Moment>> = entity::company::Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.id.eq(company.0))
        .select_only()
        .column(Column::RegisterCheckedAt)
        .into_tuple()
        .one(&scope.db())
        .await
        .map_err(fault)?;
    Ok(found.flatten())
}
