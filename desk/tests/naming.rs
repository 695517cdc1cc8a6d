//! What the desk calls things, and how one gets back from each of its pages.

use axum::http::StatusCode;

use super::{app_with_a_wish, get};

/// What stands between the head and the foot of a page.
fn content(page: &str) -> &str {
    page.split_once("<main").expect("a main part").1
}

#[tokio::test]
async fn an_offer_is_named_by_its_title_and_marked_as_a_demonstration() {
    let (app, reference) = app_with_a_wish(&[("offer", "lace-week")]).await;
    let inbox = get(&app, "/desk/").await;
    assert!(inbox.body.contains("for “Lace by hand (demonstration)”"), "{}", inbox.body);
    let page = get(&app, &format!("/desk/requests/{reference}")).await;
    assert!(page.body.contains("rel=\"noreferrer\">Lace by hand (demonstration)</a>"), "{}", page.body);
    // A host to introduce is chosen by the title of its offer; what is sent is the offer's name.
    let choice = "<option value=\"lace-week\">Lace by hand (demonstration)</option>";
    assert!(page.body.contains(choice) && page.body.contains("list=\"introduce.offer-list\""), "{}", page.body);
}

#[tokio::test]
async fn every_page_has_a_way_back_to_the_inbox_in_its_own_part() {
    let (app, reference) = app_with_a_wish(&[]).await;
    let request = format!("/desk/requests/{reference}");
    for (address, status) in [
        ("/desk/hosts", StatusCode::OK),
        ("/desk/reports", StatusCode::OK),
        ("/desk/search?words=lace", StatusCode::OK),
        ("/desk/shortcuts", StatusCode::OK),
        ("/desk/purge", StatusCode::OK),
        ("/desk/nothing", StatusCode::NOT_FOUND),
        (request.as_str(), StatusCode::OK),
    ] {
        let page = get(&app, address).await;
        assert_eq!(page.status, status, "{address}");
        assert!(content(&page.body).contains("<p class=\"crumb\"><a href=\"/desk/\""), "{address}: {}", page.body);
    }
}

#[tokio::test]
async fn a_row_of_the_inbox_names_its_columns_where_they_stand_below_each_other() {
    let (app, _) = app_with_a_wish(&[]).await;
    let inbox = get(&app, "/desk/").await;
    for column in ["Status", "Due", "Received"] {
        let name = format!("data-label=\"{column}\"");
        assert!(inbox.body.contains(&name), "{column}: {}", inbox.body);
    }
}
