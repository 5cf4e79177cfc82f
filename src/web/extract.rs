//! Who comes through a door: handlers name the kind of visitor they serve and get nobody else.

use std::net::IpAddr;

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{Uri, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::cookie::CookieJar;

use super::{
    cookies,
    error::PageError,
    layout::{NavItem, NoticeKind, Section, Shell, SignedIn},
};
use crate::{
    base::{client_address::CameFrom, secret::hash_of, sign_in_guard::Try},
    domain::{
        ids::TenantId,
        permission::{Actor, Right, Who},
        refusal::Refusal,
        terms::Language,
    },
    i18n::Texts,
    state::AppState,
    use_cases::{
        sign_in::{self, Visitor},
        tasks::{TasksWaiting, Waiting},
    },
};

/// What any page knows of its request.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Texts in the reader's language.
    pub texts: Texts,
    /// Whether the reader chose the language, here or before.
    pub has_chosen_language: bool,
    /// Path and query.
    pub path: String,
    /// Key of the notice that the last act left.
    pub notice: Option<String>,
    /// The session's token.
    pub token: Option<String>,
    /// The browser, as it names itself.
    pub user_agent: String,
    /// The address that the request comes from; behind a trusted proxy the one that it names.
    pub address: Option<IpAddr>,
    /// Whether the browser runs on this machine itself, with no proxy between.
    pub is_at_this_machine: bool,
}

impl Visit {
    fn of(parts: &Parts, fallback: Language) -> Self {
        let jar = CookieJar::from_headers(&parts.headers);
        let value = |name: &str| jar.get(name).map(|cookie| cookie.value().to_owned());
        let agent = parts.headers.get("user-agent").and_then(|value| value.to_str().ok());
        let chosen = cookies::chosen_language(parts.uri.query(), &jar);
        Self {
            texts: Texts::new(chosen.unwrap_or(fallback)),
            has_chosen_language: chosen.is_some(),
            path: parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
            notice: value(cookies::NOTICE),
            token: value(cookies::SESSION),
            user_agent: agent.unwrap_or_default().to_owned(),
            address: parts.extensions.get::<CameFrom>().and_then(|from| from.address),
            is_at_this_machine: parts.extensions.get::<CameFrom>().is_some_and(|from| from.is_this_machine),
        }
    }

    /// Counts a try to get in for a name or a secret.
    ///
    /// # Errors
    /// [`Refusal::TooManyAttempts`] when there were too many of late.
    pub fn must_be_let_through(&self, state: &AppState, tenant: Option<TenantId>, name: &str) -> Result<(), Refusal> {
        let attempt = Try { tenant: tenant.map(|tenant| tenant.0), name, address: self.address };
        if state.app.guard.lets_through(&attempt) { Ok(()) } else { Err(Refusal::TooManyAttempts) }
    }

    /// The same request in a language, unless its reader has chosen one.
    #[must_use]
    pub fn or_in(mut self, language: Language) -> Self {
        if !self.has_chosen_language {
            self.texts = Texts::new(language);
        }
        self
    }

    /// A frame for this request, with the notice that the last act left.
    #[must_use]
    pub fn shell(&self, municipality: &str) -> Shell {
        let shell = Shell::new(self.texts, municipality, self.path.as_str());
        let key = self.notice.as_ref().map(|notice| format!("notice-{notice}")).filter(|key| self.texts.has(key));
        match key {
            Some(key) => shell.notice(kind_of(&key), self.texts.text(&key)),
            None => shell,
        }
    }
}

/// Most notices tell that an act is done; these tell what to do first.
fn kind_of(key: &str) -> NoticeKind {
    match key {
        "notice-bulk-nobody"
        | "notice-match-choose-two"
        | "notice-task-taken-by-other"
        | "notice-task-not-handed-over"
        | "notice-greeting-not-sent"
        | "notice-campaign-not-assigned" => NoticeKind::Warning,
        "notice-slot-workplace-first" => NoticeKind::Info,
        _ => NoticeKind::Success,
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::of(parts, Language::Da))
    }
}

/// Somebody of the municipality's staff.
#[derive(Clone, Debug)]
pub struct Consultant {
    /// What they may do.
    pub actor: Actor,
    /// Who they are.
    pub visitor: Visitor,
    /// The request.
    pub visit: Visit,
    /// What waits for them today.
    pub waiting: Option<Waiting>,
}

/// Somebody of a company.
#[derive(Clone, Debug)]
pub struct CompanyUser {
    /// What they may do.
    pub actor: Actor,
    /// Who they are.
    pub visitor: Visitor,
    /// The request.
    pub visit: Visit,
}

/// A member of staff who makes accounts.
#[derive(Clone, Debug)]
pub struct Administrator(pub Consultant);

/// The way to sign in, and back afterwards.
fn sign_in_at(door: &str, uri: &Uri) -> Response {
    let wanted = uri.path_and_query().map_or("/", |path| path.as_str());
    let encoded: String = wanted.bytes().map(percent).collect();
    Redirect::to(&format!("{door}?videre={encoded}")).into_response()
}

fn percent(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
}

async fn visitor(parts: &Parts, state: &AppState) -> Result<Option<Visitor>, Response> {
    let visit = Visit::of(parts, Language::Da);
    let Some(token) = visit.token else { return Ok(None) };
    let mut visitor = sign_in::who_is(&state.app, &token).await.map_err(|failure| PageError(failure).into_response())?;
    if let Some(visitor) = &mut visitor {
        visitor.actor.request_id = parts.headers.get("x-request-id").and_then(|value| value.to_str().ok()).map(str::to_owned);
    }
    Ok(visitor)
}

impl FromRequestParts<AppState> for Consultant {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let found = visitor(parts, state).await?.filter(|visitor| matches!(visitor.actor.who, Who::Staff { .. }));
        let visitor = found.ok_or_else(|| sign_in_at("/log-ind", &parts.uri))?;
        let waiting = waiting(state, &visitor).await?;
        Ok(Self { actor: visitor.actor.clone(), visit: Visit::of(parts, visitor.language), visitor, waiting })
    }
}

/// What waits for somebody who has tasks at all, for the menu.
async fn waiting(state: &AppState, visitor: &Visitor) -> Result<Option<Waiting>, Response> {
    let Some(account) = visitor.actor.account().filter(|_| visitor.actor.may(Right::LogContact)) else { return Ok(None) };
    let asked = state.app.ask(&visitor.actor, &TasksWaiting { account }).await;
    asked.map(Some).map_err(|failure| PageError(failure).into_response())
}

impl FromRequestParts<AppState> for CompanyUser {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let found = visitor(parts, state).await?.filter(|visitor| matches!(visitor.actor.who, Who::Contact { .. }));
        let visitor = found.ok_or_else(|| sign_in_at("/virksomhed/log-ind", &parts.uri))?;
        Ok(Self { actor: visitor.actor.clone(), visit: Visit::of(parts, visitor.language), visitor })
    }
}

impl OptionalFromRequestParts<AppState> for CompanyUser {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Option<Self>, Response> {
        Ok(<Self as FromRequestParts<AppState>>::from_request_parts(parts, state).await.ok())
    }
}

impl FromRequestParts<AppState> for Administrator {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let consultant = <Consultant as FromRequestParts<AppState>>::from_request_parts(parts, state).await?;
        if consultant.actor.may(Right::ManageAccounts) {
            Ok(Self(consultant))
        } else {
            Err(PageError(crate::use_cases::failure::Failure::Denied(Right::ManageAccounts)).into_response())
        }
    }
}

/// The menu's lines with the right that opens each.
const MENU: &[(Section, &str, Right)] = &[
    (Section::Start, "/konsulent/start", Right::SeeSlots),
    (Section::Slots, "/konsulent/pladser", Right::SeeSlots),
    (Section::Companies, "/konsulent/virksomheder", Right::SeeCompanies),
    (Section::Enquiries, "/konsulent/henvendelser", Right::LogContact),
    (Section::Agreements, "/konsulent/aftaler", Right::SeeCompanies),
    (Section::Citizens, "/konsulent/borgere", Right::SeeCitizens),
    (Section::Placements, "/konsulent/forloeb", Right::SeeCitizens),
    (Section::Tasks, "/konsulent/opgaver", Right::LogContact),
    (Section::Rules, "/konsulent/regler", Right::SeeRules),
    (Section::Administration, "/administration/brugere", Right::ManageAccounts),
];

impl Consultant {
    /// The staff frame for a page of a section.
    #[must_use]
    pub fn shell(&self, active: Section, title: impl Into<String>) -> Shell {
        self.shell_of(Some(active), title)
    }

    /// The staff frame for a page of a section, or of none.
    #[must_use]
    pub fn shell_of(&self, active: Option<Section>, title: impl Into<String>) -> Shell {
        let item = |section: Section, url: &str| match (section, self.waiting) {
            (Section::Tasks, Some(waiting)) => NavItem::new(section, url).waiting(waiting.due),
            _ => NavItem::new(section, url),
        };
        let nav = MENU.iter().filter(|(_, _, right)| self.actor.may(*right)).map(|(section, url, _)| item(*section, url)).collect();
        let role = self.visitor.roles.iter().map(|role| self.visit.texts.text(&format!("role-{role}"))).collect::<Vec<_>>().join(", ");
        self.visit
            .shell(&self.visitor.municipality)
            .title(title)
            .signed_in(SignedIn { name: self.visitor.name.clone(), role }, "/konsulent/start")
            .person(self.person())
            .nav(nav, active)
    }

    /// A name for the person that a browser may keep: it tells one colleague's unsent notes from another's.
    #[must_use]
    pub fn person(&self) -> String {
        let id = self.actor.account().map(|account| account.to_string()).unwrap_or_default();
        let hash = hash_of(format!("unsent notes of {id}").as_bytes());
        hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect()
    }
}
