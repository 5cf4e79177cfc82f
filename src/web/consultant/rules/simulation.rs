//! What an edition would do to the placements that run and are planned.

use askama::Template;
use axum::extract::{Path, State};
use chrono::NaiveDate;

use super::{ROOM, SECTION, words::capital};
use crate::{
    domain::{ids::EditionId, permission::Right, rulebook::Verdict, terms::Language},
    i18n::Texts,
    state::AppState,
    use_cases::rules::{
        editions::OpenEdition,
        simulate::{Broken, SimulateClosely, SimulateEdition, Simulation},
    },
    web::{error::PageError, extract::Consultant, layout::Shell, page::Page, parts::Badge},
};

/// A placement that would break.
struct Line {
    url: String,
    title: String,
    workplace: String,
    state: Badge,
    period: String,
    before: Badge,
    after: Badge,
    because: Vec<String>,
}

impl Line {
    fn of(texts: Texts, broken: &Broken) -> Self {
        Self {
            url: format!("/konsulent/forloeb/{}", broken.placement),
            title: broken.title.clone(),
            workplace: broken.workplace.clone(),
            state: Badge::placement(texts, broken.state.as_str()),
            period: texts.period(broken.period.from, Some(broken.period.to)),
            before: Badge::verdict(texts, broken.before.as_str()),
            after: Badge::verdict(texts, broken.after.as_str()),
            because: broken.because.iter().map(|finding| finding.text(texts.language()).to_owned()).collect(),
        }
    }
}

#[derive(Template)]
#[template(path = "consultant/rules/simulation.html")]
pub(super) struct SimulationPage {
    shell: Shell,
    from: NaiveDate,
    judged: u64,
    across: u64,
    total: u64,
    sums: Vec<(Badge, u64)>,
    rules: Vec<(String, u64)>,
    lines: Vec<Line>,
}

pub(super) async fn show(
    State(state): State<AppState>,
    me: Consultant,
    Path(edition): Path<EditionId>,
) -> Result<Page<SimulationPage>, PageError> {
    let opened = state.app.ask(&me.actor, &OpenEdition { edition }).await?;
    let found = tried(&state, &me, edition).await?;
    let (texts, edition) = (me.visit.texts, &opened.named.edition);
    let sum = |verdict: Verdict| (Badge::verdict(texts, verdict.as_str()), found.worse.get(&verdict).copied().unwrap_or(0));
    let rule = |((da, en), count): (&(String, String), &u64)| (capital(if texts.language() == Language::Da { da } else { en }), *count);
    Ok(Page(SimulationPage {
        shell: me
            .shell(SECTION, texts.text("rules-simulation"))
            .crumb(texts.text("rules-title"), ROOM)
            .crumb(edition.name.clone(), format!("{ROOM}/{}", edition.id)),
        from: edition.valid_from,
        judged: found.judged,
        across: found.across,
        total: found.total(),
        sums: [Verdict::Block, Verdict::Unknown, Verdict::Warn].map(sum).into(),
        rules: found.rules.iter().map(rule).collect(),
        lines: found.broken.iter().map(|broken| Line::of(texts, broken)).collect(),
    }))
}

/// Each placement for those who may see citizens; for others the counts alone.
async fn tried(state: &AppState, me: &Consultant, edition: EditionId) -> Result<Simulation, PageError> {
    if me.actor.may(Right::SeeCitizens) {
        return Ok(state.app.ask(&me.actor, &SimulateClosely { edition }).await?);
    }
    Ok(state.app.ask(&me.actor, &SimulateEdition { edition }).await?)
}
