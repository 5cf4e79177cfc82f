//! The ratio meter: how many of the allowed places are filled, today and week by week.

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
    /// Places filled in it.
    pub used: u32,
    /// Places that are perhaps filled besides.
    pub perhaps: u32,
    /// Places that the rule allows in it; none where that is not known.
    pub allowed: Option<u32>,
    /// Places that it would allow by a figure that is too old to say so.
    pub expected: Option<u32>,
}

impl MeterWeek {
    /// What is drawn as the room of the week.
    fn room(self) -> u32 {
        self.allowed.or(self.expected).unwrap_or(0)
    }
}

/// What comes after today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeterAhead {
    /// Nothing to tell.
    Nothing,
    /// There is room today, and none from a day on.
    FullFrom(NaiveDate),
    /// There is none today; a place opens on a day, and perhaps fills up again after another.
    OpensOn(NaiveDate, Option<NaiveDate>),
    /// There is none in all the weeks.
    NoneOpens,
}

/// `4 af 4 brugt · næste ledige 15. marts` with a bar for each week and the same as a table.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/meter.html")]
pub struct Meter {
    texts: Texts,
    title: String,
    used: u32,
    perhaps: u32,
    allowed: Option<u32>,
    ahead: MeterAhead,
    weeks: Vec<MeterWeek>,
}

impl HtmlSafe for Meter {}

impl Meter {
    /// A meter of today's figures; none is allowed where that is not known.
    #[must_use]
    pub fn new(texts: Texts, title: impl Into<String>, used: u32, allowed: Option<u32>) -> Self {
        Self { texts, title: title.into(), used, perhaps: 0, allowed, ahead: MeterAhead::Nothing, weeks: Vec::new() }
    }

    /// Places that are perhaps filled besides.
    #[must_use]
    pub const fn perhaps(mut self, count: u32) -> Self {
        self.perhaps = count;
        self
    }

    /// What comes after today.
    #[must_use]
    pub const fn ahead(mut self, ahead: MeterAhead) -> Self {
        self.ahead = ahead;
        self
    }

    /// The weeks to draw.
    #[must_use]
    pub fn weeks(mut self, weeks: Vec<MeterWeek>) -> Self {
        self.weeks = weeks;
        self
    }

    /// `4 af 4 brugt · næste ledige 15. marts`.
    #[must_use]
    pub fn sentence(&self) -> String {
        let used = count(self.texts, self.used, self.perhaps);
        let now = match self.allowed {
            Some(allowed) => self.texts.with("meter-used", &[("used", used.into()), ("allowed", allowed.into())]),
            None => self.texts.name("meter-unknown", &used),
        };
        [Some(now.into_owned()), self.told_ahead()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn told_ahead(&self) -> Option<String> {
        let (texts, day) = (self.texts, |day: NaiveDate| self.texts.date_plain(day));
        match self.ahead {
            MeterAhead::Nothing => None,
            MeterAhead::FullFrom(from) => Some(texts.name("meter-full-from", &day(from)).into_owned()),
            MeterAhead::OpensOn(from, None) => Some(texts.name("meter-next-free", &day(from)).into_owned()),
            MeterAhead::OpensOn(from, Some(to)) => {
                Some(texts.with("meter-next-free-until", &[("from", day(from).into()), ("to", day(to).into())]).into_owned())
            }
            MeterAhead::NoneOpens => Some(texts.count("meter-none-opens", self.weeks.len()).into_owned()),
        }
    }

    fn tone(&self) -> Tone {
        match self.allowed {
            None => Tone::Unknown,
            Some(allowed) if self.used > allowed => Tone::Stop,
            Some(allowed) if self.used == allowed => Tone::Taken,
            Some(_) => Tone::Free,
        }
    }

    fn used_in(&self, week: &MeterWeek) -> String {
        count(self.texts, week.used, week.perhaps)
    }

    fn allowed_in(&self, week: &MeterWeek) -> String {
        match (week.allowed, week.expected) {
            (Some(allowed), _) => allowed.to_string(),
            (None, Some(expected)) => self.texts.name("meter-expected", &expected.to_string()).into_owned(),
            (None, None) => self.texts.text("unknown").into_owned(),
        }
    }

    fn top(&self) -> u32 {
        self.weeks.iter().map(|week| week.used.max(week.room())).max().unwrap_or(0).max(1)
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

/// `4`, or `4 (måske 5)`.
fn count(texts: Texts, used: u32, perhaps: u32) -> String {
    match perhaps {
        0 => used.to_string(),
        more => texts.with("meter-perhaps", &[("used", used.into()), ("most", (used + more).into())]).into_owned(),
    }
}
