//! The portal's first page and its list of proposals.

use askama::Template;
use axum::{Router, extract::State, routing::get};

use super::{card, frame};
use crate::{
    domain::{
        permission::{Actor, Who},
        placement::StateName,
    },
    i18n::Texts,
    state::AppState,
    use_cases::{
        failure::Failure,
        placements::cards::{Card, CompanyProposals, OpenRelease, Told},
        portal::slots::OwnSlots,
    },
    web::{error::PageError, extract::CompanyUser, layout::Shell, page::Page, parts::Badge},
};

/// Most courses whose names the first page looks up.
const MOST_NAMED: usize = 20;

/// Routes of this room.
pub(super) fn router() -> Router<AppState> {
    Router::new().route("/virksomhed", get(show)).route("/virksomhed/forslag", get(list))
}

/// A proposal or course as a line.
struct Line {
    url: String,
    title: String,
    text: String,
    state: Badge,
}

/// The company's slots in three figures.
struct SlotsLine {
    slots: usize,
    free: u32,
    seats: u32,
    confirmed: Option<String>,
}

#[derive(Template)]
#[template(path = "portal/home/forside.html")]
struct HomePage {
    shell: Shell,
    waiting: Vec<Line>,
    slots: SlotsLine,
    courses: Vec<Line>,
    step_up: bool,
}

#[derive(Template)]
#[template(path = "portal/home/forslag.html")]
struct ProposalsPage {
    shell: Shell,
    open: Vec<Line>,
    past: Vec<Line>,
}

async fn show(State(state): State<AppState>, me: CompanyUser) -> Result<Page<HomePage>, PageError> {
    let texts = me.visit.texts;
    let mut shell = frame::of_company(&state, &me, "portal-home-title").await?;
    let company = shell.user.as_ref().map(|user| user.role.clone()).unwrap_or_default();
    shell.title = texts.name("portal-greeting", &company).into_owned();
    let states = vec![StateName::Offered, StateName::Accepted, StateName::Agreed, StateName::Running];
    let cards = state.app.ask(&me.actor, &CompanyProposals::new(&me.actor, states)).await?;
    let (waiting, going): (Vec<Card>, Vec<Card>) = cards.into_iter().partition(|card| card.state == StateName::Offered);
    let mut courses = Vec::with_capacity(going.len());
    for (place, card) in going.iter().enumerate() {
        let name = if place < MOST_NAMED { name_of(&state, &me.actor, card).await? } else { None };
        courses.push(course_line(texts, card, name));
    }
    let waiting = waiting.iter().map(|card| waiting_line(texts, card)).collect();
    Ok(Page(HomePage { shell, waiting, slots: slots_line(&state, &me).await?, step_up: !is_stepped_up(&me.actor), courses }))
}

fn is_stepped_up(actor: &Actor) -> bool {
    matches!(actor.who, Who::Contact { stepped_up: true, .. })
}

/// The released name, after the code and while the release stands.
async fn name_of(state: &AppState, actor: &Actor, card: &Card) -> Result<Option<String>, Failure> {
    if !is_stepped_up(actor) {
        return Ok(None);
    }
    match state.app.ask(actor, &OpenRelease::new(actor, card.placement)).await {
        Ok(released) => Ok(released.told.into_iter().find_map(|told| if let Told::Name(name) = told { Some(name) } else { None })),
        Err(Failure::NotFound | Failure::Refused(_)) => Ok(None),
        Err(failure) => Err(failure),
    }
}

fn waiting_line(texts: Texts, card: &Card) -> Line {
    let due = card.answer_by.map(|until| texts.name("portal-answer-by", &texts.moment(until)).into_owned());
    let text = [Some(card.workplace_name.clone()), due].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    line(texts, card, card.slot_title.clone(), text)
}

fn course_line(texts: Texts, card: &Card, name: Option<String>) -> Line {
    let title = name.map_or_else(|| card.slot_title.clone(), |name| format!("{} · {name}", card.slot_title));
    line(texts, card, title, format!("{} · {}", card.workplace_name, card::period(texts, card)))
}

fn line(texts: Texts, card: &Card, title: String, text: String) -> Line {
    Line { url: format!("/virksomhed/forloeb/{}", card.placement), title, text, state: card::state(texts, card.state) }
}

async fn slots_line(state: &AppState, me: &CompanyUser) -> Result<SlotsLine, PageError> {
    let own = state.app.ask(&me.actor, &OwnSlots::new(&me.actor)).await?;
    let today = state.app.clock.today();
    let oldest =
        if own.iter().any(|slot| slot.confirmed_on.is_none()) { None } else { own.iter().filter_map(|slot| slot.confirmed_on).min() };
    Ok(SlotsLine {
        slots: own.len(),
        free: own.iter().map(|slot| slot.free_today).sum(),
        seats: own.iter().map(|slot| slot.seats).sum(),
        confirmed: oldest.map(|day| me.visit.texts.relative(day, today)),
    })
}

async fn list(State(state): State<AppState>, me: CompanyUser) -> Result<Page<ProposalsPage>, PageError> {
    let texts = me.visit.texts;
    let shell = frame::of_company(&state, &me, "portal-proposals-title").await?.crumb(texts.text("portal-home-title"), "/virksomhed");
    let cards = state.app.ask(&me.actor, &CompanyProposals::new(&me.actor, Vec::new())).await?;
    let (open, past): (Vec<Card>, Vec<Card>) = cards.into_iter().partition(|card| card.state == StateName::Offered);
    let open = open.iter().map(|card| waiting_line(texts, card)).collect();
    Ok(Page(ProposalsPage { shell, open, past: past.iter().map(|card| course_line(texts, card, None)).collect() }))
}
