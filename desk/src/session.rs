//! Who asks, and from where: what the desk knows of a visit while it answers a request.

use std::sync::{Mutex, PoisonError};

use axum::http::Method;
use axum::http::request::Parts;
use domain::case::Status;
use domain::text::LanguageTag;
use serde::Serialize;
use serde_json::Value;
use url::Url;

use super::cookies::Remembered;
use store::Counts;
use web::published::Published;

/// What is known of whoever asks.
pub(super) struct Session {
    pub(super) frame: Frame,
    /// How much there is to do; unknown to strangers, and where the store can't be reached.
    pub(super) counts: Option<Counts>,
    remembered: Mutex<Vec<(Remembered, String)>>,
}

/// What every page shows around its content.
#[derive(Default, Serialize)]
pub(super) struct Frame {
    /// Who works, as they name themselves; empty where that is not known.
    pub(super) name: String,
    /// The address to come back to.
    pub(super) here: String,
    /// What stands before every address of the desk.
    pub(super) base_path: String,
    /// What stands before every address of the site.
    pub(super) site: String,
    /// What each form sends back, so that no other page can send it.
    pub(super) csrf: String,
    pub(super) section: &'static str,
    pub(super) fresh: u64,
    pub(super) overdue: u64,
    /// Whether a purge waits to be confirmed.
    pub(super) is_purge_held: bool,
    /// What visitors sent and could not be read.
    pub(super) unreadable: Option<Value>,
    /// The languages one may choose from.
    pub(super) languages: Vec<LanguageChoice>,
}

#[derive(Serialize)]
pub(super) struct LanguageChoice {
    pub(super) code: LanguageTag,
    pub(super) name: String,
    pub(super) chosen: bool,
}

impl Frame {
    pub(super) fn of_site(published: &Published) -> Self {
        let (base_path, site) = (published.base_path.clone(), published.site.clone());
        Self { base_path, site, ..Self::default() }
    }
}

impl Session {
    pub(super) fn new(frame: Frame, here: String, counts: Option<Counts>) -> Self {
        let frame = Frame {
            section: section(&here),
            here,
            fresh: counts.as_ref().and_then(|counts| counts.by_status.get(&Status::New)).copied().unwrap_or(0),
            overdue: counts.as_ref().map_or(0, |counts| counts.overdue),
            ..frame
        };
        Self { frame, counts, remembered: Mutex::default() }
    }

    /// Tells the browser to remember something.
    pub(super) fn remember(&self, what: Remembered, value: String) {
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner).push((what, value));
    }

    /// What the answer tells the browser to remember.
    pub(super) fn take_remembered(&self) -> Vec<(Remembered, String)> {
        std::mem::take(&mut *self.remembered.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether a language is one of those to choose from.
    pub(super) fn offers(&self, language: &str) -> bool {
        self.frame.languages.iter().any(|choice| choice.code.as_str() == language)
    }
}

/// The part of the desk that an address belongs to.
fn section(address: &str) -> &'static str {
    let path = address.split('?').next().unwrap_or_default();
    let within = |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    match path {
        _ if within("/desk/hosts") => "hosts",
        _ if within("/desk/reports") => "reports",
        "/desk/purge" => "purge",
        "/desk/" | "/desk/search" => "requests",
        _ if within("/desk/requests") => "requests",
        _ => "",
    }
}

/// The page that somebody sees, or saw before sending a form.
pub(super) fn address_to_return(parts: &Parts) -> String {
    let path = parts.uri.path();
    if matches!(parts.method, Method::GET | Method::HEAD) {
        return parts.uri.path_and_query().map_or(path, |whole| whole.as_str()).to_owned();
    }
    let reference = path.strip_prefix("/desk/requests/").and_then(|rest| rest.split('/').next());
    reference.map_or_else(|| "/desk/".to_owned(), |reference| format!("/desk/requests/{reference}"))
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

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::{address_to_return, within_the_desk};

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

    #[test]
    fn one_comes_back_to_the_page_one_saw() {
        let address = |method: &str, uri: &str| {
            let request = Request::builder().method(method).uri(uri).body(()).expect("a request");
            address_to_return(&request.into_parts().0)
        };
        assert_eq!(address("GET", "/desk/?status=new"), "/desk/?status=new");
        assert_eq!(
            address("POST", "/desk/requests/MM-7K3M-9QPD-2XWV/steps?version=1"),
            "/desk/requests/MM-7K3M-9QPD-2XWV"
        );
        assert_eq!(address("POST", "/desk/assign"), "/desk/");
    }
}
