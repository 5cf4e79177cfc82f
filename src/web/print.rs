//! An agreement's version as PDF: the same words as on the page, in Danish, since the agreement is a Danish document.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

use crate::{
    base::fault::Fault,
    domain::terms::Language,
    i18n::Texts,
    print::{Block, Document},
    web::parts::AgreementPaper,
};

/// Whose agreement it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The agreement's number.
    pub number: String,
    /// The version's number.
    pub version: u32,
    /// The company.
    pub company: String,
    /// Its CVR number.
    pub cvr: String,
    /// The municipality.
    pub municipality: String,
}

/// The language of printed agreements.
#[must_use]
pub fn texts() -> Texts {
    Texts::new(Language::Da)
}

/// The PDF as an answer to the browser.
///
/// # Errors
/// The document does not pass the check.
pub fn answer(head: &Head, paper: &AgreementPaper) -> Result<Response, Fault> {
    let pdf = document(head, paper).pdf()?;
    let safe: String = head.number.chars().map(|sign| if sign.is_ascii_alphanumeric() || sign == '-' { sign } else { '_' }).collect();
    let name = format!("inline; filename=\"aftale-{safe}-udgave-{}.pdf\"", head.version);
    Ok(([(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, name)], pdf).into_response())
}

/// The document of a version.
#[must_use]
pub fn document(head: &Head, paper: &AgreementPaper) -> Document {
    let texts = texts();
    let label = |key: &str| texts.text(key).into_owned();
    let args = [("number", head.number.clone().into()), ("version", head.version.into())];
    let parties =
        [("company", head.company.clone().into()), ("cvr", head.cvr.clone().into()), ("municipality", head.municipality.clone().into())];
    let mut blocks = vec![Block::Paragraph(texts.with("agreement-print-parties", &parties).into_owned())];
    blocks.push(Block::List(paper.facts.iter().map(|(label, value)| format!("{label}: {value}")).collect()));
    blocks.push(Block::Heading(label("agreement-lines")));
    blocks.push(lines(paper, &label));
    let mut listed = |key: &str, items: Vec<String>| {
        if !items.is_empty() {
            blocks.push(Block::Heading(label(key)));
            blocks.push(Block::List(items));
        }
    };
    listed("agreement-mentor", paper.mentor.iter().map(|(label, value)| format!("{label}: {value}")).collect());
    listed("agreement-ours", paper.ours.clone());
    listed("agreement-theirs", paper.theirs.clone());
    if !paper.terms.is_empty() {
        blocks.push(Block::Heading(label("agreement-terms-other")));
        blocks.extend(paper.terms.iter().cloned().map(Block::Paragraph));
    }
    blocks.push(Block::Heading(label("agreement-signatures")));
    blocks.push(Block::List(paper.signatures.clone()));
    let title = texts.with("agreement-print-title", &args).into_owned();
    Document { foot: format!("{} · {title}", head.municipality), title, language: "da", blocks }
}

fn lines(paper: &AgreementPaper, label: &impl Fn(&str) -> String) -> Block {
    if paper.lines.is_empty() {
        return Block::Paragraph(label("agreement-lines-none"));
    }
    let head = ["agreement-line-title", "agreement-line-kinds", "agreement-seats", "slot-hours", "agreement-line-reserved"].map(label);
    let row = |line: &crate::web::parts::PaperLine| {
        let reserved = if line.reserved.is_empty() { label("agreement-reserved-none") } else { line.reserved.clone() };
        let hours = if line.hours.is_empty() { "–".to_owned() } else { line.hours.clone() };
        vec![format!("{}, {}", line.title, line.workplace), line.kinds.clone(), line.seats.clone(), hours, reserved]
    };
    Block::Table { head: head.to_vec(), rows: paper.lines.iter().map(row).collect() }
}
