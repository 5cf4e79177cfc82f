//! Every rule that can change a verdict, in the order in which they are told; both forms of the verdict go through this list.

use chrono::NaiveDate;

use super::{
    case::Case,
    condition::Condition,
    duration::Decision,
    gates, growth, previous_employment, ratio,
    rule::{EligibilityRule, GrowthRule, Header, HoursRule, PlacementType, RatioRule},
    rule_set::RuleSet,
    verdict::Finding,
};
use crate::domain::terms::PlacementForm;

/// Something that is tested of a placement.
///
/// Notes and tasks that leave the verdict as it is are not here. Whoever adds a kind of test adds it here, and the
/// compiler asks [`super::compiled`] how it divides between person, workplace and pair.
#[derive(Clone, Copy)]
pub(super) enum Tester<'a> {
    Duration,
    GroupClosed,
    TypeClosed(&'a PlacementType),
    Sector(&'a PlacementType),
    Eligibility(&'a EligibilityRule),
    Hours(&'a HoursRule),
    PreviousEmployment,
    Ratio(&'a RatioRule),
    Growth(&'a GrowthRule),
}

impl RuleSet {
    /// What is tested of a placement of the kind that starts on the day.
    pub(super) fn testers(&self, form: PlacementForm, start: NaiveDate) -> impl Iterator<Item = Tester<'_>> {
        let on = move |head: &Header| head.applies_on(start);
        let kind = self.placement_types.iter().find(|row| row.form == form);
        let of_kind = kind.into_iter().flat_map(|kind| [Tester::TypeClosed(kind), Tester::Sector(kind)]);
        [Tester::Duration, Tester::GroupClosed]
            .into_iter()
            .chain(of_kind)
            .chain(self.eligibility.iter().filter(move |row| on(&row.head)).map(Tester::Eligibility))
            .chain(self.hours.iter().filter(move |row| on(&row.head)).map(Tester::Hours))
            .chain([Tester::PreviousEmployment])
            .chain(self.ratio.iter().filter(move |row| on(&row.head)).map(Tester::Ratio))
            .chain(self.growth.iter().filter(move |row| on(&row.head)).map(Tester::Growth))
    }
}

impl RuleSet {
    /// Every condition that a test asks.
    pub(super) fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let scopes = self.duration.iter().map(|row| &row.scope).chain(self.eligibility.iter().map(|row| &row.scope));
        let scopes = scopes.chain(self.hours.iter().map(|row| &row.scope)).chain(self.previous_employment.iter().map(|row| &row.scope));
        let scopes = scopes.chain(self.ratio.iter().map(|row| &row.scope)).chain(self.growth.iter().map(|row| &row.scope));
        let demands = self.eligibility.iter().flat_map(|row| row.require.iter().chain(&row.deny_if).chain(&row.unless_any));
        let of_kinds = self.hours.iter().flat_map(|row| &row.when_type).flat_map(|(_, conditions)| conditions);
        scopes.flat_map(|scope| &scope.when).chain(demands).chain(of_kinds)
    }

    /// The days on which a row begins, ends or closes.
    pub(super) fn turning_days(&self) -> impl Iterator<Item = NaiveDate> {
        let heads = self.headers().into_iter();
        let bounds = heads.flat_map(|head| [Some(head.valid_from), head.valid_to.and_then(|last| last.succ_opt())]);
        bounds.chain(self.placement_types.iter().map(|kind| kind.granted_before)).flatten()
    }
}

impl Tester<'_> {
    /// What is found; none where the rule does not apply. The duration was decided before, as it limits the end.
    pub(super) fn finding(self, case: &Case<'_>, duration: &mut Decision) -> Option<Finding> {
        match self {
            Self::Duration => duration.finding.take(),
            Self::GroupClosed => gates::group_closed(case),
            Self::TypeClosed(kind) => gates::type_closed(case, kind),
            Self::Sector(kind) => gates::sector(case, kind),
            Self::Eligibility(rule) => gates::eligibility(case, rule),
            Self::Hours(rule) => gates::hours(case, rule),
            Self::PreviousEmployment => previous_employment::decide(case),
            Self::Ratio(rule) => ratio::decide(case, rule),
            Self::Growth(rule) => growth::decide(case, rule),
        }
    }
}
