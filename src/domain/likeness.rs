//! When two entries may be one company: the words and numbers by which it is found, and what makes two names alike.

use serde::{Deserialize, Serialize};

use super::{names::name_key, terms::words};

words! {
    /// What kind of key it is.
    KeyKind {
        /// A word of a name: of the company, a workplace or a contact.
        Word = "word",
        /// A telephone, CVR or P-number in digits.
        Number = "number",
        /// Postcode and name, without legal form and spaces.
        Name = "name",
        /// Postcode and the name's first letters: who is compared closely.
        Block = "block",
        /// The main phone.
        Phone = "phone",
        /// The domain of the main mail address, unless anybody may have one there.
        Mail = "mail",
        /// The host of the web site.
        Site = "site",
    }
}

impl KeyKind {
    /// Kinds of which two companies that share one are told.
    pub const TELLING: [Self; 4] = [Self::Name, Self::Phone, Self::Mail, Self::Site];
}

/// A word or number by which a company is found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key {
    /// What kind.
    pub kind: KeyKind,
    /// The key.
    pub value: String,
}

/// Legal forms, which two spellings of one name have or have not.
const FORMS: [&str; 12] = ["aps", "as", "is", "ks", "ivs", "amba", "smba", "fmba", "ps", "holding", "danmark", "ved"];
/// Hosts at which anybody has an address.
const ANYBODYS: [&str; 14] = [
    "gmail.com",
    "hotmail.com",
    "hotmail.dk",
    "outlook.com",
    "outlook.dk",
    "live.dk",
    "live.com",
    "yahoo.dk",
    "yahoo.com",
    "icloud.com",
    "mail.dk",
    "jubii.dk",
    "mail.tele.dk",
    "me.com",
];
/// Letters of a name that decide who is compared closely.
const BLOCK: usize = 4;
/// Longest word that is kept, signs.
const LONGEST: usize = 40;
/// Telephone numbers are compared by their last digits, without country code.
const PHONE_DIGITS: usize = 8;

/// A name without legal form and spaces.
#[must_use]
pub fn bare_name(name: &str) -> String {
    let key = name_key(&name.replace(['/', '.', '-'], ""));
    let bare: String = key.split_whitespace().filter(|word| !FORMS.contains(word)).collect();
    if bare.is_empty() { key.split_whitespace().collect() } else { bare }
}

/// The words of a name.
#[must_use]
pub fn words_of(name: &str) -> Vec<String> {
    let spaced = name.replace(['/', '-', '.', ',', '&'], " ");
    let mut all: Vec<String> = name_key(&spaced).split_whitespace().map(|word| word.chars().take(LONGEST).collect()).collect();
    all.sort();
    all.dedup();
    all
}

/// The last digits of a telephone number; none where there are too few.
#[must_use]
pub fn phone_digits(phone: &str) -> Option<String> {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    let from = digits.len().checked_sub(PHONE_DIGITS)?;
    digits.get(from..).map(|last| last.iter().collect())
}

/// The domain of an address that is a company's own.
#[must_use]
pub fn mail_domain(address: &str) -> Option<String> {
    let host = address.rsplit_once('@')?.1.trim().to_lowercase();
    (host.contains('.') && !ANYBODYS.contains(&host.as_str())).then_some(host)
}

/// The host of a web site, without `www`.
#[must_use]
pub fn site_host(website: &str) -> Option<String> {
    let bare = website.trim().to_lowercase();
    let bare = bare.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    let host = bare.split(['/', ':', '?']).next().unwrap_or_default();
    host.contains('.').then(|| host.to_owned())
}

/// Postcode and a name's first letters: companies that share it are compared closely.
#[must_use]
pub fn block(postcode: &str, name: &str) -> String {
    format!("{postcode} {}", bare_name(name).chars().take(BLOCK).collect::<String>())
}

/// Whether two names may be one: the same but for legal form, one inside the other, or a slip of the pen apart.
#[must_use]
pub fn alike(one: &str, other: &str) -> bool {
    let (one, other) = (bare_name(one), bare_name(other));
    let (shorter, longer) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let is_inside = shorter.len() > BLOCK && longer.starts_with(shorter.as_str());
    let slips = if shorter.len() < 8 { 1 } else { 2 };
    one == other || is_inside || (shorter.len() > BLOCK && distance(&one, &other) <= slips)
}

/// How many letters must be put in, taken out or changed.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.chars().enumerate() {
        let mut next = vec![line + 1];
        for (place, known) in other.iter().enumerate() {
            let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX - 1);
            let changed = at(&row, place) + usize::from(*known != letter);
            next.push(changed.min(at(&row, place + 1) + 1).min(at(&next, place) + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_but_for_form_and_slips() {
        for (one, other, same) in [
            ("Nordhavn Lager ApS", "Nordhavn Lager A/S", true),
            ("Nordhavn Lager", "NORDHAVN-LAGER aps", true),
            ("Aagaard Byg", "Ågård Byg I/S", true),
            ("Café Solsikken", "Cafe Solsiken", true),
            ("Holbæk Bageri", "Holbæk Bageri og Konditori", true),
            ("Holbæk Bageri", "Holbæk Bilcenter", false),
            ("Elly", "Emmy", false),
            ("Netto", "Metso", false),
        ] {
            assert_eq!(alike(one, other), same, "{one} – {other}");
            assert_eq!(alike(other, one), same, "{other} – {one}");
        }
    }

    #[test]
    fn an_address_that_anybody_may_have_tells_nothing() {
        assert_eq!(mail_domain("karim@Nordhavn.example").as_deref(), Some("nordhavn.example"));
        assert_eq!(mail_domain("karim@gmail.com"), None);
        assert_eq!(mail_domain("karim"), None);
    }

    #[test]
    fn numbers_and_sites_are_compared_without_their_frills() {
        assert_eq!(phone_digits("+45 11 22 33 44"), phone_digits("11223344"));
        assert_eq!(phone_digits("112"), None);
        assert_eq!(site_host("https://www.Firma.dk/om-os"), site_host("firma.dk"));
        assert_eq!(words_of("Café & Co. A/S"), ["a", "cafe", "co", "s"]);
    }
}
