//! What the index is told about one slot: texts to search, coded values to filter by, nothing about any citizen.

use uuid::Uuid;

/// Whether the employer of a slot is private or public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Sector {
    /// A private employer.
    #[default]
    Private,
    /// A public employer.
    Public,
}

/// A run of days on which the same number of seats is free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FreeInterval {
    /// First day, in days since 1970-01-01.
    pub from_day: i32,
    /// Last day, in days since 1970-01-01; [`OPEN_END`] when there is none.
    pub to_day: i32,
    /// Seats that are free on each of these days.
    pub seats: u16,
}

/// The day number that stands for "no last day".
pub const OPEN_END: i32 = i32::MAX;

/// The day number that stands for "no first day".
pub const OPEN_START: i32 = i32::MIN;

/// One slot as the index sees it; every day is a day number, so that the calendar alone changes nothing in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SlotDocument {
    /// The municipality that owns the slot.
    pub tenant: i32,
    /// The slot's own id.
    pub id: Uuid,
    /// The change number at which the row was read; an older one never replaces a newer one.
    pub version: u64,
    /// The slot's title.
    pub title: String,
    /// The slot's description.
    pub description: String,
    /// The tasks of the slot.
    pub tasks: String,
    /// The workplace's name.
    pub workplace_name: String,
    /// The company's name.
    pub company_name: String,
    /// The town of the workplace.
    pub town: String,
    /// The Danish title of the branch.
    pub branch_title: String,
    /// The Danish title of the occupation.
    pub occupation_title: String,
    /// Other words for the same job, separated by spaces or `;`.
    pub synonyms: String,
    /// The placement types that the slot takes, one bit each.
    pub kinds: u16,
    /// The DB25 branch code, digits only, up to nine; empty when unknown.
    pub branch_code: String,
    /// The DISCO-08 code with four or six digits.
    pub occupation: Option<String>,
    /// The employer's sector.
    pub sector: Sector,
    /// The municipality's number in which the workplace lies.
    pub municipality: u16,
    /// The workplace's postcode; 0 when unknown.
    pub postcode: u16,
    /// Latitude of the workplace in degrees (WGS 84).
    pub lat: Option<f64>,
    /// Longitude of the workplace in degrees (WGS 84).
    pub lon: Option<f64>,
    /// Fewest hours a week, in half hours.
    pub hours_min: u8,
    /// Most hours a week, in half hours.
    pub hours_max: u8,
    /// Earliest time of day at which work begins, in minutes after midnight.
    pub time_from: Option<u16>,
    /// Latest time of day at which work ends, in minutes after midnight.
    pub time_to: Option<u16>,
    /// The days with free seats; they must not overlap, and days outside them have no free seat.
    pub free: Vec<FreeInterval>,
    /// The same for citizens of other groups, where only some of the seats are kept for [`Self::reserved_for`]; none where
    /// all of them are, or no seat is.
    pub free_for_others: Option<Vec<FreeInterval>>,
    /// First day on which the slot is open; [`OPEN_START`] when there is none.
    pub open_from: i32,
    /// Last day on which the slot is open; [`OPEN_END`] when there is none.
    pub open_to: i32,
    /// What the place demands, one bit each.
    pub demands: u64,
    /// What the place offers, one bit each.
    pub offers: u64,
    /// The language level that is asked for, 0 = none, 1 = A1 … 6 = C2.
    pub language: u8,
    /// The driving licences that are all asked for, one bit each.
    pub licences: u16,
    /// The target groups that the slot is reserved for, one bit each; 0 = open to all.
    pub reserved_for: u32,
    /// The target groups that the company has said it is willing to take, one bit each.
    pub willing_for: u32,
    /// The day on which the company last confirmed the slot.
    pub confirmed_day: i32,
    /// Whether the slot is paused or closed, so that no plain search shows it.
    pub closed: bool,
}
