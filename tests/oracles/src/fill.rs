//! Filling in: whatever was typed comes back as it was typed, and nothing else changes.

use domain::case::Reference;
use domain::request::Form;
use function::page::{FieldProblem, Filling, Template};
use scraper::Html;

use crate::Bench;
use crate::page::{Outline, Values, values};

impl Bench {
    /// Fills a form's page, and judges it. The first line names the form and a notice; each other line is a field,
    /// `name=value` as a form encodes it, or with `!` before it a problem and its sentence.
    pub fn fill(&self, input: &[u8]) {
        let (head, rest) = split_once(input, b'\n');
        let head = String::from_utf8_lossy(head);
        let mut head = head.split(' ');
        let form = head.next().and_then(Form::from_code).unwrap_or(Form::FindAHost);
        let notice = head.next();
        let mut typed = Vec::new();
        let mut problems = Vec::new();
        for line in rest.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let (line, is_problem) = line.strip_prefix(b"!").map_or((line, false), |line| (line, true));
            for (name, value) in form_urlencoded::parse(line).into_owned().take(200) {
                if is_problem {
                    problems.push(FieldProblem { field: name, message: value });
                } else {
                    typed.push((name, value));
                }
            }
        }
        self.judge(form, &typed, &problems, notice);
    }

    fn judge(&self, form: Form, typed: &[(String, String)], problems: &[FieldProblem], notice: Option<&str>) {
        let template = Template::form(self.published.pages(self.published.default_language()).form(form));
        let reference = Reference::parse("MM-7K3M-9QPD-2XWV");
        let filling = Filling { typed, problems, notice, reference: reference.as_ref(), ..Filling::default() };
        let html = template.fill(&filling).expect("a page that was loaded can be filled");
        let document = Html::parse_document(&html);
        let bare = &self.outlines[form as usize];
        if let Some((bare, filled)) = bare.difference(&Outline::of(&document)) {
            panic!("the page is another one:\n  bare:   {bare}\n  filled: {filled}");
        }
        judge_values(&self.values[form as usize], &values(&document), typed);
        // Filled in again, what was typed is the same.
        let typed_only = Filling { typed, ..Filling::default() };
        let once = template.fill(&typed_only).expect("a page");
        let page = Template::form(&once);
        page.check().expect("a filled page is a page");
        let again = page.fill(&typed_only).expect("a page");
        assert_eq!(again, once, "filled in twice is not filled in once");
    }
}

/// Each field holds what was typed, or what the page had before.
fn judge_values(before: &Values, after: &Values, typed: &[(String, String)]) {
    let of = |name: &str| -> Vec<String> {
        typed.iter().filter(|(known, _)| known == name).map(|(_, value)| as_parsed(value)).collect()
    };
    for (name, text) in &after.texts {
        // The time that the form took is measured anew.
        let wanted = if name == "elapsed" { None } else { of(name).into_iter().next() };
        assert_eq!(*text, wanted.unwrap_or_else(|| before.texts[name].clone()), "the field {name}");
    }
    let any = typed.iter().any(|(name, _)| name != "elapsed");
    for (choice, before) in after.choices.iter().zip(&before.choices) {
        let values = of(&choice.name);
        // A box that nobody ticked is not posted; of a list, something always is.
        let posted = !values.is_empty() || (any && !choice.in_list);
        let wanted = if posted { values.contains(&choice.value) } else { before.set };
        assert_eq!(choice.set, wanted, "{choice:?}");
    }
}

/// A text as a browser reads it from a page: with line breaks of one kind, and a sign of loss where NUL was.
fn as_parsed(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}")
}

pub(crate) fn split_once(input: &[u8], at: u8) -> (&[u8], &[u8]) {
    match input.iter().position(|byte| *byte == at) {
        Some(position) => (&input[..position], &input[position + 1..]),
        None => (input, &[]),
    }
}
