//! Ten thousand operations at once, over two processes on PostgreSQL and over threads on SQLite, leave the ledger sound;
//! and the checker that says so finds every fault that is planted.

use std::{
    collections::BTreeSet,
    process::{Command, Stdio},
    sync::Arc,
    time::Instant,
};

use brobygger::{
    domain::{
        ids::{ClaimId, PlacementId},
        placement::StateName,
        seats::Claim,
    },
    store::{claims, placements},
};
use chrono::Days;
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter};

use super::{
    checker::{Broken, broken},
    operations::{Counts, history},
    town::Town,
};
use crate::kit::{Backend, House};

const OPERATIONS: usize = 10_000;
const PROPOSALS: usize = 150;
/// Writers at once in one process; SQLite has one writer however many ask.
const AT_ONCE: usize = 6;

/// What the second process is told: where the database is, what it looks like, where to leave its counts.
const TOLD: &str = "BROBYGGER_SECOND_PROCESS";

fn told() -> Option<serde_json::Value> {
    let told = std::env::vars().find(|(name, _)| name == TOLD)?.1;
    Some(serde_json::from_str(&told).expect("what the first process said"))
}

/// Starts this very test binary once more, as another node on the same database.
fn second_process(house: &House, town: &Town, operations: usize) -> (std::process::Child, std::path::PathBuf) {
    let counts = house.home.folder().join("counts.json");
    let told = serde_json::json!({ "url": house.home.url, "town": town, "operations": operations, "counts": counts });
    let child = Command::new(std::env::current_exe().expect("the test binary"))
        .args(["ledger::proof::the_second_process", "--exact", "--ignored", "--nocapture"])
        .env(TOLD, told.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .expect("a second process");
    (child, counts)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "is started by the proof on PostgreSQL, as its second process"]
async fn the_second_process() {
    let told = told().expect("only the first process starts this");
    let url = told["url"].as_str().expect("a URL");
    let town: Town = serde_json::from_value(told["town"].clone()).expect("a town");
    let operations = usize::try_from(told["operations"].as_u64().expect("a number")).expect("small");
    let house = Arc::new(House::second(url, town.tenant).await);
    let counts = history(house, &town, (2, operations, AT_ONCE)).await;
    let file = told["counts"].as_str().expect("a path");
    std::fs::write(file, serde_json::to_string(&counts).expect("JSON")).expect("the counts are written");
}

fn tell(on: &str, counts: &Counts, since: Instant) {
    eprintln!("{on}: {} operations in {:.1} s", counts.all(), since.elapsed().as_secs_f64());
    for (name, (done, refused)) in &counts.0 {
        eprintln!("  {name:<10} done {done:>5}  refused {refused:>5}");
    }
}

/// Every kind of operation has happened, and the ledger has said no as well.
fn much_has_happened(counts: &Counts) {
    assert!(counts.all() >= OPERATIONS as u64 * 9 / 10, "{counts:?}");
    for name in [
        "reserve",
        "confirm",
        "accept",
        "agree",
        "release",
        "withdraw",
        "start",
        "extend",
        "interrupt",
        "pause",
        "quota",
        "keep",
        "close",
        "open",
    ] {
        assert!(counts.done(name) > 0, "{name} was never carried out: {counts:?}");
    }
    for name in ["reserve", "confirm", "quota", "close"] {
        assert!(counts.0[name].1 > 0, "{name} was never refused: {counts:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_operations_by_many_threads_leave_the_ledger_sound_on_sqlite() {
    let house = Arc::new(House::open(Backend::Sqlite).await);
    let town = Town::build(&house, PROPOSALS).await;
    let since = Instant::now();
    let counts = history(Arc::clone(&house), &town, (1, OPERATIONS, AT_ONCE)).await;
    tell("threads on SQLite", &counts, since);
    much_has_happened(&counts);
    assert_eq!(broken(&house, &town, &counts).await, BTreeSet::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_operations_by_two_processes_leave_the_ledger_sound_on_postgresql() {
    let house = Arc::new(House::open(Backend::Postgres).await);
    let town = Town::build(&house, PROPOSALS).await;
    let since = Instant::now();
    let (mut other, file) = second_process(&house, &town, OPERATIONS / 2);
    let own = history(Arc::clone(&house), &town, (1, OPERATIONS / 2, AT_ONCE)).await;
    let ended = tokio::task::spawn_blocking(move || other.wait()).await.expect("waited").expect("the second process ends");
    assert!(ended.success(), "the second process: {ended}");
    let others: Counts = serde_json::from_str(&std::fs::read_to_string(file).expect("counts")).expect("JSON");
    assert!(others.all() > 0);
    let counts = own.and(&others);
    tell("two processes on PostgreSQL", &counts, since);
    much_has_happened(&counts);
    assert_eq!(broken(&house, &town, &counts).await, BTreeSet::new());
}

async fn all_claims(house: &House, town: &Town) -> Vec<Claim> {
    let reader = house.app.reader(house.tenant).await.expect("a reader");
    let found = claims::of_slots(&reader, &town.slots).await.expect("read");
    reader.end().await.expect("the reader ends");
    found
}

/// One claim for more days than its placement has, so that nothing else of the ledger need be touched.
async fn rewrite(house: &House, old: &Claim, new: Claim) {
    house
        .write(house.tenant, async |work| {
            claims::free(work, old.placement).await.expect("freed");
            claims::insert(work, &new).await.expect("a claim");
        })
        .await;
}

async fn sql(house: &House, text: &str) {
    house.app.database.writing().execute_unprepared(text).await.expect("the table is changed");
}

async fn set_state(house: &House, placement: PlacementId, state: StateName) {
    house
        .write(house.tenant, async |work| {
            let mut record = placements::lock(work, placement).await.expect("read").expect("a placement");
            record.placement.state = state;
            placements::update(work, &mut record).await.expect("written");
        })
        .await;
}

/// A town after a short history, with somebody on some seat.
async fn lived_in(house: House) -> (Arc<House>, Town, Counts, Claim) {
    let house = Arc::new(house);
    let town = Town::build(&house, 30).await;
    let counts = history(Arc::clone(&house), &town, (5, 240, 1)).await;
    assert_eq!(broken(&house, &town, &counts).await, BTreeSet::new());
    let today = house.app.clock.today();
    let claim = all_claims(&house, &town)
        .await
        .into_iter()
        .filter(|claim| claim.period.to > today)
        .max_by_key(|claim| claim.period.to)
        .expect("somebody sits somewhere");
    (house, town, counts, claim)
}

house_tests! {
    async fn the_checker_finds_a_seat_promised_twice_and_more_claims_than_seats(house) {
        let is_sqlite = house.app.database.is_sqlite();
        let (house, town, counts, claim) = lived_in(house).await;
        let twin = Claim { id: ClaimId(house.app.ids.random()), placement: PlacementId(house.app.ids.random()), ..claim.clone() };
        // PostgreSQL itself refuses the number a second time: there it is planted on a number above the last seat.
        let twin = if is_sqlite { twin } else { Claim { seat: 99, ..twin } };
        let mut record = crate::placements::stage::unwritten(
            &house, &town.consultant(&house),
            &crate::placements::stage::proposal(&house.citizen(house.tenant).await, &slot_of(&house, &claim).await, claim.period),
            &slot_of(&house, &claim).await,
        );
        (record.placement.id, record.placement.state) = (twin.placement, if claim.taken { StateName::Agreed } else { StateName::Accepted });
        house.write(house.tenant, async |work| {
            placements::insert(work, &[record]).await.expect("a placement");
            claims::insert(work, &twin).await.expect("a claim");
        }).await;
        let found = broken(&house, &town, &counts).await;
        assert!(found.contains(if is_sqlite { &Broken::SeatTwice } else { &Broken::MoreThanSeats }), "{found:?}");
        sql(&house, &format!("UPDATE slot SET seats = 0, reserved_seats = 0 WHERE id = {}", literal(&house, claim.slot.0))).await;
        assert!(broken(&house, &town, &counts).await.contains(&Broken::MoreThanSeats));
    }

    async fn the_checker_finds_others_on_kept_seats(house) {
        let (house, town, counts, claim) = lived_in(house).await;
        rewrite(&house, &claim, Claim { for_reserved: false, ..claim.clone() }).await;
        let mut slot = slot_of(&house, &claim).await;
        (slot.reserved_for, slot.reserved_seats) = (vec!["dagpenge".to_owned()], None);
        house.write(house.tenant, async |work| brobygger::store::slots::update(work, &slot).await.expect("a slot")).await;
        assert_eq!(broken(&house, &town, &counts).await, BTreeSet::from([Broken::OthersInKept]));
    }

    async fn the_checker_finds_claims_and_states_that_do_not_belong_together(house) {
        let (house, town, counts, claim) = lived_in(house).await;
        set_state(&house, claim.placement, StateName::Withdrawn).await;
        assert!(broken(&house, &town, &counts).await.contains(&Broken::ClaimWithoutState));
        set_state(&house, claim.placement, if claim.taken { StateName::Agreed } else { StateName::Accepted }).await;
        assert_eq!(broken(&house, &town, &counts).await, BTreeSet::new());
        let longer = Claim { period: brobygger::domain::period::Period { to: claim.period.to + Days::new(400), from: claim.period.to + Days::new(399) }, ..claim.clone() };
        rewrite(&house, &claim, longer).await;
        assert_eq!(broken(&house, &town, &counts).await, BTreeSet::from([Broken::ClaimUnlikePlacement]));
        house.write(house.tenant, async |work| claims::free(work, claim.placement).await.expect("freed")).await;
        assert_eq!(broken(&house, &town, &counts).await, BTreeSet::from([Broken::StateWithoutClaim]));
    }

    async fn the_checker_finds_a_ratio_that_is_exceeded(house) {
        let (house, town, counts, _) = lived_in(house).await;
        let small = all_claims(&house, &town).await;
        let slot = slot_at(&house, &town).await;
        let consultant = town.consultant(&house);
        for number in 0..=crate::ledger::town::RATIO as u64 {
            let from = house.app.clock.today() + Days::new(300);
            let period = brobygger::domain::period::Period { from, to: from + Days::new(number) };
            let proposal = crate::placements::stage::proposal(&house.citizen(house.tenant).await, &slot, period);
            let mut record = crate::placements::stage::unwritten(&house, &consultant, &proposal, &slot);
            record.placement.state = StateName::Agreed;
            house.write(house.tenant, async |work| placements::insert(work, &[record]).await.expect("a placement")).await;
        }
        assert!(broken(&house, &town, &counts).await.contains(&Broken::RatioExceeded));
        assert_eq!(all_claims(&house, &town).await, small);
    }

    async fn the_checker_finds_what_the_audit_and_the_change_log_do_not_hold(house) {
        let (house, town, counts, _) = lived_in(house).await;
        let one_more = counts.clone().and(&Counts([("reserve".to_owned(), (1, 0))].into()));
        assert_eq!(broken(&house, &town, &one_more).await, BTreeSet::from([Broken::NotInAudit("reserve".to_owned())]));
        let last = entity::change_log::Entity::find().filter(entity::change_log::COLUMN.tenant_id.eq(house.tenant.0));
        assert!(last.one(house.app.database.reading()).await.expect("read").is_some());
        sql(&house, "DELETE FROM change_log WHERE number = 2").await;
        assert_eq!(broken(&house, &town, &counts).await, BTreeSet::from([Broken::ChangeNumberMissing]));
    }
}

/// An id as both databases read it in a statement.
fn literal(house: &House, id: uuid::Uuid) -> String {
    if house.app.database.is_sqlite() { format!("X'{}'", id.simple()) } else { format!("'{id}'") }
}

async fn slot_of(house: &House, claim: &Claim) -> brobygger::domain::slot::Slot {
    slot(house, claim.slot).await
}

async fn slot_at(house: &House, town: &Town) -> brobygger::domain::slot::Slot {
    slot(house, town.slots[2]).await
}

async fn slot(house: &House, id: brobygger::domain::ids::SlotId) -> brobygger::domain::slot::Slot {
    let reader = house.app.reader(house.tenant).await.expect("a reader");
    let slot = brobygger::store::slots::find(&reader, id).await.expect("read").expect("a slot");
    reader.end().await.expect("the reader ends");
    slot
}
