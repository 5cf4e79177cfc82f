//! Somebody who speaks for several companies with one mailbox, and chooses the one whose portal is shown.

use serde_json::json;

use crate::{
    base::secret::hash_of,
    domain::{
        company::Contact,
        ids::ContactId,
        permission::{Actor, Right},
    },
    store::{
        companies, contacts,
        scope::{Reader, Scope},
        sessions,
        work::{Subject, Work},
        workplaces,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::{Intention, Question},
    },
};

/// A company that somebody speaks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCompany {
    /// As which contact.
    pub contact: ContactId,
    /// The company's name.
    pub name: String,
    /// The one workplace, where the contact is bound to one.
    pub workplace: Option<String>,
    /// Whether its portal is shown now.
    pub is_shown: bool,
}

/// All contacts with the mailbox of one of them, itself among them. Each has shown by the code that the mailbox is its
/// own, since the mailbox is the same.
pub(super) async fn with_mailbox_of<S: Scope>(scope: &S, contact: ContactId) -> Result<Vec<Contact>, Failure> {
    let me = contacts::find(scope, contact).await?.filter(Contact::signs_in).or_not_found()?;
    match &me.email {
        Some(email) => Ok(contacts::by_email(scope, email).await?.into_iter().filter(Contact::signs_in).collect()),
        None => Ok(vec![me]),
    }
}

/// Asks for the companies that whoever is signed in speaks for.
#[derive(Clone, Debug)]
pub struct OwnCompanies {
    contact: Option<ContactId>,
}

impl OwnCompanies {
    /// The companies of whoever asks.
    #[must_use]
    pub fn new(actor: &Actor) -> Self {
        Self { contact: actor.contact() }
    }
}

impl Question for OwnCompanies {
    const NAME: &'static str = "portal.own_companies";
    const RIGHT: Right = Right::UsePortal;
    type Answer = Vec<OwnCompany>;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<Vec<OwnCompany>, Failure> {
        let shown = self.contact.or_not_found()?;
        let mut own = Vec::new();
        for contact in with_mailbox_of(reader, shown).await? {
            let company = companies::find(reader, contact.company).await?.or_not_found()?;
            let workplace = match contact.workplace {
                Some(id) => workplaces::find(reader, id).await?.map(|workplace| workplace.name),
                None => None,
            };
            own.push(OwnCompany { contact: contact.id, name: company.name, workplace, is_shown: contact.id == shown });
        }
        own.sort_by(|one, other| (&one.name, &one.workplace).cmp(&(&other.name, &other.workplace)));
        Ok(own)
    }
}

/// Shows the portal of another company of one's own in the same session.
pub struct ShowCompany {
    /// The session's token.
    pub token: String,
    /// As which contact.
    pub contact: ContactId,
}

impl Intention for ShowCompany {
    const NAME: &'static str = "portal.show_company";
    const RIGHT: Right = Right::UsePortal;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let me = work.actor().contact().or_not_found()?;
        let own = with_mailbox_of(work, me).await?;
        let other = own.iter().find(|contact| contact.id == self.contact).or_not_found()?;
        if !sessions::speak_for(work, &hash_of(self.token.as_bytes()), me, other.id).await? {
            return Err(Failure::NotFound);
        }
        work.note(Subject::new("contact", other.id), json!({ "from": me }));
        Ok(())
    }
}
