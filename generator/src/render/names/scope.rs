//! The names that can be used at a place of a template.

use crate::render::shape::{Shape, Values};

/// The names that can be used at a place of a template.
pub(super) struct Scope {
    /// None, where a template's values are not known: a part that no page uses.
    pub(super) values: Option<Values>,
    /// Names of loops, each with what it hid.
    loops: Vec<Vec<(String, Option<Shape>)>>,
}

impl Scope {
    pub(super) fn new(globals: &Values, values: Option<Values>) -> Self {
        let with_globals = |values: Values| {
            let globals = globals.iter().map(|(name, shape)| (name.clone(), shape.clone()));
            globals.chain(values).collect()
        };
        Self { values: values.map(with_globals), loops: Vec::new() }
    }

    /// What is known of the value of a name.
    pub(super) fn value(&self, name: &str) -> Shape {
        self.values.as_ref().and_then(|values| values.get(name)).cloned().unwrap_or_default()
    }

    pub(super) fn set(&mut self, name: &str, shape: Shape) -> Option<Shape> {
        self.values.as_mut().and_then(|values| values.insert(name.to_owned(), shape))
    }

    pub(super) fn begin_loop(&mut self, names: Vec<(String, Shape)>) {
        let hidden = names.into_iter().map(|(name, shape)| (name.clone(), self.set(&name, shape))).collect();
        self.loops.push(hidden);
    }

    pub(super) fn end_loop(&mut self) {
        let Some(values) = self.values.as_mut() else { return };
        for (name, hidden) in self.loops.pop().unwrap_or_default().into_iter().rev() {
            match hidden {
                Some(shape) => values.insert(name, shape),
                None => values.remove(&name),
            };
        }
    }
}
