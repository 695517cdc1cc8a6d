//! Any message to the route that takes requests. What must hold stands in `tests/oracles`.
#![no_main]

use std::path::PathBuf;

use libfuzzer_sys::fuzz_target;
use oracles::Bench;

thread_local! {
    static BENCH: Bench = {
        let site = std::env::var_os("MATCHMAKER_SITE").map_or_else(|| PathBuf::from("../public"), PathBuf::from);
        Bench::new(&site).expect("a built site: run `matchmaker build`, or set MATCHMAKER_SITE")
    };
}

fuzz_target!(|input: &[u8]| BENCH.with(|bench| bench.send(input)));
