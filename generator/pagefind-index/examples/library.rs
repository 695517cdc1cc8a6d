//! Measures Pagefind's own library: time, processor time and memory for the texts of a built site.
//!
//!     cargo run --release -p pagefind-index --example library -- FOLDER/pagefind/fragment

use std::error::Error;
use std::fs;
use std::io::Read;
use std::time::Instant;

use flate2::read::GzDecoder;
use pagefind::api::PagefindIndex;
use serde_json::{Map, Value};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("no folder of fragments")?;
    let mut pages = Vec::new();
    for entry in fs::read_dir(folder)? {
        let mut text = String::new();
        GzDecoder::new(fs::File::open(entry?.path())?).read_to_string(&mut text)?;
        let file: Map<String, Value> = serde_json::from_str(text.strip_prefix("pagefind_dcd").ok_or("no fragments")?)?;
        pages.extend(file.into_iter().map(|(_, page)| page));
    }
    println!("{} pages", pages.len());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let mut index = PagefindIndex::new(None)?;
    let start = Instant::now();
    let lap = |what: &str| println!("{what} after {:.2} s, {}", start.elapsed().as_secs_f64(), used());
    for page in &pages {
        let title = [("title".to_owned(), text(&page["meta"]["title"]))].into();
        let (address, content) = (text(&page["url"]), text(&page["content"]));
        runtime.block_on(index.add_custom_record(address, content, "en".to_owned(), Some(title), None, None))?;
    }
    lap("added");
    // `get_files` makes the indexes once more; the difference between the two is what compressing takes.
    runtime.block_on(index.build_indexes())?;
    lap("indexed");
    let files = runtime.block_on(index.get_files())?;
    lap("indexed again, and compressed");
    println!("{} files", files.len());
    Ok(())
}

/// Returns processor time and peak memory so far, on Linux.
fn used() -> String {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: f64 = after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum();
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default().trim();
    format!("{:.2} s of processor time, {most} at most", ticks / 100.0)
}
