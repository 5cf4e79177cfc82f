//! What is thrown away after its time: dispatched events, and codes, links and sessions that ended long ago.

use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, Query, SelectStatement, SimpleExpr},
};
use uuid::Uuid;

use super::{database::Database, error::fault, links::LinkKind};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{
        freshness::NoticeKind,
        placement::{StateName, Verb},
    },
};

/// Links that tell nothing once they have run out.
const OF_NO_PLACEMENT: [&str; 2] = [LinkKind::Reset.as_str(), LinkKind::Slots.as_str()];

/// Throws away what was done with before a moment; tells how many rows.
///
/// # Errors
/// The database refuses; nothing was thrown away.
pub async fn purge(database: &Database, before: Moment) -> Result<u64, Fault> {
    let tx = database.begin().await?;
    let of_access = codes(&tx, before).await? + links(&tx, before).await? + sessions(&tx, before).await?;
    let gone = of_access + events(&tx, before).await? + weekly_questions(&tx, before).await?;
    tx.commit().await.map_err(fault)?;
    Ok(gone)
}

async fn events(tx: &DatabaseTransaction, before: Moment) -> Result<u64, Fault> {
    let done = entity::event::Entity::delete_many().filter(entity::event::Column::DispatchedAt.lt(before)).exec(tx).await;
    Ok(done.map_err(fault)?.rows_affected)
}

/// What a slot was told of since a day must be told once however long ago that was; a week passes.
async fn weekly_questions(tx: &DatabaseTransaction, before: Moment) -> Result<u64, Fault> {
    use entity::slot_notice::{Column, Entity};
    let weekly = [NoticeKind::Week.as_str(), NoticeKind::Staff.as_str()];
    // What can no longer be taken back need not be kept.
    entity::slot_answer::Entity::delete_many().filter(entity::slot_answer::Column::AnsweredAt.lt(before)).exec(tx).await.map_err(fault)?;
    let done = Entity::delete_many().filter(Column::Kind.is_in(weekly)).filter(Column::ToldAt.lt(before)).exec(tx).await;
    Ok(done.map_err(fault)?.rows_affected)
}

async fn codes(tx: &DatabaseTransaction, before: Moment) -> Result<u64, Fault> {
    use entity::sign_in_code::{Column, Entity};
    let old = Query::select().column(Column::Id).from(Entity).and_where(Expr::col(Column::ExpiresAt).lt(before)).to_owned();
    forget_in_letters(tx, entity::letter::Column::CodeId, old).await?;
    let done = Entity::delete_many().filter(Column::ExpiresAt.lt(before)).exec(tx).await;
    Ok(done.map_err(fault)?.rows_affected)
}

/// An answer link tells who was asked, so it stays until its placement has ended.
async fn links(tx: &DatabaseTransaction, before: Moment) -> Result<u64, Fault> {
    use entity::link::{Column, Entity};
    let old = || Column::ExpiresAt.lt(before).and(Column::Kind.is_in(OF_NO_PLACEMENT).or(Column::PlacementId.in_subquery(ended())));
    let ids = Query::select().column(Column::Id).from(Entity).and_where(old()).to_owned();
    forget_in_letters(tx, entity::letter::Column::LinkId, ids).await?;
    let done = Entity::delete_many().filter(old()).exec(tx).await;
    Ok(done.map_err(fault)?.rows_affected)
}

/// The placements in a state that nothing leads out of.
fn ended() -> SelectStatement {
    use entity::placement::{Column, Entity};
    let is_last = |state: &&StateName| Verb::ALL.iter().all(|verb| state.after(*verb).is_none());
    let states = StateName::ALL.iter().filter(is_last).map(|state| state.as_str());
    Query::select().column(Column::Id).from(Entity).and_where(Column::State.is_in(states)).to_owned()
}

async fn sessions(tx: &DatabaseTransaction, before: Moment) -> Result<u64, Fault> {
    use entity::session::{Column, Entity};
    let ended: SimpleExpr = Column::EndsAt.lt(before).or(Column::RevokedAt.lt(before));
    let done = Entity::delete_many().filter(ended).exec(tx).await;
    Ok(done.map_err(fault)?.rows_affected)
}

/// A letter outlives what it carried.
async fn forget_in_letters(tx: &DatabaseTransaction, column: entity::letter::Column, gone: SelectStatement) -> Result<(), Fault> {
    entity::letter::Entity::update_many()
        .col_expr(column, Expr::value(None::<Uuid>))
        .filter(column.in_subquery(gone))
        .exec(tx)
        .await
        .map_err(fault)?;
    Ok(())
}
