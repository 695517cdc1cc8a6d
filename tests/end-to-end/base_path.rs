//! A site that lives below a path of its host.

use tests::{TestSite, fitting_search, with};

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
fn the_root_of_the_host_tells_where_a_site_below_a_path_is() {
    for (address, base) in ADDRESSES {
        let site = site_at(address);
        let served = site.serve();
        let page = served.get(&format!("{base}/en/offers/quay/"));
        assert_eq!(page.status, 200);
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
        let page = location.split('?').next().expect("a page");
        let reference = page.rsplit('/').next().expect("a reference");
        let thanks = served.get(&location);
        assert!(thanks.body.contains(reference), "{thanks:?}");

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
