//! Harnesses for tests from outside: a [`TestSite`] is a folder with content, on which the real command runs; a
//! [`Served`] site answers over real HTTP; a [`TestDesk`] is what somebody at the secretariat does.
//!
//! A new test is a few lines: take a site, change a file, run a command, look at what it says.

mod crawl;
mod desk;
mod load;
mod production;
mod raw;
mod served;
mod site;

pub use crawl::{Crawl, Page};
pub use desk::TestDesk;
pub use load::Load;
pub use production::{Production, Told};
pub use raw::{RawAnswer, ask, send_raw};
pub use served::{Answer, Served};
pub use site::{Outcome, TestSite, repository};

/// How often a test kills a program: as often as the environment variable `KILLS` says, else as often as it takes in
/// everyday use.
pub fn kills(everyday: usize) -> usize {
    std::env::var("KILLS").map_or(everyday, |kills| kills.parse().expect("a number of KILLS"))
}

/// A fitting form of "find a host", field by field: what a person types who makes no mistake.
pub fn fitting_search() -> Vec<(String, String)> {
    [
        ("form", "find-a-host"),
        ("language", "en"),
        ("organisation.name", "Example School Group"),
        ("organisation.kind", "EPLUS-EDU-VOC-SEC"),
        ("organisation.country", "BE"),
        ("organisation.place", "Ghent"),
        ("contact.name", "Contact Person"),
        ("contact.email", "contact@example.org"),
        ("activity", "job-shadowing"),
        ("audiences", "teachers"),
        ("goal", "How a school and its companies share one training plan for apprentices."),
        ("period.from", "2099-03-01"),
        ("period.until", "2099-04-30"),
        ("days", "3"),
        ("participants", "4"),
        ("languages[0].code", "en"),
        ("languages[0].level", "B2"),
        ("consent", "on"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec()
}

/// The same form with one field changed, or added.
pub fn with(mut form: Vec<(String, String)>, name: &str, value: &str) -> Vec<(String, String)> {
    match form.iter_mut().find(|(known, _)| known == name) {
        Some((_, old)) => value.clone_into(old),
        None => form.push((name.to_owned(), value.to_owned())),
    }
    form
}
