//! A refusal on its way back into the form that caused it.

use super::{error::PageError, parts::FormErrors};
use crate::{
    domain::{
        conditions::ConditionLists,
        refusal::{FieldRefused, Refusal},
    },
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
            for refused in &fields {
                errors.add(refused.field, sentence(texts, conditions, refused));
            }
        }
        Failure::Refused(Refusal::ExistsAlready { field }) => errors.add(field, texts.text(&format!("{field}-exists-already"))),
        Failure::Refused(Refusal::SeatsInUse { in_use }) => errors.add("seats", texts.count("slot-seats-in-use", in_use)),
        Failure::Refused(Refusal::LastAdministrator) => errors.add("roles", texts.text("error-last_administrator-text")),
        other => return Err(PageError(other)),
    }
    Ok(errors)
}

fn sentence(texts: Texts, conditions: &ConditionLists, refused: &FieldRefused) -> String {
    let Some(advice) = &refused.advice else { return texts.text(refused.reason).into_owned() };
    let words = |code: &str| {
        let bare = code.split_once(':').map_or(code, |(_, bare)| bare);
        conditions.text(bare, texts.language()).to_owned()
    };
    let advice: Vec<String> = advice.split('|').map(words).collect();
    texts.with(refused.reason, &[("advice", advice.join(", ").into())]).into_owned()
}
