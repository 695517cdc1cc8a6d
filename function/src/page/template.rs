//! A generated page, and what has to be known of it before it is filled.

use std::cell::{OnceCell, RefCell};

use lol_html::errors::RewritingError;
use lol_html::{RewriteStrSettings, element, rewrite_str, text};

use crate::wording::Wording;

/// A page to be filled. It is read when that is first needed.
#[derive(Debug)]
pub struct Template<'p> {
    pub(super) html: &'p str,
    is_form: bool,
    parts: OnceCell<Parts>,
}

/// What has to be known of a page before it is filled.
#[derive(Debug, Default)]
struct Parts {
    /// The fields that have a place for a problem beside them, in the order of the page.
    slots: Vec<String>,
    wording: Wording,
}

/// A page that can't be filled.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    #[error("the page can't be read: {0}")]
    Markup(#[from] RewritingError),
    #[error("the page has no <script type=\"application/json\" id=\"messages\">")]
    NoMessages,
    #[error("the page's messages can't be read: {0}")]
    Messages(#[from] serde_json::Error),
    #[error("the page has no element with data-problem-list inside one with data-problems")]
    NoProblemList,
}

impl<'p> Template<'p> {
    /// A page without a form.
    pub fn plain(html: &'p str) -> Self {
        Self { html, is_form: false, parts: OnceCell::new() }
    }

    /// A page with a form: it must bring its messages and a summary of problems along.
    pub fn form(html: &'p str) -> Self {
        Self { html, is_form: true, parts: OnceCell::new() }
    }

    /// Whether it can be filled.
    ///
    /// # Errors
    /// If it can't be read, or is a form that lacks its messages or its summary of problems.
    pub fn check(&self) -> Result<(), TemplateError> {
        Parts::read(self).map(drop)
    }

    fn parts(&self) -> &Parts {
        self.parts.get_or_init(|| {
            Parts::read(self).unwrap_or_else(|error| {
                tracing::error!(%error, "a page is not as the generator writes it; problems are told without its words");
                Parts::default()
            })
        })
    }

    /// The words of the page's problems.
    pub fn wording(&self) -> &Wording {
        &self.parts().wording
    }

    /// Whether the page has a notice of an outcome.
    pub fn has_notice(&self, outcome: &str) -> bool {
        ['"', '\''].iter().any(|quote| self.html.contains(&format!("data-outcome={quote}{outcome}{quote}")))
    }

    /// Where on the page a field's problem is shown, counted from the first.
    pub(super) fn place_of(&self, slot: &str) -> usize {
        self.parts().slots.iter().position(|known| known == slot).unwrap_or(usize::MAX)
    }

    /// The field beside which the problem of a field is shown: itself, else the first within it, else the nearest
    /// one that it is within.
    pub(super) fn slot(&self, field: &str) -> Option<&str> {
        let exact = |name: &str| self.parts().slots.iter().find(|slot| *slot == name);
        let within = |slot: &&String| slot.strip_prefix(field).is_some_and(|rest| rest.starts_with(['.', '[']));
        let around = || {
            let ends = field.rmatch_indices(['.', '[']).map(|(end, _)| end);
            ends.filter_map(|end| exact(&field[..end])).next()
        };
        exact(field).or_else(|| self.parts().slots.iter().find(within)).or_else(around).map(String::as_str)
    }
}

impl Parts {
    fn read(page: &Template) -> Result<Self, TemplateError> {
        if !page.is_form {
            rewrite_str(page.html, RewriteStrSettings::new())?;
            return Ok(Self::default());
        }
        let slots = RefCell::new(Vec::new());
        let messages = RefCell::new(String::new());
        let has_list = RefCell::new(false);
        let settings = RewriteStrSettings::new()
            .append_element_content_handler(element!("[data-problem]", |element| {
                slots.borrow_mut().extend(element.get_attribute("data-problem"));
                Ok(())
            }))
            .append_element_content_handler(element!("[data-problems] [data-problem-list]", |_element| {
                *has_list.borrow_mut() = true;
                Ok(())
            }))
            .append_element_content_handler(text!("script#messages", |chunk| {
                messages.borrow_mut().push_str(chunk.as_str());
                Ok(())
            }));
        rewrite_str(page.html, settings)?;
        if !has_list.into_inner() {
            return Err(TemplateError::NoProblemList);
        }
        let messages = messages.into_inner();
        if messages.is_empty() {
            return Err(TemplateError::NoMessages);
        }
        Ok(Self { slots: slots.into_inner(), wording: serde_json::from_str(&messages)? })
    }
}

#[cfg(test)]
mod tests {
    use super::{Template, TemplateError};

    fn html(slots: &[&str]) -> String {
        let slots: String = slots.iter().map(|slot| format!("<p data-problem='{slot}' hidden></p>")).collect();
        format!(
            "<div data-problems hidden><ul data-problem-list></ul></div>{slots}\
             <script type='application/json' id='messages'>{{}}</script>"
        )
    }

    #[test]
    fn a_problem_stands_beside_its_field_or_the_nearest_one() {
        let html = html(&["languages[0].code", "languages[0].level", "audiences", "days"]);
        let page = Template::form(&html);
        page.check().expect("a form page");
        assert_eq!(page.slot("days"), Some("days"));
        assert_eq!(page.slot("languages"), Some("languages[0].code"));
        assert_eq!(page.slot("languages[0]"), Some("languages[0].code"));
        assert_eq!(page.slot("audiences[2]"), Some("audiences"));
        assert_eq!(page.slot("day"), None);
        assert_eq!(page.slot("colour"), None);
    }

    #[test]
    fn a_form_page_without_messages_or_summary_is_refused_when_checked() {
        let bare = Template::form("<div data-problems><ul data-problem-list></ul></div>").check();
        assert!(matches!(bare, Err(TemplateError::NoMessages)));
        let silent = Template::form("<script id=messages type=application/json>{}</script>").check();
        assert!(matches!(silent, Err(TemplateError::NoProblemList)));
    }
}
