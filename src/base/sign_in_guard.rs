//! Slows down guessing: so many tries for a name from an address, for a name, and from an address, in a while.

use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    time::Duration,
};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use sha2::{Digest, Sha256};

use super::form_guard::FormGuard;

/// Longest name that can be anybody's, characters (the longest mail address).
pub const LONGEST_NAME: usize = 254;
/// Tries for one name from one address at once, then one a minute.
const TRIES_FOR_A_NAME_FROM_AN_ADDRESS: NonZeroU32 = NonZeroU32::new(10).unwrap();
/// Tries for one name from all addresses together, then one each six seconds; wide, so that a stranger does not lock
/// somebody out who sits elsewhere.
const TRIES_FOR_A_NAME: NonZeroU32 = NonZeroU32::new(100).unwrap();
/// Tries from one address at once (an office shares one), then one each two seconds.
const TRIES_FROM_AN_ADDRESS: NonZeroU32 = NonZeroU32::new(60).unwrap();
/// Keys that each counter remembers; some 10 MB at most.
const MOST_KEYS: usize = 100_000;

/// What is counted, as a hash: of one length, and without personal data.
type Key = [u8; 32];

/// One try to get in.
#[derive(Clone, Copy)]
pub struct Try<'a> {
    /// At which municipality's door; none where there is only a secret.
    pub tenant: Option<i32>,
    /// Whose name, or which secret.
    pub name: &'a str,
    /// From where.
    pub address: Option<IpAddr>,
}

impl Try<'_> {
    fn name(&self) -> String {
        format!("{:?}\n{}", self.tenant, self.name.trim().to_lowercase())
    }
}

/// Counts tries to sign in; its memory is bounded.
pub struct SignInGuard {
    pairs: DefaultKeyedRateLimiter<Key>,
    names: DefaultKeyedRateLimiter<Key>,
    addresses: DefaultKeyedRateLimiter<Key>,
    most_keys: usize,
    /// Counts the forms of strangers.
    pub forms: FormGuard,
}

impl Default for SignInGuard {
    fn default() -> Self {
        Self::bounded(MOST_KEYS)
    }
}

impl SignInGuard {
    fn bounded(most_keys: usize) -> Self {
        let limiter = |refill: u64, burst: NonZeroU32| {
            let quota = Quota::with_period(Duration::from_secs(refill)).unwrap_or(Quota::per_minute(burst));
            RateLimiter::keyed(quota.allow_burst(burst))
        };
        Self {
            pairs: limiter(60, TRIES_FOR_A_NAME_FROM_AN_ADDRESS),
            names: limiter(6, TRIES_FOR_A_NAME),
            addresses: limiter(2, TRIES_FROM_AN_ADDRESS),
            most_keys,
            forms: FormGuard::default(),
        }
    }

    /// Whether one more try is let through. A name that is longer than any can be is not, and is not remembered.
    #[must_use]
    pub fn lets_through(&self, attempt: &Try<'_>) -> bool {
        if attempt.name.chars().count() > LONGEST_NAME {
            return false;
        }
        let (name, home) = (attempt.name(), attempt.address.map(home_of));
        let address_is_fine = home.is_none_or(|home| self.counts(&self.addresses, &home.to_string()));
        address_is_fine && self.counts(&self.pairs, &format!("{home:?}\n{name}")) && self.counts(&self.names, &name)
    }

    fn counts(&self, limiter: &DefaultKeyedRateLimiter<Key>, what: &str) -> bool {
        let key: Key = Sha256::digest(what.as_bytes()).into();
        if limiter.len() < self.most_keys { limiter.check_key(&key).is_ok() } else { limiter.check_key(&shared(key)).is_ok() }
    }

    /// Forgets names and addresses that have been quiet; tells how many. Run now and then.
    #[must_use]
    pub fn forget_quiet_ones(&self) -> usize {
        let before = self.keys();
        for limiter in [&self.pairs, &self.names, &self.addresses] {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
        before.saturating_sub(self.keys()) + self.forms.forget_quiet_ones()
    }

    fn keys(&self) -> usize {
        [&self.pairs, &self.names, &self.addresses].iter().map(|limiter| limiter.len()).sum()
    }
}

/// Whoever has one address of IPv6 has 2⁶⁴ of them.
fn home_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(long) => IpAddr::V6(Ipv6Addr::from_bits(long.to_bits() & !u128::from(u64::MAX))),
        short => short,
    }
}

/// While the memory is full, newcomers share 4,096 keys, so that guessing stays slow and most people still get in.
fn shared(key: Key) -> Key {
    let mut shared = [0; 32];
    shared[0] = key[0];
    shared[1] = key[1] & 0x0f;
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(address: &str) -> Option<IpAddr> {
        Some(address.parse().expect("an address"))
    }

    fn tries(guard: &SignInGuard, attempt: Try<'_>, times: usize) -> usize {
        (0..times).filter(|_| guard.lets_through(&attempt)).count()
    }

    #[test]
    fn guessing_for_one_name_stops_while_others_sign_in() {
        let guard = SignInGuard::default();
        let at = |name| Try { tenant: Some(1), name, address: from("192.0.2.1") };
        assert_eq!(tries(&guard, at("jk.mette"), 40), 10);
        assert!(guard.lets_through(&at("jk.ole")));
    }

    #[test]
    fn a_victim_still_signs_in_from_elsewhere_and_at_another_municipality() {
        let guard = SignInGuard::default();
        let at = |tenant, address| Try { tenant: Some(tenant), name: "jk.mette", address: from(address) };
        assert_eq!(tries(&guard, at(1, "192.0.2.1"), 1000), 10);
        assert!(guard.lets_through(&at(1, "192.0.2.2")));
        assert!(guard.lets_through(&at(2, "192.0.2.3")));
    }

    #[test]
    fn guessing_for_one_name_from_a_thousand_addresses_stops_too() {
        let guard = SignInGuard::default();
        let through = (0..1000)
            .filter(|number| {
                let address = from(&format!("10.0.{}.{}", number / 250, number % 250));
                guard.lets_through(&Try { tenant: Some(1), name: "jk.mette", address })
            })
            .count();
        assert_eq!(through, 100);
    }

    #[test]
    fn an_address_of_ipv6_counts_with_its_neighbours() {
        let guard = SignInGuard::default();
        let through = (0..1000)
            .filter(|number| {
                let (name, address) = (format!("jk{number}"), from(&format!("2001:db8::{number:x}")));
                guard.lets_through(&Try { tenant: Some(1), name: &name, address })
            })
            .count();
        assert_eq!(through, 60);
    }

    #[test]
    fn a_name_that_is_too_long_is_refused_and_not_remembered() {
        let guard = SignInGuard::default();
        let name = "x".repeat(LONGEST_NAME + 1);
        assert!(!guard.lets_through(&Try { tenant: Some(1), name: &name, address: from("192.0.2.1") }));
        assert_eq!(guard.keys(), 0);
    }

    #[test]
    fn strangers_do_not_fill_the_memory() {
        let guard = SignInGuard::bounded(50);
        for number in 0..20_000 {
            let name = format!("name {number}");
            let _ = guard.lets_through(&Try { tenant: Some(1), name: &name, address: None });
        }
        assert!(guard.keys() <= 2 * (50 + 4096), "{}", guard.keys());
        assert_eq!(guard.forget_quiet_ones(), 0, "all are recent");
    }
}
