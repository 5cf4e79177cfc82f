//! Cuts text into words and brings their letters into one spelling: ae/oe/aa, accents, and what is typed without either.

/// The most letters of a word that is indexed or searched; a longer one is no word.
const MAX_WORD_CHARS: usize = 80;

/// A word as it stands in a text, and in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// The word as written.
    pub surface: &'a str,
    /// The word in lower case with composed letters.
    pub lower: String,
}

/// Cuts a text into its words: runs of letters and digits.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    text.split(|c: char| !is_word_char(c)).filter_map(|surface| {
        let fits = !surface.is_empty() && surface.len() <= 4 * MAX_WORD_CHARS && surface.chars().any(char::is_alphanumeric);
        let lower = if fits { lower_case(surface) } else { return None };
        (lower.chars().count() <= MAX_WORD_CHARS && !lower.is_empty()).then_some(Word { surface, lower })
    })
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || is_combining(c)
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Lower-cases a word and joins a letter with the accent that follows it.
pub(crate) fn lower_case(word: &str) -> String {
    let mut lower = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match (c, lower.chars().last()) {
            ('\u{30a}', Some('a')) => replace_last(&mut lower, 'å'),
            ('\u{308}', Some('o')) => replace_last(&mut lower, 'ö'),
            ('\u{308}', Some('a')) => replace_last(&mut lower, 'ä'),
            (accent, _) if is_combining(accent) => {}
            (plain, _) => lower.push(plain),
        }
    }
    lower
}

fn replace_last(word: &mut String, with: char) {
    word.pop();
    word.push(with);
}

/// Writes æ, ø, å as ae, oe, aa and takes accents off.
pub(crate) fn fold(lower: &str) -> String {
    let mut folded = String::with_capacity(lower.len() + 4);
    for c in lower.chars() {
        match c {
            'æ' | 'ä' => folded.push_str("ae"),
            'ø' | 'ö' => folded.push_str("oe"),
            'å' => folded.push_str("aa"),
            'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
            'á' | 'à' | 'â' | 'ã' => folded.push('a'),
            'ó' | 'ò' | 'ô' | 'õ' => folded.push('o'),
            'í' | 'ì' | 'î' | 'ï' => folded.push('i'),
            'ú' | 'ù' | 'û' | 'ü' => folded.push('u'),
            'ç' => folded.push('c'),
            'ñ' => folded.push('n'),
            'ß' => folded.push_str("ss"),
            other => folded.push(other),
        }
    }
    folded
}

/// Gives what a folded word looks like when ø and å were typed as plain o and a; `None` when it looks the same.
pub(crate) fn plain_form(folded: &str) -> Option<String> {
    let plain = folded.replace("oe", "o").replace("aa", "a");
    (plain != folded && plain.len() >= 2).then_some(plain)
}

/// Writes ae, oe, aa as æ, ø, å, so that a word typed without Danish letters meets the word lists.
pub(crate) fn unfold(lower: &str) -> String {
    lower.replace("ae", "æ").replace("oe", "ø").replace("aa", "å")
}
