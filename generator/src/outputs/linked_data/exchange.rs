//! Offers, case studies and events.

use domain::content::case_study::CaseStudy;
use domain::content::event::{Event as SiteEvent, State};
use domain::content::offer::Offer;
use domain::dates::When;
use serde::Serialize;

use super::organisation::{Agent, Organization, Place, Reference};
use super::writer::{LICENCE, Writer};
use crate::view::with_offset;
use content::model::site::absolute;
use content::model::site::{Entry, Written};

/// A hosting offer.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Program {
    #[serde(rename = "@id")]
    id: String,
    name: String,
    description: String,
    url: String,
    program_type: Vec<String>,
    educational_program_mode: &'static str,
    provider: Organization,
    /// The first and the last day on which somebody can be there.
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<String>,
    end_date: String,
    /// ISO 8601: the longest visit, without travel.
    time_to_complete: String,
    maximum_enrollment: i64,
    program_prerequisites: Vec<String>,
    offers: ProgramOffer,
}

/// What can be asked for, and until when.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ProgramOffer {
    #[serde(rename = "@type")]
    kind: &'static str,
    url: String,
    availability: &'static str,
    valid_from: String,
    valid_through: String,
    offered_by: Agent,
}

/// A case study.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Article {
    #[serde(rename = "@id")]
    id: String,
    headline: String,
    description: String,
    url: String,
    in_language: String,
    date_published: String,
    license: &'static str,
    publisher: Agent,
    author: Agent,
    about: Vec<Organization>,
    content_location: Place,
    /// When the exchange took place: a month, or days (ISO 8601).
    temporal_coverage: String,
    keywords: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    citation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_based_on: Option<Reference>,
}

/// An event.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Event {
    #[serde(rename = "@id")]
    id: String,
    name: String,
    description: String,
    url: String,
    start_date: String,
    end_date: String,
    event_status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous_start_date: Option<String>,
    event_attendance_mode: &'static str,
    location: Location,
    organizer: Agent,
    #[serde(skip_serializing_if = "Option::is_none")]
    potential_action: Option<RegisterAction>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Location {
    Place(Place),
    Virtual(VirtualLocation),
}

#[derive(Serialize)]
struct VirtualLocation {
    #[serde(rename = "@type")]
    kind: &'static str,
    url: String,
}

#[derive(Serialize)]
struct RegisterAction {
    #[serde(rename = "@type")]
    kind: &'static str,
    target: String,
}

impl Writer<'_> {
    pub(super) fn program(&self, entry: &Entry<Offer>) -> Program {
        let offer = &entry.value;
        let labels = |labels: Vec<crate::view::Label>| labels.into_iter().map(|label| label.label.to_owned()).collect();
        let languages = offer.languages.iter();
        let host = &offer.host;
        // Codes of the Erasmus+ register: schools, colleges and universities begin so.
        let teaches = host.kind.as_str().starts_with("EPLUS-EDU");
        Program {
            id: format!("{}#offer", self.address),
            name: self.words(&offer.title),
            description: self.words(&offer.summary),
            url: self.address.clone(),
            program_type: labels(offer.activities.iter().map(|code| self.localized.label(code)).collect()),
            educational_program_mode: "onsite",
            provider: Organization {
                kind: if teaches { "EducationalOrganization" } else { "Organization" },
                url: host.website.clone(),
                ..self.organisation(&host.name, &host.place, &host.region)
            },
            start_date: offer.windows.iter().map(|window| window.from).min().map(|day| day.to_string()),
            end_date: offer.ends().to_string(),
            time_to_complete: format!("P{}D", offer.duration.max),
            maximum_enrollment: offer.group.max,
            program_prerequisites: languages
                .map(|language| format!("{} {}", self.localized.label(&language.code).label, language.level))
                .collect(),
            offers: ProgramOffer {
                kind: "Offer",
                url: self.address.clone(),
                availability: if offer.is_open(self.localized.site.today) {
                    "https://schema.org/InStock"
                } else {
                    "https://schema.org/Discontinued"
                },
                valid_from: offer.confirmed.to_string(),
                valid_through: offer.ends().to_string(),
                offered_by: self.secretariat_agent(),
            },
        }
    }

    pub(super) fn article(&self, story: &Written<CaseStudy>) -> Article {
        let study = &story.entry.value;
        let title = self.localized.text(&study.title);
        let parties = study.hosts.iter().chain(&study.visitors);
        let region = study.hosts.first().map(|host| &host.region);
        let activity = std::iter::once(self.localized.label(&study.activity).label);
        let themes = study.themes.iter().map(|code| self.localized.label(code).label);
        let site = self.localized.site;
        Article {
            id: format!("{}#story", self.address),
            headline: title.text.to_owned(),
            description: self.words(&study.summary),
            url: self.address.clone(),
            in_language: title.language.unwrap_or(self.localized.language.as_str()).to_owned(),
            date_published: study.published.to_string(),
            license: LICENCE,
            publisher: self.secretariat_agent(),
            author: self.secretariat_agent(),
            about: parties.map(|party| self.organisation(&party.organisation, &party.place, &party.region)).collect(),
            content_location: self.place(&study.place, region),
            temporal_coverage: match &study.dates {
                When::Month(month) => month.strftime("%Y-%m").to_string(),
                When::Days(days) => format!("{}/{}", days.from, days.until),
            },
            keywords: activity.chain(themes).map(str::to_owned).collect(),
            citation: study.source.clone(),
            is_based_on: study.offer.as_ref().map(|offer| {
                let address = absolute(site, &self.localized.addresses.offer(offer.as_str()));
                Reference { id: format!("{address}#offer") }
            }),
        }
    }

    pub(super) fn event(&self, written: &Written<SiteEvent>) -> Event {
        let event = &written.entry.value;
        // Nobody can register for what is over or called off.
        let is_open = event.days.until >= self.localized.site.today && event.state.takes_place();
        let registration = event.registration.clone().filter(|_| is_open);
        // Only an event in person has a region.
        let (location, mode) = match event.region.as_ref().filter(|_| !event.is_online_instead()) {
            Some(region) => {
                let place = self.place(&self.words(&event.place), Some(region));
                (Location::Place(place), "https://schema.org/OfflineEventAttendanceMode")
            }
            None => {
                let url = registration.clone().unwrap_or_else(|| self.address.clone());
                let place = VirtualLocation { kind: "VirtualLocation", url };
                (Location::Virtual(place), "https://schema.org/OnlineEventAttendanceMode")
            }
        };
        Event {
            id: format!("{}#event", self.address),
            name: self.words(&event.title),
            description: self.words(&event.summary),
            url: self.address.clone(),
            start_date: event.hours.as_ref().map_or(event.days.from.to_string(), |hours| with_offset(&hours.from)),
            end_date: event.hours.as_ref().map_or(event.days.until.to_string(), |hours| with_offset(&hours.until)),
            event_status: match event.state {
                State::Cancelled => "https://schema.org/EventCancelled",
                State::Postponed => "https://schema.org/EventPostponed",
                State::MovedOnline => "https://schema.org/EventMovedOnline",
                State::Scheduled if event.previously.is_some() => "https://schema.org/EventRescheduled",
                State::Scheduled => "https://schema.org/EventScheduled",
            },
            previous_start_date: event.previously.map(|day| day.to_string()),
            event_attendance_mode: mode,
            location,
            organizer: self.secretariat_agent(),
            potential_action: registration.map(|target| RegisterAction { kind: "RegisterAction", target }),
        }
    }
}
