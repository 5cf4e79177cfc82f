//! An entry of the contact log is written, corrected or taken back; the relation and the promised task follow.

use chrono::{NaiveDate, NaiveTime};
use serde_json::json;

use super::typed::TypedEntry;
use crate::{
    base::clock::{Moment, day_of, moment_at},
    domain::{
        company::Company,
        contact_log::LogEntry,
        ids::{CompanyId, LogEntryId},
        permission::Right,
        refusal::Refusal,
        task::TaskKind,
    },
    store::{
        companies, contact_log,
        scope::Scope,
        tasks::{self, NewTask},
        work::{Subject, Work},
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Intention,
        owners::in_charge,
        typed::changed_fields,
    },
};

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Logged {
    /// The entry.
    pub entry: LogEntryId,
    /// Whether the same form had been sent before; then nothing was written now.
    pub again: bool,
}

/// Writes an entry.
pub struct LogContact {
    /// The company.
    pub company: CompanyId,
    /// The form.
    pub typed: TypedEntry,
}

impl Intention for LogContact {
    const NAME: &'static str = "contact_log.write";
    const RIGHT: Right = Right::LogContact;
    type Done = Logged;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Logged, Failure> {
        let company = companies::standing(work, self.company).await?.or_not_found()?;
        if let Some(earlier) = sent_before(work, company.id, &self.typed).await? {
            return Ok(earlier);
        }
        let entry = self.typed.read(app, work, &company).await?;
        enter(work, &company, &entry, self.typed.confirmed == "ja").await
    }
}

/// The entry that the same form has made before.
///
/// # Errors
/// The form's key stands for a contact with another company.
pub(in crate::use_cases) async fn sent_before(
    work: &mut Work<'_>,
    company: CompanyId,
    typed: &TypedEntry,
) -> Result<Option<Logged>, Failure> {
    let author = work.actor().account().ok_or(Refusal::NeedsPerson)?;
    let Some(entry) = contact_log::by_key(work, author, typed.key(work)).await? else { return Ok(None) };
    if entry.company != company {
        return Err(Refusal::KeyReused.into());
    }
    work.note(Subject::new("contact_log", entry.id), json!({ "again": true }));
    Ok(Some(Logged { entry: entry.id, again: true }))
}

/// Writes an entry with what follows from it, once.
pub(in crate::use_cases) async fn enter(
    work: &mut Work<'_>,
    company: &Company,
    entry: &LogEntry,
    was_warned: bool,
) -> Result<Logged, Failure> {
    if !contact_log::insert(work, entry).await? {
        let earlier = contact_log::by_key(work, entry.author, entry.client_key).await?.or_not_found()?;
        work.note(Subject::new("contact_log", earlier.id), json!({ "again": true }));
        return Ok(Logged { entry: earlier.id, again: true });
    }
    companies::raise_contact(work, company.id, day_of(entry.at)).await?;
    if let Some(day) = entry.next_on {
        promise(work, company, Promise { entry, day, note: entry.next_step.clone() }).await?;
    }
    let detail = json!({ "entry": entry.id, "kind": entry.kind, "warned": was_warned, "promised": entry.next_on });
    work.note(Subject::new("company", company.id), detail);
    Ok(Logged { entry: entry.id, again: false })
}

/// What an entry promises.
struct Promise<'a> {
    entry: &'a LogEntry,
    day: NaiveDate,
    note: Option<String>,
}

/// Makes the task of a promise, for the company's owner, else for whoever promised.
async fn promise(work: &Work<'_>, company: &Company, promise: Promise<'_>) -> Result<(), Failure> {
    let task = NewTask {
        kind: TaskKind::NextContact,
        company: Some(company.id),
        subject: Some(promise.entry.id.0),
        assigned_to: Some(in_charge(work, company).await?.unwrap_or(promise.entry.author)),
        due_at: due(promise.day),
        note: promise.note,
        once_key: Some(key_of(promise.entry.id)),
    };
    tasks::add(work, &task).await?;
    Ok(())
}

/// A task of a day is due when the working day ends.
fn due(day: NaiveDate) -> Moment {
    moment_at(day, NaiveTime::from_hms_opt(16, 0, 0).unwrap_or_default())
}

/// The key under which the task of an entry is one.
fn key_of(entry: LogEntryId) -> String {
    format!("contact_log:{entry}")
}

/// An entry of the company.
async fn entry_of(work: &Work<'_>, company: CompanyId, id: LogEntryId) -> Result<(Company, LogEntry), Failure> {
    let company = companies::find(work, company).await?.or_not_found()?;
    let entry = contact_log::find(work, id).await?.filter(|entry| entry.company == company.id).or_not_found()?;
    Ok((company, entry))
}

/// Corrects an entry of one's own, within a day.
pub struct CorrectEntry {
    /// The company.
    pub company: CompanyId,
    /// Which.
    pub entry: LogEntryId,
    /// The form.
    pub typed: TypedEntry,
}

impl Intention for CorrectEntry {
    const NAME: &'static str = "contact_log.correct";
    const RIGHT: Right = Right::LogContact;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let (company, before) = entry_of(work, self.company, self.entry).await?;
        if !before.can_be_corrected(work.actor().account(), work.at()) {
            return Err(Refusal::field("note", "log-too-late").into());
        }
        let read = self.typed.read(app, work, &company).await?;
        let at = if day_of(read.at) == day_of(before.at) { before.at } else { read.at };
        let after = LogEntry { id: before.id, client_key: before.client_key, written_at: before.written_at, at, ..read };
        contact_log::update(work, &after).await?;
        if (&before.next_step, before.next_on) != (&after.next_step, after.next_on) {
            tasks::drop_open(work, &key_of(after.id)).await?;
            if let Some(day) = after.next_on {
                promise(work, &company, Promise { entry: &after, day, note: after.next_step.clone() }).await?;
            }
        }
        let latest = contact_log::latest_day(work, company.id).await?;
        companies::note_contact(work, company.id, latest).await?;
        work.note(Subject::new("company", company.id), json!({ "entry": after.id, "fields": difference(&before, &after) }));
        Ok(())
    }
}

fn difference(before: &LogEntry, after: &LogEntry) -> Vec<&'static str> {
    changed_fields(&[
        ("kind", before.kind != after.kind),
        ("on", before.at != after.at),
        ("workplace", before.workplace != after.workplace),
        ("contact", before.contact != after.contact),
        ("note", before.note != after.note),
        ("next_step", (&before.next_step, before.next_on) != (&after.next_step, after.next_on)),
    ])
}

/// Takes an entry of one's own back; it stays readable, struck through.
pub struct WithdrawEntry {
    /// The company.
    pub company: CompanyId,
    /// Which.
    pub entry: LogEntryId,
}

impl Intention for WithdrawEntry {
    const NAME: &'static str = "contact_log.withdraw";
    const RIGHT: Right = Right::LogContact;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let (company, entry) = entry_of(work, self.company, self.entry).await?;
        if entry.withdrawn_at.is_some() {
            return Ok(());
        }
        if !entry.can_be_withdrawn(work.actor().account()) {
            return Err(Refusal::field("note", "log-not-yours").into());
        }
        contact_log::update(work, &LogEntry { withdrawn_at: Some(work.at()), ..entry.clone() }).await?;
        tasks::drop_open(work, &key_of(entry.id)).await?;
        let latest = contact_log::latest_day(work, company.id).await?;
        companies::note_contact(work, company.id, latest).await?;
        work.note(Subject::new("company", company.id), json!({ "entry": entry.id }));
        Ok(())
    }
}
