//! What the tests share: a small published site, a store on a real file, and the routes under a clock that stands
//! still. A test says what is sent and what comes back.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use domain::case::retention::Retention;
use domain::case::{Handling, ReferenceKey, Reminders, Submission};
use domain::request::{Circumstances, Form, Request as Asked};
use function::store::sqlite::SqliteStore;
use function::store::{Deadlines, Intake, Promise, Put, StoreError};
use function::{
    Clock, Correspondence, DeskAccess, DeskState, DeskToken, Limits, Publication, Published, SubmitState,
    UnreadableFiles, desk_router, submit_router,
};
use http_body_util::BodyExt;
use jiff::Timestamp;
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

/// The day of all tests.
pub const NOW: &str = "2026-11-23T08:00:00Z";

/// What opens the desk.
pub const DESK_TOKEN: &str = "a-token-for-tests-that-is-long-enough";

/// Its moment.
pub fn now() -> Timestamp {
    NOW.parse().expect("a moment")
}

/// A complete wish for a host, as a browser posts it.
pub const WISH: [(&str, &str); 20] = [
    ("form", "find-a-host"),
    ("language", "en"),
    ("elapsed", ""),
    ("offer", ""),
    ("subject_line_two", ""),
    ("organisation.name", "School of Crafts"),
    ("organisation.kind", "EPLUS-EDU-VOC-SEC"),
    ("organisation.country", "BE"),
    ("organisation.place", "Ghent"),
    ("contact.name", "Anna Peeters"),
    ("contact.email", "anna@example.org"),
    ("activity", "job-shadowing"),
    ("audiences", "teachers"),
    ("goal", "We want to see how apprentices learn with several companies."),
    ("period.from", "2027-03-01"),
    ("period.until", "2027-05-31"),
    ("days", "3"),
    ("participants", "4"),
    ("languages[0].code", "en"),
    ("languages[0].level", "B2"),
];

/// The wish with consent, and with some fields changed or added.
pub fn wish_with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<(&str, &str)> = WISH.into_iter().chain([("consent", "yes")]).collect();
    for &(name, value) in changes {
        match fields.iter_mut().find(|(known, _)| *known == name) {
            Some(field) => field.1 = value,
            None => fields.push((name, value)),
        }
    }
    fields
}

/// The same wish as a program writes it.
pub fn wish_as_json() -> Value {
    json!({
        "form": "find-a-host",
        "language": "en",
        "organisation": {
            "name": "School of Crafts", "kind": "EPLUS-EDU-VOC-SEC", "country": "BE", "place": "Ghent"
        },
        "contact": { "name": "Anna Peeters", "email": "anna@example.org" },
        "activity": "job-shadowing",
        "audiences": ["teachers"],
        "goal": "We want to see how apprentices learn with several companies.",
        "period": { "from": "2027-03-01", "until": "2027-05-31" },
        "days": 3,
        "participants": 4,
        "languages": [{ "code": "en", "level": "B2" }],
        "consent": true
    })
}

/// Form fields as a body.
pub fn encode(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// Writes what the generator would publish.
pub fn publish(folder: &Path) {
    let label = |text: &str| json!({ "en": text });
    let term = |code: &str, text: &str| json!({ "code": code, "label": label(text) });
    let language = |code: &str, name: &str, catalan: &str| json!({ "code": code, "alpha3": code, "label": { "en": name, "ca": catalan }, "autonym": name, "official": true });
    let country = |code: &str, name: &str, catalan: &str| json!({ "code": code, "alpha3": code, "label": { "en": name, "ca": catalan }, "nuts": code, "status": "eu-member" });
    let kind = |code: &str, name: &str| json!({ "code": code, "label": label(name), "short": true });
    let vocabulary = json!({
        "activities": [{
            "code": "job-shadowing", "label": { "en": "Job shadowing", "ca": "Estada d’observació" }, "family": "visits", "who": "staff",
            "min_days": 2, "max_days": 60, "erasmus": true
        }],
        "audiences": [term("teachers", "Teachers"), term("learners", "Learners")],
        "barriers": [{ "code": "disabilities", "label": label("Disabilities"), "gloss": label("Of any kind") }],
        "countries": [country("BE", "Belgium", "Bèlgica"), country("ES", "Spain", "Espanya")],
        "event_kinds": [],
        "languages": [language("en", "English", "anglès"), language("ca", "Catalan", "català"), language("sv", "Swedish", "suec"), language("de", "German", "alemany"), language("es", "Spanish", "espanyol"), language("fr", "French", "francès"), language("it", "Italian", "italià"), language("nl", "Dutch", "neerlandès"), language("pl", "Polish", "polonès"), language("fi", "Finnish", "finès")],
        "organisation_kinds": [kind("EPLUS-EDU-VOC-SEC", "School"), kind("EPLUS-BODY-PUBL-REG", "Region")],
        "regions": [{
            "code": "BE23", "label": label("East Flanders"), "autonym": "Oost-Vlaanderen", "country": "BE", "place": "Ghent",
            "coordinates": { "latitude": 51.05, "longitude": 3.72 }, "network": true
        }],
        "sectors": [term("07", "Engineering"), term("0722", "Materials")],
        "stop_kinds": [term("school", "School")],
        "support_measures": [term("mentor", "A mentor")],
        "themes": [term("crafts", "Crafts")]
    });
    let offers = json!({ "version": 1, "offers": ["lace-week"] });
    write(folder, "data/vocabulary.json", &vocabulary.to_string());
    write(folder, "data/open-offers.json", &offers.to_string());
    let conditions = json!({ "version": 1, "offers": { "lace-week": {
        "title": label("Lace by hand"), "host": "Lace school", "place": "Bruges", "country": "BE",
        "activities": ["job-shadowing"], "audiences": ["teachers"], "languages": [{ "code": "en", "level": "B1" }],
        "group": { "min": 2, "max": 6 }, "duration": { "min": 2, "max": 5 },
        "windows": [{ "from": "2027-03-01", "until": "2027-04-30" }], "minors": false, "demo": true
    } } });
    write(folder, "data/offer-conditions.json", &conditions.to_string());
    let retention = json!({ "open_days": 540, "completed_days": 365, "declined_days": 90, "spam_days": 30 });
    let site = json!({ "name": "Test", "languages": ["en", "ca"], "retention": retention,
        "base_url": "https://example.org", "secretariat": { "organisation": "The Network", "email": "office@example.org" } });
    write(folder, "data/site.json", &site.to_string());
    for (language, missing) in [("en", "Please fill this in."), ("ca", "Ompliu aquest camp.")] {
        for (name, html) in [
            ("find-a-host", include_str!("pages/find-a-host.html")),
            ("offer-to-host", include_str!("pages/offer-to-host.html")),
            ("join", include_str!("pages/join.html")),
            ("thank-you", include_str!("pages/thank-you.html")),
            ("not-accepted", include_str!("pages/not-accepted.html")),
        ] {
            let html = html.replace("LANGUAGE", language).replace("MISSING", missing);
            write(folder, &format!("{language}/{name}/index.html"), &html);
        }
    }
}

/// Writes a file and the folders above it.
pub fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    std::fs::write(path, text).expect("a file can be written");
}

/// The published test site, loaded.
pub fn publication() -> Arc<Publication> {
    let folder = TempDir::new().expect("a folder");
    publish(folder.path());
    Arc::new(Publication::new(Published::load(folder.path()).expect("what was published can be loaded")))
}

/// A submission as the submit route makes it.
pub fn submission(changes: &[(&str, &str)], received: &str) -> Submission {
    static PUBLICATION: OnceLock<Arc<Publication>> = OnceLock::new();
    let published = PUBLICATION.get_or_init(publication).current();
    let node = domain::request::node_from_pairs(wish_with(changes)).expect("field names that fit");
    let circumstances = Circumstances { today: jiff::civil::date(2026, 11, 23), open_offers: published.open_offers() };
    let language = published.default_language().clone();
    let source = domain::validate::Source::Posted;
    let mut reader = domain::validate::Reader::new(published.vocabulary(), source, language);
    let read = reader.document(&node, |fields| Asked::read(fields, Form::FindAHost, circumstances));
    let (request, traces) = read.expect("a request without problems");
    Submission::new(request, &traces, None, &ReferenceKey::new([7; 32]), received.parse().expect("a moment"))
}

/// What is made of the fields of another form.
pub fn submission_by(form: Form, fields: &[(&str, &str)], received: &str) -> Submission {
    let published = publication().current();
    let node = domain::request::node_from_pairs(fields.iter().copied()).expect("field names that fit");
    let circumstances = Circumstances { today: jiff::civil::date(2026, 11, 23), open_offers: published.open_offers() };
    let language = published.default_language().clone();
    let mut reader = domain::validate::Reader::new(published.vocabulary(), domain::validate::Source::Posted, language);
    let read = reader.document(&node, |fields| Asked::read(fields, form, circumstances));
    let (request, traces) = read.expect("a request without problems");
    Submission::new(request, &traces, None, &ReferenceKey::new([7; 32]), received.parse().expect("a moment"))
}

/// Until when a submission is kept, where nobody set anything else.
pub fn until(submission: &Submission) -> Timestamp {
    Retention::default().until(submission.first_status(), submission.received)
}

/// The deadlines of a submission that comes in, where nobody set anything else.
pub fn deadlines(submission: &Submission) -> Deadlines {
    let due = Reminders::default().due(submission.first_status(), submission.received, &Handling::default());
    Deadlines { until: until(submission), due }
}

/// Deadlines of what expires at a moment, and that nobody waits for.
pub fn kept_until(until: Timestamp) -> Deadlines {
    Deadlines { until, due: None }
}

/// A store that can't be reached.
pub struct Unreachable;

impl Intake for Unreachable {
    fn put<'a>(&'a self, _submission: &'a Submission, _deadlines: Deadlines) -> Promise<'a, Put> {
        Box::pin(async { Err(StoreError::closed("unplugged")) })
    }

    fn spend<'a>(&'a self, _token: &'a str, _until: Timestamp, _now: Timestamp) -> Promise<'a, Put> {
        Box::pin(async { Err(StoreError::closed("unplugged")) })
    }
}

/// The whole function on a store of its own.
pub struct House {
    /// The store.
    pub store: SqliteStore,
    folder: TempDir,
    publication: Arc<Publication>,
}

/// An answer, read to its end.
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body; empty where it is no text.
    pub body: String,
    /// The bytes of its body.
    pub bytes: Vec<u8>,
}

impl House {
    /// Builds one.
    pub fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let store = SqliteStore::open(&folder.path().join("store/requests.sqlite")).expect("a store");
        Self { store, folder, publication: publication() }
    }

    /// The folder that holds everything of this house.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What it answers from.
    pub fn publication(&self) -> &Arc<Publication> {
        &self.publication
    }

    /// What the submit route works with.
    pub fn submit_state(&self) -> SubmitState {
        SubmitState {
            publication: Arc::clone(&self.publication),
            intake: Arc::new(self.store.clone()),
            clock: Clock::fixed(NOW.parse().expect("a moment")),
            limits: None,
            proof: None,
            reference_key: ReferenceKey::new([7; 32]),
        }
    }

    /// The submit route.
    pub fn submit(&self) -> Router {
        submit_router(self.submit_state())
    }

    /// The submit route in front of a store that can't be reached.
    pub fn submit_without_store(&self) -> Router {
        submit_router(SubmitState { intake: Arc::new(Unreachable), ..self.submit_state() })
    }

    /// The submit route with limits.
    pub fn submit_with_limits(&self, limits: Limits) -> Router {
        submit_router(SubmitState { limits: Some(limits), ..self.submit_state() })
    }

    /// The desk.
    pub fn desk(&self) -> Router {
        desk_router(self.desk_state())
    }

    /// What the desk works with.
    pub fn desk_state(&self) -> DeskState {
        DeskState {
            access: DeskAccess::new(DeskToken::new(DESK_TOKEN).expect("a token")),
            correspondence: Correspondence::default(),
            records: Arc::new(self.store.clone()),
            publication: Arc::clone(&self.publication),
            clock: Clock::fixed("2026-11-26T09:00:00Z".parse().expect("a moment")),
            papers: None,
            unreadable: UnreadableFiles::default(),
        }
    }
}

/// Sends a request to a router and reads the answer.
pub async fn send(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.expect("a router answers");
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.expect("a whole body").to_bytes().to_vec();
    let body = String::from_utf8(bytes.clone()).unwrap_or_default();
    Answer { status: parts.status, headers: parts.headers, body, bytes }
}

/// Posts a form as a browser does.
pub async fn post_form(router: &Router, fields: &[(&str, &str)]) -> Answer {
    post(router, "application/x-www-form-urlencoded", "text/html,*/*;q=0.8", encode(fields)).await
}

/// Posts a document as a program does.
pub async fn post_json(router: &Router, document: &Value) -> Answer {
    post(router, "application/json", "application/json", document.to_string()).await
}

/// Posts anything.
pub async fn post(router: &Router, kind: &str, accept: &str, body: impl Into<Body>) -> Answer {
    let request = Request::post("/api/requests").header("content-type", kind).header("accept", accept);
    send(router, request.body(body.into()).expect("a request")).await
}

impl Answer {
    /// A header's text.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("ASCII"))
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }

    /// The start tag of the page's element with an attribute.
    pub fn tag(&self, attribute: &str) -> &str {
        let position = self.body.find(attribute).unwrap_or_else(|| panic!("{attribute} in {}", self.body));
        let start = self.body[..position].rfind('<').expect("a tag's start");
        let end = self.body[start..].find('>').expect("a tag's end");
        &self.body[start..=start + end]
    }

    /// Whether the page's element with an attribute is shown.
    pub fn shows(&self, attribute: &str) -> bool {
        !self.tag(attribute).contains("hidden")
    }
}

/// A listener that hears nothing, for as long as the tests run. With a single one, `tracing` lets the thread that first tells
/// something decide whether anybody ever hears it, and a thread without a listener decides that nobody does.
pub fn listen_everywhere() {
    static NOBODY: OnceLock<[tracing::Dispatch; 2]> = OnceLock::new();
    let silent = || tracing::Dispatch::new(function::observe::json::JsonLines::new(std::io::sink()));
    NOBODY.get_or_init(|| [silent(), silent()]);
}
