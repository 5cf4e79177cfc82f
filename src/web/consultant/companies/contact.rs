//! The form of a company's contact.

use askama::Template;

use super::{
    list::choices,
    part::{Frame, Part},
};
use crate::{
    domain::{
        company::ContactRole,
        ids::{CompanyId, ContactId},
        terms::Language,
    },
    state::AppState,
    use_cases::{
        companies::CompanyParts,
        contacts::{ChangeContact, CreateContact, TypedContact},
        failure::Failure,
    },
    web::{
        extract::Consultant,
        layout::Shell,
        parts::{Choice, FormErrors},
    },
};

#[derive(Template)]
#[template(path = "consultant/companies/contact.html")]
pub(super) struct ContactForm {
    shell: Shell,
    action: String,
    back: String,
    is_new: bool,
    typed: TypedContact,
    errors: FormErrors,
    languages: Vec<Choice>,
    workplaces: Vec<Choice>,
    roles: Vec<Choice>,
}

impl Part for TypedContact {
    type Id = ContactId;
    type Form = ContactForm;
    const ADDRESS: &'static str = "kontakter";
    const TITLES: [&'static str; 2] = ["contact-new", "contact-edit"];

    fn fresh(_state: &AppState, _parts: &CompanyParts) -> Self {
        Self::fresh()
    }

    fn known(parts: &CompanyParts, id: ContactId) -> Option<Self> {
        parts.contacts.iter().find(|one| one.id == id).map(Self::from)
    }

    fn form(self, _state: &AppState, me: &Consultant, parts: &CompanyParts, frame: Frame) -> ContactForm {
        let places = parts.workplaces.iter().map(|place| (place.id.to_string(), &place.name));
        ContactForm {
            shell: frame.shell,
            action: frame.action,
            back: frame.back,
            is_new: frame.is_new,
            errors: frame.errors,
            languages: choices(me, "language", Language::ALL, &self.language),
            roles: choices(me, "contact-role", ContactRole::ALL, &self.role),
            workplaces: places.map(|(id, name)| Choice::new(id.as_str(), name, id == self.workplace)).collect(),
            typed: self,
        }
    }

    async fn save(self, state: &AppState, me: &Consultant, company: CompanyId, which: Option<ContactId>) -> Result<(), Failure> {
        match which {
            None => state.app.carry_out(&me.actor, &CreateContact { company, typed: self }).await.map(|_| ()),
            Some(contact) => state.app.carry_out(&me.actor, &ChangeContact { contact, typed: self }).await,
        }
    }
}
