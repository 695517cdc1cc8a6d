//! Footnotes: numbered in the order in which the text names them, and printed below it.

use std::collections::HashMap;

use domain::validate::ErrorKind;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

/// The notes of a text, by their labels.
#[derive(Debug, Default)]
pub(super) struct Footnotes<'t> {
    notes: HashMap<CowStr<'t>, Note<'t>>,
}

#[derive(Debug)]
struct Note<'t> {
    place: usize,
    events: Vec<Event<'t>>,
}

impl<'t> Footnotes<'t> {
    /// Keeps a note; the first of a label counts.
    pub(super) fn define(&mut self, label: CowStr<'t>, place: usize, events: Vec<Event<'t>>) -> Option<ErrorKind> {
        if self.notes.contains_key(&label) {
            return Some(ErrorKind::FootnoteTwice { label: label.to_string() });
        }
        self.notes.insert(label, Note { place, events });
        None
    }

    /// The text with the numbers of its notes, and the notes below it. What is defined and never named is a fault.
    pub(super) fn placed(mut self, events: Vec<Event<'t>>, faults: &mut Vec<(ErrorKind, usize)>) -> Vec<Event<'t>> {
        let mut numbers = Numbers::default();
        let mut placed = numbers.number(events);
        let mut below = Vec::new();
        let mut next = 0;
        while let Some(label) = numbers.labels.get(next).cloned() {
            next += 1;
            let note = self.notes.remove(&label).map(|note| note.events).unwrap_or_default();
            below.push(html(format!("<li id=\"footnote_{next}\">")));
            below.extend(numbers.number(note));
            below.push(html(format!("<a href=\"#footnote-mark_{next}\">\u{21a9}\u{fe0e} {next}</a></li>\n")));
        }
        if !below.is_empty() {
            placed.push(html("<ol class=\"footnotes\">\n".to_owned()));
            placed.append(&mut below);
            placed.push(html("</ol>\n".to_owned()));
        }
        let mut unused: Vec<_> = self.notes.into_iter().map(|(label, note)| (note.place, label)).collect();
        unused.sort_by_key(|(place, _)| *place);
        faults.extend(
            unused.into_iter().map(|(place, label)| (ErrorKind::FootnoteUnused { label: label.to_string() }, place)),
        );
        placed
    }
}

/// The labels that were named so far; the place of each is its number.
#[derive(Default)]
struct Numbers<'t> {
    labels: Vec<CowStr<'t>>,
}

impl<'t> Numbers<'t> {
    fn number(&mut self, events: Vec<Event<'t>>) -> Vec<Event<'t>> {
        let mut links = 0_usize;
        events
            .into_iter()
            .map(|event| {
                match &event {
                    Event::Start(Tag::Link { .. }) => links += 1,
                    Event::End(TagEnd::Link) => links = links.saturating_sub(1),
                    _ => {}
                }
                match event {
                    Event::FootnoteReference(label) => self.reference(label, links > 0),
                    other => other,
                }
            })
            .collect()
    }

    fn reference(&mut self, label: CowStr<'t>, within_link: bool) -> Event<'t> {
        let known = self.labels.iter().position(|known| *known == label);
        let number = known.unwrap_or_else(|| {
            self.labels.push(label);
            self.labels.len() - 1
        }) + 1;
        let id = if known.is_none() { format!(" id=\"footnote-mark_{number}\"") } else { String::new() };
        // A link can't stand in a link.
        let mark =
            if within_link { number.to_string() } else { format!("<a href=\"#footnote_{number}\">{number}</a>") };
        Event::InlineHtml(CowStr::from(format!("<sup{id}>{mark}</sup>")))
    }
}

fn html<'t>(markup: String) -> Event<'t> {
    Event::Html(CowStr::from(markup))
}
