//! "Er disse stadig ledige?": the company's slots on one page, each with three large buttons, and one that answers for all.

mod form;
mod link;
mod view;

use askama::Template;
use axum::{
    Router,
    extract::{Form, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use chrono::NaiveDate;

use self::{
    form::Filled,
    view::{PlaceView, views},
};
use super::frame;
use crate::{
    domain::{
        ids::SlotAnswerId,
        permission::Actor,
        refusal::{FieldRefused, Refusal},
    },
    state::AppState,
    use_cases::{
        failure::Failure,
        freshness::{
            answer::AnswerForSlots,
            link::{HasDigest, WantDigest},
            own::{Door, HowOwnSlotsStand, OwnStanding},
            undo::UndoAnswer,
        },
        portal::meters::OwnMeters,
    },
    web::{
        error::PageError,
        extract::CompanyUser,
        layout::Shell,
        page::{FormAgain, Page, on_to},
        parts::{FormErrors, MeterReader, RatioView},
    },
};

/// The page of somebody who has signed in.
const URL: &str = "/virksomhed/pladser";

/// Routes of this room.
pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/virksomhed/pladser", get(show).post(answer))
        .route("/virksomhed/pladser/fortryd", post(undo))
        .route("/virksomhed/pladser/ugemail", post(digest))
        .merge(link::router())
}

#[derive(Template)]
#[template(path = "portal/slots/pladser.html")]
struct SlotsPage {
    shell: Shell,
    /// Where the form goes.
    url: String,
    places: Vec<PlaceView>,
    count: usize,
    /// The answer that can be taken back, and where.
    undo: Option<SlotAnswerId>,
    errors: FormErrors,
    meters: Vec<RatioView>,
    /// Whether the weekly mail comes, and where that is changed; none behind a link, whose letter leads there.
    digest: Option<bool>,
}

impl SlotsPage {
    fn new(shell: Shell, url: String, standing: &OwnStanding, filled: &Filled, today: NaiveDate) -> Self {
        let places = views(shell.texts, standing, filled, today);
        let count = standing.slots.len();
        Self { shell, url, places, count, undo: standing.undo, errors: FormErrors::default(), meters: Vec::new(), digest: None }
    }

    fn with_errors(mut self, errors: FormErrors) -> Self {
        self.shell.has_errors = !errors.is_empty();
        self.places.iter_mut().flat_map(|place| &mut place.slots).for_each(|slot| slot.take(&errors));
        self.errors = errors;
        self
    }
}

/// The page of somebody who has signed in, with what the form holds.
async fn signed_in(state: &AppState, me: &CompanyUser, filled: &Filled) -> Result<SlotsPage, PageError> {
    let texts = me.visit.texts;
    let shell = frame::of_company(state, me, "keep-title").await?.crumb(texts.text("portal-home-title"), "/virksomhed");
    let standing = state.app.ask(&me.actor, &HowOwnSlotsStand::new(&me.actor)).await?;
    let meters = state.app.ask(&me.actor, &OwnMeters::new(&me.actor)).await?;
    let meters = meters.iter().map(|own| RatioView::new(texts, &own.workplace, &own.meter, &MeterReader::Company)).collect();
    let digest = state.app.ask(&me.actor, &HasDigest::new(&me.actor)).await?;
    let page = SlotsPage::new(shell, URL.to_owned(), &standing, filled, state.app.clock.today());
    Ok(SlotsPage { meters, digest: Some(digest), ..page })
}

async fn show(State(state): State<AppState>, me: CompanyUser) -> Result<Page<SlotsPage>, PageError> {
    Ok(Page(signed_in(&state, &me, &Filled::default()).await?))
}

async fn answer(State(state): State<AppState>, me: CompanyUser, Form(pairs): Form<Vec<(String, String)>>) -> Result<Response, PageError> {
    let filled = Filled::new(pairs);
    match give(&state, &me.actor, &filled).await {
        Ok(()) => Ok(on_to(URL, "slots-kept")),
        Err(NotKept::Mend(refused)) => {
            let page = signed_in(&state, &me, &filled).await?;
            let errors = form::errors(me.visit.texts, &refused, &page.places);
            Ok(FormAgain(page.with_errors(errors)).into_response())
        }
        Err(NotKept::Failed(failure)) => Err(PageError(failure)),
    }
}

async fn undo(State(state): State<AppState>, me: CompanyUser, Form(wanted): Form<form::Undo>) -> Result<Response, PageError> {
    take_back(&state, &me.actor, &wanted).await?;
    Ok(on_to(URL, "slots-undone"))
}

async fn digest(State(state): State<AppState>, me: CompanyUser, Form(wanted): Form<form::Digest>) -> Result<Response, PageError> {
    let wanted = wanted.is_wanted();
    state.app.carry_out(&me.actor, &WantDigest { wanted }).await?;
    Ok(on_to(URL, if wanted { "digest-on" } else { "digest-off" }))
}

/// Why an answer was not taken.
enum NotKept {
    /// Something is to be mended.
    Mend(Vec<FieldRefused>),
    /// Anything else.
    Failed(Failure),
}

/// Gives the answer that a form holds.
async fn give(state: &AppState, actor: &Actor, filled: &Filled) -> Result<(), NotKept> {
    let said = filled.said().map_err(NotKept::Mend)?;
    match state.app.carry_out(actor, &AnswerForSlots { said }).await {
        Ok(_) => Ok(()),
        Err(Failure::Refused(Refusal::Invalid { fields })) => Err(NotKept::Mend(fields)),
        Err(failure) => Err(NotKept::Failed(failure)),
    }
}

async fn take_back(state: &AppState, actor: &Actor, wanted: &form::Undo) -> Result<(), Failure> {
    let answer = wanted.svar.parse().map_err(|_| Failure::NotFound)?;
    state.app.carry_out(actor, &UndoAnswer { answer }).await.map(drop)
}

/// An answer that came too late, as a page of its own status.
fn conflict(page: impl Template) -> Response {
    (StatusCode::CONFLICT, Page(page)).into_response()
}

/// The words of a link that does not open the form, by how far it is.
const fn closed_words(door: Door) -> (&'static str, &'static str) {
    match door {
        Door::Used => ("keep-used-title", "keep-used-text"),
        Door::Open | Door::RunOut => ("portal-link-expired-title", "keep-expired-text"),
    }
}
