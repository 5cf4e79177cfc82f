//! What programs of staff can ask about citizens: a list, or a search among those who wait.

use chrono::Duration;
use serde::Deserialize;
use utoipa::IntoParams;

use super::slots::{FARTHEST_KM, WEEK_HOURS, point};
use crate::{
    api::{Api, problem::Problem, query, token::TokenUser},
    domain::terms::{LanguageLevel, Transport},
    use_cases::{
        app::App,
        citizen_search::{CitizenCount, SearchCitizens},
        citizens::LICENCES,
    },
};

/// How far a search from a postcode reaches when nobody says how far, km.
const USUAL_KM: f64 = 25.0;
/// Longest wait that can be asked for, days.
const LONGEST_WAIT: i64 = 36_500;

/// Which citizens are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct CitizenQuery {
    /// Only those who wait for a place.
    pub waiting: Option<String>,
    /// Only those with a deadline up to this day.
    pub deadline_to: Option<String>,
    /// A wished job: a title, or the beginning of a DISCO-08 code. This and what follows searches those who wait.
    wish: Option<String>,
    /// A skill, by its title in the official list; several by `|`.
    skill: Option<String>,
    /// Hours a week that fit.
    hours: Option<String>,
    /// Lives around a postcode, or `lat,lon`; nobody with a protected address is found so.
    near: Option<String>,
    /// Kilometres from `near`; 25 when nothing is said.
    radius_km: Option<String>,
    /// At least this level of Danish: `A1` … `C2`.
    language: Option<String>,
    /// Licence categories that the citizen has, several by `|`.
    licence: Option<String>,
    /// `gang`, `cykel`, `kollektiv` or `bil`, several by `|`.
    transport: Option<String>,
    /// Has waited at least so many days.
    waiting_days: Option<String>,
    /// What to count among those who wait: `wish`, `group`, `transport`, `avoids`, `needs`, several by `|`.
    facets: Option<String>,
    /// How many, up to 100.
    pub limit: Option<String>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

impl CitizenQuery {
    /// Whether those who wait are searched, instead of listed.
    pub fn is_search(&self) -> bool {
        let sought = [&self.wish, &self.skill, &self.hours, &self.near, &self.language, &self.licence, &self.transport];
        sought.into_iter().chain([&self.waiting_days, &self.facets]).any(Option::is_some)
    }

    pub fn search(&self, api: &Api, user: &TokenUser) -> Result<SearchCitizens, Problem> {
        let app = &api.app;
        let radius = query::number("radius_km", self.radius_km.as_ref(), FARTHEST_KM)?.unwrap_or(USUAL_KM);
        let near = self.near.as_ref().filter(|near| !near.is_empty()).map(|near| point(app, near)).transpose()?;
        let days: Option<i64> = query::parsed("waiting_days", self.waiting_days.as_ref(), "not-a-number")?;
        if days.is_some_and(|days| !(0..=LONGEST_WAIT).contains(&days)) {
            return Err(Problem::field("waiting_days", "out-of-bounds"));
        }
        Ok(SearchCitizens {
            wishes: self.wished(app)?,
            skills: query::several(self.skill.as_ref()),
            near: near.map(|point| (point, radius)),
            hours: query::number("hours", self.hours.as_ref(), WEEK_HOURS)?,
            language: query::words("language", self.language.as_ref(), LanguageLevel::parse, LanguageLevel::ALL)?.first().copied(),
            licences: known_of("licence", self.licence.as_ref(), |code| LICENCES.contains(&code))?,
            transport: query::words("transport", self.transport.as_ref(), Transport::parse, Transport::ALL)?,
            waiting_since: days.map(|days| app.clock.today() - Duration::days(days)),
            deadline: query::day("deadline_to", self.deadline_to.as_ref())?,
            counts: query::words("facets", self.facets.as_ref(), CitizenCount::parse, CitizenCount::ALL)?,
            limit: query::limit(self.limit.as_ref())?,
            cursor: self.cursor.clone().filter(|cursor| !cursor.is_empty()),
            purpose: Some(user.stated_purpose()?),
            ..SearchCitizens::default()
        })
    }

    fn wished(&self, app: &App) -> Result<Vec<String>, Problem> {
        let code = |typed: &String| {
            let is_code = typed.bytes().all(|byte| byte.is_ascii_digit());
            let code = if is_code { Some(typed.as_str()) } else { app.reference.job_titles.occupation_of(typed) };
            code.map(str::to_owned).ok_or_else(|| Problem::field("wish", "word-unknown"))
        };
        query::several(self.wish.as_ref()).iter().map(code).collect()
    }
}

fn known_of(name: &str, value: Option<&String>, known: impl Fn(&str) -> bool) -> Result<Vec<String>, Problem> {
    let words = query::several(value);
    if words.iter().all(|word| known(word)) { Ok(words) } else { Err(Problem::field(name, "word-unknown")) }
}
