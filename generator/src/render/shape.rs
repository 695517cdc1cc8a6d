//! What a value of a template is made of: which fields it can have.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use tera::Value;

/// What is known of a value. Parts are shared, since every use of a name looks at them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Shape {
    /// Nothing: it may have any field.
    #[default]
    Unknown,
    /// A text, a number or a flag: it has no fields.
    Plain,
    /// A map with these fields, whether or not all of them are there.
    Fields(Arc<BTreeMap<String, Shape>>),
    /// A list of such values.
    List(Arc<Shape>),
}

impl Shape {
    /// A field; none, if there is no such field.
    pub fn field(&self, name: &str) -> Option<Shape> {
        match self {
            Shape::Fields(fields) => fields.get(name).cloned(),
            Shape::Plain => None,
            Shape::Unknown | Shape::List(_) => Some(Shape::Unknown),
        }
    }

    /// The names of its fields.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        let fields = if let Shape::Fields(fields) = self { Some(fields.keys()) } else { None };
        fields.into_iter().flatten().map(String::as_str)
    }

    /// An item of a list.
    pub fn item(&self) -> Shape {
        match self {
            Shape::List(item) => (**item).clone(),
            Shape::Unknown | Shape::Plain | Shape::Fields(_) => Shape::Unknown,
        }
    }

    /// Whether a value may be of this shape. What is absent may be of any.
    pub fn admits(&self, value: &Value) -> bool {
        if value.is_none() {
            return true;
        }
        match self {
            Shape::Unknown => true,
            Shape::Plain => !value.is_map() && !value.is_array(),
            Shape::List(item) => value.as_array().is_some_and(|items| items.iter().all(|value| item.admits(value))),
            Shape::Fields(fields) => value.as_map().is_some_and(|map| {
                let admits = |name: &str, value| fields.get(name).is_some_and(|shape| shape.admits(value));
                map.iter().all(|(name, value)| name.as_str().is_some_and(|name| admits(name, value)))
            }),
        }
    }

    /// What is true of a value that has either shape.
    pub fn merge(&mut self, other: &Shape) {
        match (&mut *self, other) {
            (Shape::Plain, Shape::Plain) => {}
            (Shape::Fields(own), Shape::Fields(others)) => {
                if own != others {
                    Arc::make_mut(own).merge_all(others);
                }
            }
            (Shape::List(own), Shape::List(other)) => {
                if own != other {
                    Arc::make_mut(own).merge(other);
                }
            }
            // Nothing is known of one of them, or they are of different kinds: the template has to find out which it is.
            _ => *self = Shape::Unknown,
        }
    }
}

pub type Values = BTreeMap<String, Shape>;

/// Values that come from several places.
pub trait MergeAll {
    /// Takes in other values: what has the same name has either shape.
    fn merge_all(&mut self, others: &Values);
}

impl MergeAll for Values {
    fn merge_all(&mut self, others: &Values) {
        for (name, shape) in others {
            match self.entry(name.clone()) {
                Entry::Vacant(entry) => drop(entry.insert(shape.clone())),
                Entry::Occupied(mut entry) => entry.get_mut().merge(shape),
            }
        }
    }
}
