//! Whoever comes to the desk: their name, what the frame of each page tells them, and the keys.

use axum::body::Body;
use axum::http::{Method, StatusCode};

use super::{app_with_a_wish, from_here, get, get_as, post};
use crate::support::{TestApp, send};

#[tokio::test]
async fn a_browser_remembers_who_works_until_it_is_told_to_forget() {
    let app = TestApp::new();
    let told = post(&app, "/desk/who", &[("who", " Marta Öberg "), ("return", "/desk/?view=mine")]).await;
    assert_eq!((told.status, told.header("location")), (StatusCode::SEE_OTHER, "/desk/?view=mine"));
    assert_eq!(told.header("set-cookie"), "desk-name=Marta%20%C3%96berg; HttpOnly; SameSite=Strict; Path=/desk");
    let page = get_as(&app, "Marta%20%C3%96berg", "/desk/").await;
    assert!(page.tag("id=\"who\"").contains("value=\"Marta Öberg\""));
    assert_eq!(page.header("set-cookie"), "", "looking changes nothing");

    let forgotten = post(&app, "/desk/who", &[("who", ""), ("return", "https://evil.example/")]).await;
    assert_eq!((forgotten.status, forgotten.header("location")), (StatusCode::SEE_OTHER, "/desk/"));
    assert!(
        forgotten.header("set-cookie").starts_with("desk-name=; ")
            && forgotten.header("set-cookie").contains("Max-Age=0")
    );
    let chosen = post(&app, "/desk/who", &[("language", "en")]).await;
    assert_eq!(chosen.header("set-cookie"), "desk-language=en; HttpOnly; SameSite=Strict; Path=/desk");
    let unknown = post(&app, "/desk/who", &[("language", "xx")]).await;
    assert_eq!((unknown.status, unknown.header("set-cookie")), (StatusCode::SEE_OTHER, ""), "it has no words for it");
    let long = "x".repeat(81);
    for wrong in [long.as_str(), "two\nlines", "Mar\u{202e}ta", "Mar\u{206a}ta", "Mart\u{fffd}"] {
        let answer = post(&app, "/desk/who", &[("who", wrong)]).await;
        assert_eq!((answer.status, answer.header("set-cookie")), (StatusCode::UNPROCESSABLE_ENTITY, ""));
    }
    let page = get_as(&app, "two%0Alines", "/desk/").await;
    assert!(page.tag("id=\"who\"").contains("value=\"\""), "a cookie is judged like a field");
}

#[tokio::test]
async fn the_frame_tells_what_there_is_to_do_and_where_one_is() {
    let (app, reference) = app_with_a_wish(&[]).await;
    for (address, section) in [
        ("/desk/".to_owned(), Some("/desk/")),
        ("/desk/search?words=x".to_owned(), Some("/desk/")),
        (format!("/desk/requests/{reference}"), Some("/desk/")),
        ("/desk/shortcuts".to_owned(), None),
    ] {
        let page = get(&app, &address).await;
        assert!(page.body.contains("<span class=\"count\">1 new</span>"), "{address}");
        let here = section.map(|section| format!("<a href=\"{section}\" aria-current=\"true\""));
        assert_eq!(here.is_some(), page.body.contains("aria-current=\"true\""), "{address}");
        assert!(here.is_none_or(|here| page.body.contains(&here)), "{address}");
        let back = address.replace('&', "&amp;");
        assert!(page.body.contains(&format!("name=\"return\" value=\"{back}\"")), "{address}");
    }
}

#[tokio::test]
async fn a_stranger_is_told_no_numbers() {
    let (app, _) = app_with_a_wish(&[]).await;
    let stranger = from_here(Method::GET, "/desk/").header("host", "evil.example").body(Body::empty());
    let answer = send(&app.desk(), stranger.expect("a request")).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(!answer.body.contains("class=\"count\""));
}

#[tokio::test]
async fn keys_are_told_on_a_page_and_come_as_a_module() {
    let app = TestApp::new();
    let page = get(&app, "/desk/shortcuts").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("<kbd>j</kbd>") && page.body.contains("next request") && !page.body.contains('⟦'));
    let keys = get(&app, "/desk/assets/keys.js").await;
    assert_eq!((keys.status, keys.header("content-type")), (StatusCode::OK, "text/javascript; charset=utf-8"));
}
