//! What a form accepts, as a JSON Schema: asked of the functions that read it, so it can't say anything else.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Form, ReadContext, Request};
use crate::validate::{Limit, Named, Others, Schema, describe};
use crate::vocabulary::Vocabulary;

/// Traces that the form's own page leaves. A program has none of them, and is checked without them.
const TRACES: [&str; 3] = [Form::HONEYPOT, "elapsed", Form::UNFIT];

impl Form {
    /// What this form accepts as a JSON document. Codes are those of `vocabulary`.
    ///
    /// It leaves out what no schema can say: that days lie ahead and in their order, that a visit fits its window and
    /// the rules of its activity, that a part is no larger than its whole, and that an offer is open.
    pub fn schema(self, vocabulary: &Vocabulary) -> Schema {
        // What is read from no document is never compared with a day or an offer.
        let open_offers = BTreeSet::new();
        let circumstances = ReadContext { today: Date::MIN, open_offers: &open_offers };
        let mut schema = describe(vocabulary, |fields| Request::read(fields, self, circumstances));
        schema.properties.0.retain(|(name, _)| !TRACES.contains(&name.as_str()));
        if let Some(proof) = schema.properties.get_mut(Form::PROOF) {
            // A text, but whatever else is there is no problem either.
            *proof = Schema::default();
        }
        for Named(schemas) in [&mut schema.properties, &mut schema.definitions] {
            schemas.iter_mut().for_each(|(_, schema)| add_pattern(schema));
        }
        schema
    }
}

/// A web address as RFC 3986 writes it, in ASCII, with a domain of two labels or more. Readers of content and of
/// requests take other letters too.
const WEB_ADDRESS: &str =
    r"^https?://([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}(:[1-9][0-9]{0,3})?([/?#][!-\[\]-~]*)?$";

/// Says how texts are written: a program has nobody who looks at what it sends.
fn add_pattern(schema: &mut Schema) {
    match (schema.format, schema.min_length, schema.max_length) {
        // The pattern says it all, while what `uri` lets pass differs from one program to the next.
        (Some("uri"), ..) => (schema.format, schema.pattern) = (None, Some(WEB_ADDRESS.into())),
        (None, Some(min), Some(max)) if schema.pattern.is_none() => {
            schema.pattern = Some(Limit { min, max }.pattern().into());
        }
        _ => {}
    }
    schema.properties.0.iter_mut().for_each(|(_, property)| add_pattern(property));
    schema.any_of.iter_mut().for_each(add_pattern);
    if let Some(items) = &mut schema.items {
        add_pattern(items);
    }
    if let Some(Others::Must(others)) = &mut schema.additional_properties {
        add_pattern(others);
    }
}
