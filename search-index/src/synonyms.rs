//! The table of everyday words and abbreviations that the caller hands in at open.

use std::collections::HashMap;

use crate::danish::{analyzer, fold::words};

/// The most words of one typed term in the table.
pub(crate) const MAX_TERM_WORDS: usize = 5;

/// Everyday words and what else to look for when they are typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SynonymTable {
    entries: HashMap<String, Vec<Vec<String>>>,
}

impl SynonymTable {
    /// Makes a table from rows of a typed term and the terms that it also stands for; either may be several words.
    pub fn new<T: AsRef<str>>(rows: impl IntoIterator<Item = (T, Vec<String>)>) -> Self {
        let mut table = Self::default();
        for (term, expansions) in rows {
            let typed: Vec<_> = words(term.as_ref()).map(|word| word.lower).collect();
            let expansions = expansions.iter().map(|expansion| meaningful_words(expansion)).filter(|words| !words.is_empty());
            if (1..=MAX_TERM_WORDS).contains(&typed.len()) {
                table.entries.entry(key_of(&typed)).or_default().extend(expansions);
            }
        }
        table.forget_repeats();
        table
    }

    /// Gives the terms that typed lower-case words also stand for, each as its words.
    pub(crate) fn expansions(&self, typed: &[String]) -> &[Vec<String>] {
        if self.entries.is_empty() || typed.len() > MAX_TERM_WORDS {
            return &[];
        }
        self.entries.get(&key_of(typed)).map_or(&[], Vec::as_slice)
    }

    /// Gives the same for the stems of words.
    pub(crate) fn meanings_of_stems(&self, stems: &[String]) -> &[Vec<String>] {
        self.entries.get(&stems.join(" ")).map_or(&[], Vec::as_slice)
    }

    fn forget_repeats(&mut self) {
        for (term, expansions) in &mut self.entries {
            expansions.sort();
            expansions.dedup();
            expansions.retain(|expansion| key_of(expansion) != *term);
        }
    }
}

fn meaningful_words(text: &str) -> Vec<String> {
    words(text).map(|word| word.lower).filter(|word| !analyzer().is_stop_word(word)).collect()
}

/// Brings typed words into the form by which the table knows them: stems, so that inflection does not matter.
fn key_of(typed: &[String]) -> String {
    let stems: Vec<_> = typed
        .iter()
        .map(|word| {
            let forms = analyzer().forms(word);
            forms.stem.clone().unwrap_or_else(|| forms.raw.clone())
        })
        .collect();
    stems.join(" ")
}
