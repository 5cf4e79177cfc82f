//! The names of rows: one type per kind of thing, so that a slot's id can never stand where a citizen's is meant.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The municipality that owns a row (not where a thing lies: that is [`super::numbers::MunicipalityCode`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TenantId(pub i32);

impl fmt::Display for TenantId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )+};
}

ids! {
    /// A company, known to the world by its CVR number.
    CompanyId,
    /// A workplace of a company, known to the world by its P-number.
    WorkplaceId,
    /// A person who speaks for a company.
    ContactId,
    /// What a company wrote in the public form.
    EnquiryId,
    /// A rule that sends enquiries to somebody.
    RoutingRuleId,
    /// A list that somebody saved under a name.
    SavedViewId,
    /// What somebody did to many companies at once.
    BulkChangeId,
    /// An agreement with a company.
    AgreementId,
    /// One version of an agreement.
    AgreementVersionId,
    /// A described place with one or more seats at one workplace.
    SlotId,
    /// One seat promised to one placement for a period.
    ClaimId,
    /// Days on which a workplace or slot takes nobody.
    ClosureId,
    /// What a contact answered about the company's slots.
    SlotAnswerId,
    /// A citizen.
    CitizenId,
    /// The random name of a citizen in the citizen index; says nothing about who it is.
    SearchId,
    /// A placement, from proposal to end.
    PlacementId,
    /// A municipality's own edition of the rules.
    EditionId,
    /// A verdict that was kept with a decision.
    VerdictId,
    /// A decision of VITAS that was noted.
    GrantId,
    /// A decision to show a company who a citizen is.
    ReleaseId,
    /// A member of staff's account.
    AccountId,
    /// A team of staff.
    TeamId,
    /// A signed-in browser.
    SessionId,
    /// A link in a letter.
    LinkId,
    /// A letter on its way.
    LetterId,
    /// Something that one person is to do.
    TaskId,
    /// An entry of the contact log.
    LogEntryId,
    /// A campaign.
    CampaignId,
    /// A piece of work to be done after a commit.
    JobId,
}
