//! What a version of an agreement says, in words: shown on pages, and the text of its PDF.

use std::collections::HashMap;

use askama::Template;
use askama::filters::HtmlSafe;

use crate::{
    domain::{
        agreement::{AgreementContent, AgreementLine, AgreementVersion, Mentor, Side, VersionState},
        ids::WorkplaceId,
        slot::HoursWindow,
        terms::PlacementForm,
    },
    i18n::Texts,
    web::wording,
};

/// Below so many hours a week a fleksjob is shown as minifleksjob.
const MINIFLEKSJOB_BELOW: f64 = 10.0;

/// One line of places in words.
#[derive(Clone, Debug)]
pub struct PaperLine {
    /// Job title.
    pub title: String,
    /// Name of the workplace.
    pub workplace: String,
    /// Kinds of placement.
    pub kinds: String,
    /// Seats.
    pub seats: String,
    /// Hours a week.
    pub hours: String,
    /// How many are kept for whom.
    pub reserved: String,
}

/// A version in words.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/agreement_paper.html")]
pub struct AgreementPaper {
    texts: Texts,
    /// Kind, period, seats.
    pub facts: Vec<(String, String)>,
    /// Places.
    pub lines: Vec<PaperLine>,
    /// Mentor and economy.
    pub mentor: Vec<(String, String)>,
    /// What the municipality promises.
    pub ours: Vec<String>,
    /// What the company promises.
    pub theirs: Vec<String>,
    /// The terms, paragraph by paragraph.
    pub terms: Vec<String>,
    /// Who has agreed, and when.
    pub signatures: Vec<String>,
}

impl HtmlSafe for AgreementPaper {}

/// The names that a paper needs besides the version.
#[derive(Clone, Copy, Debug)]
pub struct PaperNames<'a> {
    /// Of the workplaces.
    pub workplaces: &'a HashMap<WorkplaceId, String>,
    /// Of the target groups, by code.
    pub groups: &'a HashMap<String, String>,
}

impl AgreementPaper {
    /// A version in words.
    #[must_use]
    pub fn new(texts: Texts, version: &AgreementVersion, names: PaperNames<'_>) -> Self {
        let content = &version.content;
        let duties = |side| content.duties_of(side).map(|duty| duty.text.clone()).collect();
        Self {
            texts,
            facts: facts(texts, content),
            lines: content.lines.iter().map(|line| paper_line(texts, line, names)).collect(),
            mentor: content.mentor.as_ref().map(|mentor| mentor_facts(texts, mentor)).unwrap_or_default(),
            ours: duties(Side::Municipality),
            theirs: duties(Side::Company),
            terms: content.terms.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
            signatures: signatures(texts, version),
        }
    }
}

fn facts(texts: Texts, content: &AgreementContent) -> Vec<(String, String)> {
    let label = |key: &str| texts.text(key).into_owned();
    vec![
        (label("agreement-kind"), label(&format!("agreement-kind-{}", content.kind))),
        (label("agreement-period"), texts.period(content.starts_on, content.ends_on)),
        (label("agreement-seats"), texts.whole(content.seats().into())),
    ]
}

/// The kind of a line's places; few hours of fleksjob are a minifleksjob.
#[must_use]
pub fn kind_of(texts: Texts, form: PlacementForm, hours: Option<HoursWindow>) -> String {
    let is_mini = form == PlacementForm::Fleksjob && hours.is_some_and(|hours| hours.max < MINIFLEKSJOB_BELOW);
    let key = if is_mini { "placement-form-minifleksjob".to_owned() } else { format!("placement-form-{form}") };
    texts.text(&key).into_owned()
}

/// The hours of a line.
#[must_use]
pub fn hours_of(texts: Texts, hours: Option<HoursWindow>) -> String {
    let Some(hours) = hours else { return String::new() };
    let number = |hours| wording::number(texts, hours);
    if hours.min < hours.max { format!("{}–{}", number(hours.min), number(hours.max)) } else { number(hours.max) }
}

fn paper_line(texts: Texts, line: &AgreementLine, names: PaperNames<'_>) -> PaperLine {
    let group = |code: &String| names.groups.get(code).cloned().unwrap_or_else(|| code.clone());
    let groups: Vec<String> = line.reserved_for.iter().map(group).collect();
    let args = [("count", line.reserved_seats.into()), ("groups", groups.join(", ").into())];
    PaperLine {
        title: line.title.clone(),
        workplace: names.workplaces.get(&line.workplace).cloned().unwrap_or_default(),
        kinds: line.forms.iter().map(|form| kind_of(texts, *form, line.hours)).collect::<Vec<_>>().join(", "),
        seats: texts.whole(line.seats.into()),
        hours: hours_of(texts, line.hours),
        reserved: if line.reserved_seats == 0 { String::new() } else { texts.with("agreement-reserved-told", &args).into_owned() },
    }
}

fn mentor_facts(texts: Texts, mentor: &Mentor) -> Vec<(String, String)> {
    let label = |key: &str| texts.text(key).into_owned();
    let mut facts = vec![
        (label("agreement-mentor-hours"), wording::number(texts, mentor.hours)),
        (label("agreement-mentor-paid-by"), label(&format!("agreement-payer-{}", mentor.paid_by))),
    ];
    facts.extend(mentor.rate.map(|rate| (label("agreement-mentor-rate"), texts.number(rate, 2))));
    if !mentor.invoice.is_empty() {
        facts.push((label("agreement-mentor-invoice"), mentor.invoice.clone()));
    }
    facts
}

fn signatures(texts: Texts, version: &AgreementVersion) -> Vec<String> {
    let on = |key: &str, at: crate::base::clock::Moment| texts.name(key, &texts.date_plain(crate::base::clock::day_of(at))).into_owned();
    let mut told = Vec::new();
    if let Some((at, _)) = version.company_yes {
        told.push(on("agreement-signed-company", at));
    }
    if let Some(paper) = &version.paper {
        let args = [("name", paper.by.clone().into()), ("day", texts.date_plain(paper.on).into())];
        told.push(texts.with("agreement-signed-paper", &args).into_owned());
    }
    if let Some(at) = version.representative_yes {
        told.push(on("agreement-signed-employees", at));
    }
    if version.representative.is_none() && version.standing.state == VersionState::Approved {
        told.push(texts.text("agreement-signed-nobody").into_owned());
    }
    if told.is_empty() {
        told.push(texts.text("agreement-unsigned").into_owned());
    }
    told
}
