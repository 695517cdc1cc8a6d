//! How somebody gets into the desk: a token that the command prints when it starts, a session cookie made from it, and the
//! anti-forgery token that belongs to this session.
//!
//! Nothing is kept on the server. A session is a random number signed with the token, so it is valid for as long as the
//! token is, and a form that was open while the desk started again with the same token can still be sent.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use ipnet::IpNet;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::cookies::{desk_cookie, values};
use store::secret::secret;

/// The environment variable that fixes the token.
const VARIABLE: &str = "MATCHMAKER_DESK_TOKEN";

/// Characters of a token that nobody guesses.
const MIN_LENGTH: usize = 32;

/// The field of a form that holds its anti-forgery token.
pub(super) const FORM_FIELD: &str = "csrf_token";

/// The secret that opens the desk. Its `Debug` shows nothing, so that no log can.
#[derive(Clone)]
pub struct DeskToken(Arc<str>);

impl fmt::Debug for DeskToken {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("DeskToken(not shown)")
    }
}

/// A token that can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeskTokenError {
    #[error("{VARIABLE} must have at least {MIN_LENGTH} characters; `openssl rand -hex 32` makes a good one")]
    TooShort,
    #[error("{VARIABLE} may have only letters A to Z, digits and - . _ ~; `openssl rand -hex 32` makes a good one")]
    NotForAddresses,
}

impl DeskToken {
    /// A token from a secret.
    ///
    /// # Errors
    /// If the secret is too short, or can't stand in an address as it is.
    pub fn new(secret: &str) -> Result<Self, DeskTokenError> {
        if secret.len() < MIN_LENGTH {
            return Err(DeskTokenError::TooShort);
        }
        if !secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)) {
            return Err(DeskTokenError::NotForAddresses);
        }
        Ok(Self(secret.into()))
    }

    /// The token of the environment variable or credential `MATCHMAKER_DESK_TOKEN`, if it is set.
    ///
    /// # Errors
    /// If it is too short, or can't stand in an address as it is.
    pub fn from_environment() -> Result<Option<Self>, DeskTokenError> {
        secret(VARIABLE).map(|secret| Self::new(&secret)).transpose()
    }

    /// A token that ends with this program.
    pub fn random() -> Self {
        Self(BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()).into())
    }

    /// The token itself, for the address that is printed when the desk starts.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Compares in constant time, whatever the lengths.
    fn is(&self, given: &str) -> bool {
        Sha256::digest(self.0.as_bytes()).ct_eq(&Sha256::digest(given.as_bytes())).into()
    }

    fn mac(&self, purpose: &str, text: &str) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.as_bytes())
            .unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"));
        mac.update(purpose.as_bytes());
        mac.update(b"\0");
        mac.update(text.as_bytes());
        mac
    }
}

/// Who may use the desk.
#[derive(Debug, Clone)]
pub struct DeskAccess {
    token: DeskToken,
    trusted_proxies: Arc<[IpNet]>,
}

impl DeskAccess {
    /// Access by a token, directly from this machine.
    pub fn new(token: DeskToken) -> Self {
        Self { token, trusted_proxies: Arc::default() }
    }

    /// The same, also through reverse proxies in these networks.
    #[must_use]
    pub fn through(self, trusted_proxies: &[IpNet]) -> Self {
        Self { trusted_proxies: trusted_proxies.into(), ..self }
    }

    pub(super) fn trusts(&self, peer: IpAddr) -> bool {
        self.trusted_proxies.iter().any(|network| network.contains(&peer.to_canonical()))
    }

    /// A new session for whoever knows the token.
    pub(super) fn sign_in(&self, token: &str) -> Option<SessionCookie> {
        if !self.token.is(token) {
            return None;
        }
        let id = BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 16]>());
        let signature = self.token.mac("session", &id).finalize().into_bytes();
        let cookie = format!("{id}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature));
        Some(self.session(&id, cookie))
    }

    /// The session of a request, if its cookie is one of ours.
    pub(super) fn session_of(&self, headers: &HeaderMap) -> Option<SessionCookie> {
        values(headers, &cookie_name(headers)).find_map(|cookie| {
            let (id, signature) = cookie.split_once('.')?;
            let signature = BASE64_URL_SAFE_NO_PAD.decode(signature).ok()?;
            self.token.mac("session", id).verify_slice(&signature).ok()?;
            let id = id.to_owned();
            Some(self.session(&id, cookie))
        })
    }

    fn session(&self, id: &str, cookie: String) -> SessionCookie {
        let form_token = BASE64_URL_SAFE_NO_PAD.encode(self.token.mac("form", id).finalize().into_bytes());
        SessionCookie { cookie, form_token }
    }
}

/// A browser that is signed in.
#[derive(Debug, Clone, Default)]
pub(super) struct SessionCookie {
    cookie: String,
    form_token: String,
}

impl SessionCookie {
    /// The anti-forgery token that its forms send back.
    pub(super) fn form_token(&self) -> &str {
        &self.form_token
    }

    /// Whether a form was made for this session.
    pub(super) fn made(&self, form_token: &str) -> bool {
        self.form_token.as_bytes().ct_eq(form_token.as_bytes()).into()
    }

    /// What makes a browser remember it until it is closed.
    pub(super) fn set_cookie(&self, headers: &HeaderMap, base_path: &str, is_encrypted: bool) -> Option<HeaderValue> {
        let name = cookie_name(headers);
        let mut cookie = desk_cookie(&name, &self.cookie, base_path);
        cookie.set_secure(is_encrypted);
        cookie.to_string().parse().ok()
    }
}

/// Browsers don't tell the ports of one host apart. With the port in its name, two desks can be open at once.
fn cookie_name(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    match host.rsplit_once(':') {
        Some((_, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("desk-session-{port}")
        }
        _ => "desk-session".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};

    use super::{DeskAccess, DeskToken, DeskTokenError};

    const SECRET: &str = "0123456789abcdef0123456789abcdef";

    fn access(secret: &str) -> DeskAccess {
        DeskAccess::new(DeskToken::new(secret).expect("a token"))
    }

    fn headers(host: &'static str, cookie: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("host", HeaderValue::from_static(host));
        headers.insert("cookie", cookie.parse().expect("a header"));
        headers
    }

    #[test]
    fn a_token_that_can_be_guessed_or_breaks_an_address_is_refused() {
        for (secret, expected) in [
            ("", DeskTokenError::TooShort),
            ("0123456789abcdef0123456789abcde", DeskTokenError::TooShort),
            ("0123456789abcdef0123456789abcde&", DeskTokenError::NotForAddresses),
            ("0123456789abcdef0123456789abcdeä", DeskTokenError::NotForAddresses),
        ] {
            assert_eq!(DeskToken::new(secret).err(), Some(expected), "{secret:?}");
        }
        let random = DeskToken::random();
        assert!(DeskToken::new(random.reveal()).is_ok());
        assert_ne!(random.reveal(), DeskToken::random().reveal());
        assert!(!format!("{random:?}").contains(random.reveal()));
    }

    #[test]
    fn a_session_is_valid_for_its_token_and_its_port_only() {
        let access = access(SECRET);
        for wrong in ["", "0", &SECRET[..31], &format!("{SECRET}0")] {
            assert!(access.sign_in(wrong).is_none(), "{wrong:?}");
        }
        let session = access.sign_in(SECRET).expect("a session");
        let set = session.set_cookie(&headers("localhost:8080", "a=b"), "/mobility", false).expect("a header");
        let set = set.to_str().expect("ASCII");
        assert!(set.ends_with("; HttpOnly; SameSite=Strict; Path=/mobility/desk"), "{set}");
        assert!(!set.contains(SECRET));
        let cookie = set.split(';').next().expect("a value");

        let found = access.session_of(&headers("localhost:8080", &format!("x=1; {cookie}"))).expect("the session");
        assert_eq!(found.form_token(), session.form_token());
        assert!(session.made(found.form_token()) && !session.made("") && !session.made(&found.form_token()[1..]));
        assert!(access.session_of(&headers("localhost:8081", cookie)).is_none(), "another desk");
        let other = DeskAccess::new(DeskToken::random());
        assert!(other.session_of(&headers("localhost:8080", cookie)).is_none(), "another token");
        for forged in
            ["desk-session-8080=", "desk-session-8080=.", "desk-session-8080=a.b", &cookie[..cookie.len() - 2]]
        {
            assert!(access.session_of(&headers("localhost:8080", forged)).is_none(), "{forged}");
        }
        let again = access.sign_in(SECRET).expect("a session");
        assert_ne!(again.form_token(), session.form_token(), "each session has its own");
        let secure = session.set_cookie(&headers("desk.example.org", "a=b"), "", true).expect("a header");
        assert!(secure.to_str().expect("ASCII").contains("; Secure"), "{secure:?}");
    }
}
