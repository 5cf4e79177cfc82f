//! Whether the last employer may be the place (BAB § 61): the first row of the person's group decides.

use super::{
    case::Case,
    condition::Truth,
    facts::{Known, PreviousEmployment},
    numbers::Numbers,
    rule::{Label, LastEmployer, PreviousEmploymentRule},
    verdict::{Finding, Verdict},
    wording,
};

/// The rows that may decide, each with what it says or what it would have to know, and what tells which decides.
#[derive(Default)]
pub(super) struct Possible<'a> {
    outcomes: Vec<(&'a PreviousEmploymentRule, Result<Verdict, Vec<&'static str>>)>,
    missing: Vec<&'static str>,
}

/// Tests the last employer; nothing where no row speaks of the kind and group.
pub(super) fn decide(case: &Case<'_>) -> Option<Finding> {
    let possible = possible(case);
    let (row, _) = possible.outcomes.first()?;
    match possible.verdict()? {
        Verdict::Unknown => Some(case.undecided(&row.head, possible.missing(), Numbers::new())),
        verdict => Some(case.finding(&row.head, verdict, sentence(row), Numbers::new())),
    }
}

/// What the rows say of the case.
pub(super) fn possible<'a>(case: &Case<'a>) -> Possible<'a> {
    let mut possible = Possible::default();
    for row in case.rules.previous_employment.iter().filter(|row| row.head.applies_on(case.start)) {
        match case.is_in(&row.scope) {
            Truth::No => {}
            Truth::Yes => {
                possible.outcomes.push((row, judge(case, row)));
                break;
            }
            Truth::Unknown(names) => {
                possible.missing.extend(names);
                possible.outcomes.push((row, judge(case, row)));
            }
        }
    }
    possible
}

impl Possible<'_> {
    /// What the rows say together: unknown where they differ, none where there is none.
    pub(super) fn verdict(&self) -> Option<Verdict> {
        let (_, first) = self.outcomes.first()?;
        let agreed = self.outcomes.iter().all(|(_, other)| other.as_ref().ok() == first.as_ref().ok());
        Some(first.as_ref().ok().copied().filter(|_| agreed).unwrap_or(Verdict::Unknown))
    }

    fn missing(self) -> Vec<&'static str> {
        let asked = self.outcomes.into_iter().filter_map(|(_, outcome)| outcome.err()).flatten();
        self.missing.into_iter().chain(asked).collect()
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

/// What a row says.
pub(super) fn sentence(row: &PreviousEmploymentRule) -> Label {
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
