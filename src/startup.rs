//! Opens the house: settings, data folder, keys, database, lists; each failure is a sentence that says what to do.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result, anyhow, bail};

use crate::{
    base::{
        clock::{Clock, Moment},
        id_source::{IdSource, MachineIds},
        secret::Keys,
    },
    domain::{numbers::MunicipalityCode, rulebook::Edition},
    gateway::{
        HttpClient,
        cvr::{CompanyRegister, CvrApi, CvrPermanent, NoRegister},
    },
    search::Search,
    settings::{
        Settings, conditions, matching, reference, roles,
        rules::{RulesFault, text::RuleText},
    },
    store::{
        database::Database,
        scope::Reader,
        tenants::{self, Tenant},
    },
    use_cases::{app::App, rules::shelf::RuleShelf},
};

/// Opens the house and brings its schema forward.
///
/// # Errors
/// A setting, the data folder, the key or the database is not as it must be.
pub async fn open(settings: Settings, clock: Arc<dyn Clock>) -> Result<App> {
    fs::create_dir_all(&settings.database.data)
        .with_context(|| format!("the data folder {} cannot be made", settings.database.data.display()))?;
    let ids: Arc<dyn IdSource> = Arc::new(MachineIds);
    let keys = keys(&settings, ids.as_ref())?;
    let database = Database::open(&database_url(&settings)).await.context("check database.url in the settings")?;
    database.migrate().await?;
    let identity = tenants::database_identity(&database, ids.random(), clock.now()).await?;
    let (rules, reference, conditions) = (rules(settings.rules.as_deref())?, reference::load(None)?, conditions::embedded()?);
    let shelf = RuleShelf::new(rules);
    let codes = Search::codes(&conditions, target_groups(&database, &keys, &shelf, clock.now()).await?);
    let search = Search::open(&settings.database.data.join("index"), identity, codes, &reference)?;
    let register = register(&settings)?;
    Ok(App {
        database,
        clock,
        ids,
        keys,
        roles: Arc::new(roles::role_book()?),
        rules: Arc::new(shelf),
        reference: Arc::new(reference),
        conditions: Arc::new(conditions),
        weights: Arc::new(matching::embedded().context("config/matching.toml cannot be read")?),
        settings: Arc::new(settings),
        search: Arc::new(search),
        kartoteks: Arc::default(),
        register,
        guard: Arc::default(),
        committed: Arc::default(),
    })
}

/// The company register of the settings.
fn register(settings: &Settings) -> Result<Arc<dyn CompanyRegister>> {
    let set = &settings.cvr;
    if set.kind.is_empty() {
        return Ok(Arc::new(NoRegister));
    }
    let client = HttpClient::new(concat!("Brobygger/", env!("CARGO_PKG_VERSION"))).context("the CVR look-up cannot be set up")?;
    match set.kind.as_str() {
        "cvr-permanent" => Ok(Arc::new(CvrPermanent::new(client, set.url.clone(), set.user.clone(), set.password.clone()))),
        "cvrapi" => Ok(Arc::new(CvrApi::new(client, set.url.clone()))),
        other => bail!("cvr.kind is \"{other}\": write \"cvr-permanent\", \"cvrapi\" or nothing"),
    }
}

/// The law that comes with the program, with the municipality's own rules laid over it.
fn rules(own: Option<&Path>) -> Result<Edition> {
    let sentences = |faults: Vec<RulesFault>| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let told = |faults: Vec<RulesFault>| anyhow!("the rules cannot be used:\n{}", sentences(faults));
    RuleText::of_program(own).map_err(|fault| told(vec![fault]))?.edition(None).map_err(told)
}

/// The codes of all target groups that some municipality's book knows; refuses an edition that this program cannot read.
async fn target_groups(database: &Database, keys: &Keys, shelf: &RuleShelf, at: Moment) -> Result<Vec<String>> {
    let mut codes: Vec<String> = shelf.first().rules.target_groups.iter().map(|group| group.head.id.clone()).collect();
    for tenant in tenants::all(database).await? {
        let reader = Reader::begin(database, tenant.id, at, keys).await?;
        let book = shelf.of(&reader).await;
        reader.end().await?;
        let book = book.with_context(|| format!("the rules of {} cannot be used", tenant.name))?;
        let more = book.target_groups().into_iter().map(|group| group.head.id.clone()).filter(|code| !codes.contains(code));
        let more: Vec<String> = more.collect();
        codes.extend(more);
    }
    Ok(codes)
}

/// The municipality of the settings, set up when it is not there.
///
/// # Errors
/// The code is no code, or the database refuses.
pub async fn first_municipality(app: &App) -> Result<Tenant> {
    let set = &app.settings.municipality;
    let code = MunicipalityCode::parse(&set.code).context("municipality.code must be four digits, like 0316")?;
    Ok(tenants::ensure(&app.database, &code, &set.name, app.now()).await?)
}

/// The database's address: the settings' own, else a SQLite file in the data folder.
#[must_use]
pub fn database_url(settings: &Settings) -> String {
    if settings.database.url.is_empty() {
        format!("sqlite://{}", settings.database.data.join("brobygger.sqlite").display())
    } else {
        settings.database.url.clone()
    }
}

fn keys(settings: &Settings, ids: &dyn IdSource) -> Result<Keys> {
    let file: PathBuf = settings.secrets.key_file.clone().unwrap_or_else(|| settings.database.data.join("brobygger.key"));
    if !file.exists() {
        write_key(&file, &ids.token())?;
    }
    let text = fs::read_to_string(&file).with_context(|| format!("the key file {} cannot be read", file.display()))?;
    let Some(root) = from_hex(text.trim()) else { bail!("{} must hold 64 hexadecimal digits", file.display()) };
    Ok(Keys::new(root))
}

/// Writes a fresh key that only its owner can read; never over a file that is there.
fn write_key(file: &Path, root: &[u8; 32]) -> Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let hex: String = root.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut made = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
        .with_context(|| format!("the key file {} cannot be made", file.display()))?;
    made.write_all(hex.as_bytes())?;
    Ok(made.sync_all()?)
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    let digits: Option<Vec<u8>> =
        text.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect();
    digits?.try_into().ok()
}
