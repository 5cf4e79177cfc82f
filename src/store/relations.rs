//! Companies by how things stand with them: nobody in contact for long, never contacted, without an owner, handed over.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::company::{COLUMN, Column, Entity};
use sea_orm::{
    Condition, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, Query, SimpleExpr},
};
use uuid::Uuid;

use super::{
    companies,
    error::fault,
    scope::Scope,
    work::{Subject, Work},
};
use crate::{
    base::fault::Fault,
    domain::{
        company::Company,
        ids::{AccountId, CompanyId},
        names::name_key,
        placement::StateName,
        terms::LadderStep,
    },
};

/// How things stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There was a placement or contact once, and no contact since this day.
    Dormant(NaiveDate),
    /// Nobody has ever been in contact, and mail is not forbidden.
    NeverContacted,
    /// A partner without an owner, or one whose owner has left.
    Ownerless(Vec<AccountId>),
}

/// Which of them a list shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// How things stand.
    pub standing: Standing,
    /// The beginning of the branch code.
    pub branch: String,
    /// At least so many employees.
    pub employees: Option<i32>,
    /// In this municipality.
    pub municipality: String,
    /// Of this consultant.
    pub consultant: Option<AccountId>,
}

impl Filter {
    /// All that stand so.
    #[must_use]
    pub const fn all(standing: Standing) -> Self {
        Self { standing, branch: String::new(), employees: None, municipality: String::new(), consultant: None }
    }
}

/// A placement at one of the company's workplaces that ended before a day.
fn had_placement_before(day: NaiveDate) -> SimpleExpr {
    use entity::{placement, workplace};
    let ended = [StateName::Agreed, StateName::Running, StateName::Completed, StateName::Interrupted].map(|state| state.as_str());
    let found = Query::select()
        .expr(Expr::val(1))
        .from(workplace::Entity)
        .inner_join(
            placement::Entity,
            Expr::col((placement::Entity, placement::Column::TenantId))
                .equals((workplace::Entity, workplace::Column::TenantId))
                .and(Expr::col((placement::Entity, placement::Column::WorkplaceId)).equals((workplace::Entity, workplace::Column::Id))),
        )
        .and_where(Expr::col((workplace::Entity, workplace::Column::TenantId)).equals((Entity, Column::TenantId)))
        .and_where(Expr::col((workplace::Entity, workplace::Column::CompanyId)).equals((Entity, Column::Id)))
        .and_where(Expr::col((placement::Entity, placement::Column::State)).is_in(ended))
        .and_where(Expr::col((placement::Entity, placement::Column::EndsOn)).lt(day))
        .to_owned();
    Expr::exists(found)
}

fn standing(standing: &Standing) -> Condition {
    match standing {
        Standing::Dormant(since) => Condition::any()
            .add(COLUMN.last_contact_on.lt(*since))
            .add(Condition::all().add(COLUMN.last_contact_on.is_null()).add(had_placement_before(*since))),
        Standing::NeverContacted => Condition::all()
            .add(COLUMN.last_contact_on.is_null())
            .add(Condition::any().add(COLUMN.advertising_protected.is_null()).add(COLUMN.advertising_protected.eq(false))),
        Standing::Ownerless(left) => {
            let partners = [LadderStep::Samarbejde, LadderStep::Partnerskab].map(|step| step.as_str());
            Condition::any()
                .add(Condition::all().add(COLUMN.consultant_id.is_null()).add(COLUMN.ladder_step.is_in(partners)))
                .add(COLUMN.consultant_id.is_in(left.iter().map(|id| id.0)))
        }
    }
}

fn filtered<S: Scope>(scope: &S, filter: &Filter) -> Select<Entity> {
    let mut query = Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.closed_on.is_null())
        .filter(COLUMN.merged_into_id.is_null())
        .filter(standing(&filter.standing));
    let branch: String = filter.branch.chars().filter(char::is_ascii_digit).collect();
    if !branch.is_empty() {
        query = query.filter(COLUMN.branch_code.starts_with(branch));
    }
    if let Some(least) = filter.employees {
        query = query.filter(COLUMN.employees_min.gte(least));
    }
    if !filter.municipality.is_empty() {
        query = query.filter(COLUMN.municipality_code.eq(filter.municipality.as_str()));
    }
    if let Some(consultant) = filter.consultant {
        query = query.filter(COLUMN.consultant_id.eq(consultant.0));
    }
    query
}

/// Companies that stand so, in the order of the Danish alphabet, after one of them, at most `limit`.
///
/// # Errors
/// The database cannot be reached.
pub async fn list<S: Scope>(scope: &S, filter: &Filter, after: Option<&Company>, limit: u64) -> Result<Vec<Company>, Fault> {
    let mut query = filtered(scope, filter);
    if let Some(last) = after {
        let key = name_key(&last.name);
        query = query.filter(COLUMN.name_key.gt(key.as_str()).or(COLUMN.name_key.eq(key.as_str()).and(COLUMN.id.gt(last.id.0))));
    }
    let ids: Vec<Uuid> = query
        .select_only()
        .column(Column::Id)
        .order_by_asc(Column::NameKey)
        .order_by_asc(Column::Id)
        .limit(limit)
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    in_order(scope, ids).await
}

/// Companies in the order of some ids.
async fn in_order<S: Scope>(scope: &S, ids: Vec<Uuid>) -> Result<Vec<Company>, Fault> {
    let ids: Vec<CompanyId> = ids.into_iter().map(CompanyId).collect();
    let found = companies::some(scope, &ids).await?;
    let mut by_id: HashMap<CompanyId, Company> = found.into_iter().map(|company| (company.id, company)).collect();
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}

/// How many companies stand so.
///
/// # Errors
/// The database cannot be reached.
pub async fn count<S: Scope>(scope: &S, filter: &Filter) -> Result<u64, Fault> {
    filtered(scope, filter).count(&scope.db()).await.map_err(fault)
}

/// How many companies each consultant owns.
///
/// # Errors
/// The database cannot be reached.
pub async fn owned<S: Scope>(scope: &S) -> Result<HashMap<AccountId, u64>, Fault> {
    let rows: Vec<(Option<Uuid>, i64)> = Entity::find()
        .select_only()
        .column(Column::ConsultantId)
        .column_as(COLUMN.id.count(), "count")
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.consultant_id.is_not_null())
        .group_by(Column::ConsultantId)
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().filter_map(|(id, count)| Some((AccountId(id?), count.unsigned_abs()))).collect())
}

/// Gives all companies of a consultant to another, and their place as substitute; tells which companies change owner.
///
/// # Errors
/// The database refuses.
pub async fn hand_over(work: &mut Work<'_>, from: AccountId, to: AccountId) -> Result<Vec<CompanyId>, Fault> {
    let mine = |column: SimpleExpr| Condition::all().add(COLUMN.tenant_id.eq(work.tenant().0)).add(column);
    let ids: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(mine(COLUMN.consultant_id.eq(from.0)))
        .into_tuple()
        .all(&work.db())
        .await
        .map_err(fault)?;
    let raised = Expr::col(Column::Version).add(1);
    Entity::update_many()
        .col_expr(Column::SubstituteId, Expr::value(Some(to.0)))
        .col_expr(Column::Version, raised.clone())
        .filter(mine(COLUMN.substitute_id.eq(from.0)))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Entity::update_many()
        .col_expr(Column::ConsultantId, Expr::value(Some(to.0)))
        .col_expr(Column::Version, raised)
        .filter(mine(COLUMN.consultant_id.eq(from.0)))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    // Nobody stands in for himself.
    Entity::update_many()
        .col_expr(Column::SubstituteId, Expr::value(None::<Uuid>))
        .filter(mine(COLUMN.substitute_id.eq(to.0)))
        .filter(COLUMN.consultant_id.eq(to.0))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    let ids: Vec<CompanyId> = ids.into_iter().map(CompanyId).collect();
    ids.iter().for_each(|id| work.changed(Subject::new("company", *id)));
    Ok(ids)
}

/// The dormant companies of which their owner has not been told in this dormancy, and who was told since a day.
///
/// # Errors
/// The database cannot be reached.
pub async fn untold<S: Scope>(scope: &S, dormant_since: NaiveDate, told_since: NaiveDate) -> Result<HashMap<AccountId, u64>, Fault> {
    let filter = Filter::all(Standing::Dormant(dormant_since));
    let rows: Vec<(Option<Uuid>, i64)> = filtered(scope, &filter)
        .select_only()
        .column(Column::ConsultantId)
        .column_as(COLUMN.id.count(), "count")
        .filter(COLUMN.consultant_id.is_not_null())
        .filter(not_told())
        .group_by(Column::ConsultantId)
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    let told: Vec<Option<Uuid>> = Entity::find()
        .select_only()
        .column(Column::ConsultantId)
        .distinct()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.dormancy_told_on.gt(told_since))
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    let open = rows.into_iter().filter(|(id, _)| !told.contains(id));
    Ok(open.filter_map(|(id, count)| Some((AccountId(id?), count.unsigned_abs()))).collect())
}

/// Nobody was told since the latest contact.
fn not_told() -> Condition {
    let earlier = Expr::col((Entity, Column::DormancyToldOn)).lte(Expr::col((Entity, Column::LastContactOn)));
    Condition::any().add(COLUMN.dormancy_told_on.is_null()).add(earlier)
}

/// Notes that a consultant is told of the dormant companies of theirs.
///
/// # Errors
/// The database refuses.
pub async fn told(work: &Work<'_>, owner: AccountId, dormant_since: NaiveDate, on: NaiveDate) -> Result<u64, Fault> {
    let update = Entity::update_many()
        .col_expr(Column::DormancyToldOn, Expr::value(Some(on)))
        .filter(COLUMN.tenant_id.eq(work.tenant().0))
        .filter(COLUMN.consultant_id.eq(owner.0))
        .filter(COLUMN.closed_on.is_null())
        .filter(COLUMN.merged_into_id.is_null())
        .filter(standing(&Standing::Dormant(dormant_since)))
        .filter(not_told());
    Ok(update.exec(&work.db()).await.map_err(fault)?.rows_affected)
}
