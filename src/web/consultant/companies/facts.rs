//! Facts of a company in words, for its page and for choosing between two.

use crate::{
    domain::{company::Company, merge::Fact},
    i18n::Texts,
    use_cases::companies::StaffName,
    web::consultant::slots::words,
};

/// The number of employees, as the register's span.
pub(super) fn employees(texts: Texts, company: &Company) -> String {
    match company.employees {
        (Some(min), Some(max)) if min != max => format!("{}–{}", texts.whole(min.into()), texts.whole(max.into())),
        (Some(count), _) | (None, Some(count)) => texts.whole(count.into()),
        (None, None) => String::new(),
    }
}

/// One fact in words; empty where nothing is known.
pub(super) fn fact(texts: Texts, company: &Company, staff: &[StaffName], fact: Fact) -> String {
    let relation = &company.relation;
    let name = |id| staff.iter().find(|person| Some(person.id) == id).map(|person| person.name.clone()).unwrap_or_default();
    match fact {
        Fact::Name => company.name.clone(),
        Fact::Sector => texts.text(&format!("sector-{}", company.sector)).into_owned(),
        Fact::Address => words::address(&company.address),
        Fact::Branch => company.branch.as_ref().map(|branch| format!("{} ({})", branch.code, branch.version)).unwrap_or_default(),
        Fact::Employees => employees(texts, company),
        Fact::Phone => company.phone.clone().unwrap_or_default(),
        Fact::Email => company.email.clone().unwrap_or_default(),
        Fact::Website => company.website.clone().unwrap_or_default(),
        Fact::AdvertisingProtected => {
            let key = |is: bool| if is { "company-protected-yes" } else { "company-protected-no" };
            company.advertising_protected.map(|is| texts.text(key(is)).into_owned()).unwrap_or_default()
        }
        Fact::Ladder => texts.text(&format!("ladder-{}", company.ladder)).into_owned(),
        Fact::Consultant => name(company.consultant),
        Fact::Substitute => name(relation.substitute),
        Fact::LegalForm => relation.legal_form.clone().unwrap_or_default(),
    }
}
