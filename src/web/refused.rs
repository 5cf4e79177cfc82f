//! A refusal on its way back into the form that caused it.

use super::{error::PageError, parts::FormErrors, wording};
use crate::{
    domain::{conditions::ConditionLists, refusal::Refusal},
    i18n::Texts,
    use_cases::failure::Failure,
};

/// What stands at the fields; everything that is no fault of the form goes on as an error page.
///
/// # Errors
/// A stale version, nothing found, not allowed, or a fault.
pub fn into_form(texts: Texts, conditions: &ConditionLists, failure: Failure) -> Result<FormErrors, PageError> {
    let mut errors = FormErrors::default();
    match failure {
        Failure::Refused(Refusal::Invalid { fields }) => {
            wording::add_errors(&mut errors, texts, conditions, &fields, str::to_owned);
        }
        Failure::Refused(Refusal::ExistsAlready { field }) => errors.add(field, texts.text(&format!("{field}-exists-already"))),
        Failure::Refused(Refusal::SeatsInUse { in_use }) => errors.add("seats", texts.count("slot-seats-in-use", in_use)),
        Failure::Refused(Refusal::KeptSeatsInUse { others }) => errors.add("reserved_seats", texts.count("slot-kept-seats-in-use", others)),
        Failure::Refused(Refusal::LastAdministrator) => errors.add("roles", texts.text("error-last_administrator-text")),
        Failure::Refused(Refusal::LastCompanyAdmin) => errors.add("role", texts.text("error-last_company_admin-text")),
        other => return Err(PageError(other)),
    }
    Ok(errors)
}
