//! What the desk remembers of a browser: the name of who works there, and the language to speak. Nothing else, no longer than the
//! browser is open, for no other page than the desk's.

use axum::http::{HeaderMap, HeaderValue, header};
use cookie::{Cookie, SameSite};

/// Something that is remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remembered {
    /// Who works, as they name themselves.
    Name,
    /// The language that was chosen.
    Language,
}

/// The values of all cookies of a name. Browsers send one from each path that sets it.
pub(super) fn values(headers: &HeaderMap, name: &str) -> impl Iterator<Item = String> {
    let texts = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let cookies = texts.flat_map(Cookie::split_parse_encoded).flatten();
    cookies.filter(move |cookie| cookie.name() == name).map(|cookie| cookie.value().to_owned())
}

/// A cookie for the desk below a path, until the browser is closed.
pub(super) fn desk_cookie<'c>(name: &'c str, value: &'c str, base_path: &str) -> Cookie<'c> {
    Cookie::build((name, value)).path(format!("{base_path}/desk")).http_only(true).same_site(SameSite::Strict).build()
}

impl Remembered {
    fn cookie(self) -> &'static str {
        match self {
            Remembered::Name => "desk-name",
            Remembered::Language => "desk-language",
        }
    }

    /// What a browser remembers.
    pub(super) fn read(self, headers: &HeaderMap) -> Option<String> {
        values(headers, self.cookie()).next()
    }

    /// Tells a browser to remember something for the desk below a path, or to forget it where that is nothing.
    pub(super) fn write(self, value: &str, base_path: &str) -> Option<HeaderValue> {
        let mut cookie = desk_cookie(self.cookie(), value, base_path);
        if value.is_empty() {
            cookie.make_removal();
        }
        cookie.encoded().to_string().parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::Remembered;

    #[test]
    fn a_name_survives_a_cookie_whatever_is_in_it() {
        for name in ["Marta", "Marta Öberg", "a; b=c, \"d\" %41", "名前"] {
            let written = Remembered::Name.write(name, "/mobility").expect("a header");
            let text = written.to_str().expect("ASCII").to_owned();
            assert!(text.ends_with("; HttpOnly; SameSite=Strict; Path=/mobility/desk"), "{text}");
            let sent = text.split(';').next().expect("a value");
            let headers = |value: &str| HeaderMap::from_iter([(header::COOKIE, value.parse().expect("a header"))]);
            let read = |value: &str| Remembered::Name.read(&headers(value));
            assert_eq!(read(&format!("other=1; {sent}")).as_deref(), Some(name));
            assert_eq!(read("other=1"), None);
        }
        let nothing = HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static("desk-name=%FF"))]);
        assert_eq!(Remembered::Name.read(&nothing), None);
        let forget = Remembered::Language.write("", "").expect("a header");
        assert!(forget.to_str().expect("ASCII").contains("Max-Age=0"), "{forget:?}");
    }
}
