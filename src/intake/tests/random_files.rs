//! Random and mangled bytes never end the process.

use proptest::prelude::*;

use super::*;
use crate::intake::rows::{BranchRow, CitizenRow, CompanyRow, OccupationRow, SlotRow};

/// Reads the bytes as a kind of list; whatever comes out, no refusal may be without a reason.
fn read_as<R: ImportRow>(bytes: &[u8]) {
    let lists = lists();
    let Ok(mut file) = InFile::from_bytes(bytes.to_vec(), Limits::PRODUCT) else { return };
    let Ok(lines) = file.lines::<R>(&lists) else { return };
    for complaints in lines.filter_map(Result::err) {
        assert!(!complaints.is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        read_as::<CompanyRow>(&bytes);
    }

    #[test]
    fn random_cells_under_good_headings_are_read_or_refused(cells in proptest::collection::vec("[ -~æøå€\t\"|;:,.0-9-]{0,24}", 0..80)) {
        fn one<R: ImportRow>(cells: &[String]) {
            let heading = R::COLUMNS.iter().map(|column| column.name).collect::<Vec<_>>().join(";");
            let lines: Vec<String> = cells.chunks(R::COLUMNS.len()).map(|line| line.join(";")).collect();
            read_as::<R>(format!("{heading}\n{}", lines.join("\n")).as_bytes());
        }
        one::<CompanyRow>(&cells);
        one::<SlotRow>(&cells);
        one::<CitizenRow>(&cells);
        one::<OccupationRow>(&cells);
        one::<BranchRow>(&cells);
    }

    #[test]
    fn mangled_workbooks_are_read_or_refused(places in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut book = workbook(&[&["cvr", "navn", "ansatte"], &["99000007", "Bageri", "2-4"]]);
        for (place, byte) in places {
            let place = place.index(book.len());
            book[place] = byte;
        }
        read_as::<CompanyRow>(&book);
    }

    #[test]
    fn mangled_sheets_are_read_or_refused(places in proptest::collection::vec((any::<prop::sample::Index>(), "[ -~]"), 1..6)) {
        let mut sheet = br#"<worksheet><dimension ref="A1:B2"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>cvr</t></is></c><c r="B1" t="str"><v>navn</v></c></row><row r="2"><c r="A2"><v>99000007</v></c><c r="B2" t="b"><v>1</v></c></row></sheetData></worksheet>"#.to_vec();
        for (place, letter) in places {
            let place = place.index(sheet.len());
            sheet[place] = letter.as_bytes()[0];
        }
        read_as::<CompanyRow>(&workbook_of_xml(&sheet));
    }
}
