//! `matchmaker serve` while somebody edits.

use tests::{Served, TestSite};

#[test]
fn an_edit_is_shown_and_a_mistake_keeps_the_last_good_site() {
    let site = TestSite::small();
    let served = site.serve();
    let page = "/en/offers/quay/";
    let offer = site.read("content/offers/quay.yaml");
    assert!(served.get(page).body.contains("Seen from the quay"));

    site.write("content/offers/quay.yaml", &offer.replace("Seen from the quay", "Seen from the crane"));
    served.wait_for(page, |answer| answer.body.contains("Seen from the crane"));

    site.write("content/offers/quay.yaml", &offer.replace("ES51", "ES5X"));
    let answer = served.wait_for(page, |answer| answer.body.contains("build-problems"));
    assert!(answer.body.contains("Seen from the crane"), "the last good site stays");
    assert!(answer.body.contains("content/offers/quay.yaml:6:11"), "{}", answer.body);

    site.write("content/offers/quay.yaml", &offer);
    served
        .wait_for(page, |answer| !answer.body.contains("build-problems") && answer.body.contains("Seen from the quay"));
}

#[test]
fn a_theme_that_fails_on_one_page_keeps_all_pages_of_the_last_good_site() {
    let site = TestSite::small();
    let served = site.serve();
    let page = "/en/offers/quay/";
    let before = served.get(page).body;
    let files = || {
        let entries = walkdir::WalkDir::new(site.path("public")).sort_by_file_name().into_iter();
        let files = entries.map(|entry| entry.expect("an entry").into_path()).filter(|path| path.is_file());
        files.map(|path| (std::fs::read(&path).expect("bytes"), path)).collect::<Vec<_>>()
    };
    let built = files();
    let thanks = site.read("themes/default/templates/thank-you.html");
    site.write(
        "themes/default/templates/thank-you.html",
        &thanks.replace("key=\"thanks-title\"", "key=\"thanks-\" ~ \"nothing\""),
    );
    site.write("themes/default/css/10-tokens.css", "/* another style */");
    let offer = site.read("content/offers/quay.yaml");
    site.write("content/offers/quay.yaml", &offer.replace("Seen from the quay", "Seen from the crane"));
    let answer = served.wait_for(page, |answer| answer.body.contains("build-problems"));
    assert!(answer.body.contains("thank-you") && !answer.body.contains("Seen from the crane"), "{}", answer.body);
    assert!(files() == built, "nothing changed in the folder");

    site.write("themes/default/templates/thank-you.html", &thanks);
    let answer = served.wait_for(page, |answer| answer.body.contains("Seen from the crane"));
    assert_ne!(answer.body, before);
}

#[test]
fn open_pages_are_told_of_every_edit() {
    let site = TestSite::small();
    let served = site.serve();
    assert!(served.get("/en/privacy/").body.contains("src=\"/-/live.js\""));
    assert!(!served.get("/desk/").body.contains("live.js"), "what is being written there is not taken away");
    let mut editions = served.editions();
    let first = editions.next().expect("the edition of this moment");
    site.write("content/pages/privacy.md", &site.read("content/pages/privacy.md").replace("until your", "until the"));
    assert_ne!(editions.next(), Some(first));
}

#[test]
fn the_desk_can_be_opened_alone() {
    let site = TestSite::small();
    let desk = Served::start(site.command(&["desk", "--port", "0"]));
    assert_eq!(desk.get("/desk/").status, 200);
    assert_eq!(desk.get("/en/").status, 404, "the site is not served");
}

#[test]
fn a_site_that_was_never_good_says_why_and_begins_when_it_is_mended() {
    let site = TestSite::small().edit("content/offers/quay.yaml", "ES51", "ES5X");
    let served = site.serve();
    let answer = served.get("/en/");
    assert_eq!(answer.status, 503);
    assert!(answer.body.contains("content/offers/quay.yaml:6:11"), "{}", answer.body);
    site.write("content/offers/quay.yaml", &site.read("content/offers/quay.yaml").replace("ES5X", "ES51"));
    served.wait_for("/en/", |answer| answer.status == 200);
}

#[test]
fn pages_come_with_a_strict_policy_and_an_unknown_address_with_our_own_page() {
    let site = TestSite::small();
    let served = site.serve();
    let missing = served.get("/en/nothing/");
    assert_eq!(missing.status, 404);
    assert!(missing.body.contains("There is nothing at this address"), "{}", missing.body);
    let home = served.get("/en/");
    assert!(!home.body.contains("style=\"") && !home.body.contains("onclick"), "nothing inline");
}

#[test]
fn only_the_lists_for_other_websites_may_stand_in_a_frame() {
    let site = TestSite::small();
    let served = site.serve();
    for list in ["/embed/en/offers/", "/embed/en/country/es/"] {
        let answer = served.get(list);
        assert_eq!(answer.status, 200);
        assert!(answer.policy.contains("frame-ancestors *"), "{list}: {}", answer.policy);
        assert!(answer.body.contains("Seen from the quay"));
    }
    for page in ["/en/", "/en/find-a-host/", "/embed/en/nothing/", "/api/requests/ask/en/quay", "/desk/"] {
        let answer = served.get(page);
        assert!(answer.policy.contains("frame-ancestors 'none'"), "{page}: {}", answer.policy);
    }
}

#[cfg(unix)]
#[test]
fn the_server_stops_when_it_is_asked_to() {
    let site = TestSite::small();
    let served = site.serve();
    served.get("/en/");
    // A page that is open and listens must not hold the server up.
    let mut editions = served.editions();
    editions.next();
    assert_eq!(served.stop(), 0);
}
