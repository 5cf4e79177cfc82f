//! Agreements as the staff see them: the list, one with everything on it, and what a form needs.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::{Case, content_of, promises::figures_of};
use crate::{
    base::{clock::day_of, fault::Fault},
    domain::{
        agreement::{AgreementContent, AgreementPhase, AgreementVersion, DutyJudged, EXPIRY_DAYS, PromiseFigures, VersionState, phase},
        company::{Agreement, AgreementKind},
        ids::{AccountId, AgreementId, CompanyId, SlotId, WorkplaceId},
        period::Period,
        permission::Right,
        rulebook::meter::RatioMeter,
        slot::Slot,
    },
    store::{
        accounts, agreement_versions,
        agreements::{self, Filter, Life},
        companies, duties,
        scope::{Reader, Scope},
        slots,
    },
    use_cases::{
        app::App,
        companies::{CompanyParts, HistoryLine, StaffName, history_of, parts},
        failure::Failure,
        intention::Question,
        ratio_meters,
        slots::ledgers_of,
    },
};

/// Lists agreements, those that end first before the others.
#[derive(Clone, Debug, Default)]
pub struct ListAgreements {
    /// Only those that are in this phase; of the phases before approval all are shown together.
    pub phase: Option<AgreementPhase>,
    /// Only those of this kind.
    pub kind: Option<AgreementKind>,
    /// Only those of this consultant.
    pub responsible: Option<AccountId>,
    /// How many are passed over.
    pub skip: u64,
    /// Most rows.
    pub limit: u64,
}

/// An agreement in a list.
#[derive(Clone, Debug)]
pub struct AgreementRow {
    /// The agreement.
    pub agreement: Agreement,
    /// Its phase today.
    pub phase: AgreementPhase,
    /// The company's name.
    pub company: String,
    /// The responsible consultant.
    pub responsible: Option<String>,
    /// Seats of the version that holds, or of the latest.
    pub seats: u32,
    /// Mentor's hours a week, the same way.
    pub mentor_hours: f64,
}

/// A page of agreements.
#[derive(Clone, Debug)]
pub struct AgreementList {
    /// The rows.
    pub rows: Vec<AgreementRow>,
    /// How many there are in all.
    pub total: u64,
    /// All colleagues, for the filter.
    pub staff: Vec<StaffName>,
}

impl Question for ListAgreements {
    const NAME: &'static str = "agreement.list";
    const RIGHT: Right = Right::SeeCompanies;
    type Answer = AgreementList;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<AgreementList, Failure> {
        let today = day_of(reader.at());
        let filter =
            Filter { life: self.phase.map(|phase| life(phase, today)), kind: self.kind, responsible: self.responsible, company: None };
        let found = agreements::page(reader, &filter, self.skip, self.limit).await?;
        let ids: Vec<AgreementId> = found.iter().map(|agreement| agreement.id).collect();
        let mut versions: HashMap<AgreementId, Vec<AgreementVersion>> = HashMap::new();
        for version in agreement_versions::of_agreements(reader, &ids).await? {
            versions.entry(version.agreement).or_default().push(version);
        }
        let of: Vec<CompanyId> = found.iter().map(|agreement| agreement.company).collect();
        let names: HashMap<CompanyId, String> = companies::some(reader, &of).await?.into_iter().map(|one| (one.id, one.name)).collect();
        let name =
            |account: accounts::Account| StaffName { id: account.id, name: account.display_name, active: account.disabled_at.is_none() };
        let staff: Vec<StaffName> = accounts::all(reader).await?.into_iter().map(name).collect();
        let row = |agreement: Agreement| row(versions.remove(&agreement.id).unwrap_or_default(), &names, &staff, (agreement, today));
        let rows = found.into_iter().map(row).collect();
        Ok(AgreementList { rows, total: agreements::count(reader, &filter).await?, staff })
    }
}

fn life(phase: AgreementPhase, today: NaiveDate) -> Life {
    match phase {
        AgreementPhase::Draft | AgreementPhase::Sent | AgreementPhase::Returned => Life::Draft,
        AgreementPhase::Coming | AgreementPhase::Active => Life::Living(today),
        AgreementPhase::Expiring => Life::Ending(today, today + Days::new(u64::from(EXPIRY_DAYS[0]))),
        AgreementPhase::Ended => Life::Over(today),
    }
}

fn row(
    versions: Vec<AgreementVersion>,
    names: &HashMap<CompanyId, String>,
    staff: &[StaffName],
    (agreement, today): (Agreement, NaiveDate),
) -> AgreementRow {
    let shown = versions.iter().find(|version| version.is_in_force()).or(versions.first()).map(|version| &version.content);
    AgreementRow {
        phase: phase(&agreement, newest_state(&versions), today),
        company: names.get(&agreement.company).cloned().unwrap_or_default(),
        responsible: staff.iter().find(|one| Some(one.id) == agreement.responsible).map(|one| one.name.clone()),
        seats: shown.map_or(0, AgreementContent::seats),
        mentor_hours: shown.and_then(|content| content.mentor.as_ref()).map_or(0.0, |mentor| mentor.hours),
        agreement,
    }
}

/// The state of the latest version.
pub(super) fn newest_state(versions: &[AgreementVersion]) -> Option<VersionState> {
    versions.first().map(|version| version.standing.state)
}

/// An agreement with everything that its page shows.
#[derive(Clone, Debug)]
pub struct AgreementFile {
    /// The company with its workplaces, contacts and all colleagues.
    pub parts: CompanyParts,
    /// The agreement.
    pub agreement: Agreement,
    /// Its versions, latest first.
    pub versions: Vec<AgreementVersion>,
    /// Its phase today.
    pub phase: AgreementPhase,
    /// What the version that holds says, or the latest.
    pub content: AgreementContent,
    /// Seats in use from today on, by slot.
    pub in_use: HashMap<SlotId, u32>,
    /// The slots that there are.
    pub slots: Vec<Slot>,
    /// The ratio meter of each workplace of the latest version.
    pub meters: HashMap<WorkplaceId, RatioMeter>,
    /// What was said about the duties.
    pub judged: Vec<DutyJudged>,
    /// What the figures say.
    pub figures: PromiseFigures,
    /// What was done, newest first.
    pub history: Vec<HistoryLine>,
}

/// Opens an agreement.
pub struct OpenAgreement {
    /// Which.
    pub agreement: AgreementId,
}

impl Question for OpenAgreement {
    const NAME: &'static str = "agreement.open";
    const RIGHT: Right = Right::SeeCompanies;
    type Answer = AgreementFile;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<AgreementFile, Failure> {
        let case = Case::open(reader, self.agreement).await?;
        let parts = parts(reader, case.agreement.company).await?;
        let content = shown(&case);
        let slots = slots::of_agreements(reader, &[case.agreement.id]).await?;
        let history = history_of(reader, &[case.agreement.id.0], &parts.staff).await?;
        Ok(AgreementFile {
            phase: phase(&case.agreement, newest_state(&case.versions), day_of(reader.at())),
            in_use: in_use(reader, &slots).await?,
            meters: meters(app, reader, (&parts, &case)).await?,
            judged: duties::judged(reader, case.agreement.id).await?,
            figures: figures_of(reader, case.agreement.id, &content).await?,
            agreement: case.agreement,
            versions: case.versions,
            content,
            slots,
            parts,
            history,
        })
    }
}

/// What holds, or the latest where nothing does.
pub(super) fn shown(case: &Case) -> AgreementContent {
    let version = case.in_force().or(case.versions.first());
    version.map_or_else(|| content_of(&case.agreement), |version| version.content.clone())
}

async fn in_use<S: Scope>(scope: &S, slots: &[Slot]) -> Result<HashMap<SlotId, u32>, Fault> {
    let from_today = Period { from: day_of(scope.at()), to: NaiveDate::MAX };
    let ledgers = ledgers_of(scope, slots).await?;
    Ok(ledgers.iter().map(|(slot, ledger)| (*slot, ledger.most_in_use(from_today))).collect())
}

async fn meters(
    app: &App,
    reader: &Reader<'_>,
    (parts, case): (&CompanyParts, &Case),
) -> Result<HashMap<WorkplaceId, RatioMeter>, Failure> {
    let places = case.versions.first().map(|version| version.content.workplaces()).unwrap_or_default();
    let places: Vec<_> = parts.workplaces.iter().filter(|place| places.contains(&place.id)).cloned().collect();
    ratio_meters::of_workplaces(app, reader, &places, day_of(reader.at())).await
}

/// What a form for an agreement begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrepareAgreement {
    /// A new one with a company.
    With(CompanyId),
    /// One that is there.
    Of(AgreementId),
}

/// What a form for an agreement needs.
#[derive(Clone, Debug)]
pub struct AgreementDraft {
    /// The company with its workplaces, contacts and all colleagues.
    pub parts: CompanyParts,
    /// The agreement, where there is one.
    pub agreement: Option<Agreement>,
    /// Its latest version.
    pub newest: Option<AgreementVersion>,
    /// Seats in use from today on, by slot.
    pub in_use: HashMap<SlotId, u32>,
    /// The ratio meter of each of the company's workplaces.
    pub meters: HashMap<WorkplaceId, RatioMeter>,
    /// How many agreements there are, for the next number.
    pub count: u64,
}

impl Question for PrepareAgreement {
    const NAME: &'static str = "agreement.prepare";
    const RIGHT: Right = Right::ChangeCompanies;
    type Answer = AgreementDraft;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<AgreementDraft, Failure> {
        let case = match self {
            Self::With(_) => None,
            Self::Of(id) => Some(Case::open(reader, *id).await?),
        };
        let company = match (self, &case) {
            (Self::With(company), _) => *company,
            (_, Some(case)) => case.agreement.company,
            (Self::Of(_), None) => return Err(Failure::NotFound),
        };
        let parts = parts(reader, company).await?;
        let ids: Vec<Uuid> = case.iter().map(|case| case.agreement.id.0).collect();
        let own = slots::of_agreements(reader, &ids.into_iter().map(AgreementId).collect::<Vec<_>>()).await?;
        Ok(AgreementDraft {
            in_use: in_use(reader, &own).await?,
            meters: ratio_meters::of_workplaces(app, reader, &parts.workplaces, day_of(reader.at())).await?,
            count: agreements::count(reader, &Filter::default()).await?,
            newest: case.as_ref().and_then(|case| case.versions.first().cloned()),
            agreement: case.map(|case| case.agreement),
            parts,
        })
    }
}
