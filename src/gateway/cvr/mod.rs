//! The company register (CVR): one question, whatever shape the answer has.

mod cvrapi;
mod invented;
mod permanent;
#[cfg(test)]
mod tests;

use std::{future::Future, pin::Pin};

use super::CallTrouble;
use crate::domain::{
    branch::BranchVersion,
    headcount::CountBand,
    numbers::{CvrNumber, MunicipalityCode, PNumber, Postcode},
    register_news::{RegisterField, Standing},
    terms::Language,
};
use chrono::NaiveDate;

pub use cvrapi::CvrApi;
pub use invented::{InventedRegister, NoRegister};
pub use permanent::CvrPermanent;

/// An answer that comes later.
pub type LookUp<'a, T> = Pin<Box<dyn Future<Output = Result<T, RegisterTrouble>> + Send + 'a>>;

/// A register of companies and their workplaces.
pub trait CompanyRegister: Send + Sync {
    /// Looks a company up.
    ///
    /// # Errors
    /// Unknown there, or the register cannot answer now; either way the person can go on by hand.
    fn look_up<'a>(&'a self, cvr: &'a CvrNumber) -> LookUp<'a, RegisterCompany>;

    /// Looks a workplace up.
    ///
    /// # Errors
    /// As [`CompanyRegister::look_up`].
    fn look_up_workplace<'a>(&'a self, p_number: &'a PNumber) -> LookUp<'a, RegisterWorkplace>;

    /// How many numbers it takes in one question.
    fn at_once(&self) -> usize {
        1
    }

    /// Looks several companies up; each number has an answer of its own.
    ///
    /// # Errors
    /// The register cannot answer at all now.
    fn look_up_many<'a>(&'a self, numbers: &'a [CvrNumber]) -> LookUp<'a, Vec<Answered<CvrNumber, RegisterCompany>>> {
        Box::pin(async move {
            let mut all = Vec::new();
            for number in numbers {
                all.push((number.clone(), of_one(self.look_up(number).await)?));
            }
            Ok(all)
        })
    }

    /// Looks several workplaces up; each number has an answer of its own.
    ///
    /// # Errors
    /// The register cannot answer at all now.
    fn look_up_workplaces<'a>(&'a self, numbers: &'a [PNumber]) -> LookUp<'a, Vec<Answered<PNumber, RegisterWorkplace>>> {
        Box::pin(async move {
            let mut all = Vec::new();
            for number in numbers {
                all.push((number.clone(), of_one(self.look_up_workplace(number).await)?));
            }
            Ok(all)
        })
    }
}

/// A number and what the register answered to it.
pub type Answered<N, T> = (N, Result<T, RegisterTrouble>);

/// Trouble with one number stays with it; trouble with the register ends the question.
fn of_one<T>(answer: Result<T, RegisterTrouble>) -> Result<Result<T, RegisterTrouble>, RegisterTrouble> {
    match answer {
        Err(trouble) if !matches!(trouble, RegisterTrouble::NotFound | RegisterTrouble::Strange) => Err(trouble),
        answer => Ok(answer),
    }
}

/// Where a company or a workplace lies, as the register says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterAddress {
    /// Street with house number, floor and door.
    pub street: Option<String>,
    /// Postcode.
    pub postcode: Option<Postcode>,
    /// Postal district.
    pub town: Option<String>,
    /// Municipality, where the register tells it.
    pub municipality: Option<MunicipalityCode>,
}

/// What a company or a workplace does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterBranch {
    /// Six digits.
    pub code: String,
    /// The register's words for it.
    pub title: Option<String>,
    /// Edition of the code, where the register's dates tell it.
    pub version: Option<BranchVersion>,
}

/// How a company wants to be reached; what the register keeps secret is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterContact {
    /// Telephone.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Website.
    pub website: Option<String>,
}

/// A company as the register knows it today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterCompany {
    /// CVR number.
    pub cvr: CvrNumber,
    /// Name.
    pub name: String,
    /// Address of the company.
    pub address: RegisterAddress,
    /// Main branch.
    pub branch: Option<RegisterBranch>,
    /// Legal form, in the register's words.
    pub form: Option<String>,
    /// Employees.
    pub employees: Option<CountBand>,
    /// False when it has closed, is bankrupt or is being wound up.
    pub is_active: bool,
    /// True forbids cold mail (reklamebeskyttet); absent = not told.
    pub advertising_protected: Option<bool>,
    /// How to reach it.
    pub contact: RegisterContact,
    /// Its workplaces of today.
    pub workplaces: Vec<RegisterWorkplace>,
    /// What only the refresh needs.
    pub particulars: Particulars,
}

/// What a register may tell besides of a company or a workplace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Particulars {
    /// How it stands, where the register has a word for it.
    pub standing: Option<Standing>,
    /// Its last day.
    pub closed_on: Option<NaiveDate>,
    /// The month, quarter or year of the count of employees: "2026-01", "2025 K4", "2024".
    pub employees_as_of: Option<String>,
    /// Fields that the register keeps secret.
    pub secret: Vec<RegisterField>,
}

impl Particulars {
    /// How it stands.
    #[must_use]
    pub fn standing(&self, is_active: bool) -> Standing {
        self.standing.unwrap_or(if is_active { Standing::Active } else { Standing::Closed })
    }
}

/// A workplace as the register knows it today; a register may tell its number only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterWorkplace {
    /// P-number.
    pub p_number: PNumber,
    /// The company that owns it.
    pub cvr: Option<CvrNumber>,
    /// Name.
    pub name: Option<String>,
    /// Where it lies.
    pub address: RegisterAddress,
    /// Main branch.
    pub branch: Option<RegisterBranch>,
    /// Employees.
    pub employees: Option<CountBand>,
    /// False when it has closed.
    pub is_active: bool,
    /// What only the refresh needs.
    pub particulars: Particulars,
}

/// Why there is no answer; never a reason to stop working.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RegisterTrouble {
    /// Cannot be reached.
    Down,
    /// No answer in time.
    Slow,
    /// An answer that cannot be understood.
    Strange,
    /// No such number there.
    NotFound,
    /// We have asked too often.
    QuotaUsed,
    /// The register does not let us in.
    AccessRefused,
    /// No register is set up.
    Off,
}

impl RegisterTrouble {
    /// The stored word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Down => "down",
            Self::Slow => "slow",
            Self::Strange => "strange",
            Self::NotFound => "not_found",
            Self::QuotaUsed => "quota_used",
            Self::AccessRefused => "access_refused",
            Self::Off => "off",
        }
    }
}

impl RegisterTrouble {
    /// The sentence in the reader's language.
    #[must_use]
    pub const fn sentence(self, language: Language) -> &'static str {
        let (danish, english) = self.texts();
        match language {
            Language::Da => danish,
            Language::En => english,
        }
    }

    const fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::Down => (
                "CVR-registret svarer ikke lige nu. Udfyld selv felterne, eller prøv igen senere.",
                "The CVR register cannot be reached right now. Fill in the fields yourself, or try again later.",
            ),
            Self::Slow => (
                "CVR-registret var for længe om at svare. Udfyld selv felterne, eller prøv igen senere.",
                "The CVR register took too long to answer. Fill in the fields yourself, or try again later.",
            ),
            Self::Strange => (
                "CVR-registret gav et svar, der ikke kan læses. Udfyld selv felterne, og sig det til administratoren.",
                "The CVR register gave an answer that cannot be read. Fill in the fields yourself, and tell the administrator.",
            ),
            Self::NotFound => (
                "CVR-registret kender ikke nummeret. Kontrollér cifrene på virk.dk.",
                "The CVR register does not know the number. Check the digits on virk.dk.",
            ),
            Self::QuotaUsed => (
                "Dagens opslag i CVR-registret er brugt. Udfyld selv felterne, eller prøv igen i morgen.",
                "Today's look-ups in the CVR register are used up. Fill in the fields yourself, or try again tomorrow.",
            ),
            Self::AccessRefused => (
                "CVR-registret afviser vores adgang. Udfyld selv felterne, og sig det til administratoren.",
                "The CVR register refuses our access. Fill in the fields yourself, and tell the administrator.",
            ),
            Self::Off => (
                "Opslag i CVR-registret er ikke sat op. Udfyld selv felterne.",
                "Look-ups in the CVR register are not set up. Fill in the fields yourself.",
            ),
        }
    }
}

impl From<CallTrouble> for RegisterTrouble {
    fn from(trouble: CallTrouble) -> Self {
        match trouble {
            CallTrouble::Down => Self::Down,
            CallTrouble::Slow => Self::Slow,
            CallTrouble::Strange => Self::Strange,
            CallTrouble::AccessRefused => Self::AccessRefused,
            CallTrouble::QuotaUsed => Self::QuotaUsed,
            CallTrouble::NotFound => Self::NotFound,
        }
    }
}

/// A text that says something, shortened to what any of our fields holds.
fn said(text: Option<String>) -> Option<String> {
    const LONGEST: usize = 300;
    let text: String =
        text?.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|letter| !letter.is_control()).take(LONGEST).collect();
    (!text.is_empty()).then_some(text)
}

/// A branch code whose first zero may be lost.
fn branch(code: &str, title: Option<String>, version: Option<BranchVersion>) -> Option<RegisterBranch> {
    let is_code = matches!(code.len(), 5 | 6) && code.bytes().all(|byte| byte.is_ascii_digit());
    is_code.then(|| RegisterBranch { code: format!("{code:0>6}"), title: said(title), version })
}
