//! `/konsulent/pladser`: the search of places.

use askama::Template;
use axum::extract::State;
use axum_extra::extract::Query;
use chrono::NaiveDate;

use super::{
    filters::{Filters, group_choices},
    url_of, words,
};
use crate::{
    domain::permission::Right,
    i18n::Texts,
    state::AppState,
    use_cases::slot_search::{FoundSlot, SearchSlots, SlotList, Sort},
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::Page,
        parts::{Badge, Choice, Facet, More},
        wording,
    },
};

/// Radii to choose from, km.
const RADII: [&str; 5] = ["5", "10", "25", "50", "100"];

/// One place found.
pub struct Hit {
    /// Its page.
    pub url: String,
    /// Title.
    pub title: String,
    /// Workplace.
    pub workplace: String,
    /// Town.
    pub town: String,
    /// Kilometres; empty without a point.
    pub km: String,
    /// Hours a week.
    pub hours: String,
    /// Kinds.
    pub kinds: Vec<Badge>,
    /// Free seats.
    pub seats: Badge,
    /// How many of the seats are kept for target groups.
    pub kept: String,
    /// From when, where none is free.
    pub next_free_on: Option<NaiveDate>,
    /// Last confirmed.
    pub confirmed_on: Option<NaiveDate>,
    /// The words that were found.
    pub found: String,
}

#[derive(Template)]
#[template(path = "consultant/slots/search.html")]
struct SearchPage {
    shell: Shell,
    today: NaiveDate,
    filters: Filters,
    facets: Vec<Facet>,
    radii: Vec<Choice>,
    /// From where the distance counts.
    radius_label: String,
    /// What to write first where nothing says from where.
    radius_hint: String,
    sorts: Vec<Choice>,
    groups: Vec<Choice>,
    avoid: Vec<Choice>,
    area_error: String,
    hits: Vec<Hit>,
    more: More,
    typed_place: Option<TypedPlace>,
    /// How many have all words, where others follow that lack one.
    lacking: String,
    /// The name of a place that typed words could have meant, and the search around it.
    instead: Option<(String, String)>,
    wider_url: Option<String>,
    without_words_url: Option<String>,
    /// The list as files, for those who keep it.
    exports: Vec<(String, String)>,
}

/// A place that was found among the typed words, and the ways to undo that.
struct TypedPlace {
    name: String,
    without_url: String,
    as_words_url: String,
}

fn typed_place(filters: &Filters, list: &SlotList) -> Option<TypedPlace> {
    let place = list.place.as_ref()?;
    Some(TypedPlace {
        name: format!("{} {}", place.postcode, place.town),
        without_url: filters.url(&[("q", &place.without)]),
        as_words_url: filters.url(&[("q", &place.as_words)]),
    })
}

/// The words by which a place was found, where its title does not show them.
fn words_found(found: &FoundSlot) -> String {
    const MOST: usize = 3;
    let title = found.slot.title.to_lowercase();
    let mut words: Vec<String> = found.highlights.iter().map(|highlight| highlight.word.to_lowercase()).collect();
    if words.iter().any(|word| title.contains(word)) {
        return String::new();
    }
    words.dedup();
    words.truncate(MOST);
    words.join(", ")
}

/// A place found, in the reader's words.
pub fn hit(texts: Texts, found: &FoundSlot, today: NaiveDate) -> Hit {
    Hit {
        url: url_of(found.slot.id),
        title: found.slot.title.clone(),
        workplace: found.workplace.name.clone(),
        town: words::town(&found.workplace.address).unwrap_or_default(),
        km: found.distance_km.map(|km| texts.kilometres(km)).unwrap_or_default(),
        hours: words::hours(texts, found.slot.hours),
        kinds: words::kind_badges(texts, &found.slot),
        seats: words::state_badge(texts, &found.slot, found.free_seats, today),
        kept: words::kept(texts, &found.slot),
        next_free_on: found.next_free_on.filter(|_| found.free_seats == 0),
        confirmed_on: found.slot.confirmed_on,
        found: words_found(found),
    }
}

fn lead(texts: Texts, list: &SlotList, area: Option<&str>, filters: &Filters) -> String {
    let count = texts.count("slots-count", list.total);
    if let Some(place) = &list.place {
        let name = format!("{} {}", place.postcode, place.town);
        let args = [("km", wording::number(texts, place.radius_km).into()), ("name", name.into())];
        return format!("{count} · {}", texts.with("slots-within", &args));
    }
    match area {
        Some(name) => format!(
            "{count} · {}",
            texts.with("slots-within", &[("km", filters.radius().to_owned().into()), ("name", name.to_owned().into())])
        ),
        None => count.into_owned(),
    }
}

fn exports(filters: &Filters) -> [(String, String); 2] {
    ["csv", "xlsx"].map(|format| {
        let url = filters.url(&[("format", format)]).replacen("/konsulent/pladser", "/konsulent/pladser/eksport", 1);
        (url, format.to_uppercase())
    })
}

fn choices_of(texts: Texts, filters: &Filters) -> (Vec<Choice>, Vec<Choice>) {
    let radii = RADII.iter().map(|km| Choice::new(*km, format!("{km} km"), *km == filters.radius())).collect();
    let sort = |sort: &Sort| Choice::new(sort.as_str(), texts.text(&format!("sort-{sort}")), sort.as_str() == filters.sort);
    (radii, Sort::ALL.iter().map(sort).collect())
}

fn page(state: &AppState, me: &Consultant, filters: Filters, list: &SlotList) -> SearchPage {
    let (texts, today) = (me.visit.texts, state.app.clock.today());
    let area = filters.area(state).map(|area| area.name.clone());
    let around = area.clone().or_else(|| list.place.as_ref().map(|place| place.town.clone()));
    let shown = filters.vist + list.hits.len() as u64;
    let next = list.next_cursor.as_ref().map(|cursor| filters.url(&[("cursor", cursor), ("vist", &shown.to_string())]));
    let (radii, sorts) = choices_of(texts, &filters);
    let avoid = |one: &crate::domain::conditions::ConditionCode| {
        Choice::new(&one.code, words::capital(one.text(texts.language())), filters.undgaa.contains(&one.code))
    };
    let mut shell = me.shell(Section::Slots, texts.text("slots-title")).lead(lead(texts, list, area.as_deref(), &filters));
    shell.search_text.clone_from(&filters.q);
    SearchPage {
        shell,
        today,
        facets: filters.facets(state, texts, list),
        radii,
        radius_label: match &around {
            Some(name) => texts.name("slots-radius-from", name).into_owned(),
            None => texts.text("slots-radius").into_owned(),
        },
        radius_hint: if around.is_none() { texts.text("slots-radius-hint").into_owned() } else { String::new() },
        sorts,
        groups: group_choices(state, me, &filters.gruppe),
        avoid: state.app.conditions.demands.iter().map(avoid).collect(),
        area_error: if area.is_none() && !filters.postnr.trim().is_empty() {
            texts.text("slots-near-unknown").into_owned()
        } else {
            String::new()
        },
        typed_place: typed_place(&filters, list),
        lacking: if list.with_all_words < list.total {
            texts.count("slots-with-all-words", list.with_all_words).into_owned()
        } else {
            String::new()
        },
        instead: list.could_be.as_ref().map(|place| {
            let name = format!("{} {}", place.postcode, place.town);
            let url = filters.url(&[("q", &place.without), ("postnr", &name)]);
            (name, url)
        }),
        wider_url: Some(filters.url(&[("km", "100")])).filter(|_| (area.is_some() || list.place.is_some()) && filters.radius() != "100"),
        without_words_url: Some(filters.url(&[("q", "")])).filter(|_| !filters.q.trim().is_empty()),
        exports: if me.actor.may(Right::ChangeSlots) { exports(&filters).into() } else { Vec::new() },
        hits: list.hits.iter().map(|found| hit(texts, found, today)).collect(),
        more: More::new(texts, shown, list.total, next),
        filters,
    }
}

/// The search.
pub async fn show(State(state): State<AppState>, me: Consultant, Query(filters): Query<Filters>) -> Result<Page<impl Template>, PageError> {
    let list = state.app.ask(&me.actor, &SearchSlots { criteria: filters.criteria(&state) }).await?;
    Ok(Page(page(&state, &me, filters, &list)))
}
