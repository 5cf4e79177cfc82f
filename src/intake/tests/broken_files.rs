//! The folder of broken files: an unreadable one says why, a readable one takes its good lines.

use std::time::{Duration, Instant};

use super::*;
use crate::intake::rows::CompanyRow;

fn refusal(bytes: impl Into<Vec<u8>>) -> Unreadable {
    refusal_within(bytes, Limits::PRODUCT)
}

fn refusal_within(bytes: impl Into<Vec<u8>>, limits: Limits) -> Unreadable {
    read_within::<CompanyRow>(bytes, limits).err().expect("unreadable")
}

#[test]
fn what_is_no_list_is_named() {
    assert_eq!(refusal(""), Unreadable::Empty);
    assert_eq!(refusal("\u{feff}\r\n \r\n"), Unreadable::Empty);
    assert_eq!(refusal("%PDF-1.7\n%âãÏÓ"), Unreadable::Pdf);
    assert_eq!(refusal(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".repeat(100)), Unreadable::OldOrLockedWorkbook);
    assert_eq!(refusal("<html><table><tr><td>cvr</td></tr></table></html>"), Unreadable::Markup);
    assert_eq!(refusal(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0".to_vec()), Unreadable::Binary);
    assert_eq!(refusal(zip_of(&[("liste.csv", b"cvr;navn\n")])), Unreadable::NotAWorkbook);
    assert_eq!(refusal("navn;by\nBageri;Holbæk\n"), Unreadable::MissingColumns(vec!["cvr"]));
}

#[test]
fn every_refusal_says_in_both_languages_what_to_do() {
    use crate::domain::terms::Language;
    for kind in [Unreadable::Empty, Unreadable::Pdf, Unreadable::Bomb, Unreadable::TooManyColumns(200), Unreadable::EndlessLine(7)] {
        assert!(kind.sentence(Language::Da).ends_with('.') && kind.sentence(Language::Da) != kind.sentence(Language::En), "{kind:?}");
    }
}

#[test]
fn a_heading_alone_is_an_empty_list() {
    let outcome = read::<CompanyRow>("cvr;navn").expect("readable");
    assert!(outcome.rows.is_empty() && outcome.refused.is_empty());
}

#[test]
fn ten_thousand_columns_are_refused() {
    let names: Vec<String> = (0..10_000).map(|number| format!("kolonne{number}")).collect();
    assert_eq!(refusal(names.join(";")), Unreadable::TooManyColumns(200));
    let cells: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(refusal(workbook(&[&cells])), Unreadable::TooManyColumns(200));
}

#[test]
fn half_a_row_is_refused_and_the_others_go_in() {
    let outcome = read::<CompanyRow>("cvr;navn;by\n99000007;Bageri;Holbæk\n99000015;Smed;Aarhus\n9900").expect("readable");
    assert_eq!(outcome.rows.len(), 2);
    assert_eq!((outcome.refused[0].line, &outcome.refused[0].reason), (4, &ComplaintReason::HalfLine { found: 1, expected: 3, lines: 1 }));
}

#[test]
fn a_separator_in_unquoted_text_is_refused() {
    let outcome = read::<CompanyRow>("cvr;navn\n99000007;Bageri; nu med kage\n99000015;Smed;\n").expect("readable");
    assert_eq!((outcome.rows.len(), &outcome.refused[0].reason), (1, &ComplaintReason::LongLine(2)));
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_pointed_at() {
    let outcome =
        read::<CompanyRow>("cvr;navn;by\n99000007;Bageri;Holbæk\n99000015;\"Smed;Aarhus\n99000023;Maler;Køge\n").expect("readable");
    assert_eq!((outcome.rows.len(), outcome.refused[0].line, &outcome.refused[0].reason), (1, 3, &ComplaintReason::UnclosedQuote(2)));
    let last = read::<CompanyRow>("cvr;navn\r\n\r\n99000007;Bageri\r\n\r\n99000015;\"Smed\r\n99000023;Maler").expect("readable");
    assert_eq!((last.rows[0].number, last.refused[0].line, &last.refused[0].reason), (3, 5, &ComplaintReason::UnclosedQuote(2)));
    let closed = read::<CompanyRow>("cvr;navn\n99000007;\"Bageri\n\"").expect("readable");
    assert_eq!((closed.rows.len(), closed.rows[0].number), (1, 2));
    let mut endless = "cvr;navn\n99000007;\"".to_owned();
    endless.push_str(&"ordet ".repeat(2_000_000));
    assert_eq!(refusal(endless), Unreadable::EndlessLine(2));
}

#[test]
fn a_cell_of_more_than_ten_thousand_letters_is_refused() {
    let outcome = read::<CompanyRow>(format!("cvr;navn\n99000007;{}\n99000015;Smed\n", "å".repeat(10_001))).expect("readable");
    assert_eq!((outcome.rows.len(), &outcome.refused[0].reason), (1, &ComplaintReason::TooLong(10_000)));
}

#[test]
fn signs_that_no_database_takes_are_refused() {
    let outcome = read::<CompanyRow>("cvr;navn\n99000007;Bag\u{1}eri og andet med mange flere bogstaver end tegn\n").expect("readable");
    assert_eq!(outcome.refused[0].reason, ComplaintReason::ControlSign);
}

#[test]
fn utf_16_is_read_with_and_without_its_mark() {
    for mark in ["\u{feff}", ""] {
        let text = format!("{mark}cvr;navn\r\n99000007;Øens Bageri\r\n");
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let outcome = read::<CompanyRow>(bytes).expect("readable");
        assert_eq!(outcome.rows[0].row.name, "Øens Bageri");
    }
}

#[test]
fn too_many_lines_and_bytes_are_refused() {
    let limits = Limits { rows: 3, file_bytes: 200, ..Limits::PRODUCT };
    assert_eq!(refusal_within("cvr;navn\n".to_owned() + &"99000007;B\n".repeat(4), limits), Unreadable::TooManyRows(3));
    assert_eq!(refusal_within("cvr;navn\n".to_owned() + &"99000007;B\n".repeat(40), limits), Unreadable::TooLarge(0));
    let rows: Vec<&[&str]> = vec![&["cvr", "navn"], &["1", "a"], &["2", "b"], &["3", "c"], &["4", "d"]];
    assert_eq!(refusal_within(workbook(&rows), Limits { rows: 3, ..Limits::PRODUCT }), Unreadable::TooManyRows(3));
}

#[test]
fn a_workbook_cut_off_anywhere_is_refused() {
    let whole = workbook(&[&["cvr", "navn"], &["99000007", "Bageri"]]);
    for share in [10, 30, 50, 90, 99] {
        let half = whole[..whole.len() * share / 100].to_vec();
        assert!(matches!(refusal(half), Unreadable::DamagedWorkbook | Unreadable::NotAWorkbook), "{share} %");
    }
}

#[test]
fn a_sheet_cut_off_inside_is_refused_before_a_row_is_taken() {
    let sheet = br#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>cvr</t></is></c></row><row r="2"><c r="A2"><v>990"#;
    assert_eq!(refusal(workbook_of_xml(sheet)), Unreadable::DamagedWorkbook);
}

#[test]
fn a_document_type_is_refused_wherever_it_stands() {
    let sheet = br#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&a;</v></c></row></sheetData></worksheet>"#;
    assert_eq!(refusal(workbook_of_xml(sheet)), Unreadable::Dtd);
    let empty = br"<worksheet><sheetData/></worksheet>";
    let parts: [(&str, &[u8]); 2] = [("xl/worksheets/sheet1.xml", empty), ("xl/styles.xml", b"<!DOCTYPE a><styleSheet/>")];
    assert_eq!(refusal(workbook_with_parts(&parts)), Unreadable::Dtd);
}

const BOMB_BYTES: u32 = 6 * 1024 * 1024;

fn blanks() -> Vec<u8> {
    vec![b' '; usize::try_from(BOMB_BYTES).expect("small")]
}

#[test]
fn a_part_that_is_far_larger_unpacked_is_refused() {
    assert_eq!(refusal(workbook_of_xml(&blanks())), Unreadable::Bomb);
    let limits = Limits { ratio: 1_000_000, unpacked_bytes: 1_000_000, ..Limits::PRODUCT };
    assert_eq!(refusal_within(workbook_of_xml(&blanks()), limits), Unreadable::Bomb);
}

/// As in the well-known 42.zip: a few kilobytes, more than a gigabyte unpacked.
#[test]
fn a_bomb_of_many_copies_is_refused_at_once() {
    let one = workbook_of_xml(&blanks());
    let mut packed = zip::ZipArchive::new(Cursor::new(one)).expect("a ZIP");
    let mut bomb = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..packed.len() - 1 {
        bomb.raw_copy_file(packed.by_index_raw(index).expect("a part")).expect("memory");
    }
    for number in 0..200 {
        let sheet = packed.by_name("xl/worksheets/sheet1.xml").expect("the sheet");
        bomb.raw_copy_file_rename(sheet, format!("xl/worksheets/sheet{number}.xml")).expect("memory");
    }
    let bomb = bomb.finish().expect("a ZIP").into_inner();
    let started = Instant::now();
    assert_eq!(refusal_within(bomb, Limits { ratio: 1_000_000, ..Limits::PRODUCT }), Unreadable::Bomb);
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
}

/// The declared size is made small in the directory and in the part's own head.
#[test]
fn a_bomb_that_lies_about_its_size_is_refused_while_it_is_unpacked() {
    let mut bomb = workbook_of_xml(&blanks());
    let told = BOMB_BYTES.to_le_bytes();
    let places: Vec<usize> = bomb.windows(4).enumerate().filter(|(_, window)| *window == told).map(|(place, _)| place).collect();
    assert!(!places.is_empty());
    for place in places {
        bomb[place..place + 4].copy_from_slice(&4_000_u32.to_le_bytes());
    }
    assert!(matches!(refusal(bomb), Unreadable::Bomb | Unreadable::DamagedWorkbook));
}

#[test]
fn one_endless_cell_is_refused_before_it_is_kept() {
    let limits = Limits { line_bytes: 64 * 1024, ratio: 100_000, ..Limits::PRODUCT };
    let open = br#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is>"#;
    for filling in ["<t>x</t>".repeat(20_000), "x".repeat(200_000), format!("<t a=\"{}\"/>", "<".repeat(200_000))] {
        let sheet = [&open[..], filling.as_bytes(), b"</is></c></row></sheetData></worksheet>"].concat();
        assert!(matches!(refusal_within(workbook_of_xml(&sheet), limits), Unreadable::Bomb | Unreadable::DamagedWorkbook));
    }
}

#[test]
fn a_table_of_texts_that_promises_billions_is_refused() {
    let texts = br#"<sst uniqueCount="99999999999999999"><si><t>cvr</t></si></sst>"#;
    let sheet = br#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>"#;
    let parts: [(&str, &[u8]); 2] = [("xl/sharedStrings.xml", texts), ("xl/worksheets/sheet1.xml", sheet)];
    assert_eq!(refusal(workbook_with_parts(&parts)), Unreadable::Bomb);
}

#[test]
fn a_large_table_of_texts_or_side_part_is_refused() {
    let limits = Limits { shared_text_bytes: 10_000, other_part_bytes: 5_000, ..Limits::PRODUCT };
    let texts = format!("<sst>{}</sst>", "<si><t>ord</t></si>".repeat(1_000));
    assert_eq!(refusal_within(workbook_with_parts(&[("xl/sharedStrings.xml", texts.as_bytes())]), limits), Unreadable::Bomb);
    assert_eq!(refusal_within(workbook_with_parts(&[("xl/media/billede.png", &[7; 9_000])]), limits), Unreadable::Bomb);
}

#[test]
fn more_parts_than_allowed_are_refused_before_the_directory_is_read() {
    let names: Vec<String> = (0..1_100).map(|number| format!("xl/del{number}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"<a/>"[..])).collect();
    assert_eq!(refusal(zip_of(&parts)), Unreadable::TooManyParts(1_000));
}

#[test]
fn cell_names_that_lie_outside_every_sheet_do_no_harm() {
    for name in ["A0", "ZZZZZZZZZZ1", "A99999999999", "1A", "", "B2:A1", "\u{e6}1"] {
        let sheet = format!(
            r#"<worksheet><dimension ref="{name}"/><sheetData><row r="{name}"><c r="{name}" t="str"><v>cvr</v></c></row></sheetData></worksheet>"#
        );
        let _either = read::<CompanyRow>(workbook_of_xml(sheet.as_bytes()));
    }
}
