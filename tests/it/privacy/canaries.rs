//! The planted words, and the places where they must not be.

use brobygger::domain::{
    citizen::{Citizen, PersonName, Wish},
    numbers::CprNumber,
};

use crate::{kit::browser::Answer, kit::day, placements::stage::Stage};

/// Words that say who it is: for the company after a release only, and nowhere else ever.
pub const NAMES: [&str; 2] = ["Kanarietilde", "Kanarietest"];

/// Words that never come out, release or not.
pub const NEVER: [&str; 14] = [
    "0104909995",
    "010490-9995",
    "010490",
    "01-04-1990",
    "1990-04-01",
    "KANARIE-42",
    "9990",
    "Kanarieoenske",
    "Kanariefaerdighed",
    "Kanariefunktion",
    "Kanarieudtalelse",
    "Kanariegrund",
    "dagpenge",
    "99000023",
];

/// A citizen full of canaries of whom all is known that the law asks for.
pub async fn citizen(stage: &Stage) -> Citizen {
    let plant = |citizen: &mut Citizen| {
        citizen.name = PersonName::new(NAMES[0].to_owned(), NAMES[1].to_owned());
        citizen.cpr = CprNumber::parse("0104909995").ok();
        citizen.external_id = Some("KANARIE-42".to_owned());
        citizen.postcode = Some("9990".to_owned());
        citizen.profile.wishes = vec![Wish { title: "Kanarieoenske".to_owned(), occupation: Some("4321".to_owned()) }];
        citizen.profile.skills = vec!["Kanariefaerdighed".to_owned()];
        citizen.legal.target_group = Some("dagpenge".to_owned());
        citizen.legal.birth_date = Some(day("1990-04-01"));
        citizen.legal.birth_year = Some(1990);
        citizen.legal.last_employer = Some("99000023".to_owned());
        citizen.legal.last_function = Some("Kanariefunktion".to_owned());
    };
    stage.house.citizen_with(stage.house.tenant, plant).await
}

/// Everything that came out, each with where it was seen.
#[derive(Default)]
pub struct Seen(Vec<(String, String)>);

impl Seen {
    pub fn text(&mut self, place: &str, text: impl Into<String>) {
        self.0.push((place.to_owned(), text.into()));
    }

    /// A page with its headers, which hold where it leads.
    pub fn page(&mut self, answer: &Answer) {
        self.text(&answer.url, format!("{}\n{:?}\n{}", answer.url, answer.headers, answer.html));
    }

    /// Only the addresses of a page: of what it links, sends to and leads to.
    pub fn addresses(&mut self, answer: &Answer) {
        let parts =
            answer.html.split(['"', '\'']).filter(|part| part.starts_with('/') || part.starts_with("http") || part.starts_with('?'));
        let led_to = answer.headers.get("location").map(|value| format!("{value:?}")).unwrap_or_default();
        let all: Vec<&str> = parts.chain([led_to.as_str(), answer.url.as_str()]).collect();
        self.text(&answer.url, all.join("\n"));
    }

    /// Where a planted word was seen, and which.
    pub fn leaks<'a>(&self, words: impl IntoIterator<Item = &'a &'static str> + Clone) -> Vec<(String, &'static str)> {
        let found = |(place, text): &(String, String)| {
            let hits = words.clone().into_iter().filter(|word| text.contains(**word));
            hits.map(|word| (place.clone(), *word)).collect::<Vec<_>>()
        };
        self.0.iter().flat_map(found).collect()
    }

    pub fn assert_anonymous(&self) {
        assert_eq!(self.leaks(NAMES.iter().chain(&NEVER)), Vec::new());
    }

    pub fn assert_no_more_than_the_name(&self) {
        assert_eq!(self.leaks(&NEVER), Vec::new());
    }
}

#[test]
fn a_planted_leak_is_seen() {
    let mut seen = Seen::default();
    seen.text("a letter", "Kære Kanarietilde");
    seen.text("a page", "ikke noget");
    assert_eq!(seen.leaks(&NAMES), [("a letter".to_owned(), "Kanarietilde")]);
    assert_eq!(seen.leaks(&NEVER), []);
}
