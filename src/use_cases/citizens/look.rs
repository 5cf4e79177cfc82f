//! Looks at citizens: lists and the one file; each citizen shown becomes a row of the access log.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    at_home,
    courses::{HeldPlace, deadlines, held_place, placements_of},
};
use crate::{
    domain::{
        citizen::{Citizen, PersonName},
        ids::CitizenId,
        permission::Right,
        rulebook::deadline::Deadlines,
        terms::LookPurpose,
    },
    store::{
        accounts,
        citizens::{self, Filter},
        scope::{Reader, Scope},
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Question,
    },
};

/// Most citizens of one page of a list.
const LONGEST_PAGE: u64 = 100;
/// Most citizens that a name finds.
const MOST_NAMESAKES: u64 = 50;

/// How a citizen is named from outside: our id, or the `borger_id` of the municipality's own list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitizenKey(String);

impl CitizenKey {
    /// A key as it was given.
    #[must_use]
    pub fn new(given: impl Into<String>) -> Self {
        Self(given.into())
    }

    /// The citizen behind it.
    ///
    /// # Errors
    /// There is none in this municipality.
    pub async fn find<S: Scope>(&self, scope: &S) -> Result<Citizen, Failure> {
        if let Ok(id) = Uuid::parse_str(&self.0)
            && let Some(citizen) = citizens::find(scope, CitizenId(id)).await?
        {
            return Ok(citizen);
        }
        citizens::by_external_id(scope, &self.0).await?.or_not_found()
    }
}

impl From<CitizenId> for CitizenKey {
    fn from(id: CitizenId) -> Self {
        Self(id.to_string())
    }
}

/// One line of a list: the name, what tells who is next and the dearest wish, nothing more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitizenLine {
    /// Own id.
    pub id: CitizenId,
    /// `borger_id`.
    pub external_id: Option<String>,
    /// Name.
    pub name: PersonName,
    /// Since when a place is awaited.
    pub waiting_since: Option<NaiveDate>,
    /// Next deadline.
    pub deadline: Option<NaiveDate>,
    /// Name and address protected.
    pub protected: bool,
    /// The dearest wish.
    pub wish: Option<String>,
}

impl From<Citizen> for CitizenLine {
    fn from(citizen: Citizen) -> Self {
        Self {
            waiting_since: citizen.waits_since(),
            id: citizen.id,
            external_id: citizen.external_id,
            name: citizen.name,
            deadline: citizen.deadline,
            protected: citizen.profile.protected,
            wish: citizen.profile.wishes.into_iter().next().map(|wish| wish.title),
        }
    }
}

/// A page of a list.
#[derive(Clone, Debug, Default)]
pub struct CitizenPage {
    /// How many there are on all pages.
    pub total: u64,
    /// This page.
    pub items: Vec<CitizenLine>,
    /// How many stand before the next page, if there is one.
    pub next: Option<u64>,
}

/// Those of a filter, who waits longest first, then by deadline.
#[derive(Clone, Debug)]
pub struct ListCitizens {
    /// Which.
    pub filter: Filter,
    /// How many stand on earlier pages.
    pub skip: u64,
    /// At most so many, up to 100.
    pub limit: u64,
    /// Why they are looked at.
    pub purpose: LookPurpose,
}

impl Question for ListCitizens {
    const NAME: &'static str = "citizen.list";
    const RIGHT: Right = Right::SeeCitizens;
    type Answer = CitizenPage;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<CitizenPage, Failure> {
        let limit = self.limit.clamp(1, LONGEST_PAGE);
        let total = citizens::count(reader, &self.filter).await?;
        let found = citizens::list(reader, &self.filter, self.skip, limit).await?;
        let seen = self.skip + found.len() as u64;
        let next = (!found.is_empty() && seen < total).then_some(seen);
        Ok(CitizenPage { total, items: found.into_iter().map(CitizenLine::from).collect(), next })
    }

    fn shown(&self, answer: &CitizenPage) -> Vec<CitizenId> {
        answer.items.iter().map(|line| line.id).collect()
    }

    fn purpose(&self) -> LookPurpose {
        self.purpose
    }
}

/// Citizens by name; what was typed is kept nowhere.
#[derive(Clone)]
pub struct FindCitizens {
    /// The beginning of a given or family name.
    pub name: String,
}

impl Question for FindCitizens {
    const NAME: &'static str = "citizen.find";
    const RIGHT: Right = Right::SeeCitizens;
    type Answer = CitizenPage;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<CitizenPage, Failure> {
        if self.name.trim().is_empty() {
            return Ok(CitizenPage::default());
        }
        let items: Vec<_> = citizens::named(reader, &self.name, MOST_NAMESAKES).await?.into_iter().map(CitizenLine::from).collect();
        Ok(CitizenPage { total: items.len() as u64, items, next: None })
    }

    fn shown(&self, answer: &CitizenPage) -> Vec<CitizenId> {
        answer.items.iter().map(|line| line.id).collect()
    }
}

/// A citizen with the names of those who answer for the case.
#[derive(Clone, Debug)]
pub struct CitizenFile {
    /// The citizen, with the point where journeys start.
    pub citizen: Citizen,
    /// The team's name.
    pub team: Option<String>,
    /// The job consultant's name.
    pub consultant: Option<String>,
    /// The placement that is agreed or running.
    pub place: Option<HeldPlace>,
    /// What is due by law and by the municipality's own rules.
    pub deadlines: Deadlines,
}

/// Opens one citizen's file.
#[derive(Clone, Debug)]
pub struct OpenCitizen {
    /// Whose.
    pub citizen: CitizenKey,
    /// Why.
    pub purpose: LookPurpose,
}

impl Question for OpenCitizen {
    const NAME: &'static str = "citizen.open";
    const RIGHT: Right = Right::SeeCitizens;
    type Answer = CitizenFile;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<CitizenFile, Failure> {
        file(app, reader, &self.citizen).await
    }

    fn shown(&self, answer: &CitizenFile) -> Vec<CitizenId> {
        vec![answer.citizen.id]
    }

    fn purpose(&self) -> LookPurpose {
        self.purpose
    }
}

/// The file of a citizen; whoever asks must log the look.
///
/// # Errors
/// There is no such citizen, or the database cannot be reached.
pub async fn file(app: &App, reader: &Reader<'_>, key: &CitizenKey) -> Result<CitizenFile, Failure> {
    let citizen = at_home(app, key.find(reader).await?);
    let team = match citizen.team {
        Some(id) => accounts::teams(reader).await?.into_iter().find(|team| team.id == id).map(|team| team.name),
        None => None,
    };
    let consultant = match citizen.consultant {
        Some(id) => accounts::find(reader, id).await?.map(|account| account.display_name),
        None => None,
    };
    let placements = placements_of(reader, &citizen).await?;
    let (place, deadlines) = (held_place(&placements), deadlines(app, reader, &citizen, &placements).await?);
    Ok(CitizenFile { citizen, team, consultant, place, deadlines })
}
