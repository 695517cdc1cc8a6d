//! Builds a document from the events of the parser: those to render, and headings, links, pictures and mistakes.

use std::ops::Range;

use domain::validate::{ErrorKind, refused};
use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::autolinks::mailto;
use super::document::{Document, Heading, Target};
use super::footnotes::Footnotes;
use super::images::{ImageReader, is_lone_image};
use super::source::{Source, visible};
use super::table::Table;
use super::{anchors, autolinks, foreign_syntax, unparsed};
use crate::position::Position;

pub(super) struct DocumentBuilder<'t> {
    original: &'t str,
    source: &'t Source,
    document: Document,
    /// By their place in the original.
    faults: Vec<(ErrorKind, usize)>,
    events: Vec<Event<'t>>,
    heading: Option<OpenHeading>,
    images: ImageReader<'t>,
    note: Option<OpenNote<'t>>,
    notes: Footnotes<'t>,
    links: usize,
    in_code: bool,
    /// Whether this paragraph was reported as a table that is none.
    reported_table: bool,
    last_level: u8,
    table: Table,
}

struct OpenHeading {
    start: usize,
    words: String,
}

/// A footnote that is being read, and what was read before it.
struct OpenNote<'t> {
    label: CowStr<'t>,
    place: usize,
    before: Vec<Event<'t>>,
}

impl<'t> DocumentBuilder<'t> {
    pub(super) fn new(original: &'t str, source: &'t Source) -> Self {
        Self {
            original,
            source,
            document: Document::default(),
            faults: Vec::new(),
            events: Vec::new(),
            heading: None,
            images: ImageReader::default(),
            note: None,
            notes: Footnotes::default(),
            links: 0,
            in_code: false,
            reported_table: false,
            last_level: 1,
            table: Table::default(),
        }
    }

    fn position(&self, place: usize) -> Position {
        Position::of_byte(self.original, self.source.original(place))
    }

    fn report(&mut self, kind: ErrorKind, place: usize) {
        self.faults.push((kind, self.source.original(place)));
    }

    pub(super) fn handle(&mut self, event: Event<'t>, range: Range<usize>) {
        match event {
            Event::Text(words) => self.text(words, range),
            Event::Code(words) => {
                let words = visible(words);
                self.collect_text(&words);
                self.push(Event::Code(words));
            }
            Event::SoftBreak | Event::HardBreak => {
                self.collect_text(" ");
                self.push(event);
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                if !self.images.is_open() {
                    let address = visible(dest_url.clone()).to_string();
                    self.document.images.push(Target { address, position: self.position(range.start) });
                }
                self.images.begin(visible(dest_url), visible(title));
            }
            Event::End(TagEnd::Image) => self.end_image(range),
            Event::InlineHtml(_) => self.report(ErrorKind::Html, range.start),
            // Of the text for those who can't see a picture, only the words count.
            _ if self.images.is_open() => {}
            Event::Start(Tag::HtmlBlock) => {
                if !self.source.text[range.clone()].trim_start().starts_with("<!--") {
                    self.report(ErrorKind::Html, range.start);
                }
            }
            Event::Html(_) | Event::End(TagEnd::HtmlBlock) => {}
            Event::Start(Tag::Heading { level, .. }) => {
                if level as u8 == 1 || level as u8 > self.last_level + 1 {
                    self.report(ErrorKind::HeadingOrder { level: level as u8 }, range.start);
                }
                self.last_level = level as u8;
                self.heading = Some(OpenHeading { start: self.events.len(), words: String::new() });
                self.push(heading_tag(level, None));
            }
            Event::End(TagEnd::Heading(level)) => self.end_heading(level),
            // An address within the text of a link is a part of that text: no link stands in another.
            Event::Start(Tag::Link { .. }) if self.links > 0 => self.links += 1,
            Event::End(TagEnd::Link) if self.links > 1 => self.links -= 1,
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                self.links += 1;
                let dest_url = match dest_url.strip_prefix("mailto:") {
                    Some(address) => CowStr::from(mailto(address)),
                    None if link_type == LinkType::Email => CowStr::from(mailto(&dest_url)),
                    None => dest_url,
                };
                let dest_url = visible(dest_url);
                self.document
                    .links
                    .push(Target { address: dest_url.to_string(), position: self.position(range.start) });
                // An address of mail has its scheme by now.
                let link_type = if link_type == LinkType::Email { LinkType::Autolink } else { link_type };
                self.push(Event::Start(Tag::Link { link_type, dest_url, title: visible(title), id }));
            }
            Event::End(TagEnd::Link) => {
                self.links = self.links.saturating_sub(1);
                self.push(event);
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let before = std::mem::take(&mut self.events);
                self.note = Some(OpenNote { label, place: self.source.original(range.start), before });
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                let Some(OpenNote { label, place, before }) = self.note.take() else { return };
                let note = std::mem::replace(&mut self.events, before);
                self.faults.extend(self.notes.define(label, place, note).map(|kind| (kind, place)));
            }
            Event::TaskListMarker(done) => {
                self.push(Event::Text(CowStr::from(if done { "\u{2611} " } else { "\u{2610} " })));
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                self.in_code = true;
                if kind == CodeBlockKind::Indented {
                    self.report(ErrorKind::IndentedCode, range.start);
                } else if !foreign_syntax::is_closed(&self.source.text[range.clone()]) {
                    self.report(ErrorKind::UnclosedCode, range.start);
                }
                self.push(Event::Start(Tag::CodeBlock(kind)));
            }
            Event::End(TagEnd::CodeBlock) => {
                self.in_code = false;
                self.push(event);
            }
            Event::End(TagEnd::Paragraph) => {
                self.reported_table = false;
                self.end_paragraph();
            }
            Event::Start(Tag::Table(alignments)) => {
                let columns = alignments.len();
                self.table = Table { alignments, ..Table::default() };
                self.push(Event::Start(Tag::Table(vec![Alignment::None; columns])));
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                self.table.column = 0;
                self.table.head = event == Event::Start(Tag::TableHead);
                let columns = self.table.alignments.len();
                let cells = foreign_syntax::cells(&self.source.text[range.clone()]);
                if cells > columns && !self.table.head {
                    self.report(ErrorKind::TableCells { cells, columns }, range.start);
                }
                self.push(event);
            }
            Event::Start(Tag::TableCell) => {
                let tag = self.table.cell();
                self.push(Event::InlineHtml(tag));
            }
            Event::End(TagEnd::TableCell) => {
                let tag = if self.table.head { "</th>" } else { "</td>" };
                self.push(Event::InlineHtml(CowStr::from(tag)));
            }
            other => self.push(other),
        }
    }

    fn push(&mut self, event: Event<'t>) {
        if !self.images.is_open() {
            self.events.push(event);
        }
    }

    /// Adds words to the text of the open picture or heading.
    fn collect_text(&mut self, words: &str) {
        if !self.images.add_alt(words)
            && let Some(heading) = &mut self.heading
        {
            heading.words.push_str(words);
        }
    }

    fn text(&mut self, words: CowStr<'t>, range: Range<usize>) {
        let as_written = *words == self.source.text[range.clone()];
        if !as_written {
            // `&#1;` is a control character, too.
            let found: Vec<_> = refused(&words).into_iter().map(|(_, kind)| kind).collect();
            let is_reported = !refused(&self.source.text[range.clone()]).is_empty();
            for kind in found.into_iter().filter(|_| !is_reported) {
                self.report(kind, range.start);
            }
        }
        let words = visible(words);
        self.collect_text(&words);
        if self.images.is_open() {
            return;
        }
        if self.in_code {
            return self.push(Event::Text(words));
        }
        unparsed::check(self.source, range.clone(), &mut self.faults);
        foreign_syntax::check(self.source, range.clone(), &mut self.faults);
        if !self.reported_table && foreign_syntax::is_row(self.source, range.clone()) {
            self.reported_table = true;
            self.report(ErrorKind::UnreadTable, range.start);
        }
        if matches!(&self.events[..], [.., Event::Start(Tag::BlockQuote(_)), Event::Start(Tag::Paragraph)]) {
            unparsed::check_callout(self.source, range.clone(), &mut self.faults);
        }
        match autolinks::split_autolinks(&words).filter(|_| self.links == 0) {
            Some((events, links)) => {
                for (address, place) in links {
                    let place = range.start + if as_written { place } else { 0 };
                    self.document.links.push(Target { address, position: self.position(place) });
                }
                self.events.extend(events);
            }
            None => self.push(Event::Text(words)),
        }
    }

    fn end_image(&mut self, range: Range<usize>) {
        let Some(image) = self.images.end() else { return };
        if image.alt.is_empty() {
            self.report(ErrorKind::ImageWithoutText { file: image.file.to_string() }, range.start);
        }
        self.events.extend(image.into_events());
    }

    /// Ends a paragraph. A picture that is a paragraph of its own is a figure.
    fn end_paragraph(&mut self) {
        let is_alone = is_lone_image(&self.events);
        match self.images.take_last().filter(|_| is_alone) {
            Some(image) => {
                self.events.truncate(self.events.len() - 4);
                self.events.extend(image.into_figure());
            }
            None => self.push(Event::End(TagEnd::Paragraph)),
        }
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        let Some(OpenHeading { start, words }) = self.heading.take() else { return };
        let (text, own) = match anchors::own_anchor(&words) {
            Some((text, own)) if self.remove_own_anchor(own) => (text, Some(own)),
            _ => (words.trim(), None),
        };
        let anchor = anchors::create(text, own, &self.document.headings);
        self.events[start] = heading_tag(level, Some(&anchor));
        self.document.headings.push(Heading { level: level as u8, text: text.to_owned(), anchor });
        self.push(Event::End(TagEnd::Heading(level)));
    }

    /// Removes `{#own}` from the end of the heading.
    fn remove_own_anchor(&mut self, own: &str) -> bool {
        let Some(Event::Text(last)) = self.events.last_mut() else { return false };
        let Some((before, _)) = last.rsplit_once("{#").filter(|(_, end)| end.contains(own)) else { return false };
        *last = CowStr::from(before.trim_end().to_owned());
        true
    }

    pub(super) fn finish(mut self) -> Document {
        let mut events = self.notes.placed(self.events, &mut self.faults);
        for event in &mut events {
            if let Event::Start(Tag::Link { dest_url, .. }) = event
                && let Some(anchor) = dest_url.strip_prefix('#').map(anchors::published)
                && self.document.headings.iter().any(|heading| heading.anchor == anchor)
            {
                *dest_url = CowStr::from(format!("#{anchor}"));
            }
        }
        let original = self.original;
        let problems = self.faults.into_iter().map(|(kind, place)| (kind, Position::of_byte(original, place)));
        let events = events.into_iter().map(Event::into_static);
        Document { problems: problems.collect(), events: events.collect(), ..self.document }
    }
}

fn heading_tag(level: HeadingLevel, anchor: Option<&str>) -> Event<'static> {
    let id = anchor.map(|anchor| CowStr::from(anchor.to_owned()));
    Event::Start(Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() })
}
