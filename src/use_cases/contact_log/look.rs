//! The contact log as it is read, with who owns the contact and which colleague was in touch of late.

use std::collections::HashMap;

use chrono::{Duration, NaiveDate};

use crate::{
    base::clock::{Moment, day_of},
    domain::{
        company::Company,
        contact_log::{COLLISION_DAYS, ContactKind, LogEntry},
        ids::{AccountId, CompanyId, ContactId, LogEntryId, WorkplaceId},
        permission::Right,
    },
    store::{
        accounts, companies, contact_log, contacts,
        scope::{Reader, Scope},
        workplaces,
    },
    use_cases::{
        app::App,
        companies::StaffName,
        failure::{Failure, OrNotFound},
        intention::Question,
    },
};

/// Who owns the contact to a company.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ownership {
    /// The consultant.
    pub owner: Option<StaffName>,
    /// Who stands in.
    pub substitute: Option<StaffName>,
    /// Whether whoever asks is one of them.
    pub is_mine: bool,
}

/// A colleague was in touch of late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collision {
    /// Who.
    pub who: String,
    /// How.
    pub kind: ContactKind,
    /// When.
    pub on: NaiveDate,
}

/// An entry as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// The entry.
    pub entry: LogEntry,
    /// Its author's name, also of one who has left.
    pub author: String,
    /// With whom.
    pub contact: Option<String>,
    /// Where.
    pub workplace: Option<String>,
    /// Whether whoever asks may still correct it.
    pub may_correct: bool,
    /// Whether whoever asks may take it back.
    pub may_withdraw: bool,
}

/// A page of a company's log.
#[derive(Clone, Debug, PartialEq)]
pub struct LogPage {
    /// The company.
    pub company: Company,
    /// Who owns the contact.
    pub ownership: Ownership,
    /// Which colleague was in touch within the last week.
    pub collision: Option<Collision>,
    /// Its entries, newest first.
    pub lines: Vec<LogLine>,
    /// How many there are.
    pub total: u64,
    /// The last one shown, when there are more.
    pub next: Option<LogEntryId>,
}

/// Reads the log of a company.
pub struct ContactsOf {
    /// The company.
    pub company: CompanyId,
    /// Who asks.
    pub asker: Option<AccountId>,
    /// Only those older than this one.
    pub after: Option<LogEntryId>,
    /// At most so many.
    pub limit: u64,
}

impl Question for ContactsOf {
    const NAME: &'static str = "contact_log.read";
    const RIGHT: Right = Right::SeeCompanies;
    type Answer = LogPage;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<LogPage, Failure> {
        let company = companies::find(reader, self.company).await?.or_not_found()?;
        let after = match self.after {
            Some(id) => Some(contact_log::find(reader, id).await?.filter(|entry| entry.company == company.id).or_not_found()?),
            None => None,
        };
        let mut found = contact_log::of_company(reader, company.id, after.as_ref(), self.limit + 1).await?;
        let has_more = found.len() as u64 > self.limit;
        found.truncate(usize::try_from(self.limit).unwrap_or(usize::MAX));
        let since = reader.at() - Duration::days(COLLISION_DAYS);
        let latest = contact_log::latest_of_others(reader, company.id, self.asker, since).await?;
        let names = Names::of(reader, &company, found.iter().chain(&latest)).await?;
        Ok(LogPage {
            ownership: names.ownership(&company, self.asker),
            collision: latest.as_ref().map(|entry| names.collision(entry)),
            total: contact_log::count(reader, company.id).await?,
            next: found.last().map(|entry| entry.id).filter(|_| has_more),
            lines: found.into_iter().map(|entry| names.line(entry, self.asker, reader.at())).collect(),
            company,
        })
    }
}

/// Names to the ids of some entries, in three queries.
struct Names {
    staff: HashMap<AccountId, StaffName>,
    contacts: HashMap<ContactId, String>,
    workplaces: HashMap<WorkplaceId, String>,
}

impl Names {
    async fn of<'a>(reader: &Reader<'_>, company: &Company, entries: impl Iterator<Item = &'a LogEntry>) -> Result<Self, Failure> {
        let (mut staff, mut people, mut places) = (Vec::new(), Vec::new(), Vec::new());
        staff.extend(company.consultant);
        staff.extend(company.relation.substitute);
        for entry in entries {
            staff.push(entry.author);
            people.extend(entry.contact);
            places.extend(entry.workplace);
        }
        let name = |one: accounts::Account| (one.id, StaffName { id: one.id, name: one.display_name, active: one.disabled_at.is_none() });
        Ok(Self {
            staff: accounts::some(reader, &staff).await?.into_iter().map(name).collect(),
            contacts: contacts::some(reader, &people).await?.into_iter().map(|one| (one.id, one.name)).collect(),
            workplaces: workplaces::some(reader, &places).await?.into_iter().map(|one| (one.id, one.name)).collect(),
        })
    }

    fn ownership(&self, company: &Company, asker: Option<AccountId>) -> Ownership {
        let (owner, substitute) = (company.consultant, company.relation.substitute);
        let named = |id: Option<AccountId>| id.and_then(|id| self.staff.get(&id).cloned());
        Ownership { owner: named(owner), substitute: named(substitute), is_mine: asker.is_some() && [owner, substitute].contains(&asker) }
    }

    fn author(&self, entry: &LogEntry) -> String {
        self.staff.get(&entry.author).map(|one| one.name.clone()).unwrap_or_default()
    }

    fn collision(&self, entry: &LogEntry) -> Collision {
        Collision { who: self.author(entry), kind: entry.kind, on: day_of(entry.at) }
    }

    fn line(&self, entry: LogEntry, asker: Option<AccountId>, at: Moment) -> LogLine {
        LogLine {
            author: self.author(&entry),
            contact: entry.contact.and_then(|id| self.contacts.get(&id).cloned()),
            workplace: entry.workplace.and_then(|id| self.workplaces.get(&id).cloned()),
            may_correct: entry.can_be_corrected(asker, at),
            may_withdraw: entry.can_be_withdrawn(asker),
            entry,
        }
    }
}

/// Opens one entry, to correct it.
pub struct OpenEntry {
    /// The company.
    pub company: CompanyId,
    /// Which.
    pub entry: LogEntryId,
}

impl Question for OpenEntry {
    const NAME: &'static str = "contact_log.open";
    const RIGHT: Right = Right::LogContact;
    type Answer = LogEntry;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<LogEntry, Failure> {
        let entry = contact_log::find(reader, self.entry).await?;
        entry.filter(|entry| entry.company == self.company).or_not_found()
    }
}
