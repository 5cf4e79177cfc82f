//! `/konsulent/virksomheder/flere`: one act on many companies, shown before it is done, and taken back afterwards.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::Form;
use serde::Deserialize;

use super::{
    filters::{Filters, LIST},
    list::choices,
    url_of,
};
use crate::{
    domain::{
        bulk::{Act, LineState},
        company::Company,
        ids::BulkChangeId,
        terms::LadderStep,
    },
    state::AppState,
    use_cases::companies::{
        BulkOutcome, BulkPreview, Chosen, GoOnWithBulk, OpenBulk, PrepareCompany, PreviewBulk, StaffName, UndoBulk, begin_bulk,
    },
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::{FormAgain, Page, on_to},
        parts::{Choice, FormErrors},
        refused,
    },
};

/// What is chosen, and what shall be done.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    filter: String,
    alle: String,
    valg: Vec<String>,
    act: String,
    account: String,
    step: String,
}

impl Typed {
    fn chosen(&self, me: &Consultant) -> Chosen {
        if self.alle == "ja" {
            return Chosen::Fitting(Box::new(Filters::read(&self.filter).criteria(me)));
        }
        Chosen::These(self.valg.iter().filter_map(|id| id.parse().ok()).collect())
    }

    /// The act; an empty account is nobody.
    fn act(&self) -> Option<Act> {
        let value = if self.act == "step" { &self.step } else { &self.account };
        Act::read(&self.act, Some(value.as_str()).filter(|value| !value.is_empty()))
    }
}

struct Row {
    url: String,
    name: String,
    outcome: String,
}

fn row(me: &Consultant, (company, state): (Company, LineState)) -> Row {
    let outcome = if state == LineState::Waiting { String::new() } else { me.visit.texts.text(&format!("bulk-line-{state}")).into_owned() };
    Row { url: url_of(company.id), name: company.name, outcome }
}

#[derive(Template)]
#[template(path = "consultant/companies/bulk.html")]
struct BulkPage {
    shell: Shell,
    errors: FormErrors,
    typed: Typed,
    back: String,
    acts: Vec<Choice>,
    staff: Vec<Choice>,
    steps: Vec<Choice>,
    meant: usize,
    rows: Vec<Row>,
    /// What would happen, where an act is chosen.
    told: Option<Vec<String>>,
    will_change: u64,
}

/// How many there are of each outcome, in words.
fn told(me: &Consultant, counts: &std::collections::BTreeMap<LineState, u64>) -> Vec<String> {
    counts.iter().map(|(state, count)| me.visit.texts.count(&format!("bulk-count-{state}"), *count).into_owned()).collect()
}

/// The same afterwards.
fn done(me: &Consultant, counts: &std::collections::BTreeMap<LineState, u64>) -> Vec<String> {
    let word = |state: &LineState| if *state == LineState::Changed { "done".to_owned() } else { state.to_string() };
    counts.iter().map(|(state, count)| me.visit.texts.count(&format!("bulk-count-{}", word(state)), *count).into_owned()).collect()
}

fn staff_choices(staff: &[StaffName], chosen: &str) -> Vec<Choice> {
    staff.iter().map(|person| Choice::new(person.id.to_string(), &person.name, person.id.to_string() == chosen)).collect()
}

async fn page(
    state: &AppState,
    me: &Consultant,
    (typed, preview): (Typed, BulkPreview),
    errors: FormErrors,
) -> Result<BulkPage, PageError> {
    let texts = me.visit.texts;
    let staff = state.app.ask(&me.actor, &PrepareCompany).await?;
    let shell = me.shell(Section::Companies, texts.count("bulk-title", preview.meant));
    Ok(BulkPage {
        shell: shell.crumb(texts.text("companies-title"), LIST).with_errors(!errors.is_empty()),
        errors,
        back: Filters::read(&typed.filter).address(LIST, &[("alle", "ja")]),
        acts: choices(me, "bulk-act", &["consultant", "substitute", "step"], &typed.act),
        staff: staff_choices(&staff, &typed.account),
        steps: choices(me, "ladder", LadderStep::ALL, &typed.step),
        meant: preview.meant,
        told: typed.act().map(|_| told(me, &preview.counts)),
        will_change: preview.counts.get(&LineState::Changed).copied().unwrap_or_default(),
        rows: preview.first.into_iter().map(|one| row(me, one)).collect(),
        typed,
    })
}

/// Nothing is chosen behind a bare address.
pub(super) async fn bare() -> Redirect {
    Redirect::to("/konsulent/virksomheder?alle=ja")
}

/// Who is chosen, and what an act would do to them.
pub(super) async fn preview(State(state): State<AppState>, me: Consultant, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let preview = state.app.ask(&me.actor, &PreviewBulk { chosen: typed.chosen(&me), act: typed.act() }).await?;
    if preview.meant == 0 {
        return Ok(on_to(&Filters::read(&typed.filter).address(LIST, &[("alle", "ja")]), "bulk-nobody"));
    }
    Ok(Page(page(&state, &me, (typed, preview), FormErrors::default()).await?).into_response())
}

/// Begins: writes down what shall be done, does the first 500, and shows how far it is.
pub(super) async fn begin(State(state): State<AppState>, me: Consultant, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let chosen = typed.chosen(&me);
    let Some(act) = typed.act() else { return preview(State(state), me, Form(typed)).await };
    match begin_bulk(&state.app, &me.actor, &chosen, act).await {
        Ok(change) => {
            state.app.carry_out(&me.actor, &GoOnWithBulk { change }).await?;
            Ok(Redirect::to(&address(change)).into_response())
        }
        Err(failure) => {
            let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
            let preview = state.app.ask(&me.actor, &PreviewBulk { chosen, act: Some(act) }).await?;
            Ok(FormAgain(page(&state, &me, (typed, preview), errors).await?).into_response())
        }
    }
}

fn address(change: BulkChangeId) -> String {
    format!("/konsulent/virksomheder/flere/{change}")
}

#[derive(Template)]
#[template(path = "consultant/companies/bulk_outcome.html")]
struct OutcomePage {
    shell: Shell,
    what: String,
    told: Vec<String>,
    done: u64,
    all: u64,
    go_on: Option<String>,
    undo: Option<String>,
    left: Vec<Row>,
}

fn what(me: &Consultant, outcome: &BulkOutcome) -> String {
    let texts = me.visit.texts;
    let named = outcome.name.clone().unwrap_or_else(|| texts.text("list-nobody").into_owned());
    match outcome.change.act {
        Act::Consultant(_) => texts.name("bulk-did-consultant", &named).into_owned(),
        Act::Substitute(_) => texts.name("bulk-did-substitute", &named).into_owned(),
        Act::Step(step) => texts.name("bulk-did-step", &texts.text(&format!("ladder-{step}"))).into_owned(),
    }
}

/// How far a change has come.
pub(super) async fn outcome(
    State(state): State<AppState>,
    me: Consultant,
    Path(change): Path<BulkChangeId>,
) -> Result<Page<impl Template>, PageError> {
    let outcome = state.app.ask(&me.actor, &OpenBulk { change, account: me.actor.account() }).await?;
    let (texts, all) = (me.visit.texts, outcome.counts.values().sum());
    let act = if outcome.change.undone_at.is_some() { "fortryd" } else { "videre" };
    let under_way = outcome.is_under_way();
    let waiting = outcome.count(if outcome.change.undone_at.is_some() { LineState::Changed } else { LineState::Waiting });
    Ok(Page(OutcomePage {
        shell: me.shell(Section::Companies, texts.text("bulk-outcome-title")).crumb(texts.text("companies-title"), LIST),
        what: what(&me, &outcome),
        told: done(&me, &outcome.counts),
        done: all - waiting,
        all,
        go_on: under_way.then(|| format!("{}/{act}", address(change))),
        undo: (outcome.can_undo && !under_way).then(|| format!("{}/fortryd", address(change))),
        left: outcome.left.into_iter().map(|one| row(&me, one)).collect(),
    }))
}

/// Does the next 500.
pub(super) async fn go_on(State(state): State<AppState>, me: Consultant, Path(change): Path<BulkChangeId>) -> Result<Redirect, PageError> {
    state.app.carry_out(&me.actor, &GoOnWithBulk { change }).await?;
    Ok(Redirect::to(&address(change)))
}

/// Takes the next 500 back.
pub(super) async fn undo(State(state): State<AppState>, me: Consultant, Path(change): Path<BulkChangeId>) -> Result<Redirect, PageError> {
    state.app.carry_out(&me.actor, &UndoBulk { change }).await?;
    Ok(Redirect::to(&address(change)))
}
