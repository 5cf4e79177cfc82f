//! `/konsulent/virksomheder/{id}`: everything about a company on one page.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;

use super::{
    HistoryEntry, entries,
    facts::employees,
    list::ladder_badge,
    log::{self, LogSection},
    merged,
    relation::{self, PageNotice, RelationView},
    url_of,
};
use crate::{
    domain::{
        agreement::phase,
        company::{Agreement, Company, Contact, Workplace},
        ids::CompanyId,
        permission::Right,
        placement::StateName,
        terms::FigureSource,
    },
    i18n::Texts,
    state::AppState,
    use_cases::{
        companies::{CompanyFile, CompanyParts, OpenCompany, SlotLine},
        register::look::{FromRegister, RegisterOf},
    },
    web::{
        consultant::{agreements::phase_badge, register::RegisterSection, slots::words},
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::Page,
        parts::{Badge, MeterReader, RatioView},
    },
};

struct SlotRow {
    url: String,
    title: String,
    workplace: String,
    kinds: Vec<Badge>,
    hours: String,
    seats: Badge,
    next_free_on: Option<NaiveDate>,
    confirmed_on: Option<NaiveDate>,
}

struct WorkplaceRow {
    url: String,
    new_slot_url: String,
    name: String,
    p_number: String,
    address: String,
    ordinary: String,
    as_of: Option<NaiveDate>,
}

struct ContactRow {
    url: String,
    name: String,
    email: String,
    phone: String,
    dial: String,
    workplace: String,
    active: bool,
}

struct AgreementRow {
    url: String,
    number: String,
    kind: String,
    state: Badge,
    period: String,
    responsible: String,
    slots: usize,
}

struct Fact {
    label: String,
    value: String,
    /// The code behind the words, small beside them.
    code: String,
}

#[derive(Template)]
#[template(path = "consultant/companies/show.html")]
struct CompanyPage {
    shell: Shell,
    url: String,
    today: NaiveDate,
    ladder: Badge,
    stops: Vec<Badge>,
    notices: Vec<PageNotice>,
    relation: RelationView,
    may_log: bool,
    may_change: bool,
    may_change_slots: bool,
    free: u32,
    seats: u32,
    running: u64,
    open: u64,
    facts: Vec<Fact>,
    website: Option<String>,
    slots: Vec<SlotRow>,
    workplaces: Vec<WorkplaceRow>,
    contacts: Vec<ContactRow>,
    company_id: CompanyId,
    agreements: Vec<AgreementRow>,
    placements: Vec<(Badge, u64)>,
    history: Vec<HistoryEntry>,
    log: LogSection,
    /// The meter of each workplace; with many, each stands in a fold of its own.
    meters: Vec<RatioView>,
    register: RegisterSection,
}

/// More workplaces than this stand folded.
const METERS_OPEN: usize = 3;

impl CompanyPage {
    const fn folds_meters(&self) -> bool {
        self.meters.len() > METERS_OPEN
    }
}

/// The meters of the workplaces, in their order.
fn meters(me: &Consultant, file: &CompanyFile, company: &str) -> Vec<RatioView> {
    let view = |place: &Workplace| {
        let fill_in = me.actor.may(Right::ChangeCompanies).then(|| format!("{company}/arbejdspladser/{}", place.id));
        let reader = MeterReader::Staff { fill_in, tells_apart: me.actor.may(Right::SeeCitizens) };
        Some(RatioView::new(me.visit.texts, &place.name, file.meters.get(&place.id)?, &reader))
    };
    file.parts.workplaces.iter().filter_map(view).collect()
}

fn slot_row(texts: Texts, parts: &CompanyParts, line: &SlotLine, today: NaiveDate) -> SlotRow {
    let slot = &line.slot;
    let workplace = parts.workplaces.iter().find(|place| place.id == slot.workplace);
    SlotRow {
        url: crate::web::consultant::slots::url_of(slot.id),
        title: slot.title.clone(),
        workplace: workplace.map(|place| place.name.clone()).unwrap_or_default(),
        kinds: words::kind_badges(texts, slot),
        hours: words::hours(texts, slot.hours),
        seats: words::state_badge(texts, slot, line.free, today),
        next_free_on: line.next_free_on.filter(|_| line.free == 0),
        confirmed_on: slot.confirmed_on,
    }
}

fn workplace_row(texts: Texts, company: &str, place: &Workplace) -> WorkplaceRow {
    WorkplaceRow {
        url: format!("{company}/arbejdspladser/{}", place.id),
        new_slot_url: format!("/konsulent/pladser/ny?arbejdsplads={}", place.id),
        name: place.name.clone(),
        p_number: place.p_number.to_string(),
        address: words::address(&place.address),
        ordinary: place.ordinary.map(|(count, _)| words::number(texts, count)).unwrap_or_default(),
        as_of: place.ordinary.and_then(|(_, day)| day),
    }
}

fn contact_row(parts: &CompanyParts, company: &str, contact: &Contact) -> ContactRow {
    let workplace = parts.workplaces.iter().find(|place| Some(place.id) == contact.workplace);
    let phone = contact.phone.clone().unwrap_or_default();
    ContactRow {
        url: format!("{company}/kontakter/{}", contact.id),
        name: contact.name.clone(),
        email: contact.email.clone().unwrap_or_default(),
        dial: phone.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect(),
        phone,
        workplace: workplace.map(|place| place.name.clone()).unwrap_or_default(),
        active: contact.active,
    }
}

fn agreement_row(texts: Texts, file: &CompanyFile, today: NaiveDate, agreement: &Agreement) -> AgreementRow {
    AgreementRow {
        url: crate::web::consultant::agreements::url_of(agreement.id),
        number: agreement.number.clone(),
        kind: texts.text(&format!("agreement-kind-{}", agreement.kind)).into_owned(),
        state: phase_badge(texts, phase(agreement, None, today)),
        period: texts.period(agreement.starts_on, agreement.ends_on),
        responsible: file.parts.staff_name(agreement.responsible).unwrap_or_default().to_owned(),
        slots: file.slots.iter().filter(|line| line.slot.agreement == Some(agreement.id)).count(),
    }
}

/// Where the number of employees comes from, and of which day it is.
fn employees_source(texts: Texts, company: &Company) -> String {
    let told =
        |(source, day): (FigureSource, NaiveDate)| texts.name(&format!("figure-source-{source}"), &texts.date_plain(day)).into_owned();
    company.employees_told.map(told).unwrap_or_default()
}

/// What the company is besides.
fn kinds(texts: Texts, company: &Company) -> String {
    let relation = &company.relation;
    let all = [
        (relation.municipal_own, "company-municipal-own"),
        (relation.social_enterprise, "company-social-enterprise"),
        (relation.retention_need, "company-retention-need"),
    ];
    all.into_iter().filter(|(is, _)| *is).map(|(_, key)| texts.text(key)).collect::<Vec<_>>().join(" · ")
}

fn facts(state: &AppState, texts: Texts, parts: &CompanyParts) -> Vec<Fact> {
    let company = &parts.company;
    let branch = company.branch.as_ref().map(|branch| {
        let title = state.app.reference.branches.title(&branch.code).unwrap_or_default();
        if title.is_empty() { branch.code.clone() } else { title.to_owned() }
    });
    let code = company.branch.as_ref().map(|branch| format!("{} ({})", branch.code, branch.version)).unwrap_or_default();
    let protected = company.advertising_protected.map(|is| texts.text(if is { "company-protected-yes" } else { "company-protected-no" }));
    let rows = [
        ("company-cvr-number", company.cvr.to_string()),
        ("company-sector", texts.text(&format!("sector-{}", company.sector)).into_owned()),
        ("company-branch", branch.unwrap_or_default()),
        ("company-employees", employees(texts, company)),
        ("company-address", words::address(&company.address)),
        ("phone", company.phone.clone().unwrap_or_default()),
        ("email", company.email.clone().unwrap_or_default()),
        ("company-advertising-protected", protected.map(std::borrow::Cow::into_owned).unwrap_or_default()),
        ("company-consultant", parts.staff_name(company.consultant).unwrap_or_default().to_owned()),
        ("company-substitute", parts.staff_name(company.relation.substitute).unwrap_or_default().to_owned()),
        ("company-legal-form", company.relation.legal_form.clone().unwrap_or_default()),
        ("company-kind", kinds(texts, company)),
        ("company-proposal-cap", company.relation.proposal_cap.map(|most| texts.whole(most.into())).unwrap_or_default()),
    ];
    rows.into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| Fact {
            label: texts.text(key).into_owned(),
            code: match key {
                "company-branch" => code.clone(),
                "company-employees" => employees_source(texts, company),
                _ => String::new(),
            },
            value,
        })
        .collect()
}

fn count_of(file: &CompanyFile, fits: impl Fn(StateName) -> bool) -> u64 {
    file.placements.iter().filter(|(state, _)| fits(*state)).map(|(_, count)| count).sum()
}

fn page(state: &AppState, me: &Consultant, file: &CompanyFile, (register, log): (&FromRegister, LogSection)) -> CompanyPage {
    let (texts, today, parts) = (me.visit.texts, state.app.clock.today(), &file.parts);
    let url = url_of(parts.company.id);
    let shown = StateName::ALL.iter().filter_map(|state| file.placements.iter().find(|(other, _)| other == state));
    CompanyPage {
        shell: me
            .shell(Section::Companies, &parts.company.name)
            .crumb(texts.text("companies-title"), "/konsulent/virksomheder")
            .lead(lead(texts, parts)),
        today,
        ladder: ladder_badge(me, parts.company.ladder),
        stops: relation::stops(texts, &parts.company, today),
        notices: relation::notices(state, texts, file, today),
        relation: relation::view(state, me, file),
        may_log: me.actor.may(Right::LogContact),
        may_change: me.actor.may(Right::ChangeCompanies),
        may_change_slots: me.actor.may(Right::ChangeSlots),
        free: file.slots.iter().filter(|line| !line.slot.paused).map(|line| line.free).sum(),
        seats: file.slots.iter().map(|line| line.slot.seats).sum(),
        running: count_of(file, StateName::fills_ratio),
        open: count_of(file, StateName::is_open),
        facts: facts(state, texts, parts),
        website: parts.company.website.clone(),
        slots: file.slots.iter().map(|line| slot_row(texts, parts, line, today)).collect(),
        workplaces: parts.workplaces.iter().map(|place| workplace_row(texts, &url, place)).collect(),
        contacts: parts.contacts.iter().map(|contact| contact_row(parts, &url, contact)).collect(),
        agreements: parts.agreements.iter().map(|agreement| agreement_row(texts, file, today, agreement)).collect(),
        placements: shown.map(|(state, count)| (Badge::placement(texts, state.as_str()), *count)).collect(),
        history: entries(texts, &file.history),
        log,
        meters: meters(me, file, &url),
        register: RegisterSection::new(state, me, parts.company.id, register),
        company_id: parts.company.id,
        url,
    }
}

fn lead(texts: Texts, parts: &CompanyParts) -> String {
    let town = words::town(&parts.company.address).unwrap_or_default();
    let cvr = format!("{} {}", texts.text("company-cvr"), parts.company.cvr);
    let consultant = parts.staff_name(parts.company.consultant).map(|name| texts.name("company-owned-by", name).into_owned());
    [Some(cvr), Some(town), consultant].into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The page of a company.
pub async fn overview(State(state): State<AppState>, me: Consultant, Path(id): Path<CompanyId>) -> Result<Response, PageError> {
    let file = state.app.ask(&me.actor, &OpenCompany { company: id }).await?;
    if let Some(leads_to) = &file.register.leads_to {
        return Ok(Page(merged::page(&me, &file, leads_to)).into_response());
    }
    let register = state.app.ask(&me.actor, &RegisterOf { company: id }).await?;
    let log = log::section(&state, &me, id).await?;
    Ok(Page(page(&state, &me, &file, (&register, log))).into_response())
}
