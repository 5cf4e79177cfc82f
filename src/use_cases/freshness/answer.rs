//! A contact says how the company's slots stand: all of them in one answer, signed in or by the letter's link.

use std::collections::HashMap;

use chrono::{Days, Duration, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Reach, current_slots,
    own::{Door, door},
    pause_of, promised_seats,
};
use crate::{
    base::clock::day_of,
    domain::{
        closure::{Closure, ClosureReason},
        freshness::Said,
        ids::{ClosureId, SlotAnswerId, SlotId, WorkplaceId},
        period::Period,
        permission::Right,
        refusal::{FieldRefused, Refusal},
        seats::SeatLedger,
        slot::Slot,
        task::TaskKind,
    },
    store::{
        closures, companies,
        freshness::{self as stored, Kept, SlotAnswer},
        links,
        scope::Scope,
        slots,
        tasks::{self, NewTask},
        work::{Subject, Work},
        workplaces,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Intention,
        owners::in_charge,
        slots::{keep_promises, ledgers_of},
    },
};

/// Longest time that a company can pause a slot for by itself, in days.
const LONGEST_PAUSE_DAYS: u64 = 366;
/// Days in which a consultant looks after a slot that its company took out of use.
const TASK_DAYS: i64 = 7;

/// What is said of the slots that a page showed.
#[derive(Clone, Debug)]
pub struct AnswerForSlots {
    /// Each slot with what is said of it; none = all of them are as they stand.
    pub said: Vec<(SlotId, Said)>,
}

/// What an answer came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The answer.
    pub answer: SlotAnswerId,
    /// How many slots were confirmed.
    pub confirmed: usize,
    /// How many of them stand otherwise than before.
    pub changed: usize,
}

/// How a slot stood before an answer, kept so that the answer can be taken back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Before {
    pub slot: SlotId,
    /// The version that the answer left.
    pub left_version: i32,
    pub seats: u32,
    pub paused: bool,
    pub confirmed_on: Option<NaiveDate>,
    /// Promised and remaining seats, where some were kept back.
    pub kept: Option<(u32, u32)>,
    /// The pause that the answer took away.
    pub pause: Option<(ClosureId, Period)>,
    /// The pause that it made.
    pub made_pause: Option<ClosureId>,
}

/// How a slot stands, under lock.
struct Now<'a> {
    slot: Slot,
    ledger: &'a SeatLedger,
    kept: Option<&'a Kept>,
    pause: Option<&'a Closure>,
}

/// How a slot is to stand.
struct Wanted {
    seats: u32,
    paused: bool,
    pause_until: Option<NaiveDate>,
    promised: u32,
}

impl Intention for AnswerForSlots {
    const NAME: &'static str = "freshness.answer";
    const RIGHT: Right = Right::KeepOwnSlots;
    type Done = Answered;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Answered, Failure> {
        let reach = Reach::of(&work.actor().who)?;
        match door(work, &reach).await? {
            Door::Open => {}
            Door::Used => return Err(Refusal::AlreadyAnswered.into()),
            Door::RunOut => return Err(Refusal::Expired.into()),
        }
        let mut own = self.locked(work, &reach).await?;
        // Of two answers at once over one link, the second waits here and finds it used.
        if let Some(link) = reach.link
            && !links::use_up_one(work, link).await?
        {
            return Err(Refusal::AlreadyAnswered.into());
        }
        let answer = SlotAnswerId(work.new_id());
        let (before, changed) = self.take_in(app, work, &mut own, answer).await?;
        let confirmed = before.len();
        let kept =
            SlotAnswer { id: answer, contact: reach.contact, link: reach.link, before: json!(before), at: work.at(), undone_at: None };
        stored::keep_answer(work, &kept).await?;
        work.note(Subject::new("contact", reach.contact), json!({ "answer": answer, "slots": confirmed, "changed": changed }));
        Ok(Answered { answer, confirmed, changed })
    }
}

impl AnswerForSlots {
    /// The slots that are answered for, under lock: workplaces first, each in order.
    async fn locked(&self, work: &Work<'_>, reach: &Reach) -> Result<Vec<Slot>, Failure> {
        let places = reach.places(work).await?;
        let mut own: HashMap<SlotId, Slot> = current_slots(work, &places).await?.into_iter().map(|slot| (slot.id, slot)).collect();
        if self.said.iter().any(|(slot, _)| !own.contains_key(slot)) {
            return Err(Failure::NotFound);
        }
        own.retain(|id, _| self.said.is_empty() || self.said.iter().any(|(slot, _)| slot == id));
        let mut order: Vec<(WorkplaceId, SlotId)> = own.values().map(|slot| (slot.workplace, slot.id)).collect();
        order.sort_unstable();
        let mut locked = Vec::with_capacity(order.len());
        let mut held = None;
        for (place, slot) in order {
            if held != Some(place) {
                workplaces::lock(work, place).await?.or_not_found()?;
                held = Some(place);
            }
            locked.push(slots::lock(work, slot).await?.or_not_found()?);
        }
        Ok(locked)
    }

    async fn take_in(
        &self,
        app: &App,
        work: &mut Work<'_>,
        own: &mut Vec<Slot>,
        answer: SlotAnswerId,
    ) -> Result<(Vec<Before>, usize), Failure> {
        let today = day_of(work.at());
        let ids: Vec<SlotId> = own.iter().map(|slot| slot.id).collect();
        let places: Vec<WorkplaceId> = own.iter().map(|slot| slot.workplace).collect();
        let kept = stored::kept_back(work, &ids).await?;
        let closed = closures::at_workplaces(work, &places, today).await?;
        let ledgers = ledgers_of(work, own).await?;
        let (mut refused, mut before, mut changed) = (Vec::new(), Vec::new(), 0);
        for slot in own.drain(..) {
            let said = self.said.iter().find(|(id, _)| *id == slot.id).map_or(Said::AsItStands, |(_, said)| *said);
            let ledger = ledgers.get(&slot.id).or_not_found()?;
            let pause = pause_of(&closed, slot.id, today);
            let now = Now { kept: kept.get(&slot.id), slot, ledger, pause };
            match wanted(&now, said, today) {
                Ok(wanted) => match write(app, work, &now, &wanted, answer).await {
                    Ok(stood) => {
                        changed += usize::from(now.differs(&wanted));
                        before.push(stood);
                    }
                    Err(Failure::Refused(Refusal::SeatsInUse { in_use } | Refusal::KeptSeatsInUse { others: in_use })) => {
                        refused.push(refuse("ledige", "keep-less-than-in-use", now.slot.id, in_use));
                    }
                    Err(failure) => return Err(failure),
                },
                Err(why) => refused.push(why),
            }
        }
        if refused.is_empty() { Ok((before, changed)) } else { Err(Refusal::Invalid { fields: refused }.into()) }
    }
}

/// A refused answer about one slot: which slot, and the number that the sentence needs.
fn refuse(field: &'static str, reason: &'static str, slot: SlotId, number: u32) -> FieldRefused {
    FieldRefused { field, reason, advice: vec![slot.to_string(), number.to_string()] }
}

impl Now<'_> {
    fn as_it_stands(&self) -> Wanted {
        Wanted {
            seats: self.slot.seats,
            paused: self.slot.paused,
            pause_until: self.pause.map(|pause| pause.days.to),
            promised: promised_seats(&self.slot, self.kept),
        }
    }

    fn differs(&self, wanted: &Wanted) -> bool {
        let now = self.as_it_stands();
        (now.seats, now.paused, now.pause_until) != (wanted.seats, wanted.paused, wanted.pause_until)
    }
}

/// How a slot is to stand after what is said of it.
fn wanted(now: &Now<'_>, said: Said, today: NaiveDate) -> Result<Wanted, FieldRefused> {
    let stands = now.as_it_stands();
    let slot = now.slot.id;
    match said {
        Said::AsItStands => Ok(stands),
        Said::Taken => Ok(Wanted { paused: true, pause_until: None, ..stands }),
        Said::PausedUntil(last) if last <= today => Err(refuse("til", "keep-pause-not-ahead", slot, 0)),
        Said::PausedUntil(last) if last > today + Days::new(LONGEST_PAUSE_DAYS) => Err(refuse("til", "keep-pause-too-long", slot, 0)),
        Said::PausedUntil(last) => Ok(Wanted { paused: false, pause_until: Some(last), ..stands }),
        Said::Open { free } => {
            let in_use = now.ledger.most_in_use(Period { from: today, to: today });
            let most = stands.promised.saturating_sub(in_use);
            let open = Wanted { paused: false, pause_until: None, ..stands };
            match free {
                Some(0) if in_use == 0 => Ok(Wanted { paused: true, ..open }),
                Some(0) => Ok(Wanted { seats: in_use, ..open }),
                // A seat that somebody has is not free, whatever is said of it.
                _ if most == 0 => Err(refuse("svar", "keep-in-use", slot, in_use)),
                Some(free) if free > most => Err(refuse("ledige", "keep-more-than-free", slot, most)),
                Some(free) => Ok(Wanted { seats: in_use + free, ..open }),
                None => Ok(open),
            }
        }
    }
}

async fn write(app: &App, work: &mut Work<'_>, now: &Now<'_>, wanted: &Wanted, answer: SlotAnswerId) -> Result<Before, Failure> {
    let today = day_of(work.at());
    let slot = &now.slot;
    keep_promises(app, work, slot, &Slot { seats: wanted.seats, ..slot.clone() }).await?;
    let made_pause = pause(work, now, wanted.pause_until, today).await?;
    let kept = (wanted.seats < wanted.promised).then_some(Kept { promised: wanted.promised, remaining: wanted.seats });
    if kept.as_ref() != now.kept {
        stored::keep_back(work, slot.id, kept).await?;
    }
    slots::update(work, &Slot { seats: wanted.seats, paused: wanted.paused, confirmed_on: Some(today), ..slot.clone() }).await?;
    if wanted.paused && !slot.paused {
        tell_consultant(work, slot, answer).await?;
    }
    let fact = json!({
        "confirmed_on": today, "seats_before": slot.seats, "seats": wanted.seats, "paused": wanted.paused,
        "paused_until": wanted.pause_until,
    });
    work.note(Subject::new("slot", slot.id), fact);
    let took_away = now.pause.filter(|pause| Some(pause.days.to) != wanted.pause_until);
    Ok(Before {
        slot: slot.id,
        left_version: slot.version + 1,
        seats: slot.seats,
        paused: slot.paused,
        confirmed_on: slot.confirmed_on,
        kept: now.kept.map(|kept| (kept.promised, kept.remaining)),
        pause: took_away.map(|pause| (pause.id, pause.days)),
        made_pause,
    })
}

/// Makes, moves or ends the pause of a slot; tells the one that was made.
async fn pause(work: &Work<'_>, now: &Now<'_>, until: Option<NaiveDate>, today: NaiveDate) -> Result<Option<ClosureId>, Failure> {
    if now.pause.map(|pause| pause.days.to) == until {
        return Ok(None);
    }
    if let Some(pause) = now.pause {
        closures::delete(work, pause.id).await?;
    }
    let Some(last) = until else { return Ok(None) };
    let id = ClosureId(work.new_id());
    let days = Period { from: now.pause.map_or(today, |pause| pause.days.from), to: last };
    let closure = Closure { id, workplace: now.slot.workplace, slot: Some(now.slot.id), reason: ClosureReason::Pause, days };
    closures::insert(work, &closure).await?;
    Ok(Some(id))
}

/// The key under which a consultant hears of a slot that an answer took out of use.
pub(super) fn task_key(slot: SlotId, answer: SlotAnswerId) -> String {
    format!("slot_taken:{slot}:{answer}")
}

/// A slot of an agreement is promised; its consultant talks with a company that takes it out of use.
async fn tell_consultant(work: &Work<'_>, slot: &Slot, answer: SlotAnswerId) -> Result<(), Failure> {
    if slot.agreement.is_none() {
        return Ok(());
    }
    let company = companies::find(work, slot.company).await?.or_not_found()?;
    let task = NewTask {
        kind: TaskKind::SlotClosed,
        company: Some(slot.company),
        subject: Some(slot.id.0),
        assigned_to: in_charge(work, &company).await?,
        due_at: work.at() + Duration::days(TASK_DAYS),
        note: None,
        once_key: Some(task_key(slot.id, answer)),
    };
    Ok(tasks::add(work, &task).await?)
}
