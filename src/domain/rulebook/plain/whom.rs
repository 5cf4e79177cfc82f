//! For whom and where a rule applies, in words.

use crate::domain::rulebook::{
    condition::Condition,
    facts::Employer,
    rule::{GroupPattern, Label, Scope},
    rule_set::RuleSet,
    wording,
};

/// Several words with commas and a last "og".
pub(super) fn listed(parts: &[Label]) -> Label {
    let join = |pick: fn(&Label) -> &str, and: &str| {
        let words: Vec<&str> = parts.iter().map(pick).collect();
        match words.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{}{and}{last}", rest.join(", ")),
            _ => words.concat(),
        }
    };
    Label { da: join(|label| &label.da, " og "), en: join(|label| &label.en, " and ") }
}

/// Words with a small first letter, as they stand inside a sentence.
pub(super) fn in_sentence(words: Label) -> Label {
    let small = |text: String| {
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
    };
    Label { da: small(words.da), en: small(words.en) }
}

impl RuleSet {
    /// Kinds, sector, groups and conditions of a scope.
    pub(super) fn whom(&self, scope: &Scope) -> Label {
        let kinds: Vec<Label> = scope.types.iter().map(|form| in_sentence(wording::form(*form))).collect();
        let sector = scope.sector.map(|sector| match sector {
            Employer::Private => wording::label("private arbejdsgivere", "private employers"),
            Employer::Public => wording::label("offentlige arbejdsgivere", "public employers"),
        });
        let groups: Vec<Label> = scope.groups.iter().map(|pattern| self.group_words(pattern)).collect();
        let parts: Vec<Label> = [listed(&kinds), sector.unwrap_or_default(), listed(&groups), self.condition_words(&scope.when)]
            .into_iter()
            .filter(|part| !part.da.is_empty())
            .collect();
        let join = |pick: fn(&Label) -> &str| parts.iter().map(pick).collect::<Vec<_>>().join(" · ");
        Label { da: join(|label| &label.da), en: join(|label| &label.en) }
    }

    fn group_words(&self, pattern: &GroupPattern) -> Label {
        let mut name = self.group_name(&pattern.code);
        let (da, en) = match pattern.jobparat {
            None => ("", ""),
            Some(true) => (" (jobparate)", " (job-ready)"),
            Some(false) => (" (aktivitetsparate)", " (activity-ready)"),
        };
        name.da.push_str(da);
        name.en.push_str(en);
        name
    }

    /// The name of a group; the code of one that only another edition has.
    pub(super) fn group_name(&self, code: &str) -> Label {
        let found = self.target_groups.iter().find(|group| group.head.id == code);
        found.map_or_else(|| wording::label(code, code), |group| group.head.name.clone())
    }

    /// Conditions, all of which hold.
    pub(super) fn condition_words(&self, conditions: &[Condition]) -> Label {
        listed(&conditions.iter().map(|condition| self.condition(condition)).collect::<Vec<_>>())
    }

    fn condition(&self, condition: &Condition) -> Label {
        match condition {
            Condition::Is(flag, expected) => {
                let fact = wording::fact(flag.name);
                let (da, en) = if *expected { ("ja", "yes") } else { ("nej", "no") };
                Label { da: format!("{}: {da}", fact.da), en: format!("{}: {en}", fact.en) }
            }
            Condition::AgeOver(years) => Label { da: format!("over {years} år"), en: format!("over {years} years old") },
            Condition::AgeMin(years) => Label { da: format!("mindst {years} år"), en: format!("at least {years} years old") },
            Condition::UnemployedMonthsOver(months) => {
                Label { da: format!("ledig i mere end {months} måneder"), en: format!("unemployed for more than {months} months") }
            }
            Condition::UnemployedMonthsMin(months) => {
                Label { da: format!("ledig i mindst {months} måneder"), en: format!("unemployed for at least {months} months") }
            }
            Condition::GroupIn(codes) => listed(&codes.iter().map(|code| self.group_name(code)).collect::<Vec<_>>()),
        }
    }
}
