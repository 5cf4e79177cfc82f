//! State shown by word and shape, then by colour.

use askama::Template;
use askama::filters::HtmlSafe;

use super::Icon;
use crate::i18n::Texts;

/// What a badge means; decides shape and colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// All well, allowed.
    Ok,
    /// Allowed, but take care.
    Warn,
    /// Not allowed, broken, refused.
    Stop,
    /// A fact is missing.
    Unknown,
    /// A seat that is free.
    Free,
    /// A seat that is held.
    Held,
    /// A seat that is taken.
    Taken,
    /// Paused.
    Pause,
    /// Waits for somebody's answer.
    Open,
    /// Finished as planned.
    Done,
    /// Nothing to note.
    Neutral,
    /// No state at all but a kind (of placement, of company): a word without shape.
    Kind,
}

impl Tone {
    /// The shape's name in the sprite.
    #[must_use]
    pub const fn shape(self) -> &'static str {
        match self {
            Self::Ok => "shape-ok",
            Self::Warn => "shape-warn",
            Self::Stop => "shape-stop",
            Self::Unknown => "shape-unknown",
            Self::Free => "shape-free",
            Self::Held => "shape-held",
            Self::Taken => "shape-taken",
            Self::Pause => "shape-pause",
            Self::Open => "shape-open",
            Self::Done => "shape-done",
            Self::Neutral => "shape-neutral",
            Self::Kind => "shape-kind",
        }
    }

    /// The word in class names: `badge-held`.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.shape().trim_start_matches("shape-")
    }

    /// The tone of a verdict's word (`ok`, `warn`, `unknown`, `block`).
    #[must_use]
    pub fn of_verdict(verdict: &str) -> Self {
        match verdict {
            "ok" => Self::Ok,
            "warn" => Self::Warn,
            "block" => Self::Stop,
            _ => Self::Unknown,
        }
    }

    /// The tone of a placement's state word (`proposed`, `reserved`, …).
    #[must_use]
    pub fn of_placement_state(state: &str) -> Self {
        match state {
            "proposed" => Self::Neutral,
            "reserved" => Self::Held,
            "offered" => Self::Open,
            "accepted" => Self::Ok,
            "agreed" | "running" => Self::Taken,
            "completed" => Self::Done,
            "interrupted" | "declined" => Self::Stop,
            _ => Self::Pause,
        }
    }
}

/// A state's word with its shape and colour.
#[derive(Clone, Debug, Template)]
#[template(
    source = r#"<span class="badge badge-{{ tone.word() }}">{% if tone != Tone::Kind %}{{ shape() }}{% endif %}{{ word }}</span>"#,
    ext = "html"
)]
pub struct Badge {
    tone: Tone,
    word: String,
}

impl HtmlSafe for Badge {}

impl Badge {
    /// A badge with this word.
    #[must_use]
    pub fn new(tone: Tone, word: impl Into<String>) -> Self {
        Self { tone, word: word.into() }
    }

    /// A kind, not a state: a word without shape.
    #[must_use]
    pub fn kind(word: impl Into<String>) -> Self {
        Self::new(Tone::Kind, word)
    }

    /// The law's verdict (`ok`, `warn`, `unknown`, `block`) as a badge.
    #[must_use]
    pub fn verdict(texts: Texts, verdict: &str) -> Self {
        let tone = Tone::of_verdict(verdict);
        Self::new(tone, texts.text(&format!("verdict-{}", tone.word())))
    }

    /// A placement's state (`reserved`, …) as a badge.
    #[must_use]
    pub fn placement(texts: Texts, state: &str) -> Self {
        Self::new(Tone::of_placement_state(state), texts.text(&format!("placement-state-{state}")))
    }

    /// Free seats of all seats: free, partly taken, none free.
    #[must_use]
    pub fn seats(texts: Texts, free: u32, seats: u32) -> Self {
        let tone = if free > 0 { Tone::Free } else { Tone::Taken };
        Self::new(tone, texts.with("badge-seats", &[("free", free.into()), ("seats", seats.into())]))
    }

    const fn shape(&self) -> Icon<'static> {
        Icon(self.tone.shape())
    }
}
