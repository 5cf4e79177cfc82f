//! Verdicts as they were given, and the rule texts by which they were given: added, read, and erased with the citizen's case.

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set,
    EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, OnConflict},
};

use super::{error::fault, scope::Scope, work::Work};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{
        ids::{CitizenId, PlacementId, VerdictId},
        rulebook::{
            Verdict,
            kept::{KeptVerdict, TestedRule},
        },
    },
};

use entity::kept_verdict::{ActiveModel, COLUMN, Column, Entity, Model};

/// A kept verdict and whose case it belongs to.
#[derive(Clone, Debug)]
pub struct Row {
    /// Own id.
    pub id: VerdictId,
    /// The placement that was decided on.
    pub placement: PlacementId,
    /// Whose case the facts belong to.
    pub citizen: CitizenId,
    /// When.
    pub decided_at: Moment,
    /// The decision (confirm, agree, extend).
    pub act: String,
    /// Version of the program that answered.
    pub program: String,
    /// What was kept.
    pub kept: KeptVerdict,
}

impl TryFrom<Model> for Row {
    type Error = Fault;

    fn try_from(row: Model) -> Result<Self, Fault> {
        let rules: Vec<TestedRule> =
            serde_json::from_str(&row.rules).map_err(|error| Fault::new("the rules of a kept verdict cannot be read", error))?;
        let verdict = Verdict::parse(&row.verdict).ok_or_else(|| Fault::plain("a kept verdict is no word of its list"))?;
        Ok(Self {
            id: VerdictId(row.id),
            placement: PlacementId(row.placement_id),
            citizen: CitizenId(row.citizen_id),
            decided_at: row.decided_at,
            act: row.act,
            program: row.program,
            kept: KeptVerdict {
                verdict,
                rule_set: row.rule_set,
                rules_hash: row.rules_hash,
                rules,
                facts: row.facts,
                answer: row.answer,
                erased_on: row.erased_on,
            },
        })
    }
}

/// Keeps the text of the rules by which a verdict is given, where it is not kept yet.
///
/// # Errors
/// The database refuses.
pub async fn keep_text(work: &Work<'_>, hash: &str, text: &str) -> Result<(), Fault> {
    use entity::rule_text::{ActiveModel as TextRow, Column as TextColumn, Entity as Texts};
    let row = TextRow { tenant_id: Set(work.tenant().0), hash: Set(hash.to_owned()), files: Set(text.to_owned()), kept_at: Set(work.at()) };
    let there = OnConflict::columns([TextColumn::TenantId, TextColumn::Hash]).do_nothing().to_owned();
    Texts::insert(row).on_conflict(there).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// The text of the rules behind a hash.
///
/// # Errors
/// The database cannot be reached.
pub async fn text<S: Scope>(scope: &S, hash: &str) -> Result<Option<String>, Fault> {
    let columns = entity::rule_text::COLUMN;
    let one = entity::rule_text::Entity::find().filter(columns.tenant_id.eq(scope.tenant().0)).filter(columns.hash.eq(hash));
    Ok(one.one(&scope.db()).await.map_err(fault)?.map(|row| row.files))
}

/// Whether the text behind a hash is kept.
///
/// # Errors
/// The database cannot be reached.
pub async fn has_text<S: Scope>(scope: &S, hash: &str) -> Result<bool, Fault> {
    use sea_orm::PaginatorTrait;
    let columns = entity::rule_text::COLUMN;
    let one = entity::rule_text::Entity::find().filter(columns.tenant_id.eq(scope.tenant().0)).filter(columns.hash.eq(hash));
    Ok(one.count(&scope.db()).await.map_err(fault)? > 0)
}

/// Keeps a verdict.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &Work<'_>, row: &Row) -> Result<(), Fault> {
    let rules = serde_json::to_string(&row.kept.rules).map_err(|error| Fault::new("the rules of a verdict cannot be written", error))?;
    let row = ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(row.id.0),
        placement_id: Set(row.placement.0),
        citizen_id: Set(row.citizen.0),
        decided_at: Set(row.decided_at),
        act: Set(row.act.clone()),
        verdict: Set(row.kept.verdict.as_str().to_owned()),
        rule_set: Set(row.kept.rule_set),
        rules_hash: Set(row.kept.rules_hash.clone()),
        program: Set(row.program.clone()),
        rules: Set(rules),
        facts: Set(row.kept.facts.clone()),
        answer: Set(row.kept.answer.clone()),
        erased_on: Set(row.kept.erased_on),
    };
    Entity::insert(row).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// The verdicts that were kept with a placement, newest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_placement<S: Scope>(scope: &S, placement: PlacementId) -> Result<Vec<Row>, Fault> {
    let rows = Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.placement_id.eq(placement.0))
        .order_by_desc(Column::Id)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    rows.into_iter().map(Row::try_from).collect()
}

/// One kept verdict.
///
/// # Errors
/// The database cannot be reached.
pub async fn find<S: Scope>(scope: &S, id: VerdictId) -> Result<Option<Row>, Fault> {
    let one = Entity::find().filter(COLUMN.tenant_id.eq(scope.tenant().0)).filter(COLUMN.id.eq(id.0));
    one.one(&scope.db()).await.map_err(fault)?.map(Row::try_from).transpose()
}

/// Erases facts and answers of a citizen's verdicts; rule ids and dates stay. Tells how many there were.
///
/// # Errors
/// The database refuses.
pub async fn erase_of(work: &Work<'_>, citizen: CitizenId, on: NaiveDate) -> Result<u64, Fault> {
    let none = || Expr::value(Option::<String>::None);
    let done = Entity::update_many()
        .col_expr(Column::Facts, none())
        .col_expr(Column::Answer, none())
        .col_expr(Column::ErasedOn, Expr::value(on))
        .filter(COLUMN.tenant_id.eq(work.tenant().0))
        .filter(COLUMN.citizen_id.eq(citizen.0))
        .filter(COLUMN.erased_on.is_null())
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(done.rows_affected)
}
