//! Reads the tables as they are and tells everything that must never be: nothing here asks the ledger's own code.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use entity::{placement, seat_claim, slot};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder};

use super::{
    operations::Counts,
    town::{RATIO, Town},
};
use crate::kit::House;

/// What must never be found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Broken {
    /// A seat number is promised twice on a day.
    SeatTwice,
    /// More claims than seats on a day, or a number above the last seat.
    MoreThanSeats,
    /// Citizens of other groups sit on seats that are kept.
    OthersInKept,
    /// A placement whose state has a seat has none, or has two.
    StateWithoutClaim,
    /// A claim whose placement has no seat by its state.
    ClaimWithoutState,
    /// A claim on other days or of another slot than its placement, or taken though only held.
    ClaimUnlikePlacement,
    /// More placements at the small workplace than the ratio allows.
    RatioExceeded,
    /// An operation that was carried out is not in the audit.
    NotInAudit(String),
    /// A number of the change log is missing, or fewer changes are told than happened.
    ChangeNumberMissing,
}

struct Tables {
    slots: Vec<slot::Model>,
    claims: Vec<seat_claim::Model>,
    placements: HashMap<uuid::Uuid, placement::Model>,
}

async fn tables(house: &House, town: &Town) -> Tables {
    let db = house.app.database.reading();
    let own = town.tenant.0;
    let placements = placement::Entity::find().filter(placement::COLUMN.tenant_id.eq(own)).all(db).await.expect("read");
    Tables {
        slots: slot::Entity::find().filter(slot::COLUMN.tenant_id.eq(own)).all(db).await.expect("read"),
        claims: seat_claim::Entity::find().filter(seat_claim::COLUMN.tenant_id.eq(own)).all(db).await.expect("read"),
        placements: placements.into_iter().map(|row| (row.id, row)).collect(),
    }
}

/// Everything that is broken; empty in a sound ledger.
pub async fn broken(house: &House, town: &Town, counts: &Counts) -> BTreeSet<Broken> {
    let tables = tables(house, town).await;
    let today = house.app.clock.today();
    let mut found = BTreeSet::new();
    for slot in &tables.slots {
        let own: Vec<&seat_claim::Model> = tables.claims.iter().filter(|claim| claim.slot_id == slot.id).collect();
        found.extend(broken_on_days(slot, &own, today));
    }
    found.extend(broken_pairs(&tables));
    found.extend(broken_ratio(town, &tables, today));
    found.extend(not_in_audit(house, town, counts).await);
    found.extend(broken_numbers(house, town, counts).await);
    found
}

fn broken_on_days(slot: &slot::Model, own: &[&seat_claim::Model], today: NaiveDate) -> BTreeSet<Broken> {
    let mut found = BTreeSet::new();
    let Some(last) = own.iter().map(|claim| claim.ends_on).max() else { return found };
    let has_groups = slot.reserved_for.as_array().is_some_and(|groups| !groups.is_empty());
    let kept = if has_groups { slot.reserved_seats.unwrap_or(slot.seats).min(slot.seats) } else { 0 };
    let first = own.iter().map(|claim| claim.starts_on).min().unwrap_or(today);
    for day in first.iter_days().take_while(|day| *day <= last) {
        let there: Vec<_> = own.iter().filter(|claim| claim.starts_on <= day && day <= claim.ends_on).collect();
        let numbers: BTreeSet<i32> = there.iter().map(|claim| claim.seat).collect();
        if numbers.len() < there.len() {
            found.insert(Broken::SeatTwice);
        }
        // Before today is history, also where it used more seats than are left now.
        if day < today {
            continue;
        }
        let count = |those: usize| i32::try_from(those).expect("small");
        if count(there.len()) > slot.seats || numbers.iter().any(|seat| *seat > slot.seats || *seat < 1) {
            found.insert(Broken::MoreThanSeats);
        }
        if kept > 0 && count(there.iter().filter(|claim| !claim.for_reserved).count()) > slot.seats - kept {
            found.insert(Broken::OthersInKept);
        }
    }
    found
}

fn broken_pairs(tables: &Tables) -> BTreeSet<Broken> {
    let mut found = BTreeSet::new();
    let mut claims_of: BTreeMap<uuid::Uuid, usize> = BTreeMap::new();
    for claim in &tables.claims {
        *claims_of.entry(claim.placement_id).or_default() += 1;
        let Some(placement) = tables.placements.get(&claim.placement_id) else {
            found.insert(Broken::ClaimWithoutState);
            continue;
        };
        let has_ended = matches!(placement.state.as_str(), "completed" | "interrupted");
        let is_taken = matches!(placement.state.as_str(), "agreed" | "running");
        if !has_ended && !is_taken && !matches!(placement.state.as_str(), "reserved" | "offered" | "accepted") {
            found.insert(Broken::ClaimWithoutState);
        }
        let ends_on = if has_ended { placement.ended_on.unwrap_or(placement.ends_on) } else { placement.ends_on };
        let is_like = (claim.slot_id, claim.starts_on, claim.ends_on) == (placement.slot_id, placement.starts_on, ends_on)
            && (claim.state == "taken") == (is_taken || has_ended);
        if !is_like {
            found.insert(Broken::ClaimUnlikePlacement);
        }
    }
    for placement in tables.placements.values() {
        let has_seat = matches!(placement.state.as_str(), "reserved" | "offered" | "accepted" | "agreed" | "running");
        if has_seat && claims_of.get(&placement.id) != Some(&1) {
            found.insert(Broken::StateWithoutClaim);
        }
    }
    found
}

fn broken_ratio(town: &Town, tables: &Tables, today: NaiveDate) -> Option<Broken> {
    let there = |row: &&placement::Model| row.workplace_id == town.small.0 && matches!(row.state.as_str(), "agreed" | "running");
    let own: Vec<&placement::Model> = tables.placements.values().filter(there).collect();
    let last = own.iter().map(|row| row.ends_on).max()?;
    let full = |day: &NaiveDate| own.iter().filter(|row| row.starts_on <= *day && *day <= row.ends_on).count() > RATIO;
    today.iter_days().take_while(|day| *day <= last).any(|day| full(&day)).then_some(Broken::RatioExceeded)
}

/// Under which action a step of a placement stands in the audit, with its own name as the verb.
const AUDITED: [(&str, &str); 13] = [
    ("reserve", "placement.reserve"),
    ("confirm", "placement.confirm"),
    ("accept", "placement.accept"),
    ("decline", "placement.decline"),
    ("release", "placement.release"),
    ("agree", "placement.agree"),
    ("start", "placement.start"),
    ("extend", "placement.extend"),
    ("interrupt", "placement.interrupt"),
    ("complete", "placement.complete"),
    ("withdraw", "placement.withdraw"),
    ("cancel", "placement.cancel"),
    ("propose", "placement.propose"),
];

/// Each operation that was carried out stands in the audit; none stands there that was refused.
async fn not_in_audit(house: &House, town: &Town, counts: &Counts) -> Vec<Broken> {
    let rows = entity::audit::Entity::find()
        .filter(entity::audit::COLUMN.tenant_id.eq(town.tenant.0))
        .all(house.app.database.reading())
        .await
        .expect("read");
    let mut of_verb: BTreeMap<String, u64> = BTreeMap::new();
    for row in &rows {
        let verb = row.detail.get("verb").and_then(serde_json::Value::as_str);
        // What an agreement did to other placements was no operation of its own.
        let name = verb.map_or_else(|| row.action.clone(), |verb| format!("{}:{verb}", row.action));
        *of_verb.entry(name).or_default() += 1;
    }
    let mut missing = Vec::new();
    for verb in AUDITED.iter().filter(|(_, action)| action.starts_with("placement.")) {
        let (name, action) = verb;
        if of_verb.get(&format!("{action}:{name}")).copied().unwrap_or(0) != counts.done(name) {
            missing.push(Broken::NotInAudit((*name).to_owned()));
        }
    }
    let slot_acts: [(&str, &[&str], &[&str]); 3] = [
        ("slot", &["pause", "quota", "keep"], &["slot.adjust"]),
        ("close", &["close"], &["slot.close", "workplace.close_for_days"]),
        ("open", &["open"], &["closure.end"]),
    ];
    for (name, operations, actions) in slot_acts {
        let done: u64 = operations.iter().map(|operation| counts.done(operation)).sum();
        let noted: u64 = actions.iter().map(|action| of_verb.get(*action).copied().unwrap_or(0)).sum();
        if noted != done {
            missing.push(Broken::NotInAudit(name.to_owned()));
        }
    }
    missing
}

/// The change log has every number from one to the last, and a change for each operation that touched seats.
async fn broken_numbers(house: &House, town: &Town, counts: &Counts) -> Option<Broken> {
    let rows = entity::change_log::Entity::find()
        .filter(entity::change_log::COLUMN.tenant_id.eq(town.tenant.0))
        .order_by_asc(entity::change_log::Column::Number)
        .all(house.app.database.reading())
        .await
        .expect("read");
    let is_dense = rows.iter().zip(1..).all(|(row, number)| row.number == number);
    let seats =
        ["reserve", "confirm", "accept", "decline", "agree", "interrupt", "complete", "withdraw", "cancel", "extend", "close", "open"];
    let touched: u64 = seats.iter().map(|name| counts.done(name)).sum();
    let told = rows.iter().filter(|row| row.entity == "slot" || row.entity == "workplace").count() as u64;
    (!is_dense || told < touched).then_some(Broken::ChangeNumberMissing)
}
