//! What was promised and whether it was kept: judged by a person duty by duty, and counted from plain facts.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    base::clock::Moment,
    domain::{ids::AccountId, terms::words},
};

words! {
    /// Whether a duty was kept.
    Judgement {
        /// Kept.
        Kept = "kept",
        /// Not kept.
        Broken = "broken",
    }
}

/// A judgement on a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyJudged {
    /// Which duty.
    pub duty: Uuid,
    /// Whether it was kept.
    pub judgement: Judgement,
    /// On which day that was said.
    pub on: NaiveDate,
    /// Who said it.
    pub by: Option<AccountId>,
}

/// The course of one question to the company, as far as it counts here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    /// When the company was asked.
    pub asked_at: Moment,
    /// When it answered.
    pub answered_at: Option<Moment>,
    /// Whether its answer was a yes, after which the municipality has the next step.
    pub said_yes: bool,
    /// When the municipality took that step: the name was released, the place agreed, or the question withdrawn.
    pub next_step_at: Option<Moment>,
}

/// How long one side took, in whole hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnswerTimes {
    /// Answers given.
    pub given: u32,
    /// The middle one; none without answers.
    pub median_hours: Option<i64>,
    /// The slowest.
    pub slowest_hours: Option<i64>,
    /// Still waited for.
    pub open: u32,
}

/// What the figures say about the promises of an agreement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PromiseFigures {
    /// Candidates who were sent.
    pub sent: u32,
    /// The company's answers.
    pub company: AnswerTimes,
    /// The municipality's next steps after a yes.
    pub municipality: AnswerTimes,
    /// Seats promised.
    pub seats_promised: u32,
    /// Seats that are there today: free or in use.
    pub seats_open: u32,
}

fn times(spans: impl Iterator<Item = (Moment, Option<Moment>)>) -> AnswerTimes {
    let (mut hours, mut open) = (Vec::new(), 0);
    for (from, to) in spans {
        match to {
            Some(to) => hours.push((to - from).num_hours().max(0)),
            None => open += 1,
        }
    }
    hours.sort_unstable();
    AnswerTimes {
        given: u32::try_from(hours.len()).unwrap_or(u32::MAX),
        median_hours: hours.get(hours.len().saturating_sub(1) / 2).copied(),
        slowest_hours: hours.last().copied(),
        open,
    }
}

/// Counts the facts; `seats` are those promised and those there today.
#[must_use]
pub fn figures(courses: &[Course], (promised, open): (u32, u32)) -> PromiseFigures {
    let steps = courses.iter().filter(|course| course.said_yes).filter_map(|course| Some((course.answered_at?, course.next_step_at)));
    PromiseFigures {
        sent: u32::try_from(courses.len()).unwrap_or(u32::MAX),
        company: times(courses.iter().map(|course| (course.asked_at, course.answered_at))),
        municipality: times(steps),
        seats_promised: promised,
        seats_open: open,
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Duration, TimeZone, Utc};

    use super::*;

    fn course(answered: Option<i64>, said_yes: bool, step: Option<i64>) -> Course {
        let asked_at = Utc.with_ymd_and_hms(2026, 3, 2, 7, 0, 0).single().expect("a moment");
        let after = |hours: i64| asked_at + Duration::hours(hours);
        Course { asked_at, answered_at: answered.map(after), said_yes, next_step_at: step.map(after) }
    }

    #[test]
    fn each_side_is_measured_from_when_it_had_the_ball() {
        let all =
            [course(Some(4), true, Some(52)), course(Some(30), true, None), course(Some(10), false, Some(11)), course(None, false, None)];
        let found = figures(&all, (5, 4));
        assert_eq!(found.sent, 4);
        assert_eq!(found.company, AnswerTimes { given: 3, median_hours: Some(10), slowest_hours: Some(30), open: 1 });
        assert_eq!(found.municipality, AnswerTimes { given: 1, median_hours: Some(48), slowest_hours: Some(48), open: 1 });
        assert_eq!((found.seats_promised, found.seats_open), (5, 4));
    }

    #[test]
    fn nothing_asked_is_nothing_judged() {
        assert_eq!(figures(&[], (0, 0)), PromiseFigures::default());
    }
}
