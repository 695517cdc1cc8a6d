//! A purge that is held back: the desk says so on every page, and goes on when somebody says that it is right.

use axum::http::StatusCode;
use jiff::SignedDuration;
use store::{CaseStore, SubmissionSink};

use super::{get, post};
use crate::support::{TestApp, kept_until, now, numbered};

const NOTICE: &str = "Expired requests are not being erased";

/// An app whose store was last looked after so many days before the desk's day, with expired requests.
async fn app(days: i64) -> TestApp {
    let app = TestApp::new();
    for number in 0..3 {
        let submission = numbered(number);
        app.store.put(&submission, kept_until(now() + SignedDuration::from_hours(24))).await.expect("an answer");
    }
    let before = now() - SignedDuration::from_hours(24 * days);
    app.store.purge(before).await.expect("an answer");
    app
}

#[tokio::test]
async fn every_page_tells_of_a_purge_that_is_held_and_one_leads_on() {
    let app = app(600).await;
    for address in ["/desk/", "/desk/reports", "/desk/hosts"] {
        let page = get(&app, address).await;
        assert!(page.body.contains(NOTICE) && page.body.contains("href=\"/desk/purge\""), "{address}");
    }
    let page = get(&app, "/desk/purge").await;
    assert!(!page.body.contains(NOTICE), "it does not lead to itself");
    assert!(page.body.contains(">26 November 2026, 09:00 UTC<"), "{}", page.body);
    assert!(page.body.contains("far ahead of the time when the requests were last used"), "{}", page.body);
    assert!(page.body.contains("3 requests of 3 have expired") && page.body.contains("Yes, erase 3 requests"));

    // What nobody saw is not confirmed.
    let overtaken = post(&app, "/desk/purge", &[("expired", "2")]).await;
    assert_eq!(overtaken.status, StatusCode::CONFLICT);
    assert!(overtaken.body.contains("The number of expired requests has changed"), "{}", overtaken.body);
    assert_eq!(app.store.held_purge(desk_now()).await.expect("an answer").expect("it is held").expired, 3);

    let done = post(&app, "/desk/purge", &[("expired", "3")]).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/desk/purge"));
    let page = get(&app, "/desk/purge").await;
    assert!(page.body.contains("Everything is in order") && !page.body.contains(NOTICE), "{}", page.body);
    assert!(app.store.search("apprentices", None, now()).await.expect("a page").rows.is_empty());
}

fn desk_now() -> jiff::Timestamp {
    "2026-11-26T09:00:00Z".parse().expect("a moment")
}

#[tokio::test]
async fn nothing_is_said_where_nothing_is_held() {
    let app = app(1).await;
    assert!(!get(&app, "/desk/").await.body.contains(NOTICE));
    assert!(get(&app, "/desk/purge").await.body.contains("Everything is in order"));
    let posted = post(&app, "/desk/purge", &[("expired", "3")]).await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER);
}
