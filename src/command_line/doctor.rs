//! `doctor`: looks at settings, database, index, mail and disk, and says how to mend what is wrong.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{Common, say};
use crate::{
    base::clock::MachineClock,
    domain::terms::Language,
    i18n::Texts,
    settings::{MailTls, Settings},
    startup,
    store::tenants,
    use_cases::{
        app::App,
        health,
        index_check::{self, Compared},
        register::look,
    },
};

/// What was looked at: is it well, and what is there to say.
struct Finding {
    part: &'static str,
    is_well: bool,
    sentence: String,
}

impl Finding {
    fn well(part: &'static str, sentence: impl Into<String>) -> Self {
        Self { part, is_well: true, sentence: sentence.into() }
    }

    fn ill(part: &'static str, sentence: impl Into<String>) -> Self {
        Self { part, is_well: false, sentence: sentence.into() }
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct DoctorArgs {
    /// Compares count and checksum of index and database; ends with 1 only when they differ
    #[arg(long)]
    deep: bool,
}

pub(super) async fn obey(common: &Common, args: DoctorArgs) -> Result<ExitCode> {
    let settings = common.settings()?;
    let mut findings = vec![Finding::well("settings", "Indstillingerne kan læses."), mail(&settings)];
    let app = match common.open().await {
        Ok(app) => app,
        Err(error) => {
            findings.push(Finding::ill("database", format!("{error:#}")));
            report(common.json, &findings, &[]);
            return Ok(ExitCode::FAILURE);
        }
    };
    findings.extend(house(&app).await);
    let compared = if args.deep { compare(&app).await? } else { Vec::new() };
    report(common.json, &findings, &compared);
    let differs = compared.iter().any(|one| !one.is_equal());
    Ok(if differs { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn mail(settings: &Settings) -> Finding {
    let host = settings.mail.host.as_str();
    let is_loopback = host == "localhost" || host.starts_with("127.") || host == "::1";
    if host.is_empty() {
        return Finding::ill("mail", "mail.host er tom: breve venter i udbakken. Sæt mail.host, mail.port og mail.from.");
    }
    if settings.mail.tls == MailTls::None && !is_loopback {
        return Finding::ill("mail", format!("mail.tls = none er kun tilladt mod maskinen selv, ikke {host}: sæt mail.tls til required."));
    }
    Finding::well("mail", format!("Breve går til {host}:{} ({}).", settings.mail.port, settings.mail.tls.as_str()))
}

async fn house(app: &App) -> Vec<Finding> {
    let health = health::of(app).await;
    let data = app.settings.database.data.display();
    let waiting = health::letters_waiting(app).await.unwrap_or(0);
    let database = if health.database {
        Finding::well("database", "Databasen svarer, og skemaet er på plads.")
    } else {
        Finding::ill("database", "Databasen svarer ikke: se efter database.url og om serveren kører.")
    };
    let index = match health.index_lag {
        _ if app.search.is_held_elsewhere() => Finding::well("index", "En kørende server holder indekset."),
        Some(0) => Finding::well("index", "Indekset er ved seneste ændring."),
        Some(lag) => Finding::well("index", format!("Indekset er {lag} ændringer bagud; det indhentes, når serveren starter.")),
        None => Finding::ill("index", "Indekset mangler eller er ødelagt: kør brobygger reindex."),
    };
    let disk = if health.disk {
        Finding::well("disk", format!("Der kan skrives i {data}."))
    } else {
        Finding::ill("disk", format!("Der kan ikke skrives i {data}: gør plads på disken, eller giv brugeren ret til mappen."))
    };
    let register = register(app).await;
    vec![database, index, disk, register, Finding::well("letters", format!("{waiting} breve venter."))]
}

/// When the CVR register last answered, and what the trouble is.
async fn register(app: &App) -> Finding {
    let texts = Texts::new(Language::Da);
    let Ok(state) = look::worst_state(app).await else { return Finding::ill("cvr", "CVR-registrets stand kan ikke læses.") };
    let good = state.good_at.map(|at| texts.moment(at));
    match (&state.trouble, good) {
        _ if app.settings.cvr.kind.is_empty() => Finding::well("cvr", "Opslag i CVR er ikke sat op (cvr.kind er tom)."),
        (Some((trouble, at)), good) => {
            let since = texts.moment(state.trouble_since.unwrap_or(*at));
            let good = good.unwrap_or_else(|| "aldrig".to_owned());
            Finding::ill(
                "cvr",
                format!("CVR har ikke svaret siden {since} ({trouble}); seneste gode svar: {good}. Se efter cvr.url og adgangen."),
            )
        }
        (None, Some(good)) => Finding::well("cvr", format!("CVR svarede senest {good}.")),
        (None, None) => Finding::well("cvr", "CVR er ikke spurgt endnu."),
    }
}

/// Compares each municipality; beside a running server on a copy of its index, which then follows to the present.
async fn compare(app: &App) -> Result<Vec<Compared>> {
    if !app.search.is_held_elsewhere() {
        return compare_all(app).await;
    }
    let copy = app.settings.database.data.join(format!(".doctor-{}", app.ids.random().simple()));
    let compared = compare_copy(app, &copy).await;
    fs::remove_dir_all(&copy).context("the copy of the index cannot be removed")?;
    compared
}

async fn compare_copy(app: &App, copy: &Path) -> Result<Vec<Compared>> {
    copy_folder(&app.settings.database.data.join("index"), &copy.join("index")).context("the index cannot be copied")?;
    let mut settings = (*app.settings).clone();
    settings.database.url = startup::database_url(&settings);
    settings.secrets.key_file = Some(settings.secrets.key_file.unwrap_or_else(|| settings.database.data.join("brobygger.key")));
    settings.database.data = copy.to_path_buf();
    let beside = startup::open(settings, Arc::new(MachineClock::new())).await?;
    compare_all(&beside).await
}

async fn compare_all(app: &App) -> Result<Vec<Compared>> {
    let mut all = Vec::new();
    for tenant in tenants::all(&app.database).await? {
        all.extend(index_check::compare(app, tenant.id).await?);
    }
    Ok(all)
}

/// Copies what is there; a file that the server has put away meanwhile is not missed.
fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target: PathBuf = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else if let Err(error) = fs::copy(entry.path(), &target)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            return Err(error);
        }
    }
    Ok(())
}

fn report(as_json: bool, findings: &[Finding], compared: &[Compared]) {
    if as_json {
        let parts: Vec<Value> = findings.iter().map(|one| json!({ "part": one.part, "ok": one.is_well, "text": one.sentence })).collect();
        let deep: Vec<Value> = compared.iter().map(as_value).collect();
        say(&json!({ "parts": parts, "deep": deep }).to_string());
        return;
    }
    for finding in findings {
        say(&format!("{}  {:<9} {}", if finding.is_well { "ok " } else { "FEJL" }, finding.part, finding.sentence));
    }
    for one in compared {
        let word = if one.is_equal() { "ens" } else { "FORSKEL: kør brobygger reindex" };
        let (database, index) = (one.database, one.indexed);
        say(&format!(
            "{} (kommune {}): database {} {:016x}, indeks {} {:016x}: {word}",
            one.index, one.tenant, database.count, database.sum, index.count, index.sum
        ));
    }
}

fn as_value(one: &Compared) -> Value {
    let side = |sum: crate::search::engine::Checksum| json!({ "count": sum.count, "checksum": format!("{:016x}", sum.sum) });
    json!({ "index": one.index, "tenant": one.tenant, "equal": one.is_equal(), "database": side(one.database), "indexed": side(one.indexed) })
}
