//! Components: what they take, and what they are called with.

use std::collections::{BTreeSet, HashMap};

use domain::text::nearest;
use domain::validate::ErrorKind;

use super::super::shape::{MergeAll, Shape, Values};
use super::super::tokens::{Placed, Token};
use super::expressions::value_of;
use super::scope::Scope;
use super::{Checker, Found, Template};

/// A component's parameters.
#[derive(Default)]
pub(super) struct Component {
    pub(super) parameters: BTreeSet<String>,
    takes_others: bool,
}

/// All components that templates define.
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

impl<'t> Checker<'t, '_> {
    /// A call of a component, from its `<` on. Returns the place behind its arguments.
    pub(super) fn component_call(
        &mut self,
        template: &str,
        tokens: &[Placed<'t>],
        start: usize,
        scope: &mut Scope,
    ) -> usize {
        let mut place = start + 1;
        let mut name = String::new();
        while let Some((Token::Name(part) | Token::Sign(part @ "."), _)) = tokens.get(place) {
            let joins = name.is_empty() || name.ends_with('.') || *part == ".";
            if !joins {
                break;
            }
            name.push_str(part);
            place += 1;
        }
        let mut given: Vec<(&str, usize, Shape)> = Vec::new();
        while let Some((token, at)) = tokens.get(place) {
            match (token, tokens.get(place + 1), tokens.get(place + 2)) {
                (Token::Name(parameter), Some((Token::Sign("="), _)), Some((Token::Sign("{"), _))) => {
                    let end = closing(tokens, place + 2);
                    let value = tokens.get(place + 3..end).unwrap_or_default();
                    self.expression(template, value, scope);
                    given.push((parameter, *at, value_of(value, scope)));
                    place = end + 1;
                }
                (Token::Name(parameter), Some((Token::Sign("="), _)), _) => {
                    given.push((parameter, *at, value_of(tokens.get(place + 2..place + 3).unwrap_or_default(), scope)));
                    place += 3;
                }
                (Token::Name(parameter), ..) => {
                    self.variable(template, &tokens[place..=place], *at, scope);
                    given.push((parameter, *at, value_of(&tokens[place..=place], scope)));
                    place += 1;
                }
                (Token::Sign("{"), ..) => {
                    let end = closing(tokens, place);
                    self.expression(template, tokens.get(place + 1..end).unwrap_or_default(), scope);
                    place = end + 1;
                }
                (Token::Sign("/" | ">"), ..) => break,
                _ => place += 1,
            }
        }
        let Some(component) = self.components.get(name.as_str()) else { return place };
        let wrong: Vec<Found> = given
            .iter()
            .filter(|(parameter, ..)| !component.takes_others && !component.parameters.contains(*parameter))
            .map(|(parameter, at, _)| {
                let suggestion = nearest(parameter, component.parameters.iter().map(String::as_str));
                let kind = ErrorKind::UnknownName { kind: "parameter", value: (*parameter).to_owned(), suggestion };
                (template.to_owned(), *at, kind)
            })
            .collect();
        self.found.extend(wrong);
        let given: Values = given.into_iter().map(|(parameter, _, shape)| (parameter.to_owned(), shape)).collect();
        self.arguments.entry(name).or_default().merge_all(&given);
        place
    }
}

/// Whether `<` behind this token begins a component and is no comparison.
pub(super) fn begins_component(before: Option<Token>) -> bool {
    matches!(
        before,
        None | Some(Token::Sign("(" | "[" | "{" | "," | "~" | "=" | ":") | Token::Name("else" | "if" | "or" | "and"))
    )
}

/// The place of the bracket that closes the one at a place.
pub(super) fn closing(tokens: &[Placed], start: usize) -> usize {
    let mut depth = 0;
    for (place, (token, _)) in tokens.iter().enumerate().skip(start) {
        match token {
            Token::Sign("(" | "[" | "{") => depth += 1,
            Token::Sign(")" | "]" | "}") => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return place;
        }
    }
    tokens.len()
}
