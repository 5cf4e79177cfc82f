//! The folder of broken files: an unreadable one changes nothing and ends with 1, a readable one takes its good rows;
//! memory stays bounded.

use std::io::{Cursor, Write};

use rust_xlsxwriter::Formula;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::workbooks::{heading, workbook};

/// More than a running program of a debug build needs for a list, less than any of the bombs unpacked.
const MOST_KB: u64 = 160 * 1024;

fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).expect("a part");
        zip.write_all(content).expect("memory");
    }
    zip.finish().expect("a ZIP").into_inner()
}

/// A workbook that is small on disk and 200 MB unpacked.
fn bomb() -> Vec<u8> {
    let relations = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let book = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Ark1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let book_relations = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).compression_level(Some(1));
    for (name, content) in [("_rels/.rels", &relations[..]), ("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", book_relations)] {
        zip.start_file(name, packed).expect("a part");
        zip.write_all(content).expect("memory");
    }
    zip.start_file("xl/worksheets/sheet1.xml", packed).expect("a part");
    zip.write_all(b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>").expect("memory");
    let blanks = vec![b' '; 1 << 20];
    (0..200).for_each(|_| zip.write_all(&blanks).expect("memory"));
    zip.finish().expect("a ZIP").into_inner()
}

fn unreadable() -> Vec<(&'static str, Vec<u8>)> {
    let columns: Vec<String> = (0..10_000).map(|number| format!("kolonne{number}")).collect();
    let names: Vec<&str> = columns.iter().map(String::as_str).collect();
    let good = workbook(|sheet| heading(sheet, &["cvr", "navn"]));
    vec![
        ("tom.csv", Vec::new()),
        ("kun-blanke.csv", b"\xef\xbb\xbf\r\n \r\n".to_vec()),
        ("skrald.csv", (0_u32..4_000).map(|number| (number * 7919 % 256) as u8).collect()),
        ("billede.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0".to_vec()),
        ("kolonner.csv", columns.join(";").into_bytes()),
        ("kolonner.xlsx", workbook(|sheet| heading(sheet, &names))),
        ("uden-cvr.csv", b"navn;by\nBageri;Koege\n".to_vec()),
        ("pdf.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n".to_vec()),
        ("zip.xlsx", zip_of(&[("liste.csv", b"cvr;navn\n99000007;Bageri\n")])),
        ("halv.xlsx", good[..good.len() / 2].to_vec()),
        ("bombe.xlsx", bomb()),
    ]
}

house_tests! {
    async fn an_unreadable_file_ends_with_1_and_changes_nothing(house) {
        let before = house.marks().await;
        for (name, content) in unreadable() {
            house.file(name, content);
            let ended = house.run(&["import", "companies", name]);
            assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""), "{name}: {ended:?}");
            assert!(ended.err.starts_with(&format!("brobygger: {name}: ")) && ended.err.trim_end().lines().count() == 1, "{name}: {}", ended.err);
            assert!(ended.peak_kb > 0 && ended.peak_kb < MOST_KB, "{name}: {} kB", ended.peak_kb);
            assert_eq!(house.marks().await, before, "{name}");
        }
    }

    async fn a_file_of_other_letters_is_read(house) {
        let text = "cvr;navn\r\n99000007;Øens Bageri\r\n";
        let two_bytes: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        house.file("utf16.csv", two_bytes);
        assert_eq!(house.import("companies", "utf16.csv"), [1, 0, 0, 0]);
        assert_eq!(house.register().await.company("99000007").await.name, "Øens Bageri");
    }

    async fn half_a_row_is_told_and_the_good_ones_go_in(house) {
        house.file("halv.csv", "cvr;navn;by\n99000007;Bageri;Holbæk\n99000015;Smed;Aarhus\n9900");
        assert_eq!(house.import("companies", "halv.csv"), [2, 0, 0, 1]);
        assert!(house.register().await.has_company("99000015").await);
    }

    async fn formulas_are_taken_by_their_value_and_never_run(house) {
        house.file("formler.xlsx", workbook(|sheet| {
            heading(sheet, &["cvr", "navn", "telefon"]);
            sheet.write_formula(1, 0, Formula::new("=99000000+7").set_result("99000007")).expect("a cell");
            sheet.write_string(1, 1, "=cmd|'/C calc'!A0").expect("a cell");
            sheet.write_formula(2, 0, Formula::new("=1/0").set_result("#DIV/0!")).expect("a cell");
            sheet.write_string(2, 1, "Smed").expect("a cell");
        }));
        let ended = house.run(&["import", "companies", "formler.xlsx", "--report", "fejl.csv"]);
        assert_eq!((ended.code, ended.out.trim()), (Some(2), "1 nye, 0 ændrede, 0 uændrede, 1 afviste"));
        assert_eq!(house.register().await.company("99000007").await.name, "=cmd|'/C calc'!A0");
    }

    async fn a_list_of_a_hundred_thousand_bad_rows_is_told_row_by_row_in_little_memory(house) {
        let lines: String = (0..100_000).map(|number| format!("{number};Firma {number}\n")).collect();
        house.file("lang.csv", format!("cvr;navn\n99000007;Bageri\n{lines}"));
        let ended = house.run(&["import", "companies", "lang.csv", "--report", "fejl.csv"]);
        assert_eq!((ended.code, ended.out.trim()), (Some(2), "1 nye, 0 ændrede, 0 uændrede, 100000 afviste"));
        assert!(ended.peak_kb < MOST_KB, "{} kB", ended.peak_kb);
        let report = std::fs::read_to_string(house.home.folder().join("fejl.csv")).expect("a report");
        assert_eq!(report.lines().count(), 100_001);
    }
}
