//! `rules check` reads the rule files, `rules evaluate` gives the verdict on one intended placement: neither needs a data
//! folder. `rules simulate` has a file of its own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use chrono::NaiveDate;
use clap::Subcommand;
use serde_json::json;

use super::{Common, say, simulate};
use crate::{
    domain::rulebook::{Facts, RuleSet},
    settings::{
        self,
        rules::{self, RulesFault},
    },
};

#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// Reads the rule files and says what is wrong with them
    Check {
        /// A folder of rule files, laid over those of the program
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    /// Tells which running and planned placements another set of rules would judge more strictly
    Simulate {
        /// A folder of rule files, laid over those that apply on the date
        #[arg(long, value_name = "DIR")]
        with: PathBuf,
        /// First day of the placements that would follow it
        #[arg(long, value_name = "DATE")]
        from: NaiveDate,
    },
    /// Prints the law's verdict on one intended placement
    Evaluate {
        /// The facts; - reads standard input
        #[arg(value_name = "FACTS.json")]
        facts: PathBuf,
    },
}

pub(super) async fn obey(common: &Common, command: RulesCommand) -> Result<ExitCode> {
    match command {
        RulesCommand::Check { folder } => check(common, folder.as_deref()),
        RulesCommand::Simulate { with, from } => simulate::obey(common, &with, from).await,
        RulesCommand::Evaluate { facts } => evaluate(common, &facts),
    }
}

/// The folder of rules beside a settings folder given by `--config`, where there is one.
fn own_rules(common: &Common) -> Option<PathBuf> {
    common.config.as_deref().and_then(settings::own_rules)
}

fn check(common: &Common, folder: Option<&Path>) -> Result<ExitCode> {
    let own = own_rules(common);
    match rules::load(folder.or(own.as_deref())) {
        Ok(_) if common.json => say(&json!({ "faults": [] }).to_string()),
        Ok(_) => say("Reglerne er i orden."),
        Err(faults) => return Ok(complain(common.json, &faults)),
    }
    Ok(ExitCode::SUCCESS)
}

fn complain(as_json: bool, faults: &[RulesFault]) -> ExitCode {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    if as_json {
        say(&json!({ "faults": lines }).to_string());
    } else {
        lines.iter().for_each(|line| warn(line));
    }
    ExitCode::FAILURE
}

fn evaluate(common: &Common, file: &Path) -> Result<ExitCode> {
    let text = if file.as_os_str() == "-" {
        std::io::read_to_string(std::io::stdin()).context("standard input cannot be read")?
    } else {
        fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?
    };
    let facts = Facts::read(text.trim_start_matches('\u{feff}')).with_context(|| format!("{} is not taken", file.display()))?;
    let answer = rule_set(common)?.evaluate(&facts).with_context(|| format!("{} is not taken", file.display()))?;
    say(&serde_json::to_string_pretty(&answer)?);
    Ok(ExitCode::SUCCESS)
}

fn rule_set(common: &Common) -> Result<RuleSet> {
    match rules::load(own_rules(common).as_deref()) {
        Ok(rules) => Ok(rules),
        Err(faults) => bail!("the rules cannot be used: {}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")),
    }
}

#[expect(clippy::print_stderr, reason = "what is wrong with the files")]
fn warn(text: &str) {
    eprintln!("{text}");
}
