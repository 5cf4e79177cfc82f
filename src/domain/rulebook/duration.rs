//! How long a placement may last: the first verified row decides, an unverified one before it only warns.

use chrono::NaiveDate;

use super::{
    case::{Case, finding_without_row, numbers},
    condition::Truth,
    facts::Known,
    rule::{DurationRule, ExtensionStep, Label, Length},
    verdict::{Finding, Number, Numbers, Verdict},
    wording,
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

/// One row that may decide, and what it would say.
struct Outcome<'a> {
    row: &'a DurationRule,
    verdict: Verdict,
    limit: Option<NaiveDate>,
}

/// The rows that may decide and the facts that would tell which does.
#[derive(Default)]
struct Possible<'a> {
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
    let rows = || case.rules.duration.iter().filter(|row| row.scope.types.contains(&case.form));
    if rows().next().is_none() {
        return Decision::default();
    }
    if case.facts.person.target_group.value().is_none() {
        let names = ["person.target_group"];
        return Decision { finding: Some(finding_without_row("no-row", wording::undecided(&names), &names)), ..Decision::default() };
    }
    let candidates = rows().filter(|row| row.head.applies_on(case.start)).map(|row| (row, case.is_in(&row.scope)));
    let possible = gather(case, candidates);
    if possible.outcomes.is_empty() {
        return Decision { finding: Some(no_row(case, &possible.missing)), ..Decision::default() };
    }
    conclude(case, &possible)
}

fn gather<'a>(case: &Case<'_>, rows: impl Iterator<Item = (&'a DurationRule, Truth)>) -> Possible<'a> {
    let mut possible = Possible::default();
    for (row, truth) in rows {
        let certain = match truth {
            Truth::No => continue,
            Truth::Yes => true,
            Truth::Unknown(names) => {
                possible.missing.extend(names);
                false
            }
        };
        if row.head.verified || row.alone {
            judge(case, row, &mut possible);
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
    possible.outcomes.extend(wider.into_iter().map(|(row, _)| Outcome { row, verdict: Verdict::Warn, limit: limit(case, row) }));
    possible
}

fn judge<'a>(case: &Case<'_>, row: &'a DurationRule, possible: &mut Possible<'a>) {
    let limit_here = limit(case, row);
    let verdict = if row.alone && !row.head.verified { Verdict::Warn } else { within(case, limit_here, row.head.breach()) };
    if verdict == row.head.breach() && verdict > Verdict::Ok {
        let allows_more = |row: &DurationRule| limit(case, row).is_none_or(|last| case.end().is_some_and(|end| end <= last));
        let wider: Vec<_> = possible.wider.iter().copied().filter(|(row, _)| allows_more(row)).collect();
        let sure = wider.iter().any(|(_, certain)| *certain);
        possible.outcomes.extend(wider.iter().map(|(row, _)| Outcome { row, verdict: Verdict::Warn, limit: limit(case, row) }));
        if sure {
            return;
        }
    }
    possible.outcomes.push(Outcome { row, verdict, limit: limit_here });
}

fn within(case: &Case<'_>, limit: Option<NaiveDate>, breach: Verdict) -> Verdict {
    let Some(last) = limit else { return Verdict::Ok };
    match case.end() {
        Some(end) if end <= last => Verdict::Ok,
        Some(_) => breach,
        None if case.start > last => breach,
        None => Verdict::Unknown,
    }
}

/// The last day that a row allows, with the justifications that were given.
fn limit(case: &Case<'_>, row: &DurationRule) -> Option<NaiveDate> {
    let first = case.first_start();
    let mut last = match row.max? {
        Length::Weeks(weeks) => last_day_of_weeks(first, weeks),
        Length::Months(months) => last_day_of_months(first, months),
    };
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

fn conclude(case: &Case<'_>, possible: &Possible<'_>) -> Decision {
    let strictest = possible.outcomes.iter().min_by_key(|outcome| outcome.limit.unwrap_or(NaiveDate::MAX));
    let Some(outcome) = strictest else { return Decision::default() };
    let agreed = !possible.none_is_possible && possible.outcomes.iter().all(|other| other.verdict == outcome.verdict);
    let finding = match outcome.verdict {
        verdict if agreed && verdict != Verdict::Unknown => {
            case.finding(&outcome.row.head, verdict, sentence(case, outcome), used(outcome))
        }
        _ if agreed => case.undecided(&outcome.row.head, vec!["ends_on"], used(outcome)),
        _ => {
            let mut missing = possible.missing.clone();
            if possible.outcomes.iter().any(|other| other.verdict == Verdict::Unknown) {
                missing.push("ends_on");
            }
            let first = possible.outcomes.first().unwrap_or(outcome);
            case.undecided(&first.row.head, missing, used(outcome))
        }
    };
    Decision { finding: Some(finding), latest_end: outcome.limit, status_due: status_due(case, outcome.row) }
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

fn used(outcome: &Outcome<'_>) -> Numbers {
    let Some(limit) = outcome.limit else { return Numbers::new() };
    let (name, count) = match outcome.row.max {
        Some(Length::Months(months)) => ("max_months", months),
        Some(Length::Weeks(weeks)) => ("max_weeks", weeks),
        None => return Numbers::new(),
    };
    numbers([(name, Number::Count(i64::from(count))), ("latest_end", Number::Day(limit))])
}

fn sentence(case: &Case<'_>, outcome: &Outcome<'_>) -> Label {
    let (form, group) = (wording::form(case.form), case.group_name());
    let (Some(max), Some(limit)) = (outcome.row.max, outcome.limit) else {
        return unlimited(&form, &group, outcome.row.head.verified);
    };
    let (length, last) = (wording::length(max), wording::day(limit));
    let (lasts_da, lasts_en) =
        if outcome.row.head.verified { ("varer højst", "lasts at most") } else { ("varer måske op til", "may last up to") };
    let (more_da, more_en) = extension_words(case, outcome.row);
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

fn unlimited(form: &Label, group: &Label, verified: bool) -> Label {
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
    let (form, group, day) = (wording::form(case.form), case.group_name(), wording::day(case.start));
    let text = Label {
        da: format!("{} for {} med start {}: regelsættet har ingen regel om varigheden.", form.da, group.da, day.da),
        en: format!("{} for {} from {}: the rule set has no rule on the duration.", form.en, group.en, day.en),
    };
    finding_without_row("no-row", text, missing)
}
