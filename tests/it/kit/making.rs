//! Makes the things that tests need, with sensible values; a test says only what it is about.

use brobygger::{
    domain::{
        citizen::{Citizen, LegalSituation, PersonName, Profile},
        company::{Address, Company, Contact, ContactRole, Workplace},
        ids::{AccountId, CitizenId, CompanyId, ContactId, SearchId, SlotId, TenantId, WorkplaceId},
        numbers::{CvrNumber, PNumber},
        permission::Actor,
        place::Point,
        relation::Relation,
        slot::{HoursWindow, Slot},
        terms::{LadderStep, Language, PlacementForm, Sector},
    },
    store::{
        accounts::{self, Account},
        citizens, companies, contacts, slots,
        work::{Tools, Work},
        workplaces,
    },
};
use chrono::NaiveDate;

use super::House;

/// A day written as text.
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A company with one workplace and one contact.
#[derive(Clone, Debug)]
pub struct Place {
    /// The company.
    pub company: Company,
    /// Its workplace.
    pub workplace: Workplace,
    /// Its contact.
    pub contact: Contact,
}

impl House {
    /// Writes straight to the store of a municipality, as set-up of a test.
    pub async fn write<T>(&self, tenant: TenantId, write: impl AsyncFnOnce(&mut Work<'_>) -> T) -> T {
        let actor = Actor::system(tenant);
        let tools = Tools { ids: self.app.ids.as_ref(), keys: &self.app.keys };
        let mut work = Work::begin(&self.app.database, &actor, self.app.now(), tools).await.expect("a transaction");
        let done = write(&mut work).await;
        work.commit("test.set_up").await.expect("a commit");
        done
    }

    /// A member of staff with these roles, in the table.
    pub async fn account(&self, tenant: TenantId, user_name: &str, roles: &[&str]) -> (Account, Actor) {
        let account = Account {
            id: AccountId(self.app.ids.random()),
            user_name: user_name.to_owned(),
            display_name: user_name.to_owned(),
            email: Some(format!("{user_name}@kommune.example")),
            phone: Some("11 22 33 44".to_owned()),
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            team: None,
            language: Language::Da,
            disabled_at: None,
            version: 1,
        };
        let added = self.write(tenant, async |work| accounts::insert(work, &account, None).await.expect("an account")).await;
        assert!(added, "the user name is free");
        let mut actor = self.staff_of(tenant, roles);
        actor.who = brobygger::domain::permission::Who::Staff { account: account.id, team: None };
        (account, actor)
    }

    /// A company "Nordhavn Lager ApS" with a workplace of 40 ordinary employees and a contact.
    pub async fn place(&self, tenant: TenantId) -> Place {
        self.place_numbered(tenant, "99000007", "9000000001").await
    }

    /// The same under other numbers.
    pub async fn place_numbered(&self, tenant: TenantId, cvr: &str, p_number: &str) -> Place {
        let place = self.unwritten_place(cvr, p_number);
        self.write(tenant, async |work| {
            assert!(companies::insert(work, &place.company).await.expect("a company"));
            assert!(workplaces::insert(work, &place.workplace).await.expect("a workplace"));
            contacts::insert(work, &place.contact).await.expect("a contact");
        })
        .await;
        place
    }

    fn unwritten_place(&self, cvr: &str, p_number: &str) -> Place {
        let new = || self.app.ids.random();
        let address = Address {
            street: Some("Havnevej 1".to_owned()),
            postcode: Some("4300".to_owned()),
            town: Some("Holbæk".to_owned()),
            municipality: Some("0316".to_owned()),
        };
        let company = Company {
            id: CompanyId(new()),
            cvr: CvrNumber::parse(cvr).expect("a CVR number"),
            name: "Nordhavn Lager ApS".to_owned(),
            sector: Sector::Privat,
            address: address.clone(),
            branch: None,
            employees: (Some(40), Some(49)),
            employees_told: None,
            monthly_ordinary: Some(vec![40.0; 12]),
            phone: None,
            email: None,
            website: None,
            advertising_protected: Some(false),
            ladder: LadderStep::Samarbejde,
            consultant: None,
            closed_on: None,
            relation: Relation::default(),
            version: 1,
        };
        let workplace = Workplace {
            id: WorkplaceId(new()),
            company: company.id,
            p_number: PNumber::parse(p_number).expect("a P-number"),
            name: "Nordhavn Lager".to_owned(),
            sector: Sector::Privat,
            address,
            branch: None,
            point: Some(Point { lat: 55.717, lon: 11.713 }),
            employees_total: Some(44),
            ordinary: Some((40.0, Some(day("2026-02-01")))),
            others: None,
            others_source: None,
            closed_on: None,
            version: 1,
        };
        let contact = Contact {
            id: ContactId(new()),
            company: company.id,
            workplace: None,
            name: "Karim Eksempel".to_owned(),
            email: Some(format!("karim@nordhavn-{p_number}.example")),
            phone: None,
            language: Language::Da,
            role: ContactRole::Admin,
            active: true,
            version: 1,
        };
        Place { company, workplace, contact }
    }

    /// A slot for virksomhedspraktik and løntilskud with so many seats, open-ended.
    pub async fn slot(&self, tenant: TenantId, place: &Place, seats: u32) -> Slot {
        self.slot_with(tenant, place, |slot| slot.seats = seats).await
    }

    /// A slot with some values changed.
    pub async fn slot_with(&self, tenant: TenantId, place: &Place, change: impl FnOnce(&mut Slot)) -> Slot {
        let mut slot = self.unwritten_slot(place);
        change(&mut slot);
        self.write(tenant, async |work| assert!(slots::insert(work, &slot).await.expect("a slot"))).await;
        slot
    }

    fn unwritten_slot(&self, place: &Place) -> Slot {
        Slot {
            id: SlotId(self.app.ids.random()),
            external_id: None,
            workplace: place.workplace.id,
            company: place.company.id,
            agreement: None,
            contact: Some(place.contact.id),
            title: "Lagermedarbejder".to_owned(),
            description: "Pluk og pak af varer i et lille hold med fast makker.".to_owned(),
            forms: vec![PlacementForm::Virksomhedspraktik, PlacementForm::Loentilskud],
            occupation: Some("4321".to_owned()),
            seats: 1,
            hours: Some(HoursWindow { min: 10.0, max: 37.0 }),
            times: None,
            open_from: day("2026-01-01"),
            open_to: None,
            demands: Vec::new(),
            offers: vec!["mentor".to_owned()],
            language: None,
            licences: Vec::new(),
            reserved_for: Vec::new(),
            reserved_seats: None,
            tasks: Vec::new(),
            confirmed_on: Some(day("2026-02-20")),
            paused: false,
            sector: Sector::Privat,
            point: place.workplace.point,
            version: 1,
        }
    }

    /// A citizen who waits and of whom everything is known that the law asks for.
    pub async fn citizen(&self, tenant: TenantId) -> Citizen {
        self.citizen_with(tenant, |_| {}).await
    }

    /// A citizen with some values changed.
    pub async fn citizen_with(&self, tenant: TenantId, change: impl FnOnce(&mut Citizen)) -> Citizen {
        let mut citizen = self.unwritten_citizen();
        change(&mut citizen);
        self.write(tenant, async |work| assert!(citizens::insert(work, &citizen).await.expect("a citizen"))).await;
        citizen
    }

    fn unwritten_citizen(&self) -> Citizen {
        Citizen {
            id: CitizenId(self.app.ids.random()),
            search: SearchId(self.app.ids.random()),
            external_id: None,
            name: PersonName::new("Tilde Test".to_owned(), "Kanarie".to_owned()),
            cpr: None,
            postcode: Some("4300".to_owned()),
            benefit_since: Some(day("2025-11-01")),
            waiting_since: Some(day("2026-01-30")),
            has_place: false,
            deadline: Some(day("2026-03-06")),
            team: None,
            consultant: None,
            profile: Profile { hours: Some(HoursWindow { min: 10.0, max: 20.0 }), ..Profile::default() },
            legal: all_known(),
            version: 1,
        }
    }
}

/// A legal situation without a gap: dagpenge, 34 years, unemployed since November 2025.
fn all_known() -> LegalSituation {
    LegalSituation {
        target_group: Some("dagpenge".to_owned()),
        birth_date: Some(day("1991-05-04")),
        birth_year: Some(1991),
        unemployed_since: Some(day("2025-11-01")),
        dimittendsats: Some(false),
        single_parent: Some(false),
        has_education: Some(true),
        jobparat: Some(true),
        aabenlyst_uddannelsesparat: Some(false),
        arbejdspligt: Some(false),
        integration_act: Some(false),
        group_granted_on: None,
        currently_employed: Some(false),
        last_employer: None,
        last_function: None,
    }
}
