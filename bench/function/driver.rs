//! Measures the function as it runs on Lambda, beside the same job in Node and in Python: all against one stand-in of
//! the runtime API and one table, in turns, each process new.
//!
//! In: a built site, the binary, the two peers, dynoxide (see `bench/README.md`). Out: medians, as a table. It ends with
//! an error where a figure is not what it must be.

#[expect(dead_code, reason = "the tests need more of it")]
#[path = "../../tests/lambda/runtime_api.rs"]
mod runtime_api;
#[expect(dead_code, reason = "the tests need more of it")]
#[path = "../../tests/lambda/table.rs"]
mod table;

mod process;
mod report;

use std::path::PathBuf;
use std::process::ExitCode;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use clap::Parser;
use serde_json::Value;

use process::{Kind, Process, Start};
use report::{Report, median};
use runtime_api::RuntimeApi;
use table::Table;

const EVENT: &str = include_str!("../../function/tests/events/http-api-2.0.json");

/// Measures the function and its peers.
#[derive(Parser)]
struct Options {
    /// The function's binary.
    #[arg(long, default_value = "target/lean/function")]
    function: PathBuf,
    /// The folder of a built site.
    #[arg(long, default_value = "public")]
    site: PathBuf,
    /// The DynamoDB-compatible server.
    #[arg(long, default_value = "target/tools/bin/dynoxide")]
    dynoxide: PathBuf,
    /// The Node peer, bundled.
    #[arg(long, default_value = "target/bench/peer.mjs")]
    node: PathBuf,
    /// Python with boto3.
    #[arg(long, default_value = "target/bench/python/bin/python")]
    python: PathBuf,
    /// How often each is started.
    #[arg(long, default_value_t = 25)]
    rounds: usize,
    /// Only the function, without its peers.
    #[arg(long)]
    alone: bool,
}

/// A form that no other number gives.
fn form(number: usize) -> String {
    let event: Value = serde_json::from_str(EVENT).expect("an event");
    let body = BASE64.decode(event["body"].as_str().expect("a body")).expect("base64");
    let body = String::from_utf8(body).expect("UTF-8");
    // A full form: a long wish, and the note that may stand at its end.
    let wish = format!("goal=Wish+{number}%3A+{}", "how+a+school+and+its+companies+share+a+plan.+".repeat(10));
    let pairs = body.split('&').map(|pair| if pair.starts_with("goal=") { wish.as_str() } else { pair });
    pairs.collect::<Vec<_>>().join("&")
}

fn event(body: &str) -> Vec<u8> {
    let mut event: Value = serde_json::from_str(EVENT).expect("an event");
    event["body"] = BASE64.encode(body).into();
    event.to_string().into_bytes()
}

fn main() -> ExitCode {
    let options = Options::parse();
    let table = Table::open(options.dynoxide.clone());
    let mut report = Report::default();

    let kinds: &[Kind] = if options.alone { &[Kind::Function] } else { &Kind::ALL };
    let mut starts: Vec<Vec<Start>> = kinds.iter().map(|_| Vec::new()).collect();
    let mut number = 0;
    // One round more, whose figures are not taken: files come into the cache.
    for round in 0..=options.rounds {
        for (kind, starts) in kinds.iter().zip(&mut starts) {
            number += 1;
            let runtime_api = RuntimeApi::open();
            runtime_api.send(event(&form(number)));
            let mut process = Process::start(*kind, &options, &runtime_api, &table);
            let start = process.first_put(&runtime_api);
            if round > 0 {
                starts.push(start);
            }
        }
    }
    for (kind, starts) in kinds.iter().zip(&starts) {
        report.start(*kind, starts);
    }

    let runtime_api = RuntimeApi::open();
    let process = Process::start(Kind::Function, &options, &runtime_api, &table);
    for _ in 0..100 {
        number += 1;
        process.serve(&runtime_api, event(&form(number)));
    }
    let served = 1_000;
    let stored: Vec<f64> =
        (0..served).map(|round| process.serve(&runtime_api, event(&form(number + 1 + round)))).collect();
    report.memory(process.resident());
    let invalid: Vec<f64> =
        (0..served).map(|_| process.serve(&runtime_api, event(&form(0).replace("consent=on", "")))).collect();
    let lines = process.lines();
    report.handler("stored", &lines, median(&stored));
    report.handler("invalid", &lines, median(&invalid));
    report.size(&options.function);
    report.end(options.alone)
}
