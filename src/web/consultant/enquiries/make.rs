//! What an enquiry becomes in the register: a company, and a contact of it, with what was typed.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use serde::Deserialize;

use super::{
    show::{TypedStep, page},
    url_of,
};
use crate::{
    domain::{
        enquiry::{Enquiry, Offer},
        ids::EnquiryId,
        terms::{LadderStep, Sector},
    },
    state::AppState,
    use_cases::{
        companies::{CreateCompany, TypedCompany},
        contacts::{CreateContact, TypedContact},
        enquiries::{
            list::OpenEnquiry,
            see_to::{MoveEnquiry, Step},
        },
        failure::{Failure, OrNotFound},
    },
    web::{
        error::PageError,
        extract::Consultant,
        page::{FormAgain, on_to},
        refused,
    },
};

/// The company's number, where it was typed now.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TypedNumber {
    cvr: String,
}

async fn opened(state: &AppState, me: &Consultant, id: EnquiryId) -> Result<(Enquiry, Offer), PageError> {
    let enquiry = state.app.ask(&me.actor, &OpenEnquiry { enquiry: id }).await?.line.enquiry;
    let offer = enquiry.offer.clone().or_not_found()?;
    Ok((enquiry, offer))
}

/// Makes the company and links the enquiry to it.
pub async fn company(
    State(state): State<AppState>,
    me: Consultant,
    Path(id): Path<EnquiryId>,
    Form(typed): Form<TypedNumber>,
) -> Result<Response, PageError> {
    let (enquiry, offer) = opened(&state, &me, id).await?;
    match made(&state, &me, &enquiry, &offer, &typed.cvr).await {
        Ok(()) => Ok(on_to(&url_of(id), "enquiry-company")),
        Err(failure) => {
            let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
            let page = page(&state, &me, id, TypedStep::with_cvr(typed.cvr), errors).await?;
            Ok(FormAgain(page).into_response())
        }
    }
}

async fn made(state: &AppState, me: &Consultant, enquiry: &Enquiry, offer: &Offer, cvr: &str) -> Result<(), Failure> {
    let typed = TypedCompany {
        cvr: cvr.to_owned(),
        name: offer.company.clone(),
        postcode: offer.postcode.clone(),
        sector: Sector::Privat.to_string(),
        ladder: LadderStep::Kontakt.to_string(),
        ..TypedCompany::default()
    };
    state.app.carry_out(&me.actor, &CreateCompany { typed }).await?;
    let link = MoveEnquiry { enquiry: enquiry.id, version: enquiry.version, step: Step::Link(cvr.to_owned()) };
    state.app.carry_out(&me.actor, &link).await
}

/// Makes the contact at the company that the enquiry is linked to.
pub async fn contact(State(state): State<AppState>, me: Consultant, Path(id): Path<EnquiryId>) -> Result<Response, PageError> {
    let (enquiry, offer) = opened(&state, &me, id).await?;
    let company = enquiry.company.or_not_found()?;
    let typed = TypedContact {
        name: offer.person,
        email: offer.email.unwrap_or_default(),
        phone: offer.phone.unwrap_or_default(),
        language: enquiry.language.to_string(),
        ..TypedContact::fresh()
    };
    let contact = state.app.carry_out(&me.actor, &CreateContact { company, typed }).await?;
    Ok(on_to(&format!("/konsulent/virksomheder/{company}/kontakter/{contact}"), "enquiry-contact"))
}
