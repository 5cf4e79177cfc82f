//! Both municipalities of a house with the same CVR and P-numbers, `plads_id` and `borger_id`, each up to a released name.

use brobygger::{
    domain::{
        company::{Agreement, AgreementKind, AgreementState},
        ids::{AgreementId, CompanyId, LinkId, PlacementId, TenantId},
        permission::{Actor, Who},
        terms::LookPurpose,
    },
    store::{agreements, links, workplaces},
    use_cases::{
        accounts::SaveTeam,
        placements::accept::Accept,
        rules::{editions::CopyRules, kept::VerdictsOf},
        sign_in::{Person, open_session, who_is},
    },
};
use uuid::Uuid;

use crate::{
    kit::{House, day},
    placements::stage::{confirmation, contact_of, fortnight, proposal, release_of, stepped_up},
};

/// The ids of one of everything that a use case can be asked about.
#[derive(Clone, Copy, Debug)]
pub struct Ids {
    pub company: Uuid,
    pub workplace: Uuid,
    pub contact: Uuid,
    pub agreement: Uuid,
    pub slot: Uuid,
    pub citizen: Uuid,
    pub placement: Uuid,
    pub account: Uuid,
    pub team: Uuid,
    pub session: Uuid,
    pub edition: Uuid,
    pub verdict: Uuid,
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
            slot: new(),
            citizen: new(),
            placement: new(),
            account: new(),
            team: new(),
            session: new(),
            edition: new(),
            verdict: new(),
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
    let save = SaveTeam { team: None, name: "Team Havn".to_owned(), active: true };
    let team = house.app.carry_out(&staff, &save).await.expect("a team");
    let fill = |citizen: &mut brobygger::domain::citizen::Citizen| {
        citizen.external_id = Some("B-1".to_owned());
        citizen.team = Some(team);
        citizen.legal.last_employer = Some("99000023".to_owned());
    };
    let citizen = house.citizen_with(tenant, fill).await;
    let agreement = agreement(house, tenant, place.company.id).await;
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
    let ids = Ids {
        company: place.company.id.0,
        workplace: place.workplace.id.0,
        contact: place.contact.id.0,
        agreement: agreement.0,
        slot: slot.id.0,
        citizen: citizen.id.0,
        placement: placement.0,
        account: account.id.0,
        team: team.0,
        session: session.0,
        edition: edition.0,
        verdict: verdicts.first().expect("a kept verdict").id.0,
    };
    Side { ids, staff, contact: stepped_up(&contact), link, token }
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
