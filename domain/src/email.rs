//! E-mail templates: a text with placeholders, and what fills them.

mod kind;
mod placeholder;
mod template;

pub use kind::EmailKind;
pub use placeholder::Placeholder;
pub use template::{EmailTemplate, PlaceholderValues, RenderedEmail, TemplateProblem};
