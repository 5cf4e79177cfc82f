//! Two places beside each other for one citizen.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use serde::Deserialize;

use super::{
    cards::{card, fit},
    visit::Visited,
    wording::capital,
};
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
        query,
    },
};

/// The places that are compared; more or fewer than two lead back to the list, where they stay ticked.
#[derive(Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    plads: Vec<SlotId>,
}

impl Chosen {
    fn back_to(&self, list: &str) -> String {
        let ids: Vec<String> = self.plads.iter().map(ToString::to_string).collect();
        let pairs: Vec<(&str, &str)> = ids.iter().map(|id| ("plads", id.as_str())).collect();
        query::url(list, &pairs)
    }
}

/// A place's fact beside its mark and points.
struct Side {
    label: String,
    fact: String,
    shape: &'static str,
    mark: String,
    points: String,
}

struct Line {
    criterion: String,
    citizen: String,
    sides: Vec<Side>,
    /// Both places do equally well.
    is_equal: bool,
}

#[derive(Template)]
#[template(path = "consultant/citizens/compare.html")]
struct ComparePage {
    shell: Shell,
    places: Vec<FitCard>,
    takes: Vec<Option<String>>,
    lines: Vec<Line>,
    labels: Vec<String>,
    totals: Vec<u32>,
    back: String,
}

/// Compares the two places chosen.
pub(super) async fn show(State(state): State<AppState>, visited: Visited, Query(chosen): Query<Chosen>) -> Result<Response, PageError> {
    let two = match chosen.plads[..] {
        [one, other] if one != other => [one, other],
        _ => return Ok(on_to(&chosen.back_to(&visited.url("match")), "match-choose-two")),
    };
    let question = ComparePlaces { citizen: visited.citizen.into(), slots: two, on: None, purpose: visited.purpose };
    let found = state.app.ask(&visited.me.actor, &question).await?;
    Ok(Page(page(&state, &visited, &found)).into_response())
}

fn page(state: &AppState, visited: &Visited, found: &Comparison) -> ComparePage {
    let texts = visited.me.visit.texts;
    let may_take = visited.me.actor.may(Right::Propose);
    let places: Vec<FitCard> = found.places.iter().enumerate().map(|(place, proposal)| card(texts, place + 1, proposal)).collect();
    let labels: Vec<String> = places.iter().map(|place| format!("{}. {}", place.rank, place.title)).collect();
    ComparePage {
        shell: visited.shell_below(state, &found.file, "match-compare-title").crumb(texts.text("citizen-tab-match"), visited.url("match")),
        places,
        takes: found
            .places
            .iter()
            .map(|place| (may_take && !place.found.is_blocked()).then(|| visited.url(&format!("match/{}/reserver", place.slot.id))))
            .collect(),
        lines: Criterion::ALL.iter().filter_map(|criterion| line(texts, &labels, *criterion, &found.places)).collect(),
        labels,
        totals: found.places.iter().map(|place| place.found.score).collect(),
        back: visited.url("match"),
    }
}

/// One criterion over both places; none where neither was compared by it.
fn line(texts: Texts, labels: &[String], criterion: Criterion, places: &[Proposal; 2]) -> Option<Line> {
    let language = texts.language();
    let parts = places.each_ref().map(|place| place.found.parts.iter().find(|part| part.criterion == criterion));
    let known = parts.into_iter().flatten().next()?;
    let outcome = |part: Option<&Part>| part.map(|part| (part.verdict, part.points, part.slot.text(language)));
    Some(Line {
        criterion: capital(criterion.text(language)),
        citizen: known.citizen.text(language),
        sides: parts.iter().zip(labels).map(|(part, label)| side(texts, label, *part)).collect(),
        is_equal: outcome(parts[0]) == outcome(parts[1]),
    })
}

fn side(texts: Texts, label: &str, part: Option<&Part>) -> Side {
    let label = label.to_owned();
    let Some(part) = part else {
        return Side { label, fact: "–".to_owned(), shape: "", mark: String::new(), points: String::new() };
    };
    let fit = fit(part.verdict);
    Side {
        label,
        fact: part.slot.text(texts.language()),
        shape: fit.shape(),
        mark: texts.text(fit.text_key()).into_owned(),
        points: if part.max_points > 0 { format!("{} / {}", part.points, part.max_points) } else { texts.text("fit-hard").into_owned() },
    }
}
