//! E-mail templates: a text with placeholders, and what fills them.

mod kind;
mod placeholder;
mod template;

pub use kind::LetterKind;
pub use placeholder::Blank;
pub use template::{Facts, Filled, Letter, LetterProblem};
