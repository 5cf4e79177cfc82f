//! Every tested rule in one line: those that ask for something stand open, those that are fulfilled are folded.

use askama::Template;
use askama::filters::HtmlSafe;

use super::FitLaw;
use crate::{
    domain::rulebook::{Answer, Verdict},
    i18n::Texts,
};

/// The rules behind a verdict.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/told_rules.html")]
pub struct ToldRules {
    texts: Texts,
    open: Vec<FitLaw>,
    passed: Vec<FitLaw>,
}

impl HtmlSafe for ToldRules {}

impl ToldRules {
    /// The rules of an answer, worst first; none where no rule was tested.
    #[must_use]
    pub fn of(texts: Texts, answer: &Answer) -> Option<Self> {
        let (passed, open): (Vec<_>, Vec<_>) = answer.findings.iter().partition(|finding| finding.verdict == Verdict::Ok);
        let lines = |findings: Vec<_>| findings.into_iter().map(|finding| FitLaw::of(texts, finding)).collect();
        (!answer.findings.is_empty()).then(|| Self { texts, open: lines(open), passed: lines(passed) })
    }
}
