//! Workbooks: dates as day numbers, formulas, numbers for texts, and several sheets.

use chrono::NaiveDate;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula};

use super::*;
use crate::intake::rows::{CompanyRow, CountBand, SlotRow};

#[test]
fn dates_times_numbers_and_formulas_of_a_workbook_are_read() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in
        (0..).zip(["plads_id", "p_nummer", "titel", "art", "antal", "timer_max", "moedetid_fra", "ledig_fra", "ledig_til", "disco"])
    {
        sheet.write_string(0, column, name).expect("a cell");
    }
    sheet.write_number(1, 0, 42.0).expect("a cell");
    sheet.write_number(1, 1, 9_000_000_001.0).expect("a cell");
    sheet.write_string(1, 2, "Æblehøst på Årø").expect("a cell");
    sheet.write_string(1, 3, "virksomhedspraktik").expect("a cell");
    sheet.write_formula(1, 4, Formula::new("=1+2").set_result("3")).expect("a cell");
    sheet.write_number(1, 5, 12.5).expect("a cell");
    let time = Format::new().set_num_format("hh:mm");
    sheet.write_datetime_with_format(1, 6, ExcelDateTime::from_hms(7, 30, 0).expect("a time"), &time).expect("a cell");
    let date = Format::new().set_num_format("dd-mm-yyyy");
    sheet.write_datetime_with_format(1, 7, ExcelDateTime::from_ymd(2026, 3, 2).expect("a day"), &date).expect("a cell");
    sheet.write_number(1, 8, 46_114.0).expect("a cell");
    sheet.write_number(1, 9, 9112.0).expect("a cell");
    let outcome = read::<SlotRow>(book.save_to_buffer().expect("a workbook")).expect("readable");
    assert_eq!(outcome.refused, []);
    let slot = &outcome.rows[0].row;
    assert_eq!((slot.external_id.as_str(), slot.p_number.as_ref().map(|number| number.as_str())), ("42", Some("9000000001")));
    assert_eq!((slot.title.as_str(), slot.seats, slot.hours_max, slot.work_from), ("Æblehøst på Årø", 3, Some(12.5), Some(450)));
    assert_eq!((slot.open_from, slot.open_to.day()), (NaiveDate::from_ymd_opt(2026, 3, 2), NaiveDate::from_ymd_opt(2026, 4, 2)));
    assert_eq!(slot.occupation.as_deref(), Some("9112"));
}

#[test]
fn the_first_sheet_with_content_is_read_and_the_others_are_mentioned() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Tom").expect("a name");
    let sheet = book.add_worksheet();
    for (row, cells) in [(2, ["cvr", "navn"]), (4, ["99000007", "Bageri"])] {
        for (column, text) in (1..).zip(cells) {
            sheet.write_string(row, column, text).expect("a cell");
        }
    }
    let outcome = read::<CompanyRow>(book.save_to_buffer().expect("a workbook")).expect("readable");
    assert_eq!((outcome.rows.len(), outcome.rows[0].number), (1, 5));
    assert_eq!(outcome.file_notices[0].reason, ComplaintReason::OnlyFirstSheet);
}

#[test]
fn a_short_row_of_a_workbook_is_whole() {
    let outcome = read::<CompanyRow>(workbook(&[&["cvr", "navn", "ansatte"], &["99000007", "Bageri"], &["99000015", "Smed", "2-4"]]))
        .expect("readable");
    assert_eq!((outcome.refused.len(), outcome.rows.len()), (0, 2));
    assert_eq!(outcome.rows[1].row.employees, Some(CountBand { min: 2, max: Some(4) }));
}

#[test]
fn an_error_of_a_formula_refuses_its_line_only() {
    let sheet = br#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
        <row r="1"><c r="A1" t="inlineStr"><is><t>cvr</t></is></c><c r="B1" t="inlineStr"><is><t>navn</t></is></c></row>
        <row r="2"><c r="A2"><f>1/0</f><v>99000007</v></c><c r="B2" t="e"><f>X</f><v>#N/A</v></c></row>
        <row r="3"><c r="A3"><f>B9</f><v>99000007</v></c><c r="B3" t="str"><f>A1</f><v>Bageri</v></c></row>
        </sheetData></worksheet>"#;
    let outcome = read::<CompanyRow>(workbook_of_xml(sheet)).expect("readable");
    assert_eq!((outcome.rows.len(), outcome.rows[0].row.name.as_str()), (1, "Bageri"));
    assert_eq!((outcome.refused[0].line, &outcome.refused[0].reason), (2, &ComplaintReason::SpreadsheetError));
}

#[test]
fn a_band_that_became_a_date_says_how_to_mend_it() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(["cvr", "navn", "ansatte"]) {
        sheet.write_string(0, column, name).expect("a cell");
    }
    sheet.write_string(1, 0, "99000007").expect("a cell");
    sheet.write_string(1, 1, "Bageri").expect("a cell");
    let date = Format::new().set_num_format("d. mmm");
    sheet.write_datetime_with_format(1, 2, ExcelDateTime::from_ymd(2026, 4, 2).expect("a day"), &date).expect("a cell");
    let outcome = read::<CompanyRow>(book.save_to_buffer().expect("a workbook")).expect("readable");
    assert_eq!((outcome.refused[0].column.as_str(), &outcome.refused[0].reason), ("ansatte", &ComplaintReason::Count));
}
