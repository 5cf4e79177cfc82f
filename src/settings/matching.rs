//! The weights of matching, from `config/matching.toml` or a file of the municipality.

use crate::domain::matching::Weights;

const EMBEDDED: &str = include_str!("../../config/matching.toml");

/// The embedded weights.
///
/// # Errors
/// The embedded file is not sound; a test sees to that.
pub fn embedded() -> Result<Weights, toml::de::Error> {
    read(EMBEDDED)
}

/// Reads weights.
///
/// # Errors
/// Not TOML of this shape.
pub fn read(text: &str) -> Result<Weights, toml::de::Error> {
    toml::from_str(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::matching::Criterion;

    #[test]
    fn the_embedded_weights_give_a_thousand_points_at_most() {
        let weights = embedded().unwrap();
        assert_eq!(Criterion::ALL.iter().map(|&criterion| weights.most(criterion)).sum::<u32>(), 1000);
    }
}
