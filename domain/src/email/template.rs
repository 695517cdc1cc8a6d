//! The messages that the secretariat writes to people: templates of plain text with blanks, and the facts that fill them.
//!
//! In: the text of a template, as the desk brings it or an operator wrote it. Out: a [`EmailTemplate`], or all that is wrong with it;
//! and from a letter and [`PlaceholderValues`] a subject and a text. A template is a text and nothing else: it can't count, choose or
//! call anything, so that nothing an operator or a sender writes is ever carried out.
//!
//! ```text
//! Subject: A host for {group_organisation}
//!
//! Dear {group_name},
//! ```
//!
//! The first line is the subject. A line whose blanks are all unknown is left out, so that a template needs no conditions.

use std::collections::BTreeMap;

use crate::email::{EmailKind, Placeholder};
use crate::text::nearest;
use crate::validate::ErrorKind;

/// What fills the blanks. What is not there is not known.
pub type PlaceholderValues = BTreeMap<Placeholder, String>;

/// A template, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailTemplate {
    subject: Line,
    lines: Vec<Line>,
}

/// What is wrong with a template, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct TemplateProblem {
    /// The line, from 1.
    pub line: usize,
    /// The character within it, from 1.
    pub column: usize,
    pub kind: ErrorKind,
}

/// A letter with its blanks filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedEmail {
    pub subject: String,
    /// The text; its lines end with `\n`.
    pub text: String,
}

type Line = Vec<Piece>;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Words(String),
    Placeholder(Placeholder),
}

/// What the first line of a template begins with.
const SUBJECT: &str = "Subject:";

impl EmailTemplate {
    /// The most characters that a template may have.
    pub const MOST: usize = 10_000;

    /// Reads a template of a kind.
    ///
    /// # Errors
    /// With everything that is wrong: a first line that is no subject, no text, a blank that this kind has not, or one missing
    /// without which such a letter makes no sense.
    pub fn parse(kind: EmailKind, text: &str) -> Result<Self, Vec<TemplateProblem>> {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let mut problems = Vec::new();
        let mut note = |line, column, kind| problems.push(TemplateProblem { line, column, kind });
        let length = text.chars().count();
        if length > Self::MOST {
            note(1, 1, ErrorKind::TooLong { max: Self::MOST, length });
        }
        let (first, body) = text.split_once('\n').unwrap_or((&text, ""));
        let subject = match first.strip_prefix(SUBJECT) {
            Some(subject) if !subject.trim().is_empty() => {
                let before = SUBJECT.len() + subject.len() - subject.trim_start().len();
                read_line(kind, subject.trim(), |column, kind| note(1, before + column, kind))
            }
            _ => {
                note(1, 1, ErrorKind::Missing { key: SUBJECT.to_owned() });
                Line::new()
            }
        };
        let mut lines: Vec<Line> = Vec::new();
        for (position, line) in body.lines().enumerate() {
            lines.push(read_line(kind, line.trim_end(), |column, kind| note(position + 2, column, kind)));
        }
        if body.trim().is_empty() {
            note(1, 1, ErrorKind::Empty);
        }
        let has = |wanted: Placeholder| lines.iter().flatten().any(|piece| *piece == Piece::Placeholder(wanted));
        for needed in kind.needs().iter().filter(|needed| !has(**needed)) {
            note(1, 1, ErrorKind::Missing { key: format!("{{{}}}", needed.code()) });
        }
        if problems.is_empty() { Ok(Self { subject, lines }) } else { Err(problems) }
    }

    /// The letter with these facts. A line whose blanks are all unknown is left out; empty lines never follow each other, nor
    /// stand at either end.
    pub fn fill(&self, facts: &PlaceholderValues) -> RenderedEmail {
        let one_line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let subject = one_line(join(&self.subject, facts));
        let mut text = String::new();
        let mut gap = false;
        for line in self.lines.iter().filter_map(|line| fill_line(line, facts)) {
            if line.is_empty() {
                gap = !text.is_empty();
                continue;
            }
            if std::mem::take(&mut gap) {
                text.push('\n');
            }
            text.push_str(&line);
            text.push('\n');
        }
        RenderedEmail { subject, text }
    }
}

fn read_line(kind: EmailKind, line: &str, mut note: impl FnMut(usize, ErrorKind)) -> Line {
    let mut pieces = Line::new();
    let mut rest = line;
    let column = |rest: &str| line[..line.len() - rest.len()].chars().count() + 1;
    while let Some(start) = rest.find(['{', '}']) {
        if start > 0 {
            pieces.push(Piece::Words(rest[..start].to_owned()));
        }
        rest = &rest[start..];
        let end = rest.strip_prefix('{').and_then(|inner| inner.find(['{', '}'])).map(|end| end + 1);
        match end.filter(|end| rest[*end..].starts_with('}')) {
            Some(end) => {
                let name = &rest[1..end];
                match Placeholder::from_code(name).filter(|blank| kind.allows(*blank)) {
                    Some(blank) => pieces.push(Piece::Placeholder(blank)),
                    None => {
                        let suggestion = nearest(name, kind.placeholders().map(Placeholder::code));
                        note(column(rest), ErrorKind::UnknownBlank { value: name.to_owned(), suggestion });
                    }
                }
                rest = &rest[end + 1..];
            }
            None => {
                note(column(rest), ErrorKind::LoneBrace);
                rest = &rest[1..];
            }
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest.to_owned()));
    }
    pieces
}

fn fact(blank: Placeholder, facts: &PlaceholderValues) -> Option<&str> {
    facts.get(&blank).map(String::as_str).filter(|fact| !fact.trim().is_empty())
}

/// The line with its facts; `None` if it has blanks and none of them is known.
fn fill_line(line: &Line, facts: &PlaceholderValues) -> Option<String> {
    let blanks = line.iter().filter_map(|piece| match piece {
        Piece::Placeholder(blank) => Some(*blank),
        Piece::Words(_) => None,
    });
    let known: Vec<bool> = blanks.map(|blank| fact(blank, facts).is_some()).collect();
    (known.is_empty() || known.contains(&true)).then(|| join(line, facts))
}

fn join(line: &Line, facts: &PlaceholderValues) -> String {
    let mut text = String::new();
    for piece in line {
        text.push_str(match piece {
            Piece::Words(words) => words,
            Piece::Placeholder(blank) => fact(*blank, facts).unwrap_or_default(),
        });
    }
    text.trim_end().to_owned()
}

#[cfg(test)]
mod tests;
