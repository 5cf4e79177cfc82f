//! What the doors of the house share: the house itself and what stands between it and the street.

use crate::{mail::demo_mailbox::DemoMailbox, use_cases::app::App};

/// Handed to every handler; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The house.
    pub app: App,
    /// The letters of a demo without a mail server; none outside demos.
    pub mailbox: Option<DemoMailbox>,
}

impl AppState {
    /// The doors of a house.
    #[must_use]
    pub fn new(app: App) -> Self {
        Self { app, mailbox: None }
    }
}
