//! The text of a Markdown file as it is parsed: without comments and invisible characters, with a map to the places in the
//! file.

use std::ops::Range;

use domain::validate::{ErrorKind, is_hidden, mended, refused};
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

/// CommonMark with GitHub's extensions.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_TASKLISTS);

/// A changed text, with the places of the original.
#[derive(Debug, Default)]
pub(super) struct Source {
    pub(super) text: String,
    /// Places from which on the distance to the original is another one: in the text, and in the original.
    jumps: Vec<(usize, usize)>,
    /// Faults of the original, by its bytes.
    pub(super) faults: Vec<(ErrorKind, usize)>,
}

impl Source {
    /// Takes comments out, and mends or replaces characters as in any other text of an editor.
    pub(super) fn of(original: &str) -> Self {
        let mut source = Self { text: original.to_owned(), jumps: vec![(0, 0)], faults: Vec::new() };
        // What stood behind a comment may begin with another.
        loop {
            let (comments, unclosed) = comments(&source.text);
            if comments.is_empty() {
                source.faults.extend(unclosed.map(|opening| (ErrorKind::UnclosedComment, source.original(opening))));
                break;
            }
            source = source.edited(&comments.into_iter().map(|range| (range, None)).collect::<Vec<_>>());
        }
        source.faults.extend(refused(original).into_iter().map(|(place, kind)| (kind, place)));
        let changed = |(place, character): (usize, char)| {
            let visible =
                mended(character).map(|kept| if is_unseen(kept) { char::REPLACEMENT_CHARACTER } else { kept });
            (visible != Some(character)).then(|| (place..place + character.len_utf8(), visible))
        };
        let edits: Vec<_> = source.text.char_indices().filter_map(changed).collect();
        if edits.is_empty() { source } else { source.edited(&edits) }
    }

    /// The place in the original of a place in the text.
    pub(super) fn original(&self, place: usize) -> usize {
        let next = self.jumps.partition_point(|(from, _)| *from <= place);
        let (from, original) = self.jumps[next.saturating_sub(1)];
        original + place - from
    }

    fn edited(self, edits: &[(Range<usize>, Option<char>)]) -> Self {
        let mut edited = Self { text: String::with_capacity(self.text.len()), jumps: Vec::new(), faults: Vec::new() };
        let mut done = 0;
        for (range, replacement) in edits {
            edited.take(&self, done..range.start);
            if let Some(replacement) = replacement {
                edited.jumps.push((edited.text.len(), self.original(range.start)));
                edited.text.push(*replacement);
            }
            done = range.end;
        }
        edited.take(&self, done..self.text.len());
        edited.faults = self.faults;
        edited
    }

    fn take(&mut self, from: &Source, range: Range<usize>) {
        self.jumps.push((self.text.len(), from.original(range.start)));
        let inner = from.jumps.iter().filter(|(place, _)| range.contains(place) && *place > range.start);
        self.jumps.extend(inner.map(|(place, original)| (self.text.len() + place - range.start, *original)));
        self.text.push_str(&from.text[range]);
    }
}

/// Whether a character must not stand in a page: a control character, or one that turns what stands behind it.
fn is_unseen(character: char) -> bool {
    !matches!(character, '\n' | '\t') && (is_hidden(character) || matches!(character, '\u{202d}' | '\u{202e}'))
}

/// Returns words without characters that must not stand in a page.
pub(super) fn visible(words: CowStr) -> CowStr {
    if !words.contains(is_unseen) {
        return words;
    }
    CowStr::from(words.replace(is_unseen, "\u{fffd}"))
}

/// The comments of a text outside of code, and where one begins that never ends.
fn comments(text: &str) -> (Vec<Range<usize>>, Option<usize>) {
    const OPENING: &str = "<!--";
    let mut found: Vec<Range<usize>> = Vec::new();
    if !text.contains(OPENING) {
        return (found, None);
    }
    let mut in_code = false;
    for (event, range) in TextMergeWithOffset::new(Parser::new_ext(text, OPTIONS).into_offset_iter()) {
        let anywhere = match event {
            Event::Start(Tag::CodeBlock(_)) => {
                in_code = true;
                continue;
            }
            Event::End(TagEnd::CodeBlock) => {
                in_code = false;
                continue;
            }
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => false,
            Event::Text(_) if !in_code => true,
            _ => continue,
        };
        let slice = &text[range.clone()];
        if !anywhere && !slice.trim_start().starts_with(OPENING) {
            continue;
        }
        let openings = slice.match_indices(OPENING).map(|(place, _)| range.start + place);
        for opening in openings.take(if anywhere { usize::MAX } else { 1 }) {
            let escaped = text[..opening].ends_with('\\');
            if escaped || found.last().is_some_and(|last| opening < last.end) {
                continue;
            }
            match end_of_comment(text, opening + OPENING.len()) {
                Some(end) => found.push(opening..with_blanks(text, opening, end)),
                None => return (found, Some(opening)),
            }
        }
    }
    (found, None)
}

fn end_of_comment(text: &str, inside: usize) -> Option<usize> {
    let rest = &text[inside..];
    // Both are whole comments (CommonMark 0.31).
    for short in [">", "->"] {
        if rest.starts_with(short) {
            return Some(inside + short.len());
        }
    }
    rest.find("-->").map(|place| inside + place + "-->".len())
}

/// The blanks behind a comment that begins its line go with it: they would make code of what follows.
fn with_blanks(text: &str, opening: usize, end: usize) -> usize {
    let line = text[..opening].rfind('\n').map_or(0, |newline| newline + 1);
    let rest = &text[end..];
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    if text[line..opening].trim().is_empty() { end + blanks } else { end }
}
