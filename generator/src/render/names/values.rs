//! The shapes of values in expressions.

use super::scope::Scope;
use crate::render::shape::Shape;
use crate::render::tokens::{Placed, Token};

/// A step from a value into it.
pub(super) enum Step<'t> {
    /// To a field, with the place of its name.
    Field(&'t str, usize),
    /// To an item of a list.
    Item,
}

/// The first step of `.name`, `["name"]` or `[0]`, and what follows it.
pub(super) fn step<'t, 's>(tokens: &'s [Placed<'t>]) -> Option<(Step<'t>, &'s [Placed<'t>])> {
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
