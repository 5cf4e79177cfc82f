//! Certificates that a place asks for: noted as obtained, without what they say; until then nothing starts there.

use chrono::NaiveDate;
use serde_json::json;

use super::{case::Case, look::OnePlacement};
use crate::{
    base::clock::day_of,
    domain::{
        ids::{CitizenId, PlacementId},
        period::is_plausible,
        permission::Right,
        refusal::Refusal,
        slot::Slot,
        terms::LookPurpose,
    },
    store::{
        accounts,
        attests::{self, Attest},
        scope::{Reader, Scope},
        slots,
        work::{Subject, Work},
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::{Intention, Question},
    },
};

/// The duty of the list of conditions that a certificate be obtained first.
const OBTAINED: &str = "attest_indhentet";

/// The conditions of a slot that ask for a certificate.
#[must_use]
pub fn asked_by(app: &App, slot: &Slot) -> Vec<String> {
    let asks = |code: &&String| app.conditions.demand(code).is_some_and(|condition| condition.duty.as_deref() == Some(OBTAINED));
    slot.demands.iter().filter(asks).cloned().collect()
}

/// Refuses to go on while a certificate that the place asks for is not noted.
pub(super) async fn must_be_there(app: &App, work: &Work<'_>, case: &Case) -> Result<(), Failure> {
    let asked = asked_by(app, &case.slot);
    if asked.is_empty() {
        return Ok(());
    }
    let noted = attests::of_placement(work, case.id()).await?;
    let missing: Vec<String> = asked.into_iter().filter(|code| noted.iter().all(|attest| attest.code != *code)).collect();
    if missing.is_empty() { Ok(()) } else { Err(Refusal::AttestMissing { missing }.into()) }
}

/// Notes that a certificate has been obtained.
#[derive(Clone, Debug)]
pub struct NoteAttest {
    /// For which placement.
    pub placement: PlacementId,
    /// Which condition asks for it.
    pub code: String,
    /// When it was obtained.
    pub obtained_on: NaiveDate,
}

impl Intention for NoteAttest {
    const NAME: &'static str = "placement.note_attest";
    const RIGHT: Right = Right::FollowUp;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let by = work.actor().account().ok_or(Refusal::NeedsPerson)?;
        let case = Case::open(work, self.placement).await?;
        if !asked_by(app, &case.slot).contains(&self.code) {
            return Err(Refusal::field("code", "error-choose").into());
        }
        if self.obtained_on > day_of(work.at()) || !is_plausible(self.obtained_on) {
            return Err(Refusal::field("obtained_on", "attest-day-not-yet").into());
        }
        let attest = Attest { placement: self.placement, code: self.code.clone(), obtained_on: self.obtained_on, by };
        attests::save(work, &attest).await?;
        work.note(Subject::new("placement", self.placement), json!({ "attest": self.code, "obtained_on": self.obtained_on }));
        Ok(())
    }
}

/// A certificate that a place asks for, and whether it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedAttest {
    /// The condition that asks for it.
    pub code: String,
    /// When it was obtained, and by whom noted.
    pub obtained: Option<(NaiveDate, String)>,
}

/// The certificates of a placement.
#[derive(Clone, Debug)]
pub struct AttestsOf {
    /// The citizen.
    pub citizen: CitizenId,
    /// What the place asks for.
    pub asked: Vec<AskedAttest>,
}

/// Asks which certificates a placement needs, and which are there.
#[derive(Clone, Copy, Debug)]
pub struct Attests {
    /// Of which placement.
    pub placement: PlacementId,
    /// Why it is looked at.
    pub purpose: LookPurpose,
}

impl Question for Attests {
    const NAME: &'static str = "placement.attests";
    const RIGHT: Right = Right::SeeCitizens;
    type Answer = AttestsOf;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<AttestsOf, Failure> {
        let seen = OnePlacement { placement: self.placement, purpose: self.purpose }.answer(app, reader).await?;
        let placement = &seen.seen.record.placement;
        let slot = slots::find(reader, placement.slot).await?.or_not_found()?;
        let noted = attests::of_placement(reader, self.placement).await?;
        let mut asked = Vec::new();
        for code in asked_by(app, &slot) {
            let obtained = match noted.iter().find(|attest| attest.code == code) {
                Some(attest) => {
                    let name = accounts::find(reader, attest.by).await?.map(|account| account.display_name).unwrap_or_default();
                    Some((attest.obtained_on, name))
                }
                None => None,
            };
            asked.push(AskedAttest { code, obtained });
        }
        Ok(AttestsOf { citizen: placement.citizen, asked })
    }

    fn shown(&self, answer: &AttestsOf) -> Vec<CitizenId> {
        vec![answer.citizen]
    }

    fn purpose(&self) -> LookPurpose {
        self.purpose
    }
}
