//! How many people work somewhere, as registers and lists tell it.

/// A count of persons: exact (`min == max`) or a band such as "2-4"; `max` absent = or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountBand {
    /// Least count.
    pub min: u32,
    /// Greatest count; absent for "1000+".
    pub max: Option<u32>,
}

impl CountBand {
    /// A count that is known exactly.
    #[must_use]
    pub const fn exactly(count: u32) -> Self {
        Self { min: count, max: Some(count) }
    }

    /// Reads "4", "2-4", "1000+" and the register's "ANTAL_2_4"; nothing for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        /// The register writes "or more" as this upper end.
        const OR_MORE: u32 = 999_999;
        let upper = text.trim().to_ascii_uppercase();
        let bare = upper.strip_prefix("ANTAL_").unwrap_or(&upper);
        if let Some(least) = bare.strip_suffix('+') {
            return Some(Self { min: whole(least)?, max: None });
        }
        let Some((least, most)) = bare.split_once(['-', '_', '\u{2013}']) else { return whole(bare).map(Self::exactly) };
        let (min, most) = (whole(least)?, whole(most)?);
        (min <= most).then_some(Self { min, max: (most != OR_MORE).then_some(most) })
    }
}

fn whole(text: &str) -> Option<u32> {
    let digits = text.trim();
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn employees_are_read_as_counts_and_bands() {
        let bands = [
            ("4", 4, Some(4)),
            ("2-4", 2, Some(4)),
            ("2 - 4", 2, Some(4)),
            ("ANTAL_2_4", 2, Some(4)),
            ("1000+", 1000, None),
            ("ANTAL_1000_999999", 1000, None),
        ];
        for (written, min, max) in bands {
            assert_eq!(CountBand::parse(written), Some(CountBand { min, max }), "{written}");
        }
        for wrong in ["4-2", "ca. 4", "-3", "4,5", "", "+", "99999999999"] {
            assert_eq!(CountBand::parse(wrong), None, "{wrong}");
        }
    }
}
