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
    pub fn read(fields: &mut ObjectReader) -> Option<Self> {
        // A draft is not published, so whoever has one of these never has a draft.
        fields.flag("draft");
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
    /// Its logo, where it gave us the right to show it.
    pub logo: Option<Logo>,
    /// The day on which it joined.
    pub since: Option<Date>,
}

/// The logo of a partner: a file in `content/images/`, which may be an SVG drawing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Logo {
    /// The file's name.
    pub file: String,
    /// What it shows, for those who can't see it.
    pub alt: LocalizedText,
}

impl Partner {
    /// Reads a partner's file.
    pub fn read(fields: &mut ObjectReader) -> Option<Self> {
        // A draft is not published, so whoever has one of these never has a draft.
        fields.flag("draft");
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
        Some(Self { name: name?, role: role?, country: country?, region, website, logo, since })
    }
}

impl Logo {
    fn read(fields: &mut ObjectReader) -> Option<Self> {
        let file = fields.text("file", Limit::LINE);
        let alt = fields.localized("alt", Limit::LINE);
        Some(Self { file: file?, alt: alt? })
    }
}
