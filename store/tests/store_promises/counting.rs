//! Counting: what every store promises about the figures of years.

use domain::case::{Action, CaseState, Status, Submission};
use domain::statistics::{Matched, Tally, tally};
use jiff::SignedDuration;
use store::sqlite::SqliteStore;
use store::{CaseStore, StoredCase, SubmissionSink, Transfer};

use super::{Place, complete, decline, host, introduce, numbered, take};
use fixtures::{deadlines, kept_until, now, submission};

async fn counted(store: &impl CaseStore, year: i16) -> Vec<String> {
    let tallies = store.tallies(year).await.expect("an answer");
    let mut counted: Vec<String> = tallies.iter().map(written).collect();
    counted.sort();
    counted
}

fn written(tally: &Tally) -> String {
    serde_json::to_string(tally).expect("JSON")
}

/// What a submission counts for that nobody has touched.
fn untouched(submission: &Submission) -> Tally {
    tally(submission, Status::New, &CaseState::default()).expect("a tally")
}

pub async fn what_a_request_counts_for_outlives_it_without_its_reference<P: Place>(place: &P) {
    let store = place.open().await;
    let [met, declined, new] = [1, 2, 3].map(numbered);
    let robot = submission(&[("subject_line_two", "watches")], "2026-11-23T08:00:00Z");
    for submission in [&met, &declined, &new, &robot] {
        store.put(submission, deadlines(submission)).await.expect("an answer");
    }
    let days = |days: i64| now() + SignedDuration::from_hours(24 * days);
    take(&store, &met, days(5), [introduce("yard", host("yard")), complete("2027-03-05", 4)]).await;
    take(&store, &declined, days(60), [decline()]).await;
    let visit = serde_json::from_str(
        r#"{"year": 2027, "activity": "job-shadowing", "host_country": "ES", "staff": 4, "learners": 0,
            "fewer_opportunities": 0}"#,
    );
    let matched = Some(Matched { year: 2026, days: 4 });
    let of_met = Tally { matched, visit: Some(visit.expect("a visit")), ..untouched(&met) };
    let of_declined = Tally { declined: Some(2027), ..untouched(&declined) };
    let all = || {
        let mut all = [&of_met, &of_declined, &untouched(&new)].map(written).to_vec();
        all.sort();
        all
    };
    assert_eq!(counted(&store, 2026).await, all(), "a robot counts for nothing");
    let mut of_2027 = [&of_met, &of_declined].map(written);
    of_2027.sort();
    assert_eq!(counted(&store, 2027).await, of_2027);
    assert!(counted(&store, 2025).await.is_empty());

    for submission in [&met, &robot] {
        store.erase(&submission.reference).await.expect("an answer");
    }
    store.purge(days(4_000)).await.expect("an answer");
    assert_eq!(store.get(&new.reference, days(4_000)).await.expect("an answer"), None);
    assert_eq!(counted(&store, 2026).await, all());
    let text = format!("{:?}", store.tallies(2026).await.expect("an answer"));
    assert!(!text.contains("MM-"), "{text}");
    let mut gone =
        store.read_deleted_tallies(days(4_000)).await.expect("an answer").iter().map(written).collect::<Vec<_>>();
    gone.sort();
    assert_eq!(gone, all());
}

pub async fn what_comes_again_counts_again<P: Place>(place: &P) {
    let store = place.open().await;
    let first = numbered(1);
    store.put(&first, deadlines(&first)).await.expect("an answer");
    store.put(&first, deadlines(&first)).await.expect("an answer");
    assert_eq!(counted(&store, 2026).await.len(), 1, "the same sent twice is one");
    take(&store, &first, now(), [Action::MarkAsSpam]).await;
    assert!(counted(&store, 2026).await.is_empty());
    take(&store, &first, now(), [Action::Reopen { reason: "a person sent it".into() }]).await;
    assert_eq!(counted(&store, 2026).await.len(), 1);
    let mut again = first.clone();
    let kept = store.get(&first.reference, now()).await.expect("an answer").expect("a record");
    again.received = kept.until + SignedDuration::from_hours(24);
    store.put(&again, kept_until(again.received + SignedDuration::from_hours(24))).await.expect("an answer");
    let year = again.received.to_zoned(jiff::tz::TimeZone::UTC).year();
    assert_eq!(counted(&store, 2026).await, [written(&untouched(&first))]);
    assert_eq!(counted(&store, year).await, [written(&untouched(&again))]);
}

pub async fn what_the_gone_counted_for_is_moved_once<P: Place>(place: &P) {
    let store = place.open().await;
    let [erased, other, kept] = [1, 2, 3].map(numbered);
    for submission in [&erased, &other, &kept] {
        store.put(submission, deadlines(submission)).await.expect("an answer");
    }
    take(&store, &other, now(), [decline()]).await;
    for submission in [&erased, &other] {
        store.erase(&submission.reference).await.expect("an answer");
    }
    let gone = store.read_deleted_tallies(now()).await.expect("an answer");
    assert_eq!(gone.len(), 2);
    let folder = tempfile::TempDir::new().expect("a folder");
    let elsewhere = SqliteStore::open(&folder.path().join("requests.sqlite")).expect("a store");
    let back = P::fresh().await;
    let back = back.open().await;
    for _ in 0..2 {
        elsewhere.insert_deleted_tallies(&gone).await.expect("an answer");
        back.insert_deleted_tallies(&elsewhere.read_deleted_tallies(now()).await.expect("an answer"))
            .await
            .expect("an answer");
    }
    assert_eq!(back.read_deleted_tallies(now()).await.expect("an answer"), gone, "begun again, moved once");
    let kept = StoredCase {
        timeline: store.timeline(&kept.reference, now()).await.expect("an answer"),
        record: store.get(&kept.reference, now()).await.expect("an answer").expect("a record"),
    };
    back.insert_case(&kept).await.expect("an answer");
    assert_eq!(counted(&back, 2026).await, counted(&store, 2026).await);
}
