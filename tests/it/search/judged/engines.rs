//! The three engines that are compared: each is told the same texts and gives ids of places, the best first.

use brobygger::{
    domain::{
        company::{Branch, Company, Workplace},
        ids::{CompanyId, SlotId, WorkplaceId},
        numbers::{CvrNumber, PNumber, Postcode},
        slot::{HoursWindow, Slot, SlotTask},
        terms::{PlacementForm, Sector},
    },
    search::{
        criteria::{Lowering, SlotCriteria},
        engine::{Change, Position, SlotDocument, SlotIndex},
        project::{SlotParts, slot_document},
    },
};
use frostem::{Algorithm, Stemmer};
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};
use tantivy::{
    Index, TantivyDocument, Term,
    collector::TopDocs,
    query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery},
    schema::{Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value},
};
use uuid::Uuid;

use super::set::{JudgedQuery, JudgedSet, JudgedSlot};
use crate::kit::{House, day};

/// Words that no engine looks for, as PostgreSQL's list has them.
const STOP_WORDS: [&str; 40] = [
    "af", "alle", "at", "da", "de", "den", "der", "det", "du", "efter", "eller", "en", "er", "et", "for", "fra", "har", "hos", "i", "ikke",
    "med", "når", "og", "også", "om", "op", "os", "over", "på", "skal", "som", "sig", "så", "til", "ud", "under", "ved", "vi", "vil",
    "være",
];
/// More than any question finds.
const ALL: usize = 5_000;

/// What the product tells its index about each place.
pub fn documents(house: &House, set: &JudgedSet) -> Vec<SlotDocument> {
    set.slots.iter().map(|slot| document(house, slot)).collect()
}

fn document(house: &House, judged: &JudgedSlot) -> SlotDocument {
    let reference = &house.app.reference;
    let branch = Some(Branch { version: "DB25".to_owned(), code: judged.branch.clone() });
    let cvr = CvrNumber::parse("99000007").expect("a CVR number");
    let mut company = Company { name: judged.company.clone(), branch, ..Company::unwritten(CompanyId(Uuid::from_u128(1)), cvr) };
    let postcode = Postcode::parse(&judged.postcode).expect("a postcode");
    let area = reference.postcodes.find(&postcode).expect("an area");
    (company.address.postcode, company.address.town) = (Some(judged.postcode.clone()), Some(area.name.clone()));
    company.address.municipality = Some(judged.municipality.clone());
    let mut place = workplace(judged, &company);
    place.point = Some(area.point);
    let parts = SlotParts {
        tenant: house.tenant,
        slot: &slot(judged, &place),
        workplace: &place,
        company: &company,
        claims: Vec::new(),
        closures: &[],
        version: 1,
    };
    slot_document(parts, &house.app.search.codes, reference)
}

fn workplace(judged: &JudgedSlot, company: &Company) -> Workplace {
    Workplace {
        id: WorkplaceId(Uuid::from_u128(u128::from(judged.id))),
        company: company.id,
        p_number: PNumber::parse("9000000001").expect("a P-number"),
        name: judged.workplace.clone(),
        sector: Sector::Privat,
        address: company.address.clone(),
        branch: None,
        point: None,
        employees_total: None,
        ordinary: None,
        others: None,
        others_source: None,
        closed_on: None,
        version: 1,
    }
}

fn slot(judged: &JudgedSlot, place: &Workplace) -> Slot {
    let task = |text: &str| SlotTask { text: text.to_owned(), can_be_left_out: false };
    Slot {
        title: judged.title.clone(),
        description: judged.description.clone(),
        tasks: judged.tasks.split(", ").map(task).collect(),
        forms: judged.kinds.split('|').filter_map(PlacementForm::parse).collect(),
        occupation: Some(judged.disco.clone()),
        seats: 1,
        hours: Some(HoursWindow { min: judged.hours_min, max: judged.hours_max }),
        confirmed_on: Some(day("2026-03-01")),
        ..Slot::unwritten(SlotId(Uuid::from_u128(u128::from(judged.id))), place, day("2026-01-01"))
    }
}

/// A question as the search page understands it: a typed town is a place to search around.
pub fn understood(house: &House, query: &JudgedQuery) -> SlotCriteria {
    SlotCriteria { text: query.text.clone(), may_lack_a_word: true, ..SlotCriteria::everything() }.understood(&house.app.reference).0
}

/// The product's own index.
pub struct Ours<'a> {
    house: &'a House,
    index: std::sync::Arc<SlotIndex>,
}

impl<'a> Ours<'a> {
    pub fn of(house: &'a House, documents: &[SlotDocument]) -> Self {
        let index = house.app.search.slots.index().expect("an index");
        let changes = documents.iter().cloned().map(Change::Upsert).collect();
        index.apply(changes, Position { tenant: house.tenant.0, change_number: 1 }).expect("searchable");
        index.flush().expect("on the disk");
        Self { house, index }
    }

    /// Every place found; the hard filters are laid over all engines alike.
    pub fn find(&self, asked: &SlotCriteria) -> Vec<u32> {
        let app = &self.house.app;
        let lowering = Lowering {
            tenant: self.house.tenant,
            today: day("2026-03-02"),
            stale_after_days: app.settings.holds.stale_after_days,
            codes: &app.search.codes,
            conditions: &app.conditions,
        };
        let mut query = SlotCriteria { limit: 100, ..asked.clone() }.lower(&lowering);
        query.highlight = false;
        let mut found = Vec::new();
        loop {
            let answer = self.index.search(&query).expect("an answer");
            found.extend(answer.hits.iter().map(|hit| number(hit.id)));
            query.cursor = answer.next_cursor;
            if query.cursor.is_none() {
                return found;
            }
        }
    }
}

/// The number of a place.
pub fn number(id: Uuid) -> u32 {
    u32::try_from(id.as_u128()).expect("small")
}

/// The texts of a document by how much they say: title, other words for the job, where it is, and what is done.
fn texts(document: &SlotDocument) -> [String; 4] {
    let joined = |parts: &[&String]| parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ; ");
    [
        document.title.clone(),
        joined(&[&document.occupation_title, &document.synonyms]),
        joined(&[&document.workplace_name, &document.company_name, &document.town, &document.branch_title]),
        joined(&[&document.description, &document.tasks]),
    ]
}

/// A plain word search: Danish stemmer, BM25, nothing else.
pub struct Plain {
    index: Index,
    stemmer: Stemmer,
    id: Field,
    texts: [Field; 4],
}

impl Plain {
    pub fn of(documents: &[SlotDocument]) -> Self {
        let mut schema = Schema::builder();
        let id = schema.add_u64_field("id", STORED);
        let indexing = TextFieldIndexing::default().set_tokenizer("whitespace").set_index_option(IndexRecordOption::WithFreqs);
        let options = TextOptions::default().set_indexing_options(indexing);
        let texts = ["title", "job", "place", "work"].map(|name| schema.add_text_field(name, options.clone()));
        let plain = Self { index: Index::create_in_ram(schema.build()), stemmer: Stemmer::new(Algorithm::Danish), id, texts };
        plain.take_in(documents);
        plain
    }

    fn take_in(&self, documents: &[SlotDocument]) {
        let mut writer = self.index.writer_with_num_threads(1, 20_000_000).expect("a writer");
        for document in documents {
            let mut told = TantivyDocument::default();
            told.add_u64(self.id, u64::from(number(document.id)));
            for (field, text) in self.texts.iter().zip(texts(document)) {
                told.add_text(*field, self.stems(&text).join(" "));
            }
            writer.add_document(told).expect("taken in");
        }
        writer.commit().expect("committed");
    }

    fn stems(&self, text: &str) -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase);
        let told = words.filter(|word| !STOP_WORDS.contains(&word.as_str()));
        told.map(|word| self.stemmer.stem(&word).into_owned()).collect()
    }

    /// A word in any of the texts; the title counts double.
    fn word(&self, stem: &str) -> BooleanQuery {
        let within = |(place, field): (usize, &Field)| -> (Occur, Box<dyn Query>) {
            let word = Box::new(TermQuery::new(Term::from_field_text(*field, stem), IndexRecordOption::WithFreqs));
            (Occur::Should, Box::new(BoostQuery::new(word, if place == 0 { 2.0 } else { 1.0 })))
        };
        BooleanQuery::new(self.texts.iter().enumerate().map(within).collect())
    }

    /// Places with any of the words, or with all of them, the best first.
    pub fn find(&self, text: &str, all_words: bool) -> Vec<u32> {
        let occur = if all_words { Occur::Must } else { Occur::Should };
        let words = self.stems(text).into_iter().map(|stem| (occur, Box::new(self.word(&stem)) as Box<dyn Query>)).collect();
        let searcher = self.index.reader().expect("a reader").searcher();
        let hits = searcher.search(&BooleanQuery::new(words), &TopDocs::with_limit(ALL).order_by_score()).expect("an answer");
        let id = |address| searcher.doc::<TantivyDocument>(address).expect("a place").get_first(self.id).and_then(|id| id.as_u64());
        hits.into_iter().map(|(_, address)| u32::try_from(id(address).expect("an id")).expect("small")).collect()
    }
}

/// PostgreSQL's full text search in the house's own database; none on SQLite.
pub struct Postgres<'a>(&'a House);

impl<'a> Postgres<'a> {
    pub async fn of(house: &'a House, documents: &[SlotDocument]) -> Option<Self> {
        if house.app.database.is_sqlite() {
            return None;
        }
        let engine = Self(house);
        let db = house.app.database.writing();
        db.execute_unprepared("CREATE TABLE judged (id bigint PRIMARY KEY, words tsvector NOT NULL)").await.expect("a table");
        for document in documents {
            engine.take_in(document).await;
        }
        db.execute_unprepared("CREATE INDEX judged_words ON judged USING gin (words); ANALYZE judged").await.expect("an index");
        Some(engine)
    }

    async fn take_in(&self, document: &SlotDocument) {
        let weighted = |(place, weight): (usize, &str)| format!("setweight(to_tsvector('danish', ${}), '{weight}')", place + 2);
        let words = ["A", "B", "C", "D"].into_iter().enumerate().map(weighted).collect::<Vec<_>>().join(" || ");
        let values = [i64::from(number(document.id)).into()].into_iter().chain(texts(document).map(Into::into));
        let insert = format!("INSERT INTO judged (id, words) VALUES ($1, {words})");
        let statement = Statement::from_sql_and_values(DatabaseBackend::Postgres, insert, values);
        self.0.app.database.writing().execute_raw(statement).await.expect("taken in");
    }

    pub async fn find(&self, text: &str) -> Vec<u32> {
        let select = "SELECT id FROM judged, websearch_to_tsquery('danish', $1) AS typed WHERE words @@ typed \
                      ORDER BY ts_rank_cd(words, typed) DESC, id";
        let statement = Statement::from_sql_and_values(DatabaseBackend::Postgres, select, [text.into()]);
        let rows = self.0.app.database.reading().query_all_raw(statement).await.expect("an answer");
        rows.iter().map(|row| u32::try_from(row.try_get::<i64>("", "id").expect("an id")).expect("small")).collect()
    }
}
