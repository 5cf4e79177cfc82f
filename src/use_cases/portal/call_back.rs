//! "Ring mig op": a company asks its consultant to ring, and hears who does and by when.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::adviser::{AdviserFound, adviser_of};
use crate::{
    base::clock::{Moment, ZONE, day_of, moment_at},
    domain::{
        company::Contact,
        holidays::is_working_day,
        ids::{ContactId, PlacementId},
        permission::{Actor, Right},
        refusal::Refusal,
        task::TaskKind,
        terms::words,
    },
    store::{
        companies, contacts, links,
        scope::Scope,
        tasks::{self, NewTask},
        work::{Subject, Work},
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Intention,
    },
};

words! {
    /// When somebody wants to be rung.
    CallWhen {
        /// Today.
        Today = "idag",
        /// On the next working day.
        Tomorrow = "imorgen",
        /// At a time of their own.
        Time = "tid",
    }
}

/// The hour by which people have been rung.
const BY_HOUR: u32 = 16;
/// The last hour in which somebody can be promised a call on the same day.
const LAST_HOUR_TODAY: u32 = 14;
/// Days ahead in which a call can be wanted.
const LONGEST_DAYS: u64 = 14;
/// Digits of a telephone number.
const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;

/// The form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TypedCall {
    /// idag, imorgen or tid.
    pub hvornaar: String,
    /// The time of their own, `2026-03-03T10:00`.
    pub tid: String,
    /// Another number than the known one; may be empty.
    pub telefon: String,
}

/// Who rings, and by when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallPromised {
    /// Who.
    pub adviser: AdviserFound,
    /// By when.
    pub due_at: Moment,
    /// False where a call was promised already; it stays as it was.
    pub is_new: bool,
}

/// Asks for a call to the contact that acts.
#[derive(Clone, Debug)]
pub struct AskCallBack {
    /// The form.
    pub typed: TypedCall,
}

impl Intention for AskCallBack {
    const NAME: &'static str = "portal.ask_call_back";
    const RIGHT: Right = Right::AnswerProposals;
    type Done = CallPromised;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<CallPromised, Failure> {
        let contact = work.actor().contact().or_not_found()?;
        let contact = contacts::find(work, contact).await?.filter(|contact| contact.active).or_not_found()?;
        // Of two who press at once the second sees the first one's call.
        let company = companies::lock(work, contact.company).await?.or_not_found()?;
        let adviser = adviser_of(app, work, &company, contact.workplace).await?;
        let (due_at, phone) = self.typed.read(work.at(), &contact)?;
        let open = tasks::open_at(work, company.id).await?;
        if let Some(task) = open.iter().find(|task| task.kind == TaskKind::CallBack && task.subject == Some(contact.id.0)) {
            work.leave_no_trace();
            return Ok(CallPromised { adviser, due_at: task.due_at, is_new: false });
        }
        let task = NewTask {
            kind: TaskKind::CallBack,
            company: Some(company.id),
            subject: Some(contact.id.0),
            assigned_to: adviser.account,
            due_at,
            note: Some(phone.map_or_else(|| contact.name.clone(), |phone| format!("{}, {phone}", contact.name))),
            once_key: None,
        };
        tasks::add(work, &task).await?;
        work.note(Subject::new("contact", contact.id), json!({ "call_back": due_at }));
        Ok(CallPromised { adviser, due_at, is_new: true })
    }
}

impl TypedCall {
    /// By when the call is due, and the number to ring.
    fn read(&self, now: Moment, contact: &Contact) -> Result<(Moment, Option<String>), Refusal> {
        let when = CallWhen::parse(&self.hvornaar).ok_or_else(|| Refusal::field("hvornaar", "error-choose"))?;
        let due = match when {
            CallWhen::Today => today(now),
            CallWhen::Tomorrow => by_the_end_of(next_working_day(day_of(now))),
            CallWhen::Time => own_time(&self.tid, now).ok_or_else(|| Refusal::field("tid", "call-time-wrong"))?,
        };
        let typed = self.telefon.trim();
        let phone = if typed.is_empty() { contact.phone.clone() } else { Some(number(typed)?) };
        Ok((due, phone))
    }
}

/// A number as somebody types it: digits, blanks and a plus.
fn number(typed: &str) -> Result<String, Refusal> {
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    let is_one = typed.chars().all(|sign| sign.is_ascii_digit() || " +-()".contains(sign)) && DIGITS.contains(&digits);
    if is_one { Ok(typed.to_owned()) } else { Err(Refusal::field("telefon", "call-phone-wrong")) }
}

/// Today, or on the next working day where today is too late or free.
fn today(now: Moment) -> Moment {
    let local = now.with_timezone(&ZONE).naive_local();
    let is_early = is_working_day(local.date()) && local.time() < hour(LAST_HOUR_TODAY);
    by_the_end_of(if is_early { local.date() } else { next_working_day(local.date()) })
}

fn own_time(typed: &str, now: Moment) -> Option<Moment> {
    let wall = ["%Y-%m-%dT%H:%M", "%d-%m-%Y %H:%M", "%d-%m-%Y kl. %H.%M", "%d-%m-%Y %H.%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(typed.trim(), format).ok())?;
    let is_plain = wall.date().year() < 9999 && is_working_day(wall.date());
    let at = moment_at(wall.date(), wall.time());
    let last = day_of(now).checked_add_days(Days::new(LONGEST_DAYS))?;
    (is_plain && at > now && wall.date() <= last).then_some(at)
}

fn hour(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN)
}

fn by_the_end_of(day: NaiveDate) -> Moment {
    moment_at(day, hour(BY_HOUR))
}

fn next_working_day(day: NaiveDate) -> NaiveDate {
    // The longest run of free days (Easter) is five.
    day.iter_days().skip(1).take(10).find(|day| is_working_day(*day)).unwrap_or(day)
}

/// Whoever holds a link of a letter, whatever it is for, and whether or not it still opens: asks for a call, and can do
/// nothing else by it.
///
/// # Errors
/// [`Failure::NotFound`] for what is no link to a contact who is there.
pub async fn link_holder(app: &App, token: &str) -> Result<Actor, Failure> {
    let link = links::of_token(&app.database, &app.keys, token).await?.or_not_found()?;
    let contact: ContactId = link.contact.or_not_found()?;
    let reader = app.reader(link.tenant).await?;
    let found = contacts::find(&reader, contact).await;
    reader.end().await?;
    found?.filter(|contact| contact.active).or_not_found()?;
    // A proposal that is none: the actor opens no card.
    let nothing = PlacementId(Uuid::nil());
    Ok(Actor::link_holder(link.tenant, link.id, contact, nothing))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        let wall = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time");
        moment_at(wall.date(), wall.time())
    }

    #[test]
    fn a_call_today_is_promised_while_there_is_time_and_else_on_the_next_working_day() {
        for (now, due) in [
            ("2026-03-02 08:00", "2026-03-02 16:00"),
            ("2026-03-02 14:00", "2026-03-03 16:00"),
            ("2026-03-06 15:00", "2026-03-09 16:00"),
            ("2026-03-07 09:00", "2026-03-09 16:00"),
            ("2026-04-01 15:00", "2026-04-07 16:00"),
        ] {
            assert_eq!(today(at(now)), at(due), "{now}");
        }
    }

    #[test]
    fn an_own_time_lies_ahead_on_a_working_day_within_two_weeks() {
        let now = at("2026-03-02 08:00");
        assert_eq!(own_time("2026-03-03T10:30", now), Some(at("2026-03-03 10:30")));
        assert_eq!(own_time("03-03-2026 kl. 10.30", now), Some(at("2026-03-03 10:30")));
        for wrong in ["2026-03-02T07:59", "2026-03-07T10:00", "2026-03-17T10:00", "i morgen", ""] {
            assert_eq!(own_time(wrong, now), None, "{wrong}");
        }
    }

    #[test]
    fn a_number_is_a_number() {
        assert_eq!(number("+45 12 34 56 78"), Ok("+45 12 34 56 78".to_owned()));
        for wrong in ["1234", "ring til mig", "<b>12345678</b>", "1234567890123456"] {
            assert!(number(wrong).is_err(), "{wrong}");
        }
    }
}
