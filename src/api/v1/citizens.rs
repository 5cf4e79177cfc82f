//! Citizens for programs of staff: who waits, one file, and the places that fit. Each needs a stated purpose; no CPR number goes out.

use axum::{
    Json,
    extract::{Path, State},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    citizen_query::CitizenQuery,
    slots::{Hours, WorkplaceHit, kinds},
};
use crate::{
    api::{
        Api,
        problem::Problem,
        query::{self, Asked},
        token::TokenUser,
    },
    domain::{citizen::Citizen, matching::MatchView, slot::TimeWindow, terms::Language},
    use_cases::{
        citizen_search::CitizenList,
        citizens::{CitizenFile, CitizenFilter, CitizenKey, CitizenLine, ListCitizens, OpenCitizen},
        matches::{ListOrder, MatchList, MatchesFor, Proposal},
        slot_search::FacetLine,
    },
};

/// A page of citizens, who waits longest first.
#[derive(Serialize, ToSchema)]
pub(super) struct CitizenPage {
    total: u64,
    next_cursor: Option<String>,
    items: Vec<CitizenItem>,
    /// Counts by what was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Object)]
    facets: Option<serde_json::Map<String, serde_json::Value>>,
}

impl From<CitizenList> for CitizenPage {
    fn from(list: CitizenList) -> Self {
        let line = |line: &FacetLine| serde_json::json!({ "value": line.value, "count": line.count });
        let facets: serde_json::Map<_, _> =
            list.counts.iter().map(|(count, lines)| (count.to_string(), lines.iter().map(line).collect())).collect();
        Self {
            total: list.total,
            next_cursor: list.next_cursor,
            items: list.items.into_iter().map(|citizen| CitizenLine::from(citizen).into()).collect(),
            facets: Some(facets).filter(|facets| !facets.is_empty()),
        }
    }
}

/// A citizen of the list.
#[derive(Serialize, ToSchema)]
pub(super) struct CitizenItem {
    id: String,
    borger_id: Option<String>,
    name: String,
    waiting_since: Option<NaiveDate>,
    deadline: Option<NaiveDate>,
    /// Name and address protected.
    protected: bool,
}

impl From<CitizenLine> for CitizenItem {
    fn from(line: CitizenLine) -> Self {
        Self {
            id: line.id.to_string(),
            borger_id: line.external_id,
            name: line.name.reveal(),
            waiting_since: line.waiting_since,
            deadline: line.deadline,
            protected: line.protected,
        }
    }
}

/// A citizen with the profile that is matched.
#[derive(Serialize, ToSchema)]
pub(super) struct CitizenView {
    #[serde(flatten)]
    head: CitizenItem,
    /// Null where the address is protected.
    postcode: Option<String>,
    target_group: Option<String>,
    team: Option<String>,
    consultant: Option<String>,
    profile: ProfileView,
}

/// What a citizen wishes, can and needs.
#[derive(Serialize, ToSchema)]
pub(super) struct ProfileView {
    wishes: Vec<WishView>,
    skills: Vec<String>,
    weekly_hours: Option<Hours>,
    can_from: Option<NaiveDate>,
    can_to: Option<NaiveDate>,
    /// HH:MM.
    time_from: Option<String>,
    /// HH:MM.
    time_to: Option<String>,
    transport: Option<&'static str>,
    max_km: Option<f64>,
    /// `ikke:KRAV` and `behov:TILBUD`.
    conditions: Vec<String>,
    language: Option<&'static str>,
    licences: Vec<String>,
}

/// A wished job.
#[derive(Serialize, ToSchema)]
pub(super) struct WishView {
    title: String,
    /// DISCO-08.
    occupation: Option<String>,
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

impl From<&Citizen> for ProfileView {
    fn from(citizen: &Citizen) -> Self {
        let profile = citizen.profile.clone();
        let time = |of: fn(TimeWindow) -> u16| profile.times.map(|times| clock(of(times)));
        let avoids = profile.avoids.iter().map(|code| format!("ikke:{code}"));
        let needs = profile.needs.iter().map(|code| format!("behov:{code}"));
        Self {
            time_from: time(|times| times.from),
            time_to: time(|times| times.to),
            conditions: avoids.chain(needs).collect(),
            wishes: profile.wishes.into_iter().map(|wish| WishView { title: wish.title, occupation: wish.occupation }).collect(),
            skills: profile.skills,
            weekly_hours: profile.hours.map(|hours| Hours { min: hours.min, max: hours.max }),
            can_from: profile.can_from,
            can_to: profile.can_to,
            transport: profile.transport.map(|way| way.as_str()),
            max_km: profile.max_km,
            language: profile.language.map(|level| level.as_str()),
            licences: profile.licences,
        }
    }
}

impl From<CitizenFile> for CitizenView {
    fn from(file: CitizenFile) -> Self {
        let citizen = file.citizen;
        Self {
            profile: (&citizen).into(),
            postcode: citizen.postcode.clone().filter(|_| !citizen.profile.protected),
            target_group: citizen.legal.target_group.clone(),
            team: file.team,
            consultant: file.consultant,
            head: CitizenLine::from(citizen).into(),
        }
    }
}

/// Places that fit, and places that stay closed, each with why.
#[derive(Serialize, ToSchema)]
pub(super) struct MatchPage {
    matches: Vec<MatchItem>,
    /// At most `limit`, best first.
    blocked: Vec<MatchItem>,
}

/// A place with what explains it.
#[derive(Serialize, ToSchema)]
pub(super) struct MatchItem {
    slot: MatchedSlot,
    /// The kind that was judged.
    kind: Option<&'static str>,
    /// First day of the judged period.
    starts_on: Option<NaiveDate>,
    /// Last day of the judged period.
    ends_on: Option<NaiveDate>,
    /// `score` (the sum of `parts[].points`), `parts`, `law` and `nearest_change`.
    #[serde(flatten)]
    #[schema(value_type = Object)]
    why: MatchView,
}

/// The place of a match.
#[derive(Serialize, ToSchema)]
pub(super) struct MatchedSlot {
    id: String,
    /// `plads_id`.
    external_id: Option<String>,
    title: String,
    kind: String,
    workplace: WorkplaceHit,
    free_seats: u32,
    weekly_hours: Option<Hours>,
}

fn item(proposal: Proposal) -> MatchItem {
    let slot = proposal.slot;
    let period = proposal.found.period.as_ref();
    MatchItem {
        kind: proposal.found.form.map(|form| form.as_str()),
        starts_on: period.map(|period| period.from),
        ends_on: period.and_then(|period| period.to),
        why: proposal.found.view(Language::Da),
        slot: MatchedSlot {
            id: slot.id.to_string(),
            kind: kinds(&slot),
            external_id: slot.external_id,
            title: slot.title,
            workplace: proposal.workplace.into(),
            free_seats: proposal.free_seats,
            weekly_hours: slot.hours.map(|hours| Hours { min: hours.min, max: hours.max }),
        },
    }
}

impl From<MatchList> for MatchPage {
    fn from(list: MatchList) -> Self {
        Self { matches: list.matches.into_iter().map(item).collect(), blocked: list.blocked.into_iter().map(item).collect() }
    }
}

/// Citizens, who waits longest first.
#[utoipa::path(get, path = "/citizens", tag = "citizens",
    params(CitizenQuery, ("Purpose" = String, Header, description = "match, follow_up, case, quality or insight")),
    responses(
        (status = 200, body = CitizenPage),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn list(State(api): State<Api>, user: TokenUser, Asked(asked): Asked<CitizenQuery>) -> Result<Json<CitizenPage>, Problem> {
    let purpose = user.stated_purpose()?;
    if asked.is_search() {
        return Ok(Json(api.app.ask(&user.actor, &asked.search(&api, &user)?).await?.into()));
    }
    let filter = CitizenFilter {
        waiting: query::yes("waiting", asked.waiting.as_ref())?,
        deadline_to: query::day("deadline_to", asked.deadline_to.as_ref())?,
        ..CitizenFilter::default()
    };
    let skip = query::parsed("cursor", asked.cursor.as_ref(), "cursor-unknown")?.unwrap_or(0);
    let limit = query::limit(asked.limit.as_ref())? as u64;
    let page = api.app.ask(&user.actor, &ListCitizens { filter, skip, limit, purpose }).await?;
    let items = page.items.into_iter().map(CitizenItem::from).collect();
    Ok(Json(CitizenPage { total: page.total, next_cursor: page.next.map(|next| next.to_string()), items, facets: None }))
}

/// One citizen, by our id or `borger_id`.
#[utoipa::path(get, path = "/citizens/{id}", tag = "citizens",
    params(("id" = String, Path), ("Purpose" = String, Header, description = "match, follow_up, case, quality or insight")),
    responses(
        (status = 200, body = CitizenView),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn open(State(api): State<Api>, user: TokenUser, Path(id): Path<String>) -> Result<Json<CitizenView>, Problem> {
    let question = OpenCitizen { citizen: CitizenKey::new(id), purpose: user.stated_purpose()? };
    Ok(Json(api.app.ask(&user.actor, &question).await?.into()))
}

/// What of a list of matches is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct MatchQuery {
    /// At most so many of each list, up to 100; usually 20.
    limit: Option<String>,
    /// The day of the list; today when left out.
    on: Option<String>,
}

/// The best places for a citizen, with why and with the law's verdict; and what keeps others closed.
#[utoipa::path(get, path = "/citizens/{id}/matches", tag = "citizens",
    params(("id" = String, Path), MatchQuery, ("Purpose" = String, Header, description = "match, follow_up, case, quality or insight")),
    responses(
        (status = 200, body = MatchPage),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn matches(
    State(api): State<Api>,
    user: TokenUser,
    Path(id): Path<String>,
    Asked(asked): Asked<MatchQuery>,
) -> Result<Json<MatchPage>, Problem> {
    let question = MatchesFor {
        citizen: CitizenKey::new(id),
        limit: query::limit(asked.limit.as_ref())?,
        on: query::day("on", asked.on.as_ref())?,
        order: ListOrder::Score,
        purpose: user.stated_purpose()?,
    };
    Ok(Json(api.app.ask(&user.actor, &question).await?.into()))
}
