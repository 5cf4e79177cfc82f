//! Rows become documents: what of a slot, and what of a citizen, the index is told.

use std::collections::HashSet;

use chrono::NaiveDate;
use search_index::{CitizenDocument, FreeInterval, Sector as IndexSector, SlotDocument, slot_document::OPEN_END};

use super::{
    codes::{Codes, skill_number},
    days,
};
use crate::domain::{
    citizen::Citizen,
    closure::Closure,
    company::{Company, Workplace},
    ids::TenantId,
    period::Period,
    reference::Reference,
    seats::{Claim, SeatLedger},
    slot::{HoursWindow, Slot},
    terms::Sector,
};

/// Everything that a slot's document is made of.
pub struct SlotParts<'a> {
    /// The municipality that owns it.
    pub tenant: TenantId,
    /// The slot.
    pub slot: &'a Slot,
    /// Its workplace.
    pub workplace: &'a Workplace,
    /// Its company.
    pub company: &'a Company,
    /// The claims on its seats.
    pub claims: Vec<Claim>,
    /// Closures of its workplace and of the slots there.
    pub closures: &'a [Closure],
    /// The change number at which all this was read.
    pub version: u64,
}

/// Hours a week in half hours.
#[must_use]
pub fn half_hours(hours: f64) -> u8 {
    // At most 37 hours a week are stored; the cast saturates for anything else.
    (hours * 2.0).round() as u8
}

/// Unknown hours fit no question about hours.
fn window(hours: Option<HoursWindow>) -> (u8, u8) {
    hours.map_or((u8::MAX, 0), |hours| (half_hours(hours.min), half_hours(hours.max)))
}

/// The first day on which the slot takes anybody: not before a pause of its company is over.
fn opens_on(slot: &Slot, company: &Company) -> NaiveDate {
    company.relation.paused_until.and_then(|last| last.succ_opt()).map_or(slot.open_from, |day| day.max(slot.open_from))
}

/// The days with free seats from a day on, the last run without an end where the slot has none.
fn free_intervals(slot: &Slot, from: NaiveDate, ledger: &SeatLedger) -> Vec<FreeInterval> {
    let ends = ledger.claims().iter().map(|claim| claim.period.to).chain(ledger.closed().nobody().iter().map(|days| days.to));
    let after_last_end = ends.max().and_then(|day| day.succ_opt());
    let last = slot.open_to.unwrap_or_else(|| after_last_end.map_or(from, |day| day.max(from)));
    let Some(open) = Period::new(from, last) else { return Vec::new() };
    let runs = ledger.free_runs(open);
    runs.into_iter()
        .map(|run| FreeInterval {
            from_day: days::number(run.days.from),
            to_day: if slot.open_to.is_none() && run.days.to == last { OPEN_END } else { days::number(run.days.to) },
            seats: u16::try_from(run.free).unwrap_or(u16::MAX),
        })
        .collect()
}

fn digits<T: std::str::FromStr + Default>(text: Option<&str>) -> T {
    text.and_then(|text| text.parse().ok()).unwrap_or_default()
}

/// The document of a slot.
#[must_use]
pub fn slot_document(parts: SlotParts<'_>, codes: &Codes, reference: &Reference) -> SlotDocument {
    let SlotParts { tenant, slot, workplace, company, claims, closures, version } = parts;
    let ledger = SeatLedger::of(slot, claims, closures);
    let (hours_min, hours_max) = window(slot.hours);
    let branch = workplace.branch.as_ref().or(company.branch.as_ref());
    let opens_on = opens_on(slot, company);
    let job = slot.occupation.as_deref().and_then(|code| reference.job_types.occupation_title(code));
    SlotDocument {
        tenant: tenant.0,
        id: slot.id.0,
        version,
        title: slot.title.clone(),
        description: slot.description.clone(),
        tasks: slot.tasks.iter().map(|task| task.text.as_str()).collect::<Vec<_>>().join(" "),
        workplace_name: workplace.name.clone(),
        company_name: company.name.clone(),
        town: workplace.address.town.clone().unwrap_or_default(),
        branch_title: branch.and_then(|branch| reference.branches.title(&branch.code)).unwrap_or_default().to_owned(),
        occupation_title: job.unwrap_or_default().to_owned(),
        synonyms: synonyms(slot, reference),
        kinds: codes.forms(&slot.forms),
        branch_code: branch.map(|branch| branch.code.clone()).unwrap_or_default(),
        occupation: slot.occupation.clone(),
        sector: if slot.sector == Sector::Offentlig { IndexSector::Public } else { IndexSector::Private },
        municipality: digits(workplace.address.municipality.as_deref()),
        postcode: digits(workplace.address.postcode.as_deref()),
        lat: workplace.point.map(|point| point.lat),
        lon: workplace.point.map(|point| point.lon),
        hours_min,
        hours_max,
        time_from: slot.times.map(|times| times.from),
        time_to: slot.times.map(|times| times.to),
        free: free_intervals(slot, opens_on, &ledger),
        free_for_others: slot.is_partly_reserved().then(|| free_intervals(slot, opens_on, &ledger.seen_by(false))),
        open_from: days::number(opens_on),
        open_to: slot.open_to.map_or(OPEN_END, days::number),
        demands: codes.demands(&slot.demands),
        offers: codes.offers(&slot.offers),
        language: codes.level(slot.language),
        licences: codes.licences(&slot.licences),
        reserved_for: if slot.kept_seats() > 0 { codes.groups(&slot.reserved_for) } else { 0 },
        willing_for: 0,
        confirmed_day: slot.confirmed_on.map_or(0, days::number),
        closed: slot.paused || company.closed_on.is_some() || workplace.closed_on.is_some() || company.relation.blocked.is_some(),
    }
}

/// Other words for the same job: those of the job type with this title or occupation, and the titles of its unit.
fn synonyms(slot: &Slot, reference: &Reference) -> String {
    let same = reference.job_types.iter().filter(|job| job.title == slot.title || Some(&job.occupation) == slot.occupation.as_ref());
    let words = same.flat_map(|job| job.synonyms.iter().map(String::as_str).chain([job.title.as_str()]));
    let titles = slot.occupation.iter().flat_map(|code| reference.job_titles.of_unit(code)).map(|job| job.title.as_str());
    let mut all = Vec::new();
    words.chain(titles).for_each(|word| {
        if !all.contains(&word) {
            all.push(word)
        }
    });
    all.join(";")
}

/// The document of a citizen: a random name and codes; nothing that says who it is. None for those who do not wait.
///
/// Of the skills only those of the official list are told: other words are a person's own.
#[must_use]
pub fn citizen_document(
    tenant: TenantId,
    citizen: &Citizen,
    version: u64,
    codes: &Codes,
    official: &HashSet<String>,
) -> Option<CitizenDocument> {
    let waiting_since = citizen.waits_since()?;
    let profile = &citizen.profile;
    let (hours_min, hours_max) = window(profile.hours);
    Some(CitizenDocument {
        tenant: tenant.0,
        search_id: citizen.search.0,
        version,
        wishes: profile.wishes.iter().filter_map(|wish| wish.occupation.clone()).collect(),
        skills: profile.skills.iter().filter(|skill| official.contains(*skill)).map(|skill| skill_number(skill)).collect(),
        hours_min,
        hours_max,
        time_from: profile.times.map(|times| times.from),
        time_to: profile.times.map(|times| times.to),
        refuses: codes.demands(&profile.avoids),
        needs: codes.offers(&profile.needs),
        group: codes.group(citizen.legal.target_group.as_deref()),
        team: citizen.team.map(|team| team.0),
        waiting_since: days::number(waiting_since),
        deadline: citizen.deadline.map(days::number),
        transport: codes.transport(profile.transport),
        max_km: profile.max_km.map(|km| km.round() as u16),
        language: codes.level(profile.language),
        licences: codes.licences(&profile.licences),
    })
}
