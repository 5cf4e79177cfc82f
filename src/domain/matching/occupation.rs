//! How near two occupations are, by DISCO-08 code and by a list of neighbours.

use std::collections::{BTreeMap, BTreeSet};

/// How near an occupation is to a wish; the nearest is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// Another field.
    Other,
    /// The same wider group (two digits).
    Widened,
    /// The same group (three digits), or listed as a neighbour.
    Near,
    /// The same occupation (four or six digits).
    Same,
}

/// Which occupations are listed as near each other, by four-digit code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OccupationNeighbours {
    near: BTreeMap<String, BTreeSet<String>>,
}

const UNIT_DIGITS: usize = 4;
const GROUP_DIGITS: usize = 3;
const WIDE_DIGITS: usize = 2;

impl OccupationNeighbours {
    /// A list of pairs; each is near in both directions.
    pub fn of_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut near: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (one, other) in pairs {
            let (one, other) = (prefix(one, UNIT_DIGITS), prefix(other, UNIT_DIGITS));
            near.entry(one.to_owned()).or_default().insert(other.to_owned());
            near.entry(other.to_owned()).or_default().insert(one.to_owned());
        }
        Self { near }
    }

    /// How near two codes are.
    #[must_use]
    pub fn closeness(&self, wish: &str, slot: &str) -> Closeness {
        let agree = |digits| wish.len() >= digits && slot.len() >= digits && prefix(wish, digits) == prefix(slot, digits);
        let listed = || self.near.get(prefix(wish, UNIT_DIGITS)).is_some_and(|near| near.contains(prefix(slot, UNIT_DIGITS)));
        if agree(UNIT_DIGITS) {
            Closeness::Same
        } else if agree(GROUP_DIGITS) || listed() {
            Closeness::Near
        } else if agree(WIDE_DIGITS) {
            Closeness::Widened
        } else {
            Closeness::Other
        }
    }
}

fn prefix(code: &str, digits: usize) -> &str {
    code.get(..digits).unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_near_by_their_digits_and_by_the_list() {
        let neighbours = OccupationNeighbours::of_pairs([("4321", "9333")]);
        let cases = [
            ("9333", "933310", Closeness::Same),
            ("9333", "9334", Closeness::Near),
            ("933300", "4321", Closeness::Near),
            ("9333", "9321", Closeness::Widened),
            ("9333", "5223", Closeness::Other),
        ];
        for (wish, slot, expected) in cases {
            assert_eq!(neighbours.closeness(wish, slot), expected, "{wish} {slot}");
        }
    }
}
