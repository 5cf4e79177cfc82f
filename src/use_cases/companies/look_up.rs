//! A form is filled from the company register; no transaction is open while the register is asked.

use super::typed::TypedCompany;
use crate::{
    domain::{
        branch::BranchVersion,
        numbers::CvrNumber,
        permission::{Actor, Right},
        refusal::Refusal,
        terms::Language,
    },
    gateway::cvr::RegisterCompany,
    use_cases::{
        app::{App, require},
        failure::Failure,
    },
};

/// What the register said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookedUp {
    /// The form with what the register knows laid over it.
    Found {
        /// The form.
        typed: Box<TypedCompany>,
        /// False when the company has ceased.
        is_active: bool,
    },
    /// Nothing; the sentence says why and that one can go on by hand.
    Nothing(&'static str),
}

/// Looks up the CVR number of a form.
///
/// # Errors
/// No right, or the number is no CVR number.
pub async fn look_up(app: &App, actor: &Actor, typed: &TypedCompany, language: Language) -> Result<LookedUp, Failure> {
    require(actor, Right::ChangeCompanies)?;
    let cvr = CvrNumber::parse(&typed.cvr).map_err(|_| Refusal::field("cvr", "company-cvr-invalid"))?;
    match app.register.look_up(&cvr).await {
        Ok(found) => Ok(LookedUp::Found { is_active: found.is_active, typed: Box::new(laid_over(typed, found)) }),
        Err(trouble) => Ok(LookedUp::Nothing(trouble.sentence(language))),
    }
}

/// What the register does not know stays as it was typed.
fn laid_over(typed: &TypedCompany, found: RegisterCompany) -> TypedCompany {
    let or = |known: Option<String>, typed: &String| known.unwrap_or_else(|| typed.clone());
    let branch = found.branch.filter(|branch| branch.version != Some(BranchVersion::Db07)).map(|branch| branch.code);
    let protected = found.advertising_protected.map(|is| if is { "ja" } else { "nej" }.to_owned());
    TypedCompany {
        cvr: found.cvr.to_string(),
        name: found.name,
        street: or(found.address.street, &typed.street),
        postcode: or(found.address.postcode.map(|code| code.to_string()), &typed.postcode),
        branch: or(branch, &typed.branch),
        employees_min: or(found.employees.map(|band| band.min.to_string()), &typed.employees_min),
        employees_max: or(found.employees.and_then(|band| band.max).map(|most| most.to_string()), &typed.employees_max),
        phone: or(found.contact.phone, &typed.phone),
        email: or(found.contact.email, &typed.email),
        website: or(found.contact.website, &typed.website),
        advertising_protected: or(protected, &typed.advertising_protected),
        ..typed.clone()
    }
}
