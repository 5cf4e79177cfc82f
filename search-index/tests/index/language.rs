//! What Danish words find: compounds, inflection, letters, typos, beginnings, synonyms, exclusions.

use proptest::prelude::*;
use search_index::{Change, SlotDocument, SlotIndex, SlotQuery, SlotSort, SynonymTable, TextPlace};
use tempfile::TempDir;

use crate::kit::{self, OWN, at, id, open_slot, text_query};

fn synonyms() -> SynonymTable {
    let row = |term: &'static str, expansions: &[&str]| (term, expansions.iter().map(|word| (*word).to_owned()).collect());
    SynonymTable::new([
        row("sosu", &["social- og sundhedshjælper", "social- og sundhedsassistent"]),
        row("pau", &["pædagogisk assistent"]),
        row("flaskedreng", &["flaskemedarbejder", "flaskebord"]),
        row("varmemester", &["pedel", "vicevært"]),
        row("teknisk service", &["pedel"]),
    ])
}

fn index_of(slots: &[SlotDocument]) -> (SlotIndex, TempDir) {
    let dir = tempfile::tempdir().unwrap();
    (kit::rebuilt_with(dir.path(), slots, synonyms()), dir)
}

fn titled(titles: &[&str]) -> (SlotIndex, TempDir) {
    let slots: Vec<_> = titles.iter().zip(0..).map(|(title, number)| open_slot(number, title)).collect();
    index_of(&slots)
}

fn titles_found(index: &SlotIndex, titles: &[&str], text: &str) -> Vec<String> {
    let hits = index.search(&text_query(text)).unwrap().hits;
    hits.iter().map(|hit| titles[(0..).position(|number| id(number) == hit.id).unwrap()].to_owned()).collect()
}

#[track_caller]
fn finds(titles: &[&str], expected: &[(&str, &[&str])]) {
    let (index, _dir) = titled(titles);
    for (text, wanted) in expected {
        let mut found = titles_found(&index, titles, text);
        found.sort();
        let mut wanted = wanted.to_vec();
        wanted.sort_unstable();
        assert_eq!(found, wanted, "{text}");
    }
}

#[test]
fn compounds_are_found_by_their_parts_and_parts_by_the_compound() {
    let titles =
        ["Lagermedarbejder", "Medarbejder på lager", "Plejehjemsmedhjælper", "Pædagogmedhjælper", "Assistent i virksomhedspraktik"];
    finds(
        &titles,
        &[
            ("lager ", &["Lagermedarbejder", "Medarbejder på lager"]),
            ("lageret ", &["Lagermedarbejder", "Medarbejder på lager"]),
            ("lagermedarbejdere", &["Lagermedarbejder", "Medarbejder på lager"]),
            ("plejehjem ", &["Plejehjemsmedhjælper"]),
            ("medhjælpere", &["Plejehjemsmedhjælper", "Pædagogmedhjælper"]),
            ("praktik ", &["Assistent i virksomhedspraktik"]),
            ("pædagogmedhjælperne", &["Pædagogmedhjælper"]),
        ],
    );
}

#[test]
fn danish_letters_may_be_typed_in_any_way() {
    let titles = ["Smørrebrød i Skælskør", "Gårdmand i Åbenrå", "Murer i Aabenraa"];
    let skaelskoer: &[&str] = &["Smørrebrød i Skælskør"];
    let both: &[&str] = &["Gårdmand i Åbenrå", "Murer i Aabenraa"];
    finds(
        &titles,
        &[
            ("Skælskør", skaelskoer),
            ("skaelskør", skaelskoer),
            ("skaelskoer", skaelskoer),
            ("skaelskor", skaelskoer),
            ("SKÆLSKØR", skaelskoer),
            ("smorrebrod", skaelskoer),
            ("smoerrebroed", skaelskoer),
            ("åbenrå", both),
            ("aabenraa", both),
            ("abenra", both),
            ("gaardmand", &["Gårdmand i Åbenrå"]),
            ("gardmand", &["Gårdmand i Åbenrå"]),
        ],
    );
}

#[test]
fn typos_are_forgiven_only_when_the_word_is_nowhere() {
    let titles = ["Lagermedarbejder", "Bager", "Rengøringsassistent", "Truckfører"];
    finds(
        &titles,
        &[
            ("bager", &["Bager"]),
            ("lager ", &["Lagermedarbejder"]),
            ("lagermedabrejder", &["Lagermedarbejder"]),
            ("rengoringsasistent", &["Rengøringsassistent"]),
            ("trukfører", &["Truckfører"]),
            ("xqzwv", &[]),
        ],
    );
}

#[test]
fn the_last_word_is_also_a_beginning() {
    let titles = ["Truckfører", "Trykkerimedarbejder", "Fører af truck"];
    finds(
        &titles,
        &[("tru", &["Truckfører", "Fører af truck"]), ("tru ", &[]), ("tr", &["Truckfører", "Trykkerimedarbejder", "Fører af truck"])],
    );
}

#[test]
fn everyday_words_stand_for_the_titles_behind_them() {
    let titles = ["Social- og sundhedshjælper", "Pædagogisk assistent", "Pedel", "Flaskemedarbejder", "Pædagogmedhjælper"];
    finds(
        &titles,
        &[
            ("sosu", &["Social- og sundhedshjælper"]),
            ("PAU", &["Pædagogisk assistent"]),
            ("flaskedreng", &["Flaskemedarbejder"]),
            ("varmemester", &["Pedel"]),
            ("teknisk service", &["Pedel"]),
        ],
    );
    let (index, _dir) = titled(&titles);
    let answer = index.search(&SlotQuery { highlight: true, ..text_query("varmemester") }).unwrap();
    let highlight = &answer.hits[0].highlights[0];
    assert_eq!((highlight.word.as_str(), highlight.synonym_for.as_deref()), ("Pedel", Some("varmemester")));
}

#[test]
fn quotes_are_exact_and_a_minus_excludes() {
    let titles = ["Teknisk medarbejder i service", "Teknisk service", "Service", "Kok uden nattevagter"];
    finds(
        &titles,
        &[
            ("\"teknisk service\"", &["Teknisk service"]),
            ("\"service\" -teknisk", &["Service"]),
            ("-\"teknisk service\" service", &["Teknisk medarbejder i service", "Service"]),
            ("\"tekniske service\"", &[]),
            ("-service -teknisk", &["Kok uden nattevagter"]),
            ("kok -nattevagt", &[]),
        ],
    );
}

#[test]
fn all_words_must_occur_and_small_words_do_not_count() {
    let titles = ["Kok på plejehjem", "Kok", "Plejehjem"];
    finds(&titles, &[("kok plejehjem", &["Kok på plejehjem"]), ("en kok til et plejehjem", &["Kok på plejehjem"]), ("kok løve", &[])]);
}

#[test]
fn the_title_counts_more_than_the_description() {
    let in_text = SlotDocument { description: "Du hjælper vores kok.".to_owned(), ..open_slot(0, "Opvasker") };
    let in_place = SlotDocument { workplace_name: "Kok & Co".to_owned(), ..open_slot(1, "Opvasker") };
    let (index, _dir) = index_of(&[in_text, in_place, open_slot(2, "Kok og opvasker i kantine"), open_slot(3, "Kok")]);
    let ids: Vec<_> = index.search(&text_query("kok")).unwrap().hits.iter().map(|hit| hit.id).collect();
    assert_eq!(ids, [id(3), id(2), id(1), id(0)]);
}

#[test]
fn town_postcode_branch_and_occupation_are_found_by_their_words() {
    let slot = SlotDocument {
        town: "Næstved".to_owned(),
        postcode: 4_700,
        branch_title: "Detailhandel med fødevarer".to_owned(),
        occupation_title: "Salgsarbejde i butik".to_owned(),
        synonyms: "kasse; butiksmedhjælper".to_owned(),
        company_name: "Købmand Ås".to_owned(),
        ..open_slot(1, "Opfylder")
    };
    let (index, _dir) = index_of(&[slot]);
    for text in ["naestved", "4700", "47", "fødevarer", "salgsarbejde", "butiksmedhjælper", "købmand", "aas", "detailhandel opfylder 4700"]
    {
        assert_eq!(index.search(&text_query(text)).unwrap().total, 1, "{text}");
    }
    let answer = index.search(&SlotQuery { highlight: true, ..text_query("butiksmedhjælper") }).unwrap();
    let highlights = &answer.hits[0].highlights;
    let other_word = highlights.iter().find(|highlight| highlight.word == "butiksmedhjælper").unwrap();
    assert_eq!((other_word.place, other_word.synonym_for.as_deref()), (TextPlace::Occupation, Some("Salgsarbejde i butik")));
}

#[test]
fn a_phrase_does_not_reach_from_one_text_into_the_next() {
    let slot = SlotDocument { workplace_name: "Teknisk".to_owned(), company_name: "Service".to_owned(), ..open_slot(1, "Pedel") };
    let (committed, _dir) = index_of(std::slice::from_ref(&slot));
    let (overlay, _other_dir) = index_of(&[]);
    overlay.apply(vec![Change::Upsert(slot)], at(OWN, 1)).unwrap();
    for index in [committed, overlay] {
        assert_eq!(index.search(&text_query("\"teknisk service\"")).unwrap().total, 0);
        assert_eq!(index.search(&text_query("\"teknisk\" \"service\"")).unwrap().total, 1);
    }
}

#[test]
fn few_hits_with_all_words_are_followed_by_those_that_lack_one_where_that_is_wanted() {
    let titles = ["Kok i kantine", "Kok", "Medhjælper i kantine", "Truckfører"];
    let (index, _dir) = titled(&titles);
    let ask = |text: &str, may_lack_a_word| index.search(&SlotQuery { may_lack_a_word, ..text_query(text) }).unwrap();
    assert_eq!(ask("kok kantine", false).total, 1);
    let answer = ask("kok kantine", true);
    assert_eq!((answer.total, answer.with_all_words, answer.hits[0].id), (3, 1, id(0)));
    assert_eq!(ask("kok kantine -medhjælper", true).total, 2);
    assert_eq!(ask("\"kok\" kantine", true).total, 2);
    assert_eq!(ask("kok elefant giraf", true).total, 0);
    let mistyped = ask("kok kantne", true);
    assert_eq!((mistyped.with_all_words, mistyped.hits[0].id), (1, id(0)), "a typing error is forgiven before a word is let go");
    let by_freshness = SlotQuery { may_lack_a_word: true, sort: SlotSort::Freshness, ..text_query("kok kantine") };
    assert_eq!(index.search(&by_freshness).unwrap().total, 1);
    let pages = SlotQuery { may_lack_a_word: true, limit: 1, ..text_query("kok kantine") };
    let first = index.search(&pages).unwrap();
    let second = index.search(&SlotQuery { cursor: first.next_cursor.clone(), ..pages }).unwrap();
    assert_eq!((first.total, second.total, second.with_all_words), (3, 3, 1));
    assert_ne!(first.hits[0].id, second.hits[0].id);
}

#[test]
fn cut_words_joined_words_and_ends_that_say_little_find_the_work() {
    let titles = ["Produktionsmedarbejder", "Lagermedarbejder", "Rengøring af kontorer", "Taxichauffør"];
    for (text, found) in [("prod.medarb.", 0), ("lager medarbejder", 1), ("rengøringsjob", 2), ("rengøringskone", 2)] {
        assert_eq!(titles_found(&titled(&titles).0, &titles, text), [titles[found]], "{text}");
    }
    let titles = ["Hundefrisør", "Frisør"];
    assert_eq!(titles_found(&titled(&titles).0, &titles, "frisører"), ["Frisør", "Hundefrisør"]);
    let titles = ["Male vægge", "Maler"];
    assert_eq!(titles_found(&titled(&titles).0, &titles, "maler"), ["Maler", "Male vægge"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn nothing_typed_is_an_error(text in "\\PC{0,60}|[\"\\-a-zæøå:*()\\[\\]^~ \u{0}-\u{1f}]{0,300}") {
        thread_local! {
            static INDEX: (SlotIndex, TempDir) = titled(&["Lagermedarbejder", "Kok", "æøå"]);
        }
        INDEX.with(|(index, _dir)| {
            let answer = index.search(&SlotQuery { highlight: true, ..text_query(&text) }).unwrap();
            prop_assert!(answer.total <= 3);
            Ok(())
        })?;
    }
}
