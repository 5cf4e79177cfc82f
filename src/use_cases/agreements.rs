//! Agreements with companies: made and changed.

use serde::Deserialize;
use serde_json::json;

use super::{
    app::{App, same_version},
    failure::{Failure, OrNotFound},
    intention::Intention,
    typed::{Fields, changed_fields, shown},
};
use crate::{
    domain::{
        company::{Agreement, AgreementKind, AgreementState},
        ids::{AccountId, AgreementId, CompanyId},
        permission::Right,
        refusal::Refusal,
    },
    store::{
        accounts, agreements, companies,
        work::{Subject, Work},
    },
};

/// An agreement as it stands in a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TypedAgreement {
    /// The version that the form showed.
    pub version: i32,
    /// Number shown to both sides.
    pub number: String,
    /// Kind.
    pub kind: String,
    /// State.
    pub state: String,
    /// First day.
    pub starts_on: String,
    /// Last day; empty = open-ended.
    pub ends_on: String,
    /// Id of the responsible company consultant.
    pub responsible: String,
    /// What was agreed.
    pub terms: String,
}

impl From<&Agreement> for TypedAgreement {
    fn from(agreement: &Agreement) -> Self {
        Self {
            version: agreement.version,
            number: agreement.number.clone(),
            kind: agreement.kind.to_string(),
            state: agreement.state.to_string(),
            starts_on: agreement.starts_on.to_string(),
            ends_on: shown(agreement.ends_on.as_ref()),
            responsible: shown(agreement.responsible.as_ref()),
            terms: agreement.terms.clone(),
        }
    }
}

impl TypedAgreement {
    fn read(&self, app: &App, blank: &Agreement) -> Result<Agreement, Refusal> {
        let mut fields = Fields::default();
        let number = fields.required("number", &self.number);
        let kind = fields.word("kind", &self.kind, AgreementKind::parse);
        let state = fields.word("state", &self.state, AgreementState::parse);
        let starts_on = fields.day("starts_on", &self.starts_on);
        if self.starts_on.trim().is_empty() {
            fields.refuse("starts_on", "error-required");
        }
        let ends_on = fields.day("ends_on", &self.ends_on);
        if matches!((starts_on, ends_on), (Some(first), Some(last)) if last < first) {
            fields.refuse("ends_on", "error-order");
        }
        let terms = fields.free_text("terms", &self.terms, app);
        let responsible: Option<AccountId> = fields.optional_word("responsible", &self.responsible, |id| id.parse().ok());
        let read = number.zip(kind).zip(state.zip(starts_on));
        let ((number, kind), (state, starts_on)) = fields.accept(read)?;
        Ok(Agreement { number, kind, state, starts_on, ends_on, responsible, terms, ..blank.clone() })
    }
}

/// Makes or changes an agreement.
pub struct SaveAgreement {
    /// The company.
    pub company: CompanyId,
    /// Which; none = a new one.
    pub agreement: Option<AgreementId>,
    /// The form.
    pub typed: TypedAgreement,
}

impl Intention for SaveAgreement {
    const NAME: &'static str = "agreement.save";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = AgreementId;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<AgreementId, Failure> {
        let before = self.before(app, work).await?;
        let agreement = self.typed.read(app, &before)?;
        check_responsible(work, &agreement).await?;
        if !agreements::save(work, &agreement, self.agreement.is_none()).await? {
            return Err(Refusal::ExistsAlready { field: "number" }.into());
        }
        let detail = json!({ "fields": difference(&before, &agreement), "state": agreement.state });
        work.note(Subject::new("agreement", agreement.id), detail);
        Ok(agreement.id)
    }
}

impl SaveAgreement {
    async fn before(&self, app: &App, work: &Work<'_>) -> Result<Agreement, Failure> {
        let company = companies::find(work, self.company).await?.or_not_found()?;
        let Some(id) = self.agreement else {
            return Ok(Agreement {
                id: AgreementId(work.new_id()),
                company: company.id,
                number: String::new(),
                kind: AgreementKind::Enkeltpladser,
                state: AgreementState::Draft,
                starts_on: app.clock.today(),
                ends_on: None,
                responsible: None,
                terms: String::new(),
                version: 1,
            });
        };
        let agreement = agreements::find(work, id).await?.filter(|agreement| agreement.company == company.id).or_not_found()?;
        same_version(self.typed.version, agreement.version)?;
        Ok(agreement)
    }
}

async fn check_responsible(work: &Work<'_>, agreement: &Agreement) -> Result<(), Failure> {
    let Some(id) = agreement.responsible else { return Ok(()) };
    match accounts::find(work, id).await? {
        Some(_) => Ok(()),
        None => Err(Refusal::field("responsible", "error-choose").into()),
    }
}

fn difference(before: &Agreement, after: &Agreement) -> Vec<&'static str> {
    changed_fields(&[
        ("number", before.number != after.number),
        ("kind", before.kind != after.kind),
        ("state", before.state != after.state),
        ("period", (before.starts_on, before.ends_on) != (after.starts_on, after.ends_on)),
        ("responsible", before.responsible != after.responsible),
        ("terms", before.terms != after.terms),
    ])
}
