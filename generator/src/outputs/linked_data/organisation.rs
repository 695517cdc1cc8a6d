//! Organisations and where they are.

use domain::content::people::Partner;
use domain::vocabulary::{Code, Region};
use serde::Serialize;

use super::writer::Writer;
use content::model::site::absolute;

/// Something said elsewhere.
#[derive(Serialize)]
pub(super) struct Reference {
    #[serde(rename = "@id")]
    pub(super) id: String,
}

/// An organisation that is told of elsewhere, with what a reader needs who does not follow the reference.
#[derive(Serialize)]
pub(super) struct Agent {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    name: String,
    url: String,
}

/// An organisation.
#[derive(Serialize)]
pub(super) struct Organization {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) address: Option<PostalAddress>,
}

/// A town, its region and its country: as exactly as we say where anybody is.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PostalAddress {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address_locality: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address_region: Option<String>,
    /// ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    address_country: Option<String>,
}

/// A place.
#[derive(Serialize)]
pub(super) struct Place {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    address: PostalAddress,
}

impl Writer<'_> {
    /// Who answers for the site. Pages refer to it by its address on the home page of the default language.
    pub(super) fn secretariat(&self) -> Organization {
        let secretariat = &self.localized.site.settings.secretariat;
        Organization {
            kind: "Organization",
            id: Some(self.secretariat_id()),
            name: secretariat.organisation.clone(),
            description: None,
            url: secretariat.website.clone(),
            email: Some(secretariat.email.clone()),
            address: None,
        }
    }

    /// The secretariat, where a page names it as an author, a publisher or an organiser.
    pub(super) fn secretariat_agent(&self) -> Agent {
        let secretariat = &self.localized.site.settings.secretariat;
        Agent {
            kind: "Organization",
            id: self.secretariat_id(),
            name: secretariat.organisation.clone(),
            url: secretariat.website.clone().unwrap_or_else(|| self.home()),
        }
    }

    fn secretariat_id(&self) -> String {
        format!("{}#secretariat", self.home())
    }

    /// The home page of the default language.
    fn home(&self) -> String {
        let site = self.localized.site;
        let home = content::model::address::Addresses::new(site.settings.base_path(), site.settings.default_language())
            .page("");
        absolute(site, &home)
    }

    pub(super) fn organisation(&self, name: &str, place: &str, region: &Code<Region>) -> Organization {
        Organization {
            kind: "Organization",
            id: None,
            name: name.to_owned(),
            description: None,
            url: None,
            email: None,
            address: Some(self.postal_address(Some(place), Some(region))),
        }
    }

    pub(super) fn partner(&self, partner: &Partner) -> Organization {
        let address = PostalAddress {
            address_country: Some(partner.country.as_str().to_owned()),
            ..self.postal_address(None, partner.region.as_ref())
        };
        Organization {
            kind: "Organization",
            id: None,
            name: partner.name.clone(),
            description: Some(self.words(&partner.role)),
            url: partner.website.clone(),
            email: None,
            address: Some(address),
        }
    }

    pub(super) fn place(&self, name: &str, region: Option<&Code<Region>>) -> Place {
        Place { kind: "Place", name: name.to_owned(), address: self.postal_address(Some(name), region) }
    }

    fn postal_address(&self, place: Option<&str>, region: Option<&Code<Region>>) -> PostalAddress {
        let country = region.and_then(|region| self.localized.region(region)).map(|region| region.country.as_str());
        PostalAddress {
            kind: "PostalAddress",
            address_locality: place.map(str::to_owned),
            address_region: region.map(|region| self.localized.label(region).label.to_owned()),
            address_country: country.map(str::to_owned),
        }
    }
}
