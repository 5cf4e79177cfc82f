//! An icon of the sprite; always beside words, so screen readers skip it.

use std::fmt;

use askama::filters::HtmlSafe;

use crate::web::assets::asset_url;

/// An icon by its name in the sprite (`search`, `shape-free`).
#[derive(Clone, Copy, Debug)]
pub struct Icon<'a>(pub &'a str);

impl fmt::Display for Icon<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.0.chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == '-').collect::<String>();
        let sprite = asset_url("img/icons.svg");
        write!(out, "<svg class=\"icon-svg\" aria-hidden=\"true\" focusable=\"false\"><use href=\"{sprite}#{name}\"></use></svg>")
    }
}

impl HtmlSafe for Icon<'_> {}
