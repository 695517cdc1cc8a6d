//! Rendering pages one by one: `CORPUS=/tmp/corpus cargo bench -p generator --bench rendering`, where the folder comes from
//! `bench corpus`. Nothing is written. Figures are in `bench/README.md`.

use std::env;
use std::path::PathBuf;

use divan::Bencher;
use divan::counter::BytesCount;
use generator::{BuildError, Options, with_pages};
use jiff::civil::date;

fn main() {
    if env::var_os("CORPUS").is_none() {
        println!("say in CORPUS where content is: a folder that `bench corpus` made");
        return;
    }
    divan::main();
}

/// Each page with what is shown only there, and with what many pages share: that is made for the first sample.
#[divan::bench(args = [
    "/en/offers/offer-000000/",
    "/en/offers/",
    "/en/offers/page-3/",
    "/en/case-studies/",
    "/en/open-data/",
    "/en/",
])]
fn page(bencher: Bencher, address: &str) {
    let root = PathBuf::from(env::var_os("CORPUS").unwrap_or_default());
    let options = Options { out: root.join("public"), root, base_url: None, today: date(2026, 11, 23) };
    let measured = with_pages(&options, |page| {
        let made = page(address)?.unwrap_or_else(|| panic!("no page has the address {address}"));
        bencher.counter(BytesCount::new(made.len())).bench_local(|| page(divan::black_box(address)));
        Ok::<_, BuildError>(())
    });
    measured.expect("content").expect("content without a mistake").expect("a page");
}
