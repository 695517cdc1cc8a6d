//! Texts in quotation marks that end too early, as `'Visit to l'Escola'` does at its second apostrophe.

use crate::position::Position;

/// A quotation mark that ends a text before its words end.
#[derive(Debug, PartialEq)]
pub(super) struct EarlyEnd {
    /// The mark.
    pub(super) quote: char,
    /// Where it stands.
    pub(super) position: Position,
}

/// Returns the last text that ends too early on the line where the parser stopped, or on the line above.
pub(super) fn find_early_end(text: &str, stop: Position) -> Option<EarlyEnd> {
    let near = |end: &EarlyEnd| (stop.line.saturating_sub(1)..=stop.line).contains(&end.position.line);
    Scanner { text, place: 0, depth: 0 }.take_while(|end| end.position.line <= stop.line).filter(near).last()
}

/// Finds the quoted texts of a document that end too early.
struct Scanner<'t> {
    text: &'t str,
    /// The byte that comes next: always the beginning of a value, a key or a line.
    place: usize,
    /// Brackets that are open.
    depth: usize,
}

impl Iterator for Scanner<'_> {
    type Item = EarlyEnd;

    fn next(&mut self) -> Option<EarlyEnd> {
        let mut may_begin = true;
        while let Some(character) = self.rest().chars().next() {
            match character {
                '"' | '\'' if may_begin => {
                    may_begin = false;
                    let opening = self.place;
                    let end = closing(&self.text[opening..], character).map(|end| opening + end)?;
                    self.place = end + 1;
                    if self.ends_early(opening, end) {
                        self.skip_line();
                        return Some(EarlyEnd { quote: character, position: Position::of_byte(self.text, end) });
                    }
                    continue;
                }
                '#' if self.is_behind_blank() => {
                    self.skip_line();
                    continue;
                }
                '|' | '>' if may_begin && self.depth == 0 => {
                    self.skip_block();
                    may_begin = true;
                    continue;
                }
                '[' | '{' if may_begin || self.depth > 0 => self.depth += 1,
                ']' | '}' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            // A value begins with a line, behind a bracket, and behind `: `, `- ` and `, `.
            may_begin = match character {
                '\n' => true,
                '[' | '{' => self.depth > 0,
                ',' => self.depth > 0,
                ':' | '-' | '?' => self.text[self.place + 1..].starts_with(' ') && (character == ':' || may_begin),
                ' ' => may_begin,
                _ => false,
            };
            self.place += character.len_utf8();
        }
        None
    }
}

impl<'t> Scanner<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.place..]
    }

    fn is_behind_blank(&self) -> bool {
        self.text[..self.place].chars().next_back().is_none_or(char::is_whitespace)
    }

    fn skip_line(&mut self) {
        self.place += self.rest().find('\n').unwrap_or(self.rest().len());
    }

    /// Skips a text of several lines behind `|` or `>`: all that is indented further than the line on which it begins.
    fn skip_block(&mut self) {
        let indentation = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let start = self.text[..self.place].rfind('\n').map_or(0, |end| end + 1);
        let own = indentation(&self.text[start..]);
        self.skip_line();
        while let Some(rest) = self.rest().strip_prefix('\n') {
            let line = rest.lines().next().unwrap_or_default();
            if rest.is_empty() || (!line.trim().is_empty() && indentation(line) <= own) {
                break;
            }
            self.place += 1;
            self.skip_line();
        }
    }

    /// Whether what stands behind a text in quotes can't stand there, so that it was meant to be part of it.
    fn ends_early(&self, opening: usize, end: usize) -> bool {
        // Over several lines with keys, it is the closing mark that is missing: this one belongs to another text.
        if self.text[opening..end].lines().skip(1).any(begins_with_key) {
            return false;
        }
        let behind = self.text[end + 1..].split('\n').next().unwrap_or_default().trim_end_matches('\r');
        match behind.trim_start_matches([' ', '\t']).chars().next() {
            None => false,
            Some('#') => !behind.starts_with([' ', '\t']),
            Some(':') => false,
            Some(',' | ']' | '}') => self.depth == 0,
            Some(_) => true,
        }
    }
}

/// The byte of the mark that closes a text in quotes, from its opening mark on.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((place, character)) = characters.next() {
        let escapes = match quote {
            '"' => character == '\\',
            _ => character == quote && characters.peek().is_some_and(|(_, next)| *next == quote),
        };
        if escapes {
            characters.next();
        } else if character == quote {
            return Some(place);
        }
    }
    None
}

/// Whether a line begins like a key of our formats.
fn begins_with_key(line: &str) -> bool {
    let words = line.trim_start_matches([' ', '-', '{']);
    words.split_once(':').is_some_and(|(key, value)| {
        let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        is_key && (value.is_empty() || value.starts_with([' ', '\r']))
    })
}
