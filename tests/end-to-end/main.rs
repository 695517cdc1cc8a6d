//! The whole product from outside, in one binary: the command on real files, the server over real HTTP, the store in
//! a real SQLite file. What needs a browser is in `tests/browser`.

mod anything;
mod architecture;
#[cfg(target_os = "linux")]
mod bad_files;
mod bad_input;
mod base_path;
mod building;
mod catalogue;
mod command_line;
mod content;
mod content_files;
mod counts;
mod dates;
#[cfg(target_os = "linux")]
mod dropping;
mod editors;
mod events;
mod forms;
mod gathered;
mod guard;
mod http;
mod journey;
mod keeping;
mod languages;
mod letters;
mod link_names;
mod links;
mod matching;
mod monitoring;
mod papers;
mod pictures;
mod privacy;
mod problems;
mod production;
#[cfg(target_os = "linux")]
mod rights;
mod search;
mod serving;
mod social;
mod theme;
mod visitors;
