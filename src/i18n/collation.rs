//! Danish alphabetical order: æ, ø, å last, and aa as å.

/// A key whose ordinary order is the Danish one; case and accents are disregarded, then decide ties.
///
/// `names.sort_by_cached_key(|name| collation_key(name))`
#[must_use]
pub fn collation_key(text: &str) -> (String, String) {
    let lower = text.to_lowercase();
    let mut key = String::with_capacity(lower.len());
    let mut rest = lower.chars().peekable();
    while let Some(letter) = rest.next() {
        if letter == 'a' && rest.next_if_eq(&'a').is_some() {
            key.push('\u{7d}');
        } else {
            push_base(&mut key, letter);
        }
    }
    (key, text.to_owned())
}

/// The letters after z are written as the signs that follow `z`: `{` æ, `|` ø, `}` å.
fn push_base(key: &mut String, letter: char) {
    match letter {
        'æ' | 'ä' => key.push('{'),
        'ø' | 'ö' => key.push('|'),
        'å' => key.push('}'),
        'ü' => key.push('y'),
        'é' | 'è' | 'ê' | 'ë' => key.push('e'),
        'á' | 'à' | 'â' => key.push('a'),
        'í' | 'ì' | 'î' | 'ï' => key.push('i'),
        'ó' | 'ò' | 'ô' => key.push('o'),
        'ú' | 'ù' | 'û' => key.push('u'),
        'ç' => key.push('c'),
        'ñ' => key.push('n'),
        'ð' => key.push('d'),
        'þ' => key.push_str("th"),
        'ß' => key.push_str("ss"),
        other => key.push(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_names_end_with_ae_oe_and_aa() {
        let mut names = vec!["Åse", "Ærø", "Aabenraa", "Zealand", "Øster", "Anna", "Aarhus", "Ådal", "anders", "Ørum"];
        names.sort_by_cached_key(|name| collation_key(name));
        assert_eq!(names, ["anders", "Anna", "Zealand", "Ærø", "Ørum", "Øster", "Aabenraa", "Ådal", "Aarhus", "Åse"]);
    }

    #[test]
    fn accents_do_not_move_a_name() {
        assert!(collation_key("Andrén").0 == collation_key("andren").0);
        assert!(collation_key("Müller").0 < collation_key("Mø").0);
    }
}
