//! What was done, by whom and when, in the reader's words.

use crate::{base::clock::Moment, i18n::Texts, use_cases::companies::HistoryLine};

/// One line of a history.
#[derive(Clone, Debug)]
pub struct HistoryEntry {
    /// When.
    pub at: Moment,
    /// Who.
    pub who: String,
    /// What.
    pub what: String,
}

/// The lines of a history in words.
pub fn entries(texts: Texts, lines: &[HistoryLine]) -> Vec<HistoryEntry> {
    lines.iter().map(|line| entry(texts, line)).collect()
}

fn entry(texts: Texts, line: &HistoryLine) -> HistoryEntry {
    let known = |key: String, other: &str| if texts.has(&key) { texts.text(&key).into_owned() } else { other.to_owned() };
    let act = known(format!("history-{}", line.action.replace('.', "-")), &texts.text("history-other"));
    let fields: Vec<String> = line.fields.iter().map(|field| known(format!("history-field-{field}"), field)).collect();
    HistoryEntry {
        at: line.at,
        who: line.who.clone().unwrap_or_else(|| texts.text("history-nobody").into_owned()),
        what: if fields.is_empty() { act } else { format!("{act}: {}", fields.join(", ")) },
    }
}
