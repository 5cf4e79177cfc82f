//! Free text about a citizen at the door of the verbs: refused when it holds a CPR number or a word of health.

use crate::{
    domain::{
        reference::FreeText,
        refusal::{FieldRefused, Refusal},
    },
    use_cases::app::App,
};

/// The text without blanks around it; none where it is empty.
pub(super) fn checked(app: &App, field: &'static str, text: Option<&str>) -> Result<Option<String>, Refusal> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    match FreeText::parse(text, &app.reference.diagnosis_words) {
        Ok(text) => Ok(Some(text.reveal().to_owned())),
        Err(why) => Err(Refusal::Invalid { fields: vec![FieldRefused::free_text(field, &why)] }),
    }
}

/// The same for a text that must be there.
pub(super) fn needed(app: &App, field: &'static str, text: &str) -> Result<String, Refusal> {
    checked(app, field, Some(text))?.ok_or_else(|| Refusal::field(field, "field-missing"))
}
