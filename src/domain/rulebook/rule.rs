//! The rows of the rule files: what is common to all, and one type per family of rules.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    condition::Condition,
    facts::{CountMethod, Employer},
    verdict::{Task, Verdict},
};
use crate::domain::{
    placement::KONKRET_VURDERING,
    terms::{Language, PlacementForm, words},
};

words! {
    /// What a breach of a rule means, where the rule is verified.
    Severity {
        /// The placement is not allowed.
        Block = "block",
        /// The placement is allowed, with a warning.
        Warn = "warn",
        /// Told, no more.
        Info = "info",
    }
}

/// Every justification that a rule may ask for; each has words of its own on the pages.
pub const JUSTIFICATIONS: [&str; 2] = [KONKRET_VURDERING, "helt_saerligt_behov"];

/// Who pays the person, as the kinds of placement say it.
pub const PAID_BY: [&str; 4] = ["benefit", "employer", "employer+subsidy", "employer+fleksloentilskud"];

/// Kinds of employees that are not ordinary ones.
pub const NOT_ORDINARY: [&str; 9] = [
    "loentilskud",
    "fleksjob",
    "voksenlaerling",
    "seniorjob",
    "tidsbegraenset",
    "projekt",
    "elev_tidsbegraenset",
    "under18_ophoer",
    "freelance",
];

/// Words in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// Danish.
    pub da: String,
    /// English.
    pub en: String,
}

impl Label {
    /// These words, or others where there are none.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if self.da.is_empty() { other } else { self }
    }

    /// The words in a language.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Da => &self.da,
            Language::En => &self.en,
        }
    }
}

/// Where a row stands, for the messages of `rules check`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// File name.
    pub file: String,
    /// Line, from one.
    pub line: usize,
}

/// What every row of the rule files has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Id of the row.
    pub id: String,
    /// What the rule is called, in words.
    pub name: Label,
    /// Versions and variants of one rule share a family.
    pub family: String,
    /// Lower goes first.
    pub priority: u32,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; none is "until further".
    pub valid_to: Option<NaiveDate>,
    /// A gap after this row is meant.
    pub gap: bool,
    /// What a breach means.
    pub severity: Severity,
    /// Read at its source; an unverified row only warns.
    pub verified: bool,
    /// A written override turns its block into a warning.
    pub overridable: bool,
    /// Where it is written: a paragraph or an authority, as a reader would name it.
    pub source: String,
    /// The address of the source, where it has one.
    pub url: Option<String>,
    /// Where the row stands.
    pub origin: Origin,
}

impl Header {
    /// Whether the row applies to placements that start on the day.
    #[must_use]
    pub fn applies_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// The verdict when the rule is broken: unverified rules warn, never block.
    #[must_use]
    pub const fn breach(&self) -> Verdict {
        match (self.verified, self.severity) {
            (true, Severity::Block) => Verdict::Block,
            (_, Severity::Info) => Verdict::Ok,
            _ => Verdict::Warn,
        }
    }
}

/// For whom and where a row applies.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scope {
    /// Kinds of placement; empty = all.
    pub types: Vec<PlacementForm>,
    /// Sector; none = both.
    pub sector: Option<Employer>,
    /// Target groups; empty = all.
    pub groups: Vec<GroupPattern>,
    /// Conditions that must all hold.
    pub when: Vec<Condition>,
}

/// A target group, perhaps only its job-ready or its other part (`selvforsoergende:jobparat`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupPattern {
    /// Code of the target group.
    pub code: String,
    /// Only the job-ready (yes) or only the aktivitetsparate (no).
    pub jobparat: Option<bool>,
}

/// A target group of the law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetGroup {
    /// Common part; the id is the code.
    pub head: Header,
    /// The number in LAB § 6.
    pub lab6: Option<u8>,
    /// Near the labour market.
    pub near_labour_market: bool,
    /// Persons of this group are under the integration act.
    pub integration_act: bool,
    /// No new grants from this day on.
    pub granted_before: Option<NaiveDate>,
    /// Codes of an earlier edition of the list that this group takes over.
    pub replaces: Vec<String>,
}

/// A kind of placement of the law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacementType {
    /// Common part; the id is the code.
    pub head: Header,
    /// The kind.
    pub form: PlacementForm,
    /// Who pays the person.
    pub paid_by: Option<String>,
    /// Sectors in which it is allowed.
    pub sectors: Vec<Employer>,
    /// No new starts from this day on.
    pub granted_before: Option<NaiveDate>,
    /// Where the law stands.
    pub legal: Option<String>,
    /// Tasks that follow once the placement may go on.
    pub tasks: Vec<Task>,
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Whole weeks.
    Weeks(u32),
    /// Whole months.
    Months(u32),
}

/// One step by which a run may be extended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExtensionStep {
    /// Up to so many weeks from the first start.
    ToWeeks {
        /// Weeks.
        weeks: u32,
        /// The justification that is needed.
        needs: String,
    },
    /// At most so many weeks more at a time.
    Repeat {
        /// Weeks.
        weeks: u32,
        /// The justification that is needed.
        needs: String,
    },
}

/// How long a placement may last.
#[derive(Clone, Debug, PartialEq)]
pub struct DurationRule {
    /// Common part.
    pub head: Header,
    /// For whom.
    pub scope: Scope,
    /// At most; none = no limit.
    pub max: Option<Length>,
    /// How it may be extended.
    pub extend: Vec<ExtensionStep>,
    /// Stands in place of every later row, though unverified.
    pub alone: bool,
    /// A status is due after so many months.
    pub status_at_months: Option<u32>,
}

/// What a person must fulfil.
#[derive(Clone, Debug, PartialEq)]
pub struct EligibilityRule {
    /// Common part.
    pub head: Header,
    /// For whom.
    pub scope: Scope,
    /// All must hold.
    pub require: Vec<Condition>,
    /// None may hold.
    pub deny_if: Vec<Condition>,
    /// One that holds lifts the rule.
    pub unless_any: Vec<Condition>,
}

/// How many hours a week are allowed.
#[derive(Clone, Debug, PartialEq)]
pub struct HoursRule {
    /// Common part.
    pub head: Header,
    /// For whom.
    pub scope: Scope,
    /// Conditions that must hold for one kind only.
    pub when_type: Vec<(PlacementForm, Vec<Condition>)>,
    /// Most hours a week.
    pub max_week: f64,
}

words! {
    /// What a rule says of a placement at the last employer.
    LastEmployer {
        /// Not there.
        Deny = "deny",
        /// There, also in the same function.
        AllowSameFunction = "allow_same_function",
        /// There, in a new function only.
        AllowNewFunctionOnly = "allow_new_function_only",
    }
}

/// Whether the last employer may be the place.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviousEmploymentRule {
    /// Common part.
    pub head: Header,
    /// For whom.
    pub scope: Scope,
    /// What it says.
    pub last_employer_same: LastEmployer,
    /// Justifications that are needed besides.
    pub needs: Vec<String>,
}

/// One step of the ratio: one person for each `per` employees above `above` and up to `up_to`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RatioStep {
    /// Employees that earlier steps have used.
    pub above: f64,
    /// Last employee of the step; none = no end.
    pub up_to: Option<f64>,
    /// Employees for each person.
    pub per: f64,
    /// At least so many persons.
    pub min: u32,
}

/// Rimelighed: how many persons a workplace may have beside its ordinary employees.
#[derive(Clone, Debug, PartialEq)]
pub struct RatioRule {
    /// Common part.
    pub head: Header,
    /// Kinds that are tested.
    pub scope: Scope,
    /// How employees are counted.
    pub count_method: CountMethod,
    /// Steps, cumulative.
    pub steps: Vec<RatioStep>,
    /// Kinds that fill a place.
    pub counted_types: Vec<PlacementForm>,
    /// Kinds of which it is not certain that they fill a place.
    pub counted_unverified: Vec<PlacementForm>,
    /// Persons under the integration act are not tested.
    pub exempt_integration: bool,
    /// The exempt still fill a place.
    pub exempt_still_counts: bool,
    /// An older figure is unknown, days.
    pub figure_max_age_days: Option<i64>,
    /// Kinds of employees that are not ordinary (for the page).
    pub not_ordinary: Vec<String>,
}

/// Merbeskæftigelse: the latest month against the average of the last twelve.
#[derive(Clone, Debug, PartialEq)]
pub struct GrowthRule {
    /// Common part.
    pub head: Header,
    /// Kinds that are tested.
    pub scope: Scope,
    /// Months in the average.
    pub months: usize,
    /// Groups that are perhaps exempt: a breach only warns.
    pub exempt_unverified: Vec<String>,
}

/// Who has to be asked or told beforehand.
#[derive(Clone, Debug, PartialEq)]
pub struct ConsultationRule {
    /// Common part.
    pub head: Header,
    /// For whom.
    pub scope: Scope,
    /// What is to be done.
    pub task: Task,
    /// Not at a workplace with so few employees.
    pub unless_employees_max: Option<u32>,
}

/// Which kinds need a grant before they start, and where it is applied for.
#[derive(Clone, Debug, PartialEq)]
pub struct GrantRule {
    /// Common part.
    pub head: Header,
    /// For whom.
    pub scope: Scope,
    /// What is to be done.
    pub task: Task,
}
