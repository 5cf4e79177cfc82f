//! Slots that nobody has confirmed for long, for the staff who ring the companies.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use super::answering;
use crate::{
    base::clock::day_of,
    domain::{
        company::{Company, Contact},
        freshness::{AGING_AFTER_DAYS, Freshness, freshness},
        ids::{AccountId, CompanyId, SlotId},
        permission::Right,
        slot::Slot,
    },
    store::{
        accounts, companies, contacts,
        freshness::{self as stored, Unconfirmed},
        scope::{Reader, Scope},
        slots,
    },
    use_cases::{app::App, failure::Failure, intention::Question},
};

/// Slots on one page.
pub const A_PAGE: usize = 50;

/// Asks for the slots that were not confirmed for thirty days or more, the longest first.
#[derive(Clone, Debug, Default)]
pub struct UnsettledSlots {
    /// Only those this far; none = all.
    pub freshness: Option<Freshness>,
    /// Only those of this consultant's companies.
    pub consultant: Option<AccountId>,
    /// How many are left out from the beginning.
    pub skip: usize,
}

/// A slot of the list.
#[derive(Clone, Debug)]
pub struct UnsettledSlot {
    /// The slot.
    pub slot: Slot,
    /// Its company.
    pub company: Company,
    /// Whom to ring.
    pub contact: Option<Contact>,
    /// The company's consultant.
    pub consultant: Option<String>,
    /// Since when it is not confirmed.
    pub since: NaiveDate,
    /// How far it is.
    pub freshness: Freshness,
}

/// The list.
#[derive(Clone, Debug, Default)]
pub struct Unsettled {
    /// How many there are of each, whatever is chosen: thirty, sixty days, closed.
    pub counts: [usize; 3],
    /// How many the choice has.
    pub total: usize,
    /// A page of them.
    pub slots: Vec<UnsettledSlot>,
    /// The consultants who have such slots, by name.
    pub consultants: Vec<(AccountId, String)>,
}

impl Question for UnsettledSlots {
    const NAME: &'static str = "freshness.unsettled";
    const RIGHT: Right = Right::SeeSlots;
    type Answer = Unsettled;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<Unsettled, Failure> {
        let today = day_of(reader.at());
        let horizon = today.checked_sub_days(Days::new(AGING_AFTER_DAYS.unsigned_abs())).unwrap_or(today);
        let far = |slot: &Unconfirmed| freshness(slot.since, today, app.settings.holds.stale_after_days);
        let mut rows: Vec<Unconfirmed> = stored::unconfirmed(reader, horizon, None).await?;
        // A paused slot is neither searched nor missed.
        rows.retain(|slot| !slot.paused);
        let owners = companies::consultants(reader).await?;
        let staff: HashMap<AccountId, String> = accounts::all(reader).await?.into_iter().map(|one| (one.id, one.display_name)).collect();
        let consultants = named(&rows, &owners, &staff);
        let is_wanted = |slot: &Unconfirmed| self.consultant.is_none_or(|wanted| owners.get(&slot.company) == Some(&wanted));
        rows.retain(is_wanted);
        let count = |wanted: Freshness| rows.iter().filter(|slot| far(slot) == wanted).count();
        let counts = [count(Freshness::Aging), count(Freshness::Old), count(Freshness::Closed)];
        rows.retain(|slot| self.freshness.is_none_or(|wanted| far(slot) == wanted));
        let total = rows.len();
        let page: Vec<Unconfirmed> = rows.into_iter().skip(self.skip).take(A_PAGE).collect();
        let slots = lines(reader, &page, &staff).await?;
        let slots = slots.into_iter().map(|(row, line)| UnsettledSlot { freshness: far(&row), ..line }).collect();
        Ok(Unsettled { counts, total, slots, consultants })
    }
}

fn named(rows: &[Unconfirmed], owners: &HashMap<CompanyId, AccountId>, staff: &HashMap<AccountId, String>) -> Vec<(AccountId, String)> {
    let ids: std::collections::BTreeSet<AccountId> = rows.iter().filter_map(|slot| owners.get(&slot.company).copied()).collect();
    let mut all: Vec<(AccountId, String)> = ids.into_iter().filter_map(|id| Some((id, staff.get(&id)?.clone()))).collect();
    all.sort_by(|one, other| one.1.cmp(&other.1));
    all
}

async fn lines(
    reader: &Reader<'_>,
    page: &[Unconfirmed],
    staff: &HashMap<AccountId, String>,
) -> Result<Vec<(Unconfirmed, UnsettledSlot)>, Failure> {
    let ids: Vec<SlotId> = page.iter().map(|row| row.slot).collect();
    let owners: Vec<CompanyId> = page.iter().map(|row| row.company).collect();
    let mut found: HashMap<SlotId, Slot> = slots::some(reader, &ids).await?.into_iter().map(|slot| (slot.id, slot)).collect();
    let companies: HashMap<CompanyId, Company> =
        companies::some(reader, &owners).await?.into_iter().map(|company| (company.id, company)).collect();
    let mut contacts: HashMap<CompanyId, Vec<Contact>> = HashMap::new();
    for contact in contacts::of_companies(reader, &owners).await? {
        contacts.entry(contact.company).or_default().push(contact);
    }
    let line = |row: &Unconfirmed| {
        let (slot, company) = (found.remove(&row.slot)?, companies.get(&row.company)?.clone());
        let speaking = contacts.get(&row.company).map_or(&[][..], Vec::as_slice);
        let contact = answering(speaking, row.contact, row.workplace).cloned();
        let consultant = company.consultant.and_then(|id| staff.get(&id).cloned());
        Some((row.clone(), UnsettledSlot { slot, company, contact, consultant, since: row.since, freshness: Freshness::Fresh }))
    };
    Ok(page.iter().filter_map(line).collect())
}
