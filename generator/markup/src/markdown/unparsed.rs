//! Finds links, pictures, footnotes and callouts that were not parsed as such and would be printed as typed.

use std::ops::Range;

use domain::validate::ErrorKind;

use super::source::Source;

/// Checks a piece of text that is neither code nor markup.
pub(super) fn check(source: &Source, range: Range<usize>, faults: &mut Vec<(ErrorKind, usize)>) {
    let slice = &source.text[range.clone()];
    let at = |place: usize| source.original(range.start + place);
    let escaped = |place: usize| source.text[..range.start + place].ends_with('\\');
    for (close, _) in slice.match_indices(']') {
        let Some(open) = slice[..close].rfind('[').filter(|open| !escaped(*open) && !escaped(close)) else { continue };
        let behind = &slice[close + 1..];
        let blank = behind.strip_prefix(' ').unwrap_or(behind);
        // `[text] (aside)` is prose; with an address behind, it was meant as a link.
        let apart = ["(https:", "(http:", "(/", "(mailto:"].iter().any(|opening| blank.starts_with(opening));
        if behind.starts_with('(') || apart {
            let line = slice[open..].lines().next().unwrap_or_default();
            let end = line[(close - open).min(line.len())..].find(')').map_or(line.len(), |end| close - open + end + 1);
            let picture = slice[..open].ends_with('!');
            let place = if picture { open - 1 } else { open };
            let written = format!("{}{}", if picture { "!" } else { "" }, &line[..end]);
            faults.push((ErrorKind::UnreadLink { written }, at(place)));
        } else if let Some(label) = slice[open + 1..close].strip_prefix('^')
            && !label.is_empty()
            && !label.contains(char::is_whitespace)
        {
            faults.push((ErrorKind::FootnoteUndefined { label: label.to_owned() }, at(open)));
        }
    }
}

/// Finds a callout at the beginning of a quotation.
pub(super) fn check_callout(source: &Source, range: Range<usize>, faults: &mut Vec<(ErrorKind, usize)>) {
    let slice = &source.text[range.clone()];
    let kind = slice.strip_prefix("[!").and_then(|rest| rest.split_once(']')).map(|(kind, _)| kind);
    if let Some(kind) = kind.filter(|kind| !kind.is_empty() && kind.chars().all(char::is_alphabetic)) {
        faults.push((ErrorKind::Callout { kind: kind.to_owned() }, source.original(range.start)));
    }
}
