//! How a body arrives: at most so many bytes, within so much time, and never so that its sender is cut off unheard.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;
use tokio::time::timeout;

use super::error::{BodyError, MAX_BYTES, ParseError};

/// A body that is too large is read to here before it is refused, and forgotten as it comes. A browser that is answered
/// while it still sends, and then cut off, shows an error of its own instead of our page.
const MAX_DISCARDED: usize = 32 * 1024 * 1024;

/// How long a body may take to arrive; one that is too large, as long again.
const PATIENCE: Duration = Duration::from_secs(30);

/// All bytes of a body.
pub(super) async fn collect(headers: &HeaderMap, mut body: Body) -> Result<Vec<u8>, BodyError> {
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    // Who asks before sending gets the answer at once, and sends nothing.
    let asks_first =
        headers.get(header::EXPECT).is_some_and(|expected| expected.as_bytes().eq_ignore_ascii_case(b"100-continue"));
    let most = if asks_first { MAX_BYTES } else { MAX_DISCARDED };
    if announced.is_some_and(|length| length > most) {
        return Err(BodyError::TooLarge);
    }
    let mut bytes = Vec::new();
    match timeout(PATIENCE, read(&mut body, &mut bytes)).await {
        Err(_) => Err(BodyError::TooSlow),
        Ok(Err(error)) => Err(error.into()),
        Ok(Ok(Read::Whole)) => Ok(bytes),
        Ok(Ok(Read::TooMuch)) => {
            drop(bytes);
            // However this ends, the answer is the same.
            drop(timeout(PATIENCE, discard(&mut body)).await);
            Err(BodyError::TooLarge)
        }
    }
}

enum Read {
    Whole,
    TooMuch,
}

async fn read(body: &mut Body, bytes: &mut Vec<u8>) -> Result<Read, ParseError> {
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| ParseError::CutOff)?.into_data() else { continue };
        if bytes.len() + data.len() > MAX_BYTES {
            return Ok(Read::TooMuch);
        }
        bytes.extend_from_slice(&data);
    }
    Ok(Read::Whole)
}

async fn discard(body: &mut Body) {
    let mut total = MAX_BYTES;
    while let Some(Ok(frame)) = body.frame().await {
        total += frame.data_ref().map_or(0, |data| data.len());
        if total > MAX_DISCARDED {
            return;
        }
    }
}
