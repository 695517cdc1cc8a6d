//! A reader that follows everything: each address that a page, a style sheet, a script, a feed or a file of data names is
//! asked for, and what comes back is read in turn.
//!
//! In: what answers a path, and where to begin. Out: how much of each kind was read, or what is wrong, all of it.

mod addresses;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use self::addresses::{Named, Role, named_in};
use crate::production::Told;
use crate::served::Answer;

/// What was answered.
pub struct Page {
    /// The HTTP status.
    pub status: u16,
    /// `Location`; empty where there is none.
    pub location: String,
    /// `Content-Type`.
    pub kind: String,
    /// The body, as far as it is text.
    pub body: String,
}

impl From<Answer> for Page {
    fn from(Answer { status, location, kind, body, .. }: Answer) -> Self {
        Self { status, location: location.unwrap_or_default(), kind, body }
    }
}

impl From<Told> for Page {
    fn from(told: Told) -> Self {
        let [location, kind] = ["location", "content-type"].map(|name| told.header(name).to_owned());
        Self { status: told.status, location, kind, body: told.text() }
    }
}

/// Reads a site that lives below a path of its host.
pub struct Crawl<'f> {
    /// What is before the path in the addresses that the site publishes, such as `https://www.example.org`.
    host: &'f str,
    /// The path, without a slash at its end.
    base: &'f str,
    get: &'f dyn Fn(&str) -> Page,
    known: BTreeSet<String>,
    waiting: VecDeque<(String, Named)>,
    read: BTreeMap<String, usize>,
    wrong: BTreeSet<String>,
}

impl<'f> Crawl<'f> {
    /// A crawl of a site by its host and path; `get` answers a path, with its query.
    pub fn new(host: &'f str, base: &'f str, get: &'f dyn Fn(&str) -> Page) -> Self {
        Self {
            host,
            base,
            get,
            known: BTreeSet::new(),
            waiting: VecDeque::new(),
            read: BTreeMap::new(),
            wrong: BTreeSet::new(),
        }
    }

    /// Follows everything from a path.
    #[must_use]
    pub fn from(mut self, path: &str) -> Self {
        self.name(path, Named { address: path.to_owned(), role: Role::Link });
        self.follow();
        self
    }

    /// Reads something that was answered to a form, and follows everything from there.
    #[must_use]
    pub fn read(mut self, path: &str, page: &Page) -> Self {
        self.known.insert(path.to_owned());
        self.take(path, page);
        self.follow();
        self
    }

    /// How many answers of each media type were read; a panic with everything that was wrong.
    pub fn finish(self) -> BTreeMap<String, usize> {
        let wrong: Vec<_> = self.wrong.iter().take(40).map(String::as_str).collect();
        assert!(wrong.is_empty(), "{} wrong addresses:\n{}", self.wrong.len(), wrong.join("\n"));
        self.read
    }

    fn follow(&mut self) {
        while let Some((path, named)) = self.waiting.pop_front() {
            let page = (self.get)(&path);
            match page.status {
                200 => self.take(&path, &page),
                // What forms send to can't be read, and what scripts put together is nothing without its end.
                405 if named.role == Role::Form => {}
                404 if named.role == Role::Script => {}
                303 | 307 | 308 if !page.location.is_empty() => {
                    self.name(&path, Named { address: page.location, role: Role::Link });
                }
                status => {
                    self.wrong.insert(format!("{path} answers {status}"));
                }
            }
        }
    }

    fn take(&mut self, path: &str, page: &Page) {
        let kind = page.kind.split(';').next().unwrap_or_default().trim();
        *self.read.entry(kind.to_owned()).or_default() += 1;
        for named in named_in(kind, &page.body, self.host) {
            self.name(path, named);
        }
    }

    /// Notes an address that was named at a path.
    fn name(&mut self, at: &str, named: Named) {
        let Some(path) = self.path_of(at, &named.address) else { return };
        let within = path.strip_prefix(self.base).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        if !within {
            self.wrong.insert(format!("{at} names {}, which is not below {}/", named.address, self.base));
        } else if self.known.insert(path.clone()) {
            self.waiting.push_back((path, named));
        }
    }

    /// The path and query that an address leads to from a path; none on another host.
    fn path_of(&self, at: &str, address: &str) -> Option<String> {
        let here = url::Url::parse(&format!("{}{at}", self.host)).expect("an address");
        let there = here.join(address).unwrap_or_else(|error| panic!("{at} names {address:?}: {error}"));
        if there.origin() != here.origin() {
            return None;
        }
        Some(there.query().map_or_else(|| there.path().to_owned(), |query| format!("{}?{query}", there.path())))
    }
}
