//! Checks the names that templates use: variables, fields, messages, static files and the parameters of components. Tera
//! ignores an unknown name in a condition, and finds the others only on pages that reach them.

mod checker;
mod components;
mod expressions;
mod scope;
mod templates;
#[cfg(test)]
mod tests;
mod values;

pub use checker::Known;
pub use templates::check;
