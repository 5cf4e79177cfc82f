//! Slots for programs: searched with every filter of the page.

use axum::{Json, extract::State};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    api::{
        Api,
        problem::Problem,
        query::{self, Asked},
        token::TokenUser,
    },
    domain::{
        company::Workplace,
        ids::TenantId,
        numbers::{MunicipalityCode, Postcode},
        place::Point,
        slot::Slot,
        terms::{PlacementForm, Sector},
    },
    use_cases::{
        app::App,
        slot_search::{Facet, FoundSlot, Highlight, SearchSlots, SlotCriteria, SlotList, Sort, TextPlace},
    },
};

/// Farthest that is searched, km.
pub(super) const FARTHEST_KM: f64 = 500.0;
/// Most hours of a week.
pub(super) const WEEK_HOURS: f64 = 168.0;

/// What is asked of slots; what is left out lets everything pass.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct SlotQuery {
    /// Words; `"…"` exact, `-word` excludes; "15 timer" and a town or postcode are understood.
    q: Option<String>,
    /// Placement types, several by `|`.
    kind: Option<String>,
    /// A postcode, or `lat,lon`.
    near: Option<String>,
    /// Kilometres from `near`.
    radius_km: Option<String>,
    /// Hours a week that the slot takes.
    hours: Option<String>,
    /// Target group for which it must be open.
    group: Option<String>,
    /// Beginnings of branch codes, several by `|`.
    branch: Option<String>,
    /// Beginnings of occupation codes, several by `|`.
    occupation: Option<String>,
    /// Municipality codes, several by `|`.
    municipality: Option<String>,
    /// `privat` or `offentlig`.
    sector: Option<String>,
    /// First day on which a seat is needed.
    free_from: Option<String>,
    /// Last day on which it is needed.
    free_to: Option<String>,
    /// Whether full slots stay although a period is given.
    include_full: Option<String>,
    /// Whether a mentor must be there.
    has_mentor: Option<String>,
    /// What the place must offer (`tilbud`), several by `|`.
    offers: Option<String>,
    /// What the place must not demand (`krav`), several by `|`.
    avoid: Option<String>,
    /// `relevance`, `distance` or `freshness`.
    sort: Option<String>,
    /// How many, up to 100.
    limit: Option<String>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// What to count, several by commas: `kind`, `branch`, `municipality`, `occupation`, `sector`, `demand`, `offer`.
    facets: Option<String>,
}

impl SlotQuery {
    fn criteria(&self, app: &App, tenant: TenantId) -> Result<SlotCriteria, Problem> {
        let (free_from, free_to) = (query::day("free_from", self.free_from.as_ref())?, query::day("free_to", self.free_to.as_ref())?);
        if matches!((free_from, free_to), (Some(from), Some(to)) if to < from) {
            return Err(Problem::field("free_to", "ends-before-it-starts"));
        }
        Ok(SlotCriteria {
            // A program gets what it asks for, all words.
            may_lack_a_word: false,
            text: self.q.clone().unwrap_or_default(),
            forms: query::words("kind", self.kind.as_ref(), PlacementForm::parse, PlacementForm::ALL)?,
            branches: query::several(self.branch.as_ref()),
            occupations: query::several(self.occupation.as_ref()),
            municipalities: self.municipalities()?,
            near: self.near.as_deref().map(|near| point(app, near)).transpose()?,
            radius_km: query::number("radius_km", self.radius_km.as_ref(), FARTHEST_KM)?,
            hours: query::number("hours", self.hours.as_ref(), WEEK_HOURS)?,
            free_from,
            free_to,
            include_full: query::yes("include_full", self.include_full.as_ref())?,
            avoid: self.codes(app, "avoid", self.avoid.as_ref())?,
            offers: self.offers(app)?,
            sector: query::words("sector", self.sector.as_ref(), Sector::parse, Sector::ALL)?.first().copied(),
            group: self.group(app, tenant)?,
            sort: query::words("sort", self.sort.as_ref(), Sort::parse, Sort::ALL)?.first().copied(),
            limit: query::limit(self.limit.as_ref())?,
            cursor: self.cursor.clone().filter(|cursor| !cursor.is_empty()),
            facets: query::words("facets", self.facets.as_ref(), Facet::parse, Facet::ALL)?,
        })
    }

    fn municipalities(&self) -> Result<Vec<MunicipalityCode>, Problem> {
        let read = |code: &String| MunicipalityCode::parse(code).map_err(|_| Problem::field("municipality", "not-a-code"));
        query::several(self.municipality.as_ref()).iter().map(read).collect()
    }

    fn codes(&self, app: &App, name: &str, value: Option<&String>) -> Result<Vec<String>, Problem> {
        let known = |code: &str| if name == "avoid" { app.conditions.demand(code).is_some() } else { app.conditions.offer(code).is_some() };
        let codes = query::several(value);
        if codes.iter().all(|code| known(code)) { Ok(codes) } else { Err(Problem::field(name, "word-unknown")) }
    }

    fn offers(&self, app: &App) -> Result<Vec<String>, Problem> {
        let mut offers = self.codes(app, "offers", self.offers.as_ref())?;
        if query::yes("has_mentor", self.has_mentor.as_ref())? {
            offers.push("mentor".to_owned());
        }
        Ok(offers)
    }

    fn group(&self, app: &App, tenant: TenantId) -> Result<Option<String>, Problem> {
        let Some(group) = self.group.as_ref().filter(|group| !group.is_empty()) else { return Ok(None) };
        let known = app.rules.seen(tenant).group(group).is_some();
        if known { Ok(Some(group.clone())) } else { Err(Problem::field("group", "word-unknown")) }
    }
}

/// The point of a postcode, or the one that was given.
pub(super) fn point(app: &App, near: &str) -> Result<Point, Problem> {
    let unknown = || Problem::field("near", "not-a-place").advising("4300 or 55.717,11.713");
    if let Some((lat, lon)) = near.split_once(',') {
        let read = |text: &str, most: f64| text.trim().parse::<f64>().ok().filter(|degrees| degrees.abs() <= most).ok_or_else(unknown);
        return Ok(Point { lat: read(lat, 90.0)?, lon: read(lon, 180.0)? });
    }
    let postcode = Postcode::parse(near).map_err(|_| unknown())?;
    app.reference.postcodes.find(&postcode).map(|area| area.point).ok_or_else(unknown)
}

/// A page of slots.
#[derive(Serialize, ToSchema)]
pub(super) struct SlotPage {
    /// How many in all.
    total: u64,
    /// Asks for the next page.
    next_cursor: Option<String>,
    /// This page.
    hits: Vec<SlotHit>,
    /// Counts by what was asked for.
    #[schema(value_type = Object)]
    facets: serde_json::Map<String, serde_json::Value>,
    /// The place that was found among the words of `q`; write it in quotation marks to search it as words.
    #[serde(skip_serializing_if = "Option::is_none")]
    understood: Option<Understood>,
}

/// A postcode or a town among the words of `q`.
#[derive(Serialize, ToSchema)]
pub(super) struct Understood {
    postcode: String,
    town: String,
    radius_km: f64,
}

/// A slot found.
#[derive(Serialize, ToSchema)]
pub(super) struct SlotHit {
    /// Our id.
    id: String,
    /// `plads_id`.
    external_id: Option<String>,
    title: String,
    /// Placement types, several by `|`.
    kind: String,
    workplace: WorkplaceHit,
    /// Seats free on every day of the period (default: today).
    free_seats: u32,
    /// First day from today on with a free seat.
    next_free_on: Option<NaiveDate>,
    weekly_hours: Option<Hours>,
    distance_km: Option<f64>,
    /// How well the text fits.
    score: f64,
    /// The words that were found.
    highlights: Vec<Found>,
}

/// Where a slot lies.
#[derive(Serialize, ToSchema)]
pub(super) struct WorkplaceHit {
    pub p_number: String,
    name: String,
    /// Four digits.
    municipality: Option<String>,
}

/// Hours a week.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Hours {
    pub min: f64,
    pub max: f64,
}

/// A word that was found.
#[derive(Serialize, ToSchema)]
pub(super) struct Found {
    /// `title`, `occupation`, `workplace` or `description`.
    place: &'static str,
    word: String,
    /// The typed word for which it stands.
    synonym_for: Option<String>,
}

/// Kinds as the import and the API write them.
pub(super) fn kinds(slot: &Slot) -> String {
    slot.forms.iter().map(|form| form.as_str()).collect::<Vec<_>>().join("|")
}

/// A number with so many digits behind the point.
pub(super) fn rounded(number: f64, digits: i32) -> f64 {
    let scale = 10_f64.powi(digits);
    (number * scale).round() / scale
}

impl From<Highlight> for Found {
    fn from(found: Highlight) -> Self {
        let place = match found.place {
            TextPlace::Title => "title",
            TextPlace::Occupation => "occupation",
            TextPlace::Workplace => "workplace",
            TextPlace::Description => "description",
        };
        Self { place, word: found.word, synonym_for: found.synonym_for }
    }
}

impl From<Workplace> for WorkplaceHit {
    fn from(workplace: Workplace) -> Self {
        Self { p_number: workplace.p_number.to_string(), name: workplace.name, municipality: workplace.address.municipality }
    }
}

impl From<FoundSlot> for SlotHit {
    fn from(found: FoundSlot) -> Self {
        Self {
            id: found.slot.id.to_string(),
            kind: kinds(&found.slot),
            external_id: found.slot.external_id,
            title: found.slot.title,
            workplace: found.workplace.into(),
            free_seats: found.free_seats,
            next_free_on: found.next_free_on,
            weekly_hours: found.slot.hours.map(|hours| Hours { min: hours.min, max: hours.max }),
            distance_km: found.distance_km.map(|km| rounded(km, 2)),
            score: rounded(f64::from(found.score), 4),
            highlights: found.highlights.into_iter().map(Found::from).collect(),
        }
    }
}

impl From<SlotList> for SlotPage {
    fn from(list: SlotList) -> Self {
        let line = |line: &crate::use_cases::slot_search::FacetLine| serde_json::json!({ "value": line.value, "count": line.count });
        let facets = list.facets.iter().map(|(facet, lines)| (facet.to_string(), lines.iter().map(line).collect()));
        let understood =
            list.place.map(|place| Understood { postcode: place.postcode.to_string(), town: place.town, radius_km: place.radius_km });
        Self {
            total: list.total,
            next_cursor: list.next_cursor,
            facets: facets.collect(),
            understood,
            hits: list.hits.into_iter().map(SlotHit::from).collect(),
        }
    }
}

/// Searches slots; nothing about citizens occurs.
#[utoipa::path(get, path = "/slots", tag = "slots", params(SlotQuery), responses(
    (status = 200, body = SlotPage),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn search(State(api): State<Api>, user: TokenUser, Asked(asked): Asked<SlotQuery>) -> Result<Json<SlotPage>, Problem> {
    let criteria = asked.criteria(&api.app, user.actor.tenant)?;
    let list = api.app.ask(&user.actor, &SearchSlots { criteria }).await?;
    Ok(Json(list.into()))
}
