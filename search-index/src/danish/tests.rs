//! What the analysis makes of the words that consultants type.

use super::fold::words;
use super::*;

fn printed(word: &str) -> String {
    let lower = fold::lower_case(word);
    let forms = analyzer().forms(&lower);
    format!("{} {} [{}]", forms.raw, forms.stem.as_deref().unwrap_or("-"), forms.parts.join(" "))
}

#[test]
fn compounds_are_split_through_linking_letters_and_inflected_ends() {
    let expected = [
        ("pædagogmedhjælper", "paedagogmedhjaelper paedagogmedhjaelp [paedagog medhjaelp]"),
        ("plejehjemsmedhjælper", "plejehjemsmedhjaelper plejehjemsmedhjaelp [plejehjem medhjaelp]"),
        ("lagermedarbejdere", "lagermedarbejdere lagermedarbejd [lager medarbejd]"),
        ("virksomhedspraktik", "virksomhedspraktik virksomhedspraktik [virksom praktik]"),
        ("flaskedreng", "flaskedreng flaskedreng [flask dreng]"),
        ("sosu", "sosu sosu []"),
        ("køkkenmedhjælperen", "koekkenmedhjaelperen koekkenmedhjaelp [koekken medhjaelp]"),
        ("rengøringsassistenter", "rengoeringsassistenter rengoeringsassistent [rengoering assistent]"),
        ("kolonialmedarbejder", "kolonialmedarbejder kolonialmedarbejd [kolonial medarbejd]"),
        ("zumbainstruktør", "zumbainstruktoer zumbainstruktoer [zumba instruktoer]"),
        ("lager", "lager lager []"),
        ("lageret", "lageret lager []"),
        ("fleksjobbet", "fleksjobbet fleksjob []"),
        ("børnehaver", "boernehaver boernehav []"),
        ("og", "og - []"),
    ];
    for (word, forms) in expected {
        assert_eq!(printed(word), forms, "{word}");
    }
}

#[test]
fn every_spelling_of_skaelskoer_has_a_common_term() {
    let index = analyzer().forms("skælskør");
    for typed in ["Skælskør", "skaelskoer", "SKÆLSKØR", "Skaelskør", "skaelskor", "skælskor"] {
        let lower = fold::lower_case(typed);
        let forms = analyzer().forms(&lower);
        let typed_terms = [Some(&forms.raw), forms.plain.as_ref()];
        let common = typed_terms.iter().flatten().any(|term| **term == index.raw || Some(*term) == index.plain.as_ref());
        assert!(common, "{typed}: {forms:?} / {index:?}");
    }
}

#[test]
fn ascii_typing_is_stemmed_like_danish_letters() {
    assert_eq!(analyzer().forms("koekkenmedhjaelperen").stem, analyzer().forms("køkkenmedhjælper").stem);
    assert_eq!(analyzer().forms("aabenraa").stem, analyzer().forms("åbenrå").stem);
}

#[test]
fn composed_and_decomposed_letters_are_the_same() {
    assert_eq!(fold::lower_case("A\u{30a}benra\u{30a}"), "åbenrå");
    let cut: Vec<_> = words("Smed, (ba\u{30a}d)-bygger 7,5 t").map(|word| word.lower).collect();
    assert_eq!(cut, ["smed", "båd", "bygger", "7", "5", "t"]);
}

#[test]
fn a_word_of_endless_length_is_no_word() {
    assert_eq!(words(&"æ".repeat(5_000)).count(), 0);
}
