//! The portal's first page and its list of proposals.

use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    routing::get,
};
use serde::Deserialize;

use super::{card, frame};
use crate::{
    domain::{
        ids::PlacementId,
        permission::{Actor, Right, Who},
        placement::StateName,
    },
    i18n::Texts,
    state::AppState,
    use_cases::{
        placements::{
            cards::Card,
            company_list::{CardPage, CompanyProposals, ReleasedNames},
        },
        portal::{
            meters::{OwnMeter, OwnMeters},
            slots::OwnSlots,
            users::PortalUsers,
        },
    },
    web::{
        error::PageError,
        extract::CompanyUser,
        layout::Shell,
        page::Page,
        parts::{Badge, More, meter},
        query,
    },
};

/// The list with all proposals.
const LIST: &str = "/virksomhed/forslag";
/// Proposals or courses on one page.
const A_PAGE: u64 = 50;

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
    more_waiting: Option<More>,
    slots: SlotsLine,
    courses: Vec<Line>,
    more_courses: Option<More>,
    step_up: bool,
    /// Each workplace with its figures in a sentence.
    meters: Vec<(String, String)>,
    meters_note: String,
    /// How many users there are, for those who keep them.
    users: Option<usize>,
}

#[derive(Template)]
#[template(path = "portal/home/forslag.html")]
struct ProposalsPage {
    shell: Shell,
    open: Option<Section>,
    past: Option<Section>,
}

/// A part of the list, a page at a time.
struct Section {
    lines: Vec<Line>,
    more: Option<More>,
}

/// Which page of which part is wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    aabne: String,
    fra: String,
    vist: u64,
}

async fn show(State(state): State<AppState>, me: CompanyUser) -> Result<Page<HomePage>, PageError> {
    let texts = me.visit.texts;
    let mut shell = frame::of_company(&state, &me, "portal-home-title").await?;
    let company = shell.user.as_ref().map(|user| user.role.clone()).unwrap_or_default();
    shell.title = texts.name("portal-greeting", &company).into_owned();
    let waiting = page_of(&state, &me, &[StateName::Offered], None).await?;
    let going = page_of(&state, &me, &[StateName::Accepted, StateName::Agreed, StateName::Running], None).await?;
    let told = ReleasedNames::new(&me.actor, going.items.iter().map(|card| card.placement).collect());
    let names = state.app.ask(&me.actor, &told).await?;
    Ok(Page(HomePage {
        shell,
        more_waiting: onwards(texts, &waiting),
        waiting: waiting.items.iter().map(|card| waiting_line(texts, card)).collect(),
        slots: slots_line(&state, &me).await?,
        step_up: !is_stepped_up(&me.actor),
        meters: meters(&state, &me).await?,
        meters_note: texts.name("ratio-note-company", &texts.date_plain(state.app.clock.today())).into_owned(),
        users: users(&state, &me).await?,
        more_courses: onwards(texts, &going),
        courses: going.items.iter().map(|card| course_line(texts, card, names.of(card.placement))).collect(),
    }))
}

async fn page_of(state: &AppState, me: &CompanyUser, states: &[StateName], after: Option<PlacementId>) -> Result<CardPage, PageError> {
    Ok(state.app.ask(&me.actor, &CompanyProposals::new(&me.actor, states.to_vec()).page(after, A_PAGE)).await?)
}

/// The way to the list, where the first page does not hold all.
fn onwards(texts: Texts, page: &CardPage) -> Option<More> {
    page.next.map(|_| More::new(texts, page.items.len() as u64, page.total, Some(LIST.to_owned())))
}

fn is_stepped_up(actor: &Actor) -> bool {
    matches!(actor.who, Who::Contact { stepped_up: true, .. })
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

async fn users(state: &AppState, me: &CompanyUser) -> Result<Option<usize>, PageError> {
    if !me.actor.may(Right::ManagePortalUsers) {
        return Ok(None);
    }
    Ok(Some(state.app.ask(&me.actor, &PortalUsers::new(&me.actor)).await?.users.len()))
}

/// How many of the allowed places each workplace has filled.
async fn meters(state: &AppState, me: &CompanyUser) -> Result<Vec<(String, String)>, PageError> {
    let own = state.app.ask(&me.actor, &OwnMeters::new(&me.actor)).await?;
    let line = |own: &OwnMeter| (own.workplace.clone(), meter(me.visit.texts, String::new(), &own.meter).sentence());
    Ok(own.iter().map(line).collect())
}

/// The first page has both parts; each goes on by itself.
async fn list(State(state): State<AppState>, me: CompanyUser, Query(wanted): Query<Wanted>) -> Result<Page<ProposalsPage>, PageError> {
    let texts = me.visit.texts;
    let shell = frame::of_company(&state, &me, "portal-proposals-title").await?.crumb(texts.text("portal-home-title"), "/virksomhed");
    let (open_after, past_after) = (wanted.aabne.parse().ok(), wanted.fra.parse().ok());
    let open = match past_after {
        Some(_) => None,
        None => {
            let page = page_of(&state, &me, &[StateName::Offered], open_after).await?;
            Some(section(texts, &page, ("aabne", wanted.vist), |card| waiting_line(texts, card)))
        }
    };
    let past = match open_after {
        Some(_) => None,
        None => {
            let others: Vec<StateName> = StateName::ALL.iter().copied().filter(|state| *state != StateName::Offered).collect();
            let page = page_of(&state, &me, &others, past_after).await?;
            Some(section(texts, &page, ("fra", wanted.vist), |card| course_line(texts, card, None)))
        }
    };
    Ok(Page(ProposalsPage { shell, open, past: past.filter(|past| !past.lines.is_empty()) }))
}

fn section(texts: Texts, page: &CardPage, (name, before): (&str, u64), line: impl Fn(&Card) -> Line) -> Section {
    let shown = before + page.items.len() as u64;
    let url = |next: PlacementId| query::url(LIST, &[(name, next.to_string().as_str()), ("vist", shown.to_string().as_str())]);
    Section {
        lines: page.items.iter().map(line).collect(),
        more: page.next.map(|next| More::new(texts, shown, page.total, Some(url(next)))),
    }
}
