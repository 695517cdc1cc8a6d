//! What a card says: of an offer, a story, a list or any other page.

use std::collections::BTreeSet;

use domain::content::case_study::{CaseStudy, Party};
use domain::content::offer::Offer;
use domain::dates::When;
use domain::text::messages::Messages;
use fluent_bundle::FluentValue;
use imaging::share_card::{Card, MapMark, Network, Place, Scene};

use crate::plan::offer_groups::OfferGroup;
use crate::plan::{Page, Planned};
use crate::theme::ThemeError;
use crate::view::LocalizedSite;
use crate::view::words::{days_in_words, month_in_words};
use content::model::facet::Facet;
use content::model::site::{Entry, Site, Written};

/// Returns the whole network of a site.
pub fn network(site: &Site) -> Network {
    let localized = LocalizedSite::new(site, site.settings.default_language());
    let ends = site.case_studies.iter().flat_map(|story| localized.ends(&story.entry.value));
    Network { arcs: ends.map(|ends| (ends.from, ends.to)).collect(), rings: rings(&localized, site.open_offers()) }
}

/// One ring a region, in the colour of its first offer.
fn rings<'e>(localized: &LocalizedSite, offers: impl Iterator<Item = &'e Entry<Offer>>) -> Vec<MapMark> {
    let mut regions = BTreeSet::new();
    offers
        .filter(|offer| regions.insert(offer.value.host.region.as_str()))
        .filter_map(|offer| {
            Some((localized.region(&offer.value.host.region)?.coordinates, family(localized, &offer.value)))
        })
        .collect()
}

fn family(localized: &LocalizedSite, offer: &Offer) -> &'static str {
    offer.activities.first().map_or("visits", |activity| localized.family(activity))
}

type Values<'v> = Vec<(&'v str, FluentValue<'v>)>;

fn say(messages: &Messages, key: &str, values: Values) -> Result<String, ThemeError> {
    Ok(messages.format(key, values)?)
}

/// The card of the site itself.
pub fn common(localized: &LocalizedSite, messages: &Messages, network: &Network) -> Result<Card, ThemeError> {
    Ok(Card { title: say(messages, "home-title", Vec::new())?, ..blank(localized, network) })
}

/// Where the site lives, as one says it.
fn host(base_url: &str) -> &str {
    let after_scheme = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    after_scheme.strip_prefix("www.").unwrap_or(after_scheme)
}

fn blank(localized: &LocalizedSite, network: &Network) -> Card {
    Card {
        site: localized.site.settings.name.clone(),
        kind: String::new(),
        title: String::new(),
        place: String::new(),
        facts: host(localized.site.settings.base_url()).to_owned(),
        demo: None,
        family: None,
        scene: Scene::Network(network.clone()),
    }
}

/// The card of a page. Its title is the page's, as the templates have it.
pub fn of_page(
    localized: &LocalizedSite,
    messages: &Messages,
    network: &Network,
    planned: &Planned,
) -> Result<Card, ThemeError> {
    let titled = |key: &str| Ok(Card { title: say(messages, key, Vec::new())?, ..blank(localized, network) });
    match &planned.page {
        Page::Home | Page::ThankYou | Page::NotAccepted | Page::Embed(_) | Page::NotFound => titled("home-title"),
        Page::Offers(_) => titled("offers-title"),
        Page::OfferGroup(group, _) => of_group(localized, messages, group),
        Page::Offer(offer) => of_offer(localized, messages, offer),
        Page::CaseStudies(..) => titled("stories-title"),
        Page::CaseStudy(story) => of_story(localized, messages, network, story),
        Page::Form(form) => titled(&format!("form-{}-title", form.code())),
        Page::Text(page) => Ok(Card { title: page.entry.value.title.clone(), ..blank(localized, network) }),
        Page::Events => titled("events-title"),
        Page::Event(event) => {
            let value = &event.entry.value;
            let region = value.region.as_ref().and_then(|code| localized.region(code));
            let country = region.map(|region| localized.label(&region.country).label);
            let place = localized.text(&value.place).text;
            Ok(Card {
                kind: localized.label(&value.kind).label.to_owned(),
                title: localized.text(&value.title).text.to_owned(),
                place: [Some(place), country].into_iter().flatten().collect::<Vec<_>>().join(", "),
                facts: days_in_words(messages, value.days)?,
                demo: demo(messages, value.demo)?,
                family: Some("events"),
                scene: region.map_or(Scene::Network(network.clone()), |region| Scene::Place(region.coordinates)),
                ..blank(localized, network)
            })
        }
        Page::GoodPractice => titled("practice-title"),
        Page::Map => titled("map-title"),
        Page::Promoters => titled("promoters-title"),
        Page::Monitoring => titled("monitoring-title"),
        Page::Search => titled("search-title"),
        Page::OpenData => titled("open-data-title"),
    }
}

fn demo(messages: &Messages, demo: bool) -> Result<Option<String>, ThemeError> {
    demo.then(|| say(messages, "demo-mark", Vec::new())).transpose()
}

fn of_offer(localized: &LocalizedSite, messages: &Messages, entry: &Entry<Offer>) -> Result<Card, ThemeError> {
    let offer = &entry.value;
    let place = localized.place(&offer.host.place, &offer.host.region);
    let span = |least: i64, most: i64| if least == most { most.to_string() } else { format!("{least}–{most}") };
    let range = span(offer.group.min, offer.group.max);
    let persons = say(messages, "card-persons", vec![("max", offer.group.max.into()), ("range", range.into())])?;
    let unit = say(messages, "offer-days", vec![("count", offer.duration.max.into())])?;
    let days = format!("{} {unit}", span(offer.duration.min, offer.duration.max));
    let languages: Vec<&str> = offer.languages.iter().map(|language| localized.label(&language.code).label).collect();
    Ok(Card {
        kind: offer.activities.first().map(|activity| localized.label(activity).label).unwrap_or_default().to_owned(),
        title: localized.text(&offer.title).text.to_owned(),
        place: [place.place, place.country].join(", "),
        facts: [persons, days, languages.join(", ")].join(" · "),
        demo: demo(messages, offer.demo)?,
        family: Some(family(localized, offer)),
        scene: localized
            .region(&offer.host.region)
            .map_or_else(|| Scene::Network(Network::default()), |region| Scene::Place(region.coordinates)),
        ..blank(localized, &Network::default())
    })
}

fn of_story(
    localized: &LocalizedSite,
    messages: &Messages,
    network: &Network,
    story: &Written<CaseStudy>,
) -> Result<Card, ThemeError> {
    let study = &story.entry.value;
    let named =
        |party: &Party| Some(Place { name: party.place.clone(), at: localized.region(&party.region)?.coordinates });
    let towns = |parties: &[Party]| {
        let mut towns: Vec<&str> = parties.iter().map(|party| party.place.as_str()).collect();
        towns.dedup();
        towns.join(", ")
    };
    let when = match study.dates {
        When::Month(month) => month_in_words(messages, month)?,
        When::Days(period) => days_in_words(messages, period)?,
    };
    let days = study.length().map(|days| say(messages, "story-days", vec![("count", days.into())])).transpose()?;
    Ok(Card {
        kind: localized.label(&study.activity).label.to_owned(),
        title: localized.text(&study.title).text.to_owned(),
        place: format!("{} → {}", towns(&study.visitors), towns(&study.hosts)),
        facts: [Some(when), days].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        family: Some(localized.family(&study.activity)),
        scene: match study.hosts.first().and_then(named) {
            Some(to) => Scene::Exchange { to, from: study.visitors.iter().filter_map(named).collect() },
            None => Scene::Network(network.clone()),
        },
        ..blank(localized, &Network::default())
    })
}

fn of_group(localized: &LocalizedSite, messages: &Messages, group: &OfferGroup) -> Result<Card, ThemeError> {
    let label = group.label.in_language(localized.language).0.to_owned();
    let activity = localized.site.vocabulary.activities.find(group.code).filter(|_| group.facet == Facet::Activity);
    let own = activity.map(|activity| activity.family.code());
    let mut rings = rings(localized, group.offers.iter().copied());
    // An offer may have several activities: here it is shown for this one.
    for (_, family) in &mut rings {
        *family = own.unwrap_or(family);
    }
    let region = localized.site.vocabulary.regions.find(group.code).filter(|_| group.facet == Facet::Region);
    let scene = match (group.facet, region) {
        (_, Some(region)) => Scene::Place(region.coordinates),
        (Facet::Country, _) if !rings.is_empty() => Scene::Country { code: group.code.to_owned(), places: rings },
        _ => Scene::Network(Network { arcs: Vec::new(), rings }),
    };
    Ok(Card {
        title: say(messages, &format!("facet-title-{}", group.facet.code()), vec![("label", label.into())])?,
        family: own,
        scene,
        ..blank(localized, &Network::default())
    })
}
