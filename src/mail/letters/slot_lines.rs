//! Slots as the lines of a letter, so many that it can still be read.

/// The words of the lines in the texts.
const LINES: [&str; 12] =
    ["slot_1", "slot_2", "slot_3", "slot_4", "slot_5", "slot_6", "slot_7", "slot_8", "slot_9", "slot_10", "slot_11", "slot_12"];

/// Slots of a letter: the place and, where it may be said, the title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlotLines(pub Vec<(Option<String>, Option<String>)>);

impl SlotLines {
    /// How many slots there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The lines that stand, and what stands in them.
    pub(super) fn filled(&self) -> (Vec<&'static str>, Vec<(&'static str, String)>) {
        let told =
            self.0.iter().map(|(place, title)| [place.as_deref(), title.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(": "));
        let (mut said, mut values): (Vec<&str>, Vec<(&str, String)>) =
            LINES.into_iter().zip(told).map(|(word, line)| (word, (word, if line.is_empty() { "–".to_owned() } else { line }))).unzip();
        let more = self.count().saturating_sub(LINES.len());
        if more > 0 {
            said.push("more");
            values.push(("more", more.to_string()));
        }
        (said, values)
    }
}
