//! Puts what a template asks for in the same words on every page into it before it is compiled: `{{ t(key="home") }}`
//! becomes the word, `{{ asset(path="site.css") }}` the address. A head and a foot of a page are then mostly plain text.
//!
//! Only calls with one text for an argument are folded. What can't be answered stays as it is, so that the mistake is
//! reported with its place when the template is used.

use std::ops::Range;

use tera::escape_html;

use super::tokens::{Placed, Token, tags};

/// A call with one text: a function's name, its argument's name, and the text.
pub type Call<'t> = (&'t str, &'t str, &'t str);

/// The tokens of a call.
const CALL_LENGTH: usize = 6;

/// Returns a template with its calls answered, as far as `answer` knows one.
pub fn fold(template: &str, answer: impl Fn(Call) -> Option<String>) -> String {
    let mut folded = String::with_capacity(template.len());
    let mut end = 0;
    for tag in tags(template) {
        for (position, tokens) in tag.tokens.windows(CALL_LENGTH).enumerate() {
            let before = position.checked_sub(1).map(|before| tag.tokens[before].0);
            if matches!(before, Some(Token::Sign("." | "?."))) {
                continue;
            }
            let Some((call, range)) = call_of(tokens) else { continue };
            let Some(text) = answer(call) else { continue };
            let is_all = tag.is_value && tag.tokens.len() == CALL_LENGTH;
            let (range, text) = match as_content(&text).filter(|_| is_all) {
                Some(content) => (tag.range.clone(), content),
                None => (range, format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))),
            };
            folded.push_str(&template[end..range.start]);
            folded.push_str(&text);
            end = range.end;
        }
    }
    folded.push_str(&template[end..]);
    folded
}

/// The call that tokens are, and its bytes.
fn call_of<'t>(tokens: &[Placed<'t>]) -> Option<(Call<'t>, Range<usize>)> {
    use Token::{Name, Sign, Text};
    match *tokens {
        [
            (Name(function), start),
            (Sign("("), _),
            (Name(argument), _),
            (Sign("="), _),
            (Text(text), _),
            (Sign(")"), end),
        ] if !text.contains('\\') => Some(((function, argument, text), start..end + 1)),
        _ => None,
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
            "{%- raw -%}{{ t(key=\"home\") }}{% endraw %}",
        ] {
            assert_eq!(fold(template, answer), template);
        }
    }
}
