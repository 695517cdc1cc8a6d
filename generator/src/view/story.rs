//! A case study, on its card and on its page.

use domain::content::case_study::{CaseStudy, Image, Party, Voice, Words};
use domain::content::offer::Offer;
use domain::dates::{Period, When};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use imaging::geometry::Layout;

use super::map_drawing::{Ends, MapDrawing, Named};
use super::offer::StopView;
use super::{Label, LocalizedSite, PhotoView, PlaceView, Text};
use content::model::site::{Entry, Written};

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StoryCard<'s> {
    pub slug: &'s str,
    pub address: String,
    pub title: Text<'s>,
    pub summary: Text<'s>,
    pub activity: Label<'s>,
    /// Where the visitors came from, as one says it.
    pub from: Vec<&'s str>,
    /// Where they were received.
    pub to: Vec<&'s str>,
    pub country: &'s str,
    pub when: WhenView,
    pub days: Option<i64>,
    pub picture: Option<MapDrawing>,
}

/// When an exchange took place: a month, or days.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct WhenView {
    /// The first day of the month, where no more is known.
    pub month: Option<Date>,
    pub days: Option<Period>,
}

impl From<When> for WhenView {
    fn from(when: When) -> Self {
        match when {
            When::Month(month) => Self { month: Some(month), days: None },
            When::Days(period) => Self { month: None, days: Some(period) },
        }
    }
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StoryView<'s> {
    pub card: StoryCard<'s>,
    /// The exchange, large.
    pub picture: Option<MapDrawing>,
    pub themes: Vec<Label<'s>>,
    pub sectors: Vec<Label<'s>>,
    pub hosts: Vec<PartyView<'s>>,
    pub visitors: Vec<PartyView<'s>>,
    pub staff: Option<i64>,
    pub learners: Option<i64>,
    pub fewer_opportunities: Option<i64>,
    pub background: Option<Text<'s>>,
    pub programme: Vec<StopView<'s>>,
    pub host_lessons: Vec<Text<'s>>,
    pub participant_lessons: Vec<Text<'s>>,
    pub voices: Vec<VoiceView<'s>>,
    pub follow_up: Option<Text<'s>>,
    pub offer: Option<Label<'s>>,
    pub images: Vec<ImageView<'s>>,
    pub source: Option<&'s str>,
    pub published: Date,
}

/// One of the organisations.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PartyView<'s> {
    pub organisation: &'s str,
    pub place: PlaceView<'s>,
}

/// What a person said.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VoiceView<'s> {
    pub name: &'s str,
    pub role: Text<'s>,
    pub organisation: &'s str,
    pub text: Text<'s>,
    /// Whether these are the person's own words.
    pub quote: bool,
    pub source: Option<&'s str>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ImageView<'s> {
    pub photo: PhotoView,
    pub alt: Text<'s>,
    pub credit: &'s str,
}

impl<'s> LocalizedSite<'s> {
    pub fn story_card(&self, story: &'s Written<CaseStudy>) -> StoryCard<'s> {
        let study = &story.entry.value;
        let towns = |parties: &'s [Party]| {
            let mut towns: Vec<&str> = Vec::new();
            for party in parties {
                if !towns.contains(&party.place.as_str()) {
                    towns.push(&party.place);
                }
            }
            towns
        };
        let country = study.hosts.first().map(|host| self.place(&host.place, &host.region).country);
        StoryCard {
            slug: story.entry.slug.as_str(),
            address: self.addresses.case_study(story.entry.slug.as_str()),
            title: self.text(&study.title),
            summary: self.text(&study.summary),
            activity: self.activity(&study.activity),
            from: towns(&study.visitors),
            to: towns(&study.hosts),
            country: country.unwrap_or_default(),
            when: WhenView::from(study.dates),
            days: study.length(),
            picture: self.picture(study, Layout::SMALL),
        }
    }

    /// The exchange as a picture, from each visitor's region to the first host's.
    fn picture(&self, study: &'s CaseStudy, size: Layout) -> Option<MapDrawing> {
        let named = |party: &Party| {
            self.region(&party.region).map(|region| Named { name: party.place.clone(), at: region.coordinates })
        };
        let host = named(study.hosts.first()?)?;
        let visitors: Vec<Named> = study.visitors.iter().filter_map(named).collect();
        Some(MapDrawing::exchange(&host, &visitors, size))
    }

    /// The ends of an exchange's arcs, for the network's picture.
    pub fn ends(&self, study: &'s CaseStudy) -> Vec<Ends> {
        let place = |party: &Party| self.region(&party.region).map(|region| region.coordinates);
        let Some(to) = study.hosts.first().and_then(place) else { return Vec::new() };
        study.visitors.iter().filter_map(place).map(|from| Ends { from, to }).collect()
    }

    pub fn story(&self, story: &'s Written<CaseStudy>, offer: Option<&'s Entry<Offer>>) -> StoryView<'s> {
        let study = &story.entry.value;
        let parties = |parties: &'s [Party]| {
            parties
                .iter()
                .map(|party| PartyView {
                    organisation: &party.organisation,
                    place: self.place(&party.place, &party.region),
                })
                .collect()
        };
        StoryView {
            card: self.story_card(story),
            picture: self.picture(study, Layout::LARGE),
            themes: study.themes.iter().map(|code| self.label(code)).collect(),
            sectors: study.sectors.iter().map(|code| self.label(code)).collect(),
            hosts: parties(&study.hosts),
            visitors: parties(&study.visitors),
            staff: study.participants.staff,
            learners: study.participants.learners,
            fewer_opportunities: study.participants.fewer_opportunities,
            background: study.background.as_ref().map(|text| self.text(text)),
            programme: self.stops(&study.programme),
            host_lessons: self.texts(&study.lessons.hosts),
            participant_lessons: self.texts(&study.lessons.participants),
            voices: study.voices.iter().map(|voice| self.voice(voice)).collect(),
            follow_up: study.follow_up.as_ref().map(|text| self.text(text)),
            offer: offer.map(|offer| Label {
                code: offer.slug.as_str(),
                label: self.text(&offer.value.title).text,
                address: Some(self.addresses.offer(offer.slug.as_str())),
                family: None,
            }),
            images: study.images.iter().filter_map(|image| self.image(image)).collect(),
            source: study.source.as_deref(),
            published: study.published,
        }
    }

    fn voice(&self, voice: &'s Voice) -> VoiceView<'s> {
        let (text, quote, source) = match &voice.words {
            Words::Quote { text, .. } => (text, true, None),
            Words::Reported { text, source, .. } => (text, false, source.as_deref()),
        };
        VoiceView {
            name: &voice.name,
            role: self.text(&voice.role),
            organisation: &voice.organisation,
            text: self.text(text),
            quote,
            source,
        }
    }

    fn image(&self, image: &'s Image) -> Option<ImageView<'s>> {
        let photo = self.photo(&image.file)?;
        Some(ImageView { photo, alt: self.text(&image.alt), credit: &image.credit })
    }
}
