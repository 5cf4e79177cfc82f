//! Every intention that takes an id, alone and beside something of one's own.

use brobygger::{
    domain::{
        citizen::LegalSituation,
        closure::ClosureReason,
        freshness::Said,
        ids::{
            AccountId, AgreementId, AgreementVersionId, CitizenId, ClosureId, CompanyId, ContactId, EditionId, LinkId, PlacementId,
            SessionId, SlotId, TeamId, WorkplaceId,
        },
        period::Period,
        placement::HoursStep,
        reasons::{DeclineCode, EndOutcome, InterruptCode, WithdrawCode},
        terms::{LookPurpose, PlacementForm, Purpose},
    },
    use_cases::{
        accounts::{AccountDetails, ChangeAccount, CreateAccount, GivePassword, SaveTeam},
        agreements::{
            AnswerForEmployees, ApproveAgreement, BringIntoForce, EndAgreement, JudgeDuty, NewVersion, OpenForEmployees, OpenOwnAgreement,
            RecallAgreement, RemindOfEnd, ReturnAgreement, SaveAgreement, SendAgreement, SignOnPaper, TypedAgreement,
        },
        citizens::{ChangeLegalSituation, ChangeProfile, OpenCitizen, ProfileDetails},
        companies::{ChangeCompany, TypedCompany},
        contacts::{ChangeContact, CreateContact, TypedContact},
        freshness::{answer::AnswerForSlots, ask::AskCompany},
        matches::{ComparePlaces, JudgePlace, ListOrder, MatchesFor, ReservePlace},
        placements::{
            accept::Accept,
            agree::Agree,
            attests::NoteAttest,
            cancel::Cancel,
            cards::{OpenCard, OpenRelease},
            company_list::ReleasedNames,
            complete::Complete,
            decline::Decline,
            extend::Extend,
            holds::EndHold,
            interrupt::Interrupt,
            links::RenewLink,
            propose::Propose,
            release::WithdrawRelease,
            reserve::Reserve,
            start::Start,
            vitas::RecordGrant,
            withdraw::Withdraw,
        },
        portal::companies::ShowCompany,
        rules::editions::{ChangeDraft, DraftChange, DropDraft, MoveEdition, Step},
        sign_in::{CloseSession, Person, StateLookPurpose, open_session},
        slots::{
            AdjustSlot, ChangeSlot, CloseSlot, CloseWorkplace, Closing, ConfirmSlotIsTrue, CreateSlot, EndClosure, PauseSlot, SlotChanges,
            TypedSlot,
        },
        workplaces::{ChangeWorkplace, CreateWorkplace, TypedWorkplace},
    },
};
use uuid::Uuid;

use super::answers::Answers;
use crate::{
    kit::day,
    placements::stage::{confirmation, fortnight, release_of},
};

/// A version that nothing has, so that one's own things are refused as stale.
const STALE: i32 = 99;

impl Answers<'_> {
    pub(super) async fn placements(&mut self) {
        let (placement, on, mine) = (PlacementId(self.ids.placement), day("2026-03-02"), self.me.ids);
        for (citizen, slot) in [(mine.citizen, self.ids.slot), (self.ids.citizen, mine.slot)] {
            self.act(proposal(citizen, slot)).await;
            self.act(ReservePlace { proposal: proposal(citizen, slot) }).await;
        }
        self.act_as(&self.me.system(), EndHold { placement }).await;
        self.act(Reserve { placement }).await;
        self.act(confirmation(placement)).await;
        self.act(release_of(placement)).await;
        let mut to_other = release_of(PlacementId(mine.placement));
        to_other.recipient = Some(ContactId(self.ids.contact));
        self.act(to_other).await;
        self.act(WithdrawRelease { placement }).await;
        self.act(Agree { placement, overrides: vec![], reason: None, function: Default::default() }).await;
        self.act(Start { placement }).await;
        self.act(NoteAttest { placement, code: "straffeattest".to_owned(), obtained_on: on }).await;
        let justifications = vec!["konkret_vurdering".to_owned()];
        self.act(Extend { placement, ends_on: day("2026-03-22"), justifications, overrides: vec![], reason: None }).await;
        self.act(Interrupt { placement, on, code: InterruptCode::Other }).await;
        self.act(Complete { placement, on, outcome: EndOutcome::NothingYet }).await;
        self.act(Withdraw { placement, code: WithdrawCode::Other }).await;
        self.act(Cancel { placement, code: WithdrawCode::Other }).await;
        let (number, decision) = ("2026-1".to_owned(), "bevilget".to_owned());
        self.act(RecordGrant { placement, version: STALE, number, decision, decided_on: "2026-03-02".to_owned() }).await;
    }

    pub(super) async fn rules(&mut self) {
        let edition = EditionId(self.ids.edition);
        let change = DraftChange::WithoutFile { name: "egne.toml".to_owned() };
        self.act(ChangeDraft { edition, version: STALE, change }).await;
        self.act(MoveEdition { edition, version: STALE, step: Step::Propose }).await;
        self.act(DropDraft { edition, version: STALE }).await;
    }

    pub(super) async fn of_companies(&mut self) {
        let (placement, contact) = (PlacementId(self.ids.placement), &self.me.contact);
        let shown = |_: &_| "told".to_owned();
        self.ask_as(contact, OpenCard::new(contact, placement), shown).await;
        self.ask_as(contact, OpenRelease::new(contact, placement), |_| "told".to_owned()).await;
        self.ask_as(contact, ReleasedNames::new(contact, vec![placement]), |names| format!("{names:?}")).await;
        self.act_as(contact, Accept { placement, times: vec![] }).await;
        self.act_as(contact, Decline { placement, code: DeclineCode::Other, note: None }).await;
        let person = Person::Contact(ContactId(self.me.ids.contact));
        let session = open_session(&self.house.app, contact.tenant, person, "a test").await.expect("a session");
        self.act_as(contact, ShowCompany { token: session.0, contact: ContactId(self.ids.contact) }).await;
        let said = vec![(SlotId(self.ids.slot), Said::AsItStands)];
        self.act_as(contact, AnswerForSlots { said }).await;
        self.act_as(&self.me.system(), AskCompany { company: CompanyId(self.ids.company) }).await;
        let holder = self.me.link_holder(&self.ids);
        self.ask_as(&holder, OpenCard::new(&holder, placement), shown).await;
        self.act_as(&holder, RenewLink { placement }).await;
    }

    pub(super) async fn about_accounts(&mut self) {
        let (account, team) = (AccountId(self.ids.account), TeamId(self.ids.team));
        let details = |user_name: &str, team| AccountDetails {
            user_name: user_name.to_owned(),
            display_name: "En kollega".to_owned(),
            roles: vec!["caseworker".to_owned()],
            team,
            ..AccountDetails::default()
        };
        self.act(ChangeAccount { account, version: STALE, details: details("en.anden", None), disabled: false }).await;
        self.act(GivePassword { account, password_hash: "hash".to_owned() }).await;
        self.act(SaveTeam { team: Some((team, STALE)), name: "Team Nord".to_owned(), active: false }).await;
        let name = format!("ny-{}", &self.ids.team.simple().to_string()[..8]);
        self.act(CreateAccount { details: details(&name, Some(team)), password_hash: None }).await;
        self.act_as(&self.me.system(), CloseSession { session: SessionId(self.ids.session) }).await;
        self.of_teams().await;
    }

    pub(super) async fn about_slots(&mut self) {
        let (slot, workplace) = (SlotId(self.ids.slot), WorkplaceId(self.me.ids.workplace));
        self.act(CreateSlot { workplace: WorkplaceId(self.ids.workplace), typed: typed_slot() }).await;
        self.act(CreateSlot { workplace, typed: TypedSlot { contact: self.ids.contact.to_string(), ..typed_slot() } }).await;
        self.act(CreateSlot { workplace, typed: TypedSlot { agreement: self.ids.agreement.to_string(), ..typed_slot() } }).await;
        self.act(ChangeSlot { slot, typed: TypedSlot { version: STALE, ..typed_slot() } }).await;
        self.act(PauseSlot { slot, version: STALE, paused: true }).await;
        let changes = SlotChanges { seats: Some(8), ..SlotChanges::default() };
        self.act(AdjustSlot { slot, version: Some(STALE), changes }).await;
        self.act(ConfirmSlotIsTrue { slot, version: STALE }).await;
        let days = Period { from: day("2027-08-02"), to: day("2027-08-06") };
        let closing = Closing { days, reason: ClosureReason::Other, over_placements: true };
        self.act(CloseSlot { slot, closing }).await;
        self.act(CloseWorkplace { workplace: WorkplaceId(self.ids.workplace), closing }).await;
        self.act(EndClosure { closure: ClosureId(self.ids.closure), last: None }).await;
    }

    pub(super) async fn about_companies(&mut self) {
        let (ids, mine) = (self.ids, self.me.ids);
        let company = CompanyId(ids.company);
        self.act(ChangeCompany { company, typed: TypedCompany { version: STALE, ..TypedCompany::default() } }).await;
        let of_other = TypedCompany {
            version: 1,
            name: "Firma".to_owned(),
            sector: "privat".to_owned(),
            ladder: "passiv".to_owned(),
            ..TypedCompany::default()
        };
        self.act(ChangeCompany {
            company: CompanyId(mine.company),
            typed: TypedCompany { consultant: ids.account.to_string(), ..of_other },
        })
        .await;
        self.act(CreateWorkplace { company, typed: typed_workplace(ids.company) }).await;
        let typed = TypedWorkplace { version: STALE, ..typed_workplace(ids.company) };
        self.act(ChangeWorkplace { workplace: WorkplaceId(ids.workplace), typed }).await;
        let contact = || TypedContact { name: "Ny Kontakt".to_owned(), email: "ny@firma.example".to_owned(), ..TypedContact::fresh() };
        self.act(CreateContact { company, typed: contact() }).await;
        let there = TypedContact { workplace: ids.workplace.to_string(), ..contact() };
        self.act(CreateContact { company: CompanyId(mine.company), typed: there }).await;
        self.act(ChangeContact { contact: ContactId(ids.contact), typed: TypedContact { version: STALE, ..contact() } }).await;
        let agreement = |company, id: Option<Uuid>, responsible: String| SaveAgreement {
            company: CompanyId(company),
            agreement: id.map(AgreementId),
            typed: TypedAgreement { version: STALE, responsible, ..typed_agreement() },
        };
        self.act(agreement(ids.company, None, String::new())).await;
        self.act(agreement(mine.company, Some(ids.agreement), String::new())).await;
        self.act(agreement(mine.company, None, ids.account.to_string())).await;
    }

    pub(super) async fn about_agreements(&mut self) {
        let (agreement, version) = (AgreementId(self.ids.agreement), AgreementVersionId(self.ids.agreement_version));
        let own = AgreementId(self.me.ids.agreement);
        let (none, note) = (String::new(), "Ret perioden".to_owned());
        self.act(SendAgreement { agreement, version: STALE, representative: none.clone(), reason: note.clone() }).await;
        self.act(RecallAgreement { agreement, version: STALE }).await;
        self.act(SignOnPaper { agreement, version: STALE, by: "Karim".to_owned(), on: "2026-03-02".to_owned() }).await;
        self.act(NewVersion { agreement, version: STALE, renews: false }).await;
        self.act(EndAgreement { agreement, version: STALE, reason: note.clone() }).await;
        // The duty of the other stands under the id of its version.
        self.act(JudgeDuty { agreement, duty: self.ids.agreement_version, judgement: none.clone() }).await;
        self.act(JudgeDuty { agreement: own, duty: self.ids.agreement_version, judgement: none }).await;
        let system = self.me.system();
        self.act_as(&system, BringIntoForce { version, only_tell: false }).await;
        self.act_as(&system, RemindOfEnd { version }).await;
        let contact = &self.me.contact;
        let shown = |_: &_| "told".to_owned();
        self.ask_as(contact, OpenOwnAgreement::new(contact, agreement), shown).await;
        let link = LinkId(self.ids.voice);
        self.ask_as(contact, OpenForEmployees::new(contact, link), |_| "told".to_owned()).await;
        let sent_at = self.house.app.now();
        self.act_as(contact, ApproveAgreement { agreement, version, sent_at }).await;
        self.act_as(contact, ApproveAgreement { agreement: own, version, sent_at }).await;
        self.act_as(contact, ReturnAgreement { agreement, version, sent_at, note: note.clone() }).await;
        self.act_as(contact, AnswerForEmployees { link, agrees: false, note }).await;
    }

    pub(super) async fn about_citizens(&mut self) {
        let (citizen, slot, purpose) = (CitizenId(self.ids.citizen), SlotId(self.ids.slot), LookPurpose::Case);
        let (me, my_slot) = (CitizenId(self.me.ids.citizen), SlotId(self.me.ids.slot));
        self.act(ChangeProfile { citizen, version: STALE, details: ProfileDetails::default() }).await;
        self.act(ChangeLegalSituation { citizen, version: STALE, legal: LegalSituation::default() }).await;
        self.act(StateLookPurpose { token: self.me.token.clone(), citizen, purpose }).await;
        self.ask(OpenCitizen { citizen: citizen.into(), purpose }).await;
        self.ask(MatchesFor { citizen: citizen.into(), limit: 20, on: None, order: ListOrder::Score, purpose }).await;
        self.ask(JudgePlace { citizen: citizen.into(), slot: my_slot, from: None, purpose }).await;
        self.ask(JudgePlace { citizen: me.into(), slot, from: None, purpose }).await;
        self.ask(ComparePlaces { citizen: me.into(), slots: [my_slot, slot], on: None, purpose }).await;
        self.ask(ComparePlaces { citizen: citizen.into(), slots: [my_slot, my_slot], on: None, purpose }).await;
    }
}

/// Two weeks of virksomhedspraktik, 15 hours a week.
fn proposal(citizen: Uuid, slot: Uuid) -> Propose {
    let period = fortnight();
    Propose {
        citizen: CitizenId(citizen),
        slot: SlotId(slot),
        form: PlacementForm::Virksomhedspraktik,
        period,
        weekly_hours: vec![HoursStep { from: period.from, hours: 15.0 }],
        purpose: Purpose::Afklaring,
        self_found: false,
        justifications: Vec::new(),
        function: Default::default(),
        matched: None,
    }
}

fn typed_slot() -> TypedSlot {
    TypedSlot {
        title: "Lager".to_owned(),
        forms: vec!["virksomhedspraktik".to_owned()],
        seats: "1".to_owned(),
        open_from: "2026-03-02".to_owned(),
        ..TypedSlot::default()
    }
}

/// A workplace under a number that follows from an id.
fn typed_workplace(id: Uuid) -> TypedWorkplace {
    let p_number = format!("{:010}", 1_000_000_000 + id.as_u128() % 8_000_000_000);
    TypedWorkplace { p_number, name: "Afdeling".to_owned(), sector: "privat".to_owned(), ..TypedWorkplace::default() }
}

/// An agreement under a number that is in use, so that one's own is refused at the last step only.
fn typed_agreement() -> TypedAgreement {
    TypedAgreement {
        number: "A-1".to_owned(),
        kind: "enkeltpladser".to_owned(),
        starts_on: "2026-03-02".to_owned(),
        ..TypedAgreement::default()
    }
}
