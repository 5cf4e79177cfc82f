//! `account create`: the first people who may sign in.

use std::process::ExitCode;

use anyhow::{Result, bail};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use clap::Subcommand;
use serde_json::json;

use super::Common;
use crate::{domain::permission::Actor, use_cases::accounts::CreateAccount};

#[derive(Debug, Subcommand)]
pub(super) enum AccountCommand {
    /// Makes an account and prints its password once
    Create {
        /// `job_consultant`, `company_consultant`, `caseworker`, `team_leader`, administrator …
        #[arg(long)]
        role: String,
        /// User name
        #[arg(long)]
        user: String,
    },
}

pub(super) async fn obey(common: &Common, command: AccountCommand) -> Result<ExitCode> {
    let AccountCommand::Create { role, user } = command;
    let app = common.open().await?;
    let tenant = common.tenant(&app).await?;
    if app.roles.get(&role).is_none() || role == "company" {
        let known: Vec<&str> = app.roles.iter().map(|(word, _)| word).filter(|word| *word != "company").collect();
        bail!("{role} is no role of staff; choose one of {}", known.join(", "));
    }
    let password = URL_SAFE_NO_PAD.encode(&app.ids.token()[..12]);
    let intention = CreateAccount::first(&app, &user, &role, &password).await?;
    app.carry_out(&Actor::system(tenant.id), &intention).await?;
    print(common.json, &user, &password);
    Ok(ExitCode::SUCCESS)
}

#[expect(clippy::print_stdout, reason = "the secret is shown once, here")]
fn print(as_json: bool, user: &str, password: &str) {
    if as_json {
        println!("{}", json!({ "user": user, "password": password }));
    } else {
        println!("{user} {password}");
    }
}
