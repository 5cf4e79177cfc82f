//! One enquiry: what was typed, who has it, and what can be done with it.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use serde::Deserialize;

use super::{LIST, badge, url_of};
use crate::{
    domain::{
        enquiry::{EnquiryEnd, EnquiryState},
        ids::EnquiryId,
        permission::Right,
    },
    state::AppState,
    use_cases::{
        enquiries::{
            list::{EnquiryFile, OpenEnquiry},
            see_to::{MoveEnquiry, Step},
        },
        failure::{Failure, OrNotFound},
    },
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::{FormAgain, Page, on_to},
        parts::{Badge, Choice, FormErrors},
        query, refused,
    },
};

/// What a button sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TypedStep {
    version: i32,
    trin: String,
    til: String,
    svar: String,
    cvr: String,
    grund: String,
}

impl TypedStep {
    fn step(&self) -> Result<Step, Failure> {
        Ok(match self.trin.as_str() {
            "tag" => Step::Take,
            "giv-videre" => Step::HandOver(self.til.parse().ok().or_not_found()?),
            "svar" => Step::Answer(self.svar.clone()),
            "knyt" => Step::Link(self.cvr.clone()),
            "luk" => Step::Close(EnquiryEnd::parse(&self.grund).or_not_found()?),
            _ => return Err(Failure::NotFound),
        })
    }
}

#[derive(Template)]
#[template(path = "consultant/enquiries/henvendelse.html")]
pub(super) struct EnquiryPage {
    shell: Shell,
    url: String,
    file: EnquiryFile,
    state: Badge,
    kinds: String,
    cvr: String,
    svar: String,
    is_mine: bool,
    is_open: bool,
    may_change: bool,
    staff: Vec<Choice>,
    ends: Vec<Choice>,
    slot_urls: Vec<(String, String)>,
    errors: FormErrors,
}

/// The page of an enquiry, with what was typed where something is to be mended.
pub(super) async fn page(
    state: &AppState,
    me: &Consultant,
    id: EnquiryId,
    typed: TypedStep,
    errors: FormErrors,
) -> Result<EnquiryPage, PageError> {
    let file = state.app.ask(&me.actor, &OpenEnquiry { enquiry: id }).await?;
    Ok(laid(me, file, typed, errors))
}

fn laid(me: &Consultant, file: EnquiryFile, typed: TypedStep, errors: FormErrors) -> EnquiryPage {
    let texts = me.visit.texts;
    let enquiry = &file.line.enquiry;
    let title = enquiry.offer.as_ref().map_or_else(|| enquiry.number.to_string(), |offer| offer.company.clone());
    let shell = me.shell(Section::Enquiries, title).crumb(texts.text("enquiries-title"), LIST).lead(enquiry.number.to_string());
    let kinds = enquiry.offer.iter().flat_map(|offer| &offer.kinds).map(|kind| texts.text(&format!("offer-kind-{kind}")).into_owned());
    let job = enquiry.offer.as_ref().map(|offer| offer.job.clone()).unwrap_or_default();
    let slot_url = |place: &crate::domain::company::Workplace| {
        (place.name.clone(), query::url("/konsulent/pladser/ny", &[("arbejdsplads", &place.id.to_string()), ("titel", &job)]))
    };
    let known_cvr = enquiry.offer.as_ref().and_then(|offer| offer.cvr.clone()).unwrap_or_default();
    EnquiryPage {
        url: url_of(enquiry.id),
        state: badge(texts, &file.line),
        kinds: kinds.collect::<Vec<_>>().join(", "),
        cvr: if typed.cvr.is_empty() { known_cvr } else { typed.cvr },
        svar: typed.svar,
        is_mine: enquiry.assigned_to.is_some() && enquiry.assigned_to == me.actor.account() && enquiry.state != EnquiryState::New,
        is_open: enquiry.state != EnquiryState::Closed,
        may_change: me.actor.may(Right::ChangeCompanies),
        staff: file.staff.iter().map(|(account, name)| Choice::new(account.to_string(), name, false)).collect(),
        ends: EnquiryEnd::ALL.iter().map(|end| Choice::new(end.as_str(), texts.text(&format!("enquiry-end-{end}")), false)).collect(),
        slot_urls: if me.actor.may(Right::ChangeSlots) { file.workplaces.iter().map(slot_url).collect() } else { Vec::new() },
        shell: shell.with_errors(!errors.is_empty()),
        file,
        errors,
    }
}

/// Shows it.
pub async fn show(State(state): State<AppState>, me: Consultant, Path(id): Path<EnquiryId>) -> Result<Page<impl Template>, PageError> {
    Ok(Page(page(&state, &me, id, TypedStep::default(), FormErrors::default()).await?))
}

/// Does one step.
pub async fn act(
    State(state): State<AppState>,
    me: Consultant,
    Path(id): Path<EnquiryId>,
    Form(typed): Form<TypedStep>,
) -> Result<Response, PageError> {
    let moved = MoveEnquiry { enquiry: id, version: typed.version, step: typed.step()? };
    match state.app.carry_out(&me.actor, &moved).await {
        Ok(()) => Ok(on_to(&url_of(id), "enquiry-moved")),
        Err(failure) => {
            let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
            Ok(FormAgain(page(&state, &me, id, typed, errors).await?).into_response())
        }
    }
}

impl TypedStep {
    /// The form as it was left with this CVR number.
    pub(super) fn with_cvr(cvr: String) -> Self {
        Self { cvr, ..Self::default() }
    }
}
