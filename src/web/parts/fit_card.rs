//! The match card: a place, how it fits, what the law says, and what can be done now.

use askama::Template;
use askama::filters::HtmlSafe;

use super::Badge;
use crate::{domain::rulebook::Finding, i18n::Texts};

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
    /// The class that draws the mark.
    #[must_use]
    pub const fn shape(self) -> &'static str {
        match self {
            Self::Yes => "shape-ok",
            Self::Partly => "shape-neutral",
            Self::No => "shape-stop",
            Self::Unknown => "shape-unknown",
        }
    }

    /// The mark's word for screen readers.
    #[must_use]
    pub const fn text_key(self) -> &'static str {
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
    /// The address of the source; empty = none.
    pub url: String,
}

impl FitLaw {
    /// A tested rule, with its own verdict.
    #[must_use]
    pub fn of(texts: Texts, finding: &Finding) -> Self {
        Self {
            badge: Badge::verdict(texts, finding.verdict.as_str()),
            text: finding.text(texts.language()).to_owned(),
            source: finding.source.clone(),
            url: finding.url.clone().unwrap_or_default(),
        }
    }
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

/// The box by which a card is chosen for a form elsewhere on the page.
#[derive(Clone, Debug)]
pub struct CardChoice {
    /// What the form sends under `plads`.
    pub value: String,
    /// The form's id.
    pub form: &'static str,
    /// The words beside the box.
    pub label: String,
    /// Whether it is chosen now.
    pub checked: bool,
}

/// How many rows stand open where little speaks against a place.
const SHORT: usize = 3;

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
    /// The box for a comparison.
    pub choice: Option<CardChoice>,
    /// Whether all criteria stand open.
    pub open: bool,
}

impl HtmlSafe for FitCard {}

impl FitCard {
    /// The rows that stand open: what does not fit or fits in part, and what is unknown as far as there is room.
    fn against(&self) -> Vec<&FitRow> {
        if self.open {
            return Vec::new();
        }
        let sure: Vec<&FitRow> = self.of(Fit::No).chain(self.of(Fit::Partly)).collect();
        let unknown = self.of(Fit::Unknown).filter(|row| row.max_points > row.points);
        let room = SHORT.saturating_sub(sure.len());
        sure.into_iter().chain(unknown.take(room)).collect()
    }

    /// The rows of the table: all that do not stand open already.
    fn rest(&self) -> Vec<&FitRow> {
        let against = self.against();
        self.rows.iter().filter(|row| !against.iter().any(|shown| std::ptr::eq(*shown, *row))).collect()
    }

    fn of(&self, fit: Fit) -> impl Iterator<Item = &FitRow> {
        self.rows.iter().filter(move |row| row.fit == fit)
    }

    fn points(&self, row: &FitRow) -> String {
        if row.max_points > 0 { format!("{} / {}", row.points, row.max_points) } else { self.texts.text("fit-hard").into_owned() }
    }

    fn score(&self) -> u32 {
        self.rows.iter().map(|row| row.points).sum()
    }

    fn max_score(&self) -> u32 {
        self.rows.iter().map(|row| row.max_points).sum::<u32>().max(1)
    }

    /// The parts of the bar as one line over 1000: a stroke for each criterion with points, a gap between them.
    fn bar(&self) -> String {
        const GAP: u32 = 3;
        let whole = self.max_score();
        let (mut start, mut line) = (0, "M0 5".to_owned());
        for row in self.rows.iter().filter(|row| row.points > 0) {
            let (left, right) = (start * 1000 / whole, (start + row.points) * 1000 / whole);
            let length = (right - left).saturating_sub(GAP).max(1);
            line.push_str(&format!("h{length}m{} 0", right - left - length.min(right - left)));
            start += row.points;
        }
        line
    }
}
