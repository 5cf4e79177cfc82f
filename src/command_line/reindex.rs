//! `reindex`: builds the search indexes anew; while a server holds them, it asks the server to read everything again.

use std::process::ExitCode;

use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};

use super::Common;
use crate::{
    store::tenants,
    use_cases::{app::App, follow_index, read_anew},
};

pub(super) async fn obey(common: &Common) -> Result<ExitCode> {
    let app = common.open().await?;
    let bar = if common.json { ProgressBar::hidden() } else { ProgressBar::new_spinner() };
    bar.set_style(ProgressStyle::with_template("{spinner} {pos} rækker, {elapsed}")?);
    if app.search.is_held_elsewhere() {
        ask_server(&app, &bar).await?;
        bar.finish_and_clear();
        say("En kørende server holder indekset; den læser nu alt igen.");
        return Ok(ExitCode::SUCCESS);
    }
    follow_index::rebuild(&app, &|written| bar.set_position(written)).await?;
    bar.finish_and_clear();
    say("Indekset er bygget igen.");
    Ok(ExitCode::SUCCESS)
}

async fn ask_server(app: &App, bar: &ProgressBar) -> Result<()> {
    for tenant in tenants::all(&app.database).await? {
        read_anew::everything(app, tenant.id, &|marked| bar.set_position(marked)).await?;
    }
    Ok(())
}

#[expect(clippy::print_stderr, reason = "what became of it")]
fn say(text: &str) {
    eprintln!("{text}");
}
