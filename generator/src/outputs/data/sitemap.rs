//! `sitemap.xml` (sitemaps.org 0.9) with the languages of every page, in as many parts as the protocol asks for.

use std::collections::BTreeMap;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::changed;
use crate::plan::{Page, Planned};
use content::model::site::Site;
use content::model::site::absolute;

/// Most addresses in one file of a sitemap.
const MOST_ADDRESSES: usize = 50_000;
/// Most bytes in one file of a sitemap: with many languages, this is reached first.
const MOST_BYTES: usize = 50_000_000;
/// What an address takes beside itself: the names of elements and attributes, and a date.
const FRAME_BYTES: usize = 120;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// A page in all its languages.
type Translations<'p> = Vec<&'p Planned<'p>>;

pub enum SitemapFile<'p> {
    /// All addresses, where one file can hold them.
    Whole(Vec<Translations<'p>>),
    /// The list of the parts.
    Index(usize),
    /// A part, by its number from 1.
    Part(usize, Vec<Translations<'p>>),
}

pub fn files<'p>(site: &Site, pages: &'p [Planned<'p>]) -> Vec<SitemapFile<'p>> {
    let base = site.settings.base_path();
    let mut by_rest: BTreeMap<&str, Translations<'p>> = BTreeMap::new();
    let mut longest = 0;
    for page in pages.iter().filter(|page| page.is_indexed()) {
        let rest = page.address.strip_prefix(base).unwrap_or_default();
        let rest = rest.trim_start_matches('/').strip_prefix(page.language.as_str()).unwrap_or_default();
        by_rest.entry(rest).or_default().push(page);
        longest = longest.max(site.settings.base_url().len() + page.address.len());
    }
    let translations: Vec<Translations> = by_rest.into_values().collect();
    split(translations, pages_a_part(site.settings.languages.len(), longest))
}

/// One file, or an index and its parts.
fn split(pages: Vec<Translations>, pages_a_part: usize) -> Vec<SitemapFile> {
    if pages.len() <= pages_a_part {
        return vec![SitemapFile::Whole(pages)];
    }
    let parts = pages.chunks(pages_a_part).enumerate();
    let parts: Vec<_> = parts.map(|(position, part)| SitemapFile::Part(position + 1, part.to_vec())).collect();
    std::iter::once(SitemapFile::Index(parts.len())).chain(parts).collect()
}

/// How many pages, each in all languages, fit into one file.
fn pages_a_part(languages: usize, longest: usize) -> usize {
    // Each language has an entry; where there are several, it names all of them and the one for everybody else.
    let named = if languages > 1 { languages + 2 } else { 1 };
    let bytes = languages * named * (longest + FRAME_BYTES);
    // One place is left for the start page.
    ((MOST_ADDRESSES - 1) / languages.max(1)).min(MOST_BYTES / bytes.max(1)).max(1)
}

impl SitemapFile<'_> {
    /// Its path below the output folder.
    pub fn name(&self) -> String {
        match self {
            SitemapFile::Whole(_) | SitemapFile::Index(_) => "sitemap.xml".to_owned(),
            SitemapFile::Part(number, _) => part_name(*number),
        }
    }

    pub fn write(&self, site: &Site, out: &mut impl Write) -> io::Result<()> {
        let mut writer = Writer::new(&mut *out);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        match self {
            SitemapFile::Whole(pages) | SitemapFile::Part(_, pages) => write_pages(&mut writer, site, pages)?,
            SitemapFile::Index(parts) => write_index(&mut writer, site.settings.base_url(), *parts)?,
        }
        out.write_all(b"\n")
    }
}

fn part_name(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

fn write_index(writer: &mut Writer<impl Write>, base_url: &str, parts: usize) -> io::Result<()> {
    writer.create_element("sitemapindex").with_attribute(("xmlns", NAMESPACE)).write_inner_content(|writer| {
        for number in 1..=parts {
            writer.create_element("sitemap").write_inner_content(|writer| {
                let address = format!("{base_url}/{}", part_name(number));
                writer.create_element("loc").write_text_content(BytesText::new(&address))?;
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_pages(writer: &mut Writer<impl Write>, site: &Site, pages: &[Translations]) -> io::Result<()> {
    writer
        .create_element("urlset")
        .with_attribute(("xmlns", NAMESPACE))
        .with_attribute(("xmlns:xhtml", "http://www.w3.org/1999/xhtml"))
        .write_inner_content(|writer| {
            for translations in pages {
                let others = others(site, translations);
                // Where the reader chooses a language, the page on which that is done is a page of its own.
                if let Some((_, start)) = others.last().filter(|_| is_home(translations)) {
                    write_address(writer, start, None, &others)?;
                }
                for page in translations {
                    let changed = changed::page(site, &page.page).map(|day| day.to_string());
                    write_address(writer, &absolute(site, &page.address), changed, &others)?;
                }
            }
            Ok(())
        })?;
    Ok(())
}

fn is_home(translations: &Translations) -> bool {
    translations.iter().all(|page| matches!(page.page, Page::Home))
}

/// The addresses of a page by language, and last the one for a reader of none of them: the choice of languages for
/// the home page, the default language for all others. None, for a site in one language.
fn others(site: &Site, translations: &Translations) -> Vec<(String, String)> {
    if translations.len() < 2 {
        return Vec::new();
    }
    let mut others: Vec<(String, String)> =
        translations.iter().map(|page| (page.language.to_string(), absolute(site, &page.address))).collect();
    let default = if is_home(translations) {
        Some(format!("{}/", site.settings.base_url()))
    } else {
        let language = site.settings.default_language().as_str();
        others.iter().find(|(known, _)| known == language).map(|(_, address)| address.clone())
    };
    others.extend(default.map(|address| ("x-default".to_owned(), address)));
    others
}

fn write_address(
    writer: &mut Writer<impl Write>,
    address: &str,
    changed: Option<String>,
    others: &[(String, String)],
) -> io::Result<()> {
    writer.create_element("url").write_inner_content(|writer| {
        writer.create_element("loc").write_text_content(BytesText::new(address))?;
        if let Some(changed) = &changed {
            writer.create_element("lastmod").write_text_content(BytesText::new(changed))?;
        }
        for (language, address) in others {
            writer
                .create_element("xhtml:link")
                .with_attribute(("rel", "alternate"))
                .with_attribute(("hreflang", language.as_str()))
                .with_attribute(("href", address.as_str()))
                .write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use domain::text::LanguageTag;
    use quick_xml::Writer;

    use super::{SitemapFile, pages_a_part, split, write_index};
    use crate::plan::{Page, Planned};

    #[test]
    fn a_part_keeps_to_both_limits_of_the_protocol() {
        assert_eq!(pages_a_part(1, 100), 49_999);
        // In 24 languages, each entry names 26 addresses: bytes run out long before the 50,000 addresses do.
        let pages = pages_a_part(24, 100);
        assert!(pages * 24 <= 50_000, "{pages}");
        assert!(pages * 24 * 26 * 220 <= 50_000_000 && pages > 300, "{pages}");
    }

    #[test]
    fn what_one_file_can_not_hold_is_split_and_the_index_names_every_part() {
        let page = |number: usize| Planned {
            language: LanguageTag::english(),
            address: format!("/en/events/{number}/"),
            page: Page::Events,
            source: None,
        };
        let pages: Vec<Planned> = (0..5).map(page).collect();
        let translations = || pages.iter().map(|page| vec![page]).collect::<Vec<_>>();
        let names = |files: &[SitemapFile]| files.iter().map(SitemapFile::name).collect::<Vec<_>>();
        assert_eq!(names(&split(translations(), 5)), ["sitemap.xml"]);
        let files = split(translations(), 2);
        assert_eq!(names(&files), ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]);
        let held = files.iter().map(|file| match file {
            SitemapFile::Index(parts) => *parts,
            SitemapFile::Whole(pages) | SitemapFile::Part(_, pages) => pages.len(),
        });
        assert_eq!(held.collect::<Vec<_>>(), [3, 2, 2, 1]);

        let mut writer = Writer::new(Vec::new());
        write_index(&mut writer, "https://example.org", 2).expect("XML");
        let index = String::from_utf8(writer.into_inner()).expect("UTF-8");
        assert!(index.starts_with("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap>"));
        assert!(index.contains("<loc>https://example.org/sitemap-2.xml</loc>"), "{index}");
    }
}
