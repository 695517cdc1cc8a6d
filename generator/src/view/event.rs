//! Events, promoters and partners.

use domain::dates::Period;
use domain::event::Event;
use domain::people::{Partner, Promoter};
use serde::Serialize;

use super::arc::{Named, Picture};
use super::{Lens, PlaceView, Text};
use crate::site::{Entry, Written};

/// An event.
#[derive(Debug, Clone, Serialize)]
pub struct EventView {
    pub slug: String,
    pub address: String,
    pub title: Text,
    pub summary: Text,
    pub kind: String,
    pub days: Period,
    /// The day of the month on which it begins.
    pub day: i8,
    pub place: Text,
    pub country: Option<String>,
    pub registration: Option<String>,
    pub past: bool,
    pub demo: bool,
    pub html: String,
}

/// A promoter.
#[derive(Debug, Clone, Serialize)]
pub struct PromoterView {
    pub name: String,
    pub role: Text,
    pub organisation: String,
    pub place: PlaceView,
    pub priorities: Vec<Text>,
    pub source: String,
    pub picture: Option<Picture>,
}

/// A partner.
#[derive(Debug, Clone, Serialize)]
pub struct PartnerView {
    pub name: String,
    pub role: Text,
    pub country: String,
    pub website: Option<String>,
}

impl Lens<'_> {
    /// An event.
    pub fn event(&self, written: &Written<Event>) -> EventView {
        let Entry { slug, value: event, .. } = &written.entry;
        let region = event.region.as_ref().and_then(|code| self.region(code));
        EventView {
            slug: slug.to_string(),
            address: self.addresses.event(slug.as_str()),
            title: self.text(&event.title),
            summary: self.text(&event.summary),
            kind: self.label(&event.kind).label,
            days: event.days,
            day: event.days.from.day(),
            place: self.text(&event.place),
            country: region.map(|region| self.label(&region.country).label),
            registration: event.registration.clone(),
            past: event.days.until < self.site.today,
            demo: event.demo,
            html: written.text.html.clone(),
        }
    }

    /// A promoter.
    pub fn promoter(&self, entry: &Entry<Promoter>) -> PromoterView {
        let promoter = &entry.value;
        PromoterView {
            name: promoter.name.clone(),
            role: self.text(&promoter.role),
            organisation: promoter.organisation.clone(),
            place: self.place(&promoter.place, &promoter.region),
            priorities: self.texts(&promoter.priorities),
            source: promoter.source.clone(),
            picture: self.region(&promoter.region).map(|region| {
                let place = Named { name: promoter.place.clone(), at: region.coordinates };
                Picture::place(&place, region.country.as_str(), "visits")
            }),
        }
    }

    /// A partner.
    pub fn partner(&self, entry: &Entry<Partner>) -> PartnerView {
        let partner = &entry.value;
        PartnerView {
            name: partner.name.clone(),
            role: self.text(&partner.role),
            country: self.label(&partner.country).label,
            website: partner.website.clone(),
        }
    }
}
