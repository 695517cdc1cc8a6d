//! The command `matchmaker`.

use std::process::ExitCode;

/// Most of what a build does is making small texts.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    matchmaker::run(std::env::args_os())
}
