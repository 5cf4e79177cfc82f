//! The places that fit a citizen, best first, and those that stay closed with what would open them.

use askama::Template;
use axum::extract::State;
use axum_extra::extract::Query;
use serde::Deserialize;

use super::{
    cards::card,
    file::{Tabs, is_empty},
    visit::Visited,
};
use crate::{
    domain::permission::Right,
    i18n::Texts,
    state::AppState,
    use_cases::matches::{ListOrder, MatchList, MatchesFor, Proposal},
    web::{
        error::PageError,
        layout::Shell,
        page::Page,
        parts::{Badge, CardAction, CardChoice, FitCard},
    },
};

/// Places of each list.
const PLACES: usize = 20;

/// How the list is wanted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    orden: String,
    /// Places that were ticked when the comparison could not be made.
    plads: Vec<String>,
}

#[derive(Template)]
#[template(path = "consultant/citizens/match.html")]
pub(super) struct MatchPage {
    shell: Shell,
    badges: Vec<Badge>,
    tabs: Tabs,
    matches: Vec<FitCard>,
    blocked: Vec<FitCard>,
    /// Nothing is known to match by: the list is a guess.
    is_guess: bool,
    neutral: bool,
    url: String,
    versions: String,
    may_change: bool,
}

impl Wanted {
    fn order(&self) -> ListOrder {
        if self.orden == "neutral" { ListOrder::Neutral } else { ListOrder::Score }
    }
}

/// The list of matches.
pub(super) async fn show(
    State(state): State<AppState>,
    visited: Visited,
    Query(wanted): Query<Wanted>,
) -> Result<Page<MatchPage>, PageError> {
    let order = wanted.order();
    let question = MatchesFor { citizen: visited.citizen.into(), limit: PLACES, on: None, order, purpose: visited.purpose };
    let list = state.app.ask(&visited.me.actor, &question).await?;
    Ok(Page(page(&state, &visited, &wanted, &list)))
}

fn page(state: &AppState, visited: &Visited, wanted: &Wanted, list: &MatchList) -> MatchPage {
    let texts = visited.me.visit.texts;
    let is_guess = is_empty(&list.file.citizen);
    let rule_set = list.rule_set.map(|day| texts.date_plain(day)).unwrap_or_default();
    MatchPage {
        shell: visited.shell(state, &list.file),
        badges: visited.badges(state, &list.file),
        tabs: Tabs::of(visited, "match"),
        matches: list.matches.iter().enumerate().map(|(place, found)| open_card(visited, wanted, place + 1, found, !is_guess)).collect(),
        blocked: list.blocked.iter().enumerate().map(|(place, found)| closed_card(texts, place + 1, found)).collect(),
        is_guess,
        neutral: wanted.order() == ListOrder::Neutral,
        url: visited.url("match"),
        versions: texts.with("match-versions", &[("rules", rule_set.into()), ("weights", list.weights.clone().into())]).into_owned(),
        may_change: visited.me.actor.may(Right::ChangeCitizens),
    }
}

/// The card of a place that fits, with what can be done and the box for a comparison.
fn open_card(visited: &Visited, wanted: &Wanted, rank: usize, place: &Proposal, primary: bool) -> FitCard {
    let texts = visited.me.visit.texts;
    let slot = place.slot.id.to_string();
    let choice = CardChoice {
        form: "sammenlign",
        label: texts.text("match-choose").into_owned(),
        checked: wanted.plads.contains(&slot),
        value: slot,
    };
    FitCard { actions: actions(visited, place, primary), choice: Some(choice), ..card(texts, rank, place) }
}

/// The card of a place that stays closed.
fn closed_card(texts: Texts, rank: usize, place: &Proposal) -> FitCard {
    FitCard { id: format!("lukket-{rank}"), ..card(texts, rank, place) }
}

/// What can be done with a place that fits: a link to the page where purpose and period are settled.
fn actions(visited: &Visited, place: &Proposal, primary: bool) -> Vec<CardAction> {
    if !visited.me.actor.may(Right::Propose) {
        return Vec::new();
    }
    let url = visited.url(&format!("match/{}/reserver", place.slot.id));
    let open = CardAction::open(visited.me.visit.texts.text("match-reserve-or-propose"), url);
    vec![if primary { open.primary() } else { open }]
}
