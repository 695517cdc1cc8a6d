//! What is new, as Atom feeds (RFC 4287): case studies by their publication, offers by their confirmation, events by their last
//! revision, where they name one. One feed has everything; each country and each sector has one of its own.

use atom_syndication::{Entry as AtomEntry, Feed, FixedDateTime, Link, Person, Text};
use domain::content::offer::Offer;
use domain::text::messages::{MessageError, Messages};
use jiff::civil::Date;

use super::changed;
use super::titles::{event_title, titled};
use crate::plan::offer_groups::OfferGroup;
use crate::view::LocalizedSite;
use content::model::address::Addresses;
use content::model::site::absolute;
use content::model::site::{Entry, Site};

pub const MOST_ENTRIES: usize = 50;

/// `<language>/feed.xml`: everything.
pub fn feed(site: &Site, messages: &Messages) -> Result<Vec<u8>, MessageError> {
    let localized = LocalizedSite::new(site, messages.language());
    let stories = site.case_studies.iter().map(|story| {
        let study = &story.entry.value;
        let address = localized.addresses.case_study(story.entry.slug.as_str());
        let entry =
            entry(site, &address, localized.text(&study.title), localized.text(&study.summary), study.published);
        Ok((study.published, entry))
    });
    // The offers come sorted, so that no more of them than a feed can hold can be in it.
    let offers = site.open_offers().take(MOST_ENTRIES).map(|offer| offer_entry(&localized, messages, offer));
    let events =
        site.events.iter().filter_map(|event| Some((event, event.entry.value.revised?))).map(|(event, day)| {
            let value = &event.entry.value;
            let address = localized.addresses.event(event.entry.slug.as_str());
            let title = localized.text(&value.title);
            let told = event_title(messages, value, title.text)?;
            let title = crate::view::Text { text: &told, ..title };
            Ok((day, entry(site, &address, title, localized.text(&value.summary), day)))
        });
    let entries = stories.chain(offers).chain(events).collect::<Result<_, _>>()?;
    Ok(write(&localized, site.settings.name.clone(), &localized.addresses.page(""), entries))
}

/// `feed.xml` below the page of offers that share something, in its language.
pub fn group_feed(site: &Site, messages: &Messages, group: &OfferGroup) -> Result<Vec<u8>, MessageError> {
    let localized = LocalizedSite::new(site, messages.language());
    let offers = group.offers.iter().take(MOST_ENTRIES);
    let entries = offers.map(|offer| offer_entry(&localized, messages, offer)).collect::<Result<_, _>>()?;
    let title = format!("{} – {}", group.label.in_language(localized.language).0, site.settings.name);
    Ok(write(&localized, title, &localized.addresses.facet(group.facet, group.code), entries))
}

/// A feed whose page is `home`; the feed itself lies in the page's folder.
fn write(localized: &LocalizedSite, title: String, home: &str, mut entries: Vec<(Date, AtomEntry)>) -> Vec<u8> {
    let site = localized.site;
    entries.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    entries.truncate(MOST_ENTRIES);
    let own = absolute(site, &Addresses::feed(home));
    let home = absolute(site, home);
    // A feed without entries is as old as the rest of the content.
    let updated = entries.first().map(|(day, _)| *day).or_else(|| changed::newest(site)).unwrap_or(site.today);
    let feed = Feed {
        title: Text::plain(title),
        id: own.clone(),
        updated: midnight(updated),
        authors: vec![Person {
            name: site.settings.secretariat.organisation.clone(),
            uri: site.settings.secretariat.website.clone(),
            ..Person::default()
        }],
        links: vec![typed(own, "self", "application/atom+xml"), typed(home, "alternate", "text/html")],
        lang: Some(localized.language.to_string()),
        entries: entries.into_iter().map(|(_, entry)| entry).collect(),
        ..Feed::default()
    };
    let mut text = feed.to_string();
    text.push('\n');
    text.into_bytes()
}

fn offer_entry(
    localized: &LocalizedSite,
    messages: &Messages,
    offer: &Entry<Offer>,
) -> Result<(Date, AtomEntry), MessageError> {
    let address = localized.addresses.offer(offer.slug.as_str());
    let (title, summary) = (localized.text(&offer.value.title), localized.text(&offer.value.summary));
    let words = titled(messages, offer.value.demo, title.text)?;
    let title = crate::view::Text { text: &words, ..title };
    // An offer that waited for its day is new on that day.
    let day = offer.value.confirmed.max(offer.value.published);
    Ok((day, entry(localized.site, &address, title, summary, day)))
}

fn entry(site: &Site, address: &str, title: crate::view::Text, summary: crate::view::Text, day: Date) -> AtomEntry {
    let address = absolute(site, address);
    AtomEntry {
        title: words(title),
        id: address.clone(),
        updated: midnight(day),
        links: vec![typed(address, "alternate", "text/html")],
        summary: Some(words(summary)),
        ..AtomEntry::default()
    }
}

/// A text, marked where it is in another language than the feed.
fn words(text: crate::view::Text) -> Text {
    Text { lang: text.language.map(str::to_owned), ..Text::plain(text.text) }
}

fn typed(address: String, relation: &str, media_type: &str) -> Link {
    Link { href: address, rel: relation.to_owned(), mime_type: Some(media_type.to_owned()), ..Link::default() }
}

fn midnight(day: Date) -> FixedDateTime {
    let seconds = (day - Date::new(1970, 1, 1).unwrap_or(day)).get_days();
    chrono::DateTime::from_timestamp(i64::from(seconds) * 86_400, 0).unwrap_or_default().fixed_offset()
}
