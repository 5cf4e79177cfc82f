//! Many search at once: more than there are connections, and nobody waits for somebody who waits.

use brobygger::{
    domain::permission::Actor,
    search::criteria::SlotCriteria,
    store::slots,
    use_cases::{app::App, citizen_search::SearchCitizens, failure::Failure, slot_search::SearchSlots},
};
use tokio::task::JoinSet;

use crate::kit::{House, Place};

/// More than the connections of either database.
const AT_ONCE: usize = 64;

/// One search of each kind; tells how many places and citizens were found.
async fn search(app: App, actor: Actor) -> Result<(u64, u64), Failure> {
    let slots = app.ask(&actor, &SearchSlots { criteria: SlotCriteria::everything() }).await?;
    let citizens = app.ask(&actor, &SearchCitizens { limit: 20, ..SearchCitizens::default() }).await?;
    Ok((slots.total, citizens.total))
}

async fn all_at_once(house: &House) -> Vec<Result<(u64, u64), Failure>> {
    let actor = house.account(house.tenant, &format!("jk.{}", house.app.ids.random().simple()), &["job_consultant"]).await.1;
    let mut tasks = JoinSet::new();
    for _ in 0..AT_ONCE {
        tasks.spawn(search(house.app.clone(), actor.clone()));
    }
    tasks.join_all().await
}

async fn rename(house: &House, place: &Place) {
    let mut slot = house.slot(house.tenant, place, 1).await;
    slot.title = "Gartner".to_owned();
    house.write(house.tenant, async |work| slots::update(work, &slot).await.expect("a slot")).await;
}

house_tests! {
    async fn sixty_four_searches_at_once_are_all_answered(house) {
        let place = house.place(house.tenant).await;
        house.slot(house.tenant, &place, 1).await;
        house.citizen(house.tenant).await;
        for answer in all_at_once(&house).await {
            assert_eq!(answer.expect("an answer"), (1, 1));
        }
        // Once more while the index has something to read.
        rename(&house, &place).await;
        for answer in all_at_once(&house).await {
            assert_eq!(answer.expect("an answer"), (2, 1));
        }
    }
}
