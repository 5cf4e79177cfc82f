//! `/konsulent/virksomheder/{id}/siger`: whom the company takes and what support it gives, as it said.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;

use super::{list::choices, relation::topic, url_of};
use crate::{
    domain::{
        ids::CompanyId,
        willingness::{SaidAt, Willing},
    },
    state::AppState,
    use_cases::{
        companies::{CompanyNamed, NameCompany},
        willingness::{SayWillingness, TypedWillingness},
    },
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::{FormAgain, Page, on_to},
        parts::{Choice, FormErrors},
        refused,
    },
};

#[derive(Template)]
#[template(path = "consultant/companies/willing.html")]
struct WillingForm {
    shell: Shell,
    action: String,
    back: String,
    today: String,
    typed: TypedWillingness,
    errors: FormErrors,
    groups: Vec<Choice>,
    offers: Vec<Choice>,
    answers: Vec<Choice>,
    sources: Vec<Choice>,
}

fn page(state: &AppState, me: &Consultant, named: &CompanyNamed, typed: TypedWillingness, errors: FormErrors) -> WillingForm {
    let (texts, tenant, back) = (me.visit.texts, me.actor.tenant, url_of(named.id));
    let shell = me.shell(Section::Companies, texts.text("willing-new")).crumb(texts.text("companies-title"), "/konsulent/virksomheder");
    let has = |code: &str| typed.topics.iter().any(|chosen| chosen == code);
    let choice = |code: &str| Choice::new(code, topic(state, tenant, texts, code), has(code));
    let book = state.app.rules.seen(tenant);
    WillingForm {
        shell: shell.crumb(&named.name, &back).with_errors(!errors.is_empty()),
        action: format!("{back}/siger"),
        back,
        today: state.app.clock.today().to_string(),
        groups: book.target_groups().into_iter().map(|group| choice(&group.head.id)).collect(),
        offers: state.app.conditions.offers.iter().map(|offer| choice(&offer.code)).collect(),
        answers: choices(me, "willing", Willing::ALL, &typed.answer),
        sources: choices(me, "said-at", SaidAt::ALL, &typed.source),
        typed,
        errors,
    }
}

/// An empty form, of today.
pub async fn form(State(state): State<AppState>, me: Consultant, Path(company): Path<CompanyId>) -> Result<Page<impl Template>, PageError> {
    let named = state.app.ask(&me.actor, &NameCompany { company }).await?;
    let today = state.app.clock.today().to_string();
    let typed = TypedWillingness { said_on: today, source: SaidAt::Visit.to_string(), ..TypedWillingness::default() };
    Ok(Page(page(&state, &me, &named, typed, FormErrors::default())))
}

/// Writes it down.
pub async fn say(
    State(state): State<AppState>,
    me: Consultant,
    Path(company): Path<CompanyId>,
    Form(typed): Form<TypedWillingness>,
) -> Result<Response, PageError> {
    let say = SayWillingness { company, typed: typed.clone() };
    let Err(failure) = state.app.carry_out(&me.actor, &say).await else {
        return Ok(on_to(&format!("{}#villighed", url_of(company)), "saved"));
    };
    let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
    let named = state.app.ask(&me.actor, &NameCompany { company }).await?;
    Ok(FormAgain(page(&state, &me, &named, typed, errors)).into_response())
}
