//! The components that templates define.

use std::collections::{BTreeSet, HashMap};

use crate::render::tokens::{Placed, Tag, Token};

/// A template, cut into tags.
pub(super) struct Template<'t> {
    pub(super) name: &'t str,
    pub(super) tags: Vec<Tag<'t>>,
}

#[derive(Default)]
pub(super) struct Component {
    pub(super) parameters: BTreeSet<String>,
    pub(super) takes_others: bool,
}

pub(super) fn components<'t>(templates: &[Template<'t>]) -> HashMap<&'t str, Component> {
    let mut components = HashMap::new();
    for tag in templates.iter().flat_map(|template| &template.tags).filter(|tag| !tag.is_value) {
        if let Some((name, parameters)) = definition(&tag.tokens) {
            components.insert(name, parameters);
        }
    }
    components
}

/// The name and the parameters of a component, if a tag defines one.
fn definition<'t>(tokens: &[Placed<'t>]) -> Option<(&'t str, Component)> {
    let [(Token::Name("component"), _), (Token::Name(name), _), (Token::Sign("("), _), rest @ ..] = tokens else {
        return None;
    };
    let mut component = Component::default();
    let mut depth = 0;
    let mut before = Token::Sign("(");
    for (token, _) in rest {
        match token {
            Token::Sign("(" | "[" | "{") => depth += 1,
            Token::Sign(")") if depth == 0 => break,
            Token::Sign(")" | "]" | "}") => depth -= 1,
            Token::Name(parameter) if depth == 0 && matches!(before, Token::Sign("(" | "," | "@" | "...")) => {
                component.takes_others |= before == Token::Sign("...");
                component.parameters.insert((*parameter).to_owned());
            }
            _ => {}
        }
        before = *token;
    }
    Some((name, component))
}
