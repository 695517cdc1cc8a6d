//! Organisations and where they are.

use domain::content::people::Partner;
use domain::vocabulary::{Code, Region};

use super::writer::Writer;
use crate::outputs::json::{Json, object};
use content::model::address::Addresses;
use content::model::site::absolute;

impl Writer<'_> {
    /// Who answers for the site. Pages refer to it by its address on the home page of the default language.
    pub(super) fn secretariat(&self) -> Json {
        let secretariat = &self.localized.site.settings.secretariat;
        object! {
            "@type": "Organization",
            "@id": self.secretariat_id(),
            "name": secretariat.organisation.as_str(),
            "url": secretariat.website.clone(),
            "email": secretariat.email.as_str(),
        }
    }

    /// The secretariat, where a page names it as an author, a publisher or an organiser, with what a reader needs who does not
    /// follow the reference.
    pub(super) fn secretariat_agent(&self) -> Json {
        let secretariat = &self.localized.site.settings.secretariat;
        object! {
            "@type": "Organization",
            "@id": self.secretariat_id(),
            "name": secretariat.organisation.as_str(),
            "url": secretariat.website.clone().unwrap_or_else(|| self.home()),
        }
    }

    fn secretariat_id(&self) -> String {
        format!("{}#secretariat", self.home())
    }

    /// The home page of the default language.
    fn home(&self) -> String {
        let site = self.localized.site;
        let addresses = Addresses::new(site.settings.base_path(), site.settings.default_language());
        absolute(site, &addresses.page(""))
    }

    pub(super) fn partner(&self, partner: &Partner) -> Json {
        let region = partner.region.as_ref();
        object! {
            "@type": "Organization",
            "name": partner.name.as_str(),
            "description": self.words(&partner.role),
            "url": partner.website.clone(),
            "address": object! {
                "@type": "PostalAddress",
                "addressRegion": region.map(|region| self.localized.label(region).label),
                "addressCountry": partner.country.as_str(),
            },
        }
    }

    pub(super) fn place(&self, name: &str, region: Option<&Code<Region>>) -> Json {
        object! { "@type": "Place", "name": name, "address": self.postal_address(name, region) }
    }

    /// A town, its region and its country (ISO 3166-1 alpha-2): as exactly as we say where anybody is.
    pub(super) fn postal_address(&self, town: &str, region: Option<&Code<Region>>) -> Json {
        let country = region.and_then(|region| self.localized.region(region)).map(|region| region.country.as_str());
        object! {
            "@type": "PostalAddress",
            "addressLocality": town,
            "addressRegion": region.map(|region| self.localized.label(region).label),
            "addressCountry": country,
        }
    }
}
