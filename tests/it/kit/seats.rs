//! Seats that are in use, written straight to the tables.

use brobygger::{
    domain::{
        ids::{ClaimId, PlacementId},
        period::Period,
        placement::{HoursStep, NewFunction, Placement, StateName},
        seats::Claim,
        slot::Slot,
        terms::{PlacementForm, Purpose},
    },
    store::{
        claims,
        placements::{self, Record},
    },
};

use super::{House, day};

impl House {
    /// Takes a seat of a slot from day to day, for an agreed or running placement of somebody new, by the colleague
    /// `jk.SEAT`; each number once in a house.
    pub async fn take_seat(&self, slot: &Slot, seat: u32, state: StateName, (from, to): (&str, &str)) {
        let id = PlacementId(self.app.ids.random());
        let (account, _) = self.account(self.tenant, &format!("jk.{seat}"), &["job_consultant"]).await;
        let period = Period::new(day(from), day(to)).expect("in order");
        let placement = Placement {
            id,
            citizen: self.citizen(self.tenant).await.id,
            slot: slot.id,
            workplace: slot.workplace,
            form: PlacementForm::Virksomhedspraktik,
            state,
            period,
            weekly_hours: vec![HoursStep { from: period.from, hours: 15.0 }],
            purpose: Purpose::Afklaring,
            self_found: false,
            justifications: Vec::new(),
            function: NewFunction::default(),
            proposed_by: account.id,
            held_until: None,
            answer_by: None,
            confirmed_by: None,
            answered_by: None,
            version: 1,
        };
        let claim = Claim {
            id: ClaimId(self.app.ids.random()),
            slot: slot.id,
            workplace: slot.workplace,
            placement: id,
            seat,
            period,
            for_reserved: false,
            taken: true,
            held_until: None,
        };
        let record = Record::proposed(placement, self.app.now());
        self.write(self.tenant, async |work| {
            placements::insert(work, std::slice::from_ref(&record)).await.expect("a placement");
            claims::insert(work, &claim).await.expect("a claim");
        })
        .await;
    }
}
