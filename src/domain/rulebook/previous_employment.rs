//! Whether the last employer may be the place (BAB § 61): the first row of the person's group decides.

use super::{
    case::Case,
    condition::Truth,
    facts::{Known, PreviousEmployment},
    rule::{Label, LastEmployer, PreviousEmploymentRule},
    verdict::{Finding, Numbers, Verdict},
    wording,
};

/// Tests the last employer; nothing where no row speaks of the kind and group.
pub(super) fn decide(case: &Case<'_>) -> Option<Finding> {
    let mut outcomes: Vec<(&PreviousEmploymentRule, Result<Verdict, Vec<&'static str>>)> = Vec::new();
    let mut missing = Vec::new();
    for row in case.rules.previous_employment.iter().filter(|row| row.head.applies_on(case.start)) {
        match case.is_in(&row.scope) {
            Truth::No => {}
            Truth::Yes => {
                outcomes.push((row, judge(case, row)));
                break;
            }
            Truth::Unknown(names) => {
                missing.extend(names);
                outcomes.push((row, judge(case, row)));
            }
        }
    }
    let (row, first) = outcomes.first()?;
    match first {
        Ok(verdict) if outcomes.iter().all(|(_, other)| other.as_ref() == Ok(verdict)) => {
            Some(case.finding(&row.head, *verdict, sentence(row), Numbers::new()))
        }
        _ => {
            missing.extend(outcomes.iter().filter_map(|(_, outcome)| outcome.as_ref().err()).flatten());
            Some(case.undecided(&row.head, missing, Numbers::new()))
        }
    }
}

fn judge(case: &Case<'_>, row: &PreviousEmploymentRule) -> Result<Verdict, Vec<&'static str>> {
    let employment = match &case.facts.previous_employment {
        Known::Is(employment) => *employment,
        Known::Nothing => return Ok(Verdict::Ok),
        Known::Absent => PreviousEmployment::default(),
    };
    let there = ask(employment.last_employer_is_this, "previous_employment.last_employer_is_this");
    let broken = match row.last_employer_same {
        LastEmployer::AllowSameFunction => Truth::No,
        LastEmployer::Deny => there,
        LastEmployer::AllowNewFunctionOnly => {
            let same = ask(employment.same_function, "previous_employment.same_function");
            let described = ask(employment.difference_described, "previous_employment.difference_described");
            let justified = Truth::of(row.needs.iter().all(|word| case.is_justified(word)));
            there.and(same.or(described.and(justified).not()))
        }
    };
    match broken {
        Truth::No => Ok(Verdict::Ok),
        Truth::Yes => Ok(row.head.breach()),
        Truth::Unknown(names) => Err(names),
    }
}

fn ask(fact: Known<bool>, name: &'static str) -> Truth {
    fact.value().map_or_else(|| Truth::missing(name), |value| Truth::of(*value))
}

fn sentence(row: &PreviousEmploymentRule) -> Label {
    match row.last_employer_same {
        LastEmployer::Deny => wording::label(
            "Forløbet må ikke ligge hos borgerens seneste arbejdsgiver.",
            "The placement may not be at the person's last employer.",
        ),
        LastEmployer::AllowSameFunction => wording::label(
            "Forløbet må ligge hos borgerens seneste arbejdsgiver, også i samme funktion.",
            "The placement may be at the person's last employer, also in the same function.",
        ),
        LastEmployer::AllowNewFunctionOnly => wording::label(
            "Hos borgerens seneste arbejdsgiver er kun en ny arbejdsfunktion mulig, efter konkret vurdering og med forskellen beskrevet i aftalen.",
            "At the person's last employer only a new work function is possible, after an assessment and with the difference described.",
        ),
    }
}
