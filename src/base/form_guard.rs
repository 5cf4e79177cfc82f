//! Slows down whoever floods the public form: so many at once from an address and from its network.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    num::NonZeroU32,
    time::Duration,
};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Forms from one address at once, then one each five minutes.
const FROM_AN_ADDRESS: NonZeroU32 = NonZeroU32::new(6).unwrap();
/// Forms from one network at once, then one each half minute.
const FROM_A_NETWORK: NonZeroU32 = NonZeroU32::new(30).unwrap();
/// Addresses and networks that are remembered; the rest is let through by the network's count alone, or not at all.
const MOST_KEYS: usize = 50_000;

/// Counts forms by address and by network; its memory is bounded.
pub struct FormGuard {
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    networks: DefaultKeyedRateLimiter<IpAddr>,
}

impl Default for FormGuard {
    fn default() -> Self {
        let limiter = |refill: u64, burst: NonZeroU32| {
            let quota = Quota::with_period(Duration::from_secs(refill)).unwrap_or(Quota::per_minute(burst));
            RateLimiter::keyed(quota.allow_burst(burst))
        };
        Self { addresses: limiter(300, FROM_AN_ADDRESS), networks: limiter(30, FROM_A_NETWORK) }
    }
}

impl FormGuard {
    /// Whether one more form from an address is let through; in a house without a street there is none to count.
    #[must_use]
    pub fn lets_through(&self, address: Option<IpAddr>) -> bool {
        let Some(address) = address.map(|address| address.to_canonical()) else { return true };
        self.counts(&self.networks, network_of(address)) && self.counts(&self.addresses, home_of(address))
    }

    /// A full memory refuses newcomers: a flood from everywhere shall not become a flood of tasks.
    fn counts(&self, limiter: &DefaultKeyedRateLimiter<IpAddr>, key: IpAddr) -> bool {
        limiter.len() < MOST_KEYS && limiter.check_key(&key).is_ok()
    }

    /// Forgets addresses that have been quiet; tells how many.
    #[must_use]
    pub fn forget_quiet_ones(&self) -> usize {
        let before = self.addresses.len() + self.networks.len();
        for limiter in [&self.addresses, &self.networks] {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
        before.saturating_sub(self.addresses.len() + self.networks.len())
    }
}

/// One address of IPv4; the 64 bits that a home of IPv6 has.
fn home_of(address: IpAddr) -> IpAddr {
    masked(address, 32, 64)
}

/// The neighbourhood: /24, or /48.
fn network_of(address: IpAddr) -> IpAddr {
    masked(address, 24, 48)
}

fn masked(address: IpAddr, short: u32, long: u32) -> IpAddr {
    match address {
        IpAddr::V4(four) => Ipv4Addr::from_bits(four.to_bits() & u32::MAX << (32 - short)).into(),
        IpAddr::V6(six) => Ipv6Addr::from_bits(six.to_bits() & u128::MAX << (128 - long)).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn through(guard: &FormGuard, addresses: impl Iterator<Item = String>) -> usize {
        addresses.filter(|address| guard.lets_through(Some(address.parse().expect("an address")))).count()
    }

    #[test]
    fn an_address_sends_a_few_forms_while_its_neighbour_still_can() {
        let guard = FormGuard::default();
        assert_eq!(through(&guard, (0..100).map(|_| "192.0.2.1".to_owned())), 6);
        assert_eq!(through(&guard, (0..1).map(|_| "198.51.100.1".to_owned())), 1);
    }

    #[test]
    fn a_network_sends_no_more_than_its_share_whatever_its_addresses() {
        assert_eq!(through(&FormGuard::default(), (0..250).map(|number| format!("192.0.2.{number}"))), 30);
        assert_eq!(through(&FormGuard::default(), (0..250).map(|number| format!("2001:db8:1:{number:x}::1"))), 30);
        assert_eq!(through(&FormGuard::default(), (0..250).map(|number| format!("2001:db8:1:1::{number:x}"))), 6);
    }

    #[test]
    fn an_address_of_ipv4_in_the_dress_of_ipv6_is_counted_as_itself() {
        let guard = FormGuard::default();
        assert_eq!(through(&guard, (0..10).map(|_| "::ffff:192.0.2.1".to_owned())), 6);
        assert_eq!(through(&guard, (0..1).map(|_| "192.0.2.1".to_owned())), 0);
    }
}
