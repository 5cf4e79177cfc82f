//! Citizens are found by codes; each one shown leaves one row in the access log.

use brobygger::{
    domain::{citizen::Wish, terms::Transport},
    use_cases::{
        citizen_search::{CitizenCount, SearchCitizens},
        slot_search::FacetLine,
    },
};
use sea_orm::{EntityTrait, PaginatorTrait, QueryFilter};

fn wish(code: &str) -> Vec<Wish> {
    vec![Wish { title: "Lager".to_owned(), occupation: Some(code.to_owned()) }]
}

house_tests! {
    async fn a_waiting_citizen_is_found_by_wish_and_counted(house) {
        let (_, staff) = house.account(house.tenant, "jk.mette", &["job_consultant"]).await;
        let found = house.citizen_with(house.tenant, |citizen| {
            citizen.profile.wishes = wish("4321");
            citizen.profile.transport = Some(Transport::Cykel);
        }).await;
        house.citizen_with(house.tenant, |citizen| citizen.profile.wishes = wish("5223")).await;
        house.citizen_with(house.tenant, |citizen| citizen.waiting_since = None).await;
        house.citizen_with(house.neighbour, |citizen| citizen.profile.wishes = wish("4321")).await;
        let question = SearchCitizens {
            wishes: vec!["43".to_owned()],
            counts: vec![CitizenCount::Wish, CitizenCount::Group, CitizenCount::Transport],
            limit: 20,
            ..SearchCitizens::default()
        };
        let list = house.app.ask(&staff, &question).await.expect("an answer");
        assert_eq!(list.items.iter().map(|citizen| citizen.id).collect::<Vec<_>>(), vec![found.id]);
        let line = |value: &str| vec![FacetLine { value: value.to_owned(), count: 1 }];
        assert_eq!(list.counts, vec![
            (CitizenCount::Wish, line("4321")),
            (CitizenCount::Group, line("dagpenge")),
            (CitizenCount::Transport, line("cykel")),
        ]);
        let looks = entity::access_log::Entity::find()
            .filter(entity::access_log::COLUMN.citizen_id.eq(found.id.0))
            .count(house.app.database.reading()).await.expect("a count");
        assert_eq!(looks, 1);
    }

    async fn a_heavy_place_finds_nobody_who_must_not_lift(house) {
        let staff = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        house.citizen_with(house.tenant, |citizen| citizen.profile.avoids = vec!["loeft_over_10kg".to_owned()]).await;
        let strong = house.citizen(house.tenant).await;
        let question = SearchCitizens { demands: vec!["loeft_over_20kg".to_owned()], limit: 20, ..SearchCitizens::default() };
        let list = house.app.ask(&staff, &question).await.expect("an answer");
        assert_eq!(list.items.iter().map(|citizen| citizen.id).collect::<Vec<_>>(), vec![strong.id]);
    }
}
