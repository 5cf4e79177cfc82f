//! Logs as JSON lines on stderr; ids only, never what a person typed.

use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// Starts logging; `RUST_LOG` says how much, by default warnings and our own news.
pub fn start() {
    let asked = std::env::vars().find(|(name, _)| name == "RUST_LOG").map(|(_, levels)| levels);
    let lines = fmt::layer().json().with_writer(std::io::stderr).with_target(true);
    // A second start (a test, a demo that serves) keeps the first.
    let _ = tracing_subscriber::registry().with(filter(asked.as_deref().unwrap_or(USUAL))).with(lines).try_init();
}

const USUAL: &str = "warn,brobygger=info";

/// What is logged at these levels; never the layer that writes whole paths, which hold links' tokens and own ids.
#[must_use]
pub fn filter(levels: &str) -> EnvFilter {
    let asked = EnvFilter::try_new(levels).unwrap_or_else(|_| EnvFilter::new(USUAL));
    ["tower_http::csrf=off"].into_iter().filter_map(|directive| directive.parse().ok()).fold(asked, EnvFilter::add_directive)
}
