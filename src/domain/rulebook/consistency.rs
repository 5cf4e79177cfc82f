//! What makes a set of rules unusable: ids used twice, overlaps and gaps within a family, words of no list.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    condition::Condition,
    further_rule::{DisclosureField, DisclosureStage},
    rule::{GroupPattern, Header, Scope},
    rule_set::RuleSet,
};
use crate::domain::terms::PlacementForm;

/// Why a rule set is refused; names file, line and ids.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleFault {
    /// Two rows of one kind with one id.
    #[error("{file}:{line}: id \"{id}\" er brugt to gange (også {other})")]
    SameId {
        /// File.
        file: String,
        /// Line.
        line: usize,
        /// The id.
        id: String,
        /// File and line of the other.
        other: String,
    },
    /// Two rows of a family with equal priority that both apply to somebody on some day.
    #[error("{file}:{line}: \"{id}\" og \"{other_id}\" ({other}) i familien \"{family}\" overlapper")]
    Overlap {
        /// File.
        file: String,
        /// Line.
        line: usize,
        /// The id.
        id: String,
        /// The other id.
        other_id: String,
        /// File and line of the other.
        other: String,
        /// Family.
        family: String,
    },
    /// Days between two rows of a family on which none applies.
    #[error("{file}:{line}: familien \"{family}\" har et hul fra {from} til {to} mellem \"{before}\" og \"{id}\"")]
    Gap {
        /// File of the later row.
        file: String,
        /// Line of the later row.
        line: usize,
        /// Family.
        family: String,
        /// First day of the gap.
        from: NaiveDate,
        /// Last day of the gap.
        to: NaiveDate,
        /// The row before.
        before: String,
        /// The row after.
        id: String,
    },
    /// A target group that the list does not have.
    #[error("{file}:{line}: \"{id}\" nævner målgruppen \"{group}\", som listen ikke har")]
    UnknownGroup {
        /// File.
        file: String,
        /// Line.
        line: usize,
        /// The id.
        id: String,
        /// The unknown group.
        group: String,
    },
    /// A code of an earlier list that two groups would take over on the same day.
    #[error("{file}:{line}: \"{id}\" og \"{other_id}\" ({other}) gælder begge for målgruppen \"{group}\" på samme dag")]
    TwoHeirs {
        /// File.
        file: String,
        /// Line.
        line: usize,
        /// The group that takes it over.
        id: String,
        /// The other group, or the code's own row.
        other_id: String,
        /// File and line of the other.
        other: String,
        /// The code.
        group: String,
    },
    /// Something that a company may never see stands among what it may see.
    #[error("{file}:{line}: \"{id}\" viser \"{field}\", som \"{other_id}\" ({other}) aldrig lader en virksomhed se")]
    NeverShown {
        /// File.
        file: String,
        /// Line.
        line: usize,
        /// The id.
        id: String,
        /// The row that forbids it.
        other_id: String,
        /// File and line of the other.
        other: String,
        /// What would be shown.
        field: DisclosureField,
    },
}

/// A row with what tells it from others of its family.
struct Row<'a> {
    head: &'a Header,
    /// None where a row is for everybody everywhere.
    scope: Option<&'a Scope>,
    /// The municipality's own deadlines are a family of their own beside the law's.
    local: bool,
}

impl<'a> Row<'a> {
    const fn of(head: &'a Header, scope: &'a Scope) -> Self {
        Self { head, scope: Some(scope), local: false }
    }

    const fn for_all(head: &'a Header) -> Self {
        Self { head, scope: None, local: false }
    }
}

impl RuleSet {
    /// Everything that makes the set unusable; empty when it may be used.
    #[must_use]
    pub fn faults(&self) -> Vec<RuleFault> {
        let mut faults = self.same_ids();
        faults.extend(self.unknown_groups());
        faults.extend(self.two_heirs());
        faults.extend(self.never_shown());
        let rows = self.rows();
        let mut families: BTreeMap<(&str, bool), Vec<&Row<'_>>> = BTreeMap::new();
        for row in &rows {
            families.entry((&row.head.family, row.local)).or_default().push(row);
        }
        for ((family, _), rows) in families {
            faults.extend(overlaps(family, &rows));
            faults.extend(gaps(family, &rows));
        }
        faults
    }

    fn rows(&self) -> Vec<Row<'_>> {
        let mut rows: Vec<Row<'_>> = self.duration.iter().map(|row| Row::of(&row.head, &row.scope)).collect();
        rows.extend(self.eligibility.iter().map(|row| Row::of(&row.head, &row.scope)));
        rows.extend(self.hours.iter().map(|row| Row::of(&row.head, &row.scope)));
        rows.extend(self.previous_employment.iter().map(|row| Row::of(&row.head, &row.scope)));
        rows.extend(self.ratio.iter().map(|row| Row::of(&row.head, &row.scope)));
        rows.extend(self.growth.iter().map(|row| Row::of(&row.head, &row.scope)));
        rows.extend(self.consultation.iter().map(|row| Row::of(&row.head, &row.scope)));
        rows.extend(self.grant.iter().map(|row| Row::of(&row.head, &row.scope)));
        rows.extend(self.rate.iter().map(|row| Row::of(&row.head, &row.scope)));
        rows.extend(self.deadline.iter().map(|row| Row { local: row.local, ..Row::of(&row.head, &row.scope) }));
        rows.extend(self.lists());
        rows
    }

    /// Rows without a scope: of their family only one may apply on a day.
    fn lists(&self) -> impl Iterator<Item = Row<'_>> {
        let heads = self.target_groups.iter().map(|row| &row.head).chain(self.placement_types.iter().map(|row| &row.head));
        let heads = heads.chain(self.mentor.iter().map(|row| &row.head)).chain(self.mail.iter().map(|row| &row.head));
        let heads = heads.chain(self.disclosure.iter().map(|row| &row.head)).chain(self.legal_event.iter().map(|row| &row.head));
        heads.map(Row::for_all)
    }

    fn same_ids(&self) -> Vec<RuleFault> {
        let mut seen: BTreeMap<(&str, &str), &Header> = BTreeMap::new();
        let mut faults = Vec::new();
        let groups = self.target_groups.iter().map(|row| ("target_group", &row.head));
        let kinds = self.placement_types.iter().map(|row| ("placement_type", &row.head));
        let rules = self.rule_headers().chain(self.further_headers()).map(|head| ("rule", head));
        for (list, head) in groups.chain(kinds).chain(rules) {
            if let Some(other) = seen.insert((list, &head.id), head) {
                let (file, line) = at(head);
                faults.push(RuleFault::SameId { file, line, id: head.id.clone(), other: place(other) });
            }
        }
        faults
    }

    fn unknown_groups(&self) -> Vec<RuleFault> {
        let known = |code: &str| self.target_groups.iter().any(|group| group.head.id == code);
        let fault = |(head, group): (&Header, String)| {
            let (file, line) = at(head);
            RuleFault::UnknownGroup { file, line, id: head.id.clone(), group }
        };
        self.named_groups().into_iter().filter(|(_, group)| !known(group)).map(fault).collect()
    }

    /// Every target group that a row names, wherever in the row.
    fn named_groups(&self) -> Vec<(&Header, String)> {
        let mut named = Vec::new();
        for row in self.rows() {
            let Some(scope) = row.scope else { continue };
            named.extend(scope.groups.iter().map(|pattern| (row.head, pattern.code.clone())));
            named.extend(of_conditions(row.head, &scope.when));
        }
        for row in &self.eligibility {
            named.extend([&row.require, &row.deny_if, &row.unless_any].into_iter().flat_map(|asked| of_conditions(&row.head, asked)));
        }
        let of_kinds =
            |conditions: &[(PlacementForm, Vec<Condition>)]| conditions.iter().flat_map(|(_, asked)| asked.clone()).collect::<Vec<_>>();
        named.extend(self.hours.iter().flat_map(|row| of_conditions(&row.head, &of_kinds(&row.when_type))));
        named.extend(self.growth.iter().flat_map(|row| row.exempt_unverified.iter().map(|code| (&row.head, code.clone()))));
        named
    }

    fn two_heirs(&self) -> Vec<RuleFault> {
        let mut faults = Vec::new();
        for (index, one) in self.target_groups.iter().enumerate() {
            for group in &one.replaces {
                let takes_it = |other: &&super::rule::TargetGroup| other.head.id == *group || other.replaces.contains(group);
                let earlier = self.target_groups[..index].iter().filter(takes_it);
                // A later row that takes it over too tells of this one when its turn comes.
                let own = self.target_groups[index + 1..].iter().filter(|other| other.head.id == *group);
                for other in earlier.chain(own).filter(|other| share_a_day(&one.head, &other.head)) {
                    let ((file, line), id) = (at(&one.head), one.head.id.clone());
                    let (other_id, other) = (other.head.id.clone(), place(&other.head));
                    faults.push(RuleFault::TwoHeirs { file, line, id, other_id, other, group: group.clone() });
                }
            }
        }
        faults
    }

    fn never_shown(&self) -> Vec<RuleFault> {
        let mut faults = Vec::new();
        let (never, shown): (Vec<_>, Vec<_>) = self.disclosure.iter().partition(|row| row.stage == DisclosureStage::Never);
        for row in shown {
            for forbids in never.iter().filter(|never| share_a_day(&never.head, &row.head)) {
                let fields: BTreeSet<_> = row.fields.iter().filter(|field| forbids.fields.contains(field)).collect();
                faults.extend(fields.into_iter().map(|field| {
                    let ((file, line), id) = (at(&row.head), row.head.id.clone());
                    let (other_id, other) = (forbids.head.id.clone(), place(&forbids.head));
                    RuleFault::NeverShown { file, line, id, other_id, other, field: *field }
                }));
            }
        }
        faults
    }
}

fn of_conditions<'a>(head: &'a Header, conditions: &[Condition]) -> Vec<(&'a Header, String)> {
    conditions.iter().flat_map(Condition::groups).map(|code| (head, code.clone())).collect()
}

fn at(head: &Header) -> (String, usize) {
    (head.origin.file.clone(), head.origin.line)
}

fn place(head: &Header) -> String {
    format!("{}:{}", head.origin.file, head.origin.line)
}

fn overlaps(family: &str, rows: &[&Row<'_>]) -> Vec<RuleFault> {
    let mut faults = Vec::new();
    for (index, one) in rows.iter().enumerate() {
        for other in rows[index + 1..].iter().filter(|other| meet(one, other)) {
            let (file, line) = at(other.head);
            faults.push(RuleFault::Overlap {
                file,
                line,
                id: other.head.id.clone(),
                other_id: one.head.id.clone(),
                other: place(one.head),
                family: family.to_owned(),
            });
        }
    }
    faults
}

/// Whether two rows may both apply to one case.
///
/// Only opposite yes/no conditions tell two rows apart; limits of age or of months are not compared, so rows that differ by
/// those alone count as meeting and need different priorities.
fn meet(one: &Row<'_>, other: &Row<'_>) -> bool {
    one.head.priority == other.head.priority && share_a_day(one.head, other.head) && scopes_meet(one.scope, other.scope)
}

fn share_a_day(one: &Header, other: &Header) -> bool {
    let last = |head: &Header| head.valid_to.unwrap_or(NaiveDate::MAX);
    one.valid_from <= last(other) && other.valid_from <= last(one)
}

fn scopes_meet(one: Option<&Scope>, other: Option<&Scope>) -> bool {
    let (Some(left), Some(right)) = (one, other) else { return true };
    let types = left.types.is_empty() || right.types.is_empty() || left.types.iter().any(|form| right.types.contains(form));
    let sectors = left.sector.is_none() || right.sector.is_none() || left.sector == right.sector;
    let conditions = !left.when.iter().any(|condition| right.when.iter().any(|opposite| condition.contradicts(opposite)));
    types && sectors && conditions && groups_meet(&left.groups, &right.groups)
}

fn groups_meet(left: &[GroupPattern], right: &[GroupPattern]) -> bool {
    let same = |one: &GroupPattern, other: &GroupPattern| {
        one.code == other.code && (one.jobparat.is_none() || other.jobparat.is_none() || one.jobparat == other.jobparat)
    };
    left.is_empty() || right.is_empty() || left.iter().any(|one| right.iter().any(|other| same(one, other)))
}

fn gaps(family: &str, rows: &[&Row<'_>]) -> Vec<RuleFault> {
    let mut heads: Vec<&Header> = rows.iter().map(|row| row.head).collect();
    heads.sort_by_key(|head| head.valid_from);
    let mut faults = Vec::new();
    let mut covering: Option<&Header> = None;
    for head in heads {
        if let Some(before) = covering
            && let Some(from) = before.valid_to.and_then(|last| last.succ_opt())
            && from < head.valid_from
            && !before.gap
            && let Some(to) = head.valid_from.pred_opt()
        {
            let (file, line) = at(head);
            let family = family.to_owned();
            faults.push(RuleFault::Gap { file, line, family, from, to, before: before.id.clone(), id: head.id.clone() });
        }
        let reach = |head: &Header| head.valid_to.unwrap_or(NaiveDate::MAX);
        if covering.is_none_or(|before| reach(head) > reach(before)) {
            covering = Some(head);
        }
    }
    faults
}
