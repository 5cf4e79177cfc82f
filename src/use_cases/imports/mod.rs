//! Lists that come in, 500 rows a commit: what is there already is changed, what is new is added, nothing twice.
//!
//! An absent cell is unknown and changes nothing, but an empty `ledig_til`, which says open-ended. A row that cannot go in is told with line, column and reason.

mod citizens;
mod companies;
mod found;
mod references;
mod slots;

use std::{collections::HashMap, future::Future};

use serde_json::json;

use super::{app::App, failure::Failure, intention::Intention};
use crate::{
    base::fault::Fault,
    domain::{
        ids::{AccountId, TeamId},
        permission::Right,
    },
    intake::{CodeLists, Complaint, ComplaintReason, KnownCodes, Line},
    store::{
        accounts, reference_lists,
        scope::Scope,
        work::{Subject, Work},
    },
};

/// Rows of one commit.
pub const BATCH: usize = 500;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It was new.
    Added,
    /// It changed what was there.
    Changed,
    /// Everything was there already.
    Unchanged,
}

/// Why a row did not go in.
pub enum NotPut {
    /// The row is at fault.
    Complaint(Complaint),
    /// Something broke; the whole batch is taken back.
    Fault(Fault),
}

impl From<Fault> for NotPut {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// A row that knows how to go in.
pub trait Incoming: Sync + Sized {
    /// Name in the audit.
    const NAME: &'static str;

    /// Puts one row in, and tells `notices` what the reader should know although it goes in, such as the name of a consultant
    /// who is not there.
    fn put(
        &self,
        desk: &Desk<'_>,
        work: &mut Work<'_>,
        line: u64,
        notices: &mut Vec<Complaint>,
    ) -> impl Future<Output = Result<Put, NotPut>> + Send;
}

/// What rows are looked up in; read once a batch.
pub struct Desk<'a> {
    /// The house.
    pub app: &'a App,
    accounts: HashMap<String, AccountId>,
    teams: HashMap<String, TeamId>,
}

impl<'a> Desk<'a> {
    async fn open(app: &'a App, work: &Work<'_>) -> Result<Self, Fault> {
        let all = accounts::all(work).await?;
        let by_name = |account: &accounts::Account| {
            [(account.user_name.to_lowercase(), account.id), (account.display_name.to_lowercase(), account.id)]
        };
        let accounts = all.iter().flat_map(by_name).collect();
        let teams = accounts::teams(work).await?.into_iter().map(|team| (team.name.to_lowercase(), team.id)).collect();
        Ok(Self { app, accounts, teams })
    }

    /// A consultant by user name or name.
    #[must_use]
    pub fn account(&self, named: Option<&str>) -> Option<AccountId> {
        self.accounts.get(&named?.trim().to_lowercase()).copied()
    }

    /// A team by name.
    #[must_use]
    pub fn team(&self, named: Option<&str>) -> Option<TeamId> {
        self.teams.get(&named?.trim().to_lowercase()).copied()
    }

    fn unknown_consultant(&self, named: Option<&str>, line: u64) -> Option<Complaint> {
        let unknown = named.filter(|name| self.account(Some(name)).is_none())?;
        Some(Complaint::about_cell(line, "konsulent", unknown, ComplaintReason::UnknownConsultant))
    }

    fn unknown_team(&self, named: Option<&str>, line: u64) -> Option<Complaint> {
        let unknown = named.filter(|name| self.team(Some(name)).is_none())?;
        Some(Complaint::about_cell(line, "team", unknown, ComplaintReason::UnknownTeam))
    }
}

/// Takes in one batch of rows.
pub struct TakeIn<'a, R> {
    /// The rows, at most [`BATCH`].
    pub lines: &'a [Line<R>],
}

/// What became of a batch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// New rows.
    pub added: u64,
    /// Rows that changed something.
    pub changed: u64,
    /// Rows that were there already.
    pub unchanged: u64,
    /// Rows that did not go in, and why.
    pub complaints: Vec<Complaint>,
    /// What was left out of rows that went in.
    pub notices: Vec<Complaint>,
}

impl Taken {
    /// Both together.
    pub fn add(&mut self, other: Self) {
        self.added += other.added;
        self.changed += other.changed;
        self.unchanged += other.unchanged;
        self.complaints.extend(other.complaints);
        self.notices.extend(other.notices);
    }

    fn count(&mut self, put: Put) {
        match put {
            Put::Added => self.added += 1,
            Put::Changed => self.changed += 1,
            Put::Unchanged => self.unchanged += 1,
        }
    }
}

impl<R: Incoming> Intention for TakeIn<'_, R> {
    const NAME: &'static str = R::NAME;
    const RIGHT: Right = Right::Import;
    type Done = Taken;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Taken, Failure> {
        let desk = Desk::open(app, work).await?;
        let mut taken = Taken::default();
        for line in self.lines {
            let mut notices = Vec::new();
            match line.row.put(&desk, work, line.number, &mut notices).await {
                Ok(put) => {
                    taken.count(put);
                    taken.notices.append(&mut notices);
                }
                Err(NotPut::Complaint(complaint)) => taken.complaints.push(complaint),
                Err(NotPut::Fault(fault)) => return Err(fault.into()),
            }
        }
        let detail = json!({ "added": taken.added, "changed": taken.changed, "refused": taken.complaints.len() });
        work.note(Subject { entity: "import", id: work.new_id() }, detail);
        Ok(taken)
    }
}

/// The lists against which cells are checked: conditions, municipalities, the law's target groups, imported occupations.
///
/// # Errors
/// The database cannot be reached.
pub async fn code_lists<'a, S: Scope>(app: &'a App, scope: &S) -> Result<CodeLists<'a>, Fault> {
    let (occupations, book) = (reference_lists::disco_codes(scope).await?, app.rules.of(scope).await?);
    let mut lists = CodeLists::of(&app.conditions, &app.reference);
    lists.target_groups = KnownCodes::these(book.target_groups().into_iter().map(|group| group.head.id.clone()));
    if !occupations.is_empty() {
        lists.occupations = KnownCodes::these(occupations);
    }
    Ok(lists)
}

fn refuse(line: u64, column: &str, value: &str, danish: &str, english: &str) -> NotPut {
    NotPut::Complaint(Complaint::about_cell(line, column, value, ComplaintReason::Other(danish.to_owned(), english.to_owned())))
}

/// Takes a value where one was given; an absent cell changes nothing.
fn take<T: Clone>(slot: &mut T, given: Option<&T>) {
    if let Some(value) = given {
        slot.clone_from(value);
    }
}

/// The same for a value that may be unknown on both sides.
fn take_known<T: Clone>(slot: &mut Option<T>, given: Option<&T>) {
    if given.is_some() {
        *slot = given.cloned();
    }
}

/// The same for a list.
fn take_list(slot: &mut Vec<String>, given: &[String]) {
    if !given.is_empty() {
        *slot = given.to_vec();
    }
}

/// Somebody else wrote the same thing between our look and our write: the batch is tried again.
fn lost_race(inserted: bool) -> Result<(), Fault> {
    if inserted { Ok(()) } else { Err(Fault::plain("another import wrote the same row").passing()) }
}
