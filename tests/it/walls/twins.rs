//! Both municipalities of a house with the same CVR and P-numbers, `plads_id` and `borger_id`, each up to a released name.

use brobygger::{
    domain::{
        agreement::{AgreementContent, AgreementVersion, Duty, Side as Promiser, Standing, VersionState, Voice},
        bulk::Act,
        closure::ClosureReason,
        company::{Agreement, AgreementKind, AgreementState, Contact},
        ids::{AccountId, AgreementId, AgreementVersionId, CompanyId, ContactId, EnquiryId, LinkId, PlacementId, TenantId},
        period::Period,
        permission::{Actor, Right, Who},
        terms::{LadderStep, Language, LookPurpose},
    },
    store::{
        agreement_versions, agreements, contacts,
        links::{self, Link, LinkKind},
        workplaces,
    },
    use_cases::{
        accounts::SaveTeam,
        campaigns::{CreateCampaign, TypedCampaign},
        companies::{Chosen, SaveView, begin_bulk},
        contact_log::{LogContact, TypedEntry},
        enquiries::{
            form::{SendEnquiry, TypedOffer},
            list::ListEnquiries,
            rules::{AddRoutingRule, TypedRule},
        },
        placements::accept::Accept,
        rules::{editions::CopyRules, kept::VerdictsOf},
        sign_in::{Person, open_session, who_is},
        slots::{CloseSlot, Closing},
        tasks::MyTasks,
    },
};
use uuid::Uuid;

use crate::{
    kit::{House, Place, day},
    placements::stage::{confirmation, contact_of, fortnight, proposal, release_of, stepped_up},
};

/// The ids of one of everything that a use case can be asked about.
#[derive(Clone, Copy, Debug)]
pub struct Ids {
    pub company: Uuid,
    pub workplace: Uuid,
    pub contact: Uuid,
    pub agreement: Uuid,
    pub agreement_version: Uuid,
    pub voice: Uuid,
    pub slot: Uuid,
    pub closure: Uuid,
    pub citizen: Uuid,
    pub placement: Uuid,
    pub account: Uuid,
    pub team: Uuid,
    pub session: Uuid,
    pub edition: Uuid,
    pub verdict: Uuid,
    pub enquiry: Uuid,
    pub rule: Uuid,
    /// One more user of the company's portal, who may be removed.
    pub user: Uuid,
    pub view: Uuid,
    pub bulk: Uuid,
    pub entry: Uuid,
    pub task: Uuid,
    pub campaign: Uuid,
}

impl Ids {
    /// Ids of nothing.
    pub fn unknown(house: &House) -> Self {
        let new = || house.app.ids.random();
        Self {
            company: new(),
            workplace: new(),
            contact: new(),
            agreement: new(),
            agreement_version: new(),
            voice: new(),
            slot: new(),
            closure: new(),
            citizen: new(),
            placement: new(),
            account: new(),
            team: new(),
            session: new(),
            edition: new(),
            verdict: new(),
            enquiry: new(),
            rule: new(),
            user: new(),
            view: new(),
            bulk: new(),
            entry: new(),
            task: new(),
            campaign: new(),
        }
    }
}

/// One municipality with somebody who may do everything there.
pub struct Side {
    pub ids: Ids,
    pub staff: Actor,
    pub contact: Actor,
    pub link: LinkId,
    pub token: String,
}

/// Every role that staff can have.
const ALL_ROLES: [&str; 5] = ["job_consultant", "company_consultant", "caseworker", "team_leader", "administrator"];

/// Builds one municipality; both are alike in every number and word that the outside knows.
pub async fn build(house: &House, tenant: TenantId) -> Side {
    let (account, staff) = house.account(tenant, "tl.henrik", &ALL_ROLES).await;
    let place = house.place(tenant).await;
    let mut workplace = place.workplace.clone();
    workplace.ordinary = Some((5000.0, Some(day("2026-02-01"))));
    house.write(tenant, async |work| workplaces::update(work, &workplace).await.expect("a workplace")).await;
    let slot = house.slot_with(tenant, &place, |slot| (slot.external_id, slot.seats) = (Some("S-1".to_owned()), 9)).await;
    let days = Period { from: day("2027-07-05"), to: day("2027-07-09") };
    let closing = Closing { days, reason: ClosureReason::Holiday, over_placements: false };
    let closure = house.app.carry_out(&staff, &CloseSlot { slot: slot.id, closing }).await.expect("closed");
    let save = SaveTeam { team: None, name: "Team Havn".to_owned(), active: true };
    let team = house.app.carry_out(&staff, &save).await.expect("a team");
    let fill = |citizen: &mut brobygger::domain::citizen::Citizen| {
        citizen.external_id = Some("B-1".to_owned());
        citizen.team = Some(team);
        citizen.legal.last_employer = Some("99000023".to_owned());
    };
    let citizen = house.citizen_with(tenant, fill).await;
    let agreement = agreement(house, tenant, place.company.id).await;
    let (sent, voice) = sent_version(house, tenant, &place, agreement).await;
    let contact = contact_of(house, tenant, &place);
    let asked = proposal(&citizen, &slot, fortnight());
    let placement = house.app.carry_out(&staff, &asked).await.expect("proposed").placement;
    house.app.carry_out(&staff, &confirmation(placement)).await.expect("confirmed");
    let link = link(house, tenant, placement).await;
    house.app.carry_out(&contact, &Accept { placement, times: Vec::new() }).await.expect("accepted");
    house.app.carry_out(&staff, &release_of(placement)).await.expect("released");
    let token = open_session(&house.app, tenant, Person::Staff(account.id), "a test").await.expect("a session").0;
    let session = who_is(&house.app, &token).await.expect("read").expect("signed in").session;
    let copy = CopyRules { name: "Ny lov".to_owned(), valid_from: Some(day("2027-01-01")) };
    let edition = house.app.carry_out(&staff, &copy).await.expect("an edition");
    let kept = VerdictsOf { placement, purpose: LookPurpose::Case };
    let verdicts = house.app.ask(&staff, &kept).await.expect("verdicts");
    let save = SaveView { name: "Mine".to_owned(), query: String::new(), shared: false };
    let view = house.app.carry_out(&staff, &save).await.expect("a view");
    let many = Chosen::These(vec![place.company.id]);
    let bulk = begin_bulk(&house.app, &staff, &many, Act::Step(LadderStep::Kontakt)).await.expect("a change of many");
    let (entry, task) = promise(house, &staff, place.company.id).await;
    let typed =
        TypedCampaign { name: "Havnen rundt".to_owned(), companies: vec![place.company.id.to_string()], ..TypedCampaign::default() };
    let campaign = house.app.carry_out(&staff, &CreateCampaign { typed }).await.expect("a campaign");
    let ids = Ids {
        entry,
        task,
        campaign: campaign.0,
        company: place.company.id.0,
        workplace: place.workplace.id.0,
        contact: place.contact.id.0,
        agreement: agreement.0,
        agreement_version: sent.0,
        voice: voice.0,
        slot: slot.id.0,
        closure: closure.0,
        citizen: citizen.id.0,
        placement: placement.0,
        account: account.id.0,
        team: team.0,
        session: session.0,
        edition: edition.0,
        verdict: verdicts.first().expect("a kept verdict").id.0,
        enquiry: enquiry(house, tenant).await.0,
        rule: house.app.carry_out(&staff, &AddRoutingRule { typed: postcode_rule(account.id) }).await.expect("a rule").0,
        user: another_user(house, tenant, &place).await.0,
        view: view.0,
        bulk: bulk.0,
    };
    let mut contact = stepped_up(&contact);
    contact.rights.insert(Right::ManagePortalUsers);
    Side { ids, staff, contact, link, token }
}

fn postcode_rule(account: AccountId) -> TypedRule {
    TypedRule { naar: "postnr".to_owned(), fra: "4300".to_owned(), hvem: format!("account:{account}"), ..TypedRule::default() }
}

async fn another_user(house: &House, tenant: TenantId, place: &Place) -> ContactId {
    let email = Some("anna@nordhavn.example".to_owned());
    let user = Contact { id: ContactId(house.app.ids.random()), name: "Anna Eksempel".to_owned(), email, ..place.contact.clone() };
    house.write(tenant, async |work| contacts::insert(work, &user).await.expect("a user")).await;
    user.id
}

/// An enquiry as the public form brings it.
async fn enquiry(house: &House, tenant: TenantId) -> EnquiryId {
    let stempel = house.app.keys.form_stamp(house.app.now().timestamp() - 60, house.app.ids.as_ref());
    let typed = TypedOffer {
        stempel,
        virksomhed: "Bageriet på Torvet".to_owned(),
        postnr: "4300".to_owned(),
        job: "Bagermedhjælper".to_owned(),
        navn: "Åse Eksempel".to_owned(),
        telefon: "12 34 56 78".to_owned(),
        ..TypedOffer::default()
    };
    let send = SendEnquiry { typed, language: Language::Da };
    house.app.carry_out(&Actor::system(tenant), &send).await.expect("sent");
    let all = ListEnquiries::new(&Actor::system(tenant));
    house.app.ask(&Actor::system(tenant), &all).await.expect("a list").lines.first().expect("an enquiry").enquiry.id
}

async fn agreement(house: &House, tenant: TenantId, company: CompanyId) -> AgreementId {
    let agreement = Agreement {
        id: AgreementId(house.app.ids.random()),
        company,
        number: "A-1".to_owned(),
        kind: AgreementKind::Enkeltpladser,
        state: AgreementState::Draft,
        starts_on: day("2026-01-01"),
        ends_on: None,
        responsible: None,
        terms: String::new(),
        version: 1,
    };
    house.write(tenant, async |work| assert!(agreements::save(work, &agreement, true).await.expect("an agreement"))).await;
    agreement.id
}

/// An entry of the contact log, and the task that it promises.
async fn promise(house: &House, staff: &Actor, company: CompanyId) -> (Uuid, Uuid) {
    let typed = TypedEntry {
        kind: "call".to_owned(),
        note: "Vil gerne høre mere".to_owned(),
        next_on: "2026-03-02".to_owned(),
        ..TypedEntry::default()
    };
    let entry = house.app.carry_out(staff, &LogContact { company, typed }).await.expect("logged").entry;
    let list = house.app.ask(staff, &MyTasks { account: staff.account().expect("staff") }).await.expect("tasks");
    (entry.0, list.mine.first().expect("a task").task.id.0)
}

/// A version that waits for the company and for the employees' representative, who is the contact too.
pub async fn sent_version(house: &House, tenant: TenantId, place: &Place, agreement: AgreementId) -> (AgreementVersionId, LinkId) {
    let id = AgreementVersionId(house.app.ids.random());
    let duty = Duty { id: id.0, side: Promiser::Company, text: "Holder pladserne åbne".to_owned() };
    let content = AgreementContent {
        kind: AgreementKind::Enkeltpladser,
        starts_on: day("2026-01-01"),
        ends_on: None,
        lines: Vec::new(),
        mentor: None,
        duties: vec![duty],
        terms: String::new(),
    };
    let version = AgreementVersion {
        id,
        agreement,
        number: 1,
        content,
        standing: Standing { state: VersionState::Sent, company_agrees: false, voice: Voice::Awaited },
        sent_at: Some(house.app.now()),
        company_yes: None,
        paper: None,
        representative: Some(place.contact.id),
        representative_yes: None,
        no_representative: None,
        note: None,
        in_force_at: None,
        reminded: None,
        written_by: None,
        version: 1,
    };
    let link = Link {
        tenant,
        id: LinkId(house.app.ids.random()),
        kind: LinkKind::Agreement,
        placement: None,
        contact: Some(place.contact.id),
        account: None,
        subject: Some(id.0),
        expires_at: house.app.now() + chrono::Duration::days(14),
        used_at: None,
    };
    house
        .write(tenant, async |work| {
            assert!(agreement_versions::insert(work, &version).await.expect("a version"));
            links::insert(work, &link).await.expect("a link");
        })
        .await;
    (id, link.id)
}

async fn link(house: &House, tenant: TenantId, placement: PlacementId) -> LinkId {
    let reader = house.app.reader(tenant).await.expect("a reader");
    let link = links::latest_answer(&reader, placement).await.expect("read").expect("a link");
    reader.end().await.expect("the reader ends");
    link.id
}

impl Side {
    /// The jobs of this side's municipality.
    pub fn system(&self) -> Actor {
        Actor::system(self.staff.tenant)
    }

    /// Whoever holds this side's answer link, asking about some placement.
    pub fn link_holder(&self, ids: &Ids) -> Actor {
        let Who::Contact { contact, .. } = self.contact.who else { panic!("a contact") };
        Actor::link_holder(self.staff.tenant, self.link, contact, PlacementId(ids.placement))
    }
}
