//! The function from outside: its routes. One program, so that it is built once.

mod bad_input;
mod connection;
#[cfg(feature = "lambda")]
mod lambda;
mod observing;
mod pages;
mod privacy;
mod proof;
mod submit;
mod support;
