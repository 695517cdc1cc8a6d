//! Checks the names in an expression: variables with their fields, messages, static files, and parameters of components.

use domain::text::nearest;

use super::checker::Checker;
use super::scope::Scope;
use super::values::{Step, closing, step, value_of};
use crate::render::shape::{MergeAll, Shape, Values};
use crate::render::tokens::{Placed, Token};

/// Words of the language, which are no variables.
const KEYWORDS: [&str; 17] = [
    "and", "or", "not", "in", "is", "if", "else", "elif", "for", "true", "True", "false", "False", "none", "None",
    "null", "self",
];

impl<'t> Checker<'t, '_> {
    /// Checks every name of an expression.
    pub(super) fn expression(&mut self, template: &str, tokens: &[Placed<'t>], scope: &mut Scope) {
        let own = comprehension_names(tokens);
        let token = |place: usize| tokens.get(place).map(|(token, _)| *token);
        let mut brackets: Vec<&str> = Vec::new();
        let mut place = 0;
        while let Some((current, at)) = tokens.get(place) {
            let before = place.checked_sub(1).and_then(token);
            let next = token(place + 1);
            match current {
                Token::Sign(sign @ ("(" | "[" | "{")) => brackets.push(sign),
                Token::Sign(")" | "]" | "}") => drop(brackets.pop()),
                Token::Sign("<") if matches!(next, Some(Token::Name(_))) && begins_component(before) => {
                    place = self.component_call(template, tokens, place, scope);
                    continue;
                }
                Token::Name("t") if next == Some(Token::Sign("(")) => self.message(template, &tokens[place + 2..]),
                Token::Name("asset") if next == Some(Token::Sign("(")) => self.asset(template, &tokens[place + 2..]),
                Token::Name(name) => {
                    let is_variable = !(KEYWORDS.contains(name)
                        || own.contains(name)
                        || matches!(before, Some(Token::Sign("." | "?." | "|") | Token::Name("is")))
                        || (before == Some(Token::Name("not"))
                            && place >= 2
                            && token(place - 2) == Some(Token::Name("is")))
                        || next == Some(Token::Sign("("))
                        || (next == Some(Token::Sign("=")) && brackets.last() == Some(&"("))
                        || (next == Some(Token::Sign(":")) && brackets.last() == Some(&"{")));
                    if is_variable {
                        self.variable(template, &tokens[place..], *at, scope);
                    }
                }
                _ => {}
            }
            place += 1;
        }
    }

    fn variable(&mut self, template: &str, tokens: &[Placed<'t>], at: usize, scope: &Scope) {
        let (Some(values), Some((Token::Name(name), _))) = (&scope.values, tokens.first()) else { return };
        let Some(shape) = values.get(*name) else {
            if *name != "__tera_context" {
                let suggestion = nearest(name, values.keys().map(String::as_str));
                self.report_unknown(template, at, "variable", name, suggestion);
            }
            return;
        };
        let mut shape = shape.clone();
        let mut rest = &tokens[1..];
        loop {
            let Some((step, after)) = step(rest) else { return };
            rest = after;
            shape = match step {
                Step::Field(field, at) => match shape.field(field) {
                    Some(inner) => inner,
                    None => {
                        let suggestion = nearest_field(field, &shape);
                        return self.report_unknown(template, at, "field", field, suggestion);
                    }
                },
                Step::Item => shape.item(),
            };
        }
    }

    /// The key of a message, where it is a text and nothing else.
    fn message(&mut self, template: &str, arguments: &[Placed<'t>]) {
        let Some((key, at)) = text_argument(arguments, "key") else { return };
        if !self.known.messages.contains(key) {
            let suggestion = nearest(key, self.known.messages.iter().copied());
            self.report_unknown(template, at, "message", key, suggestion);
        }
    }

    fn asset(&mut self, template: &str, arguments: &[Placed<'t>]) {
        let Some((path, at)) = text_argument(arguments, "path") else { return };
        if !self.known.assets.contains(path) {
            let suggestion = nearest(path, self.known.assets.iter().copied());
            self.report_unknown(template, at, "static file", path, suggestion);
        }
    }

    /// A call of a component, from its `<` on. Returns the place behind its arguments.
    fn component_call(&mut self, template: &str, tokens: &[Placed<'t>], start: usize, scope: &mut Scope) -> usize {
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
        let unknown: Vec<_> = given
            .iter()
            .filter(|(parameter, ..)| !component.takes_others && !component.parameters.contains(*parameter))
            .map(|(parameter, at, _)| {
                (*parameter, *at, nearest(parameter, component.parameters.iter().map(String::as_str)))
            })
            .collect();
        for (parameter, at, suggestion) in unknown {
            self.report_unknown(template, at, "parameter", parameter, suggestion);
        }
        let given: Values = given.into_iter().map(|(parameter, _, shape)| (parameter.to_owned(), shape)).collect();
        self.arguments.entry(name).or_default().merge_all(&given);
        place
    }
}

/// An argument that is one text, and its place within the quotes.
fn text_argument<'t>(arguments: &[Placed<'t>], name: &str) -> Option<(&'t str, usize)> {
    let mut depth = 0;
    for window in arguments.windows(4) {
        let [(first, _), (second, _), (third, at), (fourth, _)] = window else { continue };
        match first {
            Token::Sign("(" | "[" | "{") => depth += 1,
            Token::Sign(")" | "]" | "}") if depth == 0 => return None,
            Token::Sign(")" | "]" | "}") => depth -= 1,
            Token::Name(key) if depth == 0 && *key == name && *second == Token::Sign("=") => {
                let Token::Text(text) = third else { return None };
                return matches!(fourth, Token::Sign("," | ")")).then_some((text, at + 1));
            }
            _ => {}
        }
    }
    None
}

/// What was probably meant by a field that a value lacks: one of its own, or one of these have it.
fn nearest_field(written: &str, shape: &Shape) -> Option<String> {
    nearest(written, shape.fields()).or_else(|| {
        let within = |name| nearest(written, shape.field(name)?.fields()).map(|field| format!("{name}.{field}"));
        shape.fields().find_map(within)
    })
}

/// The names that list comprehensions of an expression bring.
fn comprehension_names<'t>(tokens: &[Placed<'t>]) -> Vec<&'t str> {
    let mut names = Vec::new();
    for (place, (token, _)) in tokens.iter().enumerate() {
        if *token == Token::Name("for") {
            let rest = tokens[place + 1..].iter().take_while(|(token, _)| *token != Token::Name("in"));
            names.extend(rest.filter_map(|(token, _)| if let Token::Name(name) = token { Some(*name) } else { None }));
        }
    }
    names
}

/// Whether `<` behind this token begins a component and is no comparison.
pub(super) fn begins_component(before: Option<Token>) -> bool {
    matches!(
        before,
        None | Some(Token::Sign("(" | "[" | "{" | "," | "~" | "=" | ":") | Token::Name("else" | "if" | "or" | "and"))
    )
}
