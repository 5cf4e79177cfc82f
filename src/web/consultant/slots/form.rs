//! The form of a slot: new at a workplace, and changed.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use serde::Deserialize;

use super::{url_of, words::capital};
use crate::{
    domain::{
        conditions::ConditionCode,
        ids::{SlotId, WorkplaceId},
        permission::Right,
        terms::{LanguageLevel, PlacementForm},
    },
    state::AppState,
    use_cases::{
        failure::Failure,
        slots::{ChangeSlot, CreateSlot, LICENCES, PrepareSlot, SlotDraft, TypedSlot},
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

/// Where a new slot lies.
#[derive(Clone, Debug, Deserialize)]
pub struct At {
    arbejdsplads: Option<WorkplaceId>,
    /// The title that an enquiry brings along.
    #[serde(default)]
    titel: String,
}

/// Whether the reader may make places at all is asked before where.
fn must_change_slots(me: &Consultant) -> Result<(), PageError> {
    if me.actor.may(Right::ChangeSlots) { Ok(()) } else { Err(PageError(Failure::Denied(Right::ChangeSlots))) }
}

/// A place lies at a workplace: whoever comes without one chooses it first.
fn workplace_first() -> Response {
    on_to("/konsulent/virksomheder", "slot-workplace-first")
}

#[derive(Template)]
#[template(path = "consultant/slots/form.html")]
struct SlotForm {
    shell: Shell,
    action: String,
    back: String,
    typed: TypedSlot,
    errors: FormErrors,
    forms: Vec<Choice>,
    titles: Vec<Choice>,
    demands: Vec<Choice>,
    offers: Vec<Choice>,
    languages: Vec<Choice>,
    licences: Vec<Choice>,
    groups: Vec<Choice>,
    contacts: Vec<Choice>,
    agreements: Vec<Choice>,
}

fn condition_choices(me: &Consultant, all: &[ConditionCode], chosen: &[String]) -> Vec<Choice> {
    let language = me.visit.texts.language();
    all.iter().map(|one| Choice::new(&one.code, capital(one.text(language)), chosen.contains(&one.code))).collect()
}

fn form_choices(me: &Consultant, chosen: &[String]) -> Vec<Choice> {
    let choice = |form: &PlacementForm| {
        Choice::new(form.as_str(), me.visit.texts.text(&format!("form-{form}")), chosen.iter().any(|word| word == form.as_str()))
    };
    PlacementForm::ALL.iter().map(choice).collect()
}

fn language_choices(me: &Consultant, chosen: &str) -> Vec<Choice> {
    let choice = |level: &LanguageLevel| {
        Choice::new(level.as_str(), me.visit.texts.text(&format!("language-level-{level}")), level.as_str() == chosen)
    };
    LanguageLevel::ALL.iter().map(choice).collect()
}

fn belonging_choices(me: &Consultant, draft: &SlotDraft, typed: &TypedSlot) -> (Vec<Choice>, Vec<Choice>) {
    let contact = |one: &crate::domain::company::Contact| Choice::new(one.id.to_string(), &one.name, one.id.to_string() == typed.contact);
    let agreement = |one: &crate::domain::company::Agreement| {
        let kind = me.visit.texts.text(&format!("agreement-kind-{}", one.kind));
        Choice::new(one.id.to_string(), format!("{} · {kind}", one.number), one.id.to_string() == typed.agreement)
    };
    (
        draft.parts.contacts.iter().filter(|one| one.active || one.id.to_string() == typed.contact).map(contact).collect(),
        draft.parts.agreements.iter().map(agreement).collect(),
    )
}

fn page(state: &AppState, me: &Consultant, draft: &SlotDraft, typed: TypedSlot) -> SlotForm {
    let texts = me.visit.texts;
    let company_url = format!("/konsulent/virksomheder/{}", draft.parts.company.id);
    let (title, action, back) = match &draft.slot {
        Some(slot) => (texts.text("slot-edit"), format!("{}/ret", url_of(slot.id)), url_of(slot.id)),
        None => (texts.text("slot-new"), format!("/konsulent/pladser/ny?arbejdsplads={}", draft.workplace.id), company_url.clone()),
    };
    let shell = me.shell(Section::Slots, title).crumb(&draft.parts.company.name, company_url);
    let (contacts, agreements) = belonging_choices(me, draft, &typed);
    let book = state.app.rules.seen(me.actor.tenant);
    let groups = book.target_groups().into_iter().map(|group| (group.head.id.as_str(), group.head.name.text(texts.language())));
    let has = |list: &[String], word: &str| list.iter().any(|one| one == word);
    SlotForm {
        shell: match &draft.slot {
            Some(slot) => shell.crumb(&slot.title, url_of(slot.id)),
            None => shell,
        }
        .lead(draft.workplace.name.clone()),
        action,
        back,
        errors: FormErrors::default(),
        forms: form_choices(me, &typed.forms),
        titles: state.app.reference.job_types.iter().map(|job| Choice::new("", &job.title, false)).collect(),
        demands: condition_choices(me, &state.app.conditions.demands, &typed.demands),
        offers: condition_choices(me, &state.app.conditions.offers, &typed.offers),
        languages: language_choices(me, &typed.language),
        licences: LICENCES.iter().map(|word| Choice::new(*word, *word, has(&typed.licences, word))).collect(),
        groups: groups.map(|(code, name)| Choice::new(code, capital(name), has(&typed.reserved_for, code))).collect(),
        contacts,
        agreements,
        typed,
    }
}

impl SlotForm {
    fn again(self, errors: FormErrors) -> Response {
        FormAgain(Self { shell: self.shell.with_errors(true), errors, ..self }).into_response()
    }
}

async fn refuse(state: &AppState, me: &Consultant, place: PrepareSlot, typed: TypedSlot, failure: Failure) -> Result<Response, PageError> {
    let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
    let draft = state.app.ask(&me.actor, &place).await?;
    Ok(page(state, me, &draft, typed).again(errors))
}

/// An empty form at a workplace.
pub async fn fresh(State(state): State<AppState>, me: Consultant, Query(at): Query<At>) -> Result<Response, PageError> {
    must_change_slots(&me)?;
    let Some(workplace) = at.arbejdsplads else { return Ok(workplace_first()) };
    let draft = state.app.ask(&me.actor, &PrepareSlot::At(workplace)).await?;
    let contact = draft.parts.contacts.iter().find(|contact| contact.active).map(|contact| contact.id);
    let typed = TypedSlot { title: at.titel, ..TypedSlot::fresh(state.app.clock.today(), contact) };
    Ok(Page(page(&state, &me, &draft, typed)).into_response())
}

/// Makes a slot.
pub async fn create(
    State(state): State<AppState>,
    me: Consultant,
    Query(at): Query<At>,
    Form(typed): Form<TypedSlot>,
) -> Result<Response, PageError> {
    must_change_slots(&me)?;
    let Some(workplace) = at.arbejdsplads else { return Ok(workplace_first()) };
    match state.app.carry_out(&me.actor, &CreateSlot { workplace, typed: typed.clone() }).await {
        Ok(id) => Ok(on_to(&url_of(id), "slot-created")),
        Err(failure) => refuse(&state, &me, PrepareSlot::At(workplace), typed, failure).await,
    }
}

/// The form with what is known.
pub async fn edit(State(state): State<AppState>, me: Consultant, Path(id): Path<SlotId>) -> Result<Page<impl Template>, PageError> {
    let draft = state.app.ask(&me.actor, &PrepareSlot::Of(id)).await?;
    let mut typed = draft.slot.as_ref().map(TypedSlot::from).unwrap_or_default();
    typed.occupation = format!("{} {}", typed.occupation, draft.occupation_title.as_deref().unwrap_or_default()).trim().to_owned();
    Ok(Page(page(&state, &me, &draft, typed)))
}

/// Changes a slot.
pub async fn change(
    State(state): State<AppState>,
    me: Consultant,
    Path(id): Path<SlotId>,
    Form(typed): Form<TypedSlot>,
) -> Result<Response, PageError> {
    match state.app.carry_out(&me.actor, &ChangeSlot { slot: id, typed: typed.clone() }).await {
        Ok(()) => Ok(on_to(&url_of(id), "saved")),
        Err(failure) => refuse(&state, &me, PrepareSlot::Of(id), typed, failure).await,
    }
}
