//! The YAML that nearly every file is written in, read fast: keys and values in blocks, lists of lines or in brackets, texts
//! of one line, plain or in quotes.
//!
//! It is a shortcut, and no second opinion: whatever is rarer or wrong (texts of several lines, anchors, tags, escapes,
//! tabs, numbers with a fraction, every mistake) gives nothing here, and the parser of all YAML reads the text. What is read
//! here is read there to the same; tests compare the two.

use domain::node::Node;

/// Groups and lists within each other, at most.
const DEEPEST: usize = 16;
/// Keys of a group, at most: each is compared with those before it.
const MOST_KEYS: usize = 64;
/// Bytes of a key, at most.
const LONGEST_KEY: usize = 100;

/// Reads a text, if it is as simple as that.
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

/// The lines that say something, one after another.
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
    if depth > DEEPEST {
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
        if entries.len() == MOST_KEYS || entries.iter().any(|(known, _)| known == key) {
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
    let fine = length <= LONGEST_KEY && key.starts_with(|first: char| first.is_ascii_alphabetic());
    (fine && (value.is_empty() || value.starts_with(' '))).then(|| (key, value.trim_start_matches(' ')))
}

/// A value that begins and ends on one line.
fn on_one_line(text: &str, depth: usize) -> Option<Node> {
    let (node, rest) = match text.as_bytes().first()? {
        b'"' | b'\'' => quoted(text)?,
        b'[' | b'{' => flow(text, depth + 1)?,
        _ => {
            let text = text.find(" #").map_or(text, |comment| text[..comment].trim_end_matches(' '));
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
    if depth > DEEPEST {
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
            if entries.len() == MOST_KEYS || entries.iter().any(|(known, _)| known == key) {
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

/// What a text without quotes means.
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

#[cfg(test)]
mod tests {
    use domain::node::Node;
    use proptest::prelude::*;

    use super::parse;

    fn by_all_rules(text: &str) -> Result<Node, String> {
        serde_yaml::from_str(text).map_err(|error| error.to_string())
    }

    const FILE: &str = "# An offer.\ntitle: \"Seen from: the quay # 3\"   # from the quay\nhost:\n  name: 'College'\n  region: ES51\n\nminors: true\nnote:\nsectors: [\"104\", 041a, a b]\n";

    #[test]
    fn what_editors_write_is_read_to_the_same() {
        let offer = "group: {min: 3, max: 17}\nwindows:\n  - {from: 2026-11-24, until: 2026-12-27}\nstops:\n- name: a\n  see: https://a.example.org/#b\n- name: b\nend: []\nmore: {}\n";
        let vocabulary = "- code: en\n  label: English\n\n# also\n- code: ca\n  label: {en: Catalan, ca: català}\n";
        for text in [offer, vocabulary, "a: Màlaga, Spain\nb: 0\nc: don't\n"] {
            assert_eq!(parse(text).map(Ok), Some(by_all_rules(text)), "{text}");
        }
        assert_eq!(parse(FILE), None, "041a begins like a number");
        let fine = FILE.replace("041a", "x41");
        assert_eq!(parse(&fine).map(Ok), Some(by_all_rules(&fine)));
    }

    #[test]
    fn what_is_rarer_is_left_to_the_parser_of_all_yaml() {
        for text in [
            "",
            "\n# only a comment\n",
            "a: |\n  text\n",
            "a: b\n  c\n",
            "a: &x b\nc: *x\n",
            "a: !t b\n",
            "a: \"\\n\"\n",
            "a: 'it''s'\n",
            "a: 1.5\n",
            "a: -1\n",
            "a: 0x1f\n",
            "a: ~\n",
            "a: null\n",
            "a:\tb\n",
            "a: b\r\n",
            "---\na: b\n",
            "a: b\n...\n",
            "a: b: c\n",
            "a: 1\na: 2\n",
            "a: [b,\n  c]\n",
            "? a\n: b\n",
            "a b: c\n",
            "\"a\": b\n",
            " a: b\n",
            "a:\n  b: 1\n c: 2\n",
            "- - a\n",
            "-\n  a: b\n",
            "a: \"b\" c\n",
            "a: [b, c,]\n",
            "a: {b: }\n",
            "a: {b:c}\n",
            "a: @b\n",
            "a: b\u{85}\n",
            "a: b\u{feff}\n",
            "text\n",
            "<<: {a: b}\n",
            "a: 2026-11-24T00:00:00\n",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }

    /// What may stand behind a key or a dash; most of it is right.
    fn value() -> impl Strategy<Value = String> {
        prop::sample::select(vec![
            "a",
            "two words",
            "\"quoted: [x] # no\"",
            "'single'",
            "[a, \"b\", {c: d}]",
            "{min: 1, max: 2}",
            "7",
            "2026-01-31",
            "false",
            "https://example.org/a#b",
            "",
            "# comment",
            "é, è",
            "it's",
            "a [b] {c}",
            "x # y",
            "[]",
            "[[a], [1]]",
            "on",
            "007",
            "inf",
            "e5",
            "a - b",
            "a\u{a0}",
            "\u{a0}a",
            "[a\u{a0}, é]",
            "{a: [], b: {}}  # no",
            "[ a , b ]",
            "\"\"",
            "x ",
        ])
        .prop_map(str::to_owned)
    }

    /// Lines of a group or a list, as somebody may write them.
    fn block() -> impl Strategy<Value = Vec<String>> {
        let leaf = value().prop_map(|value| vec![format!("k: {value}")]);
        leaf.prop_recursive(3, 24, 4, |inner| {
            let entry = (prop::option::weighted(0.7, value()), inner, 0..3_usize);
            (prop::collection::vec(entry, 1..5), any::<bool>()).prop_map(|(entries, is_list)| {
                let mut lines = Vec::new();
                for (place, (value, inner, indent)) in entries.into_iter().enumerate() {
                    let key = if is_list { "-".to_owned() } else { format!("k{place}:") };
                    match value {
                        Some(value) => lines.push(format!("{key} {value}")),
                        None if is_list => {
                            let first = inner.iter().take(1).map(|line| format!("- {line}"));
                            lines.extend(first.chain(inner.iter().skip(1).map(|line| format!("  {line}"))));
                        }
                        None => {
                            let indent = " ".repeat(indent);
                            lines.push(key);
                            lines.extend(inner.iter().map(|line| format!("{indent}{line}")));
                        }
                    }
                }
                lines
            })
        })
    }

    /// A document, and one that somebody slipped in.
    fn document() -> impl Strategy<Value = String> {
        let slip = prop::sample::select(vec![
            "a", ":", ": ", " ", "\n", "\n  ", "\n- ", "- ", "#", " # ", "\"", "'", "[", "]", "{", "}", ", ", "1", "0",
            "-", "\t", "null", ".", "|", ">", "&", "*", "!", "\\", "%", "@", "?", "~", "\n---\n", "\u{2028}", "\u{85}",
            "\u{feff}", "k0: ",
        ]);
        (block(), prop::collection::vec((any::<prop::sample::Index>(), slip), 0..3)).prop_map(|(lines, slips)| {
            let mut characters: Vec<char> = (lines.join("\n") + "\n").chars().collect();
            for (place, slip) in slips {
                let place = place.index(characters.len());
                characters.splice(place..place, slip.chars());
            }
            characters.into_iter().collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn whatever_is_read_here_is_read_there_to_the_same(text in document()) {
            if let Some(node) = parse(&text) {
                prop_assert_eq!(Ok(node), by_all_rules(&text), "{:?}", text);
            }
        }
    }
}
