//! Commits in the background: a second after the first change, or when many have come together.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::engine::Shape;
use crate::writer::Core;

/// The most changes that wait out the second.
const COMMIT_AFTER_CHANGES: usize = 500;

/// How long changes wait for others, by default.
pub const COMMIT_AFTER: Duration = Duration::from_secs(1);

#[derive(Default)]
struct Bell {
    rung: Mutex<Signal>,
    heard: Condvar,
}

#[derive(Default)]
struct Signal {
    hurry: bool,
    stop: bool,
}

/// The thread that commits; ends with its index.
pub(crate) struct Committer {
    bell: Arc<Bell>,
    thread: Option<JoinHandle<()>>,
}

impl Committer {
    /// Starts to commit what an index has pending, every so often; `None` leaves it to `flush`.
    pub fn start<S: Shape>(core: &Arc<Core<S>>, every: Option<Duration>) -> std::io::Result<Self> {
        let bell = Arc::new(Bell::default());
        let (own_bell, core) = (Arc::clone(&bell), Arc::clone(core));
        let run = move |every| {
            while own_bell.wait(every) {
                commit(&core)
            }
        };
        let start = |every| std::thread::Builder::new().name("search-commit".to_owned()).spawn(move || run(every));
        Ok(Self { bell, thread: every.map(start).transpose()? })
    }

    /// Wakes the thread early when many changes are pending.
    pub fn note(&self, pending: usize) {
        if pending >= COMMIT_AFTER_CHANGES {
            self.bell.ring(|signal| signal.hurry = true);
        }
    }
}

impl Drop for Committer {
    fn drop(&mut self) {
        self.bell.ring(|signal| signal.stop = true);
        if let Some(thread) = self.thread.take() {
            // A panic of the thread was reported when it happened.
            drop(thread.join());
        }
    }
}

impl Bell {
    fn ring(&self, change: impl FnOnce(&mut Signal)) {
        change(&mut self.rung.lock().unwrap_or_else(PoisonError::into_inner));
        self.heard.notify_all();
    }

    /// Waits for the time or the bell; `false` means stop.
    fn wait(&self, every: Duration) -> bool {
        let signal = self.rung.lock().unwrap_or_else(PoisonError::into_inner);
        let idle = |signal: &mut Signal| !signal.hurry && !signal.stop;
        let (mut signal, _) = self.heard.wait_timeout_while(signal, every, idle).unwrap_or_else(PoisonError::into_inner);
        signal.hurry = false;
        !signal.stop
    }
}

fn commit<S: Shape>(core: &Core<S>) {
    if let Err(error) = core.flush() {
        tracing::error!(%error, "the search index could not be committed; the changes stay searchable and are tried again");
    }
}
