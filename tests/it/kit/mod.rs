//! The test house: an own database and folder for each test, a clock that is moved by hand.

pub mod browser;
mod databases;
mod making;
pub mod post;
mod program;
mod seats;
pub mod smtp;

use std::sync::Arc;

use brobygger::{
    base::{
        clock::{Clock, Moment, StandingClock},
        id_source::MachineIds,
        secret::Keys,
    },
    domain::{
        ids::{AccountId, TenantId},
        numbers::MunicipalityCode,
        permission::{Actor, Who},
        rulebook::Edition,
    },
    gateway::cvr::InventedRegister,
    search::Search,
    settings::{Settings, conditions, matching, reference, roles, rules::text::RuleText},
    store::{database::Database, tenants},
    use_cases::{app::App, follow_index, rules::shelf::RuleShelf},
};

use chrono::{Duration, TimeZone, Utc};
pub use databases::{Backend, Home};
pub use making::{Place, day};

/// Makes two tests of one: `name::on_sqlite` and `name::on_postgres`, each with its own house.
#[macro_export]
macro_rules! house_tests {
    ($($(#[$attribute:meta])* async fn $name:ident($house:ident) $body:block)+) => {$(
        mod $name {
            #[allow(unused_imports, reason = "the tests of a file share its imports")]
            use super::*;

            $(#[$attribute])*
            async fn in_a_house($house: $crate::kit::House) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                in_a_house($crate::kit::House::open($crate::kit::Backend::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                in_a_house($crate::kit::House::open($crate::kit::Backend::Postgres).await).await;
            }
        }
    )+};
}

/// A house with two municipalities; [`House::tenant`] is the one that a test lives in.
pub struct House {
    /// Use cases, database, clock, keys.
    pub app: App,
    /// The clock to be moved.
    pub clock: StandingClock,
    /// The municipality of the test.
    pub tenant: TenantId,
    /// Its neighbour, which must never be seen.
    pub neighbour: TenantId,
    /// The folder; gone when the house is.
    pub home: Home,
}

/// The demo's first morning: Monday 2 March 2026, 08:00 in Denmark.
pub fn first_morning() -> Moment {
    Utc.with_ymd_and_hms(2026, 3, 2, 7, 0, 0).single().expect("a moment")
}

impl House {
    /// Opens a house on a database of its own.
    pub async fn open(backend: Backend) -> Self {
        let home = Home::make(backend).await;
        let clock = StandingClock::at(first_morning());
        let database = Database::open(&home.url).await.expect("the test database opens");
        let app = app_on(&home, database, &clock);
        // As `serve` does before its doors open: a question never writes the index.
        follow_index::rebuild(&app, &|_| {}).await.expect("the indexes are written");
        let tenant = municipality(&app, "0316", "Eksempelkøbing Kommune").await;
        let neighbour = municipality(&app, "0330", "Nabokøbing Kommune").await;
        Self { app, clock, tenant, neighbour, home }
    }

    /// Another process on the database of a house, as a second node is: with a folder and an index of its own.
    pub async fn second(url: &str, tenant: TenantId) -> Self {
        let home = Home::at(url);
        let clock = StandingClock::at(first_morning());
        let database = Database::open(&home.url).await.expect("the database of the first process opens");
        let app = app_on(&home, database, &clock);
        Self { app, clock, tenant, neighbour: tenant, home }
    }

    /// Moves the clock forward.
    pub fn wait(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// Somebody of the staff with these roles, who is in no table.
    pub fn staff(&self, roles: &[&str]) -> Actor {
        self.staff_of(self.tenant, roles)
    }

    /// The same in a given municipality.
    pub fn staff_of(&self, tenant: TenantId, roles: &[&str]) -> Actor {
        let who = Who::Staff { account: AccountId(self.app.ids.random()), team: None };
        Actor { tenant, who, rights: self.app.roles.rights_of(roles.iter().copied()), request_id: None }
    }
}

fn app_on(home: &Home, database: Database, clock: &StandingClock) -> App {
    let mut settings = Settings::defaults().expect("the defaults are whole");
    settings.database.data = home.folder().to_path_buf();
    // Most tests ask one company again and again; those about the cap set it on the company.
    settings.proposals.monthly_cap = 1_000_000;
    App {
        database,
        clock: Arc::new(clock.clone()) as Arc<dyn Clock>,
        ids: Arc::new(MachineIds),
        keys: Keys::new([42; 32]),
        settings: Arc::new(settings),
        roles: Arc::new(roles::role_book().expect("roles")),
        reference: Arc::new(reference::load(None).expect("the lists are whole")),
        rules: Arc::new(RuleShelf::new(program_rules())),
        conditions: Arc::new(conditions::embedded().expect("the conditions are whole")),
        weights: Arc::new(matching::embedded().expect("the weights are whole")),
        search: Arc::new(search(home)),
        kartoteks: Arc::default(),
        register: Arc::new(InventedRegister::default()),
        guard: Arc::default(),
        committed: Arc::default(),
    }
}

/// The rules that come with the program.
pub fn program_rules() -> Edition {
    RuleText::of_program(None).expect("the rules can be read").edition(None).expect("the rules are whole")
}

/// Both indexes, in the house's own folder.
fn search(home: &Home) -> Search {
    let reference = reference::load(None).expect("the lists are whole");
    let groups = program_rules().rules.target_groups.iter().map(|group| group.head.id.clone()).collect();
    let codes = Search::codes(&conditions::embedded().expect("the conditions are whole"), groups);
    Search::open(&home.folder().join("index"), uuid::Uuid::nil(), codes, &reference).expect("the indexes open")
}

async fn municipality(app: &App, code: &str, name: &str) -> TenantId {
    let code = MunicipalityCode::parse(code).expect("a code");
    tenants::ensure(&app.database, &code, name, app.now()).await.expect("a municipality").id
}
