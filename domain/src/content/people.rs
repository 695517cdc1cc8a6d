//! Promoters of learning mobility, and the partners of the partnership.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::content::common::read_web_address;
use crate::text::LocalizedText;
use crate::validate::{ErrorKind, Limit, ObjectReader};
use crate::vocabulary::{Code, Country, Region};

/// A person who works for learning mobility, with what was told of it in public.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Promoter {
    pub name: String,
    pub role: LocalizedText,
    pub organisation: String,
    pub region: Code<Region>,
    pub place: String,
    pub priorities: Vec<LocalizedText>,
    /// Where this was told in public.
    pub source: String,
}

impl Promoter {
    pub fn read(fields: &mut ObjectReader) -> Option<Self> {
        fields.skip_draft_flag();
        let name = fields.text("name", Limit::LINE);
        let role = fields.localized("role", Limit::SUMMARY);
        let organisation = fields.text("organisation", Limit::LINE);
        let region = fields.code("region");
        let place = fields.text("place", Limit::LINE);
        let priorities = fields.localized_list("priorities", 1, Limit::PARAGRAPH);
        let source = fields.text("source", Limit::SUMMARY);
        complete! { Self: name, role, organisation, region, place, priorities, source }
    }
}

/// An organisation that carries or supports the partnership.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Partner {
    pub name: String,
    /// What it does in the partnership.
    pub role: LocalizedText,
    pub country: Code<Country>,
    pub region: Option<Code<Region>>,
    pub website: Option<String>,
    /// Its logo, where it gave us the right to show it.
    pub logo: Option<Logo>,
    /// The day on which it joined.
    pub since: Option<Date>,
}

/// The logo of a partner: a file in `content/images/`, which may be an SVG drawing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Logo {
    pub file: String,
    /// What it shows, for those who can't see it.
    pub alt: LocalizedText,
}

impl Partner {
    pub fn read(fields: &mut ObjectReader) -> Option<Self> {
        fields.skip_draft_flag();
        let name = fields.text("name", Limit::LINE);
        let role = fields.localized("role", Limit::PARAGRAPH);
        let country = fields.code("country");
        let region = fields.optional_code("region");
        if let (Some(country), Some(region)) = (&country, &region)
            && let Some(lies_in) = fields.vocabulary().regions.get(region).map(|region| &region.country)
            && lies_in != country
        {
            let (region, lies_in, country) =
                (region.as_str().to_owned(), lies_in.as_str().to_owned(), country.as_str().to_owned());
            fields.note("region", ErrorKind::OtherCountry { region, lies_in, country });
        }
        let website = read_web_address(fields, "website");
        let logo = fields.optional_group("logo", Logo::read);
        let since = fields.optional_date("since");
        complete! { Self: name, role, country, region, website, logo, since }
    }
}

impl Logo {
    fn read(fields: &mut ObjectReader) -> Option<Self> {
        let file = fields.text("file", Limit::LINE);
        let alt = fields.localized("alt", Limit::LINE);
        complete! { Self: file, alt }
    }
}
