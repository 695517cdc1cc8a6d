//! Checks the tags of all templates.

use std::collections::HashMap;

use super::checker::{Checker, Found, Known};
use super::components::{Template, components};
use super::scope::Scope;
use super::values::value_of;
use crate::render::contract::Contract;
use crate::render::shape::{Shape, Values};
use crate::render::tokens::{Tag, Token, tags};

/// How often values are passed on from a template to one that it includes, and so on: nobody nests deeper.
const ROUNDS: usize = 12;

/// Checks all templates that pages use.
pub fn check(templates: &[(&str, &str)], known: &Known) -> Vec<Found> {
    let templates: Vec<Template> = templates.iter().map(|(name, text)| Template { name, tags: tags(text) }).collect();
    let mut checker = Checker {
        known,
        components: components(&templates),
        arguments: HashMap::new(),
        received: given(&templates, known.contract),
        found: Vec::new(),
    };
    // The values of components and included templates are known once all that use them are checked.
    for _ in 0..ROUNDS {
        checker.found.clear();
        let before = (checker.arguments.clone(), checker.received.clone());
        for template in &templates {
            checker.template(template);
        }
        if (&checker.arguments, &checker.received) == (&before.0, &before.1) {
            break;
        }
    }
    checker.found.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    checker.found.dedup();
    checker.found
}

/// What pages give to their templates, and the names that templates find set by those that they extend.
fn given(templates: &[Template], contract: &Contract) -> HashMap<String, Values> {
    let by_name: HashMap<&str, &Template> = templates.iter().map(|template| (template.name, template)).collect();
    let mut given = HashMap::new();
    for page in templates {
        let Some(mut values) = contract.values(page.name).cloned() else { continue };
        let mut seen = vec![page.name];
        let mut extended = extends(page);
        while let Some(template) = extended.filter(|name| !seen.contains(name)).and_then(|name| by_name.get(name)) {
            seen.push(template.name);
            for name in template.tags.iter().flat_map(names_set) {
                values.entry(name.to_owned()).or_default();
            }
            extended = extends(template);
        }
        given.insert(page.name.to_owned(), values);
    }
    given
}

/// The template that a template extends.
fn extends<'t>(template: &Template<'t>) -> Option<&'t str> {
    template.tags.iter().find_map(|tag| match tag.tokens.as_slice() {
        [(Token::Name("extends"), _), (Token::Text(other), _), ..] if !tag.is_value => Some(*other),
        _ => None,
    })
}

/// The names that a tag sets.
fn names_set<'t>(tag: &Tag<'t>) -> Vec<&'t str> {
    match tag.tokens.as_slice() {
        [(Token::Name("set" | "set_global" | "for"), _), names @ ..] if !tag.is_value => names
            .iter()
            .take_while(|(token, _)| !matches!(token, Token::Name("in") | Token::Sign("=")))
            .filter_map(|(token, _)| if let Token::Name(name) = token { Some(*name) } else { None })
            .collect(),
        _ => Vec::new(),
    }
}

impl<'t> Checker<'t, '_> {
    fn template(&mut self, template: &Template<'t>) {
        let mut scope = Scope::new(self.known.contract.globals(), self.received.get(template.name).cloned());
        let mut outside = None;
        for tag in &template.tags {
            match tag.tokens.as_slice() {
                tokens if tag.is_value => self.expression(template.name, tokens, &mut scope),
                [(Token::Name("component"), _), (Token::Name(name), _), ..] => {
                    let mut values = self.arguments.get(*name).cloned().unwrap_or_default();
                    let parameters = self.components.get(name).map(|component| &component.parameters);
                    for parameter in parameters.into_iter().flatten() {
                        values.entry(parameter.clone()).or_default();
                    }
                    values.insert("body".to_owned(), Shape::Unknown);
                    outside =
                        Some(std::mem::replace(&mut scope, Scope::new(self.known.contract.globals(), Some(values))));
                }
                [(Token::Name("endcomponent"), _), ..] => {
                    if let Some(outside) = outside.take() {
                        scope = outside;
                    }
                }
                [(Token::Name("for"), _), rest @ ..] => {
                    let names = rest.iter().take_while(|(token, _)| *token != Token::Name("in")).count();
                    let target = rest.get(names + 1..).unwrap_or_default();
                    self.expression(template.name, target, &mut scope);
                    let item = value_of(target, &scope).item();
                    let mut names: Vec<(String, Shape)> = rest[..names]
                        .iter()
                        .filter_map(|(token, _)| match token {
                            Token::Name(name) => Some(((*name).to_owned(), Shape::Unknown)),
                            _ => None,
                        })
                        .collect();
                    if let Some((_, shape)) = names.last_mut() {
                        *shape = item;
                    }
                    names.push(("loop".to_owned(), Shape::Unknown));
                    scope.begin_loop(names);
                }
                [(Token::Name("endfor"), _), ..] => scope.end_loop(),
                [(Token::Name("include"), _), (Token::Text(part), _), ..] => self.pass_on(&scope, part),
                [(Token::Name("set" | "set_global"), _), (Token::Name(name), _), rest @ ..] => {
                    let value = rest.strip_prefix(&[(Token::Sign("="), rest.first().map_or(0, |first| first.1))]);
                    let value = value.unwrap_or_default();
                    self.expression(template.name, value, &mut scope);
                    let shape = value_of(value, &scope);
                    scope.set(name, shape);
                }
                [(Token::Name("if" | "elif"), _), rest @ ..] => self.expression(template.name, rest, &mut scope),
                [(Token::Sign("<"), _), ..] => self.expression(template.name, &tag.tokens, &mut scope),
                [(Token::Name("filter"), _), (Token::Name(_), _), rest @ ..] => {
                    self.expression(template.name, rest, &mut scope);
                }
                _ => {}
            }
        }
        if let Some(extended) = extends(template) {
            self.pass_on(&scope, extended);
        }
    }
}
