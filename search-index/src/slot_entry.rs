//! A slot document analysed: the same terms go to the disk and are searched in memory until the commit.

use std::sync::{Arc, OnceLock};

use tantivy::schema::OwnedValue;
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{SegmentReader, TantivyDocument};

use crate::columns::{read_lists, read_numbers};
use crate::danish::{WordForms, analyzer, fold::words};
use crate::engine::{Entry, KEY, Key, Shape};
use crate::error::IndexError;
use crate::query::TextPlace;
use crate::rows::{COLUMNS, SlotRows, pack};
use crate::schema::{Analysis, FREE_COLUMN, PLACES, free_field, number_field, slot_mark, slot_schema, text_field, texts_field};
use crate::slot_document::SlotDocument;

/// Divides two texts of the same place, so that no exact phrase reaches across.
const TEXT_GAP: u32 = 100;

/// Divides the kept texts; control characters in texts are taken out first.
const TEXT_DIVIDER: char = '\u{1f}';

/// A word with where it stands.
pub(crate) struct PlacedWord {
    /// The number of the place.
    pub place: u8,
    /// The position in the place.
    pub position: u32,
    /// Its terms.
    pub forms: Arc<WordForms>,
}

/// The terms of a document in order, each with the places it occurs in, one bit each.
#[derive(Default)]
pub(crate) struct SortedTerms {
    /// Terms of the Danish analysis.
    pub danish: Vec<(String, u8)>,
    /// Terms of the raw analysis.
    pub raw: Vec<(String, u8)>,
}

impl SortedTerms {
    /// Gives the terms of one analysis.
    pub fn of(&self, analysis: Analysis) -> &[(String, u8)] {
        match analysis {
            Analysis::Danish => &self.danish,
            Analysis::Raw => &self.raw,
        }
    }
}

/// A slot ready to be written and searched.
pub(crate) struct SlotEntry {
    numbers: [u64; COLUMNS],
    free: Vec<u64>,
    key: Key,
    version: u64,
    texts: String,
    /// The words of all its texts.
    pub words: Vec<PlacedWord>,
    terms: OnceLock<SortedTerms>,
}

/// The kind of document that the slot index holds.
pub(crate) struct SlotShape;

/// Gives a slot's texts with their places, in a fixed order.
fn texts_of(slot: &SlotDocument) -> [(TextPlace, String); 10] {
    let postcode = if slot.postcode == 0 { String::new() } else { format!("{:04}", slot.postcode) };
    [
        (TextPlace::Title, slot.title.clone()),
        (TextPlace::Occupation, slot.occupation_title.clone()),
        (TextPlace::Occupation, slot.synonyms.clone()),
        (TextPlace::Workplace, slot.workplace_name.clone()),
        (TextPlace::Workplace, slot.company_name.clone()),
        (TextPlace::Workplace, slot.town.clone()),
        (TextPlace::Workplace, postcode),
        (TextPlace::Workplace, slot.branch_title.clone()),
        (TextPlace::Description, slot.description.clone()),
        (TextPlace::Description, slot.tasks.clone()),
    ]
}

/// Which of the texts holds the other words for the job.
pub(crate) const SYNONYM_TEXT: usize = 2;

/// Gives the place of each kept text.
pub(crate) const TEXT_PLACES: [TextPlace; 10] = [
    TextPlace::Title,
    TextPlace::Occupation,
    TextPlace::Occupation,
    TextPlace::Workplace,
    TextPlace::Workplace,
    TextPlace::Workplace,
    TextPlace::Workplace,
    TextPlace::Workplace,
    TextPlace::Description,
    TextPlace::Description,
];

/// Takes the kept texts apart.
pub(crate) fn split_texts(kept: &str) -> Vec<&str> {
    kept.split(TEXT_DIVIDER).collect()
}

fn place_number(place: TextPlace) -> u8 {
    PLACES.iter().zip(0_u8..).find_map(|(known, number)| (*known == place).then_some(number)).unwrap_or_default()
}

fn place_words(texts: &[(TextPlace, String)]) -> Vec<PlacedWord> {
    let mut next = [0_u32; PLACES.len()];
    let mut placed = Vec::new();
    for (place, text) in texts {
        let place = place_number(*place);
        let position = &mut next[place as usize];
        for word in words(text) {
            placed.push(PlacedWord { place, position: *position, forms: analyzer().forms(&word.lower) });
            *position += 1;
        }
        *position += TEXT_GAP;
    }
    placed
}

impl SlotEntry {
    /// Gives the texts as they are kept for highlighting.
    pub fn texts(&self) -> &str {
        &self.texts
    }

    /// Gives the terms in order; made when first asked for.
    pub fn terms(&self) -> &SortedTerms {
        self.terms.get_or_init(|| {
            let mut terms = SortedTerms::default();
            for word in &self.words {
                let place = 1 << word.place;
                terms.danish.extend(danish_terms(&word.forms).map(|term| (term.to_owned(), place)));
                terms.raw.extend(raw_terms(&word.forms).map(|term| (term.to_owned(), place)));
            }
            join_equal(&mut terms.danish);
            join_equal(&mut terms.raw);
            terms
        })
    }

    fn tokens(&self, place: u8, analysis: Analysis) -> PreTokenizedString {
        let mut tokens = Vec::new();
        for word in self.words.iter().filter(|word| word.place == place) {
            let token = |text: &str| Token { position: word.position as usize, text: text.to_owned(), ..Token::default() };
            match analysis {
                Analysis::Danish => tokens.extend(danish_terms(&word.forms).map(token)),
                Analysis::Raw => tokens.extend(raw_terms(&word.forms).map(token)),
            }
        }
        PreTokenizedString { text: String::new(), tokens }
    }
}

/// The stem, the parts and the loose stem.
pub(crate) fn danish_terms(forms: &WordForms) -> impl Iterator<Item = &str> {
    forms.stem.iter().chain(&forms.part_terms).chain(&forms.loose).map(String::as_str)
}

fn raw_terms(forms: &WordForms) -> impl Iterator<Item = &str> {
    std::iter::once(forms.raw.as_str()).chain(forms.plain.as_deref())
}

fn join_equal(terms: &mut Vec<(String, u8)>) {
    terms.sort_unstable();
    terms.dedup_by(|next, kept| {
        let equal = next.0 == kept.0;
        if equal {
            kept.1 |= next.1;
        }
        equal
    });
}

impl Entry for SlotEntry {
    fn key(&self) -> Key {
        self.key
    }

    fn version(&self) -> u64 {
        self.version
    }
}

impl Shape for SlotShape {
    type Document = SlotDocument;
    type Entry = SlotEntry;
    type Rows = SlotRows;

    fn mark() -> String {
        slot_mark()
    }

    fn schema() -> tantivy::schema::Schema {
        slot_schema()
    }

    fn entry(slot: SlotDocument) -> SlotEntry {
        let texts = texts_of(&slot);
        let (numbers, free) = pack(&slot, words(&slot.title).count());
        let kept: Vec<_> = texts.iter().map(|(_, text)| text.replace(TEXT_DIVIDER, " ")).collect();
        SlotEntry {
            numbers,
            free,
            key: Key { tenant: slot.tenant, id: slot.id },
            version: slot.version,
            texts: kept.join(TEXT_DIVIDER.encode_utf8(&mut [0; 4])),
            words: place_words(&texts),
            terms: OnceLock::new(),
        }
    }

    fn write(entry: &SlotEntry) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_bytes(KEY, &entry.key.bytes());
        for (column, number) in entry.numbers.iter().enumerate() {
            document.add_u64(number_field(column), *number);
        }
        for days in &entry.free {
            document.add_u64(free_field(), *days);
        }
        for place in 0..PLACES.len() {
            for analysis in [Analysis::Danish, Analysis::Raw] {
                let tokens = entry.tokens(u8::try_from(place).unwrap_or_default(), analysis);
                document.add_field_value(text_field(place, analysis), &OwnedValue::PreTokStr(tokens));
            }
        }
        document.add_text(texts_field(), &entry.texts);
        document
    }

    fn rows_of_segment(reader: &SegmentReader) -> Result<SlotRows, IndexError> {
        let numbers = read_numbers::<COLUMNS>(reader)?;
        let free = read_lists(reader, FREE_COLUMN)?;
        Ok(SlotRows::build(numbers.into_iter().zip(free)))
    }

    fn rows_of_entries(entries: &[Arc<SlotEntry>]) -> SlotRows {
        SlotRows::build(entries.iter().map(|entry| (entry.numbers, entry.free.clone())))
    }
}
