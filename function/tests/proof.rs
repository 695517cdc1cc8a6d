//! A site that asks for a proof of work: what is suspected, and what never is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use altcha::{Challenge, Payload, SolveChallengeOptions, solve_challenge};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use domain::case::{Reference, Status, Submission};
use domain::request::Suspicion;
use function::{ProofKey, SubmitState, submit_router};
use jiff::{SignedDuration, Timestamp};
use store::{CaseStore, Deadlines, InsertOutcome, StoreFuture, SubmissionSink};
use web::{Clock, Publication, Published};

use crate::support::{Answer, TestApp, Unreachable, now, post_form, publish, send, wish_with, write};

/// An app whose site asks for proofs, with a clock that can be set.
struct Asking {
    app: TestApp,
    router: Router,
    state: SubmitState,
    minutes: Arc<AtomicI64>,
}

impl Asking {
    fn new() -> Self {
        let app = TestApp::new();
        let site = app.folder().join("site");
        publish(&site);
        let settings = std::fs::read_to_string(site.join("data/site.json")).expect("a file");
        let asking = settings.replacen('{', "{\"guard\": {\"proof_of_work\": true},", 1);
        write(&site, "data/site.json", &asking);
        let minutes = Arc::new(AtomicI64::new(0));
        let passed = Arc::clone(&minutes);
        let state = SubmitState {
            publication: Arc::new(Publication::new(Published::load(&site).expect("a site"))),
            clock: Clock::new(move || now() + SignedDuration::from_mins(passed.load(Ordering::Relaxed))),
            proof: Some(ProofKey::new(&"secret".repeat(6)).expect("a key")),
            ..app.submit_state()
        };
        Self { router: submit_router(state.clone()), app, state, minutes }
    }

    async fn challenge(&self) -> Answer {
        let request = Request::get("/api/challenge").header("accept", "application/json").body(Body::empty());
        send(&self.router, request.expect("a request")).await
    }

    /// A proof, as the protocol's own solver makes it.
    async fn proof(&self) -> String {
        let challenge: Challenge = serde_json::from_value(self.challenge().await.json()).expect("a challenge");
        let solution =
            solve_challenge(SolveChallengeOptions::new(&challenge)).expect("a challenge").expect("a solution");
        BASE64_STANDARD.encode(serde_json::to_vec(&Payload { challenge, solution }).expect("JSON"))
    }

    /// Sends a wish, told apart by its goal; gives back what is suspected of it.
    async fn send(&self, goal: &str, proof: Option<&str>) -> (Status, Vec<Suspicion>) {
        let mut fields = wish_with(&[("goal", goal)]);
        fields.extend(proof.map(|proof| ("proof", proof)));
        let answer = post_form(&self.router, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "whoever is suspected is answered like any other");
        let reference = answer.header("location").rsplit('/').next().and_then(Reference::parse).expect("a reference");
        let now: Timestamp = self.state.clock.now();
        let record = self.app.store.get(&reference, now).await.expect("an answer").expect("a record");
        (record.status, record.submission.suspicions)
    }
}

const GOAL: &str = "A goal that is long enough to be one.";
const OTHER: &str = "Another goal, from another sender perhaps.";

#[tokio::test]
async fn a_challenge_is_made_for_one_and_kept_by_nobody() {
    let asking = Asking::new();
    let (first, second) = (asking.challenge().await, asking.challenge().await);
    assert_eq!((first.status, first.header("cache-control")), (StatusCode::OK, "no-store"));
    assert_eq!(first.header("content-type"), "application/json");
    let expires = first.json()["parameters"]["expiresAt"].as_i64().expect("a moment");
    assert_eq!(expires, (now() + SignedDuration::from_mins(20)).as_second());
    assert_ne!(first.json()["signature"], second.json()["signature"]);
    assert_ne!(first.json()["parameters"]["nonce"], second.json()["parameters"]["nonce"]);
}

#[tokio::test]
async fn with_a_proof_nobody_is_suspected_and_without_one_nobody_is_refused() {
    let asking = Asking::new();
    let proof = asking.proof().await;
    assert_eq!(asking.send(GOAL, Some(&proof)).await, (Status::New, Vec::new()));
    assert_eq!(asking.send(OTHER, None).await, (Status::SuspectedSpam, vec![Suspicion::NoProof]));
    let third = "A third goal, with something else for a proof.";
    assert_eq!(asking.send(third, Some("none")).await, (Status::SuspectedSpam, vec![Suspicion::WrongProof]));
}

#[tokio::test]
async fn a_proof_serves_one_request_once() {
    let asking = Asking::new();
    let proof = asking.proof().await;
    assert_eq!(asking.send(GOAL, Some(&proof)).await.0, Status::New);
    assert_eq!(asking.send(GOAL, Some(&proof)).await.0, Status::New, "a double click is the same request");
    assert_eq!(asking.send(OTHER, Some(&proof)).await, (Status::SuspectedSpam, vec![Suspicion::SpentProof]));
    assert_eq!(asking.send(OTHER, Some(&proof)).await.0, Status::SuspectedSpam, "and stays so when it comes again");
}

#[tokio::test]
async fn a_double_click_at_one_moment_is_no_suspect() {
    let asking = Asking::new();
    let proof = asking.proof().await;
    let send = || asking.send(GOAL, Some(&proof));
    let all = tokio::join!(send(), send(), send(), send());
    assert_eq!([all.0.0, all.1.0, all.2.0, all.3.0], [Status::New; 4]);
}

#[tokio::test]
async fn a_proof_of_yesterday_is_none() {
    let asking = Asking::new();
    let proof = asking.proof().await;
    asking.minutes.store(20, Ordering::Relaxed);
    assert_eq!(asking.send(GOAL, Some(&proof)).await, (Status::SuspectedSpam, vec![Suspicion::ExpiredProof]));
}

#[tokio::test]
async fn a_form_with_mistakes_spends_nothing_and_comes_back_without_its_proof() {
    let asking = Asking::new();
    let proof = asking.proof().await;
    let page = post_form(&asking.router, &wish_with(&[("goal", "short"), ("proof", &proof)])).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!page.body.contains(&proof), "a new page calculates anew");
    assert_eq!(asking.send(GOAL, Some(&proof)).await.0, Status::New);
}

/// A store that fails between the proof and the request.
struct FailsHalfway(Arc<dyn SubmissionSink>);

impl SubmissionSink for FailsHalfway {
    fn put<'a>(&'a self, submission: &'a Submission, deadlines: Deadlines) -> StoreFuture<'a, InsertOutcome> {
        Unreachable.put(submission, deadlines)
    }

    fn spend<'a>(&'a self, token: &'a str, until: Timestamp, now: Timestamp) -> StoreFuture<'a, InsertOutcome> {
        self.0.spend(token, until, now)
    }
}

#[tokio::test]
async fn a_store_that_fails_is_told_and_suspects_nobody() {
    let asking = Asking::new();
    let proof = asking.proof().await;
    let halfway = FailsHalfway(Arc::clone(&asking.state.sink));
    for sink in [Arc::new(Unreachable) as Arc<dyn SubmissionSink>, Arc::new(halfway)] {
        let failing = submit_router(SubmitState { sink, ..asking.state.clone() });
        let page = post_form(&failing, &wish_with(&[("goal", GOAL), ("proof", &proof)])).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    }
    assert_eq!(asking.send(GOAL, Some(&proof)).await, (Status::New, Vec::new()), "the same is sent again, and arrives");
}

#[tokio::test]
async fn a_site_that_asks_for_no_proof_has_no_challenge_and_looks_at_none() {
    let app = TestApp::new();
    let router = submit_router(SubmitState {
        proof: Some(ProofKey::new(&"secret".repeat(6)).expect("a key")),
        ..app.submit_state()
    });
    let request = Request::get("/api/challenge").header("accept", "application/json").body(Body::empty());
    let answer = send(&router, request.expect("a request")).await;
    assert_eq!((answer.status, &answer.json()["code"]), (StatusCode::NOT_FOUND, &"not-found".into()));
    let answer = post_form(&router, &wish_with(&[("proof", "anything")])).await;
    let reference = answer.header("location").rsplit('/').next().and_then(Reference::parse).expect("a reference");
    let record = app.store.get(&reference, now()).await.expect("an answer").expect("a record");
    assert_eq!(record.status, Status::New);
}
