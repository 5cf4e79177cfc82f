//! Who may do what, as one table; a right that moves shows in the review of that file.

use std::{
    collections::BTreeSet,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use brobygger::{
    domain::{
        ids::{ContactId, LinkId, PlacementId, TenantId},
        permission::{Actor, Right, Rights, Who},
    },
    settings::roles,
    use_cases::{accounts::ListAccounts, failure::Failure, slot_search::SearchSlots},
};

use super::registry::{self, UseCase};

/// Every role with its rights, the holder of an answer link, and the system itself.
fn everybody() -> Vec<(String, Rights)> {
    let id = uuid::Uuid::nil();
    let book = roles::role_book().expect("the roles are whole");
    let mut all: Vec<(String, Rights)> = book.iter().map(|(word, role)| (word.to_owned(), role.rights.clone())).collect();
    let admin = book.rights_of(["company"]).into_iter().chain([Right::ManagePortalUsers]).collect();
    all.push(("(company admin)".to_owned(), admin));
    all.push(("(link)".to_owned(), Actor::link_holder(TenantId(1), LinkId(id), ContactId(id), PlacementId(id)).rights));
    all.push(("(system)".to_owned(), Actor::system(TenantId(1)).rights));
    all
}

fn table() -> String {
    let (mut use_cases, everybody) = (registry::all(), everybody());
    use_cases.sort_by_key(|use_case| use_case.name);
    let mut text = String::new();
    for UseCase { name, right, .. } in use_cases {
        let may: Vec<&str> = everybody.iter().filter(|(_, rights)| rights.contains(&right)).map(|(word, _)| word.as_str()).collect();
        writeln!(text, "{name:<32} {:<18} {}", right.to_string(), may.join(" ")).expect("memory");
    }
    text
}

/// The types after `Intention for` and `Question for` in some code.
fn declared_in(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in code.lines().filter(|line| line.trim_start().starts_with("impl")) {
        for (_, rest) in [" Intention for ", " Question for "].iter().filter_map(|word| line.split_once(word)) {
            found.insert(rest.chars().take_while(|letter| letter.is_alphanumeric()).collect());
        }
    }
    found
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

fn registered() -> BTreeSet<String> {
    let last = |use_case: UseCase| {
        let path = use_case.of_type.split('<').next().unwrap_or_default().replace(' ', "");
        path.rsplit("::").next().unwrap_or_default().to_owned()
    };
    registry::all().into_iter().map(last).collect()
}

#[test]
fn every_use_case_against_every_role() {
    insta::assert_snapshot!(table());
}

#[test]
fn no_use_case_of_the_source_is_left_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/use_cases");
    let code = sources(&folder).iter().map(|path| fs::read_to_string(path).expect("UTF-8")).collect::<Vec<_>>().join("\n");
    let mut declared = declared_in(&code);
    assert!(declared.remove("Once"), "Once wraps an intention under its own name and right");
    assert_eq!(declared, registered());
}

#[test]
fn the_search_through_the_source_finds_a_planted_use_case() {
    let planted =
        "impl Question for Peep {\nimpl<R: Incoming> Intention for TakeAll<'_, R> {\n// impl of an Intention for nobody\nstruct Other;";
    assert_eq!(declared_in(planted), BTreeSet::from(["Peep".to_owned(), "TakeAll".to_owned()]));
}

#[test]
fn names_are_given_once() {
    let mut names: Vec<&str> = registry::all().iter().map(|use_case| use_case.name).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
}

house_tests! {
    async fn whoever_lacks_the_right_is_turned_away_before_anything_is_read(house) {
        for (word, rights) in everybody() {
            let actor = Actor { rights, who: Who::System, ..Actor::system(house.tenant) };
            let search = house.app.ask(&actor, &SearchSlots { criteria: brobygger::search::criteria::SlotCriteria::everything() }).await;
            let list = house.app.ask(&actor, &ListAccounts).await;
            let denied = |failure: Option<Failure>| matches!(failure, Some(Failure::Denied(_)));
            assert_eq!(denied(search.err()), matches!(word.as_str(), "company" | "(company admin)" | "(link)"), "{word}");
            assert_eq!(denied(list.err()), !matches!(word.as_str(), "administrator" | "(system)"), "{word}");
        }
    }
}
