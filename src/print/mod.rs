//! Documents as PDF: headings, paragraphs, facts, lists and tables flow over A4 pages, tagged for screen readers (PDF/UA-1).

mod flow;
mod letters;

pub use flow::render;

use crate::base::fault::Fault;

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Title, also the first heading.
    pub title: String,
    /// Language tag, `da` or `en`.
    pub language: &'static str,
    /// What stands at the foot of each page.
    pub foot: String,
    /// What it holds, in reading order.
    pub blocks: Vec<Block>,
}

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of the second level.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A list.
    List(Vec<String>),
    /// A table: its head, and rows of as many cells.
    Table {
        /// The head.
        head: Vec<String>,
        /// The rows; the first cell of each names it.
        rows: Vec<Vec<String>>,
    },
}

impl Document {
    /// The bytes of the PDF; the same document gives the same bytes.
    ///
    /// # Errors
    /// The document would not be readable for everybody: the check of PDF/UA-1 says no.
    pub fn pdf(&self) -> Result<Vec<u8>, Fault> {
        render(self).map_err(|why| Fault::plain(format!("a document could not be printed: {why}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(rows: usize) -> Document {
        let row = |number: usize| vec![format!("Pladsnavn æøå {number}"), "Virksomhedspraktik".to_owned(), number.to_string()];
        Document {
            title: "Aftale 2026-0007, udgave 1".to_owned(),
            language: "da",
            foot: "Eksempelkøbing Kommune".to_owned(),
            blocks: vec![
                Block::Paragraph("Mellem Nordhavn Lager ApS og Eksempelkøbing Kommune. ".repeat(12)),
                Block::Heading("Pladser".to_owned()),
                Block::Table { head: ["Plads", "Slags", "Antal"].map(str::to_owned).to_vec(), rows: (1..=rows).map(row).collect() },
                Block::Heading("Kommunen lover".to_owned()),
                Block::List(vec!["Svarer inden 2 hverdage".to_owned(), "Et langt ord: ".to_owned() + &"æ".repeat(200)]),
            ],
        }
    }

    #[test]
    fn a_document_of_many_pages_passes_the_check_for_everybody() {
        let pdf = sample(120).pdf().expect("PDF/UA-1");
        assert!(pdf.starts_with(b"%PDF-"));
        assert!(String::from_utf8_lossy(&pdf).contains("pdfuaid"), "it says that it is PDF/UA");
    }

    #[test]
    fn the_check_refuses_a_document_without_a_title() {
        let untitled = Document { title: String::new(), ..sample(1) };
        assert!(untitled.pdf().is_err());
    }

    #[test]
    fn the_same_document_gives_the_same_bytes() {
        assert_eq!(sample(40).pdf().expect("printed"), sample(40).pdf().expect("printed"));
    }

    #[test]
    fn danish_letters_can_be_taken_out_again() {
        // Each font maps its glyphs back to letters; æ, ø and å must be among them.
        let maps = flow::plain(&sample(2)).expect("printed");
        let text = String::from_utf8_lossy(&maps);
        assert!(text.contains("beginbfchar") || text.contains("beginbfrange"), "fonts map back to letters");
        for code in ["00E6", "00F8", "00E5"] {
            assert!(text.contains(code) || text.contains(&code.to_lowercase()), "{code} is mapped");
        }
    }
}
