//! "Vores aftale": a company's own agreements, with what each side promised and whether it was kept.

use std::collections::HashMap;

use super::{Case, look::newest_state, promises::figures_of, send::speaks_for_company};
use crate::{
    base::clock::day_of,
    domain::{
        agreement::{AgreementPhase, AgreementVersion, DutyJudged, PromiseFigures, VersionState, phase},
        company::Agreement,
        ids::{AgreementId, CompanyId, WorkplaceId},
        permission::{Actor, Right, Who},
    },
    store::{
        accounts, agreement_versions, agreements, companies, contacts, duties,
        scope::{Reader, Scope},
        tenants, workplaces,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Question,
    },
};

/// Most agreements that a company's list shows.
const MOST: u64 = 100;

/// An agreement in the company's list.
#[derive(Clone, Debug)]
pub struct OwnAgreementRow {
    /// The agreement.
    pub agreement: Agreement,
    /// Its phase today.
    pub phase: AgreementPhase,
    /// Whether the company is asked to approve something.
    pub waits: bool,
}

/// Asks for the company's own agreements.
#[derive(Clone, Debug)]
pub struct OwnAgreements {
    who: Who,
}

impl OwnAgreements {
    /// The agreements of whoever asks.
    #[must_use]
    pub fn new(actor: &Actor) -> Self {
        Self { who: actor.who.clone() }
    }
}

/// The company of whoever asks, and the one workplace that they are bound to.
fn reach(who: &Who) -> Result<(CompanyId, Option<WorkplaceId>), Failure> {
    match who {
        Who::Contact { company, workplace, .. } => Ok((*company, *workplace)),
        _ => Err(Failure::NotFound),
    }
}

/// The versions that the company has seen; what is being written is the municipality's own.
fn told(versions: Vec<AgreementVersion>, only: Option<WorkplaceId>) -> Vec<AgreementVersion> {
    let is_told = |version: &AgreementVersion| {
        version.standing.state != VersionState::Draft && (version.sent_at.is_some() || version.paper.is_some())
    };
    let is_within = |version: &AgreementVersion| only.is_none_or(|only| version.content.workplaces() == [only].into());
    versions.into_iter().filter(|version| is_told(version) && is_within(version)).collect()
}

impl Question for OwnAgreements {
    const NAME: &'static str = "portal.agreements";
    const RIGHT: Right = Right::UsePortal;
    type Answer = Vec<OwnAgreementRow>;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<Vec<OwnAgreementRow>, Failure> {
        let (company, only) = reach(&self.who)?;
        let filter = agreements::Filter { company: Some(company), ..agreements::Filter::default() };
        let found = agreements::page(reader, &filter, 0, MOST).await?;
        let mut versions: HashMap<AgreementId, Vec<AgreementVersion>> = HashMap::new();
        for version in agreement_versions::of_agreements(reader, &found.iter().map(|one| one.id).collect::<Vec<_>>()).await? {
            versions.entry(version.agreement).or_default().push(version);
        }
        let row = |agreement: Agreement| {
            let told = told(versions.remove(&agreement.id).unwrap_or_default(), only);
            let newest = newest_state(&told)?;
            let phase = phase(&agreement, Some(newest), day_of(reader.at()));
            let waits = told.first().is_some_and(|version| newest == VersionState::Sent && !version.standing.company_agrees);
            Some(OwnAgreementRow { agreement, phase, waits })
        };
        Ok(found.into_iter().filter_map(row).collect())
    }
}

/// One of the company's own agreements.
#[derive(Clone, Debug)]
pub struct OwnAgreement {
    /// The agreement.
    pub agreement: Agreement,
    /// Its phase today.
    pub phase: AgreementPhase,
    /// The versions that the company has seen, latest first.
    pub versions: Vec<AgreementVersion>,
    /// Whether whoever asks may approve the latest version.
    pub may_answer: bool,
    /// What was said about the duties.
    pub judged: Vec<DutyJudged>,
    /// What the figures say.
    pub figures: PromiseFigures,
    /// The company's name.
    pub company: String,
    /// Its CVR number.
    pub cvr: String,
    /// The municipality's name.
    pub municipality: String,
    /// Names of the workplaces.
    pub workplaces: HashMap<WorkplaceId, String>,
    /// The responsible consultant.
    pub consultant: Option<String>,
}

/// Opens one of the company's own agreements.
#[derive(Clone, Debug)]
pub struct OpenOwnAgreement {
    who: Who,
    agreement: AgreementId,
}

impl OpenOwnAgreement {
    /// An agreement of whoever asks.
    #[must_use]
    pub fn new(actor: &Actor, agreement: AgreementId) -> Self {
        Self { who: actor.who.clone(), agreement }
    }
}

impl Question for OpenOwnAgreement {
    const NAME: &'static str = "portal.agreement";
    const RIGHT: Right = Right::UsePortal;
    type Answer = OwnAgreement;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<OwnAgreement, Failure> {
        let (company, only) = reach(&self.who)?;
        let Case { agreement, versions } = Case::of_company(reader, company, self.agreement).await?;
        let versions = told(versions, only);
        let shown = versions.iter().find(|version| version.is_in_force()).or(versions.first()).or_not_found()?;
        let figures = figures_of(reader, agreement.id, &shown.content).await?;
        let company = companies::find(reader, company).await?.or_not_found()?;
        let consultant = match agreement.responsible.or(company.consultant) {
            Some(id) => accounts::find(reader, id).await?.map(|account| account.display_name),
            None => None,
        };
        let places = workplaces::of_company(reader, company.id).await?;
        Ok(OwnAgreement {
            phase: phase(&agreement, newest_state(&versions), day_of(reader.at())),
            may_answer: self.may_answer(reader, versions.first()).await?,
            judged: duties::judged(reader, agreement.id).await?,
            figures,
            company: company.name,
            cvr: company.cvr.to_string(),
            municipality: tenants::name(reader).await?,
            workplaces: places.into_iter().map(|place| (place.id, place.name)).collect(),
            consultant,
            agreement,
            versions,
        })
    }
}

impl OpenOwnAgreement {
    async fn may_answer(&self, reader: &Reader<'_>, newest: Option<&AgreementVersion>) -> Result<bool, Failure> {
        let Who::Contact { contact, .. } = self.who else { return Ok(false) };
        let is_open = newest.is_some_and(|version| version.standing.state == VersionState::Sent && !version.standing.company_agrees);
        Ok(is_open && contacts::find(reader, contact).await?.is_some_and(|contact| speaks_for_company(&contact)))
    }
}
