use domain::validate::{ErrorKind, Node};

use super::{characters, error, fast_path, lint};
use crate::merge_conflict;
use crate::position::{Position, SyntaxError};

/// Reads a YAML text, and returns all mistakes of syntax. Some of them still leave a document, so that its values can be
/// checked in the same run.
pub fn read(text: &str) -> (Option<Node>, Vec<(ErrorKind, Position)>) {
    if let Some(node) = fast_path::parse(text) {
        return (Some(node), Vec::new());
    }
    if let Some(position) = merge_conflict::find(text) {
        return (None, vec![(ErrorKind::Conflict, position)]);
    }
    let mut found = characters::check(text);
    if let Some(position) = characters::find_excessive_depth(text) {
        found.push((ErrorKind::TooDeep, position));
        return (None, found);
    }
    let clean = characters::replace_invalid(text);
    found.extend(lint::lint(&clean));
    let node = match serde_yaml::from_str(&clean) {
        Ok(node) => Some(node),
        Err(error) => {
            let (kind, position) = error::describe(&clean, &error);
            // What was found there already is the reason why the parser failed.
            let is_found =
                found.iter().any(|(_, known)| known.line == position.line || known.line + 1 == position.line);
            let is_repeated = matches!(kind, ErrorKind::DuplicateKey { .. })
                && found.iter().any(|(known, _)| matches!(known, ErrorKind::DuplicateKey { .. }));
            if !is_found && !is_repeated {
                found.push((kind, position));
            }
            None
        }
    };
    found.sort_by_key(|(_, position)| *position);
    (node, found)
}

/// Parses a YAML text.
///
/// # Errors
/// If it is not YAML, holds several documents, or gives a key twice.
pub fn parse(text: &str) -> Result<Node, SyntaxError> {
    if let Some(node) = fast_path::parse(text) {
        return Ok(node);
    }
    serde_yaml::from_str(text).map_err(|failure| {
        let position = error::position_of(&failure).unwrap_or(Position::START);
        let words = failure.to_string();
        let detail = words.split(" at line ").next().unwrap_or(&words).to_owned();
        SyntaxError { position, detail }
    })
}
