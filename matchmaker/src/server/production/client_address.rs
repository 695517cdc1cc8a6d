//! The address of a client behind reverse proxies.
//!
//! Anybody can send `X-Forwarded-For`; only what a trusted proxy appended to it can be relied on. So it is read from its
//! end, for as long as the proxy that wrote the next address is trusted.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;
use ipnet::IpNet;

/// Networks of reverse proxies whose `X-Forwarded-For` is trusted.
#[derive(Debug, Clone, Default)]
pub struct TrustedProxies(Arc<[IpNet]>);

impl TrustedProxies {
    pub fn new(networks: &[IpNet]) -> Self {
        Self(networks.into())
    }

    pub fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address.to_canonical()))
    }

    /// The client of a request, as far as trusted proxies report it.
    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let lines: Vec<&str> =
            headers.get_all("x-forwarded-for").iter().map(|value| value.to_str().unwrap_or_default()).collect();
        let mut hops = lines.iter().flat_map(|line| line.split(',')).rev();
        let mut client = peer;
        while self.trusts(client) {
            match hops.next().and_then(parse_address) {
                Some(address) => client = address,
                None => break,
            }
        }
        client.to_canonical()
    }
}

/// Parses an address as proxies write it: alone, or with a port.
fn parse_address(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    let bare = hop.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(hop);
    bare.parse().ok().or_else(|| hop.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

/// Replaces the proxy's address by the client's, for all that follows.
pub async fn set_client_address(State(proxies): State<TrustedProxies>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| *peer);
    if let Some(peer) = peer {
        let client = proxies.client(peer.ip(), request.headers());
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(client, peer.port())));
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};

    use super::TrustedProxies;

    fn client(peer: &str, forwarded: &[&'static str]) -> String {
        let networks = ["127.0.0.1/32", "10.0.0.0/8", "fd00::/8"].map(|network| network.parse().expect("a network"));
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", HeaderValue::from_static(line));
        }
        TrustedProxies::new(&networks).client(peer.parse().expect("an address"), &headers).to_string()
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
            assert_eq!(client(peer, forwarded), expected, "{peer} {forwarded:?}");
        }
    }
}
