//! What makes a set of rules unusable: ids used twice, overlaps and gaps within a family, words of no list.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    rule::{GroupPattern, Header, Scope},
    rule_set::RuleSet,
};

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
}

struct Row<'a> {
    head: &'a Header,
    scope: &'a Scope,
}

impl RuleSet {
    /// Everything that makes the set unusable; empty when it may be used.
    #[must_use]
    pub fn faults(&self) -> Vec<RuleFault> {
        let mut faults = self.same_ids();
        let rows = self.scoped();
        faults.extend(self.unknown_groups(&rows));
        let mut families: BTreeMap<&str, Vec<&Row<'_>>> = BTreeMap::new();
        for row in &rows {
            families.entry(&row.head.family).or_default().push(row);
        }
        for (family, rows) in families {
            faults.extend(overlaps(family, &rows));
            faults.extend(gaps(family, &rows));
        }
        faults
    }

    fn scoped(&self) -> Vec<Row<'_>> {
        let mut rows: Vec<Row<'_>> = self.duration.iter().map(|row| Row { head: &row.head, scope: &row.scope }).collect();
        rows.extend(self.eligibility.iter().map(|row| Row { head: &row.head, scope: &row.scope }));
        rows.extend(self.hours.iter().map(|row| Row { head: &row.head, scope: &row.scope }));
        rows.extend(self.previous_employment.iter().map(|row| Row { head: &row.head, scope: &row.scope }));
        rows.extend(self.ratio.iter().map(|row| Row { head: &row.head, scope: &row.scope }));
        rows.extend(self.growth.iter().map(|row| Row { head: &row.head, scope: &row.scope }));
        rows.extend(self.consultation.iter().map(|row| Row { head: &row.head, scope: &row.scope }));
        rows
    }

    fn same_ids(&self) -> Vec<RuleFault> {
        let mut seen: BTreeMap<(&str, &str), &Header> = BTreeMap::new();
        let mut faults = Vec::new();
        let groups = self.target_groups.iter().map(|row| ("target_group", &row.head));
        let kinds = self.placement_types.iter().map(|row| ("placement_type", &row.head));
        for (list, head) in groups.chain(kinds).chain(self.rule_headers().map(|head| ("rule", head))) {
            if let Some(other) = seen.insert((list, &head.id), head) {
                let (file, line) = at(head);
                faults.push(RuleFault::SameId { file, line, id: head.id.clone(), other: place(other) });
            }
        }
        faults
    }

    fn unknown_groups(&self, rows: &[Row<'_>]) -> Vec<RuleFault> {
        let known = |code: &str| self.target_groups.iter().any(|group| group.head.id == code);
        let named = rows.iter().flat_map(|row| row.scope.groups.iter().map(|pattern| (row.head, pattern.code.clone())));
        let exempt = self.growth.iter().flat_map(|row| row.exempt_unverified.iter().map(|code| (&row.head, code.clone())));
        let lifted = self.eligibility.iter().flat_map(|row| {
            let conditions = row.require.iter().chain(&row.deny_if).chain(&row.unless_any);
            conditions.flat_map(super::condition::Condition::groups).map(|code| (&row.head, code.clone()))
        });
        named
            .chain(exempt)
            .chain(lifted)
            .filter(|(_, group)| !known(group))
            .map(|(head, group)| {
                let (file, line) = at(head);
                RuleFault::UnknownGroup { file, line, id: head.id.clone(), group }
            })
            .collect()
    }
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

fn meet(one: &Row<'_>, other: &Row<'_>) -> bool {
    let last = |head: &Header| head.valid_to.unwrap_or(NaiveDate::MAX);
    let days = one.head.valid_from <= last(other.head) && other.head.valid_from <= last(one.head);
    let (left, right) = (one.scope, other.scope);
    let types = left.types.is_empty() || right.types.is_empty() || left.types.iter().any(|form| right.types.contains(form));
    let sectors = left.sector.is_none() || right.sector.is_none() || left.sector == right.sector;
    let conditions = !left.when.iter().any(|condition| right.when.iter().any(|opposite| condition.contradicts(opposite)));
    one.head.priority == other.head.priority && days && types && sectors && conditions && groups_meet(&left.groups, &right.groups)
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
