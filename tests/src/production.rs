//! A running `matchmaker serve --production`, over real HTTP, with its two logs.

use std::fs::{self, File};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use ureq::Agent;
use ureq::http::{HeaderMap, Response};

use crate::site::TestSite;

/// A running server for visitors.
pub struct Production {
    child: Child,
    address: SocketAddr,
    agent: Agent,
    access: PathBuf,
    events: PathBuf,
}

/// What the server answered.
#[derive(Debug)]
pub struct Told {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The bytes, as they came.
    pub bytes: Vec<u8>,
}

impl Told {
    /// A header's text; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

impl TestSite {
    /// Serves visitors on a free port, with further arguments, until the value returned is dropped.
    pub fn serve_visitors(&self, arguments: &[&str]) -> Production {
        self.serve_visitors_through(&[], arguments)
    }

    /// The same, started by another command, such as one that changes the user.
    pub fn serve_visitors_through(&self, by: &[&str], arguments: &[&str]) -> Production {
        let arguments = [&["serve", "--production", "--port", "0"], arguments].concat();
        Production::start(self, &mut self.command_through(by, &arguments))
    }
}

impl Production {
    fn start(site: &TestSite, command: &mut Command) -> Self {
        let (access, events) = (site.path("access.log"), site.path("events.log"));
        let child = command
            .stdout(File::create(&access).expect("a log"))
            .stderr(File::create(&events).expect("a log"))
            .stdin(Stdio::null())
            .spawn()
            .expect("the server");
        // Bytes are to be looked at as they came.
        let agent = Agent::config_builder().max_redirects(0).http_status_as_error(false).build().into();
        let mut server = Self { child, address: ([127, 0, 0, 1], 0).into(), agent, access, events };
        let ready = server.wait_for_event("ready for visitors");
        server.address = ready["address"].as_str().and_then(|address| address.parse().ok()).expect("an address");
        server
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// A connection, to say on it what no browser would say.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("patience");
        stream
    }

    /// Gets an address.
    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Told {
        let mut request = self.agent.get(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        told(request.call())
    }

    /// Sends a form as a browser without script does.
    pub fn post_form(&self, path: &str, fields: &[(String, String)], headers: &[(&str, &str)]) -> Told {
        let mut request = self.agent.post(format!("http://{}{path}", self.address)).header("Accept", "text/html");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        told(request.send_form(fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))))
    }

    /// Gets an address again and again until the answer is as wanted, for at most twenty seconds.
    pub fn wait_for(&self, path: &str, wanted: impl Fn(&Told) -> bool) -> Told {
        let start = Instant::now();
        loop {
            let told = self.get(path, &[]);
            if wanted(&told) {
                return told;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "{path} is still:\n{}", told.text());
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// The lines of the access log so far, at least so many.
    pub fn accesses(&self, least: usize) -> Vec<Value> {
        let start = Instant::now();
        loop {
            let text = fs::read_to_string(&self.access).expect("the log");
            // What stands behind the last end of a line is still being written.
            let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
            let lines: Vec<Value> = whole.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
            if lines.len() >= least {
                return lines;
            }
            assert!(start.elapsed() < Duration::from_secs(10), "only {lines:?}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Both logs as they are.
    pub fn logs(&self) -> String {
        [&self.access, &self.events].map(|path| fs::read_to_string(path).expect("a log")).concat()
    }

    /// Waits for an event with a message, for at most a minute.
    pub fn wait_for_event(&mut self, message: &str) -> Value {
        let start = Instant::now();
        loop {
            let text = fs::read_to_string(&self.events).expect("the log");
            let events = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
            if let Some(event) = events.into_iter().find(|event| event["message"] == message) {
                return event;
            }
            let ended = self.child.try_wait().expect("a child");
            assert!(ended.is_none(), "the server ended with {ended:?}:\n{text}");
            assert!(start.elapsed() < Duration::from_secs(60), "no {message:?}:\n{text}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Kills the server at once, as a power cut would.
    pub fn kill(&mut self) {
        self.child.kill().expect("a server");
        self.child.wait().expect("its end");
    }

    /// Sends a signal, such as `HUP`.
    #[cfg(unix)]
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([&format!("-{name}"), &self.child.id().to_string()]).status();
        assert!(sent.expect("kill").success());
    }

    /// Waits for the server's end; its exit status, or none if a signal ended it.
    pub fn ended(&mut self) -> Option<i32> {
        self.child.wait().expect("its end").code()
    }
}

impl Drop for Production {
    fn drop(&mut self) {
        // A server that has ended already is what we want.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn told(response: Result<Response<ureq::Body>, ureq::Error>) -> Told {
    let response = response.expect("an answer");
    let (parts, mut body) = response.into_parts();
    Told { status: parts.status.as_u16(), headers: parts.headers, bytes: body.read_to_vec().expect("bytes") }
}
