//! The profile's form: typed once, kept through errors, shown beside the other version when somebody was faster.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{
    form::ProfileForm,
    visit::{Sent, Visited},
    wording::{self, capital},
};
use crate::{
    domain::{
        conditions::ConditionCode,
        permission::Right,
        refusal::Refusal,
        terms::{LanguageLevel, LookPurpose, Transport},
    },
    state::AppState,
    use_cases::{
        citizens::{ChangeProfile, CitizenFile, LICENCES, OpenCitizen, ProfileDetails},
        failure::Failure,
    },
    web::{
        error::PageError,
        extract::Consultant,
        layout::Shell,
        page::{Page, on_to},
        parts::{Choice, FormErrors},
    },
};

/// Titles that one look-up offers.
const SUGGESTIONS: usize = 12;

/// A field that somebody else has changed meanwhile.
pub(super) struct Differing {
    pub label: String,
    pub theirs: String,
    pub mine: String,
}

#[derive(Template)]
#[template(path = "consultant/citizens/edit.html")]
struct EditPage {
    shell: Shell,
    form: ProfileForm,
    errors: FormErrors,
    differing: Vec<Differing>,
    titles: Vec<Choice>,
    transports: Vec<Choice>,
    levels: Vec<Choice>,
    avoids: Vec<Choice>,
    needs: Vec<Choice>,
    licences: Vec<Choice>,
    may_see_address: bool,
    back: String,
    opslag: LookPurpose,
}

impl EditPage {
    fn new(state: &AppState, visited: &Visited, file: &CitizenFile, form: ProfileForm) -> Self {
        let texts = visited.me.visit.texts;
        let condition = |code: &ConditionCode, chosen: &[String]| {
            Choice::new(code.code.clone(), capital(code.text(texts.language())), chosen.contains(&code.code))
        };
        let transport =
            |one: &Transport| Choice::new(one.to_string(), texts.text(&format!("transport-{one}")), form.transport == one.as_str());
        Self {
            shell: visited.shell_below(state, file, "citizen-edit-profile"),
            // Without scripts the typical jobs are offered; with htmx every title is looked up.
            titles: state.app.reference.job_types.iter().map(|job| Choice::new("", job.title.clone(), false)).collect(),
            transports: Transport::ALL.iter().map(transport).collect(),
            levels: LanguageLevel::ALL
                .iter()
                .map(|level| Choice::new(level.to_string(), level.as_str(), form.sprog == level.as_str()))
                .collect(),
            avoids: state.app.conditions.demands.iter().map(|code| condition(code, &form.ikke)).collect(),
            needs: state.app.conditions.offers.iter().map(|code| condition(code, &form.behov)).collect(),
            licences: LICENCES.iter().map(|one| Choice::new(*one, *one, form.koerekort.iter().any(|held| held == one))).collect(),
            may_see_address: visited.may_see_address(&file.citizen),
            back: visited.url(""),
            opslag: visited.purpose,
            errors: FormErrors::default(),
            differing: Vec::new(),
            form,
        }
    }

    fn with_errors(mut self, errors: FormErrors) -> Self {
        self.shell = self.shell.with_errors(!errors.is_empty());
        Self { errors, ..self }
    }
}

/// The form with what is known now.
pub(super) async fn show(State(state): State<AppState>, visited: Visited) -> Result<Response, PageError> {
    let file = open(&state, &visited).await?;
    let form = form_of(&visited, &file);
    Ok(Page(EditPage::new(&state, &visited, &file, form)).into_response())
}

/// The form of what is stored; without the address where the reader may not see it.
fn form_of(visited: &Visited, file: &CitizenFile) -> ProfileForm {
    let mut form = ProfileForm::of(&ProfileDetails::of(&file.citizen), file.citizen.version, visited.me.visit.texts);
    form.postnr = form.postnr.filter(|_| visited.may_see_address(&file.citizen));
    form
}

async fn open(state: &AppState, visited: &Visited) -> Result<CitizenFile, PageError> {
    if !visited.me.actor.may(Right::ChangeCitizens) {
        return Err(PageError(Failure::Denied(Right::ChangeCitizens)));
    }
    Ok(state.app.ask(&visited.me.actor, &OpenCitizen { citizen: visited.citizen.into(), purpose: visited.purpose }).await?)
}

/// Saves the profile, or shows the form again.
pub(super) async fn save(State(state): State<AppState>, Sent { visited, form }: Sent<ProfileForm>) -> Result<Response, PageError> {
    let (details, mut errors) = form.read(visited.me.visit.texts);
    wording::refused(&state, visited.me.visit.texts, &details.faults(&state.app), &mut errors);
    if errors.is_empty() {
        let change = ChangeProfile { citizen: visited.citizen, version: form.version, details };
        match state.app.carry_out(&visited.me.actor, &change).await {
            Ok(()) => return Ok(on_to(&visited.url(""), "citizen-saved")),
            Err(Failure::Refused(Refusal::Invalid { fields })) => wording::refused(&state, visited.me.visit.texts, &fields, &mut errors),
            Err(Failure::Refused(Refusal::Stale { .. })) => return beside_theirs(&state, &visited, form).await,
            Err(failure) => return Err(PageError(failure)),
        }
    }
    let file = open(&state, &visited).await?;
    let page = EditPage::new(&state, &visited, &file, form).with_errors(errors);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

/// Somebody was faster: both versions are shown, and saving again keeps what is typed.
async fn beside_theirs(state: &AppState, visited: &Visited, form: ProfileForm) -> Result<Response, PageError> {
    let texts = visited.me.visit.texts;
    let file = open(state, visited).await?;
    let theirs = form_of(visited, &file);
    let pairs = theirs.lines().into_iter().zip(form.lines());
    let unlike = pairs.filter(|((_, theirs), (_, mine))| theirs != mine);
    let differing = unlike.map(|((key, theirs), (_, mine))| Differing { label: texts.text(key).into_owned(), theirs, mine }).collect();
    let form = ProfileForm { version: theirs.version, ..form };
    let mut errors = FormErrors::default();
    errors.add("", texts.text("citizen-changed-meanwhile"));
    let page = EditPage::new(state, visited, &file, form).with_errors(errors);
    Ok((StatusCode::CONFLICT, Page(EditPage { differing, ..page })).into_response())
}

#[derive(Template)]
#[template(source = r#"{% for title in titles %}<option value="{{ title }}"></option>{% endfor %}"#, ext = "html")]
pub(super) struct Titles {
    titles: Vec<String>,
}

/// Titles of jobs that a half-typed word may mean, as options of a list; the word comes under the name of its field.
pub(super) async fn titles(State(state): State<AppState>, _me: Consultant, Query(half): Query<BTreeMap<String, String>>) -> Page<Titles> {
    let typed = half.into_values().find(|text| !text.is_empty());
    let found = state.app.reference.job_titles.suggest(typed.as_deref().unwrap_or_default(), SUGGESTIONS);
    Page(Titles { titles: found.into_iter().map(|job| job.title.clone()).collect() })
}
