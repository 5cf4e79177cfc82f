//! Branch codes: the same code means different things in different editions.

use serde::{Deserialize, Serialize};

use super::terms::words;

words! {
    /// The edition of the Danish branch code (CVR moved from DB07 to DB25 on 2025-01-01); codes are keyed by it.
    BranchVersion {
        /// Dansk Branchekode 2025.
        Db25 = "DB25",
        /// Dansk Branchekode 2007.
        Db07 = "DB07",
    }
}

/// The section of a branch code, a letter of Dansk Branchekode 2025; a code of 2007 falls where its division lies today.
#[must_use]
pub fn section_of(code: &str) -> Option<char> {
    let division: u8 = code.get(..2)?.parse().ok()?;
    LAST_DIVISIONS.iter().find(|(last, _)| division <= *last).map(|(_, letter)| *letter).filter(|_| division > 0)
}

/// The last division of each section (Danmarks Statistik, Dansk Branchekode DB25).
const LAST_DIVISIONS: [(u8, char); 22] = [
    (3, 'A'),
    (9, 'B'),
    (33, 'C'),
    (35, 'D'),
    (39, 'E'),
    (43, 'F'),
    (47, 'G'),
    (53, 'H'),
    (56, 'I'),
    (60, 'J'),
    (63, 'K'),
    (66, 'L'),
    (68, 'M'),
    (75, 'N'),
    (82, 'O'),
    (84, 'P'),
    (85, 'Q'),
    (88, 'R'),
    (93, 'S'),
    (96, 'T'),
    (98, 'U'),
    (99, 'V'),
];

#[cfg(test)]
mod tests {
    use super::section_of;

    #[test]
    fn a_code_lies_in_the_section_of_its_division() {
        assert_eq!(["011100", "471110", "432100", "990000"].map(section_of), [Some('A'), Some('G'), Some('F'), Some('V')]);
        assert_eq!(["", "4", "xx1234", "000000"].map(section_of), [None; 4]);
    }
}
