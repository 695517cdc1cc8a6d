//! `sitemap.xml` with the languages of every page, and `robots.txt`.

use std::collections::BTreeMap;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::context::absolute;
use crate::plan::Planned;
use crate::site::Site;

/// `sitemap.xml` (sitemaps.org 0.9, with `xhtml:link` for translations).
pub fn sitemap(site: &Site, pages: &[Planned]) -> std::io::Result<Vec<u8>> {
    let base = site.settings.base_path();
    let mut translations: BTreeMap<String, Vec<&Planned>> = BTreeMap::new();
    for page in pages.iter().filter(|page| page.is_listed()) {
        let rest = page.address.strip_prefix(&format!("{base}/{}/", page.language)).unwrap_or_default();
        translations.entry(rest.to_owned()).or_default().push(page);
    }
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer
        .create_element("urlset")
        .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
        .with_attribute(("xmlns:xhtml", "http://www.w3.org/1999/xhtml"))
        .write_inner_content(|writer| {
            for pages in translations.values() {
                for page in pages {
                    writer.create_element("url").write_inner_content(|writer| {
                        let address = absolute(site, &page.address);
                        writer.create_element("loc").write_text_content(BytesText::new(&address))?;
                        for other in pages.iter().filter(|_| pages.len() > 1) {
                            writer
                                .create_element("xhtml:link")
                                .with_attribute(("rel", "alternate"))
                                .with_attribute(("hreflang", other.language.as_str()))
                                .with_attribute(("href", absolute(site, &other.address).as_str()))
                                .write_empty()?;
                        }
                        Ok(())
                    })?;
                }
            }
            Ok(())
        })?;
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

/// `robots.txt`: every page may be read; what the function answers is for the one who asks.
pub fn robots(site: &Site) -> Vec<u8> {
    format!("User-agent: *\nAllow: /\nDisallow: /api/\n\nSitemap: {}/sitemap.xml\n", site.settings.base_url)
        .into_bytes()
}
