//! Codes of digits (branches, occupations) as numbers, and the table of those that occur in some rows.

/// The most digits of a code.
const MAX_DIGITS: usize = 9;

/// Gives the number of a code: its digits behind a leading 1, so that zeros in front count; 0 for no code.
pub(crate) fn code_number(code: &str) -> u32 {
    let digits = digits_of(code);
    if digits.is_empty() || digits.len() > MAX_DIGITS { 0 } else { format!("1{digits}").parse().unwrap_or(0) }
}

/// Gives the digits of a code; nothing when it holds anything else than digits, points and spaces.
pub(crate) fn digits_of(code: &str) -> String {
    let only_code = code.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ' '));
    if only_code { code.chars().filter(char::is_ascii_digit).collect() } else { String::new() }
}

/// Gives a code's digits back; empty for 0.
pub(crate) fn code_text(number: u32) -> String {
    let text = number.to_string();
    text.strip_prefix('1').map(str::to_owned).unwrap_or_default()
}

/// The codes that occur in some rows, in order, so that a row holds a small number.
#[derive(Debug, Default)]
pub(crate) struct CodeTable {
    codes: Vec<String>,
    numbers: std::collections::HashMap<u32, u32>,
}

impl CodeTable {
    /// Gives the provisional number of a code.
    pub fn note(&mut self, code: u32) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry(code).or_insert(next)
    }

    /// Puts the codes in order and turns the provisional numbers of the rows into final ones.
    pub fn seal<'a>(&mut self, rows: impl Iterator<Item = &'a mut u32>) {
        let mut found: Vec<_> = self.numbers.drain().map(|(code, provisional)| (code_text(code), provisional)).collect();
        found.sort();
        let mut finals = vec![0; found.len()];
        for (number, (_, provisional)) in (0_u32..).zip(&found) {
            finals[*provisional as usize] = number;
        }
        self.codes = found.into_iter().map(|(text, _)| text).collect();
        for row in rows {
            *row = finals[*row as usize];
        }
    }

    /// Gives the codes; a row's number is the place in this list.
    pub fn codes(&self) -> &[String] {
        &self.codes
    }

    /// Says for each code whether it begins with one of the prefixes; `None` when there are no prefixes.
    pub fn allowed(&self, prefixes: &[String]) -> Option<Vec<bool>> {
        if prefixes.is_empty() {
            return None;
        }
        let prefixes: Vec<_> = prefixes.iter().map(|prefix| digits_of(prefix)).filter(|prefix| !prefix.is_empty()).collect();
        Some(self.codes.iter().map(|code| prefixes.iter().any(|prefix| code.starts_with(prefix.as_str()))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_in_front_are_part_of_a_code() {
        assert_eq!(code_text(code_number("014100")), "014100");
        assert_eq!(code_text(code_number("01.41.00")), "014100");
        assert_eq!(code_text(code_number("")), "");
        assert_eq!(code_number("Karen"), 0);
    }

    #[test]
    fn a_table_knows_which_codes_begin_with_a_prefix() {
        let mut table = CodeTable::default();
        let mut rows: Vec<_> = ["5131", "", "5120", "9412"].map(|code| table.note(code_number(code))).into();
        table.seal(rows.iter_mut());
        assert_eq!(table.codes(), ["", "5120", "5131", "9412"]);
        assert_eq!(rows, [2, 0, 1, 3]);
        assert_eq!(table.allowed(&["51".to_owned()]), Some(vec![false, true, true, false]));
        assert_eq!(table.allowed(&[]), None);
    }
}
