//! Fills a letter's text: `{word}` is replaced, a line that begins `?word` stands only where the word is said.

use super::compose::Unsendable;

/// A text with what goes into it.
pub(super) struct Prose {
    /// The whole letter in one language; its first line is the subject.
    pub text: &'static str,
    /// The words whose lines stand.
    pub said: Vec<&'static str>,
    /// The values by their words.
    pub values: Vec<(&'static str, String)>,
}

/// A letter's subject and its plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Filled {
    pub subject: String,
    pub body: String,
}

impl Prose {
    /// Fills the text.
    pub(super) fn fill(&self) -> Result<Filled, Unsendable> {
        let lines = self.text.lines().filter_map(|line| self.keep(line)).map(|line| self.replace(line));
        let lines: Vec<String> = lines.collect::<Result<_, _>>()?;
        let (subject, body) = lines.split_first().ok_or(Unsendable::BrokenText)?;
        Ok(Filled { subject: subject.clone(), body: without_double_gaps(body) })
    }

    fn keep<'a>(&self, line: &'a str) -> Option<&'a str> {
        let Some(rest) = line.strip_prefix('?') else { return Some(line) };
        let (word, rest) = rest.split_once(' ')?;
        self.said.contains(&word).then_some(rest)
    }

    /// Values are put in as they are and not looked at again, so that a value cannot bring in another.
    fn replace(&self, line: &str) -> Result<String, Unsendable> {
        let mut pieces = line.split('{');
        let mut filled = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (word, rest) = piece.split_once('}').ok_or(Unsendable::BrokenText)?;
            let value = self.values.iter().find(|(name, _)| *name == word).ok_or(Unsendable::BrokenText)?;
            filled.push_str(&on_one_line(&value.1));
            filled.push_str(rest);
        }
        Ok(filled)
    }
}

/// A value cannot begin a line of its own, nor a header.
pub(super) fn on_one_line(value: &str) -> String {
    let plain = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    value.split(plain).filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" ")
}

/// One empty line at most between paragraphs, none at the ends.
fn without_double_gaps(lines: &[String]) -> String {
    let mut body = String::new();
    for line in lines {
        if line.is_empty() && (body.is_empty() || body.ends_with("\n\n")) {
            continue;
        }
        body.push_str(line);
        body.push('\n');
    }
    body.trim_end().to_owned() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(text: &'static str) -> Prose {
        Prose { text, said: vec!["yes"], values: vec![("a", "{b}\r\nBcc: x".to_owned()), ("b", "no".to_owned())] }
    }

    #[test]
    fn a_value_brings_in_neither_values_nor_lines() {
        let filled = prose("Subject\n\nIt is {a}.").fill().expect("filled");
        assert_eq!(filled, Filled { subject: "Subject".into(), body: "It is {b} Bcc: x.\n".into() });
    }

    #[test]
    fn a_conditional_line_leaves_no_gap() {
        assert_eq!(prose("S\n\nA\n\n?no B\n\n?yes C").fill().expect("filled").body, "A\n\nC\n");
    }

    #[test]
    fn an_unknown_word_breaks_the_letter_instead_of_being_sent() {
        assert_eq!(prose("S\n\n{c}").fill(), Err(Unsendable::BrokenText));
        assert_eq!(prose("S\n\n{a").fill(), Err(Unsendable::BrokenText));
    }
}
