//! The page before an act: what happens, who is told, and what it asks.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    ask::{self, Act},
    choices::{choice, conditions, many, reasons},
    extend, page,
    visit::{Sent, Visited},
};
use crate::{
    domain::{
        permission::Right,
        placement::{KONKRET_VURDERING, SaidOfFunction, StateName},
        reasons::CitizenAnswer,
        refusal::Refusal,
        rulebook::{self, Answer, Verdict},
        terms::LookPurpose,
    },
    i18n::Texts,
    state::AppState,
    use_cases::{failure::Failure, placements::dossier::Dossier},
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::{FormAgain, Page, on_to},
        parts::{Badge, Choice, FormErrors, FunctionFields, PassedOverTold},
        wording,
    },
};

/// The grounds on which a company is told a name, as the municipality may write them.
const LEGAL_BASES: [&str; 3] = ["lab", "integration", "consent"];

/// What the forms of all acts send.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct ActForm {
    #[serde(default)]
    pub svar: String,
    #[serde(default)]
    pub udtalelse: String,
    #[serde(default)]
    pub tilsidesaet: Vec<String>,
    #[serde(default)]
    pub begrundelse: String,
    #[serde(default)]
    pub dato: String,
    #[serde(default)]
    pub valg: String,
    #[serde(default)]
    pub felter: Vec<String>,
    #[serde(default)]
    pub telefon: String,
    #[serde(default)]
    pub hensyn: Vec<String>,
    #[serde(default)]
    pub grundlag: String,
    #[serde(default)]
    pub til: String,
    #[serde(default)]
    pub grunde: Vec<String>,
    #[serde(default)]
    pub funktion: String,
    #[serde(default)]
    pub vurdering: String,
    #[serde(default)]
    pub samme: String,
    #[serde(default)]
    pub forskel: String,
}

impl ActForm {
    /// What it says of the work function.
    pub fn said_of_function(&self) -> SaidOfFunction {
        FunctionFields::said(&self.funktion, &self.vurdering, &self.samme, &self.forskel)
    }
}

#[derive(Template)]
#[template(path = "consultant/placements/handling.html")]
struct ActPage {
    shell: Shell,
    act: Act,
    url: String,
    back: String,
    opslag: LookPurpose,
    about: Vec<(String, String)>,
    happens: String,
    told: Option<String>,
    /// How many proposals the company has had this month; before one more is sent.
    cap: Option<String>,
    purpose: String,
    law: Badge,
    findings: Vec<String>,
    duties: Vec<String>,
    day_hint: String,
    ways: Vec<String>,
    passed_over: Option<PassedOverTold>,
    answers: Vec<Choice>,
    reasons: Vec<Choice>,
    overrides: Vec<Choice>,
    asks_reason: bool,
    fields: Vec<Choice>,
    conditions: Vec<Choice>,
    bases: Vec<Choice>,
    justifications: Vec<Choice>,
    function: Option<FunctionFields>,
    form: ActForm,
    errors: FormErrors,
}

impl ActPage {
    const fn answer_key(&self) -> &'static str {
        if matches!(self.act, Act::Release) { "citizen-answer-named" } else { "citizen-answer" }
    }

    const fn day_key(&self) -> &'static str {
        if matches!(self.act, Act::Extend) { "placement-new-end" } else { "placement-last-day" }
    }

    const fn reason_key(&self) -> &'static str {
        if matches!(self.act, Act::Complete) { "placement-outcome" } else { "placement-reason" }
    }
}

/// Which act an address names.
#[derive(Deserialize)]
pub(super) struct Named {
    handling: String,
}

impl Named {
    fn act(&self) -> Result<Act, Failure> {
        Act::parse(&self.handling).ok_or(Failure::NotFound)
    }
}

pub(super) async fn show(State(state): State<AppState>, Path(named): Path<Named>, visited: Visited) -> Result<Response, PageError> {
    let act = named.act()?;
    let dossier = visited.open(&state).await?;
    let (next, others) = ask::possible(&dossier, &visited.me.actor, state.app.clock.today());
    if next != Some(act) && !others.contains(&act) {
        return Err(refusal(&dossier, act).into());
    }
    let form = begin(&dossier, act, state.app.clock.today());
    Ok(Page(act_page(&state, &visited, &dossier, act, form)).into_response())
}

/// Why an act has no page now.
fn refusal(dossier: &Dossier, act: Act) -> Failure {
    let state = dossier.closely.seen.record.placement.state;
    act.verb().map_or(Failure::NotFound, |verb| Refusal::WrongState { state, verb }.into())
}

pub(super) async fn perform(
    State(state): State<AppState>,
    Path(named): Path<Named>,
    Sent { visited, form }: Sent<ActForm>,
) -> Result<Response, PageError> {
    let (act, id) = (named.act()?, visited.placement);
    let form = spelled_out(visited.me.visit.texts, form);
    match ask::perform(&state, &visited.me.actor, act, id, &form).await {
        Ok(()) => Ok(on_to(&format!("/konsulent/forloeb/{id}"), act.notice())),
        Err(Failure::Refused(refusal)) => again(&state, &visited, act, form, &refusal).await,
        Err(failure) => Err(PageError(failure)),
    }
}

/// The form again with what was typed, and with what it may ask besides to be let through.
async fn again(state: &AppState, visited: &Visited, act: Act, form: ActForm, refusal: &Refusal) -> Result<Response, PageError> {
    let me = &visited.me;
    let offered = offered(state, me, refusal, &form);
    let Some(errors) = at_fields(state, me, act, (refusal, &form)) else { return Err(refusal.clone().into()) };
    let dossier = visited.open(state).await?;
    let mut page = act_page(state, visited, &dossier, act, form);
    page.shell.has_errors = true;
    if !offered.is_empty() {
        (page.overrides, page.asks_reason) = (offered, true);
    }
    if is_about_function(state, me, act, refusal) {
        page.function = Some(FunctionFields::new(me.visit.texts, page.form.said_of_function(), &errors));
    }
    let page = ActPage { errors, ..page };
    // A full month is no fault of the form.
    match refusal {
        Refusal::CapReached { .. } => Ok((StatusCode::CONFLICT, Page(page)).into_response()),
        _ => Ok(FormAgain(page).into_response()),
    }
}

/// The legal basis is written down in words, as it is chosen by its code.
fn spelled_out(texts: Texts, mut form: ActForm) -> ActForm {
    if LEGAL_BASES.contains(&form.grundlag.as_str()) {
        form.grundlag = texts.text(&format!("legal-basis-{}", form.grundlag)).into_owned();
    }
    form
}

/// The rules that stop an act and that this person may pass over with a reason.
fn offered(state: &AppState, me: &Consultant, refusal: &Refusal, form: &ActForm) -> Vec<Choice> {
    let Refusal::LawBlocks { rules } = refusal else { return Vec::new() };
    if !me.actor.may(Right::Override) {
        return Vec::new();
    }
    let book = state.app.rules.seen(me.actor.tenant);
    let heads = rules.iter().filter_map(|rule| book.header(rule)).filter(|head| head.overridable);
    let language = me.visit.texts.language();
    heads.map(|head| Choice::new(head.id.clone(), head.name.text(language), form.tilsidesaet.contains(&head.id))).collect()
}

/// Whether the law stops an act for want of what is written about the work function, which the act's form can say.
fn is_about_function(state: &AppState, me: &Consultant, act: Act, refusal: &Refusal) -> bool {
    let asks = match refusal {
        Refusal::LawBlocks { rules } => rules.iter().any(|rule| state.app.rules.seen(me.actor.tenant).allows_new_function_only(rule)),
        Refusal::LawUnknown { missing } => missing.iter().any(|fact| rulebook::is_about_function(fact)),
        _ => false,
    };
    asks && matches!(act, Act::Confirm | Act::Agree)
}

fn at_fields(state: &AppState, me: &Consultant, act: Act, (refusal, form): (&Refusal, &ActForm)) -> Option<FormErrors> {
    let texts = me.visit.texts;
    let at = |field: &str| {
        match field {
            "ends_on" | "on" => "dato",
            "statement" => "udtalelse",
            "reason" | "justifications" => "begrundelse",
            "fields" => "felter",
            "legal_basis" => "grundlag",
            "until" => "til",
            other => other,
        }
        .to_owned()
    };
    match refusal {
        Refusal::Invalid { fields } => Some(wording::errors(texts, &state.app.conditions, fields, at)),
        Refusal::LawBlocks { .. } if !offered(state, me, refusal, form).is_empty() => {
            let mut errors = FormErrors::default();
            if form.tilsidesaet.is_empty() {
                errors.add("tilsidesaet", texts.text("placement-law-blocks"));
            } else {
                errors.add("begrundelse", texts.text("override-needs-reason"));
            }
            Some(errors)
        }
        refusal if is_about_function(state, me, act, refusal) => {
            let mut errors = FormErrors::default();
            errors.add("vurdering", texts.text("function-missing"));
            Some(errors)
        }
        Refusal::CapReached { used, cap, anew_on } => {
            let mut errors = FormErrors::default();
            errors.add("", wording::cap_reached(texts, (*used, *cap), *anew_on));
            Some(errors)
        }
        Refusal::CitizenAnswerMissing => {
            let mut errors = FormErrors::default();
            errors.add("svar", texts.text(answer_advice(act, form)));
            Some(errors)
        }
        _ => None,
    }
}

/// What to do without the citizen's yes: note it, or take the proposal back.
fn answer_advice(act: Act, form: &ActForm) -> &'static str {
    match (act, CitizenAnswer::parse(&form.svar)) {
        (Act::Confirm, Some(_)) => "placement-citizen-says-no",
        (Act::Confirm, None) => "placement-citizen-answer-missing",
        _ => "placement-citizen-answer-named-missing",
    }
}

/// The values that a form begins with.
fn begin(dossier: &Dossier, act: Act, today: chrono::NaiveDate) -> ActForm {
    let placement = &dossier.closely.seen.record.placement;
    let dato = match act {
        Act::Complete => placement.period.to.to_string(),
        Act::Extend => extend::first_end(dossier),
        Act::Interrupt => today.clamp(placement.period.from, placement.period.to).to_string(),
        _ => String::new(),
    };
    let yes = |is: bool| if is { "ja" } else { "" }.to_owned();
    ActForm {
        dato,
        til: placement.period.to.to_string(),
        felter: vec!["name".to_owned()],
        funktion: "spurgt".to_owned(),
        vurdering: yes(placement.justifications.iter().any(|word| word == KONKRET_VURDERING)),
        samme: placement.function.same.map_or("", |same| if same { "ja" } else { "nej" }).to_owned(),
        forskel: yes(placement.function.difference_described == Some(true)),
        ..ActForm::default()
    }
}

fn act_page(state: &AppState, visited: &Visited, dossier: &Dossier, act: Act, form: ActForm) -> ActPage {
    let me = &visited.me;
    let texts = me.visit.texts;
    let placement = &dossier.closely.seen.record.placement;
    let back = format!("/konsulent/forloeb/{}", placement.id);
    let law = law_of(dossier);
    let (overrides, asks_reason) = overrides(me, dossier, act, &form);
    ActPage {
        shell: page::shell(me, dossier).crumb(dossier.slot.title.clone(), back.clone()).title(texts.text(&format!("act-{act}"))),
        act,
        url: format!("{back}/{act}"),
        back,
        opslag: visited.purpose,
        about: page::about(texts, dossier),
        happens: texts.text(&format!("act-{act}-happens")).into_owned(),
        told: told(texts, dossier, act),
        cap: (act == Act::Confirm).then(|| wording::monthly_cap(texts, &dossier.cap)),
        purpose: wording::purpose(texts, placement.purpose),
        law: Badge::verdict(texts, law.verdict.as_str()),
        findings: law.findings.iter().filter(|one| one.verdict != Verdict::Ok).map(|one| one.text(texts.language()).to_owned()).collect(),
        duties: page::duties(texts, law),
        day_hint: extend::day_hint(texts, dossier, act),
        ways: extend::ways_on(texts, dossier, act),
        passed_over: PassedOverTold::of(texts, &state.app.roles, &dossier.closely.seen.passed_over),
        answers: CitizenAnswer::ALL.iter().map(|one| choice(texts, "citizen-answer", one.as_str(), &form.svar)).collect(),
        reasons: reasons(texts, act, &form.valg),
        overrides,
        asks_reason,
        fields: ["name", "phone"].iter().map(|field| many(texts, "release-field", field, &form.felter)).collect(),
        conditions: conditions(state, texts, dossier, &form),
        bases: LEGAL_BASES.iter().map(|basis| choice(texts, "legal-basis", basis, &form.grundlag)).collect(),
        function: asks_function(state, me, law, act).then(|| FunctionFields::new(texts, form.said_of_function(), &FormErrors::default())),
        justifications: extend::justifications(texts, dossier, &form.grunde),
        form,
        errors: FormErrors::default(),
    }
}

/// What the law says to an act: what an earlier decision passed over blocks again.
fn law_of(dossier: &Dossier) -> &Answer {
    dossier.closely.law_anew.as_ref().unwrap_or(&dossier.closely.seen.law)
}

fn asks_function(state: &AppState, me: &Consultant, law: &Answer, act: Act) -> bool {
    matches!(act, Act::Confirm | Act::Agree) && state.app.rules.seen(me.actor.tenant).asks_for_function(law)
}

/// Rules that may be passed over here, and whether a reason is asked for.
fn overrides(me: &Consultant, dossier: &Dossier, act: Act, form: &ActForm) -> (Vec<Choice>, bool) {
    let law = law_of(dossier);
    if !me.actor.may(Right::Override) || !matches!(act, Act::Confirm | Act::Agree | Act::Extend) {
        return (Vec::new(), false);
    }
    let language = me.visit.texts.language();
    let blocked = law.blocking().filter(|finding| finding.overridable);
    let choices: Vec<Choice> = blocked
        .map(|finding| Choice::new(finding.rule.clone(), finding.text(language), form.tilsidesaet.contains(&finding.rule)))
        .collect();
    let asks = !choices.is_empty() || (act == Act::Confirm && law.verdict == Verdict::Unknown);
    (choices, asks)
}

/// Who hears of the act, and what.
fn told(texts: Texts, dossier: &Dossier, act: Act) -> Option<String> {
    let name = match act {
        // A release is made to the company, not to one of its people.
        Act::Release => format!("{}, {}", dossier.company.name, dossier.workplace.name),
        _ => dossier.contact.as_ref().map(|contact| format!("{}, {}", contact.name, dossier.company.name)).unwrap_or_default(),
    };
    let was_asked = dossier.closely.asked.is_some();
    let key = match act {
        Act::Confirm => "act-told-asked",
        Act::Release => "act-told-released",
        Act::Withdraw | Act::Cancel if was_asked => "act-told-gone",
        Act::Agree | Act::Extend | Act::Complete | Act::Interrupt => "act-told-portal",
        Act::WithdrawRelease => "act-told-hidden",
        _ => return None,
    };
    Some(texts.name(key, &name).into_owned())
}

/// The section's frame for pages about placements.
pub(super) const SECTION: Section = Section::Placements;

/// States in which a release can stand.
pub(super) const fn can_hold_release(state: StateName) -> bool {
    matches!(state, StateName::Accepted | StateName::Agreed | StateName::Running)
}
