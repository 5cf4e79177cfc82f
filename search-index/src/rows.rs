//! The packed rows of slots: what filters, facets, distances and free seats are computed from, without touching the index files.

use std::ops::Range;

use uuid::Uuid;

use crate::codes::{CodeTable, code_number};
use crate::engine::{Key, Rows, tenant_number};
use crate::free_days::{is_unkept, pack_interval, pack_unkept, unpack_interval};
use crate::geo;
use crate::slot_document::{FreeInterval, Sector, SlotDocument};

/// How many numbers a row has on disk beside its free intervals.
pub(crate) const COLUMNS: usize = 14;

/// The time of day that stands for "unknown".
const NO_TIME: u16 = u16::MAX;

const CLOSED: u8 = 1;
const PUBLIC: u8 = 2;
const PARTLY_KEPT: u8 = 4;

/// What every filter looks at first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HotRow {
    /// Latitude, NaN when unknown; exact enough to rule out, not to measure.
    pub lat: f32,
    /// Longitude, NaN when unknown.
    pub lon: f32,
    /// Last open day.
    pub open_to: i32,
    /// Day of the last confirmation.
    pub confirmed_day: i32,
    /// Placement types.
    pub kinds: u16,
    /// Municipality of the workplace.
    pub municipality: u16,
    /// Fewest half hours a week.
    pub hours_min: u8,
    /// Most half hours a week.
    pub hours_max: u8,
    /// Language level asked for.
    pub language: u8,
    flags: u8,
}

impl HotRow {
    /// Says whether the slot is paused or closed.
    pub fn is_closed(&self) -> bool {
        self.flags & CLOSED != 0
    }

    /// Gives the employer's sector.
    pub fn sector(&self) -> Sector {
        if self.flags & PUBLIC != 0 { Sector::Public } else { Sector::Private }
    }
}

/// What only some questions look at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WarmRow {
    /// The exact point, NaN when unknown.
    pub lat: f64,
    /// The exact point, NaN when unknown.
    pub lon: f64,
    /// Demands of the place.
    pub demands: u64,
    /// Offers of the place.
    pub offers: u64,
    /// Groups that the slot is reserved for.
    pub reserved_for: u32,
    /// Groups that the company is willing to take.
    pub willing_for: u32,
    /// Branch, as a number of the rows' own table.
    pub branch: u32,
    /// Occupation, as a number of the rows' own table.
    pub occupation: u32,
    /// Licences asked for.
    pub licences: u16,
    time_from: u16,
    time_to: u16,
    /// Number of words in the title.
    pub title_words: u8,
}

impl WarmRow {
    /// Gives the start of work, if known.
    pub fn time_from(&self) -> Option<u16> {
        Some(self.time_from).filter(|time| *time != NO_TIME)
    }

    /// Gives the end of work, if known.
    pub fn time_to(&self) -> Option<u16> {
        Some(self.time_to).filter(|time| *time != NO_TIME)
    }

    /// Gives the exact point, if known.
    pub fn point(&self) -> Option<(f64, f64)> {
        (!self.lat.is_nan() && !self.lon.is_nan()).then_some((self.lat, self.lon))
    }
}

/// The rows of one segment, or of the overlay.
#[derive(Debug, Default)]
pub(crate) struct SlotRows {
    order: Vec<u64>,
    ids: Vec<Uuid>,
    versions: Vec<u64>,
    /// The rows that every filter reads.
    pub hot: Vec<HotRow>,
    /// The rows that some filters read.
    pub warm: Vec<WarmRow>,
    free: FreeDays,
    /// What is free for citizens of other groups, where some seats are kept; nothing for all other rows.
    unkept: FreeDays,
    /// The branch codes in these rows.
    pub branches: CodeTable,
    /// The occupation codes in these rows.
    pub occupations: CodeTable,
    in_order: bool,
}

/// The free intervals of all rows, one after the other.
#[derive(Debug, Default)]
struct FreeDays {
    days: Vec<FreeInterval>,
    ends: Vec<u32>,
}

impl FreeDays {
    #[expect(clippy::cast_possible_truncation, reason = "rows of one segment have fewer runs than that")]
    fn push(&mut self, days: impl Iterator<Item = FreeInterval>) {
        self.days.extend(days);
        self.ends.push(self.days.len() as u32);
    }

    fn of(&self, row: u32) -> &[FreeInterval] {
        let row = row as usize;
        let start = if row == 0 { 0 } else { self.ends[row - 1] as usize };
        &self.days[start..self.ends[row] as usize]
    }
}

/// Packs a document into the numbers of its row and its free intervals.
pub(crate) fn pack(slot: &SlotDocument, title_words: usize) -> ([u64; COLUMNS], Vec<u64>) {
    let flags = [(slot.closed, CLOSED), (slot.sector == Sector::Public, PUBLIC), (slot.free_for_others.is_some(), PARTLY_KEPT)];
    let flags = flags.iter().filter(|(is_so, _)| *is_so).fold(0, |all, (_, flag)| all | flag);
    let title_words = u8::try_from(title_words).unwrap_or(u8::MAX);
    let (id_high, id_low) = slot.id.as_u64_pair();
    let bytes = [slot.hours_min, slot.hours_max, slot.language, flags, title_words, 0];
    let numbers = [
        u64::from(tenant_number(slot.tenant)) << 32 | u64::from(geo::cell(slot.lat, slot.lon)),
        id_high,
        id_low,
        slot.version,
        bytes.iter().fold(u64::from(slot.kinds), |packed, byte| packed << 8 | u64::from(*byte)),
        pair(slot.open_from.cast_unsigned(), slot.open_to.cast_unsigned()),
        pair(slot.confirmed_day.cast_unsigned(), u32::from(slot.municipality) << 16 | u32::from(slot.licences)),
        slot.demands,
        slot.offers,
        slot.lat.unwrap_or(f64::NAN).to_bits(),
        slot.lon.unwrap_or(f64::NAN).to_bits(),
        pair(code_number(&slot.branch_code), slot.occupation.as_deref().map_or(0, code_number)),
        pair(slot.reserved_for, slot.willing_for),
        pair(u32::from(slot.time_from.unwrap_or(NO_TIME)) << 16 | u32::from(slot.time_to.unwrap_or(NO_TIME)), 0),
    ];
    let is_run = |days: &&FreeInterval| days.seats > 0 && days.from_day <= days.to_day;
    let unkept = slot.free_for_others.iter().flatten().filter(is_run).map(pack_unkept);
    let mut free: Vec<_> = slot.free.iter().filter(is_run).map(pack_interval).chain(unkept).collect();
    free.sort_unstable();
    (numbers, free)
}

fn pair(high: u32, low: u32) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

#[expect(clippy::cast_possible_truncation, reason = "takes the two halves of a packed number apart")]
fn halves(packed: u64) -> (u32, u32) {
    ((packed >> 32) as u32, packed as u32)
}

#[expect(clippy::cast_possible_truncation, reason = "takes a byte out of a packed number")]
fn byte(packed: u64, from_right: u32) -> u8 {
    (packed >> (8 * from_right)) as u8
}

#[expect(clippy::cast_possible_truncation, reason = "takes the two halves of a packed number apart")]
fn quarters(packed: u32) -> (u16, u16) {
    ((packed >> 16) as u16, packed as u16)
}

impl SlotRows {
    /// Makes rows from packed numbers, in the order given.
    pub fn build(packed: impl IntoIterator<Item = ([u64; COLUMNS], Vec<u64>)>) -> Self {
        let mut rows = Self::default();
        for (numbers, free) in packed {
            rows.push(&numbers, &free);
        }
        rows.in_order = rows.order.is_sorted();
        rows.branches.seal(rows.warm.iter_mut().map(|row| &mut row.branch));
        rows.occupations.seal(rows.warm.iter_mut().map(|row| &mut row.occupation));
        rows
    }

    #[expect(clippy::cast_possible_truncation, reason = "a single precision point is enough to rule out; kinds fill the upper 16 bits")]
    fn push(&mut self, numbers: &[u64; COLUMNS], free: &[u64]) {
        let [order, id_high, id_low, version, small, open, confirmed, demands, offers, lat, lon, codes, groups, times] = *numbers;
        let (lat, lon) = (f64::from_bits(lat), f64::from_bits(lon));
        let (open_from, open_to) = halves(open);
        let (confirmed_day, place) = halves(confirmed);
        let ((municipality, licences), (time_from, time_to)) = (quarters(place), quarters(halves(times).0));
        let ((branch, occupation), (reserved_for, willing_for)) = (halves(codes), halves(groups));
        self.order.push(order);
        self.ids.push(Uuid::from_u64_pair(id_high, id_low));
        self.versions.push(version);
        self.hot.push(HotRow {
            lat: lat as f32,
            lon: lon as f32,
            open_to: open_to.cast_signed(),
            confirmed_day: confirmed_day.cast_signed(),
            kinds: (small >> 48) as u16,
            municipality,
            hours_min: byte(small, 5),
            hours_max: byte(small, 4),
            language: byte(small, 3),
            flags: byte(small, 2),
        });
        let (branch, occupation) = (self.branches.note(branch), self.occupations.note(occupation));
        let title_words = byte(small, 1);
        self.warm.push(WarmRow {
            lat,
            lon,
            demands,
            offers,
            reserved_for,
            willing_for,
            branch,
            occupation,
            licences,
            time_from,
            time_to,
            title_words,
        });
        let open = open_from.cast_signed()..=open_to.cast_signed();
        let runs = |unkept: bool| {
            let own = free.iter().filter(move |packed| is_unkept(**packed) == unkept);
            own.filter_map(|packed| clip(unpack_interval(*packed), *open.start(), *open.end()))
        };
        self.free.push(runs(false));
        self.unkept.push(runs(true));
    }

    /// Gives the days with free seats while the slot is open, in order: all seats where no groups are asked for, else those
    /// that one of the groups can have.
    pub fn free(&self, row: u32, groups: u32) -> &[FreeInterval] {
        let is_for_others = groups != 0 && self.is_partly_kept(row) && self.warm[row as usize].reserved_for & groups == 0;
        if is_for_others { self.unkept.of(row) } else { self.free.of(row) }
    }

    /// Says whether a slot keeps some of its seats for groups and has others for all.
    pub fn is_partly_kept(&self, row: u32) -> bool {
        self.hot[row as usize].flags & PARTLY_KEPT != 0
    }

    /// Gives the number of the tenant that owns a row.
    #[inline]
    pub fn tenant_number(&self, row: u32) -> u32 {
        (self.order[row as usize] >> 32) as u32
    }

    /// Gives a slot's id.
    pub fn id(&self, row: u32) -> Uuid {
        self.ids[row as usize]
    }

    /// Gives the ranges of rows that may lie in a tenant's cells; all of the tenant's rows when the rows are not in cell order.
    pub fn ranges(&self, tenant: i32, cells: Option<&[Range<u32>]>) -> Vec<Range<u32>> {
        let whole = self.tenant_range(tenant);
        let Some(cells) = cells.filter(|_| self.in_order) else { return vec![whole] };
        let tenant = u64::from(tenant_number(tenant)) << 32;
        let position = |cell: u32| self.order.partition_point(|order| *order < (tenant | u64::from(cell))) as u32;
        let mut ranges: Vec<Range<u32>> = Vec::with_capacity(cells.len());
        for cell in cells {
            let (start, end) = (position(cell.start), position(cell.end));
            match ranges.last_mut() {
                _ if start >= end => {}
                Some(last) if last.end == start => last.end = end,
                _ => ranges.push(start..end),
            }
        }
        ranges
    }
}

fn clip(days: FreeInterval, open_from: i32, open_to: i32) -> Option<FreeInterval> {
    let (from_day, to_day) = (days.from_day.max(open_from), days.to_day.min(open_to));
    (from_day <= to_day).then_some(FreeInterval { from_day, to_day, seats: days.seats })
}

impl Rows for SlotRows {
    fn len(&self) -> u32 {
        self.ids.len() as u32
    }

    fn key(&self, row: u32) -> Key {
        let tenant = crate::engine::tenant_of((self.order[row as usize] >> 32) as u32);
        Key { tenant, id: self.ids[row as usize] }
    }

    fn version(&self, row: u32) -> u64 {
        self.versions[row as usize]
    }

    fn tenant_range(&self, tenant: i32) -> Range<u32> {
        let number = u64::from(tenant_number(tenant));
        if !self.in_order && !self.order.is_sorted_by_key(|order| order >> 32) {
            return 0..self.len();
        }
        let start = self.order.partition_point(|order| order >> 32 < number);
        let end = self.order.partition_point(|order| order >> 32 <= number);
        start as u32..end as u32
    }
}
