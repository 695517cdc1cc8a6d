//! Contact data in content: addresses of mail and telephone numbers, which no file should publish.

use domain::text::contact;
use domain::text::contact::Contact;
use domain::validate::ErrorKind;

use crate::model::settings::Settings;
use markup::markdown::Split;
use markup::{LocatedProblem, Position};

/// The addresses of mail that the site publishes on purpose.
pub(super) fn own(settings: &Settings) -> Vec<String> {
    std::iter::once(settings.secretariat.email.clone()).chain(settings.security.email.clone()).collect()
}

/// Contact data in a value.
pub(super) fn in_value(text: &str, own: &[String]) -> impl Iterator<Item = ErrorKind> {
    contact::find(text).into_iter().filter_map(|(_, contact)| problem(contact, own))
}

/// Contact data in a text of Markdown, outside of its comments.
pub(super) fn in_text(path: &str, parts: Split, own: &[String]) -> Vec<LocatedProblem> {
    let text = parts.body;
    let commented = |place: usize| text[..place].rfind("<!--") > text[..place].rfind("-->");
    let found = contact::find(text).into_iter().filter(|(place, _)| !commented(*place));
    let located = found.filter_map(|(place, contact)| {
        let Position { line, column } = Position::of_byte(text, place);
        let position = Position { line: line + parts.lines_above, column };
        problem(contact, own).map(|kind| LocatedProblem::of_text(path, position, kind))
    });
    let mut located: Vec<_> = located.collect();
    // A link often names its address twice.
    located.dedup_by(|later, first| later.line == first.line && later.message == first.message);
    located
}

fn problem(contact: Contact, own: &[String]) -> Option<ErrorKind> {
    let (what, value) = match contact {
        Contact::Email(address) if own.iter().any(|own| own.eq_ignore_ascii_case(address)) => return None,
        Contact::Email(address) => ("an e-mail address", address),
        Contact::Telephone(number) => ("a telephone number", number),
    };
    Some(ErrorKind::ContactData { what, value: value.to_owned() })
}
