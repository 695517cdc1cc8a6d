//! What a template asks for in the same words on every page is put into it before it is compiled: `{{ t(key="home") }}`
//! becomes the word, `{{ asset(path="site.css") }}` the address. A head and a foot of a page are then mostly plain text.
//!
//! Only calls with one text for an argument are looked at. What can't be answered stays as it is, so that the mistake is
//! told when the template is used, with its place.

use tera::escape_html;

/// What stands before and after what a template calculates.
const OPENINGS: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];

/// A call with one text: a function's name, its argument's name, and the text.
pub type Call<'t> = (&'t str, &'t str, &'t str);

/// A template with its calls answered, as far as `answer` knows one.
pub fn fold(template: &str, answer: impl Fn(Call) -> Option<String>) -> String {
    // Within `raw`, nothing is calculated.
    if template.contains("raw %}") || template.contains("raw -%}") {
        return template.to_owned();
    }
    let mut folded = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        let (before, tag) = rest.split_at(start);
        folded.push_str(before);
        let Some((tag, after)) = tag_of(tag) else {
            folded.push('{');
            rest = &tag[1..];
            continue;
        };
        rest = after;
        match plain_call(tag).and_then(&answer).and_then(|text| as_content(&text)) {
            Some(content) => folded.push_str(&content),
            None if tag.starts_with("{#") => folded.push_str(tag),
            None => fold_tag(tag, &answer, &mut folded),
        }
    }
    folded.push_str(rest);
    folded
}

/// A tag at the beginning of a text, and what follows it.
fn tag_of(text: &str) -> Option<(&str, &str)> {
    let (opening, closing) = OPENINGS.into_iter().find(|(opening, _)| text.starts_with(opening))?;
    let mut quotes = Quotes::default();
    for (place, letter) in text.char_indices().skip(opening.len()) {
        // A comment has no texts, only quotation marks.
        let quoted = opening != "{#" && quotes.hold(letter);
        if !quoted && text[place..].starts_with(closing) {
            return Some(text.split_at(place + closing.len()));
        }
    }
    None
}

/// Where a tag's texts begin and end.
#[derive(Default)]
struct Quotes {
    open: Option<char>,
    escaped: bool,
}

impl Quotes {
    /// Whether the next letter is part of a text or a mark around it.
    fn hold(&mut self, letter: char) -> bool {
        match self.open {
            Some(_) if self.escaped => self.escaped = false,
            Some(_) if letter == '\\' => self.escaped = true,
            Some(mark) if letter == mark => {
                self.open = None;
                return true;
            }
            Some(_) => {}
            None => self.open = matches!(letter, '"' | '\'' | '`').then_some(letter),
        }
        self.open.is_some()
    }
}

/// The call that is all there is of a tag.
fn plain_call(tag: &str) -> Option<Call<'_>> {
    let inner = tag.strip_prefix("{{")?.strip_suffix("}}")?.trim();
    let (call, length) = call_at(inner)?;
    (length == inner.len()).then_some(call)
}

/// A call with one text at the beginning of a text, and its length.
fn call_at(text: &str) -> Option<(Call<'_>, usize)> {
    let (function, arguments) = text.split_once('(')?;
    let (argument, value) = arguments.split_once("=\"")?;
    let (value, after) = value.split_once('"')?;
    let rest = after.strip_prefix(')')?;
    let named = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    (named(function) && named(argument) && !value.contains('\\'))
        .then_some(((function, argument, value), text.len() - rest.len()))
}

/// Copies a tag, with a text in place of each call within it.
fn fold_tag(tag: &str, answer: impl Fn(Call) -> Option<String>, folded: &mut String) {
    let mut quotes = Quotes::default();
    let mut last = ' ';
    let mut rest = tag;
    while let Some(letter) = rest.chars().next() {
        // A name begins here, and is not the end of a longer one.
        let begins = quotes.open.is_none()
            && letter.is_ascii_lowercase()
            && !(last.is_alphanumeric() || matches!(last, '_' | '.'));
        let call = begins.then(|| call_at(rest)).flatten();
        if let Some((call, length)) = call
            && let Some(text) = answer(call)
        {
            folded.push('"');
            folded.push_str(&text.replace('\\', "\\\\").replace('"', "\\\""));
            folded.push('"');
            (last, rest) = (')', &rest[length..]);
            continue;
        }
        quotes.hold(letter);
        folded.push(letter);
        (last, rest) = (letter, &rest[letter.len_utf8()..]);
    }
}

/// A text as it stands in a page; none, if a template could not hold it.
fn as_content(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    escape_html(text, &mut bytes).ok()?;
    let content = String::from_utf8(bytes).ok()?;
    // An opening brace could join the one that follows.
    (!content.contains('{')).then_some(content)
}

#[cfg(test)]
mod tests {
    use super::{Call, fold};

    fn answer(call: Call) -> Option<String> {
        match call {
            ("t", "key", "home") => Some("Home & \"hearth\"".to_owned()),
            ("page", "path", "offers/") => Some("/en/offers/".to_owned()),
            _ => None,
        }
    }

    #[test]
    fn what_is_always_the_same_becomes_text() {
        let template = "<a href=\"{{ page(path=\"offers/\") }}\">{{ t(key=\"home\") }}</a>{{ t(key=\"other\") }}";
        let folded = "<a href=\"/en/offers/\">Home &amp; &quot;hearth&quot;</a>{{ t(key=\"other\") }}";
        assert_eq!(fold(template, answer), folded);
    }

    #[test]
    fn within_a_tag_it_becomes_a_text_of_the_tag() {
        let tag = "{{<crumbs trail={[{\"label\": t(key=\"home\"), \"address\": page(path=\"offers/\")}]} here=\"t(key='home')\"/>}}";
        let folded = "{{<crumbs trail={[{\"label\": \"Home & \\\"hearth\\\"\", \"address\": \"/en/offers/\"}]} here=\"t(key='home')\"/>}}";
        assert_eq!(fold(tag, answer), folded);
    }

    #[test]
    fn what_differs_from_page_to_page_stays() {
        for template in [
            "{{ t(key=\"home\", count=list.total) }}",
            "{{ t(key=\"home-\" ~ facet) }}",
            "{{ start(key=\"home\") }}",
            "{% if \"t(key=\" == x %}{ {{ y.t(key=\"home\") }}{% endif %}",
            "{# {{ t(key=\"home\") }} isn't said #}{",
            "{% raw %}{{ t(key=\"home\") }}{% endraw %}",
        ] {
            assert_eq!(fold(template, answer), template);
        }
    }
}
