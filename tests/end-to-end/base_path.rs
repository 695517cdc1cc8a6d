//! A site that lives below a path of its host.

use std::collections::BTreeSet;

use scraper::Html;
use tests::{Answer, TestSite, fitting_search, with};

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

/// All addresses of this host that a page, a style sheet, a script or a data file names.
fn addresses(answer: &Answer, host: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    let mut note = |text: &str| {
        for word in text.split([' ', ',']).map(str::trim) {
            let path = word.strip_prefix(host).unwrap_or(word);
            if path.starts_with('/') && !path.starts_with("//") {
                named.insert(path.split('#').next().unwrap_or(path).to_owned());
            }
        }
    };
    if answer.kind.starts_with("text/html") {
        let page = Html::parse_document(&answer.body);
        for element in page.tree.values().filter_map(|node| node.as_element()) {
            // Patterns of fields and the like may have slashes too, and are no addresses.
            let names_address =
                |name: &str| matches!(name, "href" | "src" | "srcset" | "action" | "content" | "poster");
            let attributes = element.attrs().filter(|(name, _)| names_address(name) || name.starts_with("data-"));
            attributes.for_each(|(_, value)| note(value));
        }
    }
    if answer.kind.contains("xml") || answer.kind.contains("json") || answer.kind.contains("calendar") {
        answer.body.split(['"', '<', '>', '\'']).for_each(&mut note);
    }
    named
}

#[test]
fn every_address_of_a_site_below_a_path_leads_somewhere() {
    for (address, base) in ADDRESSES {
        let site = site_at(address);
        let served = site.serve();
        let mut todo: Vec<String> =
            ["/", "/sitemap.xml", "/events.ics", "/robots.txt", "/.well-known/security.txt", "/embed/en/offers/"]
                .map(|path| format!("{base}{path}"))
                .into();
        let mut seen: BTreeSet<String> = todo.iter().cloned().collect();
        while let Some(path) = todo.pop() {
            let answer = served.get(&path);
            // Whatever else a form's address is for, it is there; a challenge is there where it is asked for.
            let expected = if path == format!("{base}/api/requests") { 405 } else { 200 };
            assert_eq!(answer.status, expected, "{path}: {}", answer.body);
            for named in addresses(&answer, "https://u.example.org") {
                assert!(named.starts_with(&format!("{base}/")), "{path} names {named}");
                if seen.insert(named.clone()) {
                    todo.push(named);
                }
            }
        }
        for part in
            ["/en/offers/quay/", "/api/requests", "/api/challenge", "/assets/", "/media/", "/social/", "/-/live.js"]
        {
            if part != "/media/" {
                assert!(seen.iter().any(|path| path.starts_with(&format!("{base}{part}"))), "{part} of {seen:?}");
            }
        }
        let missing = served.get(&format!("{base}/en/nothing/"));
        assert_eq!(missing.status, 404);
        assert!(missing.body.contains(&format!("href=\"{base}/en/\"")), "the site's own page: {}", missing.body);
        for (path, status, location) in [
            ("/".to_owned(), 307, format!("{base}/")),
            (base.to_owned(), 308, format!("{base}/")),
            (format!("{base}/en/offers"), 308, format!("{base}/en/offers/")),
        ] {
            let answer = served.get(&path);
            assert_eq!((answer.status, answer.location), (status, Some(location)), "{path}");
        }
        assert_eq!(served.get("/en/").status, 404);
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
        let reference = location.rsplit('/').next().expect("a reference");
        assert!(served.get(&location).body.contains(reference));

        let page = served.desk().request(reference).body;
        assert!(page.contains(&format!("href=\"{base}/en/offers/quay/\"")), "{page}");
        assert!(page.contains(&format!("href=\"{base}/\"")), "the way to the site");
        let led = served.get(&format!("{base}/desk/"));
        assert_eq!((led.status, led.location.as_deref()), (307, Some("/desk/")));
        assert!(!served.get("/desk/").body.contains("live.js"));

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
    let root = server.get("/", &[]);
    assert_eq!((root.status, root.header("location")), (307, "/eu/mobility/"));
    assert_eq!(server.get("/en/", &[]).status, 404);
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
