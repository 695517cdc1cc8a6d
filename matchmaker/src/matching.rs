//! What `match` and `evaluate` share: the published catalogue, requests in files, and how what was found is printed.

pub mod catalogue;
pub mod evaluation;
pub mod print;
pub mod quality;
pub mod request;
