//! Registers that ask nobody: one that knows the invented companies handed to it, and one that is switched off.

use super::{CompanyRegister, LookUp, RegisterCompany, RegisterTrouble, RegisterWorkplace};
use crate::domain::numbers::{CvrNumber, PNumber};

/// Knows the companies it was given and no others.
#[derive(Clone, Debug, Default)]
pub struct InventedRegister {
    companies: Vec<RegisterCompany>,
}

impl InventedRegister {
    /// A register of these companies.
    #[must_use]
    pub fn of(companies: Vec<RegisterCompany>) -> Self {
        Self { companies }
    }
}

impl CompanyRegister for InventedRegister {
    fn look_up<'a>(&'a self, cvr: &'a CvrNumber) -> LookUp<'a, RegisterCompany> {
        let found = self.companies.iter().find(|company| company.cvr == *cvr).cloned();
        Box::pin(async move { found.ok_or(RegisterTrouble::NotFound) })
    }

    fn look_up_workplace<'a>(&'a self, p_number: &'a PNumber) -> LookUp<'a, RegisterWorkplace> {
        let found =
            self.companies.iter().flat_map(|company| &company.workplaces).find(|workplace| workplace.p_number == *p_number).cloned();
        Box::pin(async move { found.ok_or(RegisterTrouble::NotFound) })
    }

    fn at_once(&self) -> usize {
        100
    }
}

/// The register of an installation that has none.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoRegister;

impl CompanyRegister for NoRegister {
    fn look_up<'a>(&'a self, _: &'a CvrNumber) -> LookUp<'a, RegisterCompany> {
        Box::pin(async { Err(RegisterTrouble::Off) })
    }

    fn look_up_workplace<'a>(&'a self, _: &'a PNumber) -> LookUp<'a, RegisterWorkplace> {
        Box::pin(async { Err(RegisterTrouble::Off) })
    }

    fn at_once(&self) -> usize {
        0
    }
}
