//! What a company wrote in the public form, who answers it, and by when; and the rules that decide who.

use chrono::{Days, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::{
    holidays::is_working_day,
    ids::{AccountId, CompanyId, EnquiryId, RoutingRuleId, TeamId},
    terms::{Language, words},
};
use crate::base::clock::Moment;

words! {
    /// What a company offers, in words that need no knowledge of the law.
    OfferKind {
        /// Somebody may try the work for some weeks.
        Trial = "praktik",
        /// A job with a wage subsidy.
        Subsidised = "loentilskud",
        /// A flexible job for somebody with lasting limited capacity.
        Flexible = "fleksjob",
        /// Some paid hours.
        PaidHours = "ordinaere_timer",
        /// The company does not know yet.
        Unsure = "ved_ikke",
    }
}

words! {
    /// How far an enquiry is.
    EnquiryState {
        /// Nobody has it.
        New = "new",
        /// Somebody sees to it.
        Taken = "taken",
        /// The company has an answer.
        Answered = "answered",
        /// Over.
        Closed = "closed",
    }
}

words! {
    /// Why an enquiry is over.
    EnquiryEnd {
        /// It led to a place.
        BecamePlace = "became_place",
        /// The company does not want it any more.
        Withdrawn = "withdrawn",
        /// Nobody could be reached.
        NotReached = "not_reached",
        /// It stands in another enquiry.
        Repeated = "repeated",
        /// It was none.
        NoEnquiry = "no_enquiry",
    }
}

/// What somebody typed into the public form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The company's name.
    pub company: String,
    /// Its CVR number, where it was given.
    pub cvr: Option<String>,
    /// Postcode, four digits.
    pub postcode: String,
    /// Town.
    pub town: Option<String>,
    /// The work.
    pub job: String,
    /// What is offered.
    pub kinds: Vec<OfferKind>,
    /// Hours a week in the company's words.
    pub hours: Option<String>,
    /// How many at once.
    pub seats: Option<i32>,
    /// From when, in the company's words.
    pub from: Option<String>,
    /// Whom to answer.
    pub person: String,
    /// Phone.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Anything else.
    pub message: String,
}

/// The number of an enquiry: the year and a count within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EnquiryNumber {
    /// Year.
    pub year: i32,
    /// The first of a year is 1.
    pub serial: i32,
}

impl std::fmt::Display for EnquiryNumber {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "H-{}-{:04}", self.year, self.serial)
    }
}

/// An enquiry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enquiry {
    /// Own id.
    pub id: EnquiryId,
    /// Number shown to both sides.
    pub number: EnquiryNumber,
    /// How far it is.
    pub state: EnquiryState,
    /// What was typed; none once it has been forgotten.
    pub offer: Option<Offer>,
    /// The language of the form.
    pub language: Language,
    /// The company that it is of.
    pub company: Option<CompanyId>,
    /// Who answers it.
    pub assigned_to: Option<AccountId>,
    /// The team that answers it, where it is nobody's yet.
    pub team: Option<TeamId>,
    /// By when it is answered.
    pub due_at: Moment,
    /// What was answered.
    pub answer: Option<String>,
    /// Why it is over.
    pub end: Option<EnquiryEnd>,
    /// When it came.
    pub came_at: Moment,
    /// When it was closed.
    pub closed_at: Option<Moment>,
    /// Raised by each change.
    pub version: i32,
}

impl Enquiry {
    /// Whether the company waits for an answer.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        matches!(self.state, EnquiryState::New | EnquiryState::Taken)
    }

    /// Whether the company has waited too long.
    #[must_use]
    pub fn is_overdue(&self, now: Moment) -> bool {
        self.is_waiting() && self.due_at < now
    }
}

/// When a routing rule fits. There is none for people: no rule can ask for anything of a citizen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoutingCondition {
    /// The company's branch code begins so.
    Branch(String),
    /// The postcode lies between two, both included.
    Postcodes(String, String),
    /// It is offered.
    Offers(OfferKind),
}

/// To whom a routing rule sends an enquiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoutingTarget {
    /// To a person.
    Account(AccountId),
    /// To a team.
    Team(TeamId),
}

/// A rule that sends enquiries to somebody; the first that fits decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoutingRule {
    /// Own id.
    pub id: RoutingRuleId,
    /// Its place in the order.
    pub position: i32,
    /// When it fits.
    pub when: RoutingCondition,
    /// To whom.
    pub to: RoutingTarget,
}

impl RoutingRule {
    /// Whether the rule fits an offer of a company with this branch.
    #[must_use]
    pub fn fits(&self, offer: &Offer, branch: Option<&str>) -> bool {
        match &self.when {
            RoutingCondition::Branch(prefix) => branch.is_some_and(|code| code.starts_with(prefix.as_str())),
            RoutingCondition::Postcodes(from, to) => (from.as_str()..=to.as_str()).contains(&offer.postcode.as_str()),
            RoutingCondition::Offers(kind) => offer.kinds.contains(kind),
        }
    }
}

/// So many hours of working days later; a working day has 24 hours, weekends and holidays have none.
#[must_use]
pub fn working_hours_later(from: NaiveDateTime, hours: u32) -> NaiveDateTime {
    let mut left = TimeDelta::hours(i64::from(hours));
    let mut at = from;
    loop {
        let Some(midnight) = at.date().checked_add_days(Days::new(1)).map(|day| day.and_time(NaiveTime::MIN)) else { return at };
        if is_working_day(at.date()) {
            if left < midnight - at {
                return at + left;
            }
            left -= midnight - at;
        }
        at = midnight;
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_day_of_working_hours_ends_on_the_next_working_day_at_the_same_time() {
        for (from, due) in [
            ("2026-03-02 08:00", "2026-03-03 08:00"),
            ("2026-03-06 15:30", "2026-03-09 15:30"),
            ("2026-03-07 10:00", "2026-03-10 00:00"),
            ("2026-04-01 09:15", "2026-04-07 09:15"),
            ("2026-12-23 12:00", "2026-12-24 12:00"),
            ("2026-12-24 12:00", "2026-12-28 12:00"),
        ] {
            let at = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time");
            assert_eq!(working_hours_later(at(from), 24), at(due), "{from}");
        }
    }

    #[test]
    fn a_number_has_four_digits_and_grows_beyond_them() {
        assert_eq!(EnquiryNumber { year: 2026, serial: 12 }.to_string(), "H-2026-0012");
        assert_eq!(EnquiryNumber { year: 2026, serial: 12_345 }.to_string(), "H-2026-12345");
    }

    #[test]
    fn a_rule_fits_by_branch_postcode_or_what_is_offered() {
        let offer = Offer { postcode: "4300".to_owned(), kinds: vec![OfferKind::Trial], ..Offer::default() };
        let fits = |when, branch| {
            let to = RoutingTarget::Team(TeamId(Uuid::nil()));
            RoutingRule { id: RoutingRuleId(Uuid::nil()), position: 1, when, to }.fits(&offer, branch)
        };
        assert!(fits(RoutingCondition::Branch("52".to_owned()), Some("521000")));
        assert!(!fits(RoutingCondition::Branch("52".to_owned()), Some("151000")));
        assert!(!fits(RoutingCondition::Branch("52".to_owned()), None));
        assert!(fits(RoutingCondition::Postcodes("4300".to_owned(), "4399".to_owned()), None));
        assert!(!fits(RoutingCondition::Postcodes("4400".to_owned(), "4499".to_owned()), None));
        assert!(fits(RoutingCondition::Offers(OfferKind::Trial), None));
        assert!(!fits(RoutingCondition::Offers(OfferKind::Flexible), None));
    }
}
