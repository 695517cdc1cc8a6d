//! What the desk hands over: an offer of a host's proposal, the beginning of a case study.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::http::{Method, StatusCode};
use desk::content_repository::{CheckMessage, ContentError, ContentFile, ContentRepository};
use desk::{DeskState, desk_router};
use domain::case::retention::Retention;
use domain::case::{Action, CaseEvent, HostContact, Introduction, Reference, Reminders, Status, Submission, Visit};
use domain::content::offer::Offer;
use domain::dates::Period;
use domain::request::Form;
use domain::text::{LanguageTag, Slug};
use store::{CaseStore, Change, Record, StoreFuture, SubmissionSink};

use super::{form_from_here, from_here};
use crate::support::{Answer, NOW, TestApp, deadlines, now, send, submission, submission_by};

const PROPOSAL: [(&str, &str); 27] = [
    ("form", "offer-to-host"),
    ("language", "en"),
    ("organisation.name", "School of Lace"),
    ("organisation.kind", "EPLUS-EDU-VOC-SEC"),
    ("organisation.country", "BE"),
    ("organisation.place", "Ghent"),
    ("contact.name", "Anna Peeters"),
    ("contact.email", "anna@example.org"),
    ("title", "Lace: from bobbin to business"),
    ("summary", "# no heading, but a summary"),
    ("activities", "job-shadowing"),
    ("audiences", "teachers"),
    ("sectors", "0722"),
    ("themes", "crafts"),
    ("programme", "1. The workshop: how lace is made\nLunch with <b>learners</b>"),
    ("learning", "- How it works\n- What it costs"),
    ("languages[0].code", "en"),
    ("languages[0].level", "B1"),
    ("group.min", "1"),
    ("group.max", "4"),
    ("duration.min", "2"),
    ("duration.max", "5"),
    ("windows[0].from", "2027-03-01"),
    ("windows[0].until", "2027-05-31"),
    ("costs", "Meals"),
    ("consent", "yes"),
    ("elapsed", "60000"),
];

/// A folder of content in memory, with a check that says what it is told to say.
#[derive(Default)]
struct Folder {
    files: Mutex<BTreeMap<String, String>>,
    remarks: Vec<CheckMessage>,
}

impl ContentRepository for Folder {
    fn read<'a>(&'a self, paper: &'a ContentFile) -> StoreFuture<'a, Option<String>, ContentError> {
        Box::pin(async { Ok(self.files.lock().expect("a lock").get(&paper.path()).cloned()) })
    }

    fn offer<'a>(&'a self, _slug: &'a Slug) -> StoreFuture<'a, Option<Offer>, ContentError> {
        Box::pin(async { Ok(None) })
    }

    fn write<'a>(
        &'a self,
        paper: &'a ContentFile,
        text: &'a str,
        instead_of: Option<&'a str>,
    ) -> StoreFuture<'a, Vec<CheckMessage>, ContentError> {
        Box::pin(async move {
            let mut files = self.files.lock().expect("a lock");
            match files.get(&paper.path()) {
                Some(there) if there != text && Some(there.as_str()) != instead_of => {
                    Err(ContentError::Taken(PathBuf::from(paper.path())))
                }
                _ => {
                    files.insert(paper.path(), text.to_owned());
                    Ok(self.remarks.clone())
                }
            }
        })
    }
}

impl Folder {
    fn file(&self, path: &str) -> Option<String> {
        self.files.lock().expect("a lock").get(path).cloned()
    }
}

/// An app with one request, and its desk beside a folder.
struct Scene {
    app: TestApp,
    folder: Arc<Folder>,
    desk: Router,
    reference: Reference,
}

impl Scene {
    async fn of(submission: Submission, folder: Folder) -> Self {
        let app = TestApp::new();
        app.store.put(&submission, deadlines(&submission)).await.expect("an answer");
        let folder = Arc::new(folder);
        let desk = desk_router(DeskState { content: Some(folder.clone()), ..app.desk_state() });
        Self { app, folder, desk, reference: submission.reference }
    }

    async fn with_proposal() -> Self {
        Self::of(submission_by(Form::OfferToHost, &PROPOSAL, NOW), Folder::default()).await
    }

    fn address(&self, page: &str) -> String {
        format!("/desk/requests/{}/{page}", self.reference)
    }

    async fn get(&self, page: &str) -> Answer {
        let request = from_here(Method::GET, &self.address(page)).body(Body::empty()).expect("a request");
        send(&self.desk, request).await
    }

    async fn post(&self, page: &str, fields: &[(&str, &str)]) -> Answer {
        send(&self.desk, form_from_here(&self.address(page), fields)).await
    }

    async fn record(&self) -> Record {
        self.app.store.get(&self.reference, now()).await.expect("an answer").expect("a record")
    }

    async fn take(&self, step: Action) {
        let version = self.record().await.version;
        let (retention, reminders) = (Retention::default(), Reminders::default());
        let change = Change { step, by: Some("Marta".into()), at: now(), retention, reminders };
        self.app.store.change(&self.reference, version, change).await.expect("a change");
    }
}

fn offer_form<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("version", "1"),
        ("by", "Marta"),
        ("slug", "lace"),
        ("region", "BE23"),
        ("valid_until", "2027-05-31"),
        ("stops[0].name", "The workshop"),
        ("stops[0].kind", "school"),
        ("stops[0].see", "how lace is made"),
        ("stops[1].name", ""),
        ("stops[1].kind", ""),
        ("stops[1].see", "Lunch with <b>learners</b>"),
        ("do", "write"),
    ];
    for &(name, value) in changes {
        match fields.iter_mut().find(|(known, _)| *known == name) {
            Some(field) => field.1 = value,
            None => fields.push((name, value)),
        }
    }
    fields
}

#[tokio::test]
async fn the_page_begins_with_all_that_can_be_guessed_and_shows_the_file() {
    let scene = Scene::with_proposal().await;
    let page = scene.get("offer").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.tag("id=\"slug\"").contains("value=\"lace-from-bobbin-to-business\""));
    assert!(page.tag("id=\"valid_until\"").contains("value=\"2027-05-31\""));
    assert!(page.body.contains("<option value=\"BE23\" selected>"), "the only region of its country");
    assert!(page.tag("id=\"stop-0-name\"").contains("value=\"The workshop\""));
    for line in ["title: &quot;Lace: from bobbin to business&quot;", "  region: BE23", "confirmed: 2026-11-26"] {
        assert!(page.body.contains(line), "{line} in {}", page.body);
    }
    assert!(!page.body.contains("anna@example.org") && !page.body.contains('⟦') && !page.body.contains("<b>learners"));
    let request = scene.get("").await;
    assert_eq!(request.status, StatusCode::NOT_FOUND);
    let request = send(
        &scene.desk,
        from_here(Method::GET, &format!("/desk/requests/{}", scene.reference)).body(Body::empty()).expect("a request"),
    )
    .await;
    assert!(request.body.contains(&format!("href=\"{}\"", scene.address("offer"))));
    assert!(request.body.contains(&format!("href=\"{}\"", scene.address("erase"))));
}

#[tokio::test]
async fn an_offer_is_written_once_and_its_name_is_recorded() {
    let scene = Scene::with_proposal().await;
    let done = scene.post("offer", &offer_form(&[])).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    assert!(
        done.body.contains("content/offers/lace.yaml is written") && done.body.contains("The check found no problems")
    );
    let text = scene.folder.file("content/offers/lace.yaml").expect("a file");
    assert!(text.contains("programme:\n  - name: The workshop\n    kind: school\n"), "{text}");
    assert!(text.contains("  # Lunch with <b>learners</b>\n"), "what is no stop stays as a comment: {text}");
    assert!(!text.contains("Anna") && !text.contains("example.org"), "no contact: {text}");
    let record = scene.record().await;
    assert_eq!((record.status, record.version), (Status::Accepted, 2));
    assert_eq!(record.handling.offer, Slug::parse("lace"));

    let again = scene.post("offer", &offer_form(&[])).await;
    assert_eq!((again.status, scene.record().await.version), (StatusCode::OK, 2), "a double click changes nothing");
}

#[tokio::test]
async fn what_is_missing_is_named_and_nothing_typed_is_lost() {
    let scene = Scene::with_proposal().await;
    for (changes, field) in [
        (("slug", "Lace!"), "#slug"),
        (("region", "XX"), "#region"),
        (("valid_until", "2026-01-01"), "#valid_until"),
        (("stops[0].name", ""), "#stop-0"),
        (("by", " "), "#by"),
    ] {
        let page = scene.post("offer", &offer_form(&[changes, ("stops[1].see", "My own words")])).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{changes:?}");
        assert!(page.body.contains(&format!("href=\"{field}\"")), "{changes:?}: {}", page.body);
        assert!(page.body.contains("My own words</textarea>"));
    }
    assert!(scene.folder.files.lock().expect("a lock").is_empty());
    assert_eq!(scene.record().await.version, 1);
}

#[tokio::test]
async fn an_offer_is_in_a_region_of_its_country() {
    let scene = Scene::with_proposal().await;
    let page = scene.get("offer").await;
    assert!(
        page.body.contains("<optgroup label=\"Regions (NUTS 2)\">\n<option value=\"BE23\" selected>"),
        "{}",
        page.body
    );
    assert!(!page.body.contains("ES51"), "{}", page.body);
    let page = scene.post("offer", &offer_form(&[("region", "ES51")])).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("Catalonia is not in Belgium. Choose a region of Belgium."), "{}", page.body);
}

#[tokio::test]
async fn who_was_overtaken_writes_nothing_and_sends_again() {
    let scene = Scene::with_proposal().await;
    scene.take(Action::StartReview).await;
    let page = scene.post("offer", &offer_form(&[])).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(scene.folder.file("content/offers/lace.yaml").is_none());
    assert!(page.tag("name=\"version\"").contains("value=\"2\""), "sending again works");
    let done = scene.post("offer", &offer_form(&[("version", "2")])).await;
    assert_eq!((done.status, scene.record().await.status), (StatusCode::OK, Status::Accepted));
}

#[tokio::test]
async fn a_name_that_is_taken_is_never_written_over() {
    let folder = Folder::default();
    for name in ["lace", "lace-from-bobbin-to-business"] {
        folder.files.lock().expect("a lock").insert(format!("content/offers/{name}.yaml"), "title: mine\n".into());
    }
    let scene = Scene::of(submission_by(Form::OfferToHost, &PROPOSAL, NOW), folder).await;
    assert!(scene.get("offer").await.tag("id=\"slug\"").contains("value=\"lace-from-bobbin-to-business-2\""));
    let page = scene.post("offer", &offer_form(&[])).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.body.contains("There is already another file at content/offers/lace.yaml"));
    assert_eq!(scene.folder.file("content/offers/lace.yaml").as_deref(), Some("title: mine\n"));
    assert_eq!(scene.record().await.status, Status::New);
}

#[tokio::test]
async fn what_the_check_says_is_shown_with_its_line() {
    let remark = |path: &str| CheckMessage {
        path: path.into(),
        line: 7,
        is_error: true,
        message: "the <sky> is low".into(),
        help: "lift it".into(),
    };
    let remarks = vec![remark("content/offers/lace.yaml"), remark("content/offers/other.yaml")];
    let folder = Folder { remarks, ..Folder::default() };
    let scene = Scene::of(submission_by(Form::OfferToHost, &PROPOSAL, NOW), folder).await;
    let page = scene.post("offer", &offer_form(&[])).await;
    assert!(
        page.body.contains("line 7") && page.body.contains("the &lt;sky&gt; is low") && page.body.contains("lift it")
    );
    assert!(page.body.contains("One other problem of the content"));
}

#[tokio::test]
async fn a_desk_without_a_folder_hands_the_file_out() {
    let scene = Scene::with_proposal().await;
    let desk = scene.app.desk();
    let send_form = async |fields: &[(&str, &str)]| send(&desk, form_from_here(&scene.address("offer"), fields)).await;
    let file = send_form(&offer_form(&[("do", "download")])).await;
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"lace.yaml\"; filename*=UTF-8''lace.yaml");
    assert!(file.body.starts_with("# yaml-language-server") && file.header("cache-control") == "no-store");
    assert_eq!(scene.record().await.version, 1, "to download changes nothing");
    assert_eq!(send_form(&offer_form(&[])).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(send_form(&offer_form(&[("do", "accept")])).await.status, StatusCode::OK);
    assert_eq!(scene.record().await.handling.offer, Slug::parse("lace"));
}

fn introduction() -> Action {
    Action::Introduce(Introduction {
        agreed: true,
        minors: None,
        title: None,
        offer: Slug::parse("lace-week").expect("a slug"),
        host: HostContact {
            organisation: "TestApp of Lace".into(),
            name: "Marked Host".into(),
            email: "marked-host@example.org".into(),
            language: LanguageTag::english(),
        },
    })
}

fn visit() -> Visit {
    let day = |day| jiff::civil::date(2027, 3, day);
    let code = |code: &str| serde_json::Value::from(code);
    Visit {
        period: Period { from: day(1), until: day(3) },
        activity: serde_json::from_value(code("job-shadowing")).expect("a code"),
        host_country: serde_json::from_value(code("ES")).expect("a code"),
        staff: 4,
        learners: 0,
        fewer_opportunities: 1,
    }
}

#[tokio::test]
async fn a_completed_exchange_is_the_beginning_of_a_story() {
    let scene = Scene::of(submission(&[("themes", "crafts")], NOW), Folder::default()).await;
    assert_eq!(scene.get("story").await.status, StatusCode::NOT_FOUND, "nothing has taken place");
    scene.take(introduction()).await;
    scene.take(Action::Complete(visit())).await;
    let page = scene.get("story").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.tag("id=\"slug\"").contains("value=\"ghent-2027\"") && !page.body.contains('⟦'));
    let fields =
        [("version", "3"), ("by", "Marta"), ("slug", "ghent-2027"), ("visitor_region", "BE23"), ("do", "write")];
    let done = scene.post("story", &fields).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    let text = scene.folder.file("content/case-studies/ghent-2027.md").expect("a file");
    for line in [
        "draft: true",
        "activity: job-shadowing",
        "themes: [crafts]",
        "  - organisation: TestApp of Lace\n    region:  ",
        "  - organisation: School of Crafts\n    region: BE23\n    place: Ghent",
        "dates: {from: 2027-03-01, until: 2027-03-03}",
        "participants: {staff: 4, learners: 0, fewer_opportunities: 1}",
        "offer: lace-week",
        "> To write: what did the guests want to see, and what for?",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    for private in ["Anna", "example.org", "Marked Host", "apprentices learn with several companies"] {
        assert!(!text.contains(private), "{private} in {text}");
    }
    scene.post("story", &fields).await;
    let timeline = scene.app.store.timeline(&scene.reference, now()).await.expect("an answer");
    let notes: Vec<_> = timeline.iter().filter(|entry| matches!(entry.event, CaseEvent::Noted { .. })).collect();
    assert_eq!(notes.len(), 1, "it is noted once: {notes:?}");
}

#[tokio::test]
async fn the_figures_of_a_year_replace_only_what_somebody_saw() {
    let scene = Scene::of(submission(&[], NOW), Folder::default()).await;
    scene.take(introduction()).await;
    scene.take(Action::Complete(visit())).await;
    let post =
        async |fields: &[(&str, &str)]| send(&scene.desk, form_from_here("/desk/reports/years/2027", fields)).await;
    let path = "content/monitoring/2027.yaml";
    let written = post(&[("do", "write")]).await;
    assert_eq!(written.status, StatusCode::OK, "{}", written.body);
    let counted = scene.folder.file(path).expect("a file");
    let line = "  - {activity: job-shadowing, mobilities: 1, staff: 4, learners: 0, fewer_opportunities: 1}\n";
    assert!(
        counted.contains(line) && counted.contains("  - {country: ES, mobilities: 1, participants: 4}\n"),
        "{counted}"
    );
    assert!(written.body.contains("already says the same"), "{}", written.body);

    let partners = "# what partners reported\n".to_owned();
    scene.folder.files.lock().expect("a lock").insert(path.into(), partners.clone());
    let page = post(&[("do", "write"), ("seen", "0000000000000000")]).await;
    assert_eq!((page.status, scene.folder.file(path)), (StatusCode::CONFLICT, Some(partners)));
    assert!(page.body.contains("# what partners reported"), "both stand beside each other");
    let seen = page.tag("name=\"seen\"").split("value=\"").nth(1).expect("a value").trim_end_matches("\">").to_owned();
    assert_eq!(post(&[("do", "replace"), ("seen", &seen)]).await.status, StatusCode::OK);
    assert_eq!(scene.folder.file(path), Some(counted));
}

#[tokio::test]
async fn each_page_belongs_to_its_form() {
    let scene = Scene::with_proposal().await;
    assert_eq!(scene.get("story").await.status, StatusCode::NOT_FOUND);
    let scene = Scene::of(submission(&[], NOW), Folder::default()).await;
    assert_eq!(scene.get("offer").await.status, StatusCode::NOT_FOUND);
}
