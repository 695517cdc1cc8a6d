//! What is wrong with a form, as lists of links to its fields.

use domain::request::fit::Mismatch;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

use super::template::Template;

/// A problem as the sender sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    pub field: String,
    pub message: String,
}

/// The problems in the order of the page, those of no field last.
pub(super) fn problem_list(template: &Template<'_>, problems: &[FieldProblem]) -> String {
    let mut list = String::new();
    let mut in_order: Vec<_> = problems.iter().map(|problem| (template.slot(&problem.field), problem)).collect();
    in_order.sort_by_key(|(slot, _)| slot.map_or(usize::MAX, |slot| template.place_of(slot)));
    for (slot, problem) in in_order {
        let label =
            template.wording().label(&problem.field).or_else(|| slot.and_then(|slot| template.wording().label(slot)));
        let names_question = template.wording().names_question(&problem.field, &problem.message);
        let sentence = match label.filter(|_| !names_question) {
            Some(label) if label.ends_with('?') => escape(&format!("{label} {}", problem.message)),
            Some(label) => escape(&format!("{label}: {}", problem.message)),
            None => escape(&problem.message),
        };
        list.push_str(&item(slot, &sentence));
    }
    list
}

pub(super) fn unfit_list(unfit: &[(Mismatch, String)]) -> String {
    unfit.iter().map(|(mismatch, sentence)| item(Some(mismatch.field()), &escape(sentence))).collect()
}

/// An item of a list, with a link to a field.
fn item(field: Option<&str>, sentence: &str) -> String {
    match field {
        Some(field) => format!("<li><a href=\"#field-{}\">{sentence}</a></li>", percent_encode(field)),
        None => format!("<li>{sentence}</li>"),
    }
}

/// A text as it may stand in HTML, between tags as well as in an attribute.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A field's name as the fragment of an address.
fn percent_encode(name: &str) -> PercentEncode<'_> {
    const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(name, RESERVED)
}
