//! Offers, case studies and events.

use domain::content::case_study::CaseStudy;
use domain::content::common::LanguageLevel;
use domain::content::event::{Event, State};
use domain::content::offer::Offer;
use domain::dates::When;

use super::writer::{LICENCE, Writer};
use crate::outputs::json::{Json, object};
use crate::view::with_offset;
use content::model::site::absolute;
use content::model::site::{Entry, Written};

impl Writer<'_> {
    pub(super) fn program(&self, entry: &Entry<Offer>) -> Json {
        let offer = &entry.value;
        let host = &offer.host;
        // Codes of the Erasmus+ register: schools, colleges and universities begin so.
        let teaches = host.kind.as_str().starts_with("EPLUS-EDU");
        let is_open = offer.is_open(self.localized.site.today);
        let language_required =
            |language: &LanguageLevel| format!("{} {}", self.localized.label(&language.code).label, language.level);
        object! {
            "@type": "EducationalOccupationalProgram",
            "@id": format!("{}#offer", self.address),
            "name": self.words(&offer.title),
            "description": self.words(&offer.summary),
            "url": self.address.as_str(),
            "programType": self.labels(&offer.activities),
            "educationalProgramMode": "onsite",
            "provider": object! {
                "@type": if teaches { "EducationalOrganization" } else { "Organization" },
                "name": host.name.as_str(),
                "url": host.website.clone(),
                "address": self.postal_address(&host.place, Some(&host.region)),
            },
            // The first and the last day on which somebody can be there.
            "startDate": offer.windows.iter().map(|window| window.from).min().map(|day| day.to_string()),
            "endDate": offer.ends().to_string(),
            // ISO 8601: the longest visit, without travel.
            "timeToComplete": format!("P{}D", offer.duration.max),
            "maximumEnrollment": offer.group.max,
            "programPrerequisites": offer.languages.iter().map(language_required).collect::<Vec<_>>(),
            // What can be asked for, and until when.
            "offers": object! {
                "@type": "Offer",
                "url": self.address.as_str(),
                "availability": format!("https://schema.org/{}", if is_open { "InStock" } else { "Discontinued" }),
                "validFrom": offer.confirmed.to_string(),
                "validThrough": offer.ends().to_string(),
                "offeredBy": self.secretariat_agent(),
            },
        }
    }

    pub(super) fn article(&self, story: &Written<CaseStudy>) -> Json {
        let study = &story.entry.value;
        let title = self.localized.text(&study.title);
        let parties = study.hosts.iter().chain(&study.visitors).map(|party| {
            object! {
                "@type": "Organization",
                "name": party.organisation.as_str(),
                "address": self.postal_address(&party.place, Some(&party.region)),
            }
        });
        let mut keywords = self.labels(std::slice::from_ref(&study.activity));
        keywords.extend(self.labels(&study.themes));
        object! {
            "@type": "Article",
            "@id": format!("{}#story", self.address),
            "headline": title.text,
            "description": self.words(&study.summary),
            "url": self.address.as_str(),
            "inLanguage": title.language.unwrap_or(self.localized.language.as_str()),
            "datePublished": study.published.to_string(),
            "license": LICENCE,
            "publisher": self.secretariat_agent(),
            "author": self.secretariat_agent(),
            "about": parties.collect::<Vec<_>>(),
            "contentLocation": self.place(&study.place, study.hosts.first().map(|host| &host.region)),
            // When the exchange took place: a month, or days (ISO 8601).
            "temporalCoverage": match &study.dates {
                When::Month(month) => month.strftime("%Y-%m").to_string(),
                When::Days(days) => format!("{}/{}", days.from, days.until),
            },
            "keywords": keywords,
            "citation": study.source.clone(),
            "isBasedOn": study.offer.as_ref().map(|offer| {
                let address = absolute(self.localized.site, &self.localized.addresses.offer(offer.as_str()));
                Json::reference(format!("{address}#offer"))
            }),
        }
    }

    pub(super) fn event(&self, written: &Written<Event>) -> Json {
        let event = &written.entry.value;
        // Nobody can register for what is over or called off.
        let is_open = event.days.until >= self.localized.site.today && event.state.takes_place();
        let registration = event.registration.as_deref().filter(|_| is_open);
        // Only an event in person has a region.
        let (location, mode) = match event.region.as_ref().filter(|_| !event.is_online_instead()) {
            Some(region) => (self.place(&self.words(&event.place), Some(region)), "Offline"),
            None => {
                let url = registration.unwrap_or(&self.address);
                (object! { "@type": "VirtualLocation", "url": url }, "Online")
            }
        };
        let status = match event.state {
            State::Cancelled => "Cancelled",
            State::Postponed => "Postponed",
            State::MovedOnline => "MovedOnline",
            State::Scheduled if event.previously.is_some() => "Rescheduled",
            State::Scheduled => "Scheduled",
        };
        let hours = event.hours.as_ref();
        object! {
            "@type": "Event",
            "@id": format!("{}#event", self.address),
            "name": self.words(&event.title),
            "description": self.words(&event.summary),
            "url": self.address.as_str(),
            "startDate": hours.map_or(event.days.from.to_string(), |hours| with_offset(&hours.from)),
            "endDate": hours.map_or(event.days.until.to_string(), |hours| with_offset(&hours.until)),
            "eventStatus": format!("https://schema.org/Event{status}"),
            "previousStartDate": event.previously.map(|day| day.to_string()),
            "eventAttendanceMode": format!("https://schema.org/{mode}EventAttendanceMode"),
            "location": location,
            "organizer": self.secretariat_agent(),
            "potentialAction": registration.map(|target| object! { "@type": "RegisterAction", "target": target }),
        }
    }
}
