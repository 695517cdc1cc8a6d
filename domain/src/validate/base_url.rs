//! The address that a site is published at.

use core::net::{Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use crate::validate::{is_hidden, without_marks};

/// The full address of a site's root, without a slash at its end: `https://www.example.org`, or
/// `https://www.example.org/mobility` for a site that lives below a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    text: String,
    path_start: usize,
    is_secure: bool,
}

/// An address that no site can be published at.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BaseUrlError {
    #[error("it does not begin with https:// and a host")]
    Incomplete,
    #[error("it has {0:?} in it")]
    Character(char),
    #[error("it has a user name or password in it, which everybody would read")]
    Credentials,
    #[error("{0:?} is not the full name of a host")]
    Host(String),
    #[error("no server has the port 0")]
    Port,
    #[error("it has a query (?) in it")]
    Query,
    #[error("it has a fragment (#) in it")]
    Fragment,
    #[error("its path has {0:?} in it, which servers read in different ways")]
    Path(String),
}

impl BaseUrl {
    /// Reads an address that somebody wrote. A slash at its end makes no difference.
    ///
    /// # Errors
    /// If no site can be published there.
    pub fn parse(written: &str) -> Result<Self, BaseUrlError> {
        if let Some(wrong) = written.chars().find(|letter| {
            letter.is_whitespace()
                || is_hidden(*letter)
                || !without_marks(letter.encode_utf8(&mut [0; 4])).contains(*letter)
                || matches!(letter, '\\' | '"' | '<' | '>' | '{' | '}' | '|' | '^' | '`')
        }) {
            return Err(BaseUrlError::Character(wrong));
        }
        let (scheme, rest) = written.split_once("://").ok_or(BaseUrlError::Incomplete)?;
        let is_secure = scheme.eq_ignore_ascii_case("https");
        if !is_secure && !scheme.eq_ignore_ascii_case("http") || rest.is_empty() || rest.starts_with(['/', '?', '#']) {
            return Err(BaseUrlError::Incomplete);
        }
        let url = Url::parse(written).map_err(|_| BaseUrlError::Host(host_as_written(rest).to_owned()))?;
        if !url.username().is_empty() || url.password().is_some() || host_and_user(rest).contains('@') {
            return Err(BaseUrlError::Credentials);
        }
        if url.query().is_some() {
            return Err(BaseUrlError::Query);
        }
        if url.fragment().is_some() {
            return Err(BaseUrlError::Fragment);
        }
        match url.host() {
            _ if url.port() == Some(0) => return Err(BaseUrlError::Port),
            Some(Host::Domain(name)) if name == "localhost" || (is_host_name(name) && name.contains('.')) => {}
            Some(Host::Ipv4(_) | Host::Ipv6(_)) => {}
            _ => return Err(BaseUrlError::Host(host_as_written(rest).to_owned())),
        }
        check_path(rest.split_once('/').map_or("", |(_, path)| path))?;
        let mut text = String::from(url.as_str().trim_end_matches('/'));
        let origin = url.origin().ascii_serialization();
        if !text.starts_with(&origin) {
            text = format!("{origin}{}", url.path().trim_end_matches('/'));
        }
        Ok(Self { path_start: origin.len(), text, is_secure })
    }

    /// The address, in the form that browsers send, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its path: empty, or `/mobility`.
    pub fn path(&self) -> &str {
        &self.text[self.path_start..]
    }

    /// Whether everything between a visitor and the site is encrypted, or stays on one machine.
    pub fn is_private(&self) -> bool {
        if self.is_secure {
            return true;
        }
        match Url::parse(&self.text).ok().as_ref().and_then(Url::host) {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(Host::Ipv4(address)) => Ipv4Addr::is_loopback(&address),
            Some(Host::Ipv6(address)) => Ipv6Addr::is_loopback(&address),
            None => false,
        }
    }
}

/// Whether a name in its encoded form can be that of a host (RFC 1123): parts of at most 63 letters, digits and hyphens, which
/// begin and end with neither hyphen. One dot may stand at its end.
pub(crate) fn is_host_name(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let is_part = |part: &str| {
        (1..=63).contains(&part.len())
            && !part.starts_with('-')
            && !part.ends_with('-')
            // Some hosts have underscores in their names, and browsers find them.
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    name.len() <= 253 && name.split('.').all(is_part)
}

fn host_and_user(rest: &str) -> &str {
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

fn host_as_written(rest: &str) -> &str {
    let host = host_and_user(rest);
    host.rsplit_once('@').map_or(host, |(_, host)| host)
}

/// Letters, digits, `-._~` and encoded letters mean the same to every server, proxy and store of files.
fn check_path(path: &str) -> Result<(), BaseUrlError> {
    let path = path.split(['?', '#']).next().unwrap_or(path);
    if path.is_empty() {
        return Ok(());
    }
    let path = path.strip_suffix('/').unwrap_or(path);
    for segment in path.split('/') {
        let lower = segment.to_ascii_lowercase();
        let decoded = lower.replace("%2e", ".");
        if segment.is_empty() {
            return Err(BaseUrlError::Path("//".to_owned()));
        }
        if decoded.starts_with('.') || lower.contains("%2f") || lower.contains("%5c") || lower.contains("%00") {
            return Err(BaseUrlError::Path(segment.to_owned()));
        }
        if let Some(wrong) = segment.chars().find(|letter| {
            letter.is_ascii() && !letter.is_ascii_alphanumeric() && !matches!(letter, '-' | '.' | '_' | '~' | '%')
        }) {
            return Err(BaseUrlError::Character(wrong));
        }
        let mut escapes = lower.split('%');
        escapes.next();
        if escapes.any(|escape| !escape.get(..2).is_some_and(|two| two.chars().all(|digit| digit.is_ascii_hexdigit())))
        {
            return Err(BaseUrlError::Character('%'));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{BaseUrl, BaseUrlError};

    #[test]
    fn an_address_is_read_with_or_without_a_path() {
        for (written, text, path) in [
            ("https://example.org", "https://example.org", ""),
            ("https://example.org/", "https://example.org", ""),
            ("https://u.example.org/mobility/", "https://u.example.org/mobility", "/mobility"),
            ("https://u.example.org/eu/mobility", "https://u.example.org/eu/mobility", "/eu/mobility"),
            ("https://u.example.org:8443/m_1.0~a", "https://u.example.org:8443/m_1.0~a", "/m_1.0~a"),
            ("HTTPS://U.Example.org:443/Mobility", "https://u.example.org/Mobility", "/Mobility"),
            ("https://u.example.org/mobilité", "https://u.example.org/mobilit%C3%A9", "/mobilit%C3%A9"),
            ("https://u.example.org/mobilit%C3%A9/", "https://u.example.org/mobilit%C3%A9", "/mobilit%C3%A9"),
            ("https://u.example.org/mobilit%c3%a9/", "https://u.example.org/mobilit%c3%a9", "/mobilit%c3%a9"),
            ("https://MÜNCHEN.example/mobility/", "https://xn--mnchen-3ya.example/mobility", "/mobility"),
            ("https://u.example.org/offers/", "https://u.example.org/offers", "/offers"),
            ("https://u.example.org/en/", "https://u.example.org/en", "/en"),
            ("https://u.example.org/desk/", "https://u.example.org/desk", "/desk"),
            ("http://localhost:8080", "http://localhost:8080", ""),
            ("http://[::1]:8080/a", "http://[::1]:8080/a", "/a"),
            ("http://192.0.2.7/a", "http://192.0.2.7/a", "/a"),
        ] {
            let url = BaseUrl::parse(written).expect(written);
            assert_eq!((url.as_str(), url.path()), (text, path), "{written}");
        }
    }

    #[test]
    fn what_no_site_can_be_published_at_is_refused_with_the_reason() {
        use BaseUrlError::{Character, Credentials, Fragment, Host, Incomplete, Path, Query};
        for (written, error) in [
            ("", Incomplete),
            ("example.org", Incomplete),
            ("//example.org/", Incomplete),
            ("/mobility/", Incomplete),
            ("ftp://example.org", Incomplete),
            ("https:/example.org", Incomplete),
            ("https://", Incomplete),
            ("https:///mobility", Incomplete),
            ("https://example", Host("example".into())),
            ("https://:80/", Host(":80".into())),
            ("https://example.org:99999/", Host("example.org:99999".into())),
            ("https://example.org:0/", BaseUrlError::Port),
            ("https://-example.org/", Host("-example.org".into())),
            ("https://example-.org/", Host("example-.org".into())),
            ("https://example..org/", Host("example..org".into())),
            ("https://example.org../", Host("example.org..".into())),
            ("https://.example.org/", Host(".example.org".into())),
            ("https://exa\u{202e}mple.org", Character('\u{202e}')),
            ("https://exa\u{200b}mple.org", Character('\u{200b}')),
            ("https://example.org/\u{feff}a", Character('\u{feff}')),
            ("https://exa\u{ad}mple.org", Character('\u{ad}')),
            ("https://user:secret@example.org/", Credentials),
            ("https://user@example.org/", Credentials),
            ("https://@example.org/", Credentials),
            ("https://example.org/?a=1", Query),
            ("https://example.org/a?", Query),
            ("https://example.org/#top", Fragment),
            ("https://example.org#", Fragment),
            ("https://example.org/a b", Character(' ')),
            (" https://example.org", Character(' ')),
            ("https://example.org/a\tb", Character('\t')),
            ("https://example.org\\a", Character('\\')),
            ("https://example.org/a'b", Character('\'')),
            ("https://example.org/50%", Character('%')),
            ("https://example.org/a//b", Path("//".into())),
            ("https://example.org//", Path("//".into())),
            ("https://example.org/a/../b", Path("..".into())),
            ("https://example.org/%2E%2e/b", Path("%2E%2e".into())),
            ("https://example.org/.hidden", Path(".hidden".into())),
            ("https://example.org/a%2Fb", Path("a%2Fb".into())),
        ] {
            assert_eq!(BaseUrl::parse(written), Err(error), "{written}");
        }
    }

    #[test]
    fn a_part_of_a_host_s_name_has_63_letters_at_most() {
        let with = |letters: usize| format!("https://{}.example.org", "a".repeat(letters));
        assert!(BaseUrl::parse(&with(63)).is_ok());
        assert_eq!(BaseUrl::parse(&with(64)), Err(BaseUrlError::Host(with(64)["https://".len()..].to_owned())));
    }

    #[test]
    fn what_is_not_encrypted_is_private_on_one_machine_only() {
        for (written, private) in [
            ("https://example.org", true),
            ("http://example.org", false),
            ("http://localhost", true),
            ("http://site.localhost:8080", true),
            ("http://127.0.0.1:8080/a", true),
            ("http://[::1]", true),
            ("http://192.0.2.7", false),
        ] {
            assert_eq!(BaseUrl::parse(written).expect(written).is_private(), private, "{written}");
        }
    }
}
