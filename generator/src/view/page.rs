//! Values that pages of several kinds show.

use schemars::JsonSchema;
use serde::Serialize;

use super::Bar;
use content::model::address::numbered;
use content::model::site::Site;

/// A page of a list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PageOfList {
    pub number: usize,
    pub of: usize,
    pub first: usize,
    pub last: usize,
    pub total: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
}

impl PageOfList {
    /// A page of a list of `total` entries; `list` is the address of its first page.
    pub fn new(site: &Site, total: usize, number: usize, list: &str) -> Self {
        let per_page = site.settings.offers_per_page;
        let of = total.div_ceil(per_page).max(1);
        let before = (number - 1) * per_page;
        Self {
            number,
            of,
            first: before + 1,
            last: total.min(before + per_page),
            total,
            previous: (number > 1).then(|| numbered(list, number - 1)),
            next: (number < of).then(|| numbered(list, number + 1)),
        }
    }

    /// Its entries of all.
    pub fn entries<'e, T>(&self, all: &'e [T]) -> &'e [T] {
        all.get(self.first - 1..self.last).unwrap_or_default()
    }
}

/// One way to look at the offers, for navigation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FacetView {
    pub code: &'static str,
    pub bars: Vec<Bar>,
}

/// Another language of the same page.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Translation {
    pub language: String,
    pub name: String,
    pub address: String,
    pub current: bool,
}

/// The offers of one code, with what they can be followed by.
#[derive(Serialize, JsonSchema)]
pub struct Followed<'s> {
    pub label: &'s str,
    /// Where others in the list have the same label.
    pub code: Option<&'s str>,
    pub count: usize,
    pub feed: String,
}

#[derive(Serialize, JsonSchema)]
pub struct FeedsOf<'s> {
    pub facet: &'static str,
    pub feeds: Vec<Followed<'s>>,
}

/// The schemas of data or of content.
#[derive(Serialize, JsonSchema)]
pub struct SchemasOf {
    pub of: &'static str,
    pub schemas: Vec<SchemaLink>,
}

/// A schema by its file's name.
#[derive(Serialize, JsonSchema)]
pub struct SchemaLink {
    pub name: String,
    pub address: String,
}
