//! The list of requests.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use domain::submission::{Reference, Status};
use function::store::{Intake, Page, Records};

use super::{form_from_here, from_here, get, house_with_a_wish};
use crate::support::{House, NOW, deadlines, now, send, submission};

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
    house.store.put(&persons, deadlines(&persons)).await.expect("an answer");
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
        house.store.put(&submission, deadlines(&submission)).await.expect("an answer");
    }
    let first = get(&house, "/desk/").await;
    let link = first.tag("rel=\"next\"");
    let address = link.split('"').nth(1).expect("an address").replace("&amp;", "&");
    let second = get(&house, &address).await;
    assert_eq!(second.status, StatusCode::OK);
    assert_eq!(second.body.matches("<th scope=\"row\"").count(), 1);
    assert!(!second.body.contains("rel=\"next\"") && second.body.contains("Back to the newest"));
}
