//! The same list again changes nothing, a rehearsal changes nothing, and a cell that says nothing wipes nothing.

use super::files::{COMPANIES, SLOTS, windows_1252};
use crate::kit::day;

const CITIZENS: &str = "borger_id;cpr;fornavn;efternavn;ledig_siden;postnr;maalgruppe;oensker;kompetencer;timer_min;timer_max;hensyn\n\
    B-1;0101901234;Tilde;Test;2025-11-01;4300;dagpenge;Lagermedarbejder|9112;truckkort;10;20;ikke:trapper|behov:mentor\n\
    B-2;;;;;;;;;;;\n";

house_tests! {
    async fn the_same_lists_again_change_nothing(house) {
        house.file("firmaer.csv", windows_1252(COMPANIES));
        house.file("pladser.csv", SLOTS);
        house.file("borgere.csv", CITIZENS);
        let lists = [("companies", "firmaer.csv"), ("slots", "pladser.csv"), ("citizens", "borgere.csv")];
        for (kind, name) in lists {
            assert_eq!(house.import(kind, name), [2, 0, 0, 0], "{kind}");
        }
        let (latest, _) = house.marks().await;
        for (kind, name) in lists {
            assert_eq!(house.import(kind, name), [0, 0, 2, 0], "{kind}");
        }
        assert_eq!(house.marks().await.0, latest);
    }

    async fn a_rehearsal_tells_the_same_and_changes_nothing(house) {
        house.file("firmaer.csv", "cvr;navn\n99000007;Bageri\n99000008;Smed\n");
        let before = house.marks().await;
        let rehearsed = house.run(&["import", "companies", "firmaer.csv", "--dry-run"]);
        assert_eq!(rehearsed.code, Some(2));
        assert_eq!(rehearsed.out.trim(), "1 nye, 0 ændrede, 0 uændrede, 1 afviste (prøvekørsel: intet er ændret)");
        assert_eq!(house.marks().await, before);
        assert!(!house.register().await.has_company("99000007").await);
        assert_eq!(house.import("companies", "firmaer.csv"), [1, 0, 0, 1]);
    }

    async fn an_absent_cell_and_an_absent_column_wipe_nothing(house) {
        house.file("firmaer.csv", windows_1252(COMPANIES));
        house.file("pladser.csv", SLOTS);
        house.import("companies", "firmaer.csv");
        house.import("slots", "pladser.csv");
        let (company, slot) = { let register = house.register().await; (register.company("99000007").await, register.slot("S-1").await) };
        house.file("faa.csv", "cvr;p_nummer;navn;vejnavn;postnr;ansatte;trin;kontaktperson\n99000007;9000000001;Øens Bageri;;;;;\n");
        assert_eq!(house.import("companies", "faa.csv"), [0, 0, 1, 0]);
        house.file("faa.csv", "plads_id;p_nummer;titel;art;antal;timer_max;krav\nS-1;9000000001;Køkkenmedhjælper;virksomhedspraktik|løntilskud;4;;\n");
        assert_eq!(house.import("slots", "faa.csv"), [0, 1, 0, 0]);
        let register = house.register().await;
        assert_eq!(register.company("99000007").await, company);
        let fewer = brobygger::domain::slot::Slot { seats: slot.seats, version: slot.version, ..register.slot("S-1").await };
        assert_eq!((register.slot("S-1").await.seats, fewer), (4, slot));
    }

    async fn a_changed_cell_raises_the_change_number_once(house) {
        house.file("firmaer.csv", "cvr;navn;telefon\n99000007;Bageri;11111111\n99000015;Smed;22222222\n");
        house.import("companies", "firmaer.csv");
        let (before, _) = house.marks().await;
        house.file("firmaer.csv", "cvr;navn;telefon\n99000007;Bageri;33333333\n99000015;Smed;22222222\n");
        assert_eq!(house.import("companies", "firmaer.csv"), [0, 1, 1, 0]);
        assert_eq!(house.marks().await.0, before + 1);
    }

    async fn the_name_of_a_unit_never_becomes_the_companys(house) {
        let list = "cvr;p_nummer;navn;ansatte\n99000007;;Øens Bageri A/S;40\n\
            99000007;9000000001;Øens Bageri, Havnen;4\n99000007;9000000002;Øens Bageri, Torvet;3\n";
        house.file("firmaer.csv", list);
        house.import("companies", "firmaer.csv");
        assert_eq!(house.import("companies", "firmaer.csv"), [0, 0, 3, 0]);
        let register = house.register().await;
        let company = register.company("99000007").await;
        assert_eq!((company.name.as_str(), company.employees), ("Øens Bageri A/S", (Some(40), Some(40))));
        assert_eq!(register.workplace("9000000002").await.name, "Øens Bageri, Torvet");
    }

    async fn the_companys_own_line_may_stand_after_those_of_its_units(house) {
        let list = "cvr;p_nummer;navn\n99000007;9000000001;Bageriet Havnen\n99000007;9000000002;Bageriet Torvet\n99000007;;Bageri A/S\n";
        house.file("firmaer.csv", list);
        house.import("companies", "firmaer.csv");
        assert_eq!(house.import("companies", "firmaer.csv"), [0, 0, 3, 0]);
        assert_eq!(house.register().await.company("99000007").await.name, "Bageri A/S");
    }

    async fn a_list_of_more_than_one_commit_goes_in_whole(house) {
        house.file("firmaer.csv", "cvr;p_nummer;navn\n99000007;9000000001;Bageri\n");
        house.import("companies", "firmaer.csv");
        let lines: String = (0..1_203).map(|number| format!("S-{number};9000000001;Lager {number};praktik;1;2026-03-02\n")).collect();
        house.file("pladser.csv", format!("plads_id;p_nummer;titel;art;antal;ledig_fra\n{lines}"));
        assert_eq!(house.import("slots", "pladser.csv"), [1_203, 0, 0, 0]);
        assert_eq!(house.register().await.slot("S-1202").await.open_from, day("2026-03-02"));
        assert_eq!(house.import("slots", "pladser.csv"), [0, 0, 1_203, 0]);
    }
}
