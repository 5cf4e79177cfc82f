//! Closed days as lines: when, why, and where they come from.

use crate::{
    domain::{closure::Closure, ids::ClosureId, slot::Slot},
    i18n::Texts,
};

/// A closure as a page shows it.
pub struct ClosedLine {
    /// Which.
    pub id: ClosureId,
    /// First to last day.
    pub days: String,
    /// The last day, as a field holds it.
    pub last: String,
    /// Why.
    pub reason: String,
    /// What is closed: the whole workplace or a slot's title.
    pub whole: String,
    /// What it means for who is there.
    pub meaning: String,
}

/// The lines of some closures.
pub fn lines(texts: Texts, closures: &[Closure], slots: &[Slot]) -> Vec<ClosedLine> {
    let line = |closure: &Closure| {
        let title = closure.slot.and_then(|id| slots.iter().find(|slot| slot.id == id)).map(|slot| slot.title.clone());
        ClosedLine {
            id: closure.id,
            days: texts.period(closure.days.from, Some(closure.days.to)),
            last: closure.days.to.to_string(),
            reason: texts.text(&format!("closure-reason-{}", closure.reason)).into_owned(),
            whole: title.unwrap_or_else(|| texts.text("closure-whole-workplace").into_owned()),
            meaning: texts.text(if closure.reason.takes_nobody() { "closure-means-nobody" } else { "closure-means-no-start" }).into_owned(),
        }
    };
    closures.iter().map(line).collect()
}
