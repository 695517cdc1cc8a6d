//! What a ranking is asked for.

use jiff::civil::Date;

use super::history::History;
use crate::request::{Request, Search, Wish};
use crate::text::LanguageTag;
use crate::vocabulary::{Code, Country};

/// What is asked, and from where.
#[derive(Debug, Clone, Copy)]
pub struct MatchQuery<'r> {
    pub search: &'r Search,
    pub country: &'r Code<Country>,
    pub language: &'r LanguageTag,
}

impl<'r> MatchQuery<'r> {
    /// The query of a request, if it looks for a host.
    pub fn of(request: &'r Request) -> Option<Self> {
        match &request.wish {
            Wish::FindAHost(search) => {
                Some(Self { search, country: &request.organisation.country, language: &request.language })
            }
            Wish::OfferToHost(_) | Wish::Join(_) => None,
        }
    }
}

/// What a ranking depends on beside the request and the catalogue.
#[derive(Debug, Clone, Copy)]
pub struct MatchContext<'a> {
    pub today: Date,
    pub history: &'a History,
    /// The most matches to tell, and the most near misses.
    pub most: (usize, usize),
}
