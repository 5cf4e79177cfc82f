//! Words of health in free text: found in all their endings, answered with the condition to choose instead.

use std::collections::HashMap;

use super::fold::fold;

/// Danish and English endings, folded; a word of the list is found with any of them.
const ENDINGS: [&str; 21] =
    ["", "s", "e", "es", "en", "ens", "er", "ers", "erne", "ernes", "et", "ets", "n", "ns", "r", "rs", "rne", "rnes", "t", "ne", "nes"];

/// A word that may not stand in free text, and what to choose instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiagnosisFound {
    /// The words as they were typed.
    pub word: String,
    /// Codes of conditions (`ikke:KRAV`, `behov:TILBUD`); empty where no condition says the same.
    pub instead: Vec<String>,
}

#[derive(Debug)]
struct Phrase {
    words: Vec<String>,
    entry: usize,
}

/// The list of words, ready for finding.
///
/// A line is one of four: `word` (with endings), `=word` (exactly so), `word*` (begins so), `*word` (a compound
/// that ends so, with endings). Several words are found one after the other, the last one with endings.
#[derive(Debug, Default)]
pub struct DiagnosisWords {
    instead: Vec<Vec<String>>,
    inflected: HashMap<String, usize>,
    exact: HashMap<String, usize>,
    beginnings: HashMap<String, usize>,
    tails: Vec<(String, usize)>,
    phrases: Vec<Phrase>,
}

impl DiagnosisWords {
    /// Reads the lines of the list.
    #[must_use]
    pub fn new(list: Vec<(String, Vec<String>)>) -> Self {
        let mut words = Self::default();
        for (line, instead) in list {
            words.instead.push(instead);
            words.add(&line, words.instead.len() - 1);
        }
        words
    }

    fn add(&mut self, line: &str, entry: usize) {
        let folded = fold(line);
        if folded.contains(' ') {
            self.phrases.push(Phrase { words: folded.split_whitespace().map(str::to_owned).collect(), entry });
        } else if let Some(word) = folded.strip_prefix('=') {
            self.exact.insert(word.to_owned(), entry);
        } else if let Some(word) = folded.strip_prefix('*') {
            self.tails.push((word.to_owned(), entry));
        } else if let Some(word) = folded.strip_suffix('*') {
            self.beginnings.insert(word.to_owned(), entry);
        } else {
            self.inflected.insert(folded, entry);
        }
    }

    /// The first word of health in the text.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<DiagnosisFound> {
        let typed: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let folded: Vec<String> = typed.iter().map(|word| fold(word)).collect();
        (0..folded.len()).find_map(|place| {
            let (entry, length) = self.match_at(folded.get(place..)?)?;
            let word = typed.get(place..place + length)?.join(" ");
            Some(DiagnosisFound { word, instead: self.instead.get(entry)?.clone() })
        })
    }

    /// The entry that the next words match, and how many words it takes.
    fn match_at(&self, next: &[String]) -> Option<(usize, usize)> {
        let phrase = self.phrases.iter().find(|phrase| phrase_matches(&phrase.words, next));
        if let Some(phrase) = phrase {
            return Some((phrase.entry, phrase.words.len()));
        }
        self.match_word(next.first()?).map(|entry| (entry, 1))
    }

    fn match_word(&self, word: &str) -> Option<usize> {
        let stems = || ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending));
        self.exact
            .get(word)
            .or_else(|| stems().find_map(|stem| self.inflected.get(stem)))
            .or_else(|| word.char_indices().find_map(|(end, _)| self.beginnings.get(word.get(..end)?)))
            .or_else(|| self.beginnings.get(word))
            .or_else(|| stems().find_map(|stem| self.tails.iter().find(|(tail, _)| stem.ends_with(tail)).map(|(_, entry)| entry)))
            .copied()
    }
}

fn phrase_matches(phrase: &[String], next: &[String]) -> bool {
    let Some((last, first)) = phrase.split_last() else { return false };
    let Some(last_typed) = next.get(first.len()) else { return false };
    next.starts_with(first) && last_typed.strip_prefix(last.as_str()).is_some_and(|ending| ENDINGS.contains(&ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> DiagnosisWords {
        let list = [
            ("slidgigt", "ikke:loeft_over_10kg"),
            ("=kol", "ikke:stoev"),
            ("epilep*", "ikke:hoejder"),
            ("*depression", "behov:mentor"),
            ("ondt i ryg", "ikke:loeft_over_10kg"),
            ("kræftsyg", ""),
        ];
        DiagnosisWords::new(list.iter().map(|(word, code)| ((*word).to_owned(), vec![(*code).to_owned()])).collect())
    }

    fn found(text: &str) -> Option<String> {
        words().find(text).map(|found| found.word)
    }

    #[test]
    fn a_word_is_found_in_its_endings_and_any_case() {
        assert_eq!(found("Har SLIDGIGTEN i hænderne").as_deref(), Some("SLIDGIGTEN"));
        assert_eq!(found("epileptiker siden 2001").as_deref(), Some("epileptiker"));
        assert_eq!(found("en fødselsdepression").as_deref(), Some("fødselsdepression"));
        assert_eq!(found("er kraeftsyge").as_deref(), Some("kraeftsyge"));
    }

    #[test]
    fn several_words_are_found_as_one() {
        assert_eq!(found("har ondt  i ryg.").as_deref(), Some("ondt i ryg"));
    }

    #[test]
    fn a_word_inside_another_is_left_alone() {
        assert_eq!(found("Kolding og kolde varer"), None);
        assert_eq!(found("Vil gerne arbejde på lager"), None);
    }
}
