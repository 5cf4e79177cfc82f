//! A company is made or changed.

use serde_json::json;

use super::typed::TypedCompany;
use crate::{
    domain::{company::Company, ids::CompanyId, numbers::CvrNumber, permission::Right, refusal::Refusal},
    store::{
        accounts, companies,
        work::{Subject, Work},
    },
    use_cases::{
        app::{App, same_version},
        failure::{Failure, OrNotFound},
        intention::Intention,
        typed::{Fields, changed_fields},
    },
};

async fn check_consultant(work: &Work<'_>, company: &Company) -> Result<(), Failure> {
    for (field, id) in [("consultant", company.consultant), ("substitute", company.relation.substitute)] {
        let Some(id) = id else { continue };
        if accounts::find(work, id).await?.is_none() {
            return Err(Refusal::field(field, "error-choose").into());
        }
    }
    Ok(())
}

/// Makes a company.
pub struct CreateCompany {
    /// The form.
    pub typed: TypedCompany,
}

impl Intention for CreateCompany {
    const NAME: &'static str = "company.create";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = CompanyId;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<CompanyId, Failure> {
        let mut fields = Fields::default();
        let cvr = fields.parsed("cvr", &self.typed.cvr, "company-cvr-invalid", CvrNumber::parse);
        let read = self.typed.read(app, &mut fields);
        let (cvr, read) = fields.accept(cvr.zip(read))?;
        let company = read.apply(&Company::unwritten(CompanyId(work.new_id()), cvr));
        check_consultant(work, &company).await?;
        if !companies::insert(work, &company).await? {
            return Err(Refusal::ExistsAlready { field: "cvr" }.into());
        }
        work.note(Subject::new("company", company.id), json!({ "ladder": company.ladder }));
        Ok(company.id)
    }
}

/// Changes a company.
pub struct ChangeCompany {
    /// Which.
    pub company: CompanyId,
    /// The form.
    pub typed: TypedCompany,
}

impl Intention for ChangeCompany {
    const NAME: &'static str = "company.change";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let company = companies::standing(work, self.company).await?.or_not_found()?;
        same_version(self.typed.version, company.version)?;
        let mut fields = Fields::default();
        let read = self.typed.read(app, &mut fields);
        let changed = fields.accept(read)?.apply(&company);
        check_consultant(work, &changed).await?;
        companies::update(work, &changed).await?;
        work.note(Subject::new("company", company.id), json!({ "fields": difference(&company, &changed) }));
        Ok(())
    }
}

fn difference(before: &Company, after: &Company) -> Vec<&'static str> {
    changed_fields(&[
        ("name", before.name != after.name),
        ("sector", before.sector != after.sector),
        ("address", before.address != after.address),
        ("branch", before.branch != after.branch),
        ("employees", before.employees != after.employees),
        ("phone", before.phone != after.phone),
        ("email", before.email != after.email),
        ("website", before.website != after.website),
        ("advertising_protected", before.advertising_protected != after.advertising_protected),
        ("ladder", before.ladder != after.ladder),
        ("consultant", before.consultant != after.consultant),
        ("substitute", before.relation.substitute != after.relation.substitute),
        ("legal_form", before.relation.legal_form != after.relation.legal_form),
        ("social_enterprise", before.relation.social_enterprise != after.relation.social_enterprise),
        ("retention_need", before.relation.retention_need != after.relation.retention_need),
        ("municipal_own", before.relation.municipal_own != after.relation.municipal_own),
        ("proposal_cap", before.relation.proposal_cap != after.relation.proposal_cap),
    ])
}
