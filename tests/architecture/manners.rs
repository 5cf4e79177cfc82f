//! How each file behaves: its size, its opening, its names, its neighbours.

use crate::source::{Source, length_of_block, line_of, words};

const MOST_LINES: usize = 400;
const MOST_HANDLER_LINES: usize = 25;
const EMPTY_NAMES: [&str; 9] = ["util", "utils", "helper", "helpers", "common", "manager", "service", "data", "info"];

/// Files that nobody reads to the end.
pub fn long_files(sources: &[Source]) -> Vec<String> {
    let lines = |source: &Source| source.text.lines().count();
    let long = sources.iter().filter(|source| lines(source) > MOST_LINES);
    long.map(|source| format!("{}: {} lines, at most {MOST_LINES}", source.path, lines(source))).collect()
}

/// Rust files that do not say what they are for.
pub fn silent_files(sources: &[Source]) -> Vec<String> {
    let silent = sources.iter().filter(|source| !source.text.starts_with("//! ") && !source.text.starts_with("//!\n"));
    silent.map(|source| format!("{}: open it with one `//!` sentence on what it is for", source.path)).collect()
}

/// Files and folders whose name says nothing.
pub fn empty_names(sources: &[Source]) -> Vec<String> {
    let is_empty = |part: &str| EMPTY_NAMES.contains(&part.split('.').next().unwrap_or(part));
    let empty = sources.iter().filter(|source| source.path.split('/').any(is_empty));
    empty.map(|source| format!("{}: name it after what it holds", source.path)).collect()
}

/// Lints switched off without being noticed when they no longer fire.
/// A macro may do so: what it expands to fires in one place and not in the next, which no `expect` can say.
pub fn silenced_lints(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        for (number, line) in without_macros(&source.code()).lines().enumerate() {
            if ["#[", "#!["].iter().any(|open| line.contains(open)) && words(line).iter().any(|word| word.text == "allow") {
                found.push(format!("{}:{}: `allow`: write `#[expect(lint, reason = …)]`", source.path, number + 1));
            }
        }
    }
    found
}

fn without_macros(code: &str) -> String {
    let mut rest = code;
    let mut plain = String::new();
    while let Some(open) = rest.find("macro_rules!").and_then(|start| Some(start + rest[start..].find('{')?)) {
        let end = open + length_of_block(&rest[open..]);
        plain.push_str(&rest[..open]);
        plain.extend(rest[open..end].chars().filter(|c| *c == '\n'));
        rest = &rest[end..];
    }
    plain.push_str(rest);
    plain
}

/// Work put off in a comment.
pub fn put_off_work(sources: &[Source]) -> Vec<String> {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
    let mut found = Vec::new();
    for source in sources {
        for word in words(&source.text).iter().filter(|word| marks.contains(&word.text)) {
            found.push(format!("{}:{}: {}; do it or write an issue", source.path, line_of(&source.text, word.start), word.text));
        }
    }
    found
}

/// Tests that wait for time to pass. Fault tests may: there a process is killed at a random moment.
pub fn sleeping_tests(sources: &[Source]) -> Vec<String> {
    let sleeps = |source: &Source, word: &str| word == "sleep" || (word == "waitForTimeout" && source.has_extension(&["mjs"]));
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| source.path.starts_with("tests/") && !source.path.starts_with("tests/faults/")) {
        let code = source.code();
        for word in words(&code).iter().filter(|word| word.after.starts_with('(') && sleeps(source, word.text)) {
            found.push(format!(
                "{}:{}: a test never sleeps; move the clock or wait for the event",
                source.path,
                line_of(&code, word.start)
            ));
        }
    }
    found
}

/// Handlers that do more than read, call one use case and answer.
pub fn long_handlers(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| source.floor() == "web") {
        let code = source.shipped_code();
        for word in words(&code).iter().filter(|word| word.text == "fn" && word.before.ends_with("async")) {
            let Some(body) = code[word.start..].find('{').map(|open| word.start + open) else { continue };
            let lines = code[word.start..body + length_of_block(&code[body..])].lines().count();
            if lines > MOST_HANDLER_LINES {
                let line = line_of(&code, word.start);
                found.push(format!(
                    "{}:{line}: a handler of {lines} lines, at most {MOST_HANDLER_LINES}; the work belongs to a use case",
                    source.path
                ));
            }
        }
    }
    found
}

/// Pages that no Rust file beside them names; shared pieces lie in `layout` and `parts`, fragments begin with `_`.
pub fn pages_without_handler(sources: &[Source]) -> Vec<String> {
    let is_page = |source: &&Source| {
        let shared = ["src/web/layout/", "src/web/parts/", "src/web/assets/"].iter().any(|folder| source.path.starts_with(folder));
        source.path.starts_with("src/web/") && source.path.ends_with(".html") && !shared && !source.path.contains("/_")
    };
    let mut found = Vec::new();
    for page in sources.iter().filter(is_page) {
        let (folder, file) = page.path.rsplit_once('/').unwrap_or_default();
        let names_it = |source: &Source| source.text.contains(&format!("{file}\""));
        let beside =
            |source: &&Source| source.has_extension(&["rs"]) && source.path.rsplit_once('/').is_some_and(|(place, _)| place == folder);
        if !sources.iter().filter(beside).any(names_it) {
            found.push(format!("{}: no handler beside it names {file}", page.path));
        }
    }
    found
}

/// Rows of the law that do not say from when they hold and where they stand.
pub fn rules_without_source(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| source.path.starts_with("config/rules/") && source.has_extension(&["toml"])) {
        for (line, row) in rows_of(&source.text) {
            let says = |key: &str| {
                row.lines().any(|line| line.trim_start().trim_start_matches('{').trim_start().split(['=', '.', ' ']).next() == Some(key))
            };
            for key in ["source", "valid_from"].into_iter().filter(|key| !says(key)) {
                found.push(format!("{}:{line}: a rule without `{key}`", source.path));
            }
        }
    }
    found
}

/// The `[[row]]`s of a TOML file with their first line; `[[row.part]]` belongs to the row above.
fn rows_of(text: &str) -> Vec<(usize, String)> {
    let mut rows: Vec<(usize, String)> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.starts_with("[[") && !line.contains('.') {
            rows.push((number + 1, String::new()));
        } else if let Some((_, row)) = rows.last_mut() {
            row.push_str(line);
            row.push('\n');
        }
    }
    rows
}

/// Rooms to which the README's table sends a reader and which are not there; `exists` looks at the disk.
pub fn missing_rooms(readme: &str, exists: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for heading in ["Rooms", "Glossary"].into_iter().filter(|heading| section(readme, heading).is_none()) {
        found.push(format!("README.md: no heading `## {heading}`"));
    }
    for quoted in section(readme, "Rooms").unwrap_or_default().split('`').skip(1).step_by(2) {
        let known = quoted.split(['<', '*', '{']).next().unwrap_or_default();
        let path = if known == quoted { known } else { known.rsplit_once('/').map_or("", |(folder, _)| folder) };
        if path.contains('/') && !exists(path) {
            found.push(format!("README.md: the table of rooms names `{quoted}`, but {path} is not there"));
        }
    }
    found
}

/// What stands under `## heading`, up to the next heading of that depth.
fn section<'a>(readme: &'a str, heading: &str) -> Option<&'a str> {
    let title = format!("## {heading}\n");
    let at = readme.find(&title)?;
    let body = &readme[at + title.len()..];
    Some(&body[..body.find("\n## ").unwrap_or(body.len())])
}
