//! `/konsulent/aftaler`: all agreements, those that end first before the others.

use askama::Template;
use axum::extract::{Query, State};
use chrono::NaiveDate;
use serde::Deserialize;

use super::{ROOM, SECTION, phase_badge, url_of};
use crate::{
    domain::{agreement::AgreementPhase, company::AgreementKind, permission::Right},
    state::AppState,
    use_cases::agreements::{AgreementList, AgreementRow, ListAgreements},
    web::{
        consultant::companies::choices,
        error::PageError,
        extract::Consultant,
        layout::Shell,
        page::Page,
        parts::{Badge, Choice, More},
        query, wording,
    },
};

/// How many agreements a page shows.
const PAGE: u64 = 50;

/// The parts of their life that the list can be narrowed to.
const PHASES: [AgreementPhase; 4] = [AgreementPhase::Draft, AgreementPhase::Active, AgreementPhase::Expiring, AgreementPhase::Ended];

/// The filters in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Filters {
    tilstand: String,
    slags: String,
    konsulent: String,
    efter: u64,
}

struct Line {
    url: String,
    company: String,
    number: String,
    kind: String,
    phase: Badge,
    ends_on: Option<NaiveDate>,
    seats: u32,
    mentor: String,
    responsible: String,
}

#[derive(Template)]
#[template(path = "consultant/agreements/list.html")]
pub(super) struct ListPage {
    shell: Shell,
    phases: Vec<Choice>,
    kinds: Vec<Choice>,
    staff: Vec<Choice>,
    lines: Vec<Line>,
    more: More,
    is_filtered: bool,
    may_change: bool,
    mentor_sum: String,
}

fn line(me: &Consultant, row: &AgreementRow) -> Line {
    let texts = me.visit.texts;
    Line {
        url: url_of(row.agreement.id),
        company: row.company.clone(),
        number: row.agreement.number.clone(),
        kind: texts.text(&format!("agreement-kind-{}", row.agreement.kind)).into_owned(),
        phase: phase_badge(texts, row.phase),
        ends_on: row.agreement.ends_on,
        seats: row.seats,
        mentor: if row.mentor_hours > 0.0 { wording::number(texts, row.mentor_hours) } else { String::new() },
        responsible: row.responsible.clone().unwrap_or_default(),
    }
}

fn page(me: &Consultant, filters: &Filters, list: &AgreementList) -> ListPage {
    let texts = me.visit.texts;
    let shown = filters.efter + list.rows.len() as u64;
    let skip = shown.to_string();
    let pairs = [("tilstand", filters.tilstand.as_str()), ("slags", &filters.slags), ("konsulent", &filters.konsulent), ("efter", &skip)];
    let next = (shown < list.total).then(|| query::url(ROOM, &pairs));
    let person = |one: &crate::use_cases::companies::StaffName| {
        let id = one.id.to_string();
        let is_chosen = id == filters.konsulent;
        Choice::new(id, one.name.clone(), is_chosen)
    };
    let hours: f64 = list.rows.iter().map(|row| row.mentor_hours).sum();
    ListPage {
        shell: me.shell(SECTION, texts.text("agreements-title")).lead(texts.count("agreements-count", list.total)),
        phases: choices(me, "agreement-phase", &PHASES, &filters.tilstand),
        kinds: choices(me, "agreement-kind", AgreementKind::ALL, &filters.slags),
        staff: list.staff.iter().filter(|one| one.active).map(person).collect(),
        lines: list.rows.iter().map(|row| line(me, row)).collect(),
        more: More::new(texts, shown, list.total, next),
        is_filtered: [&filters.tilstand, &filters.slags, &filters.konsulent].iter().any(|word| !word.is_empty()),
        may_change: me.actor.may(Right::ChangeCompanies),
        mentor_sum: if hours > 0.0 { wording::number(texts, hours) } else { String::new() },
    }
}

/// The list.
pub(super) async fn show(
    State(state): State<AppState>,
    me: Consultant,
    Query(filters): Query<Filters>,
) -> Result<Page<ListPage>, PageError> {
    let asked = ListAgreements {
        phase: AgreementPhase::parse(&filters.tilstand),
        kind: AgreementKind::parse(&filters.slags),
        responsible: filters.konsulent.parse().ok(),
        skip: filters.efter,
        limit: PAGE,
    };
    let list = state.app.ask(&me.actor, &asked).await?;
    Ok(Page(page(&me, &filters, &list)))
}
