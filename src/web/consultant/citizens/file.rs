//! One citizen's first page: wishes, abilities, needs, and what the law asks.

use askama::Template;
use axum::extract::State;

use super::{
    deadlines::{self, DueLine},
    visit::{HeadAction, Visited},
    wording::{self, capital},
};
use crate::{
    domain::{citizen::Citizen, permission::Right},
    i18n::Texts,
    state::AppState,
    use_cases::citizens::{CitizenFile, OpenCitizen},
    web::{consultant::slots::words, error::PageError, extract::Consultant, layout::Shell, page::Page, parts::Badge},
};

struct Fact {
    label: String,
    value: String,
}

#[derive(Template)]
#[template(path = "consultant/citizens/file.html")]
pub(super) struct FilePage {
    shell: Shell,
    badges: Vec<Badge>,
    tabs: Tabs,
    profile: Vec<Fact>,
    legal: Vec<Fact>,
    case: Vec<Fact>,
    due: Vec<DueLine>,
    /// Why some deadlines cannot be counted, that there is none, or what they are counted from.
    due_note: String,
    /// The labels of what nobody has said.
    unsaid: String,
    action: Option<HeadAction>,
    has_profile: bool,
    may_change: bool,
}

/// The tabs of the citizen's pages.
pub(super) struct Tabs {
    pub profile: String,
    pub matches: Option<String>,
    pub placements: String,
    pub current: &'static str,
}

impl Tabs {
    pub fn of(visited: &Visited, current: &'static str) -> Self {
        let matches = visited.me.actor.may(Right::Match).then(|| visited.url("match"));
        Self { profile: visited.url(""), matches, placements: visited.url("forloeb"), current }
    }
}

/// The citizen's first page.
pub(super) async fn show(State(state): State<AppState>, visited: Visited) -> Result<Page<FilePage>, PageError> {
    let question = OpenCitizen { citizen: visited.citizen.into(), purpose: visited.purpose };
    let file = state.app.ask(&visited.me.actor, &question).await?;
    let (texts, actor) = (visited.me.visit.texts, &visited.me.actor);
    let has_profile = !is_empty(&file.citizen);
    let (said, unsaid) = said_and_unsaid(profile(&state, texts, &file.citizen));
    Ok(Page(FilePage {
        shell: visited.shell(&state, &file),
        badges: visited.badges(&state, &file),
        tabs: Tabs::of(&visited, "profile"),
        profile: said,
        unsaid,
        action: visited.head_action(&file, has_profile),
        legal: legal(&state, &visited.me, &file.citizen),
        case: case(&visited, &file),
        due: deadlines::lines(&state, texts, &file),
        due_note: deadlines::note(texts, &file),
        has_profile,
        may_change: actor.may(Right::ChangeCitizens),
    }))
}

/// Whether neither wishes nor hours are known: nothing to match by.
pub(super) fn is_empty(citizen: &Citizen) -> bool {
    citizen.profile.hours.is_none() && citizen.profile.wishes.is_empty()
}

/// What is said, and the labels of what is not, on one line.
fn said_and_unsaid(facts: Vec<(String, Option<String>)>) -> (Vec<Fact>, String) {
    let (mut said, mut unsaid) = (Vec::new(), Vec::new());
    for (label, value) in facts {
        match value {
            Some(value) => said.push(Fact { label, value }),
            None => unsaid.push(label),
        }
    }
    (said, unsaid.join(", "))
}

fn listed(texts: Texts, facts: Vec<(&str, Option<String>)>) -> Vec<Fact> {
    let value =
        |value: Option<String>| value.filter(|value| !value.is_empty()).unwrap_or_else(|| texts.text("citizen-not-said").into_owned());
    facts.into_iter().map(|(key, said)| Fact { label: texts.text(key).into_owned(), value: value(said) }).collect()
}

fn profile(state: &AppState, texts: Texts, citizen: &Citizen) -> Vec<(String, Option<String>)> {
    let profile = &citizen.profile;
    let wishes: Vec<&str> = profile.wishes.iter().map(|wish| wish.title.as_str()).collect();
    let hours = profile.hours.map(|hours| format!("{} {}", words::hours(texts, Some(hours)), texts.text("unit-hours")));
    let days = profile.can_from.map(|from| texts.period(from, profile.can_to));
    let travel = [
        profile.transport.map(|transport| texts.text(&format!("transport-{transport}")).into_owned()),
        profile.max_km.map(|km| texts.name("citizen-at-most", &texts.kilometres(km)).into_owned()),
    ];
    let known = |value: Option<String>| value.filter(|value| !value.is_empty());
    [
        ("citizen-wishes", Some(wishes.join(", "))),
        ("citizen-skills", Some(profile.skills.join(", "))),
        ("citizen-hours", hours),
        ("citizen-times", profile.times.map(|times| format!("{}–{}", wording::clock(times.from), wording::clock(times.to)))),
        ("citizen-days", days.or_else(|| profile.can_to.map(|to| texts.name("citizen-until", &texts.date(to)).into_owned()))),
        ("citizen-travel", Some(travel.into_iter().flatten().collect::<Vec<_>>().join(", "))),
        ("citizen-avoids", Some(capital(&wording::conditions(state, texts, &profile.avoids)))),
        ("citizen-needs", Some(capital(&wording::conditions(state, texts, &profile.needs)))),
        ("citizen-language", profile.language.map(|level| level.to_string())),
        ("citizen-licences", Some(profile.licences.join(", "))),
    ]
    .into_iter()
    .map(|(key, value)| (texts.text(key).into_owned(), known(value)))
    .collect()
}

fn legal(state: &AppState, me: &Consultant, citizen: &Citizen) -> Vec<Fact> {
    let texts = me.visit.texts;
    let legal = &citizen.legal;
    let yes_no = |said: Option<bool>| said.map(|yes| texts.text(if yes { "yes" } else { "no" }).into_owned());
    listed(
        texts,
        vec![
            ("citizen-group", legal.target_group.as_deref().map(|code| capital(&wording::group(state, me, code)))),
            ("legal-unemployed-since", legal.unemployed_since.map(|day| texts.date(day))),
            ("legal-jobparat", yes_no(legal.jobparat)),
            ("legal-has-education", yes_no(legal.has_education)),
            ("legal-currently-employed", yes_no(legal.currently_employed)),
            ("legal-integration-act", yes_no(legal.integration_act)),
        ],
    )
}

fn case(visited: &Visited, file: &CitizenFile) -> Vec<Fact> {
    let (texts, citizen) = (visited.me.visit.texts, &file.citizen);
    let hidden = || texts.text("citizen-address-hidden").into_owned();
    let postcode = if visited.may_see_address(citizen) { citizen.postcode.clone() } else { Some(hidden()) };
    listed(
        texts,
        vec![
            ("citizen-id", citizen.external_id.clone()),
            ("citizen-cpr", citizen.cpr.as_ref().map(ToString::to_string)),
            ("citizen-postcode", postcode),
            ("citizen-consultant", file.consultant.clone()),
            ("citizen-team", file.team.clone()),
            ("citizen-benefit-since", citizen.benefit_since.map(|day| texts.date(day))),
        ],
    )
}
