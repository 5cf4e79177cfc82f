//! Workbooks: dates as day numbers, numbers for texts, zeros lost, formulas.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use crate::kit::day;

pub(super) fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().expect("a workbook")
}

pub(super) fn heading(sheet: &mut Worksheet, names: &[&str]) {
    for (column, name) in (0..).zip(names) {
        sheet.write_string(0, column, *name).expect("a cell");
    }
}

fn companies() -> Vec<u8> {
    workbook(|sheet| {
        heading(sheet, &["CVR", "P-nummer", "Navn", "Postnr", "Kommune", "Ansatte", "ordinaere_fuldtid", "ordinaere_pr"]);
        for (column, number) in [(0, 99_000_007.0), (1, 9_000_000_001.0), (3, 800.0), (4, 101.0), (6, 7.5), (7, 46_054.0)] {
            sheet.write_number(1, column, number).expect("a cell");
        }
        sheet.write_string(1, 2, "Øens Bageri").expect("a cell");
        sheet.write_string(1, 5, "2-4").expect("a cell");
    })
}

fn slots() -> Vec<u8> {
    workbook(|sheet| {
        heading(
            sheet,
            &["plads_id", "p_nummer", "titel", "art", "antal", "timer_max", "moedetid_fra", "moedetid_til", "ledig_fra", "ledig_til"],
        );
        sheet.write_number(1, 0, 42.0).expect("a cell");
        sheet.write_number(1, 1, 9_000_000_001.0).expect("a cell");
        sheet.write_string(1, 2, "Æblehøst").expect("a cell");
        sheet.write_string(1, 3, "virksomhedspraktik").expect("a cell");
        sheet.write_formula(1, 4, Formula::new("=1+2").set_result("3")).expect("a cell");
        sheet.write_number(1, 5, 12.5).expect("a cell");
        let time = Format::new().set_num_format("hh:mm");
        sheet.write_datetime_with_format(1, 6, ExcelDateTime::from_hms(7, 30, 0).expect("a time"), &time).expect("a cell");
        sheet.write_string(1, 7, "15:00").expect("a cell");
        let date = Format::new().set_num_format("dd-mm-yyyy");
        sheet.write_datetime_with_format(1, 8, ExcelDateTime::from_ymd(2026, 3, 2).expect("a day"), &date).expect("a cell");
        sheet.write_number(1, 9, 46_114.0).expect("a cell");
    })
}

house_tests! {
    async fn workbooks_go_in_with_dates_as_day_numbers_and_lost_zeros(house) {
        house.file("firmaer.xlsx", companies());
        house.file("pladser.xlsx", slots());
        assert_eq!(house.import("companies", "firmaer.xlsx"), [1, 0, 0, 0]);
        assert_eq!(house.import("slots", "pladser.xlsx"), [1, 0, 0, 0]);
        let register = house.register().await;
        let company = register.company("99000007").await;
        assert_eq!((company.address.postcode.as_deref(), company.address.municipality.as_deref()), (Some("0800"), Some("0101")));
        assert_eq!(company.employees, (Some(2), Some(4)));
        assert_eq!(register.workplace("9000000001").await.ordinary, Some((7.5, Some(day("2026-02-01")))));
        let slot = register.slot("42").await;
        assert_eq!((slot.title.as_str(), slot.seats, slot.hours.map(|hours| hours.max)), ("Æblehøst", 3, Some(12.5)));
        assert_eq!((slot.open_from, slot.open_to), (day("2026-03-02"), Some(day("2026-04-02"))));
        assert_eq!(slot.times.map(|times| (times.from, times.to)), Some((450, 900)));
        assert_eq!(house.import("slots", "pladser.xlsx"), [0, 0, 1, 0]);
    }
}
