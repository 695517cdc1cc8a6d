//! Contact data in content: addresses of mail and telephone numbers, which no file should publish.

use domain::contact::{self, Contact};
use domain::node::Node;
use domain::problem::{Fault, Pointer, Problem};

use crate::content::markdown::Split;
use crate::model::located::{LocatedProblem, Position};
use crate::model::settings::Settings;

/// Keys whose values are addresses on the web, or names of files.
const NO_TEXTS: [&str; 4] = ["website", "registration", "file", "offer"];

/// The addresses of mail that the site publishes on purpose.
pub(super) fn own(settings: &Settings) -> Vec<String> {
    std::iter::once(settings.secretariat.email.clone()).chain(settings.security.email.clone()).collect()
}

/// Contact data in the values of a document.
pub(super) fn in_values(document: &Node, own: &[String]) -> Vec<Problem> {
    let mut found = Vec::new();
    each_text(document, &Way::Root, &mut |way, text| {
        let faults = contact::find(text).into_iter().filter_map(|(_, contact)| fault(contact, own));
        found.extend(faults.map(|fault| Problem { pointer: way.pointer(), fault }));
    });
    found
}

/// Contact data in a text of Markdown, outside of its comments.
pub(super) fn in_text(path: &str, parts: Split, own: &[String]) -> Vec<LocatedProblem> {
    let text = parts.body;
    let commented = |place: usize| text[..place].rfind("<!--") > text[..place].rfind("-->");
    let found = contact::find(text).into_iter().filter(|(place, _)| !commented(*place));
    let located = found.filter_map(|(place, contact)| {
        let Position { line, column } = Position::of_byte(text, place);
        let position = Position { line: line + parts.lines_above, column };
        fault(contact, own).map(|fault| LocatedProblem::of_text(path, position, fault))
    });
    let mut located: Vec<_> = located.collect();
    // A link often names its address twice.
    located.dedup_by(|later, first| later.line == first.line && later.message == first.message);
    located
}

fn fault(contact: Contact, own: &[String]) -> Option<Fault> {
    let (what, value) = match contact {
        Contact::Email(address) if own.iter().any(|own| own.eq_ignore_ascii_case(address)) => return None,
        Contact::Email(address) => ("an e-mail address", address),
        Contact::Telephone(number) => ("a telephone number", number),
    };
    Some(Fault::ContactData { what, value: value.to_owned() })
}

/// The way to a value. Nearly all texts are as they should be, so a pointer is only made where it is needed.
pub(super) enum Way<'w> {
    Root,
    Key(&'w Way<'w>, &'w str),
    Index(&'w Way<'w>, usize),
}

impl Way<'_> {
    pub(super) fn pointer(&self) -> Pointer {
        match self {
            Way::Root => Pointer::root(),
            Way::Key(group, key) => group.pointer().key(key),
            Way::Index(list, place) => list.pointer().index(*place),
        }
    }
}

/// Every text of a document, with the way to it.
pub(super) fn each_text(node: &Node, way: &Way, take: &mut impl FnMut(&Way, &str)) {
    match node {
        Node::Text(text) => take(way, text),
        Node::List(items) => {
            for (place, item) in items.iter().enumerate() {
                each_text(item, &Way::Index(way, place), take);
            }
        }
        Node::Map(entries) => {
            for (key, value) in entries.iter().filter(|(key, _)| !NO_TEXTS.contains(&key.as_str())) {
                each_text(value, &Way::Key(way, key), take);
            }
        }
        _ => {}
    }
}
