//! The desk: what waits, what a consultant has to do next, and what has changed since yesterday.

use std::collections::HashMap;

use chrono::{Datelike, Days, NaiveDate, NaiveTime};

use super::{
    app::App,
    doers::Doers,
    failure::Failure,
    intention::Question,
    placements::{
        dossier,
        rows::{self, Row, Wanted},
    },
};
use crate::{
    base::clock::{Moment, day_of, moment_at},
    domain::{
        ids::{AccountId, CitizenId, PlacementId, SlotId},
        permission::Right,
        placement::StateName,
        terms::LookPurpose,
    },
    store::{
        audit, citizens, placements,
        scope::{Reader, Scope},
        slots,
    },
};

/// Days ahead in which an end is near.
pub const NEAR_END_DAYS: u64 = 28;
/// Most things to do that the desk lists.
const MOST_TO_DO: u64 = 50;
/// Most changes that the desk lists.
const MOST_CHANGES: u64 = 12;

/// Something that has happened to a placement.
#[derive(Clone, Debug)]
pub struct Change {
    /// When.
    pub at: Moment,
    /// Which placement.
    pub placement: PlacementId,
    /// Whose act; nobody for the clock's own.
    pub who: Option<String>,
    /// What was done: a verb's word, or the use case's own.
    pub what: String,
    /// The slot's title.
    pub slot_title: String,
}

/// What lies on the desk.
#[derive(Clone, Debug)]
pub struct OnDesk {
    /// Citizens who wait for a place.
    pub waiting: u64,
    /// Those of them with a deadline up to this week's Sunday.
    pub due_this_week: u64,
    /// Placements to which the company has said yes and nobody has agreed yet.
    pub answered: u64,
    /// Placements that end within four weeks.
    pub ending_soon: u64,
    /// Own placements that need an act, the most pressing first.
    pub to_do: Vec<Row>,
    /// What has happened since yesterday, newest first.
    pub changes: Vec<Change>,
}

/// Asks what lies on a consultant's desk.
#[derive(Clone, Copy, Debug)]
pub struct Desk {
    /// Whose.
    pub account: AccountId,
}

impl Question for Desk {
    const NAME: &'static str = "desk.open";
    const RIGHT: Right = Right::SeeCitizens;
    type Answer = OnDesk;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<OnDesk, Failure> {
        let today = day_of(reader.at());
        let (waiting, due_this_week) = citizens::waiting_counts(reader, sunday_of(today)).await?;
        let answered = Wanted { states: vec![StateName::Accepted], ..Wanted::default() };
        Ok(OnDesk {
            waiting,
            due_this_week,
            answered: placements::count(reader, &answered.filter()).await?,
            ending_soon: placements::count(reader, &near_end(today).filter()).await?,
            to_do: to_do(reader, self.account, today).await?,
            changes: changes(reader, today).await?,
        })
    }

    fn shown(&self, answer: &OnDesk) -> Vec<CitizenId> {
        rows::citizens_of(&answer.to_do)
    }

    fn purpose(&self) -> LookPurpose {
        LookPurpose::FollowUp
    }
}

/// The last day of the week.
#[must_use]
pub fn sunday_of(day: NaiveDate) -> NaiveDate {
    day + Days::new(u64::from(6 - day.weekday().num_days_from_monday()))
}

/// Placements whose end is near.
#[must_use]
pub fn near_end(today: NaiveDate) -> Wanted {
    Wanted { states: vec![StateName::Agreed, StateName::Running], ends_by: Some(today + Days::new(NEAR_END_DAYS)), responsible: None }
}

/// What presses: a yes waits longest, then a hold that runs out, a no, an end that comes, and a proposal.
fn pressure(row: &Row) -> (u8, Option<Moment>, NaiveDate) {
    let placement = &row.placement;
    let rank = match placement.state {
        StateName::Accepted => 0,
        StateName::Reserved => 1,
        StateName::Declined | StateName::Expired => 2,
        StateName::Agreed | StateName::Running => 3,
        _ => 4,
    };
    (rank, placement.held_until, placement.period.to)
}

async fn to_do(reader: &Reader<'_>, account: AccountId, today: NaiveDate) -> Result<Vec<Row>, Failure> {
    let open = vec![StateName::Accepted, StateName::Reserved, StateName::Proposed];
    let open = Wanted { states: open, responsible: Some(account), ends_by: None };
    let ending = Wanted { responsible: Some(account), ..near_end(today) };
    let mut records = placements::list(reader, &open.filter(), None, MOST_TO_DO).await?;
    records.extend(refused_of_late(reader, account).await?);
    records.extend(placements::list(reader, &ending.filter(), None, MOST_TO_DO).await?);
    let mut rows = rows::rows(reader, records).await?;
    rows.sort_by(|one, other| pressure(one).partial_cmp(&pressure(other)).unwrap_or(std::cmp::Ordering::Equal));
    Ok(rows)
}

/// Own proposals that came to nothing with the company, and after which nothing else was tried for the citizen.
async fn refused_of_late(reader: &Reader<'_>, account: AccountId) -> Result<Vec<placements::Record>, Failure> {
    let refused = vec![StateName::Declined, StateName::Expired];
    let refused = Wanted { states: refused, responsible: Some(account), ends_by: None };
    let mut records = placements::list(reader, &refused.filter(), None, MOST_TO_DO).await?;
    let citizens: Vec<CitizenId> = records.iter().map(|record| record.placement.citizen).collect();
    let newest = placements::newest_of(reader, &citizens).await?;
    records.retain(|record| newest.get(&record.placement.citizen) == Some(&record.placement.id));
    Ok(records)
}

async fn changes(reader: &Reader<'_>, today: NaiveDate) -> Result<Vec<Change>, Failure> {
    let from = moment_at(today.pred_opt().unwrap_or(today), NaiveTime::MIN);
    let facts = audit::since(reader, &["placement"], from, MOST_CHANGES).await?;
    let ids: Vec<PlacementId> = facts.iter().filter_map(|fact| fact.entity_id.map(PlacementId)).collect();
    let titles = slot_titles(reader, &ids).await?;
    let acts: Vec<_> = facts.iter().map(|fact| (fact.actor_kind.as_str(), fact.actor_id)).collect();
    let doers = Doers::read(reader, &acts, Vec::new()).await?;
    let mut changes = Vec::with_capacity(facts.len());
    for fact in &facts {
        let Some(placement) = fact.entity_id.map(PlacementId) else { continue };
        changes.push(Change {
            at: fact.at,
            placement,
            who: doers.name((&fact.actor_kind, fact.actor_id)),
            what: dossier::what(&fact.action, &fact.detail),
            slot_title: titles.get(&placement).cloned().unwrap_or_default(),
        });
    }
    Ok(changes)
}

async fn slot_titles(reader: &Reader<'_>, ids: &[PlacementId]) -> Result<HashMap<PlacementId, String>, Failure> {
    let records = placements::some(reader, ids).await?;
    let slots: Vec<SlotId> = records.iter().map(|record| record.placement.slot).collect();
    let titles: HashMap<SlotId, String> = slots::some(reader, &slots).await?.into_iter().map(|slot| (slot.id, slot.title)).collect();
    let title = |record: &placements::Record| (record.placement.id, titles.get(&record.placement.slot).cloned().unwrap_or_default());
    Ok(records.iter().map(title).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_week_ends_on_sunday() {
        let sunday: NaiveDate = "2026-03-08".parse().expect("a date");
        for day in ["2026-03-02", "2026-03-05", "2026-03-08"] {
            assert_eq!(sunday_of(day.parse().expect("a date")), sunday, "{day}");
        }
    }
}
