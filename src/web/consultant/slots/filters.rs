//! The filters of the slot search: from the address into criteria, and back into boxes with counts.

use serde::Deserialize;

use super::words::capital;
use crate::{
    domain::{
        numbers::{MunicipalityCode, Postcode},
        reference::PostcodeArea,
        terms::{PlacementForm, Sector},
    },
    i18n::Texts,
    state::AppState,
    use_cases::slot_search::{Facet as Counted, SlotCriteria, SlotList, Sort},
    web::{extract::Consultant, parts::Facet, query},
};

/// How far a search from a postcode reaches when nobody says how far.
const USUAL_KM: &str = "25";

/// The filters as they stand in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Filters {
    /// Words.
    pub q: String,
    /// Kinds.
    pub art: Vec<String>,
    /// Branch codes.
    pub branche: Vec<String>,
    /// Occupation codes.
    pub disco: Vec<String>,
    /// Municipalities.
    pub kommune: Vec<String>,
    /// Sector.
    pub sektor: Vec<String>,
    /// What the place must offer.
    pub tilbyder: Vec<String>,
    /// What the place must not demand.
    pub undgaa: Vec<String>,
    /// Target group for which it must be open.
    pub gruppe: String,
    /// A postcode or a town.
    pub postnr: String,
    /// Radius, km.
    pub km: String,
    /// Hours a week.
    pub timer: String,
    /// First day.
    pub fra: String,
    /// Last day.
    pub til: String,
    /// Order.
    pub sort: String,
    /// Where the page continues.
    pub cursor: String,
    /// How many were shown before.
    pub vist: u64,
}

/// The facets that are counted, with the parameter that each fills.
const FACETS: [(Counted, &str, &str); 6] = [
    (Counted::Kind, "art", "slot-kind"),
    (Counted::Municipality, "kommune", "slot-municipality"),
    (Counted::Occupation, "disco", "slot-occupation"),
    (Counted::Branch, "branche", "company-branch"),
    (Counted::Offer, "tilbyder", "slot-offers-filter"),
    (Counted::Sector, "sektor", "company-sector"),
];

impl Filters {
    /// The postcode area that was typed, by number or name.
    pub fn area<'a>(&self, state: &'a AppState) -> Option<&'a PostcodeArea> {
        area_named(state, &self.postnr)
    }

    /// The question that these filters ask.
    pub fn criteria(&self, state: &AppState) -> SlotCriteria {
        let near = self.area(state).map(|area| area.point);
        SlotCriteria {
            text: self.q.clone(),
            may_lack_a_word: true,
            forms: self.art.iter().filter_map(|word| PlacementForm::parse(word)).collect(),
            branches: self.branche.clone(),
            occupations: self.disco.clone(),
            municipalities: self.kommune.iter().filter_map(|code| MunicipalityCode::parse(code).ok()).collect(),
            near,
            radius_km: if near.is_some() { decimal(self.radius()) } else { decimal(&self.km) },
            hours: decimal(&self.timer).filter(|hours| (1.0..=37.0).contains(hours)),
            free_from: self.fra.parse().ok(),
            free_to: self.til.parse().ok(),
            avoid: self.undgaa.clone(),
            offers: self.tilbyder.clone(),
            sector: self.sektor.first().filter(|_| self.sektor.len() == 1).and_then(|word| Sector::parse(word)),
            group: Some(self.gruppe.clone()).filter(|group| !group.is_empty()),
            sort: Sort::parse(&self.sort),
            limit: 20,
            cursor: Some(self.cursor.clone()).filter(|cursor| !cursor.is_empty()),
            facets: FACETS.iter().map(|(facet, _, _)| *facet).collect(),
            ..SlotCriteria::default()
        }
    }

    /// The radius that counts.
    pub fn radius(&self) -> &str {
        if self.km.is_empty() { USUAL_KM } else { &self.km }
    }

    fn chosen(&self, parameter: &str) -> &[String] {
        match parameter {
            "art" => &self.art,
            "kommune" => &self.kommune,
            "disco" => &self.disco,
            "branche" => &self.branche,
            "tilbyder" => &self.tilbyder,
            "sektor" => &self.sektor,
            _ => &[],
        }
    }

    /// The names of the filters in use, for the audit.
    pub fn names(&self) -> Vec<String> {
        let address = self.url(&[]);
        let pairs = address.split_once('?').map_or("", |(_, pairs)| pairs).split('&');
        let mut names: Vec<String> = pairs.filter_map(|pair| pair.split_once('=')).map(|(name, _)| name.to_owned()).collect();
        names.dedup();
        names
    }

    /// Whether anything narrows the search.
    pub fn is_filtered(&self) -> bool {
        let untouched =
            Self { sort: self.sort.clone(), cursor: self.cursor.clone(), vist: self.vist, km: self.km.clone(), ..Self::default() };
        *self != untouched
    }

    /// The address of this search with another page or radius.
    pub fn url(&self, change: &[(&str, &str)]) -> String {
        let single = [("q", &self.q), ("gruppe", &self.gruppe), ("postnr", &self.postnr), ("km", &self.km), ("timer", &self.timer)];
        let further = [("fra", &self.fra), ("til", &self.til), ("sort", &self.sort)];
        let singles = single.into_iter().chain(further).map(|(name, value)| (name, value.as_str()));
        let lists = FACETS.iter().flat_map(|(_, name, _)| self.chosen(name).iter().map(|value| (*name, value.as_str())));
        let avoided = self.undgaa.iter().map(|value| ("undgaa", value.as_str()));
        let kept = singles.chain(lists).chain(avoided).filter(|(name, _)| !change.iter().any(|(other, _)| other == name));
        let pairs: Vec<(&str, &str)> = kept.chain(change.iter().copied()).collect();
        query::url("/konsulent/pladser", &pairs)
    }

    /// The boxes with counts; what is chosen stays even where nothing is left of it.
    pub fn facets(&self, state: &AppState, texts: Texts, list: &SlotList) -> Vec<Facet> {
        let facet = |(counted, name, key): &(Counted, &'static str, &str)| {
            let lines = list.facets.iter().find(|(kind, _)| kind == counted).map_or(&[][..], |(_, lines)| lines.as_slice());
            Facet::counted((texts, name, key), lines, self.chosen(name), |value| label(state, texts, *counted, value))
        };
        FACETS.iter().map(facet).collect()
    }
}

/// The postcode area that somebody typed, by number or name.
pub fn area_named<'a>(state: &'a AppState, typed: &str) -> Option<&'a PostcodeArea> {
    let postcodes = &state.app.reference.postcodes;
    let first = typed.split_whitespace().next()?;
    let by_number = if first.len() == 4 { Postcode::parse(first).ok().and_then(|code| postcodes.find(&code)) } else { None };
    by_number.or_else(|| postcodes.suggest(typed.trim(), 1).into_iter().next())
}

/// A number as it was typed.
pub fn decimal(typed: &str) -> Option<f64> {
    typed.trim().replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite() && *number >= 0.0)
}

fn label(state: &AppState, texts: Texts, facet: Counted, value: &str) -> String {
    let reference = &state.app.reference;
    match facet {
        Counted::Kind => texts.known(&format!("form-{value}")).unwrap_or_else(|| value.to_owned()),
        Counted::Sector => texts.known(&format!("sector-{value}")).unwrap_or_else(|| value.to_owned()),
        Counted::Municipality => reference.municipalities.read(value).map_or(value, |found| &found.name).to_owned(),
        Counted::Branch => reference.branches.title(value).unwrap_or(value).to_owned(),
        Counted::Occupation => reference.job_types.occupation_title(value).unwrap_or(value).to_owned(),
        Counted::Demand | Counted::Offer => capital(state.app.conditions.text(value, texts.language())),
    }
}

/// The target groups as choices.
pub fn group_choices(state: &AppState, me: &Consultant, chosen: &str) -> Vec<crate::web::parts::Choice> {
    let (book, language) = (state.app.rules.seen(me.actor.tenant), me.visit.texts.language());
    let groups = book.target_groups().into_iter().map(|group| (group.head.id.as_str(), group.head.name.text(language)));
    groups.map(|(code, name)| crate::web::parts::Choice::new(code, capital(name), code == chosen)).collect()
}
