//! The list of companies: by name or number, in Danish order, with the seats that are free today.

use std::collections::HashMap;

use crate::{
    base::fault::Fault,
    domain::{
        company::Company,
        ids::CompanyId,
        permission::Right,
        relation::Being,
        slot::Slot,
        terms::{LadderStep, Sector},
    },
    store::{companies, scope::Reader, slots, workplaces},
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Question,
        slots::{free_on, ledgers_of},
    },
};

/// Companies of the kartotek that fit a filter.
#[derive(Clone, Debug, Default)]
pub struct ListCompanies {
    /// A part of the name, or the beginning of the CVR number.
    pub typed: String,
    /// On this step of the ladder.
    pub ladder: Option<LadderStep>,
    /// In this sector.
    pub sector: Option<Sector>,
    /// The beginning of the branch code.
    pub branch: String,
    /// A postcode, or the beginning of a town's name.
    pub town: String,
    /// What a company is besides.
    pub being: Option<Being>,
    /// Only those after this one.
    pub after: Option<CompanyId>,
    /// At most so many.
    pub limit: u64,
}

/// One company of the list.
#[derive(Clone, Debug)]
pub struct CompanyRow {
    /// The company.
    pub company: Company,
    /// Title of its branch, where our list has it.
    pub branch_title: Option<String>,
    /// Slots that are not paused or past.
    pub slots: usize,
    /// Their seats.
    pub seats: u32,
    /// Those of the seats that are free today.
    pub free: u32,
}

/// A page of companies.
#[derive(Clone, Debug, Default)]
pub struct CompanyList {
    /// How many fit.
    pub total: u64,
    /// These of them.
    pub rows: Vec<CompanyRow>,
    /// The last one shown, when there are more.
    pub next: Option<CompanyId>,
}

impl ListCompanies {
    fn filter(&self) -> companies::Filter {
        companies::Filter {
            typed: self.typed.clone(),
            ladder: self.ladder,
            sector: self.sector,
            branch: self.branch.clone(),
            town: self.town.clone(),
            being: self.being,
        }
    }
}

impl Question for ListCompanies {
    const NAME: &'static str = "company.list";
    const RIGHT: Right = Right::SeeCompanies;
    type Answer = CompanyList;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<CompanyList, Failure> {
        let filter = self.filter();
        let after = match self.after {
            Some(id) => Some(companies::find(reader, id).await?.or_not_found()?),
            None => None,
        };
        let mut found = companies::list(reader, &filter, after.as_ref(), self.limit + 1).await?;
        let has_more = found.len() as u64 > self.limit;
        found.truncate(usize::try_from(self.limit).unwrap_or(usize::MAX));
        let next = found.last().map(|company| company.id).filter(|_| has_more);
        Ok(CompanyList { total: companies::count(reader, &filter).await?, rows: rows_of(app, reader, found).await?, next })
    }
}

/// Companies as rows of a list, in their order.
pub(super) async fn rows_of(app: &App, reader: &Reader<'_>, found: Vec<Company>) -> Result<Vec<CompanyRow>, Fault> {
    let mut seats = seats_of(reader, &found, app).await?;
    let row = |company: Company| {
        let SeatCount { slots, seats, free } = seats.remove(&company.id).unwrap_or_default();
        let branch_title = company.branch.as_ref().and_then(|branch| app.reference.branches.title(&branch.code)).map(str::to_owned);
        CompanyRow { company, branch_title, slots, seats, free }
    };
    Ok(found.into_iter().map(row).collect())
}

#[derive(Default)]
struct SeatCount {
    slots: usize,
    seats: u32,
    free: u32,
}

/// Seats of several companies in three queries.
async fn seats_of(reader: &Reader<'_>, companies: &[Company], app: &App) -> Result<HashMap<CompanyId, SeatCount>, Fault> {
    let today = app.clock.today();
    let ids: Vec<CompanyId> = companies.iter().map(|company| company.id).collect();
    let places: Vec<_> = workplaces::of_companies(reader, &ids).await?.iter().map(|workplace| workplace.id).collect();
    let is_open = |slot: &Slot| !slot.paused && slot.open_to.is_none_or(|last| last >= today);
    let open: Vec<Slot> = slots::at_workplaces(reader, &places).await?.into_iter().filter(is_open).collect();
    let ledgers = ledgers_of(reader, &open).await?;
    let mut counts: HashMap<CompanyId, SeatCount> = HashMap::new();
    for slot in open {
        let count = counts.entry(slot.company).or_default();
        count.slots += 1;
        count.seats += slot.seats;
        count.free += ledgers.get(&slot.id).map_or(0, |ledger| free_on(&slot, ledger, today));
    }
    Ok(counts)
}
