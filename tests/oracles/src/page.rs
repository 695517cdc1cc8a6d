//! Pages, read by a browser's rules (html5ever), and compared.

use std::collections::BTreeMap;

use scraper::node::Node;
use scraper::{ElementRef, Html, Selector};

/// What a page is made of, without what may be put into it: the values of its fields, problems, notices and a reference.
/// Two pages with one outline differ in nothing that a browser would do.
#[derive(Debug, PartialEq, Eq)]
pub struct Outline(Vec<String>);

/// Attributes that filling in may set or remove.
const FILLED: [&str; 5] = ["aria-invalid", "checked", "hidden", "selected", "value"];

impl Outline {
    /// The outline of a page.
    pub fn of(document: &Html) -> Self {
        let mut lines = Vec::new();
        write(document.root_element(), &mut lines);
        Self(lines)
    }

    /// The first line in which it differs from another.
    pub fn difference<'o>(&'o self, other: &'o Outline) -> Option<(&'o str, &'o str)> {
        let line = |outline: &'o Outline, number: usize| outline.0.get(number).map_or("(the end)", String::as_str);
        let longest = self.0.len().max(other.0.len());
        (0..longest).map(|number| (line(self, number), line(other, number))).find(|(one, two)| one != two)
    }
}

fn write(element: ElementRef, lines: &mut Vec<String>) {
    let value = element.value();
    // A box's value is the page's own; that of other fields may have been typed.
    let kept = value.attrs().filter(|(name, _)| !FILLED.contains(name) || (*name == "value" && is_box(element)));
    let mut attributes: Vec<String> = kept.map(|(name, value)| format!("{name}={value:?}")).collect();
    attributes.sort();
    lines.push(format!("<{} {}>", value.name(), attributes.join(" ")));
    if value.attr("data-problem-list").is_some() {
        judge_list(element);
    } else if value.attr("data-problem").is_some()
        || value.attr("data-reference").is_some()
        || value.name() == "textarea"
    {
        assert!(element.children().all(|child| matches!(child.value(), Node::Text(_))), "markup where text belongs");
    } else if value.attr("data-problem-title").is_some() {
        let text: String = element.text().collect();
        let prefix = value.attr("data-problem-title").unwrap_or_default();
        lines.push(text.trim_start_matches(prefix).trim().to_owned());
    } else {
        for child in element.children() {
            match child.value() {
                Node::Text(text) => lines.push(text.to_string()),
                Node::Comment(comment) => lines.push(format!("<!--{}-->", &**comment)),
                _ => {}
            }
            if let Some(child) = ElementRef::wrap(child) {
                write(child, lines);
            }
        }
    }
    lines.push(format!("</{}>", value.name()));
}

fn is_box(element: ElementRef) -> bool {
    let value = element.value();
    value.name() == "option" || matches!(value.attr("type"), Some("checkbox" | "radio" | "submit"))
}

/// The summary of problems is a list of sentences, each with at most a link to a field of the page.
fn judge_list(list: ElementRef) {
    for entry in list.child_elements() {
        assert_eq!(entry.value().name(), "li");
        assert_eq!(entry.value().attrs().count(), 0);
        for part in entry.child_elements() {
            assert_eq!(part.value().name(), "a");
            assert!(part.value().attrs().all(|(name, value)| name == "href" && value.starts_with("#field-")));
            assert_eq!(part.child_elements().count(), 0, "markup in a sentence");
        }
    }
}

/// What the fields of a page hold.
#[derive(Debug, Default)]
pub struct Values {
    /// Texts, by the names of their fields.
    pub texts: BTreeMap<String, String>,
    /// Boxes, and entries of lists.
    pub choices: Vec<Choice>,
}

/// A box to tick, or an entry of a list.
#[derive(Debug)]
pub struct Choice {
    pub name: String,
    pub value: String,
    pub in_list: bool,
    pub set: bool,
}

/// What the fields of a page hold.
pub fn values(document: &Html) -> Values {
    let mut values = Values::default();
    let all = Selector::parse("input[name], textarea[name], select[name] option").expect("a selector");
    for element in document.select(&all) {
        let tag = element.value().name();
        let attribute = |name: &str| element.value().attr(name).unwrap_or_default().to_owned();
        let has = |name: &str| element.value().attr(name).is_some();
        match (tag, element.value().attr("type")) {
            ("option", _) => {
                let mut above = element.ancestors().filter_map(ElementRef::wrap);
                let list = above.find(|above| above.value().name() == "select").expect("a list");
                let name = list.value().attr("name").unwrap_or_default().to_owned();
                values.choices.push(Choice { name, value: attribute("value"), in_list: true, set: has("selected") });
            }
            (_, Some("checkbox" | "radio")) => {
                let value = if has("value") { attribute("value") } else { "on".to_owned() };
                values.choices.push(Choice { name: attribute("name"), value, in_list: false, set: has("checked") });
            }
            ("textarea", _) => {
                values.texts.insert(attribute("name"), element.text().collect());
            }
            _ => {
                values.texts.insert(attribute("name"), attribute("value"));
            }
        }
    }
    values
}
