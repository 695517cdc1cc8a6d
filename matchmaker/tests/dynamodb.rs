//! The command with the feature `dynamodb`, against a real server of that protocol: to a table and back again.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use domain::case::{
    Action, CaseEvent, CaseState, HostContact, Introduction, Reference, Status, Submission, TimelineEntry,
};
use domain::text::{LanguageTag, Slug};
use jiff::{Timestamp, ToSpan};
use store::dynamodb::DynamoStore;
use store::sqlite::SqliteStore;
use store::{CaseStore, Deadlines, InsertOutcome, IntroductionOutcome, Record, StoredCase, SubmissionSink, Transfer};
use tempfile::TempDir;

/// A submission as a store has it; a number makes it another.
fn numbered(number: u32) -> Submission {
    let alphabet = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let letter = |shift: u32| char::from(alphabet[(number >> shift & 31) as usize]);
    let record = format!(
        r#"{{"version":1,"reference":"MM-7K3M-9QPD-2X{}{}","received":"2026-11-23T08:00:00.123456789Z","suspicions":[],
        "request":{{"language":"en","organisation":{{"name":"Región Zoë 🙂 {number}","kind":"EPLUS-BODY-PUB-REG","country":"BE",
        "place":"Ghent"}},"contact":{{"name":"Contact Person","role":null,"email":"contact@example.org"}},"wish":{{"form":"join",
        "website":null,"motivation":"We want to learn.\n\tAnd to teach.","show_as_supporter":false}}}}}}"#,
        letter(5),
        letter(0),
    );
    serde_json::from_str(&record).expect("a submission")
}

/// It with all that was done about it.
fn kept(number: u32) -> StoredCase {
    let submission = numbered(number);
    let until = "2099-01-01T00:00:00Z".parse().expect("a moment");
    let mut record = Record::first(submission, Deadlines { until, due: None });
    let at = record.submission.received;
    let mut timeline = vec![TimelineEntry { at, by: None, event: CaseEvent::Received }];
    if number.is_multiple_of(3) {
        record.status = Status::InReview;
        record.version = 2;
        let step = Some(Action::StartReview);
        let event = CaseEvent::StatusChanged { from: Status::New, to: Status::InReview, step };
        timeline.push(TimelineEntry { at, by: Some("Marta".into()), event });
    }
    if number.is_multiple_of(5) {
        let step = Some(introduce());
        let event = CaseEvent::StatusChanged { from: record.status, to: Status::Introduced, step };
        timeline.push(TimelineEntry { at: at + 3.hours(), by: Some("Marta".into()), event });
        record.status = Status::Introduced;
        record.version += 1;
    }
    record.handling = CaseState::of(&timeline);
    StoredCase { record, timeline }
}

fn introduce() -> Action {
    let host = HostContact {
        organisation: "Invented Boat Yard".into(),
        name: "Invented Person".into(),
        email: "yard@example.org".into(),
        language: LanguageTag::english(),
    };
    Action::Introduce(Introduction::new(Slug::parse("boat-yard").expect("a slug"), host))
}

/// A server of the protocol, with a table.
struct Server {
    process: Child,
    address: SocketAddr,
}

impl Server {
    fn start() -> Self {
        let installed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools/bin/dynoxide");
        let program = std::env::var_os("MATCHMAKER_TEST_DYNOXIDE").map_or(installed, Into::into);
        let listener = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let address = listener.expect("a port");
        let process = Command::new(&program)
            .args(["serve", "--host", "127.0.0.1", "--port", &address.port().to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}; tests/run installs it", program.display()));
        let begun = Instant::now();
        while TcpStream::connect(address).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(30), "the server does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
        Self { process, address }
    }

    /// The command, with an environment that leads here.
    fn matchmaker(&self, folder: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_matchmaker"));
        command.current_dir(folder).args(arguments).envs([
            ("AWS_ENDPOINT_URL", format!("http://{}", self.address).as_str()),
            ("AWS_REGION", "eu-central-1"),
            ("AWS_ACCESS_KEY_ID", "test"),
            ("AWS_SECRET_ACCESS_KEY", "test"),
        ]);
        command
    }

    fn store(&self, table: &str) -> DynamoStore {
        use aws_config::{BehaviorVersion, Region, SdkConfig};
        use aws_sdk_dynamodb::config::{Credentials, SharedCredentialsProvider};

        let config = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-central-1"))
            .credentials_provider(SharedCredentialsProvider::new(Credentials::new("test", "test", None, None, "test")))
            .endpoint_url(format!("http://{}", self.address))
            .build();
        DynamoStore::new(&config, table)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}

async fn everything(store: &impl Transfer) -> Vec<StoredCase> {
    let (mut all, mut mark) = (Vec::new(), None);
    loop {
        let batch = store.read_batch(mark, Timestamp::now()).await.expect("a batch");
        all.extend(batch.cases);
        mark = batch.next;
        if mark.is_none() {
            all.sort_by(|one, other| one.record.submission.reference.cmp(&other.record.submission.reference));
            return all;
        }
    }
}

/// What a store makes of what was moved: introductions, whom an offer belongs to, and what a year counts, in one order.
async fn made_of_it(
    store: &(impl CaseStore + Transfer),
) -> (Vec<IntroductionOutcome>, Option<HostContact>, Vec<String>) {
    let now = Timestamp::now();
    let mut introductions = store.introductions(Timestamp::UNIX_EPOCH, now).await.expect("an answer");
    introductions.sort_by(|one, other| one.reference.cmp(&other.reference));
    let offer = Slug::parse("boat-yard").expect("a slug");
    let contact = store.host_contact(&offer, now).await.expect("an answer");
    let tallies = store.tallies(2026).await.expect("an answer");
    let mut counted: Vec<String> = tallies.iter().map(|tally| format!("{tally:?}")).collect();
    counted.sort();
    (introductions, contact, counted)
}

#[tokio::test]
async fn everything_moves_to_a_table_and_back_without_loss() {
    let server = Server::start();
    let table = server.store("requests");
    table.create_table().await.expect("a table");
    let folder = TempDir::new().expect("a folder");
    let here = SqliteStore::open(&folder.path().join("here.sqlite")).expect("a store");
    for number in 0..150 {
        assert_eq!(here.insert_case(&kept(number)).await.expect("an answer"), InsertOutcome::Inserted);
    }
    // One is there already, as after a migration that broke off.
    table.insert_case(&kept(7)).await.expect("an answer");
    // Two are erased, and still count.
    for number in [200, 203] {
        here.insert_case(&kept(number)).await.expect("an answer");
        assert!(here.erase(&numbered(number).reference).await.expect("an answer"));
    }
    let before = everything(&here).await;
    let made = made_of_it(&here).await;
    assert_eq!((made.0.len(), made.1.is_some(), made.2.len()), (30, true, 152));
    drop(here);

    let run = |arguments: &[&str]| server.matchmaker(folder.path(), arguments).output().expect("the command");
    let there = run(&["migrate", "sqlite:here.sqlite", "dynamodb:requests"]);
    assert!(said(&there).starts_with("149 of 150 requests written, 1 were there already"), "{}", said(&there));
    assert!(said(&there).contains("What 2 more counted for"), "{}", said(&there));
    assert_eq!(everything(&table).await, before);
    assert_eq!(made_of_it(&table).await, made);
    let back = run(&["migrate", "dynamodb:requests", "sqlite:back.sqlite"]);
    assert!(said(&back).starts_with("150 of 150 requests written, 0 were there already"), "{}", said(&back));
    let back = SqliteStore::open(&folder.path().join("back.sqlite")).expect("a store");
    assert_eq!(everything(&back).await, before);
    assert_eq!(made_of_it(&back).await, made);
    drop(back);

    // What was changed there since is not mixed with what is here.
    assert!(table.erase(&numbered(9).reference).await.expect("an answer"));
    let mut changed = kept(9);
    changed.record.status = Status::Declined;
    table.insert_case(&changed).await.expect("an answer");
    let mixed = run(&["migrate", "sqlite:here.sqlite", "dynamodb:requests"]);
    let reference: &Reference = &numbered(9).reference;
    assert_eq!(mixed.status.code(), Some(2));
    assert!(
        said(&mixed).contains(&format!("something else under {reference}; nothing was written")),
        "{}",
        said(&mixed)
    );

    let lost = run(&["migrate", "sqlite:here.sqlite", "dynamodb:elsewhere"]);
    assert!(lost.status.code() == Some(2) && said(&lost).contains("elsewhere"), "{}", said(&lost));
    let erased = run(&["erase", reference.as_str(), "--store", "dynamodb:requests"]);
    assert!(erased.status.success(), "{}", said(&erased));
    assert_eq!(table.get(reference, Timestamp::now()).await.expect("an answer"), None);
}

#[tokio::test]
async fn the_desk_works_on_a_table() {
    let server = Server::start();
    let table = server.store("requests");
    table.create_table().await.expect("a table");
    let submission = numbered(1);
    table.put(&submission, Deadlines { until: Timestamp::now() + 240.hours(), due: None }).await.expect("an answer");
    let folder = TempDir::new().expect("a folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let root = root.to_str().expect("a path");
    // Words for its codes; the rest of what is published is not looked at.
    let built = server.matchmaker(folder.path(), &["build", "--root", root, "--out", "public"]).output();
    assert!(built.expect("the command").status.success());
    let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port();
    let store = ["desk", "--no-build", "--port", &port.to_string(), "--store", "dynamodb:requests"];
    let arguments = [&store[..], &["--root", root, "--out", "public"]].concat();
    let token = "a-token-for-tests-that-is-long-enough";
    let mut command = server.matchmaker(folder.path(), &arguments);
    let mut desk = command.env("MATCHMAKER_DESK_TOKEN", token).stdout(Stdio::null()).spawn().expect("the desk");
    let entered = ask(port, &format!("/desk/?token={token}"), "");
    let cookie = entered.lines().find_map(|line| line.strip_prefix("set-cookie: ")?.split(';').next());
    let page = ask(port, "/desk/", cookie.expect("a session"));
    let reference = submission.reference.as_str();
    desk.kill().expect("its end");
    desk.wait().expect("its end");
    assert!(page.contains(reference) && page.contains("Región Zoë"), "{page}");
}

/// Asks until somebody listens.
fn ask(port: u16, path: &str, cookie: &str) -> String {
    use std::io::{Read, Write};

    let begun = Instant::now();
    loop {
        if let Ok(mut connection) = TcpStream::connect(("127.0.0.1", port)) {
            let request = format!(
                "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
            );
            connection.write_all(request.as_bytes()).expect("a question");
            let mut answer = String::new();
            connection.read_to_string(&mut answer).expect("an answer");
            return answer;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "nobody listens");
        std::thread::sleep(Duration::from_millis(20));
    }
}
