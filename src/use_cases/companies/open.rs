//! One company with everything on one page: workplaces, contacts, agreements, slots, courses and history.

use std::collections::HashMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::register::Register;
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{
        company::{Agreement, Company, Contact, Workplace},
        ids::{AccountId, CompanyId, TenantId, WorkplaceId},
        numbers::CvrNumber,
        permission::Right,
        placement::StateName,
        rulebook::meter::RatioMeter,
        slot::Slot,
    },
    store::{
        accounts, agreements, audit, companies, contacts, placements,
        scope::{Reader, Scope},
        slots, workplaces,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Question,
        ratio_meters,
        slots::{free_on, ledgers_of},
    },
};

/// How many facts of the history a page shows.
const HISTORY: u64 = 40;

/// A colleague.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffName {
    /// The account.
    pub id: AccountId,
    /// Name.
    pub name: String,
    /// Whether the person can sign in.
    pub active: bool,
}

/// A company and what belongs to it.
#[derive(Clone, Debug)]
pub struct CompanyParts {
    /// The municipality that owns them.
    pub tenant: TenantId,
    /// The company.
    pub company: Company,
    /// Its workplaces, by name.
    pub workplaces: Vec<Workplace>,
    /// Its contacts, by name.
    pub contacts: Vec<Contact>,
    /// Its agreements, latest first.
    pub agreements: Vec<Agreement>,
    /// All colleagues, by name.
    pub staff: Vec<StaffName>,
}

impl CompanyParts {
    /// The name of a colleague.
    #[must_use]
    pub fn staff_name(&self, id: Option<AccountId>) -> Option<&str> {
        self.staff.iter().find(|person| Some(person.id) == id).map(|person| person.name.as_str())
    }
}

/// A slot of the company.
#[derive(Clone, Debug)]
pub struct SlotLine {
    /// The slot.
    pub slot: Slot,
    /// Seats free today.
    pub free: u32,
    /// First day on which a seat is free.
    pub next_free_on: Option<NaiveDate>,
}

/// A fact of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryLine {
    /// When.
    pub at: Moment,
    /// Who; none = the program itself or a company contact.
    pub who: Option<String>,
    /// Name of the use case, e.g. `company.change`.
    pub action: String,
    /// The fields that were changed.
    pub fields: Vec<String>,
}

/// Everything about a company.
#[derive(Clone, Debug)]
pub struct CompanyFile {
    /// The company and what belongs to it.
    pub parts: CompanyParts,
    /// Its slots, by workplace and title.
    pub slots: Vec<SlotLine>,
    /// Placements at its workplaces, by state.
    pub placements: Vec<(StateName, u64)>,
    /// What was done, newest first.
    pub history: Vec<HistoryLine>,
    /// How many of the allowed places are filled, by workplace.
    pub meters: HashMap<WorkplaceId, RatioMeter>,
    /// What the register knows besides.
    pub register: Register,
}

/// Opens a company.
pub struct OpenCompany {
    /// Which.
    pub company: CompanyId,
}

impl Question for OpenCompany {
    const NAME: &'static str = "company.open";
    const RIGHT: Right = Right::SeeCompanies;
    type Answer = CompanyFile;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<CompanyFile, Failure> {
        let parts = parts(reader, self.company).await?;
        let places: Vec<_> = parts.workplaces.iter().map(|workplace| workplace.id).collect();
        let slots = slot_lines(reader, &parts, app).await?;
        let filter = placements::Filter { workplaces: Some(places), ..placements::Filter::default() };
        let placements = placements::count_by_state(reader, &filter).await?;
        let history = history_of(reader, &subjects(&parts, &slots), &parts.staff).await?;
        let meters = ratio_meters::of_workplaces(app, reader, &parts.workplaces, app.clock.today()).await?;
        let register = Register::read(reader, &parts).await?;
        Ok(CompanyFile { parts, slots, placements, history, meters, register })
    }
}

fn subjects(parts: &CompanyParts, slots: &[SlotLine]) -> Vec<Uuid> {
    let mut ids = vec![parts.company.id.0];
    ids.extend(parts.workplaces.iter().map(|workplace| workplace.id.0));
    ids.extend(parts.contacts.iter().map(|contact| contact.id.0));
    ids.extend(parts.agreements.iter().map(|agreement| agreement.id.0));
    ids.extend(slots.iter().map(|line| line.slot.id.0));
    ids
}

async fn slot_lines(reader: &Reader<'_>, parts: &CompanyParts, app: &App) -> Result<Vec<SlotLine>, Fault> {
    let places: Vec<_> = parts.workplaces.iter().map(|workplace| workplace.id).collect();
    let mut found = slots::at_workplaces(reader, &places).await?;
    found.sort_by_key(|slot| (places.iter().position(|place| *place == slot.workplace), slot.title.to_lowercase()));
    let ledgers = ledgers_of(reader, &found).await?;
    let today = app.clock.today();
    let line = |slot: Slot| {
        let ledger = ledgers.get(&slot.id);
        let free = ledger.map_or(0, |ledger| free_on(&slot, ledger, today));
        let next_free_on = ledger.and_then(|ledger| ledger.next_first_day(today, slot.open_from, slot.open_to));
        SlotLine { slot, free, next_free_on }
    };
    Ok(found.into_iter().map(line).collect())
}

/// A company with what belongs to it.
pub(crate) async fn parts<S: Scope>(scope: &S, company: CompanyId) -> Result<CompanyParts, Failure> {
    Ok(CompanyParts {
        tenant: scope.tenant(),
        company: companies::find(scope, company).await?.or_not_found()?,
        workplaces: workplaces::of_company(scope, company).await?,
        contacts: contacts::of_company(scope, company).await?,
        agreements: agreements::of_company(scope, company).await?,
        staff: staff(scope).await?,
    })
}

/// All colleagues, by name.
async fn staff<S: Scope>(scope: &S) -> Result<Vec<StaffName>, Fault> {
    let name = |account: accounts::Account| StaffName { id: account.id, name: account.display_name, active: account.disabled_at.is_none() };
    Ok(accounts::all(scope).await?.into_iter().map(name).collect())
}

/// What was done to some things, newest first.
pub(crate) async fn history_of<S: Scope>(scope: &S, ids: &[Uuid], staff: &[StaffName]) -> Result<Vec<HistoryLine>, Fault> {
    let who = |id: Option<Uuid>| staff.iter().find(|person| Some(person.id.0) == id).map(|person| person.name.clone());
    let facts = audit::about_any(scope, ids, HISTORY).await?.into_iter().map(|row| HistoryLine {
        at: row.at,
        who: who(row.actor_id),
        fields: row.detail.get("fields").and_then(|list| serde_json::from_value(list.clone()).ok()).unwrap_or_default(),
        action: row.action,
    });
    Ok(facts.collect())
}

/// Which company a page is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyNamed {
    /// The company.
    pub id: CompanyId,
    /// Its name.
    pub name: String,
}

/// Asks for the name of a company.
pub struct NameCompany {
    /// Which.
    pub company: CompanyId,
}

impl Question for NameCompany {
    const NAME: &'static str = "company.name";
    const RIGHT: Right = Right::LogContact;
    type Answer = CompanyNamed;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<CompanyNamed, Failure> {
        let company = companies::find(reader, self.company).await?.or_not_found()?;
        Ok(CompanyNamed { id: company.id, name: company.name })
    }
}

/// What a form for a company needs.
pub struct PrepareCompany;

impl Question for PrepareCompany {
    const NAME: &'static str = "company.prepare";
    const RIGHT: Right = Right::ChangeCompanies;
    type Answer = Vec<StaffName>;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<Vec<StaffName>, Failure> {
        Ok(staff(reader).await?)
    }
}

/// What a form for something of a company needs.
pub struct PreparePart {
    /// The company.
    pub company: CompanyId,
}

impl Question for PreparePart {
    const NAME: &'static str = "company.prepare_part";
    const RIGHT: Right = Right::ChangeCompanies;
    type Answer = CompanyParts;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<CompanyParts, Failure> {
        parts(reader, self.company).await
    }
}

/// The company that has a CVR number, for the way to it.
pub struct FindCompanyByCvr {
    /// As typed.
    pub cvr: String,
}

impl Question for FindCompanyByCvr {
    const NAME: &'static str = "company.find_by_cvr";
    const RIGHT: Right = Right::SeeCompanies;
    type Answer = Option<CompanyId>;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<Option<CompanyId>, Failure> {
        let Ok(cvr) = CvrNumber::parse(&self.cvr) else { return Ok(None) };
        Ok(companies::by_cvr(reader, &cvr).await?.map(|company| company.relation.merged_into.unwrap_or(company.id)))
    }
}

/// The contacts that a form of the contact log offers, by name.
pub struct PrepareLog {
    /// The company.
    pub company: CompanyId,
}

impl Question for PrepareLog {
    const NAME: &'static str = "contact_log.prepare";
    const RIGHT: Right = Right::SeeCompanies;
    type Answer = Vec<Contact>;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<Vec<Contact>, Failure> {
        companies::find(reader, self.company).await?.or_not_found()?;
        Ok(contacts::of_company(reader, self.company).await?.into_iter().filter(|contact| contact.active).collect())
    }
}
