//! The contact log on the company's page, in whole, and in its form.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use serde::Deserialize;

use super::url_of;
use crate::{
    base::clock::day_of,
    domain::{
        contact_log::ContactKind,
        ids::{CompanyId, LogEntryId},
        permission::Right,
        refusal::Refusal,
    },
    i18n::Texts,
    state::AppState,
    use_cases::{
        companies::PrepareLog,
        contact_log::{Collision, ContactsOf, CorrectEntry, LogContact, LogLine, LogPage, OpenEntry, Ownership, TypedEntry, WithdrawEntry},
        failure::Failure,
    },
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::{FormAgain, Page, on_to},
        parts::{Choice, FormErrors, More},
        query, refused,
    },
};

/// Entries on the company's page.
const ON_COMPANY: u64 = 5;
/// Entries on a page of the whole log.
const ON_PAGE: u64 = 30;

/// An entry in words.
pub(in crate::web::consultant) struct LogRow {
    pub url: String,
    pub kind: String,
    pub on: NaiveDate,
    pub author: String,
    pub who: String,
    pub note: String,
    pub next: Option<String>,
    pub withdrawn: bool,
    pub may_correct: bool,
    pub may_withdraw: bool,
}

/// The form of an entry.
pub(super) struct LogForm {
    pub action: String,
    pub typed: TypedEntry,
    pub errors: FormErrors,
    pub kinds: Vec<Choice>,
    pub contacts: Vec<Choice>,
    /// Whether the writer is asked to look again.
    pub is_warned: bool,
}

/// The log as a section of a page.
pub(super) struct LogSection {
    pub owner: String,
    pub agree_with: Option<String>,
    pub collision: Option<String>,
    pub visit_url: String,
    pub greeting_url: String,
    pub may_log: bool,
    pub form: LogForm,
    pub lines: Vec<LogRow>,
    pub total: u64,
    pub more_url: Option<String>,
}

/// "Bente ejer kontakten, vikar: Ole."
pub(in crate::web::consultant) fn owner_line(texts: Texts, ownership: &Ownership) -> String {
    let owner = match &ownership.owner {
        None => texts.text("owner-none").into_owned(),
        Some(person) if !person.active => texts.name("owner-left", &person.name).into_owned(),
        Some(person) => texts.name("owner-is", &person.name).into_owned(),
    };
    match &ownership.substitute {
        Some(person) => format!("{owner} {}", texts.name("owner-substitute", &person.name)),
        None => owner,
    }
}

/// "Aftal med Bente", for anybody else.
pub(in crate::web::consultant) fn agree_with(texts: Texts, ownership: &Ownership) -> Option<String> {
    let owner = ownership.owner.as_ref().filter(|person| person.active && !ownership.is_mine)?;
    Some(texts.name("owner-agree", &owner.name).into_owned())
}

/// "Ole ringede i går."
pub(in crate::web::consultant) fn collision_line(texts: Texts, collision: &Collision, today: NaiveDate) -> String {
    let when = texts.relative(collision.on, today);
    texts.with(&format!("collision-{}", collision.kind), &[("name", collision.who.clone().into()), ("when", when.into())]).into_owned()
}

/// An entry in words.
pub(in crate::web::consultant) fn row(texts: Texts, line: &LogLine) -> LogRow {
    let entry = &line.entry;
    let next = entry.next_on.map(|day| {
        let step = entry.next_step.clone().unwrap_or_else(|| texts.text("task-kind-next_contact").into_owned());
        texts.with("log-next", &[("step", step.into()), ("day", texts.date(day).into())]).into_owned()
    });
    LogRow {
        url: format!("{}/log/{}", url_of(entry.company), entry.id),
        kind: texts.text(&format!("contact-kind-{}", entry.kind)).into_owned(),
        on: day_of(entry.at),
        author: line.author.clone(),
        who: [line.contact.clone(), line.workplace.clone()].into_iter().flatten().collect::<Vec<_>>().join(", "),
        note: entry.note.clone(),
        next,
        withdrawn: entry.withdrawn_at.is_some(),
        may_correct: line.may_correct,
        may_withdraw: line.may_withdraw,
    }
}

/// What was typed, and what was wrong with it.
#[derive(Default)]
struct Draft {
    typed: TypedEntry,
    errors: FormErrors,
    is_warned: bool,
}

impl Draft {
    fn fresh(state: &AppState) -> Self {
        let typed = TypedEntry {
            client_key: state.app.ids.random().to_string(),
            kind: ContactKind::Call.to_string(),
            on: state.app.clock.today().to_string(),
            ..TypedEntry::default()
        };
        Self { typed, ..Self::default() }
    }

    fn refused(state: &AppState, me: &Consultant, typed: TypedEntry, failure: Failure) -> Result<Self, PageError> {
        let is_warned = asks_for_second_look(&failure);
        Ok(Self { typed, is_warned, errors: refused::into_form(me.visit.texts, &state.app.conditions, failure)? })
    }
}

/// Whether a text was held back only until its writer looks again.
pub(in crate::web::consultant) fn asks_for_second_look(failure: &Failure) -> bool {
    matches!(failure, Failure::Refused(Refusal::Invalid { fields }) if fields.iter().any(|field| field.reason == "log-sensitive"))
}

/// The kinds of contact as buttons.
fn kinds(texts: Texts, chosen: &str) -> Vec<Choice> {
    let choice = |kind: &ContactKind| Choice::new(kind.as_str(), texts.text(&format!("contact-kind-{kind}")), kind.as_str() == chosen);
    ContactKind::ALL.iter().map(choice).collect()
}

async fn form(state: &AppState, me: &Consultant, company: CompanyId, draft: Draft, action: String) -> Result<LogForm, PageError> {
    let people = state.app.ask(&me.actor, &PrepareLog { company }).await?;
    let contacts = people.iter().map(|one| Choice::new(one.id.to_string(), &one.name, one.id.to_string() == draft.typed.contact));
    Ok(LogForm {
        action,
        kinds: kinds(me.visit.texts, &draft.typed.kind),
        contacts: contacts.collect(),
        typed: draft.typed,
        errors: draft.errors,
        is_warned: draft.is_warned,
    })
}

fn laid(state: &AppState, me: &Consultant, page: &LogPage, form: LogForm) -> LogSection {
    let (texts, url) = (me.visit.texts, url_of(page.company.id));
    LogSection {
        owner: owner_line(texts, &page.ownership),
        agree_with: agree_with(texts, &page.ownership),
        collision: page.collision.as_ref().map(|one| collision_line(texts, one, state.app.clock.today())),
        visit_url: format!("{url}/besoeg"),
        greeting_url: format!("{url}/hilsen"),
        may_log: me.actor.may(Right::LogContact),
        form,
        lines: page.lines.iter().map(|line| row(texts, line)).collect(),
        total: page.total,
        more_url: page.next.map(|_| format!("{url}/log")),
    }
}

async fn read(state: &AppState, me: &Consultant, company: CompanyId, after: Option<LogEntryId>, limit: u64) -> Result<LogPage, PageError> {
    Ok(state.app.ask(&me.actor, &ContactsOf { company, asker: me.actor.account(), after, limit }).await?)
}

/// The log on the company's page.
pub(super) async fn section(state: &AppState, me: &Consultant, company: CompanyId) -> Result<LogSection, PageError> {
    let page = read(state, me, company, None, ON_COMPANY).await?;
    let form = form(state, me, company, Draft::fresh(state), format!("{}/log", url_of(company))).await?;
    Ok(laid(state, me, &page, form))
}

#[derive(Template)]
#[template(path = "consultant/companies/log.html")]
pub(super) struct WholeLog {
    shell: Shell,
    log: LogSection,
    title_of_form: String,
    is_correction: bool,
    more: More,
}

/// Where in the log a page begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct From {
    efter: String,
    vist: u64,
}

/// Which form stands on the page: of a new entry, or of a correction.
async fn whole(
    state: &AppState,
    me: &Consultant,
    (company, which): (CompanyId, Option<LogEntryId>),
    draft: Draft,
    from: &From,
) -> Result<WholeLog, PageError> {
    let (texts, url) = (me.visit.texts, url_of(company));
    let page = read(state, me, company, from.efter.parse().ok(), ON_PAGE).await?;
    let shown = from.vist + page.lines.len() as u64;
    let next = page.next.map(|id| query::url(&format!("{url}/log"), &[("efter", &id.to_string()), ("vist", &shown.to_string())]));
    let shell = me.shell(Section::Companies, texts.text("log-title")).crumb(texts.text("companies-title"), "/konsulent/virksomheder");
    let action = which.map_or_else(|| format!("{url}/log"), |id| format!("{url}/log/{id}"));
    let has_errors = !draft.errors.is_empty();
    let form = form(state, me, company, draft, action).await?;
    Ok(WholeLog {
        shell: shell.crumb(&page.company.name, &url).with_errors(has_errors),
        log: laid(state, me, &page, form),
        title_of_form: texts.text(if which.is_some() { "log-correct-title" } else { "log-write" }).into_owned(),
        is_correction: which.is_some(),
        more: More::new(texts, shown, page.total, next),
    })
}

/// All entries, and the form for a new one.
pub(super) async fn all(
    State(state): State<AppState>,
    me: Consultant,
    Path(company): Path<CompanyId>,
    Query(from): Query<From>,
) -> Result<Page<WholeLog>, PageError> {
    Ok(Page(whole(&state, &me, (company, None), Draft::fresh(&state), &from).await?))
}

/// Writes an entry.
pub(super) async fn write(
    State(state): State<AppState>,
    me: Consultant,
    Path(company): Path<CompanyId>,
    Form(typed): Form<TypedEntry>,
) -> Result<Response, PageError> {
    let done = state.app.carry_out(&me.actor, &LogContact { company, typed: typed.clone() }).await;
    let Err(failure) = done else { return Ok(on_to(&format!("{}#kontaktlog", url_of(company)), "contact-logged")) };
    let draft = Draft::refused(&state, &me, typed, failure)?;
    Ok(FormAgain(whole(&state, &me, (company, None), draft, &From::default()).await?).into_response())
}

/// The form of a correction.
pub(super) async fn edit(
    State(state): State<AppState>,
    me: Consultant,
    Path((company, entry)): Path<(CompanyId, LogEntryId)>,
) -> Result<Page<WholeLog>, PageError> {
    let known = state.app.ask(&me.actor, &OpenEntry { company, entry }).await?;
    let draft = Draft { typed: TypedEntry::from(&known), ..Draft::default() };
    Ok(Page(whole(&state, &me, (company, Some(entry)), draft, &From::default()).await?))
}

/// Corrects an entry.
pub(super) async fn correct(
    State(state): State<AppState>,
    me: Consultant,
    Path((company, entry)): Path<(CompanyId, LogEntryId)>,
    Form(typed): Form<TypedEntry>,
) -> Result<Response, PageError> {
    let done = state.app.carry_out(&me.actor, &CorrectEntry { company, entry, typed: typed.clone() }).await;
    let Err(failure) = done else { return Ok(on_to(&format!("{}#kontaktlog", url_of(company)), "saved")) };
    let draft = Draft::refused(&state, &me, typed, failure)?;
    Ok(FormAgain(whole(&state, &me, (company, Some(entry)), draft, &From::default()).await?).into_response())
}

/// Takes an entry back.
pub(super) async fn withdraw(
    State(state): State<AppState>,
    me: Consultant,
    Path((company, entry)): Path<(CompanyId, LogEntryId)>,
) -> Result<Response, PageError> {
    state.app.carry_out(&me.actor, &WithdrawEntry { company, entry }).await?;
    Ok(on_to(&format!("{}#kontaktlog", url_of(company)), "contact-withdrawn"))
}
