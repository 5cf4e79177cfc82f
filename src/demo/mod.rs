//! The invented municipality: rows of companies, slots and citizens, the same for the same seed, size and day.
//!
//! Each row is made from its number alone, so any size streams; the rows go through the same import as real files.
//! All persons are invented or national test persons, all CVR numbers begin with 99 and all P-numbers with 9.

pub mod build;
mod citizens;
mod companies;
mod material;
mod random;
mod slots;
mod story;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeSet, HashMap},
    str::FromStr,
};

use chrono::NaiveDate;

pub use material::{Accounts, Counts, DemoContact, MaterialRefused, StaffAccount, Team};

use crate::{
    domain::{
        numbers::{CvrNumber, MunicipalityCode, NumberRefused, PNumber},
        reference::{PostcodeArea, Reference},
    },
    intake::rows::{CitizenRow, CompanyRow, SlotRow},
};
use material::Material;

/// The seed when none is said.
pub const SEED: u64 = 316;

/// The municipality of the demo: Eksempelkøbing, on Holbæk's map.
const HOME_CODE: &str = "0316";
const HOME_NAME: &str = "Eksempelkøbing Kommune";

/// Christiansø is no municipality, though it has a code.
const NO_MUNICIPALITY: &str = "0411";

/// How large the demo is (`product.md`, "Numbers and words").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Holbæk 1:10.
    S,
    /// Holbæk.
    M,
    /// Like Copenhagen.
    L,
    /// 98 municipalities.
    Xl,
}

impl Size {
    const fn word(self) -> &'static str {
        match self {
            Self::S => "s",
            Self::M => "m",
            Self::L => "l",
            Self::Xl => "xl",
        }
    }
}

impl FromStr for Size {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        [Self::S, Self::M, Self::L, Self::Xl]
            .into_iter()
            .find(|size| size.word() == word)
            .ok_or_else(|| format!("»{word}« er ingen størrelse: vælg s, m, l eller xl"))
    }
}

/// A job with its place in the lists.
#[derive(Debug)]
struct Job {
    occupation: String,
    branches: Vec<String>,
    weight: usize,
}

/// The whole demo.
#[derive(Debug)]
pub struct Demo<'lists> {
    lists: &'lists Reference,
    material: Material,
    jobs: Vec<Job>,
    weights: Vec<usize>,
    anywhere: Vec<usize>,
    jobs_of_branch: HashMap<String, Vec<usize>>,
    cvr_numbers: Vec<CvrNumber>,
    total: Counts,
    places: Vec<(MunicipalityCode, String)>,
    seed: u64,
    today: NaiveDate,
}

impl<'lists> Demo<'lists> {
    /// Reads what the demo is made of.
    ///
    /// # Errors
    /// A file of `config/demo` is broken or names something that no list has.
    pub fn new(lists: &'lists Reference, size: Size, seed: u64, today: NaiveDate) -> Result<Self, MaterialRefused> {
        let material = Material::embedded()?;
        let jobs = read_jobs(&material, lists)?;
        let mut jobs_of_branch: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, branch) in jobs.iter().enumerate().flat_map(|(place, job)| job.branches.iter().map(move |branch| (place, branch))) {
            jobs_of_branch.entry(branch.clone()).or_default().push(place);
        }
        let total = *material.population.size.get(size.word()).ok_or_else(|| MaterialRefused::new("population.toml", "size"))?;
        let anywhere =
            (0..jobs.len()).filter(|place| material.jobs.job.get(*place).is_some_and(|job| material.jobs.anywhere.contains(&job.title)));
        Ok(Self {
            anywhere: anywhere.collect(),
            weights: jobs.iter().map(|job| job.weight).collect(),
            places: places(lists, size)?,
            cvr_numbers: demo_cvr_numbers(),
            lists,
            material,
            jobs,
            jobs_of_branch,
            total,
            seed,
            today,
        })
    }

    /// The municipalities, the home one first.
    pub fn towns(&self) -> impl Iterator<Item = Town<'_>> {
        (0..self.places.len()).filter_map(|number| self.town(number))
    }

    /// The municipality of a number, from 0.
    #[must_use]
    pub fn town(&self, number: usize) -> Option<Town<'_>> {
        let (code, name) = self.places.get(number)?;
        let postcodes = &self.lists.postcodes;
        let within = postcodes.within(code);
        let own: Vec<_> = within.iter().filter(|area| area.municipalities.first() == Some(code)).copied().collect();
        let named = self.lists.municipalities.by_code(code).map_or("", |one| one.name.as_str());
        let main_area = own.iter().find(|area| area.name.starts_with(named)).copied();
        let areas = if own.is_empty() { within } else { own };
        let areas_beside = self.lists.municipalities.neighbours(code).map(|one| postcodes.within(&one.code)).collect();
        let share = |whole: usize| Share { whole, towns: self.places.len() };
        let counts = Counts {
            citizens: share(self.total.citizens).of(number),
            companies: share(self.total.companies).of(number),
            units: share(self.total.units).of(number),
            slots: share(self.total.slots).of(number),
            waiting: share(self.total.waiting).of(number),
            deadlines: share(self.total.deadlines).of(number),
        };
        let first_company = share(self.total.companies).before(number);
        let first_workplace = first_company + share(self.total.units).before(number);
        Some(Town { demo: self, number, code: code.clone(), name, counts, areas, main_area, areas_beside, first_company, first_workplace })
    }

    /// Who may sign in.
    #[must_use]
    pub const fn accounts(&self) -> &Accounts {
        &self.material.accounts
    }

    fn all_skills(&self) -> BTreeSet<String> {
        let of_jobs = self.material.jobs.job.iter().flat_map(|job| job.skills.iter());
        of_jobs.chain(&self.material.fixed.waiting_longest.skills).cloned().collect()
    }

    /// How many of each the whole demo holds.
    #[must_use]
    pub const fn counts(&self) -> Counts {
        self.total
    }
}

/// One municipality of the demo.
#[derive(Debug)]
pub struct Town<'demo> {
    demo: &'demo Demo<'demo>,
    number: usize,
    code: MunicipalityCode,
    name: &'demo str,
    counts: Counts,
    areas: Vec<&'demo PostcodeArea>,
    main_area: Option<&'demo PostcodeArea>,
    areas_beside: Vec<Vec<&'demo PostcodeArea>>,
    first_company: usize,
    first_workplace: usize,
}

impl Town<'_> {
    /// Its code.
    #[must_use]
    pub const fn code(&self) -> &MunicipalityCode {
        &self.code
    }

    /// Its name.
    #[must_use]
    pub const fn name(&self) -> &str {
        self.name
    }

    /// How many of each it holds.
    #[must_use]
    pub const fn counts(&self) -> Counts {
        self.counts
    }

    /// The companies, then the further workplaces of the municipality (rows with the same CVR number).
    pub fn companies(&self) -> impl Iterator<Item = Result<CompanyRow, NumberRefused>> {
        (0..self.counts.companies + self.counts.units).map(|number| companies::row(self, number))
    }

    /// The slots.
    pub fn slots(&self) -> impl Iterator<Item = Result<SlotRow, NumberRefused>> {
        (0..self.counts.slots).map(|number| slots::row(self, number))
    }

    /// The citizens.
    pub fn citizens(&self) -> impl Iterator<Item = Result<CitizenRow, NumberRefused>> {
        let order = citizens::Order::new(self);
        (0..self.counts.citizens).map(move |number| citizens::row(self, &order, number))
    }

    /// The P-number of the first unit under the municipality's CVR number (Børnehuset Solsikken in the home one).
    ///
    /// # Errors
    /// Never for the sizes there are: the number would need more than ten digits.
    pub fn first_unit(&self) -> Result<PNumber, NumberRefused> {
        self.p_number(self.counts.companies)
    }

    const fn is_home(&self) -> bool {
        self.number == 0
    }

    fn p_number(&self, workplace: usize) -> Result<PNumber, NumberRefused> {
        PNumber::parse(&format!("9{:09}", self.first_workplace + workplace + 1))
    }

    fn cvr(&self, company: usize) -> Result<CvrNumber, NumberRefused> {
        let numbers = &self.demo.cvr_numbers;
        numbers.get((self.first_company + company) % numbers.len().max(1)).cloned().ok_or(NumberRefused::Checksum)
    }
}

/// An even share of a whole for each of some municipalities.
#[derive(Clone, Copy)]
struct Share {
    whole: usize,
    towns: usize,
}

impl Share {
    const fn before(self, number: usize) -> usize {
        self.whole * number / self.towns
    }

    const fn of(self, number: usize) -> usize {
        self.before(number + 1) - self.before(number)
    }
}

fn read_jobs(material: &Material, lists: &Reference) -> Result<Vec<Job>, MaterialRefused> {
    let read = |(rank, piece): (usize, &material::JobPiece)| {
        let job = lists.job_types.find(&piece.title).ok_or_else(|| MaterialRefused::new("jobs.toml", &piece.title))?;
        // Zipf: the n-th job is about 1/n^0.8 as frequent as the first.
        let weight = 10_000.0 / f64::from(u32::try_from(rank).unwrap_or(u32::MAX) + 1).powf(0.8);
        Ok(Job { occupation: job.occupation.clone(), branches: job.branches.clone(), weight: weight as usize })
    };
    material.jobs.job.iter().enumerate().map(read).collect()
}

fn places(lists: &Reference, size: Size) -> Result<Vec<(MunicipalityCode, String)>, MaterialRefused> {
    let home = MunicipalityCode::parse(HOME_CODE).map_err(|why| MaterialRefused::new("fixed.toml", why))?;
    let mut places = vec![(home.clone(), HOME_NAME.to_owned())];
    if size == Size::Xl {
        let others = lists.municipalities.iter().filter(|one| one.code != home && one.code.as_str() != NO_MUNICIPALITY);
        places.extend(others.map(|one| (one.code.clone(), format!("{} Prøvekommune", one.name))));
    }
    Ok(places)
}

/// Every valid CVR number that begins with 99, by number; assumed never to be given out.
fn demo_cvr_numbers() -> Vec<CvrNumber> {
    const WEIGHTS: [u32; 7] = [2, 7, 6, 5, 4, 3, 2];
    let with_check_digit = |front: u32| {
        let digits = (0..7).rev().map(|place| front / 10_u32.pow(place) % 10);
        let check = (11 - digits.zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum::<u32>() % 11) % 11;
        (check < 10).then_some(front * 10 + check)
    };
    (9_900_000..10_000_000).filter_map(with_check_digit).filter_map(|number| CvrNumber::parse(&number.to_string()).ok()).collect()
}
