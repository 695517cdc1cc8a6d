//! A running `matchmaker serve`, over real HTTP.

use std::cell::OnceCell;
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
    /// The path that the site lives below: empty, or `/mobility`.
    base_path: String,
    /// What opens the desk, as the server prints it.
    desk_token: String,
    session: OnceCell<Session>,
    agent: Agent,
}

/// A browser that signed in to the desk.
struct Session {
    cookie: String,
    form_token: String,
}

/// What the server answered.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// `Set-Cookie`, where there is one.
    pub cookie: Option<String>,
    /// `Location`, where there is one.
    pub location: Option<String>,
    /// `Retry-After`, where there is one.
    pub retry_after: Option<String>,
    /// `Content-Type`.
    pub kind: String,
    /// `Content-Security-Policy`.
    pub policy: String,
    /// The body; of a picture, what can be read of it.
    pub body: String,
}

impl Served {
    /// Starts the command and waits until it says which address to open.
    pub fn start(command: Command) -> Self {
        Self::start_with(command, Stdio::null())
    }

    /// Starts the command and waits until it listens: what it shows is still to be built.
    pub fn start_early(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the server");
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        let mut line = String::new();
        output.read_line(&mut line).expect("a line");
        let base = line.split_whitespace().find(|word| word.starts_with("http://")).expect("an address");
        let base = base.trim_end_matches('/').to_owned();
        let agent = Agent::config_builder().max_redirects(0).http_status_as_error(false).build().into();
        Self {
            child,
            _output: output,
            base,
            base_path: String::new(),
            desk_token: String::new(),
            session: OnceCell::new(),
            agent,
        }
    }

    /// Like [`Served::start`], with a place for its log.
    pub fn start_with(mut command: Command, log: Stdio) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().expect("the server");
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        let mut line = String::new();
        let (base, base_path, desk_token) = loop {
            line.clear();
            assert!(output.read_line(&mut line).expect("a line") > 0, "the server ended before it was ready");
            if let Some(rest) = line.strip_prefix("Open ") {
                let address = rest.split_whitespace().next().expect("an address");
                let host = address.find("://").map_or(0, |at| at + 3);
                let (base, path) = address.split_at(address[host..].find('/').map_or(address.len(), |at| host + at));
                let token = rest.split("/desk/?token=").nth(1).and_then(|rest| rest.split_whitespace().next());
                let base_path = path.split("/desk/?token=").next().unwrap_or(path).trim_end_matches('/').to_owned();
                break (base.to_owned(), base_path, token.expect("the desk's token").to_owned());
            }
        };
        let agent = Agent::config_builder().max_redirects(0).http_status_as_error(false).build().into();
        Self { child, _output: output, base, base_path, desk_token, session: OnceCell::new(), agent }
    }

    /// The address of the host without a slash at its end.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The path that the site lives below: empty, or `/mobility`.
    pub fn base_path(&self) -> &str {
        &self.base_path
    }

    /// What opens the desk.
    pub fn desk_token(&self) -> &str {
        &self.desk_token
    }

    /// Gets a page; one of the desk as somebody who signed in.
    pub fn get(&self, path: &str) -> Answer {
        let cookie = if self.is_of_the_desk(path) { self.session().cookie.as_str() } else { "" };
        self.get_with(path, &[("Cookie", cookie)])
    }

    /// Gets a page with these headers and no others.
    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let request = self.agent.get(format!("{}{path}", self.base));
        let given = headers.iter().filter(|(_, value)| !value.is_empty());
        answer(given.fold(request, |request, (name, value)| request.header(*name, *value)).call())
    }

    /// Opens an address as a browser does, which says that it reads pages.
    pub fn open(&self, path: &str) -> Answer {
        answer(self.agent.get(format!("{}{path}", self.base)).header("Accept", "text/html").call())
    }

    fn is_of_the_desk(&self, path: &str) -> bool {
        let path = path.strip_prefix(&self.base_path).unwrap_or(path);
        path == "/desk" || path.starts_with("/desk/")
    }

    /// Signs in to the desk once.
    fn session(&self) -> &Session {
        self.session.get_or_init(|| {
            let desk = format!("{}/desk/", self.base_path);
            let entered = self.get_with(&format!("{desk}?token={}", self.desk_token), &[]);
            let set = entered.cookie.unwrap_or_else(|| panic!("a session: {}", entered.body));
            let cookie = set.split(';').next().expect("a cookie").to_owned();
            let page = self.get_with(&desk, &[("Cookie", &cookie)]).body;
            let field = page.split("name=\"csrf_token\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
            Session { cookie, form_token: field.expect("an anti-forgery token").to_owned() }
        })
    }

    /// Sends a form as a browser without script does; one of the desk as somebody who signed in.
    pub fn post_form(&self, path: &str, fields: &[(String, String)]) -> Answer {
        let mut fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let mut request = self.agent.post(format!("{}{path}", self.base));
        if self.is_of_the_desk(path) {
            let session = self.session();
            fields.push(("csrf_token", &session.form_token));
            request = request.header("Cookie", &session.cookie);
        }
        answer(request.header("Accept", "text/html").header("Origin", &self.base).send_form(fields))
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
        self.get_stream("/-/live")
    }

    /// The data of a stream of events.
    pub fn get_stream(&self, path: &str) -> impl Iterator<Item = String> + use<> {
        let response = self.agent.get(format!("{}{path}", self.base)).call().expect("a stream of events");
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
        cookie: header("set-cookie"),
        location: header("location"),
        retry_after: header("retry-after"),
        kind: header("content-type").unwrap_or_default(),
        policy: header("content-security-policy").unwrap_or_default(),
        body: String::from_utf8_lossy(&response.body_mut().read_to_vec().expect("a body")).into_owned(),
    }
}
