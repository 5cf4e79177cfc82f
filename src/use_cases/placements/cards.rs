//! What a company sees of proposals: a card without any word on who it is, and after a release exactly what was released.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::case::admits;
use crate::{
    base::clock::{Moment, day_of},
    domain::{
        citizen::Citizen,
        ids::{CitizenId, PlacementId, SlotId, WorkplaceId},
        permission::{Actor, Right, Who},
        placement::{HoursStep, StateName},
        refusal::Refusal,
        release::ReleasedField,
        slot::Slot,
        terms::{LookPurpose, PlacementForm, Purpose},
    },
    store::{
        citizens, links,
        placements::{self, Record},
        releases,
        scope::{Reader, Scope},
        skills, slots, workplaces,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Question,
    },
};

/// Most weeks that a card lists.
const MOST_WEEKS: usize = 260;

/// One week of the period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Week {
    /// First day of the period in it.
    pub from: NaiveDate,
    /// Last day of the period in it.
    pub to: NaiveDate,
    /// Hours a week.
    pub hours: f64,
}

/// A proposal as a company sees it: no age, area, name, group or free text.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Which proposal.
    pub placement: PlacementId,
    /// State.
    pub state: StateName,
    /// The company's own slot.
    pub slot: SlotId,
    /// Its title.
    pub slot_title: String,
    /// Its number in the municipality's own list.
    pub plads_id: Option<String>,
    /// Its workplace's name.
    pub workplace_name: String,
    /// Kind.
    pub form: PlacementForm,
    /// Purpose.
    pub purpose: Purpose,
    /// The period, week by week.
    pub weeks: Vec<Week>,
    /// Skills, as words of the official list.
    pub skills: Vec<String>,
    /// Which of the place's own offers are needed (codes of `tilbud`).
    pub needed_offers: Vec<String>,
    /// Until when an answer is wanted.
    pub answer_by: Option<Moment>,
    /// Times that the company proposed.
    pub meeting_times: Vec<Moment>,
}

/// What somebody who opens a proposal finds.
#[derive(Clone, Debug, PartialEq)]
pub enum AnswerPage {
    /// The card, waiting for an answer (or, to whoever is signed in, in any later state).
    Open(Box<Card>),
    /// It was answered with this link.
    AlreadyAnswered,
    /// The link or the question has run out.
    Expired {
        /// Whether a fresh link can be sent.
        can_renew: bool,
    },
    /// It was taken back.
    Retracted,
}

/// Opens one proposal for its company, by link or signed in.
#[derive(Clone, Debug)]
pub struct OpenCard {
    placement: PlacementId,
    who: Who,
}

impl OpenCard {
    /// The card of a proposal for whoever asks.
    #[must_use]
    pub fn new(actor: &Actor, placement: PlacementId) -> Self {
        Self { placement, who: actor.who.clone() }
    }
}

impl Question for OpenCard {
    const NAME: &'static str = "placement.card";
    const RIGHT: Right = Right::AnswerProposals;
    type Answer = AnswerPage;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<AnswerPage, Failure> {
        let record = admitted(reader, &self.who, self.placement).await?;
        if let Who::LinkHolder { link, contact, .. } = self.who {
            let link = links::find(reader, link).await?.filter(|link| link.contact == Some(contact)).or_not_found()?;
            if let Some(closed) = closed_page(&record, link.used_at.is_some(), link.expires_at <= reader.at(), reader.at()) {
                return Ok(closed);
            }
        }
        let around = Around::read(reader, std::slice::from_ref(&record)).await?;
        Ok(AnswerPage::Open(Box::new(around.card(&record)?)))
    }
}

fn closed_page(record: &Record, used: bool, link_run_out: bool, now: Moment) -> Option<AnswerPage> {
    let still_open = record.placement.answer_by.is_some_and(|due| due > now);
    match record.placement.state {
        _ if used => Some(AnswerPage::AlreadyAnswered),
        StateName::Offered if !still_open => Some(AnswerPage::Expired { can_renew: false }),
        StateName::Offered if link_run_out => Some(AnswerPage::Expired { can_renew: true }),
        StateName::Offered => None,
        StateName::Expired => Some(AnswerPage::Expired { can_renew: false }),
        StateName::Withdrawn | StateName::Obsolete | StateName::Cancelled => Some(AnswerPage::Retracted),
        _ => Some(AnswerPage::AlreadyAnswered),
    }
}

/// A placement behind the company's wall.
async fn admitted(reader: &Reader<'_>, who: &Who, id: PlacementId) -> Result<Record, Failure> {
    let record = placements::find(reader, id).await?.or_not_found()?;
    let slot = slots::find(reader, record.placement.slot).await?.or_not_found()?;
    if admits(who, &record, &slot) { Ok(record) } else { Err(Failure::NotFound) }
}

/// What cards are made of, read in one query a kind however many they are.
pub(super) struct Around {
    slots: HashMap<SlotId, Slot>,
    citizens: HashMap<CitizenId, Citizen>,
    workplaces: HashMap<WorkplaceId, String>,
    skills: HashSet<String>,
}

impl Around {
    pub async fn read(reader: &Reader<'_>, records: &[Record]) -> Result<Self, Failure> {
        let slots: Vec<SlotId> = records.iter().map(|record| record.placement.slot).collect();
        let people: Vec<CitizenId> = records.iter().map(|record| record.placement.citizen).collect();
        let slots = slots::some(reader, &slots).await?;
        let places: Vec<WorkplaceId> = slots.iter().map(|slot| slot.workplace).collect();
        let people = citizens::some(reader, &people).await?;
        let typed: Vec<String> = people.iter().flat_map(|citizen| citizen.profile.skills.clone()).collect();
        Ok(Self {
            workplaces: workplaces::some(reader, &places).await?.into_iter().map(|place| (place.id, place.name)).collect(),
            // Only words of the official list: what somebody typed in between stays inside.
            skills: skills::known(reader, &typed).await?.into_iter().collect(),
            slots: slots.into_iter().map(|slot| (slot.id, slot)).collect(),
            citizens: people.into_iter().map(|citizen| (citizen.id, citizen)).collect(),
        })
    }

    pub fn card(&self, record: &Record) -> Result<Card, Failure> {
        let placement = &record.placement;
        let (slot, citizen) = (self.slots.get(&placement.slot).or_not_found()?, self.citizens.get(&placement.citizen).or_not_found()?);
        Ok(Card {
            placement: placement.id,
            state: placement.state,
            slot: slot.id,
            slot_title: slot.title.clone(),
            plads_id: slot.external_id.clone(),
            workplace_name: self.workplaces.get(&slot.workplace).cloned().or_not_found()?,
            form: placement.form,
            purpose: placement.purpose,
            weeks: weeks(record),
            skills: citizen.profile.skills.iter().filter(|skill| self.skills.contains(*skill)).cloned().collect(),
            needed_offers: needed_offers(citizen, slot),
            answer_by: placement.answer_by,
            meeting_times: record.meeting_times.clone(),
        })
    }
}

fn needed_offers(citizen: &Citizen, slot: &Slot) -> Vec<String> {
    slot.offers.iter().filter(|offer| citizen.profile.needs.contains(offer)).cloned().collect()
}

/// The period cut at Mondays and where the hours change.
fn weeks(record: &Record) -> Vec<Week> {
    use chrono::{Datelike, Weekday};
    let (placement, mut weeks) = (&record.placement, Vec::<Week>::new());
    for day in placement.period.each_day() {
        let hours = hours_on(&placement.weekly_hours, day);
        match weeks.last_mut() {
            Some(week) if day.weekday() != Weekday::Mon && (week.hours - hours).abs() < f64::EPSILON => week.to = day,
            _ => weeks.push(Week { from: day, to: day, hours }),
        }
        if weeks.len() > MOST_WEEKS {
            break;
        }
    }
    weeks.truncate(MOST_WEEKS);
    weeks
}

fn hours_on(steps: &[HoursStep], day: NaiveDate) -> f64 {
    steps.iter().rev().find(|step| step.from <= day).or(steps.first()).map_or(0.0, |step| step.hours)
}

/// One released fact; prints masked.
#[derive(Clone, PartialEq, Eq)]
pub enum Told {
    /// The citizen's name.
    Name(String),
    /// A phone number.
    Phone(String),
    /// A work condition, as its code.
    Condition(String),
}

impl std::fmt::Debug for Told {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Told(…)")
    }
}

/// Exactly what was released.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleasedCard {
    /// Of whom; for the access log only, never shown.
    citizen: CitizenId,
    /// Which placement.
    pub placement: PlacementId,
    /// The released facts.
    pub told: Vec<Told>,
    /// Last day on which they are shown.
    pub until: NaiveDate,
}

/// Who it is, for a contact of the company that has shown within the last minutes that the mailbox is its own.
#[derive(Clone, Debug)]
pub struct OpenRelease {
    placement: PlacementId,
    who: Who,
}

impl OpenRelease {
    /// What was released of a placement to whoever asks.
    #[must_use]
    pub fn new(actor: &Actor, placement: PlacementId) -> Self {
        Self { placement, who: actor.who.clone() }
    }
}

impl Question for OpenRelease {
    const NAME: &'static str = "placement.released";
    const RIGHT: Right = Right::UsePortal;
    type Answer = ReleasedCard;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<ReleasedCard, Failure> {
        let Who::Contact { stepped_up, .. } = self.who else { return Err(Failure::NotFound) };
        let record = admitted(reader, &self.who, self.placement).await?;
        let today = day_of(reader.at());
        let standing = releases::standing(reader, &[self.placement], today).await?.into_iter().next();
        let release = standing.filter(|release| release.is_open(today, record.placement.state)).or_not_found()?;
        if !stepped_up {
            return Err(Refusal::StepUpNeeded.into());
        }
        let citizen = citizens::find(reader, record.placement.citizen).await?.or_not_found()?;
        let told = release.fields.iter().map(|field| tell(field, &citizen)).collect();
        Ok(ReleasedCard { citizen: citizen.id, placement: self.placement, told, until: release.until })
    }

    fn shown(&self, answer: &ReleasedCard) -> Vec<CitizenId> {
        vec![answer.citizen]
    }

    fn purpose(&self) -> LookPurpose {
        LookPurpose::FollowUp
    }
}

fn tell(field: &ReleasedField, citizen: &Citizen) -> Told {
    match field {
        ReleasedField::Name => Told::Name(citizen.name.reveal()),
        ReleasedField::Phone { number } => Told::Phone(number.clone()),
        ReleasedField::Condition { code } => Told::Condition(code.clone()),
    }
}
