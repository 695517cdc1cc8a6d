//! Finds YAML that means something else than an editor thinks: keys given twice, tags and anchors, numbers that are not in
//! plain digits, and texts that a `#` cuts off. A second parser does this, since `serde_yaml` gives no places.

use std::collections::HashMap;

use domain::validate::ErrorKind;
use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::messages::{BACKSLASH, GLUED_DASH, SWALLOWED_ITEM, is_glued_dash};
use crate::position::Position;

/// Returns what is suspicious in a text, as far as it can be parsed.
pub(super) fn lint(text: &str) -> Vec<(ErrorKind, Position)> {
    let mut linter = Linter { lines: text.split('\n').collect(), open: Vec::new(), found: Vec::new() };
    for event in Parser::new_from_str(text) {
        // The other parser reports what can't be parsed at all.
        let Ok((event, span)) = event else { break };
        linter.handle(event, span);
    }
    linter.found
}

/// Whether what stands behind ` #` reads like part of a text: a comment has a blank there.
pub(super) fn looks_like_text(behind: &str) -> bool {
    let first =
        behind.strip_prefix(' ').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(behind);
    first.starts_with(|c: char| !c.is_whitespace() && !matches!(c, '#' | '!'))
}

/// A group or a list that is open.
enum Open {
    /// Keys with their lines; whether a key comes next.
    Map(HashMap<String, usize>, bool),
    List,
}

struct Linter<'t> {
    lines: Vec<&'t str>,
    open: Vec<Open>,
    found: Vec<(ErrorKind, Position)>,
}

impl Linter<'_> {
    fn handle(&mut self, event: Event, span: Span) {
        let position = Position { line: span.start.line(), column: span.start.col() + 1 };
        match event {
            Event::MappingStart(anchor, tag) => {
                self.check_properties(anchor, tag.is_some(), position);
                self.end_value();
                self.open.push(Open::Map(HashMap::new(), true));
            }
            Event::SequenceStart(anchor, tag) => {
                self.check_properties(anchor, tag.is_some(), position);
                self.end_value();
                self.open.push(Open::List);
            }
            Event::MappingEnd | Event::SequenceEnd => drop(self.open.pop()),
            Event::Alias(_) => {
                self.report_feature("an alias", position, '*');
                self.end_value();
            }
            Event::Scalar(words, style, anchor, tag) => {
                self.check_properties(anchor, tag.is_some(), position);
                self.scalar(&words, style, position, span);
            }
            _ => {}
        }
    }

    fn scalar(&mut self, words: &str, style: ScalarStyle, position: Position, span: Span) {
        if let Some(Open::Map(keys, is_key @ true)) = self.open.last_mut() {
            *is_key = false;
            if words == "<<" && style == ScalarStyle::Plain {
                return self.found.push((feature("a merge key", "<<"), position));
            }
            match keys.get(words) {
                Some(first) => {
                    let (key, first) = (words.to_owned(), *first);
                    self.found.push((ErrorKind::DuplicateKey { key, first }, position));
                }
                None => drop(keys.insert(words.to_owned(), position.line)),
            }
            return;
        }
        self.end_value();
        if style == ScalarStyle::DoubleQuoted {
            self.check_path(position, span);
        }
        if style != ScalarStyle::Plain {
            return;
        }
        if is_odd_number(words) {
            self.found.push((ErrorKind::NumberNotation { value: words.to_owned() }, position));
        }
        self.check_comment(words, position, span);
        self.check_swallowed_items(words, position, span);
    }

    /// Notes lines of a list that the text above them, or the first of them, has swallowed.
    fn check_swallowed_items(&mut self, words: &str, start: Position, span: Span) {
        if is_glued_dash(words) {
            return self.found.push((syntax(GLUED_DASH), start));
        }
        // The text ends on a line of its own where it is the last of a group.
        let last = span.end.line().clamp(start.line, self.lines.len().max(start.line));
        let below = (start.line + 1..=last).take_while(|number| {
            let line = self.lines.get(number - 1).map_or("", |line| line.trim());
            line.is_empty() || words.contains(line)
        });
        for number in below {
            let Some(line) = self.lines.get(number - 1) else { continue };
            let item = line.trim_start_matches(' ');
            if item.starts_with("- ") {
                let position = Position { line: number, column: line.len() - item.len() + 1 };
                return self.found.push((syntax(SWALLOWED_ITEM), position));
            }
        }
    }

    /// Notes the backslash of a Windows path, which begins an escape between double quotation marks.
    fn check_path(&mut self, start: Position, span: Span) {
        if span.end.line() != start.line {
            return;
        }
        let Some(line) = self.lines.get(start.line - 1) else { return };
        let (from, until) = (nth_character(line, start.column - 1), nth_character(line, span.end.col()));
        let Some(written) = line.get(from..until) else { return };
        let drive = written.match_indices(":\\").find(|(place, _)| {
            let mut before = written[..*place].chars().rev();
            let is_drive = before.next().is_some_and(|letter| letter.is_ascii_alphabetic());
            let behind = written[place + 2..].chars().next();
            is_drive && before.next().is_none_or(|letter| !letter.is_alphanumeric()) && behind != Some('\\')
        });
        if let Some((place, _)) = drive {
            let column = line[..from + place].chars().count() + 2;
            self.found.push((syntax(BACKSLASH), Position { line: start.line, column }));
        }
    }

    /// Notes a comment behind a text that reads like part of it.
    fn check_comment(&mut self, words: &str, start: Position, span: Span) {
        let line = span.end.line().clamp(start.line, self.lines.len().max(start.line));
        for number in start.line..=line {
            let Some(text) = self.lines.get(number - 1) else { continue };
            let from = if number == start.line { nth_character(text, start.column - 1) } else { 0 };
            let Some(comment) = text[from..].find(" #").map(|place| from + place) else { continue };
            // In a flow, the comment may belong to another value.
            let ours = words.ends_with(text[from..comment].trim());
            if ours && looks_like_text(&text[comment + 2..]) {
                let column = text[..comment].chars().count() + 2;
                let cut = text[comment + 1..].trim_end().to_owned();
                self.found.push((ErrorKind::CutByComment { cut }, Position { line: number, column }));
            }
        }
    }

    /// A value was read: in a group, a key comes next.
    fn end_value(&mut self) {
        if let Some(Open::Map(_, is_key)) = self.open.last_mut() {
            *is_key = !*is_key;
        }
    }

    fn check_properties(&mut self, anchor: usize, tag: bool, position: Position) {
        if anchor != 0 {
            self.report_feature("an anchor", position, '&');
        }
        if tag {
            self.report_feature("a tag", position, '!');
        }
    }

    /// Notes what begins with a sign: at its last place before the value, for that is what is known.
    fn report_feature(&mut self, what: &'static str, value: Position, sign: char) {
        let above = (1..=value.line.min(self.lines.len())).rev().find_map(|number| {
            let line = self.lines[number - 1];
            let end = if number == value.line { nth_character(line, value.column) } else { line.len() };
            let end = line[..end].rfind(sign)?;
            let start = line[..end].rfind([' ', '[', '{', ',']).map_or(0, |blank| blank + 1);
            Some((number, if line[start..end].chars().all(|c| c == sign) { start } else { end }))
        });
        let (number, place) = above.unwrap_or((value.line, 0));
        let line = self.lines.get(number - 1).copied().unwrap_or_default();
        let written = line[place..].split([' ', ',', ']', '}']).next().unwrap_or_default();
        let position = Position { line: number, column: line[..place].chars().count() + 1 };
        self.found.push((feature(what, written), position));
    }
}

fn syntax(detail: &str) -> ErrorKind {
    ErrorKind::Syntax { format: "YAML", detail: detail.to_owned() }
}

fn feature(what: &'static str, written: &str) -> ErrorKind {
    ErrorKind::YamlFeature { what, written: written.to_owned() }
}

/// The place in bytes of a character of a line.
fn nth_character(line: &str, number: usize) -> usize {
    line.char_indices().nth(number).map_or(line.len(), |(place, _)| place)
}

/// A number to YAML, in a way that people misread: `0x10`, `+3`, `1e3`, `1_000`, `.inf`.
fn is_odd_number(words: &str) -> bool {
    let digits = words.strip_prefix(['+', '-']).unwrap_or(words);
    let begins = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let radix = ["0x", "0o", "0b"].iter().any(|prefix| {
        digits.strip_prefix(prefix).is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_hexdigit()))
    });
    let grouped = digits.contains('_') && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '_' | '.'));
    let signed = words.starts_with('+') && begins && digits.parse::<f64>().is_ok();
    let exponent = begins && digits.contains(['e', 'E']) && digits.parse::<f64>().is_ok();
    let none = matches!(digits.to_lowercase().as_str(), ".inf" | ".nan");
    radix || (begins && grouped) || signed || exponent || none
}
