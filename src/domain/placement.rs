//! A placement: its states and what leads from one to the next (`interface.md`, "States of a placement").

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    ids::{AccountId, CitizenId, ContactId, PlacementId, SlotId, WorkplaceId},
    period::Period,
    refusal::Refusal,
    terms::{PlacementForm, Purpose, words},
};
use crate::base::clock::Moment;

words! {
    /// The stored word of a state.
    StateName {
        /// Forslag.
        Proposed = "proposed",
        /// Reserveret.
        Reserved = "reserved",
        /// Sendt til virksomheden.
        Offered = "offered",
        /// Virksomheden siger ja.
        Accepted = "accepted",
        /// Aftalt.
        Agreed = "agreed",
        /// I gang.
        Running = "running",
        /// Afsluttet.
        Completed = "completed",
        /// Afbrudt.
        Interrupted = "interrupted",
        /// Nej tak.
        Declined = "declined",
        /// Trukket.
        Withdrawn = "withdrawn",
        /// Udløbet.
        Expired = "expired",
        /// Bortfaldet.
        Obsolete = "obsolete",
        /// Aflyst.
        Cancelled = "cancelled",
    }
}

words! {
    /// What is done to a placement.
    Verb {
        /// Hold a seat for some days.
        Reserve = "reserve",
        /// Send it to the company.
        Confirm = "confirm",
        /// The company says yes.
        Accept = "accept",
        /// The company says no.
        Decline = "decline",
        /// Show the company who it is.
        Release = "release",
        /// All sides agree.
        Agree = "agree",
        /// The first day has come.
        Start = "start",
        /// A later end.
        Extend = "extend",
        /// Broken off.
        Interrupt = "interrupt",
        /// Came to its end.
        Complete = "complete",
        /// Taken back before it is agreed.
        Withdraw = "withdraw",
        /// Taken back after it is agreed.
        Cancel = "cancel",
        /// The hold has run out (by the clock).
        LetHoldEnd = "let_hold_end",
        /// The answer has not come in time (by the clock).
        Expire = "expire",
        /// The citizen has another place.
        MakeObsolete = "make_obsolete",
    }
}

/// What a placement's seat is while it is in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeatUse {
    /// No seat.
    None,
    /// Held for it.
    Held,
    /// Taken by it.
    Taken,
}

impl StateName {
    /// The state that a verb leads to; nothing where the table has no such step.
    #[must_use]
    pub const fn after(self, verb: Verb) -> Option<Self> {
        use Verb as V;
        match (self, verb) {
            (Self::Proposed, V::Reserve) => Some(Self::Reserved),
            (Self::Proposed | Self::Reserved, V::Confirm) => Some(Self::Offered),
            (Self::Proposed | Self::Reserved | Self::Offered | Self::Accepted, V::Withdraw) => Some(Self::Withdrawn),
            (Self::Proposed | Self::Reserved | Self::Offered | Self::Accepted, V::MakeObsolete) => Some(Self::Obsolete),
            (Self::Reserved, V::LetHoldEnd) => Some(Self::Proposed),
            (Self::Offered, V::Accept) | (Self::Accepted, V::Release) => Some(Self::Accepted),
            (Self::Offered, V::Decline) => Some(Self::Declined),
            (Self::Offered, V::Expire) => Some(Self::Expired),
            (Self::Accepted, V::Agree) => Some(Self::Agreed),
            (Self::Agreed, V::Start) | (Self::Running, V::Extend) => Some(Self::Running),
            (Self::Agreed, V::Cancel) => Some(Self::Cancelled),
            (Self::Running, V::Interrupt) => Some(Self::Interrupted),
            (Self::Running, V::Complete) => Some(Self::Completed),
            _ => None,
        }
    }

    /// Whether a seat is held or taken in this state.
    #[must_use]
    pub const fn seat_use(self) -> SeatUse {
        match self {
            Self::Reserved | Self::Offered | Self::Accepted => SeatUse::Held,
            Self::Agreed | Self::Running => SeatUse::Taken,
            _ => SeatUse::None,
        }
    }

    /// Whether it may still become a placement.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Proposed | Self::Reserved | Self::Offered | Self::Accepted)
    }

    /// Whether it is over.
    #[must_use]
    pub const fn is_over(self) -> bool {
        !self.is_open() && !matches!(self, Self::Agreed | Self::Running)
    }

    /// Whether it has reached the company and counts as a planned or running course for the ratio.
    #[must_use]
    pub const fn fills_ratio(self) -> bool {
        matches!(self, Self::Agreed | Self::Running)
    }
}

/// A step of the weekly hours: so many from this day on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct HoursStep {
    /// First day.
    pub from: NaiveDate,
    /// Hours a week.
    pub hours: f64,
}

/// The ground that the law asks for before a placement at the last employer, in a new function (BAB § 61 stk. 3).
pub const KONKRET_VURDERING: &str = "konkret_vurdering";

/// What is known of the work function where the citizen's last employer is the place (BAB § 61 stk. 3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NewFunction {
    /// The same as then; what was said here goes before what titles tell.
    pub same: Option<bool>,
    /// The difference is described in the agreement.
    pub difference_described: Option<bool>,
}

/// What a decision says of the work function; what it leaves out stays as it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SaidOfFunction {
    /// There is a konkret vurdering.
    pub assessed: Option<bool>,
    /// The work function.
    pub function: NewFunction,
}

/// A placement with what is true in its state.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// Own id.
    pub id: PlacementId,
    /// Citizen.
    pub citizen: CitizenId,
    /// Slot.
    pub slot: SlotId,
    /// The slot's workplace.
    pub workplace: WorkplaceId,
    /// Kind.
    pub form: PlacementForm,
    /// State.
    pub state: StateName,
    /// From–to.
    pub period: Period,
    /// Weekly hours, in steps.
    pub weekly_hours: Vec<HoursStep>,
    /// Agreed purpose.
    pub purpose: Purpose,
    /// Found by the citizen.
    pub self_found: bool,
    /// Written grounds that the rule book uses.
    pub justifications: Vec<String>,
    /// Work function against that at the last employer.
    pub function: NewFunction,
    /// Who proposed it.
    pub proposed_by: AccountId,
    /// Until when a reservation holds.
    pub held_until: Option<Moment>,
    /// Until when the company can answer.
    pub answer_by: Option<Moment>,
    /// Who confirmed it.
    pub confirmed_by: Option<AccountId>,
    /// Who answered it.
    pub answered_by: Option<ContactId>,
    /// Raised by each change.
    pub version: i32,
}

impl Placement {
    /// Takes a step of the state table.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] where the table has no such step.
    pub fn step(&mut self, verb: Verb) -> Result<StateName, Refusal> {
        let next = self.state.after(verb).ok_or(Refusal::WrongState { state: self.state, verb })?;
        self.state = next;
        Ok(next)
    }

    /// Takes over what a decision says of the work function.
    pub fn note_function(&mut self, said: &SaidOfFunction) {
        if let Some(assessed) = said.assessed {
            self.justifications.retain(|word| word != KONKRET_VURDERING);
            self.justifications.extend(assessed.then(|| KONKRET_VURDERING.to_owned()));
        }
        self.function.same = said.function.same.or(self.function.same);
        self.function.difference_described = said.function.difference_described.or(self.function.difference_described);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_table_is_as_agreed() {
        let steps: Vec<String> = StateName::ALL
            .iter()
            .flat_map(|state| Verb::ALL.iter().filter_map(move |verb| state.after(*verb).map(|next| format!("{state} --{verb}--> {next}"))))
            .collect();
        insta::assert_snapshot!(steps.join("\n"));
    }

    #[test]
    fn an_ended_placement_has_no_way_on_and_no_seat() {
        for state in StateName::ALL.iter().filter(|state| state.is_over()) {
            assert!(Verb::ALL.iter().all(|verb| state.after(*verb).is_none()), "{state}");
            assert_eq!(state.seat_use(), SeatUse::None, "{state}");
        }
    }

    #[test]
    fn only_confirm_leads_to_the_company() {
        for (state, verb) in StateName::ALL.iter().flat_map(|state| Verb::ALL.iter().map(move |verb| (*state, *verb))) {
            if state.after(verb) == Some(StateName::Offered) {
                assert_eq!(verb, Verb::Confirm);
            }
        }
    }
}
