//! One company of the kartotek, packed: what lists narrow and order by, and nothing else.

use chrono::{Datelike, NaiveDate};

use super::criteria::{Band, Mark, mark_bit};
use crate::domain::{
    branch::section_of,
    company::{Agreement, AgreementState, Company, Workplace},
    ids::{AccountId, CompanyId},
    names::name_key,
    period::Period,
    seats::SeatLedger,
    slot::Slot,
    terms::{LadderStep, Sector},
    willingness::{Willing, Willingness},
};

/// The day of a contact that never was.
pub(super) const NEVER: i32 = i32::MIN;

/// Seats on a run of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    from: i32,
    to: i32,
    seats: u32,
}

impl Run {
    const fn covers(self, day: i32) -> bool {
        self.from <= day && day <= self.to
    }
}

/// A company, packed; days are numbers, so that what changes with the calendar needs no write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub id: CompanyId,
    pub key: Box<str>,
    /// Keys of the names on the first line, of the towns on one each.
    pub words: Box<str>,
    /// CVR number and P-numbers, each after a blank.
    pub numbers: Box<str>,
    branch: Box<str>,
    pub section: Option<char>,
    pub sector: Sector,
    pub step: LadderStep,
    pub municipality: u16,
    postcode: Box<str>,
    pub employees: Option<i32>,
    pub owner: Option<u16>,
    pub topics: Box<[u16]>,
    fixed_marks: u32,
    paused_until: i32,
    pub last_contact: i32,
    agreements: Box<[(i32, i32)]>,
    slots: Box<[Run]>,
    free: Box<[Run]>,
}

/// All that an entry is made of.
pub struct Facts<'a> {
    /// The company.
    pub company: &'a Company,
    /// Its workplaces.
    pub workplaces: &'a [Workplace],
    /// Its slots, each with its ledger.
    pub slots: Vec<(&'a Slot, &'a SeatLedger)>,
    /// Its agreements.
    pub agreements: Vec<&'a Agreement>,
    /// What it has said.
    pub said: &'a [Willingness],
    /// Whether a placement was ever agreed there.
    pub is_used: bool,
}

/// A day as a number.
pub(super) fn number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}

fn last(day: Option<NaiveDate>) -> i32 {
    day.map_or(i32::MAX, number)
}

impl Facts<'_> {
    fn fixed_marks(&self) -> u32 {
        let relation = &self.company.relation;
        let facts = [
            (Mark::Social, relation.social_enterprise),
            (Mark::NeverUsed, !self.is_used),
            (Mark::Protected, self.company.advertising_protected == Some(true)),
            (Mark::Blocked, relation.blocked.is_some()),
            (Mark::Closed, self.company.closed_on.is_some()),
            (Mark::MunicipalOwn, relation.municipal_own),
            (Mark::RetentionNeed, relation.retention_need),
            (Mark::OtherStep, relation.proposed_step.is_some()),
        ];
        facts.iter().filter(|(_, holds)| *holds).fold(0, |bits, (mark, _)| bits | mark_bit(*mark))
    }

    fn words(&self) -> Box<str> {
        let mut words = name_key(&self.company.name);
        for place in self.workplaces.iter().filter(|place| place.name != self.company.name) {
            words.push('\t');
            words.push_str(&name_key(&place.name));
        }
        let towns = self.workplaces.iter().map(|place| &place.address).chain([&self.company.address]);
        towns.filter_map(|address| address.town.as_deref()).for_each(|town| add_line(&mut words, &name_key(town)));
        words.into()
    }

    fn numbers(&self) -> Box<str> {
        let places = self.workplaces.iter().map(|place| place.p_number.as_str());
        [self.company.cvr.as_str()].into_iter().chain(places).collect::<Vec<_>>().join(" ").into()
    }

    fn free(&self, from: NaiveDate) -> Box<[Run]> {
        let mut runs = Vec::new();
        let company = self.company;
        if company.closed_on.is_some() || company.relation.blocked.is_some() {
            return runs.into();
        }
        let from = company.relation.paused_until.and_then(|last| last.succ_opt()).map_or(from, |day| day.max(from));
        let is_closed = |slot: &Slot| self.workplaces.iter().any(|place| place.id == slot.workplace && place.closed_on.is_some());
        for (slot, ledger) in self.slots.iter().filter(|(slot, _)| !slot.paused && !is_closed(slot)) {
            let Some(open) = Period::new(slot.open_from.max(from), slot.open_to.unwrap_or(NaiveDate::MAX)) else { continue };
            let free = ledger.free_runs(open).into_iter();
            runs.extend(free.map(|run| Run { from: number(run.days.from), to: number(run.days.to), seats: run.free }));
        }
        runs.into()
    }
}

fn add_line(words: &mut String, line: &str) {
    if !words.lines().any(|known| known == line) {
        words.push('\n');
        words.push_str(line);
    }
}

impl Entry {
    /// Packs a company; `owner` and `topic` give the numbers of people and topics.
    pub fn of(facts: &Facts<'_>, from: NaiveDate, mut owner: impl FnMut(AccountId) -> u16, mut topic: impl FnMut(&str) -> u16) -> Self {
        let company = facts.company;
        let code = company.branch.as_ref().map_or("", |branch| branch.code.as_str());
        let yes = facts.said.iter().filter(|said| said.answer == Willing::Yes);
        let active = facts.agreements.iter().filter(|agreement| agreement.state == AgreementState::Active);
        let slot = |(slot, _): &(&Slot, &SeatLedger)| {
            (!slot.paused).then(|| Run { from: number(slot.open_from), to: last(slot.open_to), seats: slot.seats })
        };
        Self {
            id: company.id,
            key: name_key(&company.name).into(),
            words: facts.words(),
            numbers: facts.numbers(),
            branch: code.into(),
            section: section_of(code),
            sector: company.sector,
            step: company.ladder,
            municipality: company.address.municipality.as_deref().and_then(|code| code.parse().ok()).unwrap_or_default(),
            postcode: company.address.postcode.clone().unwrap_or_default().into(),
            employees: company.employees.0,
            owner: company.consultant.map(&mut owner),
            topics: yes.map(|said| topic(&said.topic)).collect(),
            fixed_marks: facts.fixed_marks(),
            paused_until: company.relation.paused_until.map_or(NEVER, number),
            last_contact: company.relation.last_contact_on.map_or(NEVER, number),
            agreements: active.map(|agreement| (number(agreement.starts_on), last(agreement.ends_on))).collect(),
            slots: facts.slots.iter().filter_map(slot).collect(),
            free: facts.free(from),
        }
    }

    /// Whether its branch has the section's letter, or begins with the digits.
    pub fn is_of_branch(&self, wanted: &str) -> bool {
        match wanted.as_bytes() {
            [letter] if letter.is_ascii_alphabetic() => self.section == Some(char::from(letter.to_ascii_uppercase())),
            [] => true,
            _ => !self.branch.is_empty() && self.branch.starts_with(wanted),
        }
    }

    /// Whether its postcode is the one, or one of its towns begins with the word.
    pub fn lies_in(&self, place: &str) -> bool {
        *self.postcode == *place || self.words.lines().skip(1).any(|line| line.starts_with(place))
    }

    /// How large it is.
    pub const fn band(&self) -> Band {
        Band::of(self.employees)
    }

    /// Seats that are free on the day.
    pub fn free_on(&self, day: i32) -> u32 {
        self.free.iter().filter(|run| run.covers(day)).map(|run| run.seats).sum()
    }

    /// Slots that are not over on the day, and their seats.
    pub fn seats_on(&self, day: i32) -> (usize, u32) {
        let open = self.slots.iter().filter(|run| run.to >= day);
        open.fold((0, 0), |(slots, seats), run| (slots + 1, seats + run.seats))
    }

    /// The facts that hold on the day.
    pub fn marks(&self, day: i32) -> u32 {
        let in_force = self.agreements.iter().any(|(from, to)| *from <= day && day <= *to);
        let dated = [(Mark::Free, self.free_on(day) > 0), (Mark::Agreement, in_force), (Mark::Paused, self.paused_until >= day)];
        dated.iter().filter(|(_, holds)| *holds).fold(self.fixed_marks, |bits, (mark, _)| bits | mark_bit(*mark))
    }

    /// Bytes that it holds beside itself, about.
    pub fn heap_bytes(&self) -> usize {
        let texts = [&self.key, &self.words, &self.numbers, &self.branch, &self.postcode].iter().map(|text| text.len()).sum::<usize>();
        let runs = (self.slots.len() + self.free.len()) * size_of::<Run>();
        texts + runs + self.topics.len() * size_of::<u16>() + self.agreements.len() * size_of::<(i32, i32)>()
    }
}
