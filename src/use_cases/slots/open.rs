//! One slot with its workplace and company, who holds which seat until when, and the coming half year.

use chrono::{NaiveDate, Weekday};

use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{
        closure::Closure,
        company::{Agreement, Company, Contact, Workplace},
        ids::{PlacementId, SlotId, WorkplaceId},
        period::Period,
        permission::Right,
        placement::StateName,
        radar::Turnover,
        rulebook::meter::RatioMeter,
        seats::Claim,
        slot::Slot,
        slot_weeks::{SlotWeek, slot_weeks},
        terms::PlacementForm,
    },
    store::{closures, company_figures, contacts, placements, scope::Reader, slots, workplaces},
    use_cases::{
        app::App,
        companies::{self, CompanyParts, HistoryLine},
        failure::{Failure, OrNotFound},
        intention::Question,
        ratio_meters,
    },
};

/// How many weeks ahead the ledger shows.
const WEEKS: u64 = 26;

/// A seat that is held or taken, in codes: nothing here says who the citizen is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatHolder {
    /// Seat number.
    pub seat: u32,
    /// First to last day.
    pub period: Period,
    /// Whether it is taken, else held.
    pub taken: bool,
    /// When a hold ends.
    pub held_until: Option<Moment>,
    /// The placement.
    pub placement: PlacementId,
    /// Its state.
    pub state: Option<StateName>,
    /// Its kind.
    pub form: Option<PlacementForm>,
    /// The colleague who proposed it.
    pub colleague: Option<String>,
}

/// A slot with everything that its page shows.
#[derive(Clone, Debug)]
pub struct SlotFile {
    /// The slot.
    pub slot: Slot,
    /// Its workplace.
    pub workplace: Workplace,
    /// Its company.
    pub company: Company,
    /// The contact who answers for it, if one is named.
    pub contact: Option<Contact>,
    /// The contact whom a proposal would ask.
    pub asked: Option<Contact>,
    /// The agreement it comes from.
    pub agreement: Option<Agreement>,
    /// The company's consultant.
    pub consultant: Option<String>,
    /// What our list calls its occupation.
    pub occupation_title: Option<String>,
    /// Seats free today.
    pub free: u32,
    /// First day from today on with a free seat.
    pub next_free_on: Option<NaiveDate>,
    /// Seats that are held or taken from today on.
    pub holders: Vec<SeatHolder>,
    /// The coming weeks.
    pub weeks: Vec<SlotWeek>,
    /// What is closed from today on, by first day.
    pub closures: Vec<Closure>,
    /// What was done, newest first.
    pub history: Vec<HistoryLine>,
    /// How many of the allowed places of its workplace are filled.
    pub meter: RatioMeter,
    /// What began at its workplace within twelve months.
    pub turnover: Turnover,
    /// Who blocked the company, where somebody has.
    pub blocked_by: Option<String>,
}

/// Opens a slot.
pub struct OpenSlot {
    /// Which.
    pub slot: SlotId,
}

impl Question for OpenSlot {
    const NAME: &'static str = "slot.open";
    const RIGHT: Right = Right::SeeSlots;
    type Answer = SlotFile;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<SlotFile, Failure> {
        let slot = slots::find(reader, self.slot).await?.or_not_found()?;
        let parts = companies::parts(reader, slot.company).await?;
        let today = app.clock.today();
        let ledger = super::ledger_of(reader, &slot).await?;
        let own = ledger.claims();
        let workplace = parts.workplaces.iter().find(|workplace| workplace.id == slot.workplace).cloned().or_not_found()?;
        let meter = ratio_meters::of_workplaces(app, reader, std::slice::from_ref(&workplace), today).await?.remove(&workplace.id);
        Ok(SlotFile {
            meter: meter.or_not_found()?,
            turnover: turnover(reader, &workplace).await?,
            blocked_by: parts.company.relation.blocked.as_ref().and_then(|blocked| parts.staff_name(Some(blocked.by))).map(str::to_owned),
            workplace,
            contact: parts.contacts.iter().find(|contact| Some(contact.id) == slot.contact).cloned(),
            asked: contacts::answering_for(reader, &slot).await?,
            agreement: parts.agreements.iter().find(|agreement| Some(agreement.id) == slot.agreement).cloned(),
            consultant: parts.staff_name(parts.company.consultant).map(str::to_owned),
            occupation_title: occupation_title(app, &slot),
            free: super::free_on(&slot, &ledger, today),
            next_free_on: ledger.next_first_day(today, slot.open_from, slot.open_to),
            holders: holders(reader, own, &parts, today).await?,
            weeks: slot_weeks(&slot, &ledger, today.week(Weekday::Mon).first_day(), WEEKS),
            closures: closures::at_workplaces(reader, &[slot.workplace], today)
                .await?
                .into_iter()
                .filter(|one| one.closes(&slot))
                .collect(),
            history: companies::history_of(reader, &[slot.id.0], &parts.staff).await?,
            company: parts.company,
            slot,
        })
    }
}

async fn turnover(reader: &Reader<'_>, workplace: &Workplace) -> Result<Turnover, Fault> {
    let counted = company_figures::turnover(reader, &[workplace.id]).await?.remove(&workplace.id).unwrap_or_default();
    Ok(Turnover { ordinary: workplace.ordinary.map(|(count, _)| count), ..counted })
}

fn occupation_title(app: &App, slot: &Slot) -> Option<String> {
    slot.occupation.as_deref().and_then(|code| app.reference.job_types.occupation_title(code)).map(str::to_owned)
}

async fn holders(reader: &Reader<'_>, own: &[Claim], parts: &CompanyParts, today: NaiveDate) -> Result<Vec<SeatHolder>, Fault> {
    let mut coming: Vec<&Claim> = own.iter().filter(|claim| claim.period.to >= today).collect();
    coming.sort_by_key(|claim| (claim.period.from, claim.seat));
    let Some(slot) = coming.first().map(|claim| claim.slot) else { return Ok(Vec::new()) };
    let with_seat = StateName::ALL.iter().copied().filter(|state| !state.is_over()).collect();
    let filter = placements::Filter { slot: Some(slot), states: with_seat, ..placements::Filter::default() };
    let all = placements::list(reader, &filter, None, 1000).await?;
    let holder = |claim: &Claim| {
        let placement = all.iter().map(|record| &record.placement).find(|placement| placement.id == claim.placement);
        SeatHolder {
            seat: claim.seat,
            period: claim.period,
            taken: claim.taken,
            held_until: claim.held_until,
            placement: claim.placement,
            state: placement.map(|placement| placement.state),
            form: placement.map(|placement| placement.form),
            colleague: placement.and_then(|placement| parts.staff_name(Some(placement.proposed_by))).map(str::to_owned),
        }
    };
    Ok(coming.into_iter().map(holder).collect())
}

/// What a form for a slot begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrepareSlot {
    /// A new one at a workplace.
    At(WorkplaceId),
    /// One that is there.
    Of(SlotId),
}

/// What a form for a slot needs.
#[derive(Clone, Debug)]
pub struct SlotDraft {
    /// The company with its contacts and agreements.
    pub parts: CompanyParts,
    /// The workplace.
    pub workplace: Workplace,
    /// The slot, when there is one.
    pub slot: Option<Slot>,
    /// What our list calls its occupation.
    pub occupation_title: Option<String>,
}

impl Question for PrepareSlot {
    const NAME: &'static str = "slot.prepare";
    const RIGHT: Right = Right::ChangeSlots;
    type Answer = SlotDraft;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<SlotDraft, Failure> {
        let (workplace, slot) = match *self {
            Self::At(workplace) => (workplace, None),
            Self::Of(id) => {
                let slot = slots::find(reader, id).await?.or_not_found()?;
                (slot.workplace, Some(slot))
            }
        };
        let workplace = workplaces::find(reader, workplace).await?.or_not_found()?;
        Ok(SlotDraft {
            parts: companies::parts(reader, workplace.company).await?,
            occupation_title: slot.as_ref().and_then(|slot| occupation_title(app, slot)),
            workplace,
            slot,
        })
    }
}
