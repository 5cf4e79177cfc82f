//! Two entries of one company become one: which facts win, and what must still hold for it to be undone.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    company::{Address, Branch, Company},
    ids::AccountId,
    relation::Blocked,
    terms::{FigureSource, LadderStep, Sector, words},
};

/// Days for which a merge can be undone.
pub const UNDONE_WITHIN_DAYS: i64 = 30;

words! {
    /// A fact that one of the two may lend the other.
    Fact {
        /// Name.
        Name = "name",
        /// Sector.
        Sector = "sector",
        /// Address.
        Address = "address",
        /// Branch.
        Branch = "branch",
        /// Employees, with source and day.
        Employees = "employees",
        /// Phone.
        Phone = "phone",
        /// Mail address.
        Email = "email",
        /// Web site.
        Website = "website",
        /// Cold mail forbidden.
        AdvertisingProtected = "advertising_protected",
        /// Step of the ladder.
        Ladder = "ladder",
        /// Consultant.
        Consultant = "consultant",
        /// Substitute.
        Substitute = "substitute",
        /// Legal form.
        LegalForm = "legal_form",
    }
}

/// The facts of a company that a merge may change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    name: String,
    sector: Sector,
    address: Address,
    branch: Option<Branch>,
    employees: (Option<i32>, Option<i32>),
    employees_told: Option<(FigureSource, NaiveDate)>,
    phone: Option<String>,
    email: Option<String>,
    website: Option<String>,
    advertising_protected: Option<bool>,
    ladder: LadderStep,
    consultant: Option<AccountId>,
    substitute: Option<AccountId>,
    legal_form: Option<String>,
    social_enterprise: bool,
    retention_need: bool,
    blocked: Option<Blocked>,
    paused_until: Option<NaiveDate>,
}

impl Facts {
    /// The facts of a company as it stands.
    #[must_use]
    pub fn of(company: &Company) -> Self {
        let relation = company.relation.clone();
        Self {
            name: company.name.clone(),
            sector: company.sector,
            address: company.address.clone(),
            branch: company.branch.clone(),
            employees: company.employees,
            employees_told: company.employees_told,
            phone: company.phone.clone(),
            email: company.email.clone(),
            website: company.website.clone(),
            advertising_protected: company.advertising_protected,
            ladder: company.ladder,
            consultant: company.consultant,
            substitute: relation.substitute,
            legal_form: relation.legal_form,
            social_enterprise: relation.social_enterprise,
            retention_need: relation.retention_need,
            blocked: relation.blocked,
            paused_until: relation.paused_until,
        }
    }

    /// The company with these facts instead of its own.
    #[must_use]
    pub fn onto(self, company: &Company) -> Company {
        let mut told = company.clone();
        told.name = self.name;
        told.sector = self.sector;
        told.address = self.address;
        told.branch = self.branch;
        told.employees = self.employees;
        told.employees_told = self.employees_told;
        told.phone = self.phone;
        told.email = self.email;
        told.website = self.website;
        told.advertising_protected = self.advertising_protected;
        told.ladder = self.ladder;
        told.consultant = self.consultant;
        told.relation.substitute = self.substitute;
        told.relation.legal_form = self.legal_form;
        told.relation.social_enterprise = self.social_enterprise;
        told.relation.retention_need = self.retention_need;
        told.relation.blocked = self.blocked;
        told.relation.paused_until = self.paused_until;
        told
    }

    /// Facts in which the two differ, of those that can be chosen.
    #[must_use]
    pub fn differing(&self, other: &Self) -> Vec<Fact> {
        Fact::ALL.iter().copied().filter(|fact| self.differ_in(*fact, other)).collect()
    }

    fn differ_in(&self, fact: Fact, other: &Self) -> bool {
        match fact {
            Fact::Name => self.name != other.name,
            Fact::Sector => self.sector != other.sector,
            Fact::Address => self.address != other.address,
            Fact::Branch => self.branch != other.branch,
            Fact::Employees => self.employees != other.employees,
            Fact::Phone => self.phone != other.phone,
            Fact::Email => self.email != other.email,
            Fact::Website => self.website != other.website,
            Fact::AdvertisingProtected => self.advertising_protected != other.advertising_protected,
            Fact::Ladder => self.ladder != other.ladder,
            Fact::Consultant => self.consultant != other.consultant,
            Fact::Substitute => self.substitute != other.substitute,
            Fact::LegalForm => self.legal_form != other.legal_form,
        }
    }

    /// Whether there is anything to keep of a fact.
    #[must_use]
    pub fn has(&self, fact: Fact) -> bool {
        match fact {
            Fact::Name | Fact::Sector | Fact::Ladder => true,
            Fact::Address => self.address != Address::default(),
            Fact::Branch => self.branch.is_some(),
            Fact::Employees => self.employees != (None, None),
            Fact::Phone => self.phone.is_some(),
            Fact::Email => self.email.is_some(),
            Fact::Website => self.website.is_some(),
            Fact::AdvertisingProtected => self.advertising_protected.is_some(),
            Fact::Consultant => self.consultant.is_some(),
            Fact::Substitute => self.substitute.is_some(),
            Fact::LegalForm => self.legal_form.is_some(),
        }
    }

    /// These facts with some of the other's. What must not get lost holds where either has it: a block, the longer
    /// pause, social enterprise, a need for retention.
    #[must_use]
    pub fn joined(mut self, other: &Self, taken: &[Fact]) -> Self {
        for fact in taken {
            self.take(*fact, other);
        }
        self.social_enterprise |= other.social_enterprise;
        self.retention_need |= other.retention_need;
        self.blocked = self.blocked.or_else(|| other.blocked.clone());
        self.paused_until = self.paused_until.max(other.paused_until);
        if self.substitute == self.consultant {
            self.substitute = None;
        }
        self
    }

    fn take(&mut self, fact: Fact, other: &Self) {
        match fact {
            Fact::Name => self.name.clone_from(&other.name),
            Fact::Sector => self.sector = other.sector,
            Fact::Address => self.address.clone_from(&other.address),
            Fact::Branch => self.branch.clone_from(&other.branch),
            Fact::Employees => (self.employees, self.employees_told) = (other.employees, other.employees_told),
            Fact::Phone => self.phone.clone_from(&other.phone),
            Fact::Email => self.email.clone_from(&other.email),
            Fact::Website => self.website.clone_from(&other.website),
            Fact::AdvertisingProtected => self.advertising_protected = other.advertising_protected,
            Fact::Ladder => self.ladder = other.ladder,
            Fact::Consultant => self.consultant = other.consultant,
            Fact::Substitute => self.substitute = other.substitute,
            Fact::LegalForm => self.legal_form.clone_from(&other.legal_form),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(name: &str, phone: Option<&str>) -> Facts {
        Facts {
            name: name.to_owned(),
            sector: Sector::Privat,
            address: Address::default(),
            branch: None,
            employees: (None, None),
            employees_told: None,
            phone: phone.map(str::to_owned),
            email: None,
            website: None,
            advertising_protected: None,
            ladder: LadderStep::Kontakt,
            consultant: None,
            substitute: None,
            legal_form: None,
            social_enterprise: false,
            retention_need: false,
            blocked: None,
            paused_until: None,
        }
    }

    #[test]
    fn only_chosen_facts_are_taken() {
        let (one, other) = (facts("Havn ApS", None), facts("Havn A/S", Some("11 22 33 44")));
        assert_eq!(one.differing(&other), [Fact::Name, Fact::Phone]);
        let joined = one.joined(&other, &[Fact::Phone]);
        assert_eq!((joined.name.as_str(), joined.phone.as_deref()), ("Havn ApS", Some("11 22 33 44")));
    }

    #[test]
    fn a_pause_of_either_holds() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let paused = Facts { paused_until: day("2026-04-01"), ..facts("B", None) };
        assert_eq!(facts("A", None).joined(&paused, &[]).paused_until, day("2026-04-01"));
        let longer = Facts { paused_until: day("2026-05-01"), ..facts("A", None) };
        assert_eq!(longer.joined(&paused, &[]).paused_until, day("2026-05-01"));
    }
}
