//! Whether a workplace takes one trial after the other and hires nobody: information for a talk, never a sanction.

use serde::Deserialize;

/// From when on it is said.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RadarLimits {
    /// Placements that started within twelve months, at least.
    pub placements: u32,
    /// Percent of the ordinary employees that these are, at least; a workplace whose number is unknown counts too.
    pub percent_of_ordinary: f64,
    /// One known hire for so many placements is enough to say nothing.
    pub placements_per_hire: u32,
}

/// What was counted at a workplace within twelve months.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Turnover {
    /// Virksomhedspraktik that started.
    pub praktik: u32,
    /// Løntilskud that started.
    pub loentilskud: u32,
    /// Of all these, how many are known to have led to a job.
    pub hires: u32,
    /// Ordinary employees, where known.
    pub ordinary: Option<f64>,
}

impl Turnover {
    /// Whether it is to be talked about.
    #[must_use]
    pub fn is_noted(&self, limits: &RadarLimits) -> bool {
        let started = self.praktik + self.loentilskud;
        let many = self.ordinary.is_none_or(|ordinary| f64::from(started) * 100.0 >= ordinary * limits.percent_of_ordinary);
        let hardly_hires = self.hires.saturating_mul(limits.placements_per_hire) < started;
        started >= limits.placements && many && hardly_hires
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: RadarLimits = RadarLimits { placements: 6, percent_of_ordinary: 20.0, placements_per_hire: 6 };

    #[test]
    fn six_trials_and_no_hire_are_noted_and_five_are_not() {
        let turnover = |praktik, hires| Turnover { praktik, hires, ordinary: Some(10.0), loentilskud: 0 };
        assert!(turnover(6, 0).is_noted(&LIMITS));
        assert!(!turnover(5, 0).is_noted(&LIMITS));
        assert!(!turnover(6, 1).is_noted(&LIMITS));
        assert!(turnover(7, 1).is_noted(&LIMITS));
    }

    #[test]
    fn few_against_many_employees_are_not_noted() {
        let at = |ordinary| Turnover { praktik: 4, loentilskud: 2, hires: 0, ordinary };
        assert!(at(Some(30.0)).is_noted(&LIMITS));
        assert!(!at(Some(30.1)).is_noted(&LIMITS));
        assert!(at(None).is_noted(&LIMITS));
    }
}
