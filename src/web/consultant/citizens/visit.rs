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
        placement::StateName,
        terms::LookPurpose,
    },
    i18n::Texts,
    state::AppState,
    use_cases::{
        citizens::{CitizenFile, HeldPlace},
        failure::Failure,
    },
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

/// The button in a citizen's title row.
pub(super) struct HeadAction {
    pub label: String,
    pub url: String,
    pub primary: bool,
}

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
        let lead = match (&file.place, waited) {
            (Some(place), _) => place_words(texts, place),
            (None, Some(days)) => texts.count("citizen-has-waited", days).into_owned(),
            (None, None) => texts.text("citizen-not-waiting").into_owned(),
        };
        self.me.shell(Section::Citizens, file.citizen.name.reveal()).crumb(texts.text("nav-citizens"), "/konsulent/borgere").lead(lead)
    }

    /// What is to be done next: the placement of somebody who has one, else finding places; first of all only with a profile.
    pub fn head_action(&self, file: &CitizenFile, primary: bool) -> Option<HeadAction> {
        let texts = self.me.visit.texts;
        if let Some(place) = &file.place {
            let url = format!("/konsulent/forloeb/{}", place.placement);
            return Some(HeadAction { label: texts.text("citizen-open-placement").into_owned(), url, primary });
        }
        let label = texts.text("citizen-find-places").into_owned();
        self.me.actor.may(Right::Match).then(|| HeadAction { label, url: self.url("match"), primary })
    }

    /// The frame of a page below the citizen's own.
    pub fn shell_below(&self, state: &AppState, file: &CitizenFile, title: &str) -> Shell {
        let shell = self.shell(state, file).crumb(file.citizen.name.reveal(), self.url(""));
        let lead = file.citizen.name.reveal();
        shell.title(self.me.visit.texts.text(title)).lead(lead)
    }

    /// The states beside the name: the place where there is one, else the deadline; group and protection.
    pub fn badges(&self, state: &AppState, file: &CitizenFile) -> Vec<Badge> {
        let citizen = &file.citizen;
        let texts = self.me.visit.texts;
        let group = citizen.legal.target_group.as_deref().map(|code| Badge::kind(wording::capital(&wording::group(state, &self.me, code))));
        let deadline = citizen.deadline.filter(|_| file.place.is_none());
        let deadline = deadline.map(|day| deadline_badge(texts, "citizen-deadline", day, day_of(state.app.now())));
        let place = file.place.as_ref().map(|place| Badge::placement(texts, place.state.as_str()));
        let protected = citizen.profile.protected.then(|| Badge::new(Tone::Warn, texts.text("citizen-protected")));
        place.into_iter().chain(group).chain(deadline).chain(protected).collect()
    }
}

/// The address of a citizen's page.
pub(super) fn page_url(citizen: CitizenId, page: &str) -> String {
    if page.is_empty() { format!("/konsulent/borgere/{citizen}") } else { format!("/konsulent/borgere/{citizen}/{page}") }
}

/// "I forløb til 31. maj 2026", or from when, where it has not begun.
fn place_words(texts: Texts, place: &HeldPlace) -> String {
    if place.state == StateName::Running {
        texts.name("citizen-in-placement", &texts.date_plain(place.period.to)).into_owned()
    } else {
        texts.name("citizen-placement-agreed", &texts.date_plain(place.period.from)).into_owned()
    }
}

/// A deadline as a badge: what has passed is stopped, what is near is a warning. `key` names the texts: with the word
/// "Frist", or without it where the heading of a column says it.
pub(super) fn deadline_badge(texts: Texts, key: &str, day: NaiveDate, today: NaiveDate) -> Badge {
    let args = [("date", texts.date_plain(day).into()), ("relative", texts.relative(day, today).into())];
    let tone = deadline_tone(day, today);
    let word = if tone == Tone::Stop { "passed" } else { "ahead" };
    Badge::new(tone, texts.with(&format!("{key}-{word}"), &args))
}

/// How pressing a deadline is.
pub(super) fn deadline_tone(day: NaiveDate, today: NaiveDate) -> Tone {
    match (day - today).num_days() {
        ..0 => Tone::Stop,
        0..=PRESSING_DAYS => Tone::Warn,
        _ => Tone::Neutral,
    }
}
