//! Dormant and never contacted companies: who is on the lists, who is told, and who gets a friendly word.

use brobygger::{
    domain::{event::Event, permission::Actor, placement::StateName, refusal::Refusal},
    store::companies,
    use_cases::{
        contact_log::TypedEntry,
        failure::Failure,
        relations::{
            ListRelations, RelationFilter, SendGreeting, Which,
            dormancy::{OwnersToTell, TellOwner},
        },
    },
};
use chrono::Duration;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{call, company, log, owned_by, refused};
use crate::kit::House;

async fn listed(house: &House, which: Which, filter: RelationFilter) -> Vec<String> {
    let actor = house.staff(&["company_consultant"]);
    let question = ListRelations { which, filter, limit: 50, ..ListRelations::default() };
    let list = house.app.ask(&actor, &question).await.expect("a list");
    assert_eq!(list.total as usize, list.rows.len());
    list.rows.into_iter().map(|row| row.company.cvr.to_string()).collect()
}

async fn dormant(house: &House) -> Vec<String> {
    listed(house, Which::Dormant, RelationFilter::default()).await
}

async fn events(house: &House, kind: &str) -> Vec<Event> {
    let found = entity::event::Entity::find().filter(entity::event::Column::Kind.eq(kind)).all(house.app.database.reading()).await;
    found.expect("events").into_iter().map(|row| serde_json::from_value(row.payload).expect("an event")).collect()
}

async fn tell(house: &House) -> Vec<u64> {
    let system = Actor::system(house.tenant);
    let mut told = Vec::new();
    for owner in house.app.ask(&system, &OwnersToTell).await.expect("owners") {
        told.push(house.app.carry_out(&system, &TellOwner { owner }).await.expect("told"));
    }
    told
}

house_tests! {
    async fn a_company_falls_asleep_after_six_months_and_a_contact_wakes_it(house) {
        let (_, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        house.place_numbered(house.tenant, "99000023", "9000000002").await;
        log(&house, &bente, place.company.id, TypedEntry { on: "2025-09-02".to_owned(), ..call("Aftalte at tales ved") }).await;
        assert_eq!(dormant(&house).await, Vec::<String>::new(), "six months to the day are not more than six");
        house.wait(Duration::days(1));
        assert_eq!(dormant(&house).await, ["99000007"]);
        log(&house, &bente, place.company.id, call("Stadig interesseret")).await;
        assert_eq!(dormant(&house).await, Vec::<String>::new());
    }

    async fn an_old_placement_without_any_contact_is_dormant_and_a_late_one_is_not(house) {
        let (one, other) = (house.place(house.tenant).await, house.place_numbered(house.tenant, "99000023", "9000000002").await);
        let (old, late) = (house.slot(house.tenant, &one, 1).await, house.slot(house.tenant, &other, 2).await);
        house.take_seat(&old, 1, StateName::Running, ("2025-06-02", "2025-08-01")).await;
        house.take_seat(&late, 2, StateName::Running, ("2026-01-05", "2026-03-20")).await;
        assert_eq!(dormant(&house).await, ["99000007"]);
    }

    async fn never_contacted_are_those_without_an_entry_who_have_not_declined(house) {
        let (_, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        house.place_numbered(house.tenant, "99000023", "9000000002").await;
        let protected = house.place_numbered(house.tenant, "99000031", "9000000003").await;
        let protected = companies_with(protected.company, true);
        house.write(house.tenant, async |work| companies::update(work, &protected).await.expect("a company")).await;
        let never = |filter| listed(&house, Which::NeverContacted, filter);
        let mut all = never(RelationFilter::default()).await;
        // Both have one name, so that chance says which comes first.
        all.sort();
        assert_eq!(all, ["99000007", "99000023"]);
        assert_eq!(never(RelationFilter { employees: Some(41), ..RelationFilter::default() }).await, Vec::<String>::new());
        let here = RelationFilter { employees: Some(40), municipality: "0316".to_owned(), ..RelationFilter::default() };
        assert_eq!(never(here).await.len(), 2);
        log(&house, &bente, place.company.id, call("Første opkald")).await;
        assert_eq!(never(RelationFilter::default()).await, ["99000023"]);
    }

    async fn an_owner_is_told_once_of_a_dormancy_and_once_a_week_at_most(house) {
        let (_, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let (one, other) = (house.place(house.tenant).await, house.place_numbered(house.tenant, "99000023", "9000000002").await);
        for place in [&one, &other] {
            owned_by(&house, &place.company, &bente, None).await;
        }
        log(&house, &bente, one.company.id, TypedEntry { on: "2025-08-01".to_owned(), ..call("Snak") }).await;
        log(&house, &bente, other.company.id, TypedEntry { on: "2025-09-03".to_owned(), ..call("Snak") }).await;
        assert_eq!(tell(&house).await, [1]);
        assert_eq!(tell(&house).await, Vec::<u64>::new(), "told already");
        house.wait(Duration::days(3));
        assert_eq!(tell(&house).await, Vec::<u64>::new(), "another one has fallen asleep, but this week's letter is sent");
        house.wait(Duration::days(5));
        assert_eq!(tell(&house).await, [1], "only the one of which nothing was said");
        house.wait(Duration::days(60));
        assert_eq!(tell(&house).await, Vec::<u64>::new());
        log(&house, &bente, one.company.id, call("Talte igen")).await;
        house.wait(Duration::days(190));
        assert_eq!(tell(&house).await, [1], "a new dormancy is told of anew");
        assert_eq!(events(&house, "relations_dormant").await.len(), 3);
    }

    async fn a_friendly_word_goes_only_when_it_is_sent_and_never_to_the_protected(house) {
        let (_, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        tell(&house).await;
        assert!(events(&house, "greeting_sent").await.is_empty());
        let greet = SendGreeting { company: place.company.id };
        house.app.carry_out(&bente, &greet).await.expect("sent");
        let sent = events(&house, "greeting_sent").await;
        assert_eq!(sent, [Event::GreetingSent { contact: place.contact.id, company: place.company.id, account: bente.account().expect("staff") }]);
        let protected = companies_with(company(&house, place.company.id).await, true);
        house.write(house.tenant, async |work| companies::update(work, &protected).await.expect("a company")).await;
        assert_eq!(refused(house.app.carry_out(&bente, &greet).await.expect_err("protected")), [("company", "greeting-protected")]);
        let page = house.visitor(&bente).await.get(&format!("/konsulent/virksomheder/{}/hilsen", place.company.id)).await;
        assert!(page.html.contains("reklamebeskyttet") && !page.html.contains("Send hilsenen"), "{}", page.html);
    }

    async fn nobody_to_write_to_is_said(house) {
        let (_, bente) = house.account(house.tenant, "Bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        let silent = brobygger::domain::company::Contact { active: false, ..place.contact.clone() };
        house.write(house.tenant, async |work| brobygger::store::contacts::update(work, &silent).await.expect("a contact")).await;
        let failure = house.app.carry_out(&bente, &SendGreeting { company: place.company.id }).await.expect_err("nobody");
        assert!(matches!(failure, Failure::Refused(Refusal::NoContact)), "{failure}");
    }
}

fn companies_with(company: brobygger::domain::company::Company, protected: bool) -> brobygger::domain::company::Company {
    brobygger::domain::company::Company { advertising_protected: Some(protected), ..company }
}
