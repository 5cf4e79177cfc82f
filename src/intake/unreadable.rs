//! Why a whole file cannot be read, said so that the person who sent it knows what to do.

use std::fmt;

use crate::domain::terms::Language;

/// A file of which nothing is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// The file cannot be opened or read.
    Inaccessible(String),
    /// No line in it.
    Empty,
    /// Larger than the limit, MB.
    TooLarge(u64),
    /// A PDF.
    Pdf,
    /// The binary workbook of Excel 97–2003, or a workbook behind a password.
    OldOrLockedWorkbook,
    /// A ZIP that is no workbook.
    NotAWorkbook,
    /// A workbook that is damaged or cut off.
    DamagedWorkbook,
    /// A web page or XML.
    Markup,
    /// Neither text nor workbook.
    Binary,
    /// More columns than the limit.
    TooManyColumns(usize),
    /// More lines than the limit.
    TooManyRows(u64),
    /// More parts than the limit.
    TooManyParts(usize),
    /// Unpacked it is larger than allowed, or far larger than packed.
    Bomb,
    /// A document type definition, which no workbook needs.
    Dtd,
    /// A line longer than the limit: most often a quotation mark that is never closed.
    EndlessLine(u64),
    /// Columns that must be there are not.
    MissingColumns(Vec<&'static str>),
}

impl Unreadable {
    /// The sentence in the reader's language.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let (danish, english) = self.texts();
        match language {
            Language::Da => danish,
            Language::En => english,
        }
    }

    fn texts(&self) -> (String, String) {
        match self {
            Self::Inaccessible(why) => (
                format!("Filen kan ikke åbnes ({why}). Kontrollér stien og rettighederne."),
                format!("The file cannot be opened ({why}). Check the path and the permissions."),
            ),
            Self::TooLarge(mb) => (
                format!("Filen er større end {mb} MB. Del den i flere filer."),
                format!("The file is larger than {mb} MB. Split it into several files."),
            ),
            Self::TooManyColumns(limit) => (
                format!("Filen har mere end {limit} kolonner. Slet de kolonner, der ikke skal indlæses, og gem den igen."),
                format!("The file has more than {limit} columns. Delete those that are not to be read and save it again."),
            ),
            Self::TooManyRows(limit) => (
                format!("Filen har mere end {limit} linjer. Del den i flere filer."),
                format!("The file has more than {limit} lines. Split it into several files."),
            ),
            Self::TooManyParts(limit) => (
                format!("Regnearket består af mere end {limit} dele. Kopiér listen til et nyt regneark, og gem det."),
                format!("The workbook has more than {limit} parts. Copy the list to a new workbook and save that."),
            ),
            Self::EndlessLine(line) => (
                format!("Linje {line} slutter ikke. Der mangler sandsynligvis et anførselstegn (\") i den."),
                format!("Line {line} does not end. A quotation mark (\") is probably missing in it."),
            ),
            Self::MissingColumns(columns) => {
                let columns = columns.join(", ");
                (
                    format!("Filen mangler kolonnen {columns}. Første linje skal være kolonnernes navne."),
                    format!("The file lacks the column {columns}. The first line must hold the names of the columns."),
                )
            }
            plain => {
                let (danish, english) = plain.plain_texts();
                (danish.to_owned(), english.to_owned())
            }
        }
    }

    const fn plain_texts(&self) -> (&'static str, &'static str) {
        match self {
            Self::Empty => (
                "Filen er tom. Den skal have en linje med kolonnernes navne og derefter én linje pr. række.",
                "The file is empty. It needs a line with the names of the columns and then one line per row.",
            ),
            Self::Pdf => (
                "Filen er en PDF, uanset hvad den hedder. Gem listen som CSV eller XLSX.",
                "The file is a PDF, whatever its name says. Save the list as CSV or XLSX.",
            ),
            Self::OldOrLockedWorkbook => (
                "Filen er et gammelt regneark (.xls) eller beskyttet med adgangskode. Gem den som .xlsx eller CSV uden adgangskode.",
                "The file is an old workbook (.xls) or locked with a password. Save it as .xlsx or CSV without a password.",
            ),
            Self::NotAWorkbook => (
                "Filen er en pakket fil (ZIP), men ikke et regneark. Pak den ud, og indlæs CSV- eller XLSX-filen i den.",
                "The file is a packed file (ZIP) but no workbook. Unpack it and import the CSV or XLSX file inside.",
            ),
            Self::DamagedWorkbook => (
                "Regnearket er beskadiget eller kun delvist overført. Åbn det i et regnearksprogram, gem det igen, og prøv igen.",
                "The workbook is damaged or was cut off. Open it in a spreadsheet program, save it again and try again.",
            ),
            Self::Markup => (
                "Filen er en webside eller XML. Gem listen som CSV eller XLSX.",
                "The file is a web page or XML. Save the list as CSV or XLSX.",
            ),
            Self::Bomb => (
                "Filen fylder udpakket langt mere, end en liste kan. Den er ikke læst. Gem listen igen som CSV.",
                "Unpacked, the file is far larger than a list can be. It was not read. Save the list again as CSV.",
            ),
            Self::Dtd => (
                "Regnearket indeholder en dokumenttype (DTD), som ikke er tilladt. Gem det igen i et regnearksprogram.",
                "The workbook holds a document type (DTD), which is not allowed. Save it again in a spreadsheet program.",
            ),
            _ => (
                "Filen er hverken tekst (CSV) eller regneark (XLSX). Gem listen som et af dem.",
                "The file is neither text (CSV) nor a workbook (XLSX). Save the list as one of them.",
            ),
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.sentence(Language::Da))
    }
}

impl std::error::Error for Unreadable {}

impl From<std::io::Error> for Unreadable {
    fn from(error: std::io::Error) -> Self {
        Self::Inaccessible(error.kind().to_string())
    }
}
