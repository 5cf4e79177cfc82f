//! The profile as its form sends it: texts, read into values; what cannot be read stays in its field.

use chrono::{NaiveDate, NaiveTime, Timelike};
use serde::{Deserialize, Deserializer};

use super::wording;
use crate::{
    domain::terms::{LanguageLevel, Transport},
    i18n::Texts,
    use_cases::citizens::{ProfileDetails, WISH_FIELDS},
    web::parts::FormErrors,
};

/// What the profile's form sends.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ProfileForm {
    pub version: i32,
    pub oenske_1: String,
    pub oenske_2: String,
    pub oenske_3: String,
    pub oenske_4: String,
    pub oenske_5: String,
    pub kompetencer: String,
    pub timer_min: String,
    pub timer_max: String,
    pub kan_fra: String,
    pub kan_til: String,
    pub moedetid_fra: String,
    pub moedetid_til: String,
    pub transport: String,
    pub max_km: String,
    pub ikke: Vec<String>,
    pub behov: Vec<String>,
    pub sprog: String,
    pub koerekort: Vec<String>,
    /// Left out where the reader may not see the address; a field that was cleared comes as an empty text.
    #[serde(deserialize_with = "present")]
    pub postnr: Option<String>,
    pub beskyttet: String,
    pub venter_siden: String,
    pub frist: String,
}

/// What a field holds, also where that is nothing: the form's reader alone would take an empty field for one left out.
fn present<'de, D: Deserializer<'de>>(reader: D) -> Result<Option<String>, D::Error> {
    String::deserialize(reader).map(Some)
}

/// A day as a date field holds it.
pub(super) fn iso(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

impl ProfileForm {
    /// The form of what is known.
    pub fn of(details: &ProfileDetails, version: i32, texts: Texts) -> Self {
        let wish = |place: usize| details.wishes.get(place).cloned().unwrap_or_default();
        let clock = |minutes: Option<u16>| minutes.map(wording::clock).unwrap_or_default();
        let hours = |hours: Option<f64>| hours.map(|hours| wording::hours(texts, hours)).unwrap_or_default();
        Self {
            version,
            oenske_1: wish(0),
            oenske_2: wish(1),
            oenske_3: wish(2),
            oenske_4: wish(3),
            oenske_5: wish(4),
            kompetencer: details.skills.join("\n"),
            timer_min: hours(details.hours.0),
            timer_max: hours(details.hours.1),
            kan_fra: iso(details.days.0),
            kan_til: iso(details.days.1),
            moedetid_fra: clock(details.times.0),
            moedetid_til: clock(details.times.1),
            transport: details.transport.map(|transport| transport.to_string()).unwrap_or_default(),
            max_km: hours(details.max_km),
            ikke: details.avoids.clone(),
            behov: details.needs.clone(),
            sprog: details.language.map(|level| level.to_string()).unwrap_or_default(),
            koerekort: details.licences.clone(),
            postnr: details.postcode.clone(),
            beskyttet: if details.protected { "ja".to_owned() } else { String::new() },
            venter_siden: iso(details.waiting_since),
            frist: iso(details.deadline),
        }
    }

    /// The wishes, dearest first.
    pub fn wishes(&self) -> [(&'static str, &str); 5] {
        let typed = [&self.oenske_1, &self.oenske_2, &self.oenske_3, &self.oenske_4, &self.oenske_5];
        std::array::from_fn(|place| (WISH_FIELDS[place], typed[place].as_str()))
    }

    /// What the fields hold, with an error at each that cannot be read.
    pub fn read(&self, texts: Texts) -> (ProfileDetails, FormErrors) {
        let mut reading = Reading { texts, errors: FormErrors::default() };
        let details = ProfileDetails {
            wishes: self.wishes().iter().map(|(_, wish)| (*wish).to_owned()).collect(),
            skills: self.kompetencer.split(['\n', ',', ';']).map(str::trim).filter(|skill| !skill.is_empty()).map(str::to_owned).collect(),
            hours: (reading.number("timer_min", &self.timer_min), reading.number("timer_max", &self.timer_max)),
            days: (reading.day("kan_fra", &self.kan_fra), reading.day("kan_til", &self.kan_til)),
            times: (reading.time("moedetid_fra", &self.moedetid_fra), reading.time("moedetid_til", &self.moedetid_til)),
            transport: Transport::parse(&self.transport),
            max_km: reading.number("max_km", &self.max_km),
            avoids: self.ikke.clone(),
            needs: self.behov.clone(),
            language: LanguageLevel::parse(&self.sprog),
            licences: self.koerekort.clone(),
            postcode: self.postnr.as_ref().map(|postcode| postcode.trim().to_owned()),
            protected: self.beskyttet == "ja",
            waiting_since: reading.day("venter_siden", &self.venter_siden),
            deadline: reading.day("frist", &self.frist),
        };
        (details, reading.errors)
    }

    /// Each field's text key with what it holds, to show two versions beside each other.
    pub fn lines(&self) -> Vec<(&'static str, String)> {
        let wishes: Vec<&str> = self.wishes().iter().map(|(_, wish)| *wish).filter(|wish| !wish.is_empty()).collect();
        let skills: Vec<&str> = self.kompetencer.split(['\n', ',', ';']).map(str::trim).filter(|skill| !skill.is_empty()).collect();
        vec![
            ("citizen-wishes", wishes.join(", ")),
            ("citizen-skills", skills.join(", ")),
            ("citizen-hours-min", self.timer_min.clone()),
            ("citizen-hours-max", self.timer_max.clone()),
            ("citizen-can-from", self.kan_fra.clone()),
            ("citizen-can-to", self.kan_til.clone()),
            ("citizen-time-from", self.moedetid_fra.clone()),
            ("citizen-time-to", self.moedetid_til.clone()),
            ("citizen-transport", self.transport.clone()),
            ("citizen-max-km", self.max_km.clone()),
            ("citizen-avoids", self.ikke.join(", ")),
            ("citizen-needs", self.behov.join(", ")),
            ("citizen-language", self.sprog.clone()),
            ("citizen-licences", self.koerekort.join(", ")),
            ("citizen-postcode", self.postnr.clone().unwrap_or_default()),
            ("citizen-protected", self.beskyttet.clone()),
            ("citizen-waiting-since", self.venter_siden.clone()),
            ("citizen-deadline", self.frist.clone()),
        ]
    }
}

/// Reads fields and keeps what was wrong.
pub(super) struct Reading {
    pub texts: Texts,
    pub errors: FormErrors,
}

impl Reading {
    /// A number with comma or point.
    pub fn number(&mut self, field: &'static str, text: &str) -> Option<f64> {
        self.value(field, text, "error-number", |text| text.replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite()))
    }

    /// A day.
    pub fn day(&mut self, field: &'static str, text: &str) -> Option<NaiveDate> {
        self.value(field, text, "error-date", |text| text.parse().ok())
    }

    /// A time of day, in minutes since midnight.
    pub fn time(&mut self, field: &'static str, text: &str) -> Option<u16> {
        self.value(field, text, "error-time", |text| {
            let time = NaiveTime::parse_from_str(text, "%H:%M").ok()?;
            u16::try_from(time.hour() * 60 + time.minute()).ok()
        })
    }

    fn value<T>(&mut self, field: &'static str, text: &str, reason: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let value = read(text);
        if value.is_none() {
            self.errors.add(field, self.texts.text(reason));
        }
        value
    }
}
