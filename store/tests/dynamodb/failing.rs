//! What the store does when the service is busy, slow, or gone in the middle.

use std::error::Error;
use std::time::{Duration, Instant};

use aws_config::timeout::TimeoutConfig;
use domain::case::{Action, CaseEvent, Status};
use serde_json::json;
use store::dynamodb::DynamoStore;
use store::{CaseStore, ChangeError, InsertOutcome, StoreError, SubmissionSink, Transfer};

use super::Table;
use super::server::{DYNOXIDE, Kind, MOTO, config};
use super::weather::{Answer, Seen, Weather, refusal};
use crate::store_promises::{change, decline, note, numbered};
use fixtures::{deadlines, now, submission, until};

/// A store on a fresh table, with weather in between, and the same table under a clear sky.
async fn under(
    server: &'static Kind,
    forecast: impl Fn(Seen) -> Answer + Send + Sync + 'static,
) -> (DynamoStore, DynamoStore, Weather) {
    let table = Table::fresh(server).await;
    let weather = Weather::before(server.address(), forecast).await;
    (DynamoStore::new(&config(weather.address), &table.name), table.store(), weather)
}

/// Everything that a log could show of an error.
fn all_words(error: &(dyn Error + 'static)) -> String {
    let mut words = format!("{error:?}");
    let mut next = Some(error);
    while let Some(error) = next {
        words += &format!(" {error}");
        next = error.source();
    }
    words
}

#[tokio::test]
async fn what_passes_is_waited_for() {
    for (status, code) in [
        (400, "ProvisionedThroughputExceededException"),
        (400, "ThrottlingException"),
        (400, "RequestLimitExceeded"),
        (400, "TransactionConflictException"),
        (500, "InternalServerError"),
        (503, "ServiceUnavailable"),
    ] {
        let (store, clear, weather) = under(&DYNOXIDE, move |seen| match seen.before {
            0..4 => refusal(status, code, seen.body),
            _ => Answer::Pass,
        })
        .await;
        let submission = numbered(1);
        assert_eq!(
            store.put(&submission, deadlines(&submission)).await.expect("an answer"),
            InsertOutcome::Inserted,
            "{code}"
        );
        assert_eq!(weather.count("PutItem"), 5, "{code}");
        let record = clear.get(&submission.reference, now()).await.expect("an answer").expect("a record");
        assert_eq!(record.submission, submission);
    }
}

#[tokio::test]
async fn what_does_not_pass_is_reported_after_a_bounded_number_of_attempts() {
    let (store, clear, weather) =
        under(&DYNOXIDE, |seen| refusal(400, "ProvisionedThroughputExceededException", seen.body)).await;
    let submission = numbered(1);
    let begun = Instant::now();
    let error = store.put(&submission, deadlines(&submission)).await.expect_err("it is told");
    assert!(matches!(error, StoreError::Unavailable { .. }), "{error}");
    assert!(error.to_string().ends_with("answered ProvisionedThroughputExceededException"), "{error}");
    assert_eq!(weather.count("PutItem"), 6);
    // The pauses are at most 50, 100, 200, 400 and 800 ms, and chance makes them shorter.
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
    assert_eq!(clear.get(&submission.reference, now()).await.expect("an answer"), None);
}

#[tokio::test]
async fn what_will_never_pass_is_asked_once() {
    let (store, _, weather) = under(&DYNOXIDE, |seen| refusal(400, "AccessDeniedException", seen.body)).await;
    let submission = numbered(1);
    let error = store.put(&submission, deadlines(&submission)).await.expect_err("it is told");
    assert!(error.to_string().ends_with("answered AccessDeniedException"), "{error}");
    assert_eq!(weather.count("PutItem"), 1);
}

#[tokio::test]
async fn a_put_whose_answer_is_lost_is_no_error() {
    for lost in [1, 2] {
        let (store, clear, weather) = under(&DYNOXIDE, move |seen| match seen.before {
            0 => Answer::Cut,
            before if before <= lost => Answer::Lose,
            _ => Answer::Pass,
        })
        .await;
        let submission = numbered(1);
        assert_eq!(
            store.put(&submission, deadlines(&submission)).await.expect("an answer"),
            InsertOutcome::AlreadyExists
        );
        assert_eq!(weather.count("PutItem"), lost + 2);
        let record = clear.get(&submission.reference, now()).await.expect("an answer").expect("a record");
        assert_eq!((record.submission, record.version), (submission, 1));
    }
}

#[tokio::test]
async fn a_proof_whose_answer_is_lost_was_not_spent_by_another() {
    let (store, clear, _) = under(&DYNOXIDE, |seen| if seen.before == 0 { Answer::Lose } else { Answer::Pass }).await;
    let then = until(&numbered(1));
    assert_eq!(store.spend("a-proof", then, now()).await.expect("an answer"), InsertOutcome::Inserted);
    assert_eq!(clear.spend("a-proof", then, now()).await.expect("an answer"), InsertOutcome::AlreadyExists);
}

/// dynoxide knows the token of a transaction that it has made; moto, which does not, makes it again.
async fn a_change_whose_answer_is_lost_is_made_once(server: &'static Kind) {
    let lose_first = |seen: Seen| match (seen.operation, seen.before) {
        ("TransactWriteItems", 0) => Answer::Lose,
        _ => Answer::Pass,
    };
    let (store, clear, weather) = under(server, lose_first).await;
    let submission = numbered(1);
    let reference = &submission.reference;
    clear.put(&submission, deadlines(&submission)).await.expect("an answer");
    let record = store.change(reference, 1, change(Action::StartReview)).await.expect("a change");
    assert_eq!((record.status, record.version), (Status::InReview, 2));
    assert_eq!(weather.count("TransactWriteItems"), 2);
    assert_eq!(clear.get(reference, now()).await.expect("an answer"), Some(record));
    assert_eq!(clear.timeline(reference, now()).await.expect("an answer").len(), 2);
}

#[tokio::test]
async fn on_dynoxide_a_change_whose_answer_is_lost_is_made_once() {
    a_change_whose_answer_is_lost_is_made_once(&DYNOXIDE).await;
}

#[tokio::test]
async fn on_moto_a_change_whose_answer_is_lost_is_made_once() {
    a_change_whose_answer_is_lost_is_made_once(&MOTO).await;
}

#[tokio::test]
async fn a_change_of_which_nothing_is_heard_any_more_is_looked_for() {
    let (store, clear, weather) = under(&DYNOXIDE, |seen| match seen.operation {
        "TransactWriteItems" if seen.before == 0 => Answer::Lose,
        "TransactWriteItems" => Answer::Cut,
        _ => Answer::Pass,
    })
    .await;
    let submission = numbered(1);
    clear.put(&submission, deadlines(&submission)).await.expect("an answer");
    let record = store.change(&submission.reference, 1, note("asked by phone")).await.expect("it was made");
    assert_eq!(record.version, 2);
    assert!(weather.count("TransactWriteItems") > 1);
    assert_eq!(clear.timeline(&submission.reference, now()).await.expect("an answer").len(), 2);
}

#[tokio::test]
async fn a_crowd_at_one_request_is_waited_for_and_a_condition_is_not() {
    let cancelled = |reasons: &[&str]| {
        let reasons: Vec<_> = reasons.iter().map(|code| json!({ "Code": code })).collect();
        let kind = "com.amazonaws.dynamodb.v20120810#TransactionCanceledException";
        Answer::Refuse(400, json!({ "__type": kind, "Message": "cancelled", "CancellationReasons": reasons }))
    };
    for reason in ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"] {
        let (store, clear, weather) = under(&DYNOXIDE, move |seen| match (seen.operation, seen.before) {
            ("TransactGetItems" | "TransactWriteItems", 0..2) => cancelled(&["None", reason, "None"]),
            _ => Answer::Pass,
        })
        .await;
        let submission = numbered(1);
        clear.put(&submission, deadlines(&submission)).await.expect("an answer");
        let record = store.change(&submission.reference, 1, note("asked")).await.expect("a change");
        assert_eq!(record.version, 2, "{reason}");
        assert_eq!(weather.count("TransactWriteItems"), 3, "{reason}");
    }
    // A condition that fails for no reason that can be seen ends too.
    let (store, clear, weather) = under(&DYNOXIDE, move |seen| match seen.operation {
        "TransactWriteItems" => cancelled(&["ConditionalCheckFailed", "TransactionConflict", "None"]),
        _ => Answer::Pass,
    })
    .await;
    let submission = numbered(1);
    clear.put(&submission, deadlines(&submission)).await.expect("an answer");
    let refused = store.change(&submission.reference, 1, note("asked")).await;
    assert!(matches!(refused, Err(ChangeError::Store(StoreError::Unavailable { .. }))), "{refused:?}");
    assert_eq!(weather.count("TransactWriteItems"), 3);
}

#[tokio::test]
async fn who_never_answers_is_not_waited_for_for_ever() {
    let table = Table::fresh(&DYNOXIDE).await;
    let weather = Weather::before(DYNOXIDE.address(), |_| Answer::Silence).await;
    let short = TimeoutConfig::builder()
        .operation_attempt_timeout(Duration::from_millis(200))
        .operation_timeout(Duration::from_millis(700));
    let config = config(weather.address).into_builder().timeout_config(short.build()).build();
    let store = DynamoStore::new(&config, &table.name);
    let submission = numbered(1);
    let begun = Instant::now();
    let error = store.put(&submission, deadlines(&submission)).await.expect_err("it is told");
    assert!(error.to_string().ends_with("did not answer in time"), "{error}");
    assert!(weather.count("PutItem") >= 2, "it was tried again");
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_store_that_nobody_set_otherwise_gives_up_before_the_gateway_does() {
    let table = Table::fresh(&DYNOXIDE).await;
    let weather = Weather::before(DYNOXIDE.address(), |_| Answer::Silence).await;
    let mut unset = config(weather.address).into_builder();
    unset.set_timeout_config(None);
    let store = DynamoStore::new(&unset.build(), &table.name);
    let submission = numbered(1);
    let begun = Instant::now();
    store.put(&submission, deadlines(&submission)).await.expect_err("it is told");
    let waited = begun.elapsed();
    assert!(waited >= Duration::from_secs(9) && waited < Duration::from_secs(29), "{waited:?}");
    assert!(weather.count("PutItem") >= 3);
}

#[tokio::test]
async fn an_answer_without_answers_is_not_taken_for_nothing() {
    let (store, clear, _) = under(&DYNOXIDE, |_| Answer::Refuse(200, json!({}))).await;
    let submission = numbered(1);
    clear.put(&submission, deadlines(&submission)).await.expect("an answer");
    let error = store.get(&submission.reference, now()).await.expect_err("it is told").to_string();
    assert!(error.ends_with("answered less than it was asked"), "{error}");
}

#[tokio::test]
async fn what_a_batch_leaves_undone_is_done_later() {
    let (store, clear, weather) = under(&DYNOXIDE, |seen| match (seen.operation, seen.before) {
        ("BatchWriteItem", 0..3) => {
            let sent: serde_json::Value = serde_json::from_str(seen.body).expect("JSON");
            Answer::Refuse(200, json!({ "UnprocessedItems": sent["RequestItems"] }))
        }
        _ => Answer::Pass,
    })
    .await;
    let submission = numbered(1);
    let reference = &submission.reference;
    clear.put(&submission, deadlines(&submission)).await.expect("an answer");
    for version in 1..4 {
        clear.change(reference, version, note("asked")).await.expect("a change");
    }
    assert!(store.erase(reference).await.expect("an answer"));
    assert_eq!(weather.count("BatchWriteItem"), 4);
    assert!(!clear.erase(reference).await.expect("an answer"), "nothing is left");
}

#[tokio::test]
async fn an_erasure_that_breaks_off_shows_nothing_and_can_be_done_again() {
    let (store, clear, _) = under(&DYNOXIDE, |seen| match seen.operation {
        "BatchWriteItem" => refusal(400, "AccessDeniedException", seen.body),
        _ => Answer::Pass,
    })
    .await;
    let submission = numbered(1);
    let reference = &submission.reference;
    clear.put(&submission, deadlines(&submission)).await.expect("an answer");
    clear.change(reference, 1, change(decline())).await.expect("a change");
    store.erase(reference).await.expect_err("it breaks off");
    assert_eq!(clear.get(reference, now()).await.expect("an answer"), None);
    assert!(clear.timeline(reference, now()).await.expect("an answer").is_empty());
    assert!(clear.read_batch(None, now()).await.expect("a batch").cases.is_empty());
    assert!(clear.erase(reference).await.expect("an answer"), "there was something left");
    assert_eq!(clear.put(&submission, deadlines(&submission)).await.expect("an answer"), InsertOutcome::Inserted);
    let timeline = clear.timeline(reference, now()).await.expect("an answer");
    assert_eq!(timeline.iter().map(|entry| &entry.event).collect::<Vec<_>>(), [&CaseEvent::Received]);
}

#[tokio::test]
async fn no_words_of_an_error_quote_what_somebody_sent() {
    let marked = submission(&[("contact.name", "Xaveria Markedname")], fixtures::NOW);
    let garbled = |seen: Seen| Answer::Refuse(200, json!(seen.body));
    type Forecast = Box<dyn Fn(Seen) -> Answer + Send + Sync>;
    let forecasts: [Forecast; 4] = [
        Box::new(|seen| refusal(400, "ValidationException", seen.body)),
        Box::new(|_| refusal(400, "NoSuchCode", "Marked")),
        Box::new(garbled),
        Box::new(|_| Answer::Cut),
    ];
    for forecast in forecasts {
        let (store, clear, _) = under(&DYNOXIDE, move |seen| match seen.operation {
            "TransactGetItems" if seen.before == 0 => Answer::Pass,
            _ => forecast(seen),
        })
        .await;
        clear.put(&marked, deadlines(&marked)).await.expect("an answer");
        let mut errors: Vec<String> = Vec::new();
        if let Err(error) = store.put(&marked, deadlines(&marked)).await {
            errors.push(all_words(&error));
        }
        let error = store.change(&marked.reference, 1, note("Markednote")).await.expect_err("it fails");
        errors.push(all_words(&error));
        for words in errors {
            assert!(!words.contains("Marked"), "{words}");
        }
    }
}
