//! What the headers of a request say about its answer: in which shape and language its sender reads.

use axum::http::{HeaderMap, HeaderName, header};
use domain::text::LanguageTag;

use web::body::media_type::{MediaType, media_type};
use web::published::Published;

/// Who reads the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// A person: pages.
    Browser,
    /// A program: JSON.
    Program,
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
        Ok(MediaType::Json) => Reader::Program,
        _ if accepts("text/html") => Reader::Browser,
        Ok(MediaType::Form) if !accepts("application/json") && !accepts("application/problem+json") => Reader::Browser,
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

    use super::{Reader, reader};

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let entry = |&(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value));
        pairs.iter().map(entry).collect()
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
