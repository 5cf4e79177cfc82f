//! Asks companies whether their slots are still true: each Monday, at thirty and sixty days, and a last time when they close.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use chrono::{Days, Duration, NaiveDate};
use serde_json::json;
use uuid::Uuid;

use super::{answering, link};
use crate::{
    base::clock::{Moment, day_of},
    domain::{
        company::{Company, Contact},
        event::Event,
        freshness::{AGING_AFTER_DAYS, Freshness, NoticeKind, OLD_AFTER_DAYS, asked_before, asked_from, freshness, monday_of},
        ids::{AccountId, CompanyId, ContactId},
        permission::Right,
        task::TaskKind,
    },
    store::{
        companies, contacts,
        freshness::{self as stored, Notice, Unconfirmed},
        scope::{Reader, Scope},
        tasks::{self, NewTask},
        work::{Subject, Work},
        workplaces,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::{Intention, Question},
        owners::in_charge,
    },
};

/// Companies that are looked at together.
const AT_ONCE: usize = 500;
/// Days in which a consultant asks about a slot that has closed.
const TASK_DAYS: i64 = 7;

/// What is known of the unconfirmed slots of a company.
struct Watched {
    company: Company,
    slots: Vec<Unconfirmed>,
    contacts: Vec<Contact>,
    wanting: Arc<HashSet<ContactId>>,
    told: Arc<HashSet<Notice>>,
}

/// The rules of a moment.
#[derive(Clone, Copy)]
struct Now {
    at: Moment,
    today: NaiveDate,
    quiet_hours: bool,
    closed_after: u32,
}

impl Now {
    fn of<S: Scope>(app: &App, scope: &S) -> Self {
        let at = scope.at();
        let closed_after = app.settings.holds.stale_after_days;
        Self { at, today: day_of(at), quiet_hours: app.settings.mail.quiet_hours, closed_after }
    }

    fn monday(&self) -> NaiveDate {
        monday_of(self.today)
    }

    /// The last day of confirmation on which anything can be due.
    fn horizon(&self) -> NaiveDate {
        let of_week = asked_before(self.monday());
        of_week.max(self.today.checked_sub_days(Days::new(AGING_AFTER_DAYS.unsigned_abs())).unwrap_or(of_week))
    }

    fn freshness(&self, slot: &Unconfirmed) -> Freshness {
        freshness(slot.since, self.today, self.closed_after)
    }
}

/// What follows for one company.
#[derive(Debug, Default, PartialEq, Eq)]
struct Due {
    /// Who is asked, and what is noted with it.
    asked: BTreeMap<ContactId, Vec<Notice>>,
    /// Who is told that slots have closed, where somebody answers for them.
    closed: BTreeMap<Option<ContactId>, Vec<Notice>>,
}

impl Due {
    fn is_nothing(&self) -> bool {
        self.asked.is_empty() && self.closed.is_empty()
    }
}

impl Watched {
    /// Companies that want nothing now are not asked: closed, merged, blocked or paused.
    fn may_be_asked(&self, now: Now) -> bool {
        let relation = &self.company.relation;
        let is_paused = relation.paused_until.is_some_and(|last| last >= now.today);
        self.company.closed_on.is_none() && relation.merged_into.is_none() && relation.blocked.is_none() && !is_paused
    }

    fn is_new(&self, notice: &Notice) -> bool {
        !self.told.contains(notice)
    }

    fn due(&self, now: Now) -> Due {
        let mut due = Due::default();
        if !self.may_be_asked(now) {
            return due;
        }
        let mut of_contact: BTreeMap<Option<ContactId>, Vec<&Unconfirmed>> = BTreeMap::new();
        for slot in &self.slots {
            let contact = answering(&self.contacts, slot.contact, slot.workplace).map(|contact| contact.id);
            of_contact.entry(contact).or_default().push(slot);
        }
        for (contact, slots) in of_contact {
            let closed = self.newly_closed(&slots, now);
            if !closed.is_empty() {
                due.closed.insert(contact, closed);
            } else if let Some(contact) = contact
                && let Some(notices) = self.question(contact, &slots, now)
            {
                due.asked.insert(contact, notices);
            }
        }
        due
    }

    fn newly_closed(&self, slots: &[&Unconfirmed], now: Now) -> Vec<Notice> {
        let closed = slots.iter().filter(|slot| !slot.paused && now.freshness(slot) == Freshness::Closed);
        closed.map(|slot| (NoticeKind::Closed, slot.slot.0, slot.since)).filter(|notice| self.is_new(notice)).collect()
    }

    /// The question of the week to a contact, with what is noted with it; never two in one week.
    fn question(&self, contact: ContactId, slots: &[&Unconfirmed], now: Now) -> Option<Vec<Notice>> {
        let week = (NoticeKind::Week, contact.0, now.monday());
        if !self.is_new(&week) {
            return None;
        }
        let open: Vec<&&Unconfirmed> = slots.iter().filter(|slot| slot.paused || now.freshness(slot) != Freshness::Closed).collect();
        let is_monday_over = now.at >= asked_from(now.monday(), now.quiet_hours);
        let weekly = self.wanting.contains(&contact) && is_monday_over && open.iter().any(|slot| slot.since <= asked_before(now.monday()));
        let reminders: Vec<Notice> = open.iter().flat_map(|slot| reminders(slot, now)).filter(|notice| self.is_new(notice)).collect();
        (weekly || !reminders.is_empty()).then(|| [week].into_iter().chain(reminders).collect())
    }
}

/// The reminders whose time has come for a slot.
fn reminders(slot: &Unconfirmed, now: Now) -> impl Iterator<Item = Notice> + use<> {
    let (id, since, age) = (slot.slot.0, slot.since, (now.today - slot.since).num_days());
    let steps = [(AGING_AFTER_DAYS, NoticeKind::Aging), (OLD_AFTER_DAYS, NoticeKind::Old)];
    steps.into_iter().filter(move |(days, _)| age >= *days).map(move |(_, kind)| (kind, id, since))
}

async fn watched<S: Scope>(scope: &S, slots: Vec<Unconfirmed>, now: Now) -> Result<Vec<Watched>, Failure> {
    let ids: Vec<CompanyId> = slots.iter().map(|slot| slot.company).collect::<BTreeSet<_>>().into_iter().collect();
    let mut contacts: HashMap<CompanyId, Vec<Contact>> = HashMap::new();
    for contact in contacts::of_companies(scope, &ids).await? {
        contacts.entry(contact.company).or_default().push(contact);
    }
    let about: Vec<Uuid> = slots.iter().map(|slot| slot.slot.0).chain(contacts.values().flatten().map(|contact| contact.id.0)).collect();
    let oldest = slots.iter().map(|slot| slot.since).min().unwrap_or(now.today).min(now.monday());
    let told = Arc::new(stored::told(scope, &about, oldest).await?);
    let wanting = Arc::new(stored::who_want_the_digest(scope, &ids).await?);
    let mut of_company: HashMap<CompanyId, Vec<Unconfirmed>> = HashMap::new();
    slots.into_iter().for_each(|slot| of_company.entry(slot.company).or_default().push(slot));
    let one = |company: Company| Watched {
        slots: of_company.remove(&company.id).unwrap_or_default(),
        contacts: contacts.remove(&company.id).unwrap_or_default(),
        wanting: Arc::clone(&wanting),
        told: Arc::clone(&told),
        company,
    };
    Ok(companies::some(scope, &ids).await?.into_iter().map(one).collect())
}

/// The companies that are to be asked or told something now.
#[derive(Clone, Copy, Debug)]
pub struct CompaniesToAsk;

impl Question for CompaniesToAsk {
    const NAME: &'static str = "freshness.companies_to_ask";
    const RIGHT: Right = Right::Housekeeping;
    type Answer = Vec<CompanyId>;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<Vec<CompanyId>, Failure> {
        let now = Now::of(app, reader);
        let mut slots = stored::unconfirmed(reader, now.horizon(), None).await?;
        slots.sort_by_key(|slot| slot.company);
        let mut found = Vec::new();
        while !slots.is_empty() {
            // A company's slots stay together.
            let cut = slots.get(AT_ONCE).map_or(slots.len(), |next| {
                let company = next.company;
                slots.iter().skip(AT_ONCE).position(|slot| slot.company != company).map_or(slots.len(), |more| AT_ONCE + more)
            });
            let rest = slots.split_off(cut);
            let watched = watched(reader, std::mem::replace(&mut slots, rest), now).await?;
            found.extend(watched.iter().filter(|one| !one.due(now).is_nothing()).map(|one| one.company.id));
        }
        Ok(found)
    }
}

/// Asks or tells a company what is due, once on however many nodes.
#[derive(Clone, Copy, Debug)]
pub struct AskCompany {
    /// Which.
    pub company: CompanyId,
}

impl Intention for AskCompany {
    const NAME: &'static str = "freshness.ask_company";
    const RIGHT: Right = Right::Housekeeping;
    type Done = usize;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<usize, Failure> {
        let now = Now::of(app, work);
        companies::find(work, self.company).await?.or_not_found()?;
        let places = workplaces::ids_of_companies(work, &[self.company]).await?;
        let slots = stored::unconfirmed(work, now.horizon(), Some(&places)).await?;
        let Some(watched) = watched(work, slots, now).await?.pop() else { return Ok(0) };
        let due = watched.due(now);
        let mut letters = 0;
        for (contact, notices) in due.asked {
            if tell_all(work, &notices).await? > 0 {
                let link = link::make(work, contact).await?;
                work.happened(Event::SlotsAsked { contact, link, on_request: false });
                letters += 1;
            }
        }
        for (contact, notices) in due.closed {
            letters += close(work, &watched.company, contact, &notices).await?;
        }
        work.note(Subject::new("company", self.company), json!({ "letters": letters }));
        Ok(letters)
    }
}

/// Notes what is told; none where another node was faster with the first of them.
async fn tell_all(work: &Work<'_>, notices: &[Notice]) -> Result<usize, Failure> {
    let mut fresh = 0;
    for (place, notice) in notices.iter().enumerate() {
        let is_fresh = stored::tell(work, *notice).await?;
        if place == 0 && !is_fresh {
            return Ok(0);
        }
        fresh += usize::from(is_fresh);
    }
    Ok(fresh)
}

/// Tells of slots that have closed: the contact, the consultant once a day, and a task for each slot.
async fn close(work: &mut Work<'_>, company: &Company, contact: Option<ContactId>, notices: &[Notice]) -> Result<usize, Failure> {
    let today = day_of(work.at());
    let mut closed = Vec::new();
    for notice in notices {
        if stored::tell(work, *notice).await? {
            closed.push(*notice);
        }
    }
    if closed.is_empty() {
        return Ok(0);
    }
    let consultant = in_charge(work, company).await?;
    for (_, slot, since) in &closed {
        tasks::add(work, &task(work, company, (*slot, *since), consultant)).await?;
    }
    let mut letters = 0;
    if let Some(contact) = contact {
        // The letter about what has closed asks about the rest as well, so it is this week's question too.
        stored::tell(work, (NoticeKind::Week, contact.0, monday_of(today))).await?;
        let link = link::make(work, contact).await?;
        work.happened(Event::SlotsClosed { contact, link });
        letters += 1;
    }
    if let Some(account) = consultant
        && stored::tell(work, (NoticeKind::Staff, account.0, today)).await?
    {
        work.happened(Event::SlotsClosedAt { account });
        letters += 1;
    }
    Ok(letters)
}

fn task(work: &Work<'_>, company: &Company, (slot, since): (Uuid, NaiveDate), consultant: Option<AccountId>) -> NewTask {
    NewTask {
        kind: TaskKind::SlotClosed,
        company: Some(company.id),
        subject: Some(slot),
        assigned_to: consultant,
        due_at: work.at() + Duration::days(TASK_DAYS),
        note: None,
        once_key: Some(format!("slot_closed:{slot}:{since}")),
    }
}
