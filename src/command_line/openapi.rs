//! `openapi`: prints the document that describes the API.

use std::process::ExitCode;

use anyhow::Result;

use crate::api;

#[expect(clippy::print_stdout, reason = "the document is what was asked for")]
pub(super) fn obey() -> Result<ExitCode> {
    println!("{}", api::document().to_pretty_json()?);
    Ok(ExitCode::SUCCESS)
}
