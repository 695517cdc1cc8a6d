//! The values that each kind of page gives to its template.

pub(crate) mod choice;
pub(crate) mod embed;
mod list;
mod live;
mod open_data;

use std::sync::Arc;

use domain::content::page::Page as TextPage;
use domain::text::messages::Messages;
use tera::{Context, Value};

use crate::outputs::data::has_feed;
use crate::outputs::linked_data;
use crate::plan::offer_groups::OfferGroup;
use crate::plan::{Page, Planned};
use crate::render::build_context::{BuildContext, RELATED, SIMILAR};
use crate::theme::ThemeError;
use crate::view::filters::Scope;
use crate::view::overview_maps;
use crate::view::page::{FacetView, Translation};
use crate::view::{FormMessages, LocalizedSite, Text};
use content::model::address::Addresses;
use content::model::facet::Facet;
use content::model::site::{Site, Written, absolute};

/// Events on the home page.
const NEXT_EVENTS: usize = 3;

/// A page's template and what it shows.
pub struct Filled {
    pub template: String,
    pub context: Context,
}

pub fn fill<'s>(
    build: &BuildContext<'s>,
    planned: &'s Planned<'s>,
    messages: &Arc<Messages>,
) -> Result<Filled, ThemeError> {
    let BuildContext { site, offer_groups, site_index, related_offers, renderer, .. } = build;
    let localized = LocalizedSite::new(site, &planned.language);
    let mut context = common(site, planned, &localized);
    let template = match &planned.page {
        Page::Home => {
            context.insert("events", &localized.next_events(NEXT_EVENTS));
            let offers = site_index.open.get(..6).unwrap_or(&site_index.open);
            list::insert_offers(&mut context, build, &localized, "home.html", ["offers", "rows"], offers)?;
            let stories: Vec<_> = site.case_studies.iter().take(3).map(|story| localized.story_card(story)).collect();
            context.insert("stories", &stories);
            site_index.insert_numbers(&mut context);
            overview_maps::insert_network(&mut context, site, &localized, &site_index.open);
            "home.html".to_owned()
        }
        Page::Offers(number) => {
            let (template, list) = ("offers.html", localized.addresses.page("offers/"));
            list::insert_list(&mut context, build, &localized, template, &site_index.open, *number, &list)?;
            list::insert_filters(&mut context, build, &localized, template, Scope::Offers, None)?;
            site_index.insert_numbers(&mut context);
            "offers.html".to_owned()
        }
        Page::OfferGroup(group, number) => {
            let list = localized.addresses.facet(group.facet, group.code);
            list::insert_list(&mut context, build, &localized, "facet.html", &group.offers, *number, &list)?;
            if group.facet == Facet::Activity {
                list::insert_rows_of_activity(&mut context, build, &localized, "facet.html", group, *number)?;
            }
            context.insert("ask_query", &ask_query(site, group));
            let own = Some((group.facet, list.as_str()));
            list::insert_filters(&mut context, build, &localized, "facet.html", Scope::Offers, own)?;
            context.insert("facet", group.facet.code());
            context.insert("label", group.label.in_language(&planned.language).0);
            if group.facet == Facet::Country {
                context.insert_value("picture", site_index.country_picture(&planned.language, group.code));
            }
            context.insert("feed", &has_feed(site, group.facet).then(|| Addresses::feed(&list)));
            "facet.html".to_owned()
        }
        Page::Offer(offer) => {
            let view = Value::from_serializable(&localized.offer(offer));
            // Lists will ask for its row, which is rendered from the same card.
            if offer.value.is_open(site.today)
                && let Some(card) = view.get_from_path("card")
            {
                site_index.fragments.row(&localized, renderer, offer, || card.clone())?;
            }
            context.insert_value("offer", view);
            if renderer.shows_any("offer.html", SIMILAR) {
                list::insert_offers(
                    &mut context,
                    build,
                    &localized,
                    "offer.html",
                    SIMILAR,
                    &related_offers.of_offer(offer),
                )?;
            }
            "offer.html".to_owned()
        }
        Page::CaseStudies(group, number) => {
            let (stories, list) = match group {
                Some(group) => (&group.stories, localized.addresses.story_facet(group.facet, group.code)),
                None => (&site_index.stories, localized.addresses.page("case-studies/")),
            };
            list::insert_stories(&mut context, site, &localized, stories, *number, &list);
            context.insert("facet", &group.map(|group| group.facet.code()));
            context.insert("label", &group.map(|group| group.label.in_language(&planned.language).0));
            let own = group.map(|group| (group.facet, list.as_str()));
            list::insert_filters(&mut context, build, &localized, "case-studies.html", Scope::Stories, own)?;
            "case-studies.html".to_owned()
        }
        Page::CaseStudy(story) => {
            context.insert(
                "story",
                &localized.story(story, story.entry.value.offer.as_ref().and_then(|slug| site_index.offer(slug))),
            );
            context.insert("html", &localized.html(&story.text));
            if renderer.shows_any("case-study.html", RELATED) {
                let related = related_offers.of_story(&story.entry.value);
                context.insert("demo_shown", &related.iter().any(|offer| offer.value.demo));
                list::insert_offers(&mut context, build, &localized, "case-study.html", RELATED, &related)?;
            }
            "case-study.html".to_owned()
        }
        Page::Form(form) => {
            context.insert("form", &localized.form(*form));
            let messages = serde_json::to_string(&FormMessages::new(*form, messages)?)?;
            // The JSON stands in a script element, which only `</script` could end.
            context.insert("messages", &messages.replace("</", "<\\/"));
            context.insert("today", &site.today);
            context.insert("proof_of_work", &site.settings.proof_of_work);
            choice::insert_offer_choice(&mut context, &localized, *form);
            site_index.insert_numbers(&mut context);
            format!("{}.html", form.code())
        }
        Page::ThankYou => "thank-you.html".to_owned(),
        Page::NotAccepted => "not-accepted.html".to_owned(),
        Page::Text(page) => {
            let language = page_language(site, page).filter(|language| *language != planned.language.as_str());
            context.insert("title", &Text { text: &page.entry.value.title, language: language.as_deref() });
            context.insert("summary", &page.entry.value.summary);
            context.insert("html", &localized.html(&page.text));
            context.insert("headings", &page.text.headings);
            site_index.insert_numbers(&mut context);
            context.insert("targets", &site.settings.targets);
            let partners: Vec<_> = site.partners.iter().map(|partner| localized.partner(partner)).collect();
            context.insert("partners", &partners);
            live::insert(&mut context, &localized, offer_groups, page.entry.slug.as_str());
            let special = format!("page-{}.html", page.entry.slug);
            if renderer.has(&special) { special } else { "page.html".to_owned() }
        }
        Page::Events => {
            let (coming, past) = localized.events();
            context.insert("coming", &coming);
            context.insert("past", &past);
            "events.html".to_owned()
        }
        Page::Event(event) => {
            context.insert("event", &localized.event(event));
            "event.html".to_owned()
        }
        Page::Promoters => {
            context.insert("promoters", &localized.promoters());
            context.insert("count", &site.promoters.len());
            context.insert("map", &overview_maps::promoters_picture(&localized));
            "promoters.html".to_owned()
        }
        Page::Map => {
            context.insert("map", &localized.map(offer_groups));
            site_index.insert_numbers(&mut context);
            "map.html".to_owned()
        }
        Page::Monitoring => {
            site_index.insert_numbers(&mut context);
            context.insert("monitoring", &localized.monitoring());
            context.insert("targets", &site.settings.targets);
            context.insert("story_years", &localized.story_years());
            context.insert("by_country", &localized.bars(offer_groups, Facet::Country));
            context.insert("by_sector", &localized.bars(offer_groups, Facet::Sector));
            "monitoring.html".to_owned()
        }
        Page::GoodPractice => {
            context.insert("practice", &localized.practice());
            "good-practice.html".to_owned()
        }
        Page::Search => {
            context.insert("facets", &facets(&localized, offer_groups));
            let stories: Vec<_> = site.case_studies.iter().map(|story| localized.story_card(story)).collect();
            context.insert("stories", &stories);
            list::insert_filters(&mut context, build, &localized, "search.html", Scope::All, None)?;
            site_index.insert_numbers(&mut context);
            "search.html".to_owned()
        }
        Page::OpenData => {
            site_index.insert_numbers(&mut context);
            open_data::insert(&mut context, site, &localized, offer_groups, messages)?;
            "open-data.html".to_owned()
        }
        Page::Embed(group) => {
            embed::insert(&mut context, site_index, &localized, *group);
            "embed.html".to_owned()
        }
        Page::NotFound => "404.html".to_owned(),
    };
    if renderer.shows(&template, "linked_data") {
        context.insert("linked_data", &linked_data::of(site, planned, &localized, messages)?);
    }
    Ok(Filled { template, context })
}

/// What every template has beside what is the same for all of a language: the page's address, and where else it can be
/// read.
fn common(site: &Site, planned: &Planned, localized: &LocalizedSite) -> Context {
    let mut context = Context::new();
    context.insert("address", &planned.address);
    context.insert("listed", &planned.is_indexed());
    context.insert("canonical", &absolute(site, &planned.address));
    let here = localized.addresses.page("");
    let rest = planned.address.strip_prefix(&here).unwrap_or_default();
    let translations: Vec<Translation> = site
        .settings
        .languages
        .iter()
        .map(|language| {
            let addresses = Addresses::new(site.settings.base_path(), language);
            let name = site.vocabulary.languages.find(language.as_str()).map(|term| term.autonym.clone());
            Translation {
                language: language.to_string(),
                name: name.unwrap_or_else(|| language.to_string()),
                address: addresses.page(rest),
                current: *language == planned.language,
            }
        })
        .collect();
    // For readers of none of the languages: the choice of them, or the page in the default language.
    let default = Addresses::new(site.settings.base_path(), site.settings.default_language());
    let everybody = if rest.is_empty() { default.file("") } else { default.page(rest) };
    context.insert("address_for_everybody", &everybody);
    context.insert("translations", &translations);
    // The part of the site that the navigation marks: `offers` of `offers/country/es/`.
    context.insert("section", rest.split('/').next().unwrap_or_default());
    context
}

/// What the form "find a host" is begun with by who comes from a list: the part of its address behind the question mark.
fn ask_query(site: &Site, group: &OfferGroup) -> String {
    let code = match group.facet {
        Facet::Region => site.vocabulary.regions.find(group.code).map_or("", |region| region.country.as_str()),
        _ => group.code,
    };
    let field = match group.facet {
        Facet::Activity => "activity",
        Facet::Audience => "audiences",
        Facet::Country | Facet::Region => "countries",
        Facet::Sector => "sectors",
        Facet::Theme => "themes",
    };
    format!("{field}={code}")
}

/// The language a text page is written in: the reader's, or the default where there is no translation.
fn page_language(site: &Site, page: &Written<TextPage>) -> Option<String> {
    let languages = site.pages.get(&page.entry.slug)?;
    let own = languages.iter().find(|(_, written)| written.entry.path == page.entry.path)?.0;
    Some(own.to_string())
}

fn facets(localized: &LocalizedSite, offer_groups: &[OfferGroup]) -> Vec<FacetView> {
    Facet::ALL
        .into_iter()
        .map(|facet| FacetView { code: facet.code(), bars: localized.bars(offer_groups, facet) })
        .filter(|facet| !facet.bars.is_empty())
        .collect()
}
