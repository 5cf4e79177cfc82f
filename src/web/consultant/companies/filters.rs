//! The filters of the kartotek: from the address into criteria, and back into boxes with counts and chips to remove.

use serde::Deserialize;

use crate::{
    domain::{
        ids::AccountId,
        kartotek::{Band, Criteria, Facet as Counted, Mark, Owner, Silence, Sort},
        numbers::MunicipalityCode,
        terms::{LadderStep, Sector},
    },
    state::AppState,
    use_cases::companies::{CompanyList, ListCompanies, NEIGHBOURS, OWN},
    web::{
        consultant::slots::words::capital,
        extract::Consultant,
        parts::{Facet, FacetOption},
        query,
    },
};

/// How many companies a page shows.
pub const PAGE: u64 = 50;
/// The list's address.
pub const LIST: &str = "/konsulent/virksomheder";
/// The value that stands for whoever looks.
const ME: &str = "mig";
/// The value that stands for nobody.
const NOBODY: &str = "ingen";

/// The filters as they stand in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Filters {
    /// Words or numbers.
    pub q: String,
    /// Postcodes or towns.
    pub by: Vec<String>,
    /// Sections or codes.
    pub branche: Vec<String>,
    /// Sectors.
    pub sektor: Vec<String>,
    /// Steps.
    pub trin: Vec<String>,
    /// Municipalities.
    pub kommune: Vec<String>,
    /// Bands of employees.
    pub ansatte: Vec<String>,
    /// Consultants.
    pub konsulent: Vec<String>,
    /// Target groups.
    pub vil: Vec<String>,
    /// Support.
    pub giver: Vec<String>,
    /// Last contact.
    pub kontakt: Vec<String>,
    /// What must hold.
    pub med: Vec<String>,
    /// What must not hold.
    pub uden: Vec<String>,
    /// Order.
    pub sort: String,
    /// Where the page continues.
    pub efter: String,
    /// How many were shown before.
    pub vist: u64,
}

/// A filter that can be taken away.
pub struct Chip {
    /// What it says.
    pub label: String,
    /// The list without it.
    pub url: String,
}

/// The facets with the parameter and the legend of each.
const FACETS: [(Counted, &str, &str); 10] = [
    (Counted::Mark, "med", "list-marks"),
    (Counted::Step, "trin", "company-ladder"),
    (Counted::Owner, "konsulent", "company-consultant"),
    (Counted::Silence, "kontakt", "list-last-contact"),
    (Counted::Section, "branche", "company-branch"),
    (Counted::Municipality, "kommune", "slot-municipality"),
    (Counted::Willing, "vil", "list-willing"),
    (Counted::Gives, "giver", "list-gives"),
    (Counted::Band, "ansatte", "company-employees"),
    (Counted::Sector, "sektor", "company-sector"),
];

fn known<T>(words: &[String], parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
    words.iter().filter_map(|word| parse(word)).collect()
}

fn typed(words: &[String]) -> Vec<String> {
    words.iter().map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
}

/// `471110 Supermarkeder` is the code; anything else stays as it is.
fn code(word: &str) -> String {
    word.split_whitespace().next().unwrap_or_default().replace('.', "")
}

impl Filters {
    /// Reads what stands behind a question mark.
    pub fn read(query: &str) -> Self {
        query::read(query)
    }

    /// The criteria that these filters mean for whoever looks.
    pub fn criteria(&self, me: &Consultant) -> Criteria {
        let owner = |word: &str| match word {
            ME => me.actor.account().map(Owner::Account),
            NOBODY => Some(Owner::Nobody),
            id => id.parse().ok().map(Owner::Account),
        };
        Criteria {
            text: self.q.clone(),
            branches: typed(&self.branche).iter().map(|word| code(word)).collect(),
            sectors: known(&self.sektor, Sector::parse),
            steps: known(&self.trin, LadderStep::parse),
            municipalities: typed(&self.kommune),
            places: self.by.iter().flat_map(|typed| typed.split(',')).map(|place| place.trim().to_owned()).collect(),
            bands: known(&self.ansatte, Band::parse),
            owners: known(&self.konsulent, owner),
            willing: typed(&self.vil),
            gives: typed(&self.giver),
            silence: known(&self.kontakt, Silence::parse),
            with: known(&self.med, Mark::parse),
            without: known(&self.uden, Mark::parse),
        }
    }

    /// The question that these filters ask.
    pub fn question(&self, me: &Consultant) -> ListCompanies {
        ListCompanies {
            criteria: self.criteria(me),
            sort: Sort::parse(&self.sort),
            after: self.efter.parse().ok(),
            limit: PAGE,
            with_facets: true,
        }
    }

    const fn lists(&self) -> [(&'static str, &Vec<String>); 12] {
        [
            ("by", &self.by),
            ("branche", &self.branche),
            ("sektor", &self.sektor),
            ("trin", &self.trin),
            ("kommune", &self.kommune),
            ("ansatte", &self.ansatte),
            ("konsulent", &self.konsulent),
            ("vil", &self.vil),
            ("giver", &self.giver),
            ("kontakt", &self.kontakt),
            ("med", &self.med),
            ("uden", &self.uden),
        ]
    }

    /// The values that are chosen, each with its parameter.
    fn pairs(&self) -> Vec<(&'static str, &str)> {
        let singles = [("q", self.q.trim()), ("sort", self.sort.as_str())];
        let lists = self.lists().into_iter().flat_map(|(name, values)| values.iter().map(move |value| (name, value.trim())));
        singles.into_iter().chain(lists).filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The names of the filters in use, for the audit.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.pairs().into_iter().map(|(name, _)| name.to_owned()).collect();
        names.dedup();
        names
    }

    /// Whether anything narrows the list.
    pub fn is_filtered(&self) -> bool {
        self.pairs().iter().any(|(name, _)| *name != "sort")
    }

    /// What stands behind the question mark, without the page.
    pub fn query(&self) -> String {
        self.address("", &[]).trim_start_matches('?').to_owned()
    }

    /// A page with these filters and further parameters.
    pub fn address(&self, path: &str, further: &[(&str, &str)]) -> String {
        let pairs: Vec<(&str, &str)> = self.pairs().into_iter().chain(further.iter().copied()).collect();
        query::url(path, &pairs)
    }

    /// The address of the next page.
    pub fn next_url(&self, list: &CompanyList, shown: u64) -> Option<String> {
        let next = list.next?.to_string();
        Some(self.address(LIST, &[("efter", &next), ("vist", &shown.to_string())]))
    }

    fn chosen(&self, parameter: &str) -> &[String] {
        self.lists().into_iter().find(|(name, _)| *name == parameter).map_or(&[], |(_, values)| values)
    }

    /// Everything that narrows the list, each with the list without it; without any, all companies.
    pub fn chips(&self, names: &Names<'_>) -> Vec<Chip> {
        let pairs = self.pairs();
        let without = |gone: (&str, &str)| {
            let rest: Vec<(&str, &str)> = pairs.iter().copied().filter(|pair| *pair != gone).collect();
            if rest.is_empty() { query::url(LIST, &[("alle", "ja")]) } else { query::url(LIST, &rest) }
        };
        let narrowing = pairs.iter().filter(|(name, _)| *name != "sort");
        narrowing.map(|(name, value)| Chip { label: names.chip(name, value), url: without((name, value)) }).collect()
    }

    /// The boxes with counts; what is chosen stays even where nothing is left of it.
    pub fn facets(&self, names: &Names<'_>, list: &CompanyList) -> Vec<Facet> {
        let facet = |(counted, parameter, key): &(Counted, &'static str, &str)| {
            let options = names.options(*counted, parameter, list, self.chosen(parameter));
            Facet::new(names.me.visit.texts, *parameter, names.me.visit.texts.text(key), options)
        };
        FACETS.iter().map(facet).collect()
    }
}

/// What values are called.
pub struct Names<'a> {
    /// The house, for its lists.
    pub state: &'a AppState,
    /// Whoever looks.
    pub me: &'a Consultant,
    /// The list, for the names of colleagues.
    pub list: &'a CompanyList,
}

impl Names<'_> {
    fn person(&self, value: &str) -> String {
        let texts = self.me.visit.texts;
        match value {
            ME => texts.text("list-mine").into_owned(),
            NOBODY => texts.text("list-nobody").into_owned(),
            id => id.parse::<AccountId>().ok().and_then(|id| self.list.staff.get(&id).cloned()).unwrap_or_else(|| value.to_owned()),
        }
    }

    fn group(&self, code: &str) -> Option<String> {
        let book = self.state.app.rules.seen(self.me.actor.tenant);
        let group = book.group(code)?;
        Some(capital(group.head.name.text(self.me.visit.texts.language())))
    }

    fn offer(&self, code: &str) -> Option<String> {
        let conditions = &self.state.app.conditions;
        conditions.offer(code).map(|offer| capital(offer.text(self.me.visit.texts.language())))
    }

    fn branch(&self, value: &str) -> String {
        let texts = self.me.visit.texts;
        if value.len() == 1 {
            return texts.known(&format!("branch-section-{}", value.to_lowercase())).unwrap_or_else(|| value.to_owned());
        }
        self.state.app.reference.branches.title(&code(value)).map_or_else(|| value.to_owned(), |title| format!("{} {title}", code(value)))
    }

    fn municipality(&self, value: &str) -> String {
        let texts = self.me.visit.texts;
        match value {
            OWN => texts.text("list-own").into_owned(),
            NEIGHBOURS => texts.text("list-neighbours").into_owned(),
            value => {
                let found = MunicipalityCode::parse(value).ok();
                let found = found.and_then(|code| self.state.app.reference.municipalities.by_code(&code));
                found.map_or_else(|| value.to_owned(), |found| found.name.clone())
            }
        }
    }

    /// The word of a value.
    fn word(&self, parameter: &str, value: &str) -> String {
        let texts = self.me.visit.texts;
        let known = |prefix: &str| texts.known(&format!("{prefix}-{value}")).unwrap_or_else(|| value.to_owned());
        match parameter {
            "sektor" => known("sector"),
            "trin" => known("ladder"),
            "ansatte" => known("list-band"),
            "kontakt" => known("list-silence"),
            "med" | "uden" => known("list-mark"),
            "konsulent" => self.person(value),
            "kommune" => self.municipality(value),
            "branche" => self.branch(value),
            "vil" => self.group(value).unwrap_or_else(|| value.to_owned()),
            "giver" => self.offer(value).unwrap_or_else(|| value.to_owned()),
            _ => value.to_owned(),
        }
    }

    fn chip(&self, parameter: &str, value: &str) -> String {
        let (texts, word) = (self.me.visit.texts, self.word(parameter, value));
        match parameter {
            "q" => format!("»{word}«"),
            "uden" => texts.name("list-not", &word).into_owned(),
            "vil" => texts.name("list-willing-for", &word).into_owned(),
            "konsulent" | "ansatte" | "kontakt" => {
                let key = FACETS.iter().find(|(_, name, _)| *name == parameter).map_or("", |(_, _, key)| key);
                format!("{}: {word}", texts.text(key))
            }
            _ => word,
        }
    }

    /// The values of a facet in the order in which they are read.
    fn values(&self, counted: Counted, list: &CompanyList) -> Vec<(String, u64)> {
        let lines = list.facets.lines(counted).into_iter();
        let in_order =
            |order: Vec<&'static str>| order.into_iter().map(|word| (word.to_owned(), list.facets.count(counted, word))).collect();
        let me = self.me.actor.account().map(|id| id.to_string());
        match counted {
            Counted::Step => in_order(LadderStep::ALL.iter().map(|word| word.as_str()).collect()),
            Counted::Mark => in_order(Mark::ALL.iter().map(|word| word.as_str()).collect()),
            Counted::Band => in_order(Band::ALL.iter().map(|word| word.as_str()).collect()),
            Counted::Silence => in_order(Silence::ALL.iter().map(|word| word.as_str()).collect()),
            Counted::Willing => lines.filter(|(code, _)| self.group(code).is_some()).map(owned).collect(),
            Counted::Gives => lines.filter(|(code, _)| self.offer(code).is_some()).map(owned).collect(),
            Counted::Municipality => {
                let mut values: Vec<(String, u64)> = lines.map(owned).collect();
                values.sort_by_key(|(value, _)| (value != OWN, value != NEIGHBOURS));
                values
            }
            Counted::Owner => {
                let named = |(id, count): (&str, u64)| match id {
                    "" => (NOBODY.to_owned(), count),
                    id if Some(id) == me.as_deref() => (ME.to_owned(), count),
                    id => (id.to_owned(), count),
                };
                let mut values: Vec<(String, u64)> = lines.map(named).collect();
                values.sort_by_key(|(value, _)| (value != ME, value != NOBODY));
                values
            }
            Counted::Section | Counted::Sector => lines.map(owned).collect(),
        }
    }

    fn options(&self, counted: Counted, parameter: &str, list: &CompanyList, chosen: &[String]) -> Vec<FacetOption> {
        let option = |value: &str, count: u64| FacetOption {
            label: self.word(parameter, value),
            value: value.to_owned(),
            count,
            chosen: chosen.iter().any(|one| one == value),
        };
        let values = self.values(counted, list);
        let lost = chosen.iter().filter(|value| !value.trim().is_empty() && !values.iter().any(|(known, _)| known == *value));
        let mut options: Vec<FacetOption> = lost.map(|value| option(value, 0)).collect();
        options.extend(values.iter().map(|(value, count)| option(value, *count)).filter(|option| option.count > 0 || option.chosen));
        options.sort_by_key(|option| !option.chosen);
        options
    }
}

fn owned((value, count): (&str, u64)) -> (String, u64) {
    (value.to_owned(), count)
}
