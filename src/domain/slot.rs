//! A slot: a described place at one workplace with a fixed number of seats.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    company::Workplace,
    ids::{AgreementId, CompanyId, ContactId, SlotId, WorkplaceId},
    place::Point,
    terms::{LanguageLevel, PlacementForm, Sector},
};

/// Hours a week, from–to, in steps of half an hour (1–37).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct HoursWindow {
    /// Fewest hours a week.
    pub min: f64,
    /// Most hours a week.
    pub max: f64,
}

/// The window of the working day, minutes since midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeWindow {
    /// Earliest start.
    pub from: u16,
    /// Latest end.
    pub to: u16,
}

/// One task of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotTask {
    /// In the company's words.
    pub text: String,
    /// Whether somebody may be there who does not do it.
    pub can_be_left_out: bool,
}

/// A place as it is searched, matched and shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Slot {
    /// Own id.
    pub id: SlotId,
    /// The id of the municipality's own list (`plads_id`).
    pub external_id: Option<String>,
    /// The workplace where it lies.
    pub workplace: WorkplaceId,
    /// The company that owns the workplace.
    pub company: CompanyId,
    /// Agreement it comes from.
    pub agreement: Option<AgreementId>,
    /// The contact who answers for it.
    pub contact: Option<ContactId>,
    /// Job title as the company says it.
    pub title: String,
    /// What the job is, in the company's words.
    pub description: String,
    /// Kinds of placement that it takes.
    pub forms: Vec<PlacementForm>,
    /// DISCO-08 code, 4 or 6 digits.
    pub occupation: Option<String>,
    /// Count of seats.
    pub seats: u32,
    /// Hours a week.
    pub hours: Option<HoursWindow>,
    /// Times of the working day.
    pub times: Option<TimeWindow>,
    /// First day on which a seat can be used.
    pub open_from: NaiveDate,
    /// Last day; none is open-ended.
    pub open_to: Option<NaiveDate>,
    /// What the place demands (codes of `krav`).
    pub demands: Vec<String>,
    /// What the place offers (codes of `tilbud`).
    pub offers: Vec<String>,
    /// Least level of Danish.
    pub language: Option<LanguageLevel>,
    /// Driving licence categories; all are needed.
    pub licences: Vec<String>,
    /// Target groups for which it is reserved; empty = for all.
    pub reserved_for: Vec<String>,
    /// How many of the seats are kept for these groups; none = all of them.
    #[serde(default)]
    pub reserved_seats: Option<u32>,
    /// What is done there, task by task.
    #[serde(default)]
    pub tasks: Vec<SlotTask>,
    /// When the company last said that it is true.
    pub confirmed_on: Option<NaiveDate>,
    /// Whether the company has paused it.
    pub paused: bool,
    /// Sector of the workplace.
    pub sector: Sector,
    /// The workplace's point, else its postcode's.
    pub point: Option<Point>,
    /// Raised by each change.
    pub version: i32,
}

impl Slot {
    /// A slot of a workplace of which nothing is written yet.
    #[must_use]
    pub fn unwritten(id: SlotId, workplace: &Workplace, open_from: NaiveDate) -> Self {
        Self {
            id,
            external_id: None,
            workplace: workplace.id,
            company: workplace.company,
            agreement: None,
            contact: None,
            title: String::new(),
            description: String::new(),
            forms: Vec::new(),
            occupation: None,
            seats: 0,
            hours: None,
            times: None,
            open_from,
            open_to: None,
            demands: Vec::new(),
            offers: Vec::new(),
            language: None,
            licences: Vec::new(),
            reserved_for: Vec::new(),
            reserved_seats: None,
            tasks: Vec::new(),
            confirmed_on: None,
            paused: false,
            sector: workplace.sector,
            point: workplace.point,
            version: 1,
        }
    }

    /// How many of the seats are kept for its target groups.
    #[must_use]
    pub fn kept_seats(&self) -> u32 {
        if self.reserved_for.is_empty() { 0 } else { self.reserved_seats.map_or(self.seats, |kept| kept.min(self.seats)) }
    }

    /// Whether some of its seats are kept for its target groups and others are for all.
    #[must_use]
    pub fn is_partly_reserved(&self) -> bool {
        (1..self.seats).contains(&self.kept_seats())
    }
}
