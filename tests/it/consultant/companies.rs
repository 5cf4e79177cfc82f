//! The virksomhedskartotek: made, changed, found by colleagues, and never by the neighbour.

use axum::http::StatusCode;
use brobygger::{
    domain::{company::Contact, ids::ContactId, kartotek::Criteria, numbers::CvrNumber, permission::Actor, refusal::Refusal},
    gateway::cvr::{InventedRegister, RegisterAddress, RegisterCompany, RegisterContact},
    store::{companies, contacts, scope::Scope, workplaces},
    use_cases::{
        agreements::{SaveAgreement, TypedAgreement},
        companies::{ChangeCompany, CreateCompany, ListCompanies, OpenCompany, TypedCompany},
        contacts::{ChangeContact, TypedContact},
        failure::Failure,
        sign_in::{self, Person},
        workplaces::{CreateWorkplace, TypedWorkplace},
    },
};

use crate::kit::House;

fn typed(cvr: &str, name: &str) -> TypedCompany {
    let text = str::to_owned;
    TypedCompany {
        cvr: text(cvr),
        name: text(name),
        sector: text("privat"),
        ladder: text("kontakt"),
        postcode: text("4300"),
        ..TypedCompany::default()
    }
}

fn workplace(p_number: &str) -> TypedWorkplace {
    let text = str::to_owned;
    TypedWorkplace {
        p_number: text(p_number),
        name: text("Havnen"),
        sector: text("privat"),
        postcode: text("4300"),
        ..TypedWorkplace::default()
    }
}

fn known_company() -> RegisterCompany {
    RegisterCompany {
        cvr: CvrNumber::parse("99000007").expect("a CVR number"),
        name: "Nordhavn Lager ApS".to_owned(),
        address: RegisterAddress::default(),
        branch: None,
        form: None,
        employees: None,
        is_active: true,
        advertising_protected: Some(true),
        contact: RegisterContact::default(),
        workplaces: Vec::new(),
        particulars: Default::default(),
    }
}

fn refused_fields(failure: Failure) -> Vec<&'static str> {
    let Failure::Refused(Refusal::Invalid { fields }) = failure else { panic!("refused for its fields: {failure}") };
    fields.iter().map(|field| field.field).collect()
}

async fn names(house: &House, actor: &Actor, typed: &str) -> Vec<String> {
    let question =
        ListCompanies { criteria: Criteria { text: typed.to_owned(), ..Criteria::default() }, limit: 50, ..ListCompanies::default() };
    house.app.ask(actor, &question).await.expect("a list").rows.into_iter().map(|row| row.company.name).collect()
}

house_tests! {
    async fn a_colleague_finds_a_company_at_once_with_all_that_belongs_to_it(house) {
        let actor = house.staff(&["company_consultant"]);
        let company = house.app.carry_out(&actor, &CreateCompany { typed: typed("99000007", "Nordhavn Lager") }).await.expect("made");
        house.wait(chrono::Duration::minutes(1));
        house.app.carry_out(&actor, &CreateWorkplace { company, typed: workplace("9000000001") }).await.expect("made");
        house.wait(chrono::Duration::minutes(1));
        let agreement = TypedAgreement {
            number: "A-1".into(), kind: "partnerskabsaftale".into(), starts_on: "2026-01-01".into(), ..TypedAgreement::default()
        };
        house.app.carry_out(&actor, &SaveAgreement { company, agreement: None, typed: agreement }).await.expect("made");
        house.wait(chrono::Duration::minutes(1));
        let colleague = house.staff(&["caseworker"]);
        assert_eq!(names(&house, &colleague, "nordhavn").await, ["Nordhavn Lager"]);
        let file = house.app.ask(&colleague, &OpenCompany { company }).await.expect("open");
        assert_eq!((file.parts.workplaces.len(), file.parts.agreements.len()), (1, 1));
        assert_eq!(file.parts.company.address.town.as_deref(), Some("Holbæk"));
        assert!(file.parts.workplaces[0].point.is_some(), "a workplace has its postcode's point");
        let acts: Vec<&str> = file.history.iter().map(|line| line.action.as_str()).collect();
        assert_eq!(acts, ["agreement.save", "workplace.create", "company.create"]);
    }

    async fn a_wrong_number_is_refused_at_its_field(house) {
        let actor = house.staff(&["company_consultant"]);
        let failure = house.app.carry_out(&actor, &CreateCompany { typed: typed("12345678", " ") }).await.expect_err("refused");
        assert_eq!(refused_fields(failure), ["cvr", "name"]);
        let place = house.place(house.tenant).await;
        let short = CreateWorkplace { company: place.company.id, typed: workplace("123") };
        assert_eq!(refused_fields(house.app.carry_out(&actor, &short).await.expect_err("refused")), ["p_number"]);
        let mut undated = workplace("9000000077");
        undated.ordinary = "40".into();
        let undated = CreateWorkplace { company: place.company.id, typed: undated };
        assert_eq!(refused_fields(house.app.carry_out(&actor, &undated).await.expect_err("refused")), ["ordinary_as_of"]);
    }

    async fn the_same_cvr_is_refused_once_but_lives_in_both_municipalities(house) {
        let actor = house.staff(&["company_consultant"]);
        house.place(house.neighbour).await;
        house.app.carry_out(&actor, &CreateCompany { typed: typed("99000007", "Vores") }).await.expect("the neighbour's does not count");
        let again = house.app.carry_out(&actor, &CreateCompany { typed: typed("99000007", "Igen") }).await.expect_err("there already");
        assert!(matches!(again, Failure::Refused(Refusal::ExistsAlready { field: "cvr" })));
    }

    async fn a_stale_form_changes_nothing(house) {
        let actor = house.staff(&["company_consultant"]);
        let place = house.place(house.tenant).await;
        let change = |name: &str| ChangeCompany { company: place.company.id, typed: TypedCompany { name: name.to_owned(), ..TypedCompany::from(&place.company) } };
        house.app.carry_out(&actor, &change("Først")).await.expect("changed");
        let late = house.app.carry_out(&actor, &change("For sent")).await.expect_err("stale");
        assert!(matches!(late, Failure::Refused(Refusal::Stale { current: 2 })));
        assert_eq!(names(&house, &actor, "").await, ["Først"]);
    }

    async fn the_neighbours_company_is_as_unknown_as_a_random_id(house) {
        let foreign = house.place(house.neighbour).await;
        let actor = house.staff(&["team_leader"]);
        let company = foreign.company.id;
        let open = house.app.ask(&actor, &OpenCompany { company }).await.expect_err("not ours");
        let change = ChangeCompany { company, typed: TypedCompany::from(&foreign.company) };
        let change = house.app.carry_out(&actor, &change).await.expect_err("not ours");
        let contact = ChangeContact { contact: foreign.contact.id, typed: TypedContact::from(&foreign.contact) };
        let contact = house.app.carry_out(&actor, &contact).await.expect_err("not ours");
        assert!([open, change, contact].iter().all(|failure| matches!(failure, Failure::NotFound)));
        assert!(names(&house, &actor, "").await.is_empty());
    }

    async fn a_job_consultant_sees_but_does_not_change(house) {
        let actor = house.staff(&["job_consultant"]);
        let place = house.place(house.tenant).await;
        assert!(house.app.ask(&actor, &OpenCompany { company: place.company.id }).await.is_ok());
        let refused = house.app.carry_out(&actor, &CreateCompany { typed: typed("99000015", "Ny") }).await.expect_err("no right");
        assert!(matches!(refused, Failure::Denied(_)));
    }

    async fn the_list_goes_on_where_it_stopped_also_among_equal_names(house) {
        let actor = house.staff(&["company_consultant"]);
        for (cvr, name) in [("99000007", "Ens"), ("99000015", "Ens"), ("99000023", "Ærø Is"), ("99000031", "Aabenraa Auto"), ("99000058", "Bager")] {
            house.app.carry_out(&actor, &CreateCompany { typed: typed(cvr, name) }).await.expect("made");
        }
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let list = house.app.ask(&actor, &ListCompanies { after, limit: 2, ..ListCompanies::default() }).await.expect("a page");
            assert_eq!(list.total, 5);
            seen.extend(list.rows.into_iter().map(|row| row.company.name));
            after = list.next;
            if after.is_none() { break }
        }
        assert_eq!(seen, ["Bager", "Ens", "Ens", "Ærø Is", "Aabenraa Auto"]);
    }

    async fn the_list_counts_the_seats_that_are_free_today(house) {
        let actor = house.staff(&["caseworker"]);
        let place = house.place(house.tenant).await;
        house.slot(house.tenant, &place, 3).await;
        house.slot_with(house.tenant, &place, |slot| slot.paused = true).await;
        house.slot_with(house.tenant, &place, |slot| slot.open_from = "2027-01-01".parse().expect("a day")).await;
        let list = house.app.ask(&actor, &ListCompanies { limit: 5, ..ListCompanies::default() }).await.expect("a list");
        assert_eq!((list.rows[0].slots, list.rows[0].seats, list.rows[0].free), (2, 4, 3));
    }

    async fn a_contact_who_stops_is_signed_out_at_once(house) {
        let actor = house.staff(&["company_consultant"]);
        let place = house.place(house.tenant).await;
        let other = Contact { id: ContactId(house.app.ids.random()), email: Some("en.anden@firma.example".to_owned()), ..place.contact.clone() };
        house.write(house.tenant, async |work| contacts::insert(work, &other).await.expect("one more administrator")).await;
        let token = sign_in::open_session(&house.app, house.tenant, Person::Contact(place.contact.id), "test").await.expect("a session");
        assert!(sign_in::who_is(&house.app, &token.0).await.expect("asked").is_some());
        let stopped = TypedContact { active: String::new(), ..TypedContact::from(&place.contact) };
        house.app.carry_out(&actor, &ChangeContact { contact: place.contact.id, typed: stopped }).await.expect("changed");
        assert!(sign_in::who_is(&house.app, &token.0).await.expect("asked").is_none());
        let reader = house.app.reader(house.tenant).await.expect("a reader");
        assert!(!contacts::find(&reader, place.contact.id).await.expect("read").expect("there").active);
        assert!(workplaces::find(&reader, place.workplace.id).await.expect("read").is_some() && reader.tenant() == house.tenant);
        assert!(companies::find(&reader, place.company.id).await.expect("read").is_some());
        reader.end().await.expect("ended");
    }

    async fn the_pages_make_and_change_a_company_and_keep_what_was_typed(house) {
        let (_, actor) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let mut browser = house.visitor(&actor).await;
        let again = browser.post("/konsulent/virksomheder/ny", &[("cvr", "11111111"), ("name", "Bageren på Åen"), ("sector", "privat"), ("ladder", "kontakt")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.html.contains("Bageren på Åen") && again.html.contains("href=\"#cvr\""));
        let made = browser.post("/konsulent/virksomheder/ny", &[("cvr", "99000007"), ("name", "Bageren på Åen"), ("sector", "privat"), ("ladder", "kontakt")]).await;
        assert_eq!(made.status, StatusCode::OK);
        assert!(made.html.contains("Virksomheden er oprettet") && made.html.contains("Historik"), "{}", made.url);
        let twice = browser.post("/konsulent/virksomheder/ny", &[("cvr", "99000007"), ("name", "Bageren"), ("sector", "privat"), ("ladder", "kontakt")]).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(twice.html.contains(&format!("href=\"{}\"", made.url)), "the way to the one that is there");
        let form = [("version", "1"), ("name", "Bageren"), ("sector", "privat"), ("ladder", "samarbejde")];
        let changed = browser.post(&format!("{}/ret", made.url), &form).await;
        assert!(changed.html.contains("Samarbejde"));
        let late = browser.post(&format!("{}/ret", made.url), &form).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
    }

    async fn a_form_is_filled_from_the_register_and_stays_open_where_it_knows_nothing(house) {
        let (_, actor) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let mut house = house;
        house.app.register = std::sync::Arc::new(InventedRegister::of(vec![known_company()]));
        let mut browser = house.visitor(&actor).await;
        let filled = browser.post("/konsulent/virksomheder/slaa-op", &[("cvr", "99000007")]).await;
        assert_eq!(filled.status, StatusCode::OK);
        assert!(filled.html.contains("Nordhavn Lager ApS") && filled.html.contains("udfyldt fra CVR-registret"));
        let unknown = browser.post("/konsulent/virksomheder/slaa-op", &[("cvr", "99000015")]).await;
        assert_eq!(unknown.status, StatusCode::OK);
        assert!(unknown.html.contains("kender ikke nummeret") && unknown.html.contains("99000015"));
        assert_eq!(browser.post("/konsulent/virksomheder/slaa-op", &[("cvr", "1")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn every_form_of_a_company_opens_in_both_languages(house) {
        let (_, actor) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        house.slot(house.tenant, &place, 2).await;
        let url = format!("/konsulent/virksomheder/{}", place.company.id);
        let mut browser = house.visitor(&actor).await;
        let pages = [
            "/konsulent/virksomheder".to_owned(), "/konsulent/virksomheder?q=lager&by=Holb&trin=samarbejde".to_owned(), "/konsulent/virksomheder/ny".to_owned(),
            url.clone(), format!("{url}/ret"), format!("{url}/arbejdspladser/ny"), format!("{url}/arbejdspladser/{}", place.workplace.id),
            format!("{url}/kontakter/ny"), format!("{url}/kontakter/{}", place.contact.id), format!("/konsulent/aftaler/ny?virksomhed={}", place.company.id), "/konsulent/soeg?q=lager".to_owned(),
        ];
        for page in pages {
            for language in ["da", "en"] {
                let address = format!("{page}{}sprog={language}", if page.contains('?') { "&" } else { "?" });
                assert_eq!(browser.get(&address).await.status, StatusCode::OK, "{address}");
            }
        }
    }
}
