//! Bounds of what a placement can be: days of this age, not for ever, hours of a week, grounds that the rules know.

use chrono::{Duration, NaiveDate};

use crate::{
    base::clock::Moment,
    domain::{
        period::{Period, is_plausible},
        placement::HoursStep,
        refusal::{FieldRefused, Refusal},
        rulebook::RuleBook,
    },
};

/// Longest placement, days: two temporary fleksjob of five years each.
const LONGEST_DAYS: i64 = 3660;
/// Fewest and most hours a week: half an hour, and the 48 of the working time directive (2003/88/EC article 6).
pub const WEEKLY_HOURS: std::ops::RangeInclusive<f64> = 0.5..=48.0;
/// Most steps of the hours: one a week for five years.
const MOST_STEPS: usize = 260;
/// Furthest ahead that a first talk can be, days.
const FURTHEST_TALK_DAYS: i64 = 365;

/// Refuses an end before the start, years that nobody means, and a period without a foreseeable end.
pub(super) fn period(period: Period) -> Option<FieldRefused> {
    if period.to < period.from {
        return Some(FieldRefused::new("ends_on", "ends-before-it-starts"));
    }
    if !is_plausible(period.from) {
        return Some(FieldRefused::new("starts_on", "day-not-plausible"));
    }
    let too_long = !is_plausible(period.to) || period.days() > LONGEST_DAYS;
    too_long.then(|| FieldRefused::new("ends_on", "period-too-long"))
}

/// Refuses hours that no week has: the first step on the first day or before, the others in order inside the period.
pub(super) fn hours(steps: &[HoursStep], period: Period) -> Option<FieldRefused> {
    let in_order = steps.is_sorted_by(|one, next| one.from < next.from);
    let begins = steps.first().is_some_and(|step| step.from <= period.from && is_plausible(step.from));
    let inside = steps.iter().all(|step| step.from <= period.to && WEEKLY_HOURS.contains(&step.hours));
    let sound = steps.len() <= MOST_STEPS && in_order && begins && inside;
    (!sound).then(|| FieldRefused::new("weekly_hours", "weekly-hours-not-sound"))
}

/// Refuses grounds that no rule asks for; those that pass over a rule go with a decision, never with the placement.
pub(super) fn justifications(book: &RuleBook, words: &[String]) -> Result<(), Refusal> {
    super::law::without_overrides(words)?;
    let known = book.justifications();
    if words.iter().all(|word| known.contains(word.as_str())) {
        return Ok(());
    }
    Err(Refusal::field("justifications", "justification-unknown"))
}

/// Refuses times for a first talk that are past, or further off than a year.
pub(super) fn talks(times: &[Moment], now: Moment) -> Result<(), Refusal> {
    let furthest = now + Duration::days(FURTHEST_TALK_DAYS);
    if times.iter().any(|time| *time <= now) {
        return Err(Refusal::field("times", "time-is-past"));
    }
    if times.iter().any(|time| *time > furthest) { Err(Refusal::field("times", "time-is-far-off")) } else { Ok(()) }
}

/// The same refusal for a new end.
pub(super) fn end(from: NaiveDate, to: NaiveDate) -> Result<(), Refusal> {
    period(Period { from, to }).map_or(Ok(()), |refused| Err(Refusal::Invalid { fields: vec![refused] }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn reason(refused: Option<FieldRefused>) -> &'static str {
        refused.map_or("", |refused| refused.reason)
    }

    #[test]
    fn a_period_lies_in_this_age_and_ends_within_ten_years() {
        let period_of = |from: &str, to: &str| reason(period(Period { from: day(from), to: day(to) }));
        assert_eq!(period_of("2026-03-02", "2036-03-02"), "");
        assert_eq!(period_of("2026-03-02", "2036-03-20"), "period-too-long");
        assert_eq!(period_of("2026-03-02", "+262142-12-31"), "period-too-long");
        assert_eq!(period_of("-262143-01-01", "2026-03-02"), "day-not-plausible");
        assert_eq!(period_of("2026-03-02", "2026-03-01"), "ends-before-it-starts");
    }

    #[test]
    fn hours_are_those_of_a_week() {
        let span = Period { from: day("2026-03-02"), to: day("2026-05-31") };
        let one = |hours: f64| reason(hours_of(&[(span.from, hours)], span));
        assert_eq!((one(0.5), one(48.0)), ("", ""));
        for wrong in [1e-300, 0.0, 48.5, f64::NAN, f64::INFINITY] {
            assert_eq!(one(wrong), "weekly-hours-not-sound", "{wrong}");
        }
        let many: Vec<_> = (0..300).map(|step| (span.from - Duration::days(300 - step), 8.0)).collect();
        assert_eq!(reason(hours_of(&many, span)), "weekly-hours-not-sound");
        assert_eq!(reason(hours_of(&[(day("-262143-01-01"), 8.0)], span)), "weekly-hours-not-sound");
    }

    fn hours_of(steps: &[(NaiveDate, f64)], span: Period) -> Option<FieldRefused> {
        hours(&steps.iter().map(|(from, hours)| HoursStep { from: *from, hours: *hours }).collect::<Vec<_>>(), span)
    }
}
