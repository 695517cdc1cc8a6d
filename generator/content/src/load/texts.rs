//! What is wrong with single texts of a document, wherever they stand.

use domain::validate::{ErrorKind, Node, Pointer, Problem};

use super::{contacts, draft, quotes};

/// Keys whose values are addresses on the web, or names of files.
const NO_TEXTS: [&str; 4] = ["website", "registration", "file", "offer"];

/// Checks every text of a document: contact data first (if the addresses that may be published are given), then
/// placeholders, then quotation marks around the whole text.
pub(super) fn check(document: &Node, own_addresses: Option<&[String]>) -> Vec<Problem> {
    let (mut contact_data, mut placeholders, mut quoted) = (Vec::new(), Vec::new(), Vec::new());
    each_text(document, &Path::Root, &mut |path, text| {
        let problem = |kind: ErrorKind| Problem { pointer: path.pointer(), kind };
        if let Some(own) = own_addresses {
            contact_data.extend(contacts::in_value(text, own).map(problem));
        }
        placeholders.extend(draft::placeholder(text).map(problem));
        quoted.extend(quotes::around(text).map(problem));
    });
    contact_data.into_iter().chain(placeholders).chain(quoted).collect()
}

/// The path to a value. A [`Pointer`] is made only for a problem, since nearly all texts have none.
enum Path<'p> {
    Root,
    Key(&'p Path<'p>, &'p str),
    Index(&'p Path<'p>, usize),
}

impl Path<'_> {
    fn pointer(&self) -> Pointer {
        match self {
            Path::Root => Pointer::root(),
            Path::Key(group, key) => group.pointer().key(key),
            Path::Index(list, index) => list.pointer().index(*index),
        }
    }
}

fn each_text(node: &Node, path: &Path, take: &mut impl FnMut(&Path, &str)) {
    match node {
        Node::Text(text) => take(path, text),
        Node::List(items) => {
            for (index, item) in items.iter().enumerate() {
                each_text(item, &Path::Index(path, index), take);
            }
        }
        Node::Map(entries) => {
            for (key, value) in entries.iter().filter(|(key, _)| !NO_TEXTS.contains(&key.as_str())) {
                each_text(value, &Path::Key(path, key), take);
            }
        }
        _ => {}
    }
}
