//! The ratio meter of a workplace as a page shows it: the meter, its arithmetic and sources, what is missing, and that it
//! is a pre-check of what is known.

use askama::Template;
use askama::filters::HtmlSafe;

use super::{Meter, MeterAhead, MeterWeek};
use crate::{
    domain::rulebook::{
        RuleTold,
        facts::CountMethod,
        meter::{Doubt, Figure, RatioMeter, Step, Week},
    },
    i18n::Texts,
    web::wording,
};

/// Who reads the meter.
#[derive(Clone, Debug)]
pub enum MeterReader {
    /// Staff, with the address at which the workplace's figures are filled in, where they may.
    Staff {
        /// Where the figures are filled in.
        fill_in: Option<String>,
        /// Whether persons under the integration act are told apart.
        tells_apart: bool,
    },
    /// The company itself.
    Company,
}

/// A rule of the meter and its source.
#[derive(Clone, Debug)]
struct RuleLine {
    text: String,
    source: String,
    url: String,
}

/// The meter with all that explains it.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/ratio_view.html")]
pub struct RatioView {
    texts: Texts,
    name: String,
    /// The meter alone.
    pub meter: Meter,
    advice: Option<String>,
    fill_in: Option<String>,
    lines: Vec<String>,
    rules: Vec<RuleLine>,
    note: String,
}

impl HtmlSafe for RatioView {}

impl RatioView {
    /// The workplace and its figures in one line, for a fold.
    #[must_use]
    pub fn title(&self) -> String {
        format!("{}: {}", self.name, self.meter.sentence())
    }

    /// The meter of a workplace.
    #[must_use]
    pub fn new(texts: Texts, title: impl Into<String>, found: &RatioMeter, reader: &MeterReader) -> Self {
        let is_company = matches!(reader, MeterReader::Company);
        let (advice, name) = (advice(texts, found, is_company), title.into());
        Self {
            texts,
            meter: meter(texts, name.clone(), found),
            name,
            fill_in: fill_in(reader).filter(|_| advice.is_some()),
            advice,
            lines: lines(texts, found, reader),
            rules: found.rules.iter().map(|(_, rule)| rule_line(texts, rule)).collect(),
            note: texts.name(if is_company { "ratio-note-company" } else { "ratio-note" }, &texts.date_plain(found.today)).into_owned(),
        }
    }
}

fn fill_in(reader: &MeterReader) -> Option<String> {
    match reader {
        MeterReader::Staff { fill_in, .. } => fill_in.clone(),
        MeterReader::Company => None,
    }
}

/// The meter alone.
#[must_use]
pub fn meter(texts: Texts, title: String, found: &RatioMeter) -> Meter {
    let week = |week: &Week| MeterWeek {
        first: week.monday,
        used: week.used,
        perhaps: week.perhaps,
        allowed: week.allowed,
        expected: week.expected,
    };
    let perhaps = found.now.unverified + found.now.perhaps;
    let weeks = found.weeks.iter().map(week).collect();
    Meter::new(texts, title, found.now.certain, found.allowed).perhaps(perhaps).ahead(ahead(found)).weeks(weeks)
}

/// What comes after today; nothing where today itself is not known.
fn ahead(found: &RatioMeter) -> MeterAhead {
    match (found.allowed, found.full_days.first(), found.opening) {
        (None, ..) | (_, None, _) => MeterAhead::Nothing,
        (_, Some(day), _) if *day > found.today => MeterAhead::FullFrom(*day),
        (_, Some(_), Some(opening)) => MeterAhead::OpensOn(opening.from, opening.to),
        (_, Some(_), None) => MeterAhead::NoneOpens,
    }
}

/// What somebody has to do about the figure of ordinary employees, now or before it grows too old.
fn advice(texts: Texts, found: &RatioMeter, is_company: bool) -> Option<String> {
    let suffix = if is_company { "-company" } else { "" };
    let say = |key: &str, day: String| texts.name(&format!("{key}{suffix}"), &day).into_owned();
    let as_of = || found.figure.and_then(|figure| figure.as_of).map(|day| texts.date_plain(day)).unwrap_or_default();
    match (found.doubt, found.unknown_from) {
        (Some(Doubt::NoRule), _) => Some(texts.text("ratio-no-rule").into_owned()),
        (Some(Doubt::TooOld), _) => Some(say("ratio-too-old", as_of())),
        (Some(Doubt::Undated), _) => Some(say("ratio-undated", as_of())),
        (Some(Doubt::OtherMethod), _) => Some(say("ratio-other-method", as_of())),
        (Some(Doubt::Missing), _) => Some(say("ratio-missing", as_of())),
        (None, Some(day)) => Some(say("ratio-soon-too-old", texts.date_plain(day))),
        (None, None) => None,
    }
}

fn lines(texts: Texts, found: &RatioMeter, reader: &MeterReader) -> Vec<String> {
    let mut lines: Vec<String> = found.figure.iter().map(|figure| figure_line(texts, figure)).collect();
    lines.extend(found.steps.iter().map(|step| step_line(texts, step)));
    lines.extend(found.expected.map(|sum| texts.count("ratio-sum", sum).into_owned()));
    let others = found.others.map_or(0, |others| others.count);
    lines.push(texts.count("ratio-own", found.now.certain.saturating_sub(others)).into_owned());
    if found.under_integration_act > 0 && matches!(reader, MeterReader::Staff { tells_apart: true, .. }) {
        lines.push(texts.count("ratio-integration", found.under_integration_act).into_owned());
    }
    if found.now.unverified > 0 {
        lines.push(texts.count("ratio-unverified", found.now.unverified).into_owned());
    }
    if found.now.perhaps > 0 {
        lines.push(texts.count("ratio-perhaps", found.now.perhaps).into_owned());
    }
    lines.push(others_line(texts, found));
    lines
}

fn figure_line(texts: Texts, figure: &Figure) -> String {
    let count = wording::number(texts, figure.count);
    let method = match figure.method {
        Some(CountMethod::Heads) => "ratio-method-heads",
        Some(CountMethod::Fte) | None => "ratio-method-fte",
    };
    let (Some(as_of), Some(age)) = (figure.as_of, figure.age_days) else {
        return texts
            .with("ratio-figure-undated", &[("employees", count.into()), ("method", texts.text(method).into_owned().into())])
            .into_owned();
    };
    let told = [
        ("employees", count.into()),
        ("method", texts.text(method).into_owned().into()),
        ("day", texts.date_plain(as_of).into()),
        ("count", age.max(0).unsigned_abs().into()),
    ];
    texts.with("ratio-figure", &told).into_owned()
}

fn step_line(texts: Texts, step: &Step) -> String {
    let key = match (step.by_least, step.above > 0.0) {
        (true, _) => "ratio-step-least",
        (false, true) => "ratio-step-further",
        (false, false) => "ratio-step",
    };
    let told = [
        ("employees", wording::number(texts, step.employees).into()),
        ("per", wording::number(texts, step.per).into()),
        ("persons", step.persons.into()),
    ];
    texts.with(key, &told).into_owned()
}

fn others_line(texts: Texts, found: &RatioMeter) -> String {
    let Some(others) = found.others else { return texts.text("ratio-others-none").into_owned() };
    let day = others.as_of.map_or_else(
        || texts.text("ratio-others-undated").into_owned(),
        |day| texts.name("ratio-others-day", &texts.date_plain(day)).into_owned(),
    );
    let source = others.source.map_or_else(|| "unknown".to_owned(), |source| source.to_string());
    let source = texts.text(&format!("ratio-others-{source}")).into_owned();
    texts.with("ratio-others", &[("count", others.count.into()), ("day", day.into()), ("source", source.into())]).into_owned()
}

fn rule_line(texts: Texts, rule: &RuleTold) -> RuleLine {
    RuleLine { text: wording::rule(texts, rule), source: rule.source.clone(), url: rule.url.clone().unwrap_or_default() }
}
