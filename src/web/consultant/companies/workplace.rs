//! The form of a company's workplace.

use askama::Template;

use super::{
    list::{branch_choices, choices},
    part::{Frame, Part},
};
use crate::{
    domain::{
        ids::{CompanyId, WorkplaceId},
        terms::Sector,
    },
    state::AppState,
    use_cases::{
        companies::CompanyParts,
        failure::Failure,
        workplaces::{ChangeWorkplace, CreateWorkplace, TypedWorkplace},
    },
    web::{
        extract::Consultant,
        layout::Shell,
        parts::{Choice, FormErrors},
    },
};

#[derive(Template)]
#[template(path = "consultant/companies/workplace.html")]
pub(super) struct WorkplaceForm {
    shell: Shell,
    action: String,
    back: String,
    is_new: bool,
    typed: TypedWorkplace,
    errors: FormErrors,
    sectors: Vec<Choice>,
    branches: Vec<Choice>,
}

impl Part for TypedWorkplace {
    type Id = WorkplaceId;
    type Form = WorkplaceForm;
    const ADDRESS: &'static str = "arbejdspladser";
    const TITLES: [&'static str; 2] = ["workplace-new", "workplace-edit"];

    fn fresh(_state: &AppState, parts: &CompanyParts) -> Self {
        let company = &parts.company;
        Self {
            name: company.name.clone(),
            sector: company.sector.to_string(),
            street: company.address.street.clone().unwrap_or_default(),
            postcode: company.address.postcode.clone().unwrap_or_default(),
            branch: company.branch.as_ref().map(|branch| branch.code.clone()).unwrap_or_default(),
            ..Self::default()
        }
    }

    fn known(parts: &CompanyParts, id: WorkplaceId) -> Option<Self> {
        parts.workplaces.iter().find(|one| one.id == id).map(Self::from)
    }

    fn form(self, state: &AppState, me: &Consultant, _parts: &CompanyParts, frame: Frame) -> WorkplaceForm {
        WorkplaceForm {
            shell: frame.shell,
            action: frame.action,
            back: frame.back,
            is_new: frame.is_new,
            errors: frame.errors,
            sectors: choices(me, "sector", Sector::ALL, &self.sector),
            branches: branch_choices(state),
            typed: self,
        }
    }

    async fn save(self, state: &AppState, me: &Consultant, company: CompanyId, which: Option<WorkplaceId>) -> Result<(), Failure> {
        match which {
            None => state.app.carry_out(&me.actor, &CreateWorkplace { company, typed: self }).await.map(|_| ()),
            Some(workplace) => state.app.carry_out(&me.actor, &ChangeWorkplace { workplace, typed: self }).await,
        }
    }
}
