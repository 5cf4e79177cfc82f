//! The law's verdicts as they were given with a placement's decisions, and each given again by the rules of its day.

use askama::Template;
use axum::extract::{Path, State};
use chrono::NaiveDate;
use serde::Deserialize;

use super::{page, visit::Visited};
use crate::{
    base::clock::Moment,
    domain::{
        ids::VerdictId,
        rulebook::kept::{KeptVerdict, Replay},
    },
    i18n::Texts,
    state::AppState,
    use_cases::rules::kept::{Kept, ReplayVerdict, VerdictsOf},
    web::{
        error::PageError,
        layout::Shell,
        page::Page,
        parts::{Badge, ToldRules},
    },
};

/// A rule of a verdict whose facts are erased: its id and its version, no more.
struct BareRule {
    rule: String,
    version: String,
    verdict: Badge,
}

/// A verdict as a page tells it.
struct VerdictView {
    url: String,
    act: String,
    at: Moment,
    verdict: Badge,
    rule_set: Option<NaiveDate>,
    rules: Option<ToldRules>,
    bare: Vec<BareRule>,
    erased: String,
    hash: String,
}

impl VerdictView {
    fn of(texts: Texts, kept: &Kept) -> Self {
        let KeptVerdict { verdict, rule_set, rules_hash, erased_on, .. } = &kept.kept;
        let told = kept.kept.told();
        let bare = if told.is_some() { Vec::new() } else { bare(texts, &kept.kept) };
        Self {
            url: format!("/konsulent/forloeb/{}/afgoerelser/{}", kept.placement, kept.id),
            act: texts.text(&format!("verdict-act-{}", kept.act)).into_owned(),
            at: kept.decided_at,
            verdict: Badge::verdict(texts, verdict.as_str()),
            rule_set: *rule_set,
            rules: told.as_ref().and_then(|answer| ToldRules::of(texts, answer)),
            bare,
            erased: erased_on.map(|day| texts.name("verdict-erased", &texts.date_plain(day)).into_owned()).unwrap_or_default(),
            hash: rules_hash.chars().take(12).collect(),
        }
    }
}

fn bare(texts: Texts, kept: &KeptVerdict) -> Vec<BareRule> {
    let version = |day: NaiveDate| texts.name("verdict-rule-of", &texts.date_plain(day)).into_owned();
    let view = |tested: &crate::domain::rulebook::kept::TestedRule| BareRule {
        rule: tested.rule.clone(),
        version: tested.valid_from.map(version).unwrap_or_default(),
        verdict: Badge::verdict(texts, tested.verdict.as_str()),
    };
    kept.rules.iter().map(view).collect()
}

#[derive(Template)]
#[template(path = "consultant/placements/verdicts.html")]
pub(super) struct VerdictsPage {
    shell: Shell,
    verdicts: Vec<VerdictView>,
    replay: String,
    facts: String,
}

async fn shell(state: &AppState, visited: &Visited) -> Result<Shell, PageError> {
    let (dossier, texts) = (visited.open(state).await?, visited.me.visit.texts);
    let url = format!("/konsulent/forloeb/{}", visited.placement);
    let title = format!("{} · {}", dossier.citizen.name.reveal(), dossier.slot.title);
    let shell = page::shell(&visited.me, &dossier).title(texts.text("verdicts-title")).crumb(title, url);
    Ok(shell.lead(texts.text("verdicts-lead")))
}

pub(super) async fn show(State(state): State<AppState>, visited: Visited) -> Result<Page<VerdictsPage>, PageError> {
    let question = VerdictsOf { placement: visited.placement, purpose: visited.purpose };
    let kept = state.app.ask(&visited.me.actor, &question).await?;
    let texts = visited.me.visit.texts;
    Ok(Page(VerdictsPage {
        shell: shell(&state, &visited).await?,
        verdicts: kept.iter().map(|kept| VerdictView::of(texts, kept)).collect(),
        replay: String::new(),
        facts: String::new(),
    }))
}

#[derive(Deserialize)]
pub(super) struct InPath {
    verdict: VerdictId,
}

/// One verdict, given again.
pub(super) async fn replay(
    State(state): State<AppState>,
    Path(path): Path<InPath>,
    visited: Visited,
) -> Result<Page<VerdictsPage>, PageError> {
    let question = ReplayVerdict { placement: visited.placement, verdict: path.verdict, purpose: visited.purpose };
    let replayed = state.app.ask(&visited.me.actor, &question).await?;
    let texts = visited.me.visit.texts;
    Ok(Page(VerdictsPage {
        shell: shell(&state, &visited).await?,
        replay: outcome(texts, &replayed.replay),
        facts: replayed.kept.kept.known().and_then(|facts| serde_json::to_string_pretty(&facts).ok()).unwrap_or_default(),
        verdicts: vec![VerdictView::of(texts, &replayed.kept)],
    }))
}

fn outcome(texts: Texts, replay: &Replay) -> String {
    match replay {
        Replay::Same => texts.text("verdict-same").into_owned(),
        Replay::Other(_) => texts.text("verdict-other").into_owned(),
        Replay::Erased(day) => texts.name("verdict-erased", &texts.date_plain(*day)).into_owned(),
        Replay::Refused(_) | Replay::Unreadable => texts.text("verdict-refused").into_owned(),
    }
}
