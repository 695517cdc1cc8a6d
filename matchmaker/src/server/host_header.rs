//! Validates `Host` (RFC 9112, section 3.2): exactly one in a request of HTTP/1.1, at most one in HTTP/1.0.

use axum::extract::Request;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Version, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Answers 400 to a request without a valid host.
pub async fn require(request: Request, next: Next) -> Response {
    if names_one_host(request.version(), request.headers()) {
        return next.run(request).await;
    }
    (StatusCode::BAD_REQUEST, "The request must name one valid host in its Host header.\n").into_response()
}

fn names_one_host(version: Version, headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => is_valid(host),
        // HTTP/1.0 needs no host; later versions than 1.1 have it in the address.
        (None, _) => version != Version::HTTP_11,
        (Some(_), Some(_)) => false,
    }
}

/// Whether a value is a host with or without a port.
fn is_valid(host: &HeaderValue) -> bool {
    let Some(authority) = host.to_str().ok().and_then(|host| host.parse::<Authority>().ok()) else { return false };
    let (text, name) = (authority.as_str(), authority.host());
    // No user and password.
    let Some(port) = text.strip_prefix(name) else { return false };
    let port_is_valid = port.is_empty()
        || port.strip_prefix(':').is_some_and(|port| port.is_empty() || port.parse::<u16>().is_ok_and(|port| port > 0));
    let address = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    let name_is_valid = match address {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => {
            let letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'%');
            !name.is_empty() && name.len() <= 255 && name.bytes().all(letter)
        }
    };
    name_is_valid && port_is_valid
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, Version, header};

    use super::names_one_host;

    fn accepted(version: Version, hosts: &[&'static str]) -> bool {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(header::HOST, HeaderValue::from_static(host));
        }
        names_one_host(version, &headers)
    }

    #[test]
    fn a_request_of_http_1_1_names_one_valid_host() {
        let valid = [
            "localhost",
            "localhost:8080",
            "example.org",
            "example.org.",
            "127.0.0.1:1",
            "[::1]",
            "[::1]:8080",
            "a_b.org",
            "a.org:",
        ];
        for host in valid {
            assert!(accepted(Version::HTTP_11, &[host]), "{host}");
            assert!(accepted(Version::HTTP_10, &[host]), "{host}");
        }
        let invalid = [
            "",
            " ",
            "a b",
            "a/b",
            "a@b",
            "user:pass@example.org",
            "http://example.org",
            "a:b",
            "a:99999",
            "a:-1",
            "a:1:2",
            "::1",
            "[::1",
            "[::g]",
            "[]",
            "a?b",
            "a#b",
            "a,b",
            "a\\b",
            ":80",
            "a:0",
        ];
        for host in invalid {
            assert!(!accepted(Version::HTTP_11, &[host]), "{host:?}");
            assert!(!accepted(Version::HTTP_10, &[host]), "{host:?}");
        }
        for version in [Version::HTTP_10, Version::HTTP_11] {
            assert!(!accepted(version, &["example.org", "example.org"]));
            assert!(!accepted(version, &["example.org", "other.example.org"]));
        }
        assert!(!accepted(Version::HTTP_11, &[]));
        assert!(accepted(Version::HTTP_10, &[]), "HTTP/1.0 has no Host");
    }
}
