//! The same page behind the letter's link: no sign-in, nothing but the contact's own slots, and looking uses nothing up.

use askama::Template;
use axum::{
    Router,
    extract::{Form, Path, State},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use chrono::NaiveDate;

use super::{
    NotKept, SlotsPage, closed_words, conflict,
    form::{self, Filled, is_closed_link},
    give, take_back,
    view::{PlaceView, views},
};
use crate::{
    domain::{ids::SlotAnswerId, permission::Actor},
    state::AppState,
    use_cases::freshness::{
        link::{KeeperFrame, KeeperPage, RenewSlotLink, WantDigest, keeper},
        own::{Door, HowOwnSlotsStand, OwnStanding},
    },
    web::{
        error::PageError,
        extract::Visit,
        layout::Shell,
        page::{FormAgain, Page, on_to},
        portal::{call_back, frame::around},
    },
};

/// Routes behind the letter's link.
pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/virksomhed/pladser/{token}", get(show).post(answer))
        .route("/virksomhed/pladser/{token}/fortryd", post(undo))
        .route("/virksomhed/pladser/{token}/nyt-link", post(renew))
        .route("/virksomhed/pladser/{token}/ugemail", get(show_digest).post(digest))
}

#[derive(Template)]
#[template(path = "portal/slots/svaret.html")]
struct AnsweredPage {
    shell: Shell,
    url: String,
    text: &'static str,
    places: Vec<PlaceView>,
    undo: Option<SlotAnswerId>,
    can_renew: bool,
}

#[derive(Template)]
#[template(path = "portal/slots/ugemail.html")]
struct DigestPage {
    shell: Shell,
    url: String,
    is_wanted: bool,
}

/// Whoever holds the link of a token.
struct Keeper {
    actor: Actor,
    visit: Visit,
    page: KeeperPage,
    url: String,
    call_back: String,
}

impl Keeper {
    async fn of(state: &AppState, token: &str, visit: Visit) -> Result<Self, PageError> {
        let actor = keeper(&state.app, token).await?;
        let page = state.app.ask(&actor, &KeeperFrame::new(&actor)).await?;
        let visit = visit.or_in(page.framed.language);
        Ok(Self { actor, visit, page, url: format!("/virksomhed/pladser/{token}"), call_back: call_back::url_of(token) })
    }

    fn shell(&self, title: &str) -> Shell {
        let mut shell = around(&self.visit, self.page.framed.clone(), &self.call_back);
        "/virksomhed".clone_into(&mut shell.home_url);
        shell.title(self.visit.texts.text(title))
    }

    async fn standing(&self, state: &AppState) -> Result<OwnStanding, PageError> {
        Ok(state.app.ask(&self.actor, &HowOwnSlotsStand::new(&self.actor)).await?)
    }

    fn form(&self, standing: &OwnStanding, filled: &Filled, today: NaiveDate) -> SlotsPage {
        let shell = self.shell("keep-title").lead(self.page.framed.company.clone());
        SlotsPage::new(shell, self.url.clone(), standing, filled, today)
    }

    /// What the link shows when it does not answer any more.
    fn closed(&self, standing: &OwnStanding, today: NaiveDate) -> AnsweredPage {
        let (title, text) = closed_words(standing.door);
        let places = views(self.visit.texts, standing, &Filled::default(), today);
        AnsweredPage { shell: self.shell(title), url: self.url.clone(), text, places, undo: standing.undo, can_renew: true }
    }
}

async fn show(State(state): State<AppState>, Path(token): Path<String>, visit: Visit) -> Result<Response, PageError> {
    let keeper = Keeper::of(&state, &token, visit).await?;
    let (standing, today) = (keeper.standing(&state).await?, state.app.clock.today());
    Ok(match standing.door {
        Door::Open => Page(keeper.form(&standing, &Filled::default(), today)).into_response(),
        Door::Used | Door::RunOut => Page(keeper.closed(&standing, today)).into_response(),
    })
}

async fn answer(
    State(state): State<AppState>,
    Path(token): Path<String>,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let keeper = Keeper::of(&state, &token, visit).await?;
    let filled = Filled::new(pairs);
    match give(&state, &keeper.actor, &filled).await {
        Ok(()) => Ok(on_to(&keeper.url, "slots-kept")),
        Err(NotKept::Mend(refused)) => {
            let page = keeper.form(&keeper.standing(&state).await?, &filled, state.app.clock.today());
            let errors = form::errors(keeper.visit.texts, &refused, &page.places);
            Ok(FormAgain(page.with_errors(errors)).into_response())
        }
        Err(NotKept::Failed(failure)) if is_closed_link(&failure) => {
            Ok(conflict(keeper.closed(&keeper.standing(&state).await?, state.app.clock.today())))
        }
        Err(NotKept::Failed(failure)) => Err(PageError(failure)),
    }
}

async fn undo(
    State(state): State<AppState>,
    Path(token): Path<String>,
    visit: Visit,
    Form(wanted): Form<form::Undo>,
) -> Result<Response, PageError> {
    let keeper = Keeper::of(&state, &token, visit).await?;
    take_back(&state, &keeper.actor, &wanted).await?;
    Ok(on_to(&keeper.url, "slots-undone"))
}

async fn renew(State(state): State<AppState>, Path(token): Path<String>) -> Result<Response, PageError> {
    let actor = keeper(&state.app, &token).await?;
    state.app.carry_out(&actor, &RenewSlotLink).await?;
    Ok(on_to(&format!("/virksomhed/pladser/{token}"), "link-renewed"))
}

async fn show_digest(State(state): State<AppState>, Path(token): Path<String>, visit: Visit) -> Result<Page<DigestPage>, PageError> {
    let keeper = Keeper::of(&state, &token, visit).await?;
    let is_wanted = keeper.page.wants_digest;
    let title = if is_wanted { "digest-title" } else { "digest-off-title" };
    Ok(Page(DigestPage { shell: keeper.shell(title), url: format!("{}/ugemail", keeper.url), is_wanted }))
}

/// Also what a mail program sends by itself at one click; then no page is read.
async fn digest(State(state): State<AppState>, Path(token): Path<String>, Form(wanted): Form<form::Digest>) -> Result<Response, PageError> {
    let actor = keeper(&state.app, &token).await?;
    let wanted = wanted.is_wanted();
    state.app.carry_out(&actor, &WantDigest { wanted }).await?;
    Ok(on_to(&format!("/virksomhed/pladser/{token}/ugemail"), if wanted { "digest-on" } else { "digest-off" }))
}
