//! The lists of the rule book against what the program does: what a mail may not say, and what a company may see.

use std::collections::BTreeSet;

use brobygger::{
    domain::{
        reference::holds_cpr_number,
        release::ReleasedField,
        rulebook::{
            RuleSet,
            further_rule::{BodyPolicy, DisclosureField as Field, DisclosureStage as Stage, MailPattern},
        },
    },
    mail::letters::harmless_title,
    settings::{MailTls, Settings, reference, rules},
    use_cases::placements::cards::Card,
};

use super::canaries::BENEFITS;

fn law() -> RuleSet {
    rules::load(None).expect("the rules")
}

fn fields_of(stage: Stage) -> BTreeSet<Field> {
    law().disclosure.iter().filter(|row| row.stage == stage).flat_map(|row| row.fields.clone()).collect()
}

/// What the anonymous card says of the citizen and the placement, as the rule book calls it.
const ON_THE_CARD: [Field; 5] = [Field::Purpose, Field::Period, Field::Hours, Field::Skills, Field::NeededOffers];

/// The card's own fields; one that is added does not compile here until it is sorted, and the list above with it.
fn sort_the_card(card: &Card) {
    // The company's own place, and where the question stands.
    let Card {
        placement: _,
        state: _,
        slot: _,
        slot_title: _,
        plads_id: _,
        workplace_name: _,
        form: _,
        answer_by: _,
        meeting_times: _,
        ..
    } = card;
    // Of the citizen.
    let Card { purpose: _, weeks: _, skills: _, needed_offers: _, .. } = card;
}

/// What the rule book calls each thing that a release can name.
fn called(field: &ReleasedField) -> (Field, Stage) {
    match field {
        ReleasedField::Name => (Field::Name, Stage::AfterRelease),
        ReleasedField::Phone { .. } => (Field::Phone, Stage::WithConsent),
        ReleasedField::Condition { .. } => (Field::Arbejdshensyn, Stage::WithConsent),
    }
}

#[test]
fn the_card_shows_what_the_rule_book_lets_it_show_and_no_more() {
    let sorted: fn(&Card) = sort_the_card;
    assert_eq!(BTreeSet::from(ON_THE_CARD), fields_of(Stage::BeforeRelease), "{sorted:p}");
}

#[test]
fn a_release_names_what_the_rule_book_lets_it_name_and_no_more() {
    let all = [
        ReleasedField::Name,
        ReleasedField::Phone { number: "11223344".to_owned() },
        ReleasedField::Condition { code: "ikke:trapper".to_owned() },
    ];
    for field in &all {
        let (field, stage) = called(field);
        assert!(fields_of(stage).contains(&field), "{field}");
    }
    let consented: BTreeSet<_> = all.iter().map(called).filter(|(_, stage)| *stage == Stage::WithConsent).map(|(field, _)| field).collect();
    assert_eq!(consented, fields_of(Stage::WithConsent));
    let never = fields_of(Stage::Never);
    assert!(all.iter().map(called).all(|(field, _)| !never.contains(&field)) && ON_THE_CARD.iter().all(|field| !never.contains(field)));
}

#[test]
fn a_mail_keeps_each_pattern_out_that_the_rule_book_names() {
    let (law, reference) = (law(), reference::load(None).expect("reference"));
    let [rule] = law.mail.as_slice() else { panic!("one row on mail") };
    let named: BTreeSet<_> = rule.forbid_patterns.iter().copied().collect();
    assert_eq!(named, MailPattern::ALL.iter().copied().collect(), "every pattern that the program knows");
    let says = |title: &str| harmless_title(title, &reference.diagnosis_words, &law.mail).is_some();
    assert!(says("Lagermedarbejder") && says("Fleksibel afløser") && says("Ledig plads i køkkenet"));
    let diagnosis = "Plads til en med skizofreni";
    assert!(reference.diagnosis_words.find(diagnosis).is_some() && !says(diagnosis));
    assert!(holds_cpr_number("010490-9995") && !says("010490-9995"));
    for word in BENEFITS {
        assert!(!says(&format!("Plads til {word}")), "{word}");
    }
    for group in &law.target_groups {
        let name = &group.head.name.da;
        assert!(!says(name) || group.head.id == "under18" || group.integration_act, "{name}");
    }
}

#[test]
fn a_mail_is_a_notice_with_a_link_and_travels_encrypted() {
    let law = law();
    let settings = Settings::defaults().expect("the defaults");
    assert!(law.mail.iter().all(|rule| rule.require_tls && rule.body_policy == BodyPolicy::NoticeWithLink));
    assert_eq!(settings.mail.tls, MailTls::Required);
}
