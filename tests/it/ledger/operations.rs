//! What is done to the ledger: one random operation after the other, as states allow them, and what came of each.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex},
};

use brobygger::{
    domain::{
        closure::ClosureReason,
        ids::{ClosureId, PlacementId},
        period::Period,
        placement::{HoursStep, Placement, SaidOfFunction, StateName},
        reasons::{DeclineCode, EndOutcome, InterruptCode, WithdrawCode},
        refusal::Refusal,
    },
    store::placements,
    use_cases::{
        failure::Failure,
        intention::Intention,
        placements::{
            Moved, accept::Accept, agree::Agree, cancel::Cancel, complete::Complete, decline::Decline, extend::Extend,
            interrupt::Interrupt, propose::Propose, reserve::Reserve, start::Start, withdraw::Withdraw,
        },
        slots::{AdjustSlot, CloseSlot, CloseWorkplace, Closing, EndClosure, SlotChanges},
    },
};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use tokio::task::JoinSet;

use super::town::Town;
use crate::{
    kit::{House, day},
    placements::stage::{confirmation, release_of},
    search::town::Dice,
};

/// How often each operation was carried out and how often it was refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts(pub BTreeMap<String, (u64, u64)>);

impl Counts {
    fn add(&mut self, name: &str, is_done: bool) {
        let line = self.0.entry(name.to_owned()).or_default();
        if is_done { line.0 += 1 } else { line.1 += 1 }
    }

    pub fn and(mut self, other: &Self) -> Self {
        for (name, (done, refused)) in &other.0 {
            let line = self.0.entry(name.clone()).or_default();
            *line = (line.0 + done, line.1 + refused);
        }
        self
    }

    pub fn done(&self, name: &str) -> u64 {
        self.0.get(name).map_or(0, |line| line.0)
    }

    pub fn all(&self) -> u64 {
        self.0.values().map(|(done, refused)| done + refused).sum()
    }
}

/// What a process knows: how placements stood when it last heard of them, and which closures it made.
struct Known {
    states: HashMap<PlacementId, StateName>,
    placements: Vec<PlacementId>,
    closures: Vec<ClosureId>,
    counts: Counts,
}

struct Worker {
    house: Arc<House>,
    town: Arc<Town>,
    known: Arc<Mutex<Known>>,
    dice: Dice,
}

/// Does so many operations in so many threads at once.
pub async fn history(house: Arc<House>, town: &Town, (seed, operations, at_once): (u64, usize, usize)) -> Counts {
    let town = Arc::new(town.clone());
    let known = Arc::new(Mutex::new(Known {
        states: town.states(),
        placements: town.placements.clone(),
        closures: Vec::new(),
        counts: Counts::default(),
    }));
    let mut tasks = JoinSet::new();
    for number in 0..at_once {
        let dice = Dice::of(seed * 1_000 + number as u64 + 1);
        let mut worker = Worker { house: Arc::clone(&house), town: Arc::clone(&town), known: Arc::clone(&known), dice };
        tasks.spawn(async move {
            for _ in 0..operations / at_once {
                worker.step().await;
            }
        });
    }
    tasks.join_all().await;
    known.lock().expect("nobody broke down").counts.clone()
}

impl Worker {
    async fn step(&mut self) {
        if self.dice.one_in(6) { self.change_slot().await } else { self.move_placement().await }
    }

    fn tell(&self, name: &str, is_done: bool) {
        self.known.lock().expect("nobody broke down").counts.add(name, is_done);
    }

    async fn move_placement(&mut self) {
        let (placement, known) = {
            let known = self.known.lock().expect("nobody broke down");
            let placement = self.dice.one_of(&known.placements);
            (placement, known.states[&placement])
        };
        // Now and then with a state that is long over: whoever has an old page open asks so.
        match (known, self.dice.below(10)) {
            (StateName::Proposed, 0..6) => self.act("reserve", placement, Reserve { placement }).await,
            (StateName::Proposed, 6..9) | (StateName::Reserved, 0..6) => self.act("confirm", placement, confirmation(placement)).await,
            (StateName::Offered, 0..7) => self.answer(placement).await,
            (StateName::Offered, 7) => self.decline(placement).await,
            (StateName::Accepted, 0..6) => self.agree(placement).await,
            (StateName::Accepted, 6..8) => self.act("release", placement, release_of(placement)).await,
            (StateName::Agreed, 0..7) => self.act("start", placement, Start { placement }).await,
            (StateName::Agreed, _) => self.act("cancel", placement, Cancel { placement, code: WithdrawCode::Mistake }).await,
            (StateName::Running, 0..5) => self.extend(placement).await,
            (StateName::Running, 5..8) => self.interrupt(placement).await,
            (StateName::Running, _) => self.complete(placement).await,
            _ if known.is_over() => self.propose_again(placement).await,
            _ => self.act("withdraw", placement, Withdraw { placement, code: WithdrawCode::Mistake }).await,
        }
    }

    async fn act<I: Intention<Done = Moved>>(&self, name: &str, placement: PlacementId, intention: I) {
        let actor = self.town.consultant(&self.house);
        let answer = self.house.app.carry_out(&actor, &intention).await;
        self.heard(name, placement, answer);
    }

    fn heard(&self, name: &str, placement: PlacementId, answer: Result<Moved, Failure>) {
        let state = match &answer {
            Ok(moved) => Some(moved.state),
            Err(Failure::Refused(Refusal::WrongState { state, .. })) => Some(*state),
            Err(Failure::Refused(_)) => None,
            Err(other) => panic!("{name}: {other:?}"),
        };
        let mut known = self.known.lock().expect("nobody broke down");
        known.counts.add(name, answer.is_ok());
        if let Some(state) = state {
            known.states.insert(placement, state);
        }
    }

    async fn answer(&self, placement: PlacementId) {
        let answer = self.house.app.carry_out(&self.town.contact(&self.house), &Accept { placement, times: Vec::new() }).await;
        self.heard("accept", placement, answer);
    }

    async fn decline(&self, placement: PlacementId) {
        let decline = Decline { placement, code: DeclineCode::NoTime, note: None };
        let answer = self.house.app.carry_out(&self.town.contact(&self.house), &decline).await;
        self.heard("decline", placement, answer);
    }

    async fn agree(&self, placement: PlacementId) {
        let agree = Agree { placement, overrides: Vec::new(), reason: None, function: SaidOfFunction::default() };
        self.act("agree", placement, agree).await;
    }

    async fn record(&self, placement: PlacementId) -> placements::Record {
        let reader = self.house.app.reader(self.town.tenant).await.expect("a reader");
        let record = placements::find(&reader, placement).await.expect("read").expect("a placement");
        reader.end().await.expect("the reader ends");
        record
    }

    async fn extend(&mut self, placement: PlacementId) {
        let ends_on = self.record(placement).await.placement.period.to + Days::new(1 + self.dice.below(6));
        let extend = Extend { placement, ends_on, justifications: Vec::new(), overrides: Vec::new(), reason: None };
        self.act("extend", placement, extend).await;
    }

    async fn last_day(&mut self, placement: PlacementId) -> NaiveDate {
        let period = self.record(placement).await.placement.period;
        period.from + Days::new(self.dice.below(period.days().unsigned_abs()))
    }

    async fn interrupt(&mut self, placement: PlacementId) {
        let on = self.last_day(placement).await;
        self.act("interrupt", placement, Interrupt { placement, on, code: InterruptCode::CaseChanged }).await;
    }

    async fn complete(&mut self, placement: PlacementId) {
        let on = self.last_day(placement).await;
        self.act("complete", placement, Complete { placement, on, outcome: EndOutcome::NothingYet }).await;
    }

    /// A new proposal for the same citizen at the same slot takes the place of one that is over.
    async fn propose_again(&mut self, over: PlacementId) {
        let old = self.record(over).await.placement;
        // Half of them begin today, so that some run and can be extended or shortened.
        let from = day("2026-03-02") + Days::new(self.dice.below(18).saturating_sub(9));
        let period = Period { from, to: from + Days::new(4 + self.dice.below(12)) };
        let again = Propose { period, weekly_hours: vec![HoursStep { from, hours: 15.0 }], ..proposal_like(&old) };
        let answer = self.house.app.carry_out(&self.town.consultant(&self.house), &again).await;
        if let Ok(moved) = &answer {
            let mut known = self.known.lock().expect("nobody broke down");
            known.states.insert(moved.placement, moved.state);
            known.placements.retain(|id| *id != over);
            known.placements.push(moved.placement);
        }
        self.told("propose", answer.map(drop));
    }

    async fn change_slot(&mut self) {
        let slot = self.dice.one_of(&self.town.slots);
        let changes = match self.dice.below(10) {
            0..3 => SlotChanges { paused: Some(self.dice.one_in(5)), ..SlotChanges::default() },
            3..5 => SlotChanges { seats: Some(1 + u32::try_from(self.dice.below(8)).expect("small")), ..SlotChanges::default() },
            5 => SlotChanges { reserved_seats: Some(u32::try_from(self.dice.below(4)).expect("small")), ..SlotChanges::default() },
            6 => return self.close().await,
            _ => return self.open().await,
        };
        let name = if changes.paused.is_some() {
            "pause"
        } else if changes.seats.is_some() {
            "quota"
        } else {
            "keep"
        };
        let answer = self.house.app.carry_out(&self.town.leader(&self.house), &AdjustSlot { slot, version: None, changes }).await;
        self.told(name, answer.map(drop));
    }

    fn told(&self, name: &str, answer: Result<(), Failure>) {
        match &answer {
            Ok(()) | Err(Failure::Refused(_) | Failure::NotFound) => self.tell(name, answer.is_ok()),
            Err(other) => panic!("{name}: {other:?}"),
        }
    }

    async fn close(&mut self) {
        let from = day("2026-03-02") + Days::new(self.dice.below(25));
        let closing = Closing {
            days: Period { from, to: from + Days::new(self.dice.below(5)) },
            reason: self.dice.one_of(ClosureReason::ALL),
            over_placements: self.dice.one_in(2),
        };
        let (app, leader) = (&self.house.app, self.town.leader(&self.house));
        let made = if self.dice.one_in(4) {
            let workplace = self.dice.one_of(&self.town.workplaces);
            app.carry_out(&leader, &CloseWorkplace { workplace, closing }).await
        } else {
            let slot = self.dice.one_of(&self.town.slots);
            app.carry_out(&leader, &CloseSlot { slot, closing }).await
        };
        if let Ok(closure) = &made {
            self.known.lock().expect("nobody broke down").closures.push(*closure);
        }
        self.told("close", made.map(drop));
    }

    async fn open(&mut self) {
        let closure = self.known.lock().expect("nobody broke down").closures.pop();
        let Some(closure) = closure else { return self.close().await };
        let answer = self.house.app.carry_out(&self.town.leader(&self.house), &EndClosure { closure, last: None }).await;
        self.told("open", answer);
    }
}

fn proposal_like(old: &Placement) -> Propose {
    Propose {
        citizen: old.citizen,
        slot: old.slot,
        form: old.form,
        period: old.period,
        weekly_hours: old.weekly_hours.clone(),
        purpose: old.purpose,
        self_found: false,
        justifications: Vec::new(),
        function: old.function,
        matched: None,
    }
}
