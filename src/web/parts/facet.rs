//! A group of filters with the number of results behind each.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::{i18n::Texts, use_cases::slot_search::FacetLine};

/// How many options stand open; the rest is folded.
const OPEN: usize = 6;

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetOption {
    /// What the form sends.
    pub value: String,
    /// What the reader sees.
    pub label: String,
    /// How many results have it.
    pub count: u64,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A group of boxes: the query parameter's name, a legend and the options in their order.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/facet.html")]
pub struct Facet {
    texts: Texts,
    name: String,
    legend: String,
    options: Vec<FacetOption>,
}

impl HtmlSafe for Facet {}

impl Facet {
    /// A facet; more than six options are folded behind "Vis alle".
    #[must_use]
    pub fn new(texts: Texts, name: impl Into<String>, legend: impl Into<String>, options: Vec<FacetOption>) -> Self {
        Self { texts, name: name.into(), legend: legend.into(), options }
    }

    /// A facet from what was counted; what is chosen stays, and stands first, even where nothing is left of it.
    #[must_use]
    pub fn counted(
        (texts, name, key): (Texts, &str, &str),
        lines: &[FacetLine],
        chosen: &[String],
        label: impl Fn(&str) -> String,
    ) -> Self {
        let option = |value: &str, count: u64| FacetOption {
            label: label(value),
            value: value.to_owned(),
            count,
            chosen: chosen.iter().any(|one| one == value),
        };
        let found = lines.iter().filter(|line| !line.value.is_empty()).map(|line| option(&line.value, line.count));
        let lost = chosen.iter().filter(|value| !lines.iter().any(|line| line.value == **value)).map(|value| option(value, 0));
        let mut options: Vec<FacetOption> = found.chain(lost).collect();
        options.sort_by_key(|option| !option.chosen);
        Self::new(texts, name, texts.text(key), options)
    }

    fn open(&self) -> &[FacetOption] {
        self.options.get(..OPEN).unwrap_or(&self.options)
    }

    fn folded(&self) -> &[FacetOption] {
        self.options.get(OPEN..).unwrap_or_default()
    }

    fn folded_is_chosen(&self) -> bool {
        self.folded().iter().any(|option| option.chosen)
    }

    fn shown(&self, count: &u64) -> String {
        self.texts.whole(i64::try_from(*count).unwrap_or(i64::MAX))
    }
}
