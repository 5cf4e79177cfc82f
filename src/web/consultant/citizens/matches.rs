//! The places that fit a citizen, best first, and those that stay closed with what would open them.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;

use super::{cards::card, file::Tabs, visit::Visited};
use crate::{
    domain::permission::Right,
    state::AppState,
    use_cases::matches::{ListOrder, MatchList, MatchesFor, Proposal},
    web::{
        error::PageError,
        layout::Shell,
        page::Page,
        parts::{Badge, CardAction, FitCard},
    },
};

/// Places of each list.
const PLACES: usize = 20;

/// How the list is wanted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    orden: String,
}

struct Fitting {
    slot: String,
    card: FitCard,
    against: Vec<String>,
}

#[derive(Template)]
#[template(path = "consultant/citizens/match.html")]
pub(super) struct MatchPage {
    shell: Shell,
    badges: Vec<Badge>,
    tabs: Tabs,
    matches: Vec<Fitting>,
    blocked: Vec<Fitting>,
    neutral: bool,
    url: String,
    versions: String,
    may_change: bool,
}

/// The list of matches.
pub(super) async fn show(
    State(state): State<AppState>,
    visited: Visited,
    Query(wanted): Query<Wanted>,
) -> Result<Page<MatchPage>, PageError> {
    let order = if wanted.orden == "neutral" { ListOrder::Neutral } else { ListOrder::Score };
    let question = MatchesFor { citizen: visited.citizen.into(), limit: PLACES, on: None, order, purpose: visited.purpose };
    let list = state.app.ask(&visited.me.actor, &question).await?;
    Ok(Page(page(&state, &visited, order, &list)))
}

fn page(state: &AppState, visited: &Visited, order: ListOrder, list: &MatchList) -> MatchPage {
    let texts = visited.me.visit.texts;
    let rule_set = list.rule_set.map(|day| texts.date_plain(day)).unwrap_or_default();
    MatchPage {
        shell: visited.shell(state, &list.file),
        badges: visited.badges(state, &list.file.citizen),
        tabs: Tabs::of(visited, "match"),
        matches: fitting(visited, &list.matches, true),
        blocked: fitting(visited, &list.blocked, false),
        neutral: order == ListOrder::Neutral,
        url: visited.url("match"),
        versions: texts.with("match-versions", &[("rules", rule_set.into()), ("weights", list.weights.clone().into())]).into_owned(),
        may_change: visited.me.actor.may(Right::ChangeCitizens),
    }
}

fn fitting(visited: &Visited, places: &[Proposal], open: bool) -> Vec<Fitting> {
    let texts = visited.me.visit.texts;
    let one = |(place, proposal): (usize, &Proposal)| Fitting {
        slot: proposal.slot.id.to_string(),
        card: card(texts, place + 1, proposal, if open { actions(visited, proposal) } else { Vec::new() }),
        against: proposal.found.reasons_against(texts.language()),
    };
    places.iter().enumerate().map(one).collect()
}

/// What can be done with a place that fits: a link to the page where purpose and period are settled.
fn actions(visited: &Visited, place: &Proposal) -> Vec<CardAction> {
    if !visited.me.actor.may(Right::Propose) {
        return Vec::new();
    }
    let url = visited.url(&format!("match/{}/reserver", place.slot.id));
    vec![CardAction::open(visited.me.visit.texts.text("match-reserve-or-propose"), url).primary()]
}
