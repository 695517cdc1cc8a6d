//! `matchmaker serve --production`: what visitors get, and what they don't.

use std::io::{Read, Write};

use tests::{Outcome, TestSite, fitting_search, with};

/// The address of the styles as pages name it.
fn styles(page: &str) -> String {
    let start = page.find("/assets/site.").expect("the styles");
    page[start..].chars().take_while(|letter| *letter != '"').collect()
}

#[test]
fn a_page_is_sent_once_and_then_only_if_it_changed() {
    let site = TestSite::small();
    let server = site.serve_visitors(&[]);
    let page = server.get("/en/offers/quay/", &[]);
    assert_eq!((page.status, page.header("cache-control")), (200, "public, max-age=60, must-revalidate"));
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    let (tag, date) = (page.header("etag"), page.header("last-modified"));
    for known in [("if-none-match", tag), ("if-none-match", &format!("W/{tag}")), ("if-modified-since", date)] {
        let again = server.get("/en/offers/quay/", &[known]);
        assert_eq!((again.status, again.bytes.len()), (304, 0), "{known:?}");
        assert_eq!(again.header("cache-control"), page.header("cache-control"), "{known:?}");
    }
    let other = server.get("/en/offers/quay/", &[("if-none-match", "\"another\""), ("if-modified-since", date)]);
    assert_eq!(other.status, 200);
}

#[test]
fn assets_are_kept_for_ever_under_names_that_change_with_them() {
    let site = TestSite::small();
    let server = site.serve_visitors(&[]);
    let named = styles(&server.get("/en/", &[]).text());
    let asset = server.get(&named, &[]);
    assert_eq!(asset.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(asset.text(), site.read("public/assets/site.css"));
    assert_eq!(server.get(&named, &[("if-none-match", asset.header("etag"))]).status, 304);
    assert_eq!(server.get("/assets/site.css", &[]).header("cache-control"), "public, max-age=60, must-revalidate");
    assert_eq!(server.get("/assets/site.00000000.css", &[]).header("cache-control"), "no-cache");

    // A page that is still open gets what it names, after the styles changed and others were built.
    site.write("themes/default/css/99-more.css", "/* another style */");
    assert_eq!(site.run(&["build"]).status, 0);
    let renamed = styles(&server.get("/en/", &[]).text());
    assert_ne!(renamed, named);
    assert!(server.get(&renamed, &[]).text().contains("another style"));
    assert_eq!(server.get(&named, &[]).text(), asset.text());
}

#[test]
fn texts_are_compressed_and_what_differs_has_a_weaker_tag() {
    let site = TestSite::small();
    let server = site.serve_visitors(&[]);
    let plain = server.get("/en/", &[("accept-encoding", "identity")]);
    for coding in ["gzip", "br"] {
        let packed = server.get("/data/offers.json", &[("accept-encoding", coding)]);
        assert_eq!(packed.header("content-encoding"), coding);
        assert!(packed.header("vary").contains("accept-encoding"));
        let page = server.get("/en/", &[("accept-encoding", coding)]);
        assert!(page.bytes.len() * 2 < plain.bytes.len(), "{coding}: {} bytes", page.bytes.len());
        assert_eq!(page.header("etag"), format!("W/{}", plain.header("etag")));
    }
}

#[test]
fn every_answer_protects_its_reader() {
    let site = TestSite::small();
    let server = site.serve_visitors(&["--base-url", "https://matchmaking.example.org"]);
    let refused = server.post_form("/api/requests", &[], &[]);
    for (what, answer) in [
        ("a page", server.get("/en/", &[])),
        ("an asset", server.get(&styles(&server.get("/en/", &[]).text()), &[])),
        ("data", server.get("/data/offers.json", &[])),
        ("nothing", server.get("/en/nothing/", &[])),
        ("the form", server.get("/api/requests/ask/en/quay", &[])),
        ("a refusal", refused),
    ] {
        assert!(answer.header("content-security-policy").contains("default-src 'self'"), "{what}");
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{what}");
        assert!(answer.header("permissions-policy").contains("camera=()"), "{what}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{what}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{what}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{what}");
        assert_eq!(answer.header("strict-transport-security"), "max-age=31536000", "{what}");
    }
    assert!(server.get("/embed/en/offers/", &[]).header("content-security-policy").contains("frame-ancestors *"));
    for open in ["/data/offers.json", "/en/feed.xml", "/events.ics"] {
        assert_eq!(server.get(open, &[]).header("access-control-allow-origin"), "*", "{open}");
    }
    assert_eq!(server.get("/en/", &[]).header("access-control-allow-origin"), "");
    drop(server);
    // A browser would refuse plain HTTP for a year.
    let plain = site.serve_visitors(&["--base-url", "http://matchmaking.example.org"]);
    assert_eq!(plain.get("/en/", &[]).header("strict-transport-security"), "");
}

#[test]
fn visitors_get_no_desk_no_workshop_and_no_books() {
    let site = TestSite::small();
    let server = site.serve_visitors(&[]);
    assert!(!server.get("/en/", &[]).text().contains("live.js"));
    for hidden in [
        "/desk/",
        "/desk",
        "/-/live.js",
        "/.matchmaker-manifest.json",
        "/%2ematchmaker-manifest.json",
        "/en/../.matchmaker-lock",
        "/.matchmaker/requests.sqlite",
    ] {
        let answer = server.get(hidden, &[]);
        assert_eq!(answer.status, 404, "{hidden}");
        assert!(answer.text().contains("Page not found"), "{hidden}");
    }
    assert_eq!(server.get("/.well-known/security.txt", &[]).status, 200);
}

#[test]
fn the_logs_tell_what_was_done_and_nothing_about_anybody() {
    let site = TestSite::small();
    let server = site.serve_visitors(&["--trusted-proxy", "127.0.0.1"]);
    let form = with(fitting_search(), "contact.name", "Xaveria Markedname");
    let from = [("x-forwarded-for", "192.0.2.77"), ("user-agent", "Markedbrowser/1.0")];
    let stored = server.post_form("/api/requests", &form, &from);
    assert_eq!(stored.status, 303, "{}", stored.text());
    server.get(stored.header("location"), &from);
    server.get("/en/?who=markedquery", &from);
    server.get("/xaveria@marked.example/", &from);
    let lines = server.accesses(4);
    let told: Vec<_> = lines
        .iter()
        .map(|line| {
            (line["method"].as_str().expect("a method"), line["path"].as_str().expect("a path"), &line["status"])
        })
        .collect();
    assert_eq!(
        told,
        [
            ("POST", "/api/requests", &303.into()),
            ("GET", "/api/requests/received/{language}/{form}/{reference}", &200.into()),
            ("GET", "/en/", &200.into()),
            ("GET", "-", &404.into()),
        ]
    );
    for line in &lines {
        let keys: Vec<&String> = line.as_object().expect("an object").keys().collect();
        assert_eq!(keys.len(), 6, "{keys:?}");
        assert!(line["milliseconds"].as_f64().is_some_and(|taken| taken > 0.0), "{line}");
    }
    assert!(lines[2]["bytes"].as_u64() > Some(1_000), "{}", lines[2]);
    let logs = server.logs().to_lowercase();
    assert!(!logs.contains("marked") && !logs.contains("xaveria") && !logs.contains("192.0.2"), "{logs}");
}

#[test]
fn limits_count_visitors_as_trusted_proxies_name_them() {
    let strict = |site: TestSite| site.edit("site.toml", "burst = 30", "burst = 2");
    let send = |server: &tests::Production, from: &str| {
        server.post_form("/api/requests", &[], &[("x-forwarded-for", from)]).status
    };
    let site = strict(TestSite::small());
    let server = site.serve_visitors(&["--trusted-proxy", "127.0.0.0/8"]);
    // What a visitor writes before the proxy's word counts for nothing.
    let statuses = ["2001:db8::1", "198.51.100.1, 2001:db8::2", "198.51.100.2, 2001:db8::3", "2001:db8:0:1::1"]
        .map(|from| send(&server, from));
    assert_eq!(statuses, [422, 422, 429, 422]);
    drop(server);
    let alone = site.serve_visitors(&[]);
    let statuses = ["192.0.2.1", "192.0.2.2", "192.0.2.3"].map(|from| send(&alone, from));
    assert_eq!(statuses, [422, 422, 429], "nobody is believed without being trusted");
}

#[cfg(unix)]
#[test]
fn asked_to_stop_it_finishes_what_is_under_way() {
    let site = TestSite::small();
    let mut server = site.serve_visitors(&[]);
    let body: String =
        fitting_search().iter().map(|(name, value)| format!("{name}={}&", value.replace(' ', "+"))).collect();
    let (first, second) = body.split_at(body.len() / 2);
    let mut connection = server.connect();
    let head = format!(
        "POST /api/requests HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\n\r\n{first}",
        body.len()
    );
    connection.write_all(head.as_bytes()).expect("half of it");
    // An open page that says nothing must not hold the server up.
    let _idle = server.connect();
    server.get("/en/", &[]);
    server.signal("TERM");
    let begun = std::time::Instant::now();
    while std::net::TcpStream::connect(server.address()).is_ok() {
        assert!(begun.elapsed().as_secs() < 10, "nothing new begins");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    connection.write_all(second.as_bytes()).expect("the rest");
    let mut answer = String::new();
    connection.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert_eq!(server.ended(), Some(0));
    assert_eq!(server.accesses(2).len(), 2, "the last lines are written");
}

#[cfg(unix)]
#[test]
fn a_newer_site_is_taken_up_without_a_pause_and_a_broken_one_is_not() {
    let site = TestSite::small();
    let mut server = site.serve_visitors(&[]);
    let offer = site.read("content/offers/quay.yaml");
    let before = styles(&server.get("/en/", &[]).text());
    let css = server.get(&before, &[]).text();

    site.write("content/offers/quay.yaml", &offer.replace("Seen from the quay", "Seen from the crane"));
    let sheet = "themes/default/css/10-tokens.css";
    site.write(sheet, &format!("{}\n:root {{ --quay: 1px; }}\n", site.read(sheet)));
    server.signal("HUP");
    server.wait_for("/en/offers/quay/", |told| told.text().contains("Seen from the crane"));
    server.wait_for_event("the site as it is built now is served");
    let after = styles(&server.get("/en/", &[]).text());
    assert_ne!(before, after);
    assert_eq!(server.get(&before, &[]).text(), css, "pages that are still open keep their styles");
    assert!(server.get(&after, &[]).text().contains("--quay"));

    site.write("content/offers/quay.yaml", &offer.replace("ES51", "ES5X"));
    server.signal("HUP");
    server.wait_for_event("the site is not built anew; the last good one stays");
    assert!(server.logs().contains("content/offers/quay.yaml:6:11"), "{}", server.logs());
    assert!(server.get("/en/offers/quay/", &[]).text().contains("Seen from the crane"));
}

#[test]
fn a_site_that_is_built_already_is_served_as_it_is() {
    let site = TestSite::small();
    let Outcome { status, stderr, .. } = site.run(&["serve", "--production", "--port", "0", "--no-build"]);
    assert_eq!(status, 2);
    assert!(stderr.contains("there is no built site in") && stderr.contains("run `matchmaker build`"), "{stderr}");
    assert_eq!(site.run(&["build"]).status, 0);
    site.write("content/offers/quay.yaml", "broken: [");
    let server = site.serve_visitors(&["--no-build"]);
    assert!(server.get("/en/offers/quay/", &[]).text().contains("Seen from the quay"));
    drop(server);
    // Content that broke since is told, and does not take the site away.
    let server = site.serve_visitors(&[]);
    assert!(server.logs().contains("content/offers/quay.yaml"), "{}", server.logs());
    assert_eq!(server.get("/en/", &[]).status, 200);
}

#[test]
fn a_site_that_was_never_good_is_not_served() {
    let site = TestSite::small().edit("content/offers/quay.yaml", "ES51", "ES5X");
    let Outcome { status, stderr, .. } = site.run(&["serve", "--production", "--port", "0"]);
    assert_eq!(status, 2);
    assert!(stderr.contains("content/offers/quay.yaml:6:11") && stderr.contains("no site to work with"), "{stderr}");
}

#[test]
fn what_is_for_production_is_asked_for_with_it() {
    let site = TestSite::small();
    for arguments in [&["--bind", "0.0.0.0"][..], &["--trusted-proxy", "127.0.0.1"], &["--no-build"]] {
        let Outcome { status, stderr, .. } = site.run(&[&["serve", "--port", "0"], arguments].concat());
        assert_eq!(status, 2);
        assert!(stderr.contains("--production"), "{arguments:?}: {stderr}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn with_few_open_files_it_says_so_and_still_answers() {
    let site = TestSite::small();
    let mut server = site.serve_visitors_through(&["sh", "-c", "ulimit -n 64 && exec \"$@\"", "sh"], &[]);
    let warning = server.wait_for_event(
        "the limit of open files is too low for so many connections; raise it (ulimit -n, LimitNOFILE=)",
    );
    let connections = warning["connections"].as_u64().expect("a number");
    assert_eq!(warning["wanted"], 512);
    assert!((4..32).contains(&connections), "{warning}");
    // More visitors than files, who ask nothing.
    let idle: Vec<_> = (0..100).map(|_| server.connect()).collect();
    let start = std::time::Instant::now();
    let mut answered = 0;
    while answered < 20 {
        assert!(start.elapsed() < std::time::Duration::from_secs(15), "only {answered} answers");
        // One sender has only some of the places; whoever is sent away comes again.
        let mut connection = server.connect();
        let asked = connection.write_all(b"GET /en/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        let mut page = String::new();
        if asked.is_ok() && connection.read_to_string(&mut page).is_ok() && !page.is_empty() {
            assert!(page.starts_with("HTTP/1.1 200"), "{page}");
            answered += 1;
        }
    }
    drop(idle);
    assert_eq!(server.post_form("/api/requests", &fitting_search(), &[]).status, 303, "and takes requests");
    assert!(!server.logs().contains("no connection can be accepted"), "{}", server.logs());
}

/// What a server tells systemd, on a socket as systemd gives it one.
#[cfg(unix)]
struct Notifications(std::os::unix::net::UnixDatagram);

#[cfg(unix)]
impl Notifications {
    /// Waits for a message with this beginning.
    fn wait_for(&self, beginning: &str) -> String {
        let mut bytes = [0; 4096];
        let start = std::time::Instant::now();
        loop {
            assert!(start.elapsed().as_secs() < 20, "no {beginning}");
            let length = self.0.recv(&mut bytes).unwrap_or_else(|error| panic!("no {beginning}: {error}"));
            let text = String::from_utf8_lossy(&bytes[..length]).into_owned();
            if text.starts_with(beginning) {
                return text;
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn a_store_out_of_order_takes_neither_the_site_away_nor_the_watchdog() {
    let site = TestSite::small();
    assert_eq!(site.run(&["build"]).status, 0);
    std::fs::create_dir(site.path("drop")).expect("a folder");
    let socket = site.path("notify");
    let systemd = Notifications(std::os::unix::net::UnixDatagram::bind(&socket).expect("a socket"));
    systemd.0.set_read_timeout(Some(std::time::Duration::from_secs(20))).expect("a limit");
    let socket = format!("NOTIFY_SOCKET={}", socket.display());
    let with_watchdog = ["env", "-u", "WATCHDOG_PID", &socket, "WATCHDOG_USEC=300000"];
    let server = site.serve_visitors_through(&with_watchdog, &["--no-build", "--drop", "drop"]);
    systemd.wait_for("READY=1");
    systemd.wait_for("WATCHDOG=1");

    std::fs::rename(site.path("drop"), site.path("elsewhere")).expect("a store that is gone");
    systemd.wait_for("STATUS=Requests can't be stored");
    // Many times the watchdog's limit: systemd would have ended the server.
    for _ in 0..10 {
        systemd.wait_for("WATCHDOG=1");
    }
    assert_eq!(server.get("/en/", &[]).status, 200);
    assert_eq!(server.post_form("/api/requests", &fitting_search(), &[]).status, 503);
    let health = server.wait_for("/api/health", |told| told.status == 503);
    assert!(health.text().contains("\"status\":\"failing\""), "{}", health.text());

    std::fs::rename(site.path("elsewhere"), site.path("drop")).expect("a store that is back");
    systemd.wait_for("STATUS=Requests are stored again");
    assert_eq!(server.post_form("/api/requests", &fitting_search(), &[]).status, 303);
    server.wait_for("/api/health", |told| told.status == 200);
}
