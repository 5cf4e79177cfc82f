//! A date or moment with its machine-readable twin.

use askama::Template;
use askama::filters::HtmlSafe;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};

use crate::i18n::Texts;

/// `<time datetime="2026-03-02">man. 2. marts 2026</time>`.
#[derive(Clone, Debug, Template)]
#[template(
    source = r#"<time datetime="{{ machine }}"{% if !title.is_empty() %} title="{{ title }}"{% endif %}>{{ shown }}</time>"#,
    ext = "html"
)]
pub struct TimeTag {
    machine: String,
    shown: String,
    title: String,
}

impl HtmlSafe for TimeTag {}

impl TimeTag {
    /// A whole day: `man. 2. marts 2026`.
    #[must_use]
    pub fn day(texts: Texts, day: NaiveDate) -> Self {
        Self { machine: day.to_string(), shown: texts.date(day), title: String::new() }
    }

    /// How long ago or ahead a day is; the day itself as title.
    #[must_use]
    pub fn ago(texts: Texts, day: NaiveDate, today: NaiveDate) -> Self {
        Self { machine: day.to_string(), shown: texts.relative(day, today), title: texts.date(day) }
    }

    /// A moment on the clock of Copenhagen.
    #[must_use]
    pub fn moment(texts: Texts, moment: DateTime<Utc>) -> Self {
        Self { machine: moment.to_rfc3339_opts(SecondsFormat::Secs, true), shown: texts.moment(moment), title: String::new() }
    }
}
