//! Examples of requests, with codes of the site's own vocabulary. Each is read by the rules before it is published: one
//! that a site's vocabulary has no codes for is left out, and none is wrong.

use std::collections::BTreeSet;

use domain::request::{Form, ReadContext, Request, node_from_pairs};
use domain::text::LanguageTag;
use domain::text::messages::{MessageError, Messages};
use domain::validate::{Node, Reader, Source};
use domain::vocabulary::{Audience, Country, Language, OrganisationKind, Sector, Term, Vocabulary};
use jiff::civil::{Date, date};

/// What examples are made of.
pub struct Examples<'s> {
    pub vocabulary: &'s Vocabulary,
    pub messages: &'s Messages,
    pub today: Date,
}

impl Examples<'_> {
    /// A form as a program writes it; none if the rules of this site would refuse it.
    pub fn document(&self, form: Form) -> Result<Option<Node>, MessageError> {
        let example = self.write(form)?;
        Ok(self.fits(form, &example, Source::Typed).then_some(example))
    }

    /// The same as the fields of a posted form.
    pub fn fields(&self, form: Form) -> Result<Option<Node>, MessageError> {
        let mut fields = Vec::new();
        flatten(&self.write(form)?, String::new(), &mut fields);
        let pairs: Vec<(&str, String)> = fields
            .iter()
            .flat_map(|(name, value)| match value {
                Node::List(items) => items.iter().map(|item| (name.as_str(), text_of(item))).collect(),
                value => vec![(name.as_str(), text_of(value))],
            })
            .collect();
        let posted = node_from_pairs(pairs.iter().map(|(name, value)| (*name, value.as_str())));
        let fits = posted.is_ok_and(|node| self.fits(form, &node, Source::Posted));
        Ok(fits.then_some(Node::Map(fields)))
    }

    fn fits(&self, form: Form, example: &Node, source: Source) -> bool {
        let mut reader = Reader::new(self.vocabulary, source, LanguageTag::english());
        let circumstances = ReadContext { today: self.today, open_offers: &BTreeSet::new() };
        reader.document(example, |fields| Request::read(fields, form, circumstances)).is_some()
    }

    fn write(&self, form: Form) -> Result<Node, MessageError> {
        let says = |name: &str| self.messages.text(&format!("api-example-{name}")).map(Node::Text);
        let organisation = map([
            ("name", says("organisation")?),
            ("kind", self.code::<OrganisationKind>("EPLUS-EDU-VOC-SEC")),
            ("country", self.code::<Country>("BE")),
            ("place", says("place")?),
        ]);
        let contact = map([("name", says("contact")?), ("email", text("contact@example.org"))]);
        let mut entries = vec![
            ("form", text(form.code())),
            ("language", text(self.messages.language().as_str())),
            ("organisation", organisation),
            ("contact", contact),
        ];
        entries.extend(match form {
            Form::FindAHost => vec![
                ("activity", text("job-shadowing")),
                ("audiences", list([self.code::<Audience>("teachers")])),
                ("goal", says("goal")?),
                ("period", self.season()),
                ("days", Node::Whole(3)),
                ("participants", Node::Whole(4)),
                ("languages", self.languages()),
            ],
            Form::OfferToHost => vec![
                ("title", says("title")?),
                ("summary", says("summary")?),
                ("activities", list([text("job-shadowing")])),
                ("audiences", list([self.code::<Audience>("teachers")])),
                ("sectors", list([self.code::<Sector>("07")])),
                ("programme", says("programme")?),
                ("learning", says("learning")?),
                ("languages", self.languages()),
                ("group", map([("min", Node::Whole(2)), ("max", Node::Whole(8))])),
                ("duration", map([("min", Node::Whole(2)), ("max", Node::Whole(5))])),
                ("windows", list([self.season()])),
                ("costs", says("costs")?),
                ("by_rail", Node::Flag(true)),
            ],
            Form::Join => vec![("motivation", says("motivation")?)],
        });
        entries.push(("consent", Node::Flag(true)));
        Ok(map(entries))
    }

    /// The spring of the year after next: a site that nobody builds again for a year still has good examples.
    fn season(&self) -> Node {
        let year = self.today.year() + 2;
        map([("from", text(date(year, 3, 1).to_string())), ("until", text(date(year, 4, 30).to_string()))])
    }

    fn languages(&self) -> Node {
        list([map([("code", self.code::<Language>("en")), ("level", text("B2"))])])
    }

    /// A code that one would expect, or else the vocabulary's first.
    fn code<T: Term>(&self, expected: &str) -> Node {
        let terms = T::terms(self.vocabulary);
        let term = terms.find(expected).or_else(|| terms.iter().next());
        text(term.map(Term::code).unwrap_or_default())
    }
}

fn text(text: impl Into<String>) -> Node {
    Node::Text(text.into())
}

fn list(items: impl Into<Vec<Node>>) -> Node {
    Node::List(items.into())
}

fn map(entries: impl IntoIterator<Item = (&'static str, Node)>) -> Node {
    Node::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// The fields of a document, each named by its full path.
fn flatten(node: &Node, name: String, fields: &mut Vec<(String, Node)>) {
    match node {
        Node::Map(entries) => {
            for (key, value) in entries {
                flatten(value, if name.is_empty() { key.clone() } else { format!("{name}.{key}") }, fields);
            }
        }
        Node::List(items) if items.iter().any(|item| matches!(item, Node::Map(_))) => {
            for (place, item) in items.iter().enumerate() {
                flatten(item, format!("{name}[{place}]"), fields);
            }
        }
        Node::Flag(flag) => fields.push((name, text(flag.to_string()))),
        value => fields.push((name, value.clone())),
    }
}

/// A value as it is posted.
fn text_of(value: &Node) -> String {
    match value {
        Node::Text(text) => text.clone(),
        Node::Whole(number) => number.to_string(),
        _ => String::new(),
    }
}
