//! One placement: state and next step, facts, the law, letters, releases, history.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;

use super::{
    act::SECTION,
    ask::{self, Act},
    visit::Visited,
    vitas::VitasPanel,
};
use crate::{
    base::clock::Moment,
    domain::{
        company::Contact,
        ids::{AccountId, PlacementId},
        placement::StateName,
        release::ReleasedField,
        rulebook::{Answer, wording as rulebook_wording},
        terms::LookPurpose,
    },
    i18n::Texts,
    state::AppState,
    use_cases::placements::{
        attests::asked_by,
        dossier::{Dossier, PastAct, Progress},
    },
    web::{
        error::PageError,
        extract::Consultant,
        layout::Shell,
        page::Page,
        parts::{Badge, OutlookTold, PassedOverTold, ToldRules},
        wording,
    },
};

/// A button of the page.
struct Button {
    act: Act,
    label: String,
    url: String,
}

/// Facts that the law lacks, in words, and on whose page they are filled in.
struct Missing {
    words: String,
    of_citizen: bool,
    of_company: bool,
}

impl Missing {
    fn of(texts: Texts, law: &Answer) -> Self {
        let names = law.missing();
        let is_of = |owners: [&str; 2]| names.iter().any(|name| owners.iter().any(|owner| name.starts_with(owner)));
        let words: Vec<String> = names.iter().map(|name| rulebook_wording::fact(name).text(texts.language()).to_owned()).collect();
        Self {
            words: words.join(", "),
            of_citizen: is_of(["person.", "previous_employment."]),
            of_company: is_of(["workplace.", "sector"]),
        }
    }
}

/// A letter on its way.
struct LetterView {
    name: String,
    state: String,
    at: Moment,
    trouble: bool,
}

/// A decision to show who it is.
struct ReleaseView {
    fields: String,
    basis: String,
    decided_by: String,
    decided_at: Moment,
    until: NaiveDate,
    stands: bool,
}

/// A line of the history.
struct PastView {
    at: Moment,
    what: String,
    who: String,
}

#[derive(Template)]
#[template(path = "consultant/placements/forloeb.html")]
pub(super) struct PlacementPage {
    shell: Shell,
    id: PlacementId,
    state: Badge,
    opslag: LookPurpose,
    next: Option<Button>,
    direct: bool,
    others: Vec<Button>,
    advice: String,
    citizen: (String, String),
    slot: (String, String),
    company: (String, String),
    workplace: String,
    facts: Vec<(String, String)>,
    deadline: Option<Moment>,
    times: Vec<Moment>,
    law: Badge,
    rule_set: Option<NaiveDate>,
    rules: Option<ToldRules>,
    missing: Missing,
    duties: Vec<String>,
    outlook: Option<OutlookTold>,
    passed_over: Option<PassedOverTold>,
    vitas: VitasPanel,
    has_attests: bool,
    contact: Option<Contact>,
    letters: Vec<LetterView>,
    releases: Vec<ReleaseView>,
    history: Vec<PastView>,
}

pub(super) async fn show(State(state): State<AppState>, visited: Visited) -> Result<Page<PlacementPage>, PageError> {
    let dossier = visited.open(&state).await?;
    Ok(Page(page(&state, &visited, &dossier)))
}

/// The frame of a placement's pages; the citizen's name stands in the page only, never in its address.
pub(super) fn shell(me: &Consultant, dossier: &Dossier) -> Shell {
    let title = format!("{} · {}", dossier.citizen.name.reveal(), dossier.slot.title);
    me.shell(SECTION, title).crumb(me.visit.texts.text("placement-list-title"), "/konsulent/forloeb")
}

fn page(state: &AppState, visited: &Visited, dossier: &Dossier) -> PlacementPage {
    let me = &visited.me;
    let texts = me.visit.texts;
    let seen = &dossier.closely.seen;
    let placement = &seen.record.placement;
    let (next, others) = ask::possible(dossier, &me.actor, state.app.clock.today());
    let button = |act: Act| Button {
        act,
        label: texts.text(&format!("act-{act}")).into_owned(),
        url: format!("/konsulent/forloeb/{}/{act}", placement.id),
    };
    PlacementPage {
        shell: shell(me, dossier).lead(place_name(dossier)),
        id: placement.id,
        state: Badge::placement(texts, placement.state.as_str()),
        opslag: visited.purpose,
        direct: next.is_some_and(Act::is_direct),
        next: next.map(button),
        others: others.into_iter().map(button).collect(),
        advice: advice(texts, dossier, placement.state),
        citizen: (dossier.citizen.name.reveal(), format!("/konsulent/borgere/{}", placement.citizen)),
        slot: (dossier.slot.title.clone(), format!("/konsulent/pladser/{}", dossier.slot.id)),
        company: (dossier.company.name.clone(), format!("/konsulent/virksomheder/{}", dossier.company.id)),
        workplace: dossier.workplace.name.clone(),
        facts: facts(texts, dossier),
        deadline: deadline(dossier),
        times: seen.record.meeting_times.clone(),
        law: Badge::verdict(texts, seen.law.verdict.as_str()),
        rule_set: seen.law.rule_set,
        rules: ToldRules::of(texts, &seen.law),
        missing: Missing::of(texts, &seen.law),
        duties: if dossier.outlook.is_some() { Vec::new() } else { duties(texts, &seen.law) },
        outlook: dossier.outlook.as_ref().map(|outlook| OutlookTold::new(texts, outlook, placement.state == StateName::Running)),
        passed_over: PassedOverTold::of(texts, &state.app.roles, &seen.passed_over),
        vitas: VitasPanel::of(texts, dossier),
        has_attests: !asked_by(&state.app, &dossier.slot).is_empty(),
        contact: dossier.contact.clone(),
        letters: dossier.letters.iter().map(|letter| letter_view(texts, letter)).collect(),
        releases: releases(texts, dossier),
        history: dossier.history.iter().map(|past| past_view(texts, past)).collect(),
    }
}

/// The workplace and its company, once where they have one name.
pub(super) fn place_name(dossier: &Dossier) -> String {
    let (workplace, company) = (&dossier.workplace.name, &dossier.company.name);
    if workplace == company { company.clone() } else { format!("{workplace}, {company}") }
}

/// What is next; a yes is followed by the release, and the release by the agreement.
fn advice(texts: Texts, dossier: &Dossier, state: StateName) -> String {
    let is_released = state == StateName::Accepted && ask::has_release(dossier);
    let key = if is_released { "placement-advice-accepted-released".to_owned() } else { format!("placement-advice-{state}") };
    texts.text(&key).into_owned()
}

/// What somebody has to do besides, that no verdict says.
pub(super) fn duties(texts: Texts, law: &Answer) -> Vec<String> {
    law.tasks.iter().map(|task| texts.text(&format!("task-{}", task.as_str().replace(':', "-"))).into_owned()).collect()
}

fn deadline(dossier: &Dossier) -> Option<Moment> {
    let placement = &dossier.closely.seen.record.placement;
    match placement.state {
        StateName::Reserved => placement.held_until,
        StateName::Offered => placement.answer_by,
        _ => None,
    }
}

fn name(dossier: &Dossier, account: Option<AccountId>) -> Option<String> {
    account.and_then(|id| dossier.staff.get(&id).cloned())
}

fn facts(texts: Texts, dossier: &Dossier) -> Vec<(String, String)> {
    let record = &dossier.closely.seen.record;
    let placement = &record.placement;
    let list = |name: &str, word: &str| texts.text(&format!("{name}-{word}")).into_owned();
    let ended = record.end_code.as_ref().map(|code| list(end_list(placement.state), code));
    let known = [
        ("placement-form", Some(wording::form(texts, placement.form, &placement.weekly_hours))),
        ("placement-period", Some(texts.period(placement.period.from, Some(placement.period.to)))),
        ("placement-hours", Some(wording::hours(texts, &placement.weekly_hours))),
        ("placement-purpose", Some(wording::purpose(texts, placement.purpose))),
        ("placement-self-found", placement.self_found.then(|| texts.text("placement-yes").into_owned())),
        ("placement-proposed-by", name(dossier, Some(placement.proposed_by))),
        ("placement-confirmed-by", name(dossier, placement.confirmed_by)),
        ("placement-citizen-answer", record.citizen_answer.map(|answer| list("citizen-answer", answer.as_str()))),
        ("placement-citizen-statement", record.citizen_statement.clone()),
        ("placement-override-reason", record.override_reason.clone().filter(|_| record.passed_over.is_empty())),
        ("placement-decline", record.decline_code.map(|code| list("decline", code.as_str()))),
        ("placement-decline-note", record.decline_note.clone()),
        ("placement-ended-on", record.ended_on.map(|day| texts.date(day))),
        ("placement-reason", ended),
    ];
    known.into_iter().filter_map(|(key, value)| Some((texts.text(key).into_owned(), value?))).collect()
}

/// Whom and what an act is about, before it is done.
pub(super) fn about(texts: Texts, dossier: &Dossier) -> Vec<(String, String)> {
    let placement = &dossier.closely.seen.record.placement;
    let known = [
        ("placement-citizen", dossier.citizen.name.reveal()),
        ("placement-slot", dossier.slot.title.clone()),
        ("placement-company", place_name(dossier)),
        ("placement-form", wording::form(texts, placement.form, &placement.weekly_hours)),
        ("placement-period", texts.period(placement.period.from, Some(placement.period.to))),
        ("placement-hours", wording::hours(texts, &placement.weekly_hours)),
    ];
    known.into_iter().map(|(key, value)| (texts.text(key).into_owned(), value)).collect()
}

const fn end_list(state: StateName) -> &'static str {
    match state {
        StateName::Completed => "outcome",
        StateName::Interrupted => "interrupt",
        _ => "withdraw",
    }
}

/// Troubles that are none: what the letter says was no longer so before it went.
const NOT_NEEDED: [&str; 2] = ["too_late", "never_asked"];

fn letter_view(texts: Texts, letter: &Progress) -> LetterView {
    let not_needed = letter.trouble.as_deref().is_some_and(|trouble| NOT_NEEDED.contains(&trouble));
    let state = if not_needed { "letter-not-needed".to_owned() } else { format!("letter-state-{}", letter.state) };
    LetterView {
        name: texts.text(&format!("letter-{}", letter.kind)).into_owned(),
        state: texts.text(&state).into_owned(),
        at: letter.sent_at.unwrap_or(letter.written_at),
        trouble: letter.trouble.is_some() && letter.sent_at.is_none() && !not_needed,
    }
}

fn releases(texts: Texts, dossier: &Dossier) -> Vec<ReleaseView> {
    let state = dossier.closely.seen.record.placement.state;
    let word = |field: &ReleasedField| texts.text(&format!("release-field-{}", field.word())).into_owned();
    let view = |release: &crate::domain::release::Release| ReleaseView {
        fields: release.fields.iter().map(word).collect::<Vec<_>>().join(", "),
        basis: release.legal_basis.clone(),
        decided_by: name(dossier, Some(release.decided_by)).unwrap_or_default(),
        decided_at: release.decided_at,
        until: release.until,
        stands: release.withdrawn_at.is_none() && super::act::can_hold_release(state),
    };
    dossier.closely.releases.iter().map(view).collect()
}

fn past_view(texts: Texts, past: &PastAct) -> PastView {
    let key = format!("past-placement-{}", past.what);
    let what = if texts.has(&key) { texts.text(&key).into_owned() } else { past.what.clone() };
    let who = past.who.clone().unwrap_or_else(|| texts.text("past-by-the-clock").into_owned());
    PastView { at: past.at, what, who }
}
