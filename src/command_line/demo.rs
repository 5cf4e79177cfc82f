//! `demo`: an invented municipality, built once, served with fresh passwords.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use anyhow::{Context, Result};
use chrono::NaiveDate;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};

use super::{Common, serve};
use crate::{
    base::{
        clock::{Clock, MachineClock},
        telemetry,
    },
    demo::{
        Demo, SEED, Size,
        build::{self, FreshPassword},
    },
    domain::permission::Actor,
    jobs::post_office,
    mail::{demo_mailbox::DemoMailbox, postman::Postman},
    startup,
    state::AppState,
    store::tenants,
    use_cases::{
        app::App,
        follow_index,
        tokens::{CreateToken, TokenSecret},
    },
};

#[derive(Debug, clap::Args)]
pub(super) struct DemoArgs {
    /// s, m, l or xl
    #[arg(long, default_value = "s")]
    size: Size,
    /// Another seed makes another municipality
    #[arg(long, default_value_t = SEED)]
    seed: u64,
    /// The product's clock starts at 08:00 on this day
    #[arg(long, value_name = "DATE")]
    today: Option<NaiveDate>,
    /// Address and port; port 0 takes a free one
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// Throws the demo's data away first
    #[arg(long)]
    fresh: bool,
    /// Builds and ends
    #[arg(long)]
    no_serve: bool,
}

pub(super) async fn obey(common: &Common, args: DemoArgs) -> Result<ExitCode> {
    telemetry::start();
    let mut settings = common.settings()?;
    settings.database.data = common.data.clone().unwrap_or_else(|| PathBuf::from("data/demo"));
    // A demo is looked at in the evening too.
    settings.mail.quiet_hours = false;
    make_room(&settings.database.data, args.fresh)?;
    let clock: Arc<dyn Clock> = Arc::new(args.today.map_or_else(MachineClock::new, MachineClock::starting_on));
    if args.no_serve {
        let app = startup::open(settings, clock).await?;
        build_once(&app, &args, common.json).await?;
        return Ok(ExitCode::SUCCESS);
    }
    let listener = serve::listen(args.listen.unwrap_or(settings.server.listen)).await?;
    settings.server.listen = listener.local_addr()?;
    let app = startup::open(settings, clock).await?;
    let passwords = build_once(&app, &args, common.json).await?;
    let (postman, mailbox) = post(&app)?;
    announce(&app, &args, &passwords, common.json).await?;
    serve::run(AppState { mailbox, ..AppState::new(app) }, listener, postman).await?;
    Ok(ExitCode::SUCCESS)
}

/// Lies in the data folder while the demo is being built.
const UNFINISHED: &str = "unfinished";

/// Throws away old data, where that is wanted or only half of it was built.
fn make_room(data: &Path, fresh: bool) -> Result<()> {
    if data.exists() && (fresh || data.join(UNFINISHED).exists()) {
        std::fs::remove_dir_all(data).context("the demo's old data cannot be removed")?;
    }
    Ok(())
}

/// Letters go to the mail server of the settings, else to the mailbox page.
fn post(app: &App) -> Result<(Postman, Option<DemoMailbox>)> {
    if !app.settings.mail.host.is_empty() {
        return Ok((post_office::postman(app)?, None));
    }
    let mailbox = DemoMailbox::default();
    Ok((Postman::for_demo(mailbox.clone()), Some(mailbox)))
}

/// Builds what is not there yet, and gives the accounts new passwords.
async fn build_once(app: &App, args: &DemoArgs, quiet: bool) -> Result<Vec<FreshPassword>> {
    let demo = Demo::new(&app.reference, args.size, args.seed, app.clock.today())?;
    let is_new = tenants::all(&app.database).await?.is_empty();
    if is_new {
        let mark = app.settings.database.data.join(UNFINISHED);
        std::fs::write(&mark, "").context("the demo's folder cannot be written")?;
        fill(app, &demo, quiet).await?;
        std::fs::remove_file(mark).context("the demo's folder cannot be written")?;
    }
    follow_index::make_ready(app).await?;
    let home = tenants::all(&app.database).await?.into_iter().next().context("the demo has no municipality: start it with --fresh")?;
    Ok(build::fresh_passwords(app, home.id, demo.accounts()).await?)
}

async fn fill(app: &App, demo: &Demo<'_>, quiet: bool) -> Result<()> {
    let counts = demo.counts();
    let rows = u64::try_from(counts.citizens + counts.companies + counts.units + counts.slots)?;
    let bar = if quiet { ProgressBar::hidden() } else { ProgressBar::new(rows) };
    bar.set_style(ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}")?);
    for town in demo.towns() {
        bar.set_message(town.name().to_owned());
        let tenant = tenants::ensure(&app.database, town.code(), town.name(), app.now()).await?;
        build::fill(app, tenant.id, demo, &town, &|more| bar.inc(more)).await?;
    }
    bar.finish_and_clear();
    Ok(())
}

async fn announce(app: &App, args: &DemoArgs, passwords: &[FreshPassword], as_json: bool) -> Result<()> {
    let demo = Demo::new(&app.reference, args.size, args.seed, app.clock.today())?;
    let url = app.settings.server.base();
    let token = api_token(app, passwords).await?;
    if as_json {
        say(&json!({ "url": url, "accounts": accounts(&demo, passwords), "api_token": token }).to_string());
        return Ok(());
    }
    say(&format!("\n  {url}\n"));
    for account in passwords {
        say(&format!("  {:<20} {:<12} {}", account.role, account.user, account.password));
    }
    say(&format!("  {:<20} {token}", "API token"));
    for contact in signing_in(&demo) {
        say(&format!("  {:<20} {}  (koden kommer på {url}/demo/post)", "company", contact.email));
    }
    Ok(())
}

/// A fresh token that acts as the demo's team leader, who may do what a consultant may and more.
async fn api_token(app: &App, passwords: &[FreshPassword]) -> Result<String> {
    let home = tenants::all(&app.database).await?.into_iter().next().context("the demo has no municipality: start it with --fresh")?;
    let leader = passwords.iter().find(|account| account.role == "team_leader").map(|account| account.user.clone());
    let secret = TokenSecret::fresh(app);
    let wanted =
        CreateToken { role: "team_leader".to_owned(), name: "demo".to_owned(), user: leader, company: None, secret: secret.clone() };
    app.carry_out(&Actor::system(home.id), &wanted).await?;
    Ok(secret.0)
}

/// The contacts with a door of their own; an employee representative answers by the link of a letter only.
fn signing_in<'a>(demo: &'a Demo<'_>) -> impl Iterator<Item = &'a crate::demo::DemoContact> {
    demo.accounts().contacts.iter().filter(|one| one.kind == "contact")
}

fn accounts(demo: &Demo<'_>, passwords: &[FreshPassword]) -> Vec<Value> {
    let staff = passwords.iter().map(|one| json!({ "role": one.role, "user": one.user, "password": one.password }));
    let contacts = signing_in(demo).map(|one| json!({ "role": "company", "user": one.email, "password": null }));
    staff.chain(contacts).collect()
}

#[expect(clippy::print_stdout, reason = "what a person or a script needs to begin")]
fn say(line: &str) {
    println!("{line}");
}
