//! The desk: what waits today, what is mine to do, and what has changed since yesterday.

use askama::Template;
use axum::{Router, extract::State, routing::get};

use crate::{
    base::clock::Moment,
    domain::{ids::AccountId, permission::Right},
    i18n::Texts,
    state::AppState,
    use_cases::{
        desk::{Change, Desk, OnDesk},
        placements::rows::Row,
        tasks::Waiting,
    },
    web::{
        consultant::placements::Line,
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::Page,
    },
};

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new().route("/konsulent/start", get(show))
}

/// Something to do, and why now.
struct ToDo {
    line: Line,
    why: String,
}

/// Something that has changed.
struct Changed {
    url: String,
    what: String,
    slot: String,
    who: String,
    at: Moment,
}

#[derive(Template)]
#[template(path = "consultant/start/start.html")]
struct StartPage {
    shell: Shell,
    desk: Option<OnDesk>,
    waiting: Option<Waiting>,
    to_do: Vec<ToDo>,
    changes: Vec<Changed>,
}

async fn show(State(state): State<AppState>, me: Consultant) -> Result<Page<StartPage>, PageError> {
    let texts = me.visit.texts;
    let shell = me.shell(Section::Start, texts.text("start-title")).lead(texts.date(state.app.clock.today()));
    let Some(account) = me.actor.account().filter(|_| me.actor.may(Right::SeeCitizens)) else {
        return Ok(Page(StartPage { shell, waiting: me.waiting, desk: None, to_do: Vec::new(), changes: Vec::new() }));
    };
    Ok(Page(laid(&state, &me, shell, account).await?))
}

async fn laid(state: &AppState, me: &Consultant, shell: Shell, account: AccountId) -> Result<StartPage, PageError> {
    let texts = me.visit.texts;
    let desk = state.app.ask(&me.actor, &Desk { account }).await?;
    let to_do = desk.to_do.iter().map(|row| to_do(texts, row)).collect();
    let changes = desk.changes.iter().filter_map(|change| changed(texts, change)).collect();
    Ok(StartPage { shell, waiting: me.waiting, to_do, changes, desk: Some(desk) })
}

fn to_do(texts: Texts, row: &Row) -> ToDo {
    ToDo { line: Line::new(texts, row), why: texts.text(&format!("start-why-{}", row.placement.state)).into_owned() }
}

/// A sentence for each change that has one.
fn changed(texts: Texts, change: &Change) -> Option<Changed> {
    let key = format!("past-placement-{}", change.what);
    texts.has(&key).then(|| Changed {
        url: format!("/konsulent/forloeb/{}", change.placement),
        what: texts.text(&key).into_owned(),
        slot: change.slot_title.clone(),
        who: change.who.clone().unwrap_or_else(|| texts.text("past-by-the-clock").into_owned()),
        at: change.at,
    })
}
