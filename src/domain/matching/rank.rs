//! The list: which places fit, which are blocked and what would open them, in one stable order.

use std::cmp::Reverse;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    criteria::Pair,
    judged_period::{JudgedPeriod, first_day, judged_period},
    nearest_change::{Change, candidates},
    part::{Part, PartView},
    weights::Yardstick,
};
use crate::domain::{
    citizen::Profile,
    ids::SlotId,
    rulebook::{Answer, Finding, Verdict},
    slot::Slot,
    terms::{Language, PlacementForm},
};

/// Who seeks a place. The target group opens reserved places and never gives points.
#[derive(Clone, Copy, Debug)]
pub struct Seeker<'a> {
    /// The declared profile.
    pub profile: &'a Profile,
    /// Code of the target group.
    pub target_group: Option<&'a str>,
}

/// What matching asks of the seat ledger and of the rule book, for one citizen.
pub trait Surroundings {
    /// The first day from `from` on at which a seat is free; none when there is no such day.
    fn first_free(&self, slot: &Slot, from: NaiveDate) -> Option<NaiveDate>;
    /// The last day that the law allows for a start; none when nothing limits it.
    fn latest_end(&self, slot: &Slot, form: PlacementForm, from: NaiveDate) -> Option<NaiveDate>;
    /// The law's verdict.
    fn judge(&self, slot: &Slot, form: PlacementForm, period: &JudgedPeriod) -> Answer;
    /// The law's verdict alone, for places whose findings nobody sees.
    fn verdict(&self, slot: &Slot, form: PlacementForm, period: &JudgedPeriod) -> Verdict {
        self.judge(slot, form, period).verdict
    }
}

/// One place of the list, with everything that explains it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Match {
    /// The place.
    pub slot: SlotId,
    /// The kind of placement that was judged: the one with the best verdict, else the place's first.
    pub form: Option<PlacementForm>,
    /// The period that was judged; none where there is none.
    pub period: Option<JudgedPeriod>,
    /// The sum of the parts.
    pub score: u32,
    /// The parts.
    pub parts: Vec<Part>,
    /// The law's verdict; none where there is no period to judge.
    pub law: Option<Answer>,
    /// The one change that would open a blocked place.
    pub nearest_change: Option<Change>,
    /// Version of the weights.
    pub weights: String,
}

/// A list: best first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ranked {
    /// Places that fit.
    pub matches: Vec<Match>,
    /// Places that a hard criterion or the law keeps closed.
    pub blocked: Vec<Match>,
}

/// The law as a match shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LawView {
    /// The law's verdict.
    pub verdict: Verdict,
    /// Every tested rule.
    pub findings: Vec<Finding>,
}

/// A match as the API and the pages show it; the place itself is added by the caller.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MatchView {
    /// The sum of the parts.
    pub score: u32,
    /// The parts in words.
    pub parts: Vec<PartView>,
    /// The law.
    pub law: LawView,
    /// The one change in words.
    pub nearest_change: Option<String>,
}

impl Match {
    /// Whether a hard criterion or the law keeps the place closed.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.blocking().next().is_some() || self.law_verdict() == Some(Verdict::Block)
    }

    /// The parts that block.
    pub fn blocking(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| part.blocks)
    }

    fn law_verdict(&self) -> Option<Verdict> {
        self.law.as_ref().map(|law| law.verdict)
    }

    /// The match in words of a language; without a period the law's verdict is unknown.
    #[must_use]
    pub fn view(&self, language: Language) -> MatchView {
        let law = self.law.as_ref();
        MatchView {
            score: self.score,
            parts: self.parts.iter().map(|part| part.view(language)).collect(),
            law: LawView {
                verdict: law.map_or(Verdict::Unknown, |law| law.verdict),
                findings: law.map_or_else(Vec::new, |law| law.findings.clone()),
            },
            nearest_change: self.nearest_change.as_ref().map(|change| change.text(language)),
        }
    }

    fn order(&self) -> (Reverse<u32>, SlotId) {
        (Reverse(self.score), self.slot)
    }
}

/// How many more places the law is asked about once enough places fit.
///
/// Below the last place that fits only the blocked ones are still of interest, and those that the law alone keeps
/// closed are few among many that it lets pass.
const LOOK_AHEAD: usize = 50;

/// Ranks places for a seeker: at most `limit` that fit and at most `limit` blocked, each best first; equal scores by id.
///
/// Every place is scored; the law, which costs most, is asked from the best place down. What is promised: `matches` are
/// the best ones of all places. `blocked` are the best ones too, without a gap: whoever stands in it has every blocked
/// place of a better score before it. It holds `limit` of them, or all there are, except where the law has let
/// [`LOOK_AHEAD`] places pass or closed them below the last match: then it ends there, shorter.
pub fn rank<'s, S: Surroundings>(
    seeker: Seeker<'_>,
    slots: impl IntoIterator<Item = &'s Slot>,
    yardstick: &Yardstick<'_>,
    surroundings: &S,
    limit: usize,
) -> Ranked {
    let bench = Bench { yardstick, surroundings };
    let mut scored: Vec<(Match, &Slot)> = slots.into_iter().map(|slot| (bench.score(seeker, slot), slot)).collect();
    scored.sort_by_key(|(found, _)| found.order());
    let (mut matches, mut blocked) = (Vec::new(), Vec::new());
    let mut look_ahead = LOOK_AHEAD;
    for (mut found, slot) in scored {
        let is_enough = matches.len() >= limit;
        if is_enough && blocked.len() >= limit {
            break;
        }
        if found.blocking().next().is_none() {
            if is_enough && look_ahead == 0 {
                break;
            }
            look_ahead -= usize::from(is_enough);
            // Enough places fit: of what is left only those are shown that the law keeps closed.
            if is_enough && !bench.is_closed_by_law(seeker, slot) {
                continue;
            }
            bench.judge(seeker, slot, &mut found);
        }
        let list = if found.is_blocked() { &mut blocked } else { &mut matches };
        if list.len() < limit {
            list.push((found, slot));
        }
    }
    for (found, slot) in &mut blocked {
        bench.judge(seeker, slot, found);
        found.nearest_change = bench.nearest_change(seeker, slot, found);
    }
    let places = |list: Vec<(Match, &Slot)>| list.into_iter().map(|(found, _)| found).collect();
    Ranked { matches: places(matches), blocked: places(blocked) }
}

struct Bench<'a, S> {
    yardstick: &'a Yardstick<'a>,
    surroundings: &'a S,
}

impl<S: Surroundings> Bench<'_, S> {
    /// Parts and points, without the law.
    fn score(&self, seeker: Seeker<'_>, slot: &Slot) -> Match {
        let first_day = first_day(slot, seeker.profile, self.yardstick.on, |from| self.surroundings.first_free(slot, from));
        let parts = Pair { seeker, slot, yardstick: self.yardstick, first_day }.parts();
        Match {
            slot: slot.id,
            form: slot.forms.first().copied(),
            period: None,
            score: parts.iter().map(|part| part.points).sum(),
            parts,
            law: None,
            nearest_change: None,
            weights: self.yardstick.weights.version.clone(),
        }
    }

    /// The kinds that the place takes, each with the period that is judged; none from a kind on that has no period.
    fn periods(&self, seeker: Seeker<'_>, slot: &Slot) -> impl Iterator<Item = (PlacementForm, JudgedPeriod)> {
        slot.forms.iter().map_while(move |&form| {
            let free = |from| self.surroundings.first_free(slot, from);
            let latest = |from| self.surroundings.latest_end(slot, form, from);
            Some((form, judged_period(slot, seeker.profile, self.yardstick.on, free, latest).ok()?))
        })
    }

    /// Judges each kind that the place takes and keeps the best verdict; the first one of equals.
    fn judge(&self, seeker: Seeker<'_>, slot: &Slot, found: &mut Match) {
        if found.law.is_some() {
            return;
        }
        for (form, period) in self.periods(seeker, slot) {
            let answer = self.surroundings.judge(slot, form, &period);
            if found.law_verdict().is_none_or(|best| answer.verdict < best) {
                (found.form, found.period, found.law) = (Some(form), Some(period), Some(answer));
            }
        }
    }

    /// Whether there is a period and the law allows none of the kinds.
    fn is_closed_by_law(&self, seeker: Seeker<'_>, slot: &Slot) -> bool {
        let verdict = |(form, period)| self.surroundings.verdict(slot, form, &period);
        self.periods(seeker, slot).map(verdict).min() == Some(Verdict::Block)
    }

    /// The one change after which nothing blocks, if there is one.
    fn nearest_change(&self, seeker: Seeker<'_>, slot: &Slot, found: &Match) -> Option<Change> {
        let mut blocking = found.blocking();
        let tries = match (blocking.next(), blocking.next()) {
            (Some(part), None) => candidates(part, seeker, slot, self.yardstick),
            (None, _) => found.law.as_ref().and_then(Answer::next_opening).map(Change::StartFrom).into_iter().collect(),
            (Some(_), Some(_)) => Vec::new(),
        };
        tries.into_iter().find(|change| self.opens(change, seeker, slot))
    }

    fn opens(&self, change: &Change, seeker: Seeker<'_>, slot: &Slot) -> bool {
        let changed = change.apply(seeker, slot, self.yardstick.on);
        let yardstick = Yardstick { on: changed.on, ..*self.yardstick };
        let bench = Bench { yardstick: &yardstick, surroundings: self.surroundings };
        let seeker = Seeker { profile: &changed.profile, ..seeker };
        bench.score(seeker, &changed.slot).blocking().next().is_none() && !bench.is_closed_by_law(seeker, &changed.slot)
    }
}
