//! Rows of the rule files that no verdict tests: deadlines, mentor, rates, mail, disclosure and what happened to the law.

use serde::{Deserialize, Serialize};

use super::rule::{Header, Length, Scope};
use crate::domain::terms::words;

words! {
    /// What has to be done by a deadline.
    DeadlineKind {
        /// The first offer has begun.
        FirstOffer = "first_offer",
        /// The next offer has begun.
        NextOffer = "next_offer",
        /// Talks have been held.
        Talk = "talk",
        /// A status has been made.
        Status = "status",
        /// Somebody has followed up.
        FollowUp = "follow_up",
        /// An application has been sent.
        Application = "application",
    }
}

impl DeadlineKind {
    /// Whether the program knows that it was done: placements are noted here, talks are not.
    #[must_use]
    pub const fn is_noted(self) -> bool {
        matches!(self, Self::FirstOffer | Self::NextOffer)
    }
}

words! {
    /// From which day a deadline counts.
    CountsFrom {
        /// The start of the benefit, or of the unemployment where no benefit is noted.
        Benefit = "benefit",
        /// The first day of the placement that somebody is in.
        PlacementStart = "placement_start",
        /// The last day of the latest placement.
        PlacementEnd = "placement_end",
    }
}

/// By when something has to be done for a citizen.
#[derive(Clone, Debug, PartialEq)]
pub struct DeadlineRule {
    /// Common part.
    pub head: Header,
    /// For whom; `types` are the placements that it counts from or that fulfil it.
    pub scope: Scope,
    /// What has to be done.
    pub kind: DeadlineKind,
    /// From which day it counts.
    pub counts_from: CountsFrom,
    /// Within how long.
    pub within: Length,
    /// How many; none is one.
    pub count: Option<u32>,
    /// Again and again.
    pub every: bool,
    /// The municipality's own, beside the law's.
    pub local: bool,
    /// The share of all cases that the law asks for, where it is no duty for each.
    pub share_required: Option<f64>,
}

/// How long a mentor may be granted.
#[derive(Clone, Debug, PartialEq)]
pub struct MentorRule {
    /// Common part.
    pub head: Header,
    /// Months of a grant at most.
    pub max_months: Option<u32>,
    /// Months by which it may be renewed, again and again.
    pub renew_months: Option<u32>,
    /// A right to it from so many months before a discharge.
    pub from_months_before: Option<u32>,
    /// A right to so many months at least.
    pub min_months: Option<u32>,
    /// The agreement is in writing.
    pub written_agreement: bool,
}

words! {
    /// What a rate is paid for.
    RateUnit {
        /// An hour.
        Hour = "hour",
        /// A week.
        Week = "week",
        /// A month.
        Month = "month",
    }
}

/// An amount of money of the law.
#[derive(Clone, Debug, PartialEq)]
pub struct RateRule {
    /// Common part.
    pub head: Header,
    /// For whom.
    pub scope: Scope,
    /// Kroner, or the least.
    pub kroner: f64,
    /// The most, where the law gives a span.
    pub kroner_to: Option<f64>,
    /// For what.
    pub unit: RateUnit,
}

words! {
    /// What a mail must not say.
    MailPattern {
        /// A CPR number.
        Cpr = "cpr",
        /// A word for a target group.
        TargetGroupWord = "target_group_word",
        /// A word for a benefit.
        BenefitWord = "benefit_word",
        /// A word of health.
        DiagnosisWord = "diagnosis_word",
    }
}

words! {
    /// What a mail may hold at all.
    BodyPolicy {
        /// A notice that there is something, and a link to it.
        NoticeWithLink = "notice_with_link",
    }
}

/// What a mail may not say, and how it travels.
#[derive(Clone, Debug, PartialEq)]
pub struct MailRule {
    /// Common part.
    pub head: Header,
    /// What it must not say.
    pub forbid_patterns: Vec<MailPattern>,
    /// Words for target groups, lower case; a longer word that holds one is one.
    pub target_group_words: Vec<String>,
    /// Words for benefits, likewise.
    pub benefit_words: Vec<String>,
    /// Encrypted on its way, or not sent.
    pub require_tls: bool,
    /// What it may hold.
    pub body_policy: BodyPolicy,
}

impl MailRule {
    /// Whether a text holds a word for a target group or a benefit that it must not hold.
    #[must_use]
    pub fn forbids_words_of(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        let lists = [(MailPattern::TargetGroupWord, &self.target_group_words), (MailPattern::BenefitWord, &self.benefit_words)];
        let mut forbidden = lists.into_iter().filter(|(pattern, _)| self.forbid_patterns.contains(pattern)).flat_map(|(_, words)| words);
        forbidden.any(|word| text.contains(word.as_str()))
    }
}

words! {
    /// One thing about a citizen that a company could be shown.
    DisclosureField {
        /// Skills.
        Skills = "skills",
        /// Hours a week.
        Hours = "hours",
        /// The period.
        Period = "period",
        /// The purpose.
        Purpose = "purpose",
        /// Which of the place's own offers are needed.
        NeededOffers = "needed_offers",
        /// Name.
        Name = "name",
        /// The first day.
        Start = "start",
        /// The agreed tasks.
        Tasks = "tasks",
        /// The consultant's contact.
        ConsultantContact = "consultant_contact",
        /// Phone number.
        Phone = "phone",
        /// What the work has to heed, in words of work.
        Arbejdshensyn = "arbejdshensyn",
        /// CPR number.
        Cpr = "cpr",
        /// Diagnosis.
        Diagnosis = "diagnosis",
        /// Target group.
        TargetGroup = "target_group",
        /// Benefit.
        Benefit = "benefit",
        /// Sanctions.
        Sanction = "sanction",
        /// Inner notes.
        Notes = "notes",
        /// Other companies.
        OtherCompanies = "other_companies",
    }
}

words! {
    /// When a company may see something.
    DisclosureStage {
        /// On the anonymous card.
        BeforeRelease = "before_release",
        /// After a release.
        AfterRelease = "after_release",
        /// After a release that names it, with the citizen's consent.
        WithConsent = "with_consent",
        /// Never.
        Never = "never",
    }
}

/// What a company may see of a citizen, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisclosureRule {
    /// Common part.
    pub head: Header,
    /// When.
    pub stage: DisclosureStage,
    /// What.
    pub fields: Vec<DisclosureField>,
}

/// A day on which the law changed, or is expected to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalEvent {
    /// Common part; the event is its only day.
    pub head: Header,
    /// Not enacted when the row was written.
    pub expected: bool,
}
