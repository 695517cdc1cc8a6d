//! Bad weather between a store and its table: a real server on loopback that answers in the table's place, passes on, or
//! does neither.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What becomes of a request.
pub enum Answer {
    /// It reaches the table, and the table's answer comes back.
    Pass,
    /// It is refused with a status and a body, and never reaches the table.
    Refuse(u16, Value),
    /// The connection is cut before it reaches the table.
    Cut,
    /// It reaches the table, and the connection is cut before the answer comes back.
    Lose,
    /// It is never answered.
    Silence,
}

/// A refusal as the service words it, with words that quote what was sent.
pub fn refusal(status: u16, code: &str, sent: &str) -> Answer {
    let kind = format!("com.amazonaws.dynamodb.v20120810#{code}");
    Answer::Refuse(status, json!({ "__type": kind, "message": format!("I don't like {sent}"), "Message": sent }))
}

/// One operation that came by.
pub struct Seen<'s> {
    /// Such as `PutItem`.
    pub operation: &'s str,
    /// How many of this operation came by before.
    pub before: usize,
    /// Its body.
    pub body: &'s str,
}

/// A place for a server between a store and a table.
pub struct Weather {
    /// Where it listens.
    pub address: SocketAddr,
    seen: Arc<Mutex<BTreeMap<String, usize>>>,
}

impl Weather {
    /// Begins to answer in the place of a server.
    pub async fn before(server: SocketAddr, forecast: impl Fn(Seen) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let seen = Arc::new(Mutex::new(BTreeMap::new()));
        let weather = Self { address, seen: Arc::clone(&seen) };
        let forecast = Arc::new(forecast);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (seen, forecast) = (Arc::clone(&seen), Arc::clone(&forecast));
                // A connection that breaks is what this is about.
                tokio::spawn(async move { drop(talk(stream, server, &seen, forecast.as_ref()).await) });
            }
        });
        weather
    }

    /// The operations that came by, in the order of their names.
    pub fn operations(&self) -> Vec<String> {
        self.seen.lock().expect("a count").keys().cloned().collect()
    }

    /// How often an operation came by.
    pub fn count(&self, operation: &str) -> usize {
        self.seen.lock().expect("a count").get(operation).copied().unwrap_or(0)
    }
}

/// One request a connection: whoever wants more opens another.
async fn talk(
    mut client: TcpStream,
    server: SocketAddr,
    seen: &Mutex<BTreeMap<String, usize>>,
    forecast: &(impl Fn(Seen) -> Answer + ?Sized),
) -> std::io::Result<()> {
    let Some((head, body)) = read_request(&mut client).await? else { return Ok(()) };
    let operation = header(&head, "x-amz-target").and_then(|target| target.split('.').nth(1)).unwrap_or_default();
    let before = {
        let mut seen = seen.lock().expect("a count");
        let count = seen.entry(operation.to_owned()).or_default();
        *count += 1;
        *count - 1
    };
    let body_text = String::from_utf8_lossy(&body);
    match forecast(Seen { operation, before, body: &body_text }) {
        Answer::Pass => client.write_all(&pass(server, &head, &body).await?).await,
        Answer::Refuse(status, answer) => {
            let answer = answer.to_string();
            let head = format!(
                "HTTP/1.1 {status} No\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: {}\r\n\
                 connection: close\r\n\r\n",
                answer.len()
            );
            client.write_all((head + &answer).as_bytes()).await
        }
        Answer::Cut => Ok(()),
        Answer::Lose => pass(server, &head, &body).await.map(drop),
        Answer::Silence => std::future::pending().await,
    }
}

async fn read_request(client: &mut TcpStream) -> std::io::Result<Option<(String, Vec<u8>)>> {
    let mut bytes = Vec::new();
    loop {
        if client.read_buf(&mut bytes).await? == 0 {
            return Ok(None);
        }
        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let length = header(&head, "content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        let mut body = bytes.split_off(end + 4);
        while body.len() < length {
            if client.read_buf(&mut body).await? == 0 {
                return Ok(None);
            }
        }
        return Ok(Some((head, body)));
    }
}

/// Passes a request on, and returns the answer as it came, with the notice that the connection ends.
async fn pass(server: SocketAddr, head: &str, body: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(server).await?;
    stream.write_all(format!("{head}\r\nconnection: close\r\n\r\n").as_bytes()).await?;
    stream.write_all(body).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let first_line = answer.windows(2).position(|window| window == b"\r\n").unwrap_or_default() + 2;
    answer.splice(first_line..first_line, *b"connection: close\r\n");
    Ok(answer)
}

fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines().find_map(|line| {
        let (found, value) = line.split_once(':')?;
        found.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}
