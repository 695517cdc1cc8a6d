//! Files that the desk hands out. Whoever asked keeps them; no browser does beside (see `headers.rs`).

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// A file under a name.
pub(super) fn file(name: &str, kind: &'static str, body: impl Into<Body>) -> Response {
    let headers =
        [(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CONTENT_DISPOSITION, disposition(name))];
    (StatusCode::OK, headers, body.into()).into_response()
}

/// A name in both ways of RFC 6266: for all programs, and with all its letters for those that read UTF-8.
fn disposition(name: &str) -> HeaderValue {
    const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_');
    let ascii: String = name.chars().map(|letter| if plain(letter) { letter } else { '_' }).collect();
    let text = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{}", utf8_percent_encode(name, ENCODED));
    HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_keeps_its_letters_and_breaks_no_header() {
        assert_eq!(disposition("quay.yaml"), "attachment; filename=\"quay.yaml\"; filename*=UTF-8''quay.yaml");
        assert_eq!(
            disposition("Öberg\"\r\n.csv"),
            "attachment; filename=\"_berg___.csv\"; filename*=UTF-8''%C3%96berg%22%0D%0A.csv"
        );
    }
}
