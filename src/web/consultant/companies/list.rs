//! `/konsulent/virksomheder`: all companies, by name, number, place, branch and ladder.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;

use super::url_of;
use crate::{
    domain::{
        permission::Right,
        relation::Being,
        terms::{LadderStep, Sector},
    },
    state::AppState,
    use_cases::{
        companies::{CompanyList, CompanyRow, ListCompanies},
        register::look::{RegisterHealth, RegisterState},
    },
    web::{
        consultant::{register, slots::words},
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::Page,
        parts::{Badge, Choice, More, Tone},
        query,
    },
};

/// How many companies a page shows.
const PAGE: u64 = 50;

/// The filters in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filters {
    q: String,
    trin: String,
    sektor: String,
    branche: String,
    by: String,
    er: String,
    efter: String,
    vist: u64,
}

impl Filters {
    fn question(&self) -> ListCompanies {
        ListCompanies {
            typed: self.q.clone(),
            ladder: LadderStep::parse(&self.trin),
            sector: Sector::parse(&self.sektor),
            branch: self.branche.clone(),
            town: self.by.clone(),
            being: Being::parse(&self.er),
            after: self.efter.parse().ok(),
            limit: PAGE,
        }
    }

    fn is_filtered(&self) -> bool {
        [&self.q, &self.trin, &self.sektor, &self.branche, &self.by, &self.er].iter().any(|text| !text.trim().is_empty())
    }

    fn next_url(&self, list: &CompanyList, shown: u64) -> Option<String> {
        let next = list.next?.to_string();
        let pairs = [
            ("q", self.q.as_str()),
            ("trin", &self.trin),
            ("sektor", &self.sektor),
            ("branche", &self.branche),
            ("by", &self.by),
            ("er", &self.er),
            ("efter", &next),
            ("vist", &shown.to_string()),
        ];
        Some(query::url("/konsulent/virksomheder", &pairs))
    }
}

struct Line {
    url: String,
    name: String,
    cvr: String,
    town: String,
    branch: String,
    ladder: Badge,
    seats: Option<Badge>,
    closed: bool,
    /// What a reader must know before going there: blocked, paused.
    stops: Vec<Badge>,
}

#[derive(Template)]
#[template(path = "consultant/companies/list.html")]
struct ListPage {
    shell: Shell,
    filters: Filters,
    ladders: Vec<Choice>,
    sectors: Vec<Choice>,
    beings: Vec<Choice>,
    branches: Vec<Choice>,
    lines: Vec<Line>,
    more: More,
    may_change: bool,
    register_notice: Option<String>,
}

/// A step of the ladder as a badge.
pub fn ladder_badge(me: &Consultant, step: LadderStep) -> Badge {
    let tone = match step {
        LadderStep::Passiv => Tone::Pause,
        LadderStep::Kontakt => Tone::Open,
        LadderStep::Samarbejde | LadderStep::Partnerskab => Tone::Ok,
    };
    Badge::new(tone, me.visit.texts.text(&format!("ladder-{step}")))
}

fn line(me: &Consultant, row: CompanyRow, today: chrono::NaiveDate) -> Line {
    let company = row.company;
    Line {
        url: url_of(company.id),
        stops: super::register::stops(me.visit.texts, &company, today),
        town: words::town(&company.address).unwrap_or_default(),
        branch: row.branch_title.or_else(|| company.branch.map(|branch| branch.code)).unwrap_or_default(),
        ladder: ladder_badge(me, company.ladder),
        seats: (row.seats > 0).then(|| Badge::seats(me.visit.texts, row.free, row.seats)),
        closed: company.closed_on.is_some(),
        cvr: company.cvr.to_string(),
        name: company.name,
    }
}

/// The choices of a fixed list with their words.
pub fn choices<T: ToString + Copy>(me: &Consultant, prefix: &str, all: &[T], chosen: &str) -> Vec<Choice> {
    let choice = |one: &T| {
        let word = one.to_string();
        let label = me.visit.texts.text(&format!("{prefix}-{word}")).into_owned();
        let is_chosen = word == chosen;
        Choice::new(word, label, is_chosen)
    };
    all.iter().map(choice).collect()
}

/// Branches as typeahead lines, `471110 Supermarkeder`.
pub fn branch_choices(state: &AppState) -> Vec<Choice> {
    state.app.reference.branches.iter().map(|branch| Choice::new("", format!("{} {}", branch.code, branch.title), false)).collect()
}

fn page(state: &AppState, me: &Consultant, filters: Filters, list: CompanyList, register: &RegisterState) -> ListPage {
    let shown = filters.vist + list.rows.len() as u64;
    let lead = me.visit.texts.count("companies-count", list.total);
    ListPage {
        shell: me.shell(Section::Companies, me.visit.texts.text("companies-title")).lead(lead),
        ladders: choices(me, "ladder", LadderStep::ALL, &filters.trin),
        sectors: choices(me, "sector", Sector::ALL, &filters.sektor),
        beings: choices(me, "company-being", Being::ALL, &filters.er),
        branches: branch_choices(state),
        more: More::new(me.visit.texts, shown, list.total, filters.next_url(&list, shown)),
        lines: list.rows.into_iter().map(|row| line(me, row, state.app.clock.today())).collect(),
        may_change: me.actor.may(Right::ChangeCompanies),
        register_notice: register::notice(me.visit.texts, register),
        filters,
    }
}

/// The list.
pub async fn show(State(state): State<AppState>, me: Consultant, Query(filters): Query<Filters>) -> Result<Page<impl Template>, PageError> {
    let list = state.app.ask(&me.actor, &filters.question()).await?;
    let register = state.app.ask(&me.actor, &RegisterHealth).await?;
    Ok(Page(page(&state, &me, filters, list, &register)))
}
