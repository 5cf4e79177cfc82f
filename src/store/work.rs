//! One intention's transaction: what it writes, what happened, who did it and what the index must read anew.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseExecutor, DatabaseTransaction};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{audit, change_log, database::Database, error::fault, scope::Scope};
use crate::{
    base::{clock::Moment, fault::Fault, id_source::IdSource, secret::Keys},
    domain::{event::Event, ids::TenantId, permission::Actor},
};

/// What a change is about, for change log and audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Kind of thing, e.g. `slot`.
    pub entity: &'static str,
    /// Which one.
    pub id: Uuid,
}

impl Subject {
    /// A thing of a kind.
    pub fn new(entity: &'static str, id: impl Into<Uuid>) -> Self {
        Self { entity, id: id.into() }
    }
}

/// A fact for the audit: what was done to what, in codes.
#[derive(Clone, Debug)]
pub(super) struct Note {
    pub subject: Subject,
    pub detail: Value,
}

/// What the tools are that are handed to every piece of work.
#[derive(Clone, Copy)]
pub struct Tools<'a> {
    /// Ids and randomness.
    pub ids: &'a dyn IdSource,
    /// The server's keys.
    pub keys: &'a Keys,
}

/// A transaction in the making; nothing of it is seen before [`Work::commit`].
pub struct Work<'a> {
    tx: DatabaseTransaction,
    actor: &'a Actor,
    at: Moment,
    tools: Tools<'a>,
    events: Vec<Event>,
    changed: Vec<Subject>,
    notes: Vec<Note>,
    leaves_no_trace: bool,
}

impl<'a> Work<'a> {
    /// Begins a transaction.
    ///
    /// # Errors
    /// The database cannot be reached, or stays busy.
    pub async fn begin(database: &Database, actor: &'a Actor, at: Moment, tools: Tools<'a>) -> Result<Self, Fault> {
        let tx = database.begin().await?;
        Ok(Self { tx, actor, at, tools, events: Vec::new(), changed: Vec::new(), notes: Vec::new(), leaves_no_trace: false })
    }

    /// Who does it.
    #[must_use]
    pub fn actor(&self) -> &'a Actor {
        self.actor
    }

    /// A new id in time order.
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        self.tools.ids.ordered(self.at)
    }

    /// Ids and randomness.
    #[must_use]
    pub fn ids(&self) -> &'a dyn IdSource {
        self.tools.ids
    }

    /// Says that something happened; its consequences follow after the commit.
    pub fn happened(&mut self, event: Event) {
        self.events.push(event);
    }

    /// Says that the search index must read this thing anew.
    pub fn changed(&mut self, subject: Subject) {
        if !self.changed.contains(&subject) {
            self.changed.push(subject);
        }
    }

    /// Writes into the audit: coded facts only, no personal data.
    pub fn note(&mut self, subject: Subject, detail: Value) {
        self.notes.push(Note { subject, detail });
    }

    /// Says that nothing was done that anybody need know of: a stranger knocked in vain. Without this a piece of work that
    /// notes nothing is audited all the same.
    pub fn leave_no_trace(&mut self) {
        self.leaves_no_trace = true;
    }

    /// Writes events, audit and change log, then commits; the change number is raised last, so that
    /// commit order equals number order.
    ///
    /// # Errors
    /// The database refuses; nothing was written.
    pub async fn commit(mut self, action: &'static str) -> Result<(), Fault> {
        if self.leaves_no_trace && self.notes.is_empty() && self.events.is_empty() && self.changed.is_empty() {
            // One write, so that the answer comes as late as where something was done.
            change_log::touch(&self).await?;
            return self.tx.commit().await.map_err(fault);
        }
        if self.notes.is_empty() {
            self.notes.push(Note { subject: Subject { entity: "none", id: Uuid::nil() }, detail: json!({}) });
        }
        for event in std::mem::take(&mut self.events) {
            self.write_event(&event).await?;
        }
        for note in std::mem::take(&mut self.notes) {
            audit::append(&self, action, &note).await?;
        }
        let changed = std::mem::take(&mut self.changed);
        change_log::append(&self, &changed).await?;
        self.tx.commit().await.map_err(fault)
    }

    /// Commits without audit, event and change number; only for the access log and the outbox, which are their own record.
    ///
    /// # Errors
    /// The database refuses; nothing was written.
    pub async fn commit_silently(self) -> Result<(), Fault> {
        self.tx.commit().await.map_err(fault)
    }

    async fn write_event(&self, event: &Event) -> Result<(), Fault> {
        let payload = serde_json::to_value(event).map_err(|error| Fault::new("an event could not be written", error))?;
        let kind = payload.get("kind").and_then(Value::as_str).unwrap_or_default().to_owned();
        let row = entity::event::ActiveModel {
            tenant_id: Set(self.tenant().0),
            id: Set(self.new_id()),
            kind: Set(kind),
            payload: Set(payload),
            happened_at: Set(self.at),
            dispatched_at: Set(None),
        };
        row.insert(&self.db()).await.map_err(fault)?;
        Ok(())
    }

    /// Takes everything back.
    ///
    /// # Errors
    /// The database cannot be reached (it takes the work back by itself then).
    pub async fn roll_back(self) -> Result<(), Fault> {
        self.tx.rollback().await.map_err(fault)
    }
}

impl Scope for Work<'_> {
    fn db(&self) -> DatabaseExecutor<'_> {
        DatabaseExecutor::from(&self.tx)
    }

    fn tenant(&self) -> TenantId {
        self.actor.tenant
    }

    fn at(&self) -> Moment {
        self.at
    }

    fn keys(&self) -> &Keys {
        self.tools.keys
    }
}
