//! The list of citizens: who waits longest, whose deadline comes first; a name is sent in a form, never in an address.

use askama::Template;
use axum::extract::{Form, State};
use axum_extra::extract::Query;
use chrono::{Datelike, Days, NaiveDate};
use serde::Deserialize;

use super::{
    sought::{Lists, Sought},
    visit::{deadline_badge, page_url},
};
use crate::{
    base::clock::day_of,
    domain::{
        permission::{Right, Who},
        terms::LookPurpose,
    },
    i18n::Texts,
    state::AppState,
    use_cases::{
        citizen_search::{CitizenList, SearchCitizens},
        citizens::{CitizenFilter, CitizenLine, CitizenPage, FindCitizens, ListCitizens},
    },
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::Page,
        parts::{Badge, Facet, FormErrors, More},
    },
};

/// Citizens on one page.
const A_PAGE: u64 = 50;

/// Which list is wanted.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    venter: String,
    frist: String,
    mine: String,
    team: String,
    fra: u64,
}

/// What the search form sends.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    navn: String,
}

struct Tab {
    url: &'static str,
    label: String,
    current: bool,
}

struct Line {
    url: String,
    name: String,
    external_id: String,
    waited: Option<i64>,
    since: String,
    deadline: Option<Badge>,
    wish: String,
    protected: bool,
}

#[derive(Template)]
#[template(path = "consultant/citizens/list.html")]
pub(super) struct ListPage {
    shell: Shell,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    more: More,
    searched: Option<String>,
    may_change: bool,
    sought: Sought,
    lists: Lists,
    facets: Vec<Facet>,
    errors: FormErrors,
    /// The list within which is searched, kept through the form.
    within: Vec<(&'static str, &'static str)>,
    wider_url: Option<String>,
}

impl Wanted {
    fn filter(&self, me: &Consultant, today: NaiveDate) -> CitizenFilter {
        let sunday = today + Days::new(u64::from(6 - today.weekday().num_days_from_monday()));
        let team = match me.actor.who {
            Who::Staff { team, .. } => team,
            _ => None,
        };
        CitizenFilter {
            waiting: self.frist.is_empty() && self.venter != "0",
            deadline_to: (self.frist == "uge").then_some(sunday),
            consultant: me.actor.account().filter(|_| self.mine == "1"),
            team: team.filter(|_| self.team == "1"),
        }
    }

    fn tabs(&self, texts: Texts, has_team: bool) -> Vec<Tab> {
        let plain = self.frist.is_empty() && self.mine.is_empty() && self.team.is_empty() && self.venter != "0";
        let all = [
            ("/konsulent/borgere?venter=1", "citizen-tab-waiting", plain),
            ("/konsulent/borgere?frist=uge", "citizen-tab-due", self.frist == "uge"),
            ("/konsulent/borgere?mine=1", "citizen-tab-mine", self.mine == "1"),
            ("/konsulent/borgere?team=1", "citizen-tab-team", self.team == "1"),
            ("/konsulent/borgere?venter=0", "citizen-tab-all", self.venter == "0"),
        ];
        let shown = all.into_iter().filter(|(url, ..)| has_team || !url.contains("team"));
        shown.map(|(url, key, current)| Tab { url, label: texts.text(key).into_owned(), current }).collect()
    }

    /// The parameter that keeps the list through a search; all who do not wait are not searched.
    fn within(&self) -> Vec<(&'static str, &'static str)> {
        let lists = [("frist", "uge", self.frist == "uge"), ("mine", "1", self.mine == "1"), ("team", "1", self.team == "1")];
        lists.into_iter().filter(|(.., current)| *current).map(|(name, value, _)| (name, value)).collect()
    }

    fn next_url(&self, next: Option<u64>) -> Option<String> {
        let next = next?;
        let kept = [("venter", &self.venter), ("frist", &self.frist), ("mine", &self.mine), ("team", &self.team)];
        let pairs = kept.iter().filter(|(_, value)| ["0", "1", "uge"].contains(&value.as_str()));
        let pairs: Vec<String> = pairs.map(|(name, value)| format!("{name}={value}")).chain([format!("fra={next}")]).collect();
        Some(format!("/konsulent/borgere?{}", pairs.join("&")))
    }
}

fn line(texts: Texts, line: CitizenLine, today: NaiveDate) -> Line {
    Line {
        url: page_url(line.id, ""),
        name: line.name.reveal(),
        external_id: line.external_id.unwrap_or_default(),
        waited: line.waiting_since.map(|since| (today - since).num_days().max(0)),
        since: line.waiting_since.map(|day| texts.name("citizen-since", &texts.date_plain(day)).into_owned()).unwrap_or_default(),
        deadline: line.deadline.map(|day| deadline_badge(texts, "citizen-due", day, today)),
        wish: line.wish.unwrap_or_default(),
        protected: line.protected,
    }
}

/// What stands in the table.
struct Shown {
    total: u64,
    items: Vec<CitizenLine>,
    before: u64,
    next_url: Option<String>,
}

impl Shown {
    fn listed(wanted: &Wanted, found: CitizenPage) -> Self {
        Self { total: found.total, items: found.items, before: wanted.fra, next_url: wanted.next_url(found.next) }
    }

    fn searched(wanted: &Wanted, sought: &Sought, found: CitizenList) -> Self {
        let shown = (sought.vist + found.items.len() as u64).to_string();
        let next = |cursor: &String| sought.url(&wanted.within(), &[("cursor", cursor), ("vist", &shown)]);
        Self {
            total: found.total,
            next_url: found.next_cursor.as_ref().map(next),
            items: found.items.into_iter().map(CitizenLine::from).collect(),
            before: sought.vist,
        }
    }
}

fn page(state: &AppState, me: &Consultant, wanted: &Wanted, sought: Sought, found: Shown) -> ListPage {
    let (texts, today) = (me.visit.texts, day_of(state.app.now()));
    let has_team = matches!(me.actor.who, Who::Staff { team: Some(_), .. });
    let shown = found.before + found.items.len() as u64;
    ListPage {
        shell: me.shell(Section::Citizens, texts.text("nav-citizens")).lead(texts.count("citizen-list-count", found.total)),
        tabs: wanted.tabs(texts, has_team),
        more: More::new(texts, shown, found.total, found.next_url),
        lines: found.items.into_iter().map(|item| line(texts, item, today)).collect(),
        searched: None,
        may_change: me.actor.may(Right::ChangeCitizens),
        lists: Lists::new(state, texts, &sought),
        facets: Vec::new(),
        errors: FormErrors::default(),
        within: wanted.within(),
        wider_url: Some(sought.url(&wanted.within(), &[("km", "100")])).filter(|_| !sought.postnr.is_empty() && sought.radius() != "100"),
        sought,
    }
}

/// The list of those who wait, whole or narrowed by what is sought.
pub(super) async fn show(
    State(state): State<AppState>,
    me: Consultant,
    Query(wanted): Query<Wanted>,
    Query(sought): Query<Sought>,
) -> Result<Page<ListPage>, PageError> {
    let (texts, today) = (me.visit.texts, day_of(state.app.now()));
    let filter = wanted.filter(&me, today);
    let (question, errors) = sought.question(&state, &filter, texts, today);
    let limit = if sought.is_narrow() && errors.is_empty() { usize::try_from(A_PAGE).unwrap_or(usize::MAX) } else { 0 };
    let found = state.app.ask(&me.actor, &SearchCitizens { limit, ..question }).await?;
    let facets = sought.facets(&state, &me, &found);
    let shown = match (sought.is_narrow(), errors.is_empty()) {
        (true, true) => Shown::searched(&wanted, &sought, found),
        (true, false) => Shown { total: 0, items: Vec::new(), before: 0, next_url: None },
        (false, _) => {
            let question = ListCitizens { filter, skip: wanted.fra, limit: A_PAGE, purpose: LookPurpose::Match };
            Shown::listed(&wanted, state.app.ask(&me.actor, &question).await?)
        }
    };
    let page = page(&state, &me, &wanted, sought, shown);
    Ok(Page(ListPage { shell: page.shell.with_errors(!errors.is_empty()), facets, errors, ..page }))
}

/// Citizens by name.
pub(super) async fn find(State(state): State<AppState>, me: Consultant, Form(typed): Form<Typed>) -> Result<Page<ListPage>, PageError> {
    let found = state.app.ask(&me.actor, &FindCitizens { name: typed.navn.clone() }).await?;
    let wanted = Wanted { venter: "0".to_owned(), ..Wanted::default() };
    let page = page(&state, &me, &wanted, Sought::default(), Shown::listed(&wanted, found));
    Ok(Page(ListPage {
        searched: Some(typed.navn),
        tabs: Wanted { venter: "søg".to_owned(), frist: "søg".to_owned(), ..wanted }.tabs(me.visit.texts, false),
        ..page
    }))
}
