//! The register: who gets no proposals, which step the facts speak for, what a company says, and two entries that are one.

mod alike;
mod barring;
mod ladder;
mod merging;
mod pages;
mod radar;
mod seeking;
mod willing;

use brobygger::{
    domain::{company::Company, ids::CompanyId},
    store::{companies, scope::Scope},
    use_cases::companies::TypedCompany,
};

use crate::kit::House;

/// A company as the database has it.
pub async fn company(house: &House, id: CompanyId) -> Company {
    let reader = house.app.reader(house.tenant).await.expect("a reader");
    assert_eq!(reader.tenant(), house.tenant);
    let found = companies::find(&reader, id).await.expect("read").expect("a company");
    reader.end().await.expect("the reader ends");
    found
}

/// A form of a new company.
pub fn typed(cvr: &str, name: &str) -> TypedCompany {
    let text = str::to_owned;
    TypedCompany {
        cvr: text(cvr),
        name: text(name),
        sector: text("privat"),
        ladder: text("kontakt"),
        postcode: text("4300"),
        ..TypedCompany::default()
    }
}
