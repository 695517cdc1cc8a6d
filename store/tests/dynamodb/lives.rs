//! What a table does by itself is only that it removes what has expired, some days later. What is left until then, and what
//! has to be kept of it, is the store's to know.

use domain::case::{Action, CaseState, Cause, Status};
use domain::statistics::tally;
use jiff::{SignedDuration, Timestamp};
use store::{CaseStore, Filter, InsertOutcome, SubmissionSink, Transfer, View};

use super::Table;
use super::server::{DYNOXIDE, client};
use crate::store_promises::{change_at, decline, host, introduce, note, numbered, put_all, slug, take};
use fixtures::{deadlines, now, submission, until};

#[tokio::test]
async fn what_an_earlier_life_left_in_the_table_is_no_part_of_the_next() {
    let table = Table::fresh(&DYNOXIDE).await;
    let store = table.store();
    let first = numbered(1);
    store.put(&first, deadlines(&first)).await.expect("an answer");
    let steps =
        [introduce("yard", host("yard")), Action::Return { cause: Cause::HostSilent, explanation: None }, decline()];
    let ended = take(&store, &first, now(), steps).await.until;

    // It has expired, and nothing has removed it.
    let mut again = first.clone();
    again.received = ended;
    assert_eq!(store.put(&again, deadlines(&again)).await.expect("an answer"), InsertOutcome::Inserted);
    let later = |hours| ended + SignedDuration::from_hours(hours);
    let expect_nothing = async |now| {
        let told = store.introductions(Timestamp::UNIX_EPOCH, now).await.expect("an answer");
        assert!(told.is_empty(), "{told:?}");
        assert_eq!(store.host_contact(&slug("yard"), now).await.expect("an answer"), None);
        assert!(store.sent_by("yard@example.org", now).await.expect("an answer").is_empty());
    };
    expect_nothing(later(1)).await;
    // Its life is made longer, four versions over, as many as the first one had.
    let steps =
        [assign(), Action::StartReview, Action::Note { note: "called".into() }, Action::Note { note: "again".into() }];
    let record = take(&store, &again, later(2), steps).await;
    expect_nothing(later(6)).await;
    expect_nothing(record.until - SignedDuration::from_secs(1)).await;
    let timeline = store.timeline(&again.reference, later(6)).await.expect("an answer");
    assert_eq!(timeline, store.sent_by("anna@example.org", later(6)).await.expect("an answer")[0].timeline);
    assert_eq!(timeline.len(), 5);
}

fn assign() -> Action {
    Action::Assign { to: Some("Marta".into()) }
}

#[tokio::test]
async fn what_nobody_read_is_counted_before_it_goes() {
    let table = Table::fresh(&DYNOXIDE).await;
    let store = table.store();
    let unread = numbered(1);
    store.put(&unread, deadlines(&unread)).await.expect("an answer");
    let counted = [tally(&unread, Status::New, &CaseState::default()).expect("a tally")];
    // Long before, nothing is written; some weeks before, it is.
    for days in [300, 30] {
        store.purge(until(&unread) - SignedDuration::from_hours(24 * days)).await.expect("an answer");
        assert_eq!(store.tallies(2026).await.expect("an answer"), counted, "once, {days} days before");
    }
    let soon = until(&unread) - SignedDuration::from_hours(24 * 30);
    let record = store.get(&unread.reference, soon).await.expect("an answer").expect("a record");
    assert_eq!((record.version, record.status), (1, Status::New));
    assert_eq!(store.timeline(&unread.reference, soon).await.expect("an answer").len(), 1);

    // The service removes all that has expired.
    let client = client(DYNOXIDE.address());
    let items = client.scan().table_name(&table.name).send().await.expect("items").items.expect("items");
    for item in items.into_iter().filter(|item| item.contains_key("expires")) {
        let delete = client.delete_item().table_name(&table.name);
        let delete = delete.key("pk", item["pk"].clone()).key("sk", item["sk"].clone());
        delete.send().await.expect("a removal");
    }
    assert_eq!(store.tallies(2026).await.expect("an answer"), counted);
    assert_eq!(store.read_deleted_tallies(until(&unread)).await.expect("an answer"), counted);
    // And what somebody does read after it was counted goes on as any other.
    let other = numbered(2);
    store.put(&other, deadlines(&other)).await.expect("an answer");
    store.purge(soon).await.expect("an answer");
    let made = store.change(&other.reference, 1, change_at(soon, decline())).await.expect("a change");
    assert_eq!((made.version, store.timeline(&other.reference, soon).await.expect("an answer").len()), (2, 2));
    assert_eq!(store.tallies(made.changed.to_zoned(jiff::tz::TimeZone::UTC).year()).await.expect("an answer").len(), 1);
    assert_eq!(store.tallies(2026).await.expect("an answer").len(), 2);
}

/// What a table can't do: words of old requests. A reference, an address and a name's beginning are found at any age.
#[tokio::test]
async fn of_what_is_older_than_five_hundred_others_words_are_not_found() {
    let table = Table::fresh(&DYNOXIDE).await;
    let store = table.store();
    let fields = [("organisation.name", "Invented Lace Academy"), ("contact.email", "lace@example.org")];
    let old = submission(&fields, "2026-11-22T08:00:00Z");
    store.put(&old, deadlines(&old)).await.expect("an answer");
    put_all(&store, (0..500).map(|number| (numbered(number), until(&numbered(number))))).await;
    let found = async |words: &str| {
        let page = store.search(words, None, now() + SignedDuration::from_hours(1)).await.expect("a page");
        page.rows.iter().filter(|row| row.reference == old.reference).count()
    };
    for words in [old.reference.as_str(), "lace@example.org", "invented la", "Invented Lace Ghent", "invented peeters"]
    {
        assert_eq!(found(words).await, 1, "{words:?}");
    }
    for words in ["lace academy", "peeters", "ghent"] {
        assert_eq!(found(words).await, 0, "{words:?}");
    }
    store.change(&old.reference, 1, note("changed")).await.expect("a change");
    assert_eq!(found("invented la").await, 1, "also when somebody has changed it");
    store.erase(&numbered(1).reference).await.expect("an answer");
    assert_eq!(found("lace academy").await, 1, "as one of the newest five hundred");
}

/// A table of the release that knew nothing of handling: its items say less.
#[tokio::test]
async fn what_an_earlier_release_wrote_is_moved_with_what_its_timeline_tells() {
    let (old, new) = (Table::fresh(&DYNOXIDE).await, Table::fresh(&DYNOXIDE).await);
    let store = old.store();
    let (reviewed, unread) = (numbered(1), numbered(2));
    for submission in [&reviewed, &unread] {
        store.put(submission, deadlines(submission)).await.expect("an answer");
    }
    take(&store, &reviewed, now(), [Action::StartReview, assign()]).await;
    let before = [&reviewed, &unread].map(|submission| submission.reference.clone());
    let stood = [store.get(&before[0], now()).await, store.get(&before[1], now()).await];

    let client = client(DYNOXIDE.address());
    let items = client.scan().table_name(&old.name).send().await.expect("items").items.expect("items");
    for mut item in items {
        for name in ["handling", "counted", "due", "town", "offer", "subject", "moment", "register", "line"] {
            item.remove(name);
        }
        client.put_item().table_name(&old.name).set_item(Some(item)).send().await.expect("a put");
    }
    assert_eq!(store.list(&Filter::default(), None, now()).await.expect("a page").rows.len(), 2, "it can be read");

    let moved = new.store();
    for kept in store.read_batch(None, now()).await.expect("a batch").cases {
        assert_eq!(moved.insert_case(&kept).await.expect("an answer"), InsertOutcome::Inserted);
    }
    let stands = [moved.get(&before[0], now()).await, moved.get(&before[1], now()).await];
    assert_eq!(stands.map(|record| record.expect("an answer")), stood.map(|record| record.expect("an answer")));
    let mine = Filter { view: View::Mine("Marta".into()), form: None };
    assert_eq!(moved.list(&mine, None, now()).await.expect("a page").rows.len(), 1);
    assert_eq!(moved.related(&before[0], now()).await.expect("an answer").len(), 1);
}
