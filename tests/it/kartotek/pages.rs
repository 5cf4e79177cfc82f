//! The list as staff see it: filters that stay in the address, chips to remove, pages that go on, and the API's twin.

use brobygger::{
    domain::{
        kartotek::{Criteria, Sort},
        terms::LadderStep,
    },
    store::companies,
    use_cases::companies::ListCompanies,
};

use super::{list, named, names};
use crate::kit::day;

house_tests! {
    async fn filters_stand_in_the_address_and_as_chips(house) {
        let (_, actor) = house.account(house.tenant, "vk.anna", &["company_consultant"]).await;
        let made = named(&house, &["Bager", "Smed", "Hotel"]).await;
        let mut smed = made[1].clone();
        smed.ladder = LadderStep::Partnerskab;
        smed.consultant = actor.account();
        smed.address.municipality = Some("0326".to_owned());
        house.write(house.tenant, async |work| companies::update(work, &smed).await.expect("changed")).await;
        let mut browser = house.visitor(&actor).await;
        let page = browser.get("/konsulent/virksomheder?trin=partnerskab&trin=samarbejde&konsulent=mig").await;
        assert!(page.html.contains(">Smed</a>") && !page.html.contains(">Bager</a>"), "{}", page.html);
        assert!(page.html.contains("uden for kommunen"), "a company of a neighbour is marked");
        assert!(page.html.contains(r#"href="/konsulent/virksomheder?trin=partnerskab&#38;trin=samarbejde""#)
            || page.html.contains(r#"href="/konsulent/virksomheder?trin=partnerskab&amp;trin=samarbejde""#), "a chip takes its own filter away: {}", page.html);
        let none = browser.get("/konsulent/virksomheder?q=bager&trin=partnerskab").await;
        assert!(none.html.contains("Ingen virksomheder passer"));
    }

    async fn every_order_goes_on_where_it_stopped(house) {
        let actor = house.staff(&["company_consultant"]);
        let made = named(&house, &["Ens", "Ens", "Ærø", "Aabenraa", "Bager", "Citron", "Dadel"]).await;
        house.write(house.tenant, async |work| {
            for (place, company) in made.iter().enumerate() {
                let mut other = company.clone();
                other.employees = ([None, Some(5), Some(5), Some(700), Some(40)][place % 5], None);
                other.relation.last_contact_on = [None, Some(day("2026-01-01")), Some(day("2025-01-01"))][place % 3];
                other.ladder = LadderStep::ALL[place % 4];
                companies::update(work, &other).await.expect("changed");
            }
        }).await;
        for sort in Sort::ALL {
            let whole = house.app.ask(&actor, &ListCompanies { sort: Some(*sort), limit: 50, ..ListCompanies::default() }).await.expect("a list");
            let whole: Vec<_> = whole.rows.iter().map(|row| row.company.id).collect();
            assert_eq!(whole.len(), 7);
            let (mut seen, mut after) = (Vec::new(), None);
            loop {
                let page = ListCompanies { sort: Some(*sort), after, limit: 2, ..ListCompanies::default() };
                let page = house.app.ask(&actor, &page).await.expect("a page");
                seen.extend(page.rows.iter().map(|row| row.company.id));
                after = page.next;
                if after.is_none() { break }
            }
            assert_eq!(seen, whole, "{sort}");
        }
        let by_step = ListCompanies { sort: Some(Sort::Step), limit: 1, ..ListCompanies::default() };
        assert_eq!(house.app.ask(&actor, &by_step).await.expect("a page").rows[0].company.ladder, LadderStep::Partnerskab);
        let silent = ListCompanies { sort: Some(Sort::LastContact), limit: 3, ..ListCompanies::default() };
        let silent = house.app.ask(&actor, &silent).await.expect("a page");
        assert!(silent.rows.iter().all(|row| row.company.relation.last_contact_on.is_none()), "never comes first");
    }

    async fn words_numbers_and_towns_find_a_company(house) {
        let place = house.place(house.tenant).await;
        named(&house, &["Anden"]).await;
        let actor = house.staff(&["caseworker"]);
        for text in ["nord", "lager holb", "99 00 00", "9000000001", "holbæk", "NORDHAVN"] {
            let found = list(&house, &actor, Criteria { text: text.to_owned(), ..Criteria::default() }).await;
            assert_eq!(found.rows.iter().map(|row| row.company.id).collect::<Vec<_>>(), [place.company.id], "{text}");
        }
        assert!(names(&house, &actor, Criteria { text: "nordhavn roskilde".to_owned(), ..Criteria::default() }).await.is_empty());
    }

    async fn own_and_neighbour_municipalities_are_words_of_the_filter(house) {
        let made = named(&house, &["Her", "Nabo", "Langt"]).await;
        house.write(house.tenant, async |work| {
            for (company, code) in made.iter().zip(["0316", "0326", "0851"]) {
                let mut moved = company.clone();
                moved.address.municipality = Some(code.to_owned());
                companies::update(work, &moved).await.expect("moved");
            }
        }).await;
        let actor = house.staff(&["caseworker"]);
        for (word, expected) in [("own", "Her"), ("neighbours", "Nabo"), ("0851", "Langt")] {
            let criteria = Criteria { municipalities: vec![word.to_owned()], ..Criteria::default() };
            assert_eq!(names(&house, &actor, criteria).await, [expected]);
        }
    }
}
