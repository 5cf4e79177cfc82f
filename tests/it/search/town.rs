//! A town full of random places with random claims on their seats, the same for the same seed.

use brobygger::{
    domain::{
        closure::{Closure, ClosureReason},
        ids::{ClaimId, ClosureId, SlotId},
        period::Period,
        placement::StateName,
        seats::Claim,
        slot::{HoursWindow, Slot},
        terms::{PlacementForm, Sector},
    },
    store::{claims, closures, companies, placements, slots, workplaces},
};
use chrono::{Days, NaiveDate};

use crate::{
    kit::{House, Place, day},
    placements::stage::{proposal, unwritten},
};

/// Random numbers that a seed decides.
pub struct Dice(u64);

impl Dice {
    pub fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below a bound.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % bound
    }

    pub fn one_in(&mut self, count: u64) -> bool {
        self.below(count) == 0
    }

    pub fn one_of<T: Clone>(&mut self, these: &[T]) -> T {
        these[usize::try_from(self.below(these.len() as u64)).expect("small")].clone()
    }

    pub fn some_of(&mut self, these: &[&str]) -> Vec<String> {
        these.iter().filter(|_| self.one_in(3)).map(|word| (*word).to_owned()).collect()
    }

    /// A day at most so many days before or after the first morning.
    pub fn day(&mut self, before: u64, after: u64) -> NaiveDate {
        day("2026-03-02") - Days::new(before) + Days::new(self.below(before + after + 1))
    }
}

pub const DEMANDS: [&str; 4] = ["loeft_over_5kg", "loeft_over_20kg", "trapper", "nat"];
pub const OFFERS: [&str; 3] = ["mentor", "roligt_rum", "pauser"];
pub const OCCUPATIONS: [&str; 4] = ["4321", "9412", "932910", "9112"];
pub const FORMS: [PlacementForm; 3] = [PlacementForm::Virksomhedspraktik, PlacementForm::Loentilskud, PlacementForm::Fleksjob];
const TITLES: [&str; 4] = ["Lagermedarbejder", "Køkkenmedhjælper", "Rengøringsassistent", "Pedel"];

/// A slot with the claims on its seats, as the tables hold them.
pub struct Row {
    pub slot: Slot,
    pub claims: Vec<Claim>,
    pub closures: Vec<Closure>,
    pub place: Place,
    pub branch: String,
}

/// Three companies with a workplace each, in three municipalities; one is public, one has closed.
async fn places(house: &House) -> Vec<(Place, String)> {
    let mut made = Vec::new();
    for (number, cvr) in ["99000007", "99000015", "99000023"].into_iter().enumerate() {
        let mut place = house.place_numbered(house.tenant, cvr, &format!("900000000{number}")).await;
        place.workplace.address.municipality = Some(["0316", "0330", "0101"][number].to_owned());
        place.company.branch = Some(brobygger::domain::company::Branch {
            version: "DB25".to_owned(),
            code: ["011100", "471100", "011300"][number].to_owned(),
        });
        place.workplace.sector = if number == 1 { Sector::Offentlig } else { Sector::Privat };
        place.company.closed_on = (number == 2).then(|| day("2026-02-01"));
        let branch = place.company.branch.as_ref().map(|branch| branch.code.clone()).expect("a branch");
        house
            .write(house.tenant, async |work| {
                companies::update(work, &place.company).await.expect("a company");
                workplaces::update(work, &place.workplace).await.expect("a workplace");
            })
            .await;
        made.push((place, branch));
    }
    made
}

fn slot(dice: &mut Dice, house: &House, place: &Place) -> Slot {
    let open_from = dice.day(60, 60);
    Slot {
        id: SlotId(house.app.ids.random()),
        external_id: None,
        workplace: place.workplace.id,
        company: place.company.id,
        agreement: None,
        contact: None,
        title: dice.one_of(&TITLES).to_owned(),
        description: String::new(),
        forms: FORMS.iter().copied().filter(|_| dice.one_in(2)).collect(),
        occupation: (!dice.one_in(5)).then(|| dice.one_of(&OCCUPATIONS).to_owned()),
        seats: u32::try_from(dice.below(3)).expect("small") + 1,
        hours: (!dice.one_in(6)).then(|| {
            let min = dice.below(40) as f64 / 2.0 + 1.0;
            HoursWindow { min, max: min + dice.below(20) as f64 / 2.0 }
        }),
        times: None,
        open_from,
        open_to: dice.one_in(2).then(|| open_from + Days::new(dice.below(90))),
        demands: dice.some_of(&DEMANDS),
        offers: dice.some_of(&OFFERS),
        language: None,
        licences: Vec::new(),
        reserved_for: if dice.one_in(4) { vec!["dagpenge".to_owned()] } else { Vec::new() },
        reserved_seats: dice.one_in(2).then(|| u32::try_from(dice.below(3)).expect("small")),
        tasks: Vec::new(),
        confirmed_on: Some(dice.day(100, 0)),
        paused: dice.one_in(8),
        sector: place.workplace.sector,
        point: place.workplace.point,
        version: 1,
    }
}

fn claims_on(dice: &mut Dice, house: &House, slot: &Slot) -> Vec<Claim> {
    let mut claims = Vec::new();
    for seat in 1..=slot.seats {
        if !dice.one_in(2) {
            continue;
        }
        let from = slot.open_from.max(dice.day(10, 30));
        let to = from + Days::new(dice.below(40));
        claims.push(Claim {
            id: ClaimId(house.app.ids.random()),
            slot: slot.id,
            workplace: slot.workplace,
            placement: brobygger::domain::ids::PlacementId(house.app.ids.random()),
            seat,
            period: Period { from, to: slot.open_to.map_or(to, |last| to.min(last)).max(from) },
            for_reserved: !slot.reserved_for.is_empty() && dice.one_in(2),
            taken: dice.one_in(2),
            held_until: None,
        });
    }
    claims
}

/// Closures of the slot alone: of every kind, before, over and after its claims.
fn closures_of(dice: &mut Dice, house: &House, slot: &Slot) -> Vec<Closure> {
    let mut closed = Vec::new();
    while dice.one_in(3) {
        let from = dice.day(20, 50);
        closed.push(Closure {
            id: ClosureId(house.app.ids.random()),
            workplace: slot.workplace,
            slot: Some(slot.id),
            reason: dice.one_of(ClosureReason::ALL),
            days: Period { from, to: from + Days::new(dice.below(25)) },
        });
    }
    closed
}

/// Two days of refurbishment of everything at a workplace.
fn refurbished(house: &House, place: &Place) -> Closure {
    let days = Period { from: day("2026-03-20"), to: day("2026-03-21") };
    Closure { id: ClosureId(house.app.ids.random()), workplace: place.workplace.id, slot: None, reason: ClosureReason::Refurbishment, days }
}

/// Builds the town: so many places with their claims.
pub async fn build(house: &House, seed: u64, count: usize) -> Vec<Row> {
    let mut dice = Dice::of(seed);
    let places = places(house).await;
    let (_, staff) = house.account(house.tenant, &format!("jk.{seed}"), &["job_consultant"]).await;
    let citizen = house.citizen(house.tenant).await;
    let mut rows = Vec::new();
    for _ in 0..count {
        let (place, branch) = dice.one_of(&places);
        let slot = slot(&mut dice, house, &place);
        let claims = claims_on(&mut dice, house, &slot);
        let closures = closures_of(&mut dice, house, &slot);
        rows.push(Row { slot, claims, closures, place, branch });
    }
    let whole = refurbished(house, &places[0].0);
    house
        .write(house.tenant, async |work| {
            for row in &rows {
                assert!(slots::insert(work, &row.slot).await.expect("a slot"));
                for closure in &row.closures {
                    closures::insert(work, closure).await.expect("a closure");
                }
                for claim in &row.claims {
                    let mut record = unwritten(house, &staff, &proposal(&citizen, &row.slot, claim.period), &row.slot);
                    record.placement.id = claim.placement;
                    record.placement.state = if claim.taken { StateName::Agreed } else { StateName::Accepted };
                    placements::insert(work, &[record]).await.expect("a placement");
                    claims::insert(work, claim).await.expect("a claim");
                }
            }
            closures::insert(work, &whole).await.expect("a closure");
        })
        .await;
    rows.iter_mut().filter(|row| row.slot.workplace == whole.workplace).for_each(|row| row.closures.push(whole.clone()));
    rows
}
