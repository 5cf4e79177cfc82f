//! `kill -9` at random during two hundred confirmations: what was acknowledged stands, every letter comes, at most one
//! for each kill comes twice and then under the same Message-ID, and the index equals the database.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    fs::File,
    net::SocketAddr,
    process::{Child, Stdio},
    sync::{Arc, Mutex},
    time::Duration,
};

use brobygger::{
    base::clock::{Clock, MachineClock},
    domain::ids::PlacementId,
    store::letters,
};
use sea_orm::EntityTrait;
use tokio::{net::TcpListener, sync::Notify, task::JoinSet, time::timeout};
use uuid::Uuid;

use super::{
    checker::{Outcome, faults},
    client::{self, Request},
    town::{self, PROPOSALS, SLOTS},
};
use crate::kit::{
    House,
    smtp::{Mode, Sink},
};

const CLIENTS: usize = 4;
const KILLS: usize = 6;
/// Longest time for everything after the kills.
const CALM: Duration = Duration::from_secs(60);

/// The server as users start it, with a real mail server in its settings.
struct Server<'a> {
    house: &'a House,
    sink: &'a Sink,
    address: SocketAddr,
    process: Child,
}

impl<'a> Server<'a> {
    async fn start(house: &'a House, sink: &'a Sink) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        drop(listener);
        let process = spawn(house, sink, address);
        client::is_up(address).await;
        Self { house, sink, address, process }
    }

    fn kill(&mut self) {
        self.process.kill().expect("killed");
        self.process.wait().expect("gone");
    }

    async fn start_again(&mut self) {
        self.process = spawn(self.house, self.sink, self.address);
        client::is_up(self.address).await;
    }
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn spawn(house: &House, sink: &Sink, address: SocketAddr) -> Child {
    let log = File::options().create(true).append(true).open(house.home.folder().join("server.log")).expect("a log");
    let mut command = house.command(&["serve"]);
    command.env("BROBYGGER_SERVER__LISTEN", address.to_string()).env("BROBYGGER_MAIL__HOST", "127.0.0.1");
    command.env("BROBYGGER_PROPOSALS__MONTHLY_CAP", "1000000");
    command.env("BROBYGGER_MAIL__PORT", sink.port().to_string()).env("BROBYGGER_MAIL__CA_FILE", sink.ca_file());
    command.stdout(Stdio::null()).stderr(log).spawn().expect("the server starts")
}

/// What the clients share.
#[derive(Default)]
struct Work {
    waiting: Mutex<VecDeque<PlacementId>>,
    acknowledged: Mutex<BTreeSet<Uuid>>,
    strange: Mutex<Vec<String>>,
    moved: Notify,
}

impl Work {
    fn done(&self) -> usize {
        self.acknowledged.lock().expect("the list").len()
    }

    /// Confirms one after the other.
    async fn confirm_all(self: Arc<Self>, address: SocketAddr, token: String) {
        loop {
            let Some(placement) = self.waiting.lock().expect("the queue").pop_front() else { return };
            self.confirm(address, &token, placement).await;
            self.moved.notify_waiters();
        }
    }

    /// A line that broke says nothing, so the same is asked again; done meanwhile, it is answered as the wrong state.
    async fn confirm(&self, address: SocketAddr, token: &str, placement: PlacementId) {
        let path = format!("/api/v1/placements/{placement}/confirm");
        let request = Request { method: "POST", path: &path, token, body: r#"{"citizen_answer":"yes"}"# };
        let mut asked_before = false;
        loop {
            match client::call(address, &request).await {
                Some((200, _)) => break,
                Some((409, body)) if asked_before && body.contains("wrong_state") => break,
                Some((status, body)) => {
                    self.strange.lock().expect("the list").push(format!("{status} {body}"));
                    return;
                }
                None => {
                    asked_before = true;
                    client::is_up(address).await;
                }
            }
        }
        self.acknowledged.lock().expect("the list").insert(placement.0);
    }

    /// Waits until so many are confirmed.
    async fn has_reached(&self, count: usize) {
        loop {
            let mut moved = std::pin::pin!(self.moved.notified());
            moved.as_mut().enable();
            if self.done() >= count {
                return;
            }
            let strange = || self.strange.lock().expect("the list").clone();
            timeout(CALM, moved).await.unwrap_or_else(|_| panic!("the confirmations stand still: {:?}", strange()));
        }
    }
}

/// Random counts at which the process is killed, in order.
fn moments(house: &House) -> Vec<usize> {
    let mut dice = house.app.ids.random().as_u128();
    let mut next = || {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((dice >> 64) % (PROPOSALS as u128 - 10)).expect("small") + 3
    };
    let mut moments: Vec<usize> = (0..KILLS).map(|_| next()).collect();
    moments.sort_unstable();
    moments
}

async fn outcome(house: &House, sink: &Sink, work: &Work) -> Outcome {
    let database = house.app.database.reading();
    let claims = entity::seat_claim::Entity::find().all(database).await.expect("claims");
    let placements = entity::placement::Entity::find().all(database).await.expect("placements");
    let offered = placements.into_iter().filter(|row| row.state == "offered").map(|row| row.id);
    let offered: BTreeMap<Uuid, usize> = offered.map(|id| (id, claims.iter().filter(|claim| claim.placement_id == id).count())).collect();
    let letters = entity::letter::Entity::find().all(database).await.expect("letters");
    let letters = letters.into_iter().map(|row| (row.placement_id.expect("a placement"), bare(&row.message_id), row.state == "sent"));
    Outcome {
        acknowledged: work.acknowledged.lock().expect("the list").clone(),
        offered,
        letters: letters.collect(),
        taken: sink.message_ids().iter().map(|id| bare(id)).collect(),
        // The last one comes after all confirmations.
        kills: KILLS + 1,
    }
}

/// A Message-ID without its brackets.
fn bare(id: &str) -> String {
    id.trim_matches(['<', '>']).to_owned()
}

/// Lets the time pass after which another postman may take a dead one's letter; a SQLite process does so as it starts.
async fn lease_ends(house: &House) {
    if !house.app.database.is_sqlite() {
        letters::end_leases(&house.app.database, MachineClock::new().now()).await.expect("the leases end");
    }
}

/// Waits until every letter is noted as sent; what is not by then is a fault that the checker tells.
async fn letters_are_sent(house: &House) {
    let mut tick = tokio::time::interval(Duration::from_millis(100));
    let all_sent = async {
        loop {
            tick.tick().await;
            let letters = entity::letter::Entity::find().all(house.app.database.reading()).await.expect("letters");
            if letters.len() >= PROPOSALS && letters.iter().all(|letter| letter.state == "sent") {
                return;
            }
        }
    };
    let _ = timeout(CALM, all_sent).await;
}

fn index_equals_database(house: &House) {
    let told = house.run(&["doctor", "--deep", "--json"]);
    assert_eq!(told.code, Some(0), "{told:?}");
    let told: serde_json::Value = serde_json::from_str(&told.out).expect("JSON");
    let deep = told["deep"].as_array().expect("comparisons");
    assert!(!deep.is_empty() && deep.iter().all(|one| one["equal"] == true), "{deep:?}");
    let slots = deep.iter().filter(|one| one["index"] == "slots").map(|one| one["indexed"]["count"].as_u64().expect("a count"));
    assert_eq!(slots.sum::<u64>(), SLOTS as u64);
}

house_tests! {
    async fn nothing_acknowledged_is_lost_when_the_process_is_killed(house) {
        town::live_now(&house);
        let placements = town::build(&house).await;
        let sink = Sink::open(Mode::Takes).await;
        let mut server = Server::start(&house, &sink).await;
        let work = Arc::new(Work { waiting: Mutex::new(placements.into()), ..Work::default() });
        let mut clients = JoinSet::new();
        for _ in 0..CLIENTS {
            clients.spawn(work.clone().confirm_all(server.address, town::token(&house).await));
        }
        let moments = moments(&house);
        for moment in &moments {
            work.has_reached(*moment).await;
            server.kill();
            server.start_again().await;
        }
        timeout(CALM, clients.join_all()).await.expect("all are confirmed");
        assert_eq!(*work.strange.lock().expect("the list"), Vec::<String>::new());
        assert_eq!(work.done(), PROPOSALS);
        server.kill();
        lease_ends(&house).await;
        server.start_again().await;
        letters_are_sent(&house).await;
        let outcome = outcome(&house, &sink, &work).await;
        assert_eq!(faults(&outcome), Vec::<String>::new(), "killed at {moments:?}");
        index_equals_database(&house);
        server.kill();
        index_equals_database(&house);
    }
}
