//! The tags of a template as tokens. Tera checked the syntax before, so anything unusual is passed over.

use std::ops::Range;

/// A piece of a tag.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Token<'t> {
    /// A name or a keyword.
    Name(&'t str),
    /// A text without its quotes, as it was written.
    Text(&'t str),
    Number,
    /// An operator or a bracket.
    Sign(&'t str),
}

/// A token and its first byte.
pub type Placed<'t> = (Token<'t>, usize);

/// A tag: what it calculates, or what it does.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag<'t> {
    /// Whether it is `{{ … }}`.
    pub is_value: bool,
    /// Its bytes in the template.
    pub range: Range<usize>,
    /// What stands in it.
    pub tokens: Vec<Placed<'t>>,
}

/// Signs of several characters, the longest first.
const SIGNS: [&str; 9] = ["...", "?.", "==", "!=", ">=", "<=", "//", "**", "</"];

/// The tags of a template, without comments and what stands within `raw`.
pub fn tags(template: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut place = 0;
    while let Some(start) = template[place..].find('{').map(|start| place + start) {
        let opening = template.get(start..start + 2).unwrap_or_default();
        let closing = match opening {
            "{{" => "}}",
            "{%" => "%}",
            "{#" => {
                place = template[start..].find("#}").map_or(template.len(), |end| start + end + 2);
                continue;
            }
            _ => {
                place = start + 1;
                continue;
            }
        };
        let (tokens, end) = tokens(template, start + 2, closing);
        place = end;
        let words = tokens.iter().map(|(token, _)| *token).filter(|token| *token != Token::Sign("-"));
        if words.eq([Token::Name("raw")]) {
            let rest = &template[place..];
            let end = rest.find("endraw").and_then(|at| rest[at..].find("%}").map(|end| at + end + 2));
            place += end.unwrap_or(rest.len());
            continue;
        }
        tags.push(Tag { is_value: closing == "}}", range: start..end, tokens });
    }
    tags
}

/// The tokens from a byte on, up to the end of the tag, and the byte behind it.
fn tokens<'t>(template: &'t str, start: usize, closing: &str) -> (Vec<Placed<'t>>, usize) {
    let mut tokens = Vec::new();
    let mut place = start;
    // Braces within a tag: the second of `}}` may close a map and not the tag.
    let mut braces = 0;
    while let Some(first) = template[place..].chars().next() {
        let rest = &template[place..];
        if braces == 0 && rest.starts_with(closing) {
            return (tokens, place + closing.len());
        }
        let length = if first.is_alphabetic() || first == '_' {
            let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
            tokens.push((Token::Name(&rest[..length]), place));
            length
        } else if first.is_ascii_digit() {
            let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            tokens.push((Token::Number, place));
            length
        } else if matches!(first, '"' | '\'' | '`') {
            let length = text_length(rest, first);
            tokens.push((Token::Text(rest.get(1..length - 1).unwrap_or_default()), place));
            length
        } else if first.is_whitespace() {
            first.len_utf8()
        } else {
            let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign));
            let length = sign.map_or(first.len_utf8(), str::len);
            tokens.push((Token::Sign(&rest[..length]), place));
            length
        };
        match first {
            '{' => braces += 1,
            '}' if braces > 0 => braces -= 1,
            _ => {}
        }
        place += length;
    }
    (tokens, template.len())
}

/// The length of a text with its quotes.
fn text_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (place, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == quote => return place + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{Tag, Token, tags};

    #[test]
    fn tags_are_found_whatever_stands_in_their_texts() {
        let template =
            "{# {{ no }} #}{ {{ a.b | f(x=\"}}\") }}{% raw %}{{ no }}{% endraw %}{% if b %}{{<c d={[{\"e\": f}]}/>}}";
        let names: Vec<Vec<&str>> = tags(template)
            .iter()
            .map(|Tag { tokens, .. }| {
                let name = |token: &(Token<'_>, usize)| match token.0 {
                    Token::Name(name) => template.get(token.1..token.1 + name.len()),
                    _ => None,
                };
                tokens.iter().filter_map(name).collect()
            })
            .collect();
        assert_eq!(names, [vec!["a", "b", "f", "x"], vec!["if", "b"], vec!["c", "d", "f"]]);
    }
}
