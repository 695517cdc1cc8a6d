//! The contract between pages and templates: which values each template is given.
//!
//! A template that uses another name has a mistake, even where Tera would take the name for nothing, as in
//! `{% if similar_rowz %}`. Whoever hands a template a new value adds its name here.

/// Given to every template, components included.
pub const GLOBALS: [&str; 8] =
    ["embeds", "language", "months_line", "search_name", "search_words", "secretariat", "site_name", "site_url"];

/// Given to every page.
const PAGE: [&str; 8] =
    ["address", "address_for_everybody", "canonical", "linked_data", "listed", "section", "social", "translations"];

/// How many there are of what, for pages that tell.
const NUMBERS: [&str; 6] =
    ["case_studies", "countries", "demo_offers", "offers_with_support", "open_offers", "regions"];

const OFFERS: [&str; 3] = ["offers", "rows", "strip"];
const LIST: [&str; 4] = ["demo_shown", "filter_lists", "filters", "list"];
const FACET: [&str; 3] = ["facet", "label", "shelf_address"];

/// What text pages show beside their text, each on pages of certain names.
const TEXT: [&str; 11] = [
    "headings",
    "html",
    "monitoring",
    "partners",
    "plans",
    "retention",
    "standings",
    "summary",
    "support",
    "targets",
    "title",
];

/// The names that a template is given beside [`GLOBALS`]; none for a part of other templates.
pub fn names(template: &str) -> Option<Vec<&'static str>> {
    let own: &[&[&'static str]] = match template {
        // Parts that are rendered alone.
        "row.html" => return Some(vec!["offer", "story"]),
        "filter.html" => return Some(vec!["current", "filter", "open", "scope"]),
        "choice.html" => return Some(vec!["choice", "current", "filter", "scope"]),
        "months.html" => return Some(vec!["months"]),
        "home.html" | "start.html" => &[&OFFERS, &["network", "stories"], &NUMBERS],
        "offers.html" => &[&OFFERS, &LIST, &NUMBERS],
        "facet.html" => &[&OFFERS, &LIST, &FACET, &["ask_query", "feed", "picture"]],
        "offer.html" => &[&["offer", "similar", "similar_rows", "strip"]],
        "case-studies.html" => &[&["stories"], &LIST, &FACET],
        "case-study.html" => &[&["demo_shown", "html", "related", "related_rows", "story", "strip"]],
        "find-a-host.html" | "offer-to-host.html" | "join.html" => {
            &[&["form", "messages", "offer_choices", "proof_of_work", "today"], &NUMBERS]
        }
        "404.html" | "not-accepted.html" | "thank-you.html" => &[],
        "events.html" => &[&["coming", "past"]],
        "event.html" => &[&["event"]],
        "promoters.html" => &[&["count", "map", "promoters"]],
        "map.html" => &[&["map"], &NUMBERS],
        "monitoring.html" => &[&["by_country", "by_sector", "monitoring", "story_years", "targets"], &NUMBERS],
        "good-practice.html" => &[&["practice"]],
        "search.html" => &[&["facets", "stories"], &LIST, &NUMBERS],
        "open-data.html" => &[
            &["api", "api_command", "datasets", "feeds", "schemas"],
            &["embed_all", "embed_everything", "embed_example", "embed_snippet", "embed_title"],
            &NUMBERS,
        ],
        "embed.html" => &[&["demo_shown", "facet", "label", "list_address", "offers", "total"]],
        _ if template == "page.html" || template.starts_with("page-") => &[&TEXT, &NUMBERS],
        _ => return None,
    };
    Some([&PAGE[..], &own.concat()].concat())
}
