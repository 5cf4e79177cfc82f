//! What a form asks about the work function where the citizen's last employer is the place, and what it sends.

use askama::Template;
use askama::filters::HtmlSafe;

use super::{Choice, FormErrors};
use crate::{
    domain::placement::{NewFunction, SaidOfFunction},
    i18n::Texts,
};

/// The fields of a form; only written where the law's verdict asks for them.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/function_fields.html")]
pub struct FunctionFields {
    texts: Texts,
    said: SaidOfFunction,
    same: Vec<Choice>,
    error: String,
}

impl HtmlSafe for FunctionFields {}

impl FunctionFields {
    /// The fields with what was said already.
    #[must_use]
    pub fn new(texts: Texts, said: SaidOfFunction, errors: &FormErrors) -> Self {
        let choice = |word: &str, key: &str, means| Choice::new(word, texts.text(key), said.function.same == Some(means));
        let same = vec![choice("nej", "no", false), choice("ja", "yes", true)];
        Self { texts, said, same, error: errors.at("vurdering").to_owned() }
    }

    /// What a form sends of them; a form that did not ask says nothing.
    #[must_use]
    pub fn said(asked: &str, assessed: &str, same: &str, described: &str) -> SaidOfFunction {
        if asked.is_empty() {
            return SaidOfFunction::default();
        }
        let same = match same {
            "ja" => Some(true),
            "nej" => Some(false),
            _ => None,
        };
        let function = NewFunction { same, difference_described: Some(described == "ja") };
        SaidOfFunction { assessed: Some(assessed == "ja"), function }
    }
}
