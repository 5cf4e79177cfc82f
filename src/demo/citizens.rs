//! Invented citizens: target groups by the figures of Holbæk, wishes that follow the places there are.

use chrono::{Datelike, NaiveDate};

use super::{
    Town, companies,
    material::Group,
    random::{Kind, Random, Shuffle},
    slots,
    slots::{after, before, minutes},
};
use crate::{
    domain::{
        citizen::{LegalSituation, PersonName},
        numbers::{CprNumber, ExternalId, NumberRefused, Postcode, age_on},
        terms::{LanguageLevel, Transport},
    },
    intake::rows::CitizenRow,
};

/// The row number of the person who waits longest: `B-00042`.
const LONGEST_ROW: usize = 41;

/// What a place must not demand, by how often it is a citizen's condition.
const AVOIDS: [(&str, usize); 12] = [
    ("loeft_over_10kg", 30),
    ("loeft_over_20kg", 10),
    ("loeft_over_5kg", 6),
    ("hoejt_tempo", 22),
    ("stoej", 16),
    ("mange_mennesker", 14),
    ("nat", 12),
    ("staaende", 10),
    ("trapper", 7),
    ("tidlig_morgen", 10),
    ("stoev", 5),
    ("alene", 8),
];

/// What a place must offer, by how often.
const NEEDS: [(&str, usize); 7] = [
    ("pauser", 14),
    ("fast_kontaktperson", 14),
    ("mentor", 10),
    ("fleksibel_moedetid", 9),
    ("roligt_rum", 7),
    ("oplaering", 6),
    ("hjaelpemidler", 3),
];

/// Who belongs to which group and who waits, settled for all rows at once and stored for none.
pub(super) struct Order {
    rows: Shuffle,
    queue: Shuffle,
    first_of_group: Vec<usize>,
    longest: usize,
    may_wait: usize,
    test_persons: Vec<usize>,
}

impl Order {
    /// Divides the citizens among the groups by the figures' shares.
    pub(super) fn new(town: &Town<'_>) -> Self {
        let groups = &town.demo.material.population.group;
        let whole: usize = groups.iter().map(|group| group.persons).sum();
        let ends = groups.iter().scan(0, |sum, group| {
            *sum += group.persons;
            Some((town.counts.citizens * *sum + whole / 2) / whole)
        });
        let first_of_group: Vec<usize> = std::iter::once(0).chain(ends).collect();
        let longest_group = groups.iter().position(|group| group.code == town.demo.material.fixed.waiting_longest.group);
        let may_wait = groups.iter().position(|group| group.employed_percent == 100);
        let first = |group: Option<usize>| group.and_then(|group| first_of_group.get(group)).copied();
        Self {
            rows: Shuffle::new(town.counts.citizens),
            longest: first(longest_group).unwrap_or(0),
            may_wait: first(may_wait).unwrap_or(town.counts.citizens),
            queue: Shuffle::new(first(may_wait).unwrap_or(town.counts.citizens)),
            first_of_group,
            test_persons: test_persons(town),
        }
    }

    /// The place of a row in the list of all citizens by group.
    fn place(&self, town: &Town<'_>, row: usize) -> usize {
        let citizens = town.counts.citizens;
        let shifted = (row + citizens - LONGEST_ROW % citizens) % citizens;
        (self.rows.at(shifted) + self.longest) % citizens
    }

    fn group<'town>(&self, town: &'town Town<'_>, place: usize) -> Option<(&'town Group, usize)> {
        let number = self.first_of_group.partition_point(|first| *first <= place).checked_sub(1)?;
        let within = place - self.first_of_group.get(number)?;
        town.demo.material.population.group.get(number).map(|group| (group, within))
    }

    /// The place in the queue, 0 waits longest; none for those who do not wait.
    fn rank(&self, town: &Town<'_>, place: usize) -> Option<usize> {
        if place >= self.may_wait {
            return None;
        }
        let rank = self.queue.at((place + self.may_wait - self.longest) % self.may_wait);
        Some(rank).filter(|rank| *rank < town.counts.waiting)
    }
}

/// The national test persons who are of working age on the demo's day; they live in the home municipality.
fn test_persons(town: &Town<'_>) -> Vec<usize> {
    let of_working_age = |cpr: &str| {
        let born = CprNumber::parse(cpr).ok().and_then(|number| number.birth_date());
        born.is_some_and(|born| (18..=66).contains(&age_on(born, town.demo.today)))
    };
    let persons = town.demo.material.test_persons.iter().enumerate();
    persons.filter(|(_, person)| town.is_home() && of_working_age(&person.cpr)).map(|(number, _)| number).collect()
}

/// The row of a citizen.
pub(super) fn row(town: &Town<'_>, order: &Order, number: usize) -> Result<CitizenRow, NumberRefused> {
    let mut random = Random::of(town.demo.seed, Kind::Citizen, town.number, number);
    let place = order.place(town, number);
    let rank = order.rank(town, place);
    let mut row = blank(ExternalId::parse(&format!("B-{:05}", number + 1))?);
    set_person(&mut row, town, order.test_persons.get(number).copied(), &mut random)?;
    if let Some((group, within)) = order.group(town, place) {
        set_wait(&mut row, town, rank, &mut random);
        set_situation(&mut row, town, (group, within, order), &mut random);
        set_past(&mut row, town, &mut random)?;
        set_wishes(&mut row, town, &mut random);
        set_limits(&mut row, group, town.demo.today, &mut random);
        set_travel(&mut row, town, &mut random);
    }
    if rank == Some(0) && town.is_home() {
        make_longest(&mut row, town)?;
    }
    Ok(row)
}

fn set_person(row: &mut CitizenRow, town: &Town<'_>, test_person: Option<usize>, random: &mut Random) -> Result<(), NumberRefused> {
    if let Some(person) = test_person.and_then(|number| town.demo.material.test_persons.get(number)) {
        let cpr = CprNumber::parse(&person.cpr)?;
        row.legal.birth_date = cpr.birth_date();
        row.cpr = Some(cpr);
        row.name = Some(PersonName::new(person.given.clone(), person.family.clone()));
        return Ok(());
    }
    let names = &town.demo.material.names;
    let given = if random.chance(52) { &names.men } else { &names.women };
    let family = if random.chance(80) { &names.common_family } else { &names.rare_family };
    let (given, family) = (random.word(given), random.word(family));
    row.name = Some(PersonName::new(given.to_owned(), family.to_owned()));
    // Roskilde 2014: 41 % under 30, 44 % 30–50, 15 % over 50.
    let age = match random.weighted(&[41, 44, 15]) {
        0 => random.between(19, 29),
        1 => random.between(30, 50),
        _ => random.between(51, 64),
    };
    row.legal.birth_year = i32::try_from(age).ok().map(|age| town.demo.today.year() - age);
    Ok(())
}

fn set_wait(row: &mut CitizenRow, town: &Town<'_>, rank: Option<usize>, random: &mut Random) {
    let Some(rank) = rank else { return };
    let (today, counts) = (town.demo.today, town.counts);
    let longest = town.demo.material.fixed.waiting_longest.days;
    let steps = i64::try_from(rank * 28 / counts.waiting.max(1)).unwrap_or(0);
    row.waiting_since = before(today, if rank == 0 { longest } else { longest - 2 - steps });
    let left_of_week = 6 - i64::from(today.weekday().num_days_from_monday());
    row.deadline = match rank {
        0 => after(today, 9),
        rank if rank <= counts.deadlines => after(today, random.between(0, left_of_week.min(4))),
        _ if random.chance(60) => after(today, random.between(8, 60)),
        _ => None,
    };
}

fn set_situation(row: &mut CitizenRow, town: &Town<'_>, (group, within, order): (&Group, usize, &Order), random: &mut Random) {
    let today = town.demo.today;
    let waited = row.waiting_since.map_or(0, |since| (today - since).num_days());
    let (least, most) = [(5, 89), (90, 364), (365, 1094), (1095, 2900)][random.weighted(&group.since).min(3)];
    let since = before(today, random.between(least, most).max(waited + 14));
    let left = persons_of(town, order, group) - 1 - within;
    let is_integration = left * group.persons < group.integration_act * persons_of(town, order, group);
    let is_employed = random.chance(group.employed_percent);
    let is_known = !random.chance(7);
    row.legal.target_group = Some(group.code.clone());
    row.team = Some(group.team.clone());
    row.consultant = Some(if group.team == "Sygedagpenge" { "jk.ole" } else { "jk.mette" }.to_owned());
    row.benefit_since = since;
    row.legal.unemployed_since = since.filter(|_| !is_employed);
    row.legal.currently_employed = Some(is_employed);
    row.legal.group_granted_on = earlier(since, group.granted_before);
    row.legal.integration_act = Some(is_integration);
    row.legal.arbejdspligt = Some(is_integration && random.chance(40));
    row.legal.jobparat = Some(matches!(group.code.as_str(), "dagpenge" | "kh_jobparat"));
    row.legal.aabenlyst_uddannelsesparat = Some(false);
    row.legal.dimittendsats = Some(group.code == "dagpenge" && random.chance(7));
    row.legal.single_parent = is_known.then(|| random.chance(12));
    row.legal.has_education = is_known.then(|| random.chance(if is_integration { 30 } else { 62 }));
    row.language = if is_integration {
        Some(random.one([LanguageLevel::A1, LanguageLevel::A2, LanguageLevel::A2, LanguageLevel::B1]))
    } else {
        random.chance(85).then_some(LanguageLevel::C2)
    };
}

/// How many persons of a group the municipality holds.
fn persons_of(town: &Town<'_>, order: &Order, group: &Group) -> usize {
    let groups = &town.demo.material.population.group;
    let number = groups.iter().position(|other| std::ptr::eq(other, group)).unwrap_or(0);
    match (order.first_of_group.get(number), order.first_of_group.get(number + 1)) {
        (Some(first), Some(end)) => end - first,
        _ => 0,
    }
}

fn earlier(granted: Option<NaiveDate>, before: Option<NaiveDate>) -> Option<NaiveDate> {
    let last = before.and_then(|before| before.pred_opt());
    granted.map(|granted| last.map_or(granted, |last| granted.min(last)))
}

/// The latest employer, which the law asks about; one in eight is unknown.
fn set_past(row: &mut CitizenRow, town: &Town<'_>, random: &mut Random) -> Result<(), NumberRefused> {
    if random.chance(12) {
        return Ok(());
    }
    let company = random.below(town.counts.companies);
    row.legal.last_employer = Some(town.cvr(company)?.to_string());
    let job = town.demo.material.jobs.job.get(random.weighted(&town.demo.weights));
    row.legal.last_function = job.map(|job| job.title.clone());
    Ok(())
}

/// Wishes follow the places there are: the first is the title of a slot drawn by lot.
fn set_wishes(row: &mut CitizenRow, town: &Town<'_>, random: &mut Random) {
    let demo = town.demo;
    let slot = slots::slot_job(town, random.below(town.counts.slots));
    row.wishes.push(slots::title(town, &slot).0.to_owned());
    if random.chance(55) {
        let branch = demo.jobs.get(slot.job).map_or("", |job| random.word(&job.branches));
        let alike = demo.jobs_of_branch.get(branch).and_then(|jobs| random.pick(jobs)).copied();
        let second = alike.filter(|job| *job != slot.job).unwrap_or_else(|| random.weighted(&demo.weights));
        row.wishes.extend(demo.material.jobs.job.get(second).map(|job| job.title.clone()));
    }
    row.wishes.dedup();
    if let Some(piece) = demo.material.jobs.job.get(slot.job) {
        let skip = random.below(piece.skills.len() + 1);
        row.skills = piece.skills.iter().enumerate().filter(|(place, _)| *place != skip).map(|(_, skill)| skill.clone()).collect();
    }
}

fn set_limits(row: &mut CitizenRow, group: &Group, today: NaiveDate, random: &mut Random) {
    let hours = random.pick(&group.hours).copied();
    row.hours_min = hours.map(|hours| hours[0]);
    row.hours_max = hours.map(|hours| hours[1]);
    row.can_from = if random.chance(55) { Some(today) } else { after(today, random.between(1, 21)) };
    if random.chance(60) {
        let window = random.one([
            ["08:00", "14:00"],
            ["09:00", "15:00"],
            ["08:00", "13:00"],
            ["07:00", "16:00"],
            ["06:00", "18:00"],
            ["08:00", "16:00"],
        ]);
        row.work_from = minutes(window[0]);
        row.work_to = minutes(window[1]);
    }
    if random.chance(group.conditions_percent) {
        let mut drawn = |list: &[(&str, usize)]| {
            list.iter().filter(|(_, percent)| random.chance(*percent)).map(|(code, _)| (*code).to_owned()).take(3).collect::<Vec<_>>()
        };
        row.avoids = drawn(&AVOIDS);
        row.needs = drawn(&NEEDS);
    }
}

fn set_travel(row: &mut CitizenRow, town: &Town<'_>, random: &mut Random) {
    row.postcode = companies::home_area(town, random).map(|area| area.from.clone());
    row.protected = Some(random.below(1000) < 15);
    let (transport, least, most) = match random.weighted(&[8, 22, 36, 34]) {
        0 => (Transport::Gang, 2, 5),
        1 => (Transport::Cykel, 4, 12),
        2 => (Transport::Kollektiv, 10, 30),
        _ => (Transport::Bil, 15, 60),
    };
    row.transport = Some(transport);
    row.max_km = i32::try_from(random.between(least, most)).ok().map(f64::from);
    if transport == Transport::Bil || random.chance(25) {
        row.licences.push("B".to_owned());
    }
}

/// The person of journey J1.
fn make_longest(row: &mut CitizenRow, town: &Town<'_>) -> Result<(), NumberRefused> {
    let fixed = &town.demo.material.fixed.waiting_longest;
    row.wishes.clone_from(&fixed.wishes);
    row.skills.clone_from(&fixed.skills);
    row.hours_min = Some(fixed.hours[0]);
    row.hours_max = Some(fixed.hours[1]);
    row.work_from = minutes(&fixed.times[0]);
    row.work_to = minutes(&fixed.times[1]);
    row.avoids.clone_from(&fixed.avoids);
    row.needs.clear();
    row.transport = Transport::parse(&fixed.transport);
    row.max_km = Some(fixed.max_km);
    row.licences.clear();
    row.postcode = Some(Postcode::parse(&fixed.postcode)?);
    row.legal.birth_year = Some(fixed.birth_year);
    row.can_from = Some(town.demo.today);
    row.consultant = Some(fixed.consultant.clone());
    row.language = Some(LanguageLevel::C2);
    row.protected = Some(false);
    row.legal.single_parent = Some(false);
    row.legal.has_education = Some(true);
    row.legal.integration_act = Some(false);
    row.legal.arbejdspligt = Some(false);
    row.legal.last_employer = Some(town.cvr(fixed.last_employer)?.to_string());
    row.legal.last_function = Some(fixed.last_function.clone());
    Ok(())
}

fn blank(external_id: ExternalId) -> CitizenRow {
    CitizenRow {
        external_id,
        cpr: None,
        name: None,
        legal: LegalSituation::default(),
        protected: None,
        postcode: None,
        benefit_since: None,
        waiting_since: None,
        deadline: None,
        wishes: Vec::new(),
        skills: Vec::new(),
        hours_min: None,
        hours_max: None,
        can_from: None,
        can_to: None,
        work_from: None,
        work_to: None,
        transport: None,
        max_km: None,
        avoids: Vec::new(),
        needs: Vec::new(),
        language: None,
        licences: Vec::new(),
        team: None,
        consultant: None,
    }
}
