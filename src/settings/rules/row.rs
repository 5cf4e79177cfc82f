//! One row of a rule file, read key by key, so that every fault is told with file, line and id.

use std::{cell::RefCell, collections::BTreeSet};

use chrono::NaiveDate;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::RulesFault;
use crate::domain::{
    rulebook::{
        condition::{Condition, flag},
        facts::Employer,
        rule::{GroupPattern, Header, Label, Origin, Scope, Severity},
    },
    terms::PlacementForm,
};

/// A rule file: its name and its text.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
}

impl Source<'_> {
    pub(super) fn line(&self, offset: usize) -> usize {
        self.text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
    }
}

/// A row under reading: remembers which keys were asked, and every fault.
pub(super) struct Row<'a> {
    source: Source<'a>,
    table: &'a DeTable<'a>,
    line: usize,
    id: String,
    asked: RefCell<BTreeSet<String>>,
    faults: RefCell<Vec<RulesFault>>,
}

type Value<'a> = Spanned<DeValue<'a>>;

impl<'a> Row<'a> {
    pub(super) fn new(source: Source<'a>, table: &'a DeTable<'a>, offset: usize) -> Self {
        let id = table.get("id").and_then(|value| value.get_ref().as_str()).unwrap_or("?").to_owned();
        Self { source, table, line: source.line(offset), id, asked: RefCell::default(), faults: RefCell::default() }
    }

    /// Ends the reading: a key that nobody asked for is an unknown word.
    pub(super) fn finish(self) -> Vec<RulesFault> {
        let asked = self.asked.borrow().clone();
        for key in self.table.keys().filter(|key| !asked.contains(key.get_ref().as_ref())) {
            self.fault_at(key.span().start, format!("ukendt ord \"{}\"", key.get_ref()));
        }
        self.faults.into_inner()
    }

    pub(super) fn fault(&self, what: impl Into<String>) {
        let (file, id) = (self.source.file.to_owned(), self.id.clone());
        self.faults.borrow_mut().push(RulesFault::Row { file, line: self.line, id, what: what.into() });
    }

    fn fault_at(&self, offset: usize, what: String) {
        let (file, id) = (self.source.file.to_owned(), self.id.clone());
        self.faults.borrow_mut().push(RulesFault::Row { file, line: self.source.line(offset), id, what });
    }

    fn wrong(&self, value: &Value<'_>, key: &str, expected: &str) {
        self.fault_at(value.span().start, format!("{key} skal være {expected}"));
    }

    fn ask(&self, key: &str) -> Option<&'a Value<'a>> {
        self.asked.borrow_mut().insert(key.to_owned());
        self.table.get(key)
    }

    fn typed<T>(&self, key: &str, expected: &str, read: impl Fn(&DeValue<'a>) -> Option<T>) -> Option<T> {
        let value = self.ask(key)?;
        let read = read(value.get_ref());
        if read.is_none() {
            self.wrong(value, key, expected);
        }
        read
    }

    fn required<T: Default>(&self, key: &str, found: Option<T>) -> T {
        if found.is_none() && !self.table.contains_key(key) {
            self.fault(format!("{key} mangler"));
        }
        found.unwrap_or_default()
    }

    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.typed(key, "en tekst", |value| value.as_str().map(str::to_owned))
    }

    pub(super) fn required_text(&self, key: &str) -> String {
        self.required(key, self.text(key))
    }

    pub(super) fn required_flag(&self, key: &str) -> bool {
        self.required(key, self.is(key))
    }

    pub(super) fn required_figure(&self, key: &str) -> f64 {
        self.required(key, self.figure(key))
    }

    pub(super) fn required_word<T>(&self, key: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let word = self.word(key, parse);
        if word.is_none() && !self.table.contains_key(key) {
            self.fault(format!("{key} mangler"));
        }
        word
    }

    /// Words of a fixed list, kept as they stand.
    pub(super) fn known_texts(&self, key: &str, known: &[&str]) -> Vec<String> {
        self.words(key, |word| known.contains(&word).then(|| word.to_owned()))
    }

    pub(super) fn is(&self, key: &str) -> Option<bool> {
        self.typed(key, "true eller false", DeValue::as_bool)
    }

    pub(super) fn whole(&self, key: &str) -> Option<u32> {
        self.typed(key, "et helt tal", whole)
    }

    pub(super) fn figure(&self, key: &str) -> Option<f64> {
        self.typed(key, "et tal", figure)
    }

    pub(super) fn date(&self, key: &str) -> Option<NaiveDate> {
        self.typed(key, "en dato (2026-02-01)", |value| value.as_datetime()?.to_string().parse().ok())
    }

    pub(super) fn texts(&self, key: &str) -> Option<Vec<String>> {
        self.typed(key, "en liste af tekster", |value| {
            value.as_array()?.iter().map(|entry| entry.get_ref().as_str().map(str::to_owned)).collect()
        })
    }

    /// A word of a fixed list.
    pub(super) fn word<T>(&self, key: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = self.ask(key)?;
        let word = value.get_ref().as_str().and_then(parse);
        if word.is_none() {
            self.unknown_word(value, key);
        }
        word
    }

    pub(super) fn words<T>(&self, key: &str, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let entries = self.ask(key).map(|value| self.entries(value, key)).unwrap_or_default();
        let read = |entry: &Value<'a>| {
            let word = entry.get_ref().as_str().and_then(&parse);
            if word.is_none() {
                self.unknown_word(entry, key);
            }
            word
        };
        entries.into_iter().filter_map(read).collect()
    }

    fn unknown_word(&self, value: &Value<'_>, key: &str) {
        let shown = value.get_ref().as_str().unwrap_or("?");
        self.fault_at(value.span().start, format!("{key}: ukendt ord \"{shown}\""));
    }

    fn entries(&self, value: &'a Value<'a>, key: &str) -> Vec<&'a Value<'a>> {
        match value.get_ref().as_array() {
            Some(entries) => entries.iter().collect(),
            None => {
                self.wrong(value, key, "en liste");
                Vec::new()
            }
        }
    }

    /// Each table of a list, under a reader of its own.
    pub(super) fn tables<T>(&self, key: &str, read: impl Fn(&Row<'a>) -> Option<T>) -> Vec<T> {
        let entries = self.ask(key).map(|value| self.entries(value, key)).unwrap_or_default();
        entries.into_iter().filter_map(|entry| self.nested(entry, key, &read)).collect()
    }

    /// One table, under a reader of its own.
    pub(super) fn table<T>(&self, key: &str, read: impl Fn(&Row<'a>) -> Option<T>) -> Option<T> {
        self.ask(key).and_then(|value| self.nested(value, key, read))
    }

    fn nested<T>(&self, value: &'a Value<'a>, key: &str, read: impl Fn(&Row<'a>) -> Option<T>) -> Option<T> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(value, key, "en tabel");
            return None;
        };
        let row = Row { id: self.id.clone(), ..Row::new(self.source, table, value.span().start) };
        let found = read(&row);
        let faults = row.finish();
        let fine = faults.is_empty();
        self.faults.borrow_mut().extend(faults);
        found.filter(|_| fine)
    }

    /// A table of conditions.
    pub(super) fn conditions(&self, key: &str) -> Vec<Condition> {
        self.table(key, |row| Some(row.all_conditions())).unwrap_or_default()
    }

    /// A table of tables of conditions by kind of placement.
    pub(super) fn conditions_by_form(&self, key: &str) -> Vec<(PlacementForm, Vec<Condition>)> {
        let read = |row: &Row<'a>| Some(PlacementForm::ALL.iter().map(|&form| (form, row.conditions(form.as_str()))).collect::<Vec<_>>());
        let all = self.table(key, read).unwrap_or_default();
        all.into_iter().filter(|(_, conditions)| !conditions.is_empty()).collect()
    }

    fn all_conditions(&self) -> Vec<Condition> {
        let keys = self.table.keys().map(|key| key.get_ref().to_string());
        keys.filter_map(|key| self.condition(&key)).collect()
    }

    fn condition(&self, key: &str) -> Option<Condition> {
        match key {
            "age_over" => self.whole(key).map(Condition::AgeOver),
            "age_min" => self.whole(key).map(Condition::AgeMin),
            "unemployed_months_over" => self.whole(key).map(Condition::UnemployedMonthsOver),
            "unemployed_months_min" => self.whole(key).map(Condition::UnemployedMonthsMin),
            "groups" => self.texts(key).map(Condition::GroupIn),
            _ => flag(key).and_then(|flag| self.is(key).map(|expected| Condition::Is(flag, expected))),
        }
    }

    /// What every row has.
    pub(super) fn header(&self) -> Header {
        let (valid_from, valid_to) = (self.required("valid_from", self.date("valid_from")), self.date("valid_to"));
        if valid_to.is_some_and(|last| last < valid_from) {
            self.fault("valid_to ligger før valid_from");
        }
        let severity = self.required_word("severity", Severity::parse);
        Header {
            id: self.required_text("id"),
            name: Label { da: self.required_text("name_da"), en: self.required_text("name_en") },
            family: self.required_text("family"),
            priority: self.required("priority", self.whole("priority")),
            valid_from,
            valid_to,
            gap: self.is("gap").unwrap_or(false),
            severity: severity.unwrap_or(Severity::Block),
            verified: self.required("verified", self.is("verified")),
            overridable: self.is("overridable").unwrap_or(false),
            source: self.source_name(),
            url: self.address("url"),
            origin: Origin { file: self.source.file.to_owned(), line: self.line },
        }
    }

    /// The source as a reader names it; an address belongs in `url`.
    fn source_name(&self) -> String {
        let source = self.required_text("source");
        if source.contains("://") {
            self.fault("source er et paragrafnummer eller en myndighed; adressen skrives i url");
        }
        source
    }

    fn address(&self, key: &str) -> Option<String> {
        self.typed(key, "en adresse, der begynder med https://", |value| {
            value.as_str().filter(|text| text.starts_with("https://")).map(str::to_owned)
        })
    }

    /// For whom and where the row applies.
    pub(super) fn scope(&self) -> Scope {
        let groups = self.texts("groups").unwrap_or_default();
        let everybody = groups.iter().any(|group| group == "*");
        Scope {
            types: self.words("types", PlacementForm::parse),
            sector: self.word("sector", Employer::parse),
            groups: if everybody { Vec::new() } else { groups.iter().filter_map(|group| self.pattern(group)).collect() },
            when: self.conditions("when"),
        }
    }

    fn pattern(&self, group: &str) -> Option<GroupPattern> {
        let (code, part) = group.split_once(':').map_or((group, None), |(code, part)| (code, Some(part)));
        let jobparat = match part {
            None => None,
            Some("jobparat") => Some(true),
            Some("aktivitetsparat") => Some(false),
            Some(other) => {
                self.fault(format!("groups: ukendt ord \"{other}\" efter kolon"));
                return None;
            }
        };
        Some(GroupPattern { code: code.to_owned(), jobparat })
    }
}

fn whole(value: &DeValue<'_>) -> Option<u32> {
    let integer = value.as_integer()?;
    u32::from_str_radix(integer.as_str(), integer.radix()).ok()
}

fn figure(value: &DeValue<'_>) -> Option<f64> {
    let float = value.as_float().and_then(|float| float.as_str().parse().ok());
    float.or_else(|| whole(value).map(f64::from)).filter(|figure: &f64| figure.is_finite())
}
