//! Stems Danish words, after a list of words that the stemmer would confuse with others.

use std::collections::{HashMap, HashSet};

use frostem::{Algorithm, Stemmer};

use super::fold::fold;

/// Ends that inflect a protected word, longest first.
const ENDINGS: [&str; 14] = ["ernes", "erne", "enes", "ene", "ers", "ens", "ets", "er", "en", "et", "ne", "e", "s", "n"];

/// The stemmer with its list of protected words and the stop words.
pub(crate) struct DanishStemmer {
    snowball: Stemmer,
    protected: HashMap<&'static str, &'static str>,
    stop_words: HashSet<&'static str>,
}

impl DanishStemmer {
    /// Reads both lists: words divided by white space, `form=word` for an irregular form, `#` comments.
    pub fn new(protected: &'static str, stop_words: &'static str) -> Self {
        let pairs = entries(protected).map(|entry| entry.split_once('=').unwrap_or((entry, entry)));
        Self { snowball: Stemmer::new(Algorithm::Danish), protected: pairs.collect(), stop_words: entries(stop_words).collect() }
    }

    /// Says whether a lower-case word carries no meaning of its own.
    pub fn is_stop_word(&self, lower: &str) -> bool {
        self.stop_words.contains(lower)
    }

    /// Gives the folded stem of a lower-case word.
    pub fn stem(&self, lower: &str) -> String {
        match self.protected_base(lower) {
            Some(base) => fold(base),
            None => self.plain_stem(lower),
        }
    }

    /// Gives the folded stem without a look at the list.
    pub fn plain_stem(&self, lower: &str) -> String {
        fold(&self.snowball.stem(lower))
    }

    fn protected_base(&self, lower: &str) -> Option<&'static str> {
        let inflected = ENDINGS.iter().filter_map(|end| lower.strip_suffix(end));
        std::iter::once(lower).chain(inflected).find_map(|form| self.protected.get(form).copied())
    }
}

fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}
