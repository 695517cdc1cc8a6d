//! What a request is checked against, beside the vocabulary.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::text::Slug;

/// What a request is checked against, beside the vocabulary.
#[derive(Debug, Clone, Copy)]
pub struct ReadContext<'a> {
    pub today: Date,
    /// Offers that can be asked for.
    pub open_offers: &'a BTreeSet<Slug>,
}
