//! What a list of the kartotek may be narrowed by, and in which order it stands.

use memchr::memmem::Finder;
use serde::{Deserialize, Serialize};

use super::{
    entry::{Entry, NEVER},
    rows::{Row, Rows, Seen},
};
use crate::domain::{
    ids::AccountId,
    names::name_key,
    terms::{LadderStep, Sector, words},
};

words! {
    /// A yes-or-no fact about a company.
    Mark {
        /// A seat is free today.
        Free = "free",
        /// An agreement is in force today.
        Agreement = "agreement",
        /// A registered social enterprise, or an association that works as one.
        Social = "social",
        /// No placement has ever been agreed there.
        NeverUsed = "never_used",
        /// Cold mail is forbidden.
        Protected = "protected",
        /// It takes no proposals for the time being.
        Paused = "paused",
        /// Somebody decided that it gets no proposals.
        Blocked = "blocked",
        /// Closed, by the register.
        Closed = "closed",
        /// The municipality's own workplaces.
        MunicipalOwn = "municipal_own",
        /// Needs help to keep employees who are ill.
        RetentionNeed = "retention_need",
        /// The nightly look speaks for another step.
        OtherStep = "other_step",
    }
}

words! {
    /// How many employees, by the fewest that the register tells.
    Band {
        /// Nobody knows.
        Unknown = "unknown",
        /// None to nine.
        Micro = "1-9",
        /// Ten to 49.
        Small = "10-49",
        /// 50 to 249.
        Medium = "50-249",
        /// 250 and more.
        Large = "250",
    }
}

impl Band {
    /// The band of the fewest employees.
    #[must_use]
    pub const fn of(fewest: Option<i32>) -> Self {
        match fewest {
            None => Self::Unknown,
            Some(..10) => Self::Micro,
            Some(10..50) => Self::Small,
            Some(50..250) => Self::Medium,
            Some(250..) => Self::Large,
        }
    }
}

words! {
    /// How long ago somebody was in contact.
    Silence {
        /// Never.
        Never = "never",
        /// More than six months ago.
        SixMonths = "six_months",
        /// Later than that.
        Recent = "recent",
    }
}

words! {
    /// In which order.
    Sort {
        /// Danish alphabet.
        Name = "name",
        /// Longest silence first, never on top.
        LastContact = "last_contact",
        /// Most free seats first.
        FreeSeats = "free_seats",
        /// Highest step first.
        Step = "step",
        /// Most employees first.
        Employees = "employees",
    }
}

/// Whose a company is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Nobody's.
    Nobody,
    /// This member of staff's.
    Account(AccountId),
}

/// Which companies; several values of one filter widen it, several filters narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Criteria {
    /// Words of name and town, or the beginning of a CVR or P-number.
    pub text: String,
    /// Letters of sections, or beginnings of codes.
    pub branches: Vec<String>,
    /// Sectors.
    pub sectors: Vec<Sector>,
    /// Steps of the ladder.
    pub steps: Vec<LadderStep>,
    /// Codes of municipalities.
    pub municipalities: Vec<String>,
    /// Postcodes, or beginnings of towns.
    pub places: Vec<String>,
    /// Employees.
    pub bands: Vec<Band>,
    /// Consultants.
    pub owners: Vec<Owner>,
    /// Target groups that the company has said yes to.
    pub willing: Vec<String>,
    /// Support that it has said yes to.
    pub gives: Vec<String>,
    /// Last contact.
    pub silence: Vec<Silence>,
    /// Facts that must hold, all of them.
    pub with: Vec<Mark>,
    /// Facts that must not hold, none of them.
    pub without: Vec<Mark>,
}

/// The bits of the filters that a company can fail.
pub(super) mod bit {
    pub const TEXT: u32 = 1;
    pub const BRANCH: u32 = 1 << 1;
    pub const SECTOR: u32 = 1 << 2;
    pub const STEP: u32 = 1 << 3;
    pub const MUNICIPALITY: u32 = 1 << 4;
    pub const PLACE: u32 = 1 << 5;
    pub const BAND: u32 = 1 << 6;
    pub const OWNER: u32 = 1 << 7;
    pub const WILLING: u32 = 1 << 8;
    pub const GIVES: u32 = 1 << 9;
    pub const SILENCE: u32 = 1 << 10;
    pub const WITHOUT: u32 = 1 << 11;
    /// The first mark's; the others follow.
    pub const MARKS: u32 = 12;
}

/// The typed words, ready to be looked for.
enum Words {
    None,
    Number(String),
    All(Vec<Finder<'static>>),
}

impl Words {
    fn read(typed: &str) -> Self {
        let key = name_key(typed);
        let joined: String = key.chars().filter(|letter| *letter != ' ').collect();
        if joined.is_empty() {
            Self::None
        } else if joined.bytes().all(|byte| byte.is_ascii_digit()) {
            Self::Number(joined)
        } else {
            let mut words: Vec<&str> = key.split_whitespace().collect();
            // The longest word is the rarest, as a rule.
            words.sort_by_key(|word| std::cmp::Reverse(word.len()));
            Self::All(words.into_iter().map(|word| Finder::new(word).into_owned()).collect())
        }
    }
}

/// Criteria made ready for one pass over a municipality's companies.
pub(super) struct Ready<'a> {
    asked: &'a Criteria,
    words: Words,
    /// Who has all typed words, by place.
    with_words: Vec<bool>,
    municipalities: Vec<u16>,
    places: Vec<String>,
    owners: Vec<Option<u16>>,
    willing: Vec<u16>,
    gives: Vec<u16>,
    long_ago: i32,
}

/// Numbers under which a municipality's people and topics are packed.
pub(super) trait Numbers {
    fn person(&self, account: AccountId) -> Option<u16>;
    fn topic(&self, topic: &str) -> Option<u16>;
}

impl<'a> Ready<'a> {
    pub fn new(asked: &'a Criteria, numbers: &impl Numbers, (rows, long_ago): (&Rows, i32)) -> Self {
        let owner = |owner: &Owner| match owner {
            Owner::Nobody => Some(None),
            Owner::Account(account) => numbers.person(*account).map(Some),
        };
        let topics = |topics: &[String]| topics.iter().filter_map(|topic| numbers.topic(topic)).collect();
        let words = Words::read(&asked.text);
        Self {
            with_words: if let Words::All(finders) = &words { rows.with_words(finders) } else { Vec::new() },
            words,
            municipalities: asked.municipalities.iter().filter_map(|code| code.parse().ok()).collect(),
            places: asked.places.iter().map(|place| name_key(place)).filter(|place| !place.is_empty()).collect(),
            owners: asked.owners.iter().filter_map(owner).collect(),
            willing: topics(&asked.willing),
            gives: topics(&asked.gives),
            asked,
            long_ago,
        }
    }

    /// The filters that the company fails; its entry is looked at only where one asks for texts.
    pub fn failed(&self, Seen { place, row, topics, entry }: Seen<'_>) -> u32 {
        let asked = self.asked;
        let fails = |is_asked: bool, holds: &dyn Fn() -> bool, bit: u32| if is_asked && !holds() { bit } else { 0 };
        let topic = |wanted: &[u16]| topics.iter().any(|topic| wanted.contains(topic));
        let mut failed = fails(!asked.sectors.is_empty(), &|| asked.sectors.contains(&row.sector), bit::SECTOR)
            | fails(!asked.steps.is_empty(), &|| asked.steps.contains(&row.step), bit::STEP)
            | fails(!asked.branches.is_empty(), &|| asked.branches.iter().any(|branch| entry.is_of_branch(branch)), bit::BRANCH)
            | fails(!asked.municipalities.is_empty(), &|| self.municipalities.contains(&row.municipality), bit::MUNICIPALITY)
            | fails(!self.places.is_empty(), &|| self.places.iter().any(|place| entry.lies_in(place)), bit::PLACE)
            | fails(!asked.bands.is_empty(), &|| asked.bands.contains(&row.band), bit::BAND)
            | fails(!asked.owners.is_empty(), &|| self.owners.contains(&row.owner), bit::OWNER)
            | fails(!asked.willing.is_empty(), &|| topic(&self.willing), bit::WILLING)
            | fails(!asked.gives.is_empty(), &|| topic(&self.gives), bit::GIVES)
            | fails(!asked.silence.is_empty(), &|| asked.silence.contains(&self.silence(row)), bit::SILENCE)
            | fails(true, &|| self.words_are_in(place, entry), bit::TEXT);
        if !asked.with.is_empty() || !asked.without.is_empty() {
            let marks = row.marks;
            let lacks = asked.with.iter().filter(|mark| marks & mark_bit(**mark) == 0).fold(0, |bits, mark| bits | mark_bit(*mark));
            failed |= lacks << bit::MARKS;
            failed |= fails(true, &|| asked.without.iter().all(|mark| marks & mark_bit(*mark) == 0), bit::WITHOUT);
        }
        failed
    }

    fn words_are_in(&self, place: usize, entry: &Entry) -> bool {
        match &self.words {
            Words::None => true,
            Words::Number(digits) => {
                entry.numbers.split(' ').any(|number| number.starts_with(digits.as_str())) || entry.words.contains(digits.as_str())
            }
            Words::All(_) => self.with_words[place],
        }
    }

    /// How long ago somebody was in contact.
    pub const fn silence(&self, row: Row) -> Silence {
        if row.last_contact == NEVER {
            Silence::Never
        } else if row.last_contact < self.long_ago {
            Silence::SixMonths
        } else {
            Silence::Recent
        }
    }
}

/// The bit of a mark among marks.
pub(super) const fn mark_bit(mark: Mark) -> u32 {
    1 << mark as u32
}
