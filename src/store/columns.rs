//! Small conversions between columns and the domain's types, shared by the nouns.

use serde_json::{Value, json};

use crate::domain::{
    company::{Address, Branch},
    place::Point,
    slot::{HoursWindow, TimeWindow},
};

/// The words of a JSON list.
pub(super) fn words(list: &Value) -> Vec<String> {
    list.as_array().map(|items| items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()).unwrap_or_default()
}

/// Words that a type of fixed words knows; others are left out.
pub(super) fn known<T>(list: &Value, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
    words(list).iter().filter_map(|word| parse(word)).collect()
}

/// A JSON list of words.
pub(super) fn list<T: AsRef<str>>(items: &[T]) -> Value {
    json!(items.iter().map(AsRef::as_ref).collect::<Vec<&str>>())
}

/// Hours a week, when both ends are known.
pub(super) fn hours(min: Option<f64>, max: Option<f64>) -> Option<HoursWindow> {
    Some(HoursWindow { min: min.or(max)?, max: max.or(min)? })
}

/// A window of the day, when both ends are known.
pub(super) fn times(from: Option<i32>, to: Option<i32>) -> Option<TimeWindow> {
    Some(TimeWindow { from: u16::try_from(from?).ok()?, to: u16::try_from(to?).ok()? })
}

/// A point, when both degrees are known.
pub(super) fn point(lat: Option<f64>, lon: Option<f64>) -> Option<Point> {
    Some(Point { lat: lat?, lon: lon? })
}

/// A branch, when code and list are known.
pub(super) fn branch(version: Option<String>, code: Option<String>) -> Option<Branch> {
    Some(Branch { version: version?, code: code? })
}

/// The four columns of an address.
pub(super) fn address(street: Option<String>, postcode: Option<String>, town: Option<String>, municipality: Option<String>) -> Address {
    Address { street, postcode, town, municipality }
}
