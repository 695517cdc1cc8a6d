use std::cell::RefCell;

use domain::validate::ErrorKind;
use pulldown_cmark::{BrokenLink, LinkType, Parser, TextMergeWithOffset};

use super::rendered::Rendered;
use super::source::{OPTIONS, Source};
use super::writer::{PictureRenderer, Writer};
use crate::position::Position;

/// Renders Markdown. `link` returns the printed address of a link within the site, `picture` the HTML of a picture. A
/// picture that is a paragraph of its own is a figure, and its title the caption.
pub fn render(text: &str, link: &dyn Fn(&str) -> String, picture: &PictureRenderer) -> Rendered {
    let source = Source::of(text);
    let undefined: RefCell<Vec<(ErrorKind, usize)>> = RefCell::default();
    let notice = |link: BrokenLink| {
        let meant = matches!(
            link.link_type,
            LinkType::Reference | LinkType::ReferenceUnknown | LinkType::Collapsed | LinkType::CollapsedUnknown
        );
        if meant && !link.reference.starts_with('^') {
            let kind = ErrorKind::UndefinedLink { label: link.reference.to_string() };
            undefined.borrow_mut().push((kind, source.original(link.span.start)));
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(&source.text, OPTIONS, Some(notice));
    let mut writer = Writer::new(text, &source, link, picture);
    for (event, range) in TextMergeWithOffset::new(parser.into_offset_iter()) {
        writer.handle(event, range);
    }
    let mut rendered = writer.finish();
    let located = source.faults.iter().cloned().chain(undefined.into_inner());
    rendered.faults.extend(located.map(|(kind, place)| (kind, Position::of_byte(text, place))));
    rendered.faults.sort_by_key(|(_, position)| *position);
    rendered.faults.dedup();
    rendered
}
