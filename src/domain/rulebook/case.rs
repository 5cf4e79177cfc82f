//! One placement under test: its facts, its first day and kind, and how findings about it are written.

use chrono::NaiveDate;

use super::{
    condition::Truth,
    facts::{Facts, Known},
    numbers::Numbers,
    rule::{GroupPattern, Header, Label, Scope},
    rule_set::RuleSet,
    verdict::{Finding, Number, Verdict},
    wording::{self, Words},
};
use crate::domain::{period::Period, terms::PlacementForm};

const OVERRIDE: &str = "override:";

/// A placement under test.
pub(super) struct Case<'a> {
    pub(super) rules: &'a RuleSet,
    pub(super) facts: &'a Facts,
    pub(super) form: PlacementForm,
    pub(super) start: NaiveDate,
}

impl Case<'_> {
    /// Where the whole run began: the placement's start, or that of the run which it extends.
    pub(super) fn first_start(&self) -> NaiveDate {
        self.facts.extension_of.map_or(self.start, |run| run.starts_on)
    }

    /// The last day, where one is known.
    pub(super) fn end(&self) -> Option<NaiveDate> {
        self.facts.ends_on.value().copied()
    }

    /// The days that are certain.
    pub(super) fn certain_days(&self) -> Period {
        Period { from: self.start, to: last_certain_day(self.start, self.facts.ends_on) }
    }

    pub(super) fn is_justified(&self, word: &str) -> bool {
        self.facts.justifications.iter().any(|justification| justification == word)
    }

    /// The target group in words; "personer" where it is not known.
    pub(super) fn group_name(&self) -> Words<'_> {
        let code = self.facts.person.target_group.value();
        let group = code.and_then(|code| self.rules.target_groups.iter().find(|group| group.head.id == *code));
        group.map_or(Words { da: "personer", en: "persons" }, |group| Words::of(&group.head.name))
    }

    /// Whether a scope takes this placement.
    pub(super) fn is_in(&self, scope: &Scope) -> Truth {
        if !scope.types.is_empty() && !scope.types.contains(&self.form) {
            return Truth::No;
        }
        let sector = scope.sector.map_or(Truth::Yes, |sector| {
            self.facts.sector.value().map_or_else(|| Truth::missing("sector"), |of_employer| Truth::of(*of_employer == sector))
        });
        let conditions = Truth::all(scope.when.iter().map(|condition| condition.holds(self.facts)));
        sector.and(self.is_of(&scope.groups)).and(conditions)
    }

    fn is_of(&self, patterns: &[GroupPattern]) -> Truth {
        if patterns.is_empty() {
            return Truth::Yes;
        }
        let Some(group) = self.facts.person.target_group.value() else { return Truth::missing("person.target_group") };
        Truth::any(patterns.iter().filter(|pattern| pattern.code == *group).map(|pattern| self.is_part(pattern)))
    }

    fn is_part(&self, pattern: &GroupPattern) -> Truth {
        let Some(expected) = pattern.jobparat else { return Truth::Yes };
        self.facts.person.jobparat.value().map_or_else(|| Truth::missing("person.jobparat"), |jobparat| Truth::of(*jobparat == expected))
    }

    /// A finding of a rule; an override with a reason turns its block into a warning where the rule allows it.
    pub(super) fn finding(&self, head: &Header, verdict: Verdict, text: Label, numbers: Numbers) -> Finding {
        self.finding_as(&head.id, head, verdict, (text, numbers))
    }

    /// A finding under a fixed id that stands for a column of a row.
    pub(super) fn finding_as(&self, id: &str, head: &Header, verdict: Verdict, (text, numbers): (Label, Numbers)) -> Finding {
        let overridden = verdict == Verdict::Block && head.overridable && self.is_overridden(id);
        let closing = wording::Closing { head, overridden };
        Finding {
            rule: id.to_owned(),
            verdict: if overridden { Verdict::Warn } else { verdict },
            text: closing.after_da(text.da),
            text_en: closing.after_en(text.en),
            numbers,
            valid_from: Some(head.valid_from),
            verified: head.verified,
            source: head.source.clone(),
            url: head.url.clone(),
            missing: Vec::new(),
            overridable: head.overridable,
        }
    }

    fn is_overridden(&self, id: &str) -> bool {
        self.facts.justifications.iter().any(|word| word.strip_prefix(OVERRIDE) == Some(id))
    }

    /// A finding of a rule that lacks facts.
    pub(super) fn undecided(&self, head: &Header, missing: Vec<&'static str>, numbers: Numbers) -> Finding {
        self.undecided_as(&head.id, head, missing, numbers)
    }

    /// The same under a fixed id that stands for a column of a row.
    pub(super) fn undecided_as(&self, id: &str, head: &Header, mut missing: Vec<&'static str>, numbers: Numbers) -> Finding {
        missing.sort_unstable();
        missing.dedup();
        let mut finding = self.finding_as(id, head, Verdict::Unknown, (wording::undecided(&missing), numbers));
        finding.missing = missing.into_iter().map(str::to_owned).collect();
        finding
    }
}

/// The last day that is certain: the first one where the end is not known; open-ended where there is no end.
pub(super) const fn last_certain_day(start: NaiveDate, end: Known<NaiveDate>) -> NaiveDate {
    match end {
        Known::Is(end) => end,
        Known::Nothing => NaiveDate::MAX,
        Known::Absent => start,
    }
}

/// A finding with a fixed id that no row of the files carries.
pub(super) fn finding_without_row(id: &str, text: Label, missing: &[&'static str]) -> Finding {
    Finding {
        rule: id.to_owned(),
        verdict: Verdict::Unknown,
        text: text.da,
        text_en: text.en,
        numbers: Numbers::new(),
        valid_from: None,
        verified: true,
        source: String::new(),
        url: None,
        missing: missing.iter().map(|&name| name.to_owned()).collect(),
        overridable: false,
    }
}

/// Numbers by name.
pub(super) fn numbers<const N: usize>(pairs: [(&'static str, Number); N]) -> Numbers {
    pairs.into_iter().collect()
}
