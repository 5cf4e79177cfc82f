//! Rule files are refused with file, line and id.

use super::*;

fn faults_with(name: &str, change: impl Fn(&str) -> String) -> Vec<String> {
    let files: Vec<RuleFile> = embedded_files()
        .into_iter()
        .map(|file| if file.name == name { RuleFile { text: change(&file.text), ..file } } else { file })
        .collect();
    combine(&files, &[]).err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

fn only(faults: Vec<String>) -> String {
    assert_eq!(faults.len(), 1, "{faults:#?}");
    faults.into_iter().next().unwrap()
}

#[test]
fn the_embedded_rules_are_sound() {
    let rules = load(None).unwrap_or_else(|faults| panic!("{faults:#?}"));
    assert_eq!(rules.target_groups.len(), 14);
    assert_eq!(rules.placement_types.len(), PlacementForm::ALL.len());
    assert!(rules.duration.len() >= 13 && rules.ratio.len() == 3);
}

#[test]
fn an_unknown_word_is_refused_with_file_line_and_id() {
    let fault = only(faults_with("hours.toml", |text| text.replace("max_week = 37.0", "max_week = 37.0\nmax_day = 8")));
    assert_eq!(fault, "hours.toml:12: \"max37\": ukendt ord \"max_day\"");
    let fault = only(faults_with("duration.toml", |text| text.replace("dimittendsats = true", "dimittent = true")));
    assert!(fault.contains("\"praktik-8-dimittend\": ukendt ord \"dimittent\""), "{fault}");
    let fault = only(faults_with("duration.toml", |text| text.replace("\"under18\"", "\"under19\"")));
    assert!(fault.starts_with("duration.toml:") && fault.contains("praktik-13-under18") && fault.contains("under19"), "{fault}");
}

#[test]
fn a_wrong_date_is_refused() {
    let fault = only(faults_with("growth.toml", |text| text.replace("valid_from = 2014-01-01", "valid_from = \"2014\"")));
    assert!(fault.contains("\"merbeskaeftigelse\": valid_from skal være en dato"), "{fault}");
    let fault = only(faults_with("growth.toml", |text| text.replace("valid_from = 2014-01-01", "valid_from = 2014-02-31")));
    assert!(fault.starts_with("growth.toml:"), "{fault}");
}

#[test]
fn an_overlap_within_a_family_is_refused() {
    let fault = only(faults_with("ratio.toml", |text| text.replace("valid_to = 2019-12-31", "valid_to = 2020-01-01")));
    assert!(fault.contains("rimelighed-heads") && fault.contains("rimelighed-fte-2020") && fault.contains("overlapper"), "{fault}");
}

#[test]
fn a_gap_within_a_family_is_refused_unless_it_is_meant() {
    let shorten = |more: &str| format!("valid_to = 2024-12-30{more}");
    let fault = only(faults_with("ratio.toml", |text| text.replace("valid_to = 2024-12-31", &shorten(""))));
    assert!(fault.contains("hul fra 2024-12-31 til 2024-12-31"), "{fault}");
    assert!(faults_with("ratio.toml", |text| text.replace("valid_to = 2024-12-31", &shorten("\ngap = true"))).is_empty());
}

#[test]
fn a_file_that_is_not_toml_is_refused_with_its_line() {
    let fault = only(faults_with("growth.toml", |text| format!("{text}\n[[growth]\n")));
    assert!(fault.starts_with("growth.toml:1"), "{fault}");
}

#[test]
fn a_row_of_the_municipality_takes_the_place_of_the_embedded_one() {
    let hours = embedded_files().into_iter().find(|file| file.name == "hours.toml").unwrap();
    let local = RuleFile { name: "lokalt.toml".to_owned(), text: hours.text.replace("37.0", "30.0") };
    let rules = combine(&embedded_files(), &[local]).unwrap();
    assert_eq!(rules.hours.len(), 1);
    assert!((rules.hours[0].max_week - 30.0).abs() < f64::EPSILON);
}

#[test]
fn a_folder_that_is_missing_is_told() {
    let faults = load(Some(Path::new("/no/such/folder"))).unwrap_err();
    assert!(faults[0].to_string().starts_with("/no/such/folder: kan ikke læses"));
}

#[test]
fn a_source_is_named_in_words_and_its_address_stands_apart() {
    let rules = load(None).unwrap();
    let shown: Vec<_> = rules.headers().into_iter().map(|head| (head.id.as_str(), head.source.as_str())).collect();
    let is_host = |word: &str| word.trim_matches(|sign: char| !sign.is_alphanumeric()).ends_with(".dk");
    assert!(shown.iter().all(|(_, source)| !source.split_whitespace().any(is_host)), "{shown:#?}");
    let eligibility = rules.eligibility.iter().find(|row| row.head.id == "lt-6m").unwrap();
    assert!(eligibility.head.url.as_deref().is_some_and(|url| url.starts_with("https://www.star.dk/")));
    let fault = only(faults_with("growth.toml", |text| text.replace("source = \"STAR", "source = \"https://star.dk STAR")));
    assert!(fault.contains("adressen skrives i url"), "{fault}");
    let fault = only(faults_with("growth.toml", |text| text.replace("url = \"https://", "url = \"http://")));
    assert!(fault.contains("url skal være en adresse"), "{fault}");
}
