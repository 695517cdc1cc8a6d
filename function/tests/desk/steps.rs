//! What is done with a request: steps and notes.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use domain::handling::{Reason, Refusal, Reminders, Step};
use domain::retention::Retention;
use domain::submission::{Deed, Status};
use function::store::{Change, Records};

use super::{form_from_here, from_here, get, house_with_a_wish, post};
use crate::support::{now, send};

#[tokio::test]
async fn a_status_is_changed_and_the_browser_remembers_the_name() {
    let (house, reference) = house_with_a_wish(&[]).await;
    let desk = house.desk();
    let address = format!("/desk/requests/{reference}");
    let fields = [("version", "1"), ("by", "Marta Öberg"), ("step", "start-review")];
    let answer = send(&desk, form_from_here(&format!("{address}/steps"), &fields)).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, address.as_str()));
    let cookie = answer.header("set-cookie");
    assert_eq!(cookie, "desk-name=Marta%20%C3%96berg; HttpOnly; SameSite=Strict; Path=/desk");

    let record = house.store.get(&reference, now()).await.expect("an answer").expect("a record");
    assert_eq!((record.status, record.version), (Status::InReview, 2));
    let again = from_here(Method::GET, &address).header("cookie", cookie.split(';').next().expect("a cookie"));
    let page = send(&desk, again.body(Body::empty()).expect("a request")).await;
    assert!(page.tag("id=\"step-by\"").contains("value=\"Marta Öberg\""));
    assert!(page.body.contains("New → In review") && page.body.contains("by Marta Öberg"));
}

#[tokio::test]
async fn a_note_is_kept_as_it_was_typed() {
    let (house, reference) = house_with_a_wish(&[]).await;
    let typed = "Called back.\r\nThey <b>prefer</b> May & June.";
    let fields = [("version", "1"), ("by", "Marta"), ("note", typed)];
    let answer = post(&house, &format!("/desk/requests/{reference}/note"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let timeline = house.store.timeline(&reference, now()).await.expect("an answer");
    assert_eq!(timeline[1].deed, Deed::Noted { note: typed.replace("\r\n", "\n") });
    let page = get(&house, &format!("/desk/requests/{reference}")).await;
    assert!(page.body.contains("Called back.\nThey &lt;b&gt;prefer&lt;/b&gt; May &amp; June."));
}

#[tokio::test]
async fn who_was_late_sees_what_changed_and_keeps_the_note() {
    let (house, reference) = house_with_a_wish(&[]).await;
    let faster = Change {
        step: Step::Decline(Refusal { reason: Reason::Other, explanation: None }),
        by: Some("Joana".into()),
        at: "2026-11-24T10:00:00Z".parse().expect("a moment"),
        retention: Retention::default(),
        reminders: Reminders::default(),
    };
    house.store.change(&reference, 1, faster).await.expect("a change");
    let fields = [("version", "1"), ("by", "Marta"), ("note", "My long <note>")];
    let answer = post(&house, &format!("/desk/requests/{reference}/note"), &fields).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let conflict = answer.body.split("class=\"notice notice--problem\"").nth(1).expect("a notice");
    assert!(conflict.contains("New → Declined") && conflict.contains("by Joana"));
    assert!(answer.body.contains("My long &lt;note&gt;</textarea>"));
    assert!(answer.tag("name=\"version\"").contains("value=\"2\""), "sending again now works");
    assert_eq!(house.store.timeline(&reference, now()).await.expect("an answer").len(), 2);
}

#[tokio::test]
async fn a_double_click_is_done_once_and_tells_no_conflict() {
    let (house, reference) = house_with_a_wish(&[]).await;
    let fields = [("version", "1"), ("by", "Marta"), ("note", "Once.")];
    for _ in 0..2 {
        let answer = post(&house, &format!("/desk/requests/{reference}/note"), &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(house.store.timeline(&reference, now()).await.expect("an answer").len(), 2);
}

#[tokio::test]
async fn what_is_missing_or_impossible_is_told_beside_what_was_typed() {
    let (house, reference) = house_with_a_wish(&[]).await;
    let address = format!("/desk/requests/{reference}");
    let long = "x".repeat(6_001);
    for (form, fields, expected) in [
        ("note", vec![("version", "1"), ("by", ""), ("note", "typed")], "<a href=\"#note-by\">"),
        ("note", vec![("version", "1"), ("by", "Marta"), ("note", " ")], "<a href=\"#note\">"),
        ("note", vec![("version", "1"), ("by", "Marta"), ("note", &long)], "<a href=\"#note\">"),
        ("steps", vec![("version", "1"), ("by", "Marta"), ("step", "agree")], "“They agreed” is not possible"),
        ("steps", vec![("version", "x"), ("by", "Marta"), ("step", "start-review")], "The page was too old."),
        ("steps", vec![("version", "1"), ("by", "Marta"), ("step", "odd")], "The page was too old."),
    ] {
        let answer = post(&house, &format!("{address}/{form}"), &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:.80?}");
        assert!(answer.body.contains(expected), "{expected} in {}", answer.body);
    }
    let unknown =
        post(&house, "/desk/requests/MM-0000-0000-0000/note", &[("version", "1"), ("by", "M"), ("note", "x")]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert_eq!(house.store.timeline(&reference, now()).await.expect("an answer").len(), 1, "nothing was changed");
}
