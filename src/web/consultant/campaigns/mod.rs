//! Campaigns: made from chosen companies, shared out, called, and how far they are.

mod call;
mod file;
mod new;

use askama::Template;
use axum::{
    Router,
    extract::State,
    routing::{get, post},
};

use crate::{
    domain::campaign::CampaignResult,
    state::AppState,
    use_cases::campaigns::{CampaignRow, CampaignsOf},
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::Page,
    },
};

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/konsulent/kampagner", get(show).post(new::create))
        .route("/konsulent/kampagner/ny", get(new::fresh))
        .route("/konsulent/kampagner/{campaign}", get(file::show))
        .route("/konsulent/kampagner/{campaign}/fordel", post(file::assign))
        .route("/konsulent/kampagner/{campaign}/{company}", get(call::show).post(call::call))
}

struct Line {
    url: String,
    name: String,
    owner: String,
    ends: String,
    called: u64,
    total: u64,
    agreements: u64,
}

#[derive(Template)]
#[template(path = "consultant/campaigns/list.html")]
struct ListPage {
    shell: Shell,
    lines: Vec<Line>,
}

fn of(row: &CampaignRow, fits: impl Fn(CampaignResult) -> bool) -> u64 {
    row.results.iter().filter(|(result, _)| fits(*result)).map(|(_, count)| count).sum()
}

async fn show(State(state): State<AppState>, me: Consultant) -> Result<Page<ListPage>, PageError> {
    let texts = me.visit.texts;
    let rows = state.app.ask(&me.actor, &CampaignsOf).await?;
    let line = |row: &CampaignRow| Line {
        url: format!("/konsulent/kampagner/{}", row.campaign.id),
        name: row.campaign.name.clone(),
        owner: row.owner.clone(),
        ends: row.campaign.ends_on.map(|day| texts.date_plain(day)).unwrap_or_default(),
        called: of(row, |result| result != CampaignResult::Open),
        total: of(row, |_| true),
        agreements: of(row, |result| result == CampaignResult::Agreement),
    };
    let shell = me.shell(Section::Companies, texts.text("campaigns-title")).crumb(texts.text("companies-title"), "/konsulent/virksomheder");
    Ok(Page(ListPage { shell, lines: rows.iter().map(line).collect() }))
}
