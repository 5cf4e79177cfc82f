//! The Danish analysis: every word becomes `_da` terms (split, stemmed) and `_raw` terms (spelling only).

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

mod compound;
pub(crate) mod fold;
mod stem;

use compound::CompoundSplitter;
use fold::{fold, plain_form, unfold};
use stem::DanishStemmer;

const COMPOUND_PARTS: &str = include_str!("words/compound_parts.txt");
const PROTECTED_WORDS: &str = include_str!("words/protected_words.txt");
const STOP_WORDS: &str = include_str!("words/stop_words.txt");

/// The most words whose forms are remembered.
const REMEMBERED_WORDS: usize = 100_000;

/// The terms under which one word is found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct WordForms {
    /// The folded word.
    pub raw: String,
    /// The folded word with plain o and a for ø and å, where that differs.
    pub plain: Option<String>,
    /// The stem of the whole word; `None` for a stop word.
    pub stem: Option<String>,
    /// The stems of a compound's parts.
    pub parts: Vec<String>,
    /// The terms under which these are kept: marked, for a word that only holds another says less than the word itself.
    pub part_terms: Vec<String>,
    /// What a plain stemmer makes of the word, marked with [`LOOSE`], where it is another stem: "maler" as "mal".
    pub loose: Option<String>,
}

/// Stems of words that any compound about work or people may end in.
const LITTLE: [&str; 13] = ["mand", "dam", "kon", "dreng", "pig", "mor", "far", "folk", "job", "arbejd", "opgav", "hjaelp", "person"];

/// Stands before a stem that means less than the word: it is asked for by itself, and as the last way to find a word.
pub(crate) const LOOSE: char = '~';

/// The term of a word that is part of a compound.
pub(crate) fn as_part(stem: &str) -> String {
    format!("+{stem}")
}

/// Turns words into terms; the same for documents and questions.
pub(crate) struct DanishAnalyzer {
    stemmer: DanishStemmer,
    splitter: CompoundSplitter,
    remembered: RwLock<HashMap<String, Arc<WordForms>>>,
}

static ANALYZER: LazyLock<DanishAnalyzer> = LazyLock::new(|| DanishAnalyzer {
    stemmer: DanishStemmer::new(PROTECTED_WORDS, STOP_WORDS),
    splitter: CompoundSplitter::new(COMPOUND_PARTS),
    remembered: RwLock::default(),
});

/// Gives the one analyzer of this process.
pub(crate) fn analyzer() -> &'static DanishAnalyzer {
    &ANALYZER
}

/// A number that changes with the word lists, so that an index written with others is rebuilt.
pub(crate) fn word_lists_mark() -> u64 {
    [COMPOUND_PARTS, PROTECTED_WORDS, STOP_WORDS].iter().fold(crate::hash::SEED, |hash, list| crate::hash::extend(hash, list.as_bytes()))
}

impl DanishAnalyzer {
    /// Gives the terms of a lower-case word.
    pub fn forms(&self, lower: &str) -> Arc<WordForms> {
        if let Some(known) = self.remembered.read().unwrap_or_else(PoisonError::into_inner).get(lower) {
            return Arc::clone(known);
        }
        let forms = Arc::new(self.analyse(lower));
        let mut remembered = self.remembered.write().unwrap_or_else(PoisonError::into_inner);
        if remembered.len() < REMEMBERED_WORDS {
            remembered.insert(lower.to_owned(), Arc::clone(&forms));
        }
        forms
    }

    /// Says whether a lower-case word carries no meaning of its own.
    pub fn is_stop_word(&self, lower: &str) -> bool {
        self.stemmer.is_stop_word(lower)
    }

    /// Says whether a lower-case word ends compounds, so that the word before it may belong to it.
    pub fn ends_compounds(&self, lower: &str) -> bool {
        self.splitter.is_head(&unfold(lower))
    }

    /// Says whether the stem of a compound's last part tells nothing about the work: "-job", "-mand".
    pub fn says_little(&self, stem: &str) -> bool {
        LITTLE.contains(&stem)
    }

    fn analyse(&self, lower: &str) -> WordForms {
        let raw = fold(lower);
        let plain = plain_form(&raw);
        if self.stemmer.is_stop_word(lower) {
            return WordForms { raw, plain, stem: None, parts: Vec::new(), part_terms: Vec::new(), loose: None };
        }
        let danish = unfold(lower);
        let parts: Vec<String> = self.splitter.split(&danish).into_iter().map(|part| self.stemmer.stem(part)).collect();
        let (stem, loose) = (self.stemmer.stem(&danish), self.stemmer.plain_stem(&danish));
        let loose = (loose != stem).then(|| format!("{LOOSE}{loose}"));
        let part_terms = parts.iter().map(|part| as_part(part)).collect();
        WordForms { raw, plain, stem: Some(stem), parts, part_terms, loose }
    }
}

#[cfg(test)]
mod tests;
