//! The page on open data: every file that others can build on, and how to show offers elsewhere.

use domain::text::messages::Messages;
use fluent_bundle::FluentValue;
use tera::Context;

use crate::outputs::data::{SCHEMAS, dataset, has_feed, schema_files};
use crate::outputs::openapi;
use crate::plan::has_embed;
use crate::plan::offer_groups::OfferGroup;
use crate::theme::ThemeError;
use crate::view::LocalizedSite;
use crate::view::page::{FeedsOf, Followed, SchemaLink, SchemasOf};
use content::model::address::Addresses;
use content::model::facet::Facet;
use content::model::site::Site;
use content::model::site::absolute;

/// Puts everything that the page lists into a context.
pub(super) fn insert(
    context: &mut Context,
    site: &Site,
    localized: &LocalizedSite,
    offer_groups: &[OfferGroup],
    messages: &Messages,
) -> Result<(), ThemeError> {
    context.insert("datasets", &dataset::all(site));
    let link = |name: String| SchemaLink { address: localized.addresses.file(&format!("{SCHEMAS}/{name}")), name };
    let schemas: Vec<SchemasOf> = schema_files()
        .into_iter()
        .map(|(of, names)| SchemasOf { of, schemas: names.into_iter().map(link).collect() })
        .collect();
    context.insert("schemas", &schemas);
    let feeds: Vec<FeedsOf> = Facet::ALL
        .into_iter()
        .filter(|facet| has_feed(site, *facet))
        .map(|facet| FeedsOf {
            facet: facet.code(),
            feeds: followed(
                offer_groups.iter().filter(|group| group.facet == facet && !group.offers.is_empty()),
                localized,
            ),
        })
        .collect();
    context.insert("feeds", &feeds);

    context.insert("api", &localized.addresses.file(openapi::FILE));
    context.insert("api_command", &openapi::command(site, messages)?);

    // The example is the country with most offers, so that there is something to see.
    let countries = offer_groups.iter().filter(|group| group.facet == Facet::Country && has_embed(site, group));
    let example = countries.max_by(|a, b| a.offers.len().cmp(&b.offers.len()).then(b.code.cmp(a.code)));
    let address = localized.addresses.embed(example.map(|group| (group.facet, group.code)));
    let title = match example {
        Some(group) => {
            let label = group.label.in_language(localized.language).0;
            messages.format("facet-title-country", [("label", FluentValue::from(label))])?
        }
        None => messages.text("offers-title")?,
    };
    context.insert("embed_snippet", &snippet(&absolute(site, &address), &title));
    context.insert("embed_example", &address);
    context.insert("embed_title", &title);
    let settings = &site.settings;
    let all = Facet::ALL.into_iter().filter(|facet| *facet != Facet::Audience).all(|facet| settings.has_pages(facet));
    context.insert("embed_everything", &all);
    context.insert("embed_all", &localized.addresses.embed(None));
    Ok(())
}

/// Returns the feeds of groups. A field of education can have the label of the field around it.
fn followed<'s>(
    offer_groups: impl Iterator<Item = &'s OfferGroup<'s>> + Clone,
    localized: &LocalizedSite,
) -> Vec<Followed<'s>> {
    let label = |group: &'s OfferGroup<'s>| group.label.in_language(localized.language).0;
    offer_groups
        .clone()
        .map(|group| Followed {
            label: label(group),
            code: (offer_groups.clone().filter(|other| label(other) == label(group)).count() > 1).then_some(group.code),
            count: group.offers.len(),
            feed: Addresses::feed(&localized.addresses.facet(group.facet, group.code)),
        })
        .collect()
}

/// What a partner copies into a page. The title is what a screen reader says of the frame.
fn snippet(address: &str, title: &str) -> String {
    let title = title.replace('&', "&amp;").replace('"', "&quot;");
    format!(
        "<iframe src=\"{address}\"\n        title=\"{title}\"\n        width=\"100%\" height=\"640\" loading=\"lazy\" style=\"border: 0\"></iframe>"
    )
}
