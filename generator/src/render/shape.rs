//! What a value of a template is made of: which fields it can have.

use std::collections::BTreeMap;

/// What is known of a value.
#[allow(dead_code)]
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Shape {
    /// Nothing: it may have any field.
    #[default]
    Unknown,
    /// A map with these fields, whether or not all of them are there.
    Fields(BTreeMap<String, Shape>),
    /// A list of such values.
    List(Box<Shape>),
}

impl Shape {
    /// A field; none, if there is no such field.
    pub fn field(&self, name: &str) -> Option<Shape> {
        match self {
            Shape::Fields(fields) => fields.get(name).cloned(),
            Shape::Unknown | Shape::List(_) => Some(Shape::Unknown),
        }
    }

    /// An item of a list.
    pub fn item(&self) -> Shape {
        match self {
            Shape::List(item) => (**item).clone(),
            Shape::Unknown | Shape::Fields(_) => Shape::Unknown,
        }
    }

    /// What is true of a value that has either shape.
    pub fn merge(&mut self, other: &Shape) {
        match (&mut *self, other) {
            (_, Shape::Unknown) => {}
            (Shape::Fields(fields), Shape::Fields(others)) => {
                for (name, shape) in others {
                    fields.entry(name.clone()).or_default().merge(shape);
                }
            }
            (Shape::List(item), Shape::List(other)) => item.merge(other),
            (Shape::Unknown, other) => *self = other.clone(),
            // Of different kinds: the template has to find out which it is.
            _ => *self = Shape::Unknown,
        }
    }
}
