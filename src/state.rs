//! What the doors of the house share: the house itself and what stands between it and the street.

use std::sync::Arc;

use crate::{mail::demo_mailbox::DemoMailbox, use_cases::app::App, web::sign_in_guard::SignInGuard};

/// Handed to every handler; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The house.
    pub app: App,
    /// Counts wrong sign-ins.
    pub guard: Arc<SignInGuard>,
    /// The letters of a demo without a mail server; none outside demos.
    pub mailbox: Option<DemoMailbox>,
}

impl AppState {
    /// The doors of a house.
    #[must_use]
    pub fn new(app: App) -> Self {
        Self { app, guard: Arc::default(), mailbox: None }
    }
}
