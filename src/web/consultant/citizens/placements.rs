//! The citizen's placements, newest first.

use askama::Template;
use axum::extract::State;

use super::{
    file::Tabs,
    visit::{HeadAction, Visited},
};
use crate::{
    i18n::Texts,
    state::AppState,
    use_cases::{
        citizens::OpenCitizen,
        placements::look::{PlacementFilter, Placements, Seen},
    },
    web::{
        error::PageError,
        layout::Shell,
        page::Page,
        parts::{Badge, PassedOverTold},
    },
};

/// Most placements shown.
const MOST: u64 = 100;

struct Line {
    url: String,
    title: String,
    kind: String,
    period: String,
    state: Badge,
    law: Badge,
    passed_over: Option<PassedOverTold>,
    held_until: String,
}

#[derive(Template)]
#[template(path = "consultant/citizens/placements.html")]
pub(super) struct PlacementsPage {
    shell: Shell,
    badges: Vec<Badge>,
    tabs: Tabs,
    action: Option<HeadAction>,
    lines: Vec<Line>,
}

/// The citizen's placements.
pub(super) async fn show(State(state): State<AppState>, visited: Visited) -> Result<Page<PlacementsPage>, PageError> {
    let (actor, purpose) = (&visited.me.actor, visited.purpose);
    let file = state.app.ask(actor, &OpenCitizen { citizen: visited.citizen.into(), purpose }).await?;
    let filter = PlacementFilter { citizen: Some(visited.citizen), ..PlacementFilter::default() };
    let found = state.app.ask(actor, &Placements { filter, after: None, limit: MOST, purpose }).await?;
    Ok(Page(PlacementsPage {
        shell: visited.shell(&state, &file),
        badges: visited.badges(&state, &file),
        action: visited.head_action(&file, true),
        tabs: Tabs::of(&visited, "placements"),
        lines: found.items.iter().map(|seen| line(&state, visited.me.visit.texts, seen)).collect(),
    }))
}

fn line(state: &AppState, texts: Texts, seen: &Seen) -> Line {
    let placement = &seen.record.placement;
    Line {
        url: format!("/konsulent/forloeb/{}", placement.id),
        title: seen.slot_title.clone(),
        kind: texts.text(&format!("form-{}", placement.form)).into_owned(),
        period: texts.period(placement.period.from, Some(placement.period.to)),
        state: Badge::placement(texts, placement.state.as_str()),
        law: Badge::verdict(texts, seen.law.verdict.as_str()),
        passed_over: PassedOverTold::of(texts, &state.app.roles, &seen.passed_over),
        held_until: placement.held_until.map(|until| texts.moment(until)).unwrap_or_default(),
    }
}
