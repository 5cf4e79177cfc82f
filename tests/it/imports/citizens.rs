//! Citizen lists: a CPR number is kept sealed, its check digit is nobody's business, and health is not written down.

use std::path::Path;

use brobygger::{domain::numbers::CprNumber, store::citizens};
use sea_orm::EntityTrait;

use crate::kit::House;

/// A date and a running number that fail modulus 11, as CPR numbers since 2007 may.
const FAILS_MODULUS_11: &str = "0101901235";

async fn sealed(house: &House) -> Vec<u8> {
    let rows = entity::citizen::Entity::find().all(house.app.database.reading()).await.expect("read");
    rows.into_iter().flat_map(|row| format!("{row:?}").into_bytes()).collect()
}

fn every_byte(folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            bytes.extend(every_byte(&path));
        } else if path.extension().is_none_or(|kind| kind != "csv") {
            bytes.extend(std::fs::read(&path).expect("a file"));
        }
    }
    bytes
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|part| part == word.as_bytes())
}

house_tests! {
    async fn a_number_that_fails_modulus_11_goes_in_and_is_kept_sealed(house) {
        house.file("borgere.csv", format!("borger_id;cpr;fornavn;efternavn;oensker\nB-1;{FAILS_MODULUS_11};Tilde;Test;Kanariepasser\nB-2;101901236;;;\n"));
        assert_eq!(house.import("citizens", "borgere.csv"), [2, 0, 0, 0]);
        let register = house.register().await;
        for (cpr, borger_id) in [(FAILS_MODULUS_11, "B-1"), ("0101901236", "B-2")] {
            let found = citizens::by_cpr(&register.reader, &CprNumber::parse(cpr).expect("a number")).await.expect("read").expect("found");
            assert_eq!(found.external_id.as_deref(), Some(borger_id));
            assert_eq!(found.cpr.map(|cpr| cpr.reveal().to_owned()).as_deref(), Some(cpr));
        }
        let stored = [sealed(&house).await, every_byte(house.home.folder())].concat();
        assert!(holds(&stored, "Kanariepasser"), "the search for bytes finds what is there");
        let as_numbers = format!("{:?}", FAILS_MODULUS_11.as_bytes());
        for plain in [FAILS_MODULUS_11, "010190-1235", "101901236", as_numbers.trim_matches(['[', ']'])] {
            assert!(!holds(&stored, plain), "{plain}");
        }
    }

    async fn free_text_about_health_or_with_a_number_is_refused_and_not_repeated(house) {
        house.file("borgere.csv", "borger_id;oensker;kompetencer;seneste_funktion\nB-1;Lager;har astma;\nB-2;;;spurgt af 010190-1234\nB-3;Lager;;\n010190-1234;Lager;;\n");
        let ended = house.run(&["import", "citizens", "borgere.csv", "--report", "fejl.csv"]);
        assert_eq!((ended.code, ended.out.trim()), (Some(2), "1 nye, 0 ændrede, 0 uændrede, 3 afviste"));
        let report = std::fs::read_to_string(house.home.folder().join("fejl.csv")).expect("a report");
        for told in ["\"2\";\"kompetencer\"", "\"3\";\"seneste_funktion\"", "\"5\";\"borger_id\"", "hensyn"] {
            assert!(report.contains(told), "{told}: {report}");
        }
        for secret in ["astma", "010190", "1234"] {
            assert!(!report.contains(secret) && !ended.err.contains(secret), "{secret}: {report}");
        }
        let aloud = house.run(&["import", "citizens", "borgere.csv"]);
        assert!(aloud.err.contains("linje 2: kompetencer") && !aloud.err.contains("astma") && !aloud.err.contains("010190"), "{}", aloud.err);
    }

    async fn two_people_never_share_a_number(house) {
        house.file("borgere.csv", "borger_id;cpr\nB-1;0101901234\nB-2;0101901234\n");
        assert_eq!(house.import("citizens", "borgere.csv"), [1, 0, 0, 1]);
        let rows = entity::citizen::Entity::find().all(house.app.database.reading()).await.expect("read");
        assert_eq!(rows.len(), 1);
    }
}
