//! Password hashes take some 19 MB and a whole core each: as many at a time as there are cores, and a short line.

use std::{sync::LazyLock, thread::available_parallelism};

use tokio::sync::Semaphore;

use crate::base::fault::Fault;

/// Most callers who may stand in line.
const LINE: usize = 64;

static AT_WORK: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(available_parallelism().map_or(1, usize::from)));
static IN_LINE: Semaphore = Semaphore::const_new(LINE);

/// Runs the work of a hash on a thread that may take its time, in turn.
///
/// # Errors
/// A passing fault when the line is full; a fault when the thread was stopped.
pub async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    let _place = IN_LINE.try_acquire().map_err(|_| Fault::plain("too many passwords wait to be checked").passing())?;
    let _turn = AT_WORK.acquire().await.map_err(|error| Fault::new("passwords are no longer checked", error))?;
    tokio::task::spawn_blocking(work).await.map_err(|error| Fault::new("a password's hash was stopped", error))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tokio::task::JoinSet;

    use super::*;

    static NOW: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);

    fn noted() {
        let now = NOW.fetch_add(1, Ordering::SeqCst) + 1;
        MOST.fetch_max(now, Ordering::SeqCst);
        std::thread::yield_now();
        NOW.fetch_sub(1, Ordering::SeqCst);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 8)]
    async fn a_flood_is_answered_at_once_and_never_hashes_more_than_the_cores_can() {
        let mut tasks = JoinSet::new();
        for _ in 0..1000 {
            tasks.spawn(in_turn(noted));
        }
        let answers = tasks.join_all().await;
        let cores = available_parallelism().map_or(1, usize::from);
        assert!(MOST.load(Ordering::SeqCst) <= cores);
        assert!(answers.iter().any(Result::is_ok));
        assert!(answers.into_iter().filter_map(Result::err).all(|fault| fault.passing));
    }
}
