//! The profile as it is typed: checked field by field, and laid on the citizen. Twenty fields, no more.

use chrono::NaiveDate;

use crate::{
    domain::{
        citizen::{Citizen, Profile, Wish},
        numbers::Postcode,
        reference::{FreeText, Reference, fold},
        refusal::{FieldRefused, Refusal},
        slot::{HoursWindow, TimeWindow},
        terms::{LanguageLevel, Transport},
    },
    use_cases::app::App,
};

/// The fields of wishes, dearest first.
pub const WISH_FIELDS: [&str; 5] = ["oenske_1", "oenske_2", "oenske_3", "oenske_4", "oenske_5"];
/// Most wishes.
pub const MOST_WISHES: usize = WISH_FIELDS.len();
/// Most skills.
pub const MOST_SKILLS: usize = 20;
/// Longest wish or skill, characters.
const LONGEST_WORD: usize = 100;
const FEWEST_HOURS: f64 = 1.0;
const MOST_HOURS: f64 = 37.0;
const MOST_KM: f64 = 500.0;
const MINUTES_OF_DAY: u16 = 24 * 60;
/// The categories of Danish driving licences.
pub const LICENCES: [&str; 19] =
    ["AM", "A1", "A2", "A", "B1", "B", "B+", "BE", "C1", "C1E", "C", "CE", "D1", "D1E", "D", "DE", "TM", "LK", "K"];

/// What staff type about a citizen's wishes, abilities and needs.
#[derive(Clone, Default, PartialEq)]
pub struct ProfileDetails {
    /// Wished jobs as typed, dearest first: titles, everyday words or DISCO codes.
    pub wishes: Vec<String>,
    /// Skills.
    pub skills: Vec<String>,
    /// Fewest and most hours a week.
    pub hours: (Option<f64>, Option<f64>),
    /// First and last possible day.
    pub days: (Option<NaiveDate>, Option<NaiveDate>),
    /// Earliest start and latest end of the working day, minutes since midnight.
    pub times: (Option<u16>, Option<u16>),
    /// How the citizen travels.
    pub transport: Option<Transport>,
    /// How far, km.
    pub max_km: Option<f64>,
    /// Codes that the place must not demand.
    pub avoids: Vec<String>,
    /// Codes that the place must offer.
    pub needs: Vec<String>,
    /// Level of Danish.
    pub language: Option<LanguageLevel>,
    /// Driving licence categories.
    pub licences: Vec<String>,
    /// Home postcode; empty = there is none, left out = it stays as it is.
    pub postcode: Option<String>,
    /// Name and address protected.
    pub protected: bool,
    /// Since when a place is awaited.
    pub waiting_since: Option<NaiveDate>,
    /// Next deadline.
    pub deadline: Option<NaiveDate>,
}

impl std::fmt::Debug for ProfileDetails {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("ProfileDetails(…)")
    }
}

/// The wish that a title, an everyday word or a DISCO code means; the same for what is typed and what is imported.
#[must_use]
pub fn wish_of(reference: &Reference, typed: &str) -> Wish {
    let typed = typed.trim();
    if !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit()) {
        let title = reference.job_types.occupation_title(typed).unwrap_or(typed);
        return Wish { title: title.to_owned(), occupation: Some(typed.to_owned()) };
    }
    match reference.job_titles.find(typed) {
        Some(job) => Wish { title: job.title.clone(), occupation: job.occupation.clone() },
        None => Wish { title: typed.to_owned(), occupation: reference.job_titles.occupation_of(typed).map(str::to_owned) },
    }
}

impl ProfileDetails {
    /// What is typed about a citizen now, to fill a form.
    #[must_use]
    pub fn of(citizen: &Citizen) -> Self {
        let profile = &citizen.profile;
        Self {
            wishes: profile.wishes.iter().map(|wish| wish.title.clone()).collect(),
            skills: profile.skills.clone(),
            hours: (profile.hours.map(|hours| hours.min), profile.hours.map(|hours| hours.max)),
            days: (profile.can_from, profile.can_to),
            times: (profile.times.map(|times| times.from), profile.times.map(|times| times.to)),
            transport: profile.transport,
            max_km: profile.max_km,
            avoids: profile.avoids.clone(),
            needs: profile.needs.clone(),
            language: profile.language,
            licences: profile.licences.clone(),
            postcode: Some(citizen.postcode.clone().unwrap_or_default()),
            protected: profile.protected,
            waiting_since: citizen.waiting_since,
            deadline: citizen.deadline,
        }
    }

    /// Lays what was typed on a citizen.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with every field that needs another value.
    pub fn applied_to(&self, app: &App, citizen: &Citizen) -> Result<Citizen, Refusal> {
        let fields = self.faults(app);
        if !fields.is_empty() {
            return Err(Refusal::Invalid { fields });
        }
        let mut changed = citizen.clone();
        changed.profile = self.profile(app, &citizen.profile);
        if let Some(typed) = &self.postcode {
            changed.postcode = Postcode::parse(typed).ok().map(|postcode| postcode.to_string());
        }
        changed.waiting_since = self.waiting_since;
        changed.deadline = self.deadline;
        Ok(changed)
    }

    fn profile(&self, app: &App, before: &Profile) -> Profile {
        let typed = self.wishes.iter().map(|wish| wish.trim()).filter(|wish| !wish.is_empty());
        Profile {
            wishes: typed.map(|typed| kept_wish(before, typed).unwrap_or_else(|| wish_of(&app.reference, typed))).collect(),
            skills: once_each(&self.skills),
            hours: window(self.hours).map(|(min, max)| HoursWindow { min, max }),
            can_from: self.days.0,
            can_to: self.days.1,
            times: window(self.times).map(|(from, to)| TimeWindow { from, to }),
            transport: self.transport,
            max_km: self.max_km,
            avoids: self.avoids.clone(),
            needs: self.needs.clone(),
            language: self.language,
            licences: self.licences.clone(),
            home: before.home,
            protected: self.protected,
        }
    }

    /// Every field that needs another value, and why.
    #[must_use]
    pub fn faults(&self, app: &App) -> Vec<FieldRefused> {
        let mut faults = self.free_texts(app);
        faults.extend(self.hours_fault());
        let (can_from, can_to) = self.days;
        if can_from.zip(can_to).is_some_and(|(from, to)| to < from) {
            faults.push(FieldRefused::new("kan_til", "citizen-ends-before"));
        }
        faults.extend(self.times_fault());
        if self.max_km.is_some_and(|km| !(0.0..=MOST_KM).contains(&km) || km <= 0.0) {
            faults.push(FieldRefused::new("max_km", "citizen-km-invalid"));
        }
        faults.extend(self.unknown_codes(app));
        let postcode = self.postcode.as_deref().filter(|text| !text.trim().is_empty());
        let known = |text: &str| Postcode::parse(text).is_ok_and(|postcode| app.reference.postcodes.find(&postcode).is_some());
        if postcode.is_some_and(|text| !known(text)) {
            faults.push(FieldRefused::new("postnr", "citizen-postcode-unknown"));
        }
        faults
    }

    fn free_texts(&self, app: &App) -> Vec<FieldRefused> {
        let mut faults = Vec::new();
        for (field, wish) in WISH_FIELDS.into_iter().zip(&self.wishes) {
            faults.extend(text_fault(app, field, wish));
        }
        if self.wishes.len() > MOST_WISHES {
            faults.push(FieldRefused::new(WISH_FIELDS[MOST_WISHES - 1], "citizen-too-many-wishes"));
        }
        if self.skills.len() > MOST_SKILLS {
            faults.push(FieldRefused::new("kompetencer", "citizen-too-many-skills"));
        }
        // Together too: a number or an illness may be spread over lines.
        let together = self.skills.join(", ");
        let each = self.skills.iter().find_map(|skill| text_fault(app, "kompetencer", skill));
        faults.extend(each.or_else(|| {
            FreeText::parse(&together, &app.reference.diagnosis_words).err().map(|why| FieldRefused::free_text("kompetencer", &why))
        }));
        faults
    }

    fn hours_fault(&self) -> Option<FieldRefused> {
        let sound = |hours: f64| (FEWEST_HOURS..=MOST_HOURS).contains(&hours) && (hours * 2.0).fract().abs() < f64::EPSILON;
        match self.hours {
            (Some(min), _) if !sound(min) => Some(FieldRefused::new("timer_min", "citizen-hours-invalid")),
            (_, Some(max)) if !sound(max) => Some(FieldRefused::new("timer_max", "citizen-hours-invalid")),
            (Some(min), Some(max)) if max < min => Some(FieldRefused::new("timer_max", "citizen-hours-order")),
            _ => None,
        }
    }

    fn times_fault(&self) -> Option<FieldRefused> {
        match self.times {
            (Some(_), None) => Some(FieldRefused::new("moedetid_til", "citizen-times-both")),
            (None, Some(_)) => Some(FieldRefused::new("moedetid_fra", "citizen-times-both")),
            (Some(from), Some(to)) if from == to || from.max(to) > MINUTES_OF_DAY => {
                Some(FieldRefused::new("moedetid_til", "citizen-times-same"))
            }
            _ => None,
        }
    }

    fn unknown_codes(&self, app: &App) -> Vec<FieldRefused> {
        let mut faults = Vec::new();
        if self.avoids.iter().any(|code| app.conditions.demand(code).is_none()) {
            faults.push(FieldRefused::new("ikke", "citizen-choose-from-list"));
        }
        if self.needs.iter().any(|code| app.conditions.offer(code).is_none()) {
            faults.push(FieldRefused::new("behov", "citizen-choose-from-list"));
        }
        if self.licences.iter().any(|category| !LICENCES.contains(&category.as_str())) {
            faults.push(FieldRefused::new("koerekort", "citizen-choose-from-list"));
        }
        faults
    }
}

fn text_fault(app: &App, field: &'static str, text: &str) -> Option<FieldRefused> {
    if text.chars().count() > LONGEST_WORD {
        return Some(FieldRefused::new(field, "citizen-word-too-long"));
    }
    FreeText::parse(text, &app.reference.diagnosis_words).err().map(|why| FieldRefused::free_text(field, &why))
}

/// A wish that stands there already keeps its code, wherever it came from.
fn kept_wish(before: &Profile, typed: &str) -> Option<Wish> {
    before.wishes.iter().find(|wish| fold(&wish.title) == fold(typed)).cloned()
}

fn once_each(words: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for word in words.iter().map(|word| word.trim()).filter(|word| !word.is_empty()) {
        if !kept.iter().any(|known| fold(known) == fold(word)) {
            kept.push(word.to_owned());
        }
    }
    kept
}

/// A window of which one end is enough.
fn window<T: Copy>((low, high): (Option<T>, Option<T>)) -> Option<(T, T)> {
    Some((low.or(high)?, high.or(low)?))
}
