//! `/konsulent/virksomheder/cvr-aendringer`: what has changed in the register lately, closed companies with open places first.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;

use super::{LIST, wording};
use crate::{
    base::clock::Moment,
    domain::{permission::Right, register_news::ChangeKind},
    state::AppState,
    use_cases::register::look::{ChangeList, ChangeRow, ListChanges},
    web::{
        consultant::companies::url_of,
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::Page,
        parts::{Badge, Choice, More, Tone},
        query,
    },
};

/// How many changes a page shows.
const PAGE: u64 = 50;
/// Days back: a week, a month, a year.
const DAYS: [i64; 3] = [7, 30, 365];
/// What the list can be cut down to.
const SHOWN: [&str; 3] = ["lukkede", "afvigelser", "overtaget"];

/// The filters in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filters {
    vis: String,
    dage: String,
    sete: String,
    fra: u64,
}

impl Filters {
    fn days(&self) -> i64 {
        self.dage.parse().ok().filter(|days| DAYS.contains(days)).unwrap_or(DAYS[0])
    }

    fn question(&self) -> ListChanges {
        let kind = match self.vis.as_str() {
            "afvigelser" => Some(ChangeKind::Kept),
            "overtaget" => Some(ChangeKind::Taken),
            _ => None,
        };
        ListChanges { kind, closings: self.vis == "lukkede", seen_too: self.sete == "ja", days: self.days(), from: self.fra, limit: PAGE }
    }

    fn next_url(&self, shown: u64, total: u64) -> Option<String> {
        let fra = shown.to_string();
        let pairs = [("vis", self.vis.as_str()), ("dage", &self.dage), ("sete", &self.sete), ("fra", &fra)];
        (shown < total).then(|| query::url(LIST, &pairs))
    }
}

struct Line {
    url: String,
    company: String,
    workplace: Option<String>,
    field: String,
    before: String,
    after: String,
    state: Badge,
    at: Moment,
    has_open_places: bool,
}

#[derive(Template)]
#[template(path = "consultant/register/changes.html")]
struct ChangesPage {
    shell: Shell,
    list: &'static str,
    notice: Option<String>,
    shown: Vec<Choice>,
    days: Vec<Choice>,
    seen: Vec<Choice>,
    lines: Vec<Line>,
    more: More,
    /// The newest change on the page, where there is one to mark.
    up_to: Option<String>,
}

fn line(state: &AppState, me: &Consultant, row: &ChangeRow) -> Line {
    let (texts, change) = (me.visit.texts, &row.change);
    let tone = match change.kind {
        _ if change.is_closing => Tone::Stop,
        ChangeKind::Taken => Tone::Ok,
        ChangeKind::Kept => Tone::Open,
        ChangeKind::Resolved => Tone::Done,
    };
    let shown = |value: Option<&str>| wording::value(state, texts, change.field, value);
    Line {
        url: format!("{}#fra-cvr", url_of(change.company)),
        company: row.company.clone(),
        workplace: row.workplace.clone(),
        field: wording::field(texts, change.field),
        before: shown(change.before.as_deref()),
        after: shown(change.after.as_deref()),
        state: Badge::new(tone, texts.text(&format!("register-kind-{}", change.kind))),
        at: change.at,
        has_open_places: row.has_open_places && change.is_closing,
    }
}

fn page(state: &AppState, me: &Consultant, filters: &Filters, found: &ChangeList) -> ChangesPage {
    let texts = me.visit.texts;
    let shown = filters.fra + found.rows.len() as u64;
    let choice = |key: &str, word: &str, chosen: &str| Choice::new(word, texts.text(&format!("{key}-{word}")), word == chosen);
    let newest = found.rows.iter().filter(|row| row.change.seen_at.is_none()).map(|row| row.change.at).max();
    let days = filters.days().to_string();
    ChangesPage {
        shell: me
            .shell(Section::Companies, texts.text("register-changes-title"))
            .crumb(texts.text("companies-title"), "/konsulent/virksomheder")
            .lead(texts.count("register-changes-count", found.total)),
        list: LIST,
        notice: wording::notice(texts, &found.state),
        shown: SHOWN.iter().map(|word| choice("register-show", word, &filters.vis)).collect(),
        days: DAYS.iter().map(|count| choice("register-days", &count.to_string(), &days)).collect(),
        seen: vec![choice("register-seen", "ja", &filters.sete)],
        lines: found.rows.iter().map(|row| line(state, me, row)).collect(),
        more: More::new(texts, shown, found.total, filters.next_url(shown, found.total)),
        up_to: newest.filter(|_| me.actor.may(Right::ChangeCompanies)).map(|at| at.to_rfc3339()),
    }
}

/// The list.
pub async fn show(State(state): State<AppState>, me: Consultant, Query(filters): Query<Filters>) -> Result<Page<impl Template>, PageError> {
    let found = state.app.ask(&me.actor, &filters.question()).await?;
    Ok(Page(page(&state, &me, &filters, &found)))
}
