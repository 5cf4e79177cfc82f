//! Facts about citizens in the reader's words, and refused fields as messages.

use crate::{
    domain::refusal::FieldRefused,
    i18n::Texts,
    state::AppState,
    web::{parts::FormErrors, wording},
};

/// The words of a target group's code.
pub(super) use crate::web::consultant::slots::{show::group_name as group, words::capital};

/// The words of condition codes, parted by commas.
pub(super) fn conditions(state: &AppState, texts: Texts, codes: &[String]) -> String {
    codes.iter().map(|code| state.app.conditions.text(code, texts.language())).collect::<Vec<_>>().join(", ")
}

/// Hours without needless decimals.
pub(super) fn hours(texts: Texts, hours: f64) -> String {
    texts.number(hours, usize::from(hours.fract().abs() > 0.01))
}

/// Minutes since midnight as a clock shows them.
pub(super) fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Puts what the rules refused at the fields, with what to choose instead.
pub(super) fn refused(state: &AppState, texts: Texts, fields: &[FieldRefused], errors: &mut FormErrors) {
    wording::add_errors(errors, texts, &state.app.conditions, fields, str::to_owned);
}
