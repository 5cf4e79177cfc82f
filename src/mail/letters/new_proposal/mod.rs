//! M02: a company is asked whether its place can be used; nothing is said of the person.

use super::{in_language, titled};
use crate::{
    base::clock::{Moment, day_of},
    domain::{period::Period, placement::HoursStep, terms::Language},
    i18n::Texts,
    mail::{compose::Frame, prose::Prose},
};

/// What the letter may say.
#[derive(Clone)]
pub struct NewProposal {
    /// The slot's title; nothing where it holds what may not stand in a mail.
    pub title: Option<String>,
    /// From–to.
    pub period: Period,
    /// Weekly hours, in steps.
    pub weekly_hours: Vec<HoursStep>,
    /// Until when the company can answer.
    pub answer_by: Option<Moment>,
    /// The answer link's token.
    pub token: String,
}

impl NewProposal {
    pub(super) fn prose(&self, frame: &Frame, language: Language) -> Prose {
        let texts = Texts::new(language);
        let (title_said, title) = titled(self.title.as_deref());
        let mut said = vec![title_said];
        if self.answer_by.is_some() {
            said.push("deadline");
        }
        Prose {
            text: in_language(language, include_str!("da.txt"), include_str!("en.txt")),
            said,
            values: vec![
                title,
                ("period", texts.period(self.period.from, Some(self.period.to))),
                ("hours", hours(&self.weekly_hours, texts)),
                ("answer_by", self.answer_by.map(|moment| texts.date_plain(day_of(moment))).unwrap_or_default()),
                ("answer_url", frame.answer_url(&self.token)),
            ],
        }
    }
}

/// `15`, or `4 (2. marts 2026), 8 (30. marts 2026)` when the hours rise.
fn hours(steps: &[HoursStep], texts: Texts) -> String {
    let number = |hours: f64| texts.number(hours, usize::from(hours.fract() != 0.0));
    match steps {
        [one] => number(one.hours),
        steps => {
            let each = steps.iter().map(|step| format!("{} ({})", number(step.hours), texts.date_plain(step.from)));
            each.collect::<Vec<_>>().join(", ")
        }
    }
}
