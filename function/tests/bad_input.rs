//! What can be wrong with what the public sends, and what each sender is told: a table to read. Long, because people,
//! programs and robots find so many ways.
//!
//! Where bytes matter, they go over a real connection.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use store::{CaseStore, Filter};

use crate::connection::serve;
use crate::support::{Answer, TestApp, encode, now, post, post_form, post_json, send, wish_as_json, wish_with};

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
const HTML: &str = "text/html";

async fn nothing_is_stored(app: &TestApp) {
    assert!(app.store.list(&Filter::default(), None, now()).await.expect("a page").rows.is_empty());
}

/// Which notice a page shows.
fn notice(page: &Answer) -> Option<&str> {
    let notices = page.body.match_indices("data-outcome=\"").map(|(at, attribute)| {
        let behind = &page.body[at + attribute.len()..];
        behind.split_once('"').expect("an attribute").0
    });
    notices.into_iter().find(|notice| page.shows(&format!("data-outcome=\"{notice}\"")))
}

/// What it is, its type and body; status, code, reason and the page's notice.
type Unreadable<'a> = (&'a str, &'a str, &'a [u8], u16, &'a str, &'a str, &'a str);

/// Bodies of which no rule can be asked, because they can't be read. A program gets a code, what exactly is wrong, and
/// a sentence; a person gets a page that says it.
#[tokio::test]
async fn what_can_t_be_read() {
    let too_large = format!("goal={}", "x".repeat(128 * 1024));
    let many_fields = "audiences=teachers&".repeat(1_001);
    let many_keys: Vec<String> = (0..1_001).map(|number| format!("\"k{number}\":0")).collect();
    let (many_keys, deep) = (format!("{{{}}}", many_keys.join(",")), format!("{{\"goal\":{}", "[".repeat(60_000)));
    let deep_groups = format!("{}1{}", "{\"a\":".repeat(10_000), "}".repeat(10_000));

    #[rustfmt::skip]
    let table: &[Unreadable] = &[
        // what                         Content-Type                     body                 status code      reason          notice
        ("too large, a form",           FORM,                            too_large.as_bytes(), 413, "too-large",  "",             "too-large"),
        ("too large, JSON",             JSON,                            too_large.as_bytes(), 413, "too-large",  "",             ""),
        ("no type",                     "",                              b"form=join",         415, "wrong-type", "no-type",      "wrong-type"),
        ("a file upload",               "multipart/form-data; boundary=x", b"--x--",           415, "wrong-type", "other-type",   "wrong-type"),
        ("plain text",                  "text/plain",                    b"form=join",         415, "wrong-type", "other-type",   "wrong-type"),
        ("a form in Latin-1",           "application/x-www-form-urlencoded; charset=iso-8859-1", b"form=join", 415, "wrong-type", "other-charset", "wrong-type"),
        ("JSON in UTF-16",              "application/json; charset=utf-16", b"{\0}\0",         415, "wrong-type", "other-charset", "wrong-type"),
        ("Latin-1 in percent signs",    FORM, b"form=join&organisation.name=%E9cole",          400, "malformed",  "not-utf-8",    "not-utf-8"),
        ("Latin-1 as it is",            FORM, b"form=join&organisation.name=\xe9cole",         400, "malformed",  "not-utf-8",    "not-utf-8"),
        ("Latin-1 in JSON",             JSON, b"{\"form\": \"\xe9\"}",                         400, "malformed",  "not-utf-8",    ""),
        ("a NUL smuggled overlong",     FORM, b"form=%C0%80",                                  400, "malformed",  "not-utf-8",    "not-utf-8"),
        ("a surrogate",                 FORM, b"form=%ED%A0%80",                               400, "malformed",  "not-utf-8",    "not-utf-8"),
        ("a percent sign of a price",   FORM, b"form=join&motivation=100%",                    400, "malformed",  "percent-encoding", "malformed"),
        ("a name that is no name",      FORM, b"form=join&a..b=c",                             400, "malformed",  "field-name",   "malformed"),
        ("a name beside its own part",  FORM, b"period=x&period.from=y",                       400, "malformed",  "field-name",   "malformed"),
        ("the millionth entry",         FORM, b"languages[1000000].code=en",                   400, "malformed",  "field-name",   "malformed"),
        ("a thousand fields and one",   FORM, many_fields.as_bytes(),                          400, "malformed",  "too-many-fields", "too-many-fields"),
        ("a thousand keys and one",     JSON, many_keys.as_bytes(),                            400, "malformed",  "too-many-fields", ""),
        ("nothing, as JSON",            JSON, b"",                                             400, "malformed",  "cut-off",      ""),
        ("JSON that breaks off",        JSON, b"{\"form\": \"join\", \"moti",                  400, "malformed",  "cut-off",      ""),
        ("JSON with a comma too many",  JSON, b"{\"form\": \"join\",}",                        400, "malformed",  "not-json",     ""),
        ("a form called JSON",          JSON, b"form=join&language=en",                        400, "malformed",  "not-json",     ""),
        ("two documents",               JSON, b"{} {}",                                        400, "malformed",  "not-json",     ""),
        ("half a pair of surrogates",   JSON, br#"{"form": "\ud800"}"#,                        400, "malformed",  "not-json",     ""),
        ("a number beyond all numbers", JSON, b"{\"days\": 1e999}",                            400, "malformed",  "not-json",     ""),
        ("a list",                      JSON, b"[1]",                                          400, "malformed",  "not-an-object", ""),
        ("a text",                      JSON, b"\"join\"",                                     400, "malformed",  "not-an-object", ""),
        ("a key twice",                 JSON, b"{\"form\": \"join\", \"form\": \"find-a-host\"}", 400, "malformed", "key-twice",   ""),
        ("a key twice, deep down",      JSON, b"{\"period\": {\"from\": 1, \"from\": 2}}",     400, "malformed",  "key-twice",    ""),
        ("lists in lists",              JSON, deep.as_bytes(),                                 400, "malformed",  "too-deep",     ""),
        ("groups in groups",            JSON, deep_groups.as_bytes(),                          400, "malformed",  "too-deep",     ""),
    ];
    let app = TestApp::new();
    let router = app.submit();
    for &(what, kind, body, status, code, reason, expected) in table {
        let program = post(&router, kind, JSON, body.to_vec()).await;
        assert_eq!(program.status.as_u16(), status, "{what}: {}", program.body);
        assert_eq!(program.header("content-type"), "application/problem+json", "{what}");
        let told = program.json();
        assert_eq!(
            (told["code"].as_str(), told["reason"].as_str().unwrap_or_default()),
            (Some(code), reason),
            "{what}"
        );
        assert!(told["detail"].as_str().is_some_and(|detail| (10..400).contains(&detail.len())), "{what}: {told}");
        assert_eq!(program.header("accept-post").is_empty(), status != 415, "{what}");
        // A JSON body is a program's, whatever it says it would like to read.
        if !kind.starts_with(JSON) {
            let page = post(&router, kind, HTML, body.to_vec()).await;
            assert_eq!((page.status.as_u16(), notice(&page)), (status, Some(expected)), "{what}");
            assert!(page.header("content-type").starts_with("text/html"), "{what}");
        }
    }
    let zipped =
        axum::http::Request::post("/api/requests").header("content-type", FORM).header("content-encoding", "gzip");
    let answer = send(&router, zipped.header("accept", JSON).body("x".into()).expect("a request")).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["reason"]), (415, &json!("compressed")));
    nothing_is_stored(&app).await;
}

/// A document with one value changed; `null` takes it away.
fn changed(pointer: &str, value: Value) -> Value {
    let mut document = wish_as_json();
    let (group, key) = pointer.rsplit_once('/').expect("a pointer");
    let group = document.pointer_mut(group).expect("a group");
    match (group, value) {
        (Value::Object(entries), Value::Null) => drop(entries.remove(key)),
        (Value::Object(entries), value) => drop(entries.insert(key.to_owned(), value)),
        (list, value) => list[key.parse::<usize>().expect("a position")] = value,
    }
    document
}

/// Documents that can be read and break a rule: what a program is told of each, and where.
#[tokio::test]
async fn what_breaks_a_rule_as_a_program_sends_it() {
    #[rustfmt::skip]
    let table = [
        // what is sent                                           the field, the code, and the sentence for whoever wrote the program
        ("/form",               json!("find-a-hose"),             ("form", "unknown-reference", "there is no form \"find-a-hose\"; did you mean \"find-a-host\"?")),
        ("/form",               json!(null),                      ("form", "missing", "`form` is missing")),
        ("/form",               json!(["join"]),                  ("form", "wrong-type", "expected a text, found a list")),
        ("/language",           json!("xx"),                      ("language", "unknown-code", "\"xx\" is not a language code")),
        ("/gaol",               json!("A goal"),                  ("gaol", "unknown-key", "unknown key `gaol`")),
        ("/organisation/nmae",  json!("A name"),                  ("organisation.nmae", "unknown-key", "unknown key `nmae`")),
        ("/organisation",       json!("School"),                  ("organisation", "wrong-type", "expected a group of keys, found a text")),
        ("/organisation/name",  json!(null),                      ("organisation.name", "missing", "`name` is missing")),
        ("/organisation/name",  json!("  "),                      ("organisation.name", "empty", "this must not be empty")),
        ("/organisation/name",  json!("\u{200b}\u{3164}"),        ("organisation.name", "empty", "this must not be empty")),
        ("/organisation/name",  json!(7),                         ("organisation.name", "wrong-type", "expected a text, found a number")),
        ("/organisation/name",  json!("A\nBcc: all"),             ("organisation.name", "line-break", "this text must stand on one line")),
        ("/organisation/name",  json!("A\u{0}"),                  ("organisation.name", "control-character", "this text has the invisible character U+0000 (NULL)")),
        ("/organisation/name",  json!("A \u{202e}loohcS"),        ("organisation.name", "text-direction", "this text turns the direction of what stands behind it: U+202E (RIGHT-TO-LEFT OVERRIDE)")),
        ("/organisation/name",  json!("\u{fffd}cole"),            ("organisation.name", "lost-character", "this text has a \u{fffd}, where a letter was lost")),
        ("/organisation/name",  json!("n".repeat(161)),           ("organisation.name", "too-long", "this text has 161 characters; at most 160 fit")),
        ("/contact/email",      json!("anna"),                    ("contact.email", "email-address", "\"anna\" is not an e-mail address")),
        ("/activity",           json!("job-shadwing"),            ("activity", "unknown-code", "\"job-shadwing\" is not an activity; did you mean \"job-shadowing\"?")),
        ("/audiences",          json!("teachers"),                ("audiences", "wrong-type", "expected a list, found a text")),
        ("/audiences",          json!([]),                        ("audiences", "empty", "this must not be empty")),
        ("/audiences",          json!(["teachers", "teachers"]),  ("audiences[1]", "repeated", "\"teachers\" is listed twice")),
        ("/goal",               json!("Dual training"),           ("goal", "too-short", "this text has 13 characters; at least 20 are needed")),
        ("/goal",               json!({"en": "In a language"}),   ("goal", "wrong-type", "expected a text, found a group of keys")),
        ("/period/from",        json!("2026-11-22"),              ("period.from", "past", "2026-11-22 is in the past")),
        ("/period/from",        json!("2027-02-30"),              ("period.from", "date", "\"2027-02-30\" is not a date")),
        ("/period/from",        json!("30/03/2027"),              ("period.from", "date", "\"30/03/2027\" is not a date")),
        ("/period/from",        json!(20270301),                  ("period.from", "wrong-type", "expected a text, found a number")),
        ("/period/until",       json!("2027-02-01"),              ("period.until", "reversed", "2027-02-01 comes before 2027-03-01")),
        ("/period",             json!(["2027-03-01", "2027-03-05"]), ("period", "wrong-type", "expected a group of keys, found a list")),
        ("/days",               json!("3"),                       ("days", "wrong-type", "expected a whole number, found a text")),
        ("/days",               json!(0),                         ("days", "out-of-range", "0 is not between 1 and 366")),
        ("/days",               json!(-3),                        ("days", "out-of-range", "-3 is not between 1 and 366")),
        ("/days",               json!(2.5),                       ("days", "number", "\"2.5\" is not a whole number")),
        ("/days",               json!(1e300),                     ("days", "out-of-range", "1e300 is not between 1 and 366")),
        ("/days",               json!(u64::MAX),                  ("days", "out-of-range", "1.8446744073709552e19 is not between 1 and 366")),
        ("/days",               json!(true),                      ("days", "wrong-type", "expected a whole number, found true or false")),
        ("/participants",       json!(0),                         ("participants", "out-of-range", "0 is not between 1 and 500")),
        ("/fewer_opportunities", json!(5),                        ("fewer_opportunities", "part-exceeds-whole", "there are more persons with fewer opportunities (5) than persons in all (4)")),
        ("/languages/0/level",  json!("B3"),                      ("languages[0].level", "unknown-code", "\"B3\" is not one of the choices; did you mean \"B1\"?")),
        ("/languages/0",        json!("en"),                      ("languages[0]", "wrong-type", "expected a group of keys, found a text")),
        ("/offer",              json!("lace-weak"),               ("offer", "unknown-reference", "there is no offer \"lace-weak\"; did you mean \"lace-week\"?")),
        ("/offer",              json!("last-year"),               ("offer", "unknown-reference", "there is no offer \"last-year\"")),
        ("/consent",            json!(false),                     ("consent", "consent", "without consent nothing can be stored")),
        ("/consent",            json!(null),                      ("consent", "consent", "without consent nothing can be stored")),
        ("/consent",            json!("yes"),                     ("consent", "wrong-type", "expected true or false, found a text")),
    ];
    let app = TestApp::new();
    let router = app.submit();
    for (pointer, value, (field, code, detail)) in table {
        let what = format!("{pointer}: {value}");
        let answer = post_json(&router, &changed(pointer, value)).await;
        assert_eq!(answer.status.as_u16(), 422, "{what}: {}", answer.body);
        let told = answer.json();
        let problem = &told["problems"][0];
        let found = [&problem["field"], &problem["code"], &problem["detail"]];
        assert_eq!(found.map(|text| text.as_str().unwrap_or_default()), [field, code, detail], "{what}: {told}");
        let meant = detail.split_once("did you mean \"").map(|(_, meant)| meant.trim_end_matches("\"?"));
        assert_eq!(problem["suggestion"].as_str(), meant, "{what}");
        assert!(problem["message"].as_str().is_some_and(|message| !message.is_empty()), "{what}");
    }
    nothing_is_stored(&app).await;
}

/// Forms that break a rule: the form comes back with all that was typed, a list of what is wrong, and the same sentence
/// beside the field.
#[tokio::test]
async fn what_breaks_a_rule_as_a_form_sends_it() {
    let huge = "9".repeat(40);
    #[rustfmt::skip]
    let table = [
        (("goal", "Short \u{7f1}"),            "goal"),
        (("organisation.name", ""),            "organisation.name"),
        (("organisation.name", "A\u{1b}[2J"),  "organisation.name"),
        (("organisation.name", "A\u{202e}B"),  "organisation.name"),
        (("contact.email", "a b@example.org"), "contact.email"),
        (("activity", "clowning"),             "activity"),
        (("days", "three"),                    "days"),
        (("days", huge.as_str()),              "days"),
        (("participants", "0"),                "participants"),
        (("period.from", "2020-01-01"),        "period.from"),
        (("period.until", "2027-02-28"),       "period.until"),
        (("offer", "lace-weak"),               "offer"),
        (("consent", "perhaps"),               "consent"),
    ];
    let app = TestApp::new();
    let router = app.submit();
    for ((name, value), slot) in table {
        let page = post_form(&router, &wish_with(&[(name, value)])).await;
        assert_eq!(page.status.as_u16(), 422, "{name}={value:?}");
        assert!(page.shows("data-problems") && page.shows(&format!("data-problem=\"{slot}\"")), "{name}={value:?}");
        assert!(page.body.contains(&format!("<li><a href=\"#field-{slot}\">")), "{name}={value:?}: {}", page.body);
        assert!(page.tag("id=\"field-organisation.place\"").contains("value=\"Ghent\""), "{name}={value:?}");
        assert!(page.tag("value=\"BE\"").contains("selected"), "{name}={value:?}");
        if !value.is_empty() && !["activity", "offer", "consent", "goal"].contains(&name) {
            assert!(
                page.tag(&format!("id=\"field-{name}\"")).contains(&format!("value=\"{value}\"")),
                "{name}={value:?}"
            );
        }
    }

    // A field that came twice: the first of its values stays in the form.
    let mut twice = wish_with(&[]);
    twice.push(("days", "4"));
    let page = post_form(&router, &twice).await;
    assert!(page.status.as_u16() == 422 && page.shows("data-problem=\"days\""));
    assert!(page.tag("id=\"field-days\"").contains("value=\"3\""));

    // Without a form that is known, there is no page to fill in again.
    for body in ["", "&&&", "form=find-a-hose", "form=join&form=find-a-host"] {
        let page = post(&router, FORM, HTML, body).await;
        assert_eq!((page.status.as_u16(), notice(&page)), (422, Some("unknown-form")), "{body}");
    }
    nothing_is_stored(&app).await;
}

/// Documents made to keep a program busy are answered as fast as others.
#[tokio::test]
async fn what_is_made_to_be_slow() {
    let list = |item: &str, times: usize| format!("[{}]", vec![item; times].join(","));
    let keys: String = (0..9_000).map(|number| format!("\"k{number}\":0,")).collect();
    let wide = |key: &str, value: String| {
        let document = wish_as_json().to_string();
        format!("{},\"{key}\":{value}}}", document.trim_end_matches('}'))
    };
    let app = TestApp::new();
    let router = app.submit();
    for (what, body) in [
        ("many wrong codes", wide("sectors", list("\"0723\"", 12_000))),
        ("many numbers", wide("themes", list("1", 60_000))),
        ("many empty groups", wide("support", format!("{{\"measures\":{}}}", list("{}", 40_000)))),
        ("many keys", wide("odd", format!("{{{}\"end\":0}}", keys))),
        ("a long number", wide("fewer_opportunities", "9".repeat(100_000))),
        ("a long fraction", wide("fewer_opportunities", format!("0.{}", "3".repeat(100_000)))),
        ("a long code", wide("sectors", format!("[\"{}\"]", "7".repeat(100_000)))),
        ("a long text of accents", wide("odd", format!("\"{}\"", "e\u{301}\u{327}".repeat(20_000)))),
    ] {
        assert!(body.len() <= web::body::MAX_BYTES, "{what}: {}", body.len());
        let started = Instant::now();
        let answer = post(&router, JSON, JSON, body).await;
        assert!([400, 422].contains(&answer.status.as_u16()), "{what}: {}", answer.status);
        assert!(started.elapsed() < Duration::from_secs(2), "{what}: {:?}", started.elapsed());
        assert!(answer.body.len() < 64 * 1024, "{what}: an answer of {} bytes", answer.body.len());
    }
    nothing_is_stored(&app).await;
}

/// Addresses and methods that there are not.
#[tokio::test]
async fn what_is_asked_in_another_way() {
    let app = TestApp::new();
    let router = app.submit();
    #[rustfmt::skip]
    let table = [
        ("GET",     "/api/requests", 405, "method-not-allowed", "POST,OPTIONS"),
        ("PUT",     "/api/requests", 405, "method-not-allowed", "POST,OPTIONS"),
        ("DELETE",  "/api/requests", 405, "method-not-allowed", "POST,OPTIONS"),
        ("BREW",    "/api/requests", 405, "method-not-allowed", "POST,OPTIONS"),
        ("POST",    "/api/health",   405, "method-not-allowed", "GET,HEAD,OPTIONS"),
        ("POST",    "/api/requests/received/en/join/MM-7K3M-9QPD-2XWV", 405, "method-not-allowed", "GET,HEAD,OPTIONS"),
        ("GET",     "/api/request",  404, "not-found", ""),
        ("POST",    "/api/requests/", 404, "not-found", ""),
        ("POST",    "/api/requests/received/en", 404, "not-found", ""),
    ];
    for (method, path, status, code, allow) in table {
        for accept in [JSON, HTML] {
            let request = axum::http::Request::builder().method(method).uri(path).header("accept", accept);
            let answer = send(&router, request.body(axum::body::Body::empty()).expect("a request")).await;
            assert_eq!((answer.status.as_u16(), answer.header("allow")), (status, allow), "{method} {path}");
            match accept {
                JSON => {
                    assert!(answer.body.contains(&format!("\"code\":\"{code}\"")), "{method} {path}: {}", answer.body)
                }
                _ => assert_eq!(notice(&answer), Some(code), "{method} {path}"),
            }
        }
    }
}

/// Says something over a connection, in one go or in pieces, and hears the answer out.
async fn talk(address: &str, pieces: Vec<Vec<u8>>, then: After) -> String {
    let address = address.to_owned();
    let talk = move || {
        let mut stream = TcpStream::connect(address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time-out");
        for piece in pieces {
            stream.write_all(&piece).expect("a server that goes on reading");
        }
        if then == After::HangsUp {
            stream.shutdown(Shutdown::Write).expect("half a connection");
        }
        let mut answer = Vec::new();
        match stream.read_to_end(&mut answer) {
            Ok(_) => String::from_utf8(answer).expect("UTF-8"),
            Err(error) if error.kind() == ErrorKind::ConnectionReset => "reset".to_owned(),
            Err(error) => panic!("{error} after {:?}", String::from_utf8_lossy(&answer)),
        }
    };
    tokio::task::spawn_blocking(talk).await.expect("a thread that ends")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Listens,
    HangsUp,
}

fn head(more: &str) -> String {
    format!(
        "POST /api/requests HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\naccept: text/html\r\ncontent-type: {FORM}\r\n{more}\r\n"
    )
}

/// A browser that sends far too much sees our page, not an error of its own.
#[tokio::test]
async fn ten_megabytes_get_a_page() {
    let app = TestApp::new();
    let address = serve(app.submit()).await;
    let ten = vec![b'x'; 10 * 1024 * 1024];

    let announced = vec![head(&format!("content-length: {}\r\n", ten.len())).into_bytes(), ten.clone()];
    let answer = talk(&address, announced, After::Listens).await;
    assert!(answer.starts_with("HTTP/1.1 413 ") && answer.contains("<h1>This was not accepted</h1>"), "{answer:.200}");

    let mut chunked = vec![head("transfer-encoding: chunked\r\n").into_bytes()];
    for part in ten.chunks(512 * 1024) {
        chunked.extend([format!("{:x}\r\n", part.len()).into_bytes(), part.to_vec(), b"\r\n".to_vec()]);
    }
    chunked.push(b"0\r\n\r\n".to_vec());
    let answer = talk(&address, chunked, After::Listens).await;
    assert!(answer.starts_with("HTTP/1.1 413 ") && answer.contains("<h1>This was not accepted</h1>"), "{answer:.200}");
    nothing_is_stored(&app).await;
}

/// `Expect: 100-continue`: who asks before sending is told to go on, or is told at once that it is too much.
#[tokio::test]
async fn who_asks_before_sending_is_answered_before_sending() {
    let app = TestApp::new();
    let address = serve(app.submit()).await;
    let body = encode(&wish_with(&[]));
    let ask = head(&format!("expect: 100-continue\r\ncontent-length: {}\r\n", body.len()));
    let answer = talk(&address, vec![ask.into_bytes(), body.into_bytes()], After::Listens).await;
    assert!(answer.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 303 "), "{answer:.200}");

    let ask = head("expect: 100-continue\r\ncontent-length: 10485760\r\n");
    let answer = talk(&address, vec![ask.into_bytes()], After::Listens).await;
    assert!(answer.starts_with("HTTP/1.1 413 ") && !answer.contains("100 Continue"), "{answer:.200}");
}

/// What breaks off, and what two programs could read in two ways, reaches no rule and is never stored.
#[tokio::test]
async fn what_is_odd_about_the_bytes_themselves() {
    let app = TestApp::new();
    let address = serve(app.submit()).await;
    let body = encode(&wish_with(&[]));
    let length = body.len();
    #[rustfmt::skip]
    let table = [
        // what                                   headers                                                         body                                  answer
        ("less than was announced",               format!("content-length: {}\r\n", length + 100),                body.clone(),                         "HTTP/1.1 400 "),
        ("a chunk that breaks off",               "transfer-encoding: chunked\r\n".to_owned(),                    format!("{:x}\r\n{}", length, &body[..9]), "HTTP/1.1 400 "),
        ("chunks without their end",              "transfer-encoding: chunked\r\n".to_owned(),                    format!("{length:x}\r\n{body}\r\n"),  "HTTP/1.1 400 "),
        ("a chunk of no size",                    "transfer-encoding: chunked\r\n".to_owned(),                    format!("zz\r\n{body}\r\n0\r\n\r\n"), "HTTP/1.1 400 "),
        ("a chunk of a size beyond all sizes",    "transfer-encoding: chunked\r\n".to_owned(),                    format!("fffffffffffffffff\r\n{body}"), "HTTP/1.1 400 "),
        ("two lengths",                           format!("content-length: {length}\r\ncontent-length: 3\r\n"),   body.clone(),                         "HTTP/1.1 400 "),
        ("a length below zero",                   "content-length: -1\r\n".to_owned(),                            body.clone(),                         "HTTP/1.1 400 "),
        ("chunks within something unknown",       "transfer-encoding: chunked, odd\r\n".to_owned(),               format!("{length:x}\r\n{body}\r\n0\r\n\r\n"), "HTTP/1.1 400 "),
        ("a line folded over the next",           format!("x: y\r\n z\r\ncontent-length: {length}\r\n"),          body.clone(),                         "HTTP/1.1 400 "),
        ("a header with a NUL",                   format!("x: \0\r\ncontent-length: {length}\r\n"),               body.clone(),                         "HTTP/1.1 400 "),
    ];
    for (what, headers, body, expected) in table {
        let answer = talk(&address, vec![(head(&headers) + &body).into_bytes()], After::HangsUp).await;
        assert!(answer.starts_with(expected), "{what}: {answer:.300}");
    }
    let answer = talk(
        &address,
        vec![(head(&format!("content-length: {}\r\n", length + 100)) + &body).into_bytes()],
        After::HangsUp,
    )
    .await;
    assert!(answer.contains("data-outcome=\"cut-off\">"), "{answer}");
    nothing_is_stored(&app).await;

    // A length beside chunks: the chunks count, as RFC 9112 has it, and the connection ends so that nothing can follow.
    let both = head("content-length: 3\r\ntransfer-encoding: chunked\r\n");
    let sent = format!("{both}{length:x}\r\n{body}\r\n0\r\n\r\nGET /api/health HTTP/1.1\r\nhost: localhost\r\n\r\n");
    let answer = talk(&address, vec![sent.into_bytes()], After::Listens).await;
    assert!(answer.starts_with("HTTP/1.1 303 ") || answer.starts_with("HTTP/1.1 400 "), "{answer:.300}");
    assert_eq!(answer.matches("HTTP/1.1").count(), 1, "nothing was smuggled behind it: {answer}");
    let health = talk(
        &address,
        vec![b"GET /api/health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n".to_vec()],
        After::Listens,
    )
    .await;
    assert!(health.contains("\"status\":\"ok\""), "the server goes on: {health}");
}
