//! What has happened; dispatch decides what follows from each.

use serde::{Deserialize, Serialize};

use super::{
    company::AccessChange,
    ids::{AccountId, AgreementVersionId, CitizenId, CompanyId, ContactId, EnquiryId, LinkId, PlacementId, ReleaseId, SlotId, WorkplaceId},
    terms::Language,
};

/// Whom a letter goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    /// A contact of a company.
    Contact(ContactId),
    /// A member of staff.
    Account(AccountId),
}

/// Something that happened, with ids only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// A consultant proposed a place for a citizen.
    PlacementProposed {
        /// Which.
        placement: PlacementId,
    },
    /// A seat is held for some days.
    PlacementReserved {
        /// Which.
        placement: PlacementId,
    },
    /// A hold has run out.
    HoldEnded {
        /// Which.
        placement: PlacementId,
    },
    /// A consultant confirmed it: the company is asked.
    PlacementOffered {
        /// Which.
        placement: PlacementId,
        /// Who is asked.
        contact: ContactId,
        /// The answer link.
        link: LinkId,
    },
    /// The company said yes.
    PlacementAccepted {
        /// Which.
        placement: PlacementId,
    },
    /// The company said no.
    PlacementDeclined {
        /// Which.
        placement: PlacementId,
    },
    /// Taken back, run out, or the citizen has another place: the company that was asked is told.
    PlacementRetracted {
        /// Which.
        placement: PlacementId,
        /// The contact that had been asked, if any.
        contact: Option<ContactId>,
        /// withdrawn, expired, obsolete or cancelled.
        reason: String,
    },
    /// A contact is asked whether the company's slots are still true.
    SlotsAsked {
        /// Who is asked.
        contact: ContactId,
        /// The link that answers.
        link: LinkId,
        /// Whether the contact asked for the link, so that it goes at any hour.
        on_request: bool,
    },
    /// Slots that nobody confirmed for too long are out of the search: their contact is told.
    SlotsClosed {
        /// Who is told.
        contact: ContactId,
        /// The link that opens them again.
        link: LinkId,
    },
    /// The same for the consultant of their companies.
    SlotsClosedAt {
        /// Who is told.
        account: AccountId,
    },
    /// The company may now see who it is.
    NameReleased {
        /// Which.
        placement: PlacementId,
        /// The decision.
        release: ReleaseId,
    },
    /// The company may no longer see who it is.
    ReleaseWithdrawn {
        /// Which.
        placement: PlacementId,
        /// The decision.
        release: ReleaseId,
    },
    /// Somebody is invited to the portal of a company.
    ContactInvited {
        /// Who.
        contact: ContactId,
    },
    /// Somebody's access to the portal of a company is another than before: a user of the company is told.
    ContactAccessChanged {
        /// Whose access.
        contact: ContactId,
        /// Who is told.
        to: ContactId,
        /// What happened.
        change: AccessChange,
    },
    /// A company wrote in the public form: a member of staff is told.
    EnquiryCame {
        /// Which.
        enquiry: EnquiryId,
        /// Who is told.
        account: AccountId,
    },
    /// The sender of an enquiry gets its number.
    EnquiryReceived {
        /// Which.
        enquiry: EnquiryId,
        /// In which language.
        language: Language,
    },
    /// The place is agreed.
    PlacementAgreed {
        /// Which.
        placement: PlacementId,
    },
    /// Started, extended, broken off or completed.
    PlacementMoved {
        /// Which.
        placement: PlacementId,
        /// The state it is in now.
        state: String,
    },
    /// A version of an agreement waits for the company's yes: one of those who may give it is told.
    AgreementSent {
        /// Which version.
        version: AgreementVersionId,
        /// Who is told.
        contact: ContactId,
    },
    /// A version of an agreement waits for the employees' representative.
    RepresentativeAsked {
        /// Which version.
        version: AgreementVersionId,
        /// Who is asked.
        contact: ContactId,
        /// The answer link.
        link: LinkId,
    },
    /// An agreement ends soon: somebody of the company is told.
    AgreementEndsForCompany {
        /// The version in force.
        version: AgreementVersionId,
        /// Who is told.
        contact: ContactId,
    },
    /// An agreement ends soon: somebody of the staff is told.
    AgreementEndsForStaff {
        /// The version in force.
        version: AgreementVersionId,
        /// Who is told.
        account: AccountId,
    },
    /// A decision of VITAS was noted.
    GrantRecorded {
        /// Which placement.
        placement: PlacementId,
        /// The decision's word.
        decision: String,
    },
    /// A contact asked for a sign-in code.
    SignInCodeAsked {
        /// Who.
        contact: ContactId,
        /// The code's id.
        code: uuid::Uuid,
    },
    /// A member of staff asked to set a new password.
    PasswordResetAsked {
        /// Who.
        account: AccountId,
        /// The link.
        link: LinkId,
    },
    /// A company gets no proposals for some time or until further notice: one of those who must know is told.
    CompanyBarred {
        /// Which.
        company: CompanyId,
        /// The company's contact who is told.
        contact: Option<ContactId>,
        /// The member of staff who is told.
        account: Option<AccountId>,
        /// Last day; none = until further notice.
        until: Option<chrono::NaiveDate>,
    },
    /// The rules change within two weeks: a member of staff is told.
    RulesChangeAhead {
        /// Who is told.
        account: AccountId,
        /// The first day of the new rules.
        day: chrono::NaiveDate,
    },
    /// Nobody has been in contact with some companies for long: their consultant is told.
    RelationsDormant {
        /// Who is told.
        account: AccountId,
        /// How many companies.
        count: u64,
    },
    /// A consultant sends a friendly word to a company.
    GreetingSent {
        /// To whom.
        contact: ContactId,
        /// Of which company.
        company: CompanyId,
        /// From whom.
        account: AccountId,
    },
    /// A slot was made or changed.
    SlotChanged {
        /// Which.
        slot: SlotId,
    },
    /// A workplace is full, has room again, or may take another number.
    RoomChanged {
        /// Which.
        workplace: WorkplaceId,
        /// Who is told.
        to: Addressee,
    },
    /// A citizen was made or changed.
    CitizenChanged {
        /// Which.
        citizen: CitizenId,
    },
}

impl Event {
    /// The stored kinds that this version of the program knows.
    pub const KINDS: &[&str] = &[
        "placement_proposed",
        "placement_reserved",
        "hold_ended",
        "placement_offered",
        "placement_accepted",
        "placement_declined",
        "placement_retracted",
        "slots_asked",
        "slots_closed",
        "slots_closed_at",
        "name_released",
        "release_withdrawn",
        "contact_invited",
        "contact_access_changed",
        "enquiry_came",
        "enquiry_received",
        "placement_agreed",
        "placement_moved",
        "agreement_sent",
        "representative_asked",
        "agreement_ends_for_company",
        "agreement_ends_for_staff",
        "grant_recorded",
        "sign_in_code_asked",
        "password_reset_asked",
        "company_barred",
        "rules_change_ahead",
        "relations_dormant",
        "greeting_sent",
        "slot_changed",
        "room_changed",
        "citizen_changed",
    ];
}

#[cfg(test)]
mod tests {
    use super::Event;

    #[test]
    fn every_kind_is_listed() {
        // The message names all variants that there are.
        let told = serde_json::from_str::<Event>(r#"{"kind":"?"}"#).expect_err("no such kind").to_string();
        let known: Vec<&str> = told.split('`').skip(3).step_by(2).collect();
        assert_eq!(known, Event::KINDS, "{told}");
    }
}
