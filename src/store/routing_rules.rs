//! The rules that send enquiries to somebody, in their order.

use entity::routing_rule::{ActiveModel, COLUMN, Column, Entity, Model};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use uuid::Uuid;

use super::{error::fault, scope::Scope, work::Work};
use crate::{
    base::fault::Fault,
    domain::{
        enquiry::{OfferKind, RoutingCondition, RoutingRule, RoutingTarget},
        ids::{AccountId, RoutingRuleId, TeamId},
    },
};

fn thing(row: Model) -> Option<RoutingRule> {
    let when = match row.kind.as_str() {
        "branch" => RoutingCondition::Branch(row.first),
        "postcodes" => RoutingCondition::Postcodes(row.first.clone(), row.last.unwrap_or(row.first)),
        "offer" => RoutingCondition::Offers(OfferKind::parse(&row.first)?),
        _ => return None,
    };
    let account = row.account_id.map(|id| RoutingTarget::Account(AccountId(id)));
    let to = account.or(row.team_id.map(|id| RoutingTarget::Team(TeamId(id))))?;
    Some(RoutingRule { id: RoutingRuleId(row.id), position: row.position, when, to })
}

/// All rules in their order.
///
/// # Errors
/// The database cannot be reached.
pub async fn all<S: Scope>(scope: &S) -> Result<Vec<RoutingRule>, Fault> {
    let rows = Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Id)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().filter_map(thing).collect())
}

/// Adds a rule.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &Work<'_>, rule: &RoutingRule) -> Result<(), Fault> {
    let (kind, first, last) = match &rule.when {
        RoutingCondition::Branch(prefix) => ("branch", prefix.clone(), None),
        RoutingCondition::Postcodes(from, to) => ("postcodes", from.clone(), Some(to.clone())),
        RoutingCondition::Offers(kind) => ("offer", kind.to_string(), None),
    };
    let (account, team) = match rule.to {
        RoutingTarget::Account(id) => (Some(Uuid::from(id)), None),
        RoutingTarget::Team(id) => (None, Some(Uuid::from(id))),
    };
    let row = ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(rule.id.0),
        position: Set(rule.position),
        kind: Set(kind.to_owned()),
        first: Set(first),
        last: Set(last),
        account_id: Set(account),
        team_id: Set(team),
        created_at: Set(work.at()),
    };
    Entity::insert(row).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// Moves a rule to a place in the order.
///
/// # Errors
/// The database refuses.
pub async fn place(work: &Work<'_>, id: RoutingRuleId, position: i32) -> Result<(), Fault> {
    let one = Entity::update_many().col_expr(Column::Position, Expr::value(position));
    one.filter(COLUMN.tenant_id.eq(work.tenant().0)).filter(COLUMN.id.eq(id.0)).exec(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// Deletes a rule.
///
/// # Errors
/// The database refuses.
pub async fn delete(work: &Work<'_>, id: RoutingRuleId) -> Result<(), Fault> {
    let one = Entity::delete_many().filter(COLUMN.tenant_id.eq(work.tenant().0)).filter(COLUMN.id.eq(id.0));
    one.exec(&work.db()).await.map_err(fault)?;
    Ok(())
}
