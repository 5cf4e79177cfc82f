//! Searches and counts: only one's own, although the neighbour has the same places and people.

use brobygger::{
    domain::{
        ids::{SlotId, WorkplaceId},
        slot::Slot,
        terms::LookPurpose,
    },
    search::criteria::{Facet, SlotCriteria},
    store::slots,
    use_cases::{
        citizen_search::{CitizenCount, SearchCitizens},
        citizens::{CitizenFilter, FindCitizens, ListCitizens},
        companies::{FindCompanyByCvr, ListCompanies},
        placements::company_list::CompanyProposals,
        slot_search::SearchSlots,
    },
};

use super::twins;

const FACETS: [Facet; 7] = [Facet::Kind, Facet::Branch, Facet::Municipality, Facet::Occupation, Facet::Sector, Facet::Demand, Facet::Offer];

house_tests! {
    async fn no_place_of_the_other_is_found_or_counted(house) {
        let mine = twins::build(&house, house.tenant).await;
        let ask = async |text: &str| {
            let criteria = SlotCriteria { text: text.to_owned(), facets: FACETS.to_vec(), ..SlotCriteria::everything() };
            house.app.ask(&mine.staff, &SearchSlots { criteria }).await.expect("an answer")
        };
        let facets = ask("").await.facets;
        twins::build(&house, house.neighbour).await;
        for text in ["", "lagermedarbejder", "nordhavn", "\"pluk og pak\""] {
            let list = ask(text).await;
            assert_eq!((list.total, list.hits.len(), list.hits[0].slot.id.0), (1, 1, mine.ids.slot), "{text}");
            assert_eq!(list.facets, facets, "{text}");
        }
    }

    async fn no_person_and_no_company_of_the_other_is_found_or_counted(house) {
        let (mine, other) = (twins::build(&house, house.tenant).await, twins::build(&house, house.neighbour).await);
        let counts = vec![CitizenCount::Wish, CitizenCount::Group, CitizenCount::Transport];
        let search = SearchCitizens { counts, limit: 20, ..SearchCitizens::default() };
        let found = house.app.ask(&mine.staff, &search).await.expect("an answer");
        assert_eq!((found.total, found.items[0].id.0), (1, mine.ids.citizen));
        assert_eq!(found.counts[1].1.iter().map(|line| line.count).sum::<u64>(), 1);
        let named = house.app.ask(&other.staff, &FindCitizens { name: "Tilde".to_owned() }).await.expect("an answer");
        assert_eq!(named.items.iter().map(|line| line.id.0).collect::<Vec<_>>(), [other.ids.citizen]);
        let all = ListCitizens { filter: CitizenFilter::default(), skip: 0, limit: 20, purpose: LookPurpose::Case };
        assert_eq!(house.app.ask(&mine.staff, &all).await.expect("a list").total, 1);
        let listed = house.app.ask(&mine.staff, &ListCompanies { limit: 20, ..ListCompanies::default() }).await.expect("a list");
        assert_eq!((listed.total, listed.rows[0].company.id.0), (1, mine.ids.company));
        let proposals = house.app.ask(&mine.contact, &CompanyProposals::new(&mine.contact, vec![])).await.expect("a list");
        assert_eq!(proposals.items.iter().map(|card| card.placement.0).collect::<Vec<_>>(), [mine.ids.placement]);
        let by_cvr = FindCompanyByCvr { cvr: "99000007".to_owned() };
        assert_eq!(house.app.ask(&other.staff, &by_cvr).await.expect("an answer").map(|id| id.0), Some(other.ids.company));
    }

    async fn a_cursor_of_the_other_opens_nothing(house) {
        let (mine, other) = (twins::build(&house, house.tenant).await, twins::build(&house, house.neighbour).await);
        let reader = house.app.reader(house.neighbour).await.expect("a reader");
        let there = slots::at_workplace(&reader, WorkplaceId(other.ids.workplace)).await.expect("read")[0].clone();
        reader.end().await.expect("the reader ends");
        house.write(house.neighbour, async |work| {
            for _ in 0..3 {
                let slot = Slot { id: SlotId(work.new_id()), external_id: None, ..there.clone() };
                assert!(slots::insert(work, &slot).await.expect("a slot"));
            }
        }).await;
        let page = |cursor| SearchSlots { criteria: SlotCriteria { limit: 1, cursor, ..SlotCriteria::default() } };
        let cursor = house.app.ask(&other.staff, &page(None)).await.expect("a page").next_cursor;
        assert!(cursor.is_some());
        if let Ok(list) = house.app.ask(&mine.staff, &page(cursor)).await {
            assert!(list.hits.iter().all(|hit| hit.slot.id.0 == mine.ids.slot));
        }
    }
}
