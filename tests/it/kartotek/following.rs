//! The list follows: one's own write at the next question, another process' write too, and the calendar without a write.

use std::sync::Arc;

use brobygger::{
    domain::{
        kartotek::{Criteria, Facet, Mark},
        placement::StateName,
    },
    store::companies,
    use_cases::{app::App, companies::ListCompanies},
};
use chrono::Duration;

use super::{bare, cvr, insert_all, list, named, names};
use crate::kit::{House, day};

/// The house as another process sees it: the same database, nothing in memory.
fn another_process(house: &House) -> App {
    App { kartoteks: Arc::default(), committed: Arc::default(), ..house.app.clone() }
}

async fn seen(app: &App, house: &House) -> Vec<String> {
    let question = ListCompanies { limit: 50, ..ListCompanies::default() };
    let list = app.ask(&house.staff(&["caseworker"]), &question).await.expect("a list");
    list.rows.into_iter().map(|row| row.company.name).collect()
}

house_tests! {
    async fn a_company_of_another_process_is_seen_by_the_next_question(house) {
        let other = another_process(&house);
        assert!(seen(&other, &house).await.is_empty());
        let made = named(&house, &["Ærø Is", "Aabenraa Auto", "Bager"]).await;
        assert_eq!(seen(&other, &house).await, ["Bager", "Ærø Is", "Aabenraa Auto"]);
        let mut renamed = made[2].clone();
        renamed.name = "Åsens Brød".to_owned();
        house.write(house.tenant, async |work| companies::update(work, &renamed).await.expect("renamed")).await;
        assert_eq!(seen(&other, &house).await, ["Ærø Is", "Aabenraa Auto", "Åsens Brød"]);
        assert_eq!(seen(&house.app, &house).await, seen(&other, &house).await);
    }

    async fn a_merged_company_is_never_listed(house) {
        let made = named(&house, &["Bager", "Bageren"]).await;
        let actor = house.staff(&["caseworker"]);
        assert_eq!(list(&house, &actor, Criteria::default()).await.total, 2);
        let mut merged = made[1].clone();
        merged.relation.merged_into = Some(made[0].id);
        house.write(house.tenant, async |work| companies::update(work, &merged).await.expect("merged")).await;
        assert_eq!(names(&house, &actor, Criteria::default()).await, ["Bager"]);
        assert!(seen(&another_process(&house), &house).await.len() == 1, "also where the list is built anew");
    }

    async fn a_seat_becomes_free_by_the_calendar_alone(house) {
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        house.take_seat(&slot, 1, StateName::Running, ("2026-03-02", "2026-03-03")).await;
        let actor = house.staff(&["caseworker"]);
        let free = Criteria { with: vec![Mark::Free], ..Criteria::default() };
        for (hours, expected) in [(0, 0), (24, 0), (24, 1)] {
            house.wait(Duration::hours(hours));
            let found = list(&house, &actor, free.clone()).await;
            assert_eq!((found.total, found.facets.count(Facet::Mark, "free")), (expected, expected), "{}", house.app.clock.today());
        }
        assert_eq!(house.app.clock.today(), day("2026-03-04"));
    }

    async fn more_changes_than_are_followed_are_read_anew(house) {
        let actor = house.staff(&["caseworker"]);
        let company = bare(&house, cvr(0), "Bager");
        house.write(house.tenant, async |work| insert_all(work, std::slice::from_ref(&company)).await).await;
        assert_eq!(list(&house, &actor, Criteria::default()).await.total, 1);
        house.write(house.tenant, async |work| {
            for _ in 0..5_100 {
                work.changed(brobygger::store::work::Subject::new("citizen", work.new_id()));
            }
        }).await;
        let mut renamed = company.clone();
        renamed.name = "Smed".to_owned();
        house.write(house.tenant, async |work| companies::update(work, &renamed).await.expect("renamed")).await;
        assert_eq!(names(&house, &actor, Criteria::default()).await, ["Smed"]);
    }
}
