//! Rows in, things out: what is written is read back, and no query reaches over the wall.

mod at_once;
mod paths;

use brobygger::{
    base::clock::Clock,
    domain::numbers::CprNumber,
    store::{change_log, citizens, companies, slots},
};

use crate::kit::day;

house_tests! {
    async fn what_is_written_is_read_back(house) {
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 3).await;
        let citizen = house.citizen_with(house.tenant, |citizen| citizen.cpr = CprNumber::parse("0104909995").ok()).await;
        let reader = house.app.reader(house.tenant).await.expect("a reader");
        assert_eq!(slots::find(&reader, slot.id).await.expect("read"), Some(slot));
        assert_eq!(companies::find(&reader, place.company.id).await.expect("read"), Some(place.company));
        assert_eq!(citizens::by_cpr(&reader, &CprNumber::parse("010490-9995").expect("a number")).await.expect("read"), Some(citizen));
    }

    async fn the_neighbour_sees_nothing_of_it(house) {
        let place = house.place(house.tenant).await;
        let twin = house.place(house.neighbour).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        let reader = house.app.reader(house.neighbour).await.expect("a reader");
        assert_eq!(slots::find(&reader, slot.id).await.expect("read"), None);
        assert_eq!(companies::by_cvr(&reader, &place.company.cvr).await.expect("read").map(|company| company.id), Some(twin.company.id));
    }

    async fn change_numbers_follow_the_commits(house) {
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        let reader = house.app.reader(house.tenant).await.expect("a reader");
        let entries = change_log::after(&reader, 0, 100).await.expect("read");
        let numbers: Vec<u64> = entries.iter().map(|entry| entry.number).collect();
        assert_eq!(numbers, vec![1, 2, 3]);
        assert_eq!(entries.last().map(|entry| entry.id), Some(slot.id.0));
        assert_eq!(change_log::latest(&reader).await.expect("read"), 3);
    }

    async fn every_sqlite_connection_waits_for_the_disk(house) {
        if house.app.database.is_sqlite() {
            use sea_orm::{ConnectionTrait, Statement, DbBackend};
            for connection in [house.app.database.reading(), house.app.database.writing()] {
                let row = connection.query_one_raw(Statement::from_string(DbBackend::Sqlite, "PRAGMA synchronous")).await.expect("a pragma").expect("a row");
                assert_eq!(row.try_get_by_index::<i32>(0).expect("a number"), 2);
            }
        }
        assert_eq!(house.clock.today(), day("2026-03-02"));
    }
}
