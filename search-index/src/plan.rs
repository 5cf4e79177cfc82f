//! Turns what was typed into look-ups: each word by its spelling, its stem, its parts, its synonyms and, failing all, its typos.

use std::sync::{Arc, LazyLock};

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};

use crate::danish::{LOOSE, WordForms, analyzer, as_part};
use crate::schema::Analysis;
use crate::synonyms::{MAX_TERM_WORDS, SynonymTable};
use crate::typed_text::{Ending, TypedPart, read};

/// The shortest word, in characters, that is also a beginning of others.
const MIN_PREFIX: usize = 2;

/// The shortest word, in characters, in which one typing error is forgiven.
const MIN_FUZZY: usize = 5;

/// The shortest word, in characters, in which two typing errors are forgiven.
const MIN_FUZZY_TWICE: usize = 9;

static ONE_ERROR: LazyLock<LevenshteinAutomatonBuilder> = LazyLock::new(|| LevenshteinAutomatonBuilder::new(1, true));
static TWO_ERRORS: LazyLock<LevenshteinAutomatonBuilder> = LazyLock::new(|| LevenshteinAutomatonBuilder::new(2, true));

/// Accepts the words within some typing errors of one word.
#[derive(Clone)]
pub(crate) struct Typos(Arc<DFA>);

impl Typos {
    /// Says whether a term is near enough.
    pub fn accept(&self, term: &str) -> bool {
        matches!(self.0.eval(term), Distance::Exact(_))
    }
}

impl tantivy_fst::Automaton for Typos {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}

/// Which terms a look-up means.
#[derive(Clone)]
pub(crate) enum Selector {
    /// This term.
    Exact(String),
    /// Every term that begins so.
    Prefix(String),
    /// Every term within some typing errors.
    Typos(Typos),
}

impl Selector {
    /// Says whether a term is meant.
    pub fn accepts(&self, term: &str) -> bool {
        match self {
            Self::Exact(exact) => exact == term,
            Self::Prefix(prefix) => term.starts_with(prefix.as_str()),
            Self::Typos(typos) => typos.accept(term),
        }
    }
}

/// One way to find a word: terms under one analysis, and how good such a find is, in percent.
#[derive(Clone)]
pub(crate) struct Lookup {
    /// The analysis under which the terms were written.
    pub analysis: Analysis,
    /// The terms.
    pub selector: Selector,
    /// How good a find is, in percent.
    pub percent: u32,
}

/// Something that must occur in a slot.
#[derive(Clone)]
pub(crate) enum Atom {
    /// A word, in any of these ways.
    Word(Vec<Lookup>),
    /// Words one behind the other in the same text.
    Phrase(Vec<String>),
}

/// One reading of a typed word: all its atoms must occur.
#[derive(Clone)]
pub(crate) struct Choice {
    /// What must occur.
    pub atoms: Vec<Atom>,
    /// How good this reading is, in percent.
    pub percent: u32,
    /// Whether it stands for what was typed as a synonym.
    pub synonym: bool,
}

/// A typed word or phrase with all its readings; one of them must hold.
#[derive(Clone)]
pub(crate) struct Group {
    /// The words as typed, in lower case.
    pub typed: Vec<String>,
    /// The readings.
    pub choices: Vec<Choice>,
    /// Whether it must stand exactly as typed.
    pub exact: bool,
    /// How much it says among words of which one may be lacking, above 0 and at most 1: more where fewer slots have it.
    pub rarity: f32,
}

/// A typed text as look-ups: every group must hold, none of the others may.
#[derive(Default)]
pub(crate) struct Plan {
    /// What must hold.
    pub groups: Vec<Group>,
    /// What must not.
    pub without: Vec<Group>,
    /// Whether one of the groups may be lacking.
    pub takes_some: bool,
}

impl Plan {
    /// Plans a typed text: everything must hold.
    pub fn of(text: &str, synonyms: &SynonymTable) -> Self {
        Self::read_as(text, synonyms, false)
    }

    /// Plans a typed text of which one word may be lacking; no two words are taken for one.
    pub fn with_most_of(text: &str, synonyms: &SynonymTable) -> Self {
        Self::read_as(text, synonyms, true)
    }

    fn read_as(text: &str, synonyms: &SynonymTable, takes_some: bool) -> Self {
        let (without, wanted): (Vec<_>, Vec<_>) = read(text).into_iter().partition(|part| part.without);
        let wanted = without_stop_words(wanted);
        Self { groups: plan_wanted(&wanted, synonyms, !takes_some), without: without.iter().map(excluded_group).collect(), takes_some }
    }
}

/// Drops words without a meaning, unless there are no others.
fn without_stop_words(wanted: Vec<TypedPart>) -> Vec<TypedPart> {
    let is_stop = |part: &TypedPart| !part.exact && analyzer().is_stop_word(&part.words[0]);
    if wanted.iter().all(is_stop) { wanted } else { wanted.into_iter().filter(|part| !is_stop(part)).collect() }
}

fn plan_wanted(parts: &[TypedPart], synonyms: &SynonymTable, joins: bool) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut rest = parts;
    while let Some(first) = rest.first() {
        let taken = if first.exact { 1 } else { words_together(rest, synonyms, joins) };
        let (group, after) = rest.split_at(taken);
        groups.push(if first.exact { exact_group(first) } else { plain_group(group, synonyms) });
        rest = after;
    }
    groups
}

/// Gives how many of the next words belong together: a term of the synonym table, or a compound written apart.
fn words_together(parts: &[TypedPart], synonyms: &SynonymTable, joins: bool) -> usize {
    let pair = parts.get(..2).filter(|pair| pair.iter().all(|part| !part.exact));
    let is_compound = || pair.and_then(joined_choices).is_some();
    match synonym_length(parts, synonyms) {
        1 if joins && is_compound() => 2,
        length => length,
    }
}

/// Gives how many of the next words make up one term of the synonym table; 1 when none do.
fn synonym_length(parts: &[TypedPart], synonyms: &SynonymTable) -> usize {
    let plain = parts.iter().take(MAX_TERM_WORDS).take_while(|part| !part.exact).count();
    (2..=plain).rev().find(|length| !synonyms.expansions(&typed_words(&parts[..*length])).is_empty()).unwrap_or(1)
}

fn typed_words(parts: &[TypedPart]) -> Vec<String> {
    parts.iter().flat_map(|part| part.words.iter().cloned()).collect()
}

fn exact_group(part: &TypedPart) -> Group {
    Group {
        typed: part.words.clone(),
        choices: vec![Choice { atoms: vec![exact_atom(&part.words)], percent: 100, synonym: false }],
        exact: true,
        rarity: 1.0,
    }
}

fn exact_atom(words: &[String]) -> Atom {
    let raw: Vec<_> = words.iter().map(|word| analyzer().forms(word).raw.clone()).collect();
    match raw.as_slice() {
        [one] => Atom::Word(vec![Lookup { analysis: Analysis::Raw, selector: Selector::Exact(one.clone()), percent: 100 }]),
        _ => Atom::Phrase(raw),
    }
}

fn excluded_group(part: &TypedPart) -> Group {
    if part.exact {
        return exact_group(part);
    }
    let atoms = part.words.iter().map(|word| Atom::Word(word_lookups(&analyzer().forms(word)))).collect();
    Group { typed: part.words.clone(), choices: vec![Choice { atoms, percent: 100, synonym: false }], exact: true, rarity: 1.0 }
}

fn plain_group(parts: &[TypedPart], synonyms: &SynonymTable) -> Group {
    let typed = typed_words(parts);
    let atoms = parts.iter().map(|part| plain_atom(&part.words[0], part.ending)).collect();
    let joined = joined_choices(parts);
    let mut choices = vec![Choice { atoms, percent: if joined.is_some() { 85 } else { 100 }, synonym: false }];
    choices.extend(joined.into_iter().flatten());
    if let [one] = typed.as_slice() {
        let forms = analyzer().forms(one);
        choices.extend(parts_choice(&forms).into_iter().chain(core_choices(&forms, synonyms)));
    }
    choices.extend(synonyms.expansions(&typed).iter().map(|words| expansion(words, 80)));
    Group { typed, choices, exact: false, rarity: 1.0 }
}

fn plain_atom(word: &str, ending: Ending) -> Atom {
    let forms = analyzer().forms(word);
    let mut lookups = word_lookups(&forms);
    lookups.extend(loose_lookups(&forms));
    let begins = |analysis, term: String, percent| Lookup { analysis, selector: Selector::Prefix(term), percent };
    if ending != Ending::Whole && forms.raw.chars().count() >= MIN_PREFIX {
        lookups.push(begins(Analysis::Raw, forms.raw.clone(), 75));
    }
    if ending == Ending::Abbreviated {
        lookups.push(begins(Analysis::Danish, as_part(&forms.raw), 70));
    }
    Atom::Word(lookups)
}

fn word_lookups(forms: &WordForms) -> Vec<Lookup> {
    let exact = |analysis, term: &String, percent| Lookup { analysis, selector: Selector::Exact(term.clone()), percent };
    let mut lookups = vec![exact(Analysis::Raw, &forms.raw, 100)];
    lookups.extend(forms.plain.as_ref().map(|plain| exact(Analysis::Raw, plain, 90)));
    if let Some(stem) = &forms.stem {
        lookups.extend([exact(Analysis::Danish, stem, 90), exact(Analysis::Danish, &as_part(stem), 80)]);
    }
    lookups
}

/// What a plain stemmer takes for the same word; nothing that it finds is lost, but it comes last.
fn loose_lookups(forms: &WordForms) -> impl Iterator<Item = Lookup> {
    let plain = forms.loose.as_deref().map(|loose| loose.trim_start_matches(LOOSE)).or(forms.stem.as_deref());
    let own = plain.filter(|_| forms.loose.is_some()).map(str::to_owned);
    let of_others = plain.map(|plain| format!("{LOOSE}{plain}"));
    own.into_iter().chain(of_others).map(|term| Lookup { analysis: Analysis::Danish, selector: Selector::Exact(term), percent: 40 })
}

/// Reads a compound as its parts, which may stand apart.
fn parts_choice(forms: &WordForms) -> Option<Choice> {
    let atoms: Vec<_> = forms.parts.iter().map(|part| part_atom(part)).collect();
    (atoms.len() > 1).then_some(Choice { atoms, percent: 70, synonym: false })
}

/// A stem as a word, or as part of one.
fn part_atom(stem: &str) -> Atom {
    let lookup = |term: String| Lookup { analysis: Analysis::Danish, selector: Selector::Exact(term), percent: 85 };
    Atom::Word(vec![lookup(stem.to_owned()), lookup(as_part(stem))])
}

/// What "rengøringsjob" and "taxamand" are about: the word without the end that any work or person may have, and what else it means.
fn core_choices(forms: &WordForms, synonyms: &SynonymTable) -> Vec<Choice> {
    let Some((_, core)) = forms.parts.split_last().filter(|(end, core)| !core.is_empty() && analyzer().says_little(end)) else {
        return Vec::new();
    };
    let itself = Choice { atoms: core.iter().map(|part| part_atom(part)).collect(), percent: 60, synonym: false };
    let means = synonyms.meanings_of_stems(core).iter().map(|words| expansion(words, 60));
    std::iter::once(itself).chain(means).collect()
}

/// Words that stand for what was typed.
fn expansion(words: &[String], percent: u32) -> Choice {
    Choice { atoms: words.iter().map(|word| plain_atom(word, Ending::Whole)).collect(), percent, synonym: true }
}

/// Two typed words as the one that Danish makes of them: "lager medarbejder" is a lagermedarbejder before it is both apart.
fn joined_choices(parts: &[TypedPart]) -> Option<[Choice; 2]> {
    let [first, second] = parts else { return None };
    let (one, other) = (&first.words[0], &second.words[0]);
    if !analyzer().ends_compounds(other) {
        return None;
    }
    let choice = |atom| Choice { atoms: vec![atom], percent: 100, synonym: false };
    let phrase = [one, other].map(|word| analyzer().forms(word).raw.clone()).to_vec();
    Some([choice(plain_atom(&format!("{one}{other}"), second.ending)), choice(Atom::Phrase(phrase))])
}

impl Group {
    /// Gives the group with typing errors forgiven; `None` when its words are too short or exact for that.
    pub fn with_typos(&self, errors: u8) -> Option<Self> {
        if self.exact {
            return None;
        }
        let mut group = self.clone();
        let raw: Vec<_> = self.typed.iter().map(|word| analyzer().forms(word).raw.clone()).collect();
        let atoms: Vec<_> = raw.iter().map(|word| typo_atom(word, errors)).collect::<Option<_>>()?;
        group.choices.push(Choice { atoms, percent: if errors == 1 { 50 } else { 35 }, synonym: false });
        Some(group)
    }
}

fn typo_atom(raw: &str, errors: u8) -> Option<Atom> {
    let (builder, at_least) = if errors == 1 { (&ONE_ERROR, MIN_FUZZY) } else { (&TWO_ERRORS, MIN_FUZZY_TWICE) };
    let selector = || Selector::Typos(Typos(Arc::new(builder.build_dfa(raw))));
    (raw.chars().count() >= at_least).then(|| Atom::Word(vec![Lookup { analysis: Analysis::Raw, selector: selector(), percent: 100 }]))
}
