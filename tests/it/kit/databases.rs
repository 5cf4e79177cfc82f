//! A fresh database for each test, copied from one that has been brought forward once.

use std::path::{Path, PathBuf};

use brobygger::store::database::Database;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// Which database a house stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// A file in the house's own folder.
    Sqlite,
    /// A database of its own in the cluster that `tests/run` starts.
    Postgres,
}

/// Where a house stands: its folder and the URL of its database.
pub struct Home {
    folder: TempDir,
    /// URL of the database.
    pub url: String,
}

impl Home {
    /// Makes a folder and a database of its own.
    pub async fn make(backend: Backend) -> Self {
        let folder = memory_folder();
        let url = match backend {
            Backend::Sqlite => sqlite_copy(folder.path()).await,
            Backend::Postgres => postgres_copy().await,
        };
        Self { folder, url }
    }

    /// A folder of its own for a database that is there already.
    pub fn at(url: &str) -> Self {
        Self { folder: memory_folder(), url: url.to_owned() }
    }

    /// The folder, gone when the house is.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// A folder in memory where the machine has one: durable writes are the database's business, not the disk's.
fn memory_folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.expect("a folder for the test")
}

async fn sqlite_copy(folder: &Path) -> String {
    let file = folder.join("brobygger.sqlite");
    let url = format!("sqlite://{}", file.display());
    let database = Database::open(&url).await.expect("SQLite opens");
    database.migrate().await.expect("SQLite is brought forward");
    url
}

/// The cluster's address, as `tests/run` exports it.
fn cluster() -> String {
    std::env::vars().find(|(name, _)| name == "BROBYGGER_TEST_POSTGRES").map(|(_, url)| url).expect(
        "BROBYGGER_TEST_POSTGRES is not set: run the tests through tests/run, which starts a PostgreSQL of its own, or set BROBYGGER_TEST_DB=sqlite",
    )
}

static TEMPLATE: OnceCell<String> = OnceCell::const_new();

/// Any number; whoever holds it on the cluster is the one who makes the template.
const TEMPLATE_LOCK: i64 = 20_260_302;

async fn postgres_copy() -> String {
    let template = TEMPLATE.get_or_init(make_template).await;
    let name = format!("house_{}", uuid::Uuid::from_u128(random()).simple());
    let cluster = on_cluster().await;
    run(&cluster, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    cluster.close().await.expect("the connection closes");
    named(&name)
}

/// One template for all processes of this build of the tests: its name follows from the binary's age and size.
async fn make_template() -> String {
    let binary = std::env::current_exe().and_then(std::fs::metadata).expect("the test binary is a file");
    let age = binary.modified().expect("a date").duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_nanos();
    let name = format!("template_{}_{age}", binary.len());
    let cluster = on_cluster().await;
    run(&cluster, &format!("SELECT pg_advisory_lock({TEMPLATE_LOCK})")).await;
    if !exists(&cluster, &name).await {
        fill_template(&cluster, &name).await;
    }
    run(&cluster, &format!("SELECT pg_advisory_unlock({TEMPLATE_LOCK})")).await;
    cluster.close().await.expect("the connection closes");
    name
}

/// Brought forward under another name first, so that a half-made template is never copied.
async fn fill_template(cluster: &DatabaseConnection, name: &str) {
    let draft = format!("draft_{}", uuid::Uuid::from_u128(random()).simple());
    run(cluster, &format!("CREATE DATABASE {draft}")).await;
    let database = Database::open(&named(&draft)).await.expect("PostgreSQL opens");
    database.migrate().await.expect("PostgreSQL is brought forward");
    database.close().await.expect("PostgreSQL closes");
    run(cluster, &format!("ALTER DATABASE {draft} RENAME TO {name}")).await;
}

fn random() -> u128 {
    use brobygger::base::id_source::{IdSource, MachineIds};
    MachineIds.random().as_u128()
}

fn named(name: &str) -> String {
    let cluster = cluster();
    let base: PathBuf = cluster.trim_end_matches('/').into();
    match base.to_string_lossy().rsplit_once('/') {
        Some((server, _)) if cluster.matches('/').count() > 2 => format!("{server}/{name}"),
        _ => format!("{}/{name}", base.display()),
    }
}

async fn on_cluster() -> DatabaseConnection {
    let mut options = sea_orm::ConnectOptions::new(cluster());
    options.max_connections(1).sqlx_logging(false);
    sea_orm::Database::connect(options).await.expect("the PostgreSQL of tests/run answers")
}

async fn run(cluster: &DatabaseConnection, sql: &str) {
    cluster.execute_unprepared(sql).await.expect("the cluster does what it is told");
}

async fn exists(cluster: &DatabaseConnection, name: &str) -> bool {
    let statement = Statement::from_string(DbBackend::Postgres, format!("SELECT 1 FROM pg_database WHERE datname = '{name}'"));
    cluster.query_one_raw(statement).await.expect("the cluster answers").is_some()
}
