//! Outgoing HTTP, one file per counterpart.

pub mod cvr;

use std::time::Duration;

use reqwest::{ClientBuilder, RequestBuilder, Response, StatusCode, redirect::Policy};

/// Longest wait for a whole answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// Largest answer that is read, bytes, unpacked.
const ANSWER_BYTES: usize = 1024 * 1024;

/// What can go wrong with any counterpart; each one says for itself what it means there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CallTrouble {
    /// Cannot be reached, or says that it is out of order.
    Down,
    /// No whole answer in time.
    Slow,
    /// Answers something that cannot be understood.
    Strange,
    /// Refuses who we are.
    AccessRefused,
    /// We have asked too often.
    QuotaUsed,
    /// Does not know what was asked for.
    NotFound,
}

/// The one way out: patient for 5 seconds, reads 1 MB at most, follows no redirect and never asks twice.
#[derive(Clone, Debug)]
pub struct HttpClient(reqwest::Client);

impl HttpClient {
    /// A client that introduces itself with these words (`User-Agent`).
    ///
    /// # Errors
    /// The TLS provider is not installed or the words cannot stand in a header.
    pub fn new(user_agent: &str) -> Result<Self, reqwest::Error> {
        Self::with_patience(user_agent, PATIENCE)
    }

    /// As [`HttpClient::new`] with another longest wait.
    ///
    /// # Errors
    /// As [`HttpClient::new`].
    pub fn with_patience(user_agent: &str, patience: Duration) -> Result<Self, reqwest::Error> {
        let builder = ClientBuilder::new().user_agent(user_agent).timeout(patience).connect_timeout(patience);
        builder.redirect(Policy::none()).retry(reqwest::retry::never()).referer(false).build().map(Self)
    }

    pub(crate) fn get(&self, url: &str) -> RequestBuilder {
        self.0.get(url)
    }

    pub(crate) fn post(&self, url: &str) -> RequestBuilder {
        self.0.post(url)
    }
}

/// Sends a request and reads its answer, bounded; the body of an error status is handed back too.
pub(crate) async fn answer_of(request: RequestBuilder) -> Result<(StatusCode, Vec<u8>), CallTrouble> {
    answer_within(request, ANSWER_BYTES).await
}

/// As [`answer_of`] with another largest answer, bytes.
pub(crate) async fn answer_within(request: RequestBuilder, most: usize) -> Result<(StatusCode, Vec<u8>), CallTrouble> {
    let mut answer = request.send().await.map_err(|error| trouble_of(&error))?;
    let body = read_bounded(&mut answer, most).await?;
    Ok((answer.status(), body))
}

async fn read_bounded(answer: &mut Response, most: usize) -> Result<Vec<u8>, CallTrouble> {
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(|error| trouble_of(&error))? {
        if body.len() + piece.len() > most {
            return Err(CallTrouble::Strange);
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

fn trouble_of(error: &reqwest::Error) -> CallTrouble {
    if error.is_timeout() {
        CallTrouble::Slow
    } else if error.is_builder() || error.is_decode() {
        CallTrouble::Strange
    } else {
        CallTrouble::Down
    }
}

/// What a status that is no success means.
pub(crate) fn trouble_of_status(status: StatusCode) -> Option<CallTrouble> {
    match status.as_u16() {
        200..=299 => None,
        401 | 403 => Some(CallTrouble::AccessRefused),
        404 => Some(CallTrouble::NotFound),
        408 => Some(CallTrouble::Slow),
        429 => Some(CallTrouble::QuotaUsed),
        500..=599 => Some(CallTrouble::Down),
        _ => Some(CallTrouble::Strange),
    }
}
