//! The page of a company that turned out to be another: where it is shown now, and the way back.

use askama::Template;

use super::url_of;
use crate::{
    domain::permission::Right,
    use_cases::companies::{Absorbed, CompanyFile},
    web::{
        extract::Consultant,
        layout::{Section, Shell},
    },
};

#[derive(Template)]
#[template(path = "consultant/companies/merged.html")]
pub(super) struct MergedPage {
    shell: Shell,
    into: String,
    into_url: String,
    on: chrono::NaiveDate,
    undo: Option<String>,
}

/// The page.
pub(super) fn page(me: &Consultant, file: &CompanyFile, leads_to: &Absorbed) -> MergedPage {
    let (texts, company) = (me.visit.texts, &file.parts.company);
    let may_undo = leads_to.can_undo && me.actor.may(Right::ChangeCompanies);
    MergedPage {
        shell: me.shell(Section::Companies, &company.name).crumb(texts.text("companies-title"), "/konsulent/virksomheder").lead(format!(
            "{} {}",
            texts.text("company-cvr"),
            company.cvr
        )),
        into: leads_to.name.clone(),
        into_url: url_of(leads_to.company),
        on: leads_to.on,
        undo: may_undo.then(|| format!("{}/skil-ad", url_of(company.id))),
    }
}
