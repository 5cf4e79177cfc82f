//! Every question that takes an id.

use brobygger::{
    domain::{
        ids::{AccountId, AgreementId, CitizenId, CompanyId, EditionId, PlacementId, SlotId, TeamId, VerdictId, WorkplaceId},
        terms::LookPurpose,
    },
    use_cases::{
        agreements::{OpenAgreement, PrepareAgreement},
        citizen_search::SearchCitizens,
        citizens::{CitizenFilter, ListCitizens},
        companies::{ListCompanies, OpenCompany, PreparePart},
        desk::Desk,
        placements::{
            Filter,
            attests::Attests,
            dossier::OpenDossier,
            ground::ProposalGround,
            look::{OnePlacement, Placements},
            named::{CitizenOf, FilterBy, SlotNamed, WhoAndWhere},
            rows::{PlacementRows, Wanted},
            vitas::OpenVitas,
        },
        rules::{
            editions::OpenEdition,
            kept::{ReplayVerdict, VerdictsOf},
            simulate::{SimulateClosely, SimulateEdition},
        },
        slots::{CalendarOf, Closed, OpenSlot, PrepareSlot, SlotCalendar},
    },
};

use super::answers::Answers;

impl Answers<'_> {
    pub(super) async fn questions(&mut self) {
        let (ids, mine, purpose) = (self.ids, self.me.ids, LookPurpose::Case);
        self.ask(OpenAgreement { agreement: AgreementId(ids.agreement) }).await;
        self.ask(PrepareAgreement::Of(AgreementId(ids.agreement))).await;
        self.ask(PrepareAgreement::With(CompanyId(ids.company))).await;
        self.ask(OpenCompany { company: CompanyId(ids.company) }).await;
        self.ask(PreparePart { company: CompanyId(ids.company) }).await;
        self.ask(OpenSlot { slot: SlotId(ids.slot) }).await;
        self.ask(PrepareSlot::Of(SlotId(ids.slot))).await;
        self.ask(PrepareSlot::At(WorkplaceId(ids.workplace))).await;
        self.ask(Closed::Slot(SlotId(ids.slot))).await;
        self.ask(Closed::Workplace(CompanyId(ids.company), WorkplaceId(ids.workplace))).await;
        self.ask(Closed::Workplace(CompanyId(mine.company), WorkplaceId(ids.workplace))).await;
        for of in [
            CalendarOf::Slot(SlotId(ids.slot)),
            CalendarOf::Workplace(CompanyId(mine.company), WorkplaceId(ids.workplace)),
            CalendarOf::Company(CompanyId(ids.company), None),
            CalendarOf::Company(CompanyId(mine.company), Some(AgreementId(ids.agreement))),
        ] {
            self.ask(SlotCalendar { of, from: None }).await;
        }
        self.ask(ListCompanies { after: Some(CompanyId(ids.company)), limit: 20, ..ListCompanies::default() }).await;
        self.ask(OnePlacement { placement: PlacementId(ids.placement), purpose }).await;
        self.ask(OpenDossier { placement: PlacementId(ids.placement), purpose }).await;
        self.ask(Attests { placement: PlacementId(ids.placement), purpose }).await;
        self.ask(OpenVitas { placement: PlacementId(ids.placement), purpose }).await;
        self.ask(OpenEdition { edition: EditionId(ids.edition) }).await;
        self.ask(SimulateEdition { edition: EditionId(ids.edition) }).await;
        self.ask(SimulateClosely { edition: EditionId(ids.edition) }).await;
        let verdict = VerdictId(ids.verdict);
        self.ask(ReplayVerdict { placement: PlacementId(ids.placement), verdict, purpose }).await;
        self.ask(ReplayVerdict { placement: PlacementId(mine.placement), verdict: VerdictId(ids.verdict), purpose }).await;
        let kept = VerdictsOf { placement: PlacementId(ids.placement), purpose };
        self.count(kept, |verdicts| verdicts.len() as u64).await;
        self.ask(ProposalGround { citizen: CitizenId(ids.citizen), slot: SlotId(mine.slot) }).await;
        self.ask(ProposalGround { citizen: CitizenId(mine.citizen), slot: SlotId(ids.slot) }).await;
        self.ask(SlotNamed(ids.slot.to_string())).await;
        self.ask(CitizenOf { placement: PlacementId(ids.placement), asker: None }).await;
        self.ask(FilterBy { citizen: Some(ids.citizen.to_string()), slot: None }).await;
        self.ask(FilterBy { citizen: None, slot: Some(ids.slot.to_string()) }).await;
        self.ask(WhoAndWhere { citizen: ids.citizen.to_string(), slot: mine.slot.to_string() }).await;
        self.ask(WhoAndWhere { citizen: mine.citizen.to_string(), slot: ids.slot.to_string() }).await;
        let filters = [
            Filter { slot: Some(SlotId(ids.slot)), ..Filter::default() },
            Filter { citizen: Some(CitizenId(ids.citizen)), ..Filter::default() },
            Filter { workplaces: Some(vec![WorkplaceId(ids.workplace)]), ..Filter::default() },
        ];
        for filter in filters {
            self.count(Placements { filter, after: None, limit: 20, purpose }, |page| page.total).await;
        }
    }

    /// What a colleague of the other has to do.
    pub(super) async fn of_colleagues(&mut self) {
        let account = AccountId(self.ids.account);
        self.ask_as(&self.me.staff, Desk { account }, |desk| format!("{desk:?}")).await;
        let wanted = Wanted { responsible: Some(account), ..Wanted::default() };
        self.count(PlacementRows { wanted, after: None, limit: 20 }, |page| page.total).await;
    }

    /// Whether a team of the other counts as no team at all.
    pub(super) async fn of_teams(&mut self) {
        let team = TeamId(self.ids.team);
        self.count(SearchCitizens { teams: vec![team], limit: 20, ..SearchCitizens::default() }, |list| list.total).await;
        let filter = CitizenFilter { team: Some(team), ..CitizenFilter::default() };
        self.count(ListCitizens { filter, skip: 0, limit: 20, purpose: LookPurpose::Case }, |page| page.total).await;
    }
}
