//! Every letter in both languages, word for word.

use brobygger::{domain::terms::Language, mail::preview};

#[test]
fn every_letter_reads_as_agreed_in_both_languages() {
    for (name, letter) in preview::samples(Some("Lagermedarbejder")).expect("whole texts") {
        insta::assert_snapshot!(name, format!("Emne: {}\n\n{}\n-----\n{}", letter.subject, letter.text, letter.html));
    }
}

#[test]
fn every_letter_has_both_forms_its_language_and_no_tracking() {
    for (name, letter) in preview::samples(None).expect("whole texts") {
        let wire = String::from_utf8(letter.wire()).expect("ASCII");
        let language = if name.ends_with("_en") { Language::En } else { Language::Da };
        assert!(wire.is_ascii(), "{name}");
        assert!(wire.contains(&format!("Content-Language: {language}\r\n")), "{name}");
        assert!(letter.html.contains(&format!("<html lang=\"{language}\">")), "{name}");
        assert!(wire.contains("text/plain") && wire.contains("text/html"), "{name}");
        for forbidden in ["<img", "<script", "http://", "Bcc"] {
            assert!(!wire.contains(forbidden), "{name}: {forbidden}");
        }
        let can_be_stopped = ["m10", "m11"].iter().any(|kind| name.starts_with(kind)) && !name.starts_with("m11_staff");
        assert_eq!(wire.contains("List-Unsubscribe: <https://brobygger.example/"), can_be_stopped, "{name}");
    }
}

#[test]
fn a_letter_is_the_same_mail_each_time_it_is_made() {
    let wires = || preview::samples(None).expect("whole texts").iter().map(|(_, letter)| letter.wire()).collect::<Vec<_>>();
    assert_eq!(wires(), wires());
}

#[test]
fn every_address_in_a_letter_is_ours() {
    for (name, letter) in preview::samples(Some("<a href=\"http://evil.example\">x</a>")).expect("whole texts") {
        let links = letter.html.matches("<a ").count();
        let ours = letter.html.matches("<a href=\"https://brobygger.example/").count();
        assert_eq!(links, ours, "{name}");
    }
}
