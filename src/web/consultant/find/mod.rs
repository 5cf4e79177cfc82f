//! `/konsulent/soeg`: one field for places and companies; citizens are never searched through an address.

use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    routing::get,
};
use chrono::NaiveDate;
use serde::Deserialize;

use super::{
    companies,
    slots::{
        search::{Hit, hit},
        words,
    },
};
use crate::{
    domain::permission::Right,
    state::AppState,
    use_cases::{
        companies::{CompanyList, CompanyRow, SeekCompanies},
        slot_search::{SearchSlots, SlotCriteria, SlotList},
    },
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::Page,
        parts::Badge,
        query,
    },
};

/// How many of each kind are shown.
const EACH: u64 = 8;

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new().route("/konsulent/soeg", get(show))
}

/// What was typed.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    q: String,
}

struct CompanyHit {
    url: String,
    name: String,
    cvr: String,
    town: String,
    seats: Option<Badge>,
}

#[derive(Template)]
#[template(path = "consultant/find/find.html")]
struct FindPage {
    shell: Shell,
    today: NaiveDate,
    hits: Vec<Hit>,
    slot_total: u64,
    all_slots_url: String,
    companies: Vec<CompanyHit>,
    company_total: u64,
    all_companies_url: String,
    may_see_citizens: bool,
    has_more_slots: bool,
    has_more_companies: bool,
    is_empty: bool,
}

fn company(me: &Consultant, row: CompanyRow) -> CompanyHit {
    CompanyHit {
        url: companies::url_of(row.company.id),
        cvr: row.company.cvr.to_string(),
        town: words::town(&row.company.address).unwrap_or_default(),
        seats: (row.seats > 0).then(|| Badge::seats(me.visit.texts, row.free, row.seats)),
        name: row.company.name,
    }
}

/// Places and companies of a word.
async fn found(state: &AppState, me: &Consultant, q: &str) -> Result<(SlotList, CompanyList), PageError> {
    let limit = usize::try_from(EACH).unwrap_or(usize::MAX);
    let slots = SearchSlots { criteria: SlotCriteria { text: q.to_owned(), limit, ..SlotCriteria::everything() } };
    let companies = SeekCompanies { typed: q.to_owned(), limit: EACH };
    Ok((state.app.ask(&me.actor, &slots).await?, state.app.ask(&me.actor, &companies).await?))
}

async fn show(State(state): State<AppState>, me: Consultant, Query(typed): Query<Typed>) -> Result<Page<FindPage>, PageError> {
    let (q, texts, today) = (typed.q.trim().to_owned(), me.visit.texts, state.app.clock.today());
    let (slots, companies) = if q.is_empty() { Default::default() } else { found(&state, &me, &q).await? };
    let mut shell = me.shell(Section::Start, texts.text("find-title"));
    shell.active = None;
    shell.search_text.clone_from(&q);
    Ok(Page(FindPage {
        shell,
        today,
        hits: slots.hits.iter().map(|found| hit(texts, found, today)).collect(),
        has_more_slots: slots.total > EACH,
        has_more_companies: companies.total > EACH,
        slot_total: slots.total,
        all_slots_url: query::url("/konsulent/pladser", &[("q", &q)]),
        company_total: companies.total,
        companies: companies.rows.into_iter().map(|row| company(&me, row)).collect(),
        all_companies_url: query::url("/konsulent/virksomheder", &[("q", &q)]),
        may_see_citizens: me.actor.may(Right::SeeCitizens),
        is_empty: q.is_empty(),
    }))
}
