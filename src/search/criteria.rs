//! What staff can ask about slots, in the field's words; lowered here to the index's own question.

use chrono::NaiveDate;
use search_index::{Near as IndexNear, Sector as IndexSector, SlotFacet, SlotQuery, SlotSort};
use serde::{Deserialize, Serialize};

use super::{codes::Codes, days, project::half_hours};
use crate::domain::{
    conditions::ConditionLists,
    ids::TenantId,
    numbers::MunicipalityCode,
    place::Point,
    terms::{PlacementForm, Sector, words},
};

words! {
    /// The order of a list of slots.
    Sort {
        /// Best text match first.
        Relevance = "relevance",
        /// Nearest first.
        Distance = "distance",
        /// Last confirmed first.
        Freshness = "freshness",
    }
}

words! {
    /// What a list of slots can be counted by.
    Facet {
        /// Kinds of placement.
        Kind = "kind",
        /// Branch codes.
        Branch = "branch",
        /// Municipalities.
        Municipality = "municipality",
        /// Occupation codes.
        Occupation = "occupation",
        /// Private or public.
        Sector = "sector",
        /// What places demand.
        Demand = "demand",
        /// What places offer.
        Offer = "offer",
    }
}

impl Facet {
    pub(crate) const fn in_index(self) -> SlotFacet {
        match self {
            Self::Kind => SlotFacet::Kind,
            Self::Branch => SlotFacet::Branch,
            Self::Municipality => SlotFacet::Municipality,
            Self::Occupation => SlotFacet::Occupation,
            Self::Sector => SlotFacet::Sector,
            Self::Demand => SlotFacet::Demand,
            Self::Offer => SlotFacet::Offer,
        }
    }
}

/// A question about slots; what is left empty lets everything pass.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SlotCriteria {
    /// What was typed: words, `"exact"`, `-without`.
    pub text: String,
    /// Kinds of placement, of which the slot takes one.
    pub forms: Vec<PlacementForm>,
    /// Beginnings of branch codes.
    pub branches: Vec<String>,
    /// Beginnings of occupation codes.
    pub occupations: Vec<String>,
    /// Municipalities of the workplace.
    pub municipalities: Vec<MunicipalityCode>,
    /// The point to measure from.
    pub near: Option<Point>,
    /// How far from it, km.
    pub radius_km: Option<f64>,
    /// Hours a week that the slot allows.
    pub hours: Option<f64>,
    /// First day of the period in which a seat is needed.
    pub free_from: Option<NaiveDate>,
    /// Last day of it.
    pub free_to: Option<NaiveDate>,
    /// Whether full slots stay although a period is given.
    pub include_full: bool,
    /// Codes of what the place must not demand.
    pub avoid: Vec<String>,
    /// Codes of what the place must offer.
    pub offers: Vec<String>,
    /// Private or public.
    pub sector: Option<Sector>,
    /// Target group for which the slot must be open.
    pub group: Option<String>,
    /// Whether few places with all typed words may be followed by those that lack one.
    pub may_lack_a_word: bool,
    /// Order.
    pub sort: Option<Sort>,
    /// How many, 1–100.
    pub limit: usize,
    /// The `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// What to count.
    pub facets: Vec<Facet>,
}

/// What lowering needs besides the question.
pub struct Lowering<'a> {
    /// The municipality that asks.
    pub tenant: TenantId,
    /// The day.
    pub today: NaiveDate,
    /// Days after which an unconfirmed slot is not shown.
    pub stale_after_days: u32,
    /// Which bit stands for which code.
    pub codes: &'a Codes,
    /// The fixed lists of conditions.
    pub conditions: &'a ConditionLists,
}

impl SlotCriteria {
    /// A question that lets everything pass, twenty at a time.
    #[must_use]
    pub fn everything() -> Self {
        Self { limit: 20, ..Self::default() }
    }

    /// The index's own question.
    #[must_use]
    pub fn lower(&self, to: &Lowering<'_>) -> SlotQuery {
        let (text, typed_hours) = hours_in(&self.text);
        SlotQuery {
            text,
            kinds: to.codes.forms(&self.forms),
            branches: self.branches.clone(),
            occupations: self.occupations.clone(),
            municipalities: self.municipalities.iter().filter_map(|code| code.as_str().parse().ok()).collect(),
            near: self.near.map(|point| IndexNear { lat: point.lat, lon: point.lon, radius_km: self.radius_km }),
            hours: self.hours.or(typed_hours).map(half_hours),
            free_from: self.free_from.map(days::number),
            free_to: self.free_to.map(days::number),
            include_full: self.include_full,
            demands_excluded: to.codes.breaking(&self.avoid, to.conditions),
            offers_required: to.codes.offers(&self.offers),
            sector: self.sector.map(|sector| if sector == Sector::Offentlig { IndexSector::Public } else { IndexSector::Private }),
            reserved_for: self.group.as_ref().map_or(0, |group| to.codes.groups(std::slice::from_ref(group))),
            stale_after_days: i32::try_from(to.stale_after_days).ok(),
            may_lack_a_word: self.may_lack_a_word,
            sort: match self.sort {
                Some(Sort::Distance) => SlotSort::Distance,
                Some(Sort::Freshness) => SlotSort::Freshness,
                Some(Sort::Relevance) | None => SlotSort::Relevance,
            },
            limit: self.limit.clamp(1, 100),
            cursor: self.cursor.clone(),
            facets: self.facets.iter().map(|facet| facet.in_index()).collect(),
            highlight: !self.text.trim().is_empty(),
            ..SlotQuery::plain(to.tenant.0, days::number(to.today))
        }
    }
}

/// Takes "15 timer" (or "15 t", "15 hours") out of what was typed: it is a filter, not words.
fn hours_in(text: &str) -> (String, Option<f64>) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_unit = |word: &str| matches!(word.to_lowercase().as_str(), "timer" | "time" | "t" | "hours" | "hour");
    let amount = |word: &str| word.replace(',', ".").parse::<f64>().ok().filter(|hours| (1.0..=37.0).contains(hours));
    let place = words.windows(2).position(|pair| matches!(pair, [number, unit] if amount(number).is_some() && is_unit(unit)));
    let Some(place) = place else { return (text.to_owned(), None) };
    let hours = words.get(place).and_then(|word| amount(word));
    let rest = words.iter().enumerate().filter(|(index, _)| *index != place && *index != place + 1).map(|(_, word)| *word);
    (rest.collect::<Vec<_>>().join(" "), hours)
}

#[cfg(test)]
mod tests {
    use super::hours_in;

    #[test]
    fn hours_in_the_text_are_a_filter() {
        assert_eq!(hours_in("lager 15 timer Holbæk"), ("lager Holbæk".to_owned(), Some(15.0)));
        assert_eq!(hours_in("7,5 t køkken"), ("køkken".to_owned(), Some(7.5)));
        assert_eq!(hours_in("timer 2026"), ("timer 2026".to_owned(), None));
    }
}
