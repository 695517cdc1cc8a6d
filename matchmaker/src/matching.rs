//! What `match` and `evaluate` share: requests in files, and how what was found is printed.

pub mod evaluation;
pub mod print;
pub mod quality;
pub mod request;
