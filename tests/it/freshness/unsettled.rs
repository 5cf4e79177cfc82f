//! The staff's list of slots that nobody has confirmed: by age and consultant, with one press when somebody has rung.

use brobygger::{
    domain::{company::Company, freshness::Freshness},
    store::companies,
    use_cases::freshness::unsettled::UnsettledSlots,
};

use super::now;
use crate::kit::day;

house_tests! {
    async fn the_list_counts_by_age_and_is_narrowed_by_consultant(house) {
        let (account, actor) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        let company = Company { consultant: Some(account.id), ..place.company.clone() };
        house.write(house.tenant, async |work| companies::update(work, &company).await.expect("a company")).await;
        for date in ["2026-02-20", "2026-01-20", "2025-12-20", "2025-11-20", "2025-10-20"] {
            house.slot_with(house.tenant, &place, |slot| slot.confirmed_on = Some(day(date))).await;
        }
        let far = house.place(house.neighbour).await;
        house.slot_with(house.neighbour, &far, |slot| slot.confirmed_on = Some(day("2025-10-20"))).await;
        let all = house.app.ask(&actor, &UnsettledSlots::default()).await.expect("a list");
        assert_eq!((all.counts, all.total, all.slots.len()), ([1, 1, 2], 4, 4), "nothing of the neighbour's");
        assert_eq!(all.slots[0].slot.confirmed_on, Some(day("2025-10-20")), "the longest first");
        assert_eq!(all.slots[0].contact.as_ref().map(|contact| contact.id), Some(place.contact.id));
        let closed = UnsettledSlots { freshness: Some(Freshness::Closed), ..UnsettledSlots::default() };
        assert_eq!(house.app.ask(&actor, &closed).await.expect("a list").total, 2);
        let (stranger, _) = house.account(house.neighbour, "vk.nabo", &["company_consultant"]).await;
        for (consultant, total) in [(account.id, 4), (stranger.id, 0)] {
            let wanted = UnsettledSlots { consultant: Some(consultant), ..UnsettledSlots::default() };
            assert_eq!(house.app.ask(&actor, &wanted).await.expect("a list").total, total);
        }
    }

    async fn one_press_confirms_and_leads_back_to_the_list(house) {
        let (_, actor) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        let slot = house.slot_with(house.tenant, &place, |slot| slot.confirmed_on = Some(day("2025-11-20"))).await;
        let mut browser = house.visitor(&actor).await;
        let page = browser.get("/konsulent/pladser/uafklarede?alder=closed").await.html;
        assert!(page.contains("Lukket (1)") && page.contains("Åbn igen") && page.contains("Karim Eksempel"), "{page}");
        let one = browser.get(&format!("/konsulent/pladser/{}", slot.id)).await.html;
        assert!(one.contains("Lukket"), "the slot's page says so: {one}");
        let url = format!("/konsulent/pladser/uafklarede/{}", slot.id);
        let done = browser.post(&url, &[("version", &slot.version.to_string()), ("alder", "closed")]).await;
        assert!(done.html.contains("Pladsen er bekræftet i dag") && done.html.contains("Lukket (0)"), "{}", done.html);
        assert_eq!(done.url, "/konsulent/pladser/uafklarede?alder=closed");
        assert_eq!(now(&house, slot.id).await.confirmed_on, Some(day("2026-03-02")));
    }

    async fn the_list_goes_on_page_by_page(house) {
        let (_, actor) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        let place = house.place(house.tenant).await;
        for _ in 0..60 {
            house.slot_with(house.tenant, &place, |slot| slot.confirmed_on = Some(day("2026-01-20"))).await;
        }
        let mut browser = house.visitor(&actor).await;
        let first = browser.get("/konsulent/pladser/uafklarede").await.html;
        assert!(first.contains("spring=50"), "{first}");
        let rest = browser.get("/konsulent/pladser/uafklarede?spring=50").await.html;
        assert_eq!(rest.matches("data-row").count(), 10);
    }
}
