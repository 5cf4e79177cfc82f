//! How long a placement may last: the first verified row decides, an unverified one before it only warns.

use chrono::NaiveDate;

use super::{
    case::{Case, finding_without_row, numbers},
    condition::Truth,
    facts::Known,
    numbers::Numbers,
    rule::{DurationRule, ExtensionStep, Label, Length},
    verdict::{Finding, Number, Verdict},
    wording::{self, Words},
};
use crate::domain::period::{last_day_of_months, last_day_of_weeks};

/// What duration says of a placement.
#[derive(Default)]
pub(super) struct Decision {
    pub(super) finding: Option<Finding>,
    /// The last day that the law allows; none when nothing limits it.
    pub(super) latest_end: Option<NaiveDate>,
    /// Whether a status falls due before the end.
    pub(super) status_due: bool,
}

/// Where the end of a placement lies against the limit of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// The row sets no limit.
    Unlimited,
    /// On the last day or before it.
    Within,
    /// After the last day.
    Past,
    /// The end is not known, and may be either.
    Unknown,
}

impl Reach {
    /// Where an end lies against a last day.
    pub(super) fn of(last: NaiveDate, start: NaiveDate, end: Option<NaiveDate>) -> Self {
        match end {
            Some(end) if end <= last => Self::Within,
            Some(_) => Self::Past,
            None if start > last => Self::Past,
            None => Self::Unknown,
        }
    }

    const fn allows(self) -> bool {
        matches!(self, Self::Unlimited | Self::Within)
    }

    const fn verdict(self, breach: Verdict) -> Verdict {
        match self {
            Self::Unlimited | Self::Within => Verdict::Ok,
            Self::Past => breach,
            Self::Unknown => Verdict::Unknown,
        }
    }
}

/// A row that takes the placement, or perhaps does.
pub(super) struct Candidate<'a> {
    pub(super) row: &'a DurationRule,
    applies: Truth,
}

/// One row that may decide, and what it would say.
#[derive(Clone, Copy)]
struct Outcome<'a> {
    row: &'a DurationRule,
    verdict: Verdict,
    /// It would say so of a period of any length.
    of_any_length: bool,
}

/// The rows that may decide and the facts that would tell which does.
#[derive(Default)]
pub(super) struct Possible<'a> {
    outcomes: Vec<Outcome<'a>>,
    missing: Vec<&'static str>,
    wider: Vec<(&'a DurationRule, bool)>,
    /// Perhaps none of the rows applies.
    none_is_possible: bool,
}

/// Facts by which rows of one group divide all persons between them, so that one of the rows applies for certain.
const DIVIDING_FACTS: [&str; 2] = ["person.jobparat", "sector"];

/// Decides the duration.
pub(super) fn decide(case: &Case<'_>) -> Decision {
    if !is_tested(case) {
        return Decision::default();
    }
    let Some(candidates) = candidates(case) else {
        let names = ["person.target_group"];
        return Decision { finding: Some(finding_without_row("no-row", wording::undecided(&names), &names)), ..Decision::default() };
    };
    let reach = |row: &DurationRule| limit(case, row).map_or(Reach::Unlimited, |last| Reach::of(last, case.start, case.end()));
    conclude(case, &gather(&candidates, reach))
}

/// Whether the rules limit the duration of the kind at all.
pub(super) fn is_tested(case: &Case<'_>) -> bool {
    case.rules.duration.iter().any(|row| row.scope.types.contains(&case.form))
}

/// The rows that take the placement, or perhaps do; none where the group is not known.
pub(super) fn candidates<'a>(case: &Case<'a>) -> Option<Vec<Candidate<'a>>> {
    case.facts.person.target_group.value()?;
    let rows = case.rules.duration.iter().filter(|row| row.scope.types.contains(&case.form) && row.head.applies_on(case.start));
    let candidates = rows.map(|row| Candidate { row, applies: case.is_in(&row.scope) });
    Some(candidates.filter(|candidate| candidate.applies != Truth::No).collect())
}

/// What the rows make possible, given where the end lies against the limit of each.
pub(super) fn gather<'a>(candidates: &[Candidate<'a>], reach: impl Fn(&DurationRule) -> Reach) -> Possible<'a> {
    let mut possible = Possible::default();
    for Candidate { row, applies } in candidates {
        if let Truth::Unknown(names) = applies {
            possible.missing.extend(names);
        }
        let certain = *applies == Truth::Yes;
        if row.head.verified || row.alone {
            judge(row, &reach, &mut possible);
            if certain {
                return possible;
            }
        } else {
            possible.wider.push((row, certain));
        }
    }
    // No verified row decides for certain: what is left is unverified, which warns.
    let wider = std::mem::take(&mut possible.wider);
    let divided = possible.outcomes.len() > 1 && possible.missing.iter().all(|name| DIVIDING_FACTS.contains(name));
    possible.none_is_possible = !divided && !wider.iter().any(|(_, certain)| *certain);
    possible.outcomes.extend(wider.into_iter().map(|(row, _)| Outcome { row, verdict: Verdict::Warn, of_any_length: true }));
    possible
}

fn judge<'a>(row: &'a DurationRule, reach: &impl Fn(&DurationRule) -> Reach, possible: &mut Possible<'a>) {
    let only_warns = row.alone && !row.head.verified;
    let verdict = if only_warns { Verdict::Warn } else { reach(row).verdict(row.head.breach()) };
    if verdict == row.head.breach() && verdict > Verdict::Ok {
        let wider: Vec<_> = possible.wider.iter().copied().filter(|(row, _)| reach(row).allows()).collect();
        let sure = wider.iter().any(|(_, certain)| *certain);
        possible.outcomes.extend(wider.iter().map(|(row, _)| Outcome { row, verdict: Verdict::Warn, of_any_length: false }));
        if sure {
            return;
        }
    }
    possible.outcomes.push(Outcome { row, verdict, of_any_length: only_warns });
}

impl<'a> Possible<'a> {
    /// What the rows say together; unknown where they differ.
    pub(super) fn verdict(&self) -> Verdict {
        match self.outcomes.first() {
            Some(first) if self.is_agreed(first.verdict) => first.verdict,
            _ => Verdict::Unknown,
        }
    }

    /// Whether every row that may decide says the same.
    ///
    /// A warning on which they agree beyond their limits is none: within a limit they differ, which is unknown, and a
    /// longer period must not be better than that.
    fn is_agreed(&self, verdict: Verdict) -> bool {
        let same = self.outcomes.iter().all(|other| other.verdict == verdict);
        let lasting = verdict != Verdict::Warn || self.outcomes.len() == 1 || self.outcomes.iter().all(|other| other.of_any_length);
        same && lasting && !self.none_is_possible
    }

    /// The rows that may decide.
    pub(super) fn rows(&self) -> impl Iterator<Item = &'a DurationRule> {
        self.outcomes.iter().map(|outcome| outcome.row)
    }
}

/// The last day that a row allows, with the justifications that were given.
fn limit(case: &Case<'_>, row: &DurationRule) -> Option<NaiveDate> {
    let first = case.first_start();
    let mut last = row.max?.last_day(first);
    if case.facts.extension_of.is_none() {
        return Some(last);
    }
    for step in &row.extend {
        match step {
            ExtensionStep::ToWeeks { weeks, needs } => {
                let zone_end = last_day_of_weeks(first, *weeks);
                // A run that is past this zone already needed its justification then, not now.
                if case.start <= zone_end && !case.is_justified(needs) {
                    break;
                }
                last = last.max(zone_end);
            }
            ExtensionStep::Repeat { weeks, needs } if case.is_justified(needs) => last = last.max(last_day_of_weeks(case.start, *weeks)),
            ExtensionStep::Repeat { .. } => break,
        }
    }
    Some(last)
}

impl Length {
    /// The last day of a run of this length.
    #[must_use]
    pub fn last_day(self, start: NaiveDate) -> NaiveDate {
        match self {
            Self::Weeks(weeks) => last_day_of_weeks(start, weeks),
            Self::Months(months) => last_day_of_months(start, months),
        }
    }
}

fn conclude(case: &Case<'_>, possible: &Possible<'_>) -> Decision {
    let with_limit = possible.rows().map(|row| (row, limit(case, row)));
    let Some(strictest) = with_limit.min_by_key(|(_, limit)| limit.unwrap_or(NaiveDate::MAX)) else {
        return Decision { finding: Some(no_row(case, &possible.missing)), ..Decision::default() };
    };
    let finding = finding(case, possible, strictest);
    Decision { finding: Some(finding), latest_end: strictest.1, status_due: status_due(case, strictest.0) }
}

fn finding(case: &Case<'_>, possible: &Possible<'_>, strictest: (&DurationRule, Option<NaiveDate>)) -> Finding {
    let (row, limit) = strictest;
    let verdict = possible.verdict();
    if verdict != Verdict::Unknown {
        return case.finding(&row.head, verdict, sentence(case, row, limit), used(row, limit));
    }
    if possible.is_agreed(verdict) {
        return case.undecided(&row.head, vec!["ends_on"], used(row, limit));
    }
    let mut missing = possible.missing.clone();
    if possible.outcomes.iter().any(|outcome| outcome.verdict == Verdict::Unknown) {
        missing.push("ends_on");
    }
    let first = possible.rows().next().unwrap_or(row);
    case.undecided(&first.head, missing, used(row, limit))
}

fn status_due(case: &Case<'_>, row: &DurationRule) -> bool {
    row.status_at_months.is_some_and(|months| {
        let due = last_day_of_months(case.first_start(), months);
        match case.facts.ends_on {
            Known::Is(end) => end >= due,
            Known::Nothing | Known::Absent => true,
        }
    })
}

fn used(row: &DurationRule, limit: Option<NaiveDate>) -> Numbers {
    let Some(limit) = limit else { return Numbers::new() };
    let (name, count) = match row.max {
        Some(Length::Months(months)) => ("max_months", months),
        Some(Length::Weeks(weeks)) => ("max_weeks", weeks),
        None => return Numbers::new(),
    };
    numbers([(name, Number::Count(i64::from(count))), ("latest_end", Number::Day(limit))])
}

fn sentence(case: &Case<'_>, row: &DurationRule, limit: Option<NaiveDate>) -> Label {
    let (form, group) = (wording::form_words(case.form), case.group_name());
    let (Some(max), Some(limit)) = (row.max, limit) else {
        return unlimited(form, group, row.head.verified);
    };
    let (length, last) = (wording::length(max), wording::day_words(limit));
    let (lasts_da, lasts_en) =
        if row.head.verified { ("varer højst", "lasts at most") } else { ("varer måske op til", "may last up to") };
    let (more_da, more_en) = extension_words(case, row);
    Label {
        da: format!("{} for {} {lasts_da} {}: senest {}.{more_da}", form.da, group.da, length.da, last.da),
        en: format!("{} for {} {lasts_en} {}: until {} at the latest.{more_en}", form.en, group.en, length.en, last.en),
    }
}

fn extension_words(case: &Case<'_>, row: &DurationRule) -> (&'static str, &'static str) {
    match (case.facts.extension_of.is_some(), row.extend.is_empty()) {
        (false, _) => ("", ""),
        (true, true) => (" Hele forløbet tæller fra første start og kan ikke forlænges.", " The whole run counts; it cannot be extended."),
        (true, false) => (
            " Hele forløbet tæller fra første start; forlængelse kræver en begrundelse.",
            " The whole run counts from its first start; an extension needs a justification.",
        ),
    }
}

fn unlimited(form: Words<'_>, group: Words<'_>, verified: bool) -> Label {
    if verified {
        return Label {
            da: format!("{} for {} har ingen tidsgrænse.", form.da, group.da),
            en: format!("{} for {} has no limit of time.", form.en, group.en),
        };
    }
    Label {
        da: format!("{}: varigheden for {} følger egne regler, som ikke er bekræftet.", form.da, group.da),
        en: format!("{}: the duration for {} follows rules of their own, which are not verified.", form.en, group.en),
    }
}

fn no_row(case: &Case<'_>, missing: &[&'static str]) -> Finding {
    let (form, group, day) = (wording::form_words(case.form), case.group_name(), wording::day_words(case.start));
    let text = Label {
        da: format!("{} for {} med start {}: regelsættet har ingen regel om varigheden.", form.da, group.da, day.da),
        en: format!("{} for {} from {}: the rule set has no rule on the duration.", form.en, group.en, day.en),
    };
    finding_without_row("no-row", text, missing)
}
