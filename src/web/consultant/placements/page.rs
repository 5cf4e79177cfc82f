//! One placement: state and next step, facts, the law, letters, releases, history.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;

use super::{
    act::SECTION,
    ask::{self, Act},
    visit::Visited,
};
use crate::{
    base::clock::Moment,
    domain::{ids::AccountId, placement::StateName, release::ReleasedField, terms::LookPurpose},
    i18n::Texts,
    state::AppState,
    use_cases::placements::dossier::{Dossier, PastAct, Progress},
    web::{error::PageError, extract::Consultant, layout::Shell, page::Page, parts::Badge, wording},
};

/// A button of the page.
struct Button {
    act: Act,
    label: String,
    url: String,
}

/// A tested rule.
struct FindingView {
    verdict: Badge,
    text: String,
    since: Option<NaiveDate>,
    source: String,
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
    findings: Vec<FindingView>,
    missing: Vec<String>,
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
        shell: shell(me, dossier).lead(format!("{}, {}", dossier.workplace.name, dossier.company.name)),
        state: Badge::placement(texts, placement.state.as_str()),
        opslag: visited.purpose,
        direct: next.is_some_and(Act::is_direct),
        next: next.map(button),
        others: others.into_iter().map(button).collect(),
        advice: texts.text(&format!("placement-advice-{}", placement.state)).into_owned(),
        citizen: (dossier.citizen.name.reveal(), format!("/konsulent/borgere/{}", placement.citizen)),
        slot: (dossier.slot.title.clone(), format!("/konsulent/pladser/{}", dossier.slot.id)),
        company: (dossier.company.name.clone(), format!("/konsulent/virksomheder/{}", dossier.company.id)),
        workplace: dossier.workplace.name.clone(),
        facts: facts(texts, dossier),
        deadline: deadline(dossier),
        times: seen.record.meeting_times.clone(),
        law: Badge::verdict(texts, seen.law.verdict.as_str()),
        rule_set: seen.law.rule_set,
        findings: findings(texts, dossier),
        missing: seen.law.missing().into_iter().map(str::to_owned).collect(),
        letters: dossier.letters.iter().map(|letter| letter_view(texts, letter)).collect(),
        releases: releases(texts, dossier),
        history: dossier.history.iter().map(|past| past_view(texts, past)).collect(),
    }
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
        ("placement-contact", dossier.contact.as_ref().map(|contact| contact.name.clone())),
        ("placement-citizen-answer", record.citizen_answer.map(|answer| list("citizen-answer", answer.as_str()))),
        ("placement-citizen-statement", record.citizen_statement.clone()),
        ("placement-override-reason", record.override_reason.clone()),
        ("placement-decline", record.decline_code.map(|code| list("decline", code.as_str()))),
        ("placement-decline-note", record.decline_note.clone()),
        ("placement-ended-on", record.ended_on.map(|day| texts.date(day))),
        ("placement-reason", ended),
    ];
    known.into_iter().filter_map(|(key, value)| Some((texts.text(key).into_owned(), value?))).collect()
}

const fn end_list(state: StateName) -> &'static str {
    match state {
        StateName::Completed => "outcome",
        StateName::Interrupted => "interrupt",
        _ => "withdraw",
    }
}

fn findings(texts: Texts, dossier: &Dossier) -> Vec<FindingView> {
    let view = |finding: &crate::domain::rulebook::Finding| FindingView {
        verdict: Badge::verdict(texts, finding.verdict.as_str()),
        text: finding.text(texts.language()).to_owned(),
        since: finding.valid_from,
        source: finding.source.clone(),
    };
    dossier.closely.seen.law.findings.iter().map(view).collect()
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
