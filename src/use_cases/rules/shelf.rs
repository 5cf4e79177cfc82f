//! The rule books of the municipalities: the rules of the program and, after them, each municipality's own editions.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use uuid::Uuid;

use crate::{
    base::fault::Fault,
    domain::{
        ids::TenantId,
        rulebook::{Edition, RuleBook},
    },
    settings::rules::{RulesFault, text::RuleText},
    store::{rule_editions, scope::Scope},
};

/// A book, and the editions that it was bound from.
#[derive(Clone, Debug)]
struct Bound {
    stamp: Vec<Uuid>,
    book: Arc<RuleBook>,
}

/// All rule books; a book is bound anew when the database tells of other editions, on whichever node they were published.
#[derive(Debug)]
pub struct RuleShelf {
    first: Edition,
    without_editions: Arc<RuleBook>,
    bound: RwLock<HashMap<TenantId, Bound>>,
}

impl RuleShelf {
    /// A shelf with the rules that come with the program.
    #[must_use]
    pub fn new(first: Edition) -> Self {
        let without_editions = Arc::new(RuleBook::new(first.clone(), Vec::new()));
        Self { first, without_editions, bound: RwLock::default() }
    }

    /// The rules that come with the program.
    #[must_use]
    pub fn first(&self) -> &Edition {
        &self.first
    }

    /// A municipality's book as it was last read; for words and lists, never for a decision.
    #[must_use]
    pub fn seen(&self, tenant: TenantId) -> Arc<RuleBook> {
        self.bound(tenant).map_or_else(|| Arc::clone(&self.without_editions), |bound| bound.book)
    }

    /// A municipality's book as the database has it now. Costs one look at an index, and reading the files only when
    /// an edition was published or taken back.
    ///
    /// # Errors
    /// The database cannot be reached, or a published edition cannot be read by this program.
    pub async fn of<S: Scope>(&self, scope: &S) -> Result<Arc<RuleBook>, Fault> {
        let stamp = rule_editions::stamp(scope).await?;
        match self.bound(scope.tenant()) {
            Some(bound) if bound.stamp == stamp => return Ok(bound.book),
            None if stamp.is_empty() => return Ok(Arc::clone(&self.without_editions)),
            _ => {}
        }
        let editions = rule_editions::published(scope).await?;
        // The stamp is that of the very rows that are bound.
        let stamp = editions.iter().map(|(id, _, _)| *id).collect();
        let later = editions.into_iter().map(|(_, from, text)| edition(&text).map(|edition| Edition { from: Some(from), ..edition }));
        let book = Arc::new(RuleBook::new(self.first.clone(), later.collect::<Result<_, _>>()?));
        let bound = Bound { stamp, book: Arc::clone(&book) };
        self.bound.write().unwrap_or_else(PoisonError::into_inner).insert(scope.tenant(), bound);
        Ok(book)
    }

    fn bound(&self, tenant: TenantId) -> Option<Bound> {
        self.bound.read().unwrap_or_else(PoisonError::into_inner).get(&tenant).cloned()
    }
}

/// The files of a kept text.
pub(super) fn read(text: &str) -> Result<RuleText, Fault> {
    RuleText::from_json(text).map_err(|error| Fault::new("the text of an edition of the rules cannot be read", error))
}

/// An edition from its kept text.
pub(super) fn edition(text: &str) -> Result<Edition, Fault> {
    read(text)?
        .edition(None)
        .map_err(|faults| Fault::plain(format!("an edition of the rules cannot be used: {}", sentences(&faults).join("; "))))
}

/// Faults as sentences with file and line.
pub(super) fn sentences(faults: &[RulesFault]) -> Vec<String> {
    faults.iter().map(ToString::to_string).collect()
}
