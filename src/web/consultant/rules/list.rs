//! The rules in force on a day, in plain words with their sources; and the municipality's own editions.

use askama::Template;
use axum::extract::{Query, State};
use chrono::NaiveDate;
use serde::Deserialize;

use super::{
    ROOM, SECTION,
    words::{EditionView, ListView, by_list},
};
use crate::{
    domain::permission::Right,
    state::AppState,
    use_cases::rules::{editions::ListEditions, look::RulesOn},
    web::{error::PageError, extract::Consultant, layout::Shell, page::Page, query},
};

/// What the page is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    dag: String,
}

#[derive(Template)]
#[template(path = "consultant/rules/list.html")]
pub(super) struct RulesPage {
    shell: Shell,
    room: &'static str,
    day: NaiveDate,
    rule_set: Option<NaiveDate>,
    edition: String,
    lists: Vec<ListView>,
    editions: Vec<EditionView>,
    compare_url: String,
    may_change: bool,
}

pub(super) async fn show(State(state): State<AppState>, me: Consultant, Query(asked): Query<Asked>) -> Result<Page<RulesPage>, PageError> {
    let texts = me.visit.texts;
    let today = state.app.clock.today();
    let day = asked.dag.parse().unwrap_or(today);
    let found = state.app.ask(&me.actor, &RulesOn { day }).await?;
    let editions = state.app.ask(&me.actor, &ListEditions).await?;
    Ok(Page(RulesPage {
        shell: me.shell(SECTION, texts.text("rules-title")).lead(texts.name("rules-lead", &texts.date_plain(day)).into_owned()),
        room: ROOM,
        day,
        rule_set: found.rule_set,
        edition: found.edition.unwrap_or_else(|| texts.text("rules-of-program").into_owned()),
        lists: by_list(texts, &found.rules),
        editions: editions.iter().map(|named| EditionView::of(texts, named)).collect(),
        compare_url: query::url("/konsulent/regler/sammenlign", &[("fra", &today.to_string()), ("til", &day.to_string())]),
        may_change: me.actor.may(Right::ChangeRules),
    }))
}
