//! How near two occupations are, by DISCO-08 code and by the list of neighbours.

use crate::domain::reference::OccupationNeighbours;

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

impl Closeness {
    /// How near the code of a slot is to the code of a wish.
    #[must_use]
    pub fn between(wish: &str, slot: &str, neighbours: &OccupationNeighbours) -> Self {
        let agree = |digits| wish.get(..digits).is_some_and(|prefix| slot.get(..digits) == Some(prefix));
        if agree(4) {
            Self::Same
        } else if agree(3) || neighbours.are_near(wish, slot) {
            Self::Near
        } else if agree(2) {
            Self::Widened
        } else {
            Self::Other
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_near_by_their_digits_and_by_the_list() {
        let neighbours = OccupationNeighbours::new(vec![("4321".to_owned(), vec!["9333".to_owned()])]);
        let cases = [
            ("9333", "933310", Closeness::Same),
            ("9333", "9334", Closeness::Near),
            ("933300", "4321", Closeness::Near),
            ("9333", "9321", Closeness::Widened),
            ("9333", "5223", Closeness::Other),
        ];
        for (wish, slot, expected) in cases {
            assert_eq!(Closeness::between(wish, slot, &neighbours), expected, "{wish} {slot}");
        }
    }
}
