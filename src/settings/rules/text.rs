//! The text of a set of rule files: what is hashed, kept with verdicts, copied into a new edition and read again years later.

use std::{fmt::Write, path::Path, sync::Arc};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{RuleFile, RulesFault, combine, embedded_files, files_of, has_only_own_deadlines};
use crate::domain::rulebook::{Edition, RuleSet};

/// One file of a set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextFile {
    /// Name without folder.
    pub name: String,
    /// Contents.
    pub text: String,
    /// The municipality's own rows, laid over those of the same id.
    pub local: bool,
}

/// The files of a set of rules, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RuleText {
    files: Vec<TextFile>,
}

impl RuleText {
    /// The rules that come with the program, with a folder of the municipality's own laid over them.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn of_program(folder: Option<&Path>) -> Result<Self, RulesFault> {
        let files = embedded_files().into_iter().map(|file| TextFile { name: file.name, text: file.text, local: false });
        let embedded = Self { files: files.collect() };
        folder.map_or(Ok(embedded.clone()), |folder| embedded.with_folder(folder))
    }

    /// The same with a folder laid over it: a file of the same name takes the place of the whole file, the rows of
    /// another file take the place of rows of the same id.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn with_folder(&self, folder: &Path) -> Result<Self, RulesFault> {
        let mut changed = self.clone();
        for file in files_of(folder)? {
            // The municipality's own deadlines stand beside the law's and never take the place of its file.
            let hides_the_law = has_only_own_deadlines(&file) && self.file(&file.name).is_some_and(|law| !law.local);
            let name = if hides_the_law { format!("egne-{}", file.name) } else { file.name };
            changed.put(&name, file.text);
        }
        Ok(changed)
    }

    /// Puts a file in its place; a name that is not there is the municipality's own file.
    pub fn put(&mut self, name: &str, text: String) {
        match self.files.iter_mut().find(|file| file.name == name) {
            Some(file) => file.text = text,
            None => self.files.push(TextFile { name: name.to_owned(), text, local: true }),
        }
        self.files.sort_by(|one, other| one.name.cmp(&other.name));
    }

    /// Takes one of the municipality's own files out.
    pub fn take_out(&mut self, name: &str) {
        self.files.retain(|file| file.name != name || !file.local);
    }

    /// The files, by name.
    #[must_use]
    pub fn files(&self) -> &[TextFile] {
        &self.files
    }

    /// One file.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&TextFile> {
        self.files.iter().find(|file| file.name == name)
    }

    /// Reads the rules.
    ///
    /// # Errors
    /// Every fault that was found.
    pub fn rules(&self) -> Result<RuleSet, Vec<RulesFault>> {
        let layer = |local: bool| -> Vec<RuleFile> {
            let files = self.files.iter().filter(|file| file.local == local);
            files.map(|file| RuleFile { name: file.name.clone(), text: file.text.clone() }).collect()
        };
        combine(&layer(false), &layer(true))
    }

    /// The whole as one text.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads such a text.
    ///
    /// # Errors
    /// It is none.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// An edition of these rules, from a day on; none = since ever.
    ///
    /// # Errors
    /// Every fault that was found.
    pub fn edition(&self, from: Option<NaiveDate>) -> Result<Edition, Vec<RulesFault>> {
        let text: Arc<str> = self.to_json().into();
        Ok(Edition { from, hash: hash_of(&text), rules: Arc::new(self.rules()?), text })
    }
}

/// The hash by which a text is kept, hexadecimal.
#[must_use]
pub fn hash_of(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
