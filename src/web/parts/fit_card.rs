//! The match card: a place, how it fits, what the law says, and what can be done now.

use askama::Template;
use askama::filters::HtmlSafe;

use super::{Badge, Icon};
use crate::i18n::Texts;

/// How one criterion fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// ✔
    Yes,
    /// – in part, or it does not matter
    Partly,
    /// ✘
    No,
    /// ? a fact is missing
    Unknown,
}

impl Fit {
    const fn shape(self) -> &'static str {
        match self {
            Self::Yes => "shape-ok",
            Self::Partly => "shape-neutral",
            Self::No => "shape-stop",
            Self::Unknown => "shape-unknown",
        }
    }

    const fn text_key(self) -> &'static str {
        match self {
            Self::Yes => "fit-yes",
            Self::Partly => "fit-partly",
            Self::No => "fit-no",
            Self::Unknown => "fit-unknown",
        }
    }
}

/// One criterion: the two facts that were compared, and the points they gave.
#[derive(Clone, Debug)]
pub struct FitRow {
    /// How it fits.
    pub fit: Fit,
    /// The criterion's name.
    pub criterion: String,
    /// The citizen's fact.
    pub citizen: String,
    /// The place's fact.
    pub slot: String,
    /// Points given; a hard criterion gives none.
    pub points: u32,
    /// Points that could be given.
    pub max_points: u32,
}

/// The law's verdict in one line.
#[derive(Clone, Debug)]
pub struct FitLaw {
    /// The verdict as a badge.
    pub badge: Badge,
    /// The rule's sentence, with its latest day.
    pub text: String,
    /// The rule's paragraph and the day of its wording.
    pub source: String,
    /// Where the whole arithmetic stands; empty = nowhere.
    pub url: String,
}

/// Something that can be done with a card.
#[derive(Clone, Debug)]
pub struct CardAction {
    /// The button's words.
    pub label: String,
    /// Where it leads or posts to.
    pub url: String,
    /// Whether it is posted (a change) or opened.
    pub post: bool,
    /// Hidden fields that are posted along.
    pub fields: Vec<(String, String)>,
    /// Whether it is the card's first thing to do.
    pub primary: bool,
}

impl CardAction {
    /// A link.
    #[must_use]
    pub fn open(label: impl Into<String>, url: impl Into<String>) -> Self {
        Self { label: label.into(), url: url.into(), post: false, fields: Vec::new(), primary: false }
    }

    /// A button that changes something.
    #[must_use]
    pub fn post(label: impl Into<String>, url: impl Into<String>, fields: Vec<(String, String)>) -> Self {
        Self { label: label.into(), url: url.into(), post: true, fields, primary: false }
    }

    /// Makes it the first thing to do.
    #[must_use]
    pub const fn primary(mut self) -> Self {
        self.primary = true;
        self
    }
}

/// A proposal: left the place, right the fit.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/fit_card.html")]
pub struct FitCard {
    /// The texts.
    pub texts: Texts,
    /// Unique on the page, for headings.
    pub id: String,
    /// Its place in the list, from one.
    pub rank: u32,
    /// The place's title.
    pub title: String,
    /// The place's page.
    pub url: String,
    /// Company and workplace.
    pub workplace: String,
    /// Short facts under it: town and km, hours, free from.
    pub facts: Vec<String>,
    /// Kind of placement, seats and the like.
    pub badges: Vec<Badge>,
    /// The criteria.
    pub rows: Vec<FitRow>,
    /// What the law says.
    pub law: FitLaw,
    /// What one change would make it fit (or better); empty = none suffices.
    pub nearest_change: String,
    /// What can be done.
    pub actions: Vec<CardAction>,
}

impl HtmlSafe for FitCard {}

impl FitCard {
    fn score(&self) -> u32 {
        self.rows.iter().map(|row| row.points).sum()
    }

    fn max_score(&self) -> u32 {
        self.rows.iter().map(|row| row.max_points).sum::<u32>().max(1)
    }

    /// The parts of the bar: (start, length) in hundredths of the whole.
    fn parts(&self) -> Vec<(u32, u32)> {
        let whole = self.max_score();
        let mut start = 0;
        let mut parts = Vec::new();
        for row in self.rows.iter().filter(|row| row.points > 0) {
            parts.push((start * 1000 / whole, row.points * 1000 / whole));
            start += row.points;
        }
        parts
    }

    fn shape(&self, row: &FitRow) -> Icon<'static> {
        Icon(row.fit.shape())
    }
}
