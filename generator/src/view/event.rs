//! Events, promoters and partners.

use std::collections::BTreeMap;

use domain::content::event::{Event, Hours};
use domain::content::people::{Partner, Promoter};
use domain::dates::Period;
use jiff::Zoned;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::map_drawing::{MapDrawing, Named};
use super::{LocalizedSite, PhotoView, PlaceView, Text};
use content::model::site::{Entry, Written};

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EventView<'s> {
    pub slug: &'s str,
    pub address: String,
    /// Its file for a calendar.
    pub calendar: String,
    pub title: Text<'s>,
    pub summary: Text<'s>,
    pub kind: &'s str,
    pub days: Period,
    /// Days that it lasts.
    pub length: i64,
    /// The day of the month on which it begins.
    pub day: i8,
    pub hours: Option<HoursView>,
    /// The state as files name it; the messages `event-state-<state>` and `event-state-<state>-text` describe it.
    pub state: &'static str,
    /// The first day before it was moved to another.
    pub previously: Option<Date>,
    /// Whether one can still plan to come: it is neither over nor called off.
    pub open: bool,
    /// Whether it is online instead of at its place.
    pub online_instead: bool,
    pub place: Text<'s>,
    pub region: Option<&'s str>,
    pub country: Option<&'s str>,
    pub registration: Option<&'s str>,
    pub past: bool,
    pub demo: bool,
    pub html: String,
}

/// When an event begins and ends.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HoursView {
    /// `09:30`
    pub from: String,
    pub until: String,
    /// When it begins, with day and zone, for programs.
    pub starts: String,
    /// The town whose time it is; `UTC` where there is none.
    pub town: String,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PromoterView<'s> {
    pub name: &'s str,
    pub role: Text<'s>,
    pub organisation: &'s str,
    pub place: PlaceView<'s>,
    pub priorities: Vec<Text<'s>>,
    pub source: &'s str,
    pub picture: Option<MapDrawing>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PartnerView<'s> {
    pub name: &'s str,
    pub role: Text<'s>,
    pub country: &'s str,
    pub website: Option<&'s str>,
    pub logo: Option<PhotoView>,
    pub logo_alt: Option<Text<'s>>,
    /// What stands where there is no logo: the first letters of the name.
    pub initials: String,
    pub since: Option<Date>,
}

/// Events of a year that has seen some go by.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PastYear<'s> {
    pub year: i16,
    pub events: Vec<EventView<'s>>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CountryPromoters<'s> {
    pub country: &'s str,
    /// Its code, for the anchor.
    pub code: String,
    pub promoters: Vec<PromoterView<'s>>,
}

impl<'s> LocalizedSite<'s> {
    /// All promoters, country by country in the order of their names.
    pub fn promoters(&self) -> Vec<CountryPromoters<'s>> {
        let mut by_country: BTreeMap<(&str, &str), Vec<PromoterView>> = BTreeMap::new();
        for entry in &self.site.promoters {
            let promoter = self.promoter(entry);
            let place = &promoter.place;
            by_country.entry((place.country, place.country_code)).or_default().push(promoter);
        }
        by_country
            .into_iter()
            .map(|((country, code), promoters)| CountryPromoters { country, code: code.to_lowercase(), promoters })
            .collect()
    }

    /// The next real events that one can plan to come to.
    pub fn next_events(&self, most: usize) -> Vec<EventView<'s>> {
        let events = self.site.events.iter().map(|event| self.event(event));
        events.filter(|event| event.open && !event.demo).take(most).collect()
    }

    /// Events to come, the next first, and those gone by, the latest first and year by year.
    pub fn events(&self) -> (Vec<EventView<'s>>, Vec<PastYear<'s>>) {
        let (past, coming): (Vec<EventView>, Vec<EventView>) =
            self.site.events.iter().map(|event| self.event(event)).partition(|event| event.past);
        let mut years: Vec<PastYear> = Vec::new();
        for event in past.into_iter().rev() {
            let year = event.days.from.year();
            match years.last_mut().filter(|last| last.year == year) {
                Some(last) => last.events.push(event),
                None => years.push(PastYear { year, events: vec![event] }),
            }
        }
        (coming, years)
    }

    pub fn event(&self, written: &'s Written<Event>) -> EventView<'s> {
        let Entry { slug, value: event, .. } = &written.entry;
        let region = event.region.as_ref().and_then(|code| self.region(code));
        let past = event.days.until < self.site.today;
        EventView {
            slug: slug.as_str(),
            address: self.addresses.event(slug.as_str()),
            calendar: self.addresses.file(&format!("events/{slug}.ics")),
            title: self.text(&event.title),
            summary: self.text(&event.summary),
            kind: self.label(&event.kind).label,
            days: event.days,
            length: event.days.days(),
            day: event.days.from.day(),
            hours: event.hours.as_ref().map(HoursView::new),
            state: event.state.code(),
            previously: event.previously,
            open: !past && event.state.takes_place(),
            online_instead: event.is_online_instead(),
            place: self.text(&event.place),
            region: event.region.as_ref().map(|code| self.label(code).label),
            country: region.map(|region| self.label(&region.country).label),
            registration: event.registration.as_deref(),
            past,
            demo: event.demo,
            html: self.html(&written.text),
        }
    }

    fn promoter(&self, entry: &'s Entry<Promoter>) -> PromoterView<'s> {
        let promoter = &entry.value;
        PromoterView {
            name: &promoter.name,
            role: self.text(&promoter.role),
            organisation: &promoter.organisation,
            place: self.place(&promoter.place, &promoter.region),
            priorities: self.texts(&promoter.priorities),
            source: &promoter.source,
            picture: self.region(&promoter.region).map(|region| {
                let place = Named { name: promoter.place.clone(), at: region.coordinates };
                MapDrawing::place(&place, region.country.as_str(), "visits")
            }),
        }
    }

    pub fn partner(&self, entry: &'s Entry<Partner>) -> PartnerView<'s> {
        let partner = &entry.value;
        PartnerView {
            name: &partner.name,
            role: self.text(&partner.role),
            country: self.label(&partner.country).label,
            website: partner.website.as_deref(),
            logo: partner.logo.as_ref().and_then(|logo| self.photo(&logo.file)),
            logo_alt: partner.logo.as_ref().map(|logo| self.text(&logo.alt)),
            initials: initials(&partner.name),
            since: partner.since,
        }
    }
}

impl HoursView {
    fn new(Hours { from, until }: &Hours) -> Self {
        let zone = from.time_zone().iana_name().unwrap_or("UTC");
        let hour = |moment: &Zoned| moment.strftime("%H:%M").to_string();
        Self {
            from: hour(from),
            until: hour(until),
            starts: with_offset(from),
            town: zone.rsplit('/').next().unwrap_or(zone).replace('_', " "),
        }
    }
}

/// A moment as RFC 3339 writes it, with the offset of its zone.
pub fn with_offset(moment: &Zoned) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// The name as its first word where that is an acronym, otherwise the first letters of its first words; what stands in
/// brackets is passed over.
fn initials(name: &str) -> String {
    let name = name.split('(').next().filter(|name| !name.trim().is_empty()).unwrap_or(name);
    let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.clone().next().unwrap_or(name);
    if first.chars().count() > 1 && first.chars().all(|c| c.is_uppercase() || c.is_numeric()) {
        return first.to_owned();
    }
    let capital = |word: &str| word.chars().next().filter(|letter| letter.is_uppercase());
    let letters: String = words.by_ref().filter_map(capital).take(3).collect();
    if letters.is_empty() { first.chars().take(1).flat_map(char::to_uppercase).collect() } else { letters }
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn a_name_gives_its_acronym_or_its_first_letters() {
        assert_eq!(initials("EARLALL – European Association of Regional and Local Authorities"), "EARLALL");
        assert_eq!(initials("City of Borås (Borås Stad)"), "CB");
        assert_eq!(initials("Öresund region"), "Ö");
        assert_eq!(initials("ísland"), "Í");
    }
}
