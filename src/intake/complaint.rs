//! What is wrong with a cell or a line, and what to write instead.

use crate::domain::{numbers::NumberRefused, reference::holds_cpr_number, terms::Language};

/// Why a cell or a line is refused, or (the last group) what the reader should know although it went in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ComplaintReason {
    /// A cell that must be filled is empty.
    Missing,
    /// No valid CVR number.
    Cvr(NumberRefused),
    /// No P-number.
    PNumber,
    /// No CPR number.
    Cpr(NumberRefused),
    /// An own id that reads as a CPR number, or is too long.
    OwnId(NumberRefused),
    /// Neither a CVR nor a P-number stands in the line.
    NoCompany,
    /// No postcode.
    Postcode,
    /// Neither code nor name of a municipality.
    Municipality,
    /// No branch code.
    Branch,
    /// No occupation code, 4 or 6 digits.
    Occupation,
    /// None of the words allowed.
    NotOneOf(String),
    /// Not in the list of codes named.
    UnknownCode(&'static str),
    /// Neither `ikke:KRAV` nor `behov:TILBUD`.
    Condition,
    /// No date.
    Date,
    /// No year.
    Year,
    /// No time of day.
    Time,
    /// Hours a week outside 1–37 or not in half hours.
    Hours,
    /// The second of two values is less than the first, which stands in the column named.
    BelowFirst(&'static str),
    /// No whole number or band.
    Count,
    /// No number.
    Number,
    /// Not twelve figures.
    TwelveFigures,
    /// Neither yes nor no.
    YesNo,
    /// No licence category.
    Licence,
    /// No mail address.
    Email,
    /// Longer than this many characters.
    TooLong(usize),
    /// Signs that cannot be shown.
    ControlSign,
    /// A CPR number in free text.
    CprInText,
    /// A word of health in a text about a citizen; the conditions to choose instead.
    HealthInText(Vec<String>),
    /// A word of health in a text about a place.
    HealthInWork,
    /// A spreadsheet shortened the number.
    Shortened,
    /// An error value of a spreadsheet.
    SpreadsheetError,
    /// The line has fewer cells than the heading; it may span several lines.
    HalfLine {
        /// Cells found.
        found: usize,
        /// Cells of the heading.
        expected: usize,
        /// Lines of the file that were read as one.
        lines: u64,
    },
    /// A quotation mark is never closed; so many lines to the end of the file were read as one.
    UnclosedQuote(u64),
    /// The line has more cells than the heading.
    LongLine(usize),
    /// The file changed while it was read.
    FileChanged,
    /// A reason of the use case that takes the rows, Danish and English.
    Other(String, String),

    /// Went in without it: the occupation is not in the list.
    UnknownOccupation,
    /// Went in without it: not a step of the ladder.
    UnknownStep,
    /// Went in without it: nobody of the staff is called this.
    UnknownConsultant,
    /// Went in without it: no team is called this.
    UnknownTeam,
    /// Went in: but it may be the company named here.
    LikeAnother(String),
    /// The column is not known and was left out.
    UnknownColumn,
    /// Two columns mean the same; only the first was read.
    DoubledColumn(&'static str),
    /// No UTF-8; the letters were read as Windows-1252.
    GuessedEncoding,
    /// The workbook has more sheets.
    OnlyFirstSheet,
}

impl ComplaintReason {
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
            Self::NotOneOf(words) => (format!("Skriv ét af disse ord: {words}."), format!("Write one of these words: {words}.")),
            Self::UnknownCode(list) => (
                format!("Koden findes ikke i listen \"{list}\". Ret stavningen, eller bed administratoren tilføje koden."),
                format!("The code is not in the list \"{list}\". Correct the spelling or ask the administrator to add it."),
            ),
            Self::BelowFirst(first) => {
                (format!("Må ikke være mindre end {first}. Byt om på de to."), format!("Must not be less than {first}. Swap the two."))
            }
            Self::TooLong(limit) => {
                (format!("Skriv højst {limit} tegn. Teksten er længere."), format!("Write at most {limit} characters. The text is longer."))
            }
            Self::HalfLine { found, expected, lines: 1 } => (
                format!("Linjen har {found} felter, men overskriften har {expected}. Skriv de manglende felter, også de tomme."),
                format!("The line has {found} cells, but the heading has {expected}. Write the missing cells, also the empty ones."),
            ),
            Self::HalfLine { found, expected, lines } => (
                format!("{lines} linjer blev læst som én med {found} af {expected} felter. Der mangler et anførselstegn (\")."),
                format!("{lines} lines were read as one with {found} of {expected} cells. A quotation mark (\") is missing."),
            ),
            Self::UnclosedQuote(lines) => (
                format!(
                    "Et anførselstegn (\") i linjen lukkes aldrig, så de sidste {lines} linjer ikke kan læses. Sæt det manglende tegn."
                ),
                format!(
                    "A quotation mark (\") in the line is never closed, so the last {lines} lines cannot be read. Add the missing one."
                ),
            ),
            Self::LongLine(expected) => (
                format!("Linjen har flere felter end overskriften ({expected}). Sæt anførselstegn (\") om tekst med skilletegn i."),
                format!(
                    "The line has more cells than the heading ({expected}). Put quotation marks (\") around text that holds separators."
                ),
            ),
            Self::HealthInText(instead) => {
                let examples = if instead.is_empty() { "behov:pauser".to_owned() } else { instead.join(", ") };
                (
                    format!("Teksten nævner helbred. Slet det, og skriv i stedet et hensyn i kolonnen hensyn, fx {examples}."),
                    format!("The text mentions health. Delete it and write a condition in the column hensyn instead, such as {examples}."),
                )
            }
            Self::LikeAnother(company) => (
                format!("Ligner {company}, der allerede findes. Er det den samme, så slå dem sammen på siden Mulige dubletter."),
                format!("Looks like {company}, which is there already. If it is the same, merge them on the page Possible duplicates."),
            ),
            Self::DoubledColumn(column) => (
                format!("Kolonnen betyder det samme som {column}, der også findes. Den er ikke læst."),
                format!("The column means the same as {column}, which is there too. It was not read."),
            ),
            Self::Other(danish, english) => (danish.clone(), english.clone()),
            plain => {
                let (danish, english) = plain.number_texts().or_else(|| plain.value_texts()).unwrap_or_else(|| plain.notice_texts());
                (danish.to_owned(), english.to_owned())
            }
        }
    }

    const fn number_texts(&self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::Cvr(NumberRefused::Checksum) => (
                "CVR-nummeret er ikke gyldigt (kontrolcifferet passer ikke). Slå det op på virk.dk.",
                "The CVR number is not valid (the check digit is wrong). Look it up on virk.dk.",
            ),
            Self::Cvr(_) => ("Skriv CVR-nummeret med 8 cifre.", "Write the CVR number with 8 digits."),
            Self::PNumber => ("Skriv P-nummeret med 10 cifre.", "Write the P-number with 10 digits."),
            Self::Cpr(NumberRefused::Date) => (
                "CPR-nummeret begynder ikke med en dato. Kontrollér de første seks cifre.",
                "The CPR number does not begin with a date. Check the first six digits.",
            ),
            Self::Cpr(_) => {
                ("Skriv CPR-nummeret med 10 cifre, eller lad feltet være tomt.", "Write the CPR number with 10 digits, or leave it empty.")
            }
            Self::OwnId(NumberRefused::LooksLikeCpr) => (
                "Id'et ligner et CPR-nummer. Brug et id, der ikke siger, hvem personen er.",
                "The id reads as a CPR number. Use an id that does not tell who the person is.",
            ),
            Self::OwnId(_) => ("Skriv et id på 1 til 64 tegn.", "Write an id of 1 to 64 characters."),
            Self::NoCompany => ("Skriv virksomhedens CVR-nummer eller P-nummer.", "Write the company's CVR number or P-number."),
            Self::Postcode => ("Skriv postnummeret med 4 cifre, fx 0800.", "Write the postcode with 4 digits, such as 0800."),
            Self::Municipality => {
                ("Skriv kommunens kode (fx 0101) eller dens navn.", "Write the municipality's code (such as 0101) or its name.")
            }
            Self::Branch => ("Skriv branchekoden med 6 cifre.", "Write the branch code with 6 digits."),
            Self::Occupation => ("Skriv DISCO-koden med 4 eller 6 cifre.", "Write the DISCO code with 4 or 6 digits."),
            Self::Shortened => (
                "Regnearket har afkortet nummeret. Formatér kolonnen som tekst, og skriv alle cifrene.",
                "The spreadsheet has shortened the number. Format the column as text and write all digits.",
            ),
            _ => return None,
        })
    }

    const fn value_texts(&self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::Missing => ("Feltet er tomt, men skal udfyldes.", "The cell is empty but must be filled."),
            Self::Condition => (
                "Skriv ikke:KRAV eller behov:TILBUD med en kode fra listerne, fx ikke:trapper eller behov:mentor.",
                "Write ikke:KRAV or behov:TILBUD with a code of the lists, such as ikke:trapper or behov:mentor.",
            ),
            Self::Date => ("Skriv datoen som 2026-03-02 eller 2-3-2026.", "Write the date as 2026-03-02 or 2-3-2026."),
            Self::Year => ("Skriv årstallet med 4 cifre, fx 1985.", "Write the year with 4 digits, such as 1985."),
            Self::Time => ("Skriv klokkeslættet som TT:MM, fx 07:30.", "Write the time as HH:MM, such as 07:30."),
            Self::Hours => (
                "Skriv timer om ugen mellem 1 og 37 i halve timer, fx 12,5.",
                "Write hours a week between 1 and 37 in half hours, such as 12.5.",
            ),
            Self::Count => (
                "Skriv et helt tal, fx 4, eller et interval som 2-4. Formatér kolonnen som tekst, hvis regnearket laver det til en dato.",
                "Write a whole number such as 4, or a band such as 2-4. Format the column as text if the spreadsheet makes it a date.",
            ),
            Self::Number => ("Skriv et tal, fx 37,5.", "Write a number, such as 37.5."),
            Self::TwelveFigures => (
                "Skriv tolv tal adskilt af |, det ældste først, eller lad feltet være tomt.",
                "Write twelve numbers separated by |, the oldest first, or leave the cell empty.",
            ),
            Self::YesNo => ("Skriv ja eller nej, eller lad feltet være tomt.", "Write ja or nej, or leave the cell empty."),
            Self::Licence => ("Skriv en dansk kørekortkategori, fx B, BE eller C.", "Write a Danish licence category, such as B, BE or C."),
            Self::Email => ("Skriv en mailadresse, fx navn@eksempel.dk.", "Write a mail address, such as name@example.dk."),
            Self::ControlSign => (
                "Teksten indeholder tegn, der ikke kan vises. Skriv den igen.",
                "The text holds signs that cannot be shown. Write it again.",
            ),
            Self::CprInText => (
                "Teksten indeholder et CPR-nummer. Slet det; nummeret hører kun til i kolonnen cpr.",
                "The text holds a CPR number. Delete it; the number belongs in the column cpr only.",
            ),
            Self::HealthInWork => (
                "Teksten nævner helbred. Slet det, og skriv i stedet pladsens vilkår i kolonnerne krav og tilbud.",
                "The text mentions health. Delete it and write the conditions of the place in the columns krav and tilbud instead.",
            ),
            Self::SpreadsheetError => (
                "Cellen viser en fejl fra regnearket. Ret formlen, eller skriv værdien.",
                "The cell shows an error of the spreadsheet. Mend the formula or write the value.",
            ),
            Self::FileChanged => ("Filen ændrede sig under læsningen. Prøv igen.", "The file changed while it was read. Try again."),
            _ => return None,
        })
    }

    const fn notice_texts(&self) -> (&'static str, &'static str) {
        match self {
            Self::UnknownOccupation => (
                "DISCO-koden findes ikke i listen over stillinger. Linjen er taget med uden den.",
                "The DISCO code is not in the list of occupations. The line went in without it.",
            ),
            Self::UnknownStep => (
                "Ordet er ikke et trin (passiv, kontakt, samarbejde, partnerskab). Linjen er taget med uden det.",
                "The word is not a step (passiv, kontakt, samarbejde, partnerskab). The line went in without it.",
            ),
            Self::UnknownConsultant => (
                "Ingen medarbejder har dette brugernavn eller navn. Linjen er taget med uden.",
                "Nobody of the staff has this user name or name. The line went in without it.",
            ),
            Self::UnknownTeam => (
                "Der er intet team med dette navn. Linjen er taget med uden.",
                "There is no team of this name. The line went in without it.",
            ),
            Self::UnknownColumn => ("Kolonnen er ikke kendt og er ikke læst.", "The column is not known and was not read."),
            Self::OnlyFirstSheet => ("Kun det første ark med indhold er læst.", "Only the first sheet that holds anything was read."),
            _ => (
                "Filen er ikke UTF-8 og er læst som Windows-1252. Kontrollér æ, ø og å.",
                "The file is not UTF-8 and was read as Windows-1252. Check æ, ø and å.",
            ),
        }
    }
}

/// A refused cell or line, or a notice about one; the value of a personal column is masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Line of the file; the heading is the first.
    pub line: u64,
    /// Canonical name of the column; empty for the line as a whole.
    pub column: String,
    /// What stood there, shortened and masked.
    pub value: String,
    /// What is wrong.
    pub reason: ComplaintReason,
}

/// What stands for a value that must not be repeated.
pub const MASK: &str = "•••";
const VALUE_CHARS: usize = 60;

impl Complaint {
    /// A complaint about one cell of a column that holds nothing personal.
    #[must_use]
    pub fn about_cell(line: u64, column: &str, value: &str, reason: ComplaintReason) -> Self {
        let value = if column != "p_nummer" && holds_cpr_number(value) { MASK.to_owned() } else { shorten(value) };
        Self { line, column: column.to_owned(), value, reason }
    }

    /// A complaint about one cell of a personal column; the value is not repeated.
    #[must_use]
    pub fn about_personal_cell(line: u64, column: &str, reason: ComplaintReason) -> Self {
        Self { line, column: column.to_owned(), value: MASK.to_owned(), reason }
    }

    /// A complaint about a whole line.
    #[must_use]
    pub fn about_line(line: u64, reason: ComplaintReason) -> Self {
        Self { line, column: String::new(), value: String::new(), reason }
    }

    pub(super) fn about_file(heading: u64, reason: ComplaintReason) -> Self {
        Self::about_line(heading, reason)
    }
}

fn shorten(value: &str) -> String {
    let mut short: String = value.chars().take(VALUE_CHARS).map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    if value.chars().nth(VALUE_CHARS).is_some() {
        short.push('…');
    }
    short
}

/// Whether a text about work holds what reads as a CPR number; ten bare digits that begin with 10 are P-numbers there.
pub(super) fn holds_cpr_beside_p_numbers(text: &str) -> bool {
    let is_p_number = |run: &&str| run.len() == 10 && run.starts_with("10");
    let runs = text.split(|letter: char| !letter.is_ascii_digit());
    holds_cpr_number(&runs.filter(is_p_number).fold(text.to_owned(), |rest, run| rest.replace(run, "P")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cpr_number_is_found_in_text_and_a_p_number_is_not() {
        for text in ["ring til 010490-9995", "nr.0104909995", "P-nummer 1001015678, 010490-9995", "100190-9995"] {
            assert!(holds_cpr_beside_p_numbers(text), "{text}");
        }
        for text in ["P-nummer 1001015678", "1001015678|1012055678", "tlf. 12345678", "310290-1234", ""] {
            assert!(!holds_cpr_beside_p_numbers(text), "{text}");
        }
    }

    #[test]
    fn a_complaint_never_repeats_a_cpr_number() {
        let complaint = Complaint::about_cell(2, "borger_id", "010490-9995", ComplaintReason::OwnId(NumberRefused::LooksLikeCpr));
        assert!(!format!("{complaint:?}").contains("010490"));
    }

    #[test]
    fn a_long_value_is_shortened() {
        let complaint = Complaint::about_cell(2, "titel", &"å".repeat(500), ComplaintReason::TooLong(300));
        assert_eq!(complaint.value.chars().count(), VALUE_CHARS + 1);
    }
}
