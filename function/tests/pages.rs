//! Filling pages: whatever somebody typed comes back as text, and never as markup.

use std::collections::BTreeMap;

use function::load_site;
use function::page::{FieldProblem, Filling, Template};

use crate::support::{publish, write};

const PAGE: &str = "<!doctype html><html lang=en><head><title data-problem-title='Look:'>Form</title></head><body>\
    <div data-problems hidden><ul data-problem-list></ul></div>\
    <form><input name=line value='old'><input name=plain><textarea name=text>old</textarea>\
    <input type=checkbox name=box value='a &amp; b'>\
    <select name=choice><option value=''>-</option><option value='1'>one</option></select>\
    <select name=other><option value='1'>one</option></select>\
    <p data-problem=line hidden></p></form><p id=end>end</p>\
    <script type='application/json' id='messages'>{\"problems\": {}, \"labels\": {\"line\": \"Line <1>\"}}</script>\
    </body></html>";

fn typed(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn fill(filling: &Filling) -> String {
    Template::form(PAGE).fill(filling).expect("a filled page")
}

/// Undoes what must have been done to a text in HTML.
fn unescape(text: &str) -> String {
    let entities = BTreeMap::from([("lt", '<'), ("gt", '>'), ("quot", '"'), ("#39", '\''), ("amp", '&')]);
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let (name, behind) = after.split_once(';').expect("every ampersand begins an entity");
        plain.push(entities[name]);
        rest = behind;
    }
    plain + rest
}

fn between<'a>(html: &'a str, before: &str, after: &str) -> &'a str {
    let start = html.find(before).unwrap_or_else(|| panic!("{before} in {html:.2000}")) + before.len();
    let end = html[start..].find(after).expect("what comes behind");
    &html[start..start + end]
}

fn nasty_values() -> Vec<String> {
    let parts = [
        "</textarea><script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onfocus='alert(1)' autofocus='",
        "&amp;",
        "&lt;b&gt; &#60; &unknown &",
        "<!-- -->",
        "]]>",
        "\n\nfirst lines",
        "\u{202e}reversed\u{2028}\u{feff}",
        "名前 🧵 e\u{301}",
        "{{ 7 * 7 }} ${x} %s",
        "`$(id)`",
        "=1+1",
        "</title></select></form></body></html>",
    ];
    let mut values: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
    // Every pair, so that one text's end meets another's beginning.
    values.extend(parts.iter().flat_map(|left| parts.iter().map(move |right| format!("{left}{right}"))));
    values.push("<&\"'>é".repeat(9_000));
    values
}

#[test]
fn whatever_was_typed_comes_back_as_it_was_typed() {
    for value in nasty_values() {
        let typed = typed(&[("line", &value), ("text", &value), ("choice", &value), ("box", &value), (&value, &value)]);
        let html = fill(&Filling { typed: &typed, ..Filling::default() });
        assert_eq!(unescape(between(&html, "<input name=line value=\"", "\">")), value);
        let text = unescape(between(&html, "<textarea name=text>", "</textarea>"));
        // A browser drops the first line break of a text area.
        assert_eq!(text.strip_prefix('\n').filter(|_| value.starts_with('\n')).unwrap_or(&text), value);
        assert_eq!(html.matches("<script").count(), 1, "only the page's own");
        assert!(html.contains("<p id=end>end</p>"));
        assert!(!html.contains("<img") && !html.contains("<b>"));
    }
}

#[test]
fn problems_are_text_wherever_they_stand() {
    for value in nasty_values() {
        let told = |field: &str| FieldProblem { field: field.to_owned(), message: value.clone() };
        let problems = [told("line"), told(&value)];
        let html = fill(&Filling { problems: &problems, ..Filling::default() });
        assert_eq!(unescape(between(&html, "<p data-problem=line>", "</p>")), value);
        let list = between(&html, "<ul data-problem-list>", "</ul>");
        assert!(list.starts_with("<li><a href=\"#field-line\">Line &lt;1&gt;: "));
        assert_eq!(unescape(between(list, "Line &lt;1&gt;: ", "</a></li>")), value);
        assert_eq!(unescape(between(list, "</a></li><li>", "</li>")), value);
        assert_eq!(html.matches("<script").count(), 1);
    }
}

#[test]
fn boxes_and_choices_are_set_by_their_values() {
    let html = fill(&Filling { typed: &typed(&[("box", "a & b"), ("choice", "1")]), ..Filling::default() });
    assert!(between(&html, "name=box", ">").contains("checked"));
    assert!(between(&html, "<select name=choice>", "</select>").contains("value='1' selected"));
    assert!(!between(&html, "<select name=other>", "</select>").contains("selected"));
    assert!(html.contains("<input name=line value='old'>"), "what was not posted stays");
}

#[test]
fn nothing_to_put_in_leaves_the_page_as_it_was() {
    assert_eq!(fill(&Filling::default()), PAGE);
}

#[test]
fn a_page_that_can_t_be_filled_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    publish(folder.path());
    assert!(load_site(folder.path()).is_ok());
    write(folder.path(), "ca/join/index.html", "<p>");
    let error = load_site(folder.path()).err().expect("an error").to_string();
    assert!(error.contains("ca/join/index.html: the page has no element with data-problem-list"), "{error}");
}
