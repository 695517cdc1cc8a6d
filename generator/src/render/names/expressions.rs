//! The names in an expression: variables with their fields, messages and static files.

use domain::text::nearest;
use domain::validate::ErrorKind;

use super::super::shape::Shape;
use super::super::tokens::{Placed, Token};
use super::Checker;
use super::components::{begins_component, closing};
use super::scope::Scope;

/// Words of the language, which are no variables.
const KEYWORDS: [&str; 17] = [
    "and", "or", "not", "in", "is", "if", "else", "elif", "for", "true", "True", "false", "False", "none", "None",
    "null", "self",
];

impl<'t> Checker<'t, '_> {
    /// Looks at every name of an expression.
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

    /// A variable with its fields.
    pub(super) fn variable(&mut self, template: &str, tokens: &[Placed<'t>], at: usize, scope: &Scope) {
        let (Some(values), Some((Token::Name(name), _))) = (&scope.values, tokens.first()) else { return };
        let Some(shape) = values.get(*name) else {
            if *name != "__tera_context" {
                let suggestion = nearest(name, values.keys().map(String::as_str));
                self.note(
                    template,
                    at,
                    ErrorKind::UnknownName { kind: "variable", value: (*name).to_owned(), suggestion },
                );
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
                        let kind = ErrorKind::UnknownName { kind: "field", value: field.to_owned(), suggestion };
                        return self.note(template, at, kind);
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
            self.note(template, at, ErrorKind::UnknownName { kind: "message", value: key.to_owned(), suggestion });
        }
    }

    fn asset(&mut self, template: &str, arguments: &[Placed<'t>]) {
        let Some((path, at)) = text_argument(arguments, "path") else { return };
        if !self.known.assets.contains(path) {
            let suggestion = nearest(path, self.known.assets.iter().copied());
            self.note(template, at, ErrorKind::UnknownName { kind: "static file", value: path.to_owned(), suggestion });
        }
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

/// A way from a value into it.
enum Step<'t> {
    /// To a field, with the place of its name.
    Field(&'t str, usize),
    /// To an item of a list.
    Item,
}

/// The first step of `.name`, `["name"]` or `[0]`, and what follows it.
fn step<'t, 's>(tokens: &'s [Placed<'t>]) -> Option<(Step<'t>, &'s [Placed<'t>])> {
    match tokens {
        [(Token::Sign("." | "?."), _), (Token::Name(field), at), after @ ..] => Some((Step::Field(field, *at), after)),
        [(Token::Sign("?"), _), after @ ..] if matches!(after, [(Token::Sign("["), _), ..]) => step(after),
        [(Token::Sign("["), _), (Token::Text(field), at), (Token::Sign("]"), _), after @ ..] => {
            Some((Step::Field(field, at + 1), after))
        }
        [(Token::Sign("["), _), (Token::Number, _), (Token::Sign("]"), _), after @ ..] => Some((Step::Item, after)),
        _ => None,
    }
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

/// Filters that leave a value what it is.
const SAME: [&str; 7] = ["default", "filter", "reverse", "safe", "slice", "sort", "unique"];

/// Filters that take one item of a list.
const ITEM: [&str; 3] = ["first", "last", "nth"];

/// What is known of the value of an expression: something, where it is a plain value, or a variable with its fields and filters.
pub(super) fn value_of(tokens: &[Placed], scope: &Scope) -> Shape {
    let (mut shape, mut rest) = match tokens {
        [(Token::Text(_) | Token::Number | Token::Name("true" | "false"), _), rest @ ..] => (Shape::Plain, rest),
        [(Token::Name(name), _), rest @ ..] => (scope.value(name), rest),
        _ => return Shape::Unknown,
    };
    loop {
        rest = match rest {
            [] => return shape,
            [(Token::Sign("|"), _), (Token::Name(filter), _), after @ ..] => {
                shape = match filter {
                    _ if SAME.contains(filter) => shape,
                    _ if ITEM.contains(filter) => shape.item(),
                    _ => Shape::Unknown,
                };
                match after {
                    [(Token::Sign("("), _), ..] => after.get(closing(after, 0) + 1..).unwrap_or_default(),
                    _ => after,
                }
            }
            _ => {
                let Some((step, after)) = step(rest) else { return Shape::Unknown };
                shape = match step {
                    Step::Field(field, _) => shape.field(field).unwrap_or_default(),
                    Step::Item => shape.item(),
                };
                after
            }
        };
    }
}
