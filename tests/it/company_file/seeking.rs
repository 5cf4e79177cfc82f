//! Every member of staff finds a company by whatever they know of it, right after a colleague's commit.

use brobygger::{
    domain::ids::CompanyId,
    use_cases::companies::{LookAtLadder, SeekCompanies},
};
use sea_orm::EntityTrait;

use crate::kit::House;

async fn found(house: &House, typed: &str) -> Vec<CompanyId> {
    let colleague = house.staff(&["caseworker"]);
    let list = house.app.ask(&colleague, &SeekCompanies { typed: typed.to_owned(), limit: 20 }).await.expect("found");
    list.rows.into_iter().map(|row| row.company.id).collect()
}

const KNOWN: [&str; 9] =
    ["nordhavn", "Lager Nord", "99000007", "9900", "9000000001", "Karim", "eksempel karim", "9000 0000 01", "NORDHAVN LAGER APS"];

house_tests! {
    async fn a_company_is_found_by_name_number_workplace_and_contact(house) {
        let place = house.place(house.tenant).await;
        for typed in KNOWN {
            assert_eq!(found(&house, typed).await, [place.company.id], "{typed}");
        }
        for typed in ["solsikken", "nordhavn solsikken", "1234", "%", "", "a"] {
            assert_eq!(found(&house, typed).await, Vec::<CompanyId>::new(), "{typed}");
        }
    }

    async fn a_neighbours_company_is_never_found(house) {
        house.place(house.neighbour).await;
        for typed in KNOWN {
            assert_eq!(found(&house, typed).await, Vec::<CompanyId>::new(), "{typed}");
        }
    }

    async fn companies_of_an_older_program_are_found_after_the_nightly_look(house) {
        let place = house.place(house.tenant).await;
        entity::company_key::Entity::delete_many().exec(house.app.database.writing()).await.expect("no keys");
        assert_eq!(found(&house, "karim").await, Vec::<CompanyId>::new());
        let system = brobygger::domain::permission::Actor::system(house.tenant);
        house.app.carry_out(&system, &LookAtLadder { after: None }).await.expect("looked");
        assert_eq!(found(&house, "karim").await, [place.company.id]);
    }

    async fn the_field_at_the_top_finds_a_contact(house) {
        house.place(house.tenant).await;
        let (_, staff) = house.account(house.tenant, "sb.kim", &["caseworker"]).await;
        let page = house.visitor(&staff).await.get("/konsulent/soeg?q=karim").await;
        assert!(page.html.contains("Nordhavn Lager ApS"), "{}", page.html);
    }
}
