//! What an edition would do to the placements that run and are planned.

use askama::Template;
use axum::extract::{Path, State};
use chrono::NaiveDate;

use super::{ROOM, SECTION};
use crate::{
    domain::{ids::EditionId, permission::Right, rulebook::Verdict},
    i18n::Texts,
    state::AppState,
    use_cases::rules::{
        editions::OpenEdition,
        simulate::{Broken, SimulateEdition},
    },
    web::{error::PageError, extract::Consultant, layout::Shell, page::Page, parts::Badge},
};

/// Most lines of the page; how many there are in all stands above them.
const MOST: usize = 200;

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
    fn of(texts: Texts, broken: &Broken, may_open: bool) -> Self {
        Self {
            url: if may_open { format!("/konsulent/forloeb/{}", broken.placement) } else { String::new() },
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
    total: usize,
    sums: Vec<(Badge, usize)>,
    lines: Vec<Line>,
}

pub(super) async fn show(
    State(state): State<AppState>,
    me: Consultant,
    Path(edition): Path<EditionId>,
) -> Result<Page<SimulationPage>, PageError> {
    let opened = state.app.ask(&me.actor, &OpenEdition { edition }).await?;
    let found = state.app.ask(&me.actor, &SimulateEdition { edition }).await?;
    let (texts, edition) = (me.visit.texts, &opened.named.edition);
    let may_open = me.actor.may(Right::SeeCitizens);
    let sum = |verdict: Verdict| (Badge::verdict(texts, verdict.as_str()), found.count(verdict));
    Ok(Page(SimulationPage {
        shell: me
            .shell(SECTION, texts.text("rules-simulation"))
            .crumb(texts.text("rules-title"), ROOM)
            .crumb(edition.name.clone(), format!("{ROOM}/{}", edition.id)),
        from: edition.valid_from,
        judged: found.judged,
        across: found.across,
        total: found.broken.len(),
        sums: [Verdict::Block, Verdict::Unknown, Verdict::Warn].map(sum).into(),
        lines: found.broken.iter().take(MOST).map(|broken| Line::of(texts, broken, may_open)).collect(),
    }))
}
