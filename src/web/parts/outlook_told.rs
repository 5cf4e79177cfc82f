//! Latest end and next steps in sentences: until when, how it can go on, and who owes what.

use askama::Template;
use askama::filters::HtmlSafe;
use chrono::NaiveDate;

use crate::{
    domain::{
        rulebook::{
            RuleTold,
            outlook::{Duty, Extension, LatestEnd, Outlook},
            wording as rulebook_wording,
        },
        terms::PlacementForm,
    },
    i18n::Texts,
    web::wording,
};

/// A sentence and where its rule is written.
#[derive(Clone, Debug)]
struct Sourced {
    text: String,
    source: String,
    url: String,
}

impl Sourced {
    fn new(texts: Texts, text: String, rule: Option<&RuleTold>) -> Self {
        let reference = rule.map(|rule| wording::rule(texts, rule));
        Self {
            text: [Some(text), reference].into_iter().flatten().collect::<Vec<_>>().join(" "),
            source: rule.map(|rule| rule.source.clone()).unwrap_or_default(),
            url: rule.and_then(|rule| rule.url.clone()).unwrap_or_default(),
        }
    }
}

/// A step and who owes it.
#[derive(Clone, Debug)]
struct Owed {
    who: String,
    what: Sourced,
}

/// What comes after, for a page.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/outlook_told.html")]
pub struct OutlookTold {
    texts: Texts,
    latest: Sourced,
    perhaps: Option<Sourced>,
    ways: Vec<String>,
    duties: Vec<Owed>,
    /// Whether it is about a placement that runs and may go on.
    goes_on: bool,
}

impl HtmlSafe for OutlookTold {}

impl OutlookTold {
    /// All of an outlook, of a plan or of a placement that runs and may go on.
    #[must_use]
    pub fn new(texts: Texts, outlook: &Outlook, goes_on: bool) -> Self {
        let perhaps = |(day, rule): &(NaiveDate, RuleTold)| {
            Sourced::new(texts, texts.name("outlook-perhaps", &texts.date_plain(*day)).into_owned(), Some(rule))
        };
        Self {
            texts,
            latest: Sourced::new(texts, latest(texts, outlook), rule_of(outlook)),
            perhaps: outlook.perhaps_until.as_ref().map(perhaps),
            ways: ways(texts, outlook),
            duties: outlook.duties.iter().map(|duty| owed(texts, duty)).collect(),
            goes_on,
        }
    }

    /// One line for each kind that begins on a day: until when by which rule, and how it can go on.
    #[must_use]
    pub fn limits(texts: Texts, from: NaiveDate, outlooks: &[(PlacementForm, Outlook)]) -> Vec<PeriodLimit> {
        let line = |(form, outlook): &(PlacementForm, Outlook)| {
            let rule = rule_of(outlook).map(|rule| wording::rule(texts, rule));
            let kind = texts.text(&format!("form-{form}")).into_owned();
            let kind = texts.with("outlook-of", &[("kind", kind.into()), ("day", texts.date_plain(from).into())]).into_owned();
            let rest = rule.into_iter().chain(ways(texts, outlook)).collect::<Vec<_>>().join(" ");
            PeriodLimit { until: format!("{kind} {}", latest(texts, outlook)), rest }
        };
        outlooks.iter().map(line).collect()
    }
}

/// How long a kind may last: the day, and the rule with the ways on.
#[derive(Clone, Debug)]
pub struct PeriodLimit {
    /// Until when.
    pub until: String,
    /// By which rule, and how it can go on; may be empty.
    pub rest: String,
}

const fn rule_of(outlook: &Outlook) -> Option<&RuleTold> {
    match &outlook.latest_end {
        LatestEnd::On(_, rule) => Some(rule),
        LatestEnd::Unlimited(rule) => rule.as_ref(),
        LatestEnd::Unknown(_) => None,
    }
}

/// "Seneste slut 29. marts 2026."
#[must_use]
pub fn latest(texts: Texts, outlook: &Outlook) -> String {
    match &outlook.latest_end {
        LatestEnd::On(day, _) => texts.name("outlook-latest", &texts.date_plain(*day)).into_owned(),
        LatestEnd::Unlimited(_) => texts.text("outlook-unlimited").into_owned(),
        LatestEnd::Unknown(missing) if missing.is_empty() => texts.text("outlook-no-rule").into_owned(),
        LatestEnd::Unknown(missing) => {
            let words: Vec<String> = missing.iter().map(|name| rulebook_wording::fact(name).text(texts.language()).to_owned()).collect();
            texts.name("outlook-unknown", &words.join(", ")).into_owned()
        }
    }
}

/// How it can go on, a sentence for each step; that it cannot, where the rule knows no extension.
#[must_use]
pub fn ways(texts: Texts, outlook: &Outlook) -> Vec<String> {
    if outlook.is_final() {
        return vec![texts.text("outlook-no-extension").into_owned()];
    }
    outlook.extensions.iter().map(|extension| way(texts, extension)).collect()
}

/// "Kan forlænges til 30. august 2026 med konkret vurdering."
#[must_use]
pub fn way(texts: Texts, extension: &Extension) -> String {
    let needs = texts.known(&format!("outlook-needs-{}", extension.needs)).unwrap_or_else(|| extension.needs.clone());
    let day = texts.date_plain(extension.ends_on);
    let told = |key: &str, weeks: u32| {
        texts.with(key, &[("day", day.clone().into()), ("needs", needs.clone().into()), ("weeks", weeks.into())]).into_owned()
    };
    match (extension.weeks_at_a_time, extension.afterwards) {
        (None, _) => texts.with("outlook-extend", &[("day", day.into()), ("needs", needs.into())]).into_owned(),
        (Some(weeks), false) => told("outlook-extend-repeat", weeks),
        (Some(weeks), true) => told("outlook-extend-afterwards", weeks),
    }
}

fn owed(texts: Texts, duty: &Duty) -> Owed {
    let task = texts.text(&format!("outlook-owed-{}", duty.task.as_str().replace(':', "-"))).into_owned();
    let asked = duty.asked_by.map(|party| texts.text(&format!("outlook-asked-by-{party}")).into_owned());
    let text = [Some(task), asked].into_iter().flatten().collect::<Vec<_>>().join(" ");
    Owed { who: texts.text(&format!("outlook-party-{}", duty.by)).into_owned(), what: Sourced::new(texts, text, duty.rule.as_ref()) }
}
