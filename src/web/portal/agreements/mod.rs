//! "Vores aftale": what each side promised, whether it was kept, and the form by which the company approves or sends back.

use std::collections::HashMap;

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use axum_extra::extract::Form;
use chrono::SecondsFormat;
use serde::Deserialize;

use super::frame;
use crate::{
    base::clock::Moment,
    domain::{
        agreement::{AgreementVersion, VersionState, Voice},
        ids::{AgreementId, AgreementVersionId},
        refusal::Refusal,
    },
    state::AppState,
    use_cases::{
        agreements::{ApproveAgreement, OpenOwnAgreement, OwnAgreement, OwnAgreements, ReturnAgreement},
        failure::{Failure, OrNotFound},
    },
    web::{
        consultant::agreements::{DutyRow, figure_rows, group_names, phase_badge, sides, version_badge},
        error::PageError,
        extract::CompanyUser,
        layout::Shell,
        page::{FormAgain, Page, on_to},
        parts::{AgreementPaper, Badge, FormErrors, PaperNames},
        print, refused,
    },
};

/// Routes of this room.
pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/virksomhed/aftaler", get(list))
        .route("/virksomhed/aftaler/{agreement}", get(show))
        .route("/virksomhed/aftaler/{agreement}/godkend", post(approve))
        .route("/virksomhed/aftaler/{agreement}/send-tilbage", post(send_back))
        .route("/virksomhed/aftaler/{agreement}/udgaver/{version}/aftale.pdf", get(pdf))
}

struct Card {
    url: String,
    title: String,
    text: String,
    phase: Badge,
    waits: bool,
}

#[derive(Template)]
#[template(path = "portal/agreements/aftaler.html")]
struct ListPage {
    shell: Shell,
    cards: Vec<Card>,
}

async fn list(State(state): State<AppState>, me: CompanyUser) -> Result<Page<ListPage>, PageError> {
    let texts = me.visit.texts;
    let shell = frame::of_company(&state, &me, "portal-agreements").await?.crumb(texts.text("portal-home-title"), "/virksomhed");
    let own = state.app.ask(&me.actor, &OwnAgreements::new(&me.actor)).await?;
    let card = |row: &crate::use_cases::agreements::OwnAgreementRow| Card {
        url: format!("/virksomhed/aftaler/{}", row.agreement.id),
        title: format!("{} {}", texts.text(&format!("agreement-kind-{}", row.agreement.kind)), row.agreement.number),
        text: texts.period(row.agreement.starts_on, row.agreement.ends_on),
        phase: phase_badge(texts, row.phase),
        waits: row.waits,
    };
    Ok(Page(ListPage { shell, cards: own.iter().map(card).collect() }))
}

struct VersionRow {
    number: u32,
    pdf: String,
    state: Badge,
    period: String,
}

#[derive(Template)]
#[template(path = "portal/agreements/aftale.html")]
struct AgreementPage {
    shell: Shell,
    url: String,
    phase: Badge,
    /// The version that waits for an answer, or the one that holds, or the latest.
    paper: AgreementPaper,
    paper_title: String,
    version: AgreementVersionId,
    /// When its text was sent, exactly.
    sent_at: String,
    may_answer: bool,
    waits: Vec<String>,
    /// What each side promised: the key of its title, and its duties.
    sides: Vec<(&'static str, Vec<DutyRow>)>,
    figures: Vec<(String, String)>,
    versions: Vec<VersionRow>,
    note: String,
    errors: FormErrors,
}

/// What the forms of the page send.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Sent {
    udgave: String,
    sendt: String,
    note: String,
}

fn waits(texts: crate::i18n::Texts, version: &AgreementVersion, may_answer: bool) -> Vec<String> {
    if version.standing.state != VersionState::Sent {
        return Vec::new();
    }
    let said = [
        (!version.standing.company_agrees && !may_answer, "portal-agreement-waits-admin"),
        (version.standing.company_agrees, "portal-agreement-approved"),
        (version.standing.voice == Voice::Awaited, "agreement-waits-employees"),
    ];
    said.into_iter().filter(|(is, _)| *is).map(|(_, key)| texts.text(key).into_owned()).collect()
}

async fn page(
    state: &AppState,
    me: &CompanyUser,
    agreement: AgreementId,
    (note, errors): (String, FormErrors),
) -> Result<AgreementPage, PageError> {
    let own = state.app.ask(&me.actor, &OpenOwnAgreement::new(&me.actor, agreement)).await?;
    let shell = frame::of_company(state, me, "portal-agreement").await?;
    Ok(laid_out(state, me, (own, shell), (note, errors))?)
}

fn laid_out(
    state: &AppState,
    me: &CompanyUser,
    (own, shell): (OwnAgreement, Shell),
    (note, errors): (String, FormErrors),
) -> Result<AgreementPage, Failure> {
    let texts = me.visit.texts;
    let url = format!("/virksomhed/aftaler/{}", own.agreement.id);
    let groups = group_names(state, texts, me.actor.tenant);
    let newest = own.versions.first().or_not_found()?;
    let shell = shell.crumb(texts.text("portal-home-title"), "/virksomhed").crumb(texts.text("portal-agreements"), "/virksomhed/aftaler");
    let row = |version: &AgreementVersion| VersionRow {
        number: version.number,
        pdf: format!("{url}/udgaver/{}/aftale.pdf", version.id),
        state: version_badge(texts, version.standing.state, version.is_in_force()),
        period: texts.period(version.content.starts_on, version.content.ends_on),
    };
    let holds = own.versions.iter().find(|version| version.is_in_force()).unwrap_or(newest);
    Ok(AgreementPage {
        shell: shell.title(texts.name("agreement-page-title", &own.agreement.number)).with_errors(!errors.is_empty()),
        phase: phase_badge(texts, own.phase),
        paper: AgreementPaper::new(texts, newest, PaperNames { workplaces: &own.workplaces, groups: &groups }),
        paper_title: texts.count("agreement-version-title", newest.number).into_owned(),
        version: newest.id,
        sent_at: newest.sent_at.map(|at| at.to_rfc3339_opts(SecondsFormat::Nanos, true)).unwrap_or_default(),
        may_answer: own.may_answer,
        waits: waits(texts, newest, own.may_answer),
        sides: sides(texts, &holds.content, &own.judged, "portal-agreement-theirs"),
        figures: figure_rows(texts, &own.figures),
        versions: own.versions.iter().map(row).collect(),
        url,
        note,
        errors,
    })
}

async fn show(State(state): State<AppState>, me: CompanyUser, Path(agreement): Path<AgreementId>) -> Result<Response, PageError> {
    Ok(Page(page(&state, &me, agreement, (String::new(), FormErrors::default())).await?).into_response())
}

/// Which text the page showed.
fn shown(sent: &Sent) -> Result<(AgreementVersionId, Moment), Failure> {
    let (version, sent_at) = (sent.udgave.parse().ok(), sent.sendt.parse().ok());
    version.zip(sent_at).or_not_found()
}

async fn approve(
    State(state): State<AppState>,
    me: CompanyUser,
    Path(agreement): Path<AgreementId>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let (version, sent_at) = shown(&sent)?;
    let outcome = state.app.carry_out(&me.actor, &ApproveAgreement { agreement, version, sent_at }).await;
    answered(&state, &me, agreement, (outcome, "agreement-approved", sent)).await
}

async fn send_back(
    State(state): State<AppState>,
    me: CompanyUser,
    Path(agreement): Path<AgreementId>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let (version, sent_at) = shown(&sent)?;
    let intention = ReturnAgreement { agreement, version, sent_at, note: sent.note.clone() };
    let outcome = state.app.carry_out(&me.actor, &intention).await;
    answered(&state, &me, agreement, (outcome, "agreement-returned", sent)).await
}

async fn answered(
    state: &AppState,
    me: &CompanyUser,
    agreement: AgreementId,
    (outcome, notice, sent): (Result<(), Failure>, &'static str, Sent),
) -> Result<Response, PageError> {
    let failure = match outcome {
        Ok(()) => return Ok(on_to(&format!("/virksomhed/aftaler/{agreement}"), notice)),
        Err(failure @ Failure::Refused(Refusal::Invalid { .. } | Refusal::SeatsInUse { .. } | Refusal::KeptSeatsInUse { .. })) => failure,
        Err(failure) => return Err(PageError(failure)),
    };
    let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
    Ok(FormAgain(page(state, me, agreement, (sent.note, errors)).await?).into_response())
}

async fn pdf(
    State(state): State<AppState>,
    me: CompanyUser,
    Path((agreement, version)): Path<(AgreementId, AgreementVersionId)>,
) -> Result<Response, PageError> {
    let own = state.app.ask(&me.actor, &OpenOwnAgreement::new(&me.actor, agreement)).await?;
    let version = own.versions.iter().find(|one| one.id == version).or_not_found()?;
    let groups: HashMap<String, String> = group_names(&state, print::texts(), me.actor.tenant);
    let paper = AgreementPaper::new(print::texts(), version, PaperNames { workplaces: &own.workplaces, groups: &groups });
    Ok(print::answer(&head(&own, version), &paper)?)
}

fn head(own: &OwnAgreement, version: &AgreementVersion) -> print::Head {
    print::Head {
        number: own.agreement.number.clone(),
        version: version.number,
        company: own.company.clone(),
        cvr: own.cvr.clone(),
        municipality: own.municipality.clone(),
    }
}
