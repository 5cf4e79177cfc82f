//! The section "Fra CVR" of a company's page.

use askama::{Template, filters::HtmlSafe};
use chrono::NaiveDate;

use super::wording;
use crate::{
    base::clock::Moment,
    domain::{ids::CompanyId, permission::Right, register_news::RegisterField},
    state::AppState,
    use_cases::register::look::{Change, Difference, FromRegister},
    web::{
        consultant::companies::url_of,
        extract::Consultant,
        layout::{Section, Shell},
    },
};

/// A field in which both sides differ.
struct DifferenceRow {
    place: Option<String>,
    field: String,
    ours: String,
    says: String,
    since: NaiveDate,
    declined: bool,
    can_be_used: bool,
    /// What the buttons send.
    sent: [(&'static str, String); 3],
}

/// A change of the history.
struct ChangeLine {
    at: Moment,
    place: Option<String>,
    field: String,
    said: String,
}

/// What the register says of a company.
#[derive(Template)]
#[template(path = "consultant/register/_register.html")]
pub struct RegisterSection {
    shell: Shell,
    url: String,
    notice: Option<String>,
    looked_at: Option<Moment>,
    /// A standing that is more than "at work".
    standing: Option<(String, NaiveDate)>,
    employees: Option<(String, Option<String>)>,
    rows: Vec<DifferenceRow>,
    changes: Vec<ChangeLine>,
    may_change: bool,
}

impl HtmlSafe for RegisterSection {}

impl RegisterSection {
    /// The section for a reader.
    pub fn new(state: &AppState, me: &Consultant, company: CompanyId, from: &FromRegister) -> Self {
        let texts = me.visit.texts;
        let shown = |field, value: &str| wording::value(state, texts, field, Some(value));
        let standing = from.standing.filter(|standing| *standing != crate::domain::register_news::Standing::Active);
        Self {
            shell: me.shell(Section::Companies, ""),
            url: format!("{}/cvr", url_of(company)),
            notice: wording::notice(texts, &from.state),
            looked_at: from.looked_at,
            standing: standing.map(|word| shown(RegisterField::Standing, word.as_str())).zip(from.standing_since),
            employees: from.employees.as_ref().map(|(count, as_of)| (shown(RegisterField::Employees, count), as_of.clone())),
            rows: from.differences.iter().filter(|one| one.field != RegisterField::Standing).map(|one| row(state, me, from, one)).collect(),
            changes: from.changes.iter().map(|change| line(state, me, from, change)).collect(),
            may_change: me.actor.may(Right::ChangeCompanies),
        }
    }
}

fn row(state: &AppState, me: &Consultant, from: &FromRegister, one: &Difference) -> DifferenceRow {
    let texts = me.visit.texts;
    let place = one.workplace.map(|id| id.to_string()).unwrap_or_default();
    DifferenceRow {
        place: one.workplace.and_then(|id| from.places.get(&id).cloned()),
        field: wording::field(texts, one.field),
        ours: wording::value(state, texts, one.field, one.ours.as_deref()),
        says: wording::value(state, texts, one.field, Some(&one.says)),
        since: one.since,
        declined: one.declined,
        can_be_used: one.can_be_used,
        sent: [("arbejdsplads", place), ("felt", one.field.to_string()), ("vaerdi", one.says.clone())],
    }
}

fn line(state: &AppState, me: &Consultant, from: &FromRegister, change: &Change) -> ChangeLine {
    let texts = me.visit.texts;
    let shown = |value: Option<&str>| wording::value(state, texts, change.field, value);
    let (before, after) = (shown(change.before.as_deref()), shown(change.after.as_deref()));
    ChangeLine {
        at: change.at,
        place: change.workplace.and_then(|id| from.places.get(&id).cloned()),
        field: wording::field(texts, change.field),
        said: texts.with(&format!("register-change-{}", change.kind), &[("before", before.into()), ("after", after.into())]).into_owned(),
    }
}
