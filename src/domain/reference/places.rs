//! Postcodes and municipalities: what they are called, where they lie, and what lies beside them.

use std::collections::HashMap;

use super::fold::{fold, loose};
use crate::domain::{
    numbers::{MunicipalityCode, Postcode},
    place::Point,
};

/// A postcode, or a run of postcodes with one name (1050–1473 København K).
#[derive(Clone, Debug, PartialEq)]
pub struct PostcodeArea {
    /// First postcode.
    pub from: Postcode,
    /// Last postcode.
    pub to: Postcode,
    /// Name of the town.
    pub name: String,
    /// Middle point.
    pub point: Point,
    /// The municipalities it lies in, the largest part first.
    pub municipalities: Vec<MunicipalityCode>,
}

/// Whether a folded name is the city's with at most two letters behind it.
fn is_part_of(name: &str, city: &str) -> bool {
    const LETTERS: [&str; 11] = ["c", "k", "m", "n", "nv", "noe", "s", "soe", "sv", "v", "oe"];
    let behind = name.strip_prefix(city).and_then(|rest| rest.strip_prefix(' '));
    behind.is_some_and(|letters| LETTERS.contains(&letters) || ["ø", "nø", "sø"].contains(&letters))
}

/// Every postcode of the country.
#[derive(Debug)]
pub struct Postcodes {
    areas: Vec<PostcodeArea>,
    names: Vec<String>,
}

impl Postcodes {
    /// Orders the areas by number.
    #[must_use]
    pub fn new(mut areas: Vec<PostcodeArea>) -> Self {
        areas.sort_by(|one, other| one.from.cmp(&other.from));
        let names = areas.iter().map(|area| fold(&area.name)).collect();
        Self { areas, names }
    }

    /// The area of a postcode.
    #[must_use]
    pub fn find(&self, postcode: &Postcode) -> Option<&PostcodeArea> {
        let after = self.areas.partition_point(|area| area.from <= *postcode);
        self.areas.get(after.checked_sub(1)?).filter(|area| *postcode <= area.to)
    }

    /// The areas that a half-typed number or name may mean, at most `limit`.
    #[must_use]
    pub fn suggest(&self, typed: &str, limit: usize) -> Vec<&PostcodeArea> {
        let wanted = fold(typed);
        if wanted.is_empty() {
            return Vec::new();
        }
        if wanted.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.areas.iter().filter(|area| may_begin_with(area, &wanted)).take(limit).collect();
        }
        let starts = self.areas.iter().zip(&self.names).filter(|(_, name)| name.starts_with(&wanted)).map(|(area, _)| area);
        let found: Vec<_> = starts.take(limit).collect();
        if found.is_empty() { self.suggest_loosely(typed, limit) } else { found }
    }

    fn suggest_loosely(&self, typed: &str, limit: usize) -> Vec<&PostcodeArea> {
        let wanted = loose(typed);
        self.areas.iter().filter(|area| loose(&area.name).starts_with(&wanted)).take(limit).collect()
    }

    /// The one area of a name, folded; of a city that is divided by points of the compass ("Aarhus C", "Odense SØ") the first,
    /// which is its middle. None where several have the name.
    #[must_use]
    pub fn named(&self, folded: &str) -> Option<&PostcodeArea> {
        let mut found = self.areas.iter().zip(&self.names).filter(|(_, name)| *name == folded).map(|(area, _)| area);
        match found.next() {
            Some(area) => found.next().is_none().then_some(area),
            None => self.areas.iter().zip(&self.names).find(|(_, name)| is_part_of(name, folded)).map(|(area, _)| area),
        }
    }

    /// Every area, by number.
    pub fn iter(&self) -> impl Iterator<Item = &PostcodeArea> {
        self.areas.iter()
    }

    /// The areas of a municipality, those first whose larger part lies there.
    #[must_use]
    pub fn within(&self, municipality: &MunicipalityCode) -> Vec<&PostcodeArea> {
        let mut inside: Vec<_> = self.areas.iter().filter(|area| area.municipalities.contains(municipality)).collect();
        inside.sort_by_key(|area| area.municipalities.first() != Some(municipality));
        inside
    }
}

fn may_begin_with(area: &PostcodeArea, digits: &str) -> bool {
    if digits.len() > 4 {
        return false;
    }
    let (least, greatest) = (format!("{digits:0<4}"), format!("{digits:9<4}"));
    area.from.as_str() <= greatest.as_str() && area.to.as_str() >= least.as_str()
}

/// A municipality.
#[derive(Clone, Debug, PartialEq)]
pub struct Municipality {
    /// Four digits.
    pub code: MunicipalityCode,
    /// Name without "Kommune".
    pub name: String,
    /// Name of the region.
    pub region: String,
    /// Middle point.
    pub point: Point,
    /// Codes of the municipalities beside it, the nearest first.
    pub neighbours: Vec<MunicipalityCode>,
}

/// Every municipality of the country.
#[derive(Debug)]
pub struct Municipalities {
    all: Vec<Municipality>,
    by_code: HashMap<MunicipalityCode, usize>,
    by_name: HashMap<String, usize>,
}

impl Municipalities {
    /// Orders and indexes the municipalities.
    #[must_use]
    pub fn new(mut all: Vec<Municipality>) -> Self {
        all.sort_by(|one, other| one.code.cmp(&other.code));
        let by_code = all.iter().enumerate().map(|(place, one)| (one.code.clone(), place)).collect();
        let by_name = all.iter().enumerate().map(|(place, one)| (fold(&one.name), place)).collect();
        Self { all, by_code, by_name }
    }

    /// The municipality of a code.
    #[must_use]
    pub fn by_code(&self, code: &MunicipalityCode) -> Option<&Municipality> {
        self.all.get(*self.by_code.get(code)?)
    }

    /// The municipality of a name, with or without "Kommune" ("Holbæk", "Københavns Kommune", "Bornholms Regionskommune").
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&Municipality> {
        let folded = fold(name);
        let bare = folded.trim_end_matches("kommune").trim_end_matches("regions").trim_end();
        let place = self.by_name.get(bare).or_else(|| self.by_name.get(bare.trim_end_matches('s')));
        self.all.get(*place?)
    }

    /// Reads a cell that holds a code (also with lost zeros) or a name.
    #[must_use]
    pub fn read(&self, cell: &str) -> Option<&Municipality> {
        MunicipalityCode::parse(cell).ok().and_then(|code| self.by_code(&code)).or_else(|| self.by_name(cell))
    }

    /// The municipalities beside one, the nearest first.
    pub fn neighbours(&self, code: &MunicipalityCode) -> impl Iterator<Item = &Municipality> {
        self.by_code(code).into_iter().flat_map(|one| &one.neighbours).filter_map(|code| self.by_code(code))
    }

    /// Every municipality, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Municipality> {
        self.all.iter()
    }
}
