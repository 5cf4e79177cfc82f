//! People who speak for companies: made and changed; whoever stops is signed out at once.

use serde::Deserialize;
use serde_json::json;

use super::{
    app::{App, same_version},
    failure::{Failure, OrNotFound},
    intention::Intention,
    placements::links::follow_contact,
    typed::{Fields, changed_fields, shown},
};
use crate::{
    domain::{
        company::{Contact, ContactRole},
        ids::{CompanyId, ContactId, WorkplaceId},
        permission::Right,
        refusal::Refusal,
        terms::Language,
    },
    store::{
        companies, contacts, sessions,
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
    /// `ja` while the person speaks for the company.
    pub active: String,
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
            active: if contact.active { "ja" } else { "" }.to_owned(),
        }
    }
}

impl TypedContact {
    /// A contact as a new form shows it.
    #[must_use]
    pub fn fresh() -> Self {
        Self { language: Language::Da.to_string(), active: "ja".to_owned(), ..Self::default() }
    }

    async fn read(&self, work: &Work<'_>, contact: &Contact) -> Result<Contact, Failure> {
        let mut fields = Fields::default();
        let name = fields.required("name", &self.name);
        let language = fields.word("language", &self.language, Language::parse);
        let workplace: Option<WorkplaceId> = fields.optional_word("workplace", &self.workplace, |id| id.parse().ok());
        let (email, phone) = (fields.mail_address("email", &self.email), fields.line("phone", &self.phone));
        if email.is_none() && phone.is_none() {
            fields.refuse("email", "contact-unreachable");
        }
        let (name, language) = fields.accept(name.zip(language))?;
        check_workplace(work, contact.company, workplace).await?;
        let active = self.active == "ja";
        Ok(Contact { name, email: email.map(|email| email.to_lowercase()), phone, language, workplace, active, ..contact.clone() })
    }
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
        let company = companies::find(work, self.company).await?.or_not_found()?;
        let blank = Contact {
            id: ContactId(work.new_id()),
            company: company.id,
            workplace: None,
            name: String::new(),
            email: None,
            phone: None,
            language: Language::Da,
            role: ContactRole::Contact,
            active: true,
            version: 1,
        };
        let contact = self.typed.read(work, &blank).await?;
        contacts::insert(work, &contact).await?;
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
        let contact = contacts::find(work, self.contact).await?.or_not_found()?;
        same_version(self.typed.version, contact.version)?;
        let changed = self.typed.read(work, &contact).await?;
        contacts::update(work, &changed).await?;
        let sees_less = !changed.active || changed.email != contact.email || changed.workplace != contact.workplace;
        if sees_less {
            sessions::revoke_all_of_contact(work, contact.id).await?;
        }
        follow_contact(work, &contact, &changed).await?;
        work.note(Subject::new("contact", contact.id), json!({ "fields": difference(&contact, &changed), "active": changed.active }));
        Ok(())
    }
}

fn difference(before: &Contact, after: &Contact) -> Vec<&'static str> {
    changed_fields(&[
        ("name", before.name != after.name),
        ("email", before.email != after.email),
        ("phone", before.phone != after.phone),
        ("workplace", before.workplace != after.workplace),
        ("language", before.language != after.language),
        ("active", before.active != after.active),
    ])
}
