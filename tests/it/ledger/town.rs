//! Where the parallel history happens: few places, many citizens of two groups, and everybody who acts.

use std::collections::HashMap;

use brobygger::{
    domain::{
        ids::{AccountId, CompanyId, ContactId, PlacementId, SlotId, TenantId, WorkplaceId},
        period::Period,
        permission::{Actor, Who},
        placement::StateName,
    },
    store::{
        placements::{self, Record},
        workplaces,
    },
};
use chrono::Days;
use serde::{Deserialize, Serialize};

use crate::{
    kit::{House, Place, day},
    placements::stage::{proposal, unwritten},
    search::town::Dice,
};

/// The group for which the seats are kept, and another one.
pub const GROUPS: [&str; 2] = ["dagpenge", "kh_jobparat"];

/// How many placements of virksomhedspraktik the small workplace may have at once: one for each five of its twenty.
pub const RATIO: usize = 4;

/// Everything that both processes have to know.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Town {
    pub tenant: TenantId,
    pub consultant: AccountId,
    pub leader: AccountId,
    pub contact: ContactId,
    pub company: CompanyId,
    pub workplaces: Vec<WorkplaceId>,
    /// The workplace whose ratio is soon full.
    pub small: WorkplaceId,
    pub slots: Vec<SlotId>,
    pub placements: Vec<PlacementId>,
}

fn staff(house: &House, tenant: TenantId, account: AccountId, role: &str) -> Actor {
    Actor { who: Who::Staff { account, team: None }, ..house.staff_of(tenant, &[role]) }
}

impl Town {
    pub fn consultant(&self, house: &House) -> Actor {
        staff(house, self.tenant, self.consultant, "job_consultant")
    }

    pub fn leader(&self, house: &House) -> Actor {
        staff(house, self.tenant, self.leader, "team_leader")
    }

    pub fn contact(&self, house: &House) -> Actor {
        let who = Who::Contact { contact: self.contact, company: self.company, workplace: None, stepped_up: false };
        Actor { tenant: self.tenant, who, rights: house.app.roles.rights_of(["company"]), request_id: None }
    }

    /// Builds three workplaces of one company with four slots each, and so many proposals.
    pub async fn build(house: &House, proposals: usize) -> Self {
        let (leader, _) = house.account(house.tenant, "tl.henrik", &["team_leader"]).await;
        let (consultant, actor) = house.account(house.tenant, "jk.mette", &["job_consultant"]).await;
        let place = house.place(house.tenant).await;
        let places = places(house, &place).await;
        let mut dice = Dice::of(32);
        let (mut slots, mut records) = (Vec::new(), Vec::new());
        for number in 0..12u32 {
            let at = &places[number as usize % places.len()];
            slots.push(
                house
                    .slot_with(house.tenant, at, |slot| {
                        slot.seats = 2 + number % 4;
                        slot.title = format!("Plads {number}");
                        if number % 2 == 0 {
                            (slot.reserved_for, slot.reserved_seats) = (vec![GROUPS[0].to_owned()], Some(1 + number % 3));
                        }
                    })
                    .await,
            );
        }
        for number in 0..proposals {
            let group = GROUPS[number % GROUPS.len()];
            let citizen = house
                .citizen_with(house.tenant, |citizen| {
                    citizen.legal.last_employer = Some("99000023".to_owned());
                    citizen.legal.target_group = Some(group.to_owned());
                })
                .await;
            // Two places for each: an agreement on one makes the other fall away.
            for _ in 0..2 {
                let slot = dice.one_of(&slots);
                let from = day("2026-02-27") + Days::new(dice.below(18));
                let period = Period { from, to: from + Days::new(4 + dice.below(12)) };
                records.push(unwritten(house, &actor, &proposal(&citizen, &slot, period), &slot));
            }
        }
        write(house, &records).await;
        Self {
            tenant: house.tenant,
            consultant: consultant.id,
            leader: leader.id,
            contact: place.contact.id,
            company: place.company.id,
            workplaces: places.iter().map(|place| place.workplace.id).collect(),
            small: places[2].workplace.id,
            slots: slots.iter().map(|slot| slot.id).collect(),
            placements: records.iter().map(|record| record.placement.id).collect(),
        }
    }

    /// How every placement stands at the beginning.
    pub fn states(&self) -> HashMap<PlacementId, StateName> {
        self.placements.iter().map(|id| (*id, StateName::Proposed)).collect()
    }
}

/// Two workplaces that are large enough for everybody and a small one, all of one company.
async fn places(house: &House, first: &Place) -> Vec<Place> {
    let mut places = vec![first.clone(), first.clone(), first.clone()];
    for (number, place) in places.iter_mut().enumerate() {
        let is_small = number == 2;
        place.workplace.ordinary = Some((if is_small { 20.0 } else { 5000.0 }, Some(day("2026-02-01"))));
        if number == 0 {
            let changed = place.workplace.clone();
            house.write(house.tenant, async |work| workplaces::update(work, &changed).await.expect("a workplace")).await;
            continue;
        }
        place.workplace.id = WorkplaceId(house.app.ids.random());
        place.workplace.p_number = brobygger::domain::numbers::PNumber::parse(&format!("900000001{number}")).expect("a P-number");
        let fresh = place.workplace.clone();
        house.write(house.tenant, async |work| assert!(workplaces::insert(work, &fresh).await.expect("a workplace"))).await;
    }
    places
}

async fn write(house: &House, records: &[Record]) {
    for some in records.chunks(100) {
        house.write(house.tenant, async |work| placements::insert(work, some).await.expect("placements")).await;
    }
}
