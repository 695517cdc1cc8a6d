//! An offer on its own page.

use domain::content::common::Stop;
use domain::content::offer::Offer;
use domain::dates::Period;
use schemars::JsonSchema;
use serde::Serialize;

use super::map_drawing::{MapDrawing, Named};
use super::{Label, LocalizedSite, OfferCard, Text};
use content::model::facet::Facet;
use content::model::site::Entry;

/// Everything about an offer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OfferView<'s> {
    pub card: OfferCard<'s>,
    pub host_kind: &'s str,
    pub website: Option<&'s str>,
    pub country: Option<Label<'s>>,
    pub region: Label<'s>,
    pub activities: Vec<Label<'s>>,
    pub audiences: Vec<Label<'s>>,
    pub sectors: Vec<Label<'s>>,
    pub themes: Vec<Label<'s>>,
    pub windows: &'s [Period],
    pub programme: Vec<StopView<'s>>,
    pub learning: Vec<Text<'s>>,
    pub measures: Vec<Label<'s>>,
    pub barriers: Vec<Label<'s>>,
    pub support_note: Option<Text<'s>>,
    pub accommodation: Option<Text<'s>>,
    pub accessibility: Option<Text<'s>>,
    pub costs: Text<'s>,
    pub travel_note: Option<Text<'s>>,
    pub minors: Option<bool>,
    pub safeguarding: Option<Text<'s>>,
    pub reciprocity: Option<bool>,
    pub picture: Option<MapDrawing>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StopView<'s> {
    pub name: Text<'s>,
    pub kind: Label<'s>,
    pub see: Text<'s>,
}

impl<'s> LocalizedSite<'s> {
    pub fn offer(&self, entry: &'s Entry<Offer>) -> OfferView<'s> {
        let offer = &entry.value;
        let region = self.region(&offer.host.region);
        let family = offer.activities.first().map_or("visits", |code| self.family(code));
        let optional = |text: &'s Option<_>| text.as_ref().map(|text| self.text(text));
        OfferView {
            card: self.card(entry),
            host_kind: self.label(&offer.host.kind).label,
            website: offer.host.website.as_deref(),
            country: region.and_then(|region| {
                self.linked(std::slice::from_ref(&region.country), Facet::Country).into_iter().next()
            }),
            region: Label {
                address: self.listed(Facet::Region, offer.host.region.as_str()),
                ..self.label(&offer.host.region)
            },
            activities: offer
                .activities
                .iter()
                .map(|code| Label { address: self.listed(Facet::Activity, code.as_str()), ..self.activity(code) })
                .collect(),
            audiences: self.linked(&offer.audiences, Facet::Audience),
            sectors: self.linked(&offer.sectors, Facet::Sector),
            themes: self.linked(&offer.themes, Facet::Theme),
            windows: &offer.windows,
            programme: self.stops(&offer.programme),
            learning: self.texts(&offer.learning),
            measures: offer.support.measures.iter().map(|code| self.label(code)).collect(),
            barriers: offer.support.barriers.iter().map(|code| self.label(code)).collect(),
            support_note: optional(&offer.support.note),
            accommodation: optional(&offer.accommodation),
            accessibility: optional(&offer.accessibility),
            costs: self.text(&offer.costs),
            travel_note: optional(&offer.travel.note),
            minors: offer.minors,
            safeguarding: optional(&offer.safeguarding),
            reciprocity: offer.reciprocity,
            picture: region.map(|region| {
                let place = Named { name: offer.host.place.clone(), at: region.coordinates };
                MapDrawing::place(&place, region.country.as_str(), family)
            }),
        }
    }

    pub fn stops(&self, stops: &'s [Stop]) -> Vec<StopView<'s>> {
        stops
            .iter()
            .map(|stop| StopView {
                name: self.text(&stop.name),
                kind: self.label(&stop.kind),
                see: self.text(&stop.see),
            })
            .collect()
    }
}
