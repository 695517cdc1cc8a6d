//! Views: what every store promises about the desk's lists.

use domain::case::{Action, Agreement, Reference, Submission};
use jiff::{SignedDuration, Timestamp};
use store::{CaseStore, Counts, Filter, Page, SubmissionSink, View};

use super::{Place, assign, complete, decline, host, introduce, joining, numbered, slug, take};
use fixtures::{deadlines, kept_until, now, submission};

/// The references of the first page of a view.
pub async fn listed(store: &impl CaseStore, view: View, now: Timestamp) -> Vec<Reference> {
    let page = store.list(&Filter { view, form: None }, None, now).await.expect("a page");
    page.rows.into_iter().map(|row| row.reference).collect()
}

fn references(submissions: &[&Submission]) -> Vec<Reference> {
    submissions.iter().map(|submission| submission.reference.clone()).collect()
}

pub async fn a_view_shows_what_belongs_to_it<P: Place>(place: &P) {
    let store = place.open().await;
    let [new, asked, introduced, agreed, done] = [1, 2, 3, 4, 5].map(numbered);
    for submission in [&new, &asked, &introduced, &agreed, &done] {
        store.put(submission, deadlines(submission)).await.expect("an answer");
    }
    let yard = || introduce("yard", host("yard"));
    take(&store, &new, now(), [assign("Joana")]).await;
    take(&store, &asked, now(), [assign("Márta Öberg"), Action::AskForInformation { question: None }]).await;
    take(&store, &introduced, now(), [assign("marta  oberg"), yard()]).await;
    take(&store, &agreed, now(), [yard(), Action::Agree(Agreement { period: None })]).await;
    take(&store, &done, now(), [assign("Marta Öberg"), yard(), complete("2026-11-20", 2)]).await;

    let soon = now() + SignedDuration::from_hours(12);
    assert_eq!(listed(&store, View::Waiting, soon).await, references(&[&agreed, &introduced, &asked]));
    let mine = listed(&store, View::Mine("MARTA OBERG".into()), soon).await;
    assert_eq!(mine, references(&[&introduced, &asked]), "open ones, however the name is written");
    assert!(listed(&store, View::Overdue, soon).await.is_empty());
    let counts = store.counts(soon, Some("Marta Öberg")).await.expect("an answer");
    assert_eq!((counts.mine, counts.waiting, counts.overdue), (2, 3, 0));
    assert_eq!(store.counts(soon, Some("nobody")).await.expect("an answer").mine, 0);

    take(&store, &asked, soon, [Action::Assign { to: None }]).await;
    take(&store, &introduced, soon, [decline()]).await;
    assert_eq!(listed(&store, View::Waiting, soon).await, references(&[&agreed, &asked]));
    assert!(listed(&store, View::Mine("Marta Öberg".into()), soon).await.is_empty());
}

pub async fn what_is_overdue_is_listed_by_how_long_somebody_waits<P: Place>(place: &P) {
    let store = place.open().await;
    let many = Page::SIZE + 3;
    let hour = |hours: usize| now() + SignedDuration::from_hours(i64::try_from(hours).expect("few"));
    let until = now() + SignedDuration::from_hours(10_000);
    // Who came first waits longest, unless somebody promised an earlier answer to another; two are due at one moment.
    let due = |number: usize| hour(200 - (number / 2) * 2);
    for number in 0..many {
        let deadlines = store::Deadlines { until, due: Some(due(number)) };
        store.put(&numbered(number), deadlines).await.expect("an answer");
    }
    store.put(&numbered(900), kept_until(until)).await.expect("an answer");
    let filter = Filter { view: View::Overdue, form: None };
    let first = store.list(&filter, None, hour(200)).await.expect("a page");
    let second = store.list(&filter, first.next.as_ref(), hour(200)).await.expect("a page");
    assert_eq!((first.rows.len(), second.rows.len(), second.next), (Page::SIZE, 3, None));
    let dues: Vec<Timestamp> = first.rows.iter().chain(&second.rows).filter_map(|row| row.due).collect();
    let mut expected: Vec<Timestamp> = (0..many).map(due).collect();
    expected.sort();
    assert_eq!(dues, expected);
    let counts = async |now| store.counts(now, None).await.expect("an answer").overdue;
    assert_eq!(counts(hour(200)).await, many as u64);
    assert_eq!(counts(due(many - 1)).await, 1, "what is due now is overdue");
    assert_eq!(counts(due(many - 1) - SignedDuration::from_secs(1)).await, 0);
    let nobody = take(&store, &numbered(many - 1), hour(1), [decline()]).await;
    assert_eq!((nobody.due, counts(due(many - 1)).await), (None, 0), "nobody waits for what is closed");
    assert_eq!(store.counts(until, None).await.expect("an answer"), Counts::default());
}

pub async fn a_row_tells_who_works_on_it_until_when_and_by_which_offer<P: Place>(place: &P) {
    let store = place.open().await;
    let wish = submission(&[("offer", "lace-week")], "2026-11-23T08:00:00Z");
    let host_to_be = joining(1);
    for submission in [&wish, &host_to_be] {
        store.put(submission, deadlines(submission)).await.expect("an answer");
    }
    let row = async |submission: &Submission| {
        let page = store.list(&Filter::default(), None, now()).await.expect("a page");
        page.rows.into_iter().find(|row| row.reference == submission.reference).expect("its row")
    };
    let asked = row(&wish).await;
    assert_eq!((asked.place.as_str(), asked.assignee, asked.offer), ("Ghent", None, Some(slug("lace-week"))));
    assert_eq!(asked.due, deadlines(&wish).due);

    let record = take(&store, &wish, now(), [assign("Zoë"), introduce("yard", host("yard"))]).await;
    let introduced = row(&wish).await;
    assert_eq!((introduced.assignee.as_deref(), introduced.offer), (Some("Zoë"), Some(slug("yard"))));
    assert!(record.due > asked.due && introduced.due == record.due);

    take(&store, &host_to_be, now(), [Action::Accept { offer: Some(slug("academy")) }]).await;
    let accepted = row(&host_to_be).await;
    assert_eq!((accepted.offer, accepted.due), (Some(slug("academy")), None));
}
