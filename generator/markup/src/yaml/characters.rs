//! Checks the characters of a YAML text before the parser, whose messages name bytes.

use std::borrow::Cow;

use domain::validate::ErrorKind;

use crate::position::Position;

/// Nested brackets and lists, at most: the parser's time grows with their square.
const MAX_DEPTH: usize = 64;

/// Returns characters that YAML forbids, and lines that are indented with anything but spaces.
pub(super) fn check(text: &str) -> Vec<(ErrorKind, Position)> {
    let mut found = Vec::new();
    for (number, line) in text.split('\n').enumerate() {
        let at = |column: usize| Position { line: number + 1, column: column + 1 };
        let forbidden = line.chars().enumerate().filter(|(_, character)| is_forbidden(*character));
        found.extend(forbidden.map(|(column, character)| (ErrorKind::ControlCharacter { character }, at(column))));
        let hidden = key_of(line).chars().enumerate().find(|(_, character)| has_no_width(*character));
        found.extend(hidden.map(|(column, character)| (ErrorKind::ControlCharacter { character }, at(column))));
        let words = line.trim_start_matches(is_indentation);
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        let mut indentation = line[..line.len() - words.len()].chars().enumerate();
        if let Some((column, character)) = indentation.find(|(_, character)| *character != ' ') {
            found.push((ErrorKind::Indentation { character }, at(column)));
        }
    }
    found
}

/// What stands on a line before its colon, if it is a key but for characters that nobody sees.
fn key_of(line: &str) -> &str {
    let key = line.split(':').next().unwrap_or_default();
    let is_key = |character: char| {
        character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | ' ') || has_no_width(character)
    };
    if key.len() < line.len() && key.chars().all(is_key) { key } else { "" }
}

/// Characters that take no room; within words, some of them have a meaning in some scripts.
fn has_no_width(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}

/// Returns the text as the parser can read it; every character stays on its line and in its column.
pub(super) fn replace_invalid(text: &str) -> Cow<'_, str> {
    if !text.contains(|character: char| is_forbidden(character) || is_wide_space(character)) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let words = line.trim_start_matches(is_indentation);
        let indentation = line[..line.len() - words.len()].chars();
        clean.extend(indentation.map(|character| if is_wide_space(character) { ' ' } else { character }));
        clean.extend(words.chars().map(|character| if is_forbidden(character) { ' ' } else { character }));
    }
    Cow::Owned(clean)
}

/// Returns where brackets or lists are nested too deeply.
pub(super) fn find_excessive_depth(text: &str) -> Option<Position> {
    let mut depth = 0_usize;
    for (place, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Some(Position::of_byte(text, place));
        }
    }
    let lists = |line: &str| line.split(' ').take_while(|word| matches!(*word, "" | "-" | "?")).count();
    let deep = text.split('\n').position(|line| {
        let indentation = line.len() - line.trim_start_matches(' ').len();
        lists(line.trim_start_matches(' ')) + indentation / 2 > MAX_DEPTH
    });
    deep.map(|line| Position { line: line + 1, column: 1 })
}

/// Characters that no YAML text may have, and those that end a line for YAML and for nobody else.
fn is_forbidden(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Spaces of word processors and web pages, which look like the ordinary one.
fn is_wide_space(character: char) -> bool {
    character != ' ' && !character.is_ascii() && character.is_whitespace() && !is_forbidden(character)
}

fn is_indentation(character: char) -> bool {
    matches!(character, ' ' | '\t') || is_wide_space(character)
}
