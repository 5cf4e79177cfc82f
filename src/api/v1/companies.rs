//! The virksomhedskartotek for programs.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, State},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::slots::kinds;
use crate::{
    api::{
        Api,
        problem::Problem,
        query::{self, Asked},
        token::TokenUser,
    },
    base::clock::Moment,
    domain::{
        company::{Agreement, Company, Contact, Workplace},
        kartotek::{Band, Criteria, Facet, Mark, Owner, Silence, Sort},
        permission::Actor,
        terms::{LadderStep, Sector},
    },
    use_cases::{
        companies::{CompanyFile, CompanyRow, FindCompanyByCvr, HistoryLine, ListCompanies, OpenCompany, SlotLine},
        contact_log::{self, ContactsOf, LogPage},
    },
};

/// Contacts that a company's answer holds.
const MOST_CONTACTS: u64 = 100;

/// Which companies are listed; several values of one parameter are separated by `|` and widen it.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct CompanyQuery {
    /// Words of names and towns, or the beginning of a CVR or P-number.
    q: Option<String>,
    /// `privat` or `offentlig`.
    sector: Option<String>,
    /// `passiv`, `kontakt`, `samarbejde` or `partnerskab`.
    ladder_step: Option<String>,
    /// Letters of sections, or beginnings of branch codes.
    branch: Option<String>,
    /// Postcodes, or beginnings of towns' names.
    town: Option<String>,
    /// Codes, `own` or `neighbours`.
    municipality: Option<String>,
    /// `unknown`, `1-9`, `10-49`, `50-249` or `250`.
    employees: Option<String>,
    /// Ids of accounts, `me` or `nobody`.
    consultant: Option<String>,
    /// Target groups that the company has said yes to.
    willing: Option<String>,
    /// Support that the company has said yes to.
    gives: Option<String>,
    /// `never`, `six_months` or `recent`.
    last_contact: Option<String>,
    /// What must hold: `free`, `agreement`, `social`, `never_used`, `protected`, `paused`, `blocked`, `closed`.
    with: Option<String>,
    /// The same words; what must not hold.
    without: Option<String>,
    /// `name`, `last_contact`, `free_seats`, `step` or `employees`.
    sort: Option<String>,
    /// Counts to give along, by `|`: `section`, `sector`, `step`, `municipality`, `band`, `owner`, `willing`, `gives`, `silence`, `mark`.
    facets: Option<String>,
    /// How many, up to 100.
    limit: Option<String>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

impl CompanyQuery {
    fn criteria(&self, actor: &Actor) -> Result<Criteria, Problem> {
        let owner = |word: &String| match word.as_str() {
            "nobody" => Ok(Owner::Nobody),
            "me" => actor.account().map(Owner::Account).ok_or_else(|| Problem::field("consultant", "word-unknown")),
            id => id.parse().map(Owner::Account).map_err(|_| Problem::field("consultant", "word-unknown")),
        };
        Ok(Criteria {
            text: self.q.clone().unwrap_or_default(),
            branches: query::several(self.branch.as_ref()),
            sectors: query::words("sector", self.sector.as_ref(), Sector::parse, Sector::ALL)?,
            steps: query::words("ladder_step", self.ladder_step.as_ref(), LadderStep::parse, LadderStep::ALL)?,
            municipalities: query::several(self.municipality.as_ref()),
            places: query::several(self.town.as_ref()),
            bands: query::words("employees", self.employees.as_ref(), Band::parse, Band::ALL)?,
            owners: query::several(self.consultant.as_ref()).iter().map(owner).collect::<Result<_, _>>()?,
            willing: query::several(self.willing.as_ref()),
            gives: query::several(self.gives.as_ref()),
            silence: query::words("last_contact", self.last_contact.as_ref(), Silence::parse, Silence::ALL)?,
            with: query::words("with", self.with.as_ref(), Mark::parse, Mark::ALL)?,
            without: query::words("without", self.without.as_ref(), Mark::parse, Mark::ALL)?,
        })
    }
}

/// One value of a facet.
#[derive(Serialize, ToSchema)]
pub(super) struct CompanyFacetLine {
    value: String,
    count: u64,
}

/// A page of companies.
#[derive(Serialize, ToSchema)]
pub(super) struct CompanyPage {
    total: u64,
    next_cursor: Option<String>,
    items: Vec<CompanyItem>,
    /// Counts of what was asked for, each as if nothing were chosen in it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    facets: BTreeMap<&'static str, Vec<CompanyFacetLine>>,
}

/// A company of the list.
#[derive(Serialize, ToSchema)]
pub(super) struct CompanyItem {
    #[serde(flatten)]
    head: CompanyHead,
    /// Slots that are not paused or past.
    slots: usize,
    /// Their seats.
    seats: u32,
    /// Those that are free today.
    free_seats: u32,
}

/// What identifies a company.
#[derive(Serialize, ToSchema)]
pub(super) struct CompanyHead {
    id: String,
    cvr: String,
    name: String,
    sector: &'static str,
    branch: Option<String>,
    municipality: Option<String>,
    postcode: Option<String>,
    town: Option<String>,
    /// How far the cooperation has come.
    ladder_step: &'static str,
}

impl From<&Company> for CompanyHead {
    fn from(company: &Company) -> Self {
        let address = company.address.clone();
        Self {
            id: company.id.to_string(),
            cvr: company.cvr.to_string(),
            name: company.name.clone(),
            sector: company.sector.as_str(),
            branch: company.branch.as_ref().map(|branch| branch.code.clone()),
            municipality: address.municipality,
            postcode: address.postcode,
            town: address.town,
            ladder_step: company.ladder.as_str(),
        }
    }
}

impl From<CompanyRow> for CompanyItem {
    fn from(row: CompanyRow) -> Self {
        Self { head: (&row.company).into(), slots: row.slots, seats: row.seats, free_seats: row.free }
    }
}

/// A company with all that belongs to it.
#[derive(Serialize, ToSchema)]
pub(super) struct CompanyView {
    #[serde(flatten)]
    head: CompanyHead,
    version: i32,
    consultant: Option<String>,
    workplaces: Vec<WorkplaceView>,
    contacts: Vec<ContactView>,
    agreements: Vec<AgreementView>,
    slots: Vec<SlotItem>,
    /// Contacts with the company, newest first, at most a hundred.
    log: Vec<LogLine>,
    /// What was done, newest first.
    history: Vec<HistoryItem>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct WorkplaceView {
    p_number: String,
    name: String,
    street: Option<String>,
    postcode: Option<String>,
    town: Option<String>,
    municipality: Option<String>,
    employees_total: Option<i32>,
    /// Ordinary full-time persons.
    ordinary_employees: Option<f64>,
    ordinary_as_of: Option<NaiveDate>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct ContactView {
    id: String,
    name: String,
    email: Option<String>,
    phone: Option<String>,
    active: bool,
}

#[derive(Serialize, ToSchema)]
pub(super) struct AgreementView {
    id: String,
    number: String,
    kind: String,
    state: String,
    starts_on: NaiveDate,
    ends_on: Option<NaiveDate>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct SlotItem {
    id: String,
    external_id: Option<String>,
    title: String,
    kind: String,
    seats: u32,
    free_seats: u32,
    next_free_on: Option<NaiveDate>,
    paused: bool,
}

/// A contact with the company.
#[derive(Serialize, ToSchema)]
pub(super) struct LogLine {
    #[schema(value_type = String, format = DateTime)]
    at: Moment,
    /// visit, call, mail or meeting.
    kind: &'static str,
    author: String,
    contact: Option<String>,
    note: String,
    next_step: Option<String>,
    next_on: Option<NaiveDate>,
    withdrawn: bool,
}

#[derive(Serialize, ToSchema)]
pub(super) struct HistoryItem {
    #[schema(value_type = String, format = DateTime)]
    at: Moment,
    who: Option<String>,
    action: String,
    fields: Vec<String>,
}

fn workplace(place: Workplace) -> WorkplaceView {
    WorkplaceView {
        p_number: place.p_number.to_string(),
        name: place.name,
        street: place.address.street,
        postcode: place.address.postcode,
        town: place.address.town,
        municipality: place.address.municipality,
        employees_total: place.employees_total,
        ordinary_employees: place.ordinary.map(|(count, _)| count),
        ordinary_as_of: place.ordinary.and_then(|(_, as_of)| as_of),
    }
}

fn contact(contact: Contact) -> ContactView {
    ContactView { id: contact.id.to_string(), name: contact.name, email: contact.email, phone: contact.phone, active: contact.active }
}

fn agreement(agreement: Agreement) -> AgreementView {
    AgreementView {
        id: agreement.id.to_string(),
        number: agreement.number,
        kind: agreement.kind.to_string(),
        state: agreement.state.to_string(),
        starts_on: agreement.starts_on,
        ends_on: agreement.ends_on,
    }
}

fn slot(line: SlotLine) -> SlotItem {
    SlotItem {
        id: line.slot.id.to_string(),
        kind: kinds(&line.slot),
        external_id: line.slot.external_id,
        title: line.slot.title,
        seats: line.slot.seats,
        free_seats: line.free,
        next_free_on: line.next_free_on,
        paused: line.slot.paused,
    }
}

fn log_line(line: contact_log::LogLine) -> LogLine {
    let entry = line.entry;
    LogLine {
        at: entry.at,
        kind: entry.kind.as_str(),
        author: line.author,
        contact: line.contact,
        note: entry.note,
        next_step: entry.next_step,
        next_on: entry.next_on,
        withdrawn: entry.withdrawn_at.is_some(),
    }
}

fn history_item(line: HistoryLine) -> HistoryItem {
    HistoryItem { at: line.at, who: line.who, action: line.action, fields: line.fields }
}

impl From<(CompanyFile, LogPage)> for CompanyView {
    fn from((file, log): (CompanyFile, LogPage)) -> Self {
        let consultant = file.parts.staff_name(file.parts.company.consultant).map(str::to_owned);
        let parts = file.parts;
        Self {
            head: (&parts.company).into(),
            version: parts.company.version,
            consultant,
            workplaces: parts.workplaces.into_iter().map(workplace).collect(),
            contacts: parts.contacts.into_iter().map(contact).collect(),
            agreements: parts.agreements.into_iter().map(agreement).collect(),
            slots: file.slots.into_iter().map(slot).collect(),
            log: log.lines.into_iter().map(log_line).collect(),
            history: file.history.into_iter().map(history_item).collect(),
        }
    }
}

/// Companies by many filters.
#[utoipa::path(get, path = "/companies", tag = "companies", params(CompanyQuery), responses(
    (status = 200, body = CompanyPage),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn list(State(api): State<Api>, user: TokenUser, Asked(asked): Asked<CompanyQuery>) -> Result<Json<CompanyPage>, Problem> {
    let facets = query::words("facets", asked.facets.as_ref(), Facet::parse, Facet::ALL)?;
    let question = ListCompanies {
        criteria: asked.criteria(&user.actor)?,
        sort: query::words("sort", asked.sort.as_ref(), Sort::parse, Sort::ALL)?.first().copied(),
        after: query::parsed("cursor", asked.cursor.as_ref(), "cursor-unknown")?,
        limit: query::limit(asked.limit.as_ref())? as u64,
        with_facets: !facets.is_empty(),
    };
    let list = api.app.ask(&user.actor, &question).await?;
    let lines =
        |facet: Facet| list.facets.lines(facet).into_iter().map(|(value, count)| CompanyFacetLine { value: value.to_owned(), count });
    let facets = facets.iter().map(|facet| (facet.as_str(), lines(*facet).collect())).collect();
    let items = list.rows.into_iter().map(CompanyItem::from).collect();
    Ok(Json(CompanyPage { total: list.total, next_cursor: list.next.map(|id| id.to_string()), items, facets }))
}

/// One company, by its CVR number.
#[utoipa::path(get, path = "/companies/{cvr}", tag = "companies", params(("cvr" = String, Path)), responses(
    (status = 200, body = CompanyView),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn open(State(api): State<Api>, user: TokenUser, Path(cvr): Path<String>) -> Result<Json<CompanyView>, Problem> {
    let company = api.app.ask(&user.actor, &FindCompanyByCvr { cvr }).await?.ok_or_else(Problem::not_found)?;
    let contacts = ContactsOf { company, asker: user.actor.account(), after: None, limit: MOST_CONTACTS };
    let log = api.app.ask(&user.actor, &contacts).await?;
    Ok(Json((api.app.ask(&user.actor, &OpenCompany { company }).await?, log).into()))
}
