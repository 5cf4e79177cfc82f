//! The criteria, one by one: what is compared, how much it gives, and what keeps a citizen from a place.

use super::{
    fact::{Fact, Phrase},
    judged_period::NoPeriod,
    occupation::Closeness,
    part::{Criterion, Part, PartVerdict},
    rank::Seeker,
    weights::Yardstick,
};
use crate::domain::{
    citizen::Profile,
    place::{coarse_km, distance_km},
    rulebook::is_kept_for,
    slot::{HoursWindow, Slot, TimeWindow},
};
use chrono::NaiveDate;

const WHOLE: u32 = 1000;
const WORK_DAYS: f64 = 5.0;
const MINUTES_OF_DAY: u16 = 24 * 60;

/// A pair under comparison.
pub(super) struct Pair<'a> {
    pub(super) seeker: Seeker<'a>,
    pub(super) slot: &'a Slot,
    pub(super) yardstick: &'a Yardstick<'a>,
    /// The first day of the judged period.
    pub(super) first_day: Result<NaiveDate, NoPeriod>,
}

/// A comparison before its points are counted.
struct Compared {
    citizen: Fact,
    slot: Fact,
    verdict: PartVerdict,
    /// Thousandths of the points.
    share: u32,
    blocks: bool,
}

impl Pair<'_> {
    /// All parts, in the order in which they are shown.
    pub(super) fn parts(&self) -> Vec<Part> {
        let mut parts = vec![
            self.part(Criterion::Occupation, self.occupation()),
            self.part(Criterion::Skills, self.skills()),
            self.part(Criterion::Hours, self.hours()),
            self.part(Criterion::Times, self.times()),
            self.part(Criterion::Period, self.period()),
            self.part(Criterion::Distance, self.distance()),
            self.part(Criterion::Conditions, self.conditions()),
            self.part(Criterion::Support, self.support()),
            self.part(Criterion::Language, self.language()),
            self.part(Criterion::Licence, self.licence()),
            self.part(Criterion::Freshness, self.freshness()),
        ];
        if self.slot.kept_seats() > 0 {
            parts.push(self.part(Criterion::Reserved, self.reserved()));
        }
        parts
    }

    fn part(&self, criterion: Criterion, compared: Compared) -> Part {
        let max_points = self.yardstick.weights.most(criterion);
        let Compared { citizen, slot, verdict, share, blocks } = compared;
        Part { criterion, points: max_points * share.min(WHOLE) / WHOLE, max_points, citizen, slot, verdict, blocks }
    }

    fn profile(&self) -> &Profile {
        self.seeker.profile
    }

    fn unknown(&self, citizen: Fact, slot: Fact) -> Compared {
        Compared { citizen, slot, verdict: PartVerdict::Unknown, share: self.yardstick.weights.shares.unknown, blocks: false }
    }

    fn occupation(&self) -> Compared {
        let wishes = &self.profile().wishes;
        let wished = Fact::Occupations(wishes.iter().map(|wish| wish.title.clone()).collect());
        let offered = Fact::Occupations(vec![self.slot.title.clone()]);
        if wishes.is_empty() {
            return self.unknown(Fact::Unknown, offered);
        }
        let shares = &self.yardstick.weights.shares;
        let order = |place: usize| shares.wish_order.get(place).or(shares.wish_order.last()).copied().unwrap_or(WHOLE);
        let best = wishes.iter().enumerate().filter_map(|(place, wish)| {
            let same_title = wish.title.to_lowercase() == self.slot.title.to_lowercase();
            let by_code =
                || Some(Closeness::between(wish.occupation.as_deref()?, self.slot.occupation.as_deref()?, self.yardstick.occupations));
            let closeness = if same_title { Closeness::Same } else { by_code()? };
            let share = match closeness {
                Closeness::Same => WHOLE,
                Closeness::Near => shares.occupation_near,
                Closeness::Widened => shares.occupation_widened,
                Closeness::Other => 0,
            };
            Some((share * order(place) / WHOLE, closeness))
        });
        let Some((share, closeness)) = best.max() else { return self.unknown(wished, offered) };
        let verdict = match closeness {
            Closeness::Same => PartVerdict::Ok,
            Closeness::Near | Closeness::Widened => PartVerdict::Partial,
            Closeness::Other => PartVerdict::No,
        };
        Compared { citizen: wished, slot: offered, verdict, share, blocks: false }
    }

    fn skills(&self) -> Compared {
        let skills = &self.profile().skills;
        if skills.is_empty() {
            return self.unknown(Fact::Unknown, Fact::Occupations(vec![self.slot.title.clone()]));
        }
        let text = format!("{} {}", self.slot.title, self.slot.description).to_lowercase();
        let used: Vec<String> = skills.iter().filter(|skill| text.contains(&skill.to_lowercase())).cloned().collect();
        let full = self.yardstick.weights.shares.skills_for_full.clamp(1, count(skills.len()).max(1));
        let share = count(used.len()).min(full) * WHOLE / full;
        let citizen = Fact::Skills(skills.clone());
        if used.is_empty() {
            // An advertisement rarely lists every skill: its silence speaks neither for the place nor against it.
            return Compared { citizen, slot: Fact::NotMentioned, verdict: PartVerdict::Unknown, share: 0, blocks: false };
        }
        Compared { citizen, slot: Fact::Skills(used), verdict: graded(share), share, blocks: false }
    }

    fn hours(&self) -> Compared {
        let (Some(wanted), Some(offered)) = (self.profile().hours, self.slot.hours) else {
            return self.unknown(fact_of(self.profile().hours.map(Fact::Hours)), fact_of(self.slot.hours.map(Fact::Hours)));
        };
        let share = hours_share(wanted, offered);
        let (citizen, slot) = (Fact::Hours(wanted), Fact::Hours(offered));
        match share {
            None => Compared { citizen, slot, verdict: PartVerdict::No, share: 0, blocks: true },
            Some(share) => Compared { citizen, slot, verdict: graded(share), share, blocks: false },
        }
    }

    fn times(&self) -> Compared {
        let (Some(wanted), Some(offered)) = (self.profile().times, self.slot.times) else {
            return self.unknown(fact_of(self.profile().times.map(Fact::Times)), fact_of(self.slot.times.map(Fact::Times)));
        };
        let (citizen, slot) = (Fact::Times(wanted), Fact::Times(offered));
        let shared = shared_minutes(wanted, offered);
        if shared == 0 {
            return Compared { citizen, slot, verdict: PartVerdict::No, share: 0, blocks: true };
        }
        let share = (shared * WHOLE / self.minutes_needed(offered).max(1)).min(WHOLE);
        Compared { citizen, slot, verdict: graded(share), share, blocks: false }
    }

    /// Minutes a day that the fewest hours of both sides take, spread over five days; the whole window where no hours are known.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "minutes of a working day")]
    fn minutes_needed(&self, offered: TimeWindow) -> u32 {
        let fewest = [self.profile().hours, self.slot.hours].into_iter().flatten().map(|window| window.min).reduce(f64::max);
        let window = window_minutes(offered);
        fewest.map_or(window, |hours| ((hours / WORK_DAYS * 60.0).ceil().clamp(0.0, 1440.0) as u32).min(window))
    }

    fn period(&self) -> Compared {
        let profile = self.profile();
        let citizen = Fact::Days(profile.can_from, profile.can_to);
        let open = Fact::Days(Some(self.slot.open_from), self.slot.open_to);
        let from = match self.first_day {
            Ok(from) => from,
            Err(reason) => {
                let slot = if reason == NoPeriod::NeverFree { Fact::Full } else { open };
                return Compared { citizen, slot, verdict: PartVerdict::No, share: 0, blocks: true };
            }
        };
        let ready = self.yardstick.on.max(profile.can_from.unwrap_or(NaiveDate::MIN));
        let shares = &self.yardstick.weights.shares;
        let share = fading((from - ready).num_days(), shares.soon_days, shares.late_days);
        let verdict = if share == WHOLE { PartVerdict::Ok } else { PartVerdict::Partial };
        Compared { citizen, slot: Fact::Days(Some(from), self.slot.open_to), verdict, share, blocks: false }
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share between 0 and 1000")]
    fn distance(&self) -> Compared {
        let profile = self.profile();
        let limit = profile.max_km.map_or(Fact::Unknown, Fact::AtMostKilometres);
        let (Some(home), Some(point)) = (profile.home, self.slot.point) else { return self.unknown(limit, Fact::Unknown) };
        let exact = distance_km(home, point);
        let (shown, slot) = if profile.protected {
            let coarse = coarse_km(exact);
            (coarse, Fact::KilometresCoarse(coarse))
        } else {
            (exact, Fact::Kilometres(exact))
        };
        let too_far = profile.max_km.is_some_and(|most| exact > most);
        let reach = profile.max_km.unwrap_or_else(|| self.yardstick.weights.reach_km(profile.transport)).max(f64::EPSILON);
        let share = if too_far { 0 } else { ((1.0 - shown / reach).clamp(0.0, 1.0) * f64::from(WHOLE)) as u32 };
        let verdict = if too_far || exact > reach { PartVerdict::No } else { PartVerdict::Ok };
        Compared { citizen: limit, slot, verdict, share, blocks: too_far }
    }

    fn conditions(&self) -> Compared {
        let lists = self.yardstick.conditions;
        let avoids = &self.profile().avoids;
        let broken: Vec<&String> =
            self.slot.demands.iter().filter(|demand| avoids.iter().any(|avoided| lists.demands_it(demand, avoided))).collect();
        let slot = if broken.is_empty() { self.slot.demands.iter().collect() } else { broken.clone() };
        let citizen = if avoids.is_empty() { Fact::Nothing } else { Fact::Avoids(self.phrases(avoids)) };
        all_or_nothing(citizen, Fact::Demands(self.phrases(slot)), broken.is_empty())
    }

    fn support(&self) -> Compared {
        let needs = &self.profile().needs;
        let met = needs.iter().all(|need| self.slot.offers.contains(need));
        let citizen = if needs.is_empty() { Fact::Nothing } else { Fact::Needs(self.phrases(needs)) };
        all_or_nothing(citizen, Fact::Offers(self.phrases(&self.slot.offers)), met)
    }

    fn phrases<'s>(&self, codes: impl IntoIterator<Item = &'s String>) -> Vec<Phrase> {
        codes.into_iter().map(|code| Phrase::of(code, self.yardstick.conditions)).collect()
    }

    fn language(&self) -> Compared {
        let held = fact_of(self.profile().language.map(Fact::Level));
        let Some(needed) = self.slot.language else { return all_or_nothing(held, Fact::Nothing, true) };
        match self.profile().language {
            None => self.unknown(held, Fact::Level(needed)),
            Some(level) => all_or_nothing(held, Fact::Level(needed), level >= needed),
        }
    }

    fn licence(&self) -> Compared {
        let held = &self.profile().licences;
        let needed = &self.slot.licences;
        let slot = if needed.is_empty() { Fact::Nothing } else { Fact::Licences(needed.clone()) };
        all_or_nothing(Fact::Licences(held.clone()), slot, needed.iter().all(|category| held.contains(category)))
    }

    fn freshness(&self) -> Compared {
        let Some(confirmed) = self.slot.confirmed_on else { return self.unknown(Fact::Nothing, Fact::Unknown) };
        let shares = &self.yardstick.weights.shares;
        let share = fading((self.yardstick.on - confirmed).num_days(), shares.fresh_days, shares.stale_days);
        Compared { citizen: Fact::Nothing, slot: Fact::Day(confirmed), verdict: graded(share), share, blocks: false }
    }

    fn reserved(&self) -> Compared {
        let named = |code: &str| Phrase::of_group(code, self.yardstick.groups);
        let slot = Fact::Groups(self.slot.reserved_for.iter().map(|code| named(code)).collect());
        // Seats that are not kept are open to all; whether one is free the ledger knows.
        let partly = self.slot.is_partly_reserved();
        let Some(group) = self.seeker.target_group else {
            return Compared { blocks: !partly, ..self.unknown(Fact::Unknown, slot) };
        };
        let citizen = Fact::Groups(vec![named(group)]);
        let open = is_kept_for(self.yardstick.groups, &self.slot.reserved_for, group, self.yardstick.on);
        if !open && partly {
            return Compared { citizen, slot, verdict: PartVerdict::Partial, share: WHOLE, blocks: false };
        }
        all_or_nothing(citizen, slot, open)
    }
}

fn fact_of(known: Option<Fact>) -> Fact {
    known.unwrap_or(Fact::Unknown)
}

fn all_or_nothing(citizen: Fact, slot: Fact, fits: bool) -> Compared {
    let (verdict, share) = if fits { (PartVerdict::Ok, WHOLE) } else { (PartVerdict::No, 0) };
    Compared { citizen, slot, verdict, share, blocks: !fits }
}

const fn graded(share: u32) -> PartVerdict {
    match share {
        0 => PartVerdict::No,
        WHOLE.. => PartVerdict::Ok,
        _ => PartVerdict::Partial,
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Full until `free` days, nothing from `end` days on, in a straight line between.
fn fading(days: i64, free: u32, end: u32) -> u32 {
    let (free, end) = (i64::from(free), i64::from(end));
    if days <= free {
        return WHOLE;
    }
    if days >= end {
        return 0;
    }
    u32::try_from((end - days) * i64::from(WHOLE) / (end - free)).unwrap_or(0)
}

/// How much of the citizen's window the place covers, half at least when they meet; none when they do not.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share between 0 and 1000")]
fn hours_share(wanted: HoursWindow, offered: HoursWindow) -> Option<u32> {
    let (low, high) = (wanted.min.max(offered.min), wanted.max.min(offered.max));
    if low > high {
        return None;
    }
    let width = wanted.max - wanted.min;
    let covered = if width > 0.0 { (high - low) / width } else { 1.0 };
    Some((f64::from(WHOLE) * (0.5 + covered / 2.0)) as u32)
}

/// The window as one or two spans within a day; a window that ends before it begins runs over midnight.
fn spans(window: TimeWindow) -> [(u16, u16); 2] {
    if window.from <= window.to { [(window.from, window.to), (0, 0)] } else { [(window.from, MINUTES_OF_DAY), (0, window.to)] }
}

fn window_minutes(window: TimeWindow) -> u32 {
    spans(window).iter().map(|(from, to)| u32::from(to.saturating_sub(*from))).sum()
}

fn shared_minutes(one: TimeWindow, other: TimeWindow) -> u32 {
    let pairs = spans(one).into_iter().flat_map(|left| spans(other).map(|right| (left, right)));
    pairs.map(|(left, right)| u32::from(left.1.min(right.1).saturating_sub(left.0.max(right.0)))).sum()
}
