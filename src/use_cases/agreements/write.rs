//! An agreement is written: a new one, a version that is not sent yet, or a new version of what is agreed.

use chrono::{Days, NaiveDate};
use serde_json::json;

use super::{
    Case, content_of,
    force::keep_quota,
    stepped,
    typed::{Ground, ReadAgreement, TypedAgreement},
};
use crate::{
    base::clock::day_of,
    domain::{
        agreement::{AgreementContent, AgreementStep, AgreementVersion, Standing, VersionState},
        company::{Agreement, AgreementKind, AgreementState},
        ids::{AccountId, AgreementId, AgreementVersionId, CompanyId},
        permission::Right,
        refusal::Refusal,
    },
    store::{
        accounts, agreement_versions, agreements, companies,
        scope::Scope,
        work::{Subject, Work},
        workplaces,
    },
    use_cases::{
        app::{App, same_version},
        failure::{Failure, OrNotFound},
        intention::Intention,
    },
};

/// Writes an agreement: a new one, or the version of one that is not sent yet.
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
        let company = companies::standing(work, self.company).await?.or_not_found()?.id;
        let mut case = self.case(work, company).await?;
        let before = case.versions.first().cloned();
        let read = self.read(app, work, &case).await?;
        check_responsible(work, read.responsible).await?;
        keep_quota(work, &case, &read.content).await?;
        let mut version = match &before {
            Some(version) => AgreementVersion { standing: stepped(version, AgreementStep::Write)?, ..version.clone() },
            None => blank(work, case.agreement.id, 1, read.content.clone()),
        };
        let fields = before.as_ref().map(|before| before.content.differs_in(&read.content)).unwrap_or_default();
        version.content = read.content;
        version.written_by = work.actor().account();
        (case.agreement.number, case.agreement.responsible) = (read.number, read.responsible);
        if case.in_force().is_none() {
            case.agreement.show(&version.content);
        }
        self.write(work, &mut case, &version, before.is_none()).await?;
        let detail = json!({ "fields": fields, "number": version.number });
        work.note(Subject::new("agreement", case.agreement.id), detail);
        Ok(case.agreement.id)
    }
}

impl SaveAgreement {
    async fn case(&self, work: &Work<'_>, company: CompanyId) -> Result<Case, Failure> {
        let Some(id) = self.agreement else {
            return Ok(Case { agreement: unwritten(AgreementId(work.new_id()), company, day_of(work.at())), versions: Vec::new() });
        };
        let case = Case::of_company(work, company, id).await?;
        same_version(self.typed.version, case.agreement.version)?;
        Ok(case)
    }

    async fn read(&self, app: &App, work: &Work<'_>, case: &Case) -> Result<ReadAgreement, Failure> {
        let book = app.rules.of(work).await?;
        let workplaces = workplaces::of_company(work, case.agreement.company).await?;
        let new_id = || work.new_id();
        let ground =
            Ground { book: &book, workplaces: &workplaces, before: case.versions.first().map(|version| &version.content), new_id: &new_id };
        Ok(self.typed.read(app, &ground)?)
    }

    async fn write(&self, work: &mut Work<'_>, case: &mut Case, version: &AgreementVersion, is_first: bool) -> Result<(), Failure> {
        if self.agreement.is_none() {
            if !agreements::save(work, &case.agreement, true).await? {
                return Err(Refusal::ExistsAlready { field: "number" }.into());
            }
        } else {
            case.keep_agreement(work).await?;
        }
        if is_first { insert(work, version).await } else { Ok(agreement_versions::update(work, version).await?) }
    }
}

fn unwritten(id: AgreementId, company: CompanyId, today: NaiveDate) -> Agreement {
    Agreement {
        id,
        company,
        number: String::new(),
        kind: AgreementKind::Enkeltpladser,
        state: AgreementState::Draft,
        starts_on: today,
        ends_on: None,
        responsible: None,
        terms: String::new(),
        version: 1,
    }
}

impl Agreement {
    /// Shows what a version says, where lists and the API look.
    pub(super) fn show(&mut self, content: &AgreementContent) {
        self.kind = content.kind;
        self.starts_on = content.starts_on;
        self.ends_on = content.ends_on;
        self.terms.clone_from(&content.terms);
    }
}

async fn insert(work: &Work<'_>, version: &AgreementVersion) -> Result<(), Failure> {
    if agreement_versions::insert(work, version).await? { Ok(()) } else { Err(Refusal::Stale { current: version.version }.into()) }
}

fn blank(work: &Work<'_>, agreement: AgreementId, number: u32, content: AgreementContent) -> AgreementVersion {
    AgreementVersion {
        id: AgreementVersionId(work.new_id()),
        agreement,
        number,
        content,
        standing: Standing::DRAFT,
        sent_at: None,
        company_yes: None,
        paper: None,
        representative: None,
        representative_yes: None,
        no_representative: None,
        note: None,
        in_force_at: None,
        reminded: None,
        written_by: work.actor().account(),
        version: 1,
    }
}

async fn check_responsible(work: &Work<'_>, responsible: Option<AccountId>) -> Result<(), Failure> {
    let Some(id) = responsible else { return Ok(()) };
    match accounts::find(work, id).await? {
        Some(_) => Ok(()),
        None => Err(Refusal::field("responsible", "error-choose").into()),
    }
}

/// Begins a new version of what is agreed; what holds now stays as it is until the new one is approved.
pub struct NewVersion {
    /// The agreement.
    pub agreement: AgreementId,
    /// The count of changes that the page showed.
    pub version: i32,
    /// Whether it is to follow on the old period.
    pub renews: bool,
}

impl Intention for NewVersion {
    const NAME: &'static str = "agreement.new_version";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let mut case = Case::as_shown(work, self.agreement, self.version).await?;
        let newest = case.versions.first();
        if let Some(newest) = newest.filter(|newest| !matches!(newest.standing.state, VersionState::Approved | VersionState::Superseded)) {
            return Err(Refusal::AgreementState { state: newest.standing.state }.into());
        }
        let number = newest.map_or(1, |newest| newest.number + 1);
        let mut content = newest.map_or_else(|| content_of(&case.agreement), |newest| newest.content.clone());
        if self.renews {
            follow_on(&mut content, day_of(work.at()));
        }
        let version = blank(work, case.agreement.id, number, content);
        case.keep_agreement(work).await?;
        insert(work, &version).await?;
        case.note(work, &version);
        Ok(())
    }
}

/// As long as before, from the day after the old last day, or from today where that has passed.
fn follow_on(content: &mut AgreementContent, today: NaiveDate) {
    let Some(last) = content.ends_on else { return };
    let days = (last - content.starts_on).num_days().unsigned_abs();
    let first = last.checked_add_days(Days::new(1)).unwrap_or(last).max(today);
    (content.starts_on, content.ends_on) = (first, first.checked_add_days(Days::new(days)));
}
