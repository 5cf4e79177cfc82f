//! The stage of a placement test: a consultant, a place with seats, a contact, and short ways to each state.

use brobygger::{
    domain::{
        citizen::Citizen,
        ids::{ClaimId, LinkId, PlacementId, TenantId},
        period::Period,
        permission::{Actor, Who},
        placement::{HoursStep, Placement, SeatUse, StateName},
        reasons::CitizenAnswer,
        refusal::Refusal,
        release::ReleasedField,
        seats::{Claim, SeatLedger},
        slot::Slot,
        terms::{PlacementForm, Purpose},
    },
    store::{
        claims, links,
        placements::{self, Record},
        workplaces,
    },
    use_cases::{
        failure::Failure,
        intention::Intention,
        placements::{Moved, accept::Accept, agree::Agree, confirm::Confirm, propose::Propose, release::ReleaseName, reserve::Reserve},
    },
};

use sea_orm::{EntityTrait, QueryFilter, QueryOrder};

use crate::kit::{House, Place, day};

/// Everybody who has a part in a placement.
pub struct Stage {
    pub house: House,
    pub leader: Actor,
    pub consultant: Actor,
    pub contact: Actor,
    pub place: Place,
    pub slot: Slot,
    pub citizen: Citizen,
}

/// Two weeks from the demo's first morning.
pub fn fortnight() -> Period {
    Period { from: day("2026-03-02"), to: day("2026-03-15") }
}

/// Somebody who speaks for a company, without the code of the last minutes.
pub fn contact_of(house: &House, tenant: TenantId, place: &Place) -> Actor {
    let who = Who::Contact { contact: place.contact.id, company: place.company.id, workplace: None, stepped_up: false };
    Actor { tenant, who, rights: house.app.roles.rights_of(["company"]), request_id: None }
}

/// The same person after the code.
pub fn stepped_up(actor: &Actor) -> Actor {
    let mut actor = actor.clone();
    if let Who::Contact { stepped_up, .. } = &mut actor.who {
        *stepped_up = true;
    }
    actor
}

/// The refusal behind an answer.
pub fn refusal<T: std::fmt::Debug>(answer: Result<T, Failure>) -> Refusal {
    match answer {
        Err(Failure::Refused(refusal)) => refusal,
        other => panic!("a refusal was expected, not {other:?}"),
    }
}

/// Whether an answer is that of an unknown id.
pub fn is_unknown<T>(answer: &Result<T, Failure>) -> bool {
    matches!(answer, Err(Failure::NotFound))
}

impl Stage {
    /// Sets the stage with so many seats, at a workplace that is large enough for the ratio.
    pub async fn set(house: House, seats: u32) -> Self {
        let (_, leader) = house.account(house.tenant, "tl.henrik", &["team_leader"]).await;
        let (_, consultant) = house.account(house.tenant, "jk.mette", &["job_consultant"]).await;
        let place = house.place(house.tenant).await;
        let mut workplace = place.workplace.clone();
        workplace.ordinary = Some((5000.0, Some(day("2026-02-01"))));
        house.write(house.tenant, async |work| workplaces::update(work, &workplace).await.expect("a workplace")).await;
        let slot = house.slot(house.tenant, &place, seats).await;
        let citizen = known_citizen(&house).await;
        let contact = contact_of(&house, house.tenant, &place);
        Self { house, leader, consultant, contact, place, slot, citizen }
    }

    /// One more citizen of whom all is known.
    pub async fn another_citizen(&self) -> Citizen {
        known_citizen(&self.house).await
    }

    /// A proposal for the stage's citizen and slot.
    pub fn proposal(&self) -> Propose {
        proposal(&self.citizen, &self.slot, fortnight())
    }

    pub async fn act<I: Intention>(&self, actor: &Actor, intention: &I) -> Result<I::Done, Failure> {
        self.house.app.carry_out(actor, intention).await
    }

    pub async fn proposed(&self) -> PlacementId {
        self.act(&self.consultant, &self.proposal()).await.expect("proposed").placement
    }

    /// A proposal for somebody else at the same slot.
    pub async fn proposed_for_another(&self, period: Period) -> PlacementId {
        let citizen = self.another_citizen().await;
        self.act(&self.consultant, &proposal(&citizen, &self.slot, period)).await.expect("proposed").placement
    }

    pub async fn reserve(&self, placement: PlacementId) -> Result<Moved, Failure> {
        self.act(&self.consultant, &Reserve { placement }).await
    }

    pub async fn confirm(&self, placement: PlacementId) -> Result<Moved, Failure> {
        self.act(&self.consultant, &confirmation(placement)).await
    }

    pub async fn accept(&self, placement: PlacementId) -> Result<Moved, Failure> {
        self.act(&self.contact, &Accept { placement, times: Vec::new() }).await
    }

    pub async fn agree(&self, placement: PlacementId) -> Result<Moved, Failure> {
        self.act(&self.consultant, &agreement(placement)).await
    }

    pub async fn offered(&self) -> PlacementId {
        let placement = self.proposed().await;
        self.confirm(placement).await.expect("confirmed");
        placement
    }

    pub async fn accepted(&self) -> PlacementId {
        let placement = self.offered().await;
        self.accept(placement).await.expect("accepted");
        placement
    }

    /// The citizen's placement, agreed up to a day.
    pub async fn agreed_until(&self, last: &str) -> PlacementId {
        let mut proposal = self.proposal();
        proposal.period.to = day(last);
        let placement = self.act(&self.consultant, &proposal).await.expect("proposed").placement;
        self.confirm(placement).await.expect("confirmed");
        self.accept(placement).await.expect("accepted");
        self.agree(placement).await.expect("agreed");
        placement
    }

    pub async fn state(&self, placement: PlacementId) -> StateName {
        self.record(placement).await.placement.state
    }

    pub async fn record(&self, placement: PlacementId) -> Record {
        let reader = self.house.app.reader(self.house.tenant).await.expect("a reader");
        let record = placements::find(&reader, placement).await.expect("read").expect("a placement");
        reader.end().await.expect("the reader ends");
        record
    }

    pub async fn ledger(&self) -> SeatLedger {
        ledger_of(&self.house, &self.slot).await
    }

    pub async fn claim(&self, placement: PlacementId) -> Option<Claim> {
        self.ledger().await.claim_of(placement).cloned()
    }

    /// What has happened, of one kind, in order.
    pub async fn events(&self, kind: &str) -> Vec<serde_json::Value> {
        let rows = entity::event::Entity::find()
            .filter(entity::event::COLUMN.kind.eq(kind))
            .order_by_asc(entity::event::Column::Id)
            .all(self.house.app.database.reading())
            .await
            .expect("read");
        rows.into_iter().map(|event| event.payload).collect()
    }

    /// The answer link that a proposal was sent with.
    pub async fn link(&self, placement: PlacementId) -> LinkId {
        let reader = self.house.app.reader(self.house.tenant).await.expect("a reader");
        let link = links::latest_answer(&reader, placement).await.expect("read").expect("a link");
        reader.end().await.expect("the reader ends");
        link.id
    }

    pub async fn link_holder(&self, placement: PlacementId) -> Actor {
        Actor::link_holder(self.house.tenant, self.link(placement).await, self.place.contact.id, placement)
    }

    /// A placement that lies in the table in a given state, with the seat that belongs to it.
    pub async fn laid_in(&self, state: StateName) -> PlacementId {
        let record = self.unwritten(state).await;
        let claim = self.claim_for(&record).await;
        self.house
            .write(self.house.tenant, async |work| {
                placements::insert(work, std::slice::from_ref(&record)).await.expect("a placement");
                if let Some(claim) = &claim {
                    claims::insert(work, claim).await.expect("a claim");
                }
            })
            .await;
        record.placement.id
    }

    async fn unwritten(&self, state: StateName) -> Record {
        let citizen = self.another_citizen().await;
        let mut record = unwritten(&self.house, &self.consultant, &proposal(&citizen, &self.slot, fortnight()), &self.slot);
        record.placement.state = state;
        record.citizen_answer = Some(CitizenAnswer::Yes);
        if !matches!(state, StateName::Proposed | StateName::Reserved) {
            record.confirmed_at = Some(self.house.app.now());
            record.placement.answered_by = Some(self.place.contact.id);
        }
        record
    }

    async fn claim_for(&self, record: &Record) -> Option<Claim> {
        let state = record.placement.state;
        let seat = self.ledger().await.seat_for(record.placement.period)?.seat;
        (state.seat_use() != SeatUse::None).then(|| Claim {
            id: ClaimId(self.house.app.ids.random()),
            slot: self.slot.id,
            workplace: self.slot.workplace,
            placement: record.placement.id,
            seat,
            period: record.placement.period,
            for_reserved: false,
            taken: state.seat_use() == SeatUse::Taken,
            held_until: None,
        })
    }
}

async fn known_citizen(house: &House) -> Citizen {
    house.citizen_with(house.tenant, |citizen| citizen.legal.last_employer = Some("99000023".to_owned())).await
}

pub async fn ledger_of(house: &House, slot: &Slot) -> SeatLedger {
    let reader = house.app.reader(house.tenant).await.expect("a reader");
    let claims = claims::of_slot(&reader, slot.id).await.expect("read");
    reader.end().await.expect("the reader ends");
    SeatLedger::new(slot.seats, claims)
}

/// A proposal of virksomhedspraktik, 15 hours a week, to clarify.
pub fn proposal(citizen: &Citizen, slot: &Slot, period: Period) -> Propose {
    Propose {
        citizen: citizen.id,
        slot: slot.id,
        form: PlacementForm::Virksomhedspraktik,
        period,
        weekly_hours: vec![HoursStep { from: period.from, hours: 15.0 }],
        purpose: Purpose::Afklaring,
        self_found: false,
        justifications: Vec::new(),
        function: Default::default(),
        matched: None,
    }
}

/// The row of a proposal, to be written straight to the table.
pub fn unwritten(house: &House, by: &Actor, proposal: &Propose, slot: &Slot) -> Record {
    let placement = Placement {
        id: PlacementId(house.app.ids.ordered(house.app.now())),
        citizen: proposal.citizen,
        slot: slot.id,
        workplace: slot.workplace,
        form: proposal.form,
        state: StateName::Proposed,
        period: proposal.period,
        weekly_hours: proposal.weekly_hours.clone(),
        purpose: proposal.purpose,
        self_found: false,
        justifications: Vec::new(),
        function: Default::default(),
        proposed_by: by.account().expect("staff"),
        held_until: None,
        answer_by: None,
        confirmed_by: None,
        answered_by: None,
        version: 1,
    };
    Record::proposed(placement, house.app.now())
}

pub fn confirmation(placement: PlacementId) -> Confirm {
    Confirm {
        placement,
        citizen_answer: Some(CitizenAnswer::Yes),
        statement: None,
        overrides: Vec::new(),
        reason: None,
        function: Default::default(),
    }
}

pub fn agreement(placement: PlacementId) -> Agree {
    Agree { placement, overrides: Vec::new(), reason: None, function: Default::default() }
}

pub fn release_of(placement: PlacementId) -> ReleaseName {
    ReleaseName {
        placement,
        fields: vec![ReleasedField::Name],
        legal_basis: "LAB § 57".to_owned(),
        purpose: None,
        until: day("2026-03-31"),
        recipient: None,
        citizen_answer: None,
        statement: None,
    }
}
