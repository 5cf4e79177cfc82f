//! One act on many companies: looked at first, then done 500 a transaction, and taken back within ten minutes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use serde_json::json;

use super::list::{Chosen, meant};
use crate::{
    domain::{
        bulk::{Act, LineState, MOST_COMPANIES, UNDO_MINUTES},
        company::Company,
        ids::{AccountId, BulkChangeId, CompanyId, TenantId},
        permission::{Actor, Right},
        refusal::Refusal,
    },
    store::{
        accounts,
        bulk_changes::{self, BulkChange, BulkLine},
        companies,
        scope::{Reader, Scope},
        work::{Subject, Work},
    },
    use_cases::{
        app::{App, require},
        failure::{Failure, OrNotFound},
        intention::{Intention, Question},
    },
};

/// Companies of one transaction.
pub const BATCH: u64 = 500;
/// Names that a preview shows.
const SHOWN: usize = 20;

/// What would become of the chosen ones.
#[derive(Clone, Debug, Default)]
pub struct BulkPreview {
    /// How many companies are meant.
    pub meant: usize,
    /// How many there are of each outcome.
    pub counts: BTreeMap<LineState, u64>,
    /// The first of them by name, each with its outcome.
    pub first: Vec<(Company, LineState)>,
}

/// Asks what an act would do; without an act, only who is meant.
pub struct PreviewBulk {
    /// Which companies.
    pub chosen: Chosen,
    /// What.
    pub act: Option<Act>,
}

impl Question for PreviewBulk {
    const NAME: &'static str = "company.preview_bulk";
    const RIGHT: Right = Right::ChangeCompanies;
    type Answer = BulkPreview;

    async fn prepare(&self, app: &App, tenant: TenantId) -> Result<(), Failure> {
        Ok(app.kartoteks.catch_up(app, tenant).await?)
    }

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<BulkPreview, Failure> {
        let ids = meant(app, reader, &self.chosen).await?;
        let mut preview = BulkPreview { meant: ids.len(), ..BulkPreview::default() };
        for some in ids.chunks(usize::try_from(BATCH).unwrap_or(usize::MAX)) {
            let found = in_order(companies::some(reader, some).await?, some);
            for company in found {
                let state = self.act.map_or(LineState::Waiting, |act| act.on(&company));
                *preview.counts.entry(state).or_default() += 1;
                if preview.first.len() < SHOWN {
                    preview.first.push((company, state));
                }
            }
        }
        Ok(preview)
    }
}

fn in_order(mut found: Vec<Company>, ids: &[CompanyId]) -> Vec<Company> {
    let places: BTreeMap<CompanyId, usize> = ids.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    found.sort_by_key(|company| places.get(&company.id).copied());
    found
}

/// Writes down what shall be done; [`GoOnWithBulk`] does it.
pub struct BeginBulk {
    /// Who is meant.
    pub companies: Vec<CompanyId>,
    /// What.
    pub act: Act,
}

/// Finds who is meant and writes down what shall be done to them.
///
/// # Errors
/// Nobody or too many are meant, the account is none of the municipality's, or the database refuses.
pub async fn begin_bulk(app: &App, actor: &Actor, chosen: &Chosen, act: Act) -> Result<BulkChangeId, Failure> {
    require(actor, BeginBulk::RIGHT)?;
    app.kartoteks.catch_up(app, actor.tenant).await?;
    let reader = app.reader(actor.tenant).await?;
    let companies = meant(app, &reader, chosen).await;
    reader.end().await?;
    app.carry_out(actor, &BeginBulk { companies: companies?, act }).await
}

impl Intention for BeginBulk {
    const NAME: &'static str = "company.begin_bulk";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = BulkChangeId;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<BulkChangeId, Failure> {
        let account = work.actor().account().or_not_found()?;
        let own = own_companies(work, &self.companies).await?;
        if own.is_empty() || own.len() > MOST_COMPANIES {
            return Err(Refusal::field("act", if own.is_empty() { "bulk-nobody" } else { "bulk-too-many" }).into());
        }
        if let Some(named) = self.act.account() {
            let known = accounts::find(work, named).await?.filter(|account| account.disabled_at.is_none());
            known.ok_or_else(|| Refusal::field("account", "error-choose"))?;
        }
        let change = BulkChange { id: BulkChangeId(work.new_id()), account, act: self.act, at: work.at(), undone_at: None };
        bulk_changes::insert(work, &change, &own).await?;
        let (act, value) = self.act.stored();
        work.note(Subject::new("bulk_change", change.id), json!({ "act": act, "value": value, "companies": own.len() }));
        Ok(change.id)
    }
}

/// Those that are in the municipality's kartotek, each once.
async fn own_companies(work: &Work<'_>, ids: &[CompanyId]) -> Result<Vec<CompanyId>, Failure> {
    let mut own = BTreeSet::new();
    for some in ids.chunks(usize::try_from(BATCH).unwrap_or(usize::MAX)) {
        own.extend(companies::some(work, some).await?.iter().map(|company| company.id));
    }
    Ok(own.into_iter().collect())
}

/// A change of whoever acts; another's is as unknown as one that is not there.
fn own(change: Option<BulkChange>, account: Option<AccountId>) -> Result<BulkChange, Failure> {
    change.filter(|change| Some(change.account) == account).or_not_found()
}

/// Does the next 500; tells whether more wait.
pub struct GoOnWithBulk {
    /// Which.
    pub change: BulkChangeId,
}

impl Intention for GoOnWithBulk {
    const NAME: &'static str = "company.bulk";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = bool;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<bool, Failure> {
        let change = own(bulk_changes::lock(work, self.change).await?, work.actor().account())?;
        if change.undone_at.is_some() {
            return Ok(false);
        }
        let lines = bulk_changes::lines(work, change.id, LineState::Waiting, BATCH).await?;
        let more = lines.len() as u64 == BATCH;
        for (company, line) in with_companies(work, lines).await? {
            let settled = settle(work, &change, &company, line).await?;
            bulk_changes::settle(work, change.id, &settled).await?;
        }
        Ok(more)
    }
}

async fn with_companies(work: &Work<'_>, lines: Vec<BulkLine>) -> Result<Vec<(Company, BulkLine)>, Failure> {
    let ids: Vec<CompanyId> = lines.iter().map(|line| line.company).collect();
    let mut found: BTreeMap<CompanyId, Company> =
        companies::some(work, &ids).await?.into_iter().map(|company| (company.id, company)).collect();
    Ok(lines.into_iter().filter_map(|line| Some((found.remove(&line.company)?, line))).collect())
}

/// Does the act to one company.
async fn settle(work: &mut Work<'_>, change: &BulkChange, company: &Company, line: BulkLine) -> Result<BulkLine, Failure> {
    let state = change.act.on(company);
    if state != LineState::Changed {
        return Ok(BulkLine { state, ..line });
    }
    companies::update(work, &change.act.done_to(company)).await?;
    note(work, change, company);
    Ok(BulkLine { state, before: change.act.of(company).stored().1, version_after: Some(company.version + 1), ..line })
}

fn note(work: &mut Work<'_>, change: &BulkChange, company: &Company) {
    let field = match change.act {
        Act::Consultant(_) => "consultant",
        Act::Substitute(_) => "substitute",
        Act::Step(_) => "ladder",
    };
    work.note(Subject::new("company", company.id), json!({ "fields": [field], "bulk": change.id }));
}

/// How far a change of many has come.
#[derive(Clone, Debug)]
pub struct BulkOutcome {
    /// The change.
    pub change: BulkChange,
    /// Lines by what became of them.
    pub counts: BTreeMap<LineState, u64>,
    /// Some of those that stayed as they were, each with why.
    pub left: Vec<(Company, LineState)>,
    /// Name of the account that the act names.
    pub name: Option<String>,
    /// Whether it can be taken back now.
    pub can_undo: bool,
}

impl BulkOutcome {
    /// How many there are of an outcome.
    #[must_use]
    pub fn count(&self, state: LineState) -> u64 {
        self.counts.get(&state).copied().unwrap_or_default()
    }

    /// Whether lines wait for being done, or for being taken back.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        self.count(if self.change.undone_at.is_some() { LineState::Changed } else { LineState::Waiting }) > 0
    }
}

/// Asks how far a change has come.
pub struct OpenBulk {
    /// Which.
    pub change: BulkChangeId,
    /// Whose: the one who asks.
    pub account: Option<AccountId>,
}

impl Question for OpenBulk {
    const NAME: &'static str = "company.open_bulk";
    const RIGHT: Right = Right::ChangeCompanies;
    type Answer = BulkOutcome;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<BulkOutcome, Failure> {
        let change = own(bulk_changes::find(reader, self.change).await?, self.account)?;
        let mut left = Vec::new();
        for state in [LineState::Closed, LineState::Gone, LineState::Kept, LineState::Same] {
            let lines = bulk_changes::lines(reader, change.id, state, SHOWN as u64).await?;
            let ids: Vec<CompanyId> = lines.iter().map(|line| line.company).collect();
            left.extend(companies::some(reader, &ids).await?.into_iter().map(|company| (company, state)));
        }
        let name = match change.act.account() {
            Some(id) => accounts::find(reader, id).await?.map(|account| account.display_name),
            None => None,
        };
        let counts = bulk_changes::counts(reader, change.id).await?;
        let can_undo = change.undone_at.is_none() && is_young(&change, reader) && counts.contains_key(&LineState::Changed);
        Ok(BulkOutcome { counts, left, name, can_undo, change })
    }
}

fn is_young<S: Scope>(change: &BulkChange, scope: &S) -> bool {
    scope.at() <= change.at + Duration::minutes(UNDO_MINUTES)
}

/// Takes the next 500 back, each unless somebody changed it meanwhile; tells whether more wait.
pub struct UndoBulk {
    /// Which.
    pub change: BulkChangeId,
}

impl Intention for UndoBulk {
    const NAME: &'static str = "company.undo_bulk";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = bool;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<bool, Failure> {
        let change = own(bulk_changes::lock(work, self.change).await?, work.actor().account())?;
        if change.undone_at.is_none() {
            if !is_young(&change, work) {
                return Err(Refusal::Expired.into());
            }
            bulk_changes::take_back(work, change.id).await?;
        }
        let lines = bulk_changes::lines(work, change.id, LineState::Changed, BATCH).await?;
        let more = lines.len() as u64 == BATCH;
        for (company, line) in with_companies(work, lines).await? {
            let state = restore(work, &change, &company, &line).await?;
            bulk_changes::settle(work, change.id, &BulkLine { state, ..line }).await?;
        }
        Ok(more)
    }
}

async fn restore(work: &mut Work<'_>, change: &BulkChange, company: &Company, line: &BulkLine) -> Result<LineState, Failure> {
    let before = Act::read(change.act.stored().0, line.before.as_deref());
    match before.filter(|_| line.version_after == Some(company.version)) {
        Some(before) => {
            companies::update(work, &before.done_to(company)).await?;
            note(work, change, company);
            Ok(LineState::Undone)
        }
        None => Ok(LineState::Kept),
    }
}
