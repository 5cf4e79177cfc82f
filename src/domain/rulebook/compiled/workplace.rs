//! What the law says of one more person at a workplace from a day on, whoever that is.

use chrono::NaiveDate;

use crate::domain::{
    rulebook::{
        facts::{Employer, Known, Workplace},
        growth::{self, Standing},
        ratio::Room,
        rule::Scope,
        rule_set::RuleSet,
        tester::Tester,
    },
    terms::PlacementForm,
};

/// A P-number on a first day, for one kind of placement.
#[derive(Clone, Debug)]
pub struct WorkplacePart {
    pub(super) form: PlacementForm,
    pub(super) start: NaiveDate,
    pub(super) sector: Known<Employer>,
    /// For each test of the ratio, in the order of the tests; none where the figure or the occupants are not known.
    pub(super) rooms: Vec<Option<Room>>,
    /// For each test of growth, in the order of the tests.
    pub(super) standings: Vec<Standing>,
}

impl WorkplacePart {
    /// Works out the days on which room ends, and how the figures stand.
    #[must_use]
    pub fn new(rules: &RuleSet, (form, start): (PlacementForm, NaiveDate), sector: Known<Employer>, facts: &Workplace) -> Self {
        let mut part = Self { form, start, sector, rooms: Vec::new(), standings: Vec::new() };
        // A rule of other kinds keeps its place in the order; whatever stands there, the person's table says ok.
        let is_of = |scope: &Scope| scope.types.is_empty() || scope.types.contains(&form);
        for tester in rules.testers(form, start) {
            match tester {
                Tester::Ratio(rule) => part.rooms.push(if is_of(&rule.scope) { Room::of(rule, facts, start) } else { None }),
                Tester::Growth(rule) => part.standings.push(Standing::of(growth::figures(rule, facts))),
                Tester::Duration
                | Tester::GroupClosed
                | Tester::TypeClosed(_)
                | Tester::Sector(_)
                | Tester::Eligibility(_)
                | Tester::Hours(_)
                | Tester::PreviousEmployment => {}
            }
        }
        part
    }
}
