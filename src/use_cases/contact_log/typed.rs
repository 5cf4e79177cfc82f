//! An entry of the contact log as it stands in a form, and how it is read.

use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;
use uuid::Uuid;

use super::sensitive::{Check, names_at};
use crate::{
    base::clock::{Moment, day_of, moment_at},
    domain::{
        company::Company,
        contact_log::{ContactKind, LogEntry},
        ids::{ContactId, LogEntryId, WorkplaceId},
        refusal::Refusal,
    },
    store::{contacts, scope::Scope, work::Work, workplaces},
    use_cases::{
        app::App,
        failure::Failure,
        typed::{Fields, shown},
    },
};

/// An entry as it stands in a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TypedEntry {
    /// The form's own key: sent twice, it is one entry.
    pub client_key: String,
    /// visit, call, mail or meeting.
    pub kind: String,
    /// The day of the contact; empty = today.
    pub on: String,
    /// Id of the workplace.
    pub workplace: String,
    /// Id of the contact.
    pub contact: String,
    /// What was said.
    pub note: String,
    /// What was promised.
    pub next_step: String,
    /// By when.
    pub next_on: String,
    /// `ja` when the writer was warned and stands by it.
    pub confirmed: String,
}

impl From<&LogEntry> for TypedEntry {
    fn from(entry: &LogEntry) -> Self {
        Self {
            client_key: entry.client_key.to_string(),
            kind: entry.kind.to_string(),
            on: day_of(entry.at).to_string(),
            workplace: shown(entry.workplace.as_ref()),
            contact: shown(entry.contact.as_ref()),
            note: entry.note.clone(),
            next_step: entry.next_step.clone().unwrap_or_default(),
            next_on: shown(entry.next_on.as_ref()),
            confirmed: String::new(),
        }
    }
}

impl TypedEntry {
    /// The key of the form; one without is nobody's second sending.
    pub(super) fn key(&self, work: &Work<'_>) -> Uuid {
        Uuid::parse_str(self.client_key.trim()).unwrap_or_else(|_| work.ids().random())
    }

    /// What the form says, as an entry of a company.
    ///
    /// # Errors
    /// Some fields need another value, or a second look.
    pub(in crate::use_cases) async fn read(&self, app: &App, work: &Work<'_>, company: &Company) -> Result<LogEntry, Failure> {
        let author = work.actor().account().ok_or(Refusal::NeedsPerson)?;
        let (today, names) = (day_of(work.at()), names_at(work, company.id).await?);
        let check = Check { app, names: &names, is_confirmed: self.confirmed == "ja" };
        let mut fields = Fields::default();
        let kind = fields.word("kind", &self.kind, ContactKind::parse);
        let on = self.read_day(today, &mut fields);
        let workplace: Option<WorkplaceId> = fields.optional_word("workplace", &self.workplace, |id| id.parse().ok());
        let contact: Option<ContactId> = fields.optional_word("contact", &self.contact, |id| id.parse().ok());
        let note = check.read("note", &self.note, &mut fields);
        if note.is_empty() {
            fields.refuse("note", "log-note-missing");
        }
        let next_step = Some(check.read("next_step", &self.next_step, &mut fields)).filter(|text| !text.is_empty());
        let next_on = self.read_next_day(today, next_step.is_some(), &mut fields);
        let (kind, on) = fields.accept(kind.zip(on))?;
        belong(work, company, workplace, contact).await?;
        Ok(LogEntry {
            id: LogEntryId(work.new_id()),
            company: company.id,
            workplace,
            contact,
            author,
            kind,
            at: moment_of(on, work.at()),
            note,
            next_step,
            next_on,
            client_key: self.key(work),
            withdrawn_at: None,
            written_at: work.at(),
        })
    }

    fn read_day(&self, today: NaiveDate, fields: &mut Fields) -> Option<NaiveDate> {
        if self.on.trim().is_empty() {
            return Some(today);
        }
        let day = fields.day("on", &self.on);
        if day.is_some_and(|day| day > today) {
            fields.refuse("on", "log-day-ahead");
        }
        day
    }

    /// A promise has a day; a day alone promises to be in touch again.
    fn read_next_day(&self, today: NaiveDate, is_promised: bool, fields: &mut Fields) -> Option<NaiveDate> {
        let day = fields.day("next_on", &self.next_on);
        if day.is_some_and(|day| day < today) {
            fields.refuse("next_on", "log-next-past");
        }
        if is_promised && self.next_on.trim().is_empty() {
            fields.refuse("next_on", "log-next-day-missing");
        }
        day
    }
}

/// The contact's moment: now where it was today, else noon of its day.
fn moment_of(on: NaiveDate, now: Moment) -> Moment {
    if on == day_of(now) { now } else { moment_at(on, NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default()) }
}

/// Workplace and contact are the company's own.
async fn belong(work: &Work<'_>, company: &Company, workplace: Option<WorkplaceId>, contact: Option<ContactId>) -> Result<(), Failure> {
    if let Some(id) = workplace {
        let is_own = workplaces::find(work, id).await?.is_some_and(|found| found.company == company.id);
        if !is_own {
            return Err(Refusal::field("workplace", "error-choose").into());
        }
    }
    if let Some(id) = contact {
        let is_own = contacts::find(work, id).await?.is_some_and(|found| found.company == company.id);
        if !is_own {
            return Err(Refusal::field("contact", "error-choose").into());
        }
    }
    Ok(())
}
