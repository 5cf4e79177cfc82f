//! The page before an act that cannot be undone: what happens, who is told.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::i18n::Texts;

/// A question with its consequences and the two ways on.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/confirm.html")]
pub struct Confirm {
    texts: Texts,
    happens: Vec<String>,
    told: Vec<String>,
    action: String,
    label: String,
    back: String,
    fields: Vec<(String, String)>,
    grave: bool,
}

impl HtmlSafe for Confirm {}

impl Confirm {
    /// The form posts to `action` with a button of this label; `back` leads away without a change.
    #[must_use]
    pub fn new(texts: Texts, action: impl Into<String>, label: impl Into<String>, back: impl Into<String>) -> Self {
        let (happens, told, fields) = (Vec::new(), Vec::new(), Vec::new());
        Self { texts, happens, told, action: action.into(), label: label.into(), back: back.into(), fields, grave: false }
    }

    /// Adds a sentence on what happens.
    #[must_use]
    pub fn happens(mut self, sentence: impl Into<String>) -> Self {
        self.happens.push(sentence.into());
        self
    }

    /// Adds somebody who is told, and what they are told.
    #[must_use]
    pub fn told(mut self, sentence: impl Into<String>) -> Self {
        self.told.push(sentence.into());
        self
    }

    /// Sends a hidden field along.
    #[must_use]
    pub fn field(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.fields.push((name.into(), value.into()));
        self
    }

    /// Shows the button as one that destroys.
    #[must_use]
    pub const fn grave(mut self) -> Self {
        self.grave = true;
        self
    }
}
