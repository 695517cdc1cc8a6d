//! The function as it is deployed: the very binary, a built site, a table, and the runtime API's stand-in.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;
use tests::{TestSite, repository};

use crate::runtime_api::{RuntimeApi, What};
use crate::table::{self, Table};

/// The environment variable that names the binary.
const BINARY: &str = "MATCHMAKER_FUNCTION";

/// The binary as it was built for Lambda. Panics clearly without it.
fn binary() -> PathBuf {
    let path = env::var_os(BINARY).map(|path| repository().join(path)).unwrap_or_else(|| {
        panic!(
            "{BINARY} is not set. It names the function's binary, for example target/debug/function after\n  \
             cargo build -p function --no-default-features --features lambda"
        )
    });
    assert!(path.is_file(), "{BINARY}: there is no file {}", path.display());
    path
}

/// How long a debug build on a busy machine may take to begin, with the table before it.
const START: Duration = Duration::from_secs(5);

/// A built site, the same for all tests.
pub fn site() -> &'static Path {
    static SITE: OnceLock<(TestSite, PathBuf)> = OnceLock::new();
    let (_, public) = SITE.get_or_init(|| {
        let site = TestSite::small();
        let built = site.run(&["build"]);
        assert_eq!(built.status, 0, "{}", built.stderr);
        let public = site.path("public");
        (site, public)
    });
    public
}

/// A process of the function, and everything around it.
pub struct Running {
    process: Child,
    /// The stand-in it talks to.
    pub runtime_api: RuntimeApi,
    /// The table it puts into.
    pub table: Table,
    words: TempDir,
}

impl Running {
    /// Starts the function and waits until it asks for its first event.
    pub fn start() -> Self {
        site();
        let before = Instant::now();
        let running = Self::start_with(|_| {});
        let said = running.runtime_api.listen().unwrap_or_else(|| panic!("silence\n{}", running.words()));
        assert!(matches!(said.what, What::Polled), "{}", running.words());
        assert!(said.at - before < START, "it begins in far less than the ten seconds that Lambda allows");
        running
    }

    /// Starts the function in an environment that a test has changed.
    pub fn start_with(change: impl FnOnce(&mut Command)) -> Self {
        let runtime_api = RuntimeApi::open();
        let table = Table::open(repository().join("target/tools/bin/dynoxide"));
        let words = tempfile::tempdir().expect("a folder");
        let file = |name: &str| Stdio::from(File::create(words.path().join(name)).expect("a file"));
        let mut command = Command::new(binary());
        command
            .env_clear()
            .env("AWS_LAMBDA_RUNTIME_API", runtime_api.address())
            .env("AWS_LAMBDA_FUNCTION_NAME", "submit")
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128")
            .env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
            .env("AWS_REGION", "eu-central-1")
            .env("AWS_ACCESS_KEY_ID", "local")
            .env("AWS_SECRET_ACCESS_KEY", "local")
            .env("AWS_SESSION_TOKEN", "local")
            .env("AWS_ENDPOINT_URL", table.endpoint())
            .env("MATCHMAKER_TABLE", table::NAME)
            .env("MATCHMAKER_SITE", site())
            .env("MATCHMAKER_REFERENCE_KEY", "secret".repeat(6))
            .stdout(file("stdout"))
            .stderr(file("stderr"));
        change(&mut command);
        let process = command.spawn().expect("the function");
        Self { process, runtime_api, table, words }
    }

    /// The next thing it says to the runtime API.
    pub fn hear(&self) -> What {
        self.runtime_api.listen().map(|said| said.what).unwrap_or_else(|| panic!("silence\n{}", self.words()))
    }

    /// Sends an event and returns what it says to it, once it has asked for the next one.
    pub fn invoke(&self, event: impl Into<Vec<u8>>) -> What {
        self.runtime_api.send(event.into());
        let said = self.hear();
        assert!(matches!(self.hear(), What::Polled), "after an event it asks for the next\n{}", self.words());
        said
    }

    /// Sends an event and returns its answer.
    pub fn answer(&self, event: &Value) -> Value {
        match self.invoke(event.to_string()) {
            What::Answered(answer) => serde_json::from_slice(&answer).expect("JSON"),
            other => panic!("{other:?}\n{}", self.words()),
        }
    }

    /// All that it has printed.
    pub fn words(&self) -> String {
        ["stdout", "stderr"].map(|name| fs::read_to_string(self.words.path().join(name)).expect("a text")).concat()
    }

    /// Sends it a signal.
    #[cfg(unix)]
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([name, &self.process.id().to_string()]).status();
        assert!(sent.expect("kill").success());
    }

    /// Waits for its end.
    pub fn end(&mut self) -> ExitStatus {
        self.process.wait().expect("its end")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // A process that has ended already is what we want.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}
