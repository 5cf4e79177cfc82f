//! What is due for a citizen and when: the law's deadlines, and the municipality's own earlier ones beside them.
//!
//! A row is picked by the first day of what it counts (the benefit, the placement, the gap after one), never by today, so a
//! deadline that began under an old act stays. Within a family the row of lowest priority number that is the person's
//! decides; the law's rows and the municipality's own are decided apart, so that neither hides the other. "Within n months
//! of a day" ends as a run of n months from that day does (`law.md`): the day before the same day of the month, or the last
//! day of a month that has no such day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    condition::Truth,
    facts::{Facts, Known},
    further_rule::{CountsFrom, DeadlineKind, DeadlineRule},
    rule::{GroupPattern, Label, Length, Scope},
    rule_set::RuleSet,
    situation, wording,
};
use crate::domain::{
    citizen::LegalSituation,
    holidays::working_day_by,
    period::{Period, last_day_of_months, last_day_of_weeks},
    terms::{Language, PlacementForm},
};

/// Most times that a deadline which comes again and again is counted on.
const MOST_REPEATS: u32 = 200;

/// A placement that has begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    /// Kind.
    pub form: PlacementForm,
    /// First to last day, planned or real.
    pub days: Period,
}

/// What deadlines are counted from.
#[derive(Clone, Copy, Debug)]
pub struct DeadlineGround<'a> {
    /// What the law asks about the citizen.
    pub legal: &'a LegalSituation,
    /// Start of the benefit.
    pub benefit_since: Option<NaiveDate>,
    /// Placements that have begun, in any order.
    pub courses: &'a [Course],
    /// Today.
    pub today: NaiveDate,
}

impl DeadlineGround<'_> {
    /// The first day of the benefit, or of the unemployment.
    #[must_use]
    pub fn benefit_start(&self) -> Option<NaiveDate> {
        self.benefit_since.or(self.legal.unemployed_since)
    }

    /// The days from which something can be counted: today where nothing has begun.
    #[must_use]
    pub fn starts(&self) -> Vec<NaiveDate> {
        let of_courses = self.courses.iter().flat_map(|course| [Some(course.days.from), course.days.to.succ_opt()]);
        let starts: Vec<NaiveDate> = of_courses.chain([self.benefit_start()]).flatten().collect();
        if starts.is_empty() { vec![self.today] } else { starts }
    }

    fn courses_of(&self, row: &DeadlineRule) -> impl Iterator<Item = &Course> {
        let types = row.scope.types.clone();
        self.courses.iter().filter(move |course| types.is_empty() || types.contains(&course.form))
    }

    /// The first day of what a row counts.
    fn start_of(&self, row: &DeadlineRule) -> Option<NaiveDate> {
        match row.counts_from {
            CountsFrom::Benefit => self.benefit_start(),
            CountsFrom::PlacementStart => {
                let current = self.courses_of(row).filter(|course| course.days.covers(self.today));
                current.map(|course| course.days.from).max()
            }
            CountsFrom::PlacementEnd => {
                let since = self.benefit_start();
                let ended = self.courses_of(row).map(|course| course.days.to).filter(|end| since.is_none_or(|since| *end >= since));
                ended.max()?.succ_opt()
            }
        }
    }

    /// Whether it is already done, as far as the program knows.
    fn is_done(&self, row: &DeadlineRule, start: NaiveDate) -> bool {
        row.kind == DeadlineKind::FirstOffer && self.courses_of(row).any(|course| course.days.to >= start)
    }
}

/// One thing that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueDate {
    /// Id of the rule.
    pub rule: String,
    /// What has to be done.
    pub kind: DeadlineKind,
    /// What is due, the rule in words and since when, in both languages.
    pub text: Label,
    /// The first day of what it counts.
    pub since: NaiveDate,
    /// The last day that the rule gives.
    pub due_on: NaiveDate,
    /// The last working day on or before it.
    pub act_by: NaiveDate,
    /// Since when the rule applies.
    pub valid_from: NaiveDate,
    /// Read at its source.
    pub verified: bool,
    /// Where the rule stands.
    pub source: String,
    /// The address of the source, where it has one.
    pub url: Option<String>,
    /// The municipality's own.
    pub local: bool,
    /// Facts that would tell whether the rule is the person's.
    pub missing: Vec<&'static str>,
}

impl DueDate {
    /// The words in a language.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        self.text.text(language)
    }
}

/// All that is due, the earliest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deadlines {
    /// What is due.
    pub due: Vec<DueDate>,
    /// Facts without which some deadlines cannot be counted.
    pub missing: Vec<&'static str>,
}

impl Deadlines {
    /// The earliest first; the law's before the municipality's own.
    pub(super) fn sort(&mut self) {
        self.due.sort_by(|one, other| (one.due_on, one.local, &one.rule).cmp(&(other.due_on, other.local, &other.rule)));
    }
}

impl RuleSet {
    /// What is due for a citizen. What the program does not note (talks, status) is told only until its day has passed.
    #[must_use]
    pub fn deadlines(&self, ground: &DeadlineGround<'_>) -> Deadlines {
        if ground.legal.target_group.is_none() {
            return Deadlines { due: Vec::new(), missing: vec!["person.target_group"] };
        }
        let mut families: BTreeMap<(&str, bool), Vec<&DeadlineRule>> = BTreeMap::new();
        for row in &self.deadline {
            families.entry((&row.head.family, row.local)).or_default().push(row);
        }
        let mut due: Vec<DueDate> = families.values().flat_map(|rows| self.due_of_family(rows, ground)).collect();
        due.retain(|one| one.kind.is_noted() || one.due_on >= ground.today);
        let missing = if ground.benefit_start().is_none() { vec!["person.unemployed_since"] } else { Vec::new() };
        let mut all = Deadlines { due, missing };
        all.sort();
        all
    }

    fn due_of_family(&self, rows: &[&DeadlineRule], ground: &DeadlineGround<'_>) -> Vec<DueDate> {
        let mut due = Vec::new();
        for row in rows {
            let Some(start) = ground.start_of(row).filter(|start| row.head.applies_on(*start)) else { continue };
            let missing = match self.is_persons(row, ground.legal, start) {
                Truth::No => continue,
                Truth::Yes => Vec::new(),
                Truth::Unknown(names) => names,
            };
            let certain = missing.is_empty();
            if !ground.is_done(row, start) {
                due.push(due_date(row, start, ground.today, missing));
            }
            if certain {
                break;
            }
        }
        due
    }

    /// Whether a row is the person's, on the first day of what it counts.
    fn is_persons(&self, row: &DeadlineRule, legal: &LegalSituation, start: NaiveDate) -> Truth {
        let limits = self.deadline.iter().flat_map(|row| &row.scope.when).filter_map(situation::age_limit);
        let person = situation::person(legal, situation::age(limits, legal, start));
        let facts = Facts { starts_on: Known::Is(start), person, ..Facts::default() };
        let facts = self.with_group_facts(&facts);
        is_in(&row.scope, &facts)
    }
}

fn is_in(scope: &Scope, facts: &Facts) -> Truth {
    let part = |pattern: &GroupPattern| match (pattern.jobparat, facts.person.jobparat.value()) {
        (None, _) => Truth::Yes,
        (Some(expected), Some(jobparat)) => Truth::of(*jobparat == expected),
        (Some(_), None) => Truth::missing("person.jobparat"),
    };
    let group = facts.person.target_group.value();
    let named = scope.groups.iter().filter(|pattern| group == Some(&pattern.code));
    let groups = if scope.groups.is_empty() { Truth::Yes } else { Truth::any(named.map(part)) };
    groups.and(Truth::all(scope.when.iter().map(|condition| condition.holds(facts))))
}

fn due_date(row: &DeadlineRule, start: NaiveDate, today: NaiveDate, missing: Vec<&'static str>) -> DueDate {
    let due_on = due_on(row, start, today);
    let head = &row.head;
    DueDate {
        rule: head.id.clone(),
        kind: row.kind,
        text: sentence(row, due_on, &missing),
        since: start,
        due_on,
        act_by: working_day_by(due_on),
        valid_from: head.valid_from,
        verified: head.verified,
        source: head.source.clone(),
        url: head.url.clone(),
        local: row.local,
        missing,
    }
}

/// The day by which it has to be done; of what comes again and again the first that has not passed.
fn due_on(row: &DeadlineRule, start: NaiveDate, today: NaiveDate) -> NaiveDate {
    let after = |times: u32| match row.within {
        Length::Weeks(weeks) => last_day_of_weeks(start, weeks.saturating_mul(times)),
        Length::Months(months) => last_day_of_months(start, months.saturating_mul(times)),
    };
    let repeats = if row.every { MOST_REPEATS } else { 1 };
    (1..=repeats).map(after).find(|day| *day >= today).unwrap_or_else(|| after(repeats))
}

fn sentence(row: &DeadlineRule, due_on: NaiveDate, missing: &[&'static str]) -> Label {
    let (what, day) = (what(row), wording::day(due_on));
    let closing = wording::Closing { head: &row.head, overridden: false };
    let (own_da, own_en) = if row.local { (" (kommunens egen frist)", " (the municipality's own deadline)") } else { ("", "") };
    let doubt = if missing.is_empty() { Label::default() } else { reservation(missing) };
    Label {
        da: closing.after_da(format!("{} senest {}{own_da}.{}", what.da, day.da, doubt.da)),
        en: closing.after_en(format!("{} by {}{own_en}.{}", what.en, day.en, doubt.en)),
    }
}

/// "Gælder måske ikke; der mangler: alder."
fn reservation(missing: &[&str]) -> Label {
    let words = |language| missing.iter().map(|name| wording::fact(name).text(language).to_owned()).collect::<Vec<_>>().join(", ");
    Label {
        da: format!(" Gælder måske ikke; der mangler: {}.", words(Language::Da)),
        en: format!(" It may not apply; missing: {}.", words(Language::En)),
    }
}

fn what(row: &DeadlineRule) -> Label {
    let count = row.count.unwrap_or(1);
    match row.kind {
        DeadlineKind::FirstOffer => wording::label("Første tilbud skal begynde", "The first offer must begin"),
        DeadlineKind::NextOffer => wording::label("Næste tilbud skal begynde", "The next offer must begin"),
        DeadlineKind::Talk if count > 1 => {
            Label { da: format!("{count} samtaler skal være holdt"), en: format!("{count} talks must have been held") }
        }
        DeadlineKind::Talk => wording::label("En samtale skal være holdt", "A talk must have been held"),
        DeadlineKind::Status => wording::label("Der skal gøres status", "A status must be made"),
        DeadlineKind::FollowUp => wording::label("Der skal følges op", "There must be a follow-up"),
        DeadlineKind::Application => wording::label("Ansøgningen skal være sendt", "The application must have been sent"),
    }
}
