//! A DynamoDB-compatible server with one table, over real HTTP.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

/// The table's name.
pub const NAME: &str = "requests";

/// A running server, stopped when dropped.
pub struct Table {
    server: Child,
    endpoint: String,
}

impl Table {
    /// Starts the server and makes the table. `program` is dynoxide.
    pub fn open(program: PathBuf) -> Self {
        // A port that was free a moment ago: the server does not choose one by itself.
        let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = port.expect("a port").port();
        let mut server = Command::new(&program)
            .args(["serve", "--host", "127.0.0.1", "--port", &port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}; tests/run installs it", program.display()));
        let mut line = String::new();
        BufReader::new(server.stderr.take().expect("its words")).read_line(&mut line).expect("a line");
        let table = Self { server, endpoint: format!("http://127.0.0.1:{port}") };
        let key = |name: &str, kind: &str| json!({ "AttributeName": name, "KeyType": kind });
        let text = |name: &str| json!({ "AttributeName": name, "AttributeType": "S" });
        table.call(
            "CreateTable",
            &json!({
                "TableName": NAME,
                "AttributeDefinitions": [text("pk"), text("sk")],
                "KeySchema": [key("pk", "HASH"), key("sk", "RANGE")],
                "BillingMode": "PAY_PER_REQUEST"
            }),
        );
        table
    }

    /// Its address.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// How many requests are in it.
    pub fn count(&self) -> u64 {
        let found = self.call("Scan", &json!({ "TableName": NAME, "Select": "COUNT" }));
        found["Count"].as_u64().expect("a count")
    }

    /// Stops answering, as a table does that can't be reached.
    pub fn stop(&mut self) {
        self.server.kill().and_then(|()| self.server.wait()).expect("its end");
    }

    fn call(&self, operation: &str, body: &Value) -> Value {
        // The server wants to see a signature, and does not check it.
        let signature = "AWS4-HMAC-SHA256 Credential=local/20261123/eu-central-1/dynamodb/aws4_request, \
                         SignedHeaders=host;x-amz-date, Signature=0000";
        let answer = ureq::post(&self.endpoint)
            .header("content-type", "application/x-amz-json-1.0")
            .header("x-amz-target", format!("DynamoDB_20120810.{operation}"))
            .header("x-amz-date", "20261123T080000Z")
            .header("authorization", signature)
            .send(body.to_string());
        let text = answer.expect("an answer").body_mut().read_to_string().expect("a text");
        serde_json::from_str(&text).expect("JSON")
    }
}

impl Drop for Table {
    fn drop(&mut self) {
        // A server that has ended already is what we want.
        drop(self.server.kill());
        drop(self.server.wait());
    }
}
