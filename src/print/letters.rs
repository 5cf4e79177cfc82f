//! The letters of a document: two weights of IBM Plex Sans and how wide each letter runs.

use std::{borrow::Cow, sync::LazyLock};

use krilla::{Data, text::Font};
use skrifa::{
    FontRef, MetadataProvider,
    instance::{LocationRef, Size},
};

static REGULAR: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/print/IBMPlexSans-Regular.ttf"));
static BOLD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/print/IBMPlexSans-SemiBold.ttf"));

static FONTS: LazyLock<Option<[Font; 2]>> = LazyLock::new(|| {
    let font = |bytes: &'static [u8]| Font::new(Data::from(bytes), 0);
    Some([font(REGULAR)?, font(BOLD)?])
});

/// A weight of the letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// Text.
    Regular,
    /// Headings and what names a row.
    Bold,
}

impl Weight {
    /// The font; nothing where the embedded file cannot be read.
    pub(super) fn font(self) -> Option<Font> {
        let [regular, bold] = FONTS.as_ref()?;
        Some(if self == Self::Regular { regular.clone() } else { bold.clone() })
    }

    const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => REGULAR,
            Self::Bold => BOLD,
        }
    }

    /// How wide a text runs, in points.
    fn width(self, text: &str, size: f32) -> f32 {
        let Ok(font) = FontRef::new(self.bytes()) else { return 0.0 };
        let (letters, metrics) = (font.charmap(), font.glyph_metrics(Size::new(size), LocationRef::default()));
        text.chars().map(|letter| letters.map(letter).and_then(|glyph| metrics.advance_width(glyph)).unwrap_or(size)).sum()
    }

    /// Whether the font has a letter.
    fn has(self, letter: char) -> bool {
        FontRef::new(self.bytes()).is_ok_and(|font| font.charmap().map(letter).is_some())
    }
}

/// A text with letters that the font has; others become a question mark.
pub(super) fn printable(text: &str, weight: Weight) -> Cow<'_, str> {
    let fits = |letter: char| !letter.is_control() && weight.has(letter);
    if text.chars().all(fits) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars()
            .map(|letter| {
                if fits(letter) {
                    letter
                } else if letter.is_whitespace() {
                    ' '
                } else {
                    '?'
                }
            })
            .collect(),
    )
}

/// The lines into which a text breaks at a width; a word that is too long breaks inside.
pub(super) fn broken(text: &str, (weight, size): (Weight, f32), width: f32) -> Vec<String> {
    let text = printable(text, weight);
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let Some(line) = lines.last_mut() else { break };
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if weight.width(&longer, size) <= width {
            *line = longer;
            continue;
        }
        if line.is_empty() {
            lines.pop();
        }
        lines.extend(pieces(word, (weight, size), width));
    }
    lines
}

/// A word cut so that each piece fits.
fn pieces(word: &str, (weight, size): (Weight, f32), width: f32) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for letter in word.chars() {
        let Some(piece) = pieces.last_mut() else { break };
        let longer = format!("{piece}{letter}");
        if weight.width(&longer, size) <= width || piece.is_empty() {
            *piece = longer;
        } else {
            pieces.push(letter.to_string());
        }
    }
    pieces
}
