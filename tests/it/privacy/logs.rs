//! Everything that is logged at the finest level, by us and by every library.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex, OnceLock},
};

use brobygger::base::telemetry;
use tracing_subscriber::{fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// The lines so far; the process has one log, so all its tests share it.
#[derive(Clone, Default)]
pub struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("the lines")).into_owned()
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("the lines").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Begins to listen, in the same shape as the server logs.
pub fn listen() -> Lines {
    static LINES: OnceLock<Lines> = OnceLock::new();
    let begin = || {
        let lines = Lines::default();
        let target = lines.clone();
        let layer = fmt::layer().json().with_writer(move || target.clone()).with_target(true);
        tracing_subscriber::registry().with(telemetry::filter("trace")).with(layer).try_init().expect("the first to listen");
        lines
    };
    LINES.get_or_init(begin).clone()
}
