//! One process of the function or of a peer, in the environment that Lambda gives.

use std::fs::{self, File};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::NamedTempFile;

use crate::Options;
use crate::runtime_api::{RuntimeApi, What};
use crate::table::{self, Table};

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The function of this repository.
    Function,
    /// The same job in Node.
    Node,
    /// The same job in Python.
    Python,
}

impl Kind {
    /// All of them, in the order of the table.
    pub const ALL: [Kind; 3] = [Kind::Function, Kind::Node, Kind::Python];

    /// What it is called in the table.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Function => "function",
            Kind::Node => "Node, SDK 3, bundled",
            Kind::Python => "Python, boto3",
        }
    }

    fn command(self, options: &Options) -> Command {
        match self {
            Kind::Function => Command::new(&options.function),
            Kind::Node => {
                let mut command = Command::new("node");
                command.arg(&options.node);
                command
            }
            Kind::Python => {
                let mut command = Command::new(&options.python);
                command.arg("bench/function/python/peer.py");
                command
            }
        }
    }
}

/// How one start went, from before the process was made.
#[derive(Debug, Clone, Copy)]
pub struct Start {
    /// To the first poll of the runtime API.
    pub polled: Duration,
    /// To the answer to the first event, which is given when the put is acknowledged.
    pub put: Duration,
    /// The most memory it had until then, in kB.
    pub peak: u64,
}

/// A process, stopped when dropped.
pub struct Process {
    child: Child,
    begun: Instant,
    words: NamedTempFile,
}

impl Process {
    /// Starts one.
    pub fn start(kind: Kind, options: &Options, runtime_api: &RuntimeApi, table: &Table) -> Self {
        let words = NamedTempFile::new().expect("a file");
        let path = std::env::var_os("PATH").unwrap_or_default();
        let mut command = kind.command(options);
        command
            .env_clear()
            .env("PATH", path)
            .env("AWS_LAMBDA_RUNTIME_API", runtime_api.address())
            .env("AWS_LAMBDA_FUNCTION_NAME", "submit")
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128")
            .env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
            .env("AWS_REGION", "eu-central-1")
            .env("AWS_DEFAULT_REGION", "eu-central-1")
            .env("AWS_ACCESS_KEY_ID", "local")
            .env("AWS_SECRET_ACCESS_KEY", "local")
            .env("AWS_ENDPOINT_URL", table.endpoint())
            .env("MATCHMAKER_TABLE", table::NAME)
            .env("MATCHMAKER_REFERENCE_KEY", "a secret of the bench, which is no secret")
            .env("MATCHMAKER_SITE", &options.site)
            .stdout(Stdio::from(File::create(words.path()).expect("a file")));
        let begun = Instant::now();
        let child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        Self { child, begun, words }
    }

    /// Waits until it has answered the event that waits for it.
    pub fn first_put(&mut self, runtime_api: &RuntimeApi) -> Start {
        let mut polled = None;
        loop {
            let said = runtime_api.listen().expect("it begins");
            match said.what {
                What::Polled => _ = polled.get_or_insert(said.at - self.begun),
                What::Answered(answer) => {
                    let answer: Value = serde_json::from_slice(&answer).expect("JSON");
                    assert_eq!(answer["statusCode"], 303, "{answer}");
                    let polled = polled.expect("it asked before it answered");
                    return Start { polled, put: said.at - self.begun, peak: self.status("VmHWM") };
                }
                other => panic!("{other:?}"),
            }
        }
    }

    /// Sends an event to a process that has begun, and tells how many milliseconds its answer took.
    pub fn serve(&self, runtime_api: &RuntimeApi, event: Vec<u8>) -> f64 {
        loop {
            if let What::Polled = runtime_api.listen().expect("it asks").what {
                break;
            }
        }
        let sent = Instant::now();
        runtime_api.send(event);
        match runtime_api.listen().expect("it answers") {
            said if matches!(said.what, What::Answered(_)) => (said.at - sent).as_secs_f64() * 1_000.0,
            said => panic!("{:?}", said.what),
        }
    }

    /// Memory that it has now, in kB.
    pub fn resident(&self) -> u64 {
        self.status("VmRSS")
    }

    /// What it has told about its requests.
    pub fn lines(&self) -> Vec<Value> {
        let text = fs::read_to_string(self.words.path()).expect("a text");
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }

    fn status(&self, name: &str) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("Linux");
        let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("a line");
        line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).expect("a number")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // A process that has ended already is what we want.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
