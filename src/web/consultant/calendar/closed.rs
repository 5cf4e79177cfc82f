//! `…/lukket`: the days on which a slot or a workplace is closed, and the form that closes it.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use serde::Deserialize;

use super::closed_days::{ClosedLine, lines};
use crate::{
    domain::{
        closure::ClosureReason,
        ids::{ClosureId, CompanyId, PlacementId, SlotId, WorkplaceId},
        period::Period,
        permission::Right,
        refusal::Refusal,
    },
    state::AppState,
    use_cases::{
        failure::Failure,
        slots::{CloseSlot, CloseWorkplace, Closed, ClosedPlace, Closing, EndClosure},
    },
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::{FormAgain, Page, on_to},
        parts::{Choice, FormErrors},
        query::own_path,
        refused,
    },
};

/// The form as it was sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TypedClosure {
    from: String,
    to: String,
    reason: String,
    over: String,
}

#[derive(Template)]
#[template(path = "consultant/calendar/closed.html")]
struct ClosedPage {
    shell: Shell,
    action: String,
    back: String,
    may_change: bool,
    closed: Vec<ClosedLine>,
    over: Vec<PlacementId>,
    links: Vec<(String, String)>,
    reasons: Vec<Choice>,
    typed: TypedClosure,
    errors: FormErrors,
}

fn page(me: &Consultant, asked: &Closed, place: &ClosedPlace, typed: TypedClosure) -> ClosedPage {
    let texts = me.visit.texts;
    let (name, back) = match asked {
        Closed::Slot(id) => {
            let title = place.slots.first().map(|slot| slot.title.clone()).unwrap_or_default();
            (title, format!("/konsulent/pladser/{id}"))
        }
        Closed::Workplace(company, workplace) => {
            (place.workplace.name.clone(), format!("/konsulent/virksomheder/{company}/arbejdspladser/{workplace}/kalender"))
        }
    };
    let action = match asked {
        Closed::Slot(_) => format!("{back}/lukket"),
        Closed::Workplace(company, workplace) => format!("/konsulent/virksomheder/{company}/arbejdspladser/{workplace}/lukket"),
    };
    let reason = |reason: &ClosureReason| {
        let choice = Choice::new(reason.as_str(), texts.text(&format!("closure-reason-{reason}")), typed.reason == reason.as_str());
        choice.hint(texts.text(if reason.takes_nobody() { "closure-means-nobody" } else { "closure-means-no-start" }))
    };
    ClosedPage {
        shell: me.shell(Section::Slots, texts.text("closure-title")).crumb(name, back.clone()).lead(place.workplace.name.clone()),
        action,
        back,
        may_change: me.actor.may(Right::ChangeSlots),
        closed: lines(texts, &place.closures, &place.slots),
        over: Vec::new(),
        links: Vec::new(),
        reasons: ClosureReason::ALL.iter().map(reason).collect(),
        typed,
        errors: FormErrors::default(),
    }
}

async fn show(state: &AppState, me: &Consultant, asked: Closed) -> Result<Page<ClosedPage>, PageError> {
    let place = state.app.ask(&me.actor, &asked).await?;
    Ok(Page(page(me, &asked, &place, TypedClosure::default())))
}

/// The closed days of a slot.
pub async fn of_slot(State(state): State<AppState>, me: Consultant, Path(slot): Path<SlotId>) -> Result<Page<impl Template>, PageError> {
    show(&state, &me, Closed::Slot(slot)).await
}

/// The closed days of a workplace.
pub async fn of_workplace(
    State(state): State<AppState>,
    me: Consultant,
    Path((company, workplace)): Path<(CompanyId, WorkplaceId)>,
) -> Result<Page<impl Template>, PageError> {
    show(&state, &me, Closed::Workplace(company, workplace)).await
}

/// Closes a slot.
pub async fn close_slot(
    State(state): State<AppState>,
    me: Consultant,
    Path(slot): Path<SlotId>,
    Form(typed): Form<TypedClosure>,
) -> Result<Response, PageError> {
    let place = state.app.ask(&me.actor, &Closed::Slot(slot)).await?;
    close(&state, &me, (Closed::Slot(slot), place), typed).await
}

/// Closes a workplace.
pub async fn close_workplace(
    State(state): State<AppState>,
    me: Consultant,
    Path((company, workplace)): Path<(CompanyId, WorkplaceId)>,
    Form(typed): Form<TypedClosure>,
) -> Result<Response, PageError> {
    let asked = Closed::Workplace(company, workplace);
    let place = state.app.ask(&me.actor, &asked).await?;
    close(&state, &me, (asked, place), typed).await
}

async fn close(
    state: &AppState,
    me: &Consultant,
    (asked, place): (Closed, ClosedPlace),
    typed: TypedClosure,
) -> Result<Response, PageError> {
    crate::use_cases::app::require(&me.actor, Right::ChangeSlots)?;
    let mut page = page(me, &asked, &place, typed.clone());
    let Some(closing) = read(me, &typed, &mut page.errors) else { return Ok(page.again()) };
    let done = match asked {
        Closed::Slot(slot) => state.app.carry_out(&me.actor, &CloseSlot { slot, closing }).await,
        Closed::Workplace(_, workplace) => state.app.carry_out(&me.actor, &CloseWorkplace { workplace, closing }).await,
    };
    match done {
        Ok(_) => Ok(on_to(&page.action, "closure-saved")),
        Err(failure) => not_closed(state, me, page, failure),
    }
}

/// The form again, with the placements that stand in the days or with what is to be mended.
fn not_closed(state: &AppState, me: &Consultant, mut page: ClosedPage, failure: Failure) -> Result<Response, PageError> {
    match failure {
        Failure::Refused(Refusal::ClosedOverPlacements { placements }) => {
            page.errors.add("over", me.visit.texts.text("closure-over-confirm"));
            page.links = links(me, &placements);
            page.over = placements;
            Ok(page.again())
        }
        failure => {
            page.errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
            Ok(page.again())
        }
    }
}

impl ClosedPage {
    fn again(self) -> Response {
        FormAgain(Self { shell: self.shell.with_errors(true), ..self }).into_response()
    }
}

/// The placements that stand in the way, for who may open them; never a name.
fn links(me: &Consultant, placements: &[PlacementId]) -> Vec<(String, String)> {
    if !me.actor.may(Right::SeeCitizens) {
        return Vec::new();
    }
    let label = |number: usize| me.visit.texts.name("closure-placement", &(number + 1).to_string()).into_owned();
    placements.iter().take(20).enumerate().map(|(number, id)| (label(number), format!("/konsulent/forloeb/{id}"))).collect()
}

fn read(me: &Consultant, typed: &TypedClosure, errors: &mut FormErrors) -> Option<Closing> {
    let texts = me.visit.texts;
    let mut day = |field: &'static str, typed: &str| {
        let day = typed.trim().parse::<NaiveDate>().ok();
        if day.is_none() {
            errors.add(field, texts.text(if typed.trim().is_empty() { "error-required" } else { "error-date" }));
        }
        day
    };
    let (from, to) = (day("from", &typed.from), day("to", &typed.to));
    let reason = ClosureReason::parse(&typed.reason);
    if reason.is_none() {
        errors.add("reason", texts.text("error-choose"));
    }
    Some(Closing { days: Period { from: from?, to: to? }, reason: reason?, over_placements: !typed.over.is_empty() })
}

/// The form that ends a closure.
#[derive(Debug, Deserialize)]
pub struct Ending {
    #[serde(default)]
    sidste: String,
    #[serde(default)]
    tilbage: String,
}

/// Ends a closure: shortens it, or takes it away where no last day is named.
pub async fn end(
    State(state): State<AppState>,
    me: Consultant,
    Path(closure): Path<ClosureId>,
    Form(ending): Form<Ending>,
) -> Result<Response, PageError> {
    let last = match ending.sidste.trim() {
        "" => None,
        typed => Some(typed.parse::<NaiveDate>().map_err(|_| Failure::from(Refusal::field("last", "error-date")))?),
    };
    state.app.carry_out(&me.actor, &EndClosure { closure, last }).await?;
    Ok(on_to(own_path(&ending.tilbage).unwrap_or("/konsulent/pladser"), "closure-ended"))
}
