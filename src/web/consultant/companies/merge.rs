//! `/konsulent/virksomheder/{id}/flet`: two entries become one, with a look before, and are parted again.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use axum_extra::extract::Form;
use serde::Deserialize;

use super::{facts, url_of};
use crate::{
    domain::{ids::CompanyId, merge::Fact},
    i18n::Texts,
    state::AppState,
    use_cases::companies::{
        CompanyRow, MergeCompanies, MergeDraft, PrepareCompany, PreparePart, PreviewMerge, SeekCompanies, StaffName, UndoMerge,
    },
    web::{
        consultant::slots::words,
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::{Page, on_to},
        parts::Choice,
    },
};

/// Companies that a search offers.
const OFFERED: u64 = 10;

struct Offered {
    url: String,
    name: String,
    facts: String,
}

#[derive(Template)]
#[template(path = "consultant/companies/merge_choose.html")]
struct ChoosePage {
    shell: Shell,
    action: String,
    back: String,
    q: String,
    found: Vec<Offered>,
}

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sought {
    q: String,
}

fn shell(me: &Consultant, company: CompanyId, name: &str) -> Shell {
    let texts = me.visit.texts;
    let shell = me.shell(Section::Companies, texts.text("merge-title")).crumb(texts.text("companies-title"), "/konsulent/virksomheder");
    shell.crumb(name, url_of(company))
}

fn offered(company: CompanyId, row: CompanyRow) -> Offered {
    let town = words::town(&row.company.address).unwrap_or_default();
    let facts = format!("{} · {town}", row.company.cvr);
    Offered { url: format!("{}/flet/{}", url_of(company), row.company.id), name: row.company.name, facts }
}

/// Chooses the other one.
pub async fn choose(
    State(state): State<AppState>,
    me: Consultant,
    Path(company): Path<CompanyId>,
    Query(sought): Query<Sought>,
) -> Result<Page<impl Template>, PageError> {
    let parts = state.app.ask(&me.actor, &PreparePart { company }).await?;
    let typed = if sought.q.trim().is_empty() { parts.company.name.clone() } else { sought.q };
    let list = state.app.ask(&me.actor, &SeekCompanies { typed: typed.clone(), limit: OFFERED }).await?;
    let others = list.rows.into_iter().filter(|row| row.company.id != company);
    Ok(Page(ChoosePage {
        shell: shell(&me, company, &parts.company.name),
        action: format!("{}/flet", url_of(company)),
        back: url_of(company),
        q: typed,
        found: others.map(|row| offered(company, row)).collect(),
    }))
}

struct FactChoice {
    name: String,
    legend: String,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "consultant/companies/merge.html")]
struct PreviewPage {
    shell: Shell,
    action: String,
    back: String,
    swap: String,
    kept: String,
    kept_cvr: String,
    gone: String,
    gone_cvr: String,
    versions: (i32, i32),
    facts: Vec<FactChoice>,
    moved: Vec<String>,
}

fn fact_choice(texts: Texts, draft: &MergeDraft, staff: &[StaffName], (fact, only_other): (Fact, bool)) -> FactChoice {
    let nothing = || texts.text("merge-nothing").into_owned();
    let shown = |company| Some(facts::fact(texts, company, staff, fact)).filter(|text| !text.is_empty()).unwrap_or_else(nothing);
    FactChoice {
        name: format!("tag-{fact}"),
        legend: texts.text(&format!("merge-fact-{fact}")).into_owned(),
        choices: vec![
            Choice::new("nej", shown(&draft.kept), !only_other).hint(draft.kept.cvr.to_string()),
            Choice::new("ja", shown(&draft.gone), only_other).hint(draft.gone.cvr.to_string()),
        ],
    }
}

/// What the merge would do.
pub async fn preview(
    State(state): State<AppState>,
    me: Consultant,
    Path((kept, gone)): Path<(CompanyId, CompanyId)>,
) -> Result<Page<impl Template>, PageError> {
    let draft = state.app.ask(&me.actor, &PreviewMerge { kept, gone }).await?;
    let staff = state.app.ask(&me.actor, &PrepareCompany).await?;
    let texts = me.visit.texts;
    let moved = draft.moved.iter().map(|(table, count)| (*table, *count)).chain([("willingness", draft.willing)]);
    let line = |(table, count): (&str, usize)| texts.count(&format!("merge-moves-{table}"), count).into_owned();
    Ok(Page(PreviewPage {
        shell: shell(&me, kept, &draft.kept.name),
        action: format!("{}/flet/{gone}", url_of(kept)),
        back: url_of(kept),
        swap: format!("{}/flet/{kept}", url_of(gone)),
        versions: (draft.kept.version, draft.gone.version),
        facts: draft.differing.iter().map(|fact| fact_choice(texts, &draft, &staff, *fact)).collect(),
        moved: moved.filter(|(_, count)| *count > 0).map(line).collect(),
        kept_cvr: draft.kept.cvr.to_string(),
        gone_cvr: draft.gone.cvr.to_string(),
        kept: draft.kept.name,
        gone: draft.gone.name,
    }))
}

/// What the preview sends: the versions, and `tag-<fact>` = ja for what the other lends.
pub type Sent = Vec<(String, String)>;

/// Makes one of two.
pub async fn carry_out(
    State(state): State<AppState>,
    me: Consultant,
    Path((kept, gone)): Path<(CompanyId, CompanyId)>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let number = |name: &str| sent.iter().find(|(key, _)| key == name).and_then(|(_, value)| value.parse().ok()).unwrap_or_default();
    let is_taken = |(key, value): &(String, String)| if value == "ja" { Fact::parse(key.strip_prefix("tag-")?) } else { None };
    let taken = sent.iter().filter_map(is_taken).collect();
    let merge = MergeCompanies { kept, gone, versions: (number("version"), number("other_version")), taken };
    state.app.carry_out(&me.actor, &merge).await?;
    Ok(on_to(&url_of(kept), "company-merged"))
}

/// Parts them again.
pub async fn undo(State(state): State<AppState>, me: Consultant, Path(company): Path<CompanyId>) -> Result<Response, PageError> {
    state.app.carry_out(&me.actor, &UndoMerge { gone: company }).await?;
    Ok(on_to(&url_of(company), "company-parted"))
}
