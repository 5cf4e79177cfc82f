//! Reads the roles.

use crate::{base::fault::Fault, domain::permission::RoleBook};

const ROLES: &str = include_str!("../../config/roles.toml");

/// The roles that come with the program.
///
/// # Errors
/// A right is not known; the sentence names the line.
pub fn role_book() -> Result<RoleBook, Fault> {
    toml::from_str(ROLES).map_err(|error| Fault::new("config/roles.toml cannot be read", error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::permission::Right;

    #[test]
    fn an_administrator_sees_no_citizen_and_a_company_nothing_but_its_portal() {
        let roles = role_book().expect("roles");
        assert!(!roles.rights_of(["administrator"]).contains(&Right::SeeCitizens));
        assert_eq!(roles.rights_of(["company"]), [Right::UsePortal, Right::AnswerProposals, Right::KeepOwnSlots].into());
    }
}
