//! Describing a format instead of reading a document: the same functions, asked what they would accept.
//!
//! Every key that a reading function asks for becomes a property of a [`Schema`], so a schema can't say anything else
//! than the reader does. A function may also look at a value before it goes on: at a flag (is a minor received?), or at
//! how a value was written (a month, or a group of two days?). Each such question is noted, and the function is asked
//! again with the other answer; what differs then is a condition of the schema, or a second way to write the value.
//!
//! A schema says what can be said of a file alone and of one value at a time. Rules between values (a window long
//! enough for the visit) and between files stay with the reader.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::text::LanguageTag;
use crate::validate::format::{Format, text_schema};
use crate::validate::schema::{Named, Others, Schema};
use crate::validate::sketch::{About, Question, Sketching};
use crate::validate::{ErrorKind, FieldPath, Limit, ObjectReader, PathSegment, Pointer, Reader, Source};
use crate::vocabulary::{Language, Term, Vocabulary};

/// The most codes of a vocabulary that a schema names with their titles. A longer list would be most of each schema.
const MOST_TITLES: usize = 500;

/// The format that a function reads, as a schema without title and address. Codes are those of `vocabulary`.
pub fn describe<T>(vocabulary: &Vocabulary, read: impl Fn(&mut ObjectReader) -> Option<T>) -> Schema {
    let (mut schema, Sketching { asked, mut definitions, .. }) = sketch(vocabulary, &read, None);
    for question in asked {
        let (mut other, sketching) = sketch(vocabulary, &read, Some(question.clone()));
        for (name, definition) in sketching.definitions.0 {
            definitions.add(&name, definition);
        }
        if let (Some(group), Some(other)) = (at(&mut schema, &question.group), at(&mut other, &question.group)) {
            learn(group, other, &question);
        }
    }
    definitions.0.sort_by(|a, b| a.0.cmp(&b.0));
    Schema { dialect: Some(Schema::DIALECT), definitions, ..schema }
}

fn sketch<T>(
    vocabulary: &Vocabulary,
    read: &impl Fn(&mut ObjectReader) -> Option<T>,
    yes: Option<Question>,
) -> (Schema, Sketching) {
    let mut reader = Reader::new(vocabulary, Source::Typed, LanguageTag::english());
    reader.sketching = Some(Sketching { yes, ..Sketching::default() });
    let schema = reader.sketch(FieldPath::Root, read);
    (schema, reader.sketching.unwrap_or_default())
}

/// What the answer yes changes, added to what holds for no.
fn learn(group: &mut Schema, other: &Schema, question: &Question) {
    match question.about {
        About::Flag => {
            for (name, property) in &other.properties.0 {
                group.properties.add(name, property.clone());
            }
            let required: Vec<_> =
                other.required.iter().filter(|name| !group.required.contains(name)).cloned().collect();
            if !required.is_empty() {
                let set = Named(vec![(question.key.to_owned(), Schema::constant(true, None))]);
                let condition = Schema { properties: set, required: vec![question.key.into()], ..Schema::default() };
                group.all_of.push(Schema {
                    condition: Some(Box::new(condition)),
                    then: Some(Box::new(Schema { required, ..Schema::default() })),
                    ..Schema::default()
                });
            }
        }
        About::Text => {
            if let (Some(one), Some(two)) = (group.properties.get_mut(question.key), other.properties.get(question.key))
            {
                let any_of = vec![two.clone(), std::mem::take(one)];
                *one = Schema { any_of, ..Schema::default() };
            }
        }
    }
}

fn at<'s>(schema: &'s mut Schema, pointer: &Pointer) -> Option<&'s mut Schema> {
    pointer.steps().iter().try_fold(schema, |schema, step| match step {
        PathSegment::Key(key) => schema.properties.get_mut(key),
        PathSegment::Index(_) => schema.items.as_deref_mut(),
    })
}

impl<'v> Reader<'v> {
    /// The schema of a group of keys.
    pub(super) fn sketch<T>(
        &mut self,
        path: FieldPath,
        read: impl FnOnce(&mut ObjectReader<'_, 'v>) -> Option<T>,
    ) -> Schema {
        let mut fields = ObjectReader::new(self, &[], path);
        // What it reads from nothing is nothing; what it asked for is what we want.
        drop(read(&mut fields));
        fields.sketch.map(|sketch| *sketch).unwrap_or_default()
    }
}

impl<'v> ObjectReader<'_, 'v> {
    /// Whether a format is being described, so that there is no document.
    pub(super) fn describes(&self) -> bool {
        self.reader.sketching.is_some()
    }

    /// Takes down what a key holds, if a format is being described.
    pub(super) fn describe(
        &mut self,
        key: &'static str,
        required: bool,
        schema: impl FnOnce(&mut Self) -> Schema,
    ) -> bool {
        if !self.describes() {
            return false;
        }
        let schema = schema(self);
        if let Some(sketch) = &mut self.sketch {
            sketch.properties.add(key, schema);
        }
        if required {
            self.must_have(key.into());
        }
        true
    }

    /// A rule that notes the lack of a key, whatever else it looks at, makes the key a required one; one that notes the
    /// lack of consent asks for a yes besides.
    pub(super) fn describe_fault(&mut self, key: &str, kind: &ErrorKind) {
        let sketch = self.sketch.as_deref_mut();
        let Some(property) = sketch.and_then(|sketch| sketch.properties.get_mut(key)) else { return };
        match kind {
            ErrorKind::Missing { .. } => {}
            ErrorKind::Consent => *property = Schema { constant: Some(true.into()), ..Schema::of("boolean") },
            _ => return,
        }
        self.must_have(key.to_owned().into());
    }

    fn must_have(&mut self, key: Cow<'static, str>) {
        if let Some(sketch) = &mut self.sketch
            && !sketch.required.contains(&key)
        {
            sketch.required.push(key);
        }
    }

    /// Takes down a flag, with what counts where it is left out, and tells whether it counts as set this time.
    pub(super) fn describe_flag(&mut self, key: &'static str, absent: Option<bool>) -> bool {
        self.describe(key, false, |_| Schema { default: absent.map(Into::into), ..Schema::of("boolean") });
        self.ask_about(key, About::Flag)
    }

    /// Whether a value counts as a text this time.
    pub(super) fn describe_is_text(&mut self, key: &'static str) -> bool {
        self.ask_about(key, About::Text)
    }

    fn ask_about(&mut self, key: &'static str, about: About) -> bool {
        let question = Question { group: self.path.pointer(), key, about };
        let Some(sketching) = &mut self.reader.sketching else { return false };
        let yes = sketching.yes.as_ref() == Some(&question);
        sketching.asked.push(question);
        yes
    }

    /// A code of a vocabulary.
    pub(super) fn sketch_code<T: Term>(&mut self) -> Schema {
        let name = T::vocabulary_name();
        if self.reader.sketching.as_ref().is_some_and(|sketching| sketching.definitions.get(name).is_some()) {
            return Schema::to(name);
        }
        let terms: Vec<&T> = T::terms(self.reader.vocabulary).iter().collect();
        let mut codes = Schema { title: Some(T::NAME.to_owned()), ..Schema::of("string") };
        if terms.len() > MOST_TITLES {
            codes.choices = terms.iter().map(|term| term.code().into()).collect();
        } else {
            let title = |term: &&T| Some(term.label().original().to_owned());
            codes.one_of = terms.iter().map(|term| Schema::constant(term.code(), title(term))).collect();
        }
        self.define(name, codes)
    }

    /// A text, or one for each language.
    pub(super) fn sketch_localized(&mut self, limit: Limit) -> Schema {
        let languages = self.sketch_code::<Language>();
        let by_language = Schema {
            property_names: Some(Box::new(languages)),
            additional_properties: Some(Others::Must(Box::new(text_schema(limit, Format::Plain)))),
            min_properties: Some(1),
            ..Schema::of("object")
        };
        let any_of = vec![text_schema(limit, Format::Plain), by_language];
        let title = Some("a text, or one for each language".to_owned());
        self.define(&format!("text-up-to-{}", limit.max), Schema { title, any_of, ..Schema::default() })
    }

    pub(super) fn define(&mut self, name: &str, schema: Schema) -> Schema {
        if let Some(sketching) = &mut self.reader.sketching {
            sketching.definitions.add(name, schema);
        }
        Schema::to(name)
    }
}
