//! `openapi`: prints the document that describes the API.

use std::process::ExitCode;

use anyhow::Result;

use super::say;
use crate::api;

pub(super) fn obey() -> Result<ExitCode> {
    say(&api::document().to_pretty_json()?);
    Ok(ExitCode::SUCCESS)
}
