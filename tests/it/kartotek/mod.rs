//! The kartotek at work scale: filters and exact counts, saved views, one act on many, lists that go out and come in again.

mod bulk;
mod exports;
mod facets;
mod following;
mod measure;
mod pages;
mod views;

use brobygger::{
    domain::{company::Company, ids::CompanyId, kartotek::Criteria, numbers::CvrNumber, permission::Actor},
    store::{companies, work::Work},
    use_cases::companies::{CompanyList, ListCompanies},
};

use crate::kit::House;

/// The n-th valid CVR number of the invented ones.
pub fn cvr(n: usize) -> CvrNumber {
    let numbers = (90_000_000u32..).filter_map(|number| CvrNumber::parse(&number.to_string()).ok());
    numbers.take(n + 1).last().expect("numbers enough")
}

/// Valid CVR numbers, one after the other.
pub fn cvrs() -> impl Iterator<Item = CvrNumber> {
    (90_000_000u32..).filter_map(|number| CvrNumber::parse(&number.to_string()).ok())
}

/// A company of which nothing but number and name is known.
pub fn bare(house: &House, cvr: CvrNumber, name: &str) -> Company {
    Company { name: name.to_owned(), ..Company::unwritten(CompanyId(house.app.ids.random()), cvr) }
}

/// Writes companies of these names.
pub async fn named(house: &House, names: &[&str]) -> Vec<Company> {
    let made: Vec<Company> = names.iter().zip(cvrs()).map(|(name, cvr)| bare(house, cvr, name)).collect();
    house.write(house.tenant, async |work| insert_all(work, &made).await).await;
    made
}

pub async fn insert_all(work: &mut Work<'_>, made: &[Company]) {
    for company in made {
        assert!(companies::insert(work, company).await.expect("a company"));
    }
}

/// What somebody sees of the list.
pub async fn list(house: &House, actor: &Actor, criteria: Criteria) -> CompanyList {
    let question = ListCompanies { criteria, limit: 50, with_facets: true, ..ListCompanies::default() };
    house.app.ask(actor, &question).await.expect("a list")
}

/// The names on it.
pub async fn names(house: &House, actor: &Actor, criteria: Criteria) -> Vec<String> {
    list(house, actor, criteria).await.rows.into_iter().map(|row| row.company.name).collect()
}
