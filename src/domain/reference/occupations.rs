//! Jobs and branches: titles for typeahead, what people call them, and which are alike.

use std::collections::HashMap;

use super::fold::{fold, loose};

/// A branch code of DB25.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// Six digits.
    pub code: String,
    /// Danish title.
    pub title: String,
}

/// The branch codes that we know without an import.
#[derive(Debug)]
pub struct Branches {
    all: Vec<Branch>,
}

impl Branches {
    /// Orders the branches by code.
    #[must_use]
    pub fn new(mut all: Vec<Branch>) -> Self {
        all.sort_by(|one, other| one.code.cmp(&other.code));
        Self { all }
    }

    /// The title of a code.
    #[must_use]
    pub fn title(&self, code: &str) -> Option<&str> {
        let place = self.all.binary_search_by(|branch| branch.code.as_str().cmp(code)).ok()?;
        self.all.get(place).map(|branch| branch.title.as_str())
    }

    /// Every branch, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Branch> {
        self.all.iter()
    }
}

/// A typical job of placements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobType {
    /// Title, as Jobnet writes it.
    pub title: String,
    /// DISCO-08, four digits.
    pub occupation: String,
    /// What DISCO-08 calls the group.
    pub occupation_title: String,
    /// DB25 codes where the job is found.
    pub branches: Vec<String>,
    /// Everyday words for it.
    pub synonyms: Vec<String>,
}

/// The typical jobs.
#[derive(Debug)]
pub struct JobTypes {
    all: Vec<JobType>,
}

impl JobTypes {
    /// Keeps the order of the file.
    #[must_use]
    pub const fn new(all: Vec<JobType>) -> Self {
        Self { all }
    }

    /// Every job type.
    pub fn iter(&self) -> impl Iterator<Item = &JobType> {
        self.all.iter()
    }

    /// The job type of a title, however its Danish letters are typed.
    #[must_use]
    pub fn find(&self, title: &str) -> Option<&JobType> {
        let wanted = fold(title);
        self.all.iter().find(|job| fold(&job.title) == wanted)
    }

    /// What DISCO-08 calls a group, where a job type stands in it.
    #[must_use]
    pub fn occupation_title(&self, code: &str) -> Option<&str> {
        let group = code.get(..4)?;
        self.all.iter().find(|job| job.occupation == group).map(|job| job.occupation_title.as_str())
    }
}

/// A job title that a wish or a slot may carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobTitle {
    /// The title.
    pub title: String,
    /// DISCO-08, four or six digits, where it is plain.
    pub occupation: Option<String>,
}

/// Titles for typeahead.
#[derive(Debug)]
pub struct JobTitles {
    all: Vec<JobTitle>,
    folded: Vec<String>,
    by_name: HashMap<String, usize>,
    by_unit: HashMap<String, Vec<usize>>,
    by_word: Vec<(String, usize)>,
}

impl JobTitles {
    /// Indexes the titles, and beside them the everyday words of the job types.
    #[must_use]
    pub fn new(all: Vec<JobTitle>, job_types: &JobTypes) -> Self {
        let folded: Vec<_> = all.iter().map(|job| fold(&job.title)).collect();
        let by_name: HashMap<_, _> = folded.iter().enumerate().map(|(place, name)| (name.clone(), place)).collect();
        let words_of = |job: &JobType| {
            let place = by_name.get(&fold(&job.title)).copied();
            place.into_iter().flat_map(|place| job.synonyms.iter().map(move |word| (fold(word), place))).collect::<Vec<_>>()
        };
        let by_word = job_types.iter().flat_map(words_of).collect();
        let mut by_unit: HashMap<String, Vec<usize>> = HashMap::new();
        let unit = |job: &JobTitle| job.occupation.as_deref().and_then(|code| code.get(..4)).map(str::to_owned);
        for (place, unit) in all.iter().enumerate().filter_map(|(place, job)| Some((place, unit(job)?))) {
            by_unit.entry(unit).or_default().push(place);
        }
        Self { all, folded, by_name, by_unit, by_word }
    }

    /// The titles of an occupation's unit (the first four digits of its code).
    pub fn of_unit(&self, code: &str) -> impl Iterator<Item = &JobTitle> {
        let places = code.get(..4).and_then(|unit| self.by_unit.get(unit));
        places.into_iter().flatten().filter_map(|place| self.all.get(*place))
    }

    /// The title as the list writes it.
    #[must_use]
    pub fn find(&self, typed: &str) -> Option<&JobTitle> {
        self.all.get(*self.by_name.get(&fold(typed))?)
    }

    /// The DISCO-08 code of a title or of an everyday word that means one title only.
    #[must_use]
    pub fn occupation_of(&self, typed: &str) -> Option<&str> {
        if let Some(job) = self.find(typed) {
            return job.occupation.as_deref();
        }
        let wanted = fold(typed);
        let mut codes = self.by_word.iter().filter(|(word, _)| *word == wanted).filter_map(|(_, place)| self.code_at(*place));
        let first = codes.next()?;
        codes.all(|code| code == first).then_some(first)
    }

    fn code_at(&self, place: usize) -> Option<&str> {
        self.all.get(place)?.occupation.as_deref()
    }

    /// The titles that a half-typed word may mean, at most `limit`: those that begin with it, then those with
    /// an everyday word or a later word that begins with it, then those that hold it anywhere.
    #[must_use]
    pub fn suggest(&self, typed: &str, limit: usize) -> Vec<&JobTitle> {
        let wanted = fold(typed);
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut places = self.ranked(&wanted);
        if places.is_empty() {
            let wanted = loose(typed);
            places =
                (0..self.all.len()).filter(|place| self.all.get(*place).is_some_and(|job| loose(&job.title).contains(&wanted))).collect();
        }
        places.into_iter().take(limit).filter_map(|place| self.all.get(place)).collect()
    }

    fn ranked(&self, wanted: &str) -> Vec<usize> {
        let named = |test: fn(&str, &str) -> bool| {
            self.folded.iter().enumerate().filter(move |(_, name)| test(name, wanted)).map(|(place, _)| place)
        };
        let called = self.by_word.iter().filter(|(word, _)| word.starts_with(wanted)).map(|(_, place)| *place);
        let mut places = Vec::new();
        let in_order = named(|name, wanted| name.starts_with(wanted))
            .chain(called)
            .chain(named(|name, wanted| name.split([' ', '-', '/']).any(|word| word.starts_with(wanted))))
            .chain(named(|name, wanted| name.contains(wanted)));
        for place in in_order {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places
    }

    /// Every title.
    pub fn iter(&self) -> impl Iterator<Item = &JobTitle> {
        self.all.iter()
    }
}

/// Abbreviations and everyday words, and what they mean in a search.
#[derive(Debug, Default)]
pub struct Synonyms {
    meanings: HashMap<String, Vec<String>>,
}

impl Synonyms {
    /// Joins the list of words with the everyday words of the job types.
    #[must_use]
    pub fn new(list: Vec<(String, Vec<String>)>, job_types: &JobTypes) -> Self {
        let mut meanings: HashMap<String, Vec<String>> = HashMap::new();
        let of_jobs = job_types.iter().flat_map(|job| job.synonyms.iter().map(|word| (word.clone(), vec![job.title.to_lowercase()])));
        for (word, means) in list.into_iter().chain(of_jobs) {
            let known = meanings.entry(fold(&word)).or_default();
            known.extend(means.into_iter().filter(|meaning| *meaning != word));
        }
        for known in meanings.values_mut() {
            let mut seen = Vec::with_capacity(known.len());
            known.retain(|meaning| {
                !seen.contains(meaning) && {
                    seen.push(meaning.clone());
                    true
                }
            });
        }
        Self { meanings }
    }

    /// What a word means beside itself; empty for a word that stands in no list.
    #[must_use]
    pub fn expand(&self, word: &str) -> &[String] {
        self.meanings.get(&fold(word)).map_or(&[], Vec::as_slice)
    }

    /// Every word with its meanings, folded, in the order of the alphabet.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&str, &[String])> {
        let mut pairs: Vec<_> = self.meanings.iter().map(|(word, means)| (word.as_str(), means.as_slice())).collect();
        pairs.sort_unstable();
        pairs
    }
}

/// DISCO-08 groups whose work is alike though their codes lie apart.
#[derive(Debug, Default)]
pub struct OccupationNeighbours {
    near: HashMap<String, Vec<String>>,
}

impl OccupationNeighbours {
    /// Makes the table hold both ways.
    #[must_use]
    pub fn new(list: Vec<(String, Vec<String>)>) -> Self {
        let mut near: HashMap<String, Vec<String>> = HashMap::new();
        let mut note = |one: &str, other: &str| {
            let known = near.entry(one.to_owned()).or_default();
            if !known.iter().any(|code| code == other) {
                known.push(other.to_owned());
            }
        };
        for (one, others) in &list {
            for other in others {
                note(one, other);
                note(other, one);
            }
        }
        near.values_mut().for_each(|codes| codes.sort_unstable());
        Self { near }
    }

    /// The groups beside a code's group, by code.
    #[must_use]
    pub fn of(&self, code: &str) -> &[String] {
        code.get(..4).and_then(|group| self.near.get(group)).map_or(&[], Vec::as_slice)
    }

    /// Whether two codes lie in neighbouring groups.
    #[must_use]
    pub fn are_near(&self, one: &str, other: &str) -> bool {
        other.get(..4).is_some_and(|group| self.of(one).iter().any(|code| code == group))
    }
}
