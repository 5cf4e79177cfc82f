//! `/konsulent/virksomheder`: all companies, narrowed by many filters, in a chosen order, with what can be done to many.

use askama::Template;
use axum::{
    extract::{RawQuery, State},
    response::{IntoResponse, Redirect, Response},
};
use chrono::NaiveDate;

use super::{
    filters::{Chip, Filters, LIST, Names},
    url_of,
};
use crate::{
    domain::{kartotek::Sort, permission::Right, terms::LadderStep},
    state::AppState,
    use_cases::{
        companies::{CompanyList, CompanyRow, ListViews, Views},
        register::look::{RegisterHealth, RegisterState},
    },
    web::{
        consultant::{register, slots::words},
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::Page,
        parts::{Badge, Choice, Facet, More, Tone},
        query,
    },
};

struct Line {
    id: String,
    url: String,
    name: String,
    cvr: String,
    town: String,
    outside: bool,
    branch: String,
    ladder: Badge,
    consultant: String,
    last_contact: Option<NaiveDate>,
    seats: Option<Badge>,
    notes: Vec<String>,
}

/// A saved view in the sidebar.
pub(super) struct ViewLink {
    pub url: String,
    pub name: String,
    pub is_shown: bool,
    pub is_shared: bool,
}

#[derive(Template)]
#[template(path = "consultant/companies/list.html")]
struct ListPage {
    /// Why the register's values may be old.
    register_notice: Option<String>,
    shell: Shell,
    today: NaiveDate,
    filters: Filters,
    query: String,
    chips: Vec<Chip>,
    facets: Vec<Facet>,
    without: Vec<Choice>,
    sorts: Vec<Choice>,
    views: Vec<ViewLink>,
    save_url: String,
    exports: Vec<(String, String)>,
    lines: Vec<Line>,
    total: u64,
    more: More,
    next_url: Option<String>,
    may_change: bool,
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

fn line(me: &Consultant, row: CompanyRow, today: NaiveDate) -> Line {
    let (company, texts) = (row.company, me.visit.texts);
    let relation = &company.relation;
    let facts = [
        ("company-closed-short", company.closed_on.is_some()),
        ("list-blocked-short", relation.blocked.is_some()),
        ("list-paused-short", relation.paused_until.is_some_and(|last| last >= today)),
    ];
    Line {
        id: company.id.to_string(),
        url: url_of(company.id),
        town: words::town(&company.address).unwrap_or_default(),
        outside: row.is_outside,
        branch: row.branch_title.or_else(|| company.branch.map(|branch| branch.code)).unwrap_or_default(),
        ladder: ladder_badge(me, company.ladder),
        consultant: row.consultant.unwrap_or_default(),
        last_contact: relation.last_contact_on,
        seats: (row.seats > 0).then(|| Badge::seats(texts, row.free, row.seats)),
        notes: facts.iter().filter(|(_, holds)| *holds).map(|(key, _)| texts.text(key).into_owned()).collect(),
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

fn view_links(views: &Views, query: &str) -> Vec<ViewLink> {
    let link = |view: &crate::use_cases::companies::SavedView| ViewLink {
        url: if view.query.is_empty() { query::url(LIST, &[("alle", "ja")]) } else { format!("{LIST}?{}", view.query) },
        name: view.name.clone(),
        is_shown: view.query == query,
        is_shared: view.team.is_some(),
    };
    views.all.iter().map(link).collect()
}

fn page(state: &AppState, me: &Consultant, (filters, list): (Filters, CompanyList), (views, health): (&Views, &RegisterState)) -> ListPage {
    let (texts, today, query) = (me.visit.texts, state.app.clock.today(), filters.query());
    let shown = filters.vist + list.rows.len() as u64;
    let names = Names { state, me, list: &list };
    let next_url = filters.next_url(&list, shown);
    let without = [crate::domain::kartotek::Mark::Closed, crate::domain::kartotek::Mark::Blocked, crate::domain::kartotek::Mark::Paused];
    let export = |format: &str| (filters.address(&format!("{LIST}/eksport"), &[("format", format)]), format.to_uppercase());
    ListPage {
        shell: me.shell(Section::Companies, texts.text("companies-title")).lead(texts.count("companies-count", list.total)),
        today,
        register_notice: register::notice(texts, health),
        chips: filters.chips(&names),
        facets: filters.facets(&names, &list),
        without: without
            .iter()
            .map(|mark| {
                Choice::new(mark.as_str(), texts.text(&format!("list-mark-{mark}")), filters.uden.iter().any(|one| one == mark.as_str()))
            })
            .collect(),
        sorts: choices(me, "list-sort", Sort::ALL, if filters.sort.is_empty() { "name" } else { &filters.sort }),
        views: view_links(views, &query),
        save_url: filters.address(&format!("{LIST}/visninger"), &[("gem", "ja")]),
        exports: ["csv", "xlsx"].map(export).into(),
        total: list.total,
        more: More::new(texts, shown, list.total, None),
        next_url,
        lines: list.rows.into_iter().map(|row| line(me, row, today)).collect(),
        may_change: me.actor.may(Right::ChangeCompanies),
        query,
        filters,
    }
}

/// The list; without anything behind the address, the view that one begins with.
pub async fn show(State(state): State<AppState>, me: Consultant, RawQuery(raw): RawQuery) -> Result<Response, PageError> {
    let views = state.app.ask(&me.actor, &ListViews::of(&me.actor)?).await?;
    let raw = raw.unwrap_or_default();
    if let Some(first) = views.first_query().filter(|first| raw.is_empty() && !first.is_empty()) {
        return Ok(Redirect::to(&format!("{LIST}?{first}")).into_response());
    }
    let filters = Filters::read(&raw);
    let list = state.app.ask(&me.actor, &filters.question(&me)).await?;
    let health = state.app.ask(&me.actor, &RegisterHealth).await?;
    Ok(Page(page(&state, &me, (filters, list), (&views, &health))).into_response())
}
