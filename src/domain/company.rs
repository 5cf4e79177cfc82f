//! A company with its workplaces, contacts and agreements.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    ids::{AccountId, AgreementId, CompanyId, ContactId, WorkplaceId},
    numbers::{CvrNumber, PNumber},
    place::Point,
    relation::Relation,
    terms::{FigureSource, LadderStep, Language, Sector, words},
};

/// An address as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Street and number.
    pub street: Option<String>,
    /// Postcode, four digits.
    pub postcode: Option<String>,
    /// Town.
    pub town: Option<String>,
    /// Municipality, four digits.
    pub municipality: Option<String>,
}

/// A branch code with the list that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branch {
    /// DB25 or DB07.
    pub version: String,
    /// Six digits.
    pub code: String,
}

/// A company, known by its CVR number.
#[derive(Clone, Debug, PartialEq)]
pub struct Company {
    /// Own id.
    pub id: CompanyId,
    /// CVR number.
    pub cvr: CvrNumber,
    /// Name.
    pub name: String,
    /// Sector.
    pub sector: Sector,
    /// Address.
    pub address: Address,
    /// Branch.
    pub branch: Option<Branch>,
    /// Fewest and most employees by the register's span.
    pub employees: (Option<i32>, Option<i32>),
    /// Where that number comes from, and of which day it is.
    pub employees_told: Option<(FigureSource, NaiveDate)>,
    /// Twelve numbers of ordinary full-time persons, oldest first.
    pub monthly_ordinary: Option<Vec<f64>>,
    /// Main phone.
    pub phone: Option<String>,
    /// Main address for mail.
    pub email: Option<String>,
    /// Web site.
    pub website: Option<String>,
    /// Cold mail forbidden.
    pub advertising_protected: Option<bool>,
    /// How far the cooperation has come.
    pub ladder: LadderStep,
    /// The company consultant who owns the relation.
    pub consultant: Option<AccountId>,
    /// Ceased, by the register.
    pub closed_on: Option<NaiveDate>,
    /// What holds between the municipality and it.
    pub relation: Relation,
    /// Raised by each change.
    pub version: i32,
}

/// Why a company may not be written to that did not ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColdMailRefused {
    /// The register says that it does not want to be written to (reklamebeskyttet; CVR-loven § 19).
    AdvertisingProtected,
    /// It has ceased.
    Closed,
}

impl Company {
    /// A company of which nothing but the number is known.
    #[must_use]
    pub fn unwritten(id: CompanyId, cvr: CvrNumber) -> Self {
        Self {
            id,
            cvr,
            name: String::new(),
            sector: Sector::Privat,
            address: Address::default(),
            branch: None,
            employees: (None, None),
            employees_told: None,
            monthly_ordinary: None,
            phone: None,
            email: None,
            website: None,
            advertising_protected: None,
            ladder: LadderStep::Passiv,
            consultant: None,
            closed_on: None,
            relation: Relation::default(),
            version: 1,
        }
    }

    /// Whether a letter may go to it that it has not asked for and that is about no business between it and us.
    ///
    /// # Errors
    /// It is protected against that, or has ceased.
    pub fn may_be_written_to_cold(&self) -> Result<(), ColdMailRefused> {
        if self.advertising_protected == Some(true) {
            return Err(ColdMailRefused::AdvertisingProtected);
        }
        if self.closed_on.is_some() { Err(ColdMailRefused::Closed) } else { Ok(()) }
    }
}

/// A workplace, known by its P-number.
#[derive(Clone, Debug, PartialEq)]
pub struct Workplace {
    /// Own id.
    pub id: WorkplaceId,
    /// Company.
    pub company: CompanyId,
    /// P-number.
    pub p_number: PNumber,
    /// Name.
    pub name: String,
    /// Sector.
    pub sector: Sector,
    /// Address.
    pub address: Address,
    /// Branch.
    pub branch: Option<Branch>,
    /// Address point, else the postcode's.
    pub point: Option<Point>,
    /// All employees.
    pub employees_total: Option<i32>,
    /// Ordinary full-time persons and the date of that figure.
    pub ordinary: Option<(f64, Option<NaiveDate>)>,
    /// Other municipalities' courses here (øvrige forløb) and the date of that figure.
    pub others: Option<(i32, Option<NaiveDate>)>,
    /// Where that figure comes from; none where that was not kept.
    pub others_source: Option<FigureSource>,
    /// Ceased, by the register.
    pub closed_on: Option<NaiveDate>,
    /// Raised by each change.
    pub version: i32,
}

words! {
    /// What a contact does for the company.
    ContactRole {
        /// Answers, and keeps the company's users.
        Admin = "admin",
        /// Answers.
        Contact = "contact",
        /// Speaks for the employees; gets questions by mail and does not sign in.
        Representative = "representative",
    }
}

words! {
    /// What happened to somebody's access to the portal.
    AccessChange {
        /// The person was added.
        Added = "added",
        /// The person's role, workplace, address or number is another.
        Changed = "changed",
        /// The person was removed.
        Removed = "removed",
    }
}

/// A person who speaks for a company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Own id.
    pub id: ContactId,
    /// Company.
    pub company: CompanyId,
    /// One workplace only; none = all of the company.
    pub workplace: Option<WorkplaceId>,
    /// Name.
    pub name: String,
    /// Where letters and codes go.
    pub email: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// Language of letters and portal.
    pub language: Language,
    /// What the contact does for the company.
    pub role: ContactRole,
    /// Whether letters go there and sign-in works.
    pub active: bool,
    /// Raised by each change.
    pub version: i32,
}

words! {
    /// Kinds of agreement.
    AgreementKind {
        /// A partnership agreement.
        Partnerskabsaftale = "partnerskabsaftale",
        /// Reserved places with mentor.
        Virksomhedscenter = "virksomhedscenter",
        /// Single places.
        Enkeltpladser = "enkeltpladser",
    }
}

words! {
    /// Where an agreement is in its life.
    AgreementState {
        /// Being written.
        Draft = "draft",
        /// In force.
        Active = "active",
        /// Over.
        Ended = "ended",
    }
}

impl Contact {
    /// Whether the person may sign in to the portal: a representative answers by mail only.
    #[must_use]
    pub fn signs_in(&self) -> bool {
        self.active && self.role != ContactRole::Representative
    }

    /// Whether the person keeps the company's users; only somebody whom codes reach and who sees the whole company can.
    #[must_use]
    pub fn keeps_users(&self) -> bool {
        self.active && self.role == ContactRole::Admin && self.workplace.is_none() && self.email.is_some()
    }
}

/// An agreement with a company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// Own id.
    pub id: AgreementId,
    /// Company.
    pub company: CompanyId,
    /// Number shown to both sides.
    pub number: String,
    /// Kind.
    pub kind: AgreementKind,
    /// State.
    pub state: AgreementState,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: Option<NaiveDate>,
    /// Responsible company consultant.
    pub responsible: Option<AccountId>,
    /// What was agreed.
    pub terms: String,
    /// Raised by each change.
    pub version: i32,
}
