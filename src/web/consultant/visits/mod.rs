//! `/konsulent/virksomheder/{company}/besoeg`: what to know before a visit, and the minute after it.

mod brief;

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::get,
};
use axum_extra::extract::Form;
use brief::BriefView;

use super::companies::{asks_for_second_look, url_of};
use crate::{
    domain::{ids::CompanyId, permission::Right, refusal::Refusal, terms::PlacementForm, willingness::Willing},
    i18n::Texts,
    state::AppState,
    use_cases::{
        failure::Failure,
        visits::{Brief, PrepareVisit, RecordVisit, TypedVisit},
    },
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::{FormAgain, Page, on_to},
        parts::{Choice, FormErrors},
        refused,
    },
};

/// New places that the form offers.
const NEW_SLOTS: usize = 3;
/// The kinds of place that are promised on a visit.
const KINDS: [PlacementForm; 3] = [PlacementForm::Virksomhedspraktik, PlacementForm::Loentilskud, PlacementForm::Fleksjob];

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new().route("/konsulent/virksomheder/{company}/besoeg", get(show).post(record))
}

/// A line for a new place.
struct SlotFields {
    number: usize,
    title: String,
    seats: String,
    kinds: Vec<Choice>,
}

/// What is asked about one target group.
struct GroupFields {
    id: String,
    name: String,
    answers: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "consultant/visits/visit.html")]
struct VisitPage {
    shell: Shell,
    brief: BriefView,
    action: String,
    company_name: String,
    may_make_slots: bool,
    typed: TypedVisit,
    errors: FormErrors,
    is_warned: bool,
    workplaces: Vec<Choice>,
    contacts: Vec<Choice>,
    far: Vec<Choice>,
    groups: Vec<GroupFields>,
    slots: Vec<SlotFields>,
}

/// What was typed, and what was wrong with it.
#[derive(Default)]
struct Draft {
    typed: TypedVisit,
    errors: FormErrors,
    is_warned: bool,
}

fn answers(texts: Texts, value: impl Fn(&Willing) -> String, chosen: impl Fn(&str) -> bool) -> Vec<Choice> {
    let choice = |answer: &Willing| {
        let value = value(answer);
        let is_chosen = chosen(&value);
        Choice::new(value, texts.text(&format!("willing-{answer}")), is_chosen)
    };
    Willing::ALL.iter().map(choice).collect()
}

fn group_fields(texts: Texts, brief: &Brief, typed: &TypedVisit) -> Vec<GroupFields> {
    let others = brief.groups.iter().filter(|(id, _)| !id.ends_with("aktivitetsparat"));
    let fields = |(id, name): &(String, crate::domain::rulebook::rule::Label)| GroupFields {
        id: id.clone(),
        name: super::slots::words::capital(name.text(texts.language())),
        answers: answers(texts, |answer| format!("{id}={answer}"), |value| typed.groups.iter().any(|line| line == value)),
    };
    others.map(fields).collect()
}

fn slot_fields(texts: Texts, typed: &TypedVisit) -> Vec<SlotFields> {
    let at = |list: &[String], place: usize| list.get(place).cloned().unwrap_or_default();
    let fields = |place: usize| SlotFields {
        number: place + 1,
        title: at(&typed.slot_title, place),
        seats: at(&typed.slot_seats, place),
        kinds: KINDS
            .iter()
            .map(|form| Choice::new(form.as_str(), texts.text(&format!("form-{form}")), form.as_str() == at(&typed.slot_kind, place)))
            .collect(),
    };
    (0..NEW_SLOTS).map(fields).collect()
}

fn page(state: &AppState, me: &Consultant, brief: &Brief, draft: Draft) -> VisitPage {
    let (texts, company) = (me.visit.texts, &brief.file.parts.company);
    let url = url_of(company.id);
    let shell = me
        .shell(Section::Companies, texts.name("visit-title", &company.name))
        .crumb(texts.text("companies-title"), "/konsulent/virksomheder");
    let typed = &draft.typed;
    let places = brief.file.parts.workplaces.iter().map(|one| (one.id.to_string(), &one.name));
    let people = brief.file.parts.contacts.iter().filter(|one| one.active).map(|one| (one.id.to_string(), &one.name));
    VisitPage {
        shell: shell.crumb(&company.name, &url).with_errors(!draft.errors.is_empty()),
        brief: brief::view(state, me, brief),
        action: format!("{url}/besoeg"),
        company_name: company.name.clone(),
        may_make_slots: me.actor.may(Right::ChangeSlots),
        workplaces: places.map(|(id, name)| Choice::new(id.as_str(), name, id == typed.workplace)).collect(),
        contacts: people.map(|(id, name)| Choice::new(id.as_str(), name, id == typed.contact)).collect(),
        far: answers(texts, ToString::to_string, |value| typed.far == value),
        groups: group_fields(texts, brief, typed),
        slots: slot_fields(texts, typed),
        errors: draft.errors,
        is_warned: draft.is_warned,
        typed: draft.typed,
    }
}

async fn prepared(state: &AppState, me: &Consultant, company: CompanyId, draft: Draft) -> Result<VisitPage, PageError> {
    let brief = state.app.ask(&me.actor, &PrepareVisit { company, asker: me.actor.account() }).await?;
    Ok(page(state, me, &brief, draft))
}

/// The brief and the empty form.
async fn show(State(state): State<AppState>, me: Consultant, Path(company): Path<CompanyId>) -> Result<Page<VisitPage>, PageError> {
    let typed = TypedVisit {
        client_key: state.app.ids.random().to_string(),
        person: me.person(),
        on: state.app.clock.today().to_string(),
        ..TypedVisit::default()
    };
    Ok(Page(prepared(&state, &me, company, Draft { typed, ..Draft::default() }).await?))
}

/// A form that another colleague filled in in this browser is not sent in one's own name.
fn must_be_own(me: &Consultant, typed: &TypedVisit) -> Result<(), Failure> {
    if typed.person.is_empty() || typed.person == me.person() { Ok(()) } else { Err(Refusal::field("note", "visit-of-another").into()) }
}

/// Writes the visit down; a script that sends a kept form gets the way on instead of the next page.
async fn record(
    State(state): State<AppState>,
    me: Consultant,
    Path(company): Path<CompanyId>,
    headers: HeaderMap,
    Form(typed): Form<TypedVisit>,
) -> Result<Response, PageError> {
    let done = match must_be_own(&me, &typed) {
        Ok(()) => state.app.carry_out(&me.actor, &RecordVisit { company, typed: typed.clone() }).await.map(|_| ()),
        Err(failure) => Err(failure),
    };
    let Err(failure) = done else { return Ok(answered(&headers, on_to(&url_of(company), "visit-recorded"))) };
    let is_warned = asks_for_second_look(&failure);
    let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
    let typed = TypedVisit { person: me.person(), ..typed };
    Ok(FormAgain(prepared(&state, &me, company, Draft { typed, errors, is_warned }).await?).into_response())
}

fn answered(headers: &HeaderMap, mut answer: Response) -> Response {
    if headers.contains_key("x-sent-by") {
        *answer.status_mut() = StatusCode::NO_CONTENT;
    }
    answer
}
