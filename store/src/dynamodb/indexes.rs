//! The table's indexes. Each costs a write for every item that it takes up, so there is one for each order in which
//! something has to be found among all requests, and none for what can be found in another's.
//!
//! | index | partition | order | what for | who is in it |
//! |---|---|---|---|---|
//! | `by-status` | partition of a status | reception | the lists | every request, once |
//! | `by-due` | the same | when something is due | what is overdue | requests for which somebody waits |
//! | `by-expiry` | the same | expiry | the preview of erasures, all counts | every request, once |
//! | `by-subject` | a subject | reception, or introduction | who sent it, who works on it, hosts | see `subjects` |
//! | `by-organisation` | register | name, then reception | the same organisation, search by name | every submission |
//!
//! The public function may put one item only, so what the desk must know of a submission that nobody has changed stands in
//! that item, for each index in attributes of its own: an item stands in an index once. Whatever the desk writes itself is
//! found through `by-subject` alone.
//!
//! Only `by-status` carries what a line of a list shows. The others lead to records, which are read from the table: a page
//! has fifty, and so nothing in an index can be older than, or other than, what it leads to.

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{
    GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection, ProjectionType, ScalarAttributeType,
};

/// An index: its name, its keys, and what it carries beside them and the table's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Index {
    pub(super) name: &'static str,
    pub(super) partition: &'static str,
    pub(super) order: &'static str,
    pub(super) carried: &'static [&'static str],
}

/// Lists by status.
pub(super) const BY_STATUS: Index = Index {
    name: "by-status",
    partition: "shelf",
    order: "place",
    carried: &["form", "organisation", "country", "town", "activities", "due", "offer", "expires"],
};

/// What somebody has to do something about.
pub(super) const BY_DUE: Index =
    Index { name: "by-due", partition: "shelf", order: "due", carried: &["form", "expires"] };

/// What is erased next. It carries keys alone, so counting reads as little as can be.
pub(super) const BY_EXPIRY: Index = Index { name: "by-expiry", partition: "shelf", order: "expires", carried: &[] };

/// What has to do with a person, an offer, or all introductions; the last three attributes are of introductions.
pub(super) const BY_SUBJECT: Index = Index {
    name: "by-subject",
    partition: "subject",
    order: "moment",
    carried: &["form", "expires", "offer", "answered", "open"],
};

/// The register of organisations.
pub(super) const BY_ORGANISATION: Index =
    Index { name: "by-organisation", partition: "register", order: "line", carried: &["expires"] };

/// All of them.
pub(super) const INDEXES: [Index; 5] = [BY_STATUS, BY_DUE, BY_EXPIRY, BY_SUBJECT, BY_ORGANISATION];

/// The type of an attribute that is a key somewhere.
pub(super) fn type_of(attribute: &str) -> ScalarAttributeType {
    if attribute == "expires" { ScalarAttributeType::N } else { ScalarAttributeType::S }
}

impl Index {
    /// As the service describes it.
    pub(super) fn described(&self) -> Result<GlobalSecondaryIndex, BuildError> {
        let key = |name: &str, kind| KeySchemaElement::builder().attribute_name(name).key_type(kind).build();
        let projection = match self.carried {
            [] => Projection::builder().projection_type(ProjectionType::KeysOnly),
            carried => {
                let carried = carried.iter().map(|name| (*name).to_owned()).collect();
                Projection::builder().projection_type(ProjectionType::Include).set_non_key_attributes(Some(carried))
            }
        };
        GlobalSecondaryIndex::builder()
            .index_name(self.name)
            .key_schema(key(self.partition, KeyType::Hash)?)
            .key_schema(key(self.order, KeyType::Range)?)
            .projection(projection.build())
            .build()
    }
}
