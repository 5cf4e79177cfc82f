//! What comes after: the latest end of a placement, by which justification it can go on, and who owes which step.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    facts::{Facts, FactsRefused, Known, Run},
    rule::{DurationRule, ExtensionStep, Header},
    rule_set::RuleSet,
    told::RuleTold,
    verdict::{Answer, Number, Task, Verdict},
};
use crate::domain::terms::words;

words! {
    /// Who has to do something.
    Party {
        /// The employer.
        Employer = "employer",
        /// The consultant of the municipality.
        Consultant = "consultant",
        /// The employees' representative.
        EmployeeRepresentative = "employee_representative",
    }
}

/// Something that is owed, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// What.
    pub task: Task,
    /// Who does it.
    pub by: Party,
    /// Who asks them to, where it is somebody else.
    pub asked_by: Option<Party>,
    /// The rule that asks for it.
    pub rule: Option<RuleTold>,
}

/// The last day that the law allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LatestEnd {
    /// This day, by this rule.
    On(NaiveDate, RuleTold),
    /// Nothing limits it; the rule that says so, where one does.
    Unlimited(Option<RuleTold>),
    /// It cannot be told without these facts.
    Unknown(Vec<String>),
}

/// One way to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// The written justification that is needed.
    pub needs: String,
    /// The day that it reaches.
    pub ends_on: NaiveDate,
    /// At most so many weeks at a time, where it can be repeated.
    pub weeks_at_a_time: Option<u32>,
    /// Only once the step before is used up.
    pub afterwards: bool,
}

/// What comes after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// The last day, with the justifications that were given.
    pub latest_end: LatestEnd,
    /// A later day that a rule names which is not verified.
    pub perhaps_until: Option<(NaiveDate, RuleTold)>,
    /// How it can go on from there.
    pub extensions: Vec<Extension>,
    /// What is owed by whom.
    pub duties: Vec<Duty>,
}

impl Outlook {
    /// The last day, where one is known.
    #[must_use]
    pub const fn last_day(&self) -> Option<NaiveDate> {
        match self.latest_end {
            LatestEnd::On(day, _) => Some(day),
            LatestEnd::Unlimited(_) | LatestEnd::Unknown(_) => None,
        }
    }

    /// Whether a verified rule knows no extension; of one that is not verified nobody can say so.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        matches!(&self.latest_end, LatestEnd::On(_, rule) if rule.verified) && self.extensions.is_empty()
    }
}

/// What the rules say of a placement, whatever end its facts name.
///
/// # Errors
/// A word that no list has, or a span that ends before it starts.
pub fn outlook(rules: &RuleSet, facts: &Facts) -> Result<Outlook, FactsRefused> {
    let shortest = rules.evaluate(&Facts { ends_on: facts.starts_on, ..facts.clone() })?;
    let last = rules.latest_end(facts)?;
    let row = deciding(rules, &shortest);
    Ok(Outlook {
        latest_end: latest_end(&shortest, last, row),
        perhaps_until: last.and_then(|last| wider(rules, facts, last)),
        extensions: last.zip(row).map_or_else(Vec::new, |(last, row)| extensions(rules, facts, row, last)),
        duties: duties((rules, facts), &shortest, &rules.evaluate(facts)?),
    })
}

fn deciding<'r>(rules: &'r RuleSet, answer: &Answer) -> Option<&'r DurationRule> {
    let is_told = |row: &&DurationRule| answer.findings.iter().any(|finding| finding.rule == row.head.id);
    rules.duration.iter().find(is_told)
}

fn latest_end(answer: &Answer, last: Option<NaiveDate>, row: Option<&DurationRule>) -> LatestEnd {
    match (last, row) {
        (Some(last), Some(row)) => LatestEnd::On(last, RuleTold::from(&row.head)),
        (_, Some(row)) => LatestEnd::Unlimited(Some(RuleTold::from(&row.head))),
        (_, None) => match answer.findings.iter().find(|finding| finding.rule == "no-row") {
            Some(finding) => LatestEnd::Unknown(finding.missing.clone()),
            None => LatestEnd::Unlimited(None),
        },
    }
}

/// A day beyond the last one on which a rule that is not verified would only warn.
fn wider(rules: &RuleSet, facts: &Facts, last: NaiveDate) -> Option<(NaiveDate, RuleTold)> {
    let beyond = rules.evaluate(&Facts { ends_on: Known::Is(last.succ_opt()?), ..facts.clone() }).ok()?;
    let row = deciding(rules, &beyond)?;
    let finding = beyond.findings.iter().find(|finding| finding.rule == row.head.id && finding.verdict == Verdict::Warn)?;
    match finding.numbers.get("latest_end") {
        Some(Number::Day(day)) if *day > last && !finding.verified => Some((*day, RuleTold::from(&row.head))),
        _ => None,
    }
}

/// Each step of a row with the day that it reaches, from the run that there is or would be.
fn extensions(rules: &RuleSet, facts: &Facts, row: &DurationRule, last: NaiveDate) -> Vec<Extension> {
    let Some(first) = facts.extension_of.map(|run| run.starts_on).or_else(|| facts.starts_on.value().copied()) else { return Vec::new() };
    let mut run = facts.extension_of.unwrap_or(Run { starts_on: first, ends_on: last });
    let (mut reached, mut grounds, mut found) = (last, facts.justifications.clone(), Vec::new());
    for step in &row.extend {
        let (needs, weeks_at_a_time) = match step {
            ExtensionStep::ToWeeks { needs, .. } => (needs, None),
            ExtensionStep::Repeat { weeks, needs } => (needs, Some(*weeks)),
        };
        grounds.push(needs.clone());
        let now = reach(rules, facts, run, &grounds);
        let later = |day: &NaiveDate| *day > reached;
        let (ends_on, afterwards) = match now.filter(later) {
            Some(day) => (day, false),
            None => {
                run.ends_on = run.ends_on.max(reached);
                match reach(rules, facts, run, &grounds).filter(later) {
                    Some(day) => (day, true),
                    None => continue,
                }
            }
        };
        reached = ends_on;
        found.push(Extension { needs: needs.clone(), ends_on, weeks_at_a_time, afterwards });
    }
    found
}

/// The last day of a run that is extended with some justifications.
fn reach(rules: &RuleSet, facts: &Facts, run: Run, grounds: &[String]) -> Option<NaiveDate> {
    let extended = Facts {
        starts_on: Known::Is(run.ends_on.succ_opt()?),
        ends_on: Known::Absent,
        extension_of: Some(run),
        justifications: grounds.to_vec(),
        ..facts.clone()
    };
    rules.latest_end(&extended).ok().flatten()
}

/// What is owed: the consultations that rules ask for, then what follows from the kind.
/// What only the whole length calls for, such as a status, is told by the whole answer.
fn duties((rules, facts): (&RuleSet, &Facts), answer: &Answer, whole: &Answer) -> Vec<Duty> {
    let told = |task: Task| {
        let (by, asked_by) = owed_by(task);
        Duty { task, by, asked_by, rule: asked_for_by((rules, facts), whole, task).map(RuleTold::from) }
    };
    let more = whole.tasks.iter().filter(|task| !answer.tasks.contains(task));
    answer.tasks.iter().chain(more).copied().map(told).collect()
}

/// The rule that asks for a task: one that the answer told, else the row of the kind of placement.
fn asked_for_by<'r>((rules, facts): (&'r RuleSet, &Facts), whole: &Answer, task: Task) -> Option<&'r Header> {
    let is_told = |head: &&Header| whole.findings.iter().any(|finding| finding.rule == head.id);
    let consulted = rules.consultation.iter().filter(|row| row.task == task).map(|row| &row.head);
    let granted = rules.grant.iter().filter(|row| row.task == task).map(|row| &row.head);
    let status = rules.duration.iter().filter(|row| task == Task::FollowupStatus && row.status_at_months.is_some()).map(|row| &row.head);
    let of_kind = || {
        let kind = rules.placement_types.iter().find(|kind| facts.placement_type.value() == Some(&kind.form))?;
        kind.tasks.contains(&task).then_some(&kind.head)
    };
    consulted.chain(granted).chain(status).find(is_told).or_else(of_kind)
}

/// Who does a task, and who asks them to.
#[must_use]
pub const fn owed_by(task: Task) -> (Party, Option<Party>) {
    match task {
        Task::Sign => (Party::EmployeeRepresentative, Some(Party::Employer)),
        Task::Inform | Task::Hearing | Task::VitasApply => (Party::Employer, None),
        Task::PlanWrite | Task::FollowupStatus => (Party::Consultant, None),
    }
}
