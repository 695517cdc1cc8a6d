//! Persons: what every store promises about what belongs together, and about what it knows of somebody.

use jiff::SignedDuration;
use store::{CaseStore, RelatedRequest, SubmissionSink, Summary};

use super::{Place, decline, host, introduce, note, numbered, put_all, take};
use fixtures::{NOW, deadlines, now, submission};

pub async fn requests_of_one_sender_or_organisation_belong_together<P: Place>(place: &P) {
    let store = place.open().await;
    let minute = |minute: u32| format!("2026-11-23T07:{minute:02}:00Z");
    let sent = |minute: &str, name: &str, country: &str, email: &str| {
        let fields = [("organisation.name", name), ("organisation.country", country), ("contact.email", email)];
        submission(&fields, minute)
    };
    let it = sent(&minute(1), "École Émile", "BE", "anna@example.org");
    let both = sent(&minute(2), "ecole emile", "BE", "ANNA@example.org");
    let colleague = sent(&minute(3), "École  Émile", "BE", "bert@example.org");
    let abroad = sent(&minute(4), "École Émile", "ES", "carla@example.org");
    let moved = sent(&minute(5), "Another School", "ES", "anna@example.org");
    for submission in [&it, &both, &colleague, &abroad, &moved] {
        store.put(submission, deadlines(submission)).await.expect("an answer");
    }
    take(&store, &both, now(), [decline()]).await;
    let related = store.related(&it.reference, now()).await.expect("an answer");
    let told: Vec<_> = related
        .iter()
        .map(|related| (&related.record.submission.reference, related.same_sender, related.same_organisation))
        .collect();
    assert_eq!(
        told,
        [(&moved.reference, true, false), (&colleague.reference, false, true), (&both.reference, true, true)]
    );
    assert_eq!(related[2].record.status, domain::case::Status::Declined);
    store.erase(&colleague.reference).await.expect("an answer");
    assert_eq!(store.related(&it.reference, now()).await.expect("an answer").len(), 2);
    assert!(store.related(&colleague.reference, now()).await.expect("an answer").is_empty());
}

pub async fn a_few_of_many_that_belong_together_are_told_the_newest_first<P: Place>(place: &P) {
    let store = place.open().await;
    // All of one sender and one organisation, and another before them.
    let until = deadlines(&numbered(0)).until;
    put_all(&store, (0..3 * RelatedRequest::MOST).map(|number| (numbered(number), until))).await;
    let related = store.related(&numbered(3 * RelatedRequest::MOST - 2).reference, now()).await.expect("an answer");
    let expected = (0..3 * RelatedRequest::MOST).rev().filter(|number| *number != 3 * RelatedRequest::MOST - 2);
    let expected: Vec<_> = expected.take(RelatedRequest::MOST).map(|number| numbered(number).reference).collect();
    let told: Vec<_> = related.into_iter().map(|related| related.record.submission.reference).collect();
    assert_eq!(told, expected);
}

pub async fn everything_about_a_person_is_told<P: Place>(place: &P) {
    let store = place.open().await;
    let sent = submission(&[("contact.email", "Yard@Example.org")], NOW);
    let [named, left, other] = [1, 2, 3].map(numbered);
    for submission in [&sent, &named, &left, &other] {
        store.put(submission, deadlines(submission)).await.expect("an answer");
    }
    store.change(&sent.reference, 1, note("rang back")).await.expect("a change");
    take(&store, &named, now(), [introduce("yard", host("yard"))]).await;
    // Who was asked first is known even where another was asked since.
    let again = domain::case::Action::Return { cause: domain::case::Cause::HostSilent, explanation: None };
    take(&store, &left, now(), [introduce("yard", host("yard")), again, introduce("mill", host("mill"))]).await;
    take(&store, &other, now(), [introduce("mill", host("mill"))]).await;

    let kept = store.sent_by(" yard@example.ORG", now()).await.expect("an answer");
    let told: Vec<_> =
        kept.iter().map(|kept| (kept.record.submission.reference.clone(), kept.timeline.len())).collect();
    assert_eq!(told, [(left.reference, 4), (named.reference.clone(), 2), (sent.reference.clone(), 2)]);
    let anna = store.sent_by("anna@example.org", now()).await.expect("an answer");
    assert_eq!(anna.len(), 3, "those of all who sent from that address");
    assert!(store.sent_by("nobody@example.org", now()).await.expect("an answer").is_empty());
    store.erase(&named.reference).await.expect("an answer");
    store.erase(&sent.reference).await.expect("an answer");
    assert_eq!(store.sent_by("yard@example.org", now()).await.expect("an answer").len(), 1);
}

pub async fn what_is_about_to_expire_is_told_the_soonest_first<P: Place>(place: &P) {
    let store = place.open().await;
    let hour = |hours: usize| now() + SignedDuration::from_hours(i64::try_from(hours).expect("few"));
    let many = Summary::MOST_EXPIRING + 10;
    put_all(&store, (0..many).map(|number| (numbered(number), hour(1_000 - number)))).await;
    let told = async |before, now| {
        let expiring = store.expiring(before, now).await.expect("an answer");
        expiring.into_iter().map(|(row, until)| (row.reference, until)).collect::<Vec<_>>()
    };
    let expected: Vec<_> = (0..many).rev().map(|number| (numbered(number).reference, hour(1_000 - number))).collect();
    assert_eq!(told(hour(1_000), now()).await, expected[..Summary::MOST_EXPIRING]);
    let soonest = hour(1_000 - many + 1);
    assert_eq!(told(soonest, now()).await, expected[..1], "what expires at that very moment will have expired");
    assert_eq!(told(hour(1_000), hour(999)).await, expected[many - 1..], "what has expired is told by nobody");
    assert_eq!(told(soonest - SignedDuration::from_secs(1), now()).await, []);
}
