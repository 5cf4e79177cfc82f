//! The rules as a municipality uses them: editions, each for the placements that start from a day on.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::NaiveDate;

use super::{
    deadline::{DeadlineGround, Deadlines},
    facts::{Facts, FactsRefused, Known},
    outlook::{Outlook, outlook},
    plain::RuleChanges,
    rule::{Header, TargetGroup},
    rule_set::RuleSet,
    verdict::Answer,
};
use crate::domain::citizen::LegalSituation;

/// One set of rule files, and the first day of the placements that follow it.
#[derive(Clone, Debug)]
pub struct Edition {
    /// First day; none = since ever, the rules that come with the program.
    pub from: Option<NaiveDate>,
    /// Hash of the text, hexadecimal.
    pub hash: String,
    /// The files as one text, kept with the verdicts that were given by them.
    pub text: Arc<str>,
    /// The rules.
    pub rules: Arc<RuleSet>,
}

/// The law for one municipality: the rules of the program and its own editions after them.
///
/// A placement follows the edition of its first day, whatever day it is judged on; within an edition the rows' own dates decide.
#[derive(Clone, Debug)]
pub struct RuleBook {
    first: Edition,
    later: Vec<Edition>,
}

/// A verdict with all that it was given by.
#[derive(Clone, Debug)]
pub struct Judgement<'a> {
    /// By which rules.
    pub edition: &'a Edition,
    /// On which facts.
    pub facts: Facts,
    /// The answer.
    pub answer: Answer,
}

impl RuleBook {
    /// A book of the program's rules and later editions; of two from the same day the last one given counts.
    #[must_use]
    pub fn new(first: Edition, later: Vec<Edition>) -> Self {
        let by_day: BTreeMap<Option<NaiveDate>, Edition> = later.into_iter().map(|edition| (edition.from, edition)).collect();
        Self { first, later: by_day.into_values().collect() }
    }

    /// The same book with one edition more.
    #[must_use]
    pub fn with(&self, edition: Edition) -> Self {
        Self::new(self.first.clone(), self.later.iter().cloned().chain([edition]).collect())
    }

    /// The edition that a placement follows which starts on the day.
    #[must_use]
    pub fn edition_on(&self, day: NaiveDate) -> &Edition {
        self.later.iter().rev().find(|edition| edition.from.is_none_or(|from| from <= day)).unwrap_or(&self.first)
    }

    /// The rules for a placement that starts on the day.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> &RuleSet {
        &self.edition_on(day).rules
    }

    /// Every edition, newest first.
    pub fn editions(&self) -> impl Iterator<Item = &Edition> {
        self.later.iter().rev().chain(std::iter::once(&self.first))
    }

    /// The edition that facts are judged by; the newest one where no first day is known.
    #[must_use]
    pub fn edition_for(&self, facts: &Facts) -> &Edition {
        let newest = self.later.last().unwrap_or(&self.first);
        facts.starts_on.value().map_or(newest, |start| self.edition_on(*start))
    }

    /// The verdict on one intended placement.
    ///
    /// # Errors
    /// A word that no list has, or a span that ends before it starts.
    pub fn evaluate(&self, facts: &Facts) -> Result<Answer, FactsRefused> {
        self.judge(facts).map(|judgement| judgement.answer)
    }

    /// The same, with the edition and the facts as they were judged, to be kept.
    ///
    /// # Errors
    /// As [`Self::evaluate`].
    pub fn judge(&self, facts: &Facts) -> Result<Judgement<'_>, FactsRefused> {
        let edition = self.edition_for(facts);
        let facts = self.told_in_words_of(edition, facts);
        let mut answer = edition.rules.evaluate(&facts)?;
        answer.rule_set = answer.rule_set.max(edition.from);
        Ok(Judgement { edition, facts: facts.into_owned(), answer })
    }

    /// The last day that the law allows; none when nothing limits it.
    ///
    /// # Errors
    /// As [`Self::evaluate`].
    pub fn latest_end(&self, facts: &Facts) -> Result<Option<NaiveDate>, FactsRefused> {
        let edition = self.edition_for(facts);
        edition.rules.latest_end(&self.told_in_words_of(edition, facts))
    }

    /// A group that only another edition knows is unknown to this one: nothing is assumed of it.
    ///
    /// A justification that only another edition asks for says nothing here.
    fn told_in_words_of<'a>(&self, edition: &Edition, facts: &'a Facts) -> Cow<'a, Facts> {
        let is_foreign_word =
            |word: &String| !edition.rules.knows_justification(word) && self.editions().any(|other| other.rules.knows_justification(word));
        let foreign_group = facts.person.target_group.value().is_some_and(|code| self.is_foreign(edition, code));
        if !foreign_group && !facts.justifications.iter().any(is_foreign_word) {
            return Cow::Borrowed(facts);
        }
        let mut told = facts.clone();
        told.justifications.retain(|word| !is_foreign_word(word));
        if foreign_group {
            told.person.target_group = Known::Absent;
        }
        Cow::Owned(told)
    }

    /// What is due for a citizen: each row by the edition of the day on which what it counts began.
    #[must_use]
    pub fn deadlines(&self, ground: &DeadlineGround<'_>) -> Deadlines {
        let mut all = Deadlines::default();
        for edition in self.editions() {
            let legal = self.known_to(edition, ground.legal);
            let found = edition.rules.deadlines(&DeadlineGround { legal: &legal, ..*ground });
            let follows = |since: NaiveDate| self.edition_on(since).from == edition.from;
            all.due.extend(found.due.into_iter().filter(|one| follows(one.since)));
            if ground.starts().into_iter().any(follows) {
                all.missing.extend(found.missing.into_iter().filter(|fact| !all.missing.contains(fact)).collect::<Vec<_>>());
            }
        }
        all.sort();
        all
    }

    /// The latest end of a placement and what comes after it.
    ///
    /// # Errors
    /// As [`Self::evaluate`].
    pub fn outlook(&self, facts: &Facts) -> Result<Outlook, FactsRefused> {
        let edition = self.edition_for(facts);
        outlook(&edition.rules, &self.told_in_words_of(edition, facts))
    }

    /// The same for what is noted about a citizen.
    #[must_use]
    pub fn known_to<'a>(&self, edition: &Edition, legal: &'a LegalSituation) -> Cow<'a, LegalSituation> {
        if !legal.target_group.as_ref().is_some_and(|code| self.is_foreign(edition, code)) {
            return Cow::Borrowed(legal);
        }
        Cow::Owned(LegalSituation { target_group: None, ..legal.clone() })
    }

    fn is_foreign(&self, edition: &Edition, code: &str) -> bool {
        !edition.rules.knows_group(code) && self.group(code).is_some()
    }

    /// The date of the rule set for a day.
    #[must_use]
    pub fn version_on(&self, day: NaiveDate) -> Option<NaiveDate> {
        let edition = self.edition_on(day);
        edition.rules.version_on(day).max(edition.from)
    }

    /// The days of a span on which a row or an edition begins or ends.
    #[must_use]
    pub fn change_days(&self, from: NaiveDate, to: NaiveDate) -> BTreeSet<NaiveDate> {
        let of_rows = |edition: &Edition| {
            let heads = edition.rules.headers();
            let days = heads.into_iter().flat_map(|head| [Some(head.valid_from), head.valid_to.and_then(|last| last.succ_opt())]);
            days.flatten().chain(edition.from).collect::<Vec<_>>()
        };
        self.editions().flat_map(of_rows).filter(|day| (from..=to).contains(day)).collect()
    }

    /// What changes on a day against the day before, in plain words.
    #[must_use]
    pub fn changes_on(&self, day: NaiveDate) -> RuleChanges {
        let before = day.pred_opt().unwrap_or(day);
        RuleChanges::between(self.on(before).plainly_on(before), self.on(day).plainly_on(day))
    }

    /// The book as it would be without what changes on a day: the rules of the day before go on.
    #[must_use]
    pub fn without_change_on(&self, day: NaiveDate) -> Self {
        let before = day.pred_opt().unwrap_or(day);
        let edition = self.edition_on(before);
        let rules = Arc::new(edition.rules.as_on(before));
        let earlier = self.later.iter().filter(|edition| edition.from.is_none_or(|from| from < day)).cloned();
        let frozen = Edition { from: Some(day), rules, ..edition.clone() };
        Self::new(self.first.clone(), earlier.chain([frozen]).collect())
    }

    /// Every target group of any edition, each code once, as its newest edition has it.
    #[must_use]
    pub fn target_groups(&self) -> Vec<&TargetGroup> {
        let mut seen = BTreeSet::new();
        self.editions().flat_map(|edition| &edition.rules.target_groups).filter(|group| seen.insert(&group.head.id)).collect()
    }

    /// A target group of any edition.
    #[must_use]
    pub fn group(&self, code: &str) -> Option<&TargetGroup> {
        self.editions().find_map(|edition| edition.rules.target_groups.iter().find(|group| group.head.id == code))
    }

    /// The common part of a rule's row, as its newest edition has it.
    #[must_use]
    pub fn header(&self, rule: &str) -> Option<&Header> {
        self.editions().find_map(|edition| edition.rules.headers().into_iter().find(|head| head.id == rule))
    }

    /// Whether an answer asks what is written about the work function.
    #[must_use]
    pub fn asks_for_function(&self, answer: &Answer) -> bool {
        self.editions().any(|edition| edition.rules.asks_for_function(answer))
    }

    /// Whether a rule of some edition allows the last employer in a new work function only.
    #[must_use]
    pub fn allows_new_function_only(&self, rule: &str) -> bool {
        self.editions().any(|edition| edition.rules.allows_new_function_only(rule))
    }

    /// Every justification that a rule of some edition asks for.
    #[must_use]
    pub fn justifications(&self) -> BTreeSet<&str> {
        self.editions().flat_map(|edition| edition.rules.justifications()).collect()
    }
}
