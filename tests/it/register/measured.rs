//! What a night costs: questions to the register and to the database do not grow with each company.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use brobygger::store::{companies, workplaces};

use super::fake::{Fake, company, round, unit};
use crate::kit::House;

/// Companies of the house; each with one workplace.
const COMPANIES: u64 = 250;

/// CVR numbers that pass the check of their digits, upwards from 30,000,000.
fn numbers(count: u64) -> Vec<u64> {
    let is_valid = |number: &u64| brobygger::domain::numbers::CvrNumber::parse(&number.to_string()).is_ok();
    (30_000_000..).filter(is_valid).take(usize::try_from(count).expect("small")).collect()
}

async fn kartotek(house: &House, fake: &Fake, count: u64) {
    let first = house.place(house.tenant).await;
    fake.says(company(99_000_007, "Nordhavn Lager ApS"));
    house
        .write(house.tenant, async |work| {
            for (place, cvr) in numbers(count - 1).into_iter().enumerate() {
                let p_number = 9_100_000_000 + place as u64;
                let mut made = first.clone();
                made.company.id.0 = house.app.ids.random();
                made.company.cvr = brobygger::domain::numbers::CvrNumber::parse(&cvr.to_string()).expect("valid");
                made.workplace.id.0 = house.app.ids.random();
                made.workplace.company = made.company.id;
                made.workplace.p_number = brobygger::domain::numbers::PNumber::parse(&p_number.to_string()).expect("valid");
                assert!(companies::insert(work, &made.company).await.expect("a company"));
                assert!(workplaces::insert(work, &made.workplace).await.expect("a workplace"));
                fake.says(company(cvr, "Nordhavn Lager ApS"));
                fake.says(unit(p_number, cvr, "Nordhavn Lager"));
            }
        })
        .await;
}

/// Rounds until everybody has had a turn; tells companies, questions to the register and statements.
async fn night(house: &House, fake: &Fake) -> (usize, usize, usize) {
    let (statements, asked) = (Arc::new(AtomicUsize::new(0)), fake.asked());
    let mut app = fake.of(house);
    let count = Arc::clone(&statements);
    app.database.watch(move |_| {
        count.fetch_add(1, Ordering::Relaxed);
    });
    let mut companies = 0;
    loop {
        let done = round(&app, house).await;
        assert_eq!(done.trouble, None);
        if done.companies == 0 {
            return (companies, fake.asked() - asked, statements.load(Ordering::Relaxed));
        }
        companies += done.companies;
    }
}

house_tests! {
    async fn a_quiet_night_asks_by_the_hundred(house) {
        let fake = Fake::open().await;
        kartotek(&house, &fake, COMPANIES).await;
        let (first, _, _) = night(&house, &fake).await;
        assert_eq!(first as u64, COMPANIES);
        house.wait(chrono::Duration::hours(24));
        let (companies, asked, statements) = night(&house, &fake).await;
        assert_eq!((companies as u64, asked as u64), (COMPANIES, 2 * COMPANIES.div_ceil(100)));
        assert!(statements < companies / 2, "{statements} statements for {companies} companies");
    }
}
