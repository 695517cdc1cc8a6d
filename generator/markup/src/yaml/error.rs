//! Finds where a mistake begins: the parser names the place where it stopped, which may be many lines below.

use domain::validate::ErrorKind;

use super::messages::{self, GLUED_DASH, is_glued_dash};
use super::quotes::find_early_end;
use crate::position::Position;

/// Returns the mistake of a text that the parser refused, and where it begins.
pub(super) fn describe(text: &str, error: &serde_yaml::Error) -> (ErrorKind, Position) {
    let words = error.to_string();
    let stop = position_of(error).unwrap_or(Position::START);
    let problem = words.split(" at line ").next().unwrap_or(&words);
    let twice = words.split_once("the key \"").and_then(|(_, key)| key.split_once("\" is given twice"));
    if let Some((key, _)) = twice {
        return (ErrorKind::DuplicateKey { key: key.to_owned(), first: stop.line }, stop);
    }
    let syntax = |detail: String| ErrorKind::Syntax { format: "YAML", detail };
    // A line that is no key is noticed on the next one.
    let line = context(&words, "a simple key", stop).unwrap_or(stop);
    if let Some((detail, position)) = glued_dash(text, line) {
        return (syntax(detail), position);
    }
    if let Some((detail, position)) = glued_key(text, stop) {
        return (syntax(detail.to_owned()), position);
    }
    if let Some((detail, position)) = messages::describe(text, problem, line) {
        return (syntax(detail), position);
    }
    if let Some(end) = find_early_end(text, stop) {
        return (ErrorKind::EarlyQuote { quote: end.quote }, end.position);
    }
    let (detail, position) = if let Some(position) = context(&words, "a quoted scalar", stop) {
        ("the quotation mark that opens here is never closed".to_owned(), position)
    } else if let Some(position) = open_quotation(text, stop) {
        let line = stop.line;
        (format!("the quotation mark that opens here is closed on line {line} only"), position)
    } else if let Some(position) = context(&words, "a flow sequence", stop) {
        ("a comma is missing between the brackets that open here, or the closing ]".to_owned(), position)
    } else if let Some(position) = context(&words, "a flow mapping", stop) {
        ("a comma is missing between the brackets that open here, or the closing }".to_owned(), position)
    } else if let Some(position) = context(&words, "a simple key", stop) {
        ("this line is neither a key with `: ` nor part of the text above it".to_owned(), position)
    } else if let Some(position) = context(&words, "a block scalar", stop) {
        (problem.to_owned(), position)
    } else {
        (problem.to_owned(), stop)
    };
    (syntax(detail), position)
}

/// Returns where the construct begins that the parser was reading, if it is of a kind.
fn context(words: &str, kind: &str, stop: Position) -> Option<Position> {
    let (_, behind) = words.split_once(", while ")?;
    let (_, rest) = behind.split_once(kind)?;
    let Some(place) = rest.strip_prefix(" at line ") else { return Some(stop) };
    let (line, column) = place.split_once(" column ")?;
    Some(Position { line: line.parse().ok()?, column: column.trim().parse().ok()? })
}

/// A text in quotes that runs over several lines and ends where the parser gave up: its closing mark was forgotten, and the
/// next one closed it.
fn open_quotation(text: &str, stop: Position) -> Option<Position> {
    let lines: Vec<&str> = text.lines().collect();
    let last: String = lines.get(stop.line - 1)?.chars().take(stop.column).collect();
    let above = lines[..stop.line - 1].iter().enumerate().rev();
    for (number, line) in above {
        for quote in ['"', '\''] {
            let opens = [": ", "- ", "[", "{", ", "].iter().find_map(|before| {
                let place = line.rfind(&format!("{before}{quote}"))? + before.len();
                (!line[place + 1..].contains(quote)).then_some(place)
            });
            let Some(place) = opens else { continue };
            let between = lines[number + 1..stop.line - 1].iter().any(|line| line.contains(quote));
            if last.contains(quote) && !between {
                return Some(Position { line: number + 1, column: line[..place].chars().count() + 1 });
            }
        }
    }
    None
}

/// A key whose colon has no blank behind it, on the line where the parser gave up or the last one above.
fn glued_key(text: &str, stop: Position) -> Option<(&'static str, Position)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut near = (0..stop.line.min(lines.len())).rev().filter(|number| !lines[*number].trim().is_empty()).take(2);
    near.find_map(|number| {
        let line = lines[number];
        let words = line.trim_start_matches([' ', '-']);
        let (key, value) = words.split_once(':')?;
        let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let glued = !value.starts_with([' ', '/']) && !value.is_empty();
        let column = line.len() - words.len() + 1;
        let detail = if value.starts_with(char::is_whitespace) {
            "the blank behind the colon is a special one; type it with the space bar"
        } else {
            "a blank is missing behind the colon"
        };
        (is_key && glued).then_some((detail, Position { line: number + 1, column }))
    })
}

/// A line of a list whose dash has no blank behind it, where the parser gave up.
fn glued_dash(text: &str, stop: Position) -> Option<(String, Position)> {
    let line = text.lines().nth(stop.line.checked_sub(1)?)?;
    let words = line.trim_start_matches(' ');
    let position = Position { line: stop.line, column: line.len() - words.len() + 1 };
    is_glued_dash(words).then(|| (GLUED_DASH.to_owned(), position))
}

/// Returns where the parser stopped.
pub(super) fn position_of(error: &serde_yaml::Error) -> Option<Position> {
    error.location().map(|location| Position { line: location.line(), column: location.column() })
}
