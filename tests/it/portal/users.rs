//! A company's own users: kept by its admins, never without one, and everybody concerned is told.

use axum::http::StatusCode;
use brobygger::{
    domain::{
        company::{Contact, ContactRole},
        ids::{CompanyId, ContactId},
        numbers::CvrNumber,
        permission::{Actor, Right, Who},
        refusal::Refusal,
    },
    store::{companies, contacts},
    use_cases::{
        contacts::{ChangeContact, CreateContact, TypedContact},
        failure::Failure,
        portal::users::{ChangeUser, InviteUser, RemoveUser},
    },
};
use chrono::Duration;

use crate::{
    kit::{
        House, Place,
        browser::Browser,
        post::{post, postman},
        smtp::{Mode, Received, Sink},
    },
    placements::stage::contact_of,
};

const LIST: &str = "/virksomhed/brugere";

fn admin_of(house: &House, place: &Place) -> Actor {
    let mut actor = contact_of(house, house.tenant, place);
    actor.rights.insert(Right::ManagePortalUsers);
    actor
}

fn typed(name: &str, role: ContactRole) -> TypedContact {
    let email = format!("{}@nordhavn.example", name.to_lowercase());
    TypedContact { name: name.to_owned(), email, role: role.to_string(), version: 1, ..TypedContact::fresh() }
}

async fn user(house: &House, admin: &Actor, name: &str, role: ContactRole) -> ContactId {
    house.app.carry_out(admin, &InviteUser { typed: typed(name, role) }).await.expect("invited")
}

async fn contact(house: &House, id: ContactId) -> Contact {
    let reader = house.app.reader(house.tenant).await.expect("a reader");
    let found = contacts::find(&reader, id).await.expect("read").expect("a contact");
    reader.end().await.expect("ended");
    found
}

async fn letters(house: &House) -> Vec<Received> {
    let sink = Sink::open(Mode::Takes).await;
    let app = house.with_mail_at_any_hour(&sink);
    post(&app, &postman(&app)).await;
    sink.letters()
}

fn to(letters: &[Received]) -> Vec<String> {
    let mut to: Vec<String> = letters.iter().map(|letter| letter.to.clone()).collect();
    to.sort();
    to
}

fn form<'a>(name: &'a str, email: &'a str, role: &'a str) -> [(&'a str, &'a str); 5] {
    [("name", name), ("email", email), ("role", role), ("language", "da"), ("version", "1")]
}

async fn browser_of(house: &House, place: &Place) -> Browser {
    house.visitor(&contact_of(house, house.tenant, place)).await
}

house_tests! {
    async fn an_admin_invites_somebody_who_is_pending_until_the_first_sign_in(house) {
        let place = house.place(house.tenant).await;
        let mut admin = browser_of(&house, &place).await;
        let list = admin.post("/virksomhed/brugere/ny", &form("Anna", "anna@nordhavn.example", "contact")).await;
        assert!(list.url == LIST && list.html.contains("Anna") && list.html.contains("Har ikke logget ind endnu"), "{}", list.html);
        let sent = letters(&house).await;
        assert_eq!(to(&sent), ["anna@nordhavn.example", "karim@nordhavn-9000000001.example"]);
        let text = sent.iter().find(|letter| letter.to.starts_with("anna")).expect("a welcome").readable();
        assert!(text.contains("Nordhavn Lager ApS") && text.contains("72 36 00 00") && text.contains("/virksomhed/log-ind"), "{text}");
        let known = admin.post("/virksomhed/brugere/ny", &form("Anna", "ANNA@nordhavn.example", "contact")).await;
        assert_eq!(known.status, StatusCode::UNPROCESSABLE_ENTITY);
        let reader = house.app.reader(house.tenant).await.expect("a reader");
        let anna = contacts::by_email(&reader, "anna@nordhavn.example").await.expect("read").remove(0);
        reader.end().await.expect("ended");
        let mut actor = contact_of(&house, house.tenant, &place);
        if let Who::Contact { contact, .. } = &mut actor.who { *contact = anna.id; }
        let mut at_annas = house.visitor(&actor).await;
        assert_eq!(at_annas.get(LIST).await.status, StatusCode::FORBIDDEN, "a contact keeps no users");
        assert!(!at_annas.get("/virksomhed").await.html.contains(LIST));
        assert!(!admin.get(LIST).await.html.contains("Har ikke logget ind endnu"), "she has come");
    }

    async fn a_company_takes_in_no_more_than_twenty_a_day(house) {
        let place = house.place(house.tenant).await;
        let admin = admin_of(&house, &place);
        house.wait(Duration::days(2));
        for number in 0..20 {
            user(&house, &admin, &format!("Anna{number}"), ContactRole::Contact).await;
        }
        let one_more = InviteUser { typed: typed("Bo", ContactRole::Contact) };
        assert!(matches!(house.app.carry_out(&admin, &one_more).await, Err(Failure::Refused(Refusal::TooManyAttempts))));
        house.wait(Duration::days(1));
        house.app.carry_out(&admin, &one_more).await.expect("another day");
    }

    async fn whoever_is_removed_is_signed_out_at_once_and_all_are_told(house) {
        let place = house.place(house.tenant).await;
        let admin = admin_of(&house, &place);
        let anna = user(&house, &admin, "Anna", ContactRole::Contact).await;
        user(&house, &admin, "Bo", ContactRole::Admin).await;
        letters(&house).await;
        let mut actor = admin.clone();
        if let Who::Contact { contact, .. } = &mut actor.who { *contact = anna; }
        let mut at_annas = house.visitor(&actor).await;
        assert_eq!(at_annas.get("/virksomhed").await.url, "/virksomhed");
        let mut browser = browser_of(&house, &place).await;
        let question = browser.get(&format!("{LIST}/{anna}/fjern")).await;
        assert!(question.html.contains("Anna bliver logget ud med det samme"), "{}", question.html);
        browser.post(&format!("{LIST}/{anna}/fjern"), &[]).await;
        assert!(at_annas.get("/virksomhed").await.url.starts_with("/virksomhed/log-ind"));
        let sent = letters(&house).await;
        assert_eq!(to(&sent), ["anna@nordhavn.example", "bo@nordhavn.example", "karim@nordhavn-9000000001.example"]);
        assert!(sent.iter().all(|letter| letter.readable().contains("Anna har ikke længere adgang")));
    }

    async fn the_last_admin_stays_whoever_asks(house) {
        let place = house.place(house.tenant).await;
        let (admin, id) = (admin_of(&house, &place), place.contact.id);
        let anna = user(&house, &admin, "Anna", ContactRole::Contact).await;
        let lowered = TypedContact { role: "contact".to_owned(), ..TypedContact::from(&place.contact) };
        let is_kept = |answer: Result<(), Failure>| matches!(answer, Err(Failure::Refused(Refusal::LastCompanyAdmin)));
        assert!(is_kept(house.app.carry_out(&admin, &RemoveUser { user: id }).await));
        assert!(is_kept(house.app.carry_out(&admin, &ChangeUser { user: id, typed: lowered.clone() }).await));
        let staff = house.staff(&["team_leader"]);
        for typed in [lowered.clone(), TypedContact { active: String::new(), ..TypedContact::from(&place.contact) }] {
            assert!(is_kept(house.app.carry_out(&staff, &ChangeContact { contact: id, typed }).await));
        }
        let raised = TypedContact { role: "admin".to_owned(), ..TypedContact::from(&contact(&house, anna).await) };
        house.app.carry_out(&admin, &ChangeUser { user: anna, typed: raised }).await.expect("two admins");
        house.app.carry_out(&admin, &ChangeUser { user: id, typed: lowered }).await.expect("one is left");
    }

    async fn of_two_admins_who_remove_each_other_at_once_one_stays(house) {
        let place = house.place(house.tenant).await;
        let admin = admin_of(&house, &place);
        let anna = user(&house, &admin, "Anna", ContactRole::Admin).await;
        let (one, other) = (RemoveUser { user: anna }, RemoveUser { user: place.contact.id });
        let (first, second) = tokio::join!(house.app.carry_out(&admin, &one), house.app.carry_out(&admin, &other));
        assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
        let left = [contact(&house, anna).await, contact(&house, place.contact.id).await];
        assert_eq!(left.iter().filter(|contact| contact.keeps_users()).count(), 1);
    }

    async fn an_admin_is_bound_to_no_workplace(house) {
        let place = house.place(house.tenant).await;
        let bound = TypedContact { workplace: place.workplace.id.to_string(), ..typed("Anna", ContactRole::Admin) };
        let refused = house.app.carry_out(&admin_of(&house, &place), &InviteUser { typed: bound }).await;
        assert!(matches!(refused, Err(Failure::Refused(Refusal::Invalid { .. }))), "{refused:?}");
    }

    async fn a_representative_gets_no_code_and_the_door_says_nothing(house) {
        let place = house.place(house.tenant).await;
        user(&house, &admin_of(&house, &place), "Rie", ContactRole::Representative).await;
        assert_eq!(to(&letters(&house).await), ["karim@nordhavn-9000000001.example"], "nothing to sign in to");
        let ask = async |email: &str| {
            let form = [("kommune", house.tenant.to_string()), ("email", email.to_owned())];
            let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
            house.stranger().post("/virksomhed/log-ind", &form).await
        };
        let (known, unknown) = (ask("rie@nordhavn.example").await, ask("ingen@nordhavn.example").await);
        assert_eq!((known.status, known.url, known.html), (unknown.status, unknown.url, unknown.html));
        assert!(letters(&house).await.is_empty(), "no code was sent");
    }

    async fn the_first_contact_of_a_company_keeps_its_users(house) {
        let (place, staff) = (house.place(house.tenant).await, house.staff(&["team_leader"]));
        let mut company = place.company.clone();
        (company.id, company.cvr) = (CompanyId(house.app.ids.random()), CvrNumber::parse("99000015").expect("a CVR number"));
        house.write(house.tenant, async |work| assert!(companies::insert(work, &company).await.expect("a company"))).await;
        let new = async |name: &str| {
            let made = CreateContact { company: company.id, typed: typed(name, ContactRole::Contact) };
            let id = house.app.carry_out(&staff, &made).await.expect("made");
            contact(&house, id).await.role
        };
        assert_eq!((new("Anna").await, new("Bo").await), (ContactRole::Admin, ContactRole::Contact));
    }

    async fn an_invitation_is_sent_again_a_few_times_only(house) {
        let place = house.place(house.tenant).await;
        let anna = user(&house, &admin_of(&house, &place), "Anna", ContactRole::Contact).await;
        let mut browser = browser_of(&house, &place).await;
        let welcomes = async || letters(&house).await.iter().filter(|letter| letter.to.starts_with("anna")).count();
        let mut sent = welcomes().await;
        for _ in 0..4 {
            house.wait(Duration::minutes(1));
            browser.post(&format!("{LIST}/{anna}/inviter"), &[]).await;
            sent += welcomes().await;
        }
        assert_eq!(sent, 3);
    }
}
