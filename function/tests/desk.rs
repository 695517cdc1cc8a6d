//! The desk: what the secretariat sees and does, and who is refused.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode};
use domain::retention::Retention;
use domain::submission::{Deed, Reference, Status};
use function::store::{Change, Intake, Page, Records, What};

use crate::support::{Answer, House, NOW, encode, now, send, submission, until};

const HERE: &str = "127.0.0.1:50000";

/// A request from a browser on this machine.
fn from_here(method: Method, address: &str) -> axum::http::request::Builder {
    let peer: SocketAddr = HERE.parse().expect("an address");
    Request::builder().method(method).uri(address).header("host", "localhost:3000").extension(ConnectInfo(peer))
}

async fn get(house: &House, address: &str) -> Answer {
    send(&house.desk(), from_here(Method::GET, address).body(Body::empty()).expect("a request")).await
}

/// A form that a page of the desk sends.
fn form_from_here(address: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let request = from_here(Method::POST, address)
        .header("origin", "http://localhost:3000")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(encode(fields)));
    request.expect("a request")
}

async fn post(house: &House, address: &str, fields: &[(&str, &str)]) -> Answer {
    send(&house.desk(), form_from_here(address, fields)).await
}

async fn house_with_a_wish(changes: &[(&str, &str)]) -> (House, Reference) {
    let house = House::new();
    let submission = submission(changes, NOW);
    house.store.put(&submission, until(&submission)).await.expect("an answer");
    (house, submission.reference)
}

#[tokio::test]
async fn the_inbox_shows_what_is_new_with_its_age() {
    let (house, reference) = house_with_a_wish(&[("organisation.name", "School <of> \"Crafts\"")]).await;
    let answer = get(&house, "/desk/").await;
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
    let (house, robots) = house_with_a_wish(&[
        ("subject_line_two", "watches"),
        ("contact.role", "Visit www.prize.example"),
        ("goal", "We sell <b>watches</b> of all kinds to whoever reads this."),
    ])
    .await;
    let persons = submission(&[("elapsed", "2900")], NOW);
    house.store.put(&persons, until(&persons)).await.expect("an answer");
    let persons = persons.reference;
    let desk = house.desk();
    let open = async |address: &str| {
        send(&desk, from_here(Method::GET, address).body(Body::empty()).expect("a request")).await
    };

    let new = open("/desk/").await;
    assert!(!new.body.contains(robots.as_str()) && !new.body.contains(persons.as_str()));
    assert!(new.body.contains(">2 requests look like robots’, and are set apart.</a>"), "{}", new.body);

    let apart = open("/desk/?status=suspected-spam").await;
    for told in [
        "a field that people don’t see was filled in",
        "a link stands where a name, a role, a town or a title belongs",
        "it was sent within three seconds",
        "We sell &lt;b&gt;watches&lt;/b&gt; of all kinds",
        ">Not spam</button>",
        ">It is spam</button>",
    ] {
        assert!(apart.body.contains(told), "{told} in {}", apart.body);
    }
    assert!(!apart.body.contains("anna@example.org") && !apart.body.contains('⟦'));

    let judge = async |reference: &Reference, status: &str, by: &str| {
        let address = format!("/desk/requests/{reference}/status?version=1");
        assert!(apart.body.contains(&format!("formaction=\"{address}\"")));
        send(&desk, form_from_here(&address, &[("by", by), ("status", status)])).await
    };
    let nameless = judge(&robots, "spam", "").await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.body.contains("<a href=\"#status-by\">"), "who judges is asked");
    for (reference, status) in [(&robots, "spam"), (&robots, "spam"), (&persons, "new")] {
        let answer = judge(reference, status, "Marta").await;
        let list = (StatusCode::SEE_OTHER, "/desk/?status=suspected-spam");
        assert_eq!((answer.status, answer.header("location")), list, "on to the next one");
    }
    let status =
        async |reference| house.store.get(reference, now()).await.expect("an answer").expect("a record").status;
    assert_eq!((status(&robots).await, status(&persons).await), (Status::Spam, Status::New));
    assert!(open("/desk/?status=suspected-spam").await.body.contains("There is nothing here."));
    let new = open("/desk/").await;
    assert!(new.body.contains(persons.as_str()) && !new.body.contains("class=\"apart\""));
    // Why it was suspected is not forgotten.
    assert!(open(&format!("/desk/requests/{persons}")).await.body.contains("it was sent within three seconds"));
}

#[tokio::test]
async fn the_inbox_is_filtered_and_empty_lists_say_so() {
    let (house, reference) = house_with_a_wish(&[("subject_line_two", "watches")]).await;
    assert!(get(&house, "/desk/").await.body.contains("There is nothing here."));
    for found in ["?status=suspected-spam", "?status=all", "?status=all&form=find-a-host"] {
        assert!(get(&house, &format!("/desk/{found}")).await.body.contains(reference.as_str()), "{found}");
    }
    assert!(!get(&house, "/desk/?status=all&form=join").await.body.contains(reference.as_str()));
    for wrong in ["?status=odd", "?form=odd", "?after=odd"] {
        assert_eq!(get(&house, &format!("/desk/{wrong}")).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
}

#[tokio::test]
async fn a_long_inbox_has_pages() {
    let house = House::new();
    for number in 0..=Page::SIZE {
        let goal = format!("A goal that is long enough, number {number}.");
        let received = format!("2026-11-23T08:00:{number:02}Z");
        let submission = submission(&[("goal", &goal)], &received);
        house.store.put(&submission, until(&submission)).await.expect("an answer");
    }
    let first = get(&house, "/desk/").await;
    let link = first.tag("rel=\"next\"");
    let address = link.split('"').nth(1).expect("an address").replace("&amp;", "&");
    let second = get(&house, &address).await;
    assert_eq!(second.status, StatusCode::OK);
    assert_eq!(second.body.matches("<th scope=\"row\"").count(), 1);
    assert!(!second.body.contains("rel=\"next\"") && second.body.contains("Back to the newest"));
}

#[tokio::test]
async fn a_request_is_shown_in_words() {
    let changes = [
        ("offer", "lace-week"),
        ("sectors", "0722"),
        ("goal", "Learn <script>alert(1)</script> & more of it"),
        ("contact.email", "anna+desk@example.org"),
        ("support.measures", "mentor"),
        ("elapsed", "1000"),
    ];
    let (house, reference) = house_with_a_wish(&changes).await;
    let page = get(&house, &format!("/desk/requests/{}", reference.as_str().to_lowercase())).await;
    assert_eq!(page.status, StatusCode::OK);
    for text in [
        "Materials",
        "English, B2",
        "1 March 2027 to 31 May 2027",
        "A mentor",
        "Learn &lt;script&gt;alert(1)&lt;/script&gt; &amp; more of it",
        "href=\"/en/offers/lace-week/\"",
        "href=\"mailto:anna%2Bdesk@example.org\"",
        "it was sent within three seconds",
        "Suspected spam",
        "It came in.",
        "<time datetime=\"2026-12-23\">23 December 2026</time>",
        "Not spam",
    ] {
        assert!(page.body.contains(text), "{text} in {}", page.body);
    }
    assert!(!page.body.contains('⟦') && !page.body.contains("<script"));
    assert_eq!(get(&house, "/desk/requests/MM-0000-0000-0000").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get(&house, "/desk/requests/nonsense").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get(&house, "/desk/nothing").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_status_is_changed_and_the_name_is_remembered_without_a_cookie() {
    let (house, reference) = house_with_a_wish(&[]).await;
    let desk = house.desk();
    let address = format!("/desk/requests/{reference}");
    let fields = [("version", "1"), ("by", "Marta Öberg"), ("status", "in-review")];
    let answer = send(&desk, form_from_here(&format!("{address}/status"), &fields)).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, address.as_str()));
    assert_eq!(answer.header("set-cookie"), "");

    let record = house.store.get(&reference, now()).await.expect("an answer").expect("a record");
    assert_eq!((record.status, record.version), (Status::InReview, 2));
    let page = send(&desk, from_here(Method::GET, &address).body(Body::empty()).expect("a request")).await;
    assert!(page.tag("id=\"status-by\"").contains("value=\"Marta Öberg\""));
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
        what: What::Status(Status::Declined),
        by: Some("Joana".into()),
        at: "2026-11-24T10:00:00Z".parse().expect("a moment"),
        retention: Retention::default(),
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
        ("status", vec![("version", "1"), ("by", "Marta"), ("status", "completed")], "Completed can’t follow New."),
        ("status", vec![("version", "x"), ("by", "Marta"), ("status", "in-review")], "The page was too old."),
        ("status", vec![("version", "1"), ("by", "Marta"), ("status", "odd")], "The page was too old."),
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

#[tokio::test]
async fn strangers_are_refused_and_nothing_is_changed_by_looking() {
    let (house, reference) = house_with_a_wish(&[]).await;
    let note = format!("/desk/requests/{reference}/note");
    let body = || Body::from(encode(&[("version", "1"), ("by", "Eve"), ("note", "x")]));
    let peer = |address: &str| ConnectInfo(address.parse::<SocketAddr>().expect("an address"));
    let build = || Request::get("/desk/").header("host", "localhost");
    let strangers = [
        build().body(Body::empty()),
        build().extension(peer("192.168.1.7:50000")).body(Body::empty()),
        Request::get("/desk/").header("host", "evil.example").extension(peer(HERE)).body(Body::empty()),
        Request::get("/desk/assets/desk.css").header("host", "evil.example").extension(peer(HERE)).body(Body::empty()),
        from_here(Method::POST, &note).header("origin", "https://evil.example").body(body()),
        from_here(Method::POST, &note).header("sec-fetch-site", "cross-site").body(body()),
    ];
    for stranger in strangers {
        let answer = send(&house.desk(), stranger.expect("a request")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.body.contains("This desk answers only on its own machine"));
        assert!(!answer.body.contains(reference.as_str()));
    }
    let looked = get(&house, &format!("{note}?version=1&by=Eve&note=x")).await;
    assert_eq!(looked.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(house.store.timeline(&reference, now()).await.expect("an answer").len(), 1);
}

#[tokio::test]
async fn the_desk_serves_its_style_and_protects_itself() {
    let house = House::new();
    let style = get(&house, "/desk/assets/desk.css").await;
    assert_eq!((style.status, style.header("content-type")), (StatusCode::OK, "text/css; charset=utf-8"));
    let icon = get(&house, "/desk/assets/icon.svg").await;
    assert_eq!((icon.status, icon.header("content-type")), (StatusCode::OK, "image/svg+xml"));
    let page = get(&house, "/desk/").await;
    assert_eq!((page.header("cache-control"), page.header("x-content-type-options")), ("no-store", "nosniff"));
    assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"));
}

#[tokio::test]
async fn a_store_that_is_gone_is_told_and_nothing_is_lost() {
    let (house, reference) = house_with_a_wish(&[]).await;
    std::fs::rename(house.folder().join("store"), house.folder().join("elsewhere")).expect("a move");
    for address in ["/desk/".to_owned(), format!("/desk/requests/{reference}")] {
        let answer = get(&house, &address).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(answer.body.contains("The store can’t be reached"));
    }
    assert!(house.publication().current().language("en").is_some());
}
