//! A match in sentences: what fits, what does not, what is unknown, which rule, and what speaks against it.

use std::cmp::Reverse;

use super::{
    fact::pick,
    part::{Part, PartVerdict},
    rank::Match,
};
use crate::domain::{rulebook::Verdict, terms::Language};

const REASONS_AGAINST: usize = 3;

impl Match {
    /// "Passer: timer (borger 15, plads 12–20). Passer ikke: …. Regel: …."
    #[must_use]
    pub fn explanation(&self, language: Language) -> String {
        let mut sentences = Vec::new();
        let groups = [
            (pick(language, "Passer", "Fits"), PartVerdict::Ok),
            (pick(language, "Passer delvist", "Fits in part"), PartVerdict::Partial),
            (pick(language, "Passer ikke", "Does not fit"), PartVerdict::No),
            (pick(language, "Ukendt", "Unknown"), PartVerdict::Unknown),
        ];
        for (heading, verdict) in groups {
            let parts: Vec<String> = self.parts.iter().filter(|part| part.verdict == verdict).map(|part| part.sentence(language)).collect();
            if !parts.is_empty() {
                sentences.push(format!("{heading}: {}.", parts.join("; ")));
            }
        }
        let findings = self.law.iter().flat_map(|law| &law.findings).filter(|finding| finding.verdict > Verdict::Ok);
        sentences.extend(findings.map(|finding| finding.text(language).to_owned()));
        sentences.join(" ")
    }

    /// Up to three reasons against the match: where it loses most points.
    #[must_use]
    pub fn reasons_against(&self, language: Language) -> Vec<String> {
        let mut losses: Vec<&Part> = self.parts.iter().filter(|part| part.blocks || part.points < part.max_points).collect();
        losses.sort_by_key(|part| (Reverse(part.blocks), Reverse(part.max_points - part.points), part.criterion));
        losses.into_iter().take(REASONS_AGAINST).map(|part| part.sentence(language)).collect()
    }
}
