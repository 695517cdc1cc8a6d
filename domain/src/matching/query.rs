//! What a ranking is asked for.

use jiff::civil::Date;

use super::history::History;
use crate::request::{Request, Search, Wish};
use crate::text::LanguageTag;
use crate::vocabulary::{Code, Country};

/// What is asked, and from where.
#[derive(Debug, Clone, Copy)]
pub struct MatchQuery<'r> {
    /// The wish for a host.
    pub search: &'r Search,
    /// The asking organisation's country.
    pub country: &'r Code<Country>,
    /// The language in which the goal is written.
    pub language: &'r LanguageTag,
}

impl<'r> MatchQuery<'r> {
    /// The question of a request, if it looks for a host.
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
    /// Today, where the secretariat is.
    pub today: Date,
    /// Who was asked of late.
    pub history: &'a History,
    /// The most matches to tell, and the most near misses.
    pub most: (usize, usize),
}
