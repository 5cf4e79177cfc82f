//! Tests that both languages say the same things, and that every text which a page asks for exists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{env, fs};

use fluent_bundle::FluentResource;
use rust_embed::RustEmbed;

use super::texts::{DanishFiles, EnglishFiles};

type Arguments = BTreeSet<String>;

/// Every key of a language with the arguments its text uses.
fn keys<Files: RustEmbed>() -> BTreeMap<String, Arguments> {
    let mut keys = BTreeMap::new();
    for name in Files::iter() {
        let text = String::from_utf8(Files::get(&name).unwrap().data.into_owned()).unwrap();
        assert!(FluentResource::try_new(text.clone()).is_ok(), "{name} has faults");
        let mut current = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((key, _)) = line.split_once('=').filter(|_| line.starts_with(|sign: char| sign.is_ascii_lowercase())) {
                current = key.trim().to_owned();
                assert!(keys.insert(current.clone(), Arguments::new()).is_none(), "{current} stands twice");
            }
            keys.entry(current.clone()).or_default().extend(arguments(line));
        }
    }
    keys.remove("");
    keys
}

fn arguments(line: &str) -> Vec<String> {
    let word = |rest: &str| rest.chars().take_while(|sign| sign.is_ascii_alphanumeric() || *sign == '_').collect();
    line.split('$').skip(1).map(word).collect()
}

#[test]
fn each_key_stands_in_danish_and_english_with_the_same_arguments() {
    let (danish, english) = (keys::<DanishFiles>(), keys::<EnglishFiles>());
    let differing: Vec<_> = danish.keys().chain(english.keys()).filter(|key| danish.get(*key) != english.get(*key)).collect();
    assert!(differing.is_empty(), "not the same in both languages: {differing:?}");
}

#[test]
fn every_text_that_the_pages_ask_for_exists() {
    let known = keys::<DanishFiles>();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web");
    let mut missing = BTreeSet::new();
    visit(&root, &mut |file, text| {
        for call in [".text(\"", ".count(\"", ".with(\"", ".name(\""] {
            for key in text.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
                if !known.contains_key(key) {
                    missing.insert(format!("{key} in {}", file.display()));
                }
            }
        }
    });
    assert!(missing.is_empty(), "texts without a Danish line: {missing:#?}");
}

fn visit(folder: &Path, look: &mut dyn FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("node_modules") {
            visit(&path, look);
        } else if path.extension().is_some_and(|ending| ending == "html" || ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let code: Vec<_> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            look(&path, &code.join("\n"));
        }
    }
}
