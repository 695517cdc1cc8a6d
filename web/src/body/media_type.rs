//! How the body of a request is written, as its headers say.

use axum::http::{HeaderMap, HeaderName, header};

use super::error::MediaTypeError;

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `application/json`.
    Json,
}

/// How the body of a request is written.
///
/// # Errors
/// If in a way that is not understood here, another charset included.
pub fn media_type(headers: &HeaderMap) -> Result<MediaType, MediaTypeError> {
    if text(headers, &header::CONTENT_ENCODING).is_some_and(|coding| !coding.eq_ignore_ascii_case("identity")) {
        return Err(MediaTypeError::Compressed);
    }
    let kind = headers.get(header::CONTENT_TYPE).filter(|kind| !kind.is_empty()).ok_or(MediaTypeError::NoType)?;
    let mut parts = kind.to_str().map_err(|_| MediaTypeError::OtherType)?.split(';').map(str::trim);
    let media_type = match parts.next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "application/x-www-form-urlencoded" => MediaType::Form,
        "application/json" => MediaType::Json,
        _ => return Err(MediaTypeError::OtherType),
    };
    let foreign_charset = parts.filter_map(|parameter| parameter.split_once('=')).any(|(name, value)| {
        let value = value.trim().trim_matches('"');
        name.trim().eq_ignore_ascii_case("charset")
            && !["utf-8", "utf8"].iter().any(|known| value.eq_ignore_ascii_case(known))
    });
    if foreign_charset { Err(MediaTypeError::OtherCharset) } else { Ok(media_type) }
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    use super::{MediaType, MediaTypeError, media_type};

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let entry = |&(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value));
        pairs.iter().map(entry).collect()
    }

    #[test]
    fn only_utf_8_forms_and_json_are_understood() {
        let of = |value| media_type(&headers(&[("content-type", value)]));
        assert_eq!(of("application/x-www-form-urlencoded; charset=UTF-8"), Ok(MediaType::Form));
        assert_eq!(of("Application/JSON;charset=\"utf-8\""), Ok(MediaType::Json));
        assert_eq!(of("application/json; charset=latin1"), Err(MediaTypeError::OtherCharset));
        assert_eq!(of("multipart/form-data; boundary=x"), Err(MediaTypeError::OtherType));
        assert_eq!(of("text/plain"), Err(MediaTypeError::OtherType));
        assert_eq!(of(""), Err(MediaTypeError::NoType));
        assert_eq!(media_type(&headers(&[])), Err(MediaTypeError::NoType));
        let zipped = headers(&[("content-type", "application/json"), ("content-encoding", "gzip")]);
        assert_eq!(media_type(&zipped), Err(MediaTypeError::Compressed));
    }
}
