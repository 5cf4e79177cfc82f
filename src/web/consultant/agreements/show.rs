//! `/konsulent/aftaler/{id}`: one agreement with its places, versions, promises, and what can be done with it now.

use askama::Template;
use axum::extract::{Path, State};

use super::{ROOM, SECTION, phase_badge, url_of, words};
use crate::{
    domain::{
        agreement::{AgreementPhase, AgreementVersion, AnswerTimes, DutyJudged, PromiseFigures, Side, VersionState, Voice},
        company::ContactRole,
        ids::AgreementId,
        permission::Right,
    },
    i18n::Texts,
    state::AppState,
    use_cases::agreements::{AgreementFile, OpenAgreement},
    web::{
        consultant::companies::{HistoryEntry, entries},
        error::PageError,
        extract::Consultant,
        layout::Shell,
        page::Page,
        parts::{AgreementPaper, Badge, Choice, FormErrors, PaperNames, Tone},
    },
};

pub(super) struct SlotRow {
    url: String,
    title: String,
    seats: u32,
    in_use: u32,
    period: String,
}

pub(super) struct VersionRow {
    number: u32,
    url: String,
    pdf: String,
    state: Badge,
    period: String,
    differs: String,
    note: String,
}

/// A duty and what was said of it.
pub(in crate::web) struct DutyRow {
    pub id: String,
    pub text: String,
    pub badge: Badge,
    pub told: String,
    pub chosen: String,
}

#[derive(Template)]
#[template(path = "consultant/agreements/show.html")]
pub(super) struct AgreementPage {
    shell: Shell,
    url: String,
    company_url: String,
    version: i32,
    phase: Badge,
    may_change: bool,
    /// The latest version, as it is read.
    paper: Option<AgreementPaper>,
    paper_title: String,
    warnings: Vec<String>,
    waits_for: Vec<String>,
    note: String,
    can: Can,
    representatives: Vec<Choice>,
    has_asked_contact: bool,
    sent: Acts,
    slots: Vec<SlotRow>,
    versions: Vec<VersionRow>,
    /// What each side promised: the key of its title, and its duties.
    sides: Vec<(&'static str, Vec<DutyRow>)>,
    figures: Vec<(String, String)>,
    responsible: String,
    history: Vec<HistoryEntry>,
    pub(super) errors: FormErrors,
}

/// What was typed into the forms of the page, where one of them is shown again.
#[derive(Clone, Debug, Default)]
pub(super) struct Acts {
    pub reason: String,
    pub by: String,
    pub on: String,
}

/// What can be done now.
#[derive(Clone, Copy, Debug, Default)]
struct Can {
    write: bool,
    send: bool,
    recall: bool,
    sign: bool,
    renew: bool,
    version: bool,
    end: bool,
}

fn can(file: &AgreementFile, may_change: bool) -> Can {
    let state = file.versions.first().map(|version| version.standing.state);
    let is_open = matches!(state, Some(VersionState::Draft | VersionState::Returned) | None);
    let is_settled = matches!(state, Some(VersionState::Approved | VersionState::Superseded));
    let lives = file.phase != AgreementPhase::Ended;
    Can {
        write: may_change && is_open,
        send: may_change && is_open && state.is_some(),
        recall: may_change && state == Some(VersionState::Sent),
        sign: may_change && (is_open || state == Some(VersionState::Sent)) && state.is_some(),
        renew: may_change && is_settled && file.content.ends_on.is_some(),
        version: may_change && is_settled && lives,
        end: may_change && lives && file.agreement.state != crate::domain::company::AgreementState::Ended,
    }
}

/// The duties of a side with what was said of each.
fn duty_rows(texts: Texts, content: &crate::domain::agreement::AgreementContent, judged: &[DutyJudged], side: Side) -> Vec<DutyRow> {
    let row = |duty: &crate::domain::agreement::Duty| {
        let said = judged.iter().find(|said| said.duty == duty.id);
        let word = said.map_or("open", |said| said.judgement.as_str());
        let tone = match word {
            "kept" => Tone::Ok,
            "broken" => Tone::Stop,
            _ => Tone::Unknown,
        };
        DutyRow {
            id: duty.id.to_string(),
            text: duty.text.clone(),
            badge: Badge::new(tone, texts.text(&format!("agreement-judged-{word}"))),
            told: said.map(|said| texts.date_plain(said.on)).unwrap_or_default(),
            chosen: said.map(|said| said.judgement.to_string()).unwrap_or_default(),
        }
    };
    content.duties_of(side).map(row).collect()
}

/// What each side promised, where it promised something; `theirs` is the key of the company's title.
pub(in crate::web) fn sides(
    texts: Texts,
    content: &crate::domain::agreement::AgreementContent,
    judged: &[DutyJudged],
    theirs: &'static str,
) -> Vec<(&'static str, Vec<DutyRow>)> {
    let both = [("agreement-ours", Side::Municipality), (theirs, Side::Company)];
    both.into_iter().map(|(key, side)| (key, duty_rows(texts, content, judged, side))).filter(|(_, duties)| !duties.is_empty()).collect()
}

fn time(texts: Texts, hours: i64) -> String {
    if hours < 48 {
        return texts.count("agreement-hours", hours.unsigned_abs()).into_owned();
    }
    texts.count("agreement-days", (hours / 24).unsigned_abs()).into_owned()
}

fn times(texts: Texts, times: &AnswerTimes) -> String {
    let Some((median, slowest)) = times.median_hours.zip(times.slowest_hours) else {
        return texts.count("agreement-times-none", times.open).into_owned();
    };
    let args = [
        ("median", time(texts, median).into()),
        ("slowest", time(texts, slowest).into()),
        ("given", times.given.into()),
        ("open", times.open.into()),
    ];
    texts.with("agreement-times", &args).into_owned()
}

/// The figures with their labels.
pub(in crate::web) fn figure_rows(texts: Texts, figures: &PromiseFigures) -> Vec<(String, String)> {
    let label = |key: &str| texts.text(key).into_owned();
    let seats = [("open", figures.seats_open.into()), ("promised", figures.seats_promised.into())];
    vec![
        (label("agreement-figure-municipality"), times(texts, &figures.municipality)),
        (label("agreement-figure-company"), times(texts, &figures.company)),
        (label("agreement-figure-sent"), texts.whole(figures.sent.into())),
        (label("agreement-figure-seats"), texts.with("agreement-figure-seats-told", &seats).into_owned()),
    ]
}

fn waits_for(texts: Texts, version: &AgreementVersion) -> Vec<String> {
    let mut told = Vec::new();
    if version.standing.state != VersionState::Sent {
        return told;
    }
    if !version.standing.company_agrees {
        told.push(texts.text("agreement-waits-company").into_owned());
    }
    if version.standing.voice == Voice::Awaited {
        told.push(texts.text("agreement-waits-employees").into_owned());
    }
    told
}

fn version_rows(texts: Texts, file: &AgreementFile, url: &str) -> Vec<VersionRow> {
    let row = |(at, version): (usize, &AgreementVersion)| {
        let before = file.versions.get(at + 1);
        let parts = before.map(|before| version.content.differs_in(&before.content)).unwrap_or_default();
        let parts: Vec<String> = parts.iter().map(|part| texts.text(&format!("agreement-part-{part}")).into_owned()).collect();
        VersionRow {
            number: version.number,
            url: format!("{url}/udgaver/{}", version.id),
            pdf: format!("{url}/udgaver/{}/aftale.pdf", version.id),
            state: words::version_badge(texts, version.standing.state, version.is_in_force()),
            period: texts.period(version.content.starts_on, version.content.ends_on),
            differs: parts.join(", "),
            note: version.note.clone().unwrap_or_default(),
        }
    };
    file.versions.iter().enumerate().map(row).collect()
}

fn slot_rows(texts: Texts, file: &AgreementFile) -> Vec<SlotRow> {
    let row = |slot: &crate::domain::slot::Slot| SlotRow {
        url: crate::web::consultant::slots::url_of(slot.id),
        title: slot.title.clone(),
        seats: slot.seats,
        in_use: file.in_use.get(&slot.id).copied().unwrap_or_default(),
        period: texts.period(slot.open_from, slot.open_to),
    };
    file.slots.iter().map(row).collect()
}

fn representatives(file: &AgreementFile) -> Vec<Choice> {
    let all = file.parts.contacts.iter().filter(|one| one.active && one.role == ContactRole::Representative && one.email.is_some());
    all.map(|one| Choice::new(one.id.to_string(), one.name.clone(), false)).collect()
}

/// The page, with what one of its forms sent and what is wrong with it.
pub(super) async fn page(
    state: &AppState,
    me: &Consultant,
    agreement: AgreementId,
    (typed, errors): (Acts, FormErrors),
) -> Result<AgreementPage, PageError> {
    let file = state.app.ask(&me.actor, &OpenAgreement { agreement }).await?;
    Ok(laid_out(state, me, &file, (typed, errors)))
}

fn laid_out(state: &AppState, me: &Consultant, file: &AgreementFile, (typed, errors): (Acts, FormErrors)) -> AgreementPage {
    let (texts, url) = (me.visit.texts, url_of(file.agreement.id));
    let names = words::place_names(&file.parts.workplaces);
    let groups = words::group_names(state, texts, me.actor.tenant);
    let newest = file.versions.first();
    let paper = newest.map(|version| AgreementPaper::new(texts, version, PaperNames { workplaces: &names, groups: &groups }));
    let title = texts.name("agreement-page-title", &file.agreement.number);
    let company_url = format!("/konsulent/virksomheder/{}", file.parts.company.id);
    let is_open = newest.is_some_and(AgreementVersion::is_open);
    AgreementPage {
        shell: me
            .shell(SECTION, title)
            .crumb(texts.text("agreements-title"), ROOM)
            .lead(file.parts.company.name.clone())
            .with_errors(!errors.is_empty()),
        company_url,
        version: file.agreement.version,
        phase: phase_badge(texts, file.phase),
        may_change: me.actor.may(Right::ChangeCompanies),
        paper_title: newest.map(|version| texts.count("agreement-version-title", version.number).into_owned()).unwrap_or_default(),
        warnings: newest
            .filter(|_| is_open)
            .map(|version| words::warnings(texts, &version.content, &names, &file.meters))
            .unwrap_or_default(),
        waits_for: newest.map(|version| waits_for(texts, version)).unwrap_or_default(),
        note: newest.and_then(|version| version.note.clone()).unwrap_or_default(),
        can: can(file, me.actor.may(Right::ChangeCompanies)),
        representatives: representatives(file),
        has_asked_contact: file
            .parts
            .contacts
            .iter()
            .any(|one| one.active && one.role == ContactRole::Admin && one.workplace.is_none() && one.email.is_some()),
        sent: typed,
        slots: slot_rows(texts, file),
        versions: version_rows(texts, file, &url),
        sides: sides(texts, &file.content, &file.judged, "agreement-theirs"),
        figures: figure_rows(texts, &file.figures),
        responsible: file.parts.staff_name(file.agreement.responsible).unwrap_or_default().to_owned(),
        history: entries(texts, &file.history),
        paper,
        url,
        errors,
    }
}

/// The page.
pub(super) async fn show(
    State(state): State<AppState>,
    me: Consultant,
    Path(agreement): Path<AgreementId>,
) -> Result<Page<AgreementPage>, PageError> {
    let today = state.app.clock.today().to_string();
    let typed = Acts { on: today, ..Acts::default() };
    Ok(Page(page(&state, &me, agreement, (typed, FormErrors::default())).await?))
}
