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

/// The shipped files with rows of a municipality's own; what is wrong with them, in words.
fn faults_of(own: &str) -> Vec<String> {
    let local = RuleFile { name: "egne.toml".to_owned(), text: own.to_owned() };
    combine(&embedded_files(), &[local]).err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

/// A row with what every row has.
fn a_row(kind: &str, id: &str, family: &str, days: (&str, Option<&str>), rest: &str) -> String {
    let to = days.1.map(|to| format!("valid_to = {to}\n")).unwrap_or_default();
    format!(
        "[[{kind}]]\nid = \"{id}\"\nname_da = \"en regel\"\nname_en = \"a rule\"\nfamily = \"{family}\"\npriority = 10\n\
         valid_from = {}\n{to}severity = \"info\"\nverified = true\nsource = \"Prøve\"\n{rest}\n",
        days.0
    )
}

/// What a row of each kind needs besides.
const KINDS: [(&str, &str); 14] = [
    ("target_group", ""),
    ("duration", "types = [\"fleksjob\"]\nmax_weeks = 4"),
    ("eligibility", "require = { age_min = 18 }"),
    ("hours", "max_week = 37"),
    ("previous_employment", "last_employer_same = \"deny\""),
    ("ratio", "types = [\"fleksjob\"]\nsteps = [{ per = 5 }]"),
    ("growth", "months = 12"),
    ("consultation", "form = \"sign\""),
    ("grant", "types = [\"fleksjob\"]\nthrough = \"vitas\""),
    ("deadline", "kind = \"talk\"\ncounts_from = \"benefit\"\nweeks = 2"),
    ("mentor", "max_months = 6"),
    ("rate", "kroner = 10\nunit = \"hour\""),
    ("mail", "forbid_patterns = [\"cpr\"]\nrequire_tls = true\nbody_policy = \"notice_with_link\""),
    ("disclosure", "stage = \"before_release\"\nfields = [\"skills\"]"),
];

#[test]
fn rows_of_every_kind_may_neither_overlap_nor_leave_a_gap_in_their_family() {
    for (kind, rest) in KINDS {
        let pair = |first_end: Option<&str>, gap: &str, second_start: &str| {
            let first = a_row(kind, "proeve-1", "proeve", ("2020-01-01", first_end), &format!("{rest}\n{gap}"));
            faults_of(&format!("{first}{}", a_row(kind, "proeve-2", "proeve", (second_start, None), rest)))
        };
        assert_eq!(pair(Some("2023-12-31"), "", "2024-01-01"), [""; 0], "{kind}");
        for (first_end, second_start) in [(None, "2024-01-01"), (Some("2024-01-01"), "2024-01-01")] {
            let overlap = only(pair(first_end, "", second_start));
            let named = ["egne.toml:", "proeve-1", "proeve-2", "egne.toml:1)", "overlapper"].iter().all(|word| overlap.contains(word));
            assert!(named, "{kind}: {overlap}");
        }
        let hole = only(pair(Some("2023-12-30"), "", "2024-01-01"));
        let named = ["egne.toml:", "proeve-1", "proeve-2", "hul fra 2023-12-31 til 2023-12-31"].iter().all(|word| hole.contains(word));
        assert!(named, "{kind}: {hole}");
        assert_eq!(pair(Some("2023-12-30"), "gap = true", "2024-01-01"), [""; 0], "{kind}");
    }
}

#[test]
fn unknown_words_within_values_are_refused_with_file_line_and_id() {
    let wrong = [
        ("grant", "types = [\"fleksjob\"]\nthrough = \"brevdue\"", "brevdue"),
        ("deadline", "kind = \"fest\"\ncounts_from = \"benefit\"\nweeks = 2", "fest"),
        ("deadline", "kind = \"talk\"\ncounts_from = \"foedsel\"\nweeks = 2", "foedsel"),
        ("deadline", "kind = \"talk\"\ncounts_from = \"benefit\"\nweeks = 2\nmonths = 1", "enten weeks eller months"),
        ("deadline", "kind = \"talk\"\ncounts_from = \"benefit\"\nweeks = 2\ngroups = [\"adel\"]", "adel"),
        ("deadline", "kind = \"talk\"\ncounts_from = \"benefit\"\nweeks = 2\nwhen = { groups = [\"adel\"] }", "adel"),
        ("rate", "kroner = 10\nunit = \"dag\"", "dag"),
        ("rate", "kroner = 10\nkroner_to = 9\nunit = \"hour\"", "under kroner"),
        ("mail", "forbid_patterns = [\"vejr\"]\nrequire_tls = true\nbody_policy = \"notice_with_link\"", "vejr"),
        ("disclosure", "stage = \"before_release\"\nfields = [\"skostoerrelse\"]", "skostoerrelse"),
        ("duration", "types = [\"fleksjob\"]\nmax_weeks = 4\nextend = [{ to_weeks = 8, needs = \"lyst\" }]", "lyst"),
        ("previous_employment", "last_employer_same = \"deny\"\nneeds = [\"lyst\"]", "lyst"),
        ("ratio", "types = [\"fleksjob\"]\nsteps = [{ per = 5 }]\nnot_ordinary = [\"nisser\"]", "nisser"),
        ("legal_event", "valid_to = 2026-01-01", "kun sin dag"),
    ];
    for (kind, rest, word) in wrong {
        let faults = faults_of(&a_row(kind, "proeve-1", "proeve", ("2020-01-01", None), rest));
        let named = faults.iter().any(|fault| fault.starts_with("egne.toml:") && fault.contains("\"proeve-1\"") && fault.contains(word));
        assert!(named, "{kind} {rest}: {faults:#?}");
    }
}

#[test]
fn a_company_is_never_shown_what_another_row_says_it_never_sees() {
    let row =
        a_row("disclosure", "proeve-1", "proeve", ("2020-01-01", None), "stage = \"after_release\"\nfields = [\"name\", \"diagnosis\"]");
    let fault = only(faults_of(&row));
    assert!(
        ["egne.toml:1", "proeve-1", "diagnosis", "company-never", "disclosure.toml:"].iter().all(|word| fault.contains(word)),
        "{fault}"
    );
}

#[test]
fn a_group_takes_over_the_codes_of_an_earlier_list() {
    let facts = |group: &str, start: &str| {
        let text = law_tests::EXAMPLE.replace("\"dagpenge\"", &format!("\"{group}\"")).replace("2026-03-02", start);
        crate::domain::rulebook::Facts::read(&text.replace("2026-03-30", start)).unwrap()
    };
    let heir = a_row("target_group", "forsikret", "maalgruppe-forsikret", ("2026-01-01", None), "replaces = [\"arbejdsloes\", \"ledig\"]");
    let limit = "types = [\"virksomhedspraktik\"]\nmax_weeks = 2\ngroups = [\"forsikret\"]";
    let own = format!("{heir}{}", a_row("duration", "praktik-2", "praktik-forsikret", ("2020-01-01", None), limit));
    let rules = combine(&embedded_files(), &[RuleFile { name: "egne.toml".to_owned(), text: own.clone() }]).unwrap();
    let decided =
        |group: &str, start: &str| rules.evaluate(&facts(group, start)).unwrap().findings.iter().any(|one| one.rule == "praktik-2");
    assert!(decided("forsikret", "2026-03-02") && decided("ledig", "2026-03-02"));
    assert!(!decided("dagpenge", "2026-03-02"), "a code of the list is never taken over");
    assert!(!decided("ledig", "2025-12-31"), "the group did not exist yet");
    assert!(rules.evaluate(&facts("fremmed", "2026-03-02")).is_err(), "no list has ever had it");
    let second = a_row("target_group", "andre", "maalgruppe-andre", ("2026-06-01", None), "replaces = [\"ledig\"]");
    let fault = only(faults_of(&format!("{own}{second}")));
    assert!(["andre", "forsikret", "\"ledig\""].iter().all(|word| fault.contains(word)), "{fault}");
    let both = a_row("target_group", "nye", "maalgruppe-nye", ("2027-01-01", None), "replaces = [\"dagpenge\"]");
    assert!(only(faults_of(&both)).contains("\"nye\" og \"dagpenge\""));
}
