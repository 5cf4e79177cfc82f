//! M08: the employees' representative is asked about an agreement; who the places are for is not said.

use chrono::NaiveDate;

use super::in_language;
use crate::{
    domain::{slot::HoursWindow, terms::Language},
    i18n::Texts,
    mail::{compose::Frame, prose::Prose},
};

/// What the letter may say.
#[derive(Clone)]
pub struct RepresentativeAsked {
    /// Job types, each once; one that may not stand in a mail is left out.
    pub jobs: Vec<String>,
    /// Fewest and most hours a week of all places.
    pub hours: Option<HoursWindow>,
    /// First and last day.
    pub period: (NaiveDate, Option<NaiveDate>),
    /// The answer link's token.
    pub token: String,
}

impl RepresentativeAsked {
    pub(super) fn prose(&self, frame: &Frame, language: Language) -> Prose {
        let texts = Texts::new(language);
        let mut said = Vec::new();
        if !self.jobs.is_empty() {
            said.push("jobs");
        }
        if self.hours.is_some() {
            said.push("hours");
        }
        let number = |hours: f64| texts.number(hours, usize::from(hours.fract() != 0.0));
        let hours = self
            .hours
            .map(|hours| if hours.min < hours.max { format!("{}–{}", number(hours.min), number(hours.max)) } else { number(hours.max) });
        Prose {
            text: in_language(language, include_str!("da.txt"), include_str!("en.txt")),
            said,
            values: vec![
                ("jobs", self.jobs.join(", ")),
                ("hours", hours.unwrap_or_default()),
                ("period", texts.period(self.period.0, self.period.1)),
                ("answer_url", frame.representative_url(&self.token)),
            ],
        }
    }
}
