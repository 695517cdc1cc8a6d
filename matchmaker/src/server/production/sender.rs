//! Who a request is from, where a reverse proxy stands between.
//!
//! `X-Forwarded-For` is what anybody likes to write; only what a trusted proxy appended to it is known. So it is read
//! from its end, for as long as the one who wrote the next address is trusted.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;
use ipnet::IpNet;

/// Networks whose word on a sender's address is taken.
#[derive(Debug, Clone, Default)]
pub struct TrustedProxies(Arc<[IpNet]>);

impl TrustedProxies {
    /// Trusts these networks.
    pub fn new(networks: &[IpNet]) -> Self {
        Self(networks.into())
    }

    /// Whether an address is one of theirs.
    pub fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address.to_canonical()))
    }

    /// Whom a request is from, as far as the word of trusted proxies reaches.
    fn sender(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let lines: Vec<&str> =
            headers.get_all("x-forwarded-for").iter().map(|value| value.to_str().unwrap_or_default()).collect();
        let mut hops = lines.iter().flat_map(|line| line.split(',')).rev();
        let mut sender = peer;
        while self.trusts(sender) {
            match hops.next().and_then(address_of) {
                Some(address) => sender = address,
                None => break,
            }
        }
        sender.to_canonical()
    }
}

/// An address as proxies write it: alone, or with a port.
fn address_of(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    let bare = hop.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(hop);
    bare.parse().ok().or_else(|| hop.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

/// The network that stands for one sender: an IPv4 address, or the 64 bits that one household or office gets.
pub fn network_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        address => address,
    }
}

/// Puts the sender's address in the place of the proxy's, for everything behind.
pub async fn recognise(State(proxies): State<TrustedProxies>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| *peer);
    if let Some(peer) = peer {
        let sender = proxies.sender(peer.ip(), request.headers());
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(sender, peer.port())));
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};

    use super::TrustedProxies;

    fn sender(peer: &str, forwarded: &[&'static str]) -> String {
        let networks = ["127.0.0.1/32", "10.0.0.0/8", "fd00::/8"].map(|network| network.parse().expect("a network"));
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", HeaderValue::from_static(line));
        }
        TrustedProxies::new(&networks).sender(peer.parse().expect("an address"), &headers).to_string()
    }

    #[test]
    fn only_what_trusted_proxies_wrote_is_believed() {
        for (peer, forwarded, expected) in [
            ("127.0.0.1", &[][..], "127.0.0.1"),
            ("127.0.0.1", &["192.0.2.7"], "192.0.2.7"),
            ("::ffff:127.0.0.1", &["192.0.2.7"], "192.0.2.7"),
            // A stranger says what he likes.
            ("203.0.113.9", &["192.0.2.7"], "203.0.113.9"),
            // What stands before the last address that is not trusted was written by that one.
            ("127.0.0.1", &["198.51.100.1, 192.0.2.7"], "192.0.2.7"),
            ("127.0.0.1", &["198.51.100.1", "192.0.2.7"], "192.0.2.7"),
            ("127.0.0.1", &["192.0.2.7, 10.1.2.3"], "192.0.2.7"),
            ("10.1.2.3", &["2001:db8::7, fd00::1"], "2001:db8::7"),
            // With ports, as some write.
            ("127.0.0.1", &["192.0.2.7:4711"], "192.0.2.7"),
            ("127.0.0.1", &["[2001:db8::7]:4711"], "2001:db8::7"),
            // What is no address ends the chain.
            ("127.0.0.1", &["192.0.2.7, unknown"], "127.0.0.1"),
            ("127.0.0.1", &["192.0.2.7, , 10.1.2.3"], "10.1.2.3"),
        ] {
            assert_eq!(sender(peer, forwarded), expected, "{peer} {forwarded:?}");
        }
    }
}
