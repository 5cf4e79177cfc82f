//! Entries that may be one company: a warning that one can pass, and a list.

use brobygger::use_cases::companies::{CompaniesAlike, CreateCompany, ListLikelySame, TypedCompany};

use super::typed;

const OTHER: &str = "99000015";

house_tests! {
    async fn a_company_that_resembles_another_is_told_before_it_is_made(house) {
        let staff = house.staff(&["company_consultant"]);
        let first = TypedCompany { phone: "11 22 33 44".into(), email: "info@nordhavn.example".into(), ..typed("99000007", "Nordhavn Lager ApS") };
        house.app.carry_out(&staff, &CreateCompany { typed: first }).await.expect("made");
        let count = async |typed: TypedCompany| house.app.ask(&staff, &CompaniesAlike { typed }).await.expect("told").len();
        assert_eq!(count(typed(OTHER, "NORDHAVN LAGER A/S")).await, 1, "the name in the postcode");
        assert_eq!(count(TypedCompany { postcode: "4400".into(), ..typed(OTHER, "Nordhavn Lager") }).await, 0, "another town");
        assert_eq!(count(TypedCompany { phone: "+4511223344".into(), ..typed(OTHER, "Solsikken") }).await, 1, "the phone");
        assert_eq!(count(TypedCompany { email: "chef@nordhavn.example".into(), ..typed(OTHER, "Solsikken") }).await, 1, "the domain");
        assert_eq!(count(typed(OTHER, "Nordisk Film")).await, 0, "the first letters alone tell nothing");
    }

    async fn whoever_has_seen_the_warning_goes_on(house) {
        let (_, staff) = house.account(house.tenant, "vk.bente", &["company_consultant"]).await;
        house.app.carry_out(&staff, &CreateCompany { typed: typed("99000007", "Nordhavn Lager ApS") }).await.expect("made");
        let mut visitor = house.visitor(&staff).await;
        let form = [("cvr", OTHER), ("name", "Nordhavn Lager"), ("sector", "privat"), ("ladder", "kontakt"), ("postcode", "4300")];
        let warned = visitor.post("/konsulent/virksomheder/ny", &form).await;
        assert_eq!(warned.status, 422);
        assert!(warned.html.contains("Ligner en virksomhed") && warned.html.contains("Nordhavn Lager ApS"), "{}", warned.html);
        let again: Vec<_> = form.into_iter().chain([("alike_seen", "ja")]).collect();
        let made = visitor.post("/konsulent/virksomheder/ny", &again).await;
        assert_eq!(made.status, 200);
        assert!(made.html.contains("Virksomheden er oprettet"), "{}", made.html);
    }

    async fn the_list_shows_pairs_and_no_chains_page_by_page(house) {
        let staff = house.staff(&["company_consultant"]);
        let numbers = ["99000007", "99000015", "99000023", "99000031", "99000058", "99000066", "99000074", "99000082"];
        for (place, cvr) in numbers.iter().enumerate() {
            let (name, email) = if place < 2 { ("Havnens Bageri".to_owned(), String::new()) } else { (format!("Butik {place}x"), format!("b{place}@kaede.example")) };
            let made = house.app.carry_out(&staff, &CreateCompany { typed: TypedCompany { email, ..typed(cvr, &name) } }).await;
            made.unwrap_or_else(|failure| panic!("{cvr}: {failure}"));
        }
        let list = house.app.ask(&staff, &ListLikelySame { after: None, limit: 10 }).await.expect("a list");
        let sizes: Vec<_> = list.groups.iter().map(|group| (group.key.kind.as_str(), group.companies.len())).collect();
        assert_eq!(sizes, [("name", 2)], "six of one mail domain are a chain");
        let rest = house.app.ask(&staff, &ListLikelySame { after: Some(list.groups[0].key.clone()), limit: 10 }).await.expect("a list");
        assert!(rest.groups.is_empty());
    }
}
