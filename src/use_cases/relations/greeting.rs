//! A friendly word to a company that was not spoken with for long: only when a consultant sends it, never to the protected (M19).

use serde_json::json;

use crate::{
    domain::{event::Event, ids::CompanyId, permission::Right, refusal::Refusal},
    store::{
        companies, contacts,
        work::{Subject, Work},
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Intention,
    },
};

/// Sends the friendly word to a company's first active contact with an address.
pub struct SendGreeting {
    /// The company.
    pub company: CompanyId,
}

impl Intention for SendGreeting {
    const NAME: &'static str = "relation.greet";
    const RIGHT: Right = Right::LogContact;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let sender = work.actor().account().ok_or(Refusal::NeedsPerson)?;
        let company = companies::find(work, self.company).await?.or_not_found()?;
        if company.may_be_written_to_cold().is_err() {
            return Err(Refusal::field("company", "greeting-protected").into());
        }
        let reachable = contacts::of_company(work, company.id).await?.into_iter().filter(|one| one.active && one.email.is_some());
        let contact = reachable.min_by_key(|one| one.workplace.is_some()).ok_or(Refusal::NoContact)?;
        work.happened(Event::GreetingSent { contact: contact.id, company: company.id, account: sender });
        work.note(Subject::new("company", company.id), json!({ "contact": contact.id }));
        Ok(())
    }
}
