//! A letter on its way; rendered when sent, its body is not stored.

use sea_orm::entity::prelude::*;

/// A letter on its way; rendered when sent, its body is not stored.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "letter")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// m02, m04, m34, m35.
    pub kind: String,
    /// da or en.
    pub language: String,
    /// Recipient contact.
    pub contact_id: Option<Uuid>,
    /// Recipient member of staff.
    pub account_id: Option<Uuid>,
    /// What it is about, where that is no placement (its kind says which table).
    pub subject_id: Option<Uuid>,
    /// What it is about.
    pub placement_id: Option<Uuid>,
    /// The link that it carries.
    pub link_id: Option<Uuid>,
    /// The sign-in code that it carries.
    pub code_id: Option<Uuid>,
    /// Why, where the letter differs by it.
    pub reason: Option<String>,
    /// One letter for each event and recipient.
    pub event_key: String,
    /// Message-ID header, the same at each try.
    pub message_id: String,
    /// waiting, sending, sent or failed.
    pub state: String,
    /// Tries so far.
    pub attempts: i32,
    /// Tries after which nobody knows whether the server has it.
    pub doubts: i32,
    /// When to try next.
    pub next_try_at: DateTimeUtc,
    /// Held by a postman until then.
    pub locked_until: Option<DateTimeUtc>,
    /// Why the latest try failed.
    pub last_error: Option<String>,
    /// When the server took it.
    pub sent_at: Option<DateTimeUtc>,
    /// When written.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
