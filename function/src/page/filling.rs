//! What is put into a page, and where: one pass over its elements.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use domain::case::Reference;
use domain::request::Form;
use domain::request::fit::Mismatch;
use lol_html::html_content::{ContentType, Element};
use lol_html::{HandlerResult, RewriteStrSettings, element, end_tag, rewrite_str};

use super::asked::AskedOffer;
use super::lists::{FieldProblem, escape, problem_list, unfit_list};
use super::template::{Template, TemplateError};

/// What is put into a page.
#[derive(Debug, Default)]
pub struct Filling<'a> {
    /// Names and values as they were posted; none leaves the fields as the page has them.
    pub typed: &'a [(String, String)],
    /// What is wrong, in the order of the form.
    pub problems: &'a [FieldProblem],
    /// Which of the page's notices to show.
    pub notice: Option<&'a str>,
    pub reference: Option<&'a Reference>,
    /// The form that a page after sending is about.
    pub form: Option<Form>,
    pub is_demonstration: bool,
    pub asked: Option<&'a AskedOffer>,
    /// What of the request does not fit it: the codes, and a sentence for each.
    pub unfit: &'a [(Mismatch, String)],
}

/// The fields that script fills: a new page measures anew how long the form took, and calculates anew.
const OF_SCRIPT: [&str; 2] = ["elapsed", Form::PROOF];

impl Template<'_> {
    /// The page with everything in its place.
    ///
    /// # Errors
    /// If the page can't be read; it could be when it was loaded, so this is not to be expected.
    pub fn fill(&self, filling: &Filling<'_>) -> Result<String, TemplateError> {
        let typed = posted_values(filling.typed);
        let mut beside: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for problem in filling.problems {
            if let Some(slot) = self.slot(&problem.field) {
                beside.entry(slot).or_default().push(&problem.message);
            }
        }
        let list = problem_list(self, filling.problems);
        let has_problems = !list.is_empty() || filling.notice.is_some() || !filling.unfit.is_empty();
        let is_demonstration = filling.is_demonstration || filling.asked.is_some_and(|asked| asked.demo);
        let inside_select: Rc<RefCell<Option<String>>> = Rc::default();

        let settings = RewriteStrSettings::new()
            .append_element_content_handler(element!("input[name], select[name], textarea[name]", |element| {
                if name_of(element).is_some_and(|name| beside.contains_key(name.as_str())) {
                    element.set_attribute("aria-invalid", "true")?;
                }
                Ok(())
            }))
            .append_element_content_handler(element!("input[name]", |element| fill_input(element, &typed)))
            .append_element_content_handler(element!("textarea[name]", |element| {
                if let Some(value) = name_of(element).and_then(|name| first(&typed, &name)) {
                    // HTML drops a line break that stands right behind the start tag.
                    let line_break = if value.starts_with(['\n', '\r']) { "\n" } else { "" };
                    element.set_inner_content(&format!("{line_break}{value}"), ContentType::Text);
                }
                Ok(())
            }))
            .append_element_content_handler(element!("select[name]", |element| {
                *inside_select.borrow_mut() = name_of(element);
                let inside_select = Rc::clone(&inside_select);
                element.on_end_tag(end_tag!(move |_end| {
                    *inside_select.borrow_mut() = None;
                    Ok(())
                }))
            }))
            .append_element_content_handler(element!("select[name] option[value]", |element| {
                if let Some(values) = inside_select.borrow().as_deref().and_then(|name| typed.get(name)) {
                    set_flag(element, "selected", values)?;
                }
                Ok(())
            }))
            .append_element_content_handler(element!("[data-problem]", |element| {
                if let Some(messages) = element.get_attribute("data-problem").and_then(|name| beside.get(name.as_str()))
                {
                    element.set_inner_content(&messages.join(" "), ContentType::Text);
                    element.remove_attribute("hidden");
                }
                Ok(())
            }))
            .append_element_content_handler(element!("[data-problems]", |element| show_if(element, !list.is_empty())))
            .append_element_content_handler(element!("[data-problem-list]", |element| {
                if !list.is_empty() {
                    element.set_inner_content(&list, ContentType::Html);
                }
                Ok(())
            }))
            .append_element_content_handler(element!("title[data-problem-title]", |element| {
                // The attribute is the page's own and already escaped, unlike all else that is put in.
                if let Some(prefix) = element.get_attribute("data-problem-title").filter(|_| has_problems) {
                    element.prepend(&format!("{} ", prefix.trim_end()), ContentType::Html);
                }
                Ok(())
            }))
            .append_element_content_handler(element!("[data-outcome]", |element| {
                let is_shown =
                    filling.notice.is_some() && element.get_attribute("data-outcome").as_deref() == filling.notice;
                show_if(element, is_shown)
            }))
            .append_element_content_handler(element!("[data-of-form]", |element| {
                let of_form = element.get_attribute("data-of-form");
                show_if(element, filling.form.is_some_and(|form| of_form.as_deref() == Some(form.code())))
            }))
            .append_element_content_handler(element!("[data-demonstration]", |element| show_if(
                element,
                is_demonstration
            )))
            .append_element_content_handler(element!("[data-asked]", |element| {
                if let Some(asked) = filling.asked {
                    element.remove_attribute("hidden");
                    element.set_attribute("data-asked", &escape(&asked.conditions.to_string()))?;
                }
                Ok(())
            }))
            .append_element_content_handler(element!("[data-asked-link]", |element| {
                if let Some(asked) = filling.asked {
                    let list = element.get_attribute("href").unwrap_or_default();
                    element.set_attribute("href", &format!("{list}{}/", asked.slug))?;
                    element.set_inner_content(&asked.title, ContentType::Text);
                }
                Ok(())
            }))
            .append_element_content_handler(element!("[data-asked-part]", |element| {
                let part = element.get_attribute("data-asked-part").unwrap_or_default();
                if let Some(text) = filling.asked.and_then(|asked| asked.part(&part)) {
                    element.set_inner_content(text, ContentType::Text);
                }
                Ok(())
            }))
            .append_element_content_handler(element!("[data-unfit]", |element| show_if(
                element,
                !filling.unfit.is_empty()
            )))
            .append_element_content_handler(element!("[data-unfit-list]", |element| {
                if !filling.unfit.is_empty() {
                    element.set_inner_content(&unfit_list(filling.unfit), ContentType::Html);
                }
                Ok(())
            }))
            .append_element_content_handler(element!("input[name]", |element| {
                // Sent once more, the request says that its sender knows.
                if name_of(element).as_deref() == Some(Form::UNFIT) && !filling.unfit.is_empty() {
                    let codes: Vec<&str> = filling.unfit.iter().map(|(mismatch, _)| mismatch.code()).collect();
                    element.set_attribute("value", &codes.join(","))?;
                }
                Ok(())
            }))
            .append_element_content_handler(element!("[data-reference]", |element| {
                if let Some(reference) = filling.reference {
                    element.set_inner_content(reference.as_str(), ContentType::Text);
                }
                Ok(())
            }));
        Ok(rewrite_str(self.html, settings)?)
    }
}

/// Shows an element that the page hides.
fn show_if(element: &mut Element<'_, '_>, is_shown: bool) -> HandlerResult {
    if is_shown {
        element.remove_attribute("hidden");
    }
    Ok(())
}

/// The posted values by name.
type PostedValues<'a> = HashMap<&'a str, Vec<&'a str>>;

fn posted_values(pairs: &[(String, String)]) -> PostedValues<'_> {
    let mut by_name = PostedValues::new();
    for (name, value) in pairs.iter().filter(|(name, _)| !OF_SCRIPT.contains(&name.as_str())) {
        by_name.entry(name).or_default().push(value);
    }
    by_name
}

fn first<'a>(typed: &PostedValues<'a>, name: &str) -> Option<&'a str> {
    typed.get(name)?.first().copied()
}

fn name_of(element: &Element<'_, '_>) -> Option<String> {
    element.get_attribute("name")
}

fn fill_input(element: &mut Element<'_, '_>, typed: &PostedValues<'_>) -> HandlerResult {
    let Some(name) = name_of(element) else { return Ok(()) };
    let kind = element.get_attribute("type").unwrap_or_default().to_ascii_lowercase();
    match kind.as_str() {
        // A box that nobody ticked is not posted at all.
        "checkbox" | "radio" if !typed.is_empty() => {
            set_flag(element, "checked", typed.get(name.as_str()).map(Vec::as_slice).unwrap_or_default())?;
        }
        "checkbox" | "radio" | "submit" | "button" | "image" | "reset" | "file" | "password" => {}
        _ => {
            if let Some(value) = first(typed, &name) {
                element.set_attribute("value", &escape(value))?;
            }
        }
    }
    Ok(())
}

/// Sets `checked` or `selected` where the element's value is among those posted, and removes it elsewhere.
fn set_flag(element: &mut Element<'_, '_>, flag: &str, posted: &[&str]) -> HandlerResult {
    let own = element.get_attribute("value").unwrap_or_else(|| "on".to_owned());
    if posted.iter().any(|value| *value == own || escape(value) == own) {
        element.set_attribute(flag, "")?;
    } else {
        element.remove_attribute(flag);
    }
    Ok(())
}
