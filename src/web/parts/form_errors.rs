//! What is wrong with a form: at the fields and in a summary that takes the focus.

use askama::Template;
use askama::filters::HtmlSafe;

use super::Icon;
use crate::i18n::Texts;

/// The errors of a form in the order in which they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormErrors {
    found: Vec<(String, String)>,
}

impl FormErrors {
    /// Adds an error at a field (the field's `name`); an empty name means the form as a whole.
    pub fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.found.push((field.into(), message.into()));
    }

    /// The first message at a field; empty when the field is right.
    #[must_use]
    pub fn at(&self, field: &str) -> &str {
        self.found.iter().find(|(name, _)| name == field).map_or("", |(_, message)| message)
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The box above the form; nothing when all is right.
    #[must_use]
    pub fn summary(&self, texts: &Texts) -> ErrorSummary {
        ErrorSummary { texts: *texts, found: self.found.clone() }
    }
}

/// The box above a form that lists the errors, links to the fields and takes the focus.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/error_summary.html")]
pub struct ErrorSummary {
    texts: Texts,
    found: Vec<(String, String)>,
}

impl HtmlSafe for ErrorSummary {}

impl ErrorSummary {
    const fn icon(&self) -> Icon<'static> {
        Icon("error")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::terms::Language;

    #[test]
    fn the_summary_links_to_each_field_and_escapes_what_was_typed() {
        let mut errors = FormErrors::default();
        errors.add("titel", "Skriv en titel, ikke <b>");
        errors.add("", "Nogen har ændret pladsen imens");
        let html = errors.summary(&Texts::new(Language::Da)).to_string();
        assert!(html.contains(r##"<a href="#titel">Skriv en titel, ikke &#60;b&#62;</a>"##), "{html}");
        assert!(html.contains("tabindex=\"-1\"") && html.contains("<li>Nogen har"), "{html}");
        assert_eq!((errors.at("titel"), errors.at("timer")), ("Skriv en titel, ikke <b>", ""));
    }

    #[test]
    fn a_right_form_has_no_summary() {
        assert_eq!(FormErrors::default().summary(&Texts::new(Language::Da)).to_string().trim(), "");
    }
}
