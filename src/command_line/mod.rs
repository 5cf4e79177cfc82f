//! The commands, as users and scripts rely on them (`interface.md`).

mod accounts;
mod demo;
mod doctor;
mod export;
mod import;
mod openapi;
mod reindex;
mod rules;
mod serve;
mod simulate;
mod token;

use std::{io::Write, path::PathBuf, process::ExitCode, sync::Arc};

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

use crate::{
    base::clock::MachineClock,
    domain::numbers::MunicipalityCode,
    settings::Settings,
    startup,
    store::tenants::{self, Tenant},
    use_cases::app::App,
};

/// Matches waiting citizens with the fixed places that partner companies promise a municipality.
#[derive(Debug, Parser)]
#[command(name = "brobygger", version)]
struct CommandLine {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every command understands.
#[derive(Clone, Debug, clap::Args)]
struct Common {
    /// A settings file, or a folder with config.toml
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The data folder (embedded database, index, key)
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The municipality's code; by default the only one
    #[arg(long, global = true, value_name = "CODE")]
    municipality: Option<String>,
    /// Machine-readable output
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves pages, API and jobs in one process
    Serve,
    /// Builds and serves an invented municipality
    Demo(demo::DemoArgs),
    /// Writes lists as CSV, XLSX or JSON
    Export(export::ExportArgs),
    /// Takes lists in from CSV or XLSX files
    Import(import::ImportArgs),
    /// Brings the database's schema forward
    Migrate,
    /// First accounts
    #[command(subcommand)]
    Account(accounts::AccountCommand),
    /// Keys for programs
    #[command(subcommand)]
    Token(token::TokenCommand),
    /// The law as data: checks it, asks it
    #[command(subcommand)]
    Rules(rules::RulesCommand),
    /// Says what is wrong and how to mend it
    Doctor(doctor::DoctorArgs),
    /// Builds the search indexes anew
    Reindex,
    /// Prints the description of the API
    Openapi,
}

/// Runs the command line; usage errors end with 64, failures with 1 and one sentence.
#[must_use]
pub fn run() -> ExitCode {
    let line = match CommandLine::try_parse() {
        Ok(line) => line,
        Err(error) => {
            let is_help = !error.use_stderr();
            let _ = error.print();
            return if is_help { ExitCode::SUCCESS } else { ExitCode::from(64) };
        }
    };
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.into()),
    };
    match runtime.block_on(line.obey()) {
        Ok(code) => code,
        Err(error) => fail(&error),
    }
}

/// Prints what was asked for; a reader that has gone away is no fault.
fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

#[expect(clippy::print_stderr, reason = "the one sentence that a failing command says")]
fn fail(error: &anyhow::Error) -> ExitCode {
    eprintln!("brobygger: {error:#}");
    ExitCode::FAILURE
}

impl CommandLine {
    async fn obey(self) -> Result<ExitCode> {
        let _ = rustls::crypto::ring::default_provider().install_default();
        match self.command {
            Command::Serve => serve::serve(&self.common).await,
            Command::Demo(args) => demo::obey(&self.common, args).await,
            Command::Export(args) => export::obey(&self.common, args).await,
            Command::Import(args) => import::obey(&self.common, args).await,
            Command::Migrate => self.common.open().await.map(|_| ExitCode::SUCCESS),
            Command::Account(command) => accounts::obey(&self.common, command).await,
            Command::Token(command) => token::obey(&self.common, command).await,
            Command::Rules(command) => rules::obey(&self.common, command).await,
            Command::Doctor(args) => doctor::obey(&self.common, args).await,
            Command::Reindex => reindex::obey(&self.common).await,
            Command::Openapi => openapi::obey(),
        }
    }
}

impl Common {
    /// The settings with the command line's own words on top.
    fn settings(&self) -> Result<Settings> {
        let mut settings = Settings::read(self.config.as_deref()).context("the settings cannot be read")?;
        if let Some(data) = &self.data {
            settings.database.data.clone_from(data);
        }
        Ok(settings)
    }

    async fn open(&self) -> Result<App> {
        let app = startup::open(self.settings()?, Arc::new(MachineClock::new())).await?;
        startup::first_municipality(&app).await?;
        Ok(app)
    }

    /// The municipality that a command is about.
    async fn tenant(&self, app: &App) -> Result<Tenant> {
        let all = tenants::all(&app.database).await?;
        let Some(code) = &self.municipality else {
            anyhow::ensure!(all.len() == 1, "there are several municipalities: say which one with --municipality CODE");
            return all.into_iter().next().context("there is no municipality: run brobygger migrate");
        };
        let code = MunicipalityCode::parse(code).context("--municipality takes a code of four digits, like 0316")?;
        all.into_iter().find(|tenant| tenant.code == code.as_str()).with_context(|| format!("there is no municipality {code}"))
    }
}
