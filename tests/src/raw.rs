//! HTTP as bytes: for requests that no client would send, and answers as they come over the wire.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// An answer as it came over the wire.
#[derive(Debug)]
pub struct RawAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The fields, their names in lower case.
    pub fields: Vec<(String, String)>,
    /// Everything behind the head.
    pub body: Vec<u8>,
}

impl RawAnswer {
    /// A field's value; empty where there is none.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Sends bytes on a connection of their own, and reads what is answered until the server closes it.
pub fn send_raw(address: SocketAddr, request: &[u8]) -> RawAnswer {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("patience");
    stream.write_all(request).expect("the request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    parse(&answer)
}

/// Sends a request of HTTP/1.1 with a valid `Host` and further fields.
pub fn ask(address: SocketAddr, method: &str, path: &str, fields: &[(&str, &str)]) -> RawAnswer {
    let fields: String = fields.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let request = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{fields}\r\n");
    send_raw(address, request.as_bytes())
}

fn parse(answer: &[u8]) -> RawAnswer {
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").expect("a head");
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
    let fields = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    RawAnswer { status: status.expect("a status"), fields, body: answer[end + 4..].to_vec() }
}
