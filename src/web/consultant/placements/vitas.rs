//! The VITAS package of a placement: each field to be copied, and the number and decision to be noted.

use askama::{Template, filters::HtmlSafe};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    act::SECTION,
    choices::choice,
    visit::{Sent, Visited},
    vitas_files::{note_of, shown},
};
use crate::{
    base::clock::Moment,
    domain::{
        permission::Right,
        refusal::Refusal,
        terms::LookPurpose,
        vitas::{self, Field, FilledIn, Grant, GrantDecision},
    },
    i18n::Texts,
    state::AppState,
    use_cases::{
        failure::Failure,
        placements::{
            dossier::Dossier,
            vitas::{OpenVitas, RecordGrant, VitasCase},
        },
    },
    web::{
        error::PageError,
        layout::Shell,
        page::{FormAgain, Page, on_to},
        parts::{Badge, Choice, FormErrors, Tone},
        wording,
    },
};

/// What the page of a placement says of VITAS: one line and the way to the package.
#[derive(Clone, Debug, Template)]
#[template(path = "consultant/placements/_vitas.html")]
pub(super) struct VitasPanel {
    texts: Texts,
    badge: Option<Badge>,
    told: Option<String>,
    lacking: bool,
    url: Option<String>,
}

impl HtmlSafe for VitasPanel {}

impl VitasPanel {
    /// The panel of a placement; empty where no grant is asked for and none was noted.
    pub fn of(texts: Texts, dossier: &Dossier) -> Self {
        let seen = &dossier.closely.seen;
        let placement = &seen.record.placement;
        let is_about = vitas::needs_grant(&seen.law) || !seen.grants.is_empty();
        let lacking = is_lacking(dossier);
        Self {
            texts,
            badge: badge(texts, dossier),
            told: seen.grants.first().map(|grant| told(texts, grant)),
            lacking,
            url: is_about.then(|| format!("/konsulent/forloeb/{}/vitas", placement.id)),
        }
    }
}

/// Whether a placement that is not over waits for a grant.
fn is_lacking(dossier: &Dossier) -> bool {
    let seen = &dossier.closely.seen;
    !seen.record.placement.state.is_over() && vitas::lacks_grant(&seen.law, &seen.grants)
}

fn badge(texts: Texts, dossier: &Dossier) -> Option<Badge> {
    if is_lacking(dossier) {
        return Some(Badge::new(Tone::Warn, texts.text("vitas-lacking")));
    }
    let latest = dossier.closely.seen.grants.first()?;
    Some(Badge::new(tone(latest.decision), texts.text(&format!("vitas-decision-{}", latest.decision))))
}

const fn tone(decision: GrantDecision) -> Tone {
    match decision {
        GrantDecision::Bevilget => Tone::Ok,
        GrantDecision::Ansoegt | GrantDecision::Forhaandsgodkendt => Tone::Open,
        GrantDecision::Afslaaet | GrantDecision::Tilbagekaldt => Tone::Stop,
    }
}

/// `VITAS: bevilget 4. marts 2026, nr. 2026-00123`.
fn told(texts: Texts, grant: &Grant) -> String {
    let decision = texts.text(&format!("vitas-decision-{}", grant.decision)).to_lowercase();
    let args = [("decision", decision.into()), ("day", texts.date_plain(grant.decided_on).into()), ("number", grant.number.clone().into())];
    texts.with("vitas-told", &args).into_owned()
}

/// A field as a row: what is copied, what is said beside it, and where it is filled in.
struct Row {
    key: &'static str,
    label: String,
    value: Option<String>,
    note: Option<String>,
    fill_in: Option<String>,
}

impl Row {
    fn of(texts: Texts, field: &Field, dossier: &Dossier) -> Self {
        let fill_in = field.note.and_then(vitas::Note::filled_in).map(|place| match place {
            FilledIn::Slot => format!("/konsulent/pladser/{}", dossier.slot.id),
            FilledIn::Company => format!("/konsulent/virksomheder/{}", dossier.company.id),
        });
        Self {
            key: field.key,
            label: texts.text(&field.label_key()).into_owned(),
            value: field.value.as_ref().map(shown),
            note: note_of(texts, field),
            fill_in,
        }
    }
}

/// A decision in the history.
struct Noted {
    what: String,
    who: String,
    at: Moment,
}

#[derive(Template)]
#[template(path = "consultant/placements/vitas.html")]
struct VitasPage {
    shell: Shell,
    badge: Option<Badge>,
    opslag: LookPurpose,
    url: String,
    is_needed: bool,
    rows: Vec<Row>,
    noted: Vec<Noted>,
    may_record: bool,
    decisions: Vec<Choice>,
    form: VitasForm,
    errors: FormErrors,
}

/// The form by which a decision is noted.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct VitasForm {
    #[serde(default)]
    version: i32,
    #[serde(default)]
    nummer: String,
    #[serde(default)]
    afgoerelse: String,
    #[serde(default)]
    dato: String,
}

pub(super) async fn show(State(state): State<AppState>, visited: Visited) -> Result<Response, PageError> {
    let case = visited.open_vitas(&state).await?;
    let latest = case.dossier.closely.seen.grants.first();
    let form = VitasForm {
        version: case.dossier.closely.seen.record.placement.version,
        nummer: latest.map(|grant| grant.number.clone()).unwrap_or_default(),
        ..VitasForm::default()
    };
    Ok(Page(page(&visited, &case, form)).into_response())
}

pub(super) async fn record(State(state): State<AppState>, Sent { visited, form }: Sent<VitasForm>) -> Result<Response, PageError> {
    let intention = RecordGrant {
        placement: visited.placement,
        version: form.version,
        number: form.nummer.clone(),
        decision: form.afgoerelse.clone(),
        decided_on: form.dato.clone(),
    };
    match state.app.carry_out(&visited.me.actor, &intention).await {
        Ok(_) => Ok(on_to(&format!("/konsulent/forloeb/{}/vitas", visited.placement), "vitas-recorded")),
        Err(Failure::Refused(Refusal::Invalid { fields })) => {
            let errors = wording::errors(visited.me.visit.texts, &state.app.conditions, &fields, in_form);
            let mut page = page(&visited, &visited.open_vitas(&state).await?, form);
            page.shell.has_errors = true;
            Ok(FormAgain(VitasPage { errors, ..page }).into_response())
        }
        Err(failure) => Err(PageError(failure)),
    }
}

/// The name of a field in the form.
fn in_form(field: &str) -> String {
    match field {
        "number" => "nummer",
        "decision" => "afgoerelse",
        "decided_on" => "dato",
        other => other,
    }
    .to_owned()
}

impl Visited {
    /// The VITAS package; the look is logged with the stated purpose.
    pub(super) async fn open_vitas(&self, state: &AppState) -> Result<VitasCase, Failure> {
        state.app.ask(&self.me.actor, &OpenVitas { placement: self.placement, purpose: self.purpose }).await
    }
}

/// The page leaves the citizen's name out, so that it can be handed to the company.
fn page(visited: &Visited, case: &VitasCase, form: VitasForm) -> VitasPage {
    let (me, dossier) = (&visited.me, &case.dossier);
    let texts = me.visit.texts;
    let seen = &dossier.closely.seen;
    let placement = &seen.record.placement;
    let back = format!("/konsulent/forloeb/{}", placement.id);
    let kind = wording::form(texts, placement.form, &placement.weekly_hours);
    let period = texts.period(placement.period.from, Some(placement.period.to));
    let shell = me.shell(SECTION, texts.text("vitas-title"));
    let crumbs = shell.crumb(texts.text("placement-list-title"), "/konsulent/forloeb").crumb(dossier.slot.title.clone(), back.clone());
    VitasPage {
        shell: crumbs.lead(format!("{kind}, {period} · {}", super::page::place_name(dossier))),
        badge: badge(texts, dossier),
        opslag: visited.purpose,
        url: format!("{back}/vitas"),
        is_needed: vitas::needs_grant(&seen.law),
        rows: case.fields.iter().map(|field| Row::of(texts, field, dossier)).collect(),
        noted: seen.grants.iter().map(|grant| noted(texts, dossier, grant)).collect(),
        may_record: me.actor.may(Right::FollowUp),
        decisions: GrantDecision::ALL.iter().map(|word| choice(texts, "vitas-decision", word.as_str(), &form.afgoerelse)).collect(),
        form,
        errors: FormErrors::default(),
    }
}

fn noted(texts: Texts, dossier: &Dossier, grant: &Grant) -> Noted {
    let name = dossier.staff.get(&grant.noted_by).cloned().unwrap_or_default();
    Noted { what: told(texts, grant), who: texts.name("vitas-noted-by", &name).into_owned(), at: grant.noted_at }
}
