//! Names to the acts of the audit: whose they were, read in two queries however many acts there are.

use std::collections::HashMap;

use uuid::Uuid;

use crate::{
    base::fault::Fault,
    domain::ids::{AccountId, ContactId},
    store::{accounts, contacts, scope::Scope},
};

/// Whoever did something, as the audit writes it.
pub type Doer<'a> = (&'a str, Option<Uuid>);

/// The names of staff and contacts.
#[derive(Clone, Debug, Default)]
pub struct Doers {
    /// Staff.
    pub staff: HashMap<AccountId, String>,
    contacts: HashMap<ContactId, String>,
}

impl Doers {
    /// Reads the names of those who did some acts, and of some members of staff besides.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn read<S: Scope>(scope: &S, acts: &[Doer<'_>], besides: Vec<AccountId>) -> Result<Self, Fault> {
        let of = |kind: &'static str| acts.iter().filter(move |(is, _)| *is == kind).filter_map(|(_, id)| *id);
        let staff: Vec<AccountId> = besides.into_iter().chain(of("staff").map(AccountId)).collect();
        let people: Vec<ContactId> = of("contact").map(ContactId).collect();
        Ok(Self {
            staff: accounts::some(scope, &staff).await?.into_iter().map(|account| (account.id, account.display_name)).collect(),
            contacts: contacts::some(scope, &people).await?.into_iter().map(|contact| (contact.id, contact.name)).collect(),
        })
    }

    /// The name of whoever did an act; nobody's where the clock did it.
    #[must_use]
    pub fn name(&self, doer: Doer<'_>) -> Option<String> {
        match doer {
            ("staff", Some(id)) => self.staff.get(&AccountId(id)).cloned(),
            ("contact", Some(id)) => self.contacts.get(&ContactId(id)).cloned(),
            _ => None,
        }
    }
}
