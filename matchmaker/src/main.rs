//! The command `matchmaker`.

use std::process::ExitCode;

fn main() -> ExitCode {
    matchmaker::run(std::env::args_os())
}
