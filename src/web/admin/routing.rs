//! `/administration/fordeling`: which enquiries go to whom.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;

use crate::{
    domain::{
        enquiry::{OfferKind, RoutingCondition, RoutingTarget},
        ids::RoutingRuleId,
    },
    i18n::Texts,
    state::AppState,
    use_cases::enquiries::rules::{AddRoutingRule, MoveRoutingRule, RoutingRules, RuleLine, RulesFound, TypedRule},
    web::{
        error::PageError,
        extract::{Administrator, Consultant},
        layout::{Section, Shell},
        page::{FormAgain, Page, on_to},
        parts::{Choice, FormErrors},
        refused,
    },
};

const LIST: &str = "/administration/fordeling";

/// A rule in words.
struct Line {
    url: String,
    when: String,
    to: String,
    is_there: bool,
}

#[derive(Template)]
#[template(path = "admin/routing.html")]
struct RoutingPage {
    shell: Shell,
    rules: Vec<Line>,
    typed: TypedRule,
    whens: Vec<Choice>,
    offers: Vec<Choice>,
    targets: Vec<Choice>,
    errors: FormErrors,
}

fn line(texts: Texts, line: RuleLine) -> Line {
    let when = match &line.rule.when {
        RoutingCondition::Branch(prefix) => texts.name("routing-rule-branch", prefix),
        RoutingCondition::Postcodes(from, to) => {
            texts.with("routing-rule-postcodes", &[("from", from.clone().into()), ("to", to.clone().into())])
        }
        RoutingCondition::Offers(kind) => texts.name("routing-rule-offers", &texts.text(&format!("offer-kind-{kind}"))),
    };
    let to = match line.rule.to {
        RoutingTarget::Account(_) => line.to,
        RoutingTarget::Team(_) => texts.name("routing-team", &line.to).into_owned(),
    };
    Line { url: format!("{LIST}/{}", line.rule.id), when: when.into_owned(), to, is_there: line.is_there }
}

fn targets(texts: Texts, found: &RulesFound, chosen: &str) -> Vec<Choice> {
    let account = found.accounts.iter().map(|(id, name)| (format!("account:{id}"), name.clone()));
    let team = found.teams.iter().map(|(id, name)| (format!("team:{id}"), texts.name("routing-team", name).into_owned()));
    account.chain(team).map(|(value, label)| Choice::new(value.as_str(), label, value == chosen)).collect()
}

async fn page(state: &AppState, me: &Consultant, typed: TypedRule, errors: FormErrors) -> Result<RoutingPage, PageError> {
    let texts = me.visit.texts;
    let found = state.app.ask(&me.actor, &RoutingRules).await?;
    let when = |word: &&str| Choice::new(*word, texts.text(&format!("routing-kind-{word}")), **word == typed.naar);
    let offer = |kind: &OfferKind| Choice::new(kind.as_str(), texts.text(&format!("offer-kind-{kind}")), kind.as_str() == typed.slags);
    let shell = me.shell(Section::Administration, texts.text("routing-title")).lead(texts.text("routing-lead"));
    Ok(RoutingPage {
        shell: shell.crumb(texts.text("admin-users"), super::users::LIST).with_errors(!errors.is_empty()),
        whens: ["postnr", "branche", "slags"].iter().map(when).collect(),
        offers: OfferKind::ALL.iter().map(offer).collect(),
        targets: targets(texts, &found, &typed.hvem),
        rules: found.rules.into_iter().map(|rule| line(texts, rule)).collect(),
        typed,
        errors,
    })
}

/// The rules in their order, and a form for one more.
pub async fn list(State(state): State<AppState>, Administrator(me): Administrator) -> Result<Page<impl Template>, PageError> {
    let typed = TypedRule { naar: "postnr".to_owned(), ..TypedRule::default() };
    Ok(Page(page(&state, &me, typed, FormErrors::default()).await?))
}

/// Adds a rule.
pub async fn add(
    State(state): State<AppState>,
    Administrator(me): Administrator,
    Form(typed): Form<TypedRule>,
) -> Result<Response, PageError> {
    match state.app.carry_out(&me.actor, &AddRoutingRule { typed: typed.clone() }).await {
        Ok(_) => Ok(on_to(LIST, "saved")),
        Err(failure) => {
            let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
            Ok(FormAgain(page(&state, &me, typed, errors).await?).into_response())
        }
    }
}

/// Moves a rule one up.
pub async fn up(
    State(state): State<AppState>,
    Administrator(me): Administrator,
    Path(rule): Path<RoutingRuleId>,
) -> Result<Response, PageError> {
    state.app.carry_out(&me.actor, &MoveRoutingRule { rule, delete: false }).await?;
    Ok(on_to(LIST, "saved"))
}

/// Deletes a rule.
pub async fn delete(
    State(state): State<AppState>,
    Administrator(me): Administrator,
    Path(rule): Path<RoutingRuleId>,
) -> Result<Response, PageError> {
    state.app.carry_out(&me.actor, &MoveRoutingRule { rule, delete: true }).await?;
    Ok(on_to(LIST, "saved"))
}
