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

/// Edits the offer, and waits until the page shows it.
fn edit_and_see(site: &TestSite, served: &Served, words: &str) {
    let offer = site.read("content/offers/quay.yaml");
    let line = offer.lines().find(|line| line.starts_with("title:")).expect("a title");
    site.write("content/offers/quay.yaml", &offer.replace(line, &format!("title: {words}")));
    served.wait_for("/en/offers/quay/", |answer| answer.body.contains(words));
}

#[cfg(unix)]
#[test]
fn folders_that_are_replaced_as_a_whole_are_followed() {
    let site = TestSite::small();
    let served = site.serve();
    let copy = |from: &str, to: &str| {
        let copied = std::process::Command::new("cp").args(["-R", from, to]).current_dir(site.path("")).status();
        assert!(copied.expect("cp").success());
    };
    let rename = |from: &str, to: &str| std::fs::rename(site.path(from), site.path(to)).expect("another name");

    copy("content", "new");
    site.write("new/pages/privacy.md", &site.read("new/pages/privacy.md").replace("until your", "until the"));
    rename("content", "old");
    rename("new", "content");
    served.wait_for("/en/privacy/", |answer| answer.body.contains("until the"));
    edit_and_see(&site, &served, "Seen after another folder took its place");

    std::fs::remove_dir_all(site.path("content")).expect("removed");
    copy("old", "content");
    served.wait_for("/en/offers/quay/", |answer| answer.body.contains("Seen from the quay"));
    edit_and_see(&site, &served, "Seen after the folder was made anew");

    std::fs::remove_dir_all(site.path("content/offers")).expect("removed");
    copy("old/offers", "content/offers");
    served.wait_for("/en/offers/quay/", |answer| answer.body.contains("Seen from the quay"));
    edit_and_see(&site, &served, "Seen after a folder within was made anew");

    // As releases are switched: a link leads somewhere else.
    copy("old", "release");
    rename("content", "earlier");
    std::os::unix::fs::symlink("release", site.path("content")).expect("a link");
    served.wait_for("/en/offers/quay/", |answer| answer.body.contains("Seen from the quay"));
    edit_and_see(&site, &served, "Seen through a link");

    copy("themes", "new");
    rename("themes", "old-themes");
    rename("new", "themes");
    let template = "themes/default/templates/offer.html";
    site.write(template, &site.read(template).replacen("<h1", "<h1 data-replaced", 1));
    served.wait_for("/en/offers/quay/", |answer| answer.body.contains("data-replaced"));
}

#[test]
fn edits_can_be_looked_for_where_the_system_does_not_tell_of_them() {
    let site = TestSite::small();
    let served = Served::start(site.command(&["serve", "--port", "0", "--poll", "1"]));
    edit_and_see(&site, &served, "Seen without being told");
    edit_and_see(&site, &served, "Seen once more");
}

#[test]
fn a_first_build_is_waited_for_in_the_browser_and_an_earlier_site_is_shown() {
    let site = TestSite::small().with_social_pictures();
    let offer = site.read("content/offers/quay.yaml");
    for number in 0..300 {
        let title = format!("title: Quay number {number}");
        site.write(&format!("content/offers/quay-{number}.yaml"), &offer.replace("title: Seen from the quay", &title));
    }
    let served = Served::start_early(site.command(&["serve", "--port", "0"]));
    let page = served.get_with("/en/", &[]);
    assert_eq!((page.status, page.retry_after.as_deref()), (503, Some("2")), "{}", page.body);
    assert!(page.body.contains("The site is being built") && page.body.contains("http-equiv=\"refresh\""));
    let health = served.get_with("/api/health", &[]);
    assert!(health.status == 503 && health.body.contains("\"status\":\"building\""), "{}", health.body);
    let start = std::time::Instant::now();
    while served.get_with("/en/", &[]).status != 200 {
        assert!(start.elapsed() < std::time::Duration::from_secs(120), "the site is never built");
        std::thread::yield_now();
    }
    // The pages are there; their pictures are drawn behind, and one that is asked for comes at once.
    let picture_of = |page: String| {
        let address = page.split('"').find(|text| text.contains("/social/")).expect("a picture");
        address.trim_start_matches("https://matchmaking.example.org").to_owned()
    };
    for number in [299, 0, 150] {
        let picture = picture_of(served.get_with(&format!("/en/offers/quay-{number}/"), &[]).body);
        assert_eq!(served.get_with(&picture, &[]).status, 200, "{picture}");
    }
    assert_eq!(served.get_with("/social/none.png", &[]).status, 404);
    drop(served);

    // Once more after an edit: what is there is shown, and takes requests, until the new one is built.
    site.write("themes/default/css/10-tokens.css", "/* another style */");
    site.write("content/offers/quay-1.yaml", &offer.replace("Seen from the quay", "Seen from the crane"));
    let served = Served::start_early(site.command(&["serve", "--port", "0"]));
    let page = served.get_with("/en/offers/quay-1/", &[]);
    assert!(page.status == 200 && page.body.contains("Quay number 1"), "{}", page.body);
    assert_eq!(served.post_form("/api/requests", &tests::fitting_search()).status, 303);
    let start = std::time::Instant::now();
    while !served.get_with("/en/offers/quay-1/", &[]).body.contains("Seen from the crane") {
        assert!(start.elapsed() < std::time::Duration::from_secs(120), "the edit is never shown");
        std::thread::yield_now();
    }
    let picture = picture_of(served.get_with("/en/offers/quay-1/", &[]).body);
    assert_eq!(served.get_with(&picture, &[]).status, 200, "{picture}");
    drop(served);

    // What a server left when it was ended, a build completes.
    let built = site.run(&["build"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    for number in 0..300 {
        let page = site.read(&format!("public/en/offers/quay-{number}/index.html"));
        assert!(site.path(&format!("public{}", picture_of(page))).is_file(), "quay-{number}");
    }
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
fn the_desk_wants_the_token_of_its_start_which_is_in_no_log_and_on_no_page() {
    let site = TestSite::small();
    let log = std::fs::File::create(site.path("log")).expect("a file");
    let served = Served::start_with(site.command(&["serve", "--port", "0"]), log.into());
    let token = served.desk_token().to_owned();
    assert!(token.len() >= 32, "{token}");
    for path in ["/desk/", "/desk", "/desk/reports", "/desk/assets/keys.js", "/desk/?token=wrong"] {
        let refused = served.get_with(path, &[]);
        assert_eq!((refused.status, refused.cookie), (403, None), "{path}");
        assert!(refused.body.contains("open the address that it printed"), "{path}: {}", refused.body);
    }
    let entered = served.get_with(&format!("/desk/?token={token}"), &[]);
    assert_eq!((entered.status, entered.location.as_deref()), (303, Some("/desk/")));
    for header in ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"] {
        let cookie = entered.cookie.as_deref().and_then(|cookie| cookie.split(';').next()).expect("a cookie");
        assert_eq!(served.get_with("/desk/", &[("Cookie", cookie)]).status, 200);
        let forwarded = served.get_with("/desk/", &[("Cookie", cookie), (header, "192.0.2.7")]);
        assert_eq!(forwarded.status, 403, "{header}");
    }
    for path in ["/en/", "/en/find-a-host/", "/desk/", "/desk/reports", "/data/site.json", "/-/live.js"] {
        assert!(!served.get(path).body.contains(&token), "{path}");
    }
    drop(served);
    assert!(!site.read("log").contains(&token));
}

#[test]
fn a_token_of_the_environment_opens_the_desk_is_not_printed_and_must_be_long() {
    let site = TestSite::small();
    for (command, arguments) in [("serve", &["--port", "0"][..]), ("desk", &["--port", "0"])] {
        let arguments = [&[command], arguments].concat();
        let refused = site.command(&arguments).env("MATCHMAKER_DESK_TOKEN", "secret").output().expect("the command");
        assert_eq!(refused.status.code(), Some(2));
        let complaint = String::from_utf8(refused.stderr).expect("UTF-8");
        assert!(complaint.contains("MATCHMAKER_DESK_TOKEN must have at least 32 characters"), "{complaint}");

        let token = "a-token-for-tests-that-is-long-enough";
        let mut command = site.command(&arguments);
        command.env("MATCHMAKER_DESK_TOKEN", token);
        let served = Served::start(command);
        assert_eq!(served.desk_token(), "$MATCHMAKER_DESK_TOKEN");
        let entered = served.get_with(&format!("/desk/?token={token}"), &[]);
        assert_eq!((entered.status, entered.location.as_deref()), (303, Some("/desk/")));
    }
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
    assert!(missing.body.contains("Page not found"), "{}", missing.body);
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
