//! Invented companies, and the municipality's own workplaces.

use chrono::Days;

use super::{
    Town,
    material::FixedWorkplace,
    random::{Kind, Random},
};
use crate::{
    domain::{
        numbers::{NumberRefused, Postcode},
        reference::{PostcodeArea, fold},
        terms::{LadderStep, Sector},
    },
    intake::rows::{BranchVersion, CompanyRow, CountBand},
};

/// The municipality is the second company of each list.
const MUNICIPALITY: usize = 1;

/// What is known of a workplace without making its whole row.
pub(super) struct Workplace<'town> {
    pub(super) branch: &'town str,
    pub(super) sector: Sector,
}

/// A workplace's branch and sector; units stand after the companies.
pub(super) fn workplace<'town>(town: &'town Town<'_>, number: usize) -> Workplace<'town> {
    if let Some(fixed) = fixed(town, number) {
        let public = fixed.municipal || number >= town.counts.companies;
        return Workplace { branch: &fixed.branch, sector: if public { Sector::Offentlig } else { Sector::Privat } };
    }
    if let Some(unit) = number.checked_sub(town.counts.companies) {
        let pieces = &town.demo.material.pieces.unit;
        let branch = pieces.get(unit_piece(town, unit)).map_or("841100", |piece| piece.branch.as_str());
        return Workplace { branch, sector: Sector::Offentlig };
    }
    if number == MUNICIPALITY {
        return Workplace { branch: "841100", sector: Sector::Offentlig };
    }
    let branch = drawn_branch(town, number);
    let public = town.demo.material.pieces.trade.get(trade_of(town, branch)).is_some_and(|trade| trade.public);
    Workplace { branch, sector: if public { Sector::Offentlig } else { Sector::Privat } }
}

fn fixed<'town>(town: &'town Town<'_>, number: usize) -> Option<&'town FixedWorkplace> {
    let fixed = &town.demo.material.fixed;
    if !town.is_home() {
        return None;
    }
    match number.checked_sub(town.counts.companies) {
        Some(unit) => fixed.unit.get(unit),
        None => fixed.company.get(number),
    }
}

fn unit_piece(town: &Town<'_>, unit: usize) -> usize {
    let weights: Vec<_> = town.demo.material.pieces.unit.iter().map(|piece| piece.weight).collect();
    Random::of(town.demo.seed, Kind::Unit, town.number, unit).weighted(&weights)
}

fn drawn_branch<'town>(town: &'town Town<'_>, number: usize) -> &'town str {
    let demo = town.demo;
    let mut random = Random::of(demo.seed, Kind::Trade, town.number, number);
    let job = demo.jobs.get(random.weighted(&demo.weights));
    let of_job = job.map(|job| random.word(&job.branches)).filter(|branch| !branch.starts_with("84"));
    match of_job {
        Some(branch) if !random.chance(15) => branch,
        _ => {
            let place = random.below(demo.lists.branches.iter().count());
            demo.lists.branches.iter().nth(place).map_or("829900", |branch| branch.code.as_str())
        }
    }
}

fn trade_of(town: &Town<'_>, branch: &str) -> usize {
    let trades = &town.demo.material.pieces.trade;
    trades.iter().position(|trade| trade.divisions.iter().any(|division| branch.starts_with(division))).unwrap_or(0)
}

/// The row of a workplace.
pub(super) fn row(town: &Town<'_>, number: usize) -> Result<CompanyRow, NumberRefused> {
    let mut random = Random::of(town.demo.seed, Kind::Company, town.number, number);
    let place = workplace(town, number);
    let is_municipal = number == MUNICIPALITY || number >= town.counts.companies;
    let fixed = fixed(town, number);
    let ordinary = fixed.map_or_else(|| staff_count(&mut random), |fixed| fixed.ordinary);
    let step = fixed.and_then(|fixed| LadderStep::parse(&fixed.step)).unwrap_or_else(|| step(&mut random));
    let name = fixed.map_or_else(|| invented_name(town, number, &mut random), |fixed| fixed.name.clone());
    let area = area(town, &mut random, is_municipal);
    let postcode = match (fixed, area) {
        (Some(fixed), _) => Some(Postcode::parse(&fixed.postcode)?),
        (None, area) => area.map(|area| area.from.clone()),
    };
    let area = postcode.as_ref().and_then(|postcode| town.demo.lists.postcodes.find(postcode));
    let domain = format!("{}.example", slug(&name));
    let figures = Figures::draw(town, ordinary, fixed.is_some(), &mut random);
    let contact = fixed.map_or_else(|| contact_name(town, &mut random), |fixed| fixed.contact.clone());
    let street = fixed.map(|fixed| fixed.street.clone());
    Ok(CompanyRow {
        cvr: town.cvr(if is_municipal { MUNICIPALITY } else { number })?,
        p_number: Some(town.p_number(number)?),
        sector: Some(place.sector),
        street: Some(street.unwrap_or_else(|| format!("{} {}", random.word(&town.demo.material.pieces.streets), random.between(1, 98)))),
        town: area.map(|area| area.name.clone()),
        municipality: area.and_then(|area| area.municipalities.first().cloned()),
        postcode,
        branch: Some(place.branch.to_owned()),
        branch_version: Some(BranchVersion::Db25),
        employees: Some(band(figures.total)),
        ordinary_full_time: figures.as_of.map(|_| f64::from(ordinary)),
        ordinary_as_of: figures.as_of,
        phone: Some(format!("00 {:02} {:02} {:02}", random.between(20, 99), random.between(0, 99), random.between(0, 99))),
        email: Some(format!("kontakt@{domain}")),
        website: random.chance(60).then(|| format!("https://www.{domain}")),
        advertising_protected: Some(fixed.is_none() && random.chance(20)),
        contact_name: Some(contact),
        contact_email: Some(fixed.map_or_else(|| format!("leder@{domain}"), |fixed| fixed.email.clone())),
        consultant: (step >= LadderStep::Samarbejde).then(|| "vk.bente".to_owned()),
        step: Some(step),
        employees_total: Some(CountBand::exactly(figures.total)),
        ordinary_12_months: figures.months,
        other_placements: Some(figures.others),
        other_placements_as_of: figures.as_of,
        name,
    })
}

/// What the law asks about a workplace: how many ordinary full-time persons, as of when, and month by month.
struct Figures {
    total: u32,
    as_of: Option<chrono::NaiveDate>,
    months: Vec<f64>,
    others: u32,
}

impl Figures {
    /// Most figures are fresh; a few are older than 90 days or missing, so that "unknown" is seen too.
    fn draw(town: &Town<'_>, ordinary: u32, is_fixed: bool, random: &mut Random) -> Self {
        let days = match random.below(100) {
            _ if is_fixed => Some(29),
            0..90 => Some(random.between(3, 60)),
            90..96 => Some(random.between(95, 300)),
            _ => None,
        };
        let as_of = days.and_then(|days| town.demo.today.checked_sub_days(Days::new(days.unsigned_abs())));
        let falls = !is_fixed && random.chance(12);
        let change = f64::from(ordinary) * 0.004 * if falls { 1.0 } else { -1.0 };
        let months = (0..12_u32).map(|month| ((f64::from(ordinary) + change * f64::from(11 - month)) * 10.0).round() / 10.0);
        Self {
            total: ordinary + ordinary / 8 + u32::from(random.chance(50)),
            as_of,
            months: if is_fixed || random.chance(80) { months.collect() } else { Vec::new() },
            others: u32::from(!is_fixed && random.chance(6)),
        }
    }
}

fn staff_count(random: &mut Random) -> u32 {
    let (least, most) = match random.below(100) {
        0..38 => (3, 9),
        38..68 => (10, 24),
        68..87 => (25, 59),
        87..97 => (60, 150),
        _ => (151, 600),
    };
    u32::try_from(random.between(least, most)).unwrap_or(3)
}

fn band(total: u32) -> CountBand {
    const BANDS: [(u32, u32); 10] = [(0, 0), (1, 1), (2, 4), (5, 9), (10, 19), (20, 49), (50, 99), (100, 199), (200, 499), (500, 999)];
    BANDS
        .iter()
        .find(|(_, most)| total <= *most)
        .map_or(CountBand { min: 1000, max: None }, |(least, most)| CountBand { min: *least, max: Some(*most) })
}

fn step(random: &mut Random) -> LadderStep {
    match random.weighted(&[48, 26, 19, 7]) {
        0 => LadderStep::Passiv,
        1 => LadderStep::Kontakt,
        2 => LadderStep::Samarbejde,
        _ => LadderStep::Partnerskab,
    }
}

fn invented_name(town: &Town<'_>, number: usize, random: &mut Random) -> String {
    let pieces = &town.demo.material.pieces;
    if let Some(unit) = number.checked_sub(town.counts.companies) {
        let Some(piece) = pieces.unit.get(unit_piece(town, unit)) else { return town.name.to_owned() };
        let name = format!("{} {}", piece.before, random.word(&piece.after));
        return format!("{} {}", name.trim(), unit + 1);
    }
    if number == MUNICIPALITY {
        return town.name.to_owned();
    }
    let branch = drawn_branch(town, number);
    let words = pieces.trade.get(trade_of(town, branch)).map_or(&[][..], |trade| &trade.words);
    let invented = format!("{}{}", random.word(&pieces.first), random.word(&pieces.second));
    format!("{invented} {} {}", random.word(words), random.word(&pieces.forms)).trim_end().to_owned()
}

fn contact_name(town: &Town<'_>, random: &mut Random) -> String {
    let names = &town.demo.material.names;
    let given = if random.chance(50) { &names.women } else { &names.men };
    format!("{} {}", random.word(given), random.word(&names.common_family))
}

/// Where it lies: one in seven in a neighbouring municipality.
fn area<'town>(town: &'town Town<'_>, random: &mut Random, is_municipal: bool) -> Option<&'town PostcodeArea> {
    if !is_municipal && random.chance(14) {
        let beside = random.pick(&town.areas_beside).and_then(|areas| random.pick(areas)).copied();
        return beside.or_else(|| home_area(town, random));
    }
    home_area(town, random)
}

/// A postcode of the municipality: two of five times its main town.
pub(super) fn home_area<'town>(town: &'town Town<'_>, random: &mut Random) -> Option<&'town PostcodeArea> {
    let drawn = random.pick(&town.areas).copied();
    if random.chance(42) { town.main_area.or(drawn) } else { drawn }
}

fn slug(name: &str) -> String {
    let dashed: String = fold(name).chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
    dashed.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}
