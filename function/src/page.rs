//! The generated pages as templates of the function's answers.
//!
//! In: a page as the generator wrote it, and what is to stand in it. Out: the page, filled. It knows attributes
//! (`name`, `data-problem`, `data-problems`, `data-problem-list`, `data-problem-title`, `data-outcome`,
//! `data-reference`, `data-of-form`, `data-demonstration`, `data-asked`, `data-asked-link`, `data-asked-part`,
//! `data-unfit`, `data-unfit-list`, `#messages`), not a single element of the theme. All that comes from a sender goes in as text.

mod asked;
mod filling;
mod lists;
mod template;

pub use asked::AskedOffer;
pub use filling::Filling;
pub use lists::FieldProblem;
pub use template::{Template, TemplateError};
