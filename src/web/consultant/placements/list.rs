//! The list of placements by state, own or all.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;

use crate::{
    base::clock::Moment,
    domain::{ids::PlacementId, placement::StateName},
    i18n::Texts,
    state::AppState,
    use_cases::{
        desk,
        placements::rows::{PlacementRows, Row, RowPage, Wanted},
    },
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::Page,
        parts::{Badge, Choice, More, Tone},
    },
};

/// Placements on a page.
const ON_A_PAGE: u64 = 50;

/// What the list is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    tilstand: String,
    #[serde(default)]
    hvem: String,
    #[serde(default)]
    slutter: String,
    #[serde(default)]
    efter: String,
}

impl Asked {
    fn url(&self, hvem: &str, after: Option<PlacementId>) -> String {
        let mut url = format!("/konsulent/forloeb?hvem={hvem}");
        if let Some(state) = StateName::parse(&self.tilstand) {
            url.push_str(&format!("&tilstand={state}"));
        }
        if !self.slutter.is_empty() {
            url.push_str("&slutter=snart");
        }
        if let Some(after) = after {
            url.push_str(&format!("&efter={after}"));
        }
        url
    }
}

/// A line of a list of placements.
pub(in crate::web::consultant) struct Line {
    pub url: String,
    pub citizen: String,
    pub slot: String,
    pub workplace: String,
    pub state: Badge,
    pub period: String,
    pub deadline: Option<Moment>,
    pub passed_over: Option<Badge>,
}

impl Line {
    pub(in crate::web::consultant) fn new(texts: Texts, row: &Row) -> Self {
        let placement = &row.placement;
        Self {
            url: format!("/konsulent/forloeb/{}", placement.id),
            citizen: row.citizen.reveal(),
            slot: row.slot_title.clone(),
            workplace: row.workplace.clone(),
            state: Badge::placement(texts, placement.state.as_str()),
            passed_over: row.passed_over.then(|| Badge::new(Tone::Warn, texts.text("passed-over-badge"))),
            period: texts.period(placement.period.from, Some(placement.period.to)),
            deadline: match placement.state {
                StateName::Reserved => placement.held_until,
                StateName::Offered => placement.answer_by,
                _ => None,
            },
        }
    }
}

#[derive(Template)]
#[template(path = "consultant/placements/liste.html")]
pub(super) struct ListPage {
    shell: Shell,
    lines: Vec<Line>,
    states: Vec<Choice>,
    mine: bool,
    slutter: bool,
    url_all: String,
    url_mine: String,
    more: More,
}

pub(super) async fn show(State(state): State<AppState>, me: Consultant, Query(asked): Query<Asked>) -> Result<Page<ListPage>, PageError> {
    let mine = asked.hvem == "mine";
    let ending = desk::near_end(state.app.clock.today());
    let mut wanted = if asked.slutter.is_empty() { Wanted::default() } else { ending };
    if let Some(only) = StateName::parse(&asked.tilstand) {
        wanted.states = vec![only];
    }
    wanted.responsible = me.actor.account().filter(|_| mine);
    let question = PlacementRows { wanted, after: asked.efter.parse().ok(), limit: ON_A_PAGE };
    let found = state.app.ask(&me.actor, &question).await?;
    Ok(Page(page(&me, &asked, mine, &found)))
}

fn page(me: &Consultant, asked: &Asked, mine: bool, found: &RowPage) -> ListPage {
    let texts = me.visit.texts;
    let hvem = if mine { "mine" } else { "alle" };
    let choice = |word: &StateName| {
        let label = texts.text(&format!("placement-state-{word}"));
        Choice::new(word.as_str(), label, word.as_str() == asked.tilstand)
    };
    ListPage {
        shell: me.shell(Section::Placements, texts.text("placement-list-title")),
        lines: found.rows.iter().map(|row| Line::new(texts, row)).collect(),
        states: StateName::ALL.iter().map(choice).collect(),
        mine,
        slutter: !asked.slutter.is_empty(),
        url_all: asked.url("alle", None),
        url_mine: asked.url("mine", None),
        more: More::new(texts, found.rows.len() as u64, found.total, found.next.map(|next| asked.url(hvem, Some(next)))),
    }
}
