//! The filters of the list of citizens: coded wishes, hours, place, language, licence, travel, days waited; never a name.

use chrono::{Days, NaiveDate};
use serde::Deserialize;

use super::wording::{self, capital};
use crate::{
    domain::terms::{LanguageLevel, LookPurpose, Transport},
    i18n::Texts,
    state::AppState,
    use_cases::{
        citizen_search::{CitizenCount, CitizenList, SearchCitizens},
        citizens::{CitizenFilter, LICENCES},
    },
    web::{
        consultant::slots::{area_named, decimal},
        extract::Consultant,
        parts::{Choice, Facet, FormErrors},
        query,
    },
};

/// How far a search from a postcode reaches when nobody says how far, km.
const USUAL_KM: &str = "25";
/// Radii to choose from, km.
const RADII: [&str; 5] = ["5", "10", "25", "50", "100"];
/// Longest wait that can be asked for, days.
const LONGEST_WAIT: u64 = 36_500;
/// What is counted, with the parameter that each box fills.
///
/// Target groups are not among them: what a citizen lives on never stands in an address.
const FACETS: [(CitizenCount, &str, &str); 2] =
    [(CitizenCount::Wish, "disco", "citizen-search-wished"), (CitizenCount::Transport, "transport", "citizen-search-transport")];

/// The filters as they stand in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct Sought {
    pub oenske: String,
    pub kompetence: String,
    pub timer: String,
    pub postnr: String,
    pub km: String,
    pub sprog_niveau: String,
    pub koerekort: String,
    pub ventet: String,
    pub disco: Vec<String>,
    pub transport: Vec<String>,
    pub cursor: String,
    pub vist: u64,
}

impl Sought {
    /// Whether anything narrows the list.
    pub fn is_narrow(&self) -> bool {
        *self != Self { km: self.km.clone(), cursor: self.cursor.clone(), vist: self.vist, ..Self::default() }
    }

    pub fn radius(&self) -> &str {
        if self.km.is_empty() { USUAL_KM } else { &self.km }
    }

    /// The question that these filters ask within one of the lists; what cannot be read is told at its field.
    pub fn question(&self, state: &AppState, within: &CitizenFilter, texts: Texts, today: NaiveDate) -> (SearchCitizens, FormErrors) {
        let mut errors = FormErrors::default();
        let mut unread = |field: &str, typed: &str, is_read: bool| {
            if !typed.trim().is_empty() && !is_read {
                errors.add(field, texts.text(&format!("citizen-search-unread-{field}")));
            }
        };
        let wished = state.app.reference.job_titles.occupation_of(self.oenske.trim()).map(str::to_owned);
        unread("oenske", &self.oenske, wished.is_some());
        let hours = decimal(&self.timer).filter(|hours| (1.0..=37.0).contains(hours));
        unread("timer", &self.timer, hours.is_some());
        let area = area_named(state, &self.postnr);
        unread("postnr", &self.postnr, area.is_some());
        let waited = self.ventet.trim().parse::<u64>().ok().filter(|days| *days <= LONGEST_WAIT);
        unread("ventet", &self.ventet, waited.is_some());
        let near = area.map(|area| (area.point, decimal(self.radius()).unwrap_or_default()));
        let question = SearchCitizens {
            wishes: self.disco.iter().cloned().chain(wished).collect(),
            skills: Some(self.kompetence.trim().to_owned()).filter(|typed| !typed.is_empty()).into_iter().collect(),
            near,
            consultant: within.consultant,
            teams: within.team.into_iter().collect(),
            deadline: within.deadline_to,
            hours,
            language: LanguageLevel::parse(&self.sprog_niveau),
            licences: Some(self.koerekort.clone()).filter(|one| LICENCES.contains(&one.as_str())).into_iter().collect(),
            transport: self.transport.iter().filter_map(|word| Transport::parse(word)).collect(),
            waiting_since: waited.and_then(|days| today.checked_sub_days(Days::new(days))),
            cursor: Some(self.cursor.clone()).filter(|cursor| !cursor.is_empty()),
            counts: FACETS.iter().map(|(count, ..)| *count).collect(),
            purpose: Some(LookPurpose::Match),
            ..SearchCitizens::default()
        };
        (question, errors)
    }

    fn chosen(&self, parameter: &str) -> &[String] {
        match parameter {
            "disco" => &self.disco,
            "transport" => &self.transport,
            _ => &[],
        }
    }

    /// The address of this search within a list, with something changed.
    pub fn url(&self, list: &[(&str, &str)], change: &[(&str, &str)]) -> String {
        let single = [
            ("oenske", &self.oenske),
            ("kompetence", &self.kompetence),
            ("timer", &self.timer),
            ("postnr", &self.postnr),
            ("km", &self.km),
            ("sprog_niveau", &self.sprog_niveau),
            ("koerekort", &self.koerekort),
            ("ventet", &self.ventet),
        ];
        let singles = single.into_iter().map(|(name, value)| (name, value.as_str()));
        let lists = FACETS.iter().flat_map(|(_, name, _)| self.chosen(name).iter().map(|value| (*name, value.as_str())));
        let kept = singles.chain(lists).filter(|(name, _)| !change.iter().any(|(other, _)| other == name));
        let pairs: Vec<(&str, &str)> = list.iter().copied().chain(kept).chain(change.iter().copied()).collect();
        query::url("/konsulent/borgere", &pairs)
    }

    /// The boxes with counts; what is chosen stays even where nothing is left of it.
    pub fn facets(&self, state: &AppState, me: &Consultant, found: &CitizenList) -> Vec<Facet> {
        let texts = me.visit.texts;
        let facet = |(count, name, key): &(CitizenCount, &'static str, &str)| {
            let lines = found.counts.iter().find(|(kind, _)| kind == count).map_or(&[][..], |(_, lines)| lines.as_slice());
            Facet::counted((texts, name, key), lines, self.chosen(name), |value| label(state, me, *count, value))
        };
        FACETS.iter().map(facet).collect()
    }
}

fn label(state: &AppState, me: &Consultant, count: CitizenCount, value: &str) -> String {
    let texts = me.visit.texts;
    match count {
        CitizenCount::Wish => state.app.reference.job_types.occupation_title(value).unwrap_or(value).to_owned(),
        CitizenCount::Transport => texts.text(&format!("transport-{value}")).into_owned(),
        CitizenCount::Group => capital(&wording::group(state, me, value)),
        CitizenCount::Avoids | CitizenCount::Needs => state.app.conditions.text(value, texts.language()).to_owned(),
    }
}

/// The boxes of the form that are chosen from fixed lists.
pub(super) struct Lists {
    pub titles: Vec<Choice>,
    pub radii: Vec<Choice>,
    pub levels: Vec<Choice>,
    pub licences: Vec<Choice>,
}

impl Lists {
    pub fn new(state: &AppState, texts: Texts, sought: &Sought) -> Self {
        let level = |level: &LanguageLevel| {
            Choice::new(level.to_string(), texts.text(&format!("language-level-{level}")), sought.sprog_niveau == level.as_str())
        };
        Self {
            titles: state.app.reference.job_types.iter().map(|job| Choice::new("", job.title.clone(), false)).collect(),
            radii: RADII.iter().map(|km| Choice::new(*km, format!("{km} km"), *km == sought.radius())).collect(),
            levels: LanguageLevel::ALL.iter().map(level).collect(),
            licences: LICENCES.iter().map(|one| Choice::new(*one, *one, sought.koerekort == *one)).collect(),
        }
    }
}
