//! A company's own users: kept by those of its contacts who are admins, and by nobody else.

use chrono::Duration;
use serde_json::json;

use super::slots::reach;
use crate::{
    base::clock::Moment,
    domain::{
        company::{AccessChange, Contact},
        event::Event,
        ids::{CompanyId, ContactId, WorkplaceId},
        letter::LetterKind,
        permission::{Actor, Right, Who},
        refusal::Refusal,
    },
    store::{
        contacts,
        scope::{Reader, Scope},
        work::{Subject, Work},
        workplaces,
    },
    use_cases::{
        app::{App, same_version},
        contact_access::{self, applied},
        contacts::{TypedContact, blank, difference},
        failure::{Failure, OrNotFound},
        intention::{Intention, Question},
    },
};

/// Most welcomes that a person gets in a day.
const MOST_WELCOMES: u64 = 3;
/// Most users that a company takes in within a day: each of them gets a letter.
const MOST_INVITED: u64 = 20;

/// A user as the company sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortalUser {
    /// The contact.
    pub contact: Contact,
    /// Name of the only workplace.
    pub workplace: Option<String>,
    /// When the person last signed in.
    pub seen_at: Option<Moment>,
    /// Whether it is the reader.
    pub is_self: bool,
}

impl PortalUser {
    /// Whether the person was invited and has not come yet.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        self.contact.signs_in() && self.seen_at.is_none()
    }
}

/// The company's users with the workplaces that one can be bound to.
#[derive(Clone, Debug)]
pub struct UsersFound {
    /// The users, by name.
    pub users: Vec<PortalUser>,
    /// The company's workplaces, by name.
    pub workplaces: Vec<(WorkplaceId, String)>,
}

/// Asks for the users of the company of whoever asks.
#[derive(Clone, Debug)]
pub struct PortalUsers {
    who: Who,
}

impl PortalUsers {
    /// The users of the own company.
    #[must_use]
    pub fn new(actor: &Actor) -> Self {
        Self { who: actor.who.clone() }
    }
}

impl Question for PortalUsers {
    const NAME: &'static str = "portal.users";
    const RIGHT: Right = Right::ManagePortalUsers;
    type Answer = UsersFound;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<UsersFound, Failure> {
        let (company, _) = reach(&self.who)?;
        let me = if let Who::Contact { contact, .. } = self.who { Some(contact) } else { None };
        let places: Vec<(WorkplaceId, String)> =
            workplaces::of_company(reader, company).await?.into_iter().map(|place| (place.id, place.name)).collect();
        let seen = contacts::last_seen(reader, company).await?;
        let name_of = |id: WorkplaceId| places.iter().find(|(place, _)| *place == id).map(|(_, name)| name.clone());
        let active = contacts::of_company(reader, company).await?.into_iter().filter(|contact| contact.active);
        let user = |contact: Contact| PortalUser {
            workplace: contact.workplace.and_then(name_of),
            seen_at: seen.get(&contact.id).copied(),
            is_self: Some(contact.id) == me,
            contact,
        };
        Ok(UsersFound { users: active.map(user).collect(), workplaces: places.clone() })
    }
}

fn own_company(work: &Work<'_>) -> Result<CompanyId, Failure> {
    reach(&work.actor().who).map(|(company, _)| company)
}

/// A living user of the own company; another's is answered as an unknown one.
async fn own_user(work: &Work<'_>, id: ContactId) -> Result<Contact, Failure> {
    let company = own_company(work)?;
    contact_access::lock(work, company).await?;
    contacts::find(work, id).await?.filter(|contact| contact.company == company && contact.active).or_not_found()
}

/// Nobody is invited twice, and a user without an address could not be reached.
async fn must_be_reached(work: &Work<'_>, user: &Contact) -> Result<(), Failure> {
    let Some(email) = &user.email else { return Err(Refusal::field("email", "error-required").into()) };
    let known = contacts::of_company(work, user.company).await?;
    let is_there = |other: &Contact| other.id != user.id && other.active && other.email.as_ref() == Some(email);
    if known.iter().any(is_there) { Err(Refusal::field("email", "user-email-there").into()) } else { Ok(()) }
}

/// Invites somebody to the company's portal.
#[derive(Clone, Debug)]
pub struct InviteUser {
    /// The form.
    pub typed: TypedContact,
}

impl Intention for InviteUser {
    const NAME: &'static str = "portal.invite_user";
    const RIGHT: Right = Right::ManagePortalUsers;
    type Done = ContactId;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<ContactId, Failure> {
        let company = contact_access::lock(work, own_company(work)?).await?;
        if contacts::made_since(work, company.id, work.at() - Duration::days(1)).await? >= MOST_INVITED {
            return Err(Refusal::TooManyAttempts.into());
        }
        let blank = blank(work, company.id, &self.typed).await?;
        let user = Contact { active: true, ..self.typed.read(work, &blank).await? };
        must_be_reached(work, &user).await?;
        contacts::insert(work, &user).await?;
        if user.signs_in() {
            work.happened(Event::ContactInvited { contact: user.id });
        }
        contact_access::tell(work, &user, AccessChange::Added).await?;
        work.note(Subject::new("contact", user.id), json!({ "role": user.role }));
        Ok(user.id)
    }
}

/// Changes a user of the company.
#[derive(Clone, Debug)]
pub struct ChangeUser {
    /// Which.
    pub user: ContactId,
    /// The form.
    pub typed: TypedContact,
}

impl Intention for ChangeUser {
    const NAME: &'static str = "portal.change_user";
    const RIGHT: Right = Right::ManagePortalUsers;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let before = own_user(work, self.user).await?;
        same_version(self.typed.version, before.version)?;
        let after = Contact { active: true, ..self.typed.read(work, &before).await? };
        must_be_reached(work, &after).await?;
        applied(work, &before, &after).await?;
        work.note(Subject::new("contact", after.id), json!({ "fields": difference(&before, &after), "role": after.role }));
        Ok(())
    }
}

/// Takes a user's access away: the person is signed out at once and answer links end.
#[derive(Clone, Debug)]
pub struct RemoveUser {
    /// Which.
    pub user: ContactId,
}

impl Intention for RemoveUser {
    const NAME: &'static str = "portal.remove_user";
    const RIGHT: Right = Right::ManagePortalUsers;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let before = own_user(work, self.user).await?;
        let after = Contact { active: false, ..before.clone() };
        applied(work, &before, &after).await?;
        work.note(Subject::new("contact", after.id), json!({ "active": false }));
        Ok(())
    }
}

/// Sends the welcome once more to somebody who has not signed in yet.
#[derive(Clone, Debug)]
pub struct InviteAgain {
    /// Whom.
    pub user: ContactId,
}

impl Intention for InviteAgain {
    const NAME: &'static str = "portal.invite_again";
    const RIGHT: Right = Right::ManagePortalUsers;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let user = own_user(work, self.user).await?;
        let has_come = contacts::last_seen(work, user.company).await?.contains_key(&user.id);
        if has_come || !user.signs_in() {
            return Err(Refusal::AlreadyAnswered.into());
        }
        if contacts::written_to(work, user.id, LetterKind::Welcome, work.at() - Duration::days(1)).await? >= MOST_WELCOMES {
            return Err(Refusal::TooManyAttempts.into());
        }
        work.happened(Event::ContactInvited { contact: user.id });
        work.note(Subject::new("contact", user.id), json!({ "invited": "again" }));
        Ok(())
    }
}
