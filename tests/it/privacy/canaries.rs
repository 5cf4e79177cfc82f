//! The planted words, and the places where they must not be.

use brobygger::{
    domain::{
        citizen::{Citizen, PersonName, Wish},
        ids::PlacementId,
        numbers::CprNumber,
        placement::StateName,
        terms::Language,
    },
    store::{citizens, placements},
};

use crate::{
    kit::{House, browser::Answer, day},
    placements::stage::{Stage, fortnight, proposal, unwritten},
};

/// Words that say who it is: for the company after a release only, and nowhere else ever.
pub const NAMES: [&str; 2] = ["Kanarietilde", "Kanarietest"];

/// Words that never come out, release or not.
pub const NEVER: [&str; 13] = [
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
    "99000023",
];

/// Benefits, as people call them; with the groups' own words nothing of it comes out.
pub const BENEFITS: [&str; 8] = [
    "dagpenge",
    "kontanthjælp",
    "sygedagpenge",
    "uddannelseshjælp",
    "ressourceforløb",
    "ledighedsydelse",
    "førtidspension",
    "unemployment benefit",
];

/// Fills a citizen with canaries; the place tells the one from the other, all else is the same.
fn plant(citizen: &mut Citizen, place: usize, group: &str) {
    let (cpr, external_id) = if place == 0 {
        ("0104909995".to_owned(), "KANARIE-42".to_owned())
    } else {
        (format!("010490{place:04}"), format!("KANARIE-42-{place}"))
    };
    citizen.name = PersonName::new(NAMES[0].to_owned(), NAMES[1].to_owned());
    citizen.cpr = CprNumber::parse(&cpr).ok();
    citizen.external_id = Some(external_id);
    citizen.postcode = Some("9990".to_owned());
    citizen.profile.wishes = vec![Wish { title: "Kanarieoenske".to_owned(), occupation: Some("4321".to_owned()) }];
    citizen.profile.skills = vec!["Kanariefaerdighed".to_owned()];
    citizen.legal.target_group = Some(group.to_owned());
    citizen.legal.birth_date = Some(day("1990-04-01"));
    citizen.legal.birth_year = Some(1990);
    citizen.legal.last_employer = Some("99000023".to_owned());
    citizen.legal.last_function = Some("Kanariefunktion".to_owned());
}

/// Every target group of the law.
fn groups(house: &House) -> Vec<String> {
    house.app.rules.first().rules.target_groups.iter().map(|row| row.head.id.clone()).collect()
}

/// Every word that says which group somebody belongs to: codes, their names in both languages, and the benefits.
pub fn group_words(house: &House) -> Vec<&'static str> {
    let mut words: Vec<String> = BENEFITS.iter().map(ToString::to_string).collect();
    for row in &house.app.rules.first().rules.target_groups {
        words.push(row.head.id.clone());
        words.extend([Language::Da, Language::En].map(|language| row.head.name.text(language).to_owned()));
    }
    words.sort();
    words.dedup();
    words.into_iter().map(|word| &*word.leak()).collect()
}

/// Plants canaries in every citizen of both municipalities: the stage's own, and one of each target group besides.
pub async fn plant_everywhere(stage: &mut Stage) -> Vec<Citizen> {
    plant(&mut stage.citizen, 0, "dagpenge");
    let own = stage.citizen.clone();
    stage.house.write(stage.house.tenant, async |work| citizens::update(work, &own).await.expect("a citizen")).await;
    stage.citizen.version += 1;
    let mut crowd = Vec::new();
    for (place, group) in groups(&stage.house).iter().enumerate() {
        crowd.push(stage.house.citizen_with(stage.house.tenant, |citizen| plant(citizen, place + 1, group)).await);
        stage.house.citizen_with(stage.house.neighbour, |citizen| plant(citizen, place + 1, group)).await;
    }
    let reader = stage.house.app.reader(stage.house.tenant).await.expect("a reader");
    let all = citizens::page(&reader, None, 1_000).await.expect("read");
    reader.end().await.expect("the reader ends");
    assert!(all.len() == crowd.len() + 1 && all.iter().all(|citizen| citizen.name.reveal().contains(NAMES[0])), "every citizen is planted");
    crowd
}

/// Lays a proposal for each of the crowd into the table that has reached the company, so that its pages list them all.
pub async fn lay_offers(stage: &Stage, crowd: &[Citizen]) -> Vec<PlacementId> {
    let offer = |citizen: &Citizen| {
        let mut record = unwritten(&stage.house, &stage.consultant, &proposal(citizen, &stage.slot, fortnight()), &stage.slot);
        record.placement.state = StateName::Offered;
        record.citizen_statement = Some("Kanarieudtalelse: vil gerne".to_owned());
        record.override_reason = Some("Kanariegrund".to_owned());
        record.confirmed_at = Some(stage.house.app.now());
        record.placement.answer_by = Some(stage.house.app.now() + chrono::Duration::days(14));
        record
    };
    let records: Vec<_> = crowd.iter().map(offer).collect();
    stage.house.write(stage.house.tenant, async |work| placements::insert(work, &records).await.expect("placements")).await;
    records.iter().map(|record| record.placement.id).collect()
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
            let hits = words.clone().into_iter().filter(|word| holds(text, word));
            hits.map(|word| (place.clone(), *word)).collect::<Vec<_>>()
        };
        self.0.iter().flat_map(found).collect()
    }

    /// Where a word stands by itself, not as a part of another one, and which.
    fn groups_told(&self, words: &[&'static str]) -> Vec<(String, &'static str)> {
        let found = |(place, text): &(String, String)| {
            let text = text.to_lowercase();
            let hits = words.iter().filter(|word| stands_in(&text, &word.to_lowercase()));
            hits.map(|word| (place.clone(), *word)).collect::<Vec<_>>()
        };
        self.0.iter().flat_map(found).collect()
    }

    pub fn assert_anonymous(&self, groups: &[&'static str]) {
        assert_eq!(self.leaks(NAMES.iter().chain(&NEVER)), Vec::new());
        assert_eq!(self.groups_told(groups), Vec::new());
    }

    pub fn assert_no_more_than_the_name(&self, groups: &[&'static str]) {
        assert_eq!(self.leaks(&NEVER), Vec::new());
        assert_eq!(self.groups_told(groups), Vec::new());
    }
}

/// Whether a planted word is in a text; four digits count only by themselves, since times and random ids hold any.
fn holds(text: &str, word: &str) -> bool {
    let is_short = word.len() <= 4;
    let is_part = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_alphanumeric() || sign == '-');
    let alone = |at: usize| !is_part(text[..at].chars().next_back()) && !is_part(text[at + word.len()..].chars().next());
    text.match_indices(word).any(|(at, _)| !is_short || alone(at))
}

/// Whether a word stands in a text by itself.
pub fn stands_in(text: &str, word: &str) -> bool {
    let is_part = |sign: Option<char>| sign.is_some_and(|sign| sign.is_alphanumeric() || sign == '_');
    let alone = |at: usize| !is_part(text[..at].chars().next_back()) && !is_part(text[at + word.len()..].chars().next());
    text.match_indices(word).any(|(at, _)| alone(at))
}

#[test]
fn a_planted_leak_is_seen() {
    let mut seen = Seen::default();
    seen.text("a letter", "Kære Kanarietilde");
    seen.text("a page", "ikke noget");
    assert_eq!(seen.leaks(&NAMES), [("a letter".to_owned(), "Kanarietilde")]);
    assert_eq!(seen.leaks(&NEVER), []);
    seen.text("a mail", "Hun er Dagpengemodtager, dagpenge siden maj");
    assert_eq!(seen.groups_told(&["dagpenge", "kh_jobparat"]), [("a mail".to_owned(), "dagpenge")]);
}
