//! Figures, what they must be, and whether they are.

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use serde_json::Value;

use crate::process::{Kind, Start};

/// The value in the middle.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

/// What has been measured.
#[derive(Default)]
pub struct Report {
    puts: Vec<(Kind, f64)>,
    missed: Vec<String>,
}

impl Report {
    fn check(&mut self, what: &str, figure: f64, holds: bool) {
        println!("  {what}: {figure:.2}{}", if holds { "" } else { "   <- not reached" });
        if !holds {
            self.missed.push(what.to_owned());
        }
    }

    /// How processes of a kind began.
    pub fn start(&mut self, kind: Kind, starts: &[Start]) {
        let of = |time: fn(&Start) -> Duration| -> Vec<f64> {
            starts.iter().map(|start| time(start).as_secs_f64() * 1_000.0).collect()
        };
        let (polled, put) = (of(|start| start.polled), of(|start| start.put));
        let least = |values: &[f64]| values.iter().copied().fold(f64::INFINITY, f64::min);
        let peak = median(&starts.iter().map(|start| start.peak as f64 / 1_024.0).collect::<Vec<_>>());
        println!(
            "{}: first poll {:.1} ms (best {:.1}), first put {:.1} ms (best {:.1}), peak memory {peak:.1} MB",
            kind.name(),
            median(&polled),
            least(&polled),
            median(&put),
            least(&put)
        );
        if kind == Kind::Function {
            self.check("ms to the first poll, at most 10", median(&polled), median(&polled) <= 10.0);
        }
        self.puts.push((kind, median(&put)));
    }

    /// Memory after a thousand requests, in kB.
    pub fn memory(&mut self, resident: u64) {
        let megabytes = resident as f64 / 1_024.0;
        self.check("MB of memory after 1,000 requests, at most 15", megabytes, megabytes <= 15.0);
    }

    /// Times of requests with an outcome, as the function's own lines tell them; `seen` is what its caller waited.
    pub fn handler(&mut self, outcome: &str, lines: &[Value], seen: f64) {
        let of = |field: &str| -> Vec<f64> {
            let told = lines.iter().filter(|line| line["outcome"] == outcome);
            told.filter_map(|line| line[field].as_f64()).collect()
        };
        let handler = median(&of("handler_milliseconds"));
        println!(
            "{outcome}: {seen:.2} ms for its caller, {:.2} ms of them in the store",
            median(&of("store_milliseconds"))
        );
        let most = if outcome == "stored" { 0.5 } else { 2.0 };
        self.check(&format!("ms in the handler outside the store, at most {most}"), handler, handler <= most);
    }

    /// The size of the binary.
    pub fn size(&self, binary: &Path) {
        let bytes = fs::metadata(binary).expect("a file").len();
        println!("binary: {:.1} MB", bytes as f64 / 1_000_000.0);
    }

    /// Compares, and ends.
    pub fn end(mut self, alone: bool) -> ExitCode {
        if !alone {
            let of = |kind: Kind| self.puts.iter().find(|(known, _)| *known == kind).map_or(f64::NAN, |(_, put)| *put);
            let ours = of(Kind::Function);
            let (node, python) = (of(Kind::Node) / ours, of(Kind::Python) / ours);
            self.check("times faster than Node, at least 18", node, node >= 18.0);
            self.check("times faster than Python, at least 25", python, python >= 25.0);
        }
        if self.missed.is_empty() {
            return ExitCode::SUCCESS;
        }
        eprintln!("not reached: {}", self.missed.join("; "));
        ExitCode::FAILURE
    }
}
