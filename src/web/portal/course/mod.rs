//! One proposal or course for its company: the card, the answer while it is open, and after a release who it is.

use askama::Template;
use axum::{
    Router,
    extract::{Form, Path, Query, State},
    response::{IntoResponse, Response},
    routing::get,
};

use super::{
    answer::{NotGiven, QuestionPage, give},
    card::{AnswerForm, CardView},
    frame,
};
use crate::{
    domain::{ids::PlacementId, placement::StateName, refusal::Refusal},
    state::AppState,
    use_cases::{
        failure::Failure,
        placements::cards::{AnswerPage, Card, OpenCard, OpenRelease, ReleasedCard, Told},
    },
    web::{
        error::PageError,
        extract::CompanyUser,
        layout::Shell,
        page::{FormAgain, Page, on_to},
        wording,
    },
};

/// Routes of this room.
pub(super) fn router() -> Router<AppState> {
    Router::new().route("/virksomhed/forloeb/{id}", get(show).post(answer))
}

/// What the page shows of the person.
enum Person {
    /// Nothing was released.
    Unknown,
    /// Something was released; the code comes first.
    AfterCode,
    /// The released facts and their last day.
    Told(Vec<(&'static str, String)>, chrono::NaiveDate),
}

#[derive(Template)]
#[template(path = "portal/course/forloeb.html")]
struct CoursePage {
    shell: Shell,
    card: CardView,
    url: String,
    person: Person,
    times: bool,
}

async fn card(state: &AppState, me: &CompanyUser, id: PlacementId) -> Result<Card, Failure> {
    match state.app.ask(&me.actor, &OpenCard::new(&me.actor, id)).await? {
        AnswerPage::Open(card) => Ok(*card),
        _ => Err(Failure::NotFound),
    }
}

async fn shell(state: &AppState, me: &CompanyUser) -> Result<Shell, PageError> {
    let home = me.visit.texts.text("portal-home-title");
    Ok(frame::of_company(state, me, "portal-question-title").await?.crumb(home, "/virksomhed"))
}

async fn show(
    State(state): State<AppState>,
    Path(id): Path<PlacementId>,
    me: CompanyUser,
    Query(form): Query<AnswerForm>,
) -> Result<Response, PageError> {
    let card = card(&state, &me, id).await?;
    let shell = shell(&state, &me).await?;
    let url = format!("/virksomhed/forloeb/{id}");
    if card.state == StateName::Offered {
        return Ok(Page(QuestionPage::new(&state, shell, &card, url, form)).into_response());
    }
    let person = person(&state, &me, id).await?;
    let view = CardView::new(me.visit.texts, &state.app.conditions, &card);
    let times = card.state == StateName::Accepted && !card.meeting_times.is_empty();
    Ok(Page(CoursePage { shell: shell.title(card.slot_title), card: view, url, person, times }).into_response())
}

async fn person(state: &AppState, me: &CompanyUser, id: PlacementId) -> Result<Person, Failure> {
    match state.app.ask(&me.actor, &OpenRelease::new(&me.actor, id)).await {
        Ok(released) => Ok(told(state, me, released)),
        Err(Failure::Refused(Refusal::StepUpNeeded)) => Ok(Person::AfterCode),
        Err(Failure::NotFound) => Ok(Person::Unknown),
        Err(failure) => Err(failure),
    }
}

fn told(state: &AppState, me: &CompanyUser, released: ReleasedCard) -> Person {
    let fact = |told| match told {
        Told::Name(name) => ("portal-told-name", name),
        Told::Phone(number) => ("portal-told-phone", number),
        Told::Condition(code) => ("portal-told-condition", wording::condition(me.visit.texts, &state.app.conditions, &code)),
    };
    Person::Told(released.told.into_iter().map(fact).collect(), released.until)
}

async fn answer(
    State(state): State<AppState>,
    Path(id): Path<PlacementId>,
    me: CompanyUser,
    Form(form): Form<AnswerForm>,
) -> Result<Response, PageError> {
    let url = format!("/virksomhed/forloeb/{id}");
    match give(&state, &me.actor, &me.visit, &form, id).await {
        Ok(notice) => Ok(on_to(&url, notice)),
        Err(NotGiven::Mend(errors)) => {
            let card = card(&state, &me, id).await?;
            Ok(FormAgain(QuestionPage::new(&state, shell(&state, &me).await?, &card, url, form).with(errors)).into_response())
        }
        Err(NotGiven::Failed(Failure::Refused(Refusal::WrongState { .. }))) => Err(Refusal::AlreadyAnswered.into()),
        Err(NotGiven::Failed(failure)) => Err(PageError(failure)),
    }
}
