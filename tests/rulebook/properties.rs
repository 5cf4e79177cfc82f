//! What never happens, whatever the facts are: a missing fact, one more occupant or a longer period never helps.

use std::cmp::Reverse;

use brobygger::domain::rulebook::{Answer, Facts, Finding, Known, Verdict, facts::HoursStep};
use chrono::{Days, NaiveDate};
use serde_json::Value;

use crate::{
    RULES,
    generator::{Dice, Generator},
};

const CASES: u64 = 10_000;

/// Runs a test over facts of every completeness; each case has dice of its own, so a failure names the seed that repeats it.
fn for_every_case(test: impl Fn(&Generator<'_>, &mut Dice, Facts) -> Result<(), String>) {
    let mut failures = Vec::new();
    for seed in 0..CASES {
        let generator = Generator::of_seed(&RULES, seed);
        let mut dice = Dice::new(seed);
        let facts = generator.facts(&mut dice);
        if let Err(why) = test(&generator, &mut dice, facts.clone()) {
            failures.push(format!("seed {seed}: {why}\n{}", serde_json::to_string(&facts).expect("facts are JSON")));
        }
    }
    assert!(failures.is_empty(), "{} of {CASES} cases, such as\n{}", failures.len(), failures[..failures.len().min(3)].join("\n"));
}

/// The same without overrides: one turns a block into a warning but never lifts an unknown, so where it stands the worse
/// may read as the better.
fn for_every_case_without_override(test: impl Fn(&Generator<'_>, &mut Dice, Facts) -> Result<(), String>) {
    for_every_case(|generator, dice, mut facts| {
        facts.justifications.retain(|word| !word.starts_with("override:"));
        test(generator, dice, facts)
    });
}

fn answer(facts: &Facts) -> Result<Answer, String> {
    RULES.evaluate(facts).map_err(|refused| refused.to_string())
}

fn finding<'a>(answer: &'a Answer, rule: &str) -> Option<&'a Finding> {
    answer.findings.iter().find(|finding| finding.rule == rule)
}

#[test]
fn every_case_has_an_answer_that_its_findings_bear_out() {
    for_every_case(|_, _, facts| {
        let answer = answer(&facts)?;
        let worst = answer.findings.iter().map(|finding| finding.verdict).max().unwrap_or(Verdict::Ok);
        let in_order = answer.findings.is_sorted_by_key(|finding| Reverse(finding.verdict));
        let named = answer.findings.iter().all(|finding| finding.verdict != Verdict::Unknown || !finding.text_en.is_empty());
        (worst == answer.verdict && in_order && named).then_some(()).ok_or_else(|| format!("{answer:?}"))
    });
}

#[test]
fn facts_at_the_ends_of_time_and_number_never_panic() {
    let edges = [NaiveDate::MIN, NaiveDate::MAX, NaiveDate::from_ymd_opt(1, 1, 1).expect("a day"), NaiveDate::default()];
    for_every_case(|_, dice, facts| {
        let mut facts = facts;
        facts.starts_on = Known::Is(dice.pick(&edges));
        facts.ends_on = Known::Is(dice.pick(&edges));
        facts.person.unemployed_since = Known::Is(dice.pick(&edges));
        facts.person.age = Known::Is(u32::MAX);
        facts.weekly_hours = Known::Is(vec![HoursStep { from: dice.pick(&edges), hours: f64::MAX }]);
        facts.workplace.monthly_ordinary = Known::Is(vec![f64::MAX; 12]);
        if let Known::Is(figure) = &mut facts.workplace.ordinary_employees {
            figure.count = Known::Is(dice.pick(&[0.0, f64::MAX, f64::MIN_POSITIVE]));
            figure.as_of = Known::Is(dice.pick(&edges));
        }
        for occupant in if let Known::Is(occupants) = &mut facts.workplace.occupants { occupants.as_mut_slice() } else { &mut [] } {
            occupant.starts_on = Known::Is(dice.pick(&edges));
            occupant.ends_on = Known::Is(dice.pick(&edges));
        }
        facts.extension_of = None;
        // A refusal is an answer too; a panic would end the test.
        let _ = RULES.evaluate(&facts);
        let _ = RULES.latest_end(&facts);
        Ok(())
    });
}

#[test]
fn one_more_occupant_never_improves_a_verdict() {
    for_every_case_without_override(|generator, dice, facts| {
        let Known::Is(start) = facts.starts_on else { return Ok(()) };
        let end = facts.ends_on.value().copied().unwrap_or(start);
        let mut fuller = facts.clone();
        if let Known::Is(occupants) = &mut fuller.workplace.occupants {
            occupants.push(generator.occupant(dice, start, end));
        }
        nothing_improves(&answer(&facts)?, &answer(&fuller)?)
    });
}

#[test]
fn a_longer_period_never_improves_a_verdict() {
    for_every_case_without_override(|_, dice, facts| {
        let mut longer = facts.clone();
        if let Known::Is(end) = &mut longer.ends_on {
            let more = if dice.chance(50) { 1 + dice.below(10) } else { dice.below(400) };
            *end = end.checked_add_days(Days::new(more)).expect("a day");
        }
        nothing_improves(&answer(&facts)?, &answer(&longer)?)
    });
}

/// No verdict is better than before: neither the whole one nor that of a rule which is still tested.
fn nothing_improves(before: &Answer, after: &Answer) -> Result<(), String> {
    if after.verdict < before.verdict {
        return Err(format!("{} becomes {}", before.verdict, after.verdict));
    }
    let improved = before.findings.iter().find(|one| finding(after, &one.rule).is_some_and(|other| other.verdict < one.verdict));
    improved.map_or(Ok(()), |one| Err(format!("{} improves", one.rule)))
}

#[test]
fn the_order_of_the_occupants_changes_nothing() {
    for_every_case(|_, dice, facts| {
        let mut turned = facts.clone();
        if let Known::Is(occupants) = &mut turned.workplace.occupants {
            let by = usize::try_from(dice.below(occupants.len() as u64)).expect("small");
            occupants.rotate_left(by);
            if dice.chance(50) {
                occupants.reverse();
            }
        }
        let (before, after) = (answer(&facts)?, answer(&turned)?);
        (before == after).then_some(()).ok_or_else(|| format!("{before:?}\n{after:?}"))
    });
}

#[test]
fn removing_a_fact_never_turns_anything_into_ok() {
    for_every_case(|_, dice, facts| {
        let whole = serde_json::to_value(&facts).expect("facts are JSON");
        let paths = removable(&whole);
        let before = answer(&facts)?;
        for _ in 0..6 {
            let path = dice.pick(&paths);
            let mut fewer = whole.clone();
            remove(&mut fewer, &path);
            let after = answer(&serde_json::from_value(fewer).expect("fewer facts are facts"))?;
            nothing_becomes_ok(&before, &after).map_err(|why| format!("without {}: {why}", path.join(".")))?;
        }
        Ok(())
    });
}

/// What was not ok does not become ok: the whole verdict, and what each rule says.
///
/// A rule that breaks does not fall silent either.
fn nothing_becomes_ok(before: &Answer, after: &Answer) -> Result<(), String> {
    if before.verdict != Verdict::Ok && after.verdict == Verdict::Ok {
        return Err(format!("{} becomes ok", before.verdict));
    }
    for one in before.findings.iter().filter(|one| one.verdict != Verdict::Ok) {
        match finding(after, &one.rule) {
            Some(other) if other.verdict == Verdict::Ok => return Err(format!("{} becomes ok", one.rule)),
            None if !is_relieved(one, after) => return Err(format!("{} falls silent", one.rule)),
            _ => {}
        }
    }
    Ok(())
}

/// Whether another finding speaks in the place of one that is gone: of the rows on duration and on the last employer only
/// one speaks, and without a start or a kind there is one finding in all.
fn is_relieved(gone: &Finding, after: &Answer) -> bool {
    let duration = |finding: &Finding| finding.rule == "no-row" || RULES.duration.iter().any(|row| row.head.id == finding.rule);
    let employment = |finding: &Finding| RULES.previous_employment.iter().any(|row| row.head.id == finding.rule);
    let same_question = |other: &Finding| duration(gone) && duration(other) || employment(gone) && employment(other);
    let without_start_or_kind = after.rule_set.is_none();
    without_start_or_kind || after.findings.iter().any(|other| same_question(other) && other.verdict != Verdict::Ok)
}

/// The paths of all facts and groups of facts, but not those whose absence means "none", and no entries of lists: a
/// list without an entry says another thing, not less.
fn removable(facts: &Value) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    collect(facts, &[], &mut paths);
    paths.retain(|path| path[0] != "extension_of" && path[0] != "justifications");
    paths
}

fn collect(value: &Value, above: &[String], paths: &mut Vec<Vec<String>>) {
    let entries: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, member)| (name.clone(), member)).collect(),
        Value::Array(entries) => entries.iter().enumerate().map(|(index, entry)| (index.to_string(), entry)).collect(),
        _ => return,
    };
    for (name, member) in entries {
        let path = [above, &[name]].concat();
        collect(member, &path, paths);
        // The steps of the hours are read whole: a step without a day or hours is refused.
        if value.is_object() && path[0] != "weekly_hours" || path.len() == 1 {
            paths.push(path);
        }
    }
}

fn remove(facts: &mut Value, path: &[String]) {
    match (facts, path) {
        (Value::Object(members), [last]) => {
            members.remove(last);
        }
        (Value::Object(members), [first, rest @ ..]) => remove(members.get_mut(first).expect("a member"), rest),
        (Value::Array(entries), [first, rest @ ..]) => remove(&mut entries[first.parse::<usize>().expect("an index")], rest),
        _ => {}
    }
}
