//! What follows from a value in the CVR register: taken over, or shown beside what a person typed; never a silent overwriting.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    company::{Address, Branch, Company, Workplace},
    reference::loose,
    terms::words,
};

words! {
    /// A field that the CVR register knows as well.
    RegisterField {
        /// Closed, bankrupt or being wound up.
        Standing = "standing",
        /// The company that owns a workplace.
        Owner = "owner",
        /// Name.
        Name = "name",
        /// Street, postcode and town.
        Address = "address",
        /// Main branch with its edition.
        Branch = "branch",
        /// Employees.
        Employees = "employees",
        /// Whether cold mail is forbidden.
        AdvertisingProtected = "advertising_protected",
        /// Legal form.
        LegalForm = "legal_form",
        /// Telephone.
        Phone = "phone",
        /// Mail address.
        Email = "email",
        /// Website.
        Website = "website",
    }
}

words! {
    /// How a company or a workplace stands in the register.
    Standing {
        /// At work.
        Active = "active",
        /// Has ceased.
        Closed = "closed",
        /// Bankrupt.
        Bankrupt = "bankrupt",
        /// Being wound up or reconstructed.
        WindingUp = "winding_up",
        /// The register does not know the number.
        Unknown = "unknown",
    }
}

impl Standing {
    /// Reads the register's own word (`sammensatStatus`).
    #[must_use]
    pub fn of_register(word: &str) -> Self {
        let word = word.trim().to_lowercase();
        match word.as_str() {
            "" | "normal" | "aktiv" => Self::Active,
            _ if word.contains("konkurs") => Self::Bankrupt,
            _ if word.starts_with("under") => Self::WindingUp,
            _ => Self::Closed,
        }
    }

    /// Whether it is over with it, or as good as.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Bankrupt | Self::WindingUp)
    }
}

words! {
    /// What came of a new value.
    ChangeKind {
        /// Ours became the register's.
        Taken = "taken",
        /// Ours stayed, since a person typed it.
        Kept = "kept",
        /// A person has decided which one holds.
        Resolved = "resolved",
    }
}

words! {
    /// Which value holds.
    Holds {
        /// The register's.
        Theirs = "theirs",
        /// Ours, until the register says something else again.
        Ours = "ours",
    }
}

/// What the register said before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidBefore {
    /// The value.
    pub value: String,
    /// The month or day of a figure, where the register tells it.
    pub as_of: Option<String>,
    /// First day on which it was seen.
    pub since: NaiveDate,
    /// Whether somebody looked at it and kept our own value.
    pub declined: bool,
}

/// What is to be done with a value of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Nothing has changed on either side.
    None,
    /// Both say the same.
    Agreed,
    /// Ours becomes the register's.
    Take,
    /// Ours stays, and the register's stands beside it.
    Keep,
}

/// Weighs a value of the register against ours and against what the register said before.
///
/// A value that we had from the register follows it; one that a person typed stays. What forbids cold mail, and that
/// something has closed, is always taken over; that a workplace has another owner never is.
#[must_use]
pub fn weigh(field: RegisterField, ours: Option<&str>, before: Option<&SaidBefore>, says: &str) -> News {
    let told_before = before.is_some_and(|before| same(field, &before.value, says));
    let is_over = |word: &str| Standing::parse(word).is_some_and(Standing::is_over);
    if field == RegisterField::Standing && ours.is_some_and(is_over) && is_over(says) {
        // Ours knows one end only; the register's words for it may change.
        return match before {
            None => News::Agreed,
            Some(_) if told_before => News::None,
            Some(_) => News::Take,
        };
    }
    if ours.is_some_and(|ours| same(field, ours, says)) {
        return if told_before { News::None } else { News::Agreed };
    }
    match field {
        RegisterField::AdvertisingProtected if says == PROTECTED => News::Take,
        RegisterField::Standing if says != Standing::Unknown.as_str() => News::Take,
        _ if told_before => News::None,
        RegisterField::Owner | RegisterField::Standing => News::Keep,
        _ if ours.is_none() => News::Take,
        _ if before.is_some_and(|before| ours.is_some_and(|ours| same(field, ours, &before.value))) => News::Take,
        _ => News::Keep,
    }
}

/// The value of advertising protection that forbids cold mail.
pub const PROTECTED: &str = "yes";
/// The value of advertising protection that allows it.
pub const UNPROTECTED: &str = "no";

/// Whether two values say the same; a comma, a capital letter or a space is no news.
#[must_use]
pub fn same(field: RegisterField, one: &str, other: &str) -> bool {
    let bare = |text: &str| {
        let text = text.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
        loose(text).chars().filter(|sign| sign.is_alphanumeric()).collect::<String>()
    };
    match field {
        RegisterField::Branch | RegisterField::Employees | RegisterField::Standing => one == other,
        RegisterField::Phone => digits(one) == digits(other),
        // The postcode says the town, which is spelt in many ways.
        RegisterField::Address => bare(&without_town(one)) == bare(&without_town(other)),
        _ => bare(one) == bare(other),
    }
}

fn without_town(address: &str) -> String {
    address.split('\n').take(2).collect::<Vec<_>>().join(" ")
}

/// The last eight digits, so that a country code is no news.
fn digits(text: &str) -> String {
    let all: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    all[all.len().saturating_sub(8)..].iter().collect()
}

/// Our value of a company's field; none where there is none.
#[must_use]
pub fn of_company(company: &Company, field: RegisterField) -> Option<String> {
    match field {
        RegisterField::Standing => Some(standing_word(company.closed_on).to_owned()),
        RegisterField::Owner => None,
        RegisterField::Name => Some(company.name.clone()).filter(|name| !name.trim().is_empty()),
        RegisterField::Address => address_text(&company.address),
        RegisterField::Branch => company.branch.as_ref().map(branch_text),
        RegisterField::Employees => band_text(company.employees),
        RegisterField::AdvertisingProtected => company.advertising_protected.map(|is| if is { PROTECTED } else { UNPROTECTED }.to_owned()),
        RegisterField::LegalForm => company.relation.legal_form.clone(),
        RegisterField::Phone => company.phone.clone(),
        RegisterField::Email => company.email.clone(),
        RegisterField::Website => company.website.clone(),
    }
}

/// Our value of a workplace's field; none where there is none.
#[must_use]
pub fn of_workplace(place: &Workplace, owner: &str, field: RegisterField) -> Option<String> {
    match field {
        RegisterField::Standing => Some(standing_word(place.closed_on).to_owned()),
        RegisterField::Owner => Some(owner.to_owned()),
        RegisterField::Name => Some(place.name.clone()).filter(|name| !name.trim().is_empty()),
        RegisterField::Address => address_text(&place.address),
        RegisterField::Branch => place.branch.as_ref().map(branch_text),
        RegisterField::Employees => place.employees_total.map(|count| count.to_string()),
        _ => None,
    }
}

const fn standing_word(closed_on: Option<NaiveDate>) -> &'static str {
    if closed_on.is_some() { Standing::Closed.as_str() } else { Standing::Active.as_str() }
}

/// What an address says without its municipality: three lines, an unknown one empty.
#[must_use]
pub fn address_text(address: &Address) -> Option<String> {
    let parts = [&address.street, &address.postcode, &address.town];
    let is_empty = address.street.is_none() && address.postcode.is_none();
    (!is_empty).then(|| parts.map(|part| part.clone().unwrap_or_default()).join("\n"))
}

/// Reads [`address_text`]; the municipality is not told.
#[must_use]
pub fn read_address(text: &str) -> Address {
    let mut lines = text.split('\n').map(|line| Some(line.to_owned()).filter(|line| !line.is_empty()));
    let mut next = || lines.next().flatten();
    Address { street: next(), postcode: next(), town: next(), municipality: None }
}

/// "DB25 471110".
#[must_use]
pub fn branch_text(branch: &Branch) -> String {
    format!("{} {}", branch.version, branch.code)
}

/// Reads [`branch_text`].
#[must_use]
pub fn read_branch(text: &str) -> Option<Branch> {
    let (version, code) = text.split_once(' ')?;
    Some(Branch { version: version.to_owned(), code: code.to_owned() })
}

/// "5", "5-9" or "1000+".
#[must_use]
pub fn band_text((min, max): (Option<i32>, Option<i32>)) -> Option<String> {
    match (min, max) {
        (Some(min), Some(max)) if min == max => Some(min.to_string()),
        (Some(min), Some(max)) => Some(format!("{min}-{max}")),
        (Some(min), None) => Some(format!("{min}+")),
        (None, Some(max)) => Some(format!("0-{max}")),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before(value: &str) -> SaidBefore {
        SaidBefore { value: value.to_owned(), as_of: None, since: NaiveDate::default(), declined: false }
    }

    #[test]
    fn the_register_never_overwrites_what_a_person_typed() {
        use RegisterField::{AdvertisingProtected as Protected, Name, Owner, Standing as Stands};
        let table = [
            (Name, None, None, "Nyt", News::Take, "an empty field is filled"),
            (Name, Some("Gl"), None, "Nyt", News::Keep, "typed before the register was asked for the first time"),
            (Name, Some("Gl"), Some("Gl"), "Nyt", News::Take, "ours was the register's"),
            (Name, Some("Typet"), Some("Gl"), "Nyt", News::Keep, "a person typed it"),
            (Name, Some("Typet"), Some("Nyt"), "Nyt", News::None, "told before"),
            (Name, None, Some("Nyt"), "Nyt", News::None, "a person emptied it"),
            (Name, Some("Nyt"), Some("Nyt"), "Nyt", News::None, "all the same"),
            (Name, Some("Nyt"), Some("Gl"), "Nyt", News::Agreed, "a person typed it first"),
            (Name, Some("nyt"), None, "Nyt.", News::Agreed, "spelling is no news"),
            (Protected, Some("no"), Some("no"), "yes", News::Take, "forbids cold mail"),
            (Protected, Some("no"), None, "yes", News::Take, "whatever was typed"),
            (Protected, Some("no"), Some("yes"), "yes", News::Take, "each time"),
            (Protected, Some("yes"), Some("yes"), "no", News::Take, "ours was the register's"),
            (Protected, Some("yes"), None, "no", News::Keep, "a person forbade it"),
            (Stands, Some("active"), None, "closed", News::Take, "closed"),
            (Stands, Some("closed"), Some("bankrupt"), "bankrupt", News::None, "told before, whatever it is called"),
            (Stands, Some("closed"), Some("bankrupt"), "closed", News::Take, "another end"),
            (Stands, Some("closed"), Some("closed"), "active", News::Take, "opened again"),
            (Stands, Some("active"), Some("active"), "unknown", News::Keep, "unknown is shown"),
            (Stands, Some("active"), Some("unknown"), "unknown", News::None, "once"),
            (Owner, Some("99000007"), Some("99000007"), "99000015", News::Keep, "a workplace never moves by itself"),
            (Owner, Some("99000007"), Some("99000015"), "99000015", News::None, "told before"),
        ];
        for (field, ours, said, says, expected, why) in table {
            assert_eq!(weigh(field, ours, said.map(before).as_ref(), says), expected, "{field} {why}");
        }
    }

    #[test]
    fn values_are_read_as_they_were_written() {
        let address = Address { street: Some("Pilevej 1".into()), postcode: None, town: Some("Holbæk".into()), municipality: None };
        assert_eq!(read_address(&address_text(&address).expect("told")), address);
        let branch = Branch { version: "DB25".into(), code: "471110".into() };
        assert_eq!(read_branch(&branch_text(&branch)), Some(branch));
        assert_eq!(band_text((Some(1000), None)).as_deref(), Some("1000+"));
    }

    #[test]
    fn the_registers_words_are_understood() {
        let words = [
            ("NORMAL", Standing::Active),
            ("Aktiv", Standing::Active),
            ("Ophørt", Standing::Closed),
            ("UNDERKONKURS", Standing::Bankrupt),
            ("OPLØSTEFTERKONKURS", Standing::Bankrupt),
            ("UNDERTVANGSOPLØSNING", Standing::WindingUp),
            ("TVANGSOPLØST", Standing::Closed),
        ];
        for (word, standing) in words {
            assert_eq!(Standing::of_register(word), standing, "{word}");
        }
    }

    #[test]
    fn a_country_code_or_a_www_is_no_news() {
        assert!(same(RegisterField::Phone, "+45 12 34 56 78", "12345678"));
        assert!(same(RegisterField::Website, "https://www.eksempel.dk/", "eksempel.dk"));
        assert!(!same(RegisterField::Branch, "DB07 471110", "DB25 471110"));
    }
}
