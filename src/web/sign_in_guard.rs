//! Slows down guessing: so many tries for a name, and so many from an address, in a while.

use std::{net::IpAddr, num::NonZeroU32, time::Duration};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Tries for one name at once, then one a minute.
const TRIES_FOR_A_NAME: NonZeroU32 = NonZeroU32::new(10).unwrap();
/// Tries from one address at once (an office shares one), then one each two seconds.
const TRIES_FROM_AN_ADDRESS: NonZeroU32 = NonZeroU32::new(60).unwrap();

/// Counts tries to sign in.
pub struct SignInGuard {
    names: DefaultKeyedRateLimiter<String>,
    addresses: DefaultKeyedRateLimiter<IpAddr>,
}

impl Default for SignInGuard {
    fn default() -> Self {
        let quota = |refill: Duration, burst: NonZeroU32| Quota::with_period(refill).unwrap_or(Quota::per_minute(burst)).allow_burst(burst);
        Self {
            names: RateLimiter::keyed(quota(Duration::from_secs(60), TRIES_FOR_A_NAME)),
            addresses: RateLimiter::keyed(quota(Duration::from_secs(2), TRIES_FROM_AN_ADDRESS)),
        }
    }
}

impl SignInGuard {
    /// Whether one more try for this name from this address is let through.
    pub fn lets_through(&self, name: &str, address: Option<IpAddr>) -> bool {
        let address_is_fine = address.is_none_or(|address| self.addresses.check_key(&address).is_ok());
        address_is_fine && self.names.check_key(&name.trim().to_lowercase()).is_ok()
    }

    /// Forgets names and addresses that have been quiet; run now and then, so that memory stays bounded.
    pub fn forget_quiet_ones(&self) {
        self.names.retain_recent();
        self.addresses.retain_recent();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessing_for_one_name_stops_while_others_sign_in() {
        let guard = SignInGuard::default();
        let through = (0..1000).filter(|_| guard.lets_through("jk.mette", None)).count();
        assert_eq!(through, 10);
        assert!(guard.lets_through("jk.ole", None));
    }
}
