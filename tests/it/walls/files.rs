//! The same files into both municipalities: each gets rows of its own, and a change in one is none in the other.

use brobygger::{
    domain::{ids::TenantId, numbers::CvrNumber},
    store::{citizens, companies, slots},
};

use crate::kit::House;

const COMPANIES: &str = "cvr;p_nummer;navn;kontaktperson;kontakt_email\n99000007;9000000001;Bageri;Karim Eksempel;karim@b.example\n";
const SLOTS: &str = "plads_id;p_nummer;titel;art;antal\nS-1;9000000001;Lager;praktik;2\n";
const CITIZENS: &str = "borger_id;cpr;fornavn;efternavn\nB-1;0101901234;Tilde;Test\n";

async fn seen(house: &House, tenant: TenantId) -> (String, u32, String) {
    let reader = house.app.reader(tenant).await.expect("a reader");
    let cvr = CvrNumber::parse("99000007").expect("a number");
    let company = companies::by_cvr(&reader, &cvr).await.expect("read").expect("a company");
    let slot = slots::by_external_id(&reader, "S-1").await.expect("read").expect("a slot");
    let citizen = citizens::by_external_id(&reader, "B-1").await.expect("read").expect("a citizen");
    (company.name, slot.seats, citizen.name.reveal())
}

house_tests! {
    async fn the_same_numbers_are_two_things_in_two_municipalities(house) {
        for (kind, content) in [("companies", COMPANIES), ("slots", SLOTS), ("citizens", CITIZENS)] {
            house.file("liste.csv", content);
            for code in ["0316", "0330"] {
                let ended = house.run_in(code, &["import", kind, "liste.csv"]);
                assert_eq!((ended.code, ended.out.trim()), (Some(0), "1 nye, 0 ændrede, 0 uændrede, 0 afviste"), "{kind} {code}");
            }
        }
        let neighbour = seen(&house, house.neighbour).await;
        assert_eq!(neighbour, seen(&house, house.tenant).await);
        let changed = [("companies", COMPANIES.replace("Bageri", "Smedje")), ("slots", SLOTS.replace(";2", ";7")), ("citizens", CITIZENS.replace("Tilde", "Kanarie"))];
        for (kind, content) in changed {
            house.file("liste.csv", content);
            assert_eq!(house.run(&["import", kind, "liste.csv"]).out.trim(), "0 nye, 1 ændrede, 0 uændrede, 0 afviste");
        }
        assert_eq!(seen(&house, house.neighbour).await, neighbour);
        assert_eq!(seen(&house, house.tenant).await, ("Smedje".to_owned(), 7, "Kanarie Test".to_owned()));
    }

    async fn a_command_asks_which_municipality_is_meant(house) {
        house.file("liste.csv", COMPANIES);
        let ended = house.command(&["import", "companies", "liste.csv"]).output().expect("the program runs");
        assert_eq!(ended.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&ended.stderr).contains("--municipality"));
    }
}
