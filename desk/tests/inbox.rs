//! The list of requests.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use domain::case::{Reference, Status};
use store::{CaseStore, Page, SubmissionSink};

use super::{app_with_a_wish, form_from_here, from_here, get, get_as, post};
use crate::support::{Answer, NOW, TestApp, deadlines, now, send, submission};

#[tokio::test]
async fn the_inbox_shows_what_is_new_with_its_age() {
    let (app, reference) = app_with_a_wish(&[("organisation.name", "School <of> \"Crafts\"")]).await;
    let answer = get(&app, "/desk/").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains(&format!("href=\"/desk/requests/{reference}\"")));
    assert!(answer.body.contains("3 days ago") && answer.body.contains("23 November 2026, 08:00 UTC"));
    assert!(answer.body.contains("School &lt;of&gt; &quot;Crafts&quot;"));
    assert!(answer.body.contains("Belgium") && answer.body.contains("Job shadowing"));
    assert!(answer.tag("data-status=\"new\"").contains("class=\"status status--new\""));
    assert!(answer.tag("class=\"family").contains("f-visits"), "the activity has the colour of its family");
    assert!(answer.tag("aria-current=\"page\"").contains("href=\"/desk/\""));
    assert!(!answer.body.contains("anna@example.org") && !answer.body.contains("Anna"), "no person in a list");
    assert!(!answer.body.contains('⟦'));
}

#[tokio::test]
async fn what_looks_like_a_robots_is_set_apart_with_its_reasons_and_judged_with_one_click() {
    let (app, robots) = app_with_a_wish(&[
        ("subject_line_two", "watches"),
        ("contact.role", "Visit www.prize.example"),
        ("goal", "We sell <b>watches</b> of all kinds to whoever reads this."),
    ])
    .await;
    let persons = submission(&[("elapsed", "2900")], NOW);
    app.store.put(&persons, deadlines(&persons)).await.expect("an answer");
    let persons = persons.reference;
    let desk = app.desk();
    let open = async |address: &str| {
        send(&desk, from_here(Method::GET, address).body(Body::empty()).expect("a request")).await
    };

    let new = open("/desk/").await;
    assert!(!new.body.contains(robots.as_str()) && !new.body.contains(persons.as_str()));
    assert!(new.body.contains(">2 requests look like robots’, and are set apart.</a>"), "{}", new.body);

    let apart = open("/desk/?status=suspected-spam").await;
    for told in [
        "a field that people cannot see was filled in",
        "there is a link in a name, a role, a town or a title",
        "it was sent within three seconds",
        "We sell &lt;b&gt;watches&lt;/b&gt; of all kinds",
        ">Not spam</button>",
        ">It is spam</button>",
    ] {
        assert!(apart.body.contains(told), "{told} in {}", apart.body);
    }
    assert!(!apart.body.contains("anna@example.org") && !apart.body.contains('⟦'));

    let judge = async |reference: &Reference, step: &str, by: &str| {
        let address = format!("/desk/requests/{reference}/steps?version=1");
        assert!(apart.body.contains(&format!("formaction=\"{address}\"")));
        send(&desk, form_from_here(&address, &[("by", by), ("step", step)])).await
    };
    let nameless = judge(&robots, "mark-as-spam", "").await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.body.contains("<a href=\"#step-by\">"), "who judges is asked");
    for (reference, step) in [(&robots, "mark-as-spam"), (&robots, "mark-as-spam"), (&persons, "clear-of-spam")] {
        let answer = judge(reference, step, "Marta").await;
        let list = (StatusCode::SEE_OTHER, "/desk/?status=suspected-spam");
        assert_eq!((answer.status, answer.header("location")), list, "on to the next one");
    }
    let status = async |reference| app.store.get(reference, now()).await.expect("an answer").expect("a record").status;
    assert_eq!((status(&robots).await, status(&persons).await), (Status::Spam, Status::New));
    assert!(open("/desk/?status=suspected-spam").await.body.contains("No request looks like a robot’s."));
    let new = open("/desk/").await;
    assert!(new.body.contains(persons.as_str()) && !new.body.contains("class=\"apart\""));
    // Why it was suspected is not forgotten.
    assert!(open(&format!("/desk/requests/{persons}")).await.body.contains("it was sent within three seconds"));
}

#[tokio::test]
async fn the_inbox_is_filtered_and_empty_lists_say_so() {
    let (app, reference) = app_with_a_wish(&[("subject_line_two", "watches")]).await;
    for (view, told) in [
        ("", "No new requests: somebody has looked at every one."),
        ("?status=agreed", "No request has this status."),
        ("?view=waiting", "Nobody has to answer"),
        ("?view=overdue", "Nothing is overdue"),
        ("?form=join", "There are no requests from this form here."),
    ] {
        assert!(get(&app, &format!("/desk/{view}")).await.body.contains(told), "{view}");
    }
    for found in ["?status=suspected-spam", "?status=all", "?status=all&form=find-a-host"] {
        assert!(get(&app, &format!("/desk/{found}")).await.body.contains(reference.as_str()), "{found}");
    }
    assert!(!get(&app, "/desk/?status=all&form=join").await.body.contains(reference.as_str()));
    for wrong in ["?status=odd", "?form=odd", "?after=odd", "?view=odd"] {
        assert_eq!(get(&app, &format!("/desk/{wrong}")).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
}

#[tokio::test]
async fn a_long_inbox_has_pages() {
    let app = TestApp::new();
    for number in 0..=Page::SIZE {
        let goal = format!("A goal that is long enough, number {number}.");
        let received = format!("2026-11-23T08:00:{number:02}Z");
        let submission = submission(&[("goal", &goal)], &received);
        app.store.put(&submission, deadlines(&submission)).await.expect("an answer");
    }
    let first = get(&app, "/desk/").await;
    let link = first.tag("rel=\"next\"");
    let address = link.split('"').nth(1).expect("an address").replace("&amp;", "&");
    let second = get(&app, &address).await;
    assert_eq!(second.status, StatusCode::OK);
    assert_eq!(second.body.matches("<th scope=\"row\"").count(), 1);
    assert!(!second.body.contains("rel=\"next\"") && second.body.contains("Back to the first requests"));
}

#[tokio::test]
async fn views_are_tabs_with_counts_and_addresses() {
    let (app, mine) = app_with_a_wish(&[]).await;
    let waiting = submission(&[("goal", "Something else that is long enough to be read.")], NOW);
    app.store.put(&waiting, deadlines(&waiting)).await.expect("an answer");
    let waiting = waiting.reference;
    let taken = post(&app, "/desk/assign", &[("take", &format!("{mine}~")), ("by", "Marta")]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
    let asked = [("version", "1"), ("by", "Marta"), ("step", "ask-for-information")];
    assert_eq!(post(&app, &format!("/desk/requests/{waiting}/steps"), &asked).await.status, StatusCode::SEE_OTHER);

    let tab = |page: &Answer, view: &str| {
        let text = page.body.split(&format!("href=\"/desk/{view}\"")).nth(1).expect("a tab");
        let (label, _) = text.split_once("</a>").expect("its end");
        label.replace("<span class=\"tab-count\">", "").replace("</span>", "").rsplit('>').next().map(str::to_owned)
    };
    let page = get_as(&app, "Marta", "/desk/?view=waiting").await;
    assert!(page.body.contains(waiting.as_str()) && !page.body.contains(mine.as_str()));
    assert_eq!(
        page.tag("aria-current=\"page\""),
        "<a class=\"tab\" href=\"/desk/?view=waiting\" aria-current=\"page\">"
    );
    assert_eq!(tab(&page, "?view=mine").as_deref(), Some("Mine 1"));
    assert_eq!(tab(&page, "?view=waiting").as_deref(), Some("Waiting 1"));
    assert_eq!(tab(&page, "?view=overdue").as_deref(), Some("Overdue 0"));
    let page = get_as(&app, "Marta", "/desk/?view=mine").await;
    assert!(page.body.contains("<h1>Requests of Marta</h1>"));
    assert!(page.body.contains(mine.as_str()) && !page.body.contains(waiting.as_str()));
    assert!(get_as(&app, "Joana", "/desk/?view=mine").await.body.contains("You have no requests."));
}

#[tokio::test]
async fn my_requests_need_a_name_and_say_so() {
    let (app, reference) = app_with_a_wish(&[]).await;
    let page = get(&app, "/desk/?view=mine").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Which requests are yours?") && page.tag("id=\"mine-by\"").contains("required"));
    assert!(!page.body.contains(reference.as_str()));
}

#[tokio::test]
async fn what_is_overdue_is_told_first_with_what_to_do() {
    let app = TestApp::new();
    let old = submission(&[], "2026-11-13T08:00:00Z");
    app.store.put(&old, deadlines(&old)).await.expect("an answer");
    let page = get(&app, "/desk/").await;
    let (_, first) = page.body.split_once("class=\"first\"").expect("what to do first");
    let (first, list) = first.split_once("</section>").expect("its end");
    for told in ["One request is overdue", "School of Crafts", "send a first answer", "6 days overdue", "?view=overdue"]
    {
        assert!(first.contains(told), "{told} in {first}");
    }
    assert!(list.contains("class=\"due is-late\" datetime=\"2026-11-20\">6 days overdue<"), "{list}");
    assert!(page.body.contains(">1 overdue</span>"), "every page says so in its frame");
    let overdue = get(&app, "/desk/?view=overdue").await;
    assert!(overdue.body.contains("One request, the longest overdue first"));
    assert!(overdue.body.contains(old.reference.as_str()) && !overdue.body.contains("class=\"first\""));
}

#[tokio::test]
async fn a_search_lists_what_it_finds_and_a_reference_leads_to_its_request() {
    let (app, reference) = app_with_a_wish(&[("organisation.place", "Kalmar")]).await;
    let page = get(&app, "/desk/search?words=kalm%20crafts").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains(reference.as_str()) && page.body.contains("One request was found"), "{}", page.body);
    assert!(page.body.contains("<h1>Search: kalm crafts</h1>") && page.body.contains("Kalmar, Belgium"));
    let nothing = get(&app, "/desk/search?words=%3Cb%3Enothing").await;
    assert!(nothing.body.contains("Nothing was found.") && nothing.body.contains("&lt;b&gt;nothing"));
    for typed in [reference.to_string(), reference.as_str().to_lowercase().replace('-', "+")] {
        let found = get(&app, &format!("/desk/search?words={typed}")).await;
        let there = (StatusCode::SEE_OTHER, format!("/desk/requests/{reference}"));
        assert_eq!((found.status, found.header("location").to_owned()), there);
    }
    let long = get(&app, &format!("/desk/search?words=kalm%20{}", "x".repeat(196))).await;
    assert!(long.body.contains("Only the first 200 characters were searched."), "{}", long.body);
    assert!(!page.body.contains("characters were searched"));
    let empty = get(&app, "/desk/search?words=").await;
    assert!(empty.body.contains("The beginnings of words are enough.") && !empty.body.contains("Nothing was found"));
    assert_eq!(get(&app, "/desk/search?words=x&after=odd").await.status, StatusCode::NOT_FOUND);
}
