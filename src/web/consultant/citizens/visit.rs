//! A visit to one citizen: who comes, to whom, and why; whoever has not said why is asked first.

use axum::{
    extract::{FromRequest, FromRequestParts, Path, Request},
    http::request::Parts,
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use serde::{Deserialize, de::DeserializeOwned};

use super::{purpose, wording};
use crate::{
    base::clock::day_of,
    domain::{
        citizen::Citizen,
        ids::CitizenId,
        permission::{Right, Who},
        terms::LookPurpose,
    },
    state::AppState,
    use_cases::{citizens::CitizenFile, failure::Failure},
    web::{
        consultant::stated,
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        parts::{Badge, Tone},
    },
};

/// Days before a deadline from which it is shown as pressing.
const PRESSING_DAYS: i64 = 7;

/// Somebody of the staff at the pages of one citizen.
pub(super) struct Visited {
    pub me: Consultant,
    pub citizen: CitizenId,
    pub purpose: LookPurpose,
}

#[derive(Deserialize)]
struct InPath {
    citizen: CitizenId,
}

async fn arrive(parts: &mut Parts, state: &AppState) -> Result<(Consultant, CitizenId), Response> {
    let me = <Consultant as FromRequestParts<AppState>>::from_request_parts(parts, state).await?;
    let path = Path::<InPath>::from_request_parts(parts, state).await;
    let Ok(Path(InPath { citizen })) = path else { return Err(PageError(Failure::NotFound).into_response()) };
    if !me.actor.may(Right::SeeCitizens) {
        return Err(PageError(Failure::Denied(Right::SeeCitizens)).into_response());
    }
    Ok((me, citizen))
}

impl FromRequestParts<AppState> for Visited {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let (me, citizen) = arrive(parts, state).await?;
        match stated::of_visit(&me, citizen) {
            Some(purpose) => Ok(Self { me, citizen, purpose }),
            None => Err(purpose::ask(&me, citizen)),
        }
    }
}

/// A form that was sent from one of the citizen's pages; it brings along the purpose for which that page was opened, so
/// that a visit elsewhere meanwhile loses nothing of what was typed.
pub(super) struct Sent<F> {
    pub visited: Visited,
    pub form: F,
}

impl<F: DeserializeOwned> FromRequest<AppState> for Sent<F> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let (me, citizen) = arrive(&mut parts, state).await?;
        let (said, form) = stated::read_form(&parts, body, state).await?;
        match said.or_else(|| stated::of_visit(&me, citizen)) {
            Some(purpose) => Ok(Self { visited: Visited { me, citizen, purpose }, form }),
            None => Err(purpose::ask(&me, citizen)),
        }
    }
}

impl Visited {
    /// The address of one of the citizen's pages; empty = the first.
    pub fn url(&self, page: &str) -> String {
        page_url(self.citizen, page)
    }

    /// Whether the citizen's own address may be shown: to whoever works on the case, where it is protected.
    pub fn may_see_address(&self, citizen: &Citizen) -> bool {
        let mine = self.me.actor.account().is_some_and(|account| citizen.consultant == Some(account));
        let of_team = matches!(self.me.actor.who, Who::Staff { team: Some(team), .. } if citizen.team == Some(team));
        !citizen.profile.protected || mine || of_team || self.me.actor.may(Right::ReleaseProtected)
    }

    /// The frame of a page about the citizen; the citizen's name is its title.
    pub fn shell(&self, state: &AppState, file: &CitizenFile) -> Shell {
        let texts = self.me.visit.texts;
        let today = day_of(state.app.now());
        let waited = file.citizen.waits_since().map(|since| (today - since).num_days().max(0));
        let lead = waited.map_or_else(|| texts.text("citizen-not-waiting"), |days| texts.count("citizen-has-waited", days));
        self.me.shell(Section::Citizens, file.citizen.name.reveal()).crumb(texts.text("nav-citizens"), "/konsulent/borgere").lead(lead)
    }

    /// The frame of a page below the citizen's own.
    pub fn shell_below(&self, state: &AppState, file: &CitizenFile, title: &str) -> Shell {
        let shell = self.shell(state, file).crumb(file.citizen.name.reveal(), self.url(""));
        let lead = file.citizen.name.reveal();
        shell.title(self.me.visit.texts.text(title)).lead(lead)
    }

    /// The states beside the name: group, deadline, protection.
    pub fn badges(&self, state: &AppState, citizen: &Citizen) -> Vec<Badge> {
        let texts = self.me.visit.texts;
        let group = citizen.legal.target_group.as_deref().map(|code| Badge::kind(wording::capital(&wording::group(state, texts, code))));
        let deadline = citizen.deadline.map(|day| deadline_badge(texts, day, day_of(state.app.now())));
        let protected = citizen.profile.protected.then(|| Badge::new(Tone::Warn, texts.text("citizen-protected")));
        group.into_iter().chain(deadline).chain(protected).collect()
    }
}

/// The address of a citizen's page.
pub(super) fn page_url(citizen: CitizenId, page: &str) -> String {
    if page.is_empty() { format!("/konsulent/borgere/{citizen}") } else { format!("/konsulent/borgere/{citizen}/{page}") }
}

/// A deadline as a badge: overdue and pressing ones are red and say so.
pub(super) fn deadline_badge(texts: crate::i18n::Texts, day: NaiveDate, today: NaiveDate) -> Badge {
    let args = [("date", texts.date(day).into()), ("relative", texts.relative(day, today).into())];
    let left = (day - today).num_days();
    if left < 0 {
        Badge::new(Tone::Stop, texts.with("citizen-deadline-passed", &args))
    } else if left <= PRESSING_DAYS {
        Badge::new(Tone::Stop, texts.with("citizen-deadline-near", &args))
    } else {
        Badge::new(Tone::Neutral, texts.with("citizen-deadline-later", &args))
    }
}
