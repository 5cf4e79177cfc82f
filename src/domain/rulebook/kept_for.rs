//! Whether a citizen is of the groups for which seats are kept, also where a later list gave a group another code.

use chrono::NaiveDate;

use super::rule::TargetGroup;

/// Whether a group is one of those for which seats are kept, by the list of the groups on a day.
///
/// A code of an earlier list is the group that took it over: so a seat kept for the old code is kept for its heir.
#[must_use]
pub fn is_kept_for(groups: &[TargetGroup], kept_for: &[String], group: &str, on: NaiveDate) -> bool {
    let own = present_code(groups, group, on);
    kept_for.iter().any(|code| code == group || present_code(groups, code, on) == own)
}

fn present_code<'a>(groups: &'a [TargetGroup], code: &'a str, on: NaiveDate) -> &'a str {
    let mut in_force = groups.iter().filter(|row| row.head.applies_on(on));
    if in_force.clone().any(|row| row.head.id == code) {
        return code;
    }
    in_force.find(|row| row.replaces.iter().any(|old| old == code)).map_or(code, |row| &row.head.id)
}
