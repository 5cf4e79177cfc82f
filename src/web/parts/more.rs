//! "Vis flere": a link with a cursor, and how much of the whole is shown.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::i18n::Texts;

/// The foot of a list that goes on.
#[derive(Clone, Debug, Template)]
#[template(
    source = r##"<p class="more"><span class="more-shown">{{ texts.with("more-shown", [("shown", shown.into()), ("total", total.into())]) }}</span>{% if let Some(url) = next_url %}<a class="button button-secondary" href="{{ url }}" rel="next">{{ texts.text("more") }}</a>{% endif %}</p>"##,
    ext = "html"
)]
pub struct More {
    texts: Texts,
    shown: u64,
    total: u64,
    next_url: Option<String>,
}

impl HtmlSafe for More {}

impl More {
    /// So many of so many are shown; the address of the next ones, if there are any.
    #[must_use]
    pub const fn new(texts: Texts, shown: u64, total: u64, next_url: Option<String>) -> Self {
        Self { texts, shown, total, next_url }
    }
}
