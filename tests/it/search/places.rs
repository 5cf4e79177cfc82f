//! A postcode or a town among typed words is understood as a place to search around, visibly and so that it can be undone.

use brobygger::{
    domain::{numbers::Postcode, permission::Actor, reference::Reference},
    search::criteria::SlotCriteria,
    settings::reference,
    use_cases::slot_search::SearchSlots,
};

use crate::kit::House;

fn understood(text: &str) -> (String, Option<String>) {
    let reference = reference::load(None).expect("the lists are whole");
    let (criteria, place) = SlotCriteria { text: text.to_owned(), ..SlotCriteria::default() }.understood(&reference);
    assert_eq!(criteria.near.is_some(), place.is_some());
    (criteria.text, place.map(|place| format!("{} {} {}", place.postcode, place.town, place.radius_km)))
}

fn place(text: &str, place: &str) -> (String, Option<String>) {
    (text.to_owned(), Some(place.to_owned()))
}

#[test]
fn a_postcode_or_a_town_among_the_words_is_a_place() {
    for typed in ["lager 4300", "lager Holbæk", "holbaek lager", "lager 4300 Holbæk"] {
        assert_eq!(understood(typed), place("lager", "4300 Holbæk 25"), "{typed}");
    }
    assert_eq!(understood("15 timer lager 4300"), place("15 timer lager", "4300 Holbæk 25"));
    assert_eq!(understood("4300"), place("", "4300 Holbæk 25"));
}

#[test]
fn what_is_quoted_excluded_or_no_place_stays_a_word() {
    for typed in ["lager \"Holbæk\"", "\"pluk 4300 pak\"", "lager -Holbæk", "lager 0001", "lager", "køkken 15 timer"] {
        assert_eq!(understood(typed), (typed.to_owned(), None), "{typed}");
    }
}

#[test]
fn no_word_of_a_title_is_taken_for_a_town() {
    let reference = reference::load(None).expect("the lists are whole");
    let words: Vec<String> = reference.job_types.iter().flat_map(|job| job.title.split_whitespace().map(str::to_owned)).collect();
    let taken: Vec<&String> = words.iter().filter(|word| understood_by(word, &reference)).collect();
    assert!(taken.is_empty() && words.len() > 10, "{taken:?}");
}

fn understood_by(text: &str, reference: &Reference) -> bool {
    SlotCriteria { text: text.to_owned(), ..SlotCriteria::default() }.understood(reference).1.is_some()
}

#[test]
fn the_typed_place_can_be_searched_as_words_instead() {
    let reference = reference::load(None).expect("the lists are whole");
    let (_, place) = SlotCriteria { text: "lager Holbæk nat".to_owned(), ..SlotCriteria::default() }.understood(&reference);
    let place = place.expect("a place");
    assert_eq!((place.without.as_str(), place.as_words.as_str()), ("lager nat", "lager \"Holbæk\" nat"));
    assert_eq!(understood(&place.as_words).1, None);
}

#[test]
fn a_point_that_was_given_counts_more_than_a_typed_one() {
    let reference = reference::load(None).expect("the lists are whole");
    let near = reference.postcodes.find(&Postcode::parse("4000").expect("a postcode")).map(|area| area.point);
    let given = SlotCriteria { text: "lager 4300".to_owned(), near, ..SlotCriteria::default() };
    assert_eq!(given.clone().understood(&reference), (given, None));
}

house_tests! {
    async fn a_typed_postcode_finds_what_lies_around_it_and_says_so(house) {
        let place = house.place(house.tenant).await;
        house.slot(house.tenant, &place, 1).await;
        let staff = house.staff(&["job_consultant"]);
        let ask = async |text: &str| {
            let criteria = SlotCriteria { text: text.to_owned(), ..SlotCriteria::everything() };
            house.app.ask(&staff, &SearchSlots { criteria }).await.expect("an answer")
        };
        for (typed, count) in [("lager 4300", 1), ("15 timer lager 4300", 1), ("lager Holbæk", 1), ("lager 9990", 0), ("lager \"Holbæk\"", 1)] {
            let list = ask(typed).await;
            assert_eq!((list.total, list.place.is_some()), (count, !typed.contains('"')), "{typed}");
        }
        let mut visitor = house.visitor(&staff_in_table(&house).await).await;
        let page = visitor.get("/konsulent/pladser?q=lager+4300").await;
        assert!(page.html.contains("inden for 25 km fra 4300 Holbæk") && page.html.contains("Lagermedarbejder"), "{}", page.html);
        let english = visitor.get("/konsulent/pladser?q=lager+4300&sprog=en").await;
        assert!(english.html.contains("within 25 km of 4300 Holbæk"), "{}", english.html);
        let program = house.program("job_consultant").await;
        let answer = program.get("/api/v1/slots?q=lager%204300").await.with(200);
        assert_eq!((&answer["total"], &answer["understood"]["postcode"]), (&1.into(), &"4300".into()));
    }
}

house_tests! {
    async fn a_page_tells_where_the_places_begin_that_lack_a_word(house) {
        let place = house.place(house.tenant).await;
        house.slot(house.tenant, &place, 1).await;
        let mut visitor = house.visitor(&staff_in_table(&house).await).await;
        let page = visitor.get("/konsulent/pladser?q=lager+bogholder").await.html;
        assert!(page.contains("Ingen pladser har alle ordene. Her er dem, der mangler ét.") && page.contains("Lagermedarbejder"), "{page}");
        assert!(!visitor.get("/konsulent/pladser?q=lager").await.html.contains("har alle ordene"));
        assert!(!visitor.get("/konsulent/pladser?q=lager+%22bogholder%22").await.html.contains("Lagermedarbejder"));
        let program = house.program("job_consultant").await;
        assert_eq!(program.get("/api/v1/slots?q=lager%20bogholder").await.with(200)["total"], 0, "a program gets what has all words");
    }
}

house_tests! {
    async fn a_word_that_is_also_a_far_towns_name_finds_what_it_found_and_offers_the_town(house) {
        let place = house.place(house.tenant).await;
        house.slot(house.tenant, &place, 1).await;
        let staff = staff_in_table(&house).await;
        let criteria = SlotCriteria { text: "nordhavn".to_owned(), ..SlotCriteria::everything() };
        let list = house.app.ask(&staff, &SearchSlots { criteria }).await.expect("an answer");
        assert_eq!((list.total, list.place, list.could_be.map(|place| place.town)), (1, None, Some("Nordhavn".to_owned())));
        let page = house.visitor(&staff).await.get("/konsulent/pladser?q=nordhavn").await.html;
        assert!(page.contains("Søg i stedet omkring 2150 Nordhavn"), "{page}");
    }
}

async fn staff_in_table(house: &House) -> Actor {
    house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1
}
