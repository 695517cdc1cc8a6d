//! A site that lives below a path of its host.

use tests::{Crawl, Page, Served, TestSite, fitting_search, with};

use crate::papers::proposal;

const ADDRESSES: [(&str, &str); 3] = [
    ("https://u.example.org/mobility/", "/mobility"),
    ("https://u.example.org/eu/mobility", "/eu/mobility"),
    ("https://u.example.org/mobilité/", "/mobilit%C3%A9"),
];

fn site_at(address: &str) -> TestSite {
    TestSite::small().with_social_pictures().edit("site.toml", "https://matchmaking.example.org", address).edit(
        "site.toml",
        "proof_of_work = false",
        "proof_of_work = true",
    )
}

#[test]
fn outside_of_its_path_a_site_says_where_it_is_and_leads_nowhere() {
    for (address, base) in ADDRESSES {
        let site = site_at(address);
        let served = site.serve();
        let page = served.get(&format!("{base}/en/offers/quay/"));
        assert_eq!(page.status, 200);
        let missing = served.get(&format!("{base}/en/nothing/"));
        assert_eq!(missing.status, 404);
        assert!(missing.body.contains(&format!("href=\"{base}/en/\"")), "the site's own page: {}", missing.body);
        for (path, status, location) in [
            (base.to_owned(), 308, format!("{base}/")),
            (format!("{base}/en/offers"), 308, format!("{base}/en/offers/")),
            (format!("{base}/desk"), 308, format!("{base}/desk/")),
        ] {
            let answer = served.get(&path);
            assert_eq!((answer.status, answer.location), (status, Some(location)), "{path}");
        }
        // A proxy that takes the path off asks for these when it is asked for those below the path.
        for path in ["/", "/en/", "/desk", "/desk/", "/api/health", "/nothing"] {
            let answer = served.get_with(path, &[]);
            assert_eq!((answer.status, answer.location), (404, None), "{path}");
            assert!(answer.body.contains(&format!("<a href=\"{base}/\">")), "{}", answer.body);
            assert!(answer.body.contains(&format!("location {base}/ {{")), "{}", answer.body);
        }
        let told = [("X-Forwarded-Prefix", base)];
        assert_eq!(served.get_with("/en/offers/quay/", &told).status, 200);
        let led = served.get_with("/en/offers", &told);
        assert_eq!((led.status, led.location), (308, Some(format!("{base}/en/offers/"))));
        assert_eq!(served.get("/robots.txt").body, served.get(&format!("{base}/robots.txt")).body);
    }
}

#[test]
fn a_request_below_a_path_goes_from_the_form_to_the_desk_and_back_to_the_site() {
    for (address, base) in ADDRESSES {
        let site = site_at(address);
        let served = site.serve();
        let ask = served.get(&format!("{base}/api/requests/ask/en/quay"));
        assert!(ask.status == 200 && ask.body.contains(&format!("action=\"{base}/api/requests\"")), "{}", ask.body);
        let sent = served.post_form(&format!("{base}/api/requests"), &with(fitting_search(), "offer", "quay"));
        let location = sent.location.unwrap_or_else(|| panic!("a way on: {}", sent.body));
        assert!(location.starts_with(&format!("{base}/api/requests/received/en/find-a-host/")), "{location}");
        let page = location.split('?').next().expect("a page");
        let reference = page.rsplit('/').next().expect("a reference");
        let thanks = served.get(&location);
        assert!(thanks.body.contains(reference), "{thanks:?}");

        let page = served.desk().request(reference).body;
        assert!(page.contains(&format!("href=\"{base}/en/offers/quay/\"")), "{page}");
        assert!(page.contains(&format!("href=\"{base}/\"")), "the way to the site");
        let entered = served.get_with(&format!("{base}/desk/?token={}", served.desk_token()), &[]);
        assert_eq!((entered.status, entered.location), (303, Some(format!("{base}/desk/"))));
        let cookie = entered.cookie.expect("a session");
        assert!(cookie.ends_with(&format!("; Path={base}/desk")), "{cookie}");
        assert!(!served.get(&format!("{base}/desk/")).body.contains("live.js"));

        let mut editions = served.get_stream(&format!("{base}/-/live"));
        let first = editions.next().expect("the edition of this moment");
        site.write("content/offers/quay.yaml", &site.read("content/offers/quay.yaml").replace("the quay", "the crane"));
        assert_ne!(editions.next(), Some(first));
        served.wait_for(&format!("{base}/en/offers/quay/"), |answer| answer.body.contains("Seen from the crane"));
    }
}

#[test]
fn visitors_are_served_below_a_path_too() {
    let (address, base) = ADDRESSES[1];
    let site = site_at(address);
    let server = site.serve_visitors(&[]);
    let page = server.get(&format!("{base}/en/offers/quay/"), &[]);
    assert_eq!(page.status, 200);
    let style =
        page.text().split('"').find(|text| text.contains("/assets/")).map(str::to_owned).expect("a style sheet");
    let style = server.get(&style, &[]);
    assert_eq!((style.status, style.header("cache-control")), (200, "public, max-age=31536000, immutable"));
    let sent = server.post_form(&format!("{base}/api/requests"), &fitting_search(), &[]);
    assert!(sent.header("location").starts_with(&format!("{base}/api/requests/received/")), "{}", sent.text());
    assert_eq!(server.get(sent.header("location"), &[]).status, 200);
    assert_eq!(server.get(&format!("{base}/api/health"), &[]).status, 200);
    for path in ["/", "/en/"] {
        assert_eq!((server.get(path, &[]).status, server.get(path, &[]).header("location")), (404, ""), "{path}");
    }
    let embedded = server.get(&format!("{base}/embed/en/offers/"), &[]);
    assert!(embedded.header("content-security-policy").contains("frame-ancestors *"));
    let picture = page.text();
    let picture = picture.split('"').find(|text| text.contains("/social/")).expect("a picture");
    let picture = server.get(picture.strip_prefix("https://u.example.org").expect("ours"), &[]);
    assert_eq!((picture.status, picture.header("cache-control")), (200, "public, max-age=31536000, immutable"));
    for hidden in ["/.matchmaker-manifest.json", "/eu/mobility/.matchmaker-manifest.json", "/eu/mobility/desk/"] {
        assert_ne!(server.get(hidden, &[]).status, 200, "{hidden}");
    }
}

#[test]
fn a_desk_alone_is_below_the_path_and_links_to_the_site_by_its_full_address() {
    let (address, base) = ADDRESSES[0];
    let site = site_at(address);
    let reference = {
        let served = site.serve();
        let [reference, ..] = send_of_each_kind(&served);
        reference
    };
    let desk = Served::start(site.command(&["desk", "--no-build", "--port", "0", "--trusted-proxy", "127.0.0.1"]));
    assert_eq!(desk.base_path(), base);
    let page = desk.desk().request(&reference).body;
    assert!(page.contains(&format!("href=\"{base}/desk/requests/{reference}/erase\"")), "{page}");
    assert!(page.contains("href=\"https://u.example.org/mobility/en/offers/quay/\""), "{page}");
    assert!(page.contains("<a href=\"https://u.example.org/mobility/\">"), "{page}");
    assert_eq!(desk.get_with("/desk/", &[]).status, 404);

    let through_a_proxy = [("Host", "u.example.org"), ("X-Forwarded-Proto", "https")];
    let opened = format!("{base}/desk/?view=mine&token={}", desk.desk_token());
    let entered = desk.get_with(&opened, &through_a_proxy);
    assert_eq!(entered.location, Some(format!("{base}/desk/?view=mine")));
    let cookie = entered.cookie.expect("a session");
    assert!(cookie.contains("; Secure") && cookie.contains(&format!("; Path={base}/desk")), "{cookie}");
}

/// A site that is published at an address.
fn published_at(site: TestSite, address: &str) -> TestSite {
    site.without_limits().edit("site.toml", "https://matchmaking.example.org", address)
}

/// A small site with the pages that the theme links to.
fn small() -> TestSite {
    let page = TestSite::small().read("content/pages/privacy.md");
    let pages = ["accessibility", "fewer-opportunities", "how-it-works", "partnership"];
    pages.iter().fold(TestSite::small(), |site, name| site.with(&format!("content/pages/{name}.md"), &page))
}

#[test]
fn whatever_a_site_below_a_path_names_is_below_it_and_there() {
    for (site, address, host, base) in [
        (TestSite::ours(), "https://u.example.org/mobility/", "https://u.example.org", "/mobility"),
        (small(), "https://münchen.example:8443/en/", "https://xn--mnchen-3ya.example:8443", "/en"),
    ] {
        let site = published_at(site, address);
        let server = site.serve_visitors(&[]);
        let get = |path: &str| -> Page { server.get(path, &[]).into() };
        let mut crawl = Crawl::new(host, base, &get).from(&format!("{base}/"));
        // What scripts ask for bit by bit, such as the index of the search. Its program has a default that pages override.
        let apart =
            |name: &str| name.starts_with('.') || name.ends_with("index.html") || name == "pagefind/pagefind.js";
        for file in files(&site).filter(|name| !apart(name)) {
            crawl = crawl.from(&format!("{base}/{file}"));
        }
        let read = crawl.finish();
        for kind in ["text/html", "text/css", "text/javascript", "application/json", "application/atom+xml"] {
            assert!(read.contains_key(kind), "{kind}: {read:?}");
        }
        assert!(read["text/html"] >= pages(&site), "{read:?}, and {} pages", pages(&site));
    }
}

/// The names of the files of the built site.
fn files(site: &TestSite) -> impl Iterator<Item = String> {
    let root = site.path("public");
    let entries = walkdir::WalkDir::new(&root).into_iter().map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(move |entry| entry.path().strip_prefix(&root).expect("below").to_str().expect("a name").to_owned())
}

/// How many pages the sitemap lists.
fn pages(site: &TestSite) -> usize {
    site.read("public/sitemap.xml").matches("<loc>").count()
}

#[test]
fn whatever_a_desk_below_a_path_names_is_below_it_and_there() {
    for (address, host, base) in [
        ("HTTPS://U.example.org/a/b", "https://u.example.org", "/a/b"),
        ("http://u.example.org/mobilit%c3%a9/desk/", "http://u.example.org", "/mobilit%c3%a9/desk"),
    ] {
        let site = published_at(small(), address);
        let served = site.serve();
        let references = send_of_each_kind(&served);
        assert_eq!(served.desk().take_step(&references[0], "start-review", "Secretary").status, 303);
        let get = |path: &str| -> Page { served.get(path).into() };
        let mut crawl = Crawl::new(host, base, &get).from(&format!("{base}/"));
        for page in ["", "search?words=school", "purge", "hosts", "reports", "shortcuts", "reports/years/2026"] {
            crawl = crawl.from(&served.desk().address(page));
        }
        for (reference, form, fields) in [
            (&references[0], "write/ask-for-information", [("ask_for_information.question", "How many?")]),
            (&references[0], "write/decline", [("decline.reason", "no-host")]),
            (&references[1], "offer", [("do", "look")]),
        ] {
            let version = served.desk().version(reference);
            let fields: Vec<_> = fields.into_iter().chain([("version", version.as_str())]).collect();
            let answer = served.desk().send(reference, form, &fields);
            let path = served.desk().address(&format!("requests/{reference}/{form}"));
            crawl = crawl.read(&path, &answer.into());
        }
        let wrong = served.desk().send("MM-0000-0000-0000", "note", &[]);
        crawl.read(&format!("{base}/desk/requests/MM-0000-0000-0000/note"), &wrong.into()).finish();
    }
}

/// The references of a request for an offer, a proposal, and what looks like a robot's.
fn send_of_each_kind(served: &Served) -> [String; 3] {
    let asked = with(fitting_search(), "offer", "quay");
    let suspected = with(fitting_search(), "subject_line_two", "Casino");
    [asked, proposal(), suspected].map(|form| {
        let sent = served.post_form(&format!("{}/api/requests", served.base_path()), &form);
        let location = sent.location.unwrap_or_else(|| panic!("{}", sent.body));
        let page = location.split('?').next().expect("a page");
        page.rsplit('/').next().expect("a reference").to_owned()
    })
}
