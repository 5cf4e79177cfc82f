//! The ratio meter: how many of the allowed seats are used, week by week.

use askama::Template;
use askama::filters::HtmlSafe;
use chrono::NaiveDate;

use super::Tone;
use crate::i18n::Texts;

/// Width of a week and height of the drawing, in its own units.
const WEEK: u32 = 10;
const HEIGHT: u32 = 40;

/// One week of the meter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeterWeek {
    /// Its Monday.
    pub first: NaiveDate,
    /// Seats used in it.
    pub used: u32,
    /// Seats that the rule allows in it.
    pub allowed: u32,
}

/// `4 af 4 brugt · næste ledige 15. marts` with a bar for each week and a link to the arithmetic.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/meter.html")]
pub struct Meter {
    texts: Texts,
    title: String,
    used: u32,
    allowed: u32,
    next_free: Option<NaiveDate>,
    weeks: Vec<MeterWeek>,
    link: String,
}

impl HtmlSafe for Meter {}

impl Meter {
    /// A meter of today's figures.
    #[must_use]
    pub fn new(texts: Texts, title: impl Into<String>, used: u32, allowed: u32) -> Self {
        Self { texts, title: title.into(), used, allowed, next_free: None, weeks: Vec::new(), link: String::new() }
    }

    /// The first day on which a seat is free again.
    #[must_use]
    pub const fn next_free(mut self, day: Option<NaiveDate>) -> Self {
        self.next_free = day;
        self
    }

    /// The weeks to draw.
    #[must_use]
    pub fn weeks(mut self, weeks: Vec<MeterWeek>) -> Self {
        self.weeks = weeks;
        self
    }

    /// The address of the arithmetic.
    #[must_use]
    pub fn link(mut self, url: impl Into<String>) -> Self {
        self.link = url.into();
        self
    }

    fn sentence(&self) -> String {
        let used = self.texts.with("meter-used", &[("used", self.used.into()), ("allowed", self.allowed.into())]);
        match self.next_free {
            Some(day) if self.used >= self.allowed => {
                format!("{used} · {}", self.texts.name("meter-next-free", &self.texts.date_plain(day)))
            }
            _ => used.into_owned(),
        }
    }

    const fn tone(&self) -> Tone {
        if self.used > self.allowed {
            Tone::Stop
        } else if self.used == self.allowed {
            Tone::Taken
        } else {
            Tone::Free
        }
    }

    fn top(&self) -> u32 {
        self.weeks.iter().map(|week| week.used.max(week.allowed)).max().unwrap_or(0).max(1)
    }

    fn width(&self) -> u32 {
        WEEK * u32::try_from(self.weeks.len()).unwrap_or(0)
    }

    fn left(&self, index: &usize) -> u32 {
        WEEK * u32::try_from(*index).unwrap_or(0)
    }

    fn height_of(&self, seats: &u32) -> u32 {
        seats * HEIGHT / self.top()
    }

    fn top_of(&self, seats: &u32) -> u32 {
        HEIGHT - self.height_of(seats)
    }
}
