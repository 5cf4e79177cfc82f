//! A slot list goes behind the same walls as the pages: seats in use, places with people, texts with words of health.

use brobygger::{
    domain::{placement::StateName, seats::SeatLedger, slot::Slot},
    store::claims,
};

use super::files::{COMPANIES, windows_1252};
use crate::kit::{House, day};

const HEADING: &str = "plads_id;p_nummer;titel;art;antal;ledig_til\n";

impl House {
    /// Companies and one slot with three seats, S-1, imported.
    async fn with_imported_slot(&self) -> Slot {
        self.file("firmaer.csv", windows_1252(COMPANIES));
        self.import("companies", "firmaer.csv");
        assert_eq!(self.import_slots("S-1;9000000001;Lager;praktik;3;2026-06-30\n"), [1, 0, 0, 0]);
        self.register().await.slot("S-1").await
    }

    fn import_slots(&self, lines: &str) -> [u64; 4] {
        self.file("pladser.csv", format!("{HEADING}{lines}"));
        self.import("slots", "pladser.csv")
    }

    /// Imports lines of which some are refused, and gives line, column and value of each complaint.
    fn refused_slots(&self, heading: &str, lines: &str) -> Vec<String> {
        self.file("pladser.csv", format!("{heading}{lines}"));
        let ended = self.run(&["import", "slots", "pladser.csv", "--report", "fejl.csv"]);
        assert_eq!(ended.code, Some(2), "{ended:?}");
        let report = std::fs::read_to_string(self.home.folder().join("fejl.csv")).expect("a report");
        report.lines().skip(1).map(|line| line.replace('"', "").split(';').take(3).collect::<Vec<_>>().join(" ")).collect()
    }
}

house_tests! {
    async fn a_list_takes_no_seats_that_are_in_use(house) {
        let slot = house.with_imported_slot().await;
        // The program goes by the machine's clock: whoever sits there, sits there long.
        house.take_seat(&slot, 1, StateName::Agreed, ("2026-03-01", "2090-12-31")).await;
        house.take_seat(&slot, 3, StateName::Agreed, ("2026-03-01", "2090-12-31")).await;
        assert_eq!(house.refused_slots(HEADING, "S-1;9000000001;Lager;praktik;1;2026-06-30\n"), ["2 antal 1"]);
        assert_eq!(house.register().await.slot("S-1").await.seats, 3);
        // Two are enough, and whoever sits on the third moves down.
        assert_eq!(house.import_slots("S-1;9000000001;Lager;praktik;2;2026-06-30\n"), [0, 1, 0, 0]);
        let register = house.register().await;
        assert_eq!(register.slot("S-1").await.seats, 2);
        let ledger = SeatLedger::new(2, claims::of_slot(&register.reader, slot.id).await.expect("read"));
        assert_eq!(ledger.faults(), []);
        assert!(ledger.claims().iter().all(|claim| claim.seat <= 2), "{ledger:?}");
    }

    async fn a_list_moves_a_slot_only_while_nobody_is_there(house) {
        let slot = house.with_imported_slot().await;
        let there = house.register().await.workplace("9000000002").await;
        let move_it = "S-1;9000000002;Lager;praktik;3;2026-06-30\n";
        assert_eq!(house.import_slots(move_it), [0, 1, 0, 0]);
        let moved = house.register().await.slot("S-1").await;
        assert_eq!((moved.workplace, moved.company), (there.id, there.company));
        house.take_seat(&moved, 1, StateName::Agreed, ("2026-01-01", "2026-01-31")).await;
        assert_eq!(house.refused_slots(HEADING, "S-1;9000000001;Lager;praktik;3;2026-06-30\n"), ["2 p_nummer 9000000001"]);
        let stayed = house.register().await.slot("S-1").await;
        assert_eq!((stayed.id, stayed.workplace), (slot.id, there.id));
    }

    async fn an_empty_last_day_opens_the_end_and_an_absent_column_changes_nothing(house) {
        assert_eq!(house.with_imported_slot().await.open_to, Some(day("2026-06-30")));
        house.file("pladser.csv", "plads_id;p_nummer;titel;art;antal\nS-1;9000000001;Lager;praktik;3\n");
        assert_eq!(house.import("slots", "pladser.csv"), [0, 0, 1, 0]);
        assert_eq!(house.import_slots("S-1;9000000001;Lager;praktik;3;\n"), [0, 1, 0, 0]);
        assert_eq!(house.register().await.slot("S-1").await.open_to, None);
    }

    async fn a_word_of_health_or_a_cpr_number_in_a_text_is_refused_cell_by_cell(house) {
        house.with_imported_slot().await;
        let heading = "plads_id;p_nummer;titel;art;antal;beskrivelse\n";
        let lines = format!(
            "S-2;9000000001;Til en med depression;praktik;1;Passer til en med angst\n\
             S-3;9000000001;Lager;praktik;1;Spørg 010490-9995\n\
             S-4;9000000001;Lager;praktik;1;{}\n\
             S-5;9000000001;Lager;praktik;1;Pluk og pak\n",
            "ord ".repeat(600),
        );
        let told = house.refused_slots(heading, &lines);
        assert_eq!(told[..3], ["2 titel •••", "2 beskrivelse •••", "3 beskrivelse •••"]);
        assert!(told[3].starts_with("4 beskrivelse ord ord") && told.len() == 4, "{told:?}");
        assert_eq!(house.register().await.slot("S-5").await.description, "Pluk og pak");
    }
}
