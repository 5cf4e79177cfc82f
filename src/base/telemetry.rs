//! Logs as JSON lines on stderr; ids only, never what a person typed.

use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// Starts logging; `RUST_LOG` says how much, by default warnings and our own news.
pub fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,brobygger=info"));
    let lines = fmt::layer().json().with_writer(std::io::stderr).with_target(true);
    // A second start (a test, a demo that serves) keeps the first.
    let _ = tracing_subscriber::registry().with(filter).with(lines).try_init();
}
