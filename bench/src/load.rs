//! Senders of forms, as many at once as wanted, over real HTTP on connections that are kept. Each sends one after another,
//! no two alike, and counts only what was acknowledged as new.
//!
//! Threads and blocking sockets: what they cost is what any client on the same processors would cost at least.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

/// What to send where.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    /// The server.
    pub address: SocketAddr,
    /// Connections at once.
    pub connections: usize,
    /// How long to send.
    pub duration: Duration,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// Requests that the server said it has stored.
    pub acknowledged: usize,
    /// Answers of any other kind, and connections that broke.
    pub others: usize,
    /// How long it took.
    pub taken: Duration,
    /// For each acknowledged request, from sending to the whole answer; sorted.
    pub waits: Vec<Duration>,
}

impl Figures {
    /// The wait that so many of a hundred did not exceed.
    pub fn percentile(&self, hundredths: usize) -> Duration {
        let last = self.waits.len().saturating_sub(1);
        self.waits.get(last * hundredths / 100).copied().unwrap_or_default()
    }

    /// Acknowledged requests a second.
    pub fn rate(&self) -> f64 {
        self.acknowledged as f64 / self.taken.as_secs_f64()
    }
}

/// Sends, and waits for the last answer.
pub fn run(load: Load) -> Figures {
    let start = Instant::now();
    let until = start + load.duration;
    let senders: Vec<_> =
        (0..load.connections).map(|sender| thread::spawn(move || send(load.address, sender, until))).collect();
    let mut figures = Figures { acknowledged: 0, others: 0, taken: Duration::ZERO, waits: Vec::new() };
    for sender in senders {
        // A sender that broke down counts as one that got no answer.
        let (waits, others) = sender.join().unwrap_or((Vec::new(), 1));
        figures.acknowledged += waits.len();
        figures.others += others;
        figures.waits.extend(waits);
    }
    figures.taken = start.elapsed();
    figures.waits.sort_unstable();
    figures
}

fn send(address: SocketAddr, sender: usize, until: Instant) -> (Vec<Duration>, usize) {
    let mut waits = Vec::new();
    let mut others = 0;
    // Two loads on one store must not send the same.
    let run = std::process::id();
    let Ok(mut connection) = connect(address) else { return (waits, 1) };
    let mut number = 0;
    while Instant::now() < until {
        number += 1;
        let began = Instant::now();
        match ask(&mut connection, &form(&format!("{run}-{sender}-{number}"))) {
            Ok(201) => waits.push(began.elapsed()),
            Ok(_) => others += 1,
            Err(_) => {
                others += 1;
                let Ok(again) = connect(address) else { break };
                connection = again;
            }
        }
    }
    (waits, others)
}

fn connect(address: SocketAddr) -> io::Result<TcpStream> {
    let connection = TcpStream::connect(address)?;
    connection.set_nodelay(true)?;
    Ok(connection)
}

/// Posts a form and reads the whole answer; its status.
fn ask(connection: &mut TcpStream, body: &str) -> io::Result<u16> {
    let request = format!(
        "POST /api/requests HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    connection.write_all(request.as_bytes())?;
    let mut bytes = [0; 8192];
    let mut length = 0;
    loop {
        let read = connection.read(&mut bytes[length..])?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        length += read;
        let text = str::from_utf8(&bytes[..length]).map_err(|_| io::ErrorKind::InvalidData)?;
        let Some((head, begun)) = text.split_once("\r\n\r\n") else { continue };
        let promised = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
        if begun.len() >= promised.ok_or(io::ErrorKind::InvalidData)? {
            let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
            return status.ok_or_else(|| io::ErrorKind::InvalidData.into());
        }
    }
}

/// A whole form of "find a host", as a browser sends it: every field filled, some 1.2 kB.
fn form(mark: &str) -> String {
    let fields = [
        ("form", "find-a-host"),
        ("language", "en"),
        ("elapsed", "64000"),
        ("organisation.name", "Example School Group"),
        ("organisation.kind", "EPLUS-EDU-VOC-SEC"),
        ("organisation.country", "BE"),
        ("organisation.place", "Ghent"),
        ("contact.name", "Contact Person"),
        ("contact.role", "Coordinator of international projects"),
        ("contact.email", "contact@example.org"),
        ("activity", "job-shadowing"),
        ("audiences", "teachers"),
        ("period.from", "2099-03-01"),
        ("period.until", "2099-04-30"),
        ("days", "3"),
        ("participants", "4"),
        ("languages[0].code", "en"),
        ("languages[0].level", "B2"),
        ("consent", "on"),
    ];
    let goal = format!(
        "How a school and its companies share one training plan for apprentices, what each of them teaches, and how they \
         tell each other what an apprentice can do. We would like to see workshop {mark} and to talk to those who teach there."
    );
    let mut body = String::with_capacity(1_400);
    for (name, value) in fields.into_iter().chain([("goal", goal.as_str())]) {
        if !body.is_empty() {
            body.push('&');
        }
        encode(name, &mut body);
        body.push('=');
        encode(value, &mut body);
    }
    body
}

fn encode(text: &str, into: &mut String) {
    for byte in text.bytes() {
        match byte {
            b' ' => into.push('+'),
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'*' => into.push(char::from(byte)),
            other => into.push_str(&format!("%{other:02X}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::time::Duration;

    use super::{Load, encode, run};

    #[test]
    fn only_what_is_acknowledged_as_new_counts() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its address");
        std::thread::spawn(move || {
            let (mut connection, _) = listener.accept().expect("a sender");
            for status in ["201 Created", "200 OK", "201 Created", "503 Service Unavailable"].iter().cycle() {
                let mut bytes = [0; 4096];
                if !matches!(connection.read(&mut bytes), Ok(read) if read > 0) {
                    return;
                }
                let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 2\r\n\r\n{{}}");
                if connection.write_all(answer.as_bytes()).is_err() {
                    return;
                }
            }
        });
        let figures = run(Load { address, connections: 1, duration: Duration::from_millis(200) });
        let all = figures.acknowledged + figures.others;
        assert!(all > 4 && figures.acknowledged.abs_diff(figures.others) <= 1, "{figures:?}");
        assert_eq!(figures.waits.len(), figures.acknowledged);
        assert!(figures.percentile(50) <= figures.percentile(99));
    }

    #[test]
    fn fields_are_written_as_browsers_do() {
        let mut body = String::new();
        encode("languages[0].code = é", &mut body);
        assert_eq!(body, "languages%5B0%5D.code+%3D+%C3%A9");
    }
}
