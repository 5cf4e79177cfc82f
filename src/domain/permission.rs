//! Who acts, and what they may do. Roles are sets of rights, read from `config/roles.toml`.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    company::Contact,
    ids::{AccountId, CompanyId, ContactId, LinkId, PlacementId, TeamId, TenantId, WorkplaceId},
    terms::words,
};

words! {
    /// One thing that a role may do.
    Right {
        /// Search and open places.
        SeeSlots = "see_slots",
        /// Make and change places.
        ChangeSlots = "change_slots",
        /// Open the virksomhedskartotek.
        SeeCompanies = "see_companies",
        /// Make and change companies, workplaces, contacts and agreements.
        ChangeCompanies = "change_companies",
        /// Write in the contact log.
        LogContact = "log_contact",
        /// Open citizens.
        SeeCitizens = "see_citizens",
        /// Make and change citizens' profiles.
        ChangeCitizens = "change_citizens",
        /// Make lists of matches.
        Match = "match",
        /// Propose and reserve a place for a citizen.
        Propose = "propose",
        /// Confirm a proposal, so that it reaches the company.
        Confirm = "confirm",
        /// Decide that a company is shown who a citizen is.
        Release = "release",
        /// The same for a citizen with a protected name.
        ReleaseProtected = "release_protected",
        /// Pass over a rule or an unknown fact with a written reason.
        Override = "override",
        /// Agree, start, extend and end placements.
        FollowUp = "follow_up",
        /// See the leaders' figures.
        SeeLeadership = "see_leadership",
        /// See the rule book.
        SeeRules = "see_rules",
        /// Write editions of the rule book, put them up, approve those of others, take them back.
        ChangeRules = "change_rules",
        /// See the audit.
        SeeAudit = "see_audit",
        /// Make, change and disable accounts and teams.
        ManageAccounts = "manage_accounts",
        /// Import files.
        Import = "import",
        /// Use the company portal.
        UsePortal = "use_portal",
        /// Answer proposals to the own company.
        AnswerProposals = "answer_proposals",
        /// Say how the own company's slots stand.
        KeepOwnSlots = "keep_own_slots",
        /// Keep the users of the own company; held by its admins and by no role.
        ManagePortalUsers = "manage_portal_users",
        /// The system's own work: clocks, letters, index.
        Housekeeping = "housekeeping",
    }
}

/// A set of rights.
pub type Rights = BTreeSet<Right>;

/// A role as data.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Role {
    /// Danish name.
    pub da: String,
    /// English name.
    pub en: String,
    /// What it may do.
    pub rights: Rights,
}

/// All roles by their stored words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct RoleBook {
    role: BTreeMap<String, Role>,
}

impl RoleBook {
    /// The rights of somebody with these roles; a word that is no role gives none.
    #[must_use]
    pub fn rights_of<'a>(&self, roles: impl IntoIterator<Item = &'a str>) -> Rights {
        roles.into_iter().filter_map(|word| self.role.get(word)).flat_map(|role| role.rights.iter().copied()).collect()
    }

    /// One role.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<&Role> {
        self.role.get(word)
    }

    /// Every role with its stored word.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Role)> {
        self.role.iter().map(|(word, role)| (word.as_str(), role))
    }
}

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Who {
    /// A member of staff.
    Staff {
        /// The account.
        account: AccountId,
        /// Its team.
        team: Option<TeamId>,
    },
    /// A signed-in company contact.
    Contact {
        /// The contact.
        contact: ContactId,
        /// The one company it may see.
        company: CompanyId,
        /// The one workplace, where it is bound to one.
        workplace: Option<WorkplaceId>,
        /// Whether it has shown within the last minutes that the mailbox is its own.
        stepped_up: bool,
    },
    /// Somebody who holds the answer link of one proposal.
    LinkHolder {
        /// The link.
        link: LinkId,
        /// The contact it was sent to.
        contact: ContactId,
        /// The one proposal it opens.
        placement: PlacementId,
    },
    /// Somebody who holds the link that asks a contact about the company's slots.
    SlotKeeper {
        /// The link.
        link: LinkId,
        /// The contact it was sent to.
        contact: ContactId,
        /// The contact's company.
        company: CompanyId,
        /// The one workplace, where the contact is bound to one.
        workplace: Option<WorkplaceId>,
    },
    /// The system's own jobs and the command line.
    System,
}

/// Somebody who acts for one municipality, with rights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The municipality; no use case reaches beyond it.
    pub tenant: TenantId,
    /// Who it is.
    pub who: Who,
    /// What they may do.
    pub rights: Rights,
    /// The request, for audit and log.
    pub request_id: Option<String>,
}

impl Actor {
    /// Whether the actor holds the right.
    #[must_use]
    pub fn may(&self, right: Right) -> bool {
        self.rights.contains(&right)
    }

    /// The system's own jobs and the command line.
    #[must_use]
    pub fn system(tenant: TenantId) -> Self {
        Self { tenant, who: Who::System, rights: Right::ALL.iter().copied().collect(), request_id: None }
    }

    /// The holder of an answer link; may only answer that proposal.
    #[must_use]
    pub fn link_holder(tenant: TenantId, link: LinkId, contact: ContactId, placement: PlacementId) -> Self {
        let who = Who::LinkHolder { link, contact, placement };
        Self { tenant, who, rights: [Right::AnswerProposals].into(), request_id: None }
    }

    /// The holder of the link that asks about slots; may only say how the contact's own slots stand.
    #[must_use]
    pub fn slot_keeper(tenant: TenantId, link: LinkId, contact: &Contact) -> Self {
        let who = Who::SlotKeeper { link, contact: contact.id, company: contact.company, workplace: contact.workplace };
        Self { tenant, who, rights: [Right::KeepOwnSlots].into(), request_id: None }
    }

    /// The account, when a member of staff acts.
    #[must_use]
    pub fn account(&self) -> Option<AccountId> {
        match self.who {
            Who::Staff { account, .. } => Some(account),
            _ => None,
        }
    }

    /// The contact, when a company acts.
    #[must_use]
    pub fn contact(&self) -> Option<ContactId> {
        match self.who {
            Who::Contact { contact, .. } | Who::LinkHolder { contact, .. } | Who::SlotKeeper { contact, .. } => Some(contact),
            _ => None,
        }
    }

    /// Whether the actor is staff or the system, not a company.
    #[must_use]
    pub fn is_inside(&self) -> bool {
        matches!(self.who, Who::Staff { .. } | Who::System)
    }
}
