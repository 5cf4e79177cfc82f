//! `rules simulate`: which running and planned placements another set of rules would judge more strictly; changes nothing.

use std::{path::Path, process::ExitCode};

use anyhow::{Context, Result, anyhow};
use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Common, say};
use crate::{
    domain::rulebook::Edition,
    settings::rules::{RulesFault, text::RuleText},
    store::scope::Reader,
    use_cases::{
        app::App,
        rules::simulate::{Broken, Simulation, simulate},
    },
};

pub(super) async fn obey(common: &Common, folder: &Path, from: NaiveDate) -> Result<ExitCode> {
    let app = common.open().await?;
    let tenant = common.tenant(&app).await?;
    let reader = app.reader(tenant.id).await?;
    let edition = edition(&app, &reader, folder, from).await?;
    let found = simulate(&app, &reader, edition, usize::MAX).await.map_err(|failure| anyhow!("{failure}"))?;
    reader.end().await?;
    if common.json {
        say(&as_json(from, &found).to_string());
    } else {
        tell(from, &found);
    }
    Ok(ExitCode::SUCCESS)
}

/// The rules that apply on the day, with a folder laid over them.
async fn edition(app: &App, reader: &Reader<'_>, folder: &Path, from: NaiveDate) -> Result<Edition> {
    let book = app.rules.of(reader).await?;
    let text = RuleText::from_json(&book.edition_on(from).text).context("the rules of that day cannot be read")?;
    let told = |faults: Vec<RulesFault>| anyhow!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    text.with_folder(folder).map_err(|fault| told(vec![fault]))?.edition(Some(from)).map_err(told)
}

fn as_json(from: NaiveDate, found: &Simulation) -> Value {
    let line = |one: &Broken| {
        json!({
            "placement": one.placement, "title": one.title, "workplace": one.workplace, "kind": one.form, "state": one.state,
            "starts_on": one.period.from, "ends_on": one.period.to, "before": one.before, "after": one.after,
            "findings": one.because,
        })
    };
    json!({ "from": from, "judged": found.judged, "across": found.across, "broken": found.broken.iter().map(line).collect::<Vec<_>>() })
}

fn tell(from: NaiveDate, found: &Simulation) {
    let (broken, judged, across) = (found.broken.len(), found.judged, found.across);
    say(&format!(
        "Fra {from}: {broken} af {judged} forløb bliver bedømt strengere; {across} går hen over datoen og følger de gamle regler."
    ));
    for one in &found.broken {
        let because: Vec<&str> = one.because.iter().map(|finding| finding.text.as_str()).collect();
        let days = format!("{} til {}", one.period.from, one.period.to);
        say(&format!(
            "{}  {} ({}), {days}: {} → {}. {}",
            one.placement,
            one.title,
            one.workplace,
            one.before,
            one.after,
            because.join(" ")
        ));
    }
}
