//! Campaigns and their companies.

use std::collections::HashMap;

use entity::{campaign, campaign_company as member};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::{error::fault, scope::Scope, work::Work};
use crate::{
    base::fault::Fault,
    domain::{
        campaign::{Campaign, CampaignCompany, CampaignResult},
        ids::{AccountId, CampaignId, CompanyId},
    },
};

fn thing(row: campaign::Model) -> Campaign {
    Campaign {
        id: CampaignId(row.id),
        name: row.name,
        owner: AccountId(row.owner_id),
        goal: row.goal,
        ends_on: row.ends_on,
        made_at: row.created_at,
    }
}

fn company(row: member::Model) -> Option<CampaignCompany> {
    Some(CampaignCompany {
        campaign: CampaignId(row.campaign_id),
        company: CompanyId(row.company_id),
        assigned_to: row.assigned_to.map(AccountId),
        result: CampaignResult::parse(&row.state)?,
        note: row.note,
        noted: row.at.map(|at| (at, row.account_id.map(AccountId))),
    })
}

/// Makes a campaign with its companies, none of them called yet.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &Work<'_>, made: &Campaign, companies: &[CompanyId]) -> Result<(), Fault> {
    let row = campaign::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(made.id.0),
        name: Set(made.name.clone()),
        owner_id: Set(made.owner.0),
        goal: Set(made.goal.clone()),
        ends_on: Set(made.ends_on),
        created_at: Set(made.made_at),
    };
    campaign::Entity::insert(row).exec_without_returning(&work.db()).await.map_err(fault)?;
    add(work, made.id, companies).await
}

/// Adds companies to a campaign; those that are in it stay as they are.
///
/// # Errors
/// The database refuses.
pub async fn add(work: &Work<'_>, into: CampaignId, companies: &[CompanyId]) -> Result<(), Fault> {
    if companies.is_empty() {
        return Ok(());
    }
    let row = |id: &CompanyId| member::ActiveModel {
        tenant_id: Set(work.tenant().0),
        campaign_id: Set(into.0),
        company_id: Set(id.0),
        assigned_to: Set(None),
        state: Set(CampaignResult::Open.to_string()),
        note: Set(String::new()),
        at: Set(None),
        account_id: Set(None),
    };
    let key = [member::Column::TenantId, member::Column::CampaignId, member::Column::CompanyId];
    let unless_there = OnConflict::columns(key).do_nothing().to_owned();
    let rows = companies.iter().map(row);
    member::Entity::insert_many(rows).on_conflict(unless_there).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// One campaign.
///
/// # Errors
/// The database cannot be reached.
pub async fn find<S: Scope>(scope: &S, id: CampaignId) -> Result<Option<Campaign>, Fault> {
    let row = campaign::Entity::find_by_id((scope.tenant().0, id.0)).one(&scope.db()).await.map_err(fault)?;
    Ok(row.map(thing))
}

/// The newest campaigns.
///
/// # Errors
/// The database cannot be reached.
pub async fn newest<S: Scope>(scope: &S, limit: u64) -> Result<Vec<Campaign>, Fault> {
    let of_tenant = campaign::Entity::find().filter(campaign::COLUMN.tenant_id.eq(scope.tenant().0));
    let newest = of_tenant.order_by_desc(campaign::Column::CreatedAt).order_by_desc(campaign::Column::Id).limit(limit);
    Ok(newest.all(&scope.db()).await.map_err(fault)?.into_iter().map(thing).collect())
}

fn of_campaign<S: Scope>(scope: &S, id: CampaignId) -> Select<member::Entity> {
    member::Entity::find().filter(member::COLUMN.tenant_id.eq(scope.tenant().0)).filter(member::COLUMN.campaign_id.eq(id.0))
}

/// The companies of a campaign, in the order of their ids.
///
/// # Errors
/// The database cannot be reached.
pub async fn companies_of<S: Scope>(scope: &S, id: CampaignId) -> Result<Vec<CampaignCompany>, Fault> {
    let rows = of_campaign(scope, id).order_by_asc(member::Column::CompanyId).all(&scope.db()).await.map_err(fault)?;
    Ok(rows.into_iter().filter_map(company).collect())
}

/// One company of a campaign.
///
/// # Errors
/// The database cannot be reached.
pub async fn company_of<S: Scope>(scope: &S, id: CampaignId, of: CompanyId) -> Result<Option<CampaignCompany>, Fault> {
    let row = of_campaign(scope, id).filter(member::COLUMN.company_id.eq(of.0)).one(&scope.db()).await.map_err(fault)?;
    Ok(row.and_then(company))
}

/// The names of the campaigns in which a company is, with what came of it, newest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn about<S: Scope>(scope: &S, of: CompanyId) -> Result<Vec<(Campaign, CampaignResult)>, Fault> {
    let rows = member::Entity::find()
        .filter(member::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(member::COLUMN.company_id.eq(of.0))
        .all(&scope.db())
        .await
        .map_err(fault)?;
    let results: HashMap<Uuid, CampaignResult> =
        rows.iter().filter_map(|row| Some((row.campaign_id, CampaignResult::parse(&row.state)?))).collect();
    let campaigns = campaign::Entity::find()
        .filter(campaign::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(campaign::COLUMN.id.is_in(results.keys().copied()))
        .order_by_desc(campaign::Column::CreatedAt)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(campaigns.into_iter().filter_map(|row| results.get(&row.id).copied().map(|result| (thing(row), result))).collect())
}

/// How many companies of each of some campaigns have come to what.
///
/// # Errors
/// The database cannot be reached.
pub async fn results_of<S: Scope>(scope: &S, ids: &[CampaignId]) -> Result<HashMap<CampaignId, Vec<(CampaignResult, u64)>>, Fault> {
    let rows: Vec<(Uuid, String, i64)> = member::Entity::find()
        .select_only()
        .column(member::Column::CampaignId)
        .column(member::Column::State)
        .column_as(member::COLUMN.company_id.count(), "count")
        .filter(member::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(member::COLUMN.campaign_id.is_in(ids.iter().map(|id| id.0)))
        .group_by(member::Column::CampaignId)
        .group_by(member::Column::State)
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    let mut found: HashMap<CampaignId, Vec<(CampaignResult, u64)>> = HashMap::new();
    for (id, state, count) in rows {
        let result = CampaignResult::parse(&state).map(|result| (result, count.unsigned_abs()));
        found.entry(CampaignId(id)).or_default().extend(result);
    }
    Ok(found)
}

/// Notes what came of a company.
///
/// # Errors
/// The database refuses.
pub async fn note(work: &Work<'_>, noted: &CampaignCompany) -> Result<(), Fault> {
    let (at, by) = noted.noted.unzip();
    let row = member::ActiveModel {
        tenant_id: Unchanged(work.tenant().0),
        campaign_id: Unchanged(noted.campaign.0),
        company_id: Unchanged(noted.company.0),
        state: Set(noted.result.to_string()),
        note: Set(noted.note.clone()),
        at: Set(at),
        account_id: Set(by.flatten().map(Uuid::from)),
        ..Default::default()
    };
    row.update(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// Gives some companies of a campaign to somebody, as far as nobody has them.
///
/// # Errors
/// The database refuses.
pub async fn assign(work: &Work<'_>, id: CampaignId, companies: &[CompanyId], to: AccountId) -> Result<(), Fault> {
    member::Entity::update_many()
        .col_expr(member::Column::AssignedTo, Expr::value(Some(to.0)))
        .filter(member::COLUMN.tenant_id.eq(work.tenant().0))
        .filter(member::COLUMN.campaign_id.eq(id.0))
        .filter(member::COLUMN.company_id.is_in(companies.iter().map(|id| id.0)))
        .filter(member::COLUMN.assigned_to.is_null())
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(())
}
