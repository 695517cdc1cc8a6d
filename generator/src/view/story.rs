//! A case study, on its card and on its page.

use domain::case_study::{CaseStudy, Image, Party, Voice, Words};
use domain::dates::{Period, When};
use domain::offer::Offer;
use jiff::civil::Date;
use serde::Serialize;

use super::arc::{Ends, Named, Picture, Size};
use super::offer::StopView;
use super::{Label, Lens, PhotoView, PlaceView, Text};
use crate::site::{Entry, Written};

/// A case study's card.
#[derive(Debug, Clone, Serialize)]
pub struct StoryCard {
    pub slug: String,
    pub address: String,
    pub title: Text,
    pub summary: Text,
    pub activity: Label,
    /// Where the visitors came from, as one says it.
    pub from: Vec<String>,
    /// Where they were received.
    pub to: Vec<String>,
    pub country: String,
    pub when: WhenView,
    pub days: Option<i64>,
    pub picture: Option<Picture>,
}

/// When an exchange took place: a month, or days.
#[derive(Debug, Clone, Copy, Serialize)]
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

/// A case study's page.
#[derive(Debug, Clone, Serialize)]
pub struct StoryView {
    pub card: StoryCard,
    /// The exchange, large.
    pub picture: Option<Picture>,
    pub themes: Vec<Label>,
    pub sectors: Vec<Label>,
    pub hosts: Vec<PartyView>,
    pub visitors: Vec<PartyView>,
    pub staff: Option<i64>,
    pub learners: Option<i64>,
    pub fewer_opportunities: Option<i64>,
    pub background: Option<Text>,
    pub programme: Vec<StopView>,
    pub host_lessons: Vec<Text>,
    pub participant_lessons: Vec<Text>,
    pub voices: Vec<VoiceView>,
    pub follow_up: Option<Text>,
    pub offer: Option<Label>,
    pub images: Vec<ImageView>,
    pub source: Option<String>,
    pub published: Date,
}

/// One of the organisations.
#[derive(Debug, Clone, Serialize)]
pub struct PartyView {
    pub organisation: String,
    pub place: PlaceView,
}

/// What a person said.
#[derive(Debug, Clone, Serialize)]
pub struct VoiceView {
    pub name: String,
    pub role: Text,
    pub organisation: String,
    pub text: Text,
    /// Whether these are the person's own words.
    pub quote: bool,
    pub source: Option<String>,
}

/// A picture.
#[derive(Debug, Clone, Serialize)]
pub struct ImageView {
    pub photo: PhotoView,
    pub alt: Text,
    pub credit: String,
}

impl Lens<'_> {
    /// The card of a case study.
    pub fn story_card(&self, story: &Written<CaseStudy>) -> StoryCard {
        let study = &story.entry.value;
        let towns = |parties: &[Party]| {
            let mut towns: Vec<String> = Vec::new();
            for party in parties {
                if !towns.contains(&party.place) {
                    towns.push(party.place.clone());
                }
            }
            towns
        };
        let country = study.hosts.first().map(|host| self.place(&host.place, &host.region).country);
        StoryCard {
            slug: story.entry.slug.to_string(),
            address: self.addresses.case_study(story.entry.slug.as_str()),
            title: self.text(&study.title),
            summary: self.text(&study.summary),
            activity: self.activity(&study.activity),
            from: towns(&study.visitors),
            to: towns(&study.hosts),
            country: country.unwrap_or_default(),
            when: WhenView::from(study.dates),
            days: study.length(),
            picture: self.picture(study, Size::SMALL),
        }
    }

    /// The exchange as a picture, from each visitor's region to the first host's.
    fn picture(&self, study: &CaseStudy, size: Size) -> Option<Picture> {
        let named = |party: &Party| {
            self.region(&party.region).map(|region| Named { name: party.place.clone(), at: region.coordinates })
        };
        let host = named(study.hosts.first()?)?;
        let visitors: Vec<Named> = study.visitors.iter().filter_map(named).collect();
        Some(Picture::exchange(&host, &visitors, size))
    }

    /// The ends of an exchange's arcs, for the network's picture.
    pub fn ends(&self, study: &CaseStudy) -> Vec<Ends> {
        let place = |party: &Party| self.region(&party.region).map(|region| region.coordinates);
        let Some(to) = study.hosts.first().and_then(place) else { return Vec::new() };
        study.visitors.iter().filter_map(place).map(|from| Ends { from, to }).collect()
    }

    /// The page of a case study.
    pub fn story(&self, story: &Written<CaseStudy>, offer: Option<&Entry<Offer>>) -> StoryView {
        let study = &story.entry.value;
        let parties = |parties: &[Party]| {
            parties
                .iter()
                .map(|party| PartyView {
                    organisation: party.organisation.clone(),
                    place: self.place(&party.place, &party.region),
                })
                .collect()
        };
        StoryView {
            card: self.story_card(story),
            picture: self.picture(study, Size::LARGE),
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
                code: offer.slug.to_string(),
                label: self.text(&offer.value.title).text,
                address: Some(self.addresses.offer(offer.slug.as_str())),
                family: None,
            }),
            images: study.images.iter().filter_map(|image| self.image(image)).collect(),
            source: study.source.clone(),
            published: study.published,
        }
    }

    fn voice(&self, voice: &Voice) -> VoiceView {
        let (text, quote, source) = match &voice.words {
            Words::Quote { text, .. } => (text, true, None),
            Words::Reported { text, source, .. } => (text, false, source.clone()),
        };
        VoiceView {
            name: voice.name.clone(),
            role: self.text(&voice.role),
            organisation: voice.organisation.clone(),
            text: self.text(text),
            quote,
            source,
        }
    }

    fn image(&self, image: &Image) -> Option<ImageView> {
        let photo = self.photo(&image.file)?;
        Some(ImageView { photo, alt: self.text(&image.alt), credit: image.credit.clone() })
    }
}
