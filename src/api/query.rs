//! What stands behind the question mark, read value by value: each refusal names its parameter.

use std::{fmt::Display, str::FromStr};

use axum::{
    extract::{FromRequestParts, Query, rejection::QueryRejection},
    http::request::Parts,
};
use chrono::NaiveDate;
use serde::de::DeserializeOwned;

use super::{call::named_in, problem::Problem};
use crate::domain::period::is_plausible;

/// Most things of one page.
pub(super) const LONGEST_PAGE: usize = 100;
/// Things of a page when nothing is said.
pub(super) const USUAL_PAGE: usize = 20;

/// The parameters of a call.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let read: Result<Query<T>, QueryRejection> = Query::try_from_uri(&parts.uri);
        match read {
            Ok(Query(asked)) => Ok(Self(asked)),
            Err(rejection) => {
                let text = rejection.body_text();
                Err(Problem::field(&named_in(&text).unwrap_or_else(|| "query".to_owned()), "parameter-unknown"))
            }
        }
    }
}

fn given(value: Option<&String>) -> Option<&str> {
    value.map(|value| value.trim()).filter(|value| !value.is_empty())
}

/// A value that reads as something.
pub(super) fn parsed<T: FromStr>(name: &str, value: Option<&String>, reason: &str) -> Result<Option<T>, Problem> {
    given(value).map(|value| value.parse().map_err(|_| Problem::field(name, reason))).transpose()
}

/// A day of the years that a placement can lie in.
pub(super) fn day(name: &str, value: Option<&String>) -> Result<Option<NaiveDate>, Problem> {
    match parsed(name, value, "not-a-date")? {
        Some(day) if !is_plausible(day) => Err(Problem::field(name, "not-a-date")),
        read => Ok(read),
    }
}

/// A number inside bounds.
pub(super) fn number(name: &str, value: Option<&String>, most: f64) -> Result<Option<f64>, Problem> {
    let read: Option<f64> = parsed(name, value, "not-a-number")?;
    match read {
        Some(number) if !(0.0..=most).contains(&number) => Err(Problem::field(name, "out-of-bounds")),
        read => Ok(read),
    }
}

/// Yes or no.
pub(super) fn yes(name: &str, value: Option<&String>) -> Result<bool, Problem> {
    match given(value) {
        None | Some("false" | "nej" | "0") => Ok(false),
        Some("true" | "ja" | "1") => Ok(true),
        Some(_) => Err(Problem::field(name, "not-yes-or-no")),
    }
}

/// Values separated by `|` (or commas).
pub(super) fn several(value: Option<&String>) -> Vec<String> {
    given(value)
        .map(|value| value.split(['|', ',']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect())
        .unwrap_or_default()
}

/// Words of a fixed list; a word that it does not have is refused with those that it has.
pub(super) fn words<T: Copy + Display>(
    name: &str,
    value: Option<&String>,
    parse: impl Fn(&str) -> Option<T>,
    all: &[T],
) -> Result<Vec<T>, Problem> {
    let known = || all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    several(value).iter().map(|word| parse(word).ok_or_else(|| Problem::field(name, "word-unknown").advising(known()))).collect()
}

/// How many of a list; more than a hundred gives a hundred.
pub(super) fn limit(value: Option<&String>) -> Result<usize, Problem> {
    match parsed::<usize>("limit", value, "not-a-number")? {
        Some(0) => Err(Problem::field("limit", "out-of-bounds")),
        limit => Ok(limit.unwrap_or(USUAL_PAGE).min(LONGEST_PAGE)),
    }
}
