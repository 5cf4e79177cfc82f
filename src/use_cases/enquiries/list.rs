//! Enquiries as staff find them: those one answers oneself, all, and those that wait too long.

use std::collections::HashMap;

use crate::{
    domain::{
        company::Workplace,
        enquiry::{Enquiry, EnquiryState},
        ids::{AccountId, EnquiryId, TeamId},
        permission::{Actor, Right, Who},
    },
    store::{
        accounts, companies,
        enquiries::{self, Filter},
        scope::{Reader, Scope},
        workplaces,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Question,
    },
};

/// Enquiries on one page.
const A_PAGE: usize = 50;

/// Which enquiries are wanted.
#[derive(Clone, Debug)]
pub struct ListEnquiries {
    who: Option<(AccountId, Option<TeamId>)>,
    /// Only one's own, and those that nobody was chosen for.
    pub own: bool,
    /// Those that are over, instead of those that are not.
    pub closed: bool,
    /// Only those that the company waits for too long.
    pub overdue: bool,
    /// The last one of the page before.
    pub after: Option<EnquiryId>,
}

impl ListEnquiries {
    /// What somebody has to see to.
    #[must_use]
    pub fn new(actor: &Actor) -> Self {
        let who = if let Who::Staff { account, team } = actor.who { Some((account, team)) } else { None };
        Self { who, own: true, closed: false, overdue: false, after: None }
    }

    fn filter(&self, reader: &Reader<'_>) -> Filter {
        use EnquiryState::{Answered, Closed, New, Taken};
        let states = match (self.overdue, self.closed) {
            (true, _) => vec![New, Taken],
            (false, true) => vec![Closed],
            (false, false) => vec![New, Taken, Answered],
        };
        Filter { states, of: self.who.filter(|_| self.own), due_before: self.overdue.then(|| reader.at()) }
    }
}

/// An enquiry with the names around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnquiryLine {
    /// The enquiry.
    pub enquiry: Enquiry,
    /// Who answers it, or which team.
    pub whose: Option<String>,
    /// Whether the company waits for too long.
    pub is_overdue: bool,
}

/// A page of enquiries.
#[derive(Clone, Debug)]
pub struct EnquiriesFound {
    /// The most urgent first.
    pub lines: Vec<EnquiryLine>,
    /// How many there are in all.
    pub total: u64,
    /// How many of the municipality's the company waits for too long.
    pub overdue: u64,
    /// The last one, where there are more.
    pub next: Option<EnquiryId>,
}

impl Question for ListEnquiries {
    const NAME: &'static str = "enquiry.list";
    const RIGHT: Right = Right::LogContact;
    type Answer = EnquiriesFound;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<EnquiriesFound, Failure> {
        let filter = self.filter(reader);
        let after = match self.after {
            Some(id) => Some(enquiries::find(reader, id).await?.or_not_found()?),
            None => None,
        };
        let mut found = enquiries::list(reader, &filter, after.as_ref(), A_PAGE as u64 + 1).await?;
        let has_more = found.len() > A_PAGE;
        found.truncate(A_PAGE);
        let late = ListEnquiries { own: false, closed: false, overdue: true, ..self.clone() }.filter(reader);
        Ok(EnquiriesFound {
            next: found.last().map(|last| last.id).filter(|_| has_more),
            total: enquiries::count(reader, &filter).await?,
            overdue: enquiries::count(reader, &late).await?,
            lines: lines(reader, found).await?,
        })
    }
}

async fn lines(reader: &Reader<'_>, found: Vec<Enquiry>) -> Result<Vec<EnquiryLine>, Failure> {
    let ids: Vec<AccountId> = found.iter().filter_map(|enquiry| enquiry.assigned_to).collect();
    let names: HashMap<AccountId, String> =
        accounts::some(reader, &ids).await?.into_iter().map(|account| (account.id, account.display_name)).collect();
    let teams: HashMap<TeamId, String> = accounts::teams(reader).await?.into_iter().map(|team| (team.id, team.name)).collect();
    let line = |enquiry: Enquiry| EnquiryLine {
        whose: enquiry.assigned_to.and_then(|id| names.get(&id).cloned()).or_else(|| enquiry.team.and_then(|id| teams.get(&id).cloned())),
        is_overdue: enquiry.is_overdue(reader.at()),
        enquiry,
    };
    Ok(found.into_iter().map(line).collect())
}

/// An enquiry with all that its page needs.
#[derive(Clone, Debug)]
pub struct EnquiryFile {
    /// The enquiry with its names.
    pub line: EnquiryLine,
    /// The company that it is of, by name.
    pub company: Option<String>,
    /// The company's workplaces.
    pub workplaces: Vec<Workplace>,
    /// Colleagues to whom it can be handed over, by name.
    pub staff: Vec<(AccountId, String)>,
}

/// Opens an enquiry.
#[derive(Clone, Copy, Debug)]
pub struct OpenEnquiry {
    /// Which.
    pub enquiry: EnquiryId,
}

impl Question for OpenEnquiry {
    const NAME: &'static str = "enquiry.open";
    const RIGHT: Right = Right::LogContact;
    type Answer = EnquiryFile;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<EnquiryFile, Failure> {
        let enquiry = enquiries::find(reader, self.enquiry).await?.or_not_found()?;
        let (mut company, mut places) = (None, Vec::new());
        if let Some(id) = enquiry.company {
            company = companies::find(reader, id).await?.map(|company| company.name);
            places = workplaces::of_company(reader, id).await?;
        }
        let living = accounts::all(reader).await?.into_iter().filter(|account| account.disabled_at.is_none());
        let staff = living.map(|account| (account.id, account.display_name)).collect();
        let line = lines(reader, vec![enquiry]).await?.pop().or_not_found()?;
        Ok(EnquiryFile { line, company, workplaces: places, staff })
    }
}
