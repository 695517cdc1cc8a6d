//! What somebody wrote about themselves reaches the store, and no log.

use std::io;
use std::sync::{Arc, Mutex};

use tracing_subscriber::fmt::MakeWriter;

use crate::support::{TestApp, listen_everywhere, post_form, post_json, wish_as_json, wish_with};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().expect("a log").clone()).expect("UTF-8")
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("a log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Log;

    fn make_writer(&'a self) -> Log {
        self.clone()
    }
}

#[tokio::test]
async fn a_log_tells_the_outcome_and_never_who_sent_it() {
    listen_everywhere();
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(log.clone())
        .with_ansi(false)
        .finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let app = TestApp::new();
    let marked = [
        ("contact.name", "Xaveria Markedname"),
        ("contact.email", "xaveria@marked.example"),
        ("organisation.name", "Markedschool"),
        ("support.note", "A marked wheelchair."),
        ("share_support_note", "on"),
    ];
    let invalid = [&marked[..], &[("goal", "markedgoal")]].concat();
    post_form(&app.submit(), &wish_with(&marked)).await;
    post_form(&app.submit(), &wish_with(&marked)).await;
    post_form(&app.submit(), &wish_with(&invalid)).await;
    post_form(&app.submit_without_store(), &wish_with(&marked)).await;
    let mut document = wish_as_json();
    document["contact"]["email"] = "xaveria@marked.example".into();
    document["markedkey"] = "markedvalue".into();
    post_json(&app.submit(), &document).await;
    post_json(&app.submit(), &"marked".into()).await;
    drop(guard);

    let log = log.text();
    for outcome in ["stored", "again", "invalid", "unavailable", "malformed"] {
        assert!(log.contains(&format!("outcome=\"{outcome}\"")), "{outcome} in {log}");
    }
    assert!(log.contains("reference=MM-") && log.contains("milliseconds=") && log.contains("unplugged"));
    assert!(!log.to_lowercase().contains("marked") && !log.to_lowercase().contains("xaveria"), "{log}");
}
