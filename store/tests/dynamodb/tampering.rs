//! What a put can do that no condition binds: the public function's rights allow it, so it must change no decision.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use domain::case::{Action, Cause, Reference, Status, Submission};
use domain::request::Form;
use jiff::{SignedDuration, Timestamp};
use store::dynamodb::{DynamoStore, DynamoSubmissionSink};
use store::{CaseStore, ChangeError, Filter, InsertOutcome, SubmissionSink, Transfer, View};

use super::Table;
use super::server::{DYNOXIDE, client, config};
use super::weather::{Answer, Weather};
use crate::store_promises::{change, decline, host, introduce, note, numbered, slug, take};
use fixtures::{NOW, deadlines, now, submission, until};

/// A table with one request that was declined, and a client that puts without conditions.
struct Declined {
    table: Table,
    store: DynamoStore,
    client: Client,
    submission: Submission,
}

impl Declined {
    async fn new() -> Self {
        let table = Table::fresh(&DYNOXIDE).await;
        let (store, client) = (table.store(), client(DYNOXIDE.address()));
        let submission = numbered(1);
        store.put(&submission, deadlines(&submission)).await.expect("an answer");
        let declined = change(decline());
        store.change(&submission.reference, 1, declined).await.expect("a change");
        Self { table, store, client, submission }
    }

    fn reference(&self) -> &Reference {
        &self.submission.reference
    }

    /// Puts what the public function would put for a submission, over whatever is there.
    async fn put_over(&self, submission: &Submission) {
        let elsewhere = Table::fresh(&DYNOXIDE).await;
        elsewhere.store().put(submission, deadlines(submission)).await.expect("an answer");
        let found = self.client.scan().table_name(&elsewhere.name).send().await.expect("items").items;
        let item = found.expect("items").remove(0);
        self.client.put_item().table_name(&self.table.name).set_item(Some(item)).send().await.expect("a put");
    }

    async fn listed(&self, view: View) -> Vec<(Reference, Status)> {
        let page = self.store.list(&Filter { view, form: None }, None, now()).await.expect("a page");
        page.rows.into_iter().map(|row| (row.reference, row.status)).collect()
    }
}

#[tokio::test]
async fn a_put_over_a_decided_request_overturns_nothing() {
    let declined = Declined::new().await;
    let before = declined.store.get(declined.reference(), now()).await.expect("an answer").expect("a record");
    declined.put_over(&declined.submission).await;

    let after = declined.store.get(declined.reference(), now()).await.expect("an answer");
    assert_eq!(after, Some(before.clone()));
    assert_eq!(declined.store.timeline(declined.reference(), now()).await.expect("an answer").len(), 2);
    let stands = [(declined.reference().clone(), Status::Declined)];
    assert_eq!(declined.listed(View::All).await, stands, "once, although two items of the index tell of it");
    assert_eq!(declined.listed(View::Status(Status::Declined)).await, stands);
    assert!(declined.listed(View::Status(Status::New)).await.is_empty());
    let late = declined.store.change(declined.reference(), 1, note("as if it were new")).await;
    assert!(matches!(late, Err(ChangeError::Conflict(record)) if *record == before));
    let kept = declined.store.read_batch(None, now()).await.expect("a batch").cases;
    assert_eq!(kept.iter().map(|kept| kept.record.status).collect::<Vec<_>>(), [Status::Declined]);
}

#[tokio::test]
async fn a_forged_time_places_nothing_anew() {
    let declined = Declined::new().await;
    let mut forged = declined.submission.clone();
    forged.received = now() + SignedDuration::from_hours(24);
    declined.put_over(&forged).await;
    let stands = [(declined.reference().clone(), Status::Declined)];
    assert_eq!(declined.listed(View::All).await, stands);
    assert!(declined.listed(View::Status(Status::New)).await.is_empty());
    let record = declined.store.get(declined.reference(), now()).await.expect("an answer").expect("a record");
    assert_eq!((record.status, record.version), (Status::Declined, 2));
}

#[tokio::test]
async fn a_forged_shelf_shows_no_decision_that_nobody_made() {
    let declined = Declined::new().await;
    let new = numbered(2);
    declined.store.put(&new, deadlines(&new)).await.expect("an answer");
    let key = [("pk", format!("REQUEST#{}", new.reference)), ("sk", "SUBMISSION".to_owned())];
    let update = declined.client.update_item().table_name(&declined.table.name);
    let update = key.into_iter().fold(update, |update, (name, value)| update.key(name, AttributeValue::S(value)));
    let update = update.update_expression("SET shelf = :shelf");
    let update = update.expression_attribute_values(":shelf", AttributeValue::S("completed#0".to_owned()));
    update.send().await.expect("an update");
    assert!(declined.listed(View::Status(Status::Completed)).await.is_empty());
    let record = declined.store.get(&new.reference, now()).await.expect("an answer").expect("a record");
    assert_eq!(record.status, Status::New);
}

#[tokio::test]
async fn a_submission_under_the_reference_of_another_is_told_and_not_shown() {
    let declined = Declined::new().await;
    let mut forged = numbered(2);
    forged.reference = declined.reference().clone();
    let record = serde_json::to_string(&numbered(2)).expect("JSON");
    declined.put_over(&forged).await;
    let update = declined.client.update_item().table_name(&declined.table.name);
    let update = update
        .key("pk", AttributeValue::S(format!("REQUEST#{}", declined.reference())))
        .key("sk", AttributeValue::S("SUBMISSION".to_owned()))
        .update_expression("SET #record = :record")
        .expression_attribute_names("#record", "record")
        .expression_attribute_values(":record", AttributeValue::S(record));
    update.send().await.expect("an update");
    let error = declined.store.get(declined.reference(), now()).await.expect_err("it is told").to_string();
    assert!(error.contains(declined.reference().as_str()) && error.contains("reference of another"), "{error}");
}

/// What anybody could put who has the public function's rights: marks that belong to others.
#[tokio::test]
async fn forged_marks_make_no_request_somebody_elses() {
    let declined = Declined::new().await;
    let other = submission(
        &[("organisation.name", "School of Fishery"), ("contact.email", "carles@example.org")],
        "2026-11-23T08:10:00Z",
    );
    declined.store.put(&other, deadlines(&other)).await.expect("an answer");
    let key = |reference: &Reference, sk: &str| {
        let pk = if sk == "SUBMISSION" { "REQUEST" } else { "CASE" };
        [("pk", format!("{pk}#{reference}")), ("sk", sk.to_owned())]
    };
    let get = declined.client.get_item().table_name(&declined.table.name);
    let get = key(declined.reference(), "SUBMISSION")
        .into_iter()
        .fold(get, |get, (name, value)| get.key(name, AttributeValue::S(value)));
    let own = get.send().await.expect("an answer").item.expect("an item");
    // First the marks of the other's sender and organisation, then those of an introduction and of work at the desk.
    let by_organisation = [("register", own["register"].clone()), ("line", own["line"].clone())];
    for subject in [own["subject"].as_s().expect("a text").as_str(), "introductions", "offer#yard", "accepted#yard"] {
        let update = declined.client.update_item().table_name(&declined.table.name);
        let update = key(&other.reference, "SUBMISSION")
            .into_iter()
            .fold(update, |update, (name, value)| update.key(name, AttributeValue::S(value)));
        let update = update
            .update_expression("SET #subject = :subject, #register = :register, #line = :line, #open = :open")
            .expression_attribute_names("#subject", "subject")
            .expression_attribute_names("#register", "register")
            .expression_attribute_names("#line", "line")
            .expression_attribute_names("#open", "open")
            .expression_attribute_values(":subject", AttributeValue::S(subject.to_owned()))
            .expression_attribute_values(":open", AttributeValue::Bool(true));
        let update = by_organisation.iter().fold(update, |update, (name, value)| {
            update.expression_attribute_values(format!(":{name}"), value.clone())
        });
        update.send().await.expect("an update");
        let store = &declined.store;
        assert!(store.related(declined.reference(), now()).await.expect("an answer").is_empty(), "{subject}");
        assert_eq!(store.sent_by("anna@example.org", now()).await.expect("an answer").len(), 1, "{subject}");
        let introductions = store.introductions(Timestamp::UNIX_EPOCH, now()).await;
        assert!(introductions.expect("an answer").is_empty(), "{subject}");
        assert_eq!(store.host_contact(&slug("yard"), now()).await.expect("an answer"), None, "{subject}");
    }
}

/// What roles must be allowed: a right that is missing would show in production only.
#[tokio::test]
async fn the_public_function_only_puts_and_the_desk_never_scans() {
    let table = Table::fresh(&DYNOXIDE).await;
    let weather = || Weather::before(DYNOXIDE.address(), |_| Answer::Pass);
    let (before_intake, before_desk) = (weather().await, weather().await);
    let (submission, unread) = (numbered(1), numbered(2));
    let sink = DynamoSubmissionSink::new(&config(before_intake.address), &table.name);
    sink.put(&submission, deadlines(&submission)).await.expect("an answer");
    sink.put(&unread, deadlines(&unread)).await.expect("an answer");
    sink.spend("a-proof", until(&submission), now()).await.expect("an answer");
    assert_eq!(before_intake.operations(), ["PutItem"]);

    let desk = DynamoStore::new(&config(before_desk.address), &table.name);
    let (reference, later) = (&submission.reference, until(&submission) - SignedDuration::from_hours(24));
    desk.counts(now(), Some("Marta")).await.expect("an answer");
    for view in [View::All, View::Mine("Marta".into()), View::Waiting, View::Overdue] {
        desk.list(&Filter { view, form: None }, None, now()).await.expect("a page");
    }
    desk.search("crafts", None, now()).await.expect("a page");
    let steps = [
        introduce("yard", host("yard")),
        Action::RecordAnswer,
        Action::Return { cause: Cause::HostDeclined, explanation: None },
    ];
    take(&desk, &submission, now(), steps).await;
    desk.timeline(reference, now()).await.expect("an answer");
    desk.related(reference, now()).await.expect("an answer");
    desk.sent_by("anna@example.org", now()).await.expect("an answer");
    desk.introductions(Timestamp::UNIX_EPOCH, now()).await.expect("an answer");
    desk.host_contact(&slug("yard"), now()).await.expect("an answer");
    desk.expiring(later, now()).await.expect("an answer");
    desk.tallies(2026).await.expect("an answer");
    desk.purge(later).await.expect("an answer");
    desk.erase(reference).await.expect("an answer");
    let operations = before_desk.operations();
    assert_eq!(operations, ["BatchWriteItem", "DeleteItem", "Query", "TransactGetItems", "TransactWriteItems"]);
}

#[tokio::test]
async fn the_public_function_puts_one_item_and_shows_nobody_in_the_index() {
    let table = Table::fresh(&DYNOXIDE).await;
    let sink = DynamoSubmissionSink::new(&config(DYNOXIDE.address()), &table.name);
    let marked = submission(&[("contact.name", "Xaveria Markedname"), ("goal", "a marked goal, long enough")], NOW);
    assert_eq!(sink.put(&marked, deadlines(&marked)).await.expect("an answer"), InsertOutcome::Inserted);
    assert_eq!(sink.spend("a-proof", until(&marked), now()).await.expect("an answer"), InsertOutcome::Inserted);
    let client = client(DYNOXIDE.address());
    let items = client.scan().table_name(&table.name).send().await.expect("items").items.expect("items");
    let mut keys: Vec<_> = items.iter().map(|item| item["pk"].as_s().expect("a text").as_str()).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["PROOF#a-proof".to_owned(), format!("REQUEST#{}", marked.reference)]);
    for item in &items {
        assert!(item["expires"].as_n().is_ok(), "everything that anybody sent expires");
        for (name, value) in item.iter().filter(|(name, _)| *name != "record") {
            let written = format!("{value:?}").to_lowercase();
            assert!(!written.contains("marked") && !written.contains("anna"), "{name} tells of a person: {written}");
        }
    }
    let page = table.store().list(&Filter { view: View::All, form: Some(Form::FindAHost) }, None, now()).await;
    assert_eq!(page.expect("a page").rows.len(), 1);
}
