//! Which bit stands for which code in the index.

use search_index::FacetValue;
use sha2::{Digest, Sha256};

use crate::domain::{
    conditions::ConditionLists,
    terms::{LanguageLevel, PlacementForm, Transport},
};

/// Danish licence categories, in the order of their bits.
pub const LICENCES: [&str; 16] = ["AM", "A1", "A2", "A", "B1", "B", "BE", "C1", "C1E", "C", "CE", "D1", "D1E", "D", "DE", "T"];

/// The lists by which codes become bits; an index made with other lists is never opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codes {
    demands: Vec<String>,
    offers: Vec<String>,
    groups: Vec<String>,
}

/// The number by which the index knows a skill of the official list; skills of other words have none.
#[must_use]
pub fn skill_number(title: &str) -> u32 {
    Sha256::digest(title.trim().to_lowercase().as_bytes()).iter().take(4).fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}

/// The bit of target groups that the list does not have.
const UNKNOWN_GROUP: u32 = 31;

fn bit_of(list: &[String], code: &str) -> u32 {
    list.iter().position(|known| known == code).and_then(|place| u32::try_from(place).ok()).unwrap_or(u32::MAX)
}

fn mask(list: &[String], codes: &[String]) -> u64 {
    codes.iter().filter_map(|code| 1_u64.checked_shl(bit_of(list, code))).fold(0, |mask, bit| mask | bit)
}

impl Codes {
    /// The codes of the fixed lists of conditions and of the law's target groups.
    #[must_use]
    pub fn new(conditions: &ConditionLists, groups: Vec<String>) -> Self {
        let codes = |list: &[crate::domain::conditions::ConditionCode]| list.iter().map(|one| one.code.clone()).collect();
        Self { demands: codes(&conditions.demands), offers: codes(&conditions.offers), groups }
    }

    /// Changes when any list changes.
    #[must_use]
    pub fn fingerprint(&self) -> u32 {
        let all = format!("{:?}{:?}", self, PlacementForm::ALL);
        Sha256::digest(all.as_bytes()).iter().take(4).fold(0, |sum, byte| sum << 8 | u32::from(*byte))
    }

    /// Bits of demands.
    #[must_use]
    pub fn demands(&self, codes: &[String]) -> u64 {
        mask(&self.demands, codes)
    }

    /// Bits of every demand that breaks "the place must not demand it" of these codes: also the heavier lifts.
    #[must_use]
    pub fn breaking(&self, avoided: &[String], conditions: &ConditionLists) -> u64 {
        let breaks = |demand: &String| avoided.iter().any(|code| conditions.demands_it(demand, code));
        let broken: Vec<String> = self.demands.iter().filter(|demand| breaks(demand)).cloned().collect();
        self.demands(&broken)
    }

    /// Bits of offers.
    #[must_use]
    pub fn offers(&self, codes: &[String]) -> u64 {
        mask(&self.offers, codes)
    }

    /// Bits of target groups. A group of an edition that was published after the index was opened has the last bit: a place
    /// that is reserved for it is open to no other group.
    #[must_use]
    pub fn groups(&self, codes: &[String]) -> u32 {
        codes.iter().fold(0, |bits, code| bits | 1 << bit_of(&self.groups, code).min(UNKNOWN_GROUP))
    }

    /// The number of a target group; 255 where it is unknown.
    #[must_use]
    pub fn group(&self, code: Option<&str>) -> u8 {
        code.and_then(|code| u8::try_from(bit_of(&self.groups, code)).ok()).unwrap_or(u8::MAX)
    }

    /// Bits of kinds of placement.
    #[must_use]
    pub fn forms(&self, forms: &[PlacementForm]) -> u16 {
        let bit = |form: &PlacementForm| PlacementForm::ALL.iter().position(|known| known == form).map_or(0, |place| 1_u16 << place);
        forms.iter().map(bit).fold(0, |mask, bit| mask | bit)
    }

    /// Bits of licence categories.
    #[must_use]
    pub fn licences(&self, categories: &[String]) -> u16 {
        let bit = |category: &String| LICENCES.iter().position(|known| known == category).map_or(0, |place| 1_u16 << place);
        categories.iter().map(bit).fold(0, |mask, bit| mask | bit)
    }

    /// A level as a number: 0 = none, 1 = A1 … 6 = C2.
    #[must_use]
    pub fn level(&self, level: Option<LanguageLevel>) -> u8 {
        let place = level.and_then(|level| LanguageLevel::ALL.iter().position(|known| *known == level));
        place.and_then(|place| u8::try_from(place + 1).ok()).unwrap_or(0)
    }

    /// The bit of a way of travel.
    #[must_use]
    pub fn transport(&self, transport: Option<Transport>) -> u8 {
        let place = transport.and_then(|transport| Transport::ALL.iter().position(|known| *known == transport));
        place.map_or(0, |place| 1 << place)
    }

    /// The code that a citizen facet's value stands for.
    #[must_use]
    pub fn citizen_code_of(&self, facet: search_index::CitizenFacet, value: &FacetValue) -> String {
        use search_index::CitizenFacet as Facet;
        let at = |list: &[String], place: usize| list.get(place).cloned().unwrap_or_default();
        match (facet, value) {
            (Facet::Refuses, FacetValue::Bit(bit)) => at(&self.demands, usize::from(*bit)),
            (Facet::Needs, FacetValue::Bit(bit)) => at(&self.offers, usize::from(*bit)),
            (Facet::Transport, FacetValue::Bit(bit)) => Transport::ALL.get(usize::from(*bit)).map(ToString::to_string).unwrap_or_default(),
            (Facet::Group, FacetValue::Number(number)) => at(&self.groups, usize::try_from(*number).unwrap_or(usize::MAX)),
            (_, FacetValue::Code(code)) => code.clone(),
            (_, value) => format!("{value:?}"),
        }
    }

    /// The code that a facet's bit stands for.
    #[must_use]
    pub fn code_of(&self, facet: search_index::SlotFacet, value: &FacetValue) -> String {
        use search_index::SlotFacet as Facet;
        let list = match facet {
            Facet::Demand => &self.demands,
            Facet::Offer => &self.offers,
            _ => &self.groups,
        };
        match value {
            FacetValue::Bit(bit) if facet == Facet::Kind => {
                PlacementForm::ALL.get(usize::from(*bit)).map(ToString::to_string).unwrap_or_default()
            }
            FacetValue::Bit(bit) => list.get(usize::from(*bit)).cloned().unwrap_or_default(),
            FacetValue::Number(number) => format!("{number:04}"),
            FacetValue::Code(code) => code.clone(),
            FacetValue::Sector(search_index::Sector::Private) => "privat".to_owned(),
            FacetValue::Sector(search_index::Sector::Public) => "offentlig".to_owned(),
        }
    }
}
