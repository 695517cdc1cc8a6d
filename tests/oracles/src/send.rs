//! Sending: whatever the bytes are, there is one of the answers that are told of, and it is whole.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode, header};
use domain::case::{Reference, ReferenceKey};
use domain::validate::ErrorKind;
use http_body_util::BodyExt;
use scraper::Html;
use serde_json::Value;
use tower::ServiceExt;

use crate::Bench;
use crate::fill::split_once;
use crate::page::Outline;

/// Statuses that a request may be answered with where the store is there and nobody is limited.
const STATUSES: [u16; 9] = [200, 201, 303, 400, 408, 413, 415, 422, 431];

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Bench {
    /// Sends a request to `POST /api/requests`, twice, and judges both answers. It is written as HTTP writes it: header
    /// lines, an empty line, the body.
    pub fn send(&self, input: &[u8]) {
        let (headers, body) = read(input);
        let before = self.shelf.count();
        let first = self.ask(&headers, body);
        self.judge_answer(&first);
        let second = self.ask(&headers, body);
        match first.reference() {
            None => {
                assert_eq!(self.shelf.count(), before, "refused, and yet stored");
                assert_eq!(
                    (second.status, second.body),
                    (first.status, first.body),
                    "sent again, it is answered otherwise"
                );
            }
            Some(reference) => {
                self.judge_answer(&second);
                assert_eq!(second.reference().as_ref(), Some(&reference), "sent again, it has another reference");
                let kept = self.shelf.get(&reference).expect("acknowledged, and yet not stored");
                let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok());
                assert_eq!(kept.reference, Reference::of(&kept.request, key, &ReferenceKey::new([7; 32])));
                assert!(self.shelf.count() - before <= 1);
            }
        }
        self.shelf.tidy();
    }

    fn ask(&self, headers: &HeaderMap, body: &[u8]) -> Answer {
        let mut request = Request::post("/api/requests").body(Body::from(body.to_vec())).expect("a request");
        *request.headers_mut() = headers.clone();
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.expect("an answer");
            let (parts, body) = response.into_parts();
            let bytes = body.collect().await.expect("a whole body").to_bytes();
            let body = String::from_utf8(bytes.to_vec()).expect("an answer is UTF-8");
            Answer { status: parts.status, headers: parts.headers, body }
        })
    }

    fn judge_answer(&self, answer: &Answer) {
        assert!(STATUSES.contains(&answer.status.as_u16()), "status {}", answer.status);
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        match (answer.status.as_u16(), answer.header("content-type")) {
            (303, _) => assert!(answer.header("location").starts_with("/api/requests/received/")),
            (200 | 201, kind) => {
                assert_eq!(kind, "application/json");
                assert!(answer.header("location").ends_with(&answer.reference().expect("a reference")));
            }
            (status, "application/problem+json") => judge_problem(status, &answer.body),
            (_, kind) => {
                assert_eq!(kind, "text/html; charset=utf-8");
                let outline = Outline::of(&Html::parse_document(&answer.body));
                if !self.outlines.contains(&outline) {
                    let differences: Vec<_> = self.outlines.iter().map(|page| page.difference(&outline)).collect();
                    panic!("the answer is none of our pages: {differences:?}");
                }
            }
        }
    }
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The reference of what was stored.
    fn reference(&self) -> Option<String> {
        match self.status.as_u16() {
            303 => self.header("location").rsplit('/').next().map(str::to_owned),
            200 | 201 => {
                let body: Value = serde_json::from_str(&self.body).expect("JSON");
                body["reference"].as_str().map(str::to_owned)
            }
            _ => None,
        }
    }
}

fn judge_problem(status: u16, body: &str) {
    let problem: Value = serde_json::from_str(body).expect("JSON");
    assert_eq!(problem["status"], status);
    assert!(problem["code"].as_str().is_some_and(|code| !code.is_empty()));
    if status == 422 {
        let problems = problem["problems"].as_array().expect("problems");
        assert!((1..=100).contains(&problems.len()), "{} problems", problems.len());
        for problem in problems {
            let code = problem["code"].as_str().expect("a code");
            assert!(ErrorKind::CODES.contains(&code), "the code {code}");
            assert!(problem["field"].is_string());
            let message = problem["message"].as_str().expect("a message");
            assert!(!message.is_empty() && !message.contains('\0'), "{message:?}");
        }
    }
}

/// Headers and body of a message. What is no header line is left out; without an empty line, all is body.
fn read(input: &[u8]) -> (HeaderMap, &[u8]) {
    let mut headers = HeaderMap::new();
    let Some(end) = input.windows(2).position(|two| two == b"\n\n") else {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        return (headers, input);
    };
    for line in input[..end].split(|byte| *byte == b'\n').take(20) {
        let (name, value) = split_once(line, b':');
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name), HeaderValue::from_bytes(value.trim_ascii())) {
            headers.append(name, value);
        }
    }
    (headers, &input[end + 2..])
}
