//! Letters on their way: written once for each event and recipient, claimed by one postman at a time.

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, TransactionTrait, UpdateMany,
    sea_query::{Alias, CaseStatement, Expr, ExprTrait, LockBehavior, LockType, Order, Query, SimpleExpr},
};
use uuid::Uuid;

use super::{database::Database, error::fault, scope::Scope, work::Work};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{
        ids::{AccountId, ContactId, LetterId, LinkId, PlacementId, TenantId},
        letter::{LetterKind, LetterState},
        terms::Language,
    },
};

/// A letter to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLetter {
    /// Which.
    pub kind: LetterKind,
    /// In the recipient's language.
    pub language: Language,
    /// To a company's contact.
    pub contact: Option<ContactId>,
    /// To a member of staff.
    pub account: Option<AccountId>,
    /// What it is about.
    pub placement: Option<PlacementId>,
    /// The link that it carries.
    pub link: Option<LinkId>,
    /// The sign-in code that it carries.
    pub code: Option<Uuid>,
    /// What it is about, where that is no placement; its kind says what.
    pub subject: Option<Uuid>,
    /// Why, where the letter differs by it.
    pub reason: Option<String>,
    /// The event behind it: one letter for each event and recipient.
    pub event: Uuid,
}

/// Writes a letter into the outbox; a second one for the same event and recipient is none. `domain` is the right
/// side of its Message-ID; before `not_before` it is not tried.
///
/// # Errors
/// The database refuses.
pub async fn enqueue(work: &Work<'_>, letter: &NewLetter, domain: &str, not_before: Moment) -> Result<(), Fault> {
    let id = work.new_id();
    let recipient = letter.contact.map(Uuid::from).or(letter.account.map(Uuid::from)).unwrap_or_default();
    let row = entity::letter::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(id),
        kind: Set(letter.kind.to_string()),
        language: Set(letter.language.to_string()),
        contact_id: Set(letter.contact.map(Uuid::from)),
        account_id: Set(letter.account.map(Uuid::from)),
        placement_id: Set(letter.placement.map(Uuid::from)),
        link_id: Set(letter.link.map(Uuid::from)),
        code_id: Set(letter.code),
        subject_id: Set(letter.subject),
        reason: Set(letter.reason.clone()),
        event_key: Set(format!("{}:{recipient}", letter.event)),
        message_id: Set(format!("<{}@{domain}>", work.ids().random())),
        state: Set(LetterState::Waiting.to_string()),
        attempts: Set(0),
        doubts: Set(0),
        next_try_at: Set(not_before),
        locked_until: Set(None),
        last_error: Set(None),
        sent_at: Set(None),
        created_at: Set(work.at()),
    };
    let once = [entity::letter::Column::TenantId, entity::letter::Column::EventKey];
    entity::letter::Entity::insert(row).on_conflict_do_nothing_on(once).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// A letter in the hands of a postman.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Municipality.
    pub tenant: TenantId,
    /// Own id.
    pub id: LetterId,
    /// Which.
    pub kind: LetterKind,
    /// Language.
    pub language: Language,
    /// To a company's contact.
    pub contact: Option<ContactId>,
    /// To a member of staff.
    pub account: Option<AccountId>,
    /// What it is about.
    pub placement: Option<PlacementId>,
    /// The link that it carries.
    pub link: Option<LinkId>,
    /// The sign-in code that it carries.
    pub code: Option<Uuid>,
    /// What it is about, where that is no placement; its kind says what.
    pub subject: Option<Uuid>,
    /// Why, where the letter differs by it.
    pub reason: Option<String>,
    /// Message-ID, the same at each try.
    pub message_id: String,
    /// Tries, this one included.
    pub tries: u32,
    /// Tries after which nobody knows whether the server has it.
    pub doubts: u32,
    /// When written.
    pub written_at: Moment,
    /// Until when nobody else takes it.
    pub leased_until: Moment,
}

fn claimed(row: entity::letter::Model, until: Moment) -> Result<Letter, Fault> {
    let kind = LetterKind::parse(&row.kind).ok_or_else(|| Fault::plain(format!("letter {} is of no known kind", row.id)))?;
    Ok(Letter {
        tenant: TenantId(row.tenant_id),
        id: LetterId(row.id),
        kind,
        language: Language::parse(&row.language).unwrap_or(Language::Da),
        contact: row.contact_id.map(ContactId),
        account: row.account_id.map(AccountId),
        placement: row.placement_id.map(PlacementId),
        link: row.link_id.map(LinkId),
        code: row.code_id,
        subject: row.subject_id,
        reason: row.reason,
        message_id: row.message_id,
        tries: row.attempts.unsigned_abs() + 1,
        doubts: row.doubts.unsigned_abs(),
        written_at: row.created_at,
        leased_until: until,
    })
}

/// Waiting letters whose time has come, and those whose postman has not come back.
fn due(at: Moment) -> Condition {
    use entity::letter::Column;
    let waiting = Column::State.eq(LetterState::Waiting.as_str()).and(Column::NextTryAt.lte(at));
    let abandoned = Column::State.eq(LetterState::Sending.as_str()).and(Column::LockedUntil.lte(at));
    // Another version of the program may know more kinds; it sees to those.
    let known = Column::Kind.is_in(LetterKind::ALL.iter().map(|kind| kind.as_str()));
    Condition::all().add(known).add(Condition::any().add(waiting).add(abandoned)).add(held_back().not())
}

/// That a question is gone is told after the question's own letter has been sent or given up, never before.
fn held_back() -> SimpleExpr {
    use entity::letter::Column;
    let asked = Alias::new("asked");
    let of_asked = |column: Column| Expr::col((asked.clone(), column));
    let under_way = Query::select()
        .expr(Expr::val(1))
        .from_as(entity::letter::Entity, asked.clone())
        .and_where(of_asked(Column::TenantId).equals((entity::letter::Entity, Column::TenantId)))
        .and_where(of_asked(Column::PlacementId).equals((entity::letter::Entity, Column::PlacementId)))
        .and_where(of_asked(Column::Kind).eq(LetterKind::NewProposal.as_str()))
        .and_where(of_asked(Column::State).is_in([LetterState::Waiting.as_str(), LetterState::Sending.as_str()]))
        .to_owned();
    Column::Kind.eq(LetterKind::ProposalGone.as_str()).and(Expr::exists(under_way))
}

/// Lets the letters of a question that is gone settle at once, so that nobody waits for them.
///
/// # Errors
/// The database refuses.
pub async fn settle_questions_now(work: &Work<'_>, placement: PlacementId) -> Result<(), Fault> {
    use entity::letter::Column;
    entity::letter::Entity::update_many()
        .col_expr(Column::NextTryAt, Expr::value(work.at()))
        .filter(Column::TenantId.eq(work.tenant().0))
        .filter(Column::PlacementId.eq(placement.0))
        .filter(Column::Kind.eq(LetterKind::NewProposal.as_str()))
        .filter(Column::State.eq(LetterState::Waiting.as_str()))
        .filter(Column::NextTryAt.gt(work.at()))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(())
}

/// Whether a contact has a letter that asks about a placement, or may have it.
///
/// # Errors
/// The database cannot be reached.
pub async fn may_have_been_asked<S: Scope>(scope: &S, placement: PlacementId, contact: ContactId) -> Result<bool, Fault> {
    use entity::letter::Column;
    let has_it = Column::State.eq(LetterState::Sent.as_str()).or(Column::Doubts.gt(0));
    let found = entity::letter::Entity::find()
        .filter(Column::TenantId.eq(scope.tenant().0))
        .filter(Column::PlacementId.eq(placement.0))
        .filter(Column::ContactId.eq(contact.0))
        .filter(Column::Kind.eq(LetterKind::NewProposal.as_str()))
        .filter(has_it)
        .limit(1)
        .one(&scope.db())
        .await
        .map_err(fault)?;
    Ok(found.is_some())
}

/// Whether a letter is due; cheap, takes no lock.
///
/// # Errors
/// The database cannot be reached.
pub async fn is_due(database: &Database, at: Moment) -> Result<bool, Fault> {
    let found = entity::letter::Entity::find().filter(due(at)).limit(1).one(database.reading()).await.map_err(fault)?;
    Ok(found.is_some())
}

/// Codes and reset links run out in minutes, so they go before letters that may wait.
fn hurry() -> SimpleExpr {
    let in_a_hurry = [LetterKind::SignInCode.as_str(), LetterKind::PasswordReset.as_str()];
    let for_many = [LetterKind::SlotsAsked, LetterKind::SlotsClosed].map(LetterKind::as_str);
    let kind = || entity::letter::Column::Kind;
    CaseStatement::new().case(kind().is_in(in_a_hurry), 0).case(kind().is_in(for_many), 2).finally(1).into()
}

/// Takes the letter that has waited longest and marks it, in a commit of its own, before the server hears of it.
///
/// # Errors
/// The database refuses.
pub async fn claim(database: &Database, at: Moment, until: Moment) -> Result<Option<Letter>, Fault> {
    let tx = database.begin().await?;
    let found = entity::letter::Entity::find()
        .filter(due(at))
        .order_by(hurry(), Order::Asc)
        // What was in flight when a process died comes after what was not: should the next one die soon as well, the same
        // letter is hardly in flight again, and so arrives twice at most.
        .order_by_desc(entity::letter::Column::State)
        .order_by_asc(entity::letter::Column::NextTryAt)
        .order_by_asc(entity::letter::Column::Id)
        .limit(1)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .one(&tx)
        .await
        .map_err(fault)?;
    let Some(row) = found else {
        tx.rollback().await.map_err(fault)?;
        return Ok(None);
    };
    let letter = claimed(row, until)?;
    one(&letter)
        .col_expr(entity::letter::Column::State, Expr::value(LetterState::Sending.as_str()))
        .col_expr(entity::letter::Column::LockedUntil, Expr::value(until))
        .col_expr(entity::letter::Column::Attempts, Expr::col(entity::letter::Column::Attempts).add(1))
        .exec(&tx)
        .await
        .map_err(fault)?;
    tx.commit().await.map_err(fault)?;
    Ok(Some(letter))
}

fn one(letter: &Letter) -> UpdateMany<entity::letter::Entity> {
    entity::letter::Entity::update_many()
        .filter(entity::letter::COLUMN.tenant_id.eq(letter.tenant.0))
        .filter(entity::letter::COLUMN.id.eq(letter.id.0))
}

/// What became of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The server took it.
    Sent,
    /// It is tried again.
    PutBack {
        /// When.
        next_try_at: Moment,
        /// Why, in a code.
        trouble: String,
        /// Whether the server may have it all the same.
        in_doubt: bool,
    },
    /// It was not tried: it can wait, and this is no hour for it.
    PutOff {
        /// When it is looked at again.
        until: Moment,
    },
    /// It is not tried again; the staff see why.
    Failed {
        /// Why, in a code.
        trouble: String,
    },
}

/// Notes what became of a try; tells `false` when the lease had ended and another postman has the letter.
///
/// # Errors
/// The database refuses.
pub async fn settle(database: &Database, letter: &Letter, fate: &Fate, at: Moment) -> Result<bool, Fault> {
    use entity::letter::Column;
    let mine = one(letter)
        .filter(Column::State.eq(LetterState::Sending.as_str()))
        .filter(Column::LockedUntil.eq(letter.leased_until))
        .col_expr(Column::LockedUntil, Expr::value(None::<Moment>));
    let update = match fate {
        Fate::Sent => mine
            .col_expr(Column::State, Expr::value(LetterState::Sent.as_str()))
            .col_expr(Column::SentAt, Expr::value(at))
            .col_expr(Column::LastError, Expr::value(None::<String>)),
        Fate::PutBack { next_try_at, trouble, in_doubt } => mine
            .col_expr(Column::State, Expr::value(LetterState::Waiting.as_str()))
            .col_expr(Column::NextTryAt, Expr::value(*next_try_at))
            .col_expr(Column::LastError, Expr::value(trouble.as_str()))
            .col_expr(Column::Doubts, Expr::col(Column::Doubts).add(i32::from(*in_doubt))),
        Fate::PutOff { until } => mine
            .col_expr(Column::State, Expr::value(LetterState::Waiting.as_str()))
            .col_expr(Column::NextTryAt, Expr::value(*until))
            .col_expr(Column::Attempts, Expr::col(Column::Attempts).sub(1)),
        Fate::Failed { trouble } => mine
            .col_expr(Column::State, Expr::value(LetterState::Failed.as_str()))
            .col_expr(Column::LastError, Expr::value(trouble.as_str())),
    };
    let done = update.exec(database.writing()).await.map_err(fault)?;
    Ok(done.rows_affected == 1)
}

/// Ends all leases, where this process is the only postman and has just started (SQLite).
///
/// # Errors
/// The database refuses.
pub async fn end_leases(database: &Database, at: Moment) -> Result<u64, Fault> {
    use entity::letter::Column;
    let tx = database.writing().begin().await.map_err(fault)?;
    let done = entity::letter::Entity::update_many()
        .col_expr(Column::LockedUntil, Expr::value(at))
        .filter(Column::State.eq(LetterState::Sending.as_str()))
        .exec(&tx)
        .await
        .map_err(fault)?;
    tx.commit().await.map_err(fault)?;
    Ok(done.rows_affected)
}

/// How far a letter has come, for the page of its placement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Which.
    pub kind: LetterKind,
    /// How far.
    pub state: LetterState,
    /// Tries so far.
    pub tries: u32,
    /// When it was written.
    pub written_at: Moment,
    /// When it is tried next, while it waits.
    pub next_try_at: Moment,
    /// When the server took it.
    pub sent_at: Option<Moment>,
    /// Why the latest try failed, in a code (`smtp_550`, `server:no_connection`, `no_address` …).
    pub trouble: Option<String>,
}

/// The letters about a placement, oldest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn about<S: Scope>(scope: &S, placement: PlacementId) -> Result<Vec<Progress>, Fault> {
    let rows = entity::letter::Entity::find()
        .filter(entity::letter::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::letter::COLUMN.placement_id.eq(placement.0))
        .order_by_asc(entity::letter::Column::CreatedAt)
        .order_by_asc(entity::letter::Column::Id)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().filter_map(progress).collect())
}

fn progress(row: entity::letter::Model) -> Option<Progress> {
    Some(Progress {
        kind: LetterKind::parse(&row.kind)?,
        state: LetterState::parse(&row.state)?,
        tries: row.attempts.unsigned_abs(),
        written_at: row.created_at,
        next_try_at: row.next_try_at,
        sent_at: row.sent_at,
        trouble: row.last_error,
    })
}

/// How many letters have neither been sent nor given up, of all municipalities.
///
/// # Errors
/// The database cannot be reached.
pub async fn waiting(database: &Database) -> Result<u64, Fault> {
    let open = entity::letter::Entity::find()
        .filter(entity::letter::Column::State.is_in([LetterState::Waiting.as_str(), LetterState::Sending.as_str()]));
    open.count(database.reading()).await.map_err(fault)
}
