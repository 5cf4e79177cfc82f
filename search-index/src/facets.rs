//! Counts hits by their values in the same pass that finds them.

use std::collections::BTreeMap;

use crate::query::{FacetCount, FacetValue, SlotFacet};
use crate::rows::SlotRows;
use crate::slot_document::Sector;

/// Counts hits by bits of a mask.
#[derive(Clone)]
pub(crate) struct BitCounts([u64; 64]);

impl Default for BitCounts {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl BitCounts {
    /// Counts each bit of a mask.
    pub fn add(&mut self, mut mask: u64) {
        while mask != 0 {
            self.0[mask.trailing_zeros() as usize] += 1;
            mask &= mask - 1;
        }
    }

    /// Gives the bits that occurred.
    pub fn counts(&self) -> Vec<FacetCount> {
        let bits = (0_u8..).zip(&self.0).filter(|(_, count)| **count > 0);
        ranked(bits.map(|(bit, count)| (FacetValue::Bit(bit), *count)))
    }
}

/// Puts counts in their order: most frequent first, then by value.
pub(crate) fn ranked(counts: impl Iterator<Item = (FacetValue, u64)>) -> Vec<FacetCount> {
    let mut ranked: Vec<_> = counts.map(|(value, count)| FacetCount { value, count }).collect();
    ranked.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    ranked
}

/// The counts of one answer.
pub(crate) struct SlotCounts {
    wanted: Vec<SlotFacet>,
    kinds: BitCounts,
    demands: BitCounts,
    offers: BitCounts,
    willing: BitCounts,
    sectors: [u64; 2],
    municipalities: BTreeMap<u16, u64>,
    branches: BTreeMap<String, u64>,
    occupations: BTreeMap<String, u64>,
}

/// The counts by code within one segment.
#[derive(Default)]
pub(crate) struct CodeCounts {
    branches: Vec<u64>,
    occupations: Vec<u64>,
}

impl SlotCounts {
    /// Begins to count by these facets.
    pub fn of(facets: &[SlotFacet]) -> Self {
        let mut wanted = facets.to_vec();
        wanted.sort_unstable();
        wanted.dedup();
        Self {
            wanted,
            kinds: BitCounts::default(),
            demands: BitCounts::default(),
            offers: BitCounts::default(),
            willing: BitCounts::default(),
            sectors: [0; 2],
            municipalities: BTreeMap::new(),
            branches: BTreeMap::new(),
            occupations: BTreeMap::new(),
        }
    }

    /// Begins to count codes in some rows.
    pub fn codes_of(rows: &SlotRows) -> CodeCounts {
        CodeCounts { branches: vec![0; rows.branches.codes().len()], occupations: vec![0; rows.occupations.codes().len()] }
    }

    /// Counts one hit.
    pub fn add(&mut self, rows: &SlotRows, row: u32, codes: &mut CodeCounts) {
        if self.wanted.is_empty() {
            return;
        }
        let (hot, warm) = (&rows.hot[row as usize], &rows.warm[row as usize]);
        for facet in &self.wanted {
            match facet {
                SlotFacet::Kind => self.kinds.add(u64::from(hot.kinds)),
                SlotFacet::Branch => codes.branches[warm.branch as usize] += 1,
                SlotFacet::Municipality => *self.municipalities.entry(hot.municipality).or_default() += 1,
                SlotFacet::Occupation => codes.occupations[warm.occupation as usize] += 1,
                SlotFacet::Sector => self.sectors[usize::from(hot.sector() == Sector::Public)] += 1,
                SlotFacet::Demand => self.demands.add(warm.demands),
                SlotFacet::Offer => self.offers.add(warm.offers),
                SlotFacet::Willing => self.willing.add(u64::from(warm.willing_for)),
            }
        }
    }

    /// Takes the counts by code of some rows in.
    pub fn add_codes(&mut self, rows: &SlotRows, codes: &CodeCounts) {
        join(&mut self.branches, rows.branches.codes(), &codes.branches);
        join(&mut self.occupations, rows.occupations.codes(), &codes.occupations);
    }

    /// Gives all counts; a hit without a code counts nowhere among the codes.
    pub fn finish(self) -> Vec<(SlotFacet, Vec<FacetCount>)> {
        let counts = |facet| match facet {
            SlotFacet::Kind => self.kinds.counts(),
            SlotFacet::Branch => by_code(&self.branches),
            SlotFacet::Municipality => {
                ranked(self.municipalities.iter().map(|(code, count)| (FacetValue::Number(u32::from(*code)), *count)))
            }
            SlotFacet::Occupation => by_code(&self.occupations),
            SlotFacet::Sector => {
                let sectors = [Sector::Private, Sector::Public].into_iter().zip(self.sectors).filter(|(_, count)| *count > 0);
                ranked(sectors.map(|(sector, count)| (FacetValue::Sector(sector), count)))
            }
            SlotFacet::Demand => self.demands.counts(),
            SlotFacet::Offer => self.offers.counts(),
            SlotFacet::Willing => self.willing.counts(),
        };
        self.wanted.iter().map(|facet| (*facet, counts(*facet))).collect()
    }
}

fn join(all: &mut BTreeMap<String, u64>, codes: &[String], counts: &[u64]) {
    for (code, count) in codes.iter().zip(counts).filter(|(code, count)| !code.is_empty() && **count > 0) {
        *all.entry(code.clone()).or_default() += count;
    }
}

fn by_code(counts: &BTreeMap<String, u64>) -> Vec<FacetCount> {
    ranked(counts.iter().map(|(code, count)| (FacetValue::Code(code.clone()), *count)))
}
