//! The form of a company: new, and changed.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;

use super::{
    alike::AlikeLine,
    list::{branch_choices, choices},
    url_of,
};
use crate::{
    domain::{
        ids::CompanyId,
        terms::{LadderStep, Sector},
    },
    i18n::Texts,
    state::AppState,
    use_cases::{
        companies::{
            Alike, ChangeCompany, CompaniesAlike, CreateCompany, FindCompanyByCvr, LookedUp, PrepareCompany, PreparePart, StaffName,
            TypedCompany, look_up,
        },
        failure::Failure,
    },
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::{FormAgain, Page, on_to},
        parts::{Choice, FormErrors},
        refused,
    },
};

#[derive(Template)]
#[template(path = "consultant/companies/form.html")]
struct CompanyForm {
    shell: Shell,
    action: String,
    back: String,
    is_new: bool,
    existing: Option<String>,
    register: Option<(&'static str, String)>,
    can_look_up: bool,
    typed: TypedCompany,
    errors: FormErrors,
    sectors: Vec<Choice>,
    ladders: Vec<Choice>,
    branches: Vec<Choice>,
    consultants: Vec<Choice>,
    substitutes: Vec<Choice>,
    alike: Vec<AlikeLine>,
    submit: String,
    advertising: Vec<Choice>,
}

/// Colleagues to choose from: those who can sign in, and whoever is chosen already.
pub fn staff_choices(staff: &[StaffName], chosen: &str) -> Vec<Choice> {
    let fits = |person: &&StaffName| person.active || person.id.to_string() == chosen;
    staff.iter().filter(fits).map(|person| Choice::new(person.id.to_string(), &person.name, person.id.to_string() == chosen)).collect()
}

/// Where a form is sent, and whose it is.
struct Place {
    company: Option<CompanyId>,
    name: String,
}

fn page(state: &AppState, me: &Consultant, place: &Place, typed: TypedCompany, staff: &[StaffName]) -> CompanyForm {
    let texts = me.visit.texts;
    let list = ("/konsulent/virksomheder", texts.text("companies-title"));
    let (title, action, back) = match place.company {
        Some(id) => (texts.text("company-edit"), format!("{}/ret", url_of(id)), url_of(id)),
        None => (texts.text("company-new"), format!("{}/ny", list.0), list.0.to_owned()),
    };
    let mut shell = me.shell(Section::Companies, title).crumb(list.1, list.0);
    if let Some(id) = place.company {
        shell = shell.crumb(&place.name, url_of(id));
    }
    let answer = |word: &str, key: &str| Choice::new(word, texts.text(key), typed.advertising_protected == word);
    CompanyForm {
        shell,
        action,
        back,
        is_new: place.company.is_none(),
        existing: None,
        register: None,
        can_look_up: place.company.is_none() && !state.app.settings.cvr.kind.is_empty(),
        sectors: choices(me, "sector", Sector::ALL, &typed.sector),
        ladders: choices(me, "ladder", LadderStep::ALL, &typed.ladder),
        branches: branch_choices(state),
        consultants: staff_choices(staff, &typed.consultant),
        substitutes: staff_choices(staff, &typed.substitute),
        alike: Vec::new(),
        submit: texts.text("save").into_owned(),
        advertising: vec![answer("ja", "yes"), answer("nej", "no")],
        typed,
        errors: FormErrors::default(),
    }
}

impl CompanyForm {
    fn again(self, errors: FormErrors, existing: Option<CompanyId>) -> Response {
        let shell = self.shell.with_errors(true);
        FormAgain(Self { shell, errors, existing: existing.map(url_of), ..self }).into_response()
    }
}

fn fresh_company() -> TypedCompany {
    TypedCompany { sector: Sector::Privat.to_string(), ladder: LadderStep::Kontakt.to_string(), ..TypedCompany::default() }
}

const NEW: Place = Place { company: None, name: String::new() };

/// An empty form.
pub async fn fresh(State(state): State<AppState>, me: Consultant) -> Result<Page<impl Template>, PageError> {
    let staff = state.app.ask(&me.actor, &PrepareCompany).await?;
    Ok(Page(page(&state, &me, &NEW, fresh_company(), &staff)))
}

/// The new company's form, filled from the register.
pub async fn look_it_up(State(state): State<AppState>, me: Consultant, Form(typed): Form<TypedCompany>) -> Result<Response, PageError> {
    let (texts, typed) = (me.visit.texts, TypedCompany { cvr: typed.cvr, ..fresh_company() });
    match look_up(&state.app, &me.actor, &typed, texts.language()).await {
        Ok(looked_up) => {
            let staff = state.app.ask(&me.actor, &PrepareCompany).await?;
            let (typed, register) = told(texts, typed, looked_up);
            let page = page(&state, &me, &NEW, typed, &staff);
            Ok(Page(CompanyForm { register: Some(register), ..page }).into_response())
        }
        Err(failure) => refuse_new(&state, &me, typed, failure).await,
    }
}

/// The form and what stands above it after a look-up.
fn told(texts: Texts, typed: TypedCompany, looked_up: LookedUp) -> (TypedCompany, (&'static str, String)) {
    match looked_up {
        LookedUp::Found { typed, is_active: true } => (*typed, ("success", texts.text("company-looked-up").into_owned())),
        LookedUp::Found { typed, is_active: false } => (*typed, ("warning", texts.text("company-closed").into_owned())),
        LookedUp::Nothing(sentence) => (typed, ("warning", sentence.to_owned())),
    }
}

/// Makes a company.
pub async fn create(State(state): State<AppState>, me: Consultant, Form(typed): Form<TypedCompany>) -> Result<Response, PageError> {
    let seen = typed.alike_seen == "ja";
    let alike = if seen { Vec::new() } else { state.app.ask(&me.actor, &CompaniesAlike { typed: typed.clone() }).await? };
    let is_there = state.app.ask(&me.actor, &FindCompanyByCvr { cvr: typed.cvr.clone() }).await?.is_some();
    if !alike.is_empty() && !is_there {
        return warn(&state, &me, typed, &alike).await;
    }
    match state.app.carry_out(&me.actor, &CreateCompany { typed: typed.clone() }).await {
        Ok(id) => Ok(on_to(&url_of(id), "company-created")),
        Err(failure) => refuse_new(&state, &me, typed, failure).await,
    }
}

/// The form again with the companies that resemble it; sent once more it goes through.
async fn warn(state: &AppState, me: &Consultant, typed: TypedCompany, alike: &[Alike]) -> Result<Response, PageError> {
    let staff = state.app.ask(&me.actor, &PrepareCompany).await?;
    let page = page(state, me, &NEW, typed, &staff);
    let submit = me.visit.texts.text("alike-create-anyway").into_owned();
    let alike = alike.iter().map(|one| AlikeLine::new(me.visit.texts, one)).collect();
    Ok(FormAgain(CompanyForm { alike, submit, ..page }).into_response())
}

async fn refuse_new(state: &AppState, me: &Consultant, typed: TypedCompany, failure: Failure) -> Result<Response, PageError> {
    let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
    let existing = state.app.ask(&me.actor, &FindCompanyByCvr { cvr: typed.cvr.clone() }).await?;
    let staff = state.app.ask(&me.actor, &PrepareCompany).await?;
    Ok(page(state, me, &NEW, typed, &staff).again(errors, existing))
}

/// The form with what is known.
pub async fn edit(State(state): State<AppState>, me: Consultant, Path(id): Path<CompanyId>) -> Result<Page<impl Template>, PageError> {
    let parts = state.app.ask(&me.actor, &PreparePart { company: id }).await?;
    let place = Place { company: Some(id), name: parts.company.name.clone() };
    Ok(Page(page(&state, &me, &place, TypedCompany::from(&parts.company), &parts.staff)))
}

/// Changes a company.
pub async fn change(
    State(state): State<AppState>,
    me: Consultant,
    Path(id): Path<CompanyId>,
    Form(typed): Form<TypedCompany>,
) -> Result<Response, PageError> {
    match state.app.carry_out(&me.actor, &ChangeCompany { company: id, typed: typed.clone() }).await {
        Ok(()) => Ok(on_to(&url_of(id), "saved")),
        Err(failure) => {
            let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
            let parts = state.app.ask(&me.actor, &PreparePart { company: id }).await?;
            let place = Place { company: Some(id), name: parts.company.name };
            Ok(page(&state, &me, &place, typed, &parts.staff).again(errors, None))
        }
    }
}
