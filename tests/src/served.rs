//! A running `matchmaker serve`, over real HTTP.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use ureq::Agent;
use ureq::http::Response;

use crate::desk::TestDesk;

/// A running server.
pub struct Served {
    child: Child,
    /// Kept open, so that what the server prints has somewhere to go.
    _output: BufReader<ChildStdout>,
    base: String,
    agent: Agent,
}

/// What the server answered.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// `Location`, where there is one.
    pub location: Option<String>,
    /// `Content-Type`.
    pub kind: String,
    /// `Content-Security-Policy`.
    pub policy: String,
    /// The body.
    pub body: String,
}

impl Served {
    /// Starts the command and waits until it says which address to open.
    pub fn start(command: Command) -> Self {
        Self::start_with(command, Stdio::null())
    }

    /// Like [`Served::start`], with a place for its log.
    pub fn start_with(mut command: Command, log: Stdio) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().expect("the server");
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        let mut line = String::new();
        let base = loop {
            line.clear();
            assert!(output.read_line(&mut line).expect("a line") > 0, "the server ended before it was ready");
            if let Some(rest) = line.strip_prefix("Open ") {
                let address = rest.split_whitespace().next().expect("an address");
                break address.trim_end_matches('/').trim_end_matches("/desk").to_owned();
            }
        };
        let agent = Agent::config_builder().max_redirects(0).http_status_as_error(false).build().into();
        Self { child, _output: output, base, agent }
    }

    /// The address without a slash at its end.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Gets a page.
    pub fn get(&self, path: &str) -> Answer {
        answer(self.agent.get(format!("{}{path}", self.base)).call())
    }

    /// Opens an address as a browser does, which says that it reads pages.
    pub fn open(&self, path: &str) -> Answer {
        answer(self.agent.get(format!("{}{path}", self.base)).header("Accept", "text/html").call())
    }

    /// Sends a form as a browser without script does.
    pub fn post_form(&self, path: &str, fields: &[(String, String)]) -> Answer {
        let fields = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        answer(
            self.agent
                .post(format!("{}{path}", self.base))
                .header("Accept", "text/html")
                .header("Origin", &self.base)
                .send_form(fields),
        )
    }

    /// Sends a JSON document as a program does.
    pub fn post_json(&self, path: &str, body: &str) -> Answer {
        answer(
            self.agent
                .post(format!("{}{path}", self.base))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .send(body),
        )
    }

    /// What an open page is told: the edition of this moment, then every newer one.
    pub fn editions(&self) -> impl Iterator<Item = String> + use<> {
        let response = self.agent.get(format!("{}/-/live", self.base)).call().expect("a stream of events");
        let lines = BufReader::new(response.into_body().into_reader()).lines();
        lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("data: ").map(str::to_owned))
    }

    /// Somebody at the secretariat.
    pub fn desk(&self) -> TestDesk<'_> {
        TestDesk::new(self)
    }

    /// Gets a page again and again until it is as wanted, for at most ten seconds.
    pub fn wait_for(&self, path: &str, wanted: impl Fn(&Answer) -> bool) -> Answer {
        let start = Instant::now();
        loop {
            let answer = self.get(path);
            if wanted(&answer) {
                return answer;
            }
            assert!(start.elapsed() < Duration::from_secs(10), "{path} is still:\n{}", answer.body);
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Asks the server to stop, as an operator does, and waits for it.
    #[cfg(unix)]
    pub fn stop(mut self) -> i32 {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(asked.expect("kill").success());
        self.child.wait().expect("its end").code().expect("an exit status")
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // A server that has ended already is what we want.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn answer(response: Result<Response<ureq::Body>, ureq::Error>) -> Answer {
    let mut response = response.expect("an answer");
    let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    Answer {
        status: response.status().as_u16(),
        location: header("location"),
        kind: header("content-type").unwrap_or_default(),
        policy: header("content-security-policy").unwrap_or_default(),
        body: response.body_mut().read_to_string().expect("a text"),
    }
}
