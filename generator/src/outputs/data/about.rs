//! What the function needs to know of the site, and of its offers.

use std::io::Write;

use content::model::settings::Secretariat;
use content::model::site::{Entry, Site};
use domain::case::Reminders;
use domain::case::retention::Retention;
use domain::content::offer::Offer;
use domain::request::fit::{ConditionsOfOffers, OfferConditions};
use domain::text::{LanguageTag, Slug};
use schemars::JsonSchema;
use serde::Serialize;

use super::collection::{self, DATA_VERSION};
use super::error::DataError;
use super::published::{json, schema_address};

/// The schema of `data/site.json`.
pub(super) const ABOUT_SCHEMA: &str = "site.schema.json";

pub(super) fn about_schema(site: &Site, out: &mut impl Write) -> Result<(), DataError> {
    let mut schema = collection::schema_of::<About>();
    schema.insert("$id".to_owned(), schema_address(site, ABOUT_SCHEMA).into());
    json(&schema, out)
}

/// `data/site.json`. How hosts are weighed against each other is not in it: it is nobody's business but the desk's.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Site")]
struct About<'s> {
    #[serde(rename = "$schema")]
    schema: String,
    version: u32,
    name: &'s str,
    base_url: &'s str,
    /// Who answers, and signs what the desk writes.
    secretariat: &'s Secretariat,
    languages: &'s [LanguageTag],
    retention: Retention,
    reminders: Reminders,
    guard: Guard,
}

#[derive(Serialize, JsonSchema)]
struct Guard {
    proof_of_work: bool,
}

/// What the function needs to know of the site.
pub(super) fn about(site: &Site, out: &mut impl Write) -> Result<(), DataError> {
    let settings = &site.settings;
    let about = About {
        schema: schema_address(site, ABOUT_SCHEMA),
        version: DATA_VERSION,
        name: &settings.name,
        base_url: settings.base_url(),
        secretariat: &settings.secretariat,
        languages: &settings.languages,
        retention: settings.retention,
        reminders: settings.reminders,
        guard: Guard { proof_of_work: settings.proof_of_work },
    };
    json(&about, out)
}

#[derive(Serialize)]
struct OpenOffers<'s> {
    version: u32,
    offers: Vec<&'s Slug>,
}

/// The offers that can be asked for, by nothing but their names: the function reads them at every start, and the whole
/// catalogue is four kilobytes an offer.
pub(super) fn open_offers(site: &Site, out: &mut impl Write) -> Result<(), DataError> {
    let mut offers: Vec<&Slug> = site.open_offers().map(|offer| &offer.slug).collect();
    offers.sort();
    json(&OpenOffers { version: DATA_VERSION, offers }, out)
}

/// What the offers that can be asked for say about visits: the function reads it when somebody asks about one.
pub(super) fn offer_conditions(site: &Site, out: &mut impl Write) -> Result<(), DataError> {
    let regions = &site.vocabulary.regions;
    let conditions = |offer: &Entry<Offer>| OfferConditions::of(&offer.value, regions, site.today);
    let offers = site.open_offers().map(|offer| (offer.slug.clone(), conditions(offer))).collect();
    json(&ConditionsOfOffers { version: DATA_VERSION, offers }, out)
}
