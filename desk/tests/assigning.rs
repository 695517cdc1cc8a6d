//! Who works on what, from a list.

use axum::http::StatusCode;
use domain::case::retention::Retention;
use domain::case::{Action, CaseEvent, Reason, Reference, Refusal, Reminders};
use store::{CaseStore, Change, SubmissionSink};

use super::{app_with_a_wish, get, post};
use crate::support::{NOW, TestApp, deadlines, now, submission};

async fn assignee(app: &TestApp, reference: &Reference) -> Option<String> {
    app.store.get(reference, now()).await.expect("an answer").expect("a record").handling.assignee
}

async fn change(app: &TestApp, reference: &Reference, expected: u64, step: Action) {
    let (retention, reminders) = (Retention::default(), Reminders::default());
    let change = Change { step, by: Some("Joana".into()), at: now(), retention, reminders };
    app.store.change(reference, expected, change).await.expect("a change");
}

#[tokio::test]
async fn something_is_taken_on_without_being_opened() {
    let (app, reference) = app_with_a_wish(&[]).await;
    let list = get(&app, "/desk/").await;
    let row = format!("{reference}~");
    assert!(list.tag("name=\"take\"").contains(&format!("value=\"{row}\"")));
    let fields = [("take", row.as_str()), ("by", "Marta"), ("return", "/desk/?status=all")];
    for _double_click in 0..2 {
        let answer = post(&app, "/desk/assign", &fields).await;
        let back = format!("/desk/?status=all#{reference}");
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, back.as_str()));
        assert_eq!(answer.header("set-cookie"), "desk-name=Marta; HttpOnly; SameSite=Strict; Path=/desk");
    }
    assert_eq!(assignee(&app, &reference).await.as_deref(), Some("Marta"));
    let timeline = app.store.timeline(&reference, now()).await.expect("an answer");
    let taken = CaseEvent::Worked { step: Action::Assign { to: Some("Marta".into()) } };
    assert_eq!((timeline.len(), &timeline[1].event), (2, &taken), "once");
    assert!(get(&app, "/desk/").await.body.contains("data-label=\"Assigned to\">Marta</td>"));
}

#[tokio::test]
async fn who_works_here_is_asked_where_nobody_said_so() {
    let (app, reference) = app_with_a_wish(&[]).await;
    let row = format!("{reference}~");
    let answer = post(&app, "/desk/assign", &[("take", &row), ("return", "/desk/?form=find-a-host")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("<a href=\"#assign-by\">") && answer.body.contains("School of Crafts"));
    assert!(answer.tag("name=\"request\"").contains(&format!("value=\"{row}\" checked")), "nothing is lost");
    assert!(answer.tag("name=\"act\"").contains("value=\"take\""));
    assert!(answer.body.contains("name=\"return\" value=\"/desk/?form=find-a-host\""));
    assert_eq!(assignee(&app, &reference).await, None);
}

#[tokio::test]
async fn a_name_that_turns_the_text_behind_it_is_refused_wherever_it_is_typed() {
    let (app, reference) = app_with_a_wish(&[]).await;
    let (row, turning) = (format!("{reference}~"), "Mar\u{202e}ta");
    let taken = [("take", row.as_str()), ("by", turning), ("return", "/desk/")];
    assert_eq!(post(&app, "/desk/assign", &taken).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let handed = [("act", "hand-over"), ("request", row.as_str()), ("by", "Marta"), ("to", turning)];
    assert_eq!(post(&app, "/desk/assign", &handed).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    for (address, step) in [("steps/start-review", "start-review"), ("steps/assign", "assign")] {
        let fields = [("version", "1"), ("by", turning), ("step", step), ("assign.to", "Joana")];
        let answer = post(&app, &format!("/desk/requests/{reference}/{address}"), &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
    }
    let erased = post(&app, &format!("/desk/requests/{reference}/erase"), &[("version", "1"), ("by", turning)]).await;
    assert_eq!(erased.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(app.store.timeline(&reference, now()).await.expect("an answer").len(), 1, "nothing was done");
}

#[tokio::test]
async fn many_are_handed_over_and_set_free_at_once() {
    let (app, first) = app_with_a_wish(&[]).await;
    let second = submission(&[("goal", "Something else that is long enough to be read.")], NOW);
    app.store.put(&second, deadlines(&second)).await.expect("an answer");
    let second = second.reference;
    let rows = |name: &str| [format!("{first}~{name}"), format!("{second}~{name}")];
    let [one, two] = rows("");
    let nobody = [("request", one.as_str()), ("request", &two), ("act", "hand-over"), ("by", "Marta"), ("to", " ")];
    let answer = post(&app, "/desk/assign", &nobody).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.tag("id=\"assign-to\"").contains("aria-invalid") && answer.body.matches(" checked").count() == 2);

    let neither = [("request", one.as_str()), ("act", "hand-over"), ("by", ""), ("to", "")];
    let answer = post(&app, "/desk/assign", &neither).await;
    assert!(answer.body.contains("<a href=\"#assign-to\">") && answer.body.contains("<a href=\"#assign-by\">"));

    let over = [("request", one.as_str()), ("request", &two), ("act", "hand-over"), ("by", "Marta"), ("to", "Nils")];
    let answer = post(&app, "/desk/assign", &over).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/desk/"));
    assert_eq!(assignee(&app, &first).await.as_deref(), Some("Nils"));
    assert_eq!(assignee(&app, &second).await.as_deref(), Some("Nils"));

    let [one, two] = rows("Nils");
    let free = [("request", one.as_str()), ("request", &two), ("act", "free"), ("by", "Marta")];
    assert_eq!(post(&app, "/desk/assign", &free).await.status, StatusCode::SEE_OTHER);
    assert_eq!((assignee(&app, &first).await, assignee(&app, &second).await), (None, None));
}

#[tokio::test]
async fn who_comes_second_is_told_who_has_it_and_a_note_is_no_reason_to_ask() {
    let (app, reference) = app_with_a_wish(&[]).await;
    change(&app, &reference, 1, Action::Note { note: "They called.".into() }).await;
    let row = format!("{reference}~");
    let take = [("take", row.as_str()), ("by", "Marta")];
    assert_eq!(post(&app, "/desk/assign", &take).await.status, StatusCode::SEE_OTHER);
    change(&app, &reference, 3, Action::Assign { to: Some("Joana".into()) }).await;

    let late = post(&app, "/desk/assign", &[("take", &row), ("by", "Nils")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("assigned to Joana now") && late.tag("id=\"assign-by\"").contains("value=\"Nils\""));
    assert_eq!(assignee(&app, &reference).await.as_deref(), Some("Joana"));
    let insisting = format!("{reference}~Joana");
    assert!(late.tag("name=\"request\"").contains(&insisting));
    let again = post(&app, "/desk/assign", &[("request", &insisting), ("act", "take"), ("by", "Nils")]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(assignee(&app, &reference).await.as_deref(), Some("Nils"));
}

#[tokio::test]
async fn what_is_closed_gone_or_nonsense_is_not_assigned() {
    let (app, reference) = app_with_a_wish(&[]).await;
    change(&app, &reference, 1, Action::Decline(Refusal { reason: Reason::NoHost, explanation: None })).await;
    let closed = post(&app, "/desk/assign", &[("take", &format!("{reference}~")), ("by", "Marta")]).await;
    assert_eq!(closed.status, StatusCode::CONFLICT);
    assert!(closed.body.contains("closed (Declined), so") && !closed.body.contains("type=\"checkbox\""));
    assert!(!get(&app, "/desk/?status=declined").await.body.contains("name=\"take\""));

    let gone = post(&app, "/desk/assign", &[("take", "MM-0000-0000-0000~"), ("by", "Marta")]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "the list shows that it is gone");
    let none = post(&app, "/desk/assign", &[("act", "take"), ("by", "Marta")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.body.contains("Select one or more requests"));
    for nonsense in [vec![], vec![("act", "eat"), ("by", "M")], vec![("act", "take"), ("request", "x"), ("by", "M")]] {
        assert_eq!(post(&app, "/desk/assign", &nonsense).await.status, StatusCode::BAD_REQUEST, "{nonsense:?}");
    }
    assert_eq!(get(&app, "/desk/assign").await.status, StatusCode::METHOD_NOT_ALLOWED);
}
