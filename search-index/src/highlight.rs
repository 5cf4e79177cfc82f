//! Says which words of a hit matched, and what they stand for.

use crate::danish::{WordForms, analyzer, fold::words};
use crate::plan::{Atom, Choice, Group, Lookup, Plan};
use crate::query::Highlight;
use crate::schema::Analysis;
use crate::slot_entry::{SYNONYM_TEXT, TEXT_PLACES, danish_terms, split_texts};

/// The most highlights of one hit.
const MOST: usize = 20;

/// Gives the words of a slot's texts that a plan matched, each once a place, in the order of the texts.
pub(crate) fn highlights(plan: &Plan, texts: &str) -> Vec<Highlight> {
    let texts = split_texts(texts);
    let mut found: Vec<Highlight> = Vec::new();
    for (number, (place, text)) in TEXT_PLACES.iter().zip(&texts).enumerate() {
        for word in words(text) {
            let forms = analyzer().forms(&word.lower);
            let Some(mut synonym_for) = plan.groups.iter().find_map(|group| matched(group, &forms)) else { continue };
            if number == SYNONYM_TEXT && synonym_for.is_none() {
                synonym_for = name_of_job(&texts);
            }
            let known = found.iter().any(|known| known.place == *place && known.word.eq_ignore_ascii_case(word.surface));
            if !known && found.len() < MOST {
                found.push(Highlight { place: *place, word: word.surface.to_owned(), synonym_for });
            }
        }
    }
    found
}

/// Gives what the other words for a job stand for: the occupation's title, or the slot's.
fn name_of_job(texts: &[&str]) -> Option<String> {
    [SYNONYM_TEXT - 1, 0].iter().filter_map(|number| texts.get(*number)).find(|text| !text.is_empty()).map(|text| (*text).to_owned())
}

/// Says whether a group matched a word, and if so for which typed word it is a synonym.
fn matched(group: &Group, forms: &WordForms) -> Option<Option<String>> {
    let choice = group.choices.iter().find(|choice| touches(choice, forms))?;
    Some(choice.synonym.then(|| group.typed.join(" ")))
}

fn touches(choice: &Choice, forms: &WordForms) -> bool {
    choice.atoms.iter().any(|atom| match atom {
        Atom::Word(lookups) => lookups.iter().any(|lookup| finds(lookup, forms)),
        Atom::Phrase(words) => words.contains(&forms.raw),
    })
}

fn finds(lookup: &Lookup, forms: &WordForms) -> bool {
    match lookup.analysis {
        Analysis::Danish => danish_terms(forms).any(|term| lookup.selector.accepts(term)),
        Analysis::Raw => std::iter::once(&forms.raw).chain(&forms.plain).any(|term| lookup.selector.accepts(term)),
    }
}
