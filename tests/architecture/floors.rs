//! Who may import whom: the table of the house, and what it finds in the code.

use crate::source::{Source, Word, length_of_block, line_of, words};

/// The floors of `src` and what of ours each may use; `base` is open to all, and so is a floor to itself.
const FLOORS: [(&str, &[&str]); 16] = [
    ("base", &[]),
    ("settings", &["domain"]),
    ("domain", &[]),
    ("intake", &["domain", "settings"]),
    ("store", &["domain"]),
    ("search", &["domain"]),
    ("gateway", &["domain", "i18n"]),
    ("i18n", &["domain"]),
    ("mail", &["domain", "i18n"]),
    ("print", &[]),
    ("use_cases", &["domain", "store", "search", "gateway", "intake", "settings"]),
    ("jobs", &["use_cases", "store", "search", "mail", "gateway", "domain"]),
    ("demo", &["domain", "intake", "use_cases", "settings"]),
    ("web", &["use_cases", "state", "domain", "i18n", "print"]),
    ("api", &["use_cases", "state", "domain", "i18n"]),
    ("state", &[]),
];

/// Libraries that belong to one place: each is named there only (and on the roof).
const HOMES: [(&str, &[&str]); 15] = [
    ("sea_orm", &["store"]),
    ("sea_orm_migration", &[]),
    ("sqlx", &["store"]),
    ("entity", &["store"]),
    ("migration", &["store"]),
    ("axum", &["web", "api"]),
    ("axum_extra", &["web", "api"]),
    ("tower_http", &["web", "api"]),
    ("tantivy", &[]),
    ("search_index", &["search"]),
    ("reqwest", &["gateway"]),
    ("lettre", &["mail"]),
    ("krilla", &["print"]),
    ("skrifa", &["print"]),
    ("anyhow", &[]),
];

/// Floors that wait for nothing and so need no runtime.
const WITHOUT_RUNTIME: [&str; 4] = ["domain", "settings", "intake", "i18n"];

/// Crates beside `src`, each with the sisters it must not know.
const SISTERS: [(&str, &[&str]); 3] = [
    ("entity/", &["migration", "search_index", "brobygger"]),
    ("migration/", &["entity", "search_index", "brobygger"]),
    ("search-index/", &["entity", "migration", "brobygger"]),
];

/// Files on a floor that the table does not know.
pub fn unknown_floors(sources: &[Source]) -> Vec<String> {
    let known = |source: &&Source| source.path.starts_with("src/") && !source.floor().is_empty() && allowed(source.floor()).is_none();
    sources.iter().filter(known).map(|source| format!("{}: `{}` is no floor of the house", source.path, source.floor())).collect()
}

/// Floors named in a file that may not know them.
pub fn forbidden_floors(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| source.path.starts_with("src/")) {
        let Some(allowed) = allowed(source.floor()) else { continue };
        let code = source.shipped_code();
        for (floor, at) in floors_named(&code) {
            let fine = floor == source.floor() || floor == "base" || allowed.contains(&floor) || self::allowed(floor).is_none();
            if !fine {
                let line = line_of(&code, at);
                found.push(format!(
                    "{}:{line}: `{}` may not use `{floor}` (it may use: base {})",
                    source.path,
                    source.floor(),
                    allowed.join(" ")
                ));
            }
        }
    }
    found
}

/// Libraries named away from their home.
pub fn strayed_libraries(sources: &[Source]) -> Vec<String> {
    find_roots(sources, |source, library| {
        let floor = source.floor();
        if !source.path.starts_with("src/") || floor.is_empty() || source.path == "src/web/assets/build.rs" {
            return None;
        }
        if library == "tokio" && WITHOUT_RUNTIME.contains(&floor) {
            return Some(format!("`{floor}` waits for nothing and needs no tokio"));
        }
        let (_, homes) = HOMES.iter().find(|(name, _)| *name == library)?;
        (!homes.contains(&floor)).then(|| {
            format!("`{library}` is not for `{floor}`; its home is: {}", if homes.is_empty() { "outside the floors" } else { homes[0] })
        })
    })
}

/// Sister crates that know each other.
pub fn entangled_crates(sources: &[Source]) -> Vec<String> {
    find_roots(sources, |source, library| {
        let (home, strangers) = SISTERS.iter().find(|(home, _)| source.path.starts_with(home))?;
        strangers.contains(&library).then(|| format!("`{home}` must not know `{library}`"))
    })
}

/// Sister crates that list each other among their dependencies.
pub fn entangled_manifests(manifests: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for manifest in manifests.iter().filter(|manifest| manifest.path.ends_with("/Cargo.toml")) {
        let Some((home, strangers)) = SISTERS.iter().find(|(home, _)| manifest.path.starts_with(home)) else { continue };
        for line in manifest.text.lines() {
            let key = line.split(['=', '.', ' ']).next().unwrap_or_default().replace('-', "_");
            if strangers.contains(&key.as_str()) {
                found.push(format!("{}: `{home}` must not depend on `{key}`", manifest.path));
            }
        }
    }
    found
}

/// What would make the ground floor, or a use case, give another answer on another day or machine.
pub fn impurities(sources: &[Source]) -> Vec<String> {
    const NOW: [&str; 8] =
        ["Utc::now", "Local::now", "SystemTime::now", "Instant::now", "Uuid::now_v7", "Uuid::new_v4", "std::env", "rand::"];
    const OUTSIDE: [&str; 6] = ["async ", ".await", "std::fs", "std::net", "std::thread", "std::process"];
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| ["domain", "use_cases"].contains(&source.floor())) {
        let forbidden: Vec<_> = if source.floor() == "domain" { NOW.iter().chain(&OUTSIDE).collect() } else { NOW.iter().collect() };
        for (number, line) in source.shipped_code().lines().enumerate() {
            for word in forbidden.iter().filter(|word| holds(line, word)) {
                found.push(format!("{}:{}: `{}` in `{}`; hand it in", source.path, number + 1, word.trim(), source.floor()));
            }
        }
    }
    found
}

fn holds(line: &str, wanted: &str) -> bool {
    line.match_indices(wanted).any(|(at, _)| wanted.starts_with('.') || !line[..at].ends_with(crate::source::is_word))
}

fn allowed(floor: &str) -> Option<&'static [&'static str]> {
    FLOORS.iter().find(|(name, _)| *name == floor).map(|(_, allowed)| *allowed)
}

/// The floors behind `crate::floor` and `use crate::{floor::…, floor}`, with where they stand.
fn floors_named(code: &str) -> Vec<(&str, usize)> {
    let mut found = Vec::new();
    for word in words(code).iter().filter(|word| word.text == "crate" && word.after.starts_with("::")) {
        let path = word.after["::".len()..].trim_start();
        let names = if path.starts_with('{') {
            first_names(&path[..length_of_block(path)])
        } else {
            words(path).first().map(|name| name.text).into_iter().collect()
        };
        found.extend(names.into_iter().map(|name| (name, word.start)));
    }
    found
}

/// The first name of each branch of a `use` group, which begins and ends with its braces.
fn first_names(group: &str) -> Vec<&str> {
    let depth = |word: &Word| group[..word.start].matches('{').count() - group[..word.start].matches('}').count();
    words(group).iter().filter(|word| depth(word) == 1 && word.before.ends_with(['{', ','])).map(|word| word.text).collect()
}

fn find_roots(sources: &[Source], judge: impl Fn(&Source, &str) -> Option<String>) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| source.has_extension(&["rs"])) {
        let code = source.shipped_code();
        for word in words(&code).iter().filter(|word| word.begins_path()) {
            if let Some(problem) = judge(source, word.text) {
                found.push(format!("{}:{}: {problem}", source.path, line_of(&code, word.start)));
            }
        }
    }
    found
}
