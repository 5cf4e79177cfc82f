//! The byte 0: no text holds it, PostgreSQL refuses it, so it is turned away at the door.

/// Whether a path, a query or a form holds the byte 0, as itself or as `%00`.
#[must_use]
pub fn is_in_encoded(text: &[u8]) -> bool {
    text.contains(&0) || text.windows(3).any(|part| part == b"%00")
}

/// Whether a text of a JSON document holds the byte 0, as itself or as an escape.
#[must_use]
pub fn is_in_json(document: &[u8]) -> bool {
    let mut bytes = document.iter().enumerate();
    while let Some((place, byte)) = bytes.next() {
        match byte {
            0 => return true,
            // What follows a backslash belongs to it, so that an escaped backslash begins no escape.
            b'\\' if document[place + 1..].starts_with(b"u0000") => return true,
            b'\\' => {
                bytes.next();
            }
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_byte_is_found_however_it_is_written() {
        for text in ["navn=a%00b", "/borgere/%00", "a\0b"] {
            assert!(is_in_encoded(text.as_bytes()), "{text:?}");
        }
        for text in [r#"{"note":"a\u0000b"}"#, r#"{"note":"\\\u0000"}"#, "{\"a\":\"\0\"}"] {
            assert!(is_in_json(text.as_bytes()), "{text:?}");
        }
    }

    #[test]
    fn a_text_about_the_byte_does_not_hold_it() {
        for text in ["navn=%2500", "rabat=100%25", ""] {
            assert!(!is_in_encoded(text.as_bytes()), "{text:?}");
        }
        for text in [r#"{"note":"\\u0000"}"#, r#"{"note":"\u00e5"}"#, "\\", ""] {
            assert!(!is_in_json(text.as_bytes()), "{text:?}");
        }
    }
}
