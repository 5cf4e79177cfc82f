//! Reserves or proposes a place: kind, period, hours and purpose are settled here; nothing reaches the company.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use serde::Deserialize;

use super::{
    cards::card,
    form::{Reading, iso},
    visit::{Sent, Visited},
    wording,
};
use crate::{
    domain::{
        ids::{CitizenId, SlotId},
        period::Period,
        placement::{HoursStep, KONKRET_VURDERING, SaidOfFunction},
        refusal::Refusal,
        slot::Slot,
        terms::{LookPurpose, PlacementForm, Purpose},
    },
    i18n::Texts,
    state::AppState,
    use_cases::{
        failure::Failure,
        matches::{JudgePlace, JudgedPlace, Proposal, ReservePlace},
        placements::propose::Propose,
    },
    web::{
        error::{self, PageError},
        layout::Shell,
        page::{FormAgain, Page, on_to},
        parts::{Choice, FitCard, FormErrors, FunctionFields, OutlookTold, PeriodLimit, ToldRules},
    },
};

/// What the form sends.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct TakeForm {
    art: String,
    fra: String,
    til: String,
    timer: String,
    formaal: String,
    handling: String,
    funktion: String,
    vurdering: String,
    samme: String,
    forskel: String,
}

#[derive(Template)]
#[template(path = "consultant/citizens/take.html")]
pub(super) struct TakePage {
    shell: Shell,
    card: FitCard,
    /// Rules that ask for something, and those that are fulfilled.
    rules: Option<ToldRules>,
    form: TakeForm,
    errors: FormErrors,
    kinds: Vec<Choice>,
    purposes: Vec<Choice>,
    action: String,
    back: String,
    /// How long each kind may last from the first day, and how it can go on.
    limits: Vec<PeriodLimit>,
    days: i64,
    function: Option<FunctionFields>,
    opslag: LookPurpose,
}

async fn judged(state: &AppState, visited: &Visited, slot: SlotId, from: Option<NaiveDate>) -> Result<JudgedPlace, PageError> {
    let question = JudgePlace { citizen: visited.citizen.into(), slot, from, purpose: visited.purpose };
    Ok(state.app.ask(&visited.me.actor, &question).await?)
}

/// What the match suggests.
fn suggested(texts: Texts, judged: &JudgedPlace) -> TakeForm {
    let found = &judged.place.found;
    let Some((period, match_period)) = judged.ahead.suggested.zip(found.period) else { return TakeForm::default() };
    TakeForm {
        art: found.form.map(|form| form.to_string()).unwrap_or_default(),
        fra: iso(Some(period.from)),
        til: iso(Some(period.to)),
        timer: match_period.weekly_hours.map(|hours| wording::hours(texts, hours)).unwrap_or_default(),
        ..TakeForm::default()
    }
}

fn page(state: &AppState, visited: &Visited, judged: &JudgedPlace, form: TakeForm, errors: FormErrors) -> TakePage {
    let JudgedPlace { file, place, ahead } = judged;
    let texts = visited.me.visit.texts;
    let kind = |kind: &PlacementForm| Choice::new(kind.to_string(), texts.text(&format!("form-{kind}")), form.art == kind.as_str());
    let purpose =
        |purpose: &Purpose| Choice::new(purpose.to_string(), texts.text(&format!("purpose-{purpose}")), form.formaal == purpose.as_str());
    TakePage {
        shell: visited
            .shell_below(state, file, "match-take-title")
            .crumb(texts.text("citizen-tab-match"), visited.url("match"))
            .with_errors(!errors.is_empty()),
        rules: place.found.law.as_ref().and_then(|law| ToldRules::of(texts, law)),
        card: FitCard { open: true, ..card(texts, 1, place) },
        kinds: place.slot.forms.iter().map(kind).collect(),
        purposes: Purpose::ALL.iter().map(purpose).collect(),
        action: visited.url(&format!("match/{}/reserver", place.slot.id)),
        back: visited.url("match"),
        limits: OutlookTold::limits(texts, ahead.from, &ahead.outlooks),
        days: state.app.settings.holds.reservation_days,
        function: asks_function(state, visited, place).then(|| FunctionFields::new(texts, said(&form), &errors)),
        opslag: visited.purpose,
        form,
        errors,
    }
}

/// The form with what the match suggests.
pub(super) async fn show(
    State(state): State<AppState>,
    visited: Visited,
    Path((_, slot)): Path<(CitizenId, SlotId)>,
) -> Result<Page<TakePage>, PageError> {
    let judged = judged(&state, &visited, slot, None).await?;
    let form = suggested(visited.me.visit.texts, &judged);
    Ok(Page(page(&state, &visited, &judged, form, FormErrors::default())))
}

/// Proposes the place and, when asked, holds a seat.
pub(super) async fn reserve(
    State(state): State<AppState>,
    Path((_, slot)): Path<(CitizenId, SlotId)>,
    Sent { visited, form }: Sent<TakeForm>,
) -> Result<Response, PageError> {
    let judged = judged(&state, &visited, slot, form.fra.trim().parse().ok()).await?;
    let (proposal, mut errors) = read(visited.me.visit.texts, &judged, &form);
    if let Some(proposal) = proposal {
        match act(&state, &visited, proposal, form.handling == "foreslaa").await {
            Ok(response) => return Ok(response),
            Err(Failure::Refused(Refusal::Invalid { fields })) => {
                crate::web::wording::add_errors(&mut errors, visited.me.visit.texts, &state.app.conditions, &fields, at);
            }
            Err(Failure::Refused(refusal)) if not_to_be_had(visited.me.visit.texts, &judged.place.slot, &refusal, &mut errors) => {
                return Ok((StatusCode::CONFLICT, Page(page(&state, &visited, &judged, form, errors))).into_response());
            }
            Err(failure) => return Err(PageError(failure)),
        }
    }
    Ok(FormAgain(page(&state, &visited, &judged, form, errors)).into_response())
}

async fn act(state: &AppState, visited: &Visited, proposal: Propose, only_propose: bool) -> Result<Response, Failure> {
    let (moved, notice) = if only_propose {
        (state.app.carry_out(&visited.me.actor, &proposal).await?, "match-proposed")
    } else {
        (state.app.carry_out(&visited.me.actor, &ReservePlace { proposal }).await?, "match-reserved")
    };
    Ok(on_to(&format!("/konsulent/forloeb/{}", moved.placement), notice))
}

/// What a full or closed place says at the form, so that nothing that was typed is lost.
fn not_to_be_had(texts: Texts, slot: &Slot, refusal: &Refusal, errors: &mut FormErrors) -> bool {
    match refusal {
        Refusal::NoFreeSeat { holders } => {
            let held = holders.iter().map(|holder| error::held_by(texts, holder)).collect::<Vec<_>>().join(" ");
            errors.add("fra", format!("{} {held}", texts.text("match-no-free-seat")));
        }
        Refusal::SlotClosed if slot.paused => errors.add("fra", texts.text("match-slot-paused")),
        Refusal::SlotClosed => errors.add("fra", texts.name("match-slot-open", &texts.period(slot.open_from, slot.open_to))),
        Refusal::ClosedThen { days } => errors.add("fra", texts.name("match-slot-closed-then", &texts.period(days.from, Some(days.to)))),
        Refusal::SeatsReserved => errors.add("fra", texts.text("error-seats_reserved-text")),
        _ => return false,
    }
    true
}

fn read(texts: Texts, judged: &JudgedPlace, form: &TakeForm) -> (Option<Propose>, FormErrors) {
    let JudgedPlace { file, place, .. } = judged;
    let mut reading = Reading { texts, errors: FormErrors::default() };
    let (from, to) = (reading.day("fra", &form.fra), reading.day("til", &form.til));
    let hours = reading.number("timer", &form.timer);
    let (kind, purpose) = (PlacementForm::parse(&form.art), Purpose::parse(&form.formaal));
    let missing = [
        ("art", kind.is_none()),
        ("fra", from.is_none()),
        ("til", to.is_none()),
        ("timer", hours.is_none()),
        ("formaal", purpose.is_none()),
    ];
    for (field, is_missing) in missing {
        if is_missing && reading.errors.at(field).is_empty() {
            reading.errors.add(field, texts.text("error-required"));
        }
    }
    let said = said(form);
    let read = (|| {
        let period = Period { from: from?, to: to? };
        Some(Propose {
            citizen: file.citizen.id,
            slot: place.slot.id,
            form: kind?,
            period,
            weekly_hours: vec![HoursStep { from: period.from, hours: hours? }],
            purpose: purpose?,
            self_found: false,
            justifications: said.assessed.filter(|assessed| *assessed).map(|_| KONKRET_VURDERING.to_owned()).into_iter().collect(),
            function: said.function,
            matched: Some(place.kept()),
        })
    })();
    (read.filter(|_| reading.errors.is_empty()), reading.errors)
}

fn asks_function(state: &AppState, visited: &Visited, place: &Proposal) -> bool {
    place.found.law.as_ref().is_some_and(|law| state.app.rules.seen(visited.me.actor.tenant).asks_for_function(law))
}

fn said(form: &TakeForm) -> SaidOfFunction {
    FunctionFields::said(&form.funktion, &form.vurdering, &form.samme, &form.forskel)
}

fn at(field: &str) -> String {
    match field {
        "kind" => "art",
        "ends_on" => "til",
        "weekly_hours" => "timer",
        other => other,
    }
    .to_owned()
}
