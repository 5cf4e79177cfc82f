//! `/konsulent/opgaver`: what is mine to do, by urgency, and what nobody has taken yet.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::Response,
    routing::{get, post},
};
use axum_extra::extract::Form;
use chrono::{Datelike, Days, NaiveDate};
use serde::Deserialize;

use super::companies::url_of;
use crate::{
    base::clock::day_of,
    domain::{
        ids::{AccountId, TaskId},
        refusal::Refusal,
        task::{Task, TaskKind},
    },
    i18n::Texts,
    state::AppState,
    use_cases::{
        failure::Failure,
        tasks::{FinishTask, HandOverTask, MyTasks, ReopenTask, TakeTask, TaskLine, TaskList},
    },
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::{Page, on_to},
        parts::Choice,
        query,
    },
};

const HERE: &str = "/konsulent/opgaver";

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/konsulent/opgaver", get(show))
        .route("/konsulent/opgaver/{task}/faerdig", post(finish))
        .route("/konsulent/opgaver/{task}/fortryd", post(reopen))
        .route("/konsulent/opgaver/{task}/tag", post(take))
        .route("/konsulent/opgaver/{task}/overdrag", post(hand_over))
}

/// A task in words.
pub(super) struct Row {
    pub act: String,
    pub url: Option<String>,
    pub kind: String,
    pub company: String,
    pub note: String,
    pub due: NaiveDate,
}

/// Tasks that are due in one span of days.
struct Group {
    id: &'static str,
    title: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "consultant/tasks/tasks.html")]
struct TasksPage {
    shell: Shell,
    today: NaiveDate,
    groups: Vec<Group>,
    untaken: Vec<Row>,
    colleagues: Vec<Choice>,
    undo: Option<String>,
}

/// What was just done, so that it can be undone.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    faerdig: String,
}

/// Where a task leads: to what it is about, else to its company.
pub(super) fn address(task: &Task) -> Option<String> {
    let company = task.company.map(url_of);
    match (task.kind, task.subject, company) {
        (TaskKind::AgreementExpires | TaskKind::AgreementReturned, Some(agreement), Some(company)) => {
            Some(format!("{company}/aftaler/{agreement}"))
        }
        (TaskKind::SlotClosed, Some(slot), _) => Some(format!("/konsulent/pladser/{slot}")),
        (TaskKind::NextContact, _, Some(company)) => Some(format!("{company}#kontaktlog")),
        (_, _, company) => company,
    }
}

/// A task in words.
pub(super) fn row(texts: Texts, task: &Task, company: Option<&str>) -> Row {
    Row {
        act: format!("{HERE}/{}", task.id),
        url: address(task),
        kind: texts.text(&format!("task-kind-{}", task.kind)).into_owned(),
        company: company.unwrap_or_default().to_owned(),
        note: task.note.clone().unwrap_or_default(),
        due: day_of(task.due_at),
    }
}

/// Which span of days a task is due in: overdue, today, this week, later.
fn span(due: NaiveDate, today: NaiveDate) -> usize {
    let sunday = today + Days::new(u64::from(6 - today.weekday().num_days_from_monday()));
    match due {
        due if due < today => 0,
        due if due == today => 1,
        due if due <= sunday => 2,
        _ => 3,
    }
}

fn groups(texts: Texts, today: NaiveDate, lines: &[TaskLine]) -> Vec<Group> {
    let group = |place: usize, id: &'static str| Group {
        id,
        title: texts.text(&format!("task-{id}")).into_owned(),
        rows: lines
            .iter()
            .filter(|line| span(day_of(line.task.due_at), today) == place)
            .map(|line| row(texts, &line.task, line.company.as_deref()))
            .collect(),
    };
    let all = ["overdue", "today", "week", "later"].into_iter().enumerate().map(|(place, id)| group(place, id));
    all.filter(|group| !group.rows.is_empty()).collect()
}

async fn show(
    State(state): State<AppState>,
    me: Consultant,
    axum::extract::Query(asked): axum::extract::Query<Asked>,
) -> Result<Page<TasksPage>, PageError> {
    let account = me.actor.account().ok_or(PageError(Failure::Refused(Refusal::NeedsPerson)))?;
    let list = state.app.ask(&me.actor, &MyTasks { account }).await?;
    Ok(Page(laid(&me, &list, &asked)))
}

fn laid(me: &Consultant, list: &TaskList, asked: &Asked) -> TasksPage {
    let texts = me.visit.texts;
    let done: Option<TaskId> = asked.faerdig.parse().ok();
    TasksPage {
        shell: me.shell(Section::Tasks, texts.text("tasks-title")).lead(texts.date(list.today)),
        today: list.today,
        groups: groups(texts, list.today, &list.mine),
        untaken: list.untaken.iter().map(|line| row(texts, &line.task, line.company.as_deref())).collect(),
        colleagues: list.colleagues.iter().map(|one| Choice::new(one.id.to_string(), &one.name, false)).collect(),
        undo: done.map(|task| format!("{HERE}/{task}/fortryd")),
    }
}

async fn finish(State(state): State<AppState>, me: Consultant, Path(task): Path<TaskId>) -> Result<Response, PageError> {
    state.app.carry_out(&me.actor, &FinishTask { task }).await?;
    Ok(on_to(&query::url(HERE, &[("faerdig", &task.to_string())]), "task-done"))
}

async fn reopen(State(state): State<AppState>, me: Consultant, Path(task): Path<TaskId>) -> Result<Response, PageError> {
    state.app.carry_out(&me.actor, &ReopenTask { task }).await?;
    Ok(on_to(HERE, "task-reopened"))
}

async fn take(State(state): State<AppState>, me: Consultant, Path(task): Path<TaskId>) -> Result<Response, PageError> {
    match state.app.carry_out(&me.actor, &TakeTask { task }).await {
        Ok(()) => Ok(on_to(HERE, "task-taken")),
        // A colleague was quicker: the list says so by itself.
        Err(Failure::Refused(_)) => Ok(on_to(HERE, "task-taken-by-other")),
        Err(failure) => Err(failure.into()),
    }
}

/// To whom a task goes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct To {
    to: String,
}

async fn hand_over(
    State(state): State<AppState>,
    me: Consultant,
    Path(task): Path<TaskId>,
    Form(form): Form<To>,
) -> Result<Response, PageError> {
    let to: Option<AccountId> = form.to.parse().ok();
    match state.app.carry_out(&me.actor, &HandOverTask { task, to }).await {
        Ok(()) => Ok(on_to(HERE, "task-handed-over")),
        Err(Failure::Refused(_)) => Ok(on_to(HERE, "task-not-handed-over")),
        Err(failure) => Err(failure.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tasks_fall_into_four_spans() {
        let day = |text: &str| -> NaiveDate { text.parse().expect("a date") };
        let tuesday = day("2026-03-03");
        let spans = ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-08", "2026-03-09"].map(|due| span(day(due), tuesday));
        assert_eq!(spans, [0, 1, 2, 2, 3]);
    }
}
