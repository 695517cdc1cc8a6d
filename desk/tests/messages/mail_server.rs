//! A mail server on this machine that speaks SMTP over a socket, and can be told how to behave.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{IpAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use mailin::response::{NO_MAILBOX, OK};
use mailin::{Action, Handler, Response, SessionBuilder};

/// How a server behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// It takes every message.
    Takes,
    /// It knows no such mailbox.
    RefusesTo(&'static str),
    /// It hangs up in the middle of a message.
    BreaksOff,
}

/// A message as the server took it.
#[derive(Debug, Clone, Default)]
pub struct Taken {
    /// Who sent it.
    pub from: String,
    /// To whom.
    pub to: Vec<String>,
    /// Headers and text.
    pub data: Vec<u8>,
}

struct Shared {
    manner: Manner,
    taken: Vec<Taken>,
}

/// A mail server; it serves as long as the tests run.
pub struct MailServer {
    port: u16,
    shared: Arc<Mutex<Shared>>,
}

#[derive(Clone)]
struct Postman {
    shared: Arc<Mutex<Shared>>,
    message: Taken,
}

fn lock(shared: &Mutex<Shared>) -> std::sync::MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

impl MailServer {
    /// Starts one on a free port.
    pub fn start(manner: Manner) -> Self {
        let shared = Arc::new(Mutex::new(Shared { manner, taken: Vec::new() }));
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let postman = Postman { shared: Arc::clone(&shared), message: Taken::default() };
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let postman = postman.clone();
                thread::spawn(move || drop(serve(&stream, postman)));
            }
        });
        Self { port, shared }
    }

    /// Its address as settings have it.
    pub fn address(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Makes it behave in another way.
    pub fn behave(&self, manner: Manner) {
        lock(&self.shared).manner = manner;
    }

    /// What it took so far.
    pub fn taken(&self) -> Vec<Taken> {
        lock(&self.shared).taken.clone()
    }
}

/// Speaks with one client until it leaves.
fn serve(mut stream: &TcpStream, postman: Postman) -> io::Result<()> {
    let shared = Arc::clone(&postman.shared);
    let mut session = SessionBuilder::new("mail.example.org").build(stream.peer_addr()?.ip(), postman);
    session.greeting().write_to(&mut stream)?;
    let mut lines = BufReader::new(stream);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        let response = session.process(&line);
        line.clear();
        match response.action {
            Action::NoReply => {}
            _ => response.write_to(&mut stream)?,
        }
        stream.flush()?;
        let in_a_message = response.code == 354;
        if response.action == Action::Close || in_a_message && lock(&shared).manner == Manner::BreaksOff {
            break;
        }
    }
    Ok(())
}

impl Handler for Postman {
    fn mail(&mut self, _ip: IpAddr, _domain: &str, from: &str) -> Response {
        self.message = Taken { from: from.to_owned(), ..Taken::default() };
        OK
    }

    fn rcpt(&mut self, to: &str) -> Response {
        if matches!(lock(&self.shared).manner, Manner::RefusesTo(mailbox) if mailbox == to) {
            return NO_MAILBOX;
        }
        self.message.to.push(to.to_owned());
        OK
    }

    fn data(&mut self, buffer: &[u8]) -> io::Result<()> {
        self.message.data.extend_from_slice(buffer);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        lock(&self.shared).taken.push(std::mem::take(&mut self.message));
        OK
    }
}
