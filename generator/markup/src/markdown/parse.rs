use std::cell::RefCell;

use domain::validate::ErrorKind;
use pulldown_cmark::{BrokenLink, LinkType, Parser, TextMergeWithOffset};

use super::builder::DocumentBuilder;
use super::document::Document;
use super::source::{OPTIONS, Source};
use crate::position::Position;

/// Parses Markdown.
pub fn parse(text: &str) -> Document {
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
    let mut builder = DocumentBuilder::new(text, &source);
    for (event, range) in TextMergeWithOffset::new(parser.into_offset_iter()) {
        builder.handle(event, range);
    }
    let mut document = builder.finish();
    let located = source.faults.iter().cloned().chain(undefined.into_inner());
    document.problems.extend(located.map(|(kind, place)| (kind, Position::of_byte(text, place))));
    document.problems.sort_by_key(|(_, position)| *position);
    document.problems.dedup();
    document
}
