//! Finds syntax of other programs, which would be printed as it is typed, and tables that are none.

use std::ops::Range;

use domain::validate::ErrorKind;

use super::source::Source;

/// A sign: how it begins, how it ends, whether it begins its line, and what to write instead.
struct Sign {
    open: &'static str,
    close: &'static str,
    starts_line: bool,
    instead: &'static str,
}

const THEME: &str = "remove it: the theme decides how a text looks";
const NOTE: &str = "write a quotation instead: > **Note:** …";
const CONTENTS: &str = "remove it: a page with several headings lists them by itself";
const FORMULA: &str = "write the formula in words, or show it as a picture";
const COMMAND: &str = "remove it: texts have no commands";

const fn sign(open: &'static str, close: &'static str, instead: &'static str) -> Sign {
    Sign { open, close, starts_line: false, instead }
}

const fn line(open: &'static str, instead: &'static str) -> Sign {
    Sign { open, close: "", starts_line: true, instead }
}

/// Those that are looked for, each before what it is a part of.
const SIGNS: [Sign; 13] = [
    sign("[[_toc_]]", "", CONTENTS),
    sign("[[toc]]", "", CONTENTS),
    line("[toc]", CONTENTS),
    sign("{:toc", "}", CONTENTS),
    sign("[[", "]]", "write a link as [text](address)"),
    sign("{:", "}", THEME),
    sign("{.", "}", THEME),
    sign("{{", "}}", COMMAND),
    sign("{%", "%}", COMMAND),
    line(":::", NOTE),
    line("!!! ", NOTE),
    sign("==", "==", "write **bold** or *emphasised* words"),
    sign("$$", "", FORMULA),
];

/// Checks a piece of text that is neither code nor markup.
pub(super) fn check(source: &Source, range: Range<usize>, faults: &mut Vec<(ErrorKind, usize)>) {
    let slice = &source.text[range.clone()];
    let mut place = 0;
    while let Some(next) = slice[place..].find(['[', '{', ':', '!', '=', '$']).map(|next| place + next) {
        let rest = &slice[next..];
        let at = range.start + next;
        // Words within the brackets may be emphasised, and so pieces of their own.
        let line = source.text[at..].lines().next().unwrap_or_default();
        let whole = |sign: &Sign| if sign.open.starts_with("[[") { line } else { rest };
        let found = SIGNS.iter().find_map(|sign| Some((sign, length(sign, whole(sign))?)));
        let escaped = source.text[..at].ends_with('\\');
        match found.filter(|(sign, _)| !escaped && (!sign.starts_line || begins_line(source, at))) {
            Some((sign, length)) => {
                let written = source.text[at..at + length].trim_end().to_owned();
                faults.push((ErrorKind::ForeignSyntax { written, instead: sign.instead }, source.original(at)));
                place = (next + length).min(slice.len());
            }
            // A row of one sign is passed over as a whole.
            None => place = next + 1 + rest[1..].bytes().take_while(|byte| rest.as_bytes()[0] == *byte).count(),
        }
    }
}

/// The length of a sign with what it encloses, if a text begins with it.
fn length(sign: &Sign, text: &str) -> Option<usize> {
    text.get(..sign.open.len()).filter(|start| start.eq_ignore_ascii_case(sign.open))?;
    let behind = &text[sign.open.len()..];
    if sign.close.is_empty() {
        return Some(if sign.starts_line { text.lines().next().map_or(0, str::len) } else { sign.open.len() });
    }
    let line = behind.lines().next().unwrap_or_default();
    let end = line.find(sign.close).filter(|end| *end > 0)?;
    let inner = &line[..end];
    // `a == b == c` compares.
    let is_glued = !inner.starts_with([' ', '=']) && !inner.ends_with(' ');
    (is_glued || sign.open != "==").then_some(sign.open.len() + end + sign.close.len())
}

/// Whether nothing but marks of quotations and lists stands before a place on its line.
fn begins_line(source: &Source, at: usize) -> bool {
    let before = &source.text[..at];
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    before[line..].chars().all(|c| matches!(c, ' ' | '>' | '-' | '*'))
}

/// Whether a piece of text begins a line of a table: nothing reads it as one, since it is a piece of text.
pub(super) fn is_row(source: &Source, range: Range<usize>) -> bool {
    let rest = &source.text[range.start..];
    if !rest.starts_with(['|', '-', ':']) || !begins_line(source, range.start) {
        return false;
    }
    let line = rest.lines().next().unwrap_or_default().trim_end();
    let pipes = line.bytes().filter(|byte| *byte == b'|').count();
    let is_rule =
        pipes > 0 && line.contains("--") && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '));
    is_rule || (pipes > 1 && line.starts_with('|') && line.ends_with('|'))
}

/// The cells of a row of a table that have something in them or stand before one that has.
pub(super) fn cells(row: &str) -> usize {
    let row = row.trim_matches(|c: char| c.is_whitespace() || c == '>');
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.trim_end_matches(['|', ' ', '\t']);
    let escaped = row.matches("\\|").count();
    row.matches('|').count() + 1 - escaped
}

/// Whether a block of code between fences has its second fence.
pub(super) fn is_closed(block: &str) -> bool {
    let mut lines = block.lines();
    let first = lines.next().unwrap_or_default().trim_start();
    let sign = first.chars().next().unwrap_or('`');
    let length = first.chars().take_while(|c| *c == sign).count();
    let last = lines.next_back().unwrap_or_default();
    let last = last.trim_start_matches([' ', '\t', '>']).trim_end();
    last.len() >= length && last.chars().all(|c| c == sign)
}
