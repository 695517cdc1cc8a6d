//! The state of a check: what is known of components and templates, and the mistakes found.

use std::collections::{HashMap, HashSet};

use domain::validate::ErrorKind;

use super::components::Component;
use super::scope::Scope;
use crate::render::contract::Contract;
use crate::render::shape::{MergeAll, Values};

/// What the theme has, by name.
pub struct Known<'t> {
    /// The keys of messages that every language has.
    pub messages: HashSet<&'t str>,
    pub assets: HashSet<&'t str>,
    /// What templates are given.
    pub contract: &'t Contract,
}

/// A mistake, with the template's name and the byte where it is.
pub type Found = (String, usize, ErrorKind);

pub(super) struct Checker<'t, 'k> {
    pub(super) known: &'k Known<'k>,
    pub(super) components: HashMap<&'t str, Component>,
    /// The arguments that components are called with.
    pub(super) arguments: HashMap<String, Values>,
    /// The values that templates get from pages and from templates that include or extend them. A template of no page is not
    /// here.
    pub(super) received: HashMap<String, Values>,
    pub(super) found: Vec<Found>,
}

impl Checker<'_, '_> {
    /// Passes the values of a place on to another template.
    pub(super) fn pass_on(&mut self, scope: &Scope, template: &str) {
        let Some(values) = &scope.values else { return };
        self.received.entry(template.to_owned()).or_default().merge_all(values);
    }

    pub(super) fn report_unknown(
        &mut self,
        template: &str,
        place: usize,
        kind: &'static str,
        name: &str,
        suggestion: Option<String>,
    ) {
        let kind = ErrorKind::UnknownName { kind, value: name.to_owned(), suggestion };
        self.found.push((template.to_owned(), place, kind));
    }
}
