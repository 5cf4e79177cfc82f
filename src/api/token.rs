//! Who calls: the bearer token becomes the person that it was made for.

use std::{num::NonZeroU32, time::Duration};

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, header, request::Parts},
};
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};
use uuid::Uuid;

use super::{Api, problem::Problem};
use crate::{
    domain::{permission::Actor, terms::LookPurpose},
    use_cases::tokens::{self, Caller},
};

/// Requests a second that a token may make.
const REQUESTS_A_SECOND: NonZeroU32 = NonZeroU32::new(50).unwrap();

/// Counts each token's requests.
pub struct TokenLimits {
    requests: DefaultKeyedRateLimiter<Uuid>,
    clock: DefaultClock,
}

impl Default for TokenLimits {
    fn default() -> Self {
        Self { requests: RateLimiter::keyed(Quota::per_second(REQUESTS_A_SECOND)), clock: DefaultClock::default() }
    }
}

impl TokenLimits {
    /// Lets one more request of a token through, or tells in how many seconds there is room again.
    pub fn let_through(&self, token: Uuid) -> Result<(), u64> {
        self.requests.check_key(&token).map_err(|until| whole_seconds(until.wait_time_from(self.clock.now())))
    }
}

fn whole_seconds(wait: Duration) -> u64 {
    (wait.as_secs() + u64::from(wait.subsec_nanos() > 0)).max(1)
}

/// The person that a token was made for.
#[derive(Clone, Debug)]
pub struct TokenUser {
    /// The token.
    pub token: Uuid,
    /// What they may do.
    pub actor: Actor,
    /// Why citizens are looked at, from the header `Purpose`.
    pub purpose: Option<LookPurpose>,
}

impl TokenUser {
    /// The stated purpose, else the usual one of the call.
    pub fn purpose_or(&self, usual: LookPurpose) -> LookPurpose {
        self.purpose.unwrap_or(usual)
    }

    /// The stated purpose; calls about citizens must state one.
    pub fn stated_purpose(&self) -> Result<LookPurpose, Problem> {
        self.purpose.ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST, "purpose_missing"))
    }
}

/// The secret of the `Authorization` header.
pub(super) fn secret_of(parts: &Parts) -> Option<&str> {
    let header = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(secret.trim())
}

impl FromRequestParts<Api> for TokenUser {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Problem> {
        let secret = secret_of(parts).ok_or_else(Problem::unauthorized)?;
        let Caller { token, mut actor } = tokens::who_calls(&api.app, secret).await?.ok_or_else(Problem::unauthorized)?;
        api.limits.let_through(token).map_err(Problem::too_many_requests)?;
        actor.request_id = parts.headers.get("x-request-id").and_then(|value| value.to_str().ok()).map(str::to_owned);
        let purpose = parts.headers.get("purpose").and_then(|value| value.to_str().ok());
        Ok(Self { token, actor, purpose: purpose.and_then(|word| LookPurpose::parse(word.trim())) })
    }
}
