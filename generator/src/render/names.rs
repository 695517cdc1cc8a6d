//! Checks the names that templates use: variables, fields, messages, static files and the parameters of components. Tera
//! takes an unknown name for nothing in a condition, and finds the others only on pages that come past them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use domain::problem::{Fault, nearest};

use super::contract;
use super::shape::Shape;
use super::tokens::{Placed, Tag, Token, tags};

/// Words of the language, which are no variables.
const KEYWORDS: [&str; 17] = [
    "and", "or", "not", "in", "is", "if", "else", "elif", "for", "true", "True", "false", "False", "none", "None",
    "null", "self",
];

/// What the theme has, by name.
pub struct Known<'t> {
    /// The keys of messages that every language has.
    pub messages: HashSet<&'t str>,
    /// Static files.
    pub assets: HashSet<&'t str>,
    /// What is known of the values of each template.
    pub shapes: &'t BTreeMap<String, BTreeMap<String, Shape>>,
}

/// A fault, with the template's name and the byte where it is.
pub type Found = (String, usize, Fault);

/// A template, cut into tags.
struct Template<'t> {
    name: &'t str,
    tags: Vec<Tag<'t>>,
}

/// A component's parameters.
#[derive(Default)]
struct Component {
    parameters: BTreeSet<String>,
    takes_others: bool,
}

/// Checks all templates that pages use.
pub fn check(templates: &[(&str, &str)], known: &Known) -> Vec<Found> {
    let templates: Vec<Template> = templates.iter().map(|(name, text)| Template { name, tags: tags(text) }).collect();
    let mut checker =
        Checker { known, components: components(&templates), arguments: HashMap::new(), found: Vec::new() };
    let given = given(&templates, known);
    // Arguments of components are known once all calls have been looked at, and components call each other.
    for round in 0..4 {
        checker.found.clear();
        let before = checker.arguments.clone();
        for template in &templates {
            checker.template(template, given.get(template.name));
        }
        if round > 0 && before == checker.arguments {
            break;
        }
    }
    checker.found.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    checker.found.dedup();
    checker.found
}

/// What each template is given: a page's values reach the templates that it extends and includes.
fn given<'t>(templates: &[Template<'t>], known: &Known) -> HashMap<&'t str, BTreeMap<String, Shape>> {
    let by_name: HashMap<&str, &Template<'t>> = templates.iter().map(|template| (template.name, template)).collect();
    let mut given: HashMap<&str, BTreeMap<String, Shape>> = HashMap::new();
    for page in templates {
        let Some(names) = contract::names(page.name) else { continue };
        let shapes = known.shapes.get(page.name);
        let shape = |name: &str| shapes.and_then(|shapes| shapes.get(name)).cloned().unwrap_or_default();
        let mut values: BTreeMap<String, Shape> = names.iter().map(|name| ((*name).to_owned(), shape(name))).collect();
        let mut reached = vec![page.name];
        let mut place = 0;
        while let Some(name) = reached.get(place) {
            place += 1;
            let Some(template) = by_name.get(name) else { continue };
            for tag in template.tags.iter().filter(|tag| !tag.is_value) {
                match tag.tokens.as_slice() {
                    [(Token::Name("extends" | "include"), _), (Token::Text(other), _), ..]
                        if !reached.contains(other) =>
                    {
                        reached.push(other);
                    }
                    // What one of them sets, the others may use.
                    [(Token::Name("set" | "set_global" | "for"), _), names @ ..] => {
                        let names = names
                            .iter()
                            .take_while(|(token, _)| !matches!(token, Token::Name("in") | Token::Sign("=")));
                        for (token, _) in names {
                            if let Token::Name(name) = token {
                                values.entry((*name).to_owned()).or_default();
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
        for name in reached {
            let of = given.entry(name).or_default();
            for (value, shape) in &values {
                of.entry(value.clone()).or_default().merge(shape);
            }
        }
    }
    given
}

fn components<'t>(templates: &[Template<'t>]) -> HashMap<&'t str, Component> {
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

struct Checker<'t, 'k> {
    known: &'k Known<'k>,
    components: HashMap<&'t str, Component>,
    /// What components are called with.
    arguments: HashMap<String, BTreeMap<String, Shape>>,
    found: Vec<Found>,
}

/// The names that can be used at a place of a template.
struct Scope {
    /// None, where a template's values are not known: a part that no page uses.
    values: Option<BTreeMap<String, Shape>>,
    /// Names of loops, each with what it hid.
    loops: Vec<Vec<(String, Option<Shape>)>>,
}

impl Scope {
    fn new(values: Option<BTreeMap<String, Shape>>) -> Self {
        let globals = contract::GLOBALS.map(|name| (name.to_owned(), Shape::Unknown));
        let values = values.map(|values| values.into_iter().chain(globals).collect());
        Self { values, loops: Vec::new() }
    }

    fn set(&mut self, name: &str, shape: Shape) -> Option<Shape> {
        self.values.as_mut().and_then(|values| values.insert(name.to_owned(), shape))
    }

    fn begin_loop(&mut self, names: Vec<(String, Shape)>) {
        let hidden = names.into_iter().map(|(name, shape)| (name.clone(), self.set(&name, shape))).collect();
        self.loops.push(hidden);
    }

    fn end_loop(&mut self) {
        let Some(values) = self.values.as_mut() else { return };
        for (name, hidden) in self.loops.pop().unwrap_or_default().into_iter().rev() {
            match hidden {
                Some(shape) => values.insert(name, shape),
                None => values.remove(&name),
            };
        }
    }
}

impl<'t> Checker<'t, '_> {
    fn template(&mut self, template: &Template<'t>, given: Option<&BTreeMap<String, Shape>>) {
        let mut scope = Scope::new(given.cloned());
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
                    outside = Some(std::mem::replace(&mut scope, Scope::new(Some(values))));
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
    }

    fn note(&mut self, template: &str, place: usize, fault: Fault) {
        self.found.push((template.to_owned(), place, fault));
    }

    /// Looks at every name of an expression.
    fn expression(&mut self, template: &str, tokens: &[Placed<'t>], scope: &mut Scope) {
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
    fn variable(&mut self, template: &str, tokens: &[Placed<'t>], at: usize, scope: &Scope) {
        let (Some(values), Some((Token::Name(name), _))) = (&scope.values, tokens.first()) else { return };
        let Some(shape) = values.get(*name) else {
            if *name != "__tera_context" {
                let suggestion = nearest(name, values.keys().map(String::as_str));
                self.note(template, at, Fault::UnknownName { kind: "variable", value: (*name).to_owned(), suggestion });
            }
            return;
        };
        let mut shape = shape.clone();
        let mut rest = &tokens[1..];
        loop {
            rest = match rest {
                [(Token::Sign("." | "?."), _), (Token::Name(field), at), after @ ..] => {
                    match shape.field(field) {
                        Some(inner) => shape = inner,
                        None => {
                            let Shape::Fields(fields) = &shape else { return };
                            let suggestion = nearest(field, fields.keys().map(String::as_str));
                            let fault = Fault::UnknownName { kind: "field", value: (*field).to_owned(), suggestion };
                            self.note(template, *at, fault);
                            return;
                        }
                    }
                    after
                }
                [(Token::Sign("["), _), (Token::Number, _), (Token::Sign("]"), _), after @ ..] => {
                    shape = shape.item();
                    after
                }
                _ => return,
            };
        }
    }

    /// The key of a message, where it is a text and nothing else.
    fn message(&mut self, template: &str, arguments: &[Placed<'t>]) {
        let Some((key, at)) = text_argument(arguments, "key") else { return };
        if !self.known.messages.contains(key) {
            let suggestion = nearest(key, self.known.messages.iter().copied());
            self.note(template, at, Fault::UnknownName { kind: "message", value: key.to_owned(), suggestion });
        }
    }

    fn asset(&mut self, template: &str, arguments: &[Placed<'t>]) {
        let Some((path, at)) = text_argument(arguments, "path") else { return };
        if !self.known.assets.contains(path) {
            let suggestion = nearest(path, self.known.assets.iter().copied());
            self.note(template, at, Fault::UnknownName { kind: "static file", value: path.to_owned(), suggestion });
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
                    given.push((parameter, *at, Shape::Unknown));
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
                let fault = Fault::UnknownName { kind: "parameter", value: (*parameter).to_owned(), suggestion };
                (template.to_owned(), *at, fault)
            })
            .collect();
        self.found.extend(wrong);
        let arguments = self.arguments.entry(name).or_default();
        for (parameter, _, shape) in given {
            arguments.entry(parameter.to_owned()).or_default().merge(&shape);
        }
        place
    }
}

/// Whether `<` behind this token begins a component and is no comparison.
fn begins_component(before: Option<Token>) -> bool {
    matches!(
        before,
        None | Some(Token::Sign("(" | "[" | "{" | "," | "~" | "=" | ":") | Token::Name("else" | "if" | "or" | "and"))
    )
}

/// The place of the bracket that closes the one at a place.
fn closing(tokens: &[Placed], start: usize) -> usize {
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

/// What is known of the value of an expression: something, where it is a variable with its fields and nothing else.
fn value_of(tokens: &[Placed], scope: &Scope) -> Shape {
    let [(Token::Name(name), _), rest @ ..] = tokens else { return Shape::Unknown };
    let known = scope.values.as_ref().and_then(|values| values.get(*name));
    let mut shape = known.cloned().unwrap_or_default();
    let mut rest = rest;
    loop {
        rest = match rest {
            [] => return shape,
            [(Token::Sign("." | "?."), _), (Token::Name(field), _), after @ ..] => {
                shape = shape.field(field).unwrap_or_default();
                after
            }
            [(Token::Sign("["), _), (Token::Number, _), (Token::Sign("]"), _), after @ ..] => {
                shape = shape.item();
                after
            }
            _ => return Shape::Unknown,
        };
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Known, check};
    use crate::render::shape::Shape;

    fn fields(fields: &[(&str, Shape)]) -> Shape {
        Shape::Fields(fields.iter().map(|(name, shape)| ((*name).to_owned(), shape.clone())).collect())
    }

    /// What is found in the page of an offer, with the parts that it uses, as the text at the place and the sentence.
    fn found(page: &str) -> Vec<(String, String)> {
        let card = fields(&[("title", fields(&[("text", Shape::Unknown)])), ("open", Shape::Unknown)]);
        let offer =
            fields(&[("card", card.clone()), ("windows", Shape::List(Box::new(fields(&[("from", Shape::Unknown)]))))]);
        let shapes = BTreeMap::from([("offer.html".to_owned(), BTreeMap::from([("offer".to_owned(), offer)]))]);
        let known = Known { messages: ["home"].into(), assets: ["site.css"].into(), shapes: &shapes };
        let parts = "{% component title(card, size: string = \"h1\") %}{{ card.title.txt }}{{ size }}{{ body }}{% endcomponent %}";
        let templates = [
            ("offer.html", page),
            ("base.html", "{% if form %}{% if cart %}{% endif %}{% endif %}"),
            ("parts.html", parts),
            ("find-a-host.html", "{% extends \"base.html\" %}"),
        ];
        let text = |template: &str| templates.iter().find(|(name, _)| *name == template).expect("a template").1;
        let sentence = |(template, at, fault): (String, usize, domain::problem::Fault)| {
            let rest = &text(&template)[at..];
            let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))).unwrap_or(rest.len());
            (rest[..end].to_owned(), fault.to_string())
        };
        check(&templates, &known).into_iter().map(sentence).collect()
    }

    #[test]
    fn known_names_are_fine_wherever_they_stand() {
        let page = r#"{% extends "embed.html" %}{% block main %}{% set card = offer.card %}{{ card.title.text }}
            {% for window in offer.windows %}{{ loop.index }}{{ window.from | date }}{% if not loop.last %}, {% endif %}{% endfor %}
            {{ t(key="home", count=offer.windows | length) }}{{ t(key="home-" ~ section) }}{{ asset(path="site.css") }}
            {% if similar_rows and offer.windows[0].from is not defined or site_name is starting_with(pat="x") %}{% endif %}
            {% for key, value in {"a": section} %}{{ key }}{{ value.anything }}{% endfor %}{{ [x.y for x in similar if x.z] | length }}
            {% set html %}{{ section }}{% endset %}{{ html }}{{ 1 if offer?.card else none }}{# {{ no }} #}{% raw %}{{ no }}{% endraw %}{% endblock %}"#;
        assert_eq!(found(page), [("cart".to_owned(), "there is no variable `cart`".to_owned())]);
    }

    #[test]
    fn unknown_names_are_found_with_their_place() {
        let rest = ("cart", "there is no variable `cart`");
        for (page, name, sentence) in [
            (
                "{% if similar_rowz %}{% endif %}",
                "similar_rowz",
                "there is no variable `similar_rowz`; did you mean \"similar_rows\"?",
            ),
            ("{% if offer.card.opne %}{% endif %}", "opne", "there is no field `opne`; did you mean \"open\"?"),
            (
                "{% set card = offer.card %}{% if card.titel.text %}{% endif %}",
                "titel.text",
                "there is no field `titel`; did you mean \"title\"?",
            ),
            (
                "{% for window in offer.windows %}{% if window.form %}{% endif %}{% endfor %}",
                "form",
                "there is no field `form`; did you mean \"from\"?",
            ),
            ("{% for window in offer.windows %}{% endfor %}{{ window.from }}", "", ""),
            (
                "{% if section %}{{ t(key=\"hoem\") }}{% endif %}",
                "hoem",
                "there is no message `hoem`; did you mean \"home\"?",
            ),
            (
                "{{ asset(path=\"site.cs\") }}",
                "site.cs",
                "there is no static file `site.cs`; did you mean \"site.css\"?",
            ),
            ("{{<title card={section} sise=\"h2\"/>}}", "sise", "there is no parameter `sise`; did you mean \"size\"?"),
            ("{{<title card={offer.card}/>}}", "txt", "there is no field `txt`; did you mean \"text\"?"),
            (
                "{% <title card={offer.crad}> %}{% </title> %}",
                "crad",
                "there is no field `crad`; did you mean \"card\"?",
            ),
        ] {
            let mut expected = vec![rest];
            if !name.is_empty() {
                expected.push((name, sentence));
            }
            let found = found(page);
            let found: Vec<(&str, &str)> =
                found.iter().map(|(name, sentence)| (name.as_str(), sentence.as_str())).collect();
            assert_eq!(found, expected, "{page}");
        }
    }
}
