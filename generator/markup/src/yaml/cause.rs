//! Where a mistake begins: a parser names the place where it gave up, which may be many lines below.

use domain::validate::Fault;

use super::quotes::early_end;
use super::{position_of, sentences};
use crate::Position;

/// The fault of a text that the parser refused, at the place where it begins.
pub(super) fn of(text: &str, error: &serde_yaml::Error) -> (Fault, Position) {
    let words = error.to_string();
    let gave_up = position_of(error).unwrap_or(Position::START);
    let problem = words.split(" at line ").next().unwrap_or(&words);
    let twice = words.split_once("the key \"").and_then(|(_, key)| key.split_once("\" is given twice"));
    if let Some((key, _)) = twice {
        return (Fault::DuplicateKey { key: key.to_owned(), first: gave_up.line }, gave_up);
    }
    let syntax = |detail: String| Fault::Syntax { format: "YAML", detail };
    // A line that is no key is noticed on the next one.
    let line = context(&words, "a simple key", gave_up).unwrap_or(gave_up);
    if let Some((detail, position)) = glued_dash(text, line) {
        return (syntax(detail), position);
    }
    if let Some((detail, position)) = glued_key(text, gave_up) {
        return (syntax(detail.to_owned()), position);
    }
    if let Some((detail, position)) = sentences::of(text, problem, line) {
        return (syntax(detail), position);
    }
    if let Some(end) = early_end(text, gave_up) {
        return (Fault::EarlyQuote { quote: end.quote }, end.position);
    }
    let (detail, position) = if let Some(position) = context(&words, "a quoted scalar", gave_up) {
        ("the quotation mark that opens here is never closed".to_owned(), position)
    } else if let Some(position) = open_quotation(text, gave_up) {
        let line = gave_up.line;
        (format!("the quotation mark that opens here is closed on line {line} only"), position)
    } else if let Some(position) = context(&words, "a flow sequence", gave_up) {
        ("a comma is missing between the brackets that open here, or the closing ]".to_owned(), position)
    } else if let Some(position) = context(&words, "a flow mapping", gave_up) {
        ("a comma is missing between the brackets that open here, or the closing }".to_owned(), position)
    } else if let Some(position) = context(&words, "a simple key", gave_up) {
        ("this line is neither a key with `: ` nor part of the text above it".to_owned(), position)
    } else if let Some(position) = context(&words, "a block scalar", gave_up) {
        (problem.to_owned(), position)
    } else {
        (problem.to_owned(), gave_up)
    };
    (syntax(detail), position)
}

/// Where the thing begins that the parser was reading, if it is of a kind.
fn context(words: &str, kind: &str, gave_up: Position) -> Option<Position> {
    let (_, behind) = words.split_once(", while ")?;
    let (_, rest) = behind.split_once(kind)?;
    let Some(place) = rest.strip_prefix(" at line ") else { return Some(gave_up) };
    let (line, column) = place.split_once(" column ")?;
    Some(Position { line: line.parse().ok()?, column: column.trim().parse().ok()? })
}

/// A text in quotes that runs over several lines and ends where the parser gave up: its closing mark was forgotten, and the
/// next one closed it.
fn open_quotation(text: &str, gave_up: Position) -> Option<Position> {
    let lines: Vec<&str> = text.lines().collect();
    let last: String = lines.get(gave_up.line - 1)?.chars().take(gave_up.column).collect();
    let above = lines[..gave_up.line - 1].iter().enumerate().rev();
    for (number, line) in above {
        for quote in ['"', '\''] {
            let opens = [": ", "- ", "[", "{", ", "].iter().find_map(|before| {
                let place = line.rfind(&format!("{before}{quote}"))? + before.len();
                (!line[place + 1..].contains(quote)).then_some(place)
            });
            let Some(place) = opens else { continue };
            let between = lines[number + 1..gave_up.line - 1].iter().any(|line| line.contains(quote));
            if last.contains(quote) && !between {
                return Some(Position { line: number + 1, column: line[..place].chars().count() + 1 });
            }
        }
    }
    None
}

/// A key whose colon has no blank behind it, on the line where the parser gave up or the last one above.
fn glued_key(text: &str, gave_up: Position) -> Option<(&'static str, Position)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut near = (0..gave_up.line.min(lines.len())).rev().filter(|number| !lines[*number].trim().is_empty()).take(2);
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
fn glued_dash(text: &str, gave_up: Position) -> Option<(String, Position)> {
    let line = text.lines().nth(gave_up.line.checked_sub(1)?)?;
    let words = line.trim_start_matches(' ');
    let position = Position { line: gave_up.line, column: line.len() - words.len() + 1 };
    is_glued_dash(words).then(|| (GLUED_DASH.to_owned(), position))
}

/// What is said of such a line.
pub(super) const GLUED_DASH: &str = "a blank is missing behind the dash";

/// Whether words begin with a dash as the lines of a list do, but for the blank behind it.
pub(super) fn is_glued_dash(words: &str) -> bool {
    words.strip_prefix('-').is_some_and(|rest| {
        rest.starts_with(|first: char| first.is_alphabetic() || matches!(first, '{' | '[' | '"' | '\''))
    })
}
