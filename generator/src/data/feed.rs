//! What is new, as an Atom feed (RFC 4287): case studies by their publication, offers by their confirmation.

use atom_syndication::{Entry as AtomEntry, Feed, FixedDateTime, Link, Person, Text};
use domain::text::LanguageTag;
use jiff::civil::Date;

use crate::context::absolute;
use crate::site::Site;
use crate::view::Lens;

/// Entries of a feed.
const MOST_ENTRIES: usize = 50;

/// `<language>/feed.xml`.
pub fn feed(site: &Site, language: &LanguageTag) -> Vec<u8> {
    let lens = Lens::new(site, language);
    let stories = site.case_studies.iter().map(|story| {
        let study = &story.entry.value;
        let address = lens.addresses.case_study(story.entry.slug.as_str());
        (study.published, entry(site, &address, lens.text(&study.title), lens.text(&study.summary), study.published))
    });
    let offers = site.open_offers().map(|offer| {
        let address = lens.addresses.offer(offer.slug.as_str());
        let (title, summary) = (lens.text(&offer.value.title), lens.text(&offer.value.summary));
        (offer.value.confirmed, entry(site, &address, title, summary, offer.value.confirmed))
    });
    let mut entries: Vec<(Date, AtomEntry)> = stories.chain(offers).collect();
    entries.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    entries.truncate(MOST_ENTRIES);

    let own = absolute(site, &lens.addresses.page("feed.xml"));
    let home = absolute(site, &lens.addresses.page(""));
    let feed = Feed {
        title: Text::plain(site.settings.name.clone()),
        id: own.clone(),
        updated: midnight(entries.first().map_or(site.today, |(day, _)| *day)),
        authors: vec![Person { name: site.settings.secretariat.organisation.clone(), ..Person::default() }],
        links: vec![link(own, "self"), link(home, "alternate")],
        lang: Some(language.to_string()),
        entries: entries.into_iter().map(|(_, entry)| entry).collect(),
        ..Feed::default()
    };
    let mut text = feed.to_string();
    text.push('\n');
    text.into_bytes()
}

fn entry(site: &Site, address: &str, title: crate::view::Text, summary: crate::view::Text, day: Date) -> AtomEntry {
    let address = absolute(site, address);
    AtomEntry {
        title: Text::plain(title.text),
        id: address.clone(),
        updated: midnight(day),
        links: vec![link(address, "alternate")],
        summary: Some(Text::plain(summary.text)),
        ..AtomEntry::default()
    }
}

fn link(address: String, relation: &str) -> Link {
    Link { href: address, rel: relation.to_owned(), ..Link::default() }
}

fn midnight(day: Date) -> FixedDateTime {
    let seconds = (day - Date::new(1970, 1, 1).unwrap_or(day)).get_days();
    chrono::DateTime::from_timestamp(i64::from(seconds) * 86_400, 0).unwrap_or_default().fixed_offset()
}
