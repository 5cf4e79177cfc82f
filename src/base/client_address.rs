//! Where a request really comes from, when a proxy that ends TLS stands between.

use std::net::IpAddr;

use ipnet::IpNet;
use serde::Deserialize;

/// Where a request comes from, as the outermost layer found out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CameFrom {
    /// The caller's address; none in a house without a street (tests).
    pub address: Option<IpAddr>,
    /// Whether the caller sits at this machine itself: connected from here, to a name of this machine, through no proxy.
    pub is_this_machine: bool,
}

/// Proxies whose word on the caller's address counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct TrustedProxies(Vec<IpNet>);

/// An entry of `server.trusted_proxies` that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("server.trusted_proxies: {0} is neither an address (192.0.2.1) nor a network (192.0.2.0/24)")]
pub struct BadProxy(String);

impl TryFrom<Vec<String>> for TrustedProxies {
    type Error = BadProxy;

    fn try_from(entries: Vec<String>) -> Result<Self, BadProxy> {
        let filled = entries.iter().map(|entry| entry.trim()).filter(|entry| !entry.is_empty());
        filled.map(|entry| network(entry).ok_or_else(|| BadProxy(entry.to_owned()))).collect::<Result<_, _>>().map(Self)
    }
}

fn network(entry: &str) -> Option<IpNet> {
    entry.parse().ok().or_else(|| entry.parse::<IpAddr>().ok().map(IpNet::from))
}

impl TrustedProxies {
    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }

    /// The right-most address that is no trusted proxy: whatever stands left of it, the caller may have made up.
    ///
    /// `forwarded` are the values of `X-Forwarded-For` in their order.
    #[must_use]
    pub fn caller(&self, peer: IpAddr, forwarded: &[&str]) -> IpAddr {
        let mut caller = peer.to_canonical();
        for hop in forwarded.iter().rev().flat_map(|value| value.rsplit(',')) {
            if !self.trusts(caller) {
                return caller;
            }
            // A hop that cannot be read hides whoever stands behind it.
            let Some(address) = address_in(hop) else { return caller };
            caller = address;
        }
        caller
    }
}

/// `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1` or `[2001:db8::1]:4711`.
fn address_in(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    let bare = match hop.strip_prefix('[') {
        Some(rest) => rest.split(']').next()?,
        None if hop.matches(':').count() == 1 => hop.split(':').next()?,
        None => hop,
    };
    bare.parse::<IpAddr>().ok().map(|address| address.to_canonical())
}

/// Whether a `Host` names this machine itself, as nobody does who comes by a name of the net.
#[must_use]
pub fn is_loopback_host(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxies(entries: &[&str]) -> TrustedProxies {
        TrustedProxies::try_from(entries.iter().map(|entry| (*entry).to_owned()).collect::<Vec<_>>()).expect("proxies")
    }

    fn caller(proxies: &TrustedProxies, peer: &str, forwarded: &[&str]) -> String {
        proxies.caller(peer.parse().expect("an address"), forwarded).to_string()
    }

    #[test]
    fn the_right_most_address_that_is_not_trusted_counts() {
        let proxies = proxies(&["127.0.0.1", "10.0.0.0/8", "::1"]);
        assert_eq!(caller(&proxies, "127.0.0.1", &["192.0.2.7"]), "192.0.2.7");
        assert_eq!(caller(&proxies, "127.0.0.1", &["6.6.6.6, 192.0.2.7, 10.1.2.3"]), "192.0.2.7");
        assert_eq!(caller(&proxies, "127.0.0.1", &["6.6.6.6", "192.0.2.7:4711,10.1.2.3"]), "192.0.2.7");
        assert_eq!(caller(&proxies, "::1", &["[2001:db8::9]:443"]), "2001:db8::9");
        assert_eq!(caller(&proxies, "::ffff:127.0.0.1", &["192.0.2.7"]), "192.0.2.7");
    }

    #[test]
    fn a_stranger_cannot_claim_another_address() {
        let proxies = proxies(&["127.0.0.1"]);
        assert_eq!(caller(&proxies, "192.0.2.7", &["127.0.0.1"]), "192.0.2.7");
        assert_eq!(caller(&proxies, "127.0.0.1", &["6.6.6.6, unknown"]), "127.0.0.1");
        assert_eq!(caller(&TrustedProxies::default(), "127.0.0.1", &["6.6.6.6"]), "127.0.0.1");
    }

    #[test]
    fn an_entry_that_is_no_address_is_named() {
        let wrong = TrustedProxies::try_from(vec!["proxy.example".to_owned()]).expect_err("no address");
        assert!(wrong.to_string().contains("proxy.example"));
    }

    #[test]
    fn only_this_machine_is_called_by_its_loopback_names() {
        for host in ["127.0.0.1", "127.0.0.1:8080", "localhost:8080", "[::1]:8080", "LOCALHOST"] {
            assert!(is_loopback_host(host), "{host}");
        }
        for host in ["brobygger.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "", "[2001:db8::1]"] {
            assert!(!is_loopback_host(host), "{host}");
        }
    }
}
