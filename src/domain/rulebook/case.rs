//! One placement under test: its facts, its first day and kind, and how findings about it are written.

use chrono::NaiveDate;

use super::{
    condition::Truth,
    facts::{Facts, Known},
    rule::{GroupPattern, Header, Label, Scope},
    rule_set::RuleSet,
    verdict::{Finding, Number, Numbers, Verdict},
    wording,
};
use crate::domain::{period::Period, terms::PlacementForm};

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

    /// The days that are certain: the first one where the end is not known; open-ended where there is no end.
    pub(super) fn certain_days(&self) -> Period {
        let to = match self.facts.ends_on {
            Known::Is(end) => end,
            Known::Nothing => NaiveDate::MAX,
            Known::Absent => self.start,
        };
        Period { from: self.start, to }
    }

    pub(super) fn is_justified(&self, word: &str) -> bool {
        self.facts.justifications.iter().any(|justification| justification == word)
    }

    /// The target group in words; "personer" where it is not known.
    pub(super) fn group_name(&self) -> Label {
        let code = self.facts.person.target_group.value();
        let group = code.and_then(|code| self.rules.target_groups.iter().find(|group| group.head.id == *code));
        group.map_or_else(|| wording::label("personer", "persons"), |group| group.head.name.clone())
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
        let overridden = verdict == Verdict::Block && head.overridable && self.is_justified(&format!("override:{}", head.id));
        let reference = wording::rule_reference(head);
        let (note_da, note_en) =
            if overridden { (" Reglen er fraveget med begrundelse.", " The rule was overridden with a reason.") } else { ("", "") };
        Finding {
            rule: head.id.clone(),
            verdict: if overridden { Verdict::Warn } else { verdict },
            text: format!("{}{}{note_da}", text.da, reference.da),
            text_en: format!("{}{}{note_en}", text.en, reference.en),
            numbers,
            valid_from: Some(head.valid_from),
            verified: head.verified,
            source: head.source.clone(),
            url: head.url.clone(),
            missing: Vec::new(),
            overridable: head.overridable,
        }
    }

    /// A finding of a rule that lacks facts.
    pub(super) fn undecided(&self, head: &Header, mut missing: Vec<&'static str>, numbers: Numbers) -> Finding {
        missing.sort_unstable();
        missing.dedup();
        let mut finding = self.finding(head, Verdict::Unknown, wording::undecided(&missing), numbers);
        finding.missing = missing.into_iter().map(str::to_owned).collect();
        finding
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
pub(super) fn numbers<const N: usize>(pairs: [(&str, Number); N]) -> Numbers {
    pairs.into_iter().map(|(name, number)| (name.to_owned(), number)).collect()
}
