//! Whole files, made here: good ones of every shape, and a folder of broken ones.

mod broken_files;
mod good_lists;
mod random_files;
mod reference_lists;
mod workbooks;

use std::{
    io::{Cursor, Write},
    sync::LazyLock,
};

use rust_xlsxwriter::Workbook;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::*;
use crate::domain::{
    numbers::MunicipalityCode,
    place::Point,
    reference::{DiagnosisWords, Municipalities, Municipality},
};

static MUNICIPALITIES: LazyLock<Municipalities> = LazyLock::new(|| {
    let municipality = |code, name: &str| Municipality {
        code: MunicipalityCode::parse(code).expect("a code"),
        name: name.to_owned(),
        region: String::new(),
        point: Point { lat: 55.0, lon: 12.0 },
        neighbours: Vec::new(),
    };
    Municipalities::new(vec![municipality("0101", "København"), municipality("0316", "Holbæk")])
});
static HEALTH: LazyLock<DiagnosisWords> = LazyLock::new(|| DiagnosisWords::new(vec![("astma".into(), vec!["ikke:stoev".into()])]));

/// Lists as a municipality has them.
fn lists() -> CodeLists<'static> {
    CodeLists {
        demands: KnownCodes::these(["loeft_over_10kg", "trapper", "stoej"]),
        offers: KnownCodes::these(["mentor", "pauser"]),
        target_groups: KnownCodes::these(["dagpenge", "sygedagpenge", "jobafklaring"]),
        occupations: KnownCodes::these(["9112", "5322", "933300"]),
        municipalities: Some(&MUNICIPALITIES),
        diagnosis_words: Some(&HEALTH),
        branch_version: None,
    }
}

/// What became of the lines of a file.
struct Outcome<R> {
    rows: Vec<Line<R>>,
    refused: Vec<Complaint>,
    file_notices: Vec<Complaint>,
}

fn read<R: ImportRow>(bytes: impl Into<Vec<u8>>) -> Result<Outcome<R>, Unreadable> {
    read_within(bytes, Limits::PRODUCT)
}

fn read_within<R: ImportRow>(bytes: impl Into<Vec<u8>>, limits: Limits) -> Result<Outcome<R>, Unreadable> {
    let lists = lists();
    let mut file = InFile::from_bytes(bytes.into(), limits)?;
    let mut lines = file.lines::<R>(&lists)?;
    let mut outcome = Outcome { rows: Vec::new(), refused: Vec::new(), file_notices: lines.file_notices().to_vec() };
    for line in &mut lines {
        match line {
            Ok(line) => outcome.rows.push(line),
            Err(complaints) => outcome.refused.extend(complaints),
        }
    }
    Ok(outcome)
}

/// A workbook with one sheet of texts.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            sheet.write_string(row, column, *text).expect("within the sheet");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// A ZIP of these parts.
fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).expect("a part");
        zip.write_all(content).expect("memory");
    }
    zip.finish().expect("a ZIP").into_inner()
}

const CONTENT_TYPES: &[u8] = br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const PACKAGE_RELATIONS: &[u8] = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &[u8] = br#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Ark1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const BOOK_RELATIONS: &[u8] = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A workbook whose only sheet is this XML.
fn workbook_of_xml(sheet: &[u8]) -> Vec<u8> {
    workbook_with_parts(&[("xl/worksheets/sheet1.xml", sheet)])
}

fn workbook_with_parts(more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", PACKAGE_RELATIONS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS),
    ];
    parts.extend_from_slice(more);
    zip_of(&parts)
}
