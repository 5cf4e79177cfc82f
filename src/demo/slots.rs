//! Invented slots: jobs by Zipf at workplaces of the branch, described in own sentences.

use chrono::{Days, NaiveDate};

use super::{
    Town, companies,
    material::{FixedSlot, JobPiece},
    random::{Kind, Random},
};
use crate::{
    domain::{
        numbers::{ExternalId, NumberRefused},
        terms::{LanguageLevel, PlacementForm, Sector},
    },
    intake::rows::{LastDay, SlotRow},
};

/// Hours a week that places offer.
const HOURS: [[f64; 2]; 12] = [
    [1.0, 8.0],
    [4.0, 12.0],
    [5.0, 15.0],
    [8.0, 18.0],
    [8.0, 20.0],
    [10.0, 20.0],
    [12.0, 20.0],
    [15.0, 25.0],
    [15.0, 30.0],
    [20.0, 37.0],
    [25.0, 37.0],
    [30.0, 37.0],
];

/// Target groups for which places are kept.
const RESERVED: [&[&str]; 4] = [
    &["kh_aktivitetsparat"],
    &["fleksjobvisiteret"],
    &["sygedagpenge", "jobafklaring"],
    &["kh_aktivitetsparat", "ressourceforloeb", "jobafklaring"],
];

/// Where a slot lies and what job it is.
pub(super) struct SlotJob {
    pub(super) workplace: usize,
    pub(super) job: usize,
    /// A title of the long list that takes the job's place.
    pub(super) other_title: Option<usize>,
}

fn fixed<'town>(town: &'town Town<'_>, number: usize) -> Option<&'town FixedSlot> {
    town.demo.material.fixed.slot.get(number).filter(|_| town.is_home())
}

/// Draws workplace and job: 38 of 100 places lie at the municipality's own workplaces (Roskilde 2013: 120 of 285
/// placements were public).
pub(super) fn slot_job(town: &Town<'_>, number: usize) -> SlotJob {
    let demo = town.demo;
    if let Some(fixed) = fixed(town, number) {
        let job = demo.material.jobs.job.iter().position(|job| job.title == fixed.title).unwrap_or(0);
        let workplace = if fixed.unit { town.counts.companies } else { fixed.workplace };
        return SlotJob { workplace, job, other_title: None };
    }
    let mut random = Random::of(demo.seed, Kind::SlotJob, town.number, number);
    let at_unit = random.chance(38) && town.counts.units > 0;
    let workplace = if at_unit { town.counts.companies + random.below(town.counts.units) } else { random.below(town.counts.companies) };
    let branch = companies::workplace(town, workplace).branch;
    let fitting = demo.jobs_of_branch.get(branch).unwrap_or(&demo.anywhere);
    let weights: Vec<_> = fitting.iter().map(|job| demo.weights.get(*job).copied().unwrap_or(1)).collect();
    let job = fitting.get(random.weighted(&weights)).copied().unwrap_or(0);
    let other_title = random.chance(5).then(|| random.below(demo.lists.job_titles.iter().count()));
    SlotJob { workplace, job, other_title: other_title.filter(|title| is_common(town, *title)) }
}

/// Whether a title of the long list is no apprentice's and no manager's or academic's (DISCO groups 4–9).
fn is_common(town: &Town<'_>, title: usize) -> bool {
    town.demo.lists.job_titles.iter().nth(title).is_some_and(|job| {
        let title = job.title.to_lowercase();
        let group = job.occupation.as_deref().and_then(|code| code.chars().next());
        group.is_some_and(|group| group >= '4') && !["elev", "lærling", "leder", "mester"].iter().any(|ending| title.ends_with(ending))
    })
}

/// The title of a slot and its DISCO-08 code.
pub(super) fn title<'town>(town: &'town Town<'_>, slot: &SlotJob) -> (&'town str, Option<&'town str>) {
    let demo = town.demo;
    if let Some(job) = slot.other_title.and_then(|title| demo.lists.job_titles.iter().nth(title)) {
        return (&job.title, job.occupation.as_deref());
    }
    let title = demo.material.jobs.job.get(slot.job).map_or("Medhjælper", |job| job.title.as_str());
    (title, demo.jobs.get(slot.job).map(|job| job.occupation.as_str()))
}

/// The row of a slot.
pub(super) fn row(town: &Town<'_>, number: usize) -> Result<SlotRow, NumberRefused> {
    let mut random = Random::of(town.demo.seed, Kind::Slot, town.number, number);
    let job = slot_job(town, number);
    let (title, occupation) = title(town, &job);
    let sector = companies::workplace(town, job.workplace).sector;
    let piece = town.demo.material.jobs.job.get(job.job);
    let hours = random.one(HOURS);
    let [work_from, work_to] = piece.map(|piece| times(random.word(&piece.times))).unwrap_or_default();
    let row = SlotRow {
        external_id: ExternalId::parse(&format!("P-{:05}", number + 1))?,
        cvr: None,
        p_number: Some(town.p_number(job.workplace)?),
        title: title.to_owned(),
        forms: forms(sector, &mut random),
        description: description(town, piece.filter(|_| job.other_title.is_none()), &mut random),
        occupation: occupation.map(str::to_owned),
        seats: 1 + u32::try_from(random.weighted(&[62, 24, 9, 5])).unwrap_or(0),
        hours_min: Some(hours[0]),
        hours_max: Some(hours[1]),
        work_from,
        work_to,
        open_from: open_from(town.demo.today, &mut random),
        open_to: open_to(town.demo.today, &mut random).into(),
        demands: piece.map(|piece| demands(piece, &mut random)).unwrap_or_default(),
        offers: offers(&mut random),
        language: piece.and_then(|piece| language(piece, &mut random)),
        licences: piece.map(|piece| piece.licences.clone()).unwrap_or_default(),
        reserved_for: reserved(&mut random),
        confirmed_on: confirmed_on(town.demo.today, &mut random),
    };
    Ok(match fixed(town, number) {
        Some(fixed) => as_fixed(row, fixed, town.demo.today),
        None => row,
    })
}

fn as_fixed(row: SlotRow, fixed: &FixedSlot, today: NaiveDate) -> SlotRow {
    SlotRow {
        forms: fixed.forms.iter().filter_map(|form| PlacementForm::parse(form)).collect(),
        seats: fixed.seats,
        hours_min: Some(fixed.hours[0]),
        hours_max: Some(fixed.hours[1]),
        work_from: minutes(&fixed.times[0]),
        work_to: minutes(&fixed.times[1]),
        demands: fixed.demands.clone(),
        offers: fixed.offers.clone(),
        open_from: before(today, 40),
        open_to: LastDay::OpenEnded,
        language: None,
        licences: Vec::new(),
        reserved_for: Vec::new(),
        confirmed_on: before(today, 6),
        ..row
    }
}

/// Minutes since midnight of "07:30".
pub(super) fn minutes(time: &str) -> Option<u16> {
    let (hours, minutes) = time.split_once(':')?;
    Some(hours.parse::<u16>().ok()? * 60 + minutes.parse::<u16>().ok()?)
}

/// The two ends of "07:30-13:00".
fn times(window: &str) -> [Option<u16>; 2] {
    window.split_once('-').map_or([None, None], |(from, to)| [minutes(from), minutes(to)])
}

pub(super) fn before(today: NaiveDate, days: i64) -> Option<NaiveDate> {
    today.checked_sub_days(Days::new(days.unsigned_abs()))
}

pub(super) fn after(today: NaiveDate, days: i64) -> Option<NaiveDate> {
    today.checked_add_days(Days::new(days.unsigned_abs()))
}

fn forms(sector: Sector, random: &mut Random) -> Vec<PlacementForm> {
    use PlacementForm::{Fleksjob, Loentilskud, Nytteindsats, OrdinaereTimer, Virksomhedspraktik, Voksenlaerling};
    let shares = match sector {
        Sector::Privat => {
            [(Virksomhedspraktik, 92), (Loentilskud, 45), (Fleksjob, 25), (Nytteindsats, 0), (OrdinaereTimer, 22), (Voksenlaerling, 3)]
        }
        Sector::Offentlig => {
            [(Virksomhedspraktik, 92), (Loentilskud, 50), (Fleksjob, 22), (Nytteindsats, 24), (OrdinaereTimer, 8), (Voksenlaerling, 2)]
        }
    };
    let drawn: Vec<_> = shares.into_iter().filter(|(_, percent)| random.chance(*percent)).map(|(form, _)| form).collect();
    if drawn.is_empty() { vec![Virksomhedspraktik] } else { drawn }
}

fn demands(piece: &JobPiece, random: &mut Random) -> Vec<String> {
    let sometimes = piece.sometimes.iter().filter(|_| random.chance(33)).cloned();
    piece.demands.iter().cloned().chain(sometimes).collect()
}

fn offers(random: &mut Random) -> Vec<String> {
    let shares = [
        ("oplaering", 60),
        ("fast_kontaktperson", 42),
        ("mentor", 34),
        ("pauser", 38),
        ("fleksibel_moedetid", 26),
        ("opgaver_kan_udelades", 30),
        ("roligt_rum", 20),
        ("hjaelpemidler", 16),
    ];
    shares.into_iter().filter(|(_, percent)| random.chance(*percent)).map(|(offer, _)| offer.to_owned()).collect()
}

fn language(piece: &JobPiece, random: &mut Random) -> Option<LanguageLevel> {
    let asked = piece.language.as_deref().and_then(LanguageLevel::parse);
    asked.or_else(|| random.chance(35).then(|| random.one([LanguageLevel::A1, LanguageLevel::A2, LanguageLevel::A2, LanguageLevel::B1])))
}

fn reserved(random: &mut Random) -> Vec<String> {
    if !random.chance(8) {
        return Vec::new();
    }
    random.one(RESERVED).iter().map(|group| (*group).to_owned()).collect()
}

fn open_from(today: NaiveDate, random: &mut Random) -> Option<NaiveDate> {
    if random.chance(80) { before(today, random.between(1, 200)) } else { after(today, random.between(0, 40)) }
}

fn open_to(today: NaiveDate, random: &mut Random) -> Option<NaiveDate> {
    if random.chance(68) { None } else { after(today, random.between(60, 400)) }
}

/// Nine of ten places were confirmed within 60 days; the rest are stale.
fn confirmed_on(today: NaiveDate, random: &mut Random) -> Option<NaiveDate> {
    let days = if random.chance(91) { random.between(0, 60) } else { random.between(61, 160) };
    before(today, days)
}

/// 30 to 80 words: welcome, two or three tasks, the day, and often a closing word.
fn description(town: &Town<'_>, piece: Option<&JobPiece>, random: &mut Random) -> String {
    let prose = &town.demo.material.prose;
    let mut sentences = vec![random.word(&prose.welcome)];
    if let Some(piece) = piece {
        let (first, count) = (random.below(piece.tasks.len()), 2 + random.below(2));
        sentences.extend(piece.tasks.iter().cycle().skip(first).take(count).map(String::as_str));
    }
    let first = random.below(prose.day.len());
    let days = if piece.is_none() { 3 } else { 1 };
    sentences.extend(prose.day.iter().cycle().skip(first).take(days).map(String::as_str));
    let words: usize = sentences.iter().map(|sentence| sentence.split_whitespace().count()).sum();
    if words < 68 && random.chance(75) {
        sentences.push(random.word(&prose.closing));
    }
    sentences.join(" ")
}
