//! The script of the story, as `config/demo/story.toml` writes it.

use serde::Deserialize;

use crate::{domain::closure::ClosureReason, use_cases::enquiries::form::TypedOffer};

/// Who plays, and what was done when.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Script {
    pub(super) part: Vec<Part>,
    pub(super) substitute: Vec<Substitute>,
    pub(super) representative: Vec<Representative>,
    pub(super) agreement: Vec<Agreement>,
    pub(super) contact: Vec<Contact>,
    pub(super) willing: Vec<Willing>,
    pub(super) closure: Vec<Closing>,
    pub(super) pause: Vec<Pause>,
    pub(super) enquiry: Vec<Enquiry>,
}

/// A company's part: a named company, or the first that fits.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) place: Option<usize>,
    pub(super) employees: Option<[u32; 2]>,
    #[serde(default)]
    pub(super) owned: bool,
    #[serde(default)]
    pub(super) slots: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Substitute {
    pub(super) company: String,
    pub(super) by: String,
    pub(super) person: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Representative {
    pub(super) company: String,
    pub(super) by: String,
    pub(super) days_ago: u32,
    pub(super) contact: String,
}

/// An agreement, with how many days ago it took each step; one that was not sent is a draft.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Agreement {
    pub(super) company: String,
    pub(super) by: String,
    pub(super) kind: String,
    pub(super) written: u32,
    pub(super) sent: Option<u32>,
    pub(super) approved: Option<u32>,
    /// The last time that the company said that its places are still true.
    pub(super) confirmed: Option<u32>,
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) representative: Option<String>,
    #[serde(default)]
    pub(super) no_representative: String,
    pub(super) ours: Vec<String>,
    pub(super) theirs: Vec<String>,
    pub(super) terms: String,
    pub(super) mentor: Option<Mentor>,
    pub(super) line: Vec<Line>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mentor {
    pub(super) hours: String,
    pub(super) paid_by: String,
    pub(super) rate: String,
    pub(super) invoice: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    pub(super) title: String,
    pub(super) forms: Vec<String>,
    pub(super) seats: u32,
    pub(super) hours: [String; 2],
    pub(super) reserved: Option<u32>,
    #[serde(default)]
    pub(super) reserved_for: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Contact {
    pub(super) company: String,
    pub(super) by: String,
    pub(super) days_ago: u32,
    pub(super) kind: String,
    pub(super) note: String,
    #[serde(default)]
    pub(super) next_step: String,
    pub(super) next_in: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Willing {
    pub(super) company: String,
    pub(super) by: String,
    pub(super) days_ago: u32,
    pub(super) topics: Vec<String>,
    pub(super) answer: String,
    pub(super) source: String,
}

/// Closed days: from a day on, or from the Monday of the next calendar week of a number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Closing {
    pub(super) company: String,
    pub(super) by: String,
    pub(super) days_ago: u32,
    /// Whether only the first place is closed.
    #[serde(default)]
    pub(super) slot: bool,
    pub(super) reason: ClosureReason,
    pub(super) week: Option<u32>,
    #[serde(default)]
    pub(super) in_days: i64,
    pub(super) days: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pause {
    pub(super) company: String,
    pub(super) by: String,
    pub(super) days_ago: u32,
    pub(super) until_in: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Enquiry {
    pub(super) days_ago: u32,
    pub(super) form: TypedOffer,
}
