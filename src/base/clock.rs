//! Time is handed in, so that a test or a demo can stand on any day.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::{Europe::Copenhagen, Tz};

/// A moment, to the microsecond (PostgreSQL keeps no more).
pub type Moment = DateTime<Utc>;

/// The municipality's time zone.
pub const ZONE: Tz = Copenhagen;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Moment;

    /// The present day in Denmark.
    fn today(&self) -> NaiveDate {
        day_of(self.now())
    }
}

/// The Danish day of a moment.
#[must_use]
pub fn day_of(moment: Moment) -> NaiveDate {
    moment.with_timezone(&ZONE).date_naive()
}

/// The moment at which a Danish wall clock shows this time; in the hour that summer time skips, one hour later.
#[must_use]
pub fn moment_at(day: NaiveDate, time: NaiveTime) -> Moment {
    let wall = day.and_time(time);
    ZONE.from_local_datetime(&wall)
        .earliest()
        .or_else(|| ZONE.from_local_datetime(&(wall + Duration::hours(1))).earliest())
        .map_or_else(|| wall.and_utc(), |zoned| zoned.with_timezone(&Utc))
}

/// The last moment of a Danish day.
#[must_use]
pub fn end_of_day(day: NaiveDate) -> Moment {
    moment_at(day.checked_add_days(Days::new(1)).unwrap_or(day), NaiveTime::MIN) - Duration::microseconds(1)
}

fn to_micros(moment: Moment) -> Moment {
    DateTime::from_timestamp_micros(moment.timestamp_micros()).unwrap_or(moment)
}

/// The machine's clock, moved by a fixed amount (a demo's `--today`).
pub struct MachineClock {
    moved_by: Duration,
}

impl MachineClock {
    /// The machine's own time.
    #[must_use]
    pub fn new() -> Self {
        Self { moved_by: Duration::zero() }
    }

    /// A clock that shows 08:00 of a Danish day now and runs on from there.
    #[must_use]
    pub fn starting_on(day: NaiveDate) -> Self {
        let start = moment_at(day, NaiveTime::from_hms_opt(8, 0, 0).unwrap_or(NaiveTime::MIN));
        Self { moved_by: start - machine_now() }
    }
}

impl Default for MachineClock {
    fn default() -> Self {
        Self::new()
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's time")]
fn machine_now() -> Moment {
    Utc::now()
}

impl Clock for MachineClock {
    fn now(&self) -> Moment {
        to_micros(machine_now() + self.moved_by)
    }
}

/// A clock that stands still until it is moved.
#[derive(Clone)]
pub struct StandingClock(Arc<Mutex<Moment>>);

impl StandingClock {
    /// A clock that shows this moment.
    #[must_use]
    pub fn at(moment: Moment) -> Self {
        Self(Arc::new(Mutex::new(to_micros(moment))))
    }

    /// Moves the hands.
    pub fn advance(&self, by: Duration) {
        let mut moment = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *moment += by;
    }
}

impl Clock for StandingClock {
    fn now(&self) -> Moment {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_danish_day_begins_before_the_utc_day() {
        let late_evening = Utc.with_ymd_and_hms(2026, 3, 1, 23, 30, 0).single().expect("a moment");
        assert_eq!(day_of(late_evening).to_string(), "2026-03-02");
    }

    #[test]
    fn a_time_that_summer_time_skips_is_an_hour_later() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 29).expect("a day");
        let skipped = moment_at(day, NaiveTime::from_hms_opt(2, 30, 0).expect("a time"));
        assert_eq!(skipped.to_rfc3339(), "2026-03-29T01:30:00+00:00");
    }
}
