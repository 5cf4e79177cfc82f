//! Proposes a place for a citizen; nothing is held and nobody outside hears of it.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{
    barred::must_take_proposals,
    case::Moved,
    seating::{must_be_open, must_not_be_over},
    sound,
};
use crate::{
    base::clock::day_of,
    domain::{
        event::Event,
        ids::{AccountId, CitizenId, PlacementId, SlotId},
        period::Period,
        permission::Right,
        placement::{HoursStep, NewFunction, Placement, StateName},
        refusal::{FieldRefused, Refusal},
        slot::Slot,
        terms::{PlacementForm, Purpose},
    },
    store::{
        citizens,
        placements::{self, Record},
        scope::Scope,
        slots,
        work::{Subject, Work},
        workplaces,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Intention,
    },
};

/// Why the place came up, as it was shown: parts of the score without names.
#[derive(Clone, Debug, Default)]
pub struct Matched {
    /// Parts of the score.
    pub parts: Value,
    /// The version of the weights.
    pub weights_version: Option<String>,
}

/// A proposal.
#[derive(Clone, Debug)]
pub struct Propose {
    /// For whom.
    pub citizen: CitizenId,
    /// Where.
    pub slot: SlotId,
    /// Kind.
    pub form: PlacementForm,
    /// From–to.
    pub period: Period,
    /// Weekly hours, in steps.
    pub weekly_hours: Vec<HoursStep>,
    /// Agreed purpose.
    pub purpose: Purpose,
    /// Found by the citizen.
    pub self_found: bool,
    /// Written grounds that the rule book knows.
    pub justifications: Vec<String>,
    /// Work function against that at the last employer, as far as it is known.
    pub function: NewFunction,
    /// The match that led to it.
    pub matched: Option<Matched>,
}

impl Intention for Propose {
    const NAME: &'static str = "placement.propose";
    const RIGHT: Right = Right::Propose;
    type Done = Moved;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Moved, Failure> {
        let me = work.actor().account().ok_or(Refusal::NeedsPerson)?;
        sound::justifications(&*app.rules.of(work).await?, &self.justifications)?;
        let slot = slots::find(work, self.slot).await?.or_not_found()?;
        citizens::find(work, self.citizen).await?.or_not_found()?;
        self.must_suit(&slot, day_of(work.at()))?;
        must_take_proposals(work, slot.company).await?;
        must_be_open(work, &slot, self.period).await?;
        // Writing refers to workplace and slot: both are held in the order in which whoever gives seats holds them.
        workplaces::lock(work, slot.workplace).await?.or_not_found()?;
        let record = self.record(work, me, &slot);
        placements::insert(work, std::slice::from_ref(&record)).await?;
        let placement = record.placement.id;
        work.happened(Event::PlacementProposed { placement });
        work.note(
            Subject::new("placement", placement),
            json!({ "verb": "propose", "to": StateName::Proposed, "slot": slot.id, "form": self.form }),
        );
        Ok(Moved { placement, state: StateName::Proposed })
    }
}

impl Propose {
    fn must_suit(&self, slot: &Slot, today: NaiveDate) -> Result<(), Refusal> {
        let mut fields = Vec::new();
        if !slot.forms.contains(&self.form) {
            fields.push(FieldRefused::new("kind", "kind-not-offered"));
        }
        fields.extend(sound::period(self.period).or_else(|| must_not_be_over(self.period, today)));
        fields.extend(sound::hours(&self.weekly_hours, self.period));
        if fields.is_empty() { Ok(()) } else { Err(Refusal::Invalid { fields }) }
    }

    fn record(&self, work: &Work<'_>, me: AccountId, slot: &Slot) -> Record {
        let placement = Placement {
            id: PlacementId(work.new_id()),
            citizen: self.citizen,
            slot: slot.id,
            workplace: slot.workplace,
            form: self.form,
            state: StateName::Proposed,
            period: self.period,
            weekly_hours: self.weekly_hours.clone(),
            purpose: self.purpose,
            self_found: self.self_found,
            justifications: self.justifications.clone(),
            function: self.function,
            proposed_by: me,
            held_until: None,
            answer_by: None,
            confirmed_by: None,
            answered_by: None,
            version: 1,
        };
        let matched = self.matched.clone().unwrap_or_default();
        Record { match_parts: matched.parts, weights_version: matched.weights_version, ..Record::proposed(placement, work.at()) }
    }
}
