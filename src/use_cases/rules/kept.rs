//! Verdicts that were kept with decisions: looked at, given again by the rules of their day, and erased with a citizen's case.

use serde_json::json;

use super::shelf;
use crate::{
    base::clock::day_of,
    domain::{
        ids::{CitizenId, PlacementId, VerdictId},
        permission::Right,
        rulebook::kept::Replay,
        terms::LookPurpose,
    },
    store::{
        kept_verdicts,
        scope::{Reader, Scope},
        work::{Subject, Work},
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Question,
    },
};

pub use crate::store::kept_verdicts::Row as Kept;

/// The verdicts of a placement, newest first.
#[derive(Clone, Copy, Debug)]
pub struct VerdictsOf {
    /// Which placement.
    pub placement: PlacementId,
    /// Why it is looked at.
    pub purpose: LookPurpose,
}

impl Question for VerdictsOf {
    const NAME: &'static str = "rules.verdicts";
    const RIGHT: Right = Right::SeeCitizens;
    type Answer = Vec<Kept>;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<Vec<Kept>, Failure> {
        Ok(kept_verdicts::of_placement(reader, self.placement).await?)
    }

    fn shown(&self, answer: &Vec<Kept>) -> Vec<CitizenId> {
        answer.first().map(|kept| kept.citizen).into_iter().collect()
    }

    fn purpose(&self) -> LookPurpose {
        self.purpose
    }
}

/// A verdict and what comes of giving it again.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// As it was kept.
    pub kept: Kept,
    /// Given again.
    pub replay: Replay,
}

/// Gives a kept verdict again, on the facts and by the rules that were kept with it.
#[derive(Clone, Copy, Debug)]
pub struct ReplayVerdict {
    /// Of which placement.
    pub placement: PlacementId,
    /// Which.
    pub verdict: VerdictId,
    /// Why it is looked at.
    pub purpose: LookPurpose,
}

impl Question for ReplayVerdict {
    const NAME: &'static str = "rules.replay";
    const RIGHT: Right = Right::SeeCitizens;
    type Answer = Replayed;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<Replayed, Failure> {
        let kept = kept_verdicts::find(reader, self.verdict).await?.filter(|kept| kept.placement == self.placement).or_not_found()?;
        let text = kept_verdicts::text(reader, &kept.kept.rules_hash).await?.or_not_found()?;
        // The answer of then is shown, whether or not a newer program can still read the rules of then.
        let rules = shelf::read(&text)?.rules();
        let replay = rules.map_or(Replay::Unreadable, |rules| kept.kept.replay(&rules));
        Ok(Replayed { kept, replay })
    }

    fn shown(&self, answer: &Replayed) -> Vec<CitizenId> {
        vec![answer.kept.citizen]
    }

    fn purpose(&self) -> LookPurpose {
        self.purpose
    }
}

/// Erases facts and answers of a citizen's verdicts, within the work that erases the case; rule ids and dates stay.
///
/// # Errors
/// The database refuses.
pub async fn erase_with_case(work: &mut Work<'_>, citizen: CitizenId) -> Result<u64, Failure> {
    let count = kept_verdicts::erase_of(work, citizen, day_of(work.at())).await?;
    work.note(Subject::new("citizen", citizen), json!({ "verdicts_erased": count }));
    Ok(count)
}
