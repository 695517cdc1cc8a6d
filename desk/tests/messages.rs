//! What the desk writes to people: drafts in each reader's language, files, links, and messages over a real connection to a
//! mail server.

mod mail_server;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, StatusCode};
use desk::{DeskState, EmailSettings, EmailTemplates, Mailer, desk_router};
use domain::case::{CaseState, Reference, Status};
use mail_parser::{HeaderName, MessageParser};
use serde_json::json;
use store::{CaseStore, SubmissionSink};
use tempfile::TempDir;
use web::{Publication, Published};

use self::mail_server::{MailServer, Manner};
use super::{form_from_here, from_here};
use crate::support::{Answer, NOW, TestApp, deadlines, now, publish, send, submission, write};

/// A desk with one offer in its catalogue.
struct Office {
    app: TestApp,
    desk: Router,
    publication: Arc<Publication>,
    site: TempDir,
    reference: Reference,
}

/// The host's side, as somebody types it.
const HOST: [(&str, &str); 7] = [
    ("introduce.offer", "lace-week"),
    ("introduce.host.organisation", "Invented Lace School"),
    ("introduce.host.name", "Zofia Ż. Invented"),
    ("introduce.host.email", "lace@example.net"),
    ("introduce.host.language", "en"),
    ("introduce.group_agreed", "yes"),
    ("introduce.host_agreed", "yes"),
];

impl Office {
    async fn new(mailer: Option<Mailer>) -> Self {
        Self::with_a_wish(mailer, &[]).await
    }

    /// One to which somebody sent a wish that is changed like this.
    async fn with_a_wish(mailer: Option<Mailer>, changes: &[(&str, &str)]) -> Self {
        let (app, site) = (TestApp::new(), TempDir::new().expect("a folder"));
        publish(site.path());
        let offer = json!({
            "title": {"en": "A week of lace", "ca": "Una setmana de puntes"}, "summary": {"en": "Lace."},
            "host": {
                "name": "Demonstration Lace School", "kind": "EPLUS-EDU-VOC-SEC", "website": null, "region": "SI03", "place": "Idrija"
            },
            "activities": [], "audiences": [], "sectors": [], "themes": [], "languages": [],
            "group": {"min": 1, "max": 6}, "duration": {"min": 2, "max": 5}, "windows": [], "programme": [],
            "learning": [], "support": {"measures": [], "barriers": [], "note": null}, "accommodation": null,
            "accessibility": null, "costs": {"en": "Meals."}, "travel": {"by_rail": null, "note": null}, "minors": false,
            "safeguarding": null, "reciprocity": null, "published": "2026-10-01", "confirmed": "2026-11-01",
            "valid_until": "2027-12-31", "demo": true
        });
        // In the published list, an offer begins with its slug.
        let offer = format!("{{\"slug\": \"lace-week\", {}", &offer.to_string()[1..]);
        write(site.path(), "data/offers.json", &format!("{{\"version\": 1, \"offers\": [{offer}]}}"));
        let submission = submission(changes, NOW);
        app.store.put(&submission, deadlines(&submission)).await.expect("an answer");
        let published = Published::load(site.path()).expect("what was published can be loaded");
        let publication = Arc::new(Publication::new(published));
        let templates = EmailTemplates::with_folder(site.path().join("letters"));
        let desk = desk_router(DeskState {
            publication: Arc::clone(&publication),
            email: EmailSettings { templates, mailer },
            ..app.desk_state()
        });
        Self { app, desk, publication, site, reference: submission.reference }
    }

    /// One that hands its messages to a server.
    async fn with(server: &MailServer) -> Self {
        Self::new(Some(Mailer::new(&server.address(), "The Network <office@example.org>").expect("settings"))).await
    }

    async fn get(&self, rest: &str) -> Answer {
        let address = format!("/desk/requests/{}{rest}", self.reference);
        send(&self.desk, from_here(Method::GET, &address).body(Body::empty()).expect("a request")).await
    }

    async fn post(&self, rest: &str, fields: &[(&str, &str)]) -> Answer {
        let version = self.version().await.to_string();
        let mut all = vec![("version", version.as_str()), ("by", "Marta")];
        all.extend(fields);
        send(&self.desk, form_from_here(&format!("/desk/requests/{}{rest}", self.reference), &all)).await
    }

    /// Posts at a version that is said.
    async fn post_at(&self, version: &str, rest: &str, fields: &[(&str, &str)]) -> Answer {
        let mut all = vec![("version", version), ("by", "Marta")];
        all.extend(fields);
        send(&self.desk, form_from_here(&format!("/desk/requests/{}{rest}", self.reference), &all)).await
    }

    async fn version(&self) -> u64 {
        self.app.store.get(&self.reference, now()).await.expect("an answer").expect("a record").version
    }

    async fn stands(&self) -> (Status, CaseState) {
        let record = self.app.store.get(&self.reference, now()).await.expect("an answer").expect("a record");
        (record.status, record.handling)
    }
}

#[tokio::test]
async fn who_to_write_to_is_asked_once_and_known_the_next_time() {
    let office = Office::new(None).await;
    let first = office.get("/introduce?offer=lace-week").await;
    assert_eq!(first.status, StatusCode::OK);
    assert!(first.body.contains("A week of lace") && first.body.contains("Demonstration Lace School"));
    assert!(first.tag("name=\"introduce.host.email\"").contains("value=\"\"") && !first.body.contains("<textarea"));
    assert!(!first.body.contains("notice--problem"), "nobody made a mistake yet");
    let without =
        office.post("/write/introduce", &[("introduce.offer", "lace-week"), ("introduce.host.email", "x")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without.body.contains("“x” is not an e-mail address that can receive mail"));
    let written = office.post("/write/introduce", &HOST).await;
    assert_eq!(written.status, StatusCode::OK, "{}", written.body);
    for told in [
        "An exchange: School of Crafts and Invented Lace School",
        "Dear Anna Peeters, dear Zofia Ż. Invented,",
        "https://example.org/en/offers/lace-week/",
        "When: 1 March 2027 to 31 May 2027",
        "Activity: Job shadowing",
        "Zofia Ż. Invented, Invented Lace School: lace@example.net",
        "Marta\nThe Network",
        "href=\"mailto:anna@example.org,lace@example.net?subject=An%20exchange",
    ] {
        assert!(written.body.contains(told), "{told} in {}", written.body);
    }
    assert!(!written.body.contains('⟦') && !written.body.contains("Support asked for"), "an empty fact has no line");
    let recorded = office.post("/steps/introduce", &HOST).await;
    assert_eq!(recorded.status, StatusCode::SEE_OTHER);
    let (status, handling) = office.stands().await;
    assert_eq!(status, Status::Introduced);
    assert_eq!(handling.introduced.expect("an introduction").introduction.host.email, "lace@example.net");
    office.post("/steps/return", &[("return.cause", "host-silent")]).await;
    let again = office.get("/introduce?offer=lace-week").await;
    assert!(again.body.contains("Dear Anna Peeters, dear Zofia Ż. Invented,"), "the host is known now");
    assert_eq!(office.get("/introduce?offer=nowhere").await.status, StatusCode::OK);
    assert!(!office.get("/introduce?offer=nowhere").await.body.contains("<textarea"));
}

#[tokio::test]
async fn each_side_is_written_to_in_its_own_language() {
    let office = Office::new(None).await;
    let mut host = HOST;
    host[4].1 = "ca";
    let written = office.post("/write/introduce", &host).await;
    assert!(written.body.contains("Un grup us vol visitar: School of Crafts"), "{}", written.body);
    assert!(written.body.contains("We have a host for you: Invented Lace School"));
    for told in [
        "Quan: de l’1 de març de 2027 al 31 de maig de 2027",
        "oferta «Una setmana de puntes»",
        "Activitat: Estada d’observació",
        "School of Crafts, Ghent, Bèlgica",
        "Llengües del grup: anglès (B2)",
        "Qui vindria: Teachers",
    ] {
        assert!(written.body.contains(told), "{told}, in Catalan or, without a label, in English: {}", written.body);
    }
    assert!(written.body.contains("with the offer “A week of lace”"), "the group reads English");
    let file = office.post("/message/introduce/host.eml", &host).await;
    let message = MessageParser::default().parse(file.body.as_bytes()).expect("a message").into_owned();
    let to: Vec<_> = message.to().expect("somebody").iter().filter_map(|one| one.address()).collect();
    assert_eq!(to, ["lace@example.net"]);
    let answers: Vec<_> = message.reply_to().expect("somebody").iter().filter_map(|one| one.address()).collect();
    assert_eq!(answers, ["anna@example.org", "office@example.org"], "an answer goes to the other side, and to us");
}

#[tokio::test]
async fn an_offer_that_has_left_the_catalogue_keeps_its_title_in_reminders() {
    let office = Office::new(None).await;
    let mut host = HOST;
    host[4].1 = "ca";
    assert_eq!(office.post("/steps/introduce", &host).await.status, StatusCode::SEE_OTHER);
    write(office.site.path(), "data/offers.json", &json!({"version": 1, "offers": []}).to_string());
    office.publication.replace(Published::load(office.site.path()).expect("another build"));
    let reminder = office.post("/write/remind", &[("remind.side", "host")]).await;
    assert!(reminder.body.contains("arran de la vostra oferta «Una setmana de puntes»."), "{}", reminder.body);
}

const NOTE: &str = "A marked wheelchair, 78 cm wide.";

/// The letters to each side of an introduction whose host reads a language, and the page around them.
async fn introduction(office: &Office, language: &str) -> (Vec<String>, String) {
    let mut host = HOST;
    host[4].1 = language;
    let page = office.post("/write/introduce", &host).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let parts = page.body.split("<textarea").skip(1).filter(|part| part.contains("name=\"message."));
    let letters = parts.filter_map(|part| part.split("</textarea>").next()).map(str::to_owned).collect();
    (letters, page.body)
}

#[tokio::test]
async fn a_note_about_support_is_told_to_the_host_where_the_group_agreed() {
    let office = Office::with_a_wish(None, &[("support.note", NOTE), ("share_support_note", "on")]).await;
    for (language, line) in [
        ("ca", "Nota del grup sobre el suport: "),
        ("de", "Hinweis der Gruppe zur Unterstützung: "),
        ("en", "The group’s note about support: "),
        ("es", "Nota del grupo sobre el apoyo: "),
        ("fr", "Note du groupe sur le soutien : "),
        ("it", "Nota del gruppo sul sostegno: "),
        ("nl", "Toelichting van de groep bij de ondersteuning: "),
        ("sv", "Gruppens kommentar om stöd: "),
    ] {
        let (letters, page) = introduction(&office, language).await;
        assert!(letters[0].contains(&format!("{line}{NOTE}")), "{language}: {letters:?}");
        let own = "With your consent, we have also given the host your note about support: ";
        assert!(language == "en" || letters[1].contains(&format!("{own}{NOTE}")), "{letters:?}");
        assert!(!page.contains("A note that the host may not read"), "{page}");
    }
    let page = office.get("").await.body;
    assert!(page.contains("The host may read these words") && page.contains(NOTE), "{page}");
}

#[tokio::test]
async fn without_consent_the_desk_alone_knows_of_a_note_about_support() {
    let office = Office::with_a_wish(None, &[("support.note", NOTE)]).await;
    for language in ["ca", "de", "en", "es", "fr", "it", "nl", "sv"] {
        let (letters, page) = introduction(&office, language).await;
        assert!(!letters.is_empty() && !page.contains("78 cm"), "{language}: {page}");
        for words in ["about support", "sobre el suport", "zur Unterstützung", "bij de ondersteuning", "⟦"] {
            assert!(
                !letters.iter().any(|letter| letter.contains(words)),
                "no line is left of it in {language}: {letters:?}"
            );
        }
        assert!(page.contains("A note that the host may not read"), "{page}");
    }
    for message in ["host", "group"] {
        let mut host = HOST;
        host[4].1 = "ca";
        let file = office.post(&format!("/message/introduce/{message}.eml"), &host).await;
        let mail = MessageParser::default().parse(file.body.as_bytes()).expect("a message");
        assert!(!mail.body_text(0).expect("a text").contains("78 cm"));
    }
    assert!(
        office.get("").await.body.contains("The host may read these words"),
        "the secretariat sees whether they agreed"
    );
}

#[tokio::test]
async fn consent_without_a_note_is_harmless() {
    let office = Office::with_a_wish(None, &[("share_support_note", "on")]).await;
    let (letters, page) = introduction(&office, "en").await;
    assert!(
        !letters[0].contains("note about support") && !page.contains("A note that the host may not read"),
        "{page}"
    );
    assert!(!office.get("").await.body.contains("The host may read these words"));
}

#[tokio::test]
async fn a_draft_is_a_file_that_other_programs_read() {
    let office = Office::new(None).await;
    let mut fields = HOST.to_vec();
    fields
        .extend([("message.both.subject", "Grüße: ¿qué tal?"), ("message.both.text", "Dear both,\r\n.\r\n§ Ż €\r\n")]);
    let file = office.post("/message/introduce/both.eml", &fields).await;
    assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, "message/rfc822"));
    let name = format!("attachment; filename=\"{}-both.eml\"", office.reference);
    assert_eq!((file.header("content-disposition"), file.header("cache-control")), (name.as_str(), "no-store"));
    let message = MessageParser::default().parse(file.body.as_bytes()).expect("a message");
    assert_eq!(message.subject(), Some("Grüße: ¿qué tal?"));
    assert_eq!(message.body_text(0).expect("a text").replace("\r\n", "\n"), "Dear both,\n.\n§ Ż €\n");
    assert_eq!(message.header(HeaderName::Other("X-Unsent".into())).and_then(|value| value.as_text()), Some("1"));
    let to: Vec<_> =
        message.to().expect("somebody").iter().filter_map(|one| Some((one.name()?, one.address()?))).collect();
    assert_eq!(to, [("Anna Peeters", "anna@example.org"), ("Zofia Ż. Invented", "lace@example.net")]);
    let (status, _) = office.stands().await;
    assert_eq!(status, Status::New, "a file changes nothing");
    for evil in ["Hello\r\nBcc: eve@example.org", "Hello\nBcc: eve@example.org", ""] {
        fields[7].1 = evil;
        let refused = office.post("/message/introduce/both.eml", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{evil:?}");
        assert!(refused.body.contains("Write a subject on one line"));
    }
    for (field, value, told) in [
        ("message.group.subject", "Mar\u{202e}ta", "The subject has an invisible character"),
        ("message.group.text", "Dear\u{206a} all", "The text has an invisible character"),
    ] {
        let fields = [("ask_for_information.question", "When?"), (field, value)];
        let refused = office.post("/message/ask-for-information/group.eml", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(told), "{}", refused.body);
    }
}

#[tokio::test]
async fn a_question_that_was_changed_waits_while_its_page_is_left() {
    let office = Office::new(None).await;
    let question = ("ask_for_information.question", "Who speaks Catalan?");
    let edited = [question, ("message.group.subject", "Mine"), ("message.group.text", "My own question")];
    let back = office.post("/back/ask-for-information", &edited).await;
    let kept = [
        ("kept.ask_for_information.message.group.subject", "Mine"),
        ("kept.ask_for_information.message.group.text", "My own question"),
    ];
    for (name, value) in kept {
        assert!(back.tag(&format!("name=\"{name}\"")).contains(value), "{}", back.body);
    }
    let again = office.post("/write/ask-for-information", &[&[question][..], &kept].concat()).await;
    assert!(again.body.contains("My own question</textarea>"), "{}", again.body);
    let other = office.post("/steps/start-review", &[&[("note", "Called them.")][..], &kept].concat()).await;
    assert_eq!(other.status, StatusCode::OK, "{}", other.body);
    assert!(other.body.contains("My own question"), "and another step does not drop it");
}

#[tokio::test]
async fn what_was_typed_goes_along_to_the_message_and_comes_back() {
    let office = Office::new(None).await;
    let mut fields = HOST.to_vec();
    fields.extend([("note", "Called them."), ("decline.explanation", "Too late.")]);
    let written = office.post("/write/introduce", &fields).await;
    assert!(written.tag("name=\"note\"").contains("value=\"Called them.\""), "{}", written.body);
    assert!(written.tag("name=\"decline.explanation\"").contains("value=\"Too late.\""));

    // Back to the request with a letter that was changed, and to the letter again.
    let edited: Vec<_> = fields
        .iter()
        .copied()
        .chain([("message.both.subject", "Mine"), ("message.both.text", "My own <text>")])
        .collect();
    let back = office.post("/back/introduce", &edited).await;
    assert_eq!(back.status, StatusCode::OK);
    assert!(
        back.body.contains("Called them.</textarea>") && back.body.contains("Too late.</textarea>"),
        "{}",
        back.body
    );
    let waiting = |name: &str| {
        let tag = back.tag(&format!("name=\"kept.introduce.{name}\"")).to_owned();
        assert!(tag.contains("type=\"hidden\""), "{tag}");
        tag.split("value=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .expect("a value")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
    };
    let names = [
        "message.both.text",
        "message.both.subject",
        "introduce.host.email",
        "introduce.host.name",
        "introduce.host.organisation",
        "introduce.host.language",
        "for",
    ];
    let kept: Vec<(String, String)> = names.map(|name| (format!("kept.introduce.{name}"), waiting(name))).into();
    let kept: Vec<(&str, &str)> = kept.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let again = office.post("/write/introduce", &[&[("introduce.offer", "lace-week")][..], &kept].concat()).await;
    assert!(again.body.contains("My own &lt;text&gt;</textarea>"), "{}", again.body);
    assert!(again.tag("name=\"message.both.subject\"").contains("value=\"Mine\""));
    let another = office.post("/write/introduce", &[&[("introduce.offer", "other-week")][..], &kept].concat()).await;
    assert!(!another.body.contains("My own") && !another.body.contains("lace@example.net"), "not for another host");
    let declined = office.post("/write/decline", &[&[("decline.reason", "no-host")][..], &kept].concat()).await;
    assert!(!declined.body.contains("My own &lt;text&gt;</textarea>"), "not in another message");
    assert!(declined.tag("name=\"kept.introduce.message.both.text\"").contains("My own"), "and not lost");

    // Recorded: the note is saved with the step, the rest stands on the page again.
    let recorded = office.post("/steps/introduce", &edited).await;
    assert_eq!(recorded.status, StatusCode::OK);
    assert!(
        recorded.body.contains("Not saved yet") && recorded.body.contains("Too late.</textarea>"),
        "{}",
        recorded.body
    );
    assert!(!recorded.body.contains("Called them.</textarea>") && recorded.body.contains("Called them."));
    assert_eq!(office.version().await, 3, "a step and a note");
}

#[tokio::test]
async fn every_message_has_an_id_of_its_own_and_the_same_one_keeps_it() {
    let office = Office::new(None).await;
    let id = async |rest: &str, fields: &[(&str, &str)]| {
        let file = office.post(rest, fields).await;
        assert_eq!(file.status, StatusCode::OK, "{}", file.body);
        let message = MessageParser::default().parse(file.body.as_bytes()).expect("a message").into_owned();
        message.message_id().expect("an id").to_owned()
    };
    let question =
        [("ask_for_information.question", "When?"), ("message.group.subject", "Q"), ("message.group.text", "T")];
    let ask = || id("/message/ask-for-information/group.eml", &question);
    let first = ask().await;
    office.post("/note", &[("note", "Somebody else was here.")]).await;
    assert_eq!(ask().await, first, "what others do meanwhile makes it no other message");
    office.post("/steps/ask-for-information", &question).await;
    office.post("/steps/start-review", &[]).await;
    assert_ne!(ask().await, first, "the same question asked again");

    let mut host = HOST.to_vec();
    host.extend([("message.both.subject", "S"), ("message.both.text", "T")]);
    let introduced = id("/message/introduce/both.eml", &host).await;
    office.post("/steps/introduce", &host).await;
    let reminder = [("message.host.subject", "S"), ("message.host.text", "T"), ("remind.side", "host")];
    let reminded = id("/message/remind/host.eml", &reminder).await;
    assert_eq!(id("/message/remind/host.eml", &reminder).await, reminded);
    office.post("/steps/remind", &reminder).await;
    assert_ne!(id("/message/remind/host.eml", &reminder).await, reminded, "a second reminder");
    office.post("/steps/return", &[("return.cause", "host-silent")]).await;
    assert_ne!(id("/message/introduce/both.eml", &host).await, introduced, "the same host introduced again");
}

#[tokio::test]
async fn a_message_is_sent_and_then_recorded_and_a_double_click_sends_it_once() {
    let server = MailServer::start(Manner::Takes);
    let office = Office::with(&server).await;
    for _ in 0..2 {
        let answer = office.post_at("1", "/send/introduce", &HOST).await;
        let request = format!("/desk/requests/{}", office.reference);
        assert_eq!(
            (answer.status, answer.header("location")),
            (StatusCode::SEE_OTHER, request.as_str()),
            "{}",
            answer.body
        );
    }
    assert_eq!(office.stands().await.0, Status::Introduced);
    let taken = server.taken();
    assert_eq!(taken.len(), 1, "sent once");
    assert_eq!(taken[0].from, "office@example.org");
    assert_eq!(taken[0].to, ["anna@example.org", "lace@example.net"]);
    let message = MessageParser::default().parse(&taken[0].data).expect("a message");
    assert!(message.header(HeaderName::Other("X-Unsent".into())).is_none(), "it is no draft");
    assert!(message.body_text(0).expect("a text").contains("Dear Anna Peeters, dear Zofia Ż. Invented,"));
}

#[tokio::test]
async fn a_message_that_is_refused_is_told_and_nothing_is_recorded() {
    let server = MailServer::start(Manner::RefusesTo("lace@example.net"));
    let office = Office::with(&server).await;
    let mut fields = HOST.to_vec();
    fields.extend([("message.both.subject", "My own subject"), ("message.both.text", "My own text")]);
    let answer = office.post("/send/introduce", &fields).await;
    assert_eq!(answer.status, StatusCode::BAD_GATEWAY);
    assert!(answer.body.contains("Not sent") && answer.body.contains("the mail server refused it"), "{}", answer.body);
    assert!(answer.body.contains("My own text</textarea>") && answer.body.contains("My own subject"));
    assert_eq!(office.stands().await.0, Status::New);
    assert!(server.taken().is_empty());
}

#[tokio::test]
async fn of_two_messages_the_one_that_was_sent_is_not_sent_again() {
    let server = MailServer::start(Manner::RefusesTo("anna@example.org"));
    let office = Office::with(&server).await;
    let mut fields = HOST.to_vec();
    fields[4].1 = "ca";
    let answer = office.post("/send/introduce", &fields).await;
    assert_eq!(answer.status, StatusCode::BAD_GATEWAY);
    assert!(answer.body.contains("(Message to the host was sent."), "{}", answer.body);
    assert!(answer.tag("name=\"sent\"").contains("host"));
    assert_eq!(office.stands().await.0, Status::New);
    server.behave(Manner::Takes);
    fields.push(("sent", "host "));
    assert_eq!(office.post("/send/introduce", &fields).await.status, StatusCode::SEE_OTHER);
    let to: Vec<_> = server.taken().into_iter().flat_map(|mail| mail.to).collect();
    assert_eq!(to, ["lace@example.net", "anna@example.org"]);
    assert_eq!(office.stands().await.0, Status::Introduced);
}

#[tokio::test]
async fn a_server_that_breaks_off_or_is_not_there_or_has_no_encryption_is_told_apart() {
    let server = MailServer::start(Manner::BreaksOff);
    let office = Office::with(&server).await;
    let answer = office.post("/send/introduce", &HOST).await;
    assert!(answer.body.contains("it may or may not have been sent"), "{}", answer.body);
    let nowhere = Mailer::new("smtp://127.0.0.1:9", "office@example.org").expect("settings");
    let office = Office::new(Some(nowhere)).await;
    let answer = office.post("/send/introduce", &HOST).await;
    assert!(answer.body.contains("there was no secure connection"), "{}", answer.body);
    let server = MailServer::start(Manner::Takes);
    let strict = Mailer::new(&format!("{}?tls=required", server.address()), "office@example.org").expect("settings");
    let office = Office::new(Some(strict)).await;
    let answer = office.post("/send/introduce", &HOST).await;
    assert_eq!(answer.status, StatusCode::BAD_GATEWAY);
    assert!(server.taken().is_empty(), "nothing goes out unencrypted where encryption is asked for");
    assert_eq!(office.stands().await.0, Status::New);
}

#[tokio::test]
async fn nothing_is_sent_where_the_step_can_t_be_taken() {
    let server = MailServer::start(Manner::Takes);
    let office = Office::with(&server).await;
    office.post("/steps/start-review", &[]).await;
    let late = office.post_at("1", "/send/introduce", &HOST).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("Somebody else changed this request") && late.body.contains("New → In review"));
    assert!(late.tag("name=\"version\"").contains("value=\"2\""));
    office.post("/steps/decline", &[("decline.reason", "other")]).await;
    let refused = office.post("/send/introduce", &HOST).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("while the status of the request is"));
    assert_eq!(office.post("/send/note", &[]).await.status, StatusCode::NOT_FOUND);
    assert!(server.taken().is_empty());
}

#[tokio::test]
async fn the_other_steps_with_a_message_have_theirs() {
    let office = Office::new(None).await;
    let asked = office.post("/write/ask-for-information", &[("ask_for_information.question", "How <many>?")]).await;
    assert!(asked.body.contains("How &lt;many&gt;?") && asked.body.contains("A question about your request"));
    assert!(asked.tag("name=\"ask_for_information.question\"").contains("hidden"), "it is carried along");
    let fields = [("decline.reason", "no-host"), ("decline.explanation", "All hosts are full.")];
    let declined = office.post("/write/decline", &fields).await;
    assert!(declined.body.contains("All hosts are full.\n"), "{}", declined.body);
    assert_eq!(office.post("/write/decline", &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    office.post("/steps/introduce", &HOST).await;
    let reminder = office.post("/write/remind?side=host", &[]).await;
    assert!(reminder.body.contains("Can you receive this group?") && reminder.body.contains("lace@example.net"));
    assert_eq!(
        office.post("/steps/remind", &[("remind.side", "host"), ("message.host.text", "x")]).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(office.stands().await.1.reminded.is_some());
    office.post("/steps/agree", &[]).await;
    let open = office.post("/write/remind?side=group", &[]).await.body;
    assert!(open.contains("how does it stand?") && !open.contains("How was the visit?"), "the days are open");
    let days = [("reschedule.from", "2026-11-24"), ("reschedule.until", "2026-11-26")];
    office.post("/steps/reschedule", &days).await;
    let visit = office.post("/write/remind?side=group", &[]).await;
    assert!(visit.body.contains("How was the visit?") && visit.body.contains("anna@example.org,lace@example.net"));
}

#[tokio::test]
async fn an_operators_template_is_used_as_soon_as_it_is_saved() {
    let office = Office::new(None).await;
    write(office.site.path(), "letters/question.en.txt", "Subject: Quick question, {group_name}\n\n{question}\n");
    let asked = office.post("/write/ask-for-information", &[("ask_for_information.question", "When?")]).await;
    assert!(asked.body.contains("Quick question, Anna Peeters"));
    write(office.site.path(), "letters/question.en.txt", "Subject: {oops}\n\n{question}\n");
    let asked = office.post("/write/ask-for-information", &[("ask_for_information.question", "When?")]).await;
    assert!(
        asked.body.contains("A question about your request") && asked.body.contains("content/letters/question.en.txt")
    );
}

#[tokio::test]
async fn hosts_are_told_with_how_they_answer() {
    let office = Office::new(None).await;
    let hosts = async || {
        send(&office.desk, from_here(Method::GET, "/desk/hosts").body(Body::empty()).expect("a request")).await
    };
    assert!(hosts().await.body.contains("No request has been introduced to a host yet."));
    office.post("/steps/introduce", &HOST).await;
    office.post("/steps/record-answer", &[]).await;
    let page = hosts().await;
    assert_eq!(page.status, StatusCode::OK);
    let request = format!("href=\"/desk/requests/{}\"", office.reference);
    let told =
        ["A week of lace", "Demonstration Lace School, Idrija", "one request found a host that answered", &request];
    for told in told {
        assert!(page.body.contains(told), "{told} in {}", page.body);
    }
    assert!(
        !page.body.contains("does not answer") && !page.body.contains('⟦') && !page.body.contains("lace@example.net")
    );
}

/// The message that is drafted when a request of this language is declined for a reason.
async fn declined(language: &str, reason: &str) -> String {
    let office = Office::with_a_wish(None, &[("language", language)]).await;
    office
        .post("/write/decline", &[("decline.reason", reason), ("decline.explanation", "Ask again in May.")])
        .await
        .body
}

#[tokio::test]
async fn a_decline_says_what_the_reason_is() {
    for (reason, told) in [
        ("no-host", "are sorry that we have found none that suits it"),
        ("out-of-scope", "It is outside what this network does"),
        ("duplicate", "We already have the same request from you"),
        ("no-answer", "We asked you a question about it and have not heard from you"),
        ("withdrawn", "Thank you for telling us that you no longer need this"),
        ("other", "are sorry that we can’t help you further this time"),
    ] {
        let page = declined("en", reason).await;
        assert!(page.contains(told) && page.contains("Ask again in May."), "{reason}: {page}");
    }
    assert!(declined("sv", "withdrawn").await.contains("Tack för att ni meddelade att ni inte längre behöver detta"));
}

#[tokio::test]
async fn an_introduction_names_what_is_to_be_agreed_in_its_readers_language() {
    let draft = async |language: &'static str| {
        let office = Office::with_a_wish(None, &[("language", language), ("days", "10")]).await;
        let mut host = HOST.to_vec();
        host[4].1 = language;
        office.post("/write/introduce", &host).await.body
    };
    assert!(draft("en").await.contains("the group asks for 10 days; the host offers visits of 2 to 5 days"));
    assert!(draft("de").await.contains("Tage vor Ort: gewünscht 10, angeboten 2 bis 5"));
}

#[tokio::test]
async fn a_language_without_a_template_is_told_for_each_reader() {
    let draft = async |group: &'static str, host: &'static str| {
        let office = Office::with_a_wish(None, &[("language", group)]).await;
        let mut fields = HOST.to_vec();
        fields[4].1 = host;
        office.post("/write/introduce", &fields).await.body
    };
    let told = |languages: &str| format!("This message is in English, because there is no template in {languages}.");
    assert!(draft("pl", "en").await.contains(&told("Polish")), "the group's");
    assert!(draft("en", "pl").await.contains(&told("Polish")), "the host's");
    assert!(draft("pl", "fi").await.contains(&told("Polish, Finnish")), "both");
    assert!(!draft("en", "en").await.contains("there is no template"));
}

/// The host's side, as somebody types it to ask first.
const ASKED: [(&str, &str); 5] = [
    ("ask_both.offer", "lace-week"),
    ("ask_both.host.organisation", "Invented Lace School"),
    ("ask_both.host.name", "Zofia Ż. Invented"),
    ("ask_both.host.email", "lace@example.net"),
    ("ask_both.host.language", "de"),
];

#[tokio::test]
async fn both_sides_are_asked_without_being_told_who_the_other_is() {
    let office = Office::new(None).await;
    let page = office.post("/write/ask-both", &ASKED).await;
    let text = |side: &str| {
        let area = page.body.split_once(&format!("name=\"message.{side}.text\"")).expect("a message").1;
        area.split_once("</textarea>").expect("its end").0.to_owned()
    };
    let (host, group) = (text("host"), text("group"));
    assert!(host.contains("Guten Tag Zofia Ż. Invented") && host.contains("eine Gruppe (Bèlgica)"), "{host}");
    for secret in ["Anna Peeters", "anna@example.org", "School of Crafts", "Ghent"] {
        assert!(!host.contains(secret), "{secret} in {host}");
    }
    assert!(group.contains("Would you like us to introduce you?"), "{group}");
    for secret in ["Zofia", "lace@example.net"] {
        assert!(!group.contains(secret), "{secret} in {group}");
    }
    assert_eq!(office.post("/steps/ask-both", &ASKED).await.status, StatusCode::SEE_OTHER);
    let (status, handling) = office.stands().await;
    assert_eq!(status, Status::WaitingForInformation);
    assert_eq!(handling.asked.expect("an offer").as_str(), "lace-week");
    let request = office.get("").await;
    assert!(request.body.contains("Both sides were asked whether they want to be introduced"));
    assert!(!request.body.contains("lace@example.net"), "whom we asked is kept with the introduction alone");
    assert!(request.tag("id=\"introduce.offer\"").contains("value=\"lace-week\""), "what comes next is filled in");
}

#[tokio::test]
async fn nobody_is_introduced_before_both_have_agreed() {
    let office = Office::new(None).await;
    for missing in ["introduce.group_agreed", "introduce.host_agreed"] {
        let fields: Vec<_> = HOST.into_iter().filter(|(name, _)| *name != missing).collect();
        let refused = office.post("/steps/introduce", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{missing}");
        assert!(refused.body.contains(&format!("href=\"#{missing}\"")), "{}", refused.body);
        assert!(refused.body.contains("message.both.text"), "the message can be written meanwhile");
    }
    assert_eq!(office.stands().await.0, Status::New);
    assert_eq!(office.post("/steps/introduce", &HOST).await.status, StatusCode::SEE_OTHER);
    assert!(office.get("").await.body.contains("Both sides had agreed to it"));
}
