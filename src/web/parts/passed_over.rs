//! What was passed over, in sentences for staff: which rule, by whom in which role, when, and the written reason.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::{
    domain::{passed_over::PassedOver, permission::RoleBook, rulebook::wording as rulebook_wording, terms::Language},
    i18n::Texts,
    use_cases::placements::passed_over::ToldPassedOver,
};

/// One decision.
#[derive(Clone, Debug)]
struct Line {
    what: String,
    who: String,
    reason: String,
}

/// Every decision that passed over something, latest first; for staff only.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/passed_over.html")]
pub struct PassedOverTold {
    texts: Texts,
    lines: Vec<Line>,
}

impl HtmlSafe for PassedOverTold {}

impl PassedOverTold {
    /// All decisions; none where every rule was kept.
    #[must_use]
    pub fn of(texts: Texts, roles: &RoleBook, told: &[ToldPassedOver]) -> Option<Self> {
        let lines = told.iter().map(|one| line(texts, roles, one)).collect();
        (!told.is_empty()).then_some(Self { texts, lines })
    }
}

fn line(texts: Texts, roles: &RoleBook, told: &ToldPassedOver) -> Line {
    let ToldPassedOver { who, passed } = told;
    let role = |word: &String| {
        roles
            .get(word)
            .map_or_else(|| word.clone(), |role| if texts.language() == Language::Da { role.da.clone() } else { role.en.clone() })
    };
    let roles = passed.roles.iter().map(role).collect::<Vec<_>>().join(", ");
    let told = [
        ("who", who.clone().unwrap_or_else(|| texts.text("passed-over-somebody").into_owned()).into()),
        ("roles", roles.into()),
        ("when", texts.moment(passed.at).into()),
        ("decision", texts.text(&format!("passed-over-at-{}", passed.decision)).into_owned().into()),
    ];
    Line { what: what(texts, passed), who: texts.with("passed-over-by", &told).into_owned(), reason: passed.reason.clone() }
}

fn what(texts: Texts, passed: &PassedOver) -> String {
    let language = texts.language();
    let rules = passed.rules.iter().map(|rule| {
        let told = [("rule", rule.name(language).to_owned().into()), ("day", texts.date_plain(rule.valid_from).into())];
        texts.with("passed-over-rule", &told).into_owned()
    });
    let missing: Vec<&str> = passed.missing.iter().map(String::as_str).collect();
    let words: Vec<String> = missing.iter().map(|name| rulebook_wording::fact(name).text(language).to_owned()).collect();
    let unknown = (!words.is_empty()).then(|| texts.name("passed-over-missing", &words.join(", ")).into_owned());
    rules.chain(unknown).collect::<Vec<_>>().join(" ")
}
