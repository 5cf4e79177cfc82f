//! The ledger calendar: seats by week, rows grouped by workplace.

use askama::Template;
use askama::filters::HtmlSafe;
use chrono::{Datelike, NaiveDate};

use crate::i18n::Texts;

/// Height of the stacked bar in its own units.
const HEIGHT: u32 = 24;

/// A column: the week that begins on this Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LedgerWeek(pub NaiveDate);

/// The seats of one place in one week; the five add up to all seats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LedgerCell {
    /// Free to anybody.
    pub free: u32,
    /// Free, but reserved for certain groups (hatched).
    pub reserved: u32,
    /// Held for a proposal.
    pub held: u32,
    /// Taken.
    pub taken: u32,
    /// Nobody has it, and nobody new can: closed, paused or not open.
    pub closed: u32,
}

impl LedgerCell {
    const fn seats(self) -> u32 {
        self.free + self.reserved + self.held + self.taken + self.closed
    }

    /// The stacked parts from the bottom: (class, top, height).
    fn parts(self) -> Vec<(&'static str, u32, u32)> {
        let whole = self.seats().max(1);
        let mut below = 0;
        let mut parts = Vec::new();
        for (class, seats) in
            [("taken", self.taken), ("held", self.held), ("closed", self.closed), ("reserved", self.reserved), ("free", self.free)]
        {
            let (start, end) = (below * HEIGHT / whole, (below + seats) * HEIGHT / whole);
            if seats > 0 {
                parts.push((class, HEIGHT - end, end - start));
            }
            below += seats;
        }
        parts
    }
}

/// A place and its weeks, in the columns' order.
#[derive(Clone, Debug)]
pub struct LedgerRow {
    /// The workplace; rows of the same one stand together under its name.
    pub workplace: String,
    /// The place's title.
    pub title: String,
    /// Its page; empty where the calendar stands on it.
    pub url: String,
    /// One cell a week.
    pub cells: Vec<LedgerCell>,
}

/// The calendar; itself a table, so that it can be read without seeing the bars.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/ledger.html")]
pub struct Ledger {
    texts: Texts,
    caption: String,
    weeks: Vec<LedgerWeek>,
    rows: Vec<LedgerRow>,
}

impl HtmlSafe for Ledger {}

impl Ledger {
    /// A calendar with this caption.
    #[must_use]
    pub fn new(texts: Texts, caption: impl Into<String>, weeks: Vec<LedgerWeek>, rows: Vec<LedgerRow>) -> Self {
        Self { texts, caption: caption.into(), weeks, rows }
    }

    fn number(&self, week: &LedgerWeek) -> u32 {
        week.0.iso_week().week()
    }

    fn starts_workplace(&self, index: &usize) -> bool {
        let before = index.checked_sub(1).and_then(|above| self.rows.get(above));
        before.map(|row| &row.workplace) != self.rows.get(*index).map(|row| &row.workplace)
    }

    fn columns(&self) -> usize {
        self.weeks.len() + 1
    }

    /// The facts of a cell as words: `2 fri, 1 reserveret`.
    fn words(&self, cell: &LedgerCell) -> String {
        let facts = [
            ("ledger-free", cell.free),
            ("ledger-for-group", cell.reserved),
            ("ledger-held", cell.held),
            ("ledger-taken", cell.taken),
            ("ledger-closed", cell.closed),
        ];
        let told: Vec<_> = facts.iter().filter(|(_, seats)| *seats > 0).map(|(key, seats)| self.texts.count(key, seats)).collect();
        if told.is_empty() { self.texts.text("ledger-none").into_owned() } else { told.join(", ") }
    }
}
