//! YAML as content files have it: plain words plain, everything else between double quotes, a text of several lines as
//! a block, short groups on one line.
//!
//! Whatever a text from a form holds, it is one text to whoever reads the file: it gets there by [`scalar`] and
//! [`Yaml::text`] alone, and into a comment by [`Yaml::remark`].

use crate::text::{LanguageTag, LocalizedText};
use crate::validate::is_hidden;
use crate::vocabulary::Code;

/// Columns of a comment.
const WIDTH: usize = 110;
/// Where a remark behind a value begins, as in the files that `matchmaker new` writes.
const REMARK: usize = 23;

/// Words that YAML 1.1 or 1.2 reads as something else than a text.
const RESERVED: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];

/// A document while it is being written. `depth` is the number of spaces before a line.
pub(super) struct Yaml {
    written: String,
    /// Plain texts are in this language.
    language: LanguageTag,
}

impl Yaml {
    pub(super) fn new(schema: &str, language: &LanguageTag) -> Self {
        let written = format!("# yaml-language-server: $schema=../schemas/{schema}.schema.json\n");
        Self { written, language: language.clone() }
    }

    pub(super) fn into_text(self) -> String {
        self.written
    }

    /// A comment of its own, on as many lines as it needs.
    pub(super) fn remark(&mut self, depth: usize, text: &str) {
        for paragraph in text.split(is_line_end) {
            let mut line = String::new();
            for word in paragraph.split_whitespace().map(harmless) {
                if !line.is_empty() && depth + line.chars().count() + word.chars().count() + 3 > WIDTH {
                    self.line(depth, &format!("# {line}"));
                    line.clear();
                }
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(&word);
            }
            if !line.is_empty() {
                self.line(depth, &format!("# {line}"));
            }
        }
    }

    /// One line, which is YAML already.
    pub(super) fn line(&mut self, depth: usize, line: &str) {
        self.written.extend(std::iter::repeat_n(' ', depth));
        self.written.push_str(line);
        self.written.push('\n');
    }

    /// A key with a value that is YAML already.
    pub(super) fn value(&mut self, depth: usize, key: &str, value: &str) {
        let gap = if value.is_empty() { "" } else { " " };
        self.line(depth, &format!("{key}:{gap}{value}"));
    }

    /// A key with true or false, where that is known.
    pub(super) fn flag(&mut self, depth: usize, key: &str, flag: Option<bool>) {
        if let Some(flag) = flag {
            self.value(depth, key, if flag { "true" } else { "false" });
        }
    }

    /// A key with a list of codes, where there are any.
    pub(super) fn codes<T>(&mut self, depth: usize, key: &str, list: &[Code<T>]) {
        if !list.is_empty() {
            self.value(depth, key, &codes(list));
        }
    }

    /// The same with a remark behind it.
    pub(super) fn remarked(&mut self, depth: usize, key: &str, value: &str, remark: &str) {
        let gap = if value.is_empty() { "" } else { " " };
        let beginning = format!("{key}:{gap}{value}");
        self.line(
            depth,
            &format!(
                "{beginning:<width$}# {remark}",
                width = REMARK.saturating_sub(depth).max(beginning.chars().count() + 1)
            ),
        );
    }

    /// A key with a text.
    pub(super) fn text(&mut self, depth: usize, key: &str, text: &LocalizedText) {
        self.entry(depth, &format!("{key}:"), depth + 2, text);
    }

    /// A key with a text, where there is one.
    pub(super) fn optional(&mut self, depth: usize, key: &str, text: Option<&LocalizedText>) {
        if let Some(text) = text {
            self.text(depth, key, text);
        }
    }

    /// The first key of a group in a list, with a text.
    pub(super) fn first(&mut self, depth: usize, key: &str, text: &LocalizedText) {
        self.entry(depth, &format!("- {key}:"), depth + 4, text);
    }

    /// A text in a list.
    pub(super) fn item(&mut self, depth: usize, text: &LocalizedText) {
        self.entry(depth, "-", depth + 2, text);
    }

    fn entry(&mut self, depth: usize, opening: &str, below: usize, text: &LocalizedText) {
        let only = text.iter().count() == 1;
        if only && text.iter().all(|(language, _)| *language == self.language) {
            self.written_text(depth, opening, below, text.original());
        } else if only && !fits_a_block(text.original()) {
            let (language, words) =
                (scalar(text.iter().next().map_or("", |(language, _)| language.as_str())), text.original());
            self.line(depth, &format!("{opening} {{{language}: {}}}", quoted(words)));
        } else {
            self.line(depth, opening);
            for (language, words) in text.iter() {
                self.written_text(below, &format!("{}:", scalar(language.as_str())), below + 2, words);
            }
        }
    }

    fn written_text(&mut self, depth: usize, opening: &str, below: usize, text: &str) {
        if !fits_a_block(text) {
            return self.line(depth, &format!("{opening} {}", scalar(text)));
        }
        self.line(depth, &format!("{opening} |-"));
        for line in text.split('\n') {
            let depth = if line.is_empty() { 0 } else { below };
            self.line(depth, line);
        }
    }
}

/// A text as one value on one line.
pub(super) fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// A list of codes on one line.
pub(super) fn codes<T>(codes: &[Code<T>]) -> String {
    let codes: Vec<String> = codes.iter().map(|code| scalar(code.as_str())).collect();
    format!("[{}]", codes.join(", "))
}

/// Whether a text can stand without quotes, on its own and within a group or a list on one line: words with a few
/// signs between them, and nothing that could be a number, a day or a word of YAML.
fn is_plain(text: &str) -> bool {
    let inside = |character: char| {
        character.is_alphanumeric() || matches!(character, ' ' | '-' | '.' | '/' | '\'' | '’' | '(' | ')')
    };
    text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(inside)
        && !RESERVED.contains(&text.to_lowercase().as_str())
}

/// Whether a text is best read as a block: several lines, all of them as they stand.
fn fits_a_block(text: &str) -> bool {
    let whole = |line: &str| {
        line.trim_end().len() == line.len()
            && !line.chars().any(|character| character == '\t' || needs_escape(character))
    };
    text.contains('\n')
        && !text.ends_with('\n')
        && !text.starts_with(char::is_whitespace)
        && text.split('\n').all(whole)
}

fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// What an editor's program would not show, or show in another place, or what YAML takes for the end of a line.
fn needs_escape(character: char) -> bool {
    is_hidden(character)
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A word of a comment, without what needs an escape: a comment has none.
fn harmless(word: &str) -> String {
    word.chars().map(|character| if needs_escape(character) { '\u{b7}' } else { character }).collect()
}

fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            hidden if needs_escape(hidden) => {
                let code = u32::from(hidden);
                quoted.push_str(&if code > 0xffff { format!("\\U{code:08x}") } else { format!("\\u{code:04x}") });
            }
            plain => quoted.push(plain),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::{Yaml, scalar};
    use crate::text::{LanguageTag, LocalizedText};

    #[test]
    fn words_stand_plain_and_everything_else_is_quoted() {
        for plain in ["Ghent", "job-shadowing", "Institut de Logística", "St. John’s (north)", "名前"] {
            assert_eq!(scalar(plain), plain);
        }
        for (text, written) in [
            ("104", r#""104""#),
            ("NO", r#""NO""#),
            ("a: b", r#""a: b""#),
            ("one, two", r#""one, two""#),
            ("- x", r#""- x""#),
            ("", r#""""#),
            ("say \"hello\" \\", r#""say \"hello\" \\""#),
            ("a\u{202a}b\u{202c}\u{85}", r#""a\u202ab\u202c\u0085""#),
            ("Ghent ", r#""Ghent ""#),
        ] {
            assert_eq!(scalar(text), written);
        }
    }

    #[test]
    fn texts_of_several_lines_are_blocks_and_other_languages_are_named() {
        let (english, norwegian) = (LanguageTag::english(), LanguageTag::parse("no").expect("a tag"));
        let mut yaml = Yaml::new("offer", &english);
        yaml.text(0, "costs", &LocalizedText::new(english.clone(), "Meals:\n\n  about 10 euros"));
        yaml.text(0, "title", &LocalizedText::new(norwegian.clone(), "Ved sjøen"));
        yaml.item(2, &LocalizedText::new(norwegian, "én\nto").with(english, "One, two"));
        assert_eq!(
            yaml.into_text(),
            "# yaml-language-server: $schema=../schemas/offer.schema.json\n\
             costs: |-\n  Meals:\n\n    about 10 euros\n\
             title: {\"no\": \"Ved sjøen\"}\n\
             \x20 -\n    \"no\": |-\n      én\n      to\n    en: \"One, two\"\n"
        );
    }

    #[test]
    fn a_comment_never_leaves_its_line() {
        let mut yaml = Yaml::new("offer", &LanguageTag::english());
        yaml.remark(2, &format!("Monday\u{2028}title: stolen\r\u{1b}[2J {}", "word ".repeat(30)));
        let text = yaml.into_text();
        assert!(
            text.lines().all(|line| line.trim_start().starts_with('#') && line.chars().count() <= super::WIDTH),
            "{text}"
        );
        assert!(!text.contains('\u{1b}') && text.lines().count() == 5, "{text}");
    }
}
