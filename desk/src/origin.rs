//! Where a request comes from: from this machine, by its name, through a proxy, or from a page of somebody else.

use std::net::IpAddr;

use axum::http::{HeaderMap, header};

/// Headers by which a proxy, a load balancer or a delivery network says that it has forwarded a request: those of RFC 7239
/// and RFC 9110, and those in wide use.
const FORWARDING: [&str; 13] = [
    "forwarded",
    "via",
    "cdn-loop",
    "client-ip",
    "fastly-client-ip",
    "fly-client-ip",
    "forwarded-for",
    "true-client-ip",
    "x-arr-log-id",
    "x-client-ip",
    "x-cluster-client-ip",
    "x-envoy-external-address",
    "x-real-ip",
];

/// How the names of other such headers begin.
const FORWARDING_FAMILIES: [&str; 4] = ["x-forwarded-", "x-original-", "cf-", "cloudfront-"];

pub(super) fn is_forwarded(headers: &HeaderMap) -> bool {
    let is_of_a_proxy =
        |name: &str| FORWARDING.contains(&name) || FORWARDING_FAMILIES.iter().any(|family| name.starts_with(family));
    headers.keys().any(|name| is_of_a_proxy(name.as_str()))
}

pub(super) fn is_this_machine(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

pub(super) fn calls_this_machine(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    has_one_host(headers) && host.is_some_and(|host| is_local_name(without_port(host)))
}

pub(super) fn has_one_host(headers: &HeaderMap) -> bool {
    headers.get_all(header::HOST).iter().count() == 1
}

pub(super) fn is_local_name(name: &str) -> bool {
    name.eq_ignore_ascii_case("localhost") || name == "127.0.0.1" || name == "[::1]"
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// Browsers say where a form comes from, each in at least one of two headers; what they say must be us. Who says
/// nothing is no browser, but a program that somebody runs on this machine: nobody can be tricked into that.
pub(super) fn comes_from_this_desk(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let host = text("host").unwrap_or_default();
    let origin = text("origin")
        .map(|origin| ["http://", "https://"].iter().any(|scheme| origin.strip_prefix(scheme) == Some(host)));
    let site = text("sec-fetch-site").map(|site| site == "same-origin");
    origin.unwrap_or(true) && site.unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    use super::{FORWARDING, calls_this_machine, comes_from_this_desk, is_forwarded, is_this_machine};

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for &(name, value) in pairs {
            headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn only_loopback_is_this_machine() {
        for (address, expected) in [
            ("127.0.0.1", true),
            ("127.8.9.10", true),
            ("::1", true),
            ("::ffff:127.0.0.1", true),
            ("192.168.1.4", false),
            ("0.0.0.0", false),
            ("::ffff:10.0.0.1", false),
        ] {
            assert_eq!(is_this_machine(address.parse().expect("an address")), expected, "{address}");
        }
    }

    #[test]
    fn a_name_that_was_pointed_here_is_refused() {
        for good in ["localhost", "LocalHost:8080", "127.0.0.1:3000", "[::1]", "[::1]:3000"] {
            assert!(calls_this_machine(&headers(&[("host", good)])), "{good}");
        }
        for bad in
            ["evil.example", "localhost.evil.example", "evil.example:127", "", "127.0.0.1.evil.example:80", "::1"]
        {
            assert!(!calls_this_machine(&headers(&[("host", bad)])), "{bad}");
        }
        assert!(!calls_this_machine(&headers(&[])));
        assert!(!calls_this_machine(&headers(&[("host", "localhost"), ("host", "evil.example")])));
    }

    #[test]
    fn only_the_desks_own_pages_send() {
        const HOST: (&str, &str) = ("host", "localhost:3000");
        let ours = ("origin", "http://localhost:3000");
        assert!(comes_from_this_desk(&headers(&[HOST, ours])));
        assert!(comes_from_this_desk(&headers(&[HOST, ours, ("sec-fetch-site", "same-origin")])));
        assert!(comes_from_this_desk(&headers(&[HOST, ("sec-fetch-site", "same-origin")])));
        assert!(comes_from_this_desk(&headers(&[HOST])), "a program on this machine");
        for foreign in [
            vec![("origin", "null")],
            vec![("origin", "http://localhost:8000")],
            vec![("origin", "https://evil.example")],
            vec![("sec-fetch-site", "cross-site")],
            vec![("sec-fetch-site", "same-site"), ours],
        ] {
            let all: Vec<_> = std::iter::once(HOST).chain(foreign).collect();
            assert!(!comes_from_this_desk(&headers(&all)), "{all:?}");
        }
    }

    #[test]
    fn every_header_of_a_proxy_is_known() {
        let named = [
            "x-forwarded-for",
            "x-forwarded-anything",
            "cf-connecting-ip",
            "cloudfront-viewer-address",
            "x-original-url",
        ];
        for name in FORWARDING.into_iter().chain(named) {
            assert!(is_forwarded(&headers(&[("host", "localhost"), (name, "")])), "{name}");
        }
        assert!(!is_forwarded(&headers(&[("host", "localhost"), ("x-requested-with", "y")])));
    }
}
