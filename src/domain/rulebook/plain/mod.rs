//! The rows of a rule set in plain words, as a page tells them; and what changes between two sets or two days.

mod says;
mod whom;
mod words;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use self::says::Says;
use super::{
    rule::{Header, Label},
    rule_set::RuleSet,
};
use crate::domain::terms;

terms::words! {
    /// The lists of the rule book, in the order in which a page tells them.
    RuleList {
        /// How long.
        Duration = "duration",
        /// Who may.
        Eligibility = "eligibility",
        /// Hours a week.
        Hours = "hours",
        /// The last employer.
        PreviousEmployment = "previous_employment",
        /// Rimelighed.
        Ratio = "ratio",
        /// Merbeskæftigelse.
        Growth = "growth",
        /// What needs a grant.
        Grant = "grant",
        /// Who has to be asked or told.
        Consultation = "consultation",
        /// By when.
        Deadline = "deadline",
        /// Mentor.
        Mentor = "mentor",
        /// Amounts.
        Rate = "rate",
        /// What a mail may say.
        Mail = "mail",
        /// What a company sees.
        Disclosure = "disclosure",
        /// Target groups.
        TargetGroup = "target_group",
        /// Kinds of placement.
        PlacementType = "placement_type",
        /// How the law changed.
        LegalEvent = "legal_event",
    }
}

/// A row in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainRule {
    /// In which list.
    pub list: RuleList,
    /// The common part: name, days, source, whether it was read at its source.
    pub head: Header,
    /// What it says.
    pub says: Label,
    /// For whom and where it applies; empty where for all.
    pub whom: Label,
}

impl PlainRule {
    /// Whether another row tells the reader the same.
    fn reads_like(&self, other: &Self) -> bool {
        let told = |rule: &Self| (rule.head.name.clone(), rule.says.clone(), rule.whom.clone(), rule.head.verified, rule.head.severity);
        told(self) == told(other)
    }
}

/// What changes from one set and day to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleChanges {
    /// Rules that come.
    pub come: Vec<PlainRule>,
    /// Rules that go.
    pub gone: Vec<PlainRule>,
    /// Rules that say something else, before and after.
    pub changed: Vec<(PlainRule, PlainRule)>,
}

impl RuleChanges {
    /// What changes between the rules of before and those of after; what merely happened to the law is no rule.
    #[must_use]
    pub fn between(before: Vec<PlainRule>, after: Vec<PlainRule>) -> Self {
        let is_rule = |rule: &PlainRule| rule.list != RuleList::LegalEvent;
        let mut changes = Self::default();
        let mut left: Vec<PlainRule> = before.into_iter().filter(is_rule).collect();
        for rule in after.into_iter().filter(is_rule) {
            match left.iter().position(|old| old.list == rule.list && old.head.id == rule.head.id) {
                Some(place) => {
                    let old = left.remove(place);
                    if !old.reads_like(&rule) {
                        changes.changed.push((old, rule));
                    }
                }
                None => changes.come.push(rule),
            }
        }
        changes.gone = left;
        changes.with_heirs()
    }

    /// A rule that goes while one alone of its family comes is the same rule in a new version.
    fn with_heirs(mut self) -> Self {
        let family = |rule: &PlainRule| (rule.list, rule.head.family.clone());
        let alone = |rules: &[PlainRule], of: &(RuleList, String)| rules.iter().filter(|rule| family(rule) == *of).count() == 1;
        let come = std::mem::take(&mut self.come);
        for new in &come {
            let of = family(new);
            let is_version = alone(&self.gone, &of) && alone(&come, &of);
            match self.gone.iter().position(|old| is_version && family(old) == of) {
                Some(place) => self.changed.push((self.gone.remove(place), new.clone())),
                None => self.come.push(new.clone()),
            }
        }
        self
    }

    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.come.is_empty() && self.gone.is_empty() && self.changed.is_empty()
    }

    /// The rules that come, go or change, as they are afterwards.
    pub fn all(&self) -> impl Iterator<Item = &PlainRule> {
        self.changed.iter().map(|(_, after)| after).chain(&self.come).chain(&self.gone)
    }

    /// How many rules come, go or change.
    #[must_use]
    pub fn count(&self) -> usize {
        self.come.len() + self.gone.len() + self.changed.len()
    }
}

impl RuleSet {
    /// Every row that applies to what begins on the day, in plain words, list by list.
    #[must_use]
    pub fn plainly_on(&self, day: NaiveDate) -> Vec<PlainRule> {
        let mut rules = self.plainly();
        rules.retain(|rule| rule.head.applies_on(day));
        rules
    }

    /// The same, where groups that an earlier set had and this one has not are still called by their names.
    #[must_use]
    pub fn plainly_after(&self, earlier: &Self, day: NaiveDate) -> Vec<PlainRule> {
        let has = |code: &str| self.target_groups.iter().any(|group| group.head.id == code);
        let mut named = self.clone();
        named.target_groups.extend(earlier.target_groups.iter().filter(|group| !has(&group.head.id)).cloned());
        let mut rules = named.plainly_on(day);
        rules.retain(|rule| rule.list != RuleList::TargetGroup || has(&rule.head.id));
        rules
    }

    /// Every row in plain words, list by list.
    #[must_use]
    pub fn plainly(&self) -> Vec<PlainRule> {
        let mut rules = Vec::new();
        macro_rules! tell {
            ($($field:ident in $list:ident $(for $scope:ident)?),+ $(,)?) => {$(
                rules.extend(self.$field.iter().map(|row| PlainRule {
                    list: RuleList::$list,
                    head: row.head.clone(),
                    says: row.says(self),
                    whom: Label::default()$(.or(self.whom(&row.$scope)))?,
                }));
            )+};
        }
        tell!(
            duration in Duration for scope,
            eligibility in Eligibility for scope,
            hours in Hours for scope,
            previous_employment in PreviousEmployment for scope,
            ratio in Ratio for scope,
            growth in Growth for scope,
            grant in Grant for scope,
            consultation in Consultation for scope,
            deadline in Deadline for scope,
            mentor in Mentor,
            rate in Rate for scope,
            mail in Mail,
            disclosure in Disclosure,
            target_groups in TargetGroup,
            placement_types in PlacementType,
            legal_event in LegalEvent,
        );
        rules
    }
}

#[cfg(test)]
mod tests;
