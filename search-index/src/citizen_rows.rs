//! The packed rows of citizens: codes and days only, so that nothing on disk can be read as a person.

use std::ops::Range;
use std::sync::Arc;

use tantivy::schema::{FAST, Field, INDEXED, Schema};
use tantivy::{SegmentReader, TantivyDocument};
use uuid::Uuid;

use crate::citizen_document::CitizenDocument;
use crate::codes::code_number;
use crate::columns::{column_name, read_lists, read_numbers};
use crate::engine::{Entry, KEY, Key, Rows, Shape, tenant_number, tenant_of};
use crate::error::IndexError;

/// Raised whenever fields or their meaning change; an index of another version is rebuilt.
const SCHEMA_VERSION: u32 = 1;

const COLUMNS: usize = 11;
const WISHES: &str = "wishes";
const SKILLS: &str = "skills";

/// The deadline of a citizen who has none.
const NO_DEADLINE: i32 = i32::MAX;

/// The reach of a citizen who has none.
const NO_REACH: u16 = u16::MAX;

/// The time of day that stands for "unknown".
const NO_TIME: u16 = u16::MAX;

/// One citizen's codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CitizenRow {
    /// The random id.
    pub search_id: Uuid,
    /// Day since which the citizen has been waiting.
    pub waiting_since: i32,
    /// Day by which a placement must begin.
    pub deadline: Option<i32>,
    /// Fewest half hours a week.
    pub hours_min: u8,
    /// Most half hours a week.
    pub hours_max: u8,
    /// Number of the target group.
    pub group: u8,
    /// Ways of travel.
    pub transport: u8,
    /// Language level.
    pub language: u8,
    /// Licences held.
    pub licences: u16,
    /// What the place must not demand.
    pub refuses: u64,
    /// What the place must offer.
    pub needs: u64,
    /// The team, nil for none.
    pub team: Uuid,
    /// Wished occupations as numbers of codes.
    pub wishes: Vec<u32>,
    /// Skills.
    pub skills: Vec<u32>,
}

/// The rows of one segment, or of the overlay.
#[derive(Debug, Default)]
pub(crate) struct CitizenRows {
    tenants: Vec<u32>,
    versions: Vec<u64>,
    /// The citizens, in the order of the tenants.
    pub citizens: Vec<CitizenRow>,
}

/// A citizen ready to be written and searched.
pub(crate) struct CitizenEntry {
    key: Key,
    version: u64,
    numbers: [u64; COLUMNS],
    wishes: Vec<u64>,
    skills: Vec<u64>,
}

/// The kind of document that the citizen index holds.
pub(crate) struct CitizenShape;

fn pack(citizen: &CitizenDocument) -> [u64; COLUMNS] {
    let (id_high, id_low) = citizen.search_id.as_u64_pair();
    let (team_high, team_low) = citizen.team.unwrap_or(Uuid::nil()).as_u64_pair();
    let small = [citizen.hours_min, citizen.hours_max, citizen.group, citizen.transport, citizen.language, 0, 0, 0];
    let shorts =
        [citizen.licences, citizen.max_km.unwrap_or(NO_REACH), citizen.time_from.unwrap_or(NO_TIME), citizen.time_to.unwrap_or(NO_TIME)];
    let days = [citizen.waiting_since, citizen.deadline.unwrap_or(NO_DEADLINE)].map(i32::cast_unsigned);
    [
        u64::from(tenant_number(citizen.tenant)) << 32,
        id_high,
        id_low,
        citizen.version,
        u64::from_be_bytes(small),
        shorts.iter().fold(0, |packed, short| packed << 16 | u64::from(*short)),
        u64::from(days[0]) << 32 | u64::from(days[1]),
        citizen.refuses,
        citizen.needs,
        team_high,
        team_low,
    ]
}

#[expect(clippy::cast_possible_truncation, reason = "takes a packed number apart")]
fn unpack(numbers: &[u64; COLUMNS], wishes: &[u64], skills: &[u64]) -> CitizenRow {
    let [_, id_high, id_low, _, small, shorts, days, refuses, needs, team_high, team_low] = *numbers;
    let [hours_min, hours_max, group, transport, language, ..] = small.to_be_bytes();
    let deadline = (days as u32).cast_signed();
    CitizenRow {
        search_id: Uuid::from_u64_pair(id_high, id_low),
        waiting_since: ((days >> 32) as u32).cast_signed(),
        deadline: Some(deadline).filter(|day| *day != NO_DEADLINE),
        hours_min,
        hours_max,
        group,
        transport,
        language,
        licences: (shorts >> 48) as u16,
        refuses,
        needs,
        team: Uuid::from_u64_pair(team_high, team_low),
        wishes: wishes.iter().map(|wish| *wish as u32).collect(),
        skills: skills.iter().map(|skill| *skill as u32).collect(),
    }
}

impl CitizenRows {
    fn push(&mut self, numbers: &[u64; COLUMNS], wishes: &[u64], skills: &[u64]) {
        self.tenants.push((numbers[0] >> 32) as u32);
        self.versions.push(numbers[3]);
        self.citizens.push(unpack(numbers, wishes, skills));
    }
}

impl Rows for CitizenRows {
    fn len(&self) -> u32 {
        u32::try_from(self.citizens.len()).unwrap_or(u32::MAX)
    }

    fn key(&self, row: u32) -> Key {
        Key { tenant: tenant_of(self.tenants[row as usize]), id: self.citizens[row as usize].search_id }
    }

    fn version(&self, row: u32) -> u64 {
        self.versions[row as usize]
    }

    fn tenant_range(&self, tenant: i32) -> Range<u32> {
        if !self.tenants.is_sorted() {
            return 0..self.len();
        }
        let number = tenant_number(tenant);
        let start = self.tenants.partition_point(|known| *known < number);
        let end = self.tenants.partition_point(|known| *known <= number);
        u32::try_from(start).unwrap_or(u32::MAX)..u32::try_from(end).unwrap_or(u32::MAX)
    }
}

impl Entry for CitizenEntry {
    fn key(&self) -> Key {
        self.key
    }

    fn version(&self) -> u64 {
        self.version
    }
}

fn number_field(column: usize) -> Field {
    Field::from_field_id(u32::try_from(1 + column).unwrap_or(u32::MAX))
}

fn distinct(mut numbers: Vec<u64>) -> Vec<u64> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

impl Shape for CitizenShape {
    type Document = CitizenDocument;
    type Entry = CitizenEntry;
    type Rows = CitizenRows;

    fn mark() -> String {
        format!("citizen-{SCHEMA_VERSION}")
    }

    fn schema() -> Schema {
        let mut schema = Schema::builder();
        schema.add_bytes_field("key", INDEXED);
        (0..COLUMNS).map(column_name).chain([WISHES, SKILLS]).for_each(|name| {
            schema.add_u64_field(name, FAST);
        });
        schema.build()
    }

    fn entry(citizen: CitizenDocument) -> CitizenEntry {
        let wishes = citizen.wishes.iter().map(|wish| u64::from(code_number(wish))).filter(|wish| *wish != 0);
        CitizenEntry {
            key: Key { tenant: citizen.tenant, id: citizen.search_id },
            version: citizen.version,
            numbers: pack(&citizen),
            wishes: distinct(wishes.collect()),
            skills: distinct(citizen.skills.iter().map(|skill| u64::from(*skill)).collect()),
        }
    }

    fn write(entry: &CitizenEntry) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_bytes(KEY, &entry.key.bytes());
        for (column, number) in entry.numbers.iter().enumerate() {
            document.add_u64(number_field(column), *number);
        }
        entry.wishes.iter().for_each(|wish| document.add_u64(number_field(COLUMNS), *wish));
        entry.skills.iter().for_each(|skill| document.add_u64(number_field(COLUMNS + 1), *skill));
        document
    }

    fn rows_of_segment(reader: &SegmentReader) -> Result<CitizenRows, IndexError> {
        let (wishes, skills) = (read_lists(reader, WISHES)?, read_lists(reader, SKILLS)?);
        let mut rows = CitizenRows::default();
        for ((numbers, wishes), skills) in read_numbers::<COLUMNS>(reader)?.iter().zip(&wishes).zip(&skills) {
            rows.push(numbers, wishes, skills);
        }
        Ok(rows)
    }

    fn rows_of_entries(entries: &[Arc<CitizenEntry>]) -> CitizenRows {
        let mut rows = CitizenRows::default();
        entries.iter().for_each(|entry| rows.push(&entry.numbers, &entry.wishes, &entry.skills));
        rows
    }
}
