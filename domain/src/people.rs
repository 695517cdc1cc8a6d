//! Promoters of learning mobility, and the partners of the partnership.

use serde::{Deserialize, Serialize};

use crate::parts::read_web_address;
use crate::reading::{Fields, Limit};
use crate::terms::{Country, Region};
use crate::text::LocalizedText;
use crate::vocabulary::Code;

/// A person who works for learning mobility, with what was told of it in public.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Promoter {
    /// The person.
    pub name: String,
    /// What the person does.
    pub role: LocalizedText,
    /// Where.
    pub organisation: String,
    /// The region.
    pub region: Code<Region>,
    /// The town.
    pub place: String,
    /// What the promoter works for.
    pub priorities: Vec<LocalizedText>,
    /// Where this was told in public.
    pub source: String,
}

impl Promoter {
    /// Reads a promoter's file.
    pub fn read(fields: &mut Fields) -> Option<Self> {
        let name = fields.text("name", Limit::LINE);
        let role = fields.localized("role", Limit::SUMMARY);
        let organisation = fields.text("organisation", Limit::LINE);
        let region = fields.code("region");
        let place = fields.text("place", Limit::LINE);
        let priorities = fields.localized_list("priorities", 1, Limit::PARAGRAPH);
        let source = fields.text("source", Limit::SUMMARY);
        Some(Self {
            name: name?,
            role: role?,
            organisation: organisation?,
            region: region?,
            place: place?,
            priorities,
            source: source?,
        })
    }
}

/// An organisation that carries or supports the partnership.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Partner {
    /// Its name.
    pub name: String,
    /// What it does in the partnership.
    pub role: LocalizedText,
    /// Its country.
    pub country: Code<Country>,
    /// Its region.
    pub region: Option<Code<Region>>,
    /// Its website.
    pub website: Option<String>,
}

impl Partner {
    /// Reads a partner's file.
    pub fn read(fields: &mut Fields) -> Option<Self> {
        let name = fields.text("name", Limit::LINE);
        let role = fields.localized("role", Limit::PARAGRAPH);
        let country = fields.code("country");
        let region = fields.optional_code("region");
        let website = read_web_address(fields, "website");
        Some(Self { name: name?, role: role?, country: country?, region, website })
    }
}
