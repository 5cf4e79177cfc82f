//! The list of enquiries, the most urgent first.

use askama::Template;
use axum::extract::{Query, State};
use chrono::NaiveDate;
use serde::Deserialize;

use super::{LIST, badge, url_of};
use crate::{
    base::clock::day_of,
    domain::permission::Right,
    state::AppState,
    use_cases::enquiries::list::{EnquiryLine, ListEnquiries},
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::Page,
        parts::{Badge, More},
        query,
    },
};

/// Which enquiries are wanted.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    vis: String,
    fra: String,
    vist: u64,
}

/// An enquiry in the list.
struct Line {
    url: String,
    line: EnquiryLine,
    came_on: NaiveDate,
    state: Badge,
}

#[derive(Template)]
#[template(path = "consultant/enquiries/henvendelser.html")]
pub(super) struct ListPage {
    shell: Shell,
    wanted: String,
    overdue: Option<u64>,
    lines: Vec<Line>,
    today: NaiveDate,
    more: Option<More>,
}

fn asked(me: &Consultant, wanted: &Wanted) -> ListEnquiries {
    let mut asked = ListEnquiries::new(&me.actor);
    asked.own = !["alle", "afsluttede", "overskredne"].contains(&wanted.vis.as_str());
    asked.closed = wanted.vis == "afsluttede";
    asked.overdue = wanted.vis == "overskredne";
    asked.after = wanted.fra.parse().ok();
    asked
}

/// Shows those of the reader and of nobody, all, those that are over, or those that wait too long.
pub async fn show(State(state): State<AppState>, me: Consultant, Query(wanted): Query<Wanted>) -> Result<Page<impl Template>, PageError> {
    let texts = me.visit.texts;
    let asked = asked(&me, &wanted);
    let found = state.app.ask(&me.actor, &asked).await?;
    let shown = wanted.vist + found.lines.len() as u64;
    let next =
        found.next.map(|next| query::url(LIST, &[("vis", wanted.vis.as_str()), ("fra", &next.to_string()), ("vist", &shown.to_string())]));
    let line =
        |line: EnquiryLine| Line { url: url_of(line.enquiry.id), came_on: day_of(line.enquiry.came_at), state: badge(texts, &line), line };
    Ok(Page(ListPage {
        shell: me.shell(Section::Enquiries, texts.text("enquiries-title")),
        overdue: Some(found.overdue).filter(|count| *count > 0 && me.actor.may(Right::SeeLeadership) && !asked.overdue),
        more: next.map(|next| More::new(texts, shown, found.total, Some(next))),
        lines: found.lines.into_iter().map(line).collect(),
        today: state.app.clock.today(),
        wanted: wanted.vis,
    }))
}
