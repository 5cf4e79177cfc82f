//! What the citizen index is told about one citizen: a random id and coded values, never a name, number, contact, birth date or text.

use uuid::Uuid;

/// One waiting citizen in codes only; the folder that holds it counts as personal data.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CitizenDocument {
    /// The municipality that owns the case.
    pub tenant: i32,
    /// A random id made for this index alone; only the database knows whose it is.
    pub search_id: Uuid,
    /// The change number at which the row was read; an older one never replaces a newer one.
    pub version: u64,
    /// Wished occupations as DISCO-08 codes; anything but one to nine digits is left out.
    pub wishes: Vec<String>,
    /// Skills as numbers of the skill list.
    pub skills: Vec<u32>,
    /// Fewest hours a week, in half hours.
    pub hours_min: u8,
    /// Most hours a week, in half hours.
    pub hours_max: u8,
    /// Earliest time of day, in minutes after midnight.
    pub time_from: Option<u16>,
    /// Latest time of day, in minutes after midnight.
    pub time_to: Option<u16>,
    /// What the place must not demand, one bit each.
    pub refuses: u64,
    /// What the place must offer, one bit each.
    pub needs: u64,
    /// The target group's code number.
    pub group: u8,
    /// The team that has the case.
    pub team: Option<Uuid>,
    /// The day since which the citizen has been waiting, in days since 1970-01-01.
    pub waiting_since: i32,
    /// The day by which a placement must begin.
    pub deadline: Option<i32>,
    /// How the citizen travels, one bit each.
    pub transport: u8,
    /// How far the citizen can travel, in kilometres.
    pub max_km: Option<u16>,
    /// The language level, 0 = unknown, 1 = A1 … 6 = C2.
    pub language: u8,
    /// The driving licences held, one bit each.
    pub licences: u16,
}
