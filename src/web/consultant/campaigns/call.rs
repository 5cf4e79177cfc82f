//! A call of a campaign: the number, who was there of late, and what came of it.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;

use crate::{
    domain::{
        campaign::CampaignResult,
        ids::{CampaignId, CompanyId},
    },
    i18n::Texts,
    state::AppState,
    use_cases::{
        campaigns::{CallCompany, OpenCampaign, TypedCall},
        companies::PrepareLog,
        contact_log::ContactsOf,
        failure::OrNotFound,
    },
    web::{
        consultant::companies::{agree_with, asks_for_second_look, collision_line, owner_line, url_of},
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::{FormAgain, Page, on_to},
        parts::{Choice, FormErrors},
        refused,
    },
};

struct Person {
    name: String,
    phone: String,
    dial: String,
}

fn person(name: String, phone: String) -> Person {
    Person { name, dial: phone.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect(), phone: phone.replace(' ', "\u{a0}") }
}

#[derive(Template)]
#[template(path = "consultant/campaigns/call.html")]
pub(super) struct CallPage {
    shell: Shell,
    action: String,
    owner: String,
    agree_with: Option<String>,
    collision: Option<String>,
    company_url: String,
    people: Vec<Person>,
    typed: TypedCall,
    errors: FormErrors,
    is_warned: bool,
    results: Vec<Choice>,
}

fn results(texts: Texts, chosen: &str) -> Vec<Choice> {
    let told = CampaignResult::ALL.iter().filter(|one| **one != CampaignResult::Open);
    told.map(|one| Choice::new(one.as_str(), texts.text(&format!("campaign-result-{one}")), one.as_str() == chosen)).collect()
}

/// Whom to ring.
async fn people(state: &AppState, me: &Consultant, company: CompanyId) -> Result<Vec<Person>, PageError> {
    let people = state.app.ask(&me.actor, &PrepareLog { company }).await?;
    Ok(people.into_iter().filter_map(|one| Some(person(one.name, one.phone?))).collect())
}

fn frame(me: &Consultant, campaign: &str, url: &str, company: &str) -> Shell {
    let shell = me.shell(Section::Companies, company);
    shell.crumb(me.visit.texts.text("campaigns-title"), "/konsulent/kampagner").crumb(campaign, url)
}

async fn laid(
    state: &AppState,
    me: &Consultant,
    (campaign, company): (CampaignId, CompanyId),
    (typed, errors, is_warned): (TypedCall, FormErrors, bool),
) -> Result<CallPage, PageError> {
    let texts = me.visit.texts;
    let file = state.app.ask(&me.actor, &OpenCampaign { campaign }).await?;
    let line = file.lines.iter().find(|line| line.company.id == company).or_not_found()?;
    let log = state.app.ask(&me.actor, &ContactsOf { company, asker: me.actor.account(), after: None, limit: 1 }).await?;
    let url = format!("/konsulent/kampagner/{campaign}");
    Ok(CallPage {
        shell: frame(me, &file.campaign.name, &url, &line.company.name).with_errors(!errors.is_empty()),
        action: format!("{url}/{company}"),
        owner: owner_line(texts, &log.ownership),
        agree_with: agree_with(texts, &log.ownership),
        collision: log.collision.as_ref().map(|one| collision_line(texts, one, state.app.clock.today())),
        company_url: url_of(company),
        people: people(state, me, company).await?,
        results: results(texts, &typed.result),
        typed,
        errors,
        is_warned,
    })
}

/// The form of a call.
pub(super) async fn show(
    State(state): State<AppState>,
    me: Consultant,
    Path(which): Path<(CampaignId, CompanyId)>,
) -> Result<Page<CallPage>, PageError> {
    let typed = TypedCall { client_key: state.app.ids.random().to_string(), ..TypedCall::default() };
    Ok(Page(laid(&state, &me, which, (typed, FormErrors::default(), false)).await?))
}

/// Notes a call.
pub(super) async fn call(
    State(state): State<AppState>,
    me: Consultant,
    Path((campaign, company)): Path<(CampaignId, CompanyId)>,
    Form(typed): Form<TypedCall>,
) -> Result<Response, PageError> {
    let done = state.app.carry_out(&me.actor, &CallCompany { campaign, company, typed: typed.clone() }).await;
    let Err(failure) = done else { return Ok(on_to(&format!("/konsulent/kampagner/{campaign}"), "contact-logged")) };
    let is_warned = asks_for_second_look(&failure);
    let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
    Ok(FormAgain(laid(&state, &me, (campaign, company), (typed, errors, is_warned)).await?).into_response())
}
