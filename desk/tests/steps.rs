//! What is done with a request: steps and notes.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use domain::case::retention::Retention;
use domain::case::{
    Action, CaseEvent, Cause, HostContact, Introduction, Reason, Reference, Refusal, Reminders, Status,
};
use domain::statistics::counted::Counted;
use domain::text::{LanguageTag, Slug};
use store::{CaseStore, Change, Record};

use super::{app_with_a_wish, form_from_here, from_here, get, post};
use crate::support::{Answer, TestApp, now, send};

/// Takes a step of the request's page, at the version that it has now.
async fn take(app: &TestApp, reference: &Reference, step: &str, fields: &[(&str, &str)]) -> Answer {
    let version = record(app, reference).await.version.to_string();
    let mut all = vec![("version", version.as_str()), ("by", "Marta")];
    all.extend(fields);
    post(app, &format!("/desk/requests/{reference}/steps/{step}"), &all).await
}

async fn record(app: &TestApp, reference: &Reference) -> Record {
    app.store.get(reference, now()).await.expect("an answer").expect("a record")
}

async fn status(app: &TestApp, reference: &Reference) -> Status {
    record(app, reference).await.status
}

/// What somebody else does meanwhile.
async fn meanwhile(app: &TestApp, reference: &Reference, step: Action) {
    let change = Change {
        step,
        by: Some("Joana".into()),
        at: "2026-11-24T10:00:00Z".parse().expect("a moment"),
        retention: Retention::default(),
        reminders: Reminders::default(),
    };
    let version = record(app, reference).await.version;
    app.store.change(reference, version, change).await.expect("a change");
}

fn introduce() -> Action {
    Action::Introduce(Introduction {
        agreed: true,
        minors: None,
        title: None,
        offer: Slug::parse("lace-week").expect("a slug"),
        host: HostContact {
            organisation: "Invented Lace School".into(),
            name: "Invented Person".into(),
            email: "lace@example.org".into(),
            language: LanguageTag::english(),
        },
    })
}

#[tokio::test]
async fn a_step_is_taken_and_the_name_is_remembered() {
    let (app, reference) = app_with_a_wish(&[]).await;
    let desk = app.desk();
    let address = format!("/desk/requests/{reference}");
    let fields = [("version", "1"), ("by", "Marta Öberg"), ("step", "start-review")];
    let answer = send(&desk, form_from_here(&format!("{address}/steps"), &fields)).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, address.as_str()));
    let cookie = answer.header("set-cookie");
    assert_eq!(cookie, "desk-name=Marta%20%C3%96berg; HttpOnly; SameSite=Strict; Path=/desk");
    let record = record(&app, &reference).await;
    assert_eq!((record.status, record.version), (Status::InReview, 2));
    let again = from_here(Method::GET, &address).header("cookie", cookie.split(';').next().expect("a cookie"));
    let page = send(&desk, again.body(Body::empty()).expect("a request")).await;
    assert!(page.tag("id=\"step-by\"").contains("value=\"Marta Öberg\""));
    assert!(page.body.contains("Review started") && page.body.contains("New → In review"));
    assert!(page.body.contains("by Marta Öberg"));
}

#[tokio::test]
async fn a_request_is_carried_from_the_first_look_to_the_visit() {
    let (app, reference) = app_with_a_wish(&[("fewer_opportunities", "1")]).await;
    let page = async || get(&app, &format!("/desk/requests/{reference}")).await;
    assert!(page().await.tag("value=\"start-review\"").contains("button--main"));
    assert_eq!(take(&app, &reference, "start-review", &[]).await.status, StatusCode::SEE_OTHER);
    let question = [("ask_for_information.question", "How many of you speak Catalan?")];
    assert_eq!(take(&app, &reference, "ask-for-information", &question).await.status, StatusCode::SEE_OTHER);
    assert!(page().await.body.contains("How many of you speak Catalan?"));
    meanwhile(&app, &reference, introduce()).await;
    assert!(
        page().await.body.contains("Introduced to Invented Lace School with the offer “Lace by hand (demonstration)”")
    );
    assert!(page().await.tag("value=\"record-answer\"").contains("button--main"));
    take(&app, &reference, "record-answer", &[]).await;
    assert!(page().await.tag("value=\"agree\"").contains("button--main"), "a host answers once");
    let days = [("agree.from", "2027-03-01"), ("agree.until", "2027-03-03")];
    assert_eq!(take(&app, &reference, "agree", &days).await.status, StatusCode::SEE_OTHER);
    let shown = page().await;
    assert!(shown.body.contains("Both sides agreed: 1 March 2027 to 3 March 2027"));
    assert!(shown.tag("id=\"complete.from\"").contains("value=\"2027-03-01\""), "it is filled in from the agreement");
    assert!(shown.tag("id=\"complete.fewer_opportunities\"").contains("value=\"1\""));
    let visit = [
        ("complete.from", "2026-11-20"),
        ("complete.until", "2026-11-22"),
        ("complete.activity", "job-shadowing"),
        ("complete.host_country", "ES"),
        ("complete.staff", "3"),
        ("complete.learners", "0"),
        ("complete.fewer_opportunities", "1"),
    ];
    assert_eq!(take(&app, &reference, "complete", &visit).await.status, StatusCode::SEE_OTHER);
    assert_eq!(status(&app, &reference).await, Status::Completed);
    let done = page().await.body;
    assert!(
        done.contains("Job shadowing, Spain, 20 November 2026 to 22 November 2026: 3 staff, 0 learners; 1 of them")
    );
    assert!(done.contains("There is no next step") && !done.contains("⟦"));
}

#[tokio::test]
async fn what_goes_wrong_on_the_way_has_its_own_steps() {
    let (app, reference) = app_with_a_wish(&[]).await;
    meanwhile(&app, &reference, introduce()).await;
    take(&app, &reference, "return", &[("return.cause", "host-silent")]).await;
    assert_eq!(status(&app, &reference).await, Status::InReview);
    let refusal = [("decline.reason", "no-host"), ("decline.explanation", "No host has time this year.")];
    take(&app, &reference, "decline", &refusal).await;
    let refusal = Refusal { reason: Reason::NoHost, explanation: Some("No host has time this year.".into()) };
    assert_eq!(record(&app, &reference).await.handling.refusal, Some(refusal));
    let page = get(&app, &format!("/desk/requests/{reference}")).await;
    assert!(page.body.contains("Declined: No suitable host") && page.body.contains("No host has time this year."));
    assert!(page.body.contains("Back to review: The host never answered"));
    take(&app, &reference, "reopen", &[("reopen.reason", "A host has time after all.")]).await;
    take(&app, &reference, "mark-as-spam", &[]).await;
    assert_eq!(status(&app, &reference).await, Status::Spam);
    take(&app, &reference, "reopen", &[("reopen.reason", "It is a real school.")]).await;
    assert_eq!(status(&app, &reference).await, Status::New);
    let page = get(&app, &format!("/desk/requests/{reference}")).await;
    assert!(page.body.contains("A host has time after all.") && page.body.contains("It is a real school."));
}

const VISIT: [(&str, &str); 7] = [
    ("complete.from", "2026-11-20"),
    ("complete.until", "2026-11-22"),
    ("complete.activity", "job-shadowing"),
    ("complete.host_country", "ES"),
    ("complete.staff", "70"),
    ("complete.learners", "0"),
    ("complete.fewer_opportunities", "1"),
];

async fn year(app: &TestApp) -> (i64, i64) {
    let counted = Counted::of(2026, &app.store.tallies(2026).await.expect("an answer"));
    let participants: i64 = counted.activities.iter().map(|entry| entry.participants()).sum();
    (counted.requests.matched, participants)
}

#[tokio::test]
async fn a_completed_visit_is_corrected_with_a_reason_and_the_figures_follow_beyond_erasing() {
    let (app, reference) = app_with_a_wish(&[]).await;
    meanwhile(&app, &reference, introduce()).await;
    assert_eq!(take(&app, &reference, "complete", &VISIT).await.status, StatusCode::SEE_OTHER);
    assert_eq!(year(&app).await, (1, 70));
    let address = format!("/desk/requests/{reference}");
    let page = get(&app, &address).await;
    assert!(page.tag("id=\"correct.staff\"").contains("value=\"70\""), "what is recorded is filled in");
    let corrected: Vec<(String, &str)> = VISIT
        .iter()
        .map(|(name, value)| (name.replace("complete", "correct"), if *value == "70" { "7" } else { value }))
        .collect();
    let mut corrected: Vec<(&str, &str)> = corrected.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let without = take(&app, &reference, "correct", &corrected).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without.body.contains("<a href=\"#correct.reason\">What was wrong: fill this in"), "{}", without.body);
    assert!(without.tag("id=\"correct.staff\"").contains("value=\"7\""), "what was typed is still there");
    corrected.push(("correct.reason", "Seven came, and not seventy."));
    let before = record(&app, &reference).await.version;
    let same: Vec<(&str, &str)> =
        corrected.iter().map(|(name, value)| (*name, if *name == "correct.staff" { "70" } else { *value })).collect();
    let refused = take(&app, &reference, "correct", &same).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("This is what is recorded already"), "{}", refused.body);
    assert_eq!(record(&app, &reference).await.version, before, "nothing was corrected, so nothing is recorded");
    assert_eq!(take(&app, &reference, "correct", &corrected).await.status, StatusCode::SEE_OTHER);
    let page = get(&app, &address).await.body;
    for told in ["The record of the visit was corrected", "Seven came, and not seventy.", "70 staff", ": 7 staff"] {
        assert!(page.contains(told), "{told}");
    }
    assert_eq!((status(&app, &reference).await, year(&app).await), (Status::Completed, (1, 7)));
    app.store.erase(&reference).await.expect("an answer");
    assert_eq!(year(&app).await, (1, 7));
}

#[tokio::test]
async fn a_completed_visit_is_reopened_with_a_reason_and_counts_no_more() {
    let (app, reference) = app_with_a_wish(&[]).await;
    meanwhile(&app, &reference, introduce()).await;
    take(&app, &reference, "complete", &VISIT).await;
    let refused = take(&app, &reference, "reopen", &[("reopen.reason", " ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    take(&app, &reference, "reopen", &[("reopen.reason", "It was put off.")]).await;
    assert_eq!((status(&app, &reference).await, year(&app).await), (Status::Agreed, (1, 0)));
    let page = get(&app, &format!("/desk/requests/{reference}")).await.body;
    assert!(page.contains("Completed → Agreed") && page.contains("It was put off."));
    app.store.erase(&reference).await.expect("an answer");
    assert_eq!(year(&app).await, (1, 0));
}

#[tokio::test]
async fn the_days_of_an_agreement_are_set_and_changed_and_what_is_due_follows() {
    let (app, reference) = app_with_a_wish(&[]).await;
    meanwhile(&app, &reference, introduce()).await;
    take(&app, &reference, "agree", &[]).await;
    let due = async || record(&app, &reference).await.due.map(|due| due.to_string());
    assert_eq!(due().await.as_deref(), Some("2026-12-26T09:00:00Z"));
    let page = get(&app, &format!("/desk/requests/{reference}")).await;
    assert!(page.tag("value=\"reschedule\"").contains("button--main"), "the days are what is missing");
    assert!(page.body.contains("Remind the sender") && !page.body.contains("Ask how the visit went"));
    for (from, until, reason, expected) in [
        ("2027-03-01", "2027-03-03", "", "2027-03-10T00:00:00Z"),
        ("2027-05-10", "2027-05-12", "The school has exams in March.", "2027-05-19T00:00:00Z"),
    ] {
        let days = [("reschedule.from", from), ("reschedule.until", until), ("reschedule.reason", reason)];
        assert_eq!(take(&app, &reference, "reschedule", &days).await.status, StatusCode::SEE_OTHER);
        assert_eq!(due().await.as_deref(), Some(expected));
    }
    let page = get(&app, &format!("/desk/requests/{reference}")).await;
    for told in ["1 March 2027 to 3 March 2027", "10 May 2027 to 12 May 2027", "The school has exams in March."] {
        assert!(page.body.contains(told), "{told}");
    }
    assert!(page.tag("id=\"complete.from\"").contains("value=\"2027-05-10\""));
    let half = take(&app, &reference, "reschedule", &[("reschedule.from", "2027-06-01")]).await;
    assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(half.body.contains("<a href=\"#reschedule.until\">Last day: fill this in"), "{}", half.body);
}

#[tokio::test]
async fn somebody_takes_it_on_hands_it_over_and_gives_it_back() {
    let (app, reference) = app_with_a_wish(&[]).await;
    let assignee = async || record(&app, &reference).await.handling.assignee;
    assert_eq!(take(&app, &reference, "assign?to=me", &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(assignee().await.as_deref(), Some("Marta"));
    take(&app, &reference, "assign", &[("assign.to", "Joana")]).await;
    assert_eq!(assignee().await.as_deref(), Some("Joana"));
    let page = get(&app, &format!("/desk/requests/{reference}")).await.body;
    for told in ["Assigned to Joana", "Taken on", "Handed over to Joana"] {
        assert!(page.contains(told), "{told} in {page}");
    }
    take(&app, &reference, "assign?to=nobody", &[("assign.to", "typed by mistake")]).await;
    assert_eq!(assignee().await, None);
}

#[tokio::test]
async fn a_note_is_kept_as_it_was_typed() {
    let (app, reference) = app_with_a_wish(&[]).await;
    let typed = "Called back.\r\nThey <b>prefer</b> May & June.";
    let fields = [("version", "1"), ("by", "Marta"), ("note", typed)];
    let answer = post(&app, &format!("/desk/requests/{reference}/note"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let timeline = app.store.timeline(&reference, now()).await.expect("an answer");
    assert_eq!(timeline[1].event, CaseEvent::Noted { note: typed.replace("\r\n", "\n") });
    let page = get(&app, &format!("/desk/requests/{reference}")).await;
    assert!(page.body.contains("Called back.\nThey &lt;b&gt;prefer&lt;/b&gt; May &amp; June."));
}

#[tokio::test]
async fn who_was_late_sees_what_changed_and_keeps_all_that_was_typed_in_every_form() {
    let (app, reference) = app_with_a_wish(&[]).await;
    meanwhile(&app, &reference, Action::Decline(Refusal { reason: Reason::Other, explanation: None })).await;
    let fields = [
        ("version", "1"),
        ("by", "Marta"),
        ("note", "My long <note>"),
        ("ask_for_information.question", "And a question"),
        ("reopen.reason", "They rang again"),
        ("assign.to", "Zoë"),
    ];
    let answer = post(&app, &format!("/desk/requests/{reference}/note"), &fields).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let conflict = answer.body.split("class=\"notice notice--problem\"").nth(1).expect("a notice");
    assert!(conflict.contains("New → Declined") && conflict.contains("by Joana"));
    assert!(answer.body.contains("My long &lt;note&gt;</textarea>"));
    assert!(answer.body.contains("They rang again</textarea>"), "of a step that has become possible");
    assert!(answer.tag("name=\"version\"").contains("value=\"2\""), "sending again now works");
    assert_eq!(app.store.timeline(&reference, now()).await.expect("an answer").len(), 2);

    let (app, reference) = app_with_a_wish(&[]).await;
    meanwhile(&app, &reference, Action::Note { note: "Faster.".into() }).await;
    let answer = post(&app, &format!("/desk/requests/{reference}/steps/start-review"), &fields).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(
        answer.body.contains("And a question</textarea>") && answer.body.contains("My long &lt;note&gt;</textarea>")
    );
    assert!(answer.tag("name=\"assign.to\"").contains("value=\"Zoë\""));
}

#[tokio::test]
async fn a_double_click_is_done_once_and_tells_no_conflict() {
    let (app, reference) = app_with_a_wish(&[]).await;
    let fields = [("version", "1"), ("by", "Marta"), ("note", "Once.")];
    for _ in 0..2 {
        let answer = post(&app, &format!("/desk/requests/{reference}/note"), &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(app.store.timeline(&reference, now()).await.expect("an answer").len(), 2);
    meanwhile(&app, &reference, introduce()).await;
    let fields = [("version", "3"), ("by", "Marta"), ("return.cause", Cause::HostDeclined.code())];
    for _ in 0..2 {
        let answer = post(&app, &format!("/desk/requests/{reference}/steps/return"), &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(app.store.timeline(&reference, now()).await.expect("an answer").len(), 4);
}

#[tokio::test]
async fn what_is_missing_or_impossible_is_told_beside_what_was_typed() {
    let (app, reference) = app_with_a_wish(&[]).await;
    let address = format!("/desk/requests/{reference}");
    let long = "x".repeat(6_001);
    let by = |fields: &[(&'static str, &'static str)]| [&[("version", "1"), ("by", "Marta")], fields].concat();
    for (form, fields, expected) in [
        ("note", vec![("version", "1"), ("by", ""), ("note", "typed")], "<a href=\"#step-by\">"),
        ("note", vec![("version", "1"), ("by", "Marta"), ("note", " ")], "<a href=\"#note\">Note: fill this in"),
        ("note", vec![("version", "1"), ("by", "Marta"), ("note", &long)], "<a href=\"#note\">"),
        ("steps", by(&[("step", "agree")]), "You cannot choose “They agreed”"),
        ("steps", vec![("version", "x"), ("by", "Marta"), ("step", "start-review")], "The page was out of date."),
        ("steps", by(&[("step", "odd")]), "The page was out of date."),
        ("steps/decline", by(&[]), "<a href=\"#decline.reason\">Reason: fill this in"),
        ("steps/introduce", by(&[("introduce.offer", "lace-week")]), "<a href=\"#introduce.host.name\">"),
    ] {
        let answer = post(&app, &format!("{address}/{form}"), &fields).await;
        assert!(answer.body.contains(expected), "{expected} in {}", answer.body);
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:.80?}");
    }
    let unknown =
        post(&app, "/desk/requests/MM-0000-0000-0000/note", &[("version", "1"), ("by", "M"), ("note", "x")]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert_eq!(app.store.timeline(&reference, now()).await.expect("an answer").len(), 1, "nothing was changed");
}

#[tokio::test]
async fn what_is_due_is_told_with_whom_to_remind() {
    let (app, reference) = app_with_a_wish(&[]).await;
    let page = get(&app, &format!("/desk/requests/{reference}")).await;
    assert!(page.body.contains("Something should be done") && page.body.contains("30 November 2026"));
    let long_ago = Change {
        step: introduce(),
        by: Some("Joana".into()),
        at: "2026-11-10T10:00:00Z".parse().expect("a moment"),
        retention: Retention::default(),
        reminders: Reminders::default(),
    };
    app.store.change(&reference, 1, long_ago).await.expect("a change");
    let page = get(&app, &format!("/desk/requests/{reference}")).await;
    assert!(page.body.contains("The host has not answered.") && page.body.contains("Overdue since"));
    let remind = page.tag("write/remind?side=host");
    assert!(remind.contains("button--main"), "{remind}");
}

#[tokio::test]
async fn no_button_drops_what_was_typed_beside_it() {
    let (app, reference) = app_with_a_wish(&[]).await;
    let address = format!("/desk/requests/{reference}");
    let note = ("note", "Called them; they come in May.");
    let notes = async || {
        let timeline = app.store.timeline(&reference, now()).await.expect("an answer");
        timeline.iter().filter(|entry| matches!(entry.event, CaseEvent::Noted { .. })).count()
    };
    // Twice, as a double click does.
    for _ in 0..2 {
        let fields = [("version", "1"), ("by", "Marta"), note];
        let answer = post(&app, &format!("{address}/steps/start-review"), &fields).await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (StatusCode::SEE_OTHER, address.as_str()),
            "{}",
            answer.body
        );
    }
    assert_eq!((record(&app, &reference).await.version, notes().await), (3, 1));

    // Taking on and handing over too.
    for (version, to) in [("3", "assign?to=me"), ("5", "assign?to=nobody")] {
        let fields = [("version", version), ("by", "Marta"), note];
        let answer = post(&app, &format!("{address}/steps/{to}"), &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{to}: {}", answer.body);
    }
    assert_eq!((record(&app, &reference).await.version, notes().await), (7, 3));

    // Fields of other steps stand on the page again; what stood there before anybody typed is no reason to ask.
    let fields = [
        ("version", "7"),
        ("by", "Marta"),
        note,
        ("assign.to", "Joana"),
        ("decline.explanation", "Too late."),
        ("ask_for_information.question", ""),
    ];
    let answer = post(&app, &format!("{address}/note"), &fields).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains("Not saved yet") && answer.body.contains("Too late.</textarea>"), "{}", answer.body);
    assert!(answer.tag("name=\"assign.to\"").contains("value=\"Joana\""));
    assert!(answer.tag("name=\"version\"").contains("value=\"8\""));

    // What has no field any more is shown to be copied.
    let fields = [
        ("version", "8"),
        ("by", "Marta"),
        ("decline.reason", "no-host"),
        ("ask_for_information.question", "When then?"),
    ];
    let answer = post(&app, &format!("{address}/steps/decline"), &fields).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert!(
        answer.body.contains("There is no field for these words")
            && answer.body.contains("<dd class=\"typed\">When then?</dd>"),
        "{}",
        answer.body
    );
}

#[tokio::test]
async fn a_note_that_is_too_long_is_told_after_the_step_and_kept() {
    let (app, reference) = app_with_a_wish(&[]).await;
    let note = "x".repeat(7_000);
    let fields = [("version", "1"), ("by", "Marta"), ("note", note.as_str())];
    let answer = post(&app, &format!("/desk/requests/{reference}/steps/start-review"), &fields).await;
    assert_eq!(record(&app, &reference).await.version, 2, "the step was taken");
    assert!(answer.body.contains(&note) && answer.body.contains("Note: "), "{}", answer.body);
}
