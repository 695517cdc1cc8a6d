//! Who asks, and from where: what the desk knows of a visit while it answers a request.

use std::sync::{Mutex, PoisonError};

use domain::case::Status;
use url::Url;

use super::access::SessionCookie;
use super::cookies::Remembered;
use super::frame::{Frame, LanguageChoice};
use super::unreadable;
use store::Counts;
use web::published::Published;

/// What is known of whoever asks.
#[derive(Default)]
pub(super) struct Session {
    /// Who works, as they name themselves; empty where that is not known.
    pub(super) name: String,
    /// The address to come back to.
    pub(super) here: String,
    /// How much there is to do; unknown to strangers, and where the store can't be reached.
    pub(super) counts: Option<Counts>,
    /// Whether a purge waits for somebody's word.
    pub(super) is_purge_held: bool,
    /// What visitors sent and could not be read.
    pub(super) unreadable: Option<unreadable::Notice>,
    /// The languages one may choose from.
    pub(super) languages: Vec<LanguageChoice>,
    /// The browser that is signed in.
    pub(super) session: SessionCookie,
    /// What the answer tells the browser to remember.
    pub(super) remembered: Mutex<Vec<(Remembered, String)>>,
}

/// An address within the desk, as a form gave it. Anything else leads to the inbox, and so does what a browser would
/// rewrite before it goes there, such as `/desk/../evil`. No path of the desk has a character that must be encoded, so
/// nothing that is encoded leads anywhere else.
pub(super) fn within_the_desk(address: &str) -> &str {
    const HERE: &str = "http://localhost";
    let is_normalised =
        Url::parse(&format!("{HERE}{address}")).is_ok_and(|url| url.as_str().strip_prefix(HERE) == Some(address));
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let is_plain = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte));
    if is_normalised && is_plain && address.starts_with("/desk/") && !address.contains("//") {
        address
    } else {
        "/desk/"
    }
}

impl Session {
    /// How much there is to do.
    pub(super) fn counts(&self) -> Option<&Counts> {
        self.counts.as_ref()
    }

    /// Tells the browser to remember something.
    pub(super) fn remember(&self, what: Remembered, value: String) {
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner).push((what, value));
    }

    /// Whether a language is one of those to choose from.
    pub(super) fn offers(&self, language: &str) -> bool {
        self.languages.iter().any(|choice| choice.code.as_str() == language)
    }

    /// What the forms of this visit send back, so that no other page can send them.
    pub(super) fn form_token(&self) -> &str {
        self.session.form_token()
    }

    /// What every page shows around its content; its forms belong to the session of the token.
    pub(super) fn frame<'v>(&'v self, published: &'v Published, csrf: &'v str) -> Frame<'v> {
        let path = self.here.split('?').next().unwrap_or_default();
        let within =
            |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let section = match path {
            _ if within("/desk/hosts") => "hosts",
            _ if within("/desk/reports") => "reports",
            "/desk/purge" => "purge",
            "/desk/" | "/desk/search" => "requests",
            _ if within("/desk/requests") => "requests",
            _ => "",
        };
        let counts = self.counts.as_ref();
        Frame {
            name: &self.name,
            here: &self.here,
            base_path: published.base_path(),
            site: published.site(),
            csrf,
            section,
            fresh: counts.and_then(|counts| counts.by_status.get(&Status::New)).copied().unwrap_or(0),
            overdue: counts.map_or(0, |counts| counts.overdue),
            is_purge_held: self.is_purge_held,
            unreadable: self.unreadable.as_ref(),
            languages: &self.languages,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::within_the_desk;

    #[test]
    fn nobody_is_led_out_of_the_desk() {
        for good in [
            "/desk/",
            "/desk/?view=mine&form=join",
            "/desk/requests/MM-7K3M-9QPD-2XWV",
            "/desk/requests/MM-7K3M-9QPD-2XWV#note",
            "/desk/search?words=t%C3%B6ken+..%2F",
        ] {
            assert_eq!(within_the_desk(good), good);
        }
        for bad in [
            "",
            "/",
            "/desk",
            "//evil.example/desk/",
            "https://evil.example",
            "/desk/\\evil",
            "/desk//evil",
            "/desk/../../evil",
            "/desk/..",
            "/desk/./",
            "/desk/%2e%2e/evil",
            "/desk/.%2E/evil",
            "/desk/..;/../evil",
            "/desk/..%2fevil",
            "/desk/..%2Fevil?view=mine",
            "/desk/%2fevil",
            "/desk/%252e%252e%252fevil",
            "/desk/..%5cevil",
            "/desk/%09/evil",
            "/desk/%2e%2e%2fevil",
            "/desk/requests%2f..%2f..%2fen/",
            "/desk/;/evil",
            "/desk/%00",
            "/desk/%",
            "/desk/%zz",
            "/desk/requests/%4DM-7K3M-9QPD-2XWV",
            "/desk/requests/../../en/",
            "/desk/\t/evil",
            " /desk/",
            ":80/desk/",
            "@evil.example/desk/",
            ".evil.example/desk/",
            "/desk/ä",
            "/desk/\n",
        ] {
            assert_eq!(within_the_desk(bad), "/desk/", "{bad:?}");
        }
    }
}
