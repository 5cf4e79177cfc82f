//! Files of the repository as the rules read them: comments and strings blanked, test code set apart.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold nothing of ours.
const FOREIGN: [&str; 5] = ["target", "node_modules", ".git", "data", "shots"];

/// One file: its path from the repository's root, and its text.
pub struct Source {
    pub path: String,
    pub text: String,
}

impl Source {
    /// A file that exists only in a test of the rules.
    pub fn planted(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// The floor of `src` on which the file lies; empty outside `src` and for the roof, which knows the whole house:
    /// files directly in `src`, and the command line.
    pub fn floor(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or_default();
        inside.split_once('/').map_or("", |(floor, _)| if floor == "command_line" { "" } else { floor })
    }

    pub fn has_extension(&self, wanted: &[&str]) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, extension)| wanted.contains(&extension))
    }

    /// Whether the file holds test code only, by where it lies.
    pub fn is_test(&self) -> bool {
        self.path.split('/').any(|part| part == "tests" || part == "tests.rs" || part == "benches")
    }

    /// The Rust code that ships: no comments, no text in strings, no `#[cfg(test)]` items.
    pub fn shipped_code(&self) -> String {
        if self.is_test() { String::new() } else { without_test_items(&code_of(&self.text)) }
    }

    /// All Rust code, tests too, without comments and text in strings.
    pub fn code(&self) -> String {
        code_of(&self.text)
    }
}

/// Where the repository lies.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every text file of ours with one of the extensions.
pub fn repository(extensions: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root(), extensions, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(folder: &Path, extensions: &[&str], found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository can be read") {
        let path = entry.expect("an entry of the repository can be read").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && !FOREIGN.contains(&name.as_str()) {
            collect(&path, extensions, found);
        } else if path.extension().is_some_and(|extension| extensions.iter().any(|wanted| extension == *wanted)) {
            let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{} is no UTF-8 text: {error}", path.display()));
            let path = path.strip_prefix(root()).expect("lies in the repository").to_string_lossy().into_owned();
            found.push(Source { path, text });
        }
    }
}

/// Blanks comments and the inside of strings, so that positions and lines stay as they are.
pub fn code_of(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = match chars[at] {
            '/' if chars.get(at + 1) == Some(&'/') => end_of_line(&chars, at),
            '/' if chars.get(at + 1) == Some(&'*') => end_of_block_comment(&chars, at),
            '"' => end_of_string(&chars, at),
            'r' if !follows_word(&chars, at) => end_of_raw_string(&chars, at),
            '\'' => end_of_char(&chars, at),
            _ => at,
        };
        if end == at {
            code.push(chars[at]);
            at += 1;
        } else {
            code.extend(chars[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    code
}

fn follows_word(chars: &[char], at: usize) -> bool {
    at > 0 && chars[at - 1] != 'b' && is_word(chars[at - 1])
}

fn end_of_line(chars: &[char], at: usize) -> usize {
    (at..chars.len()).find(|i| chars[*i] == '\n').unwrap_or(chars.len())
}

fn end_of_block_comment(chars: &[char], at: usize) -> usize {
    let (mut depth, mut i) = (0, at);
    while i + 1 < chars.len() {
        match (chars[i], chars[i + 1]) {
            ('/', '*') => (depth, i) = (depth + 1, i + 2),
            ('*', '/') => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
        if depth == 0 {
            return i;
        }
    }
    chars.len()
}

fn end_of_string(chars: &[char], at: usize) -> usize {
    let mut i = at + 1;
    while i < chars.len() && chars[i] != '"' {
        i += if chars[i] == '\\' { 2 } else { 1 };
    }
    (i + 1).min(chars.len())
}

/// `at` itself when the `r` does not open a raw string.
fn end_of_raw_string(chars: &[char], at: usize) -> usize {
    let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
    let open = at + 1 + hashes;
    if chars.get(open) != Some(&'"') {
        return at;
    }
    let closes = |i: usize| chars[i] == '"' && chars[i + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
    (open + 1..chars.len()).find(|i| closes(*i)).map_or(chars.len(), |i| i + 1 + hashes)
}

/// `at` itself when the quote opens a lifetime.
fn end_of_char(chars: &[char], at: usize) -> usize {
    match (chars.get(at + 1), chars.get(at + 2)) {
        (Some('\\'), _) => (at + 3..chars.len()).find(|i| chars[*i] == '\'').map_or(chars.len(), |i| i + 1),
        (Some(_), Some('\'')) => at + 3,
        _ => at,
    }
}

/// Takes code of [`code_of`] and leaves out each item under `#[cfg(test)]`.
fn without_test_items(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut rest = code;
    let mut shipped = String::new();
    while let Some(start) = rest.find(MARK) {
        let item = &rest[start..];
        let end =
            item.find([';', '{']).map_or(item.len(), |i| if item[i..].starts_with('{') { i + length_of_block(&item[i..]) } else { i + 1 });
        shipped.push_str(&rest[..start]);
        shipped.extend(item[..end].chars().filter(|c| *c == '\n'));
        rest = &item[end..];
    }
    shipped.push_str(rest);
    shipped
}

/// Bytes from an opening brace to its closing one, both included.
pub fn length_of_block(code: &str) -> usize {
    let mut depth = 0_usize;
    for (i, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth <= 1 => return i + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// One identifier of the code with what stands directly around it.
pub struct Word<'a> {
    pub text: &'a str,
    pub start: usize,
    pub before: &'a str,
    pub after: &'a str,
}

impl Word<'_> {
    /// Whether the word begins a path, as `tokio` in `tokio::spawn` or `use tokio;`.
    pub fn begins_path(&self) -> bool {
        let starts = !self.before.ends_with("::") && !self.before.ends_with('.');
        starts && (self.after.starts_with("::") || self.before.split(|c: char| !is_word(c)).next_back() == Some("use"))
    }
}

/// The identifiers of the code in order.
pub fn words(code: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut start = None;
    for (i, c) in code.char_indices().chain([(code.len(), ' ')]) {
        match (start, is_word(c)) {
            (None, true) => start = Some(i),
            (Some(from), false) => {
                found.push(Word { text: &code[from..i], start: from, before: code[..from].trim_end(), after: code[i..].trim_start() });
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// The line on which a byte of the code stands, counted from one.
pub fn line_of(code: &str, byte: usize) -> usize {
    code[..byte].matches('\n').count() + 1
}
