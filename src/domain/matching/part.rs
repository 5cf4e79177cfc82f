//! One part of a score: the two facts compared, the points, and what they say.

use serde::{Deserialize, Serialize};

use super::fact::Fact;
use crate::domain::terms::{Language, words};

words! {
    /// What is compared.
    Criterion {
        /// Wished occupation.
        Occupation = "occupation",
        /// Skills.
        Skills = "skills",
        /// Hours a week.
        Hours = "hours",
        /// Times of day.
        Times = "times",
        /// Period.
        Period = "period",
        /// Distance.
        Distance = "distance",
        /// What the place must not demand.
        Conditions = "conditions",
        /// What the place must offer.
        Support = "support",
        /// Level of Danish.
        Language = "language",
        /// Driving licence.
        Licence = "licence",
        /// How lately the company confirmed the place.
        Freshness = "freshness",
        /// Target groups for which the place is reserved.
        Reserved = "reserved",
    }
}

words! {
    /// What a comparison says.
    PartVerdict {
        /// It fits.
        Ok = "ok",
        /// It fits in part.
        Partial = "partial",
        /// It does not fit.
        No = "no",
        /// A fact is missing on either side.
        Unknown = "unknown",
    }
}

impl Criterion {
    /// The criterion in words.
    #[must_use]
    pub const fn text(self, language: Language) -> &'static str {
        let (da, en) = match self {
            Self::Occupation => ("stilling", "occupation"),
            Self::Skills => ("kompetencer", "skills"),
            Self::Hours => ("timer", "hours"),
            Self::Times => ("mødetid", "working times"),
            Self::Period => ("periode", "period"),
            Self::Distance => ("afstand", "distance"),
            Self::Conditions => ("arbejdsvilkår", "work conditions"),
            Self::Support => ("støtte", "support"),
            Self::Language => ("dansk", "Danish"),
            Self::Licence => ("kørekort", "driving licence"),
            Self::Freshness => ("sidst bekræftet", "last confirmed"),
            Self::Reserved => ("reserveret", "reserved"),
        };
        match language {
            Language::Da => da,
            Language::En => en,
        }
    }
}

/// One part of a score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// What is compared.
    pub criterion: Criterion,
    /// Points given.
    pub points: u32,
    /// Points that can be had.
    pub max_points: u32,
    /// The citizen's fact.
    pub citizen: Fact,
    /// The place's fact.
    pub slot: Fact,
    /// What the comparison says.
    pub verdict: PartVerdict,
    /// Whether it alone keeps the citizen from the place.
    pub blocks: bool,
}

/// A part as the API and the pages show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartView {
    /// What is compared.
    pub criterion: Criterion,
    /// Points given.
    pub points: u32,
    /// Points that can be had.
    pub max_points: u32,
    /// The citizen's fact in words.
    pub citizen: String,
    /// The place's fact in words.
    pub slot: String,
    /// What the comparison says.
    pub verdict: PartVerdict,
    /// Whether it alone keeps the citizen from the place.
    pub blocks: bool,
}

impl Part {
    /// The part in words of a language.
    #[must_use]
    pub fn view(&self, language: Language) -> PartView {
        PartView {
            criterion: self.criterion,
            points: self.points,
            max_points: self.max_points,
            citizen: self.citizen.text(language),
            slot: self.slot.text(language),
            verdict: self.verdict,
            blocks: self.blocks,
        }
    }

    /// "timer (borger 15, plads 12–20)".
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let (citizen, slot) = (self.citizen.text(language), self.slot.text(language));
        let name = self.criterion.text(language);
        match language {
            Language::Da => format!("{name} (borger {citizen}, plads {slot})"),
            Language::En => format!("{name} (citizen {citizen}, place {slot})"),
        }
    }
}
