//! What the headers of a request say: in which shape it comes, and in which shape and language its sender reads.

use axum::http::{HeaderMap, HeaderName, header};
use domain::text::LanguageTag;

use crate::body::Misfit;
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

/// How the body of a request is written.
///
/// # Errors
/// If in a way that is not understood here, another charset included.
pub(crate) fn media_type(headers: &HeaderMap) -> Result<MediaType, Misfit> {
    if text(headers, &header::CONTENT_ENCODING).is_some_and(|coding| !coding.eq_ignore_ascii_case("identity")) {
        return Err(Misfit::Compressed);
    }
    let kind = headers.get(header::CONTENT_TYPE).filter(|kind| !kind.is_empty()).ok_or(Misfit::NoType)?;
    let mut parts = kind.to_str().map_err(|_| Misfit::OtherType)?.split(';').map(str::trim);
    let media_type = match parts.next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "application/x-www-form-urlencoded" => MediaType::Form,
        "application/json" => MediaType::Json,
        _ => return Err(Misfit::OtherType),
    };
    let foreign_charset = parts.filter_map(|parameter| parameter.split_once('=')).any(|(name, value)| {
        let value = value.trim().trim_matches('"');
        name.trim().eq_ignore_ascii_case("charset")
            && !["utf-8", "utf8"].iter().any(|known| value.eq_ignore_ascii_case(known))
    });
    if foreign_charset { Err(Misfit::OtherCharset) } else { Ok(media_type) }
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

    use super::{MediaType, Misfit, Reader, media_type, reader};

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let entry = |&(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value));
        pairs.iter().map(entry).collect()
    }

    #[test]
    fn only_utf_8_forms_and_json_are_understood() {
        let of = |value| media_type(&headers(&[("content-type", value)]));
        assert_eq!(of("application/x-www-form-urlencoded; charset=UTF-8"), Ok(MediaType::Form));
        assert_eq!(of("Application/JSON;charset=\"utf-8\""), Ok(MediaType::Json));
        assert_eq!(of("application/json; charset=latin1"), Err(Misfit::OtherCharset));
        assert_eq!(of("multipart/form-data; boundary=x"), Err(Misfit::OtherType));
        assert_eq!(of("text/plain"), Err(Misfit::OtherType));
        assert_eq!(of(""), Err(Misfit::NoType));
        assert_eq!(media_type(&headers(&[])), Err(Misfit::NoType));
        let zipped = headers(&[("content-type", "application/json"), ("content-encoding", "gzip")]);
        assert_eq!(media_type(&zipped), Err(Misfit::Compressed));
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
