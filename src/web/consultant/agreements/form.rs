//! `/konsulent/aftaler/ny` and `…/ret`: an agreement is written; lines are added and taken away without scripts too.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use serde::Deserialize;

use super::{ROOM, SECTION, url_of, words};
use crate::{
    domain::{
        agreement::{Payer, Side},
        company::AgreementKind,
        ids::{AgreementId, CompanyId},
        refusal::Refusal,
        terms::PlacementForm,
    },
    state::AppState,
    use_cases::{
        agreements::{AgreementDraft, LINE_FIELDS, LineFields, PrepareAgreement, SaveAgreement, TypedAgreement, TypedLine},
        failure::Failure,
    },
    web::{
        consultant::companies::choices,
        error::PageError,
        extract::Consultant,
        layout::Shell,
        page::{FormAgain, Page, on_to},
        parts::{Choice, FormErrors, meter},
        refused,
    },
};

/// Blank lines that a new form shows.
const BLANK_LINES: usize = 2;

/// Blank lines for duties under those that are there.
const BLANK_DUTIES: usize = 2;

/// The company that a new agreement is with.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct With {
    virksomhed: String,
}

struct LineForm {
    number: usize,
    names: LineFields,
    typed: TypedLine,
    workplaces: Vec<Choice>,
    forms: Vec<Choice>,
    groups: Vec<Choice>,
    in_use: u32,
    is_open: bool,
}

#[derive(Template)]
#[template(path = "consultant/agreements/form.html")]
pub(super) struct AgreementForm {
    shell: Shell,
    action: String,
    back: String,
    typed: TypedAgreement,
    errors: FormErrors,
    kinds: Vec<Choice>,
    responsible: Vec<Choice>,
    payers: Vec<Choice>,
    lines: Vec<LineForm>,
    has_room: bool,
    meters: Vec<String>,
    warnings: Vec<String>,
    has_workplaces: bool,
    new_workplace_url: String,
}

fn company_of(draft: &AgreementDraft) -> CompanyId {
    draft.parts.company.id
}

fn fresh_typed(state: &AppState, draft: &AgreementDraft) -> TypedAgreement {
    let today = state.app.clock.today();
    TypedAgreement {
        number: format!("{}-{:04}", today.format("%Y"), draft.count + 1),
        kind: AgreementKind::Partnerskabsaftale.to_string(),
        starts_on: today.to_string(),
        responsible: draft.parts.company.consultant.map(|id| id.to_string()).unwrap_or_default(),
        ours: words::usual_duties(Side::Municipality),
        theirs: words::usual_duties(Side::Company),
        ..TypedAgreement::default()
    }
}

fn known_typed(draft: &AgreementDraft) -> Option<TypedAgreement> {
    let (agreement, newest) = (draft.agreement.as_ref()?, draft.newest.as_ref()?);
    Some(TypedAgreement::of(agreement, &newest.content))
}

/// What stands around the fields.
struct Around<'a> {
    state: &'a AppState,
    me: &'a Consultant,
    draft: &'a AgreementDraft,
    /// Blank lines of places at the end.
    blanks: usize,
}

impl Around<'_> {
    fn page(&self, mut typed: TypedAgreement, errors: FormErrors) -> AgreementForm {
        let (me, draft) = (self.me, self.draft);
        let texts = me.visit.texts;
        let agreement = draft.agreement.as_ref();
        let title = texts.text(if agreement.is_some() { "agreement-edit" } else { "agreement-new" });
        let back = agreement.map_or_else(|| format!("/konsulent/virksomheder/{}#aftaler", company_of(draft)), |one| url_of(one.id));
        for duties in [&mut typed.ours, &mut typed.theirs] {
            duties.retain(|text| !text.trim().is_empty());
            duties.extend(std::iter::repeat_n(String::new(), BLANK_DUTIES));
        }
        let names = words::place_names(&draft.parts.workplaces);
        AgreementForm {
            shell: me
                .shell(SECTION, title)
                .crumb(texts.text("agreements-title"), ROOM)
                .crumb(&draft.parts.company.name, format!("/konsulent/virksomheder/{}", company_of(draft)))
                .with_errors(!errors.is_empty()),
            action: agreement
                .map_or_else(|| format!("{ROOM}/ny?virksomhed={}", company_of(draft)), |one| format!("{}/ret", url_of(one.id))),
            back,
            kinds: choices(me, "agreement-kind", AgreementKind::ALL, &typed.kind),
            responsible: self.staff(&typed.responsible),
            payers: choices(me, "agreement-payer", Payer::ALL, &typed.mentor_paid_by),
            has_room: typed.lines.len() + self.blanks < LINE_FIELDS.len(),
            lines: self.lines(&typed),
            meters: draft
                .parts
                .workplaces
                .iter()
                .filter_map(|place| Some(meter(texts, place.name.clone(), draft.meters.get(&place.id)?).sentence()))
                .collect(),
            warnings: draft
                .newest
                .as_ref()
                .map(|newest| words::warnings(texts, &newest.content, &names, &draft.meters))
                .unwrap_or_default(),
            has_workplaces: !draft.parts.workplaces.is_empty(),
            new_workplace_url: format!("/konsulent/virksomheder/{}/arbejdspladser/ny", company_of(draft)),
            typed,
            errors,
        }
    }

    fn staff(&self, chosen: &str) -> Vec<Choice> {
        let people = self.draft.parts.staff.iter().filter(|one| one.active || one.id.to_string() == chosen);
        people.map(|one| Choice::new(one.id.to_string(), one.name.clone(), one.id.to_string() == chosen)).collect()
    }

    /// The typed lines, closed up, and blank ones after them.
    fn lines(&self, typed: &TypedAgreement) -> Vec<LineForm> {
        let blank = TypedLine { forms: vec![PlacementForm::Virksomhedspraktik.to_string()], ..TypedLine::default() };
        let all = typed.lines.iter().cloned().map(|line| (line, true)).chain(std::iter::repeat_n((blank, false), self.blanks));
        all.zip(LINE_FIELDS).enumerate().map(|(at, ((line, is_open), names))| self.line(at, names, (line, is_open))).collect()
    }

    fn line(&self, at: usize, names: LineFields, (typed, is_open): (TypedLine, bool)) -> LineForm {
        let (me, parts) = (self.me, &self.draft.parts);
        let only = parts.workplaces.len() == 1;
        let place = |place: &crate::domain::company::Workplace| {
            let id = place.id.to_string();
            let is_chosen = id == typed.workplace || (only && typed.workplace.is_empty());
            Choice::new(id, place.name.clone(), is_chosen)
        };
        let form = |form: &PlacementForm| {
            let label = me.visit.texts.text(&format!("placement-form-{form}"));
            Choice::new(form.as_str(), label, typed.forms.iter().any(|word| word == form.as_str()))
        };
        let book = self.state.app.rules.seen(me.actor.tenant);
        let group = |(code, name): (String, String)| {
            let is_chosen = typed.reserved_for.contains(&code);
            Choice::new(code, name, is_chosen)
        };
        let in_use = self.draft.in_use.iter().find(|(slot, _)| slot.to_string() == typed.slot).map_or(0, |(_, count)| *count);
        LineForm {
            number: at + 1,
            names,
            workplaces: parts.workplaces.iter().map(place).collect(),
            forms: PlacementForm::ALL.iter().filter(|form| **form != PlacementForm::Jobrotation).map(form).collect(),
            groups: words::groups(me.visit.texts, &book).into_iter().map(group).collect(),
            in_use,
            is_open: is_open || at == 0,
            typed,
        }
    }
}

/// An empty form with the usual duties.
pub(super) async fn fresh(
    State(state): State<AppState>,
    me: Consultant,
    Query(with): Query<With>,
) -> Result<Page<AgreementForm>, PageError> {
    let draft = state.app.ask(&me.actor, &PrepareAgreement::With(company(&with)?)).await?;
    let around = Around { state: &state, me: &me, draft: &draft, blanks: BLANK_LINES };
    Ok(Page(around.page(fresh_typed(&state, &draft), FormErrors::default())))
}

fn company(with: &With) -> Result<CompanyId, Failure> {
    with.virksomhed.parse().map_err(|_| Failure::NotFound)
}

/// Writes a new one down.
pub(super) async fn create(
    State(state): State<AppState>,
    me: Consultant,
    Query(with): Query<With>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    save(&state, &me, PrepareAgreement::With(company(&with)?), pairs).await
}

/// The form with what is known.
pub(super) async fn edit(
    State(state): State<AppState>,
    me: Consultant,
    Path(agreement): Path<AgreementId>,
) -> Result<Page<AgreementForm>, PageError> {
    let draft = state.app.ask(&me.actor, &PrepareAgreement::Of(agreement)).await?;
    let typed = known_typed(&draft).unwrap_or_else(|| fresh_known(&state, &draft));
    let around = Around { state: &state, me: &me, draft: &draft, blanks: usize::from(typed.lines.is_empty()) };
    Ok(Page(around.page(typed, FormErrors::default())))
}

/// An agreement from before there were versions.
fn fresh_known(state: &AppState, draft: &AgreementDraft) -> TypedAgreement {
    let fresh = fresh_typed(state, draft);
    let Some(agreement) = &draft.agreement else { return fresh };
    TypedAgreement {
        version: agreement.version,
        number: agreement.number.clone(),
        kind: agreement.kind.to_string(),
        starts_on: agreement.starts_on.to_string(),
        ends_on: agreement.ends_on.map(|day| day.to_string()).unwrap_or_default(),
        responsible: agreement.responsible.map(|id| id.to_string()).unwrap_or_default(),
        terms: agreement.terms.clone(),
        ..fresh
    }
}

/// Changes what is not sent yet.
pub(super) async fn change(
    State(state): State<AppState>,
    me: Consultant,
    Path(agreement): Path<AgreementId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    save(&state, &me, PrepareAgreement::Of(agreement), pairs).await
}

async fn save(state: &AppState, me: &Consultant, which: PrepareAgreement, pairs: Vec<(String, String)>) -> Result<Response, PageError> {
    let draft = state.app.ask(&me.actor, &which).await?;
    let one_more = pairs.iter().any(|(name, _)| name == "one_more");
    let typed = TypedAgreement::from_pairs(pairs);
    let around = Around { state, me, draft: &draft, blanks: usize::from(one_more) };
    if one_more {
        return Ok(Page(around.page(typed, FormErrors::default())).into_response());
    }
    let agreement = draft.agreement.as_ref().map(|one| one.id);
    let intention = SaveAgreement { company: company_of(&draft), agreement, typed: typed.clone() };
    let failure = match state.app.carry_out(&me.actor, &intention).await {
        Ok(saved) => return Ok(on_to(&url_of(saved), "saved")),
        Err(failure) => failure,
    };
    let errors = errors(me, state, (&draft, &typed), failure)?;
    Ok(FormAgain(around.page(typed, errors)).into_response())
}

/// Seats in use stand at the line whose seats are too few.
fn errors(
    me: &Consultant,
    state: &AppState,
    (draft, typed): (&AgreementDraft, &TypedAgreement),
    failure: Failure,
) -> Result<FormErrors, PageError> {
    let Failure::Refused(Refusal::SeatsInUse { in_use }) = failure else {
        return refused::into_form(me.visit.texts, &state.app.conditions, failure);
    };
    let is_short = |line: &TypedLine| {
        let used = draft.in_use.iter().find(|(slot, _)| slot.to_string() == line.slot).map_or(0, |(_, count)| *count);
        line.drop || line.seats.trim().parse::<u32>().is_ok_and(|seats| seats < used)
    };
    let at = typed.lines.iter().position(is_short).and_then(|at| LINE_FIELDS.get(at)).map_or("lines", |names| names.seats);
    let mut errors = FormErrors::default();
    errors.add(at, me.visit.texts.count("slot-seats-in-use", in_use));
    Ok(errors)
}
