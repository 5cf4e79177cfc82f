//! What a form that takes a place begins with: a period that leaves the company its time to answer, and how long each
//! kind may last from there.

use chrono::{Datelike, Days, NaiveDate};

use super::{Proposal, surroundings::Known};
use crate::{
    domain::{
        period::{Period, last_day_of_weeks},
        rulebook::outlook::Outlook,
        terms::PlacementForm,
    },
    use_cases::{app::App, citizens::CitizenFile},
};

/// Weeks that the form suggests where nothing limits the period.
const SUGGESTED_WEEKS: u32 = 26;

/// What lies ahead where a place is taken.
#[derive(Clone, Debug)]
pub struct Ahead {
    /// The period to begin with, where the match has one.
    pub suggested: Option<Period>,
    /// The first day of the outlooks.
    pub from: NaiveDate,
    /// Latest end and next steps of each kind that the place takes, from that day.
    pub outlooks: Vec<(PlacementForm, Outlook)>,
}

/// What lies ahead from a day that was typed, or else from the suggested one.
pub(super) fn ahead(
    app: &App,
    known: &Known,
    (file, place): (&CitizenFile, &Proposal),
    today: NaiveDate,
    typed: Option<NaiveDate>,
) -> Ahead {
    let answered = today + Days::new(app.settings.holds.answer_days.unsigned_abs());
    let last = [place.slot.open_to, file.citizen.profile.can_to].into_iter().flatten().min();
    let suggested = place.found.period.map(|judged| {
        let to = judged.to.unwrap_or_else(|| last_day_of_weeks(judged.from, SUGGESTED_WEEKS));
        begun_after(Period { from: judged.from, to }, answered, last)
    });
    let from = typed.or(suggested.map(|period| period.from)).unwrap_or(today);
    let one = |form: PlacementForm| Some((form, known.rules().outlook(&known.facts(&place.slot, form, from)?).ok()?));
    Ahead { suggested, from, outlooks: place.slot.forms.iter().filter_map(|form| one(*form)).collect() }
}

/// The same length from the first Monday on or after a day, cut after a last day; unchanged where nothing is left.
fn begun_after(period: Period, day: NaiveDate, last: Option<NaiveDate>) -> Period {
    let monday = day + Days::new(u64::from((7 - day.weekday().num_days_from_monday()) % 7));
    let from = monday.max(period.from);
    let to = period.to + (from - period.from);
    Period::new(from, last.map_or(to, |last| to.min(last))).unwrap_or(period)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn begun(from: &str, to: &str, closes: Option<&str>) -> (String, String) {
        let period = begun_after(Period { from: day(from), to: day(to) }, day("2026-12-06"), closes.map(day));
        (period.from.to_string(), period.to.to_string())
    }

    #[test]
    fn the_suggestion_leaves_the_company_its_time_to_answer() {
        let both = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        assert_eq!(begun("2026-11-23", "2026-12-20", None), both("2026-12-07", "2027-01-03"));
        assert_eq!(begun("2026-12-01", "2027-02-16", Some("2027-02-16")), both("2026-12-07", "2027-02-16"), "cut where it closes");
        assert_eq!(begun("2026-11-23", "2026-12-04", Some("2026-12-04")), both("2026-11-23", "2026-12-04"), "nothing would be left");
        assert_eq!(begun("2027-01-05", "2027-02-01", None), both("2027-01-05", "2027-02-01"), "later than that already");
    }
}
