//! An editor's wait: from the write of an offer's file to the first answer of the generator's own server that has the change.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::contestant::{Contestant, TODAY, Who};
use super::error::CompareError;
use super::measure::{cores, load, middle};
use super::place::Place;
use super::tools::Tools;
use crate::corpus::{self, Order};
use crate::files::put;
use crate::offer;

/// How long a server may take to show its first page, and a change.
const PATIENCE: Duration = Duration::from_secs(600);

/// Between two questions for a page that has not changed yet.
const PAUSE: Duration = Duration::from_millis(1);

/// After a page is served: our server goes on to lists, data and search for most of a second.
const REST: Duration = Duration::from_secs(2);

/// What is edited.
pub struct Edits {
    /// Offers of the corpus.
    pub offers: usize,
    /// Edits, of which the median is told.
    pub rounds: usize,
    /// Where files lie.
    pub place: Place,
    /// Whose servers.
    pub who: Vec<Who>,
    /// Whether the site is in the default theme, with all lists and search; others have no such theme.
    pub default_theme: bool,
}

/// A server that ends with this.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // One that ended by itself is no error here.
        if let Err(error) = self.0.kill().and_then(|()| self.0.wait()) {
            eprintln!("a server could not be ended: {error}");
        }
    }
}

/// Starts each server in turn, edits offers, and prints the table.
///
/// # Errors
/// If a server can't be started, or never shows a change.
pub fn run(edits: &Edits) -> Result<(), CompareError> {
    let tools = Tools::install()?;
    let folder = edits.place.folder()?;
    let root = folder.path().join("corpus");
    let order = Order {
        offers: edits.offers,
        languages: vec!["en".to_owned()],
        light: !edits.default_theme,
        peers: !edits.default_theme,
        folder: root.clone(),
    };
    corpus::write(&order)?;
    println!("{} offers, {}; {} cores, load {}\n", edits.offers, edits.place.name(), cores(), load());
    println!("| an edited offer among {} | median | quickest | slowest |\n|---|---|---|---|", edits.offers);
    for who in edits.who.iter().copied() {
        let contestant = Contestant::new(who, &root, &tools);
        let mut waits = waits(edits, &contestant)?;
        let Some(median) = middle(&mut waits) else { continue };
        let milliseconds = |wait: Duration| format!("{:.0} ms", wait.as_secs_f64() * 1e3);
        let bounds = (waits.first().copied().unwrap_or(median), waits.last().copied().unwrap_or(median));
        println!(
            "| {} | {} | {} | {} |",
            who.name(),
            milliseconds(median),
            milliseconds(bounds.0),
            milliseconds(bounds.1)
        );
    }
    println!("\nload at the end: {}", load());
    Ok(())
}

fn waits(edits: &Edits, contestant: &Contestant) -> Result<Vec<Duration>, CompareError> {
    let port = free_port()?;
    let _server = serve(contestant, port)?;
    let mut waits = Vec::new();
    for round in 0..edits.rounds {
        // Offers from all over the lists.
        let slug = offer::slug((round * 7919 + 13) % edits.offers);
        let file = contestant.folder.join(contestant.who.offer(&slug));
        let address = format!("http://127.0.0.1:{port}/en/offers/{slug}/");
        let text = fs::read_to_string(&file).map_err(CompareError::at(&file))?;
        wait_for(&address, ", visit ")?;
        // A server that still works on the last change would be measured twice.
        sleep(REST);
        let edited = format!(", edited {round}, visit ");
        let text = text.replacen(", visit ", &edited, 1);
        let begin = Instant::now();
        put(&file, &text)?;
        wait_for(&address, &edited)?;
        waits.push(begin.elapsed());
    }
    Ok(waits)
}

/// Starts ours on a site without output, and returns how long it takes until it answers at all, with a page, and with that
/// page's share image.
///
/// # Errors
/// If it can't be started, or never answers.
pub fn first_answers(ours: &Contestant) -> Result<[Duration; 3], CompareError> {
    let port = free_port()?;
    let begin = Instant::now();
    let _server = serve(ours, port)?;
    let home = format!("http://127.0.0.1:{port}/en/");
    wait_until(&home, |status, _| status > 0)?;
    let any = begin.elapsed();
    wait_for(&home, "social/")?;
    let page = begin.elapsed();
    let mut image = String::new();
    wait_until(&home, |_, body| {
        let path = body.split('"').find_map(|text| text.split_once("/social/"));
        image = path.map(|(_, name)| format!("http://127.0.0.1:{port}/social/{name}")).unwrap_or_default();
        path.is_some()
    })?;
    wait_until(&image, |status, _| status == 200)?;
    Ok([any, page, begin.elapsed()])
}

fn serve(contestant: &Contestant, port: u16) -> Result<Server, CompareError> {
    let mut command = contestant.command();
    let port = port.to_string();
    match contestant.who {
        Who::Ours => command.args(["serve", "--today", TODAY, "--port", &port]),
        Who::Hugo => command.args(["server", "--bind", "127.0.0.1", "--port", &port]),
        Who::Eleventy => {
            let port = format!("--port={port}");
            command.args(["--config=eleventy.config.mjs", "--quiet", "--serve", "--incremental", &port])
        }
    };
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().map(Server).map_err(CompareError::at(Path::new(contestant.who.name())))
}

fn free_port() -> Result<u16, CompareError> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    listener.map(|address| address.port()).map_err(CompareError::at(Path::new("127.0.0.1")))
}

/// Asks for a page until it has some words.
fn wait_for(address: &str, words: &str) -> Result<(), CompareError> {
    wait_until(address, |status, body| status == 200 && body.contains(words))
}

/// Asks for a page until its status and body are as wanted; an answer that is no text has an empty body.
fn wait_until(address: &str, mut wanted: impl FnMut(u16, &str) -> bool) -> Result<(), CompareError> {
    let begin = Instant::now();
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    while begin.elapsed() < PATIENCE {
        if let Ok(mut answer) = agent.get(address).call() {
            let body = answer.body_mut().read_to_string().unwrap_or_default();
            if wanted(answer.status().as_u16(), &body) {
                return Ok(());
            }
        }
        sleep(PAUSE);
    }
    Err(CompareError::Silent(address.to_owned(), PATIENCE.as_secs()))
}
