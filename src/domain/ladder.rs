//! Which step of the ladder the facts speak for: the program proposes, a person decides.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::terms::{LadderStep, words};

/// Placements in the latest half year from which on the next step is proposed.
const PLACEMENTS: u32 = 2;
/// Months that placements count for a step up.
const UP_MONTHS: u32 = 6;
/// Months without placement or contact after which a lower step is proposed.
const DOWN_MONTHS: u32 = 12;

words! {
    /// Which facts speak for another step.
    LadderReason {
        /// An agreement is in force.
        Agreement = "agreement",
        /// Two or more placements within six months.
        Placements = "placements",
        /// No placement and no contact for twelve months.
        Silence = "silence",
    }
}

/// What is known of the cooperation with a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The step it stands on.
    pub step: LadderStep,
    /// First day of the latest agreement that is in force.
    pub agreement_since: Option<NaiveDate>,
    /// Placements that were agreed and begin within the latest six months, or later.
    pub placements: u32,
    /// First day of the latest placement.
    pub placed_on: Option<NaiveDate>,
    /// Last day of the placement that ends last.
    pub placed_until: Option<NaiveDate>,
    /// Latest contact.
    pub contact_on: Option<NaiveDate>,
    /// Since when the register has it.
    pub known_since: NaiveDate,
}

/// Another step and the facts that speak for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedStep {
    /// The step.
    pub step: LadderStep,
    /// Which facts.
    pub reason: LadderReason,
    /// How many placements, where these are the facts.
    pub count: u32,
    /// The day of the latest of the facts.
    pub on: Option<NaiveDate>,
}

impl ProposedStep {
    /// Tells these facts from newer ones: a dismissed proposal comes back only with another mark.
    #[must_use]
    pub fn mark(&self) -> String {
        format!("{} {} {}", self.step, self.reason, self.on.map(|day| day.to_string()).unwrap_or_default())
    }
}

/// The first day from which on placements count for a step up.
#[must_use]
pub fn counts_from(today: NaiveDate) -> NaiveDate {
    today.checked_sub_months(Months::new(UP_MONTHS)).unwrap_or(today)
}

/// The step that the facts speak for, where it is another one than the company stands on.
///
/// Partnerskab means that there is an agreement, so placements alone lead no farther than Samarbejde.
#[must_use]
pub fn proposed(standing: &Standing, today: NaiveDate) -> Option<ProposedStep> {
    let Standing { step, agreement_since, placements, placed_on, .. } = *standing;
    if agreement_since.is_some() {
        let is_partner = step == LadderStep::Partnerskab;
        let proposal = ProposedStep { step: LadderStep::Partnerskab, reason: LadderReason::Agreement, count: 0, on: agreement_since };
        return (!is_partner).then_some(proposal);
    }
    if placements >= PLACEMENTS {
        let up = above(step)?;
        return Some(ProposedStep { step: up, reason: LadderReason::Placements, count: placements, on: placed_on });
    }
    let silent_since = standing.silent_since();
    let is_silent = silent_since <= today.checked_sub_months(Months::new(DOWN_MONTHS))?;
    let down = below(step).filter(|_| is_silent)?;
    Some(ProposedStep { step: down, reason: LadderReason::Silence, count: 0, on: Some(silent_since) })
}

impl Standing {
    /// The latest day on which there was something between the two.
    fn silent_since(&self) -> NaiveDate {
        [self.placed_until, self.contact_on].into_iter().flatten().fold(self.known_since, NaiveDate::max)
    }
}

const fn above(step: LadderStep) -> Option<LadderStep> {
    match step {
        LadderStep::Passiv => Some(LadderStep::Kontakt),
        LadderStep::Kontakt => Some(LadderStep::Samarbejde),
        LadderStep::Samarbejde | LadderStep::Partnerskab => None,
    }
}

const fn below(step: LadderStep) -> Option<LadderStep> {
    match step {
        LadderStep::Passiv => None,
        LadderStep::Kontakt => Some(LadderStep::Passiv),
        LadderStep::Samarbejde => Some(LadderStep::Kontakt),
        LadderStep::Partnerskab => Some(LadderStep::Samarbejde),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn quiet(step: LadderStep) -> Standing {
        Standing {
            step,
            agreement_since: None,
            placements: 0,
            placed_on: None,
            placed_until: None,
            contact_on: None,
            known_since: day("2020-01-01"),
        }
    }

    fn step_of(standing: &Standing) -> Option<(LadderStep, LadderReason)> {
        proposed(standing, day("2026-03-02")).map(|proposal| (proposal.step, proposal.reason))
    }

    #[test]
    fn two_placements_propose_the_next_step_and_one_does_not() {
        let placed = |count| Standing { placements: count, placed_until: Some(day("2026-02-28")), ..quiet(LadderStep::Kontakt) };
        assert_eq!(step_of(&placed(1)), None);
        assert_eq!(step_of(&placed(2)), Some((LadderStep::Samarbejde, LadderReason::Placements)));
        assert_eq!(step_of(&Standing { step: LadderStep::Passiv, ..placed(3) }), Some((LadderStep::Kontakt, LadderReason::Placements)));
    }

    #[test]
    fn placements_alone_make_no_partner() {
        let busy = Standing { placements: 9, placed_until: Some(day("2026-02-28")), ..quiet(LadderStep::Samarbejde) };
        assert_eq!(step_of(&busy), None);
        let agreed = Standing { agreement_since: Some(day("2026-03-01")), ..busy };
        assert_eq!(step_of(&agreed), Some((LadderStep::Partnerskab, LadderReason::Agreement)));
        assert_eq!(step_of(&Standing { step: LadderStep::Partnerskab, ..agreed }), None);
    }

    #[test]
    fn a_year_without_a_word_proposes_the_step_below_and_a_day_less_does_not() {
        for step in [LadderStep::Kontakt, LadderStep::Samarbejde, LadderStep::Partnerskab] {
            let spoken = |on| Standing { contact_on: Some(day(on)), ..quiet(step) };
            assert_eq!(step_of(&spoken("2025-03-03")), None);
            assert_eq!(step_of(&spoken("2025-03-02")).map(|(_, reason)| reason), Some(LadderReason::Silence));
        }
        assert_eq!(step_of(&quiet(LadderStep::Passiv)), None);
    }

    #[test]
    fn a_company_that_is_new_to_the_register_is_not_silent_yet() {
        let fresh = Standing { known_since: day("2026-02-01"), ..quiet(LadderStep::Kontakt) };
        assert_eq!(step_of(&fresh), None);
    }

    #[test]
    fn a_placement_within_the_year_or_an_agreement_keeps_the_step() {
        let placed = Standing { placed_until: Some(day("2025-12-01")), ..quiet(LadderStep::Samarbejde) };
        assert_eq!(step_of(&placed), None);
        let agreed = Standing { agreement_since: Some(day("2021-01-01")), ..quiet(LadderStep::Partnerskab) };
        assert_eq!(step_of(&agreed), None);
    }

    #[test]
    fn a_newer_fact_has_another_mark() {
        let placed = |on: &str| Standing { placements: 2, placed_on: Some(day(on)), ..quiet(LadderStep::Kontakt) };
        let mark = |standing: &Standing| proposed(standing, day("2026-03-02")).expect("a proposal").mark();
        assert_ne!(mark(&placed("2026-01-05")), mark(&placed("2026-02-05")));
        assert_eq!(mark(&placed("2026-01-05")), mark(&Standing { placements: 3, ..placed("2026-01-05") }));
    }
}
