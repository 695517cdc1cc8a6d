//! Texts and what people see in them: languages, alphabetical order, messages, contact data.

mod alphabet;
pub(crate) mod character_names;
pub mod contact;
mod localized;
pub mod messages;
mod nearest;
pub mod place;

pub use alphabet::Alphabet;
pub use character_names::name_of;
pub use localized::{LanguageTag, LocalizedText, Slug};
pub use nearest::nearest;
