//! Hosts: what every store promises about introductions.

use domain::case::{Action, Cause};
use jiff::SignedDuration;
use store::{CaseStore, SubmissionSink};

use super::{Place, decline, host, introduce, joining, numbered, slug, take};
use fixtures::{deadlines, kept_until, now};

pub async fn each_introduction_is_told_with_what_became_of_it<P: Place>(place: &P) {
    let store = place.open().await;
    let [answered, declined, waiting] = [1, 2, 3].map(numbered);
    for submission in [&answered, &declined, &waiting] {
        store.put(submission, deadlines(submission)).await.expect("an answer");
    }
    let hour = |hours| now() + SignedDuration::from_hours(hours);
    take(&store, &answered, hour(0), [introduce("yard", host("yard")), Action::RecordAnswer]).await;
    let back = Action::Return { cause: Cause::HostDeclined, explanation: None };
    take(&store, &declined, hour(10), [introduce("yard", host("yard")), back, introduce("mill", host("mill"))]).await;
    take(&store, &waiting, hour(20), [introduce("yard", host("yard"))]).await;

    let told = async |since, now| {
        let introductions = store.introductions(since, now).await.expect("an answer");
        let told = introductions.into_iter().map(|introduced| {
            let closed = introduced.closed;
            assert_eq!(introduced.open, introduced.answered.or(closed).is_none());
            (introduced.reference, introduced.offer.to_string(), introduced.at, introduced.answered, closed)
        });
        told.collect::<Vec<_>>()
    };
    let of = |submission: &domain::case::Submission, offer: &str, at, answered, closed| {
        (submission.reference.clone(), offer.to_owned(), at, answered, closed)
    };
    let all = [
        of(&waiting, "yard", hour(20), None, None),
        of(&declined, "mill", hour(12), None, None),
        of(&declined, "yard", hour(10), Some(hour(11)), None),
        of(&answered, "yard", hour(0), Some(hour(1)), None),
    ];
    assert_eq!(told(hour(0), hour(30)).await, all);
    assert_eq!(told(hour(12), hour(30)).await, all[..2]);
    take(&store, &declined, hour(30), [decline()]).await;
    assert_eq!(told(hour(12), hour(30)).await[1].4, Some(hour(30)), "nobody waits for the answer any more");
    let given_up = Action::Return { cause: Cause::HostSilent, explanation: None };
    take(&store, &waiting, hour(40), [given_up, introduce("mill", host("mill"))]).await;
    assert_eq!(
        told(hour(20), hour(50)).await,
        [of(&waiting, "mill", hour(41), None, None), of(&waiting, "yard", hour(20), None, Some(hour(40))),]
    );
    store.erase(&declined.reference).await.expect("an answer");
    assert_eq!(told(hour(0), hour(30)).await.len(), 3);
    let expiry = hour(24 * 900);
    assert!(told(hour(0), expiry).await.is_empty(), "what has expired tells of no host");
}

pub async fn a_host_is_known_from_its_accepted_offer_or_the_last_introduction<P: Place>(place: &P) {
    let store = place.open().await;
    let (sender, first, second) = (joining(1), numbered(1), numbered(2));
    let expiry = now() + SignedDuration::from_hours(1_000);
    store.put(&sender, deadlines(&sender)).await.expect("an answer");
    store.put(&first, deadlines(&first)).await.expect("an answer");
    store.put(&second, kept_until(expiry)).await.expect("an answer");
    let contact = async |offer: &str| store.host_contact(&slug(offer), now()).await.expect("an answer");
    assert_eq!(contact("yard").await, None);

    let yard = || introduce("yard", host("yard"));
    take(&store, &first, now(), [yard()]).await;
    assert_eq!(contact("yard").await, Some(host("yard")));
    let later = now() + SignedDuration::from_hours(1);
    take(&store, &second, later, [introduce("yard", host("newer"))]).await;
    assert_eq!(contact("yard").await, Some(host("newer")));
    assert_eq!(contact("mill").await, None);
    store.erase(&second.reference).await.expect("an answer");
    assert_eq!(contact("yard").await, Some(host("yard")));

    take(&store, &sender, now(), [Action::Accept { offer: Some(slug("yard")) }]).await;
    let known = contact("yard").await.expect("a contact");
    let request = &sender.request;
    assert_eq!((&known.organisation, &known.name), (&request.organisation.name, &request.contact.name));
    assert_eq!((known.email, known.language), (request.contact.email.clone(), request.language.clone()));
    take(&store, &sender, later, [decline()]).await;
    assert_eq!(contact("yard").await, Some(host("yard")), "an offer that was withdrawn tells no contact");
}
