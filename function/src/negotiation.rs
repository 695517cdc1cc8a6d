//! What the headers of a request say: in which shape it comes, and in which shape and language its sender reads.

use axum::http::{HeaderMap, HeaderName, header};
use domain::text::LanguageTag;

use crate::published::Published;

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MediaType {
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `application/json`.
    Json,
}

/// Who reads the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// A person: pages.
    Browser,
    /// A program: JSON.
    Program,
}

/// How the body of a request is written; `None` if in a way that is not understood here, another charset included.
pub(crate) fn media_type(headers: &HeaderMap) -> Option<MediaType> {
    let compressed =
        text(headers, &header::CONTENT_ENCODING).is_some_and(|coding| !coding.eq_ignore_ascii_case("identity"));
    let mut parts = text(headers, &header::CONTENT_TYPE)?.split(';').map(str::trim);
    let essence = parts.next()?.to_ascii_lowercase();
    let foreign_charset = parts.filter_map(|parameter| parameter.split_once('=')).any(|(name, value)| {
        let value = value.trim().trim_matches('"');
        name.trim().eq_ignore_ascii_case("charset")
            && !["utf-8", "utf8"].iter().any(|known| value.eq_ignore_ascii_case(known))
    });
    match essence.as_str() {
        _ if compressed || foreign_charset => None,
        "application/x-www-form-urlencoded" => Some(MediaType::Form),
        "application/json" => Some(MediaType::Json),
        _ => None,
    }
}

/// Who reads the answer. A JSON body is always a program's: a page could not give back what was typed.
pub(crate) fn reader(headers: &HeaderMap) -> Reader {
    let accepts = |kind: &str| {
        let ranges = text(headers, &header::ACCEPT).unwrap_or_default().split(',');
        ranges.map(|range| range.split(';').map(str::trim)).any(|mut range| {
            let named = range.next().is_some_and(|named| named.eq_ignore_ascii_case(kind));
            named && !range.any(|parameter| matches!(parameter, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
        })
    };
    match media_type(headers) {
        Some(MediaType::Json) => Reader::Program,
        _ if accepts("text/html") => Reader::Browser,
        Some(MediaType::Form) if !accepts("application/json") && !accepts("application/problem+json") => {
            Reader::Browser
        }
        _ => Reader::Program,
    }
}

/// The language of a sender whose body says none: that of the page it comes from, else what the browser asks for.
pub(crate) fn language<'p>(headers: &HeaderMap, published: &'p Published) -> &'p LanguageTag {
    let of_page = || {
        let (_, address) = text(headers, &header::REFERER)?.split_once("://")?;
        published.language(address.split('/').nth(1)?)
    };
    let of_browser = || {
        text(headers, &header::ACCEPT_LANGUAGE)?
            .split(',')
            .filter_map(|range| range.split([';', '-']).next())
            .find_map(|code| published.language(code.trim()))
    };
    of_page().or_else(of_browser).unwrap_or_else(|| published.default_language())
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    use super::{MediaType, Reader, media_type, reader};

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let entry = |&(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value));
        pairs.iter().map(entry).collect()
    }

    #[test]
    fn only_utf_8_forms_and_json_are_understood() {
        let of = |value| media_type(&headers(&[("content-type", value)]));
        assert_eq!(of("application/x-www-form-urlencoded; charset=UTF-8"), Some(MediaType::Form));
        assert_eq!(of("Application/JSON;charset=\"utf-8\""), Some(MediaType::Json));
        for strange in ["application/json; charset=latin1", "multipart/form-data; boundary=x", "text/plain", ""] {
            assert_eq!(of(strange), None, "{strange:?}");
        }
        assert_eq!(media_type(&headers(&[("content-type", "application/json"), ("content-encoding", "gzip")])), None);
    }

    #[test]
    fn a_form_is_answered_with_pages_unless_json_is_asked_for() {
        const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
        const JSON: (&str, &str) = ("content-type", "application/json");
        let browser = ("accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        for (pairs, expected) in [
            (vec![FORM, browser], Reader::Browser),
            (vec![FORM], Reader::Browser),
            (vec![FORM, ("accept", "*/*")], Reader::Browser),
            (vec![FORM, ("accept", "application/json")], Reader::Program),
            (vec![FORM, ("accept", "application/json, text/html;q=0")], Reader::Program),
            (vec![JSON], Reader::Program),
            (vec![JSON, browser], Reader::Program),
            (vec![browser], Reader::Browser),
            (vec![], Reader::Program),
        ] {
            assert_eq!(reader(&headers(&pairs)), expected, "{pairs:?}");
        }
    }
}
