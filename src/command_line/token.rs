//! `token create`: keys for programs, shown once.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Subcommand;
use serde_json::json;

use super::{Common, say};
use crate::{
    domain::{numbers::CvrNumber, permission::Actor, refusal::Refusal},
    use_cases::{
        app::App,
        failure::Failure,
        tokens::{CreateToken, TokenSecret},
    },
};

#[derive(Debug, Subcommand)]
pub(super) enum TokenCommand {
    /// Makes a token for the API and prints it once
    Create {
        /// `job_consultant`, `company_consultant`, `caseworker`, `team_leader`, administrator, company …
        #[arg(long)]
        role: String,
        /// What it is for
        #[arg(long)]
        name: String,
        /// The person that it acts as; by default an account of its own
        #[arg(long)]
        user: Option<String>,
        /// CVR number, for the role company
        #[arg(long, value_name = "CVR")]
        company: Option<String>,
    },
}

pub(super) async fn obey(common: &Common, command: TokenCommand) -> Result<ExitCode> {
    let TokenCommand::Create { role, name, user, company } = command;
    let app = common.open().await?;
    let tenant = common.tenant(&app).await?;
    let company = company.map(|cvr| CvrNumber::parse(&cvr)).transpose().context("--company takes a CVR number of eight digits")?;
    let intention = CreateToken { role, name, user, company, secret: TokenSecret::fresh(&app) };
    if let Err(failure) = app.carry_out(&Actor::system(tenant.id), &intention).await {
        return explain(&app, &intention, failure);
    }
    print(common.json, &intention.secret);
    Ok(ExitCode::SUCCESS)
}

fn explain(app: &App, asked: &CreateToken, failure: Failure) -> Result<ExitCode> {
    let field = match &failure {
        Failure::Refused(Refusal::Invalid { fields }) => fields.first().map(|field| (field.field, field.reason)),
        _ => None,
    };
    match field {
        Some((_, "role-not-held")) => {
            bail!("{} is no {}: choose a role that the account has", asked.user.as_deref().unwrap_or_default(), asked.role)
        }
        Some(("role", _)) => {
            bail!("{} is no role; choose one of {}", asked.role, app.roles.iter().map(|(word, _)| word).collect::<Vec<_>>().join(", "))
        }
        Some(("user", _)) => bail!("there is no active {}: make the account first", asked.user.as_deref().unwrap_or_default()),
        Some(("company", _)) => bail!("a token for the role company needs --company CVR"),
        _ if matches!(failure, Failure::NotFound) => bail!("there is no company with that CVR number: import it first"),
        _ => Err(failure.into()),
    }
}

fn print(as_json: bool, secret: &TokenSecret) {
    if as_json {
        say(&json!({ "token": secret.0 }).to_string());
    } else {
        say(&secret.0);
    }
}
