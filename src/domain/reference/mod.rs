//! What is known before anybody has imported anything: places, branches, jobs, and words to refuse; our own lists.

mod diagnosis;
mod fold;
mod free_text;
mod occupations;
mod places;

pub use diagnosis::{DiagnosisFound, DiagnosisWords};
pub use fold::{fold, loose};
pub use free_text::{FreeText, FreeTextRefused, holds_cpr_number};
pub use occupations::{Branch, Branches, JobTitle, JobTitles, JobType, JobTypes, OccupationNeighbours, Synonyms};
pub use places::{Municipalities, Municipality, PostcodeArea, Postcodes};

/// Every list of `config/reference`, read and checked once at the start.
#[derive(Debug)]
pub struct Reference {
    /// Postcodes with name, point and municipalities.
    pub postcodes: Postcodes,
    /// Municipalities with neighbours.
    pub municipalities: Municipalities,
    /// Branch codes of DB25 that job centres meet.
    pub branches: Branches,
    /// Titles for typeahead, with their DISCO-08 code where it is plain.
    pub job_titles: JobTitles,
    /// The typical jobs of placements.
    pub job_types: JobTypes,
    /// Abbreviations and everyday words.
    pub synonyms: Synonyms,
    /// Words of health that free text may not hold.
    pub diagnosis_words: DiagnosisWords,
    /// DISCO-08 groups whose work is alike.
    pub occupation_neighbours: OccupationNeighbours,
}
