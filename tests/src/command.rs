//! `matchmaker`, as these tests run it.

use std::process::ExitCode;

fn main() -> ExitCode {
    matchmaker::run(std::env::args_os())
}
