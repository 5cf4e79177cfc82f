//! Who is in touch with which company: contact log, owner, tasks, visits, dormant relations and campaigns.

mod campaigning;
mod dormant;
mod logging;
mod owning;
mod tasking;
mod visiting;

use brobygger::{
    domain::{
        company::Company,
        ids::CompanyId,
        permission::Actor,
        refusal::{FieldRefused, Refusal},
    },
    store::companies,
    use_cases::{
        contact_log::{ContactsOf, LogContact, LogPage, Logged, TypedEntry},
        failure::Failure,
    },
};

use crate::kit::House;

/// A call of today with a note.
pub fn call(note: &str) -> TypedEntry {
    TypedEntry { kind: "call".to_owned(), note: note.to_owned(), ..TypedEntry::default() }
}

/// Writes an entry that is fine.
pub async fn log(house: &House, actor: &Actor, company: CompanyId, typed: TypedEntry) -> Logged {
    house.app.carry_out(actor, &LogContact { company, typed }).await.expect("logged")
}

/// The log as somebody reads it.
pub async fn read(house: &House, actor: &Actor, company: CompanyId) -> LogPage {
    let question = ContactsOf { company, asker: actor.account(), after: None, limit: 20 };
    house.app.ask(actor, &question).await.expect("a log")
}

/// The company as it is now.
pub async fn company(house: &House, id: CompanyId) -> Company {
    let reader = house.app.reader(house.tenant).await.expect("a reader");
    let found = companies::find(&reader, id).await.expect("read").expect("a company");
    reader.end().await.expect("the reader ends");
    found
}

/// Makes somebody the owner of a company, and somebody the substitute.
pub async fn owned_by(house: &House, company: &Company, owner: &Actor, substitute: Option<&Actor>) {
    let mut company = company.clone();
    company.consultant = owner.account();
    company.relation.substitute = substitute.and_then(Actor::account);
    house.write(house.tenant, async |work| companies::update(work, &company).await.expect("a company")).await;
}

/// The fields that were refused, each with its reason.
pub fn refused(failure: Failure) -> Vec<(&'static str, &'static str)> {
    let Failure::Refused(Refusal::Invalid { fields }) = failure else { panic!("refused for its fields: {failure}") };
    fields.into_iter().map(|FieldRefused { field, reason, .. }| (field, reason)).collect()
}
