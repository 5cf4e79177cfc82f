//! Two places beside each other for one citizen.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::Query;
use serde::Deserialize;

use super::{cards::card, visit::Visited, wording::capital};
use crate::{
    domain::{
        ids::SlotId,
        matching::{Criterion, Part},
        permission::Right,
    },
    i18n::Texts,
    state::AppState,
    use_cases::matches::{ComparePlaces, Comparison, Proposal},
    web::{
        error::PageError,
        layout::Shell,
        page::{Page, on_to},
        parts::FitCard,
    },
};

/// The places that are compared.
#[derive(Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    plads: Vec<SlotId>,
}

struct Line {
    criterion: String,
    citizen: String,
    slots: Vec<(String, u32, u32)>,
}

#[derive(Template)]
#[template(path = "consultant/citizens/compare.html")]
struct ComparePage {
    shell: Shell,
    places: Vec<FitCard>,
    takes: Vec<Option<String>>,
    lines: Vec<Line>,
    totals: Vec<u32>,
    back: String,
}

/// Compares the two places chosen.
pub(super) async fn show(State(state): State<AppState>, visited: Visited, Query(chosen): Query<Chosen>) -> Result<Response, PageError> {
    let [one, other] = chosen.plads[..] else { return Ok(on_to(&visited.url("match"), "match-choose-two")) };
    if one == other {
        return Ok(Redirect::to(&visited.url("match")).into_response());
    }
    let question = ComparePlaces { citizen: visited.citizen.into(), slots: [one, other], on: None, purpose: visited.purpose };
    let found = state.app.ask(&visited.me.actor, &question).await?;
    Ok(Page(page(&state, &visited, &found)).into_response())
}

fn page(state: &AppState, visited: &Visited, found: &Comparison) -> ComparePage {
    let texts = visited.me.visit.texts;
    let may_take = visited.me.actor.may(Right::Propose);
    ComparePage {
        shell: visited.shell_below(state, &found.file, "match-compare-title").crumb(texts.text("citizen-tab-match"), visited.url("match")),
        places: found.places.iter().enumerate().map(|(place, proposal)| card(texts, place + 1, proposal, Vec::new())).collect(),
        takes: found
            .places
            .iter()
            .map(|place| (may_take && !place.found.is_blocked()).then(|| visited.url(&format!("match/{}/reserver", place.slot.id))))
            .collect(),
        lines: Criterion::ALL.iter().filter_map(|criterion| line(texts, *criterion, &found.places)).collect(),
        totals: found.places.iter().map(|place| place.found.score).collect(),
        back: visited.url("match"),
    }
}

/// One criterion over both places; none where neither was compared by it.
fn line(texts: Texts, criterion: Criterion, places: &[Proposal; 2]) -> Option<Line> {
    let language = texts.language();
    let parts = places.each_ref().map(|place| place.found.parts.iter().find(|part| part.criterion == criterion));
    let known = parts.into_iter().flatten().next()?;
    let shown =
        |part: Option<&Part>| part.map_or_else(|| ("–".to_owned(), 0, 0), |part| (part.slot.text(language), part.points, part.max_points));
    Some(Line { criterion: capital(criterion.text(language)), citizen: known.citizen.text(language), slots: parts.map(shown).into() })
}
