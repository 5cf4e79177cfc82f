//! A postcode or a town among typed words is understood as a place to search around.

use super::criteria::SlotCriteria;
use crate::domain::{
    numbers::Postcode,
    reference::{PostcodeArea, Reference, fold},
};

/// How far is searched around a typed place when nobody says how far, km.
pub const USUAL_KM: f64 = 25.0;
/// Most words of a town's name.
const LONGEST_NAME: usize = 3;

/// The place that typed words were taken for.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceMeant {
    /// Its postcode (the first one, where a town has several).
    pub postcode: Postcode,
    /// Its name.
    pub town: String,
    /// How far is searched around it, km.
    pub radius_km: f64,
    /// What was typed without it.
    pub without: String,
    /// What was typed, with the place in quotation marks: so it is searched as words.
    pub as_words: String,
}

impl SlotCriteria {
    /// The same question with a typed postcode or town as the point to measure from, where no other point is given.
    ///
    /// A town counts only where its name is the name of one postcode area and no word of a job's title. Words in
    /// quotation marks and excluded words stay words.
    #[must_use]
    pub fn understood(mut self, reference: &Reference) -> (Self, Option<PlaceMeant>) {
        let found = if self.near.is_none() { place_in(&self.text, reference) } else { None };
        let Some((area, without, as_words)) = found else { return (self, None) };
        let radius_km = self.radius_km.unwrap_or(USUAL_KM);
        let meant = PlaceMeant { postcode: area.from.clone(), town: area.name.clone(), radius_km, without, as_words };
        (self.near, self.radius_km) = (Some(area.point), Some(radius_km));
        self.text.clone_from(&meant.without);
        (self, Some(meant))
    }
}

type Found<'a> = (&'a PostcodeArea, String, String);

fn place_in<'a>(text: &str, reference: &'a Reference) -> Option<Found<'a>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let quoted = in_quotes(&words);
    let is_plain = |place: usize, count: usize| (place..place + count).all(|one| !quoted[one] && !words[one].starts_with('-'));
    let spans = (1..=LONGEST_NAME.min(words.len())).rev().flat_map(|count| (0..=words.len() - count).map(move |place| (place, count)));
    let (area, from, count) = spans
        .filter(|(place, count)| is_plain(*place, *count))
        .find_map(|(place, count)| Some((area_of(&words[place..place + count], reference)?, place, count)))?;
    let rest = |before: &[&str], middle: Option<String>, after: &[&str]| {
        let words = before.iter().map(ToString::to_string).chain(middle).chain(after.iter().map(ToString::to_string));
        words.collect::<Vec<_>>().join(" ")
    };
    let (before, after) = (&words[..from], &words[from + count..]);
    let typed = words[from..from + count].join(" ");
    Some((area, rest(before, None, after), rest(before, Some(format!("\"{typed}\"")), after)))
}

/// For each word whether it stands in quotation marks.
fn in_quotes(words: &[&str]) -> Vec<bool> {
    let mut inside = false;
    let mut marks = Vec::with_capacity(words.len());
    for word in words {
        let count = word.matches('"').count();
        marks.push(inside || count > 0);
        inside ^= count % 2 == 1;
    }
    marks
}

/// The area that some words name: by number, by number and name, or by a name that means nothing else.
fn area_of<'a>(words: &[&str], reference: &'a Reference) -> Option<&'a PostcodeArea> {
    let (first, rest) = words.split_first()?;
    let by_number = |typed: &str| {
        let is_number = typed.len() == 4 && typed.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| Postcode::parse(typed).ok()).flatten().and_then(|code| reference.postcodes.find(&code))
    };
    if let Some(area) = by_number(first) {
        return Some(area).filter(|area| rest.is_empty() || fold(&rest.join(" ")) == fold(&area.name));
    }
    let name = fold(&words.join(" "));
    let area = reference.postcodes.named(&name)?;
    (!is_title_word(&name, reference)).then_some(area)
}

/// Whether a folded word is one of a job's title or of its synonyms.
fn is_title_word(name: &str, reference: &Reference) -> bool {
    let holds = |title: &str| fold(title).split(|sign: char| !sign.is_alphanumeric()).any(|word| word == name);
    let typical = reference.job_types.iter().any(|job| holds(&job.title) || job.synonyms.iter().any(|synonym| holds(synonym)));
    typical || reference.job_titles.iter().any(|job| holds(&job.title))
}
