//! Whether the duties of agreements were kept, each with its latest judgement.

use entity::duty_judged::{ActiveModel, COLUMN, Column, Entity};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, sea_query::OnConflict};
use uuid::Uuid;

use super::{error::fault, scope::Scope, work::Work};
use crate::{
    base::fault::Fault,
    domain::{
        agreement::{DutyJudged, Judgement},
        ids::{AccountId, AgreementId},
    },
};

/// The judgements on the duties of an agreement.
///
/// # Errors
/// The database cannot be reached.
pub async fn judged<S: Scope>(scope: &S, agreement: AgreementId) -> Result<Vec<DutyJudged>, Fault> {
    let rows = Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.agreement_id.eq(agreement.0))
        .all(&scope.db())
        .await
        .map_err(fault)?;
    let thing = |row: entity::duty_judged::Model| {
        let judgement = Judgement::parse(&row.judgement)?;
        Some(DutyJudged { duty: row.duty_id, judgement, on: row.judged_on, by: row.account_id.map(AccountId) })
    };
    Ok(rows.into_iter().filter_map(thing).collect())
}

/// Writes a judgement down; an earlier one on the same duty is replaced.
///
/// # Errors
/// The database refuses.
pub async fn judge(work: &Work<'_>, agreement: AgreementId, said: &DutyJudged) -> Result<(), Fault> {
    let row = ActiveModel {
        tenant_id: Set(work.tenant().0),
        agreement_id: Set(agreement.0),
        duty_id: Set(said.duty),
        judgement: Set(said.judgement.to_string()),
        judged_on: Set(said.on),
        account_id: Set(said.by.map(|id| id.0)),
        updated_at: Set(work.at()),
    };
    let changed = [Column::Judgement, Column::JudgedOn, Column::AccountId, Column::UpdatedAt];
    let replace = OnConflict::columns([Column::TenantId, Column::AgreementId, Column::DutyId]).update_columns(changed).to_owned();
    Entity::insert(row).on_conflict(replace).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// Takes the judgement on a duty away.
///
/// # Errors
/// The database refuses.
pub async fn unjudge(work: &Work<'_>, agreement: AgreementId, duty: Uuid) -> Result<(), Fault> {
    Entity::delete_many()
        .filter(COLUMN.tenant_id.eq(work.tenant().0))
        .filter(COLUMN.agreement_id.eq(agreement.0))
        .filter(COLUMN.duty_id.eq(duty))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(())
}
