//! The page of a request.

use axum::http::StatusCode;

use super::{app_with_a_wish, get};

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
    let (app, reference) = app_with_a_wish(&changes).await;
    let page = get(&app, &format!("/desk/requests/{}", reference.as_str().to_lowercase())).await;
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
        "The request came in.",
        "<time datetime=\"2026-12-23\">23 December 2026</time>",
        "Not spam",
    ] {
        assert!(page.body.contains(text), "{text} in {}", page.body);
    }
    assert!(!page.body.contains('⟦') && !page.body.contains("<script>"));
    assert_eq!(get(&app, "/desk/requests/MM-0000-0000-0000").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get(&app, "/desk/requests/nonsense").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get(&app, "/desk/nothing").await.status, StatusCode::NOT_FOUND);
}
