//! Messages for editors about common mistakes, at the place of the mistake.

use crate::position::Position;

/// A line of a list that is indented like a part of the text above it.
pub(super) const SWALLOWED_ITEM: &str =
    "this line is indented too far, and so is a part of the text above it; put its dash below the other dashes";

/// A backslash that begins no escape.
pub(super) const BACKSLASH: &str =
    "a backslash between double quotation marks has to be doubled (\\\\), or the marks be single ones";

/// A line of a list whose dash has no blank behind it.
pub(super) const GLUED_DASH: &str = "a blank is missing behind the dash";

/// Whether words begin with a dash as the lines of a list do, but for the blank behind it.
pub(super) fn is_glued_dash(words: &str) -> bool {
    words.strip_prefix('-').is_some_and(|rest| {
        rest.starts_with(|first: char| first.is_alphabetic() || matches!(first, '{' | '[' | '"' | '\''))
    })
}

/// Returns a message and its place, if the parser's message and the line where it stopped show a common mistake.
pub(super) fn describe(text: &str, problem: &str, stop: Position) -> Option<(String, Position)> {
    let lines: Vec<&str> = text.lines().collect();
    if problem.contains("more than one document") {
        return second_document(&lines);
    }
    let line = Line::at(&lines, stop.line)?;
    if problem.contains("escape character")
        || problem.contains("decimal number")
        || problem.contains("Unicode character")
    {
        let column = line.wrong_escape()?;
        return Some((BACKSLASH.to_owned(), line.position(column)));
    }
    if let Some(sign) = line.wrong_bullet() {
        let detail = format!("the lines of a list begin with a dash and a blank (`- `), not with `{sign}`");
        return Some((detail, line.start()));
    }
    if problem.contains("cannot start any token")
        || problem.contains("unknown anchor")
        || problem.contains("alphabetic")
    {
        let sign = line.words_from(stop.column).chars().next().filter(|sign| "@`%*&".contains(*sign));
        let (sign, column) = match sign {
            Some(sign) => (sign, stop.column),
            // Of an anchor or an alias, the parser names what stands behind the sign.
            None => ['*', '&'].into_iter().find_map(|sign| Some((sign, line.column_before(sign, stop.column)?)))?,
        };
        return Some((format!("a text that begins with {sign} stands between quotation marks"), line.position(column)));
    }
    if problem.contains("mapping values are not allowed") {
        let before = line.words_until(stop.column);
        let is_key = before.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        return Some(if is_key {
            ("this line is indented further than the group that it belongs to".to_owned(), line.start())
        } else {
            ("a text with a colon and a blank in it (`: `) stands between quotation marks".to_owned(), stop)
        });
    }
    if problem.contains("did not find expected key") || problem.contains("expected '-' indicator") {
        if let Some(bracket) = line.words_from(stop.column).chars().next().filter(|sign| "]}".contains(*sign)) {
            return Some((format!("no bracket is open that this {bracket} could close"), stop));
        }
        if line.start() == stop {
            return Some(("this line is indented like no group or list above it".to_owned(), stop));
        }
    }
    if problem.starts_with("invalid type") && problem.ends_with("expected a string") {
        return Some(("a key is a word, and no list or group".to_owned(), stop));
    }
    None
}

/// Where a second document begins: `---` after any content starts one.
fn second_document(lines: &[&str]) -> Option<(String, Position)> {
    let says = |line: &str| !line.trim().is_empty() && !line.starts_with(['#', '%']) && !is_border(line);
    let first = lines.iter().position(|line| says(line))?;
    let border = lines.iter().skip(first).position(|line| is_border(line))? + first;
    let detail = "a second document begins at this line; a file holds one, so remove the line";
    Some((detail.to_owned(), Position { line: border + 1, column: 1 }))
}

fn is_border(line: &str) -> bool {
    matches!(line.get(..3), Some("---" | "...")) && line[3..].chars().next().is_none_or(char::is_whitespace)
}

/// A line with its number, by the columns of its characters.
struct Line<'t> {
    number: usize,
    text: &'t str,
}

impl<'t> Line<'t> {
    fn at(lines: &[&'t str], number: usize) -> Option<Self> {
        Some(Self { number, text: lines.get(number.checked_sub(1)?)? })
    }

    fn position(&self, column: usize) -> Position {
        Position { line: self.number, column }
    }

    /// Where its first word begins.
    fn start(&self) -> Position {
        self.position(self.text.len() - self.text.trim_start_matches(' ').len() + 1)
    }

    fn byte_of(&self, column: usize) -> usize {
        self.text.char_indices().nth(column.saturating_sub(1)).map_or(self.text.len(), |(place, _)| place)
    }

    fn words_from(&self, column: usize) -> &'t str {
        &self.text[self.byte_of(column)..]
    }

    /// What stands before a column, without the dash of a list.
    fn words_until(&self, column: usize) -> &'t str {
        self.text[..self.byte_of(column)].trim().trim_start_matches("- ")
    }

    /// The column of the last such character at or before a column.
    fn column_before(&self, character: char, column: usize) -> Option<usize> {
        let before = self.text.chars().take(column).enumerate();
        before.filter(|(_, found)| *found == character).last().map(|(place, _)| place + 1)
    }

    /// The column of the first backslash that no escape of YAML begins with.
    fn wrong_escape(&self) -> Option<usize> {
        let mut characters = self.text.chars().enumerate();
        while let Some((place, character)) = characters.next() {
            if character != '\\' {
                continue;
            }
            let digits = match characters.next().map(|(_, escaped)| escaped) {
                Some('x') => 2,
                Some('u') => 4,
                Some('U') => 8,
                Some(escaped) if "0abt\tnvfre \"/\\N_LP".contains(escaped) => 0,
                _ => return Some(place + 1),
            };
            if !characters.by_ref().take(digits).all(|(_, digit)| digit.is_ascii_hexdigit()) {
                return Some(place + 1);
            }
        }
        None
    }

    /// A sign that begins the line as that of a list would, as word processors write it.
    fn wrong_bullet(&self) -> Option<char> {
        let mut words = self.text.trim_start_matches(' ').chars();
        let sign = words.next()?;
        let is_bullet = matches!(sign, '*' | '•' | '–' | '—' | '·' | '◦' | '▪' | '‣' | '●');
        (is_bullet && words.next().is_some_and(char::is_whitespace)).then_some(sign)
    }
}
