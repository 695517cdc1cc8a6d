//! HTTP itself, of the server for editors and the one for visitors: addresses, `Host`, methods, conditions and ranges.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use tests::{RawAnswer, Served, TestSite, ask, send_raw};

/// Runs a test against both servers of one site, whose output folder `prepare` may change first.
fn with_each_server(prepare: impl Fn(&TestSite), test: impl Fn(&str, SocketAddr)) {
    let site = TestSite::small();
    assert_eq!(site.run(&["build"]).status, 0);
    prepare(&site);
    let visitors = site.serve_visitors(&["--no-build"]);
    test("serve --production", visitors.address());
    drop(visitors);
    let served = site.serve();
    test("serve", address_of(&served));
}

fn address_of(served: &Served) -> SocketAddr {
    served.base().trim_start_matches("http://").parse().expect("an address")
}

#[test]
fn an_address_that_no_file_can_have_is_not_found() {
    let long = "a".repeat(256);
    let very_long = "b".repeat(20_000);
    let deep = "/en".repeat(3_000);
    with_each_server(
        |_| {},
        |server, address| {
            for path in [
                &format!("/{long}"),
                &format!("/en/offers/{long}/"),
                &format!("/assets/{long}?v=00000000"),
                &format!("/data/{long}.json"),
                &format!("/{very_long}"),
                &deep,
                "/en/%00",
                "/en/offers/quay%00/",
                "/%ff/",
                "/%c3%28/",
                "/%",
                "/en/%zz/",
                "/en/%2",
            ] {
                for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND"] {
                    let answer = ask(address, method, path, &[("Range", "bytes=0-1")]);
                    assert_eq!(answer.status, 404, "{server}: {method} {}", &path[..path.len().min(60)]);
                }
            }
            for path in [
                &format!("/api/{long}"),
                "/api/%ff",
                &format!("/api/requests/ask/en/{long}"),
                "/api/requests/ask/en/%ff",
            ] {
                assert_eq!(ask(address, "GET", path, &[]).status, 404, "{server}: {path}");
            }
            for path in [
                "/api/requests/ask/%ff/quay",
                "/api/requests/received/en/join/%ff",
                "/api/requests/received/%c3/join/x",
            ] {
                assert_eq!(ask(address, "GET", path, &[]).status, 404, "{server}: {path}");
            }
        },
    );
}

#[test]
fn hidden_files_are_not_found_however_they_are_written() {
    let hide = |site: &TestSite| {
        for path in ["public/en/.hidden", "public/en/offers/.git/config", "public/.env", "public/.well-known/.hidden"] {
            site.write(path, "hidden");
        }
    };
    with_each_server(hide, |server, address| {
        for path in [
            "/.env",
            "/%2eenv",
            "/%2Eenv",
            "/%252eenv",
            "/en/.hidden",
            "/en/%2ehidden",
            "/en%2f.hidden",
            "/en%2F%2ehidden",
            "/en%5c.hidden",
            "/en\\.hidden",
            "/en/offers/.git/config",
            "/en/offers/.git/",
            "/en/offers/.git",
            "/en/offers/%2egit%2fconfig",
            "/.well-known/.hidden",
            "/.matchmaker-manifest.json",
            "/en/../.env",
            "/en/..%2f.env",
            "/en/%2e%2e/.env",
            "/en%2foffers/",
            "/en%252f.hidden",
            "/..%2fsite.toml",
            "/%2e%2e/site.toml",
            "/../site.toml",
            "/..%5csite.toml",
            "/en/%252e%252e/%252e%252e/site.toml",
        ] {
            for method in ["GET", "HEAD", "POST", "OPTIONS"] {
                let answer = ask(address, method, path, &[]);
                assert_eq!(answer.status, 404, "{server}: {method} {path}");
                assert!(!answer.text().contains("hidden\n") && !answer.text().contains("base_url"), "{server}: {path}");
            }
        }
        assert_eq!(ask(address, "GET", "/.well-known/security.txt", &[]).status, 200, "{server}");
    });
}

#[cfg(unix)]
#[test]
fn links_that_leave_the_site_are_not_followed() {
    use std::os::unix::fs::symlink;
    let link = |site: &TestSite| {
        site.write("secret.txt", "nobody's business");
        for (target, place) in [
            ("../secret.txt", "public/secret.txt"),
            ("../../secret.txt", "public/assets/secret.css"),
            ("..", "public/up"),
            (".matchmaker-manifest.json", "public/manifest.json"),
        ] {
            symlink(target, site.path(place)).expect("a link");
        }
        symlink("privacy", site.path("public/en/also-privacy")).expect("a link");
    };
    with_each_server(link, |server, address| {
        for path in ["/secret.txt", "/up/", "/up/secret.txt", "/up/site.toml", "/manifest.json", "/assets/secret.css"] {
            let answer = ask(address, "GET", path, &[]);
            assert_eq!(answer.status, 404, "{server}: {path}");
            assert!(!answer.text().contains("nobody's business"), "{server}: {path}");
        }
        assert_eq!(
            ask(address, "GET", "/en/also-privacy/", &[]).status,
            200,
            "{server}: a link within the site is one"
        );
    });
}

#[test]
fn a_request_names_one_valid_host() {
    let check = |server: &str, address: SocketAddr, path: &str| {
        let status = |version: &str, fields: &str| {
            let request = format!("GET {path} HTTP/{version}\r\n{fields}Connection: close\r\n\r\n");
            send_raw(address, request.as_bytes()).status
        };
        for fields in [
            "".to_owned(),
            format!("Host: {address}\r\nHost: {address}\r\n"),
            format!("Host: {address}\r\nHost: evil.example\r\n"),
            "Host: \r\n".to_owned(),
            "Host: a b\r\n".to_owned(),
            "Host: user@evil.example\r\n".to_owned(),
            "Host: http://evil.example/\r\n".to_owned(),
            "Host: evil.example/path\r\n".to_owned(),
            "Host: localhost:port\r\n".to_owned(),
            "Host: localhost:99999\r\n".to_owned(),
            "Host: [::1\r\n".to_owned(),
            format!("Host: {address}, evil.example\r\n"),
        ] {
            assert_eq!(status("1.1", &fields), 400, "{server} {path}: {fields:?}");
        }
        assert_eq!(status("1.1", &format!("Host: {address}\r\n")), 200, "{server} {path}");
        assert_eq!(status("1.0", &format!("Host: {address}\r\nHost: {address}\r\n")), 400, "{server} {path}");
    };
    with_each_server(
        |_| {},
        |server, address| {
            check(server, address, "/en/");
            check(server, address, "/api/health");
            let old = send_raw(address, b"GET /en/ HTTP/1.0\r\n\r\n");
            assert_eq!(old.status, 200, "{server}: HTTP/1.0 knows no Host");
        },
    );
    let site = TestSite::small();
    let desk = Served::start(site.command(&["desk", "--port", "0"]));
    for path in
        ["/desk/requests/%ff", "/desk/requests/%00", "/desk/%zz", &format!("/desk/requests/{}", "a".repeat(256))]
    {
        assert_eq!(ask(address_of(&desk), "GET", path, &[]).status, 404, "desk: {path}");
    }
    for fields in ["", "Host: localhost\r\nHost: localhost\r\n", "Host: a b\r\n"] {
        let request = format!("GET /desk/ HTTP/1.1\r\n{fields}Connection: close\r\n\r\n");
        assert_eq!(send_raw(address_of(&desk), request.as_bytes()).status, 400, "desk: {fields:?}");
    }
}

#[test]
fn head_tells_what_get_would() {
    with_each_server(
        |_| {},
        |server, address| {
            for path in [
                "/en/",
                "/en/offers/quay/",
                "/en",
                "/data/offers.json",
                "/assets/site.css",
                "/en/feed.xml",
                "/en/nothing/",
                "/api/health",
                "/api/requests/ask/en/quay",
                "/api/requests",
                "/",
            ] {
                for coding in ["identity", "gzip", "br"] {
                    let fields = [("Accept-Encoding", coding)];
                    let (get, head) = (ask(address, "GET", path, &fields), ask(address, "HEAD", path, &fields));
                    assert_eq!(head.status, get.status, "{server}: {path}, {coding}");
                    assert_eq!(described(&head), described(&get), "{server}: {path}, {coding}");
                    assert!(head.body.is_empty(), "{server}: {path}, {coding}: {}", head.text());
                    if get.field("transfer-encoding").is_empty() && get.status != 304 {
                        assert_eq!(
                            get.field("content-length"),
                            get.body.len().to_string(),
                            "{server}: {path}, {coding}"
                        );
                    }
                }
            }
        },
    );
}

/// The fields that tell of what was asked for, not of this one message.
fn described(answer: &RawAnswer) -> BTreeMap<&str, &str> {
    let of_the_message = |name: &str| matches!(name, "date" | "connection" | "transfer-encoding");
    answer
        .fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .filter(|(name, _)| !of_the_message(name))
        .collect()
}

#[test]
fn whoever_refuses_the_plain_text_gets_what_he_accepts_and_no_answer_that_was_not_meant() {
    with_each_server(
        |_| {},
        |server, address| {
            for (accepted, coding) in [
                ("identity;q=0", ""),
                ("*;q=0", ""),
                ("IDENTITY ; Q=0.000", ""),
                ("br;q=0, identity;q=0, *;q=0", ""),
                ("gzip, identity;q=0", "gzip"),
                ("gzip, *;q=0", "gzip"),
                ("*, identity;q=0", "br"),
                ("identity;q=0.5, gzip;q=0.1", ""),
            ] {
                for (path, status) in [("/en/", 200), ("/nothing/", 404), ("/en", 308)] {
                    let answer = ask(address, "GET", path, &[("Accept-Encoding", accepted)]);
                    assert_eq!(answer.status, status, "{server}: {path}, {accepted}");
                    if status == 200 {
                        assert_eq!(answer.field("content-encoding"), coding, "{server}: {path}, {accepted}");
                    }
                }
                let answer = ask(address, "POST", "/api/requests", &[("Accept-Encoding", accepted)]);
                assert_eq!(answer.status, 415, "{server}: a form without a body, {accepted}");
            }
        },
    );
}

#[test]
fn what_did_not_change_is_answered_with_the_same_fields() {
    with_each_server(
        |_| {},
        |server, address| {
            for path in ["/data/offers.json", "/en/feed.xml", "/assets/site.css", "/events.ics"] {
                for coding in ["identity", "gzip"] {
                    let get = ask(address, "GET", path, &[("Accept-Encoding", coding)]);
                    let (tag, date) = (get.field("etag"), get.field("last-modified"));
                    for condition in [("If-None-Match", tag), ("If-None-Match", "*"), ("If-Modified-Since", date)] {
                        for method in ["GET", "HEAD"] {
                            let again = ask(address, method, path, &[("Accept-Encoding", coding), condition]);
                            assert_eq!(again.status, 304, "{server}: {method} {path} {condition:?}");
                            assert!(again.body.is_empty());
                            for name in
                                ["etag", "vary", "cache-control", "last-modified", "access-control-allow-origin"]
                            {
                                assert_eq!(
                                    again.field(name),
                                    get.field(name),
                                    "{server}: {method} {path} {condition:?}: {name}"
                                );
                            }
                            assert_eq!(again.field("content-length"), "", "{server}: {path}");
                        }
                    }
                    assert!(get.field("vary").contains("accept-encoding"), "{server}: {path}: {:?}", get.fields);
                    for condition in
                        [("If-Match", "\"other\""), ("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")]
                    {
                        assert_eq!(
                            ask(address, "GET", path, &[condition]).status,
                            412,
                            "{server}: {path} {condition:?}"
                        );
                    }
                    assert_eq!(ask(address, "GET", path, &[("If-Match", tag)]).status, 200, "{server}: {path}");
                }
            }
        },
    );
}

#[test]
fn a_part_is_sent_of_the_version_that_the_reader_has_and_of_no_other() {
    let age = |site: &TestSite| {
        // A date tells versions apart only once it is past for a second.
        let old = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
        let file = std::fs::File::options().write(true).open(site.path("public/data/offers.json")).expect("the data");
        file.set_modified(old).expect("a date");
    };
    with_each_server(age, |server, address| {
        let path = "/data/offers.json";
        let whole = ask(address, "GET", path, &[("Accept-Encoding", "identity")]);
        let length = whole.body.len();
        assert_eq!(whole.field("accept-ranges"), "bytes", "{server}");
        let part = |range: &str, more: &[(&str, &str)]| {
            let fields = [&[("Range", range)], more].concat();
            ask(address, "GET", path, &fields)
        };
        for (range, first, last) in [
            ("bytes=0-9".to_owned(), 0, 9),
            ("bytes=-10".to_owned(), length - 10, length - 1),
            (format!("bytes=-{}", length * 2), 0, length - 1),
            (format!("bytes={}-", length - 5), length - 5, length - 1),
            (format!("bytes=5-{}", length * 2), 5, length - 1),
        ] {
            for coding in ["identity", "gzip"] {
                let answer = part(&range, &[("Accept-Encoding", coding)]);
                assert_eq!(answer.status, 206, "{server}: {range}");
                assert_eq!(
                    answer.field("content-range"),
                    format!("bytes {first}-{last}/{length}"),
                    "{server}: {range}"
                );
                assert_eq!(answer.body, whole.body[first..=last], "{server}: {range}");
                for name in
                    ["etag", "vary", "cache-control", "last-modified", "access-control-allow-origin", "content-type"]
                {
                    assert_eq!(answer.field(name), whole.field(name), "{server}: {range}: {name}");
                }
            }
        }
        for range in [
            "bytes=0-0,5-9",
            "bytes=0-0, -1",
            "bytes=9-0",
            "pages=1-2",
            "bytes=x",
            "bytes= 0-4",
            "bytes =0-4",
            "bytes=0 - 4",
            "bytes=0- 4",
        ] {
            let answer = part(range, &[]);
            assert_eq!((answer.status, answer.body.len()), (200, length), "{server}: {range}");
        }
        for range in [format!("bytes={length}-"), "bytes=-0".to_owned()] {
            let answer = part(&range, &[]);
            assert_eq!(answer.status, 416, "{server}: {range}");
            assert_eq!(answer.field("content-range"), format!("bytes */{length}"), "{server}: {range}");
        }
        let (tag, date) = (whole.field("etag"), whole.field("last-modified"));
        let weak = format!("W/{tag}");
        for (known, expected) in [
            (tag, 206),
            (date, 206),
            (weak.as_str(), 200),
            ("\"another\"", 200),
            ("Thu, 01 Jan 1970 00:00:00 GMT", 200),
            ("Fri, 01 Jan 2100 00:00:00 GMT", 200),
            ("nonsense", 200),
        ] {
            assert_eq!(part("bytes=0-9", &[("If-Range", known)]).status, expected, "{server}: If-Range: {known}");
        }
        assert_eq!(ask(address, "HEAD", path, &[("Range", "bytes=0-9")]).status, 200, "{server}: ranges are for GET");
        let missing = ask(address, "GET", "/data/nothing.json", &[]);
        let part_of_it = ask(address, "GET", "/data/nothing.json", &[("Range", "bytes=0-9")]);
        assert_eq!((part_of_it.status, &part_of_it.body), (404, &missing.body), "{server}");
    });
}

#[test]
fn an_address_without_its_slash_is_redirected_for_good() {
    with_each_server(
        |_| {},
        |server, address| {
            for (path, location) in [
                ("/en", "/en/"),
                ("/en/offers", "/en/offers/"),
                ("/en/offers?country=es&q=a%20b", "/en/offers/?country=es&q=a%20b"),
                ("/%65n/offers?", "/%65n/offers/?"),
            ] {
                for method in ["GET", "HEAD"] {
                    let answer = ask(address, method, path, &[]);
                    assert_eq!((answer.status, answer.field("location")), (308, location), "{server}: {method} {path}");
                }
            }
            for path in [
                "//en/",
                "//en",
                "//",
                "/en//",
                "/en//offers/",
                "//evil.example/",
                "//evil.example",
                "//evil.example/en",
                "/\\evil.example/",
                "/%2fevil.example/",
                "/%5cevil.example",
                "/en/offers/quay/index.html/",
                "/data/offers.json/",
            ] {
                let answer = ask(address, "GET", path, &[]);
                assert_eq!((answer.status, answer.field("location")), (404, ""), "{server}: {path}");
            }
        },
    );
}

#[test]
fn scripts_of_other_pages_may_fetch_what_is_open_and_ask_first() {
    with_each_server(
        |_| {},
        |server, address| {
            let asked = [
                ("Origin", "https://partner.example"),
                ("Access-Control-Request-Method", "GET"),
                ("Access-Control-Request-Headers", "if-none-match,range"),
            ];
            for path in [
                "/data/offers.json",
                "/data/offers.csv",
                "/data/offers.xlsx",
                "/data/catalogue.jsonld",
                "/en/feed.xml",
                "/events.ics",
            ] {
                let answer = ask(address, "OPTIONS", path, &asked);
                assert_eq!(answer.status, 204, "{server}: {path}");
                assert!(answer.body.is_empty());
                assert_eq!(answer.field("access-control-allow-origin"), "*", "{server}: {path}");
                assert_eq!(answer.field("access-control-allow-methods"), "GET, HEAD, OPTIONS", "{server}: {path}");
                assert_eq!(answer.field("access-control-allow-headers"), "if-none-match,range", "{server}: {path}");
                assert_eq!(
                    ask(address, "GET", path, &asked).field("access-control-allow-origin"),
                    "*",
                    "{server}: {path}"
                );
            }
            let page = ask(address, "OPTIONS", "/en/", &asked);
            assert_eq!((page.status, page.field("allow")), (204, "GET, HEAD, OPTIONS"), "{server}");
            assert_eq!(page.field("access-control-allow-origin"), "", "{server}: pages are not open");
            let refused = ask(address, "POST", "/en/", &[("Content-Length", "0")]);
            assert_eq!((refused.status, refused.field("allow")), (405, "GET, HEAD, OPTIONS"), "{server}");

            let asked = [
                ("Origin", "https://partner.example"),
                ("Access-Control-Request-Method", "POST"),
                ("Access-Control-Request-Headers", "content-type,idempotency-key"),
            ];
            let answer = ask(address, "OPTIONS", "/api/requests", &asked);
            assert_eq!(answer.status, 204, "{server}: {answer:?}");
            assert_eq!(answer.field("access-control-allow-origin"), "*", "{server}");
            assert_eq!(answer.field("access-control-allow-methods"), "POST, OPTIONS", "{server}");
            let headers = answer.field("access-control-allow-headers");
            assert!(headers.contains("content-type") && headers.contains("idempotency-key"), "{server}: {headers}");
            let sent = ask(
                address,
                "POST",
                "/api/requests",
                &[("Origin", "https://partner.example"), ("Content-Length", "0")],
            );
            assert_eq!(sent.field("access-control-allow-origin"), "*", "{server}: {sent:?}");
            let wrong = ask(address, "DELETE", "/api/requests", &[]);
            assert_eq!(wrong.status, 405, "{server}");
            assert!(
                wrong.field("allow").contains("POST") && wrong.field("allow").contains("OPTIONS"),
                "{server}: {wrong:?}"
            );
            let health = ask(address, "OPTIONS", "/api/health", &asked);
            assert_eq!((health.status, health.field("allow")), (204, "GET, HEAD, OPTIONS"), "{server}: {health:?}");
            assert_eq!(ask(address, "OPTIONS", "/api/nothing", &asked).status, 404, "{server}");
        },
    );
}

#[test]
fn every_file_for_machines_is_sent_in_its_media_type() {
    with_each_server(
        |_| {},
        |server, address| {
            for (path, kind) in [
                ("/favicon.ico", "image/x-icon"),
                ("/en/feed.xml", "application/atom+xml"),
                ("/events.ics", "text/calendar"),
                ("/sitemap.xml", "text/xml"),
                ("/data/offers.csv", "text/csv"),
                ("/data/offers.json", "application/json"),
                ("/data/catalogue.jsonld", "application/ld+json"),
                ("/data/vocabulary.jsonld", "application/ld+json"),
            ] {
                for method in ["GET", "HEAD"] {
                    let answer = ask(address, method, path, &[]);
                    let told = answer.field("content-type").split(';').next().unwrap_or_default();
                    assert_eq!((answer.status, told), (200, kind), "{server}: {method} {path}");
                }
            }
        },
    );
}
