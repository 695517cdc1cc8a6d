//! The files that machines read: open data with its schemas and catalogue, the function's artefacts, feeds, calendar,
//! sitemap and notices.

mod about;
mod authority;
mod calendar;
mod catalogue;
mod changed;
mod collection;
mod concepts;
pub mod dataset;
mod error;
pub mod feed;
mod figures;
mod lines;
mod notice;
mod published;
mod sitemap;
mod tables;
mod titles;

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::sync::Arc;

use domain::content::event::Event;
use domain::text::LanguageTag;
use domain::text::messages::{MessageError, Messages};
use domain::vocabulary::other_words::OtherWords;

use crate::outputs::openapi;
use crate::plan::Planned;
use crate::plan::offer_groups::OfferGroup;
use content::model::address::Addresses;
use content::model::facet::Facet;
use content::model::site::{Site, Written};
use content::schemas::{self, Format};
pub use error::DataError;
pub use published::SCHEMAS;

use about::{ABOUT_SCHEMA, about, about_schema, offer_conditions, open_offers};
use collection::Collection;
use published::{json, schema_address};
use sitemap::SitemapFile;
use tables::{Table, TableFormat};

/// A file that machines read.
pub enum DataFile<'s> {
    /// What the function needs to know of the site.
    About,
    /// The schema of that.
    AboutSchema,
    /// How a program sends a request.
    Api,
    /// All events.
    Calendar,
    /// A list of things, as JSON.
    Collection(Collection),
    /// The schema of such a list.
    CollectionSchema(Collection),
    Catalogue,
    /// All codes, as concepts.
    Concepts,
    /// The schema of a kind of file that editors write.
    ContentSchema(&'static Format),
    Event(&'s Written<Event>),
    /// What is new, in one language.
    Feed(LanguageTag),
    /// What is new among the offers that share something, in one language.
    GroupFeed(LanguageTag, &'s OfferGroup<'s>),
    /// The names of the offers that the function lets one ask for.
    OpenOffers,
    /// What these offers say about the visits that they are for.
    OfferConditions,
    /// Other words for themes and fields.
    OtherWords,
    /// What robots may read.
    Robots,
    /// Whom to tell of a weakness.
    Security,
    Table(Table, TableFormat),
    /// All addresses.
    Sitemap(SitemapFile<'s>),
    /// All codes.
    Vocabulary,
}

/// Whether the offers of a facet have a feed, beside their page.
pub fn has_feed(site: &Site, facet: Facet) -> bool {
    matches!(facet, Facet::Country | Facet::Sector) && site.settings.has_pages(facet)
}

impl<'s> DataFile<'s> {
    /// All data files of a site with these groups and pages.
    pub fn all(site: &'s Site, offer_groups: &'s [OfferGroup<'s>], pages: &'s [Planned<'s>]) -> Vec<DataFile<'s>> {
        let mut files = vec![
            DataFile::About,
            DataFile::AboutSchema,
            DataFile::Api,
            DataFile::Calendar,
            DataFile::Catalogue,
            DataFile::Concepts,
            DataFile::OpenOffers,
            DataFile::OfferConditions,
            DataFile::OtherWords,
            DataFile::Robots,
            DataFile::Security,
            DataFile::Vocabulary,
        ];
        let is_published = |format| format != TableFormat::Workbook || site.settings.workbooks;
        let tables = Table::FILES.into_iter().filter(|(_, format)| is_published(*format));
        files.extend(tables.map(|(table, format)| DataFile::Table(table, format)));
        files.extend(Collection::ALL.map(DataFile::Collection));
        files.extend(Collection::ALL.map(DataFile::CollectionSchema));
        files.extend(schemas::FORMATS.iter().map(DataFile::ContentSchema));
        files.extend(sitemap::files(site, pages).into_iter().map(DataFile::Sitemap));
        files.extend(site.events.iter().map(|event| DataFile::Event(event)));
        for language in &site.settings.languages {
            files.push(DataFile::Feed(language.clone()));
            let offer_groups = offer_groups.iter().filter(|group| has_feed(site, group.facet));
            files.extend(offer_groups.map(|group| DataFile::GroupFeed(language.clone(), group)));
        }
        files
    }

    /// Its path below the output folder.
    pub fn name(&self) -> String {
        match self {
            DataFile::About => "data/site.json".to_owned(),
            DataFile::AboutSchema => format!("{SCHEMAS}/{ABOUT_SCHEMA}"),
            DataFile::Api => openapi::FILE.to_owned(),
            DataFile::Calendar => "events.ics".to_owned(),
            DataFile::Collection(collection) => format!("data/{}.json", collection.name()),
            DataFile::CollectionSchema(collection) => format!("{SCHEMAS}/{}", collection.schema_file()),
            DataFile::Catalogue => "data/catalogue.jsonld".to_owned(),
            DataFile::Concepts => concepts::FILE.to_owned(),
            DataFile::ContentSchema(format) => format!("{SCHEMAS}/{}", format.published_file()),
            DataFile::Event(event) => format!("events/{}.ics", event.entry.slug),
            DataFile::Feed(language) => format!("{language}/feed.xml"),
            DataFile::GroupFeed(language, group) => {
                let page = Addresses::new("", language).facet(group.facet, group.code);
                Addresses::feed(page.trim_start_matches('/'))
            }
            DataFile::Table(table, format) => table.file(*format),
            DataFile::OpenOffers => "data/open-offers.json".to_owned(),
            DataFile::OfferConditions => "data/offer-conditions.json".to_owned(),
            DataFile::OtherWords => "data/other-words.json".to_owned(),
            DataFile::Robots => "robots.txt".to_owned(),
            DataFile::Security => ".well-known/security.txt".to_owned(),
            DataFile::Sitemap(file) => file.name(),
            DataFile::Vocabulary => "data/vocabulary.json".to_owned(),
        }
    }

    /// Writes it, piece by piece: a list of a hundred thousand offers is never held as a whole.
    ///
    /// # Errors
    /// If a value can't be written in the file's format, the theme has no words for it, or nothing can be written.
    pub fn write(
        &self,
        site: &Site,
        messages: &BTreeMap<LanguageTag, Arc<Messages>>,
        out: &mut (dyn Write + Send),
    ) -> Result<(), DataError> {
        let mut out = BufWriter::with_capacity(BUFFER, out);
        let home = || words(messages, site.settings.default_language());
        match self {
            DataFile::About => about(site, &mut out)?,
            DataFile::AboutSchema => about_schema(site, &mut out)?,
            DataFile::Api => json(&openapi::document(site, home()?)?, &mut out)?,
            DataFile::Calendar => out.write_all(&calendar::events(site, home()?)?)?,
            DataFile::Collection(collection) => collection.data(site, &mut out)?,
            DataFile::CollectionSchema(collection) => collection.schema(site, &mut out)?,
            DataFile::Catalogue => catalogue::catalogue(site, messages, &mut out)?,
            DataFile::Concepts => concepts::write(site, messages, &mut out)?,
            DataFile::ContentSchema(format) => {
                let address = schema_address(site, &format.published_file());
                out.write_all(format.text(&site.vocabulary, &site.notes, Some(address))?.as_bytes())?;
            }
            DataFile::Feed(language) => out.write_all(&feed::feed(site, words(messages, language)?)?)?,
            DataFile::GroupFeed(language, group) => {
                out.write_all(&feed::group_feed(site, words(messages, language)?, group)?)?;
            }
            DataFile::Event(event) => out.write_all(&calendar::event(site, home()?, event)?)?,
            DataFile::Table(table, format) => table.write(*format, site, &mut out)?,
            DataFile::OpenOffers => open_offers(site, &mut out)?,
            DataFile::OfferConditions => offer_conditions(site, &mut out)?,
            DataFile::OtherWords => json(&OtherWords::of(&site.vocabulary), &mut out)?,
            DataFile::Robots => out.write_all(&notice::robots(site))?,
            DataFile::Security => out.write_all(&notice::security(site))?,
            DataFile::Sitemap(file) => file.write(site, &mut out)?,
            DataFile::Vocabulary => json(&*site.vocabulary, &mut out)?,
        }
        out.flush()?;
        Ok(())
    }
}

/// Bytes that are held before they are written.
const BUFFER: usize = 64 * 1024;

/// The words of a language; a theme has been read with those of all languages of the site.
fn words<'m>(
    messages: &'m BTreeMap<LanguageTag, Arc<Messages>>,
    language: &LanguageTag,
) -> Result<&'m Messages, MessageError> {
    messages
        .get(language)
        .map(Arc::as_ref)
        .ok_or_else(|| MessageError::Unknown { key: "demo-title".to_owned(), language: language.to_string() })
}

/// The names of the schemas' files: those of data, and those of content.
pub fn schema_files() -> [(&'static str, Vec<String>); 2] {
    let data = Collection::ALL.map(Collection::schema_file).into_iter().chain([ABOUT_SCHEMA.to_owned()]).collect();
    [("data", data), ("content", schemas::FORMATS.iter().map(Format::published_file).collect())]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::collection::Collection;
    use content::schemas::FORMATS;

    #[test]
    fn no_two_schemas_are_published_under_one_name() {
        let names: Vec<String> = FORMATS
            .iter()
            .map(|format| format.published_file())
            .chain([super::ABOUT_SCHEMA.to_owned()])
            .chain(Collection::ALL.map(Collection::schema_file))
            .collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
    }
}
