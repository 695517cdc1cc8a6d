//! A fast parser of the YAML that nearly every file is written in: keys and values in blocks, lists of lines or in brackets,
//! texts of one line, plain or in quotes.
//!
//! Everything else (texts of several lines, anchors, tags, escapes, tabs, numbers with a fraction, every mistake) is left to
//! the parser of all YAML. Tests compare the two.

#[cfg(test)]
mod tests;

use domain::validate::Node;

/// Nested groups and lists, at most.
const MAX_DEPTH: usize = 16;
/// Keys of a group, at most: each is compared with those before it.
const MAX_KEYS: usize = 64;
/// Bytes of a key, at most.
const MAX_KEY_LENGTH: usize = 100;

/// Parses a text, if it is simple enough.
pub fn parse(text: &str) -> Option<Node> {
    if !text.bytes().all(|byte| byte == b'\n' || (b' '..0x7f).contains(&byte)) && has_special_characters(text) {
        return None;
    }
    let mut lines = Lines { rest: text, line: None };
    lines.advance();
    let (indent, _) = lines.line?;
    let node = if indent == 0 { block(&mut lines, 0, 0)? } else { return None };
    lines.line.is_none().then_some(node)
}

/// Whether a text has characters that YAML forbids, or that end a line.
fn has_special_characters(text: &str) -> bool {
    text.chars().any(|character| {
        matches!(character, '\0'..='\u{9}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
            || matches!(character, '\u{fffe}' | '\u{ffff}')
    })
}

/// The lines that are not empty and no comments.
struct Lines<'t> {
    rest: &'t str,
    /// How far the line is indented, and what stands on it; nothing after the last.
    line: Option<(usize, &'t str)>,
}

impl Lines<'_> {
    fn advance(&mut self) {
        self.line = None;
        while !self.rest.is_empty() {
            let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
            self.rest = rest;
            let content = line.trim_start_matches(' ');
            if !content.is_empty() && !content.starts_with('#') {
                self.line = Some((line.len() - content.len(), content.trim_end_matches(' ')));
                break;
            }
        }
    }

    /// The line, if it is indented as far.
    fn at(&self, indent: usize) -> Option<&str> {
        self.line.filter(|(at, _)| *at == indent).map(|(_, content)| content)
    }

    /// Whether nothing follows that is indented further: it would belong to the value before it.
    fn ends(&self, indent: usize) -> Option<()> {
        self.line.is_none_or(|(at, _)| at <= indent).then_some(())
    }
}

fn block(lines: &mut Lines, indent: usize, depth: usize) -> Option<Node> {
    if depth > MAX_DEPTH {
        return None;
    }
    if lines.at(indent)?.starts_with("- ") { list(lines, indent, depth) } else { group(lines, indent, depth) }
}

fn list(lines: &mut Lines, indent: usize, depth: usize) -> Option<Node> {
    let mut items = Vec::new();
    while let Some((at, content)) = lines.line.filter(|(at, content)| *at == indent && content.starts_with("- ")) {
        let item = content[1..].trim_start_matches(' ');
        if key(item).is_some() {
            lines.line = Some((at + content.len() - item.len(), item));
            items.push(group(lines, at + content.len() - item.len(), depth + 1)?);
        } else {
            items.push(on_one_line(item, depth)?);
            lines.advance();
        }
        lines.ends(indent)?;
    }
    Some(Node::List(items))
}

fn group(lines: &mut Lines, indent: usize, depth: usize) -> Option<Node> {
    let mut entries: Vec<(String, Node)> = Vec::new();
    while let Some((_, content)) = lines.line.filter(|(at, _)| *at == indent) {
        if content.starts_with("- ") && !entries.is_empty() {
            break;
        }
        let (key, value) = key(content)?;
        if entries.len() == MAX_KEYS || entries.iter().any(|(known, _)| known == key) {
            return None;
        }
        lines.advance();
        let value = if value.is_empty() || value.starts_with('#') {
            match lines.line {
                Some((at, _)) if at > indent => block(lines, at, depth + 1)?,
                Some((at, next)) if at == indent && next.starts_with("- ") => list(lines, indent, depth + 1)?,
                _ => Node::Null,
            }
        } else {
            on_one_line(value, depth)?
        };
        entries.push((key.to_owned(), value));
        lines.ends(indent)?;
    }
    if entries.is_empty() { None } else { Some(Node::Map(entries)) }
}

/// A key, and what stands behind it on its line.
fn key(content: &str) -> Option<(&str, &str)> {
    let length = content.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')).count();
    let (key, rest) = content.split_at(length);
    let value = rest.strip_prefix(':')?;
    let fine = length <= MAX_KEY_LENGTH && key.starts_with(|first: char| first.is_ascii_alphabetic());
    (fine && (value.is_empty() || value.starts_with(' '))).then(|| (key, value.trim_start_matches(' ')))
}

/// A value that begins and ends on one line.
fn on_one_line(text: &str, depth: usize) -> Option<Node> {
    let (node, rest) = match text.as_bytes().first()? {
        b'"' | b'\'' => quoted(text)?,
        b'[' | b'{' => flow(text, depth + 1)?,
        _ => {
            let text = match text.split_once(" #") {
                // `My #1 visit` is no comment to whoever wrote it.
                Some((_, comment)) if super::lint::looks_like_text(comment) => return None,
                Some((text, _)) => text.trim_end_matches(' '),
                None => text,
            };
            if text.contains(": ") || text.ends_with(':') {
                return None;
            }
            return plain(text);
        }
    };
    let behind = rest.trim_start_matches(' ');
    let over = behind.is_empty() || (behind.len() < rest.len() && behind.starts_with('#'));
    over.then_some(node)
}

/// A text in quotes, and what stands behind it.
fn quoted(text: &str) -> Option<(Node, &str)> {
    let quote = if text.starts_with('"') { '"' } else { '\'' };
    let text = &text[1..];
    let (inner, rest) = text.split_once(quote)?;
    let doubled = quote == '\'' && rest.starts_with(quote);
    let escaped = quote == '"' && inner.contains('\\');
    if doubled || escaped {
        return None;
    }
    Some((Node::Text(inner.to_owned()), rest))
}

/// A list or a group in brackets, and what stands behind it.
fn flow(text: &str, depth: usize) -> Option<(Node, &str)> {
    if depth > MAX_DEPTH {
        return None;
    }
    let is_list = text.starts_with('[');
    let close = if is_list { ']' } else { '}' };
    let mut rest = text[1..].trim_start_matches(' ');
    let mut items = Vec::new();
    let mut entries: Vec<(String, Node)> = Vec::new();
    let mut first = true;
    while !(first && rest.starts_with(close)) {
        first = false;
        let mut name = None;
        if !is_list {
            let (key, value) = key(rest)?;
            if entries.len() == MAX_KEYS || entries.iter().any(|(known, _)| known == key) {
                return None;
            }
            (name, rest) = (Some(key.to_owned()), value);
        }
        let (node, behind) = match rest.as_bytes().first()? {
            b'"' | b'\'' => quoted(rest)?,
            b'[' | b'{' => flow(rest, depth + 1)?,
            _ => {
                let allowed =
                    |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b' ' | 0x80..);
                let (word, behind) = rest.split_at(rest.bytes().take_while(|byte| allowed(byte)).count());
                (plain(word.trim_end_matches(' '))?, behind)
            }
        };
        match name {
            Some(name) => entries.push((name, node)),
            None => items.push(node),
        }
        let behind = behind.trim_start_matches(' ');
        match behind.strip_prefix(',') {
            Some(next) => rest = next.trim_start_matches(' '),
            None if behind.starts_with(close) => {
                rest = behind;
                break;
            }
            None => return None,
        }
    }
    Some((if is_list { Node::List(items) } else { Node::Map(entries) }, rest.strip_prefix(close)?))
}

/// Returns the value of a text without quotes.
fn plain(text: &str) -> Option<Node> {
    let bytes = text.as_bytes();
    let first = bytes.first()?;
    if first.is_ascii_digit() {
        let all_digits = bytes.iter().all(u8::is_ascii_digit);
        if all_digits && bytes.len() <= 18 && (bytes.len() == 1 || *first != b'0') {
            return text.parse().ok().map(Node::Whole);
        }
        return is_day(bytes).then(|| Node::Text(text.to_owned()));
    }
    match text {
        "true" => Some(Node::Flag(true)),
        "false" => Some(Node::Flag(false)),
        "True" | "TRUE" | "False" | "FALSE" | "null" | "Null" | "NULL" => None,
        _ if first.is_ascii_alphabetic() || *first >= 0x80 => Some(Node::Text(text.to_owned())),
        _ => None,
    }
}

/// `2026-11-23`, which is a text in YAML, and no number.
fn is_day(bytes: &[u8]) -> bool {
    bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(place, byte)| if matches!(place, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() })
}
