//! The form that proposes a slot for a citizen.

use askama::Template;
use axum::{
    extract::{Form, Query, State},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{act::SECTION, typed};
use crate::{
    domain::{
        ids::{CitizenId, PlacementId, SlotId},
        period::Period,
        placement::{HoursStep, KONKRET_VURDERING, SaidOfFunction},
        refusal::{FieldRefused, Refusal},
        terms::{PlacementForm, Purpose},
    },
    state::AppState,
    use_cases::{
        failure::Failure,
        matches::ReservePlace,
        placements::{
            ground::{Ground, ProposalGround},
            propose::Propose,
        },
    },
    web::{
        error::PageError,
        extract::Consultant,
        layout::Shell,
        page::{FormAgain, Page, on_to},
        parts::{Choice, FormErrors, FunctionFields, OutlookTold, PeriodLimit},
        wording,
    },
};

/// What the form sends, and what a link to it may fill in.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct ProposalForm {
    #[serde(default)]
    borger: String,
    #[serde(default)]
    plads: String,
    #[serde(default)]
    art: String,
    #[serde(default)]
    fra: String,
    #[serde(default)]
    til: String,
    #[serde(default)]
    timer: String,
    #[serde(default)]
    formaal: String,
    #[serde(default)]
    selvfundet: String,
    #[serde(default)]
    videre: String,
    #[serde(default)]
    funktion: String,
    #[serde(default)]
    vurdering: String,
    #[serde(default)]
    samme: String,
    #[serde(default)]
    forskel: String,
}

#[derive(Template)]
#[template(path = "consultant/placements/ny.html")]
struct NewPage {
    shell: Shell,
    form: ProposalForm,
    citizen: String,
    slot: String,
    forms: Vec<Choice>,
    purposes: Vec<Choice>,
    days: i64,
    /// How many proposals the company has had this month.
    cap: String,
    /// How long each kind may last from the suggested first day, and how it can go on.
    limits: Vec<PeriodLimit>,
    function: Option<FunctionFields>,
    errors: FormErrors,
}

fn parties(form: &ProposalForm) -> Result<(CitizenId, SlotId), Failure> {
    let citizen = form.borger.parse().map_err(|_| Failure::NotFound)?;
    Ok((citizen, form.plads.parse().map_err(|_| Failure::NotFound)?))
}

async fn ground(state: &AppState, me: &Consultant, form: &ProposalForm) -> Result<Ground, Failure> {
    let (citizen, slot) = parties(form)?;
    state.app.ask(&me.actor, &ProposalGround { citizen, slot }).await
}

fn page(state: &AppState, me: &Consultant, ground: &Ground, form: ProposalForm, errors: FormErrors) -> NewPage {
    let texts = me.visit.texts;
    let kind = |kind: &PlacementForm| Choice::new(kind.as_str(), wording::form(texts, *kind, &[]), kind.as_str() == form.art);
    let shell = me.shell(SECTION, texts.text("placement-new-title")).crumb(texts.text("placement-list-title"), "/konsulent/forloeb");
    NewPage {
        shell: shell.with_errors(!errors.is_empty()),
        citizen: ground.citizen.name.reveal(),
        slot: format!("{}, {}", ground.slot.title, ground.workplace),
        forms: ground.slot.forms.iter().map(kind).collect(),
        purposes: wording::purposes(texts, &form.formaal),
        days: state.app.settings.holds.reservation_days,
        cap: wording::monthly_cap(texts, &ground.cap),
        limits: OutlookTold::limits(texts, ground.period.from, &ground.outlooks),
        function: ground.asks_function.then(|| FunctionFields::new(texts, said(&form), &errors)),
        form,
        errors,
    }
}

pub(super) async fn show(State(state): State<AppState>, me: Consultant, Query(form): Query<ProposalForm>) -> Result<Response, PageError> {
    let ground = ground(&state, &me, &form).await?;
    let form = filled(&me, &ground, form);
    Ok(Page(page(&state, &me, &ground, form, FormErrors::default())).into_response())
}

/// Sensible values where the link brought none.
fn filled(me: &Consultant, ground: &Ground, form: ProposalForm) -> ProposalForm {
    let or = |given: String, other: String| if given.is_empty() { other } else { given };
    let hours = ground.hours.map(|hours| wording::number(me.visit.texts, hours)).unwrap_or_default();
    ProposalForm {
        art: or(form.art, ground.slot.forms.first().map(ToString::to_string).unwrap_or_default()),
        fra: or(form.fra, ground.period.from.to_string()),
        til: or(form.til, ground.period.to.to_string()),
        timer: or(form.timer, hours),
        ..ProposalForm { borger: form.borger, plads: form.plads, formaal: form.formaal, ..ProposalForm::default() }
    }
}

pub(super) async fn propose(State(state): State<AppState>, me: Consultant, Form(form): Form<ProposalForm>) -> Result<Response, PageError> {
    match try_propose(&state, &me, &form).await {
        Ok((placement, notice)) => Ok(on_to(&format!("/konsulent/forloeb/{placement}"), notice)),
        Err(Failure::Refused(Refusal::Invalid { fields })) => {
            let errors = wording::errors(me.visit.texts, &state.app.conditions, &fields, |field| at(field).to_owned());
            let ground = ground(&state, &me, &form).await?;
            Ok(FormAgain(page(&state, &me, &ground, form, errors)).into_response())
        }
        Err(failure) => Err(PageError(failure)),
    }
}

fn at(field: &str) -> &str {
    match field {
        "kind" => "art",
        "starts_on" => "fra",
        "ends_on" => "til",
        "weekly_hours" => "timer",
        "purpose" => "formaal",
        other => other,
    }
}

/// Proposes, and holds a seat where that was asked, in one commit; tells the placement and the notice.
async fn try_propose(state: &AppState, me: &Consultant, form: &ProposalForm) -> Result<(PlacementId, &'static str), Failure> {
    let proposal = read(form)?;
    if form.videre != "reserver" {
        let proposed = state.app.carry_out(&me.actor, &proposal).await?;
        return Ok((proposed.placement, "placement-foreslaa"));
    }
    let reserved = state.app.carry_out(&me.actor, &ReservePlace { proposal }).await?;
    Ok((reserved.placement, "placement-reserver"))
}

fn said(form: &ProposalForm) -> SaidOfFunction {
    FunctionFields::said(&form.funktion, &form.vurdering, &form.samme, &form.forskel)
}

fn read(form: &ProposalForm) -> Result<Propose, Failure> {
    let (citizen, slot) = parties(form)?;
    let (from, to) = (typed::day(&form.fra), typed::day(&form.til));
    let (kind, purpose) = (PlacementForm::parse(&form.art), Purpose::parse(&form.formaal));
    let hours = typed::number(&form.timer);
    let checks = [
        (kind.is_none(), "kind", "choice-missing"),
        (from.is_none(), "starts_on", "day-missing"),
        (to.is_none(), "ends_on", "day-missing"),
        (hours.is_none(), "weekly_hours", "weekly-hours-not-sound"),
        (purpose.is_none(), "purpose", "purpose-missing"),
    ];
    let fields = checks.into_iter().filter(|(wrong, ..)| *wrong).map(|(_, field, reason)| FieldRefused::new(field, reason)).collect();
    let (Some(form_kind), Some(from), Some(to), Some(hours), Some(purpose)) = (kind, from, to, hours, purpose) else {
        return Err(Refusal::Invalid { fields }.into());
    };
    let said = said(form);
    Ok(Propose {
        citizen,
        slot,
        form: form_kind,
        period: Period { from, to },
        weekly_hours: vec![HoursStep { from, hours }],
        purpose,
        self_found: form.selvfundet == "ja",
        justifications: said.assessed.filter(|assessed| *assessed).map(|_| KONKRET_VURDERING.to_owned()).into_iter().collect(),
        function: said.function,
        matched: None,
    })
}
