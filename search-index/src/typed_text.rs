//! Reads what a user typed: words, "exact words" and -without; nothing typed is an error.

use crate::danish::fold::{Word, words};
use crate::query::{MAX_TERMS, MAX_TEXT_CHARS};

/// The fewest letters of a word that is cut short.
const MIN_CUT: usize = 2;

/// One part of a typed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TypedPart {
    /// Lower-case words; more than one for a phrase.
    pub words: Vec<String>,
    /// Whether the words must stand exactly so.
    pub exact: bool,
    /// Whether slots with it are left out.
    pub without: bool,
    /// How its last word may go on.
    pub ending: Ending,
}

/// How a typed word may go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It is a whole word.
    Whole,
    /// It ends the text, so that it may still be typed.
    Typing,
    /// A full stop cuts it short, as in "prod.medarb.".
    Abbreviated,
}

/// Reads a text; what lies behind the limits of length and number of words is not read.
pub(crate) fn read(text: &str) -> Vec<TypedPart> {
    let text: String = text.chars().take(MAX_TEXT_CHARS).collect();
    let mut parts = Vec::new();
    let mut rest = text.as_str();
    while let Some(start) = rest.find(|c: char| !c.is_whitespace()) {
        let (part, after) = next_piece(&rest[start..]);
        parts.extend(part);
        rest = after;
    }
    limit(&mut parts);
    mark_last(&mut parts, &text);
    parts
}

/// Takes one quoted or plain piece off the front.
fn next_piece(text: &str) -> (Vec<TypedPart>, &str) {
    let (without, body) = match text.strip_prefix(['-', '\u{2212}', '\u{2013}']) {
        Some(body) => (true, body),
        None => (false, text),
    };
    if let Some(quoted) = body.strip_prefix(is_quote) {
        let (inside, after) = quoted.split_once(is_quote).unwrap_or((quoted, ""));
        return (phrase(inside, without), after);
    }
    let end = body.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(body.len());
    let (piece, after) = body.split_at(end);
    let part = |word: Word<'_>| TypedPart { ending: ending(piece, &word), words: vec![word.lower], exact: false, without };
    (words(piece).map(part).collect(), after)
}

/// A word before a full stop is cut short, unless the letters are too few or a sentence ends there.
fn ending(piece: &str, word: &Word<'_>) -> Ending {
    let behind = piece.split_once(word.surface).map_or("", |(_, behind)| behind);
    let is_cut = behind.starts_with('.') && word.lower.chars().all(char::is_alphabetic) && word.lower.chars().count() >= MIN_CUT;
    if is_cut { Ending::Abbreviated } else { Ending::Whole }
}

fn phrase(inside: &str, without: bool) -> Vec<TypedPart> {
    let words: Vec<_> = words(inside).map(|word| word.lower).collect();
    if words.is_empty() { Vec::new() } else { vec![TypedPart { words, exact: true, without, ending: Ending::Whole }] }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}')
}

fn limit(parts: &mut Vec<TypedPart>) {
    let mut left = MAX_TERMS;
    for part in parts.iter_mut() {
        part.words.truncate(left);
        left -= part.words.len();
    }
    parts.retain(|part| !part.words.is_empty());
}

/// Marks the last word as a beginning while the user is still typing it.
fn mark_last(parts: &mut [TypedPart], text: &str) {
    let still_typed = text.chars().last().is_some_and(char::is_alphanumeric);
    if let Some(last) = parts.last_mut().filter(|last| still_typed && !last.exact && !last.without) {
        last.ending = Ending::Typing;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> Vec<String> {
        let print = |part: TypedPart| {
            let sign = if part.without { "-" } else { "" };
            let star = if part.ending == Ending::Whole { "" } else { "*" };
            let quote = if part.exact { "\"" } else { "" };
            format!("{sign}{quote}{}{quote}{star}", part.words.join(" "))
        };
        read(text).into_iter().map(print).collect()
    }

    #[test]
    fn words_phrases_and_exclusions_are_told_apart() {
        assert_eq!(printed("Lager \"teknisk service\" -natarbejde truck"), ["lager", "\"teknisk service\"", "-natarbejde", "truck*"]);
        assert_eq!(printed("it-supporter -\"uden for døgn\" "), ["it", "supporter", "-\"uden for døgn\""]);
        assert_eq!(printed("prod.medarb. på lager."), ["prod*", "medarb*", "på", "lager*"]);
        assert_eq!(printed("title:lager OR (tenant:2)"), ["title", "lager", "or", "tenant", "2"]);
    }

    #[test]
    fn nothing_typed_breaks_the_reading() {
        for text in ["", "   ", "\"", "-", "--", "-\"", "\"\"", "- -", "**", "a\u{0}b", "🦀", "\u{30a}"] {
            read(text);
        }
        assert_eq!(printed("\"åben"), ["\"åben\""]);
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(read(&"ord ".repeat(1_000)).len(), MAX_TERMS);
        assert!(read(&"x".repeat(10_000)).is_empty());
    }
}
