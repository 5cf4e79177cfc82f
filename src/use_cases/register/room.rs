//! Tells company and consultant when a workplace becomes full, has room again, or may take another number (M20).

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use serde_json::json;

use crate::{
    base::clock::day_of,
    domain::{
        company::{ContactRole, Workplace},
        event::{Addressee, Event},
        ids::WorkplaceId,
        permission::Right,
        room::{Room, may_be_told},
        rulebook::meter::RatioMeter,
    },
    store::{
        companies, contacts, room_told,
        room_told::RoomTold,
        scope::{Reader, Scope},
        slots, tenants,
        work::{Subject, Work},
        workplaces,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::{Intention, Question},
        owners::in_charge,
        ratio_meters,
    },
};

/// Workplaces that are measured at once.
const AT_ONCE: u64 = 200;

/// What a page of workplaces came to.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// Workplaces whose room is to be written down.
    pub rooms: Vec<(WorkplaceId, Room)>,
    /// The last workplace looked at, while there are more.
    pub next: Option<WorkplaceId>,
}

/// Measures workplaces with open places that were not measured today, some at a time.
pub struct MeasureRoom {
    /// After this one.
    pub after: Option<WorkplaceId>,
}

impl Question for MeasureRoom {
    const NAME: &'static str = "register.measure_room";
    const RIGHT: Right = Right::Housekeeping;
    type Answer = Measured;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<Measured, Failure> {
        let today = day_of(reader.at());
        let ids = slots::open_workplaces(reader, today, self.after, AT_ONCE).await?;
        let next = ids.last().copied().filter(|_| ids.len() as u64 == AT_ONCE);
        let told = room_told::of_workplaces(reader, &ids).await?;
        let due: Vec<WorkplaceId> = ids.into_iter().filter(|id| told.get(id).is_none_or(|told| told.measured_on < today)).collect();
        if due.is_empty() {
            return Ok(Measured { rooms: Vec::new(), next });
        }
        let places: Vec<Workplace> = workplaces::some(reader, &due).await?.into_iter().filter(|place| place.closed_on.is_none()).collect();
        let meters: HashMap<WorkplaceId, RatioMeter> = ratio_meters::of_workplaces(app, reader, &places, today).await?;
        let mut rooms: Vec<_> = meters.iter().filter_map(|(id, meter)| Some((*id, room(meter)?))).collect();
        rooms.sort_by_key(|(id, _)| *id);
        Ok(Measured { rooms, next })
    }
}

/// None where nobody knows how many are allowed.
fn room(meter: &RatioMeter) -> Option<Room> {
    Some(Room { used: meter.now.certain, allowed: meter.allowed? })
}

/// Writes down what was measured, and tells whom it concerns where there is news.
pub struct TellRoom {
    /// What was measured.
    pub rooms: Vec<(WorkplaceId, Room)>,
}

impl Intention for TellRoom {
    const NAME: &'static str = "register.tell_room";
    const RIGHT: Right = Right::Housekeeping;
    type Done = usize;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<usize, Failure> {
        work.leave_no_trace();
        // Of two nodes that measured at once, the second finds what the first has told.
        tenants::lock(work).await?;
        let today = day_of(work.at());
        let ids: Vec<WorkplaceId> = self.rooms.iter().map(|(id, _)| *id).collect();
        let told = room_told::of_workplaces(work, &ids).await?;
        let known: HashSet<WorkplaceId> = workplaces::some(work, &ids).await?.into_iter().map(|place| place.id).collect();
        let mut count = 0;
        for (place, room) in self.rooms.iter().filter(|(place, _)| known.contains(place)) {
            let before = told.get(place).copied();
            let is_news = before.is_some_and(|before| room.is_news_after(before.room) && may_be_told(before.told_on, today));
            if is_news {
                tell(work, *place, *room).await?;
                count += 1;
            }
            room_told::keep(work, *place, &after(before, *room, is_news, today)).await?;
        }
        Ok(count)
    }
}

/// What was not told yet stays to be compared with.
fn after(before: Option<RoomTold>, room: Room, is_told: bool, today: NaiveDate) -> RoomTold {
    match before {
        Some(before) if !is_told => RoomTold { measured_on: today, ..before },
        before => RoomTold { room, measured_on: today, told_on: if is_told { Some(today) } else { before.and_then(|told| told.told_on) } },
    }
}

async fn tell(work: &mut Work<'_>, place: WorkplaceId, room: Room) -> Result<(), Failure> {
    let workplace = workplaces::find(work, place).await?.or_not_found()?;
    let company = companies::find(work, workplace.company).await?.or_not_found()?;
    let is_told = |contact: &crate::domain::company::Contact| {
        contact.active && contact.role == ContactRole::Admin && contact.email.is_some() && contact.workplace.is_none_or(|own| own == place)
    };
    let contacts = contacts::of_company(work, company.id).await?.into_iter().filter(is_told).map(|contact| Addressee::Contact(contact.id));
    let readers: Vec<Addressee> = in_charge(work, &company).await?.map(Addressee::Account).into_iter().chain(contacts).collect();
    let count = readers.len();
    for to in readers {
        work.happened(Event::RoomChanged { workplace: place, to });
    }
    let fact = json!({ "used": room.used, "allowed": room.allowed, "told": count });
    work.note(Subject::new("workplace", place), fact);
    Ok(())
}
