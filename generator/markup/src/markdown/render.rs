//! From Markdown to HTML that is well-formed and safe, whatever was written.

use std::cell::RefCell;
use std::ops::Range;

use domain::validate::{Fault, refused};
use pulldown_cmark::{
    Alignment, BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd,
    TextMergeWithOffset, html,
};

use super::footnotes::Footnotes;
use super::links::mailto;
use super::source::{Source, is_unseen};
use super::{Heading, OPTIONS, Rendered, Target, anchors, escape, foreign, links, unread};
use crate::Position;

/// Gives the HTML of a picture from its file, the text for those who can't see it, and its title.
pub type Picture<'f> = dyn Fn(&str, &str, Option<&str>) -> String + 'f;

/// Renders Markdown. `link` gives the address to print for a link within the site, `picture` the HTML of a picture. A
/// picture that is a paragraph of its own is a figure, and its title the caption.
pub fn render(text: &str, link: &dyn Fn(&str) -> String, picture: &Picture) -> Rendered {
    let source = Source::of(text);
    let undefined: RefCell<Vec<(Fault, usize)>> = RefCell::default();
    let notice = |link: BrokenLink| {
        let meant = matches!(
            link.link_type,
            LinkType::Reference | LinkType::ReferenceUnknown | LinkType::Collapsed | LinkType::CollapsedUnknown
        );
        if meant && !link.reference.starts_with('^') {
            let fault = Fault::UndefinedLink { label: link.reference.to_string() };
            undefined.borrow_mut().push((fault, source.original(link.span.start)));
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(&source.text, OPTIONS, Some(notice));
    let mut writer = Writer::new(text, &source, link, picture);
    for (event, range) in TextMergeWithOffset::new(parser.into_offset_iter()) {
        writer.take(event, range);
    }
    let mut rendered = writer.finish();
    let located = source.faults.iter().cloned().chain(undefined.into_inner());
    rendered.faults.extend(located.map(|(fault, place)| (fault, Position::of_byte(text, place))));
    rendered.faults.sort_by_key(|(_, position)| *position);
    rendered.faults.dedup();
    rendered
}

struct Writer<'t> {
    original: &'t str,
    source: &'t Source,
    link: &'t dyn Fn(&str) -> String,
    picture: &'t Picture<'t>,
    rendered: Rendered,
    /// By their place in the original.
    faults: Vec<(Fault, usize)>,
    events: Vec<Event<'t>>,
    heading: Option<OpenHeading>,
    image: Option<OpenImage<'t>>,
    /// The picture that was read last: a figure, if it is all of its paragraph.
    shown: Option<Shown<'t>>,
    note: Option<OpenNote<'t>>,
    notes: Footnotes<'t>,
    links: usize,
    in_code: bool,
    /// Whether this paragraph was told of as a table that is none.
    told_of_table: bool,
    last_level: u8,
    table: Table,
}

struct OpenHeading {
    start: usize,
    words: String,
}

/// A picture whose text is being read, and how many pictures stand within that text.
struct OpenImage<'t> {
    file: CowStr<'t>,
    title: CowStr<'t>,
    alt: String,
    within: usize,
}

/// A picture that was read.
struct Shown<'t> {
    file: CowStr<'t>,
    title: CowStr<'t>,
    alt: String,
}

/// A footnote that is being read, and what was read before it.
struct OpenNote<'t> {
    label: CowStr<'t>,
    place: usize,
    before: Vec<Event<'t>>,
}

#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
}

impl<'t> Writer<'t> {
    fn new(original: &'t str, source: &'t Source, link: &'t dyn Fn(&str) -> String, picture: &'t Picture<'t>) -> Self {
        Self {
            original,
            source,
            link,
            picture,
            rendered: Rendered::default(),
            faults: Vec::new(),
            events: Vec::new(),
            heading: None,
            image: None,
            shown: None,
            note: None,
            notes: Footnotes::default(),
            links: 0,
            in_code: false,
            told_of_table: false,
            last_level: 1,
            table: Table::default(),
        }
    }

    fn position(&self, place: usize) -> Position {
        Position::of_byte(self.original, self.source.original(place))
    }

    fn fault(&mut self, fault: Fault, place: usize) {
        self.faults.push((fault, self.source.original(place)));
    }

    fn take(&mut self, event: Event<'t>, range: Range<usize>) {
        match event {
            Event::Text(words) => self.text(words, range),
            Event::Code(words) => {
                let words = visible(words);
                self.hear(&words);
                self.push(Event::Code(words));
            }
            Event::SoftBreak | Event::HardBreak => {
                self.hear(" ");
                self.push(event);
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => self.image(visible(dest_url), visible(title), range),
            Event::End(TagEnd::Image) => self.end_image(range),
            Event::InlineHtml(_) => self.fault(Fault::Html, range.start),
            // Of the text for those who can't see a picture, only the words count.
            _ if self.image.is_some() => {}
            Event::Start(Tag::HtmlBlock) => {
                if !self.source.text[range.clone()].trim_start().starts_with("<!--") {
                    self.fault(Fault::Html, range.start);
                }
            }
            Event::Html(_) | Event::End(TagEnd::HtmlBlock) => {}
            Event::Start(Tag::Heading { level, .. }) => {
                if level as u8 == 1 || level as u8 > self.last_level + 1 {
                    self.fault(Fault::HeadingOrder { level: level as u8 }, range.start);
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
                self.rendered
                    .links
                    .push(Target { address: dest_url.to_string(), position: self.position(range.start) });
                let dest_url = CowStr::from((self.link)(&dest_url));
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
                self.faults.extend(self.notes.define(label, place, note).map(|fault| (fault, place)));
            }
            Event::TaskListMarker(done) => {
                self.push(Event::Text(CowStr::from(if done { "\u{2611} " } else { "\u{2610} " })));
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                self.in_code = true;
                if kind == CodeBlockKind::Indented {
                    self.fault(Fault::IndentedCode, range.start);
                } else if !foreign::is_closed(&self.source.text[range.clone()]) {
                    self.fault(Fault::UnclosedCode, range.start);
                }
                self.push(Event::Start(Tag::CodeBlock(kind)));
            }
            Event::End(TagEnd::CodeBlock) => {
                self.in_code = false;
                self.push(event);
            }
            Event::End(TagEnd::Paragraph) => {
                self.told_of_table = false;
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
                let cells = foreign::cells(&self.source.text[range.clone()]);
                if cells > columns && !self.table.head {
                    self.fault(Fault::TableCells { cells, columns }, range.start);
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
        if self.image.is_none() {
            self.events.push(event);
        }
    }

    /// Takes words for what is told of a heading or a picture without showing it.
    fn hear(&mut self, words: &str) {
        if let Some(image) = &mut self.image {
            image.alt.push_str(words);
        } else if let Some(heading) = &mut self.heading {
            heading.words.push_str(words);
        }
    }

    fn text(&mut self, words: CowStr<'t>, range: Range<usize>) {
        let as_written = *words == self.source.text[range.clone()];
        if !as_written {
            // `&#1;` is a control character, too.
            let found: Vec<_> = refused(&words).into_iter().map(|(_, fault)| fault).collect();
            let told = !refused(&self.source.text[range.clone()]).is_empty();
            for fault in found.into_iter().filter(|_| !told) {
                self.fault(fault, range.start);
            }
        }
        let words = visible(words);
        self.hear(&words);
        if self.image.is_some() {
            return;
        }
        if self.in_code {
            return self.push(Event::Text(words));
        }
        unread::look(self.source, range.clone(), &mut self.faults);
        foreign::look(self.source, range.clone(), &mut self.faults);
        if !self.told_of_table && foreign::is_row(self.source, range.clone()) {
            self.told_of_table = true;
            self.fault(Fault::UnreadTable, range.start);
        }
        if matches!(&self.events[..], [.., Event::Start(Tag::BlockQuote(_)), Event::Start(Tag::Paragraph)]) {
            unread::callout(self.source, range.clone(), &mut self.faults);
        }
        match links::bare(&words).filter(|_| self.links == 0) {
            Some((events, links)) => {
                for (address, place) in links {
                    let place = range.start + if as_written { place } else { 0 };
                    self.rendered.links.push(Target { address, position: self.position(place) });
                }
                self.events.extend(events);
            }
            None => self.push(Event::Text(words)),
        }
    }

    fn image(&mut self, file: CowStr<'t>, title: CowStr<'t>, range: Range<usize>) {
        match &mut self.image {
            Some(image) => image.within += 1,
            None => {
                self.rendered.images.push(Target { address: file.to_string(), position: self.position(range.start) });
                self.image = Some(OpenImage { file, title, alt: String::new(), within: 0 });
            }
        }
    }

    fn end_image(&mut self, range: Range<usize>) {
        match self.image.take() {
            Some(image) if image.within > 0 => self.image = Some(OpenImage { within: image.within - 1, ..image }),
            Some(OpenImage { file, title, alt, .. }) => {
                let alt = alt.trim();
                if alt.is_empty() {
                    self.fault(Fault::ImageWithoutText { file: file.to_string() }, range.start);
                }
                let titled = (!title.is_empty()).then_some(&*title);
                let markup = (self.picture)(&file, alt, titled);
                self.push(Event::InlineHtml(CowStr::from(markup)));
                self.shown = Some(Shown { file, title, alt: alt.to_owned() });
            }
            None => {}
        }
    }

    fn end_paragraph(&mut self) {
        let alone = matches!(&self.events[..], [.., Event::Start(Tag::Paragraph), Event::InlineHtml(_)]);
        match self.shown.take().filter(|_| alone) {
            Some(Shown { file, title, alt }) => {
                self.events.truncate(self.events.len() - 2);
                let picture = (self.picture)(&file, &alt, None);
                let caption = if title.is_empty() {
                    String::new()
                } else {
                    format!("<figcaption>{}</figcaption>", escape(&title))
                };
                self.push(Event::Html(CowStr::from(format!("<figure>{picture}{caption}</figure>\n"))));
            }
            None => self.push(Event::End(TagEnd::Paragraph)),
        }
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        let Some(OpenHeading { start, words }) = self.heading.take() else { return };
        let (text, own) = match anchors::own_anchor(&words) {
            Some((text, own)) if self.shorten(own) => (text, Some(own)),
            _ => (words.trim(), None),
        };
        let anchor = anchors::of(text, own, &self.rendered.headings);
        self.events[start] = heading_tag(level, Some(&anchor));
        self.rendered.headings.push(Heading { level: level as u8, text: text.to_owned(), anchor });
        self.push(Event::End(TagEnd::Heading(level)));
    }

    /// Takes `{#own}` from the end of the heading.
    fn shorten(&mut self, own: &str) -> bool {
        let Some(Event::Text(last)) = self.events.last_mut() else { return false };
        let Some((before, _)) = last.rsplit_once("{#").filter(|(_, end)| end.contains(own)) else { return false };
        *last = CowStr::from(before.trim_end().to_owned());
        true
    }

    fn finish(mut self) -> Rendered {
        let events = std::mem::take(&mut self.events);
        let mut events = self.notes.placed(events, &mut self.faults);
        for event in &mut events {
            if let Event::Start(Tag::Link { dest_url, .. }) = event
                && let Some(anchor) = dest_url.strip_prefix('#').map(anchors::published)
                && self.rendered.headings.iter().any(|heading| heading.anchor == anchor)
            {
                *dest_url = CowStr::from(format!("#{anchor}"));
            }
        }
        html::push_html(&mut self.rendered.html, events.into_iter());
        let original = self.original;
        let located = self.faults.into_iter().map(|(fault, place)| (fault, Position::of_byte(original, place)));
        self.rendered.faults = located.collect();
        self.rendered
    }
}

impl Table {
    /// The tag of the next cell. Our policy for browsers allows no styles within a page, so it bears a class.
    fn cell(&mut self) -> CowStr<'static> {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Center) => " class=\"is-centred\"",
            Some(Alignment::Right) => " class=\"is-right\"",
            _ => "",
        };
        self.column += 1;
        let tag = if self.head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") };
        CowStr::from(tag)
    }
}

fn heading_tag(level: HeadingLevel, anchor: Option<&str>) -> Event<'static> {
    let id = anchor.map(|anchor| CowStr::from(anchor.to_owned()));
    Event::Start(Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() })
}

/// The words without characters that must not stand in a page.
fn visible(words: CowStr) -> CowStr {
    if !words.contains(is_unseen) {
        return words;
    }
    CowStr::from(words.replace(is_unseen, "\u{fffd}"))
}
