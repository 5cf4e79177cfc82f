//! What changes in the law from one day to another.

use askama::Template;
use axum::extract::{Query, State};
use chrono::{Months, NaiveDate};
use serde::Deserialize;

use super::{ROOM, SECTION, words::ChangesView};
use crate::{
    domain::rulebook::plain::RuleChanges,
    state::AppState,
    use_cases::rules::look::RulesOn,
    web::{error::PageError, extract::Consultant, layout::Shell, page::Page},
};

/// How far ahead the page looks when nobody says a day.
const AHEAD: Months = Months::new(12);

/// What the page is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    fra: String,
    #[serde(default)]
    til: String,
}

#[derive(Template)]
#[template(path = "consultant/rules/compare.html")]
pub(super) struct ComparePage {
    shell: Shell,
    from: NaiveDate,
    to: NaiveDate,
    changes: ChangesView,
}

pub(super) async fn show(
    State(state): State<AppState>,
    me: Consultant,
    Query(asked): Query<Asked>,
) -> Result<Page<ComparePage>, PageError> {
    let (texts, today) = (me.visit.texts, state.app.clock.today());
    let from = asked.fra.parse().unwrap_or(today);
    let to = asked.til.parse().unwrap_or(today + AHEAD);
    let before = state.app.ask(&me.actor, &RulesOn { day: from }).await?;
    let after = state.app.ask(&me.actor, &RulesOn { day: to }).await?;
    let lead = texts.with("rules-compare-lead", &[("from", texts.date_plain(from).into()), ("to", texts.date_plain(to).into())]);
    Ok(Page(ComparePage {
        shell: me.shell(SECTION, texts.text("rules-compare")).crumb(texts.text("rules-title"), ROOM).lead(lead.into_owned()),
        changes: ChangesView::of(texts, &RuleChanges::between(before.rules, after.rules)),
        from,
        to,
    }))
}
