//! The pair: what only a person and a place together tell, and the verdict of all three parts.

use chrono::NaiveDate;

use super::{
    person::{PersonPart, Terms, worst_day},
    workplace::WorkplacePart,
};
use crate::domain::rulebook::{
    facts::{HoursStep, Known, PreviousEmployment},
    gates::HoursFit,
    ratio,
    verdict::Verdict,
};

/// What only a person and a place together tell.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// Last day.
    pub ends_on: Known<NaiveDate>,
    /// Hours a week in steps; none where nobody has said.
    pub weekly_hours: &'a [HoursStep],
    /// The last employer is this company.
    pub last_employer_is_this: Option<bool>,
    /// The same work function as then.
    pub same_function: Option<bool>,
    /// The difference is written in the agreement.
    pub difference_described: Option<bool>,
}

const ANSWERS: [Option<bool>; 3] = [None, Some(false), Some(true)];

const fn number(answer: Option<bool>) -> usize {
    match answer {
        None => 0,
        Some(false) => 1,
        Some(true) => 2,
    }
}

impl Pair<'_> {
    /// How many ways there are to answer the three questions about the last employer.
    pub(super) const EMPLOYMENTS: usize = ANSWERS.len().pow(3);

    /// Each way to answer the three questions, in the order of [`Self::employment`].
    pub(super) fn employments() -> impl Iterator<Item = Self> {
        let answered = |there, same, described| Pair {
            ends_on: Known::Absent,
            weekly_hours: &[],
            last_employer_is_this: there,
            same_function: same,
            difference_described: described,
        };
        ANSWERS.into_iter().flat_map(move |there| {
            ANSWERS.into_iter().flat_map(move |same| ANSWERS.into_iter().map(move |described| answered(there, same, described)))
        })
    }

    const fn employment(&self) -> usize {
        let (there, same) = (number(self.last_employer_is_this), number(self.same_function));
        (there * ANSWERS.len() + same) * ANSWERS.len() + number(self.difference_described)
    }

    /// The last job with what the pair tells of it.
    pub(super) fn told_of(&self, employment: PreviousEmployment) -> PreviousEmployment {
        PreviousEmployment {
            last_employer_is_this: Known::or_absent(self.last_employer_is_this),
            same_function: Known::or_absent(self.same_function),
            difference_described: Known::or_absent(self.difference_described),
            ..employment
        }
    }
}

/// The law's verdict on a person at a workplace from the workplace's day on.
///
/// Unknown where the parts were made for different kinds, or the person's part for later starts only.
#[must_use]
pub fn verdict(person: &PersonPart, workplace: &WorkplacePart, pair: &Pair<'_>) -> Verdict {
    match person.terms(workplace.start, workplace.sector) {
        Some(terms) if person.form == workplace.form => together(terms, workplace, pair),
        _ => Verdict::Unknown,
    }
}

fn together(terms: &Terms, workplace: &WorkplacePart, pair: &Pair<'_>) -> Verdict {
    let (start, end) = (workplace.start, pair.ends_on.value().copied());
    let alone = terms.fixed.max(terms.employment[pair.employment()]).max(terms.duration.verdict(start, end));
    let hours = terms.hours.iter().map(|(limit, table)| table[HoursFit::of(pair.weekly_hours, (start, end), *limit) as usize]);
    let worst = |room: &ratio::Room| room.worst(start, pair.ends_on);
    let ratio = terms.ratio.iter().zip(&workplace.rooms).map(|(table, room)| table[worst_day(room.as_ref().map(worst))]);
    let growth = terms.growth.iter().zip(&workplace.standings).map(|(table, standing)| table[*standing as usize]);
    hours.chain(ratio).chain(growth).fold(alone, Verdict::max)
}
