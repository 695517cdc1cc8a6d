//! What the SQLite store makes of files of earlier releases.

use domain::case::retention::Retention;
use domain::case::{
    Action, CaseEvent, CaseState, Cause, Reason, Refusal, Reminders, Status, Submission, TimelineEntry,
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, params};
use store::sqlite::SqliteStore;
use store::{CaseStore, Filter, StoreError, SubmissionSink, View};
use tempfile::TempDir;

use crate::store_promises::{host, introduce, numbered, take};
use fixtures::{NOW, deadlines, now, submission};

fn nanoseconds(moment: Timestamp) -> i64 {
    i64::try_from(moment.as_nanosecond()).expect("our century")
}

/// The first format of the file, as its release made it.
const FIRST_FORMAT: &str = "
    CREATE TABLE requests (
        reference TEXT PRIMARY KEY,
        received INTEGER NOT NULL,
        form TEXT NOT NULL,
        status TEXT NOT NULL,
        version INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        record TEXT NOT NULL
    ) STRICT;
    CREATE INDEX requests_by_age ON requests (received, reference);
    CREATE INDEX requests_by_status ON requests (status, received, reference);
    CREATE INDEX requests_by_form ON requests (form, received, reference);
    CREATE TABLE timeline (
        reference TEXT NOT NULL,
        version INTEGER NOT NULL,
        entry TEXT NOT NULL,
        PRIMARY KEY (reference, version)
    ) STRICT, WITHOUT ROWID;
    PRAGMA application_id = 0x4D4D7271;
    PRAGMA user_version = 1;
";

#[tokio::test]
async fn a_store_of_the_first_format_keeps_its_requests_as_long_as_others_from_their_last_change() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("requests.sqlite");
    let connection = Connection::open(&path).expect("a connection");
    connection.execute_batch(FIRST_FORMAT).expect("the first format");
    let changed = now() + SignedDuration::from_hours(24);
    let statuses = [Status::InReview, Status::Completed, Status::Declined, Status::Spam];
    let submissions = statuses.map(|status| (submission(&[("contact.role", status.code())], NOW), status));
    for (submission, status) in &submissions {
        let sql = "INSERT INTO requests VALUES (?1, ?2, 'find-a-host', ?3, 2, ?4, ?5)";
        let record = serde_json::to_string(submission).expect("JSON");
        let (received, changed) = (nanoseconds(now()), nanoseconds(changed));
        let values = params![submission.reference.as_str(), received, status.code(), changed, record];
        connection.execute(sql, values).expect("a row");
    }
    drop(connection);

    let store = SqliteStore::open(&path).expect("a store");
    for (submission, status) in &submissions {
        let record = store.get(&submission.reference, now()).await.expect("an answer").expect("a record");
        assert_eq!((&record.submission, record.status, record.changed), (submission, *status, changed));
        // What was asked for ends later than the last change.
        let base = Retention::base(*status, changed, CaseState::default().visit_end(&submission.request));
        let until = Retention::default().until(*status, base);
        assert_eq!(record.until, until + SignedDuration::from_secs(1), "a fraction of a second is never lost");
    }
    assert_eq!(store.list(&Filter::default(), None, now()).await.expect("a page").rows.len(), statuses.len());
}

/// What the second format had beside the first, as its release made it.
const SECOND_FORMAT: &str = "
    ALTER TABLE requests ADD COLUMN expires INTEGER NOT NULL DEFAULT 0;
    DROP INDEX requests_by_age;
    DROP INDEX requests_by_status;
    DROP INDEX requests_by_form;
    CREATE INDEX requests_by_age ON requests (received, reference, expires);
    CREATE INDEX requests_by_status ON requests (status, received, reference, expires);
    CREATE INDEX requests_by_form ON requests (form, received, reference, expires);
    CREATE INDEX requests_by_expiry ON requests (expires, reference);
    CREATE TABLE proofs (
        token TEXT PRIMARY KEY,
        expires INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX proofs_by_expiry ON proofs (expires);
    PRAGMA user_version = 2;
";

/// Stores a request as the second release did.
fn insert(connection: &Connection, submission: &Submission, status: Status, record: &str, timeline: &[&str]) {
    let reference = submission.reference.as_str();
    let (received, expires) = (nanoseconds(submission.received), now().as_second() + 86_400_000);
    let values =
        params![reference, received, "find-a-host", status.code(), timeline.len() as i64, received, record, expires];
    connection.execute("INSERT INTO requests VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", values).expect("a row");
    for (entry, version) in timeline.iter().zip(1..) {
        connection
            .execute("INSERT INTO timeline VALUES (?1, ?2, ?3)", params![reference, version, entry])
            .expect("a row");
    }
}

#[tokio::test]
async fn a_store_that_knew_of_no_steps_is_read_and_its_requests_are_found() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("requests.sqlite");
    let connection = Connection::open(&path).expect("a connection");
    connection.execute_batch(FIRST_FORMAT).expect("the first format");
    connection.execute_batch(SECOND_FORMAT).expect("the second format");
    let [asked, new, damaged] = [1, 2, 3].map(numbered);
    let json = |submission: &Submission| serde_json::to_string(submission).expect("JSON");
    let received = r#"{"at": "2026-11-23T08:00:01Z", "by": null, "deed": {"deed": "received"}}"#;
    let changed = r#"{"at": "2026-11-24T09:00:00Z", "by": "Marta",
                      "deed": {"deed": "status-changed", "from": "new", "to": "waiting-for-information"}}"#;
    insert(&connection, &asked, Status::WaitingForInformation, &json(&asked), &[received, changed]);
    insert(&connection, &new, Status::New, &json(&new), &[received]);
    insert(&connection, &damaged, Status::New, "{", &[received]);
    drop(connection);

    let store = SqliteStore::open(&path).expect("a store");
    let record = store.get(&asked.reference, now()).await.expect("an answer").expect("a record");
    let at: Timestamp = "2026-11-24T09:00:00Z".parse().expect("a moment");
    let handling = CaseState { since: Some(at), first_step: Some(at), ..CaseState::default() };
    let due = Reminders::default().due(Status::WaitingForInformation, asked.received, &handling);
    assert_eq!(
        (record.status, record.version, &record.handling, record.due),
        (Status::WaitingForInformation, 2, &handling, due)
    );
    let timeline = store.timeline(&asked.reference, now()).await.expect("an answer");
    let (from, to) = (Status::New, Status::WaitingForInformation);
    let entry =
        TimelineEntry { at, by: Some("Marta".into()), event: CaseEvent::StatusChanged { from, to, step: None } };
    assert_eq!(timeline[1], entry);

    let waiting = store.list(&Filter { view: View::Waiting, form: None }, None, now()).await.expect("a page");
    assert_eq!(waiting.rows.iter().map(|row| &row.reference).collect::<Vec<_>>(), [&asked.reference]);
    let found = store.search("apprentices", None, now()).await.expect("a page");
    assert_eq!(found.rows.iter().map(|row| &row.reference).collect::<Vec<_>>(), [&new.reference, &asked.reference]);
    assert_eq!(store.related(&new.reference, now()).await.expect("an answer").len(), 1);
    assert_eq!(store.tallies(2026).await.expect("an answer").len(), 2);
    assert_eq!(store.counts(now(), None).await.expect("an answer").by_status[&Status::New], 2);

    // What could not be read before is still there, and stands in nobody's way.
    let unreadable = store.get(&damaged.reference, now()).await;
    assert!(matches!(unreadable, Err(StoreError::Unreadable { .. })), "{unreadable:?}");
    assert!(store.erase(&damaged.reference).await.expect("an answer"));
}

#[tokio::test]
async fn what_a_fourth_format_did_not_know_of_its_requests_is_made_of_their_timelines() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("requests.sqlite");
    let (asked, duplicate) = (numbered(1), numbered(2));
    let store = SqliteStore::open(&path).expect("a store");
    for submission in [&asked, &duplicate] {
        store.put(submission, deadlines(submission)).await.expect("an answer");
    }
    let back = Action::Return { cause: Cause::HostSilent, explanation: None };
    let after = take(&store, &asked, now(), [introduce("yard", host("zofia")), back]).await;
    let refusal = Refusal { reason: Reason::Duplicate, explanation: None };
    take(&store, &duplicate, now(), [Action::Decline(refusal)]).await;
    drop(store);

    // As a release left it that knew nothing of earlier hosts, and counted duplicates.
    let connection = Connection::open(&path).expect("a connection");
    let handling = CaseState { earlier: Vec::new(), ..after.handling.clone() };
    let handling = serde_json::to_string(&handling).expect("JSON");
    let declined = r#"{"received":2026,"form":"find-a-host","declined":2026}"#;
    let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| connection.execute(sql, values).expect("a change");
    run("UPDATE requests SET handling = ?1 WHERE reference = ?2", &[&handling, &asked.reference.as_str()]);
    run("UPDATE requests SET tally = ?1 WHERE reference = ?2", &[&declined, &duplicate.reference.as_str()]);
    run("UPDATE search SET words = 'apprentices' WHERE words LIKE '%zofia%'", &[]);
    connection.pragma_update(None, "user_version", 4).expect("the fourth format");
    drop(connection);

    let store = SqliteStore::open(&path).expect("a store");
    assert_eq!(store.get(&asked.reference, now()).await.expect("an answer"), Some(after));
    let found = store.search("zofia", None, now()).await.expect("a page");
    assert_eq!(found.rows.iter().map(|row| &row.reference).collect::<Vec<_>>(), [&asked.reference]);
    assert_eq!(store.tallies(2026).await.expect("an answer").len(), 1, "a duplicate counts for nothing");
}
