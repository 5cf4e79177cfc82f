//! Two hundred proposals that wait to be confirmed, on the days that the machine's clock shows.

use brobygger::{
    base::clock::{Clock, MachineClock},
    domain::{ids::PlacementId, period::Period, permission::Actor},
    store::workplaces,
    use_cases::tokens::{CreateToken, TokenSecret},
};
use chrono::Days;

use crate::{kit::House, placements::stage::proposal};

/// How many are confirmed.
pub const PROPOSALS: usize = 200;
/// At so many places.
pub const SLOTS: usize = 10;

/// Moves the house to the machine's present, since the program that is killed lives there.
pub fn live_now(house: &House) {
    let now = MachineClock::new().now();
    house.wait(now - house.app.now());
}

/// Makes ten places with twenty seats each, and two hundred people who are proposed for them.
pub async fn build(house: &House) -> Vec<PlacementId> {
    let today = house.app.clock.today();
    let (_, staff) = house.account(house.tenant, "jk.mette", &["job_consultant"]).await;
    let place = house.place(house.tenant).await;
    let mut workplace = place.workplace.clone();
    workplace.ordinary = Some((50_000.0, Some(today - Days::new(3))));
    house.write(house.tenant, async |work| workplaces::update(work, &workplace).await.expect("a workplace")).await;
    let mut slots = Vec::new();
    for _ in 0..SLOTS {
        let seats = u32::try_from(PROPOSALS / SLOTS).expect("small");
        slots.push(house.slot_with(house.tenant, &place, |slot| (slot.seats, slot.confirmed_on) = (seats, Some(today))).await);
    }
    let period = Period { from: today + Days::new(3), to: today + Days::new(16) };
    let mut placements = Vec::new();
    for number in 0..PROPOSALS {
        let citizen = house.citizen_with(house.tenant, |citizen| citizen.legal.last_employer = Some("99000023".to_owned())).await;
        let proposal = proposal(&citizen, &slots[number % SLOTS], period);
        placements.push(house.app.carry_out(&staff, &proposal).await.expect("proposed").placement);
    }
    placements
}

/// A token of a consultant's program.
pub async fn token(house: &House) -> String {
    let secret = TokenSecret::fresh(&house.app);
    let user = Some("jk.mette".to_owned());
    let token = CreateToken { role: "job_consultant".to_owned(), name: "En kasse".to_owned(), user, company: None, secret: secret.clone() };
    house.app.carry_out(&Actor::system(house.tenant), &token).await.expect("a token");
    secret.0
}
