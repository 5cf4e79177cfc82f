//! People who speak for companies: made and changed; whoever stops is signed out at once.

use serde::Deserialize;
use serde_json::json;

use super::{
    app::{App, same_version},
    contact_access::{self, applied},
    failure::{Failure, OrNotFound},
    intention::Intention,
    typed::{Fields, changed_fields, shown},
};
use crate::{
    domain::{
        company::{AccessChange, Contact, ContactRole},
        event::Event,
        ids::{CompanyId, ContactId, WorkplaceId},
        permission::Right,
        refusal::Refusal,
        terms::Language,
    },
    store::{
        contacts,
        work::{Subject, Work},
        workplaces,
    },
};

/// A contact as it stands in a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TypedContact {
    /// The version that the form showed.
    pub version: i32,
    /// Name.
    pub name: String,
    /// Mail address.
    pub email: String,
    /// Phone.
    pub phone: String,
    /// Id of the only workplace; empty = all of the company.
    pub workplace: String,
    /// da or en.
    pub language: String,
    /// admin, contact or representative; empty = as it is, and of a new one what the company needs.
    pub role: String,
    /// `ja` while the person speaks for the company.
    pub active: String,
    /// `ja` where a new person is welcomed by mail.
    pub welcome: String,
}

impl From<&Contact> for TypedContact {
    fn from(contact: &Contact) -> Self {
        Self {
            version: contact.version,
            name: contact.name.clone(),
            email: contact.email.clone().unwrap_or_default(),
            phone: contact.phone.clone().unwrap_or_default(),
            workplace: shown(contact.workplace.as_ref()),
            language: contact.language.to_string(),
            role: contact.role.to_string(),
            welcome: String::new(),
            active: if contact.active { "ja" } else { "" }.to_owned(),
        }
    }
}

impl TypedContact {
    /// A contact as a new form shows it.
    #[must_use]
    pub fn fresh() -> Self {
        Self { language: Language::Da.to_string(), role: ContactRole::Contact.to_string(), active: "ja".to_owned(), ..Self::default() }
    }

    /// The contact as the form wants it.
    pub(super) async fn read(&self, work: &Work<'_>, contact: &Contact) -> Result<Contact, Failure> {
        let mut fields = Fields::default();
        let name = fields.required("name", &self.name);
        let language = fields.word("language", &self.language, Language::parse);
        let workplace: Option<WorkplaceId> = fields.optional_word("workplace", &self.workplace, |id| id.parse().ok());
        let (email, phone) = (fields.mail_address("email", &self.email), fields.line("phone", &self.phone));
        if email.is_none() && phone.is_none() {
            fields.refuse("email", "contact-unreachable");
        }
        let role = fields.optional_word("role", &self.role, ContactRole::parse).unwrap_or(contact.role);
        if role == ContactRole::Admin && !self.role.is_empty() {
            self.check_admin(&mut fields, email.is_some(), workplace);
        }
        let (name, language) = fields.accept(name.zip(language))?;
        check_workplace(work, contact.company, workplace).await?;
        let active = self.active == "ja";
        Ok(Contact { name, email: email.map(|email| email.to_lowercase()), phone, language, workplace, role, active, ..contact.clone() })
    }

    /// Whoever keeps a company's users must be reached by codes and see all of it.
    fn check_admin(&self, fields: &mut Fields, has_address: bool, workplace: Option<WorkplaceId>) {
        if !has_address {
            fields.refuse("email", "error-required");
        }
        if workplace.is_some() {
            fields.refuse("workplace", "user-admin-sees-all");
        }
    }
}

/// A contact of a company of whom nothing is known yet; the first who can is the one who keeps its users.
pub(super) async fn blank(work: &Work<'_>, company: CompanyId, typed: &TypedContact) -> Result<Contact, Failure> {
    let has_admin = contacts::of_company(work, company).await?.iter().any(Contact::keeps_users);
    let can_be = typed.workplace.is_empty() && !typed.email.trim().is_empty();
    Ok(Contact {
        id: ContactId(work.new_id()),
        company,
        workplace: None,
        name: String::new(),
        email: None,
        phone: None,
        language: Language::Da,
        role: if can_be && !has_admin { ContactRole::Admin } else { ContactRole::Contact },
        active: true,
        version: 1,
    })
}

async fn check_workplace(work: &Work<'_>, company: CompanyId, workplace: Option<WorkplaceId>) -> Result<(), Failure> {
    let Some(id) = workplace else { return Ok(()) };
    let found = workplaces::find(work, id).await?.filter(|workplace| workplace.company == company);
    if found.is_some() { Ok(()) } else { Err(Refusal::field("workplace", "error-choose").into()) }
}

/// Makes a contact.
pub struct CreateContact {
    /// The company.
    pub company: CompanyId,
    /// The form.
    pub typed: TypedContact,
}

impl Intention for CreateContact {
    const NAME: &'static str = "contact.create";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = ContactId;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<ContactId, Failure> {
        let company = contact_access::lock(work, self.company).await?;
        let blank = blank(work, company.id, &self.typed).await?;
        let mut contact = self.typed.read(work, &blank).await?;
        if blank.role == ContactRole::Admin && contact.role == ContactRole::Contact {
            contact.role = ContactRole::Admin;
        }
        contacts::insert(work, &contact).await?;
        if self.typed.welcome == "ja" && contact.signs_in() && contact.email.is_some() {
            work.happened(Event::ContactInvited { contact: contact.id });
        }
        contact_access::tell(work, &contact, AccessChange::Added).await?;
        work.note(Subject::new("contact", contact.id), json!({}));
        Ok(contact.id)
    }
}

/// Changes a contact; one who no longer speaks for the company, or has another address or workplace, is signed out,
/// and its answer links end; what is still asked goes to the new address.
pub struct ChangeContact {
    /// Which.
    pub contact: ContactId,
    /// The form.
    pub typed: TypedContact,
}

impl Intention for ChangeContact {
    const NAME: &'static str = "contact.change";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let company = contacts::find(work, self.contact).await?.or_not_found()?.company;
        contact_access::lock(work, company).await?;
        let contact = contacts::find(work, self.contact).await?.or_not_found()?;
        same_version(self.typed.version, contact.version)?;
        let changed = self.typed.read(work, &contact).await?;
        applied(work, &contact, &changed).await?;
        work.note(Subject::new("contact", contact.id), json!({ "fields": difference(&contact, &changed), "active": changed.active }));
        Ok(())
    }
}

/// The fields that differ, for the audit.
pub(super) fn difference(before: &Contact, after: &Contact) -> Vec<&'static str> {
    changed_fields(&[
        ("name", before.name != after.name),
        ("email", before.email != after.email),
        ("phone", before.phone != after.phone),
        ("workplace", before.workplace != after.workplace),
        ("language", before.language != after.language),
        ("role", before.role != after.role),
        ("active", before.active != after.active),
    ])
}
