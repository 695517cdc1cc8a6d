//! The contract between pages and templates: which values each template is given, and of which types they are.
//!
//! A template that uses another name has a mistake, even where Tera would take the name for nothing, as in
//! `{% if similar_rowz %}` or `{% if offer.titel %}`. A new value of a template is added here with its name and type; the fields
//! are those of the type.

use std::collections::HashMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use tera::Context;

use super::shape::{Shape, Values};
use super::types::Types;
use crate::images::social::SocialView;
use crate::outputs::data::dataset::Dataset;
use crate::render::context::choice::ChoiceGroup;
use crate::view::filters::Choices;
use crate::view::page::{FacetView, FeedsOf, PageOfList, SchemasOf, Translation};
use crate::view::{
    Bar, CountryPromoters, EventView, FormView, MapDrawing, MapView, MonitoringView, Month, OfferCard, OfferView,
    PartnerView, PastYear, Plans, Practice, RetentionTerm, Standing, StoryCard, StoryView, StoryYear, Strip,
    SupportView, Text,
};
use content::model::settings::{Secretariat, Target};
use markup::markdown::Heading;

/// A value that a template is given: its name, and the shape of its type.
type Given = (&'static str, fn(&mut Types) -> Shape);

fn of<T: JsonSchema>(types: &mut Types) -> Shape {
    types.of::<T>()
}

/// A text, a number or a flag.
fn plain(_: &mut Types) -> Shape {
    Shape::Plain
}

/// Lines or parts of pages, rendered before.
const HTML_LIST: fn(&mut Types) -> Shape = of::<Vec<String>>;

/// Given to every template, components included.
const GLOBALS: [Given; 10] = [
    ("embeds", plain),
    ("language", plain),
    ("months_line", plain),
    ("search_name", plain),
    ("search_words", plain),
    ("secretariat", of::<Secretariat>),
    ("site_name", plain),
    ("site_url", plain),
    // The names of the text pages that editors wrote; a theme links to those that it knows where they are there.
    ("text_pages", of::<Vec<String>>),
    ("workbooks", plain),
];

/// Given to every page.
const PAGE: [Given; 8] = [
    ("address", plain),
    ("address_for_everybody", plain),
    ("canonical", plain),
    ("linked_data", plain),
    ("listed", plain),
    ("section", plain),
    ("social", of::<SocialView>),
    ("translations", of::<Vec<Translation>>),
];

/// Counts, for the pages that show them.
const NUMBERS: [Given; 7] = [
    ("case_studies", plain),
    ("countries", plain),
    ("demo_offers", plain),
    ("demo_with_support", plain),
    ("offers_with_support", plain),
    ("open_offers", plain),
    ("regions", plain),
];

const OFFERS: [Given; 3] = [("offers", of::<Vec<OfferCard>>), ("rows", HTML_LIST), ("strip", of::<Strip>)];
const LIST: [Given; 4] =
    [("demo_shown", plain), ("filter_lists", HTML_LIST), ("filters", of::<Vec<Choices>>), ("list", of::<PageOfList>)];
const FACET: [Given; 2] = [("facet", plain), ("label", plain)];

/// What text pages show beside their text, each on pages of certain names.
const TEXT: [Given; 11] = [
    ("headings", of::<Vec<Heading>>),
    ("html", plain),
    ("monitoring", of::<MonitoringView>),
    ("partners", of::<Vec<PartnerView>>),
    ("plans", of::<Plans>),
    ("retention", of::<Vec<RetentionTerm>>),
    ("standings", of::<Vec<Standing>>),
    ("summary", plain),
    ("support", of::<SupportView>),
    ("targets", of::<Vec<Target>>),
    ("title", of::<Text>),
];

/// What the templates of a theme are given.
pub struct Contract {
    globals: Values,
    by_template: HashMap<String, Values>,
}

impl Contract {
    /// That of the templates of these names.
    pub fn of<'t>(templates: impl Iterator<Item = &'t str>) -> Self {
        let mut types = Types::new();
        let globals = shapes(&mut types, &[&GLOBALS]);
        let by_template = templates.filter_map(|name| Some((name.to_owned(), values(&mut types, name)?))).collect();
        Self { globals, by_template }
    }

    /// The values that are given to every template.
    pub fn globals(&self) -> &Values {
        &self.globals
    }

    /// The values that a template is given beside [`Contract::globals`]; none for a part of other templates.
    pub fn values(&self, template: &str) -> Option<&Values> {
        self.by_template.get(template)
    }

    /// A value that a template is about to be given, and that is not of the type that stands here.
    pub fn broken_by(&self, template: &str, context: &Context) -> Option<&str> {
        let values = self.by_template.get(template)?;
        let (name, _) =
            values.iter().find(|(name, shape)| context.get(name).is_some_and(|value| !shape.admits(value)))?;
        Some(name)
    }
}

fn values(types: &mut Types, template: &str) -> Option<Values> {
    let own: &[&[Given]] = match template {
        // Parts that are rendered alone.
        "row.html" => return Some(shapes(types, &[&[("offer", of::<OfferCard>), ("story", of::<StoryCard>)]])),
        "filter.html" => {
            let filter: [Given; 4] = [("current", plain), ("filter", of::<Choices>), ("open", plain), ("scope", plain)];
            return Some(shapes(types, &[&filter]));
        }
        "months.html" => return Some(shapes(types, &[&[("months", of::<Vec<Month>>)]])),
        "home.html" | "start.html" => &[
            &OFFERS,
            &[("events", of::<Vec<EventView>>), ("network", of::<MapDrawing>), ("stories", of::<Vec<StoryCard>>)],
            &NUMBERS,
        ],
        "offers.html" => &[&OFFERS, &LIST, &NUMBERS],
        "facet.html" => {
            &[&OFFERS, &LIST, &FACET, &[("ask_query", plain), ("feed", plain), ("picture", of::<Option<MapDrawing>>)]]
        }
        "offer.html" => &[&[
            ("offer", of::<OfferView>),
            ("similar", of::<Vec<OfferCard>>),
            ("similar_rows", HTML_LIST),
            ("strip", of::<Strip>),
        ]],
        "case-studies.html" => &[&[("stories", of::<Vec<StoryCard>>)], &LIST, &FACET],
        "case-study.html" => &[&[
            ("demo_shown", plain),
            ("html", plain),
            ("related", of::<Vec<OfferCard>>),
            ("related_rows", HTML_LIST),
            ("story", of::<StoryView>),
            ("strip", of::<Strip>),
        ]],
        "find-a-host.html" | "offer-to-host.html" | "join.html" => &[
            &[
                ("form", of::<FormView>),
                ("messages", plain),
                ("offer_choices", of::<Vec<ChoiceGroup>>),
                ("proof_of_work", plain),
                ("today", of::<Date>),
            ],
            &NUMBERS,
        ],
        "404.html" | "not-accepted.html" | "thank-you.html" => &[],
        "events.html" => &[&[("coming", of::<Vec<EventView>>), ("past", of::<Vec<PastYear>>)]],
        "event.html" => &[&[("event", of::<EventView>)]],
        "promoters.html" => {
            &[&[("count", plain), ("map", of::<MapDrawing>), ("promoters", of::<Vec<CountryPromoters>>)]]
        }
        "map.html" => &[&[("map", of::<MapView>)], &NUMBERS],
        "monitoring.html" => &[
            &[
                ("by_country", of::<Vec<Bar>>),
                ("by_sector", of::<Vec<Bar>>),
                ("monitoring", of::<MonitoringView>),
                ("story_years", of::<Vec<StoryYear>>),
                ("targets", of::<Vec<Target>>),
            ],
            &NUMBERS,
        ],
        "good-practice.html" => &[&[("practice", of::<Practice>)]],
        "search.html" => &[&[("facets", of::<Vec<FacetView>>), ("stories", of::<Vec<StoryCard>>)], &LIST, &NUMBERS],
        "open-data.html" => &[
            &[
                ("api", plain),
                ("api_command", plain),
                ("datasets", of::<Vec<Dataset>>),
                ("feeds", of::<Vec<FeedsOf>>),
                ("schemas", of::<Vec<SchemasOf>>),
            ],
            &[
                ("embed_all", plain),
                ("embed_everything", plain),
                ("embed_example", plain),
                ("embed_snippet", plain),
                ("embed_title", plain),
            ],
            &NUMBERS,
        ],
        "embed.html" => &[
            &[("demo_shown", plain), ("list_address", plain), ("offers", of::<Vec<OfferCard>>), ("total", plain)],
            &[("facet", plain), ("label", plain)],
        ],
        _ if template == "page.html" || template.starts_with("page-") => &[&TEXT, &NUMBERS],
        _ => return None,
    };
    let mut values = shapes(types, own);
    values.extend(shapes(types, &[&PAGE]));
    Some(values)
}

fn shapes(types: &mut Types, groups: &[&[Given]]) -> Values {
    groups.iter().copied().flatten().map(|(name, shape)| ((*name).to_owned(), shape(types))).collect()
}
