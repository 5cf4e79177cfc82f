//! The demo's mailbox: the latest letters, kept in memory and shown on `/demo/post`.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use super::compose::Rendered;
use crate::{base::clock::Moment, domain::letter::LetterKind};

const KEPT: usize = 200;

/// A letter as it would have arrived.
#[derive(Clone)]
pub struct DemoLetter {
    /// Counts from one, for good: the number of a letter stays when older ones are dropped.
    pub number: usize,
    /// Which.
    pub kind: LetterKind,
    /// When it was written.
    pub written_at: Moment,
    /// The recipient's address.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// HTML.
    pub html: String,
}

/// Keeps the latest 200 letters; cheap to clone. Only ever used under `demo`.
#[derive(Clone, Default)]
pub struct DemoMailbox {
    letters: Arc<Mutex<VecDeque<DemoLetter>>>,
}

impl DemoMailbox {
    /// The letters, newest first.
    #[must_use]
    pub fn letters(&self) -> Vec<DemoLetter> {
        self.letters.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    pub(super) fn put(&self, letter: &Rendered) {
        let mut letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
        let number = letters.front().map_or(0, |latest| latest.number) + 1;
        letters.push_front(DemoLetter {
            number,
            kind: letter.kind,
            written_at: letter.written_at,
            to: letter.to.clone(),
            subject: letter.subject.clone(),
            text: letter.text.clone(),
            html: letter.html.clone(),
        });
        letters.truncate(KEPT);
    }
}
