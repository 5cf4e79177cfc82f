//! All rows of the rule files, and the verdict that they give on one intended placement.

use std::{borrow::Cow, cmp::Reverse};

use chrono::NaiveDate;

use super::{
    case::{Case, finding_without_row},
    duration,
    facts::{Facts, FactsRefused, Known},
    further_rule::{DeadlineRule, DisclosureRule, LegalEvent, MailRule, MentorRule, RateRule},
    gates,
    rule::{
        ConsultationRule, DurationRule, EligibilityRule, ExtensionStep, GrantRule, GrowthRule, Header, HoursRule, Label, LastEmployer,
        PlacementType, PreviousEmploymentRule, RatioRule, TargetGroup,
    },
    verdict::{Answer, Finding, Task, Verdict},
    wording,
};
use crate::domain::terms::PlacementForm;

const OVERRIDE: &str = "override:";

/// The law as dated rows. The rows that apply are picked by the placement's start date, never by today.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleSet {
    /// Target groups (LAB § 6).
    pub target_groups: Vec<TargetGroup>,
    /// Kinds of placement.
    pub placement_types: Vec<PlacementType>,
    /// How long, lowest priority number first.
    pub duration: Vec<DurationRule>,
    /// Who may.
    pub eligibility: Vec<EligibilityRule>,
    /// Hours a week.
    pub hours: Vec<HoursRule>,
    /// The last employer.
    pub previous_employment: Vec<PreviousEmploymentRule>,
    /// Rimelighed.
    pub ratio: Vec<RatioRule>,
    /// Merbeskæftigelse.
    pub growth: Vec<GrowthRule>,
    /// Who has to be asked or told.
    pub consultation: Vec<ConsultationRule>,
    /// What needs a grant before it starts.
    pub grant: Vec<GrantRule>,
    /// What is due for a citizen, and when.
    pub deadline: Vec<DeadlineRule>,
    /// How long a mentor may be granted.
    pub mentor: Vec<MentorRule>,
    /// Amounts of money.
    pub rate: Vec<RateRule>,
    /// What a mail may not say.
    pub mail: Vec<MailRule>,
    /// What a company may see.
    pub disclosure: Vec<DisclosureRule>,
    /// How the law changed.
    pub legal_event: Vec<LegalEvent>,
}

impl RuleSet {
    /// The verdict on one intended placement, with every rule that was tested.
    ///
    /// # Errors
    /// A word that no list has, or a span that ends before it starts: no verdict.
    pub fn evaluate(&self, facts: &Facts) -> Result<Answer, FactsRefused> {
        self.check_words(facts)?;
        facts.check()?;
        let facts = self.with_group_facts(facts);
        let Some(case) = self.case(&facts) else { return Ok(without_start_or_kind(&facts)) };
        let mut duration = duration::decide(&case);
        let (notes, mut tasks) = consultations(&case);
        let (grant_notes, grants) = self.grants(&case);
        let notes = notes.into_iter().chain(grant_notes);
        let tested = self.testers(case.form, case.start).filter_map(|tester| tester.finding(&case, &mut duration));
        let mut findings: Vec<Finding> = tested.chain(notes).collect();
        findings.sort_by_key(|finding| Reverse(finding.verdict));
        let verdict = findings.first().map_or(Verdict::Ok, |finding| finding.verdict);
        if verdict != Verdict::Block {
            tasks.extend(grants);
            tasks.extend(self.next_steps(&case));
            tasks.extend(duration.status_due.then_some(Task::FollowupStatus));
        }
        Ok(Answer { verdict, rule_set: self.version_on(case.start), latest_end: duration.latest_end, findings, tasks })
    }

    /// The last day that the law allows, whatever end the facts name; none when nothing limits it.
    ///
    /// # Errors
    /// As [`Self::evaluate`].
    pub fn latest_end(&self, facts: &Facts) -> Result<Option<NaiveDate>, FactsRefused> {
        self.check_words(facts)?;
        let open = Facts { ends_on: Known::Absent, ..facts.clone() };
        let open = self.with_group_facts(&open);
        Ok(self.case(&open).and_then(|case| duration::decide(&case).latest_end))
    }

    /// The rule of the ratio for a kind of placement that starts on a day.
    #[must_use]
    pub fn ratio_on(&self, form: PlacementForm, day: NaiveDate) -> Option<&RatioRule> {
        self.ratio.iter().find(|rule| rule.scope.types.contains(&form) && rule.head.applies_on(day))
    }

    /// The date of the rule set for a day: the latest day up to it on which a rule that a verdict asks began, ended or closed.
    #[must_use]
    pub fn version_on(&self, day: NaiveDate) -> Option<NaiveDate> {
        let bounds = self.verdict_headers().flat_map(|head| [Some(head.valid_from), head.valid_to.and_then(|last| last.succ_opt())]);
        let closings = self.target_groups.iter().map(|group| group.granted_before);
        let more_closings = self.placement_types.iter().map(|kind| kind.granted_before);
        bounds.chain(closings).chain(more_closings).flatten().filter(|change| *change <= day).max()
    }

    /// What a rule is called; the kind of gate where a finding stands for a column of a list.
    #[must_use]
    pub fn name_of(&self, rule: &str) -> Label {
        let named = self.headers().into_iter().find(|head| head.id == rule).map(|head| head.name.clone());
        named.unwrap_or_else(|| wording::gate(rule))
    }

    /// The rows of a day as if they went on for ever: what would be without the changes that come after it.
    #[must_use]
    pub fn as_on(&self, day: NaiveDate) -> Self {
        let mut rules = self.clone();
        macro_rules! freeze {
            ($($list:ident),+) => {$(
                rules.$list.retain(|row| row.head.applies_on(day));
                rules.$list.iter_mut().for_each(|row| row.head.valid_to = None);
            )+};
        }
        freeze!(target_groups, placement_types, duration, eligibility, hours, previous_employment, ratio, growth, consultation, grant);
        rules
    }

    /// Whether an answer asks what is written about the work function: the place is, or may be, the last employer, where
    /// only a new function is allowed.
    #[must_use]
    pub fn asks_for_function(&self, answer: &Answer) -> bool {
        let asks = |finding: &Finding| match finding.verdict {
            Verdict::Block => self.allows_new_function_only(&finding.rule),
            Verdict::Unknown => finding.missing.iter().any(|fact| is_about_function(fact)),
            Verdict::Ok | Verdict::Warn => false,
        };
        answer.findings.iter().any(asks)
    }

    /// Whether a rule allows the last employer in a new work function only.
    #[must_use]
    pub fn allows_new_function_only(&self, rule: &str) -> bool {
        self.previous_employment.iter().any(|row| row.head.id == rule && row.last_employer_same == LastEmployer::AllowNewFunctionOnly)
    }

    /// The common part of every row.
    #[must_use]
    pub fn headers(&self) -> Vec<&Header> {
        self.verdict_headers().chain(self.further_headers()).collect()
    }

    /// The common part of every row that a verdict asks.
    fn verdict_headers(&self) -> impl Iterator<Item = &Header> {
        let lists = self.target_groups.iter().map(|row| &row.head).chain(self.placement_types.iter().map(|row| &row.head));
        lists.chain(self.rule_headers())
    }

    /// The common part of every rule that can give a finding of its own.
    pub(super) fn rule_headers(&self) -> impl Iterator<Item = &Header> {
        let tested = self.duration.iter().map(|row| &row.head).chain(self.eligibility.iter().map(|row| &row.head));
        let tested = tested.chain(self.hours.iter().map(|row| &row.head)).chain(self.previous_employment.iter().map(|row| &row.head));
        let tested = tested.chain(self.ratio.iter().map(|row| &row.head)).chain(self.growth.iter().map(|row| &row.head));
        tested.chain(self.consultation.iter().map(|row| &row.head)).chain(self.grant.iter().map(|row| &row.head))
    }

    /// The common part of every row that no verdict asks.
    pub(super) fn further_headers(&self) -> impl Iterator<Item = &Header> {
        let rows = self.deadline.iter().map(|row| &row.head).chain(self.mentor.iter().map(|row| &row.head));
        let rows = rows.chain(self.rate.iter().map(|row| &row.head)).chain(self.mail.iter().map(|row| &row.head));
        rows.chain(self.disclosure.iter().map(|row| &row.head)).chain(self.legal_event.iter().map(|row| &row.head))
    }

    fn case<'a>(&'a self, facts: &'a Facts) -> Option<Case<'a>> {
        Some(Case { rules: self, facts, form: *facts.placement_type.value()?, start: *facts.starts_on.value()? })
    }

    fn next_steps(&self, case: &Case<'_>) -> Vec<Task> {
        self.placement_types.iter().find(|kind| kind.form == case.form).map_or_else(Vec::new, |kind| kind.tasks.clone())
    }

    /// Notes on the grants that are needed first, and the tasks of those that are certain.
    fn grants(&self, case: &Case<'_>) -> (Vec<Finding>, Vec<Task>) {
        let rows = self.grant.iter().filter(|row| row.head.applies_on(case.start));
        let needed: Vec<_> = rows.filter_map(|row| gates::grant(case, row)).collect();
        let tasks = needed.iter().filter(|(note, _)| note.verified).map(|(_, task)| *task).collect();
        (needed.into_iter().map(|(note, _)| note).collect(), tasks)
    }

    /// The group that took a code over: where the list has no such group on the day, and another replaces it.
    #[must_use]
    pub fn heir_of(&self, code: &str, day: Option<NaiveDate>) -> Option<&TargetGroup> {
        let in_force = |row: &&TargetGroup| day.is_none_or(|day| row.head.applies_on(day));
        let mut rows = self.target_groups.iter().filter(in_force);
        if self.target_groups.iter().filter(in_force).any(|row| row.head.id == code) {
            return None;
        }
        rows.find(|row| row.replaces.iter().any(|replaced| replaced == code))
    }

    /// Facts that follow from the group: a code of an earlier list is the group that took it over, and persons of the
    /// group `integration` are under the integration act.
    pub(super) fn with_group_facts<'a>(&self, facts: &'a Facts) -> Cow<'a, Facts> {
        let Some(group) = facts.person.target_group.value() else { return Cow::Borrowed(facts) };
        let heir = self.heir_of(group, facts.starts_on.value().copied()).map(|row| &row.head.id);
        let group = heir.unwrap_or(group);
        let under_the_act =
            facts.person.integration_act.is_absent() && self.target_groups.iter().any(|row| row.integration_act && row.head.id == *group);
        if heir.is_none() && !under_the_act {
            return Cow::Borrowed(facts);
        }
        let mut known = facts.clone();
        known.person.target_group = Known::Is(group.clone());
        if under_the_act {
            known.person.integration_act = Known::Is(true);
        }
        Cow::Owned(known)
    }

    /// Whether the list has a target group, or a group that takes its place.
    #[must_use]
    pub fn knows_group(&self, code: &str) -> bool {
        self.target_groups.iter().any(|row| row.head.id == code || row.replaces.iter().any(|old| old == code))
    }

    fn check_words(&self, facts: &Facts) -> Result<(), FactsRefused> {
        if let Some(group) = facts.person.target_group.value()
            && !self.knows_group(group)
        {
            let known = self.target_groups.iter().map(|row| row.head.id.as_str()).collect::<Vec<_>>().join(", ");
            return Err(FactsRefused::UnknownWord { field: "person.target_group", word: group.clone(), known });
        }
        match facts.justifications.iter().find(|word| !self.knows_justification(word)) {
            None => Ok(()),
            Some(word) => {
                let known = format!("{}, {OVERRIDE}<regel>", self.justifications().join(", "));
                Err(FactsRefused::UnknownWord { field: "justifications", word: word.clone(), known })
            }
        }
    }

    pub(super) fn knows_justification(&self, word: &str) -> bool {
        match word.strip_prefix(OVERRIDE) {
            Some(rule) => FIXED_IDS.contains(&rule) || self.rule_headers().any(|head| head.id == rule),
            None => self.justifications().contains(&word),
        }
    }

    /// Every justification that a rule asks for.
    #[must_use]
    pub fn justifications(&self) -> Vec<&str> {
        let steps = self.duration.iter().flat_map(|row| &row.extend).map(|step| match step {
            ExtensionStep::ToWeeks { needs, .. } | ExtensionStep::Repeat { needs, .. } => needs.as_str(),
        });
        let mut words: Vec<&str> = steps.chain(self.previous_employment.iter().flat_map(|row| &row.needs).map(String::as_str)).collect();
        words.sort_unstable();
        words.dedup();
        words
    }
}

/// Whether a fact is said with the placement, about the work function.
#[must_use]
pub fn is_about_function(fact: &str) -> bool {
    matches!(fact, "previous_employment.same_function" | "previous_employment.difference_described")
}

/// Ids of findings that stand for columns of the lists and not for a row of their own.
const FIXED_IDS: [&str; 4] = ["public-only", "group-closed", "type-closed", "no-row"];

fn consultations(case: &Case<'_>) -> (Vec<Finding>, Vec<Task>) {
    let rows = case.rules.consultation.iter().filter(|row| row.head.applies_on(case.start));
    rows.filter_map(|row| gates::consultation(case, row)).unzip()
}

fn without_start_or_kind(facts: &Facts) -> Answer {
    let mut names = Vec::new();
    if facts.placement_type.value().is_none() {
        names.push("placement_type");
    }
    if facts.starts_on.value().is_none() {
        names.push("starts_on");
    }
    let finding = finding_without_row("no-row", wording::undecided(&names), &names);
    Answer { verdict: Verdict::Unknown, rule_set: None, latest_end: None, findings: vec![finding], tasks: Vec::new() }
}
