//! A group of filters with the number of results behind each.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::i18n::Texts;

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
