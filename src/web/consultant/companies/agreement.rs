//! The form of a company's agreement.

use askama::Template;

use super::{
    form::staff_choices,
    list::choices,
    part::{Frame, Part},
};
use crate::{
    domain::{
        company::{AgreementKind, AgreementState},
        ids::{AgreementId, CompanyId},
    },
    state::AppState,
    use_cases::{
        agreements::{SaveAgreement, TypedAgreement},
        companies::CompanyParts,
        failure::Failure,
    },
    web::{
        extract::Consultant,
        layout::Shell,
        parts::{Choice, FormErrors},
    },
};

#[derive(Template)]
#[template(path = "consultant/companies/agreement.html")]
pub(super) struct AgreementForm {
    shell: Shell,
    action: String,
    back: String,
    typed: TypedAgreement,
    errors: FormErrors,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    responsible: Vec<Choice>,
}

impl Part for TypedAgreement {
    type Id = AgreementId;
    type Form = AgreementForm;
    const ADDRESS: &'static str = "aftaler";
    const TITLES: [&'static str; 2] = ["agreement-new", "agreement-edit"];

    fn fresh(state: &AppState, parts: &CompanyParts) -> Self {
        Self {
            kind: AgreementKind::Partnerskabsaftale.to_string(),
            state: AgreementState::Draft.to_string(),
            starts_on: state.app.clock.today().to_string(),
            responsible: parts.company.consultant.map(|id| id.to_string()).unwrap_or_default(),
            ..Self::default()
        }
    }

    fn known(parts: &CompanyParts, id: AgreementId) -> Option<Self> {
        parts.agreements.iter().find(|one| one.id == id).map(Self::from)
    }

    fn form(self, _state: &AppState, me: &Consultant, parts: &CompanyParts, frame: Frame) -> AgreementForm {
        AgreementForm {
            shell: frame.shell,
            action: frame.action,
            back: frame.back,
            errors: frame.errors,
            kinds: choices(me, "agreement-kind", AgreementKind::ALL, &self.kind),
            states: choices(me, "agreement-state", AgreementState::ALL, &self.state),
            responsible: staff_choices(&parts.staff, &self.responsible),
            typed: self,
        }
    }

    async fn save(self, state: &AppState, me: &Consultant, company: CompanyId, which: Option<AgreementId>) -> Result<(), Failure> {
        state.app.carry_out(&me.actor, &SaveAgreement { company, agreement: which, typed: self }).await.map(|_| ())
    }
}
