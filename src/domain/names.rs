//! Names in the order of the Danish alphabet, and addresses that letters can be sent to.

use email_address::{EmailAddress, Options};

/// A key of plain letters that sorts as Danes sort (æ, ø, å last; aa as å) and finds what is typed either way.
///
/// # Examples
/// `Ågård` and `Aagaard` have one key, and it comes after that of `Zobel`.
#[must_use]
pub fn name_key(name: &str) -> String {
    let lower = name.trim().to_lowercase().replace("aa", "å");
    lower.chars().fold(String::with_capacity(lower.len()), |mut key, letter| {
        match letter {
            'æ' | 'ä' => key.push_str("zza"),
            'ø' | 'ö' => key.push_str("zzb"),
            'å' => key.push_str("zzc"),
            'é' | 'è' | 'ê' => key.push('e'),
            'ü' => key.push('y'),
            letter if letter.is_alphanumeric() || letter == ' ' => key.push(letter),
            _ => {}
        }
        key
    })
}

/// Most signs of an address (RFC 5321 § 4.5.3.1.3, less the brackets).
const LONGEST_ADDRESS: usize = 254;

/// Whether a letter can be sent to this: a bare address at a dotted host, no quotes, no comments, no address literal.
#[must_use]
pub fn is_mail_address(text: &str) -> bool {
    let options = Options::default().with_required_tld().without_display_text().without_domain_literal();
    let text = text.trim();
    let plain = !text.contains(['"', '(', ')', '<', '>', ',', ';']) && !text.contains(char::is_control);
    plain && text.len() <= LONGEST_ADDRESS && EmailAddress::parse_with_options(text, options).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_letters_come_last_and_double_a_is_aa() {
        let mut names = ["Ågård", "Zobel", "Østergaard", "Ærø", "Andersen"];
        names.sort_by_key(|name| name_key(name));
        assert_eq!(names, ["Andersen", "Zobel", "Ærø", "Østergaard", "Ågård"]);
        assert_eq!(name_key("Aagaard"), name_key("Ågård"));
    }

    #[test]
    fn a_mail_address_has_one_at_and_a_dotted_host() {
        assert!(is_mail_address("vi.karim@nordhavn.example"));
        for wrong in [
            "karim",
            "a@b",
            "a b@c.dk",
            "a@b.dk,c@d.dk",
            "@b.dk",
            "a@.dk",
            "a@b.dk\nBcc: x@y.dk",
            "a@b..dk",
            "(c)a@b.dk",
            "a@[127.0.0.1].x",
            "a\0b@c.dk",
        ] {
            assert!(!is_mail_address(wrong), "{wrong}");
        }
    }

    #[test]
    fn nothing_that_a_query_could_stumble_over_is_left() {
        assert_eq!(name_key("100% _Bager\\ & Søn"), "100 bager  szzbn");
    }
}
