//! `/konsulent/virksomheder/dubletter`: entries that may be one company.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;

use super::url_of;
use crate::{
    domain::{
        company::Company,
        likeness::{Key, KeyKind},
    },
    i18n::Texts,
    state::AppState,
    use_cases::companies::{Alike, LikelySame, ListLikelySame},
    web::{
        consultant::slots::words,
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::Page,
        query,
    },
};

/// How many groups a page shows.
const PAGE: u64 = 25;

/// A company that resembles another.
pub(super) struct AlikeLine {
    pub url: String,
    pub name: String,
    pub facts: String,
    pub because: String,
}

impl AlikeLine {
    /// A company of a warning.
    pub fn new(texts: Texts, alike: &Alike) -> Self {
        let because: Vec<_> = alike.because.iter().map(|kind| texts.text(&format!("alike-because-{kind}"))).collect();
        Self { because: because.join(", "), ..Self::of(&alike.company) }
    }

    fn of(company: &Company) -> Self {
        let town = words::town(&company.address).unwrap_or_default();
        let facts = [company.cvr.to_string(), town].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        Self { url: url_of(company.id), name: company.name.clone(), facts, because: String::new() }
    }
}

struct Group {
    because: String,
    lines: Vec<AlikeLine>,
    compare: String,
}

#[derive(Template)]
#[template(path = "consultant/companies/alike.html")]
struct AlikePage {
    shell: Shell,
    groups: Vec<Group>,
    next: Option<String>,
}

/// Where the page begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    slags: String,
    efter: String,
}

fn group(texts: Texts, found: &LikelySame) -> Group {
    let lines: Vec<AlikeLine> = found.companies.iter().map(AlikeLine::of).collect();
    let compare = match found.companies.as_slice() {
        [one, other, ..] => format!("{}/flet/{}", url_of(one.id), other.id),
        _ => String::new(),
    };
    Group { because: texts.text(&format!("alike-because-{}", found.key.kind)).into_owned(), lines, compare }
}

/// The list.
pub async fn show(State(state): State<AppState>, me: Consultant, Query(asked): Query<Asked>) -> Result<Page<impl Template>, PageError> {
    let after = KeyKind::parse(&asked.slags).map(|kind| Key { kind, value: asked.efter });
    let list = state.app.ask(&me.actor, &ListLikelySame { after, limit: PAGE }).await?;
    let texts = me.visit.texts;
    let next = |key: &Key| query::url("/konsulent/virksomheder/dubletter", &[("slags", key.kind.as_str()), ("efter", &key.value)]);
    Ok(Page(AlikePage {
        shell: me.shell(Section::Companies, texts.text("alike-title")).crumb(texts.text("companies-title"), "/konsulent/virksomheder"),
        groups: list.groups.iter().map(|found| group(texts, found)).collect(),
        next: list.next.as_ref().map(next),
    }))
}
